"""What reviewing officers do: steps, classification, treaty questions, opinions, conditions."""

from __future__ import annotations

from app.desk.office import Counter, check_seen
from app.errors import Refused
from app.models.acts import (
    ConditionChanged,
    ConditionProposed,
    ConditionReleased,
    GateAnswered,
    GateReviewed,
    GateWithdrawn,
    LineClass,
    LinesClassified,
    OpinionChanged,
    OpinionCountersigned,
    OpinionGiven,
    OpinionReaffirmed,
    RiskAssessed,
    StepCompleted,
    StepReturned,
)
from app.models.case import Case, Opinion
from app.models.outcomes import Difference, GateAnswer, ItemPosition, Position, RiskFinding
from app.store.transaction import Change, Transaction
from app.workflows.dossier import dossier_hash
from app.workflows.opinions import own_standing
from app.workflows.reaffirming import opinion_difference
from app.workflows.road import case_progress, standing_opinions
from app.workflows.steps import undone_by


class Reviews(Counter):
    """The reviewing officer's part of the desk; `reference` names the case."""

    def complete_step(self, reference: str, step: str, note: str = "") -> Change:
        """End an open step of one's agency."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            body = StepCompleted(step=self._step(tx, case, step), note=note)
            return self.append(tx, _scope(case.id), body)

    def return_step(self, reference: str, step: str, to: str, reason: str) -> Change:
        """Send the case back to an earlier step."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            procedure = tx.world.procedure(case.procedure)
            known = [one.id for one in procedure.steps]
            if to not in known:
                raise Refused("step.unknown", step=to, known=", ".join(known))
            undoes = undone_by(case, procedure, to)
            body = StepReturned(step=self._step(tx, case, step), to=to, reason=reason, undoes=undoes)
            return self.append(tx, _scope(case.id), body)

    def classify(self, reference: str, step: str, lines: tuple[LineClass, ...]) -> Change:
        """Rate every line of goods."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            body = LinesClassified(step=self._step(tx, case, step), lines=lines)
            return self.append(tx, _scope(case.id), body)

    def answer_gate(self, reference: str, step: str, answers: tuple[GateAnswer, ...]) -> Change:
        """Answer the three questions of Article 6."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            body = GateAnswered(step=self._step(tx, case, step), answers=answers)
            return self.append(tx, _scope(case.id), body)

    def review_gate(self, reference: str, *, confirmed: bool, evidence: str, gate: str = "") -> Change:
        """Confirm or contest another agency's "yes"."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            body = GateReviewed(gate=gate or _claimed_gate(case), confirmed=confirmed, evidence=evidence)
            return self.append(tx, _scope(case.id), body)

    def withdraw_gate(self, reference: str, reason: str, gate: str = "") -> Change:
        """Take back one's agency's own "yes"."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            return self.append(tx, _scope(case.id), GateWithdrawn(gate=gate or _claimed_gate(case), reason=reason))

    def assess(
        self,
        reference: str,
        step: str,
        findings: tuple[RiskFinding, ...],
        *,
        mitigation: str,
        overriding: bool,
        reasons: str,
    ) -> Change:
        """The Article 7 assessment."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            body = RiskAssessed(
                step=self._step(tx, case, step),
                findings=findings,
                mitigation=mitigation,
                overriding=overriding,
                reasons=reasons,
            )
            return self.append(tx, _scope(case.id), body)

    def give_opinion(
        self,
        reference: str,
        step: str,
        position: Position,
        reasons: str = "",
        *,
        dossier: str | None = None,
        items: tuple[ItemPosition, ...] = (),
        criteria: tuple[str, ...] = (),
        annex: str = "",
        annex_for: tuple[str, ...] = (),
    ) -> Change:
        """One's agency's opinion, or its change where the agency has already given one.

        `dossier` is the hash the officer read; without it, the dossier as it stands. `annex_for` names the agencies
        that may read the confidential annex beside one's own.
        """
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            agency = self.office.signer.agency
            step = step or self._own_review(tx, case)
            fields = {
                "step": step,
                "dossier": dossier or dossier_hash(case),
                "position": position,
                "reasons": reasons,
                "items": items,
                "criteria": criteria,
                "annex": annex,
            }
            earlier = _own_opinion(case, step, agency)
            body = OpinionChanged(replaces=earlier.id, **fields) if earlier else OpinionGiven(**fields)  # type: ignore[arg-type]
            narrower = {"annex": tuple(sorted({agency, *annex_for})), "shown": tuple(sorted({agency, *annex_for}))}
            return self.append(tx, _scope(case.id), body, narrower=narrower if annex else None)

    def to_reaffirm(self, reference: str, step: str = "") -> tuple[tuple[Difference, ...], str]:
        """What changed since one's agency's opinion was given, and the hash of the dossier. Raises `Refused`."""
        self.log_access(reference, "case")
        with self.office.store.reading() as tx:
            case = self.case_for(tx, reference)
            found = self._to_reaffirm(case, step)
            opinion = own_standing(case, found.id if found else "", self.office.signer.agency)
            if opinion.stands_on(dossier_hash(case)):
                raise Refused("reaffirm.stands-already")
            return opinion_difference(case, opinion), dossier_hash(case)

    def reaffirm_opinion(
        self, reference: str, step: str = "", seen: str | None = None
    ) -> tuple[tuple[Difference, ...], Change]:
        """Let one's agency's opinion stand on the present dossier; answers what changed since it was given, too.

        `seen` is the beginning of the hash of the dossier that the officer looked at.
        """
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            check_seen(seen, dossier_hash(case))
            opinion = self._to_reaffirm(case, step)
            difference = opinion_difference(case, opinion) if opinion else ()
            body = OpinionReaffirmed(
                opinion=opinion.id if opinion else "", dossier=dossier_hash(case), difference=difference
            )
            return difference, self.append(tx, _scope(case.id), body)

    def _to_reaffirm(self, case: Case, step: str) -> Opinion | None:
        """The agency's opinion from before a change; where none is, its latest, for the rule to refuse."""
        agency, current = self.office.signer.agency, dossier_hash(case)
        own = [one for one in standing_opinions(case) if one.by.agency == agency and step in ("", one.body.step)]
        old = [one for one in own if not one.stands_on(current)]
        if len(old) > 1:
            raise Refused("step.which", agency=agency, known=", ".join(one.body.step for one in old))
        found = old or own
        return found[-1] if found else None

    def countersign(self, reference: str, opinion: str = "") -> Change:
        """Sign a colleague's opinion as the second person of one's agency."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            waiting = [
                one
                for one in standing_opinions(case)
                if one.by.agency == self.office.signer.agency and not one.countersigned
            ]
            name = opinion or (waiting[0].id if waiting else "")
            return self.append(tx, _scope(case.id), OpinionCountersigned(opinion=name))

    def propose_condition(self, reference: str, text: str, text_fr: str = "", items: tuple[str, ...] = ()) -> Change:
        """Ask for a condition; one's agency owns it."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            number = max((entry.number for entry in case.conditions.values()), default=0) + 1
            body = ConditionProposed(number=number, text=text, text_fr=text_fr, items=items)
            return self.append(tx, _scope(case.id), body)

    def change_condition(
        self, reference: str, number: int, text: str = "", text_fr: str = "", *, dropped: bool = False, reason: str = ""
    ) -> Change:
        """Change or drop a condition: at once when it is one's own, else once its owner releases it."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            entry = case.condition(number)
            if entry is None:
                raise Refused("condition.unknown", number=number)
            version = max(one.version for one in entry.versions) + 1
            body = ConditionChanged(
                number=number, version=version, text=text, text_fr=text_fr, dropped=dropped, reason=reason
            )
            return self.append(tx, _scope(case.id), body)

    def release_condition(self, reference: str, number: int) -> Change:
        """Release the change that another agency proposed to one's own condition."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            entry = case.condition(number)
            if entry is None:
                raise Refused("condition.unknown", number=number)
            if not entry.pending:
                raise Refused("condition.not-pending", number=number)
            return self.append(tx, _scope(case.id), ConditionReleased(change=entry.pending[-1].act))

    def _step(self, tx: Transaction, case: Case, step: str) -> str:
        """`step`, or the one open step that one's agency holds. Raises `Refused` where that is not clear."""
        if step:
            return step
        assert tx.realm.charter is not None
        road = case_progress(case, tx.world.procedure(case.procedure), tx.realm.charter)
        mine = [one.step.id for one in road.open if self.office.signer.agency in one.agencies]
        if len(mine) != 1:
            known = ", ".join(mine) or "-"
            raise Refused("step.which", agency=self.office.signer.agency, known=known)
        return mine[0]

    def _own_review(self, tx: Transaction, case: Case) -> str:
        """The review step one's agency holds, whether it is open or an opinion on it is to be changed."""
        given = [one.body.step for one in standing_opinions(case) if one.by.agency == self.office.signer.agency]
        return given[0] if len(given) == 1 else self._step(tx, case, "")


def _scope(case: str) -> str:
    return f"case:{case}"


def _claimed_gate(case: Case) -> str:
    standing = [
        (gate.by.order, name)
        for name, gate in case.gates.items()
        if gate.withdrawn is None and any(answer.yes for answer in gate.answers)
    ]
    return max(standing)[1] if standing else ""


def _own_opinion(case: Case, step: str, agency: str) -> Opinion | None:
    found = [one for one in standing_opinions(case) if one.body.step == step and one.by.agency == agency]
    return found[-1] if found else None
