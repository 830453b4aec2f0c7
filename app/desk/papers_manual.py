"""Filling the manual of a procedure, with the agencies that fill its functions under a charter."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.desk.papers_parts import act_name, agency_name, imprint_of
from app.documents.manual_paper import (
    ManualCommittee,
    ManualPaper,
    ManualQueries,
    ManualRule,
    ManualSeat,
    ManualStep,
    RaciRow,
    RoleRow,
)
from app.models.charter import Charter, Role
from app.models.procedure import Committee, Condition, Procedure, Step, Text
from app.words import LANGUAGES, Words
from app.workflows.engine import COMMITTEE
from app.workflows.in_realm import in_realm
from app.workflows.procedure_said import Rule, committee_rules, procedure_rules
from app.workflows.raci import Row, raci
from app.workflows.reasons import condition_text
from app.workflows.rights import table


def manual_paper(procedure: Procedure, charter: Charter) -> ManualPaper:
    """The written national procedure: steps, committee, questions, who does what, what each officer may sign."""
    return _Manual(procedure, charter).paper()


class _Manual:
    def __init__(self, procedure: Procedure, charter: Charter) -> None:
        self._charter = charter
        self._adopted = procedure
        self._procedure = in_realm(procedure, charter)
        self._numbers = {step.id: number for number, step in enumerate(procedure.steps, 1)}

    def paper(self) -> ManualPaper:
        procedure = self._procedure
        higher = self._charter.agency_for(procedure.higher_authority) or procedure.higher_authority
        return ManualPaper(
            imprint=imprint_of(self._charter),
            title=procedure.title,
            id=procedure.id,
            version=procedure.version,
            digest=procedure.digest,
            legal_basis=procedure.legal_basis,
            activities=procedure.activities,
            steps=tuple(map(self._step, procedure.steps)),
            raci=tuple(map(self._raci, raci(self._adopted, self._charter))),
            roles=tuple(_roles()),
            summary=procedure.summary,
            committee=self._committee(procedure.committee) if procedure.committee else None,
            queries=self._queries(),
            higher_authority=self._agency(higher),
            statutory_days=procedure.statutory_days,
            statutory_effect=procedure.statutory_effect,
            statutory_basis=procedure.statutory_basis,
            rules=self._rules(lambda name, words: procedure_rules(procedure, name, words)),
        )

    def _step(self, step: Step) -> ManualStep:
        return ManualStep(
            number=self._numbers[step.id],
            title=step.title,
            kind=step.kind,
            holder=self._name(step.agency or COMMITTEE),
            after=tuple(sorted(self._numbers[name] for name in step.after)),
            applies=_applies(step.when) if step.when else None,
            days=step.days,
            overdue=step.overdue,
            tasks=step.tasks,
            countersign=step.countersign,
            mandatory=step.mandatory,
            waived_by=self._agency(step.waived_by),
            escalates_to=self._agency(step.escalates_to),
            legal_basis=step.legal_basis,
            decides=step.decides,
            competences=tuple((self._name(one.agency), _applies(one.when)) for one in step.competences),
            mixed=step.mixed,
            signatures=step.signatures,
        )

    def _committee(self, committee: Committee) -> ManualCommittee:
        return ManualCommittee(
            title=committee.title,
            seats=tuple(
                ManualSeat(agency=self._name(seat.agency), kind=seat.kind, mandatory=seat.mandatory)
                for seat in committee.seats
            ),
            quorum=committee.quorum,
            chair=self._name(committee.chair),
            secretary=self._name(committee.secretary),
            chair_votes=committee.chair_votes,
            deferrals=committee.deferrals,
            requests=committee.information_requests,
            request_days=committee.information_days,
            escalates_to=self._agency(committee.escalates_to),
            higher_signatures=committee.higher_signatures,
            legal_basis=committee.legal_basis,
            silence=committee.silence is not None,
            rules=self._rules(lambda name, words: committee_rules(committee, name, words)),
        )

    def _rules(self, said: Callable[[Callable[[str], str], Words], list[Rule]]) -> tuple[ManualRule, ...]:
        """Rules said in both languages."""
        english, french = (said(self._names_in(language), Words(language)) for language in LANGUAGES)
        return tuple(
            ManualRule(
                about=Text(en=one.about, fr=other.about),
                says=tuple(Text(en=first, fr=second) for first, second in zip(one.says, other.says, strict=True)),
                basis=one.basis,
            )
            for one, other in zip(english, french, strict=True)
        )

    def _names_in(self, language: str) -> Callable[[str], str]:
        return lambda code: self._name(code).in_language(language)

    def _queries(self) -> ManualQueries | None:
        queries = self._procedure.queries
        if queries is None:
            return None
        return ManualQueries(
            agency=self._name(queries.agency),
            days=queries.days,
            silence=queries.silence,
            legal_basis=queries.legal_basis,
        )

    def _raci(self, one: Row) -> RaciRow:
        return RaciRow(
            step=one.step.title,
            responsible=self._names(one.responsible),
            accountable=self._names((one.accountable,)),
            consulted=self._names(one.consulted),
            informed=self._names(one.informed),
        )

    def _names(self, codes: Iterable[str]) -> tuple[Text, ...]:
        return tuple(self._name(code) for code in codes if code)

    def _name(self, code: str) -> Text:
        return agency_name(self._charter, self._charter.agency_for(code) or code, self._procedure)

    def _agency(self, code: str) -> Text | None:
        return self._name(code) if code else None


def _applies(condition: Condition) -> Text:
    return Text(en=condition_text(condition, Words("en")), fr=condition_text(condition, Words("fr")))


def _roles() -> Iterable[RoleRow]:
    """By role; roles without any act are left out."""
    rows = table()
    for role in Role:
        signs = tuple(act_name(name) for name, _, marks in rows if marks[role] == "S")
        seconds = tuple(act_name(name) for name, _, marks in rows if marks[role] == "2")
        if signs or seconds:
            yield RoleRow(role=role, signs=signs, seconds=seconds)
