"""What the author of an act had seen, from the acts alone: the rules are not asked."""

from __future__ import annotations

from datetime import date, timedelta

from app.models.acts import Act
from app.models.outcomes import Position
from tests.workflows.machine.play import Play

POSITIONS = ("PositionTaken", "PositionChanged", "PositionReaffirmed")
ANEW = ("ApplicationAmended", "ReconsiderationOpened", "EscalationReturned")
"""After these nothing that was handed up before counts."""


class Past:
    """The acts in the causal past of `act`, in order."""

    def __init__(self, play: Play, act: Act) -> None:
        known = {one.id: one for one in play.acts}
        found: set[str] = set()
        waiting = list(act.past)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += known[name].past
        self.acts = sorted((known[name] for name in found), key=lambda one: (one.clock, one.id))
        self.scope = act.scope

    def here(self, *types: str) -> list[Act]:
        """Acts of these types in the scope of the act."""
        return [one for one in self.acts if one.scope == self.scope and one.type in types]

    def find(self, name: str) -> Act:
        return next(one for one in self.acts if one.id == name)

    @property
    def in_conflict(self) -> set[str]:
        upheld = [self.find(one.body.raised) for one in self.here("ConflictRuled") if one.body.upheld]
        return {one.officer for one in self.here("ConflictDeclared")} | {one.body.officer for one in upheld}

    def escalated(self) -> bool:
        """Whether the case was handed up since the application last changed, or was last reconsidered."""
        way, undone = self.here("DecisionEscalated", *ANEW), self.undone()
        raised = (one for one in way[_started_anew(way) :] if one.type == "DecisionEscalated")
        return any(one.id not in undone for one in raised)

    def corrections(self, kind: str) -> list[Act]:
        """Proposals of this kind that a second person confirmed, in the order of their confirmations."""
        proposed = (self.find(one.body.proposal) for one in self.here("CorrectionConfirmed"))
        return [one for one in proposed if one.type == kind]

    def voided(self) -> set[str]:
        """Positions cast in the wrong capacity."""
        return {one.body.vote for one in self.corrections("VoidingProposed")}

    def undone(self) -> set[str]:
        """Acts whose effect ended when the case was put back to a step."""
        return {name for one in self.corrections("ReopeningProposed") for name in one.body.undoes}

    def day(self, claimed: str, way: int = 1) -> str:
        """The latest (`way` -1: the first) day as which a time may count: calendars may have a cut-off or an offset."""
        changed = any(one.type == "CalendarConfirmed" for one in self.acts)
        return (date.fromisoformat(claimed[:10]) + timedelta(days=way * changed)).isoformat()

    def question(self, fingerprint: str) -> Act:
        """The act that put the question; of two alike put apart the earlier."""
        return next(one for one in self.here("QuestionPut") if one.body.fingerprint == fingerprint)

    def voices(self, question: str) -> dict[str, list[Act]]:
        """Seat by seat the positions on a question that nothing replaced, voided, or asked again on list B."""
        said = [one for one in self.here(*POSITIONS) if one.body.question == question]
        void = self.voided()
        replaced = {getattr(one.body, "replaces", "") for one in said if one.id not in void}
        moved = any(one.body.question == question for one in self.here("CaseMovedToDebate"))
        found: dict[str, list[Act]] = {}
        for one in said:
            if one.id not in void | replaced and not (moved and getattr(one.body, "bloc", "")):
                found.setdefault(one.body.seat, []).append(one)
        return found

    def open_letters(self) -> list[Act]:
        closed = {one.body.about for one in self.here("QueryClosed")}
        return [one for one in self.here("QuerySent") if one.id not in closed]

    def contested(self, gate: Act) -> bool:
        """Whether another agency said no to a "yes", and none agreed."""
        said = [one.body.confirmed for one in self.here("GateReviewed") if one.body.gate == gate.id]
        return bool(said) and not any(said)

    def lifted(self, gate: Act) -> bool:
        """Whether a "yes" was lifted by the higher authority's first ruling, or by its author and nobody upheld it."""
        rulings = [one for one in self.here("GateRuled") if one.body.gate == gate.id]
        if rulings and all(one.agency == "foreign-affairs" for one in rulings) and not rulings[0].body.prohibited:
            return True
        agreed = bool(rulings) or any(
            one.body.gate == gate.id and one.body.confirmed for one in self.here("GateReviewed")
        )
        withdrawals = [one for one in self.here("GateWithdrawn") if one.body.gate == gate.id]
        return not agreed and any(one.agency == gate.agency for one in withdrawals)

    def prohibitions(self) -> list[Act]:
        """Every "yes" to Article 6 that nothing lifted."""
        claims = [one for one in self.here("GateAnswered") if any(answer.yes for answer in one.body.answers)]
        return [one for one in claims if not self.lifted(one)]

    def declined(self, step: str, agency: str) -> bool:
        """Whether the agency said that it is not competent, and did not take that back by another opinion."""
        changed = {one.body.replaces for one in self.here("OpinionChanged")}
        said = [one for one in self.here("CompetenceDeclined") if one.body.step == step]
        said += [
            one
            for one in self.here("OpinionGiven", "OpinionChanged")
            if one.body.step == step and one.body.position is Position.NOT_COMPETENT and one.id not in changed
        ]
        ruled = (one.body for one in self.here("CompetenceRuled"))
        return any(one.agency == agency for one in said) and (step, agency) not in {(r.step, r.agency) for r in ruled}

    def holder(self, step: str, agency: str) -> str:
        """To whom what `agency` held at `step` went."""
        trail, ruled = {agency}, False
        for one in self.here("StepReassigned", "CompetenceRuled", "CorrectionConfirmed"):
            body = self.find(one.body.proposal).body if one.type == "CorrectionConfirmed" else one.body
            if getattr(body, "step", "") != step or not hasattr(body, "agency"):
                continue
            if one.type == "CompetenceRuled":
                agency, ruled = (body.agency, True) if body.holder in trail and not ruled else (agency, ruled)
            elif agency == getattr(body, "declined_by", getattr(body, "holder", "")) and (
                one.type == "CorrectionConfirmed" or not ruled
            ):
                agency, ruled = body.agency, False
            trail.add(agency)
        return agency


def _started_anew(way: list[Act]) -> int:
    return max((place for place, one in enumerate(way) if one.type in ANEW), default=-1) + 1
