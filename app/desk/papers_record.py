"""Filling the decision record: each decision with the exact acts that it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from app.desk.papers_course import CoursePapers
from app.desk.papers_parts import act_name, applicant_of, as_at, day_of, outcome_of, said
from app.desk.urgent_words import decision_clause
from app.documents.case_papers import (
    BasisRow,
    BesideRow,
    DecisionPart,
    EscalationRow,
    LiftedRow,
    RecordPaper,
    VersionRow,
)
from app.errors import Refused
from app.marks import N_
from app.models.case import Case, DecisionRecord, Gate
from app.models.course import Escalation
from app.models.outcomes import Beside, Position
from app.models.procedure import StepKind, Text
from app.models.signed import Signed
from app.words import Words
from app.workflows.decisions import waiting
from app.workflows.engine import COMMITTEE
from app.workflows.finality import final_decisions
from app.workflows.in_realm import holder_of
from app.workflows.road import case_progress

Acts = dict[str, BasisRow]
"""Whatever a decision may rest on, by the act's id."""


class RecordPapers(CoursePapers):
    """The decisions of a case with all that they rest on."""

    def decision_record(self, case: Case) -> RecordPaper:
        """Final decisions first, then those that lack signatures. Raises `Refused` where none was proposed."""
        final = final_decisions(case)
        decided = {record.body.authority for record in final}
        left = [record for record in waiting(case) if record.body.authority not in decided]
        records = (*final, *sorted(left, key=lambda record: record.by.order))
        if not records:
            raise Refused("decision.none-final", reference=case.reference)
        procedure = self._world.procedure(case.procedure)
        acts = self._acts(case)
        return RecordPaper(
            imprint=self.imprint(case),
            activity=case.application.activity,
            kind=case.application.kind,
            applicant=applicant_of(case.application),
            procedure=procedure.title,
            procedure_version=procedure.version,
            decisions=tuple(self._decision(case, record, acts, record in final) for record in records),
            lifted=tuple(_lifted(case, acts)),
            escalations=tuple(self._escalation(one, acts) for one in case.escalations.values()),
            versions=tuple(
                VersionRow(
                    number=one.number,
                    on=day_of(one.by.claimed),
                    name=self.name(one.by.officer),
                    reason=one.reason,
                    content=one.content,
                )
                for one in case.versions
            ),
            course=self.course(case),
            withdrawal=self.withdrawal(case),
        )

    def _decision(self, case: Case, record: DecisionRecord, acts: Acts, final: bool) -> DecisionPart:
        body, then = record.body, as_at(case, record.by)
        licences = [one.body.number for one in case.licences.values() if one.body.decision == record.id]
        return DecisionPart(
            authority=self.agency(body.authority, case),
            ground=body.ground,
            act=record.id,
            dossier=body.dossier,
            text=Text(en=record.text("en"), fr=record.text("fr")),
            final=final,
            required=body.signatures,
            proposed=self.signatory(record.by),
            outcomes=tuple(outcome_of(then, one) for one in body.outcomes),
            conditions=tuple(self.condition(ref) for ref in body.conditions),
            positions=_in_order(acts, body.positions),
            signatures=self.signatories(record.signatures),
            beside=tuple(self._beside(case, one) for one in body.beside),
            licence=", ".join(licences),
            urgent=decision_clause(self._world, case, record),
            paper=_on_paper(record),
            corrected=_corrected(record),
            silent=tuple(self.agency(seat) for seat in _silent(case, record)),
        )

    def _beside(self, case: Case, one: Beside) -> BesideRow:
        if one.authority:
            return BesideRow(authorities=(self.agency(one.authority, case),), reference=case.reference, state=one.state)
        other = self._world.case(one.case)
        named = tuple(self.agency(code, other) for code in self._deciding(other))
        return BesideRow(authorities=named, reference=one.reference, state=one.state)

    def _deciding(self, case: Case) -> tuple[str, ...]:
        """Who decided a case, or else is to decide it; the agency that runs it where its procedure names nobody."""
        decided = tuple(dict.fromkeys(record.body.authority for record in final_decisions(case)))
        if decided:
            return decided
        procedure = self._world.procedure(case.procedure)
        road = case_progress(case, procedure, self._charter)
        deciding = [one.agencies for one in road.steps if one.step.kind is StepKind.DECISION]
        return deciding[0] if deciding else (holder_of(procedure.lead, self._charter),)

    def _escalation(self, one: Escalation, acts: Acts) -> EscalationRow:
        return EscalationRow(
            cause=one.body.cause,
            to=self.agency(one.body.to),
            reason=one.body.reason,
            by=self.signatory(one.by),
            positions=_in_order(acts, one.body.positions),
        )

    # --- what decisions rest on --------------------------------------------------------------------------------

    def _acts(self, case: Case) -> Acts:
        found = [*self._opinions(case), *self._answers(case), *self._votes(case)]
        found += [row for gate in case.gates.values() for row in self._gate(gate)]
        return {row.act: row for row in found}

    def _opinions(self, case: Case) -> Iterable[BasisRow]:
        for one in case.opinions.values():
            second, body = one.countersigned, one.body
            row = self._row(one.by, said(N_("Opinion")), body.position, body.reasons)
            yield replace(
                row,
                items=tuple((item.item, item.position) for item in body.items),
                criteria=body.criteria,
                countersigned=(self.name(second.officer), second.claimed) if second else None,
            )

    def _answers(self, case: Case) -> Iterable[BasisRow]:
        for asked in case.consultations.values():
            for body, by in asked.answers.values():
                row = self._row(by, said(N_("Answer to a consultation")), body.position, body.reasons)
                yield replace(row, criteria=body.criteria)

    def _votes(self, case: Case) -> Iterable[BasisRow]:
        for one in case.rounds.values():
            what = said(N_("On question {number} of the committee"), number=one.question.number)
            for vote in one.votes.values():
                row = self._row(vote.by, what, vote.body.position, vote.body.reasons, vote.body.seat)
                yield replace(row, criteria=vote.body.criteria)

    def _gate(self, gate: Gate) -> Iterable[BasisRow]:
        evidence = "; ".join(f"{one.question}: {one.evidence}" for one in gate.answers if one.yes)
        yield self._row(gate.by, act_name("GateAnswered"), None, evidence)
        for _, reasons, by in gate.reviews:
            yield self._row(by, act_name("GateReviewed"), None, reasons)
        for _, reasons, by in gate.rulings:
            yield self._row(by, act_name("GateRuled"), None, reasons)

    def _row(self, by: Signed, what: Text, position: Position | None, reasons: str, seat: str = "") -> BasisRow:
        return BasisRow(
            what=what,
            seat=self.agency(seat or by.agency),
            name=self.name(by.officer),
            position=position,
            reasons=reasons,
            signed=by.claimed,
            act=by.act,
        )


def _on_paper(record: DecisionRecord) -> Text | None:
    body = record.body
    if not body.scan:
        return None
    message = N_("Signed by {signatory} on {date}; SHA-256 of the scan: {scan}")
    return Text(
        en=Words("en").text(message, signatory=body.signatory, date=Words("en").date(body.dated), scan=body.scan),
        fr=Words("fr").text(message, signatory=body.signatory, date=Words("fr").date(body.dated), scan=body.scan),
    )


def _corrected(record: DecisionRecord) -> Text | None:
    """The words that were corrected, each with what stood there before."""
    if not record.corrections:
        return None
    told = "; ".join(f"« {one.before} » → « {one.after} »" for one in record.corrections)
    return said(N_("Clerical errors in its text were corrected: {words}"), words=told)


def _in_order(acts: Acts, names: Iterable[str]) -> tuple[BasisRow, ...]:
    return tuple(sorted((acts[name] for name in names), key=lambda row: (row.signed, row.act)))


def _lifted(case: Case, acts: Acts) -> Iterable[LiftedRow]:
    """Each objection after which the same seat, or the same agency at the same step, took another position."""
    said_by: dict[tuple[str, str], list[Signed]] = {}
    for opinion in case.opinions.values():
        said_by.setdefault((opinion.body.step, opinion.by.agency), []).append(opinion.by)
    for one in case.rounds.values():
        for vote in one.votes.values():
            said_by.setdefault(("", vote.body.seat), []).append(vote.by)
    for each in said_by.values():
        for before, after in pairwise(sorted(each, key=lambda by: by.order)):
            objection, later = acts[before.act], acts[after.act]
            if objection.position is Position.OBJECT and later.position is not Position.OBJECT:
                yield LiftedRow(objection=objection, lifted=later)


def _silent(case: Case, record: DecisionRecord) -> tuple[str, ...]:
    """Seats by whose silence the committee agreed; none where it voted, or where another authority decided."""
    one = case.rounds.get(record.body.question or "")
    given = min(one.certificates.values(), key=lambda each: each.by.order, default=None) if one else None
    return given.body.silent if given is not None and record.body.ground == COMMITTEE else ()
