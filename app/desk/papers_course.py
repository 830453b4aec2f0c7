"""Filling what opened a case's way other than by work: waivers, passed limits, conflicts, silence, the withdrawal."""

from __future__ import annotations

from collections.abc import Iterable

from app.desk.papers_parts import Filler, act_name, day_of, said
from app.documents.case_papers import CourseRow, WithdrawalRow
from app.marks import N_
from app.models.case import Case
from app.models.course import Deadline
from app.models.outcomes import QueryOutcome
from app.models.procedure import Overdue, Text
from app.models.signed import Signed
from app.words import Words
from app.workflows.road import standing_opinions
from app.workflows.withdrawal import DECIDED

PASSED = {
    Overdue.NO_OBJECTION: N_("Limit passed: silence recorded as no objection"),
    Overdue.ESCALATE: N_("Limit passed: recorded for the authority above"),
    Overdue.REMIND: N_("Limit passed: recorded, the step stayed open"),
}


class CoursePapers(Filler):
    """What changed a case's way, each with the person who recorded it."""

    def course(self, case: Case) -> tuple[CourseRow, ...]:
        """All of it, in order of time."""
        found = [*self._waived(case), *self._limits(case, case.deadlines.values()), *self._stepped_out(case)]
        found += [*self._unanswered(case), *self._expired(case)]
        return _by_time(found)

    def passed_over(self, case: Case) -> tuple[CourseRow, ...]:
        """Steps waived, and steps whose holder's silence was recorded as no objection, in order of time."""
        silent = (one for one in case.deadlines.values() if one.effect is Overdue.NO_OBJECTION)
        return _by_time([*self._waived(case), *self._limits(case, silent)])

    def withdrawal(self, case: Case) -> WithdrawalRow | None:
        """How the applicant took the application back."""
        one = case.withdrawn
        if one is None:
            return None
        stage = said(N_("After the decision")) if one.stage == DECIDED else self.step_title(case, one.stage)
        return WithdrawalRow(received=day_of(one.received), reason=one.reason, stage=stage, by=self.signatory(one.by))

    def step_title(self, case: Case, name: str) -> Text:
        """The step's title; its id where the case has gone on under another procedure since."""
        steps = self._world.procedure(case.procedure).steps
        return next((one.title for one in steps if one.id == name), _same(name))

    def _waived(self, case: Case) -> Iterable[CourseRow]:
        for one in case.waivers.values():
            yield CourseRow(
                what=act_name("StepWaived"),
                subject=self.step_title(case, one.step),
                by=self.signatory(one.by),
                reason=_same(one.reason),
                stale=_undone(case, one.by),
            )

    def _limits(self, case: Case, passed: Iterable[Deadline]) -> Iterable[CourseRow]:
        laws = {step.id: step.legal_basis for step in self._world.procedure(case.procedure).steps}
        spoken = {one.body.step for one in standing_opinions(case)}
        for one in passed:
            silent = one.effect is Overdue.NO_OBJECTION
            yield CourseRow(
                what=said(PASSED[one.effect]),
                subject=self.step_title(case, one.step),
                by=self.signatory(one.by),
                reason=_until(N_("Last day of the limit: {date}"), one.due),
                law=laws.get(one.step),
                stale=_undone(case, one.by) or (silent and one.step in spoken),
            )

    def _stepped_out(self, case: Case) -> Iterable[CourseRow]:
        for officer, one in case.conflicts.items():
            yield CourseRow(
                what=act_name("ConflictDeclared"),
                subject=_same(self.name(officer)),
                by=self.signatory(one.by),
                reason=_same(one.reason),
            )

    def _unanswered(self, case: Case) -> Iterable[CourseRow]:
        for one in case.consultations.values():
            if one.answers:
                continue
            taken_back = N_("Consultation taken back without an answer")
            what = taken_back if one.withdrawn else N_("Consultation without an answer")
            yield CourseRow(
                what=said(what),
                subject=self.agency(one.body.agency),
                by=self.signatory(one.withdrawn or one.by),
                reason=_until(N_("Asked to answer by {date}: {question}"), one.body.due, question=one.body.question),
            )

    def _expired(self, case: Case) -> Iterable[CourseRow]:
        for one in case.letters.values():
            if one.closed is None or one.closed[0] is not QueryOutcome.EXPIRED:
                continue
            _, reason, by = one.closed
            yield CourseRow(
                what=said(N_("Letter to the applicant closed as expired")),
                subject=_until(N_("Letter {number}, to be answered by {date}"), one.body.due, number=one.body.number),
                by=self.signatory(by),
                reason=_same(reason),
            )


def _by_time(rows: list[CourseRow]) -> tuple[CourseRow, ...]:
    return tuple(sorted(rows, key=lambda one: (one.by.signed, one.by.act)))


def _undone(case: Case, by: Signed) -> bool:
    return by.order < case.versions[-1].by.order or by.act in case.undone


def _same(text: str) -> Text:
    return Text(en=text, fr=text)


def _until(message: str, day: str, **values: object) -> Text:
    """A sentence that names a day."""
    en, fr = (Words(code).text(message, date=Words(code).date(day), **values) for code in ("en", "fr"))
    return Text(en=en, fr=fr)
