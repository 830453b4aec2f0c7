"""Filling the table of opinions: standing opinions, consultations and advice, for the eyes of one agency."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from app.desk.papers_course import CoursePapers
from app.desk.papers_parts import applicant_of
from app.documents.case_papers import AdviceRow, ConsultationRow, OpinionRow, OpinionsPaper
from app.documents.papers import ConditionRow
from app.models.asked import Consultation, Invitation
from app.models.case import Case, Opinion
from app.models.outcomes import Position
from app.models.procedure import StepKind
from app.models.signed import Signed
from app.workflows.dossier import dossier_hash
from app.workflows.engine import Progress
from app.workflows.road import standing_opinions

Asked = TypeVar("Asked", Consultation, Invitation)


class OpinionPapers(CoursePapers):
    """Opinions side by side."""

    def opinions(self, case: Case, road: Progress, reader: str, as_of: date) -> OpinionsPaper:
        """All that was said on the dossier as it is; confidential annexes only where the agency `reader` may read."""
        current = dossier_hash(case)
        standing = standing_opinions(case)
        answered = {one.body.step for one in standing}
        awaited = [
            one.agency
            for one in road.steps
            if one.step.kind is StepKind.REVIEW and one.state in ("open", "waiting") and one.step.id not in answered
        ]
        return OpinionsPaper(
            imprint=self.imprint(case),
            activity=case.application.activity,
            kind=case.application.kind,
            applicant=applicant_of(case.application),
            version=case.versions[-1].number,
            as_of=as_of,
            opinions=tuple(self._opinion(case, one, current, reader) for one in standing),
            awaited=tuple(map(self.agency, awaited)),
            passed_over=self.passed_over(case),
            consultations=tuple(self._consultation(one, current) for one in _by_time(case.consultations)),
            experts=tuple(self._advice(one, current) for one in _by_time(case.invitations)),
        )

    def _opinion(self, case: Case, one: Opinion, current: str, reader: str) -> OpinionRow:
        body, again = one.body, one.reaffirmed[-1][1] if one.reaffirmed else None
        open_to_reader = reader in one.annex_for
        return OpinionRow(
            agency=self.agency(one.by.agency),
            step=self.step_title(case, body.step),
            name=self.name(one.by.officer),
            given=one.by.claimed,
            position=body.position,
            reasons=body.reasons,
            dossier=one.reaffirmed[-1][0] if one.reaffirmed else body.dossier,
            stale=not one.stands_on(current),
            items=tuple((item.item, item.position) for item in body.items),
            criteria=body.criteria,
            conditions=self._conditions(case, one.by.agency),
            countersigned=self._person(one.countersigned),
            reaffirmed=self._person(again),
            earlier=tuple(_replaced(case, one)),
            annex=body.annex if open_to_reader else "",
            withheld=bool(body.annex) and not open_to_reader,
        )

    def _conditions(self, case: Case, agency: str) -> tuple[ConditionRow, ...]:
        refs = [entry.ref() for entry in case.ledger() if entry.owner == agency]
        return tuple(self.condition(ref) for ref in refs if ref is not None)

    def _person(self, by: Signed | None) -> tuple[str, str] | None:
        return (self.name(by.officer), by.claimed) if by else None

    def _consultation(self, one: Consultation, current: str) -> ConsultationRow:
        row = {
            "agency": self.agency(one.body.agency),
            "asked_by": self.agency(one.by.agency),
            "question": one.body.question,
            "due": date.fromisoformat(one.body.due),
        }
        found = one.standing()
        if found is None:
            return ConsultationRow(**row, withdrawn=one.withdrawn is not None)  # type: ignore[arg-type]
        _, body, by = found
        return ConsultationRow(
            **row,  # type: ignore[arg-type]
            position=body.position,
            reasons=body.reasons,
            criteria=body.criteria,
            name=self.name(by.officer),
            given=by.claimed,
            stale=body.dossier != current,
        )

    def _advice(self, one: Invitation, current: str) -> AdviceRow:
        given = sorted(one.advice.values(), key=lambda advice: advice[1].order)
        return AdviceRow(
            name=self.name(one.body.expert),
            question=one.body.question,
            until=date.fromisoformat(one.body.until),
            advice=tuple((body.text, by.claimed, body.dossier != current) for body, by in given),
        )


def _replaced(case: Case, one: Opinion) -> list[Position]:
    """Positions that this one took the place of, the latest first."""
    found = []
    while (earlier := case.opinions.get(one.replaces)) is not None:
        found.append(earlier.body.position)
        one = earlier
    return found


def _by_time(found: dict[str, Asked]) -> list[Asked]:
    return sorted(found.values(), key=lambda one: one.by.order)
