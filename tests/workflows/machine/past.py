"""What the author of an act had seen, from the acts alone: the rules are not asked."""

from __future__ import annotations

from app.models.acts import Act
from app.models.outcomes import Position
from tests.workflows.machine.play import Play


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
        return {one.officer for one in self.here("ConflictDeclared")}

    def escalated(self) -> bool:
        """Whether the case was handed up since the application last changed."""
        way = self.here("DecisionEscalated", "ApplicationAmended")
        return bool(way) and any(one.type == "DecisionEscalated" for one in way[_after_amendments(way) :])

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
        said = [one for one in self.here("CompetenceDeclined") if one.body.step == step]
        said += [
            one
            for one in self.here("OpinionGiven", "OpinionChanged")
            if one.body.step == step and one.body.position is Position.NOT_COMPETENT
        ]
        return any(one.agency == agency for one in said)

    def holder(self, step: str, agency: str) -> str:
        """To whom what `agency` held at `step` went."""
        for one in self.here("StepReassigned"):
            if one.body.step == step and one.body.declined_by == agency:
                agency = one.body.agency
        return agency


def _after_amendments(way: list[Act]) -> int:
    amended = [place for place, one in enumerate(way) if one.type == "ApplicationAmended"]
    return max(amended, default=-1) + 1
