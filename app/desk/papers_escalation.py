"""Filling the escalation dossier and the corrigendum from the state of a case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from app.desk.papers_parts import act_name, applicant_of, as_at, day_of, goods_of, outcome_of, said
from app.desk.papers_record import RecordPapers
from app.documents.escalation_papers import (
    Asked,
    CorrigendumPaper,
    EarlierUp,
    EscalationPaper,
    EvidenceRow,
    ObjectionRow,
    PastRound,
    VoteRow,
)
from app.errors import Refused
from app.marks import N_
from app.models.case import Case, DecisionRecord, Round
from app.models.corrections import Clerical
from app.models.course import Escalation
from app.models.outcomes import ItemOutcome, Outcome, Position, Result
from app.models.procedure import Text
from app.workflows.consensus import stepped_out
from app.workflows.course import escalation
from app.workflows.decisions import all_positions
from app.workflows.facts import gate_status
from app.workflows.notices import needs_notice
from app.workflows.road import standing_opinions


class EscalationPapers(RecordPapers):
    """What a higher authority reads before it decides, and what corrects a decision's text."""

    def dossier(self, case: Case) -> EscalationPaper:
        """Everything said so far, for the level the case lies with. Raises `Refused` where it did not go up."""
        above = escalation(case)
        if above is None:
            raise Refused("escalation.not-in-force", reference=case.reference)
        acts, procedure = self._acts(case), self._world.procedure(case.procedure)
        votes = {vote for one in case.rounds.values() for vote in one.votes}
        standing = [name for name in all_positions(case) if name not in votes]
        whole = (ItemOutcome(item=item.id, outcome=Outcome.DEFERRED) for item in case.application.items)
        return EscalationPaper(
            imprint=self.imprint(case),
            activity=case.application.activity,
            kind=case.application.kind,
            applicant=applicant_of(case.application),
            procedure=procedure.title,
            asked=self._asked(case, above),
            gate=gate_status(case),
            goods=tuple(goods_of(case, one) for one in whole),
            objections=tuple(self._objections(case)),
            positions=tuple(sorted((acts[name] for name in standing), key=lambda row: (row.signed, row.act))),
            rounds=tuple(self._past(case, one) for one in sorted(case.rounds.values(), key=lambda one: one.by.order)),
            conditions=tuple(self.condition(ref) for entry in case.ledger() if (ref := entry.ref()) is not None),
            evidence=tuple(self._evidence(case)),
            earlier=tuple(self._earlier(case, above)),
        )

    def _asked(self, case: Case, above: Escalation) -> Asked:
        body, ladder = above.body, self._world.procedure(case.procedure).ladder
        return Asked(
            level=body.level,
            title=ladder[min(body.level, len(ladder)) - 1].title,
            to=self.agency(body.to),
            cause=body.cause,
            reason=body.reason,
            by=self.signatory(above.by),
            on=day_of(above.by.claimed),
            due=date.fromisoformat(body.due) if body.due else None,
        )

    def _objections(self, case: Case) -> Iterable[ObjectionRow]:
        """Of agencies and of seats that stand; of a seat the last one that says what would lift it."""
        for opinion in standing_opinions(case):
            if opinion.body.position is Position.OBJECT:
                body = opinion.body
                yield ObjectionRow(who=self.agency(opinion.by.agency), reasons=body.reasons, criteria=body.criteria)
        latest: dict[str, Any] = {}
        for one in sorted(case.rounds.values(), key=lambda one: one.by.order):
            out = stepped_out(case, one)
            latest |= {vote.body.seat: vote.body for vote in one.standing() if vote.by.officer not in out}
        for seat, body in sorted(latest.items()):
            if body.position is Position.OBJECT:
                yield ObjectionRow(
                    who=self.agency(seat), reasons=body.reasons, criteria=body.criteria, would_lift=body.would_lift
                )

    def _past(self, case: Case, one: Round) -> PastRound:
        then, counting, out = as_at(case, one.by), {vote.id for vote in one.standing()}, stepped_out(case, one)
        rows = (
            VoteRow(
                seat=self.agency(vote.body.seat),
                name=self.name(vote.by.officer),
                position=vote.body.position,
                signed=vote.by.claimed,
                reasons=vote.body.reasons,
                criteria=vote.body.criteria,
                conditions=vote.body.conditions,
                stands=vote.id in counting and vote.by.officer not in out,
            )
            for vote in sorted(one.votes.values(), key=lambda vote: vote.by.order)
        )
        return PastRound(
            number=one.question.number,
            put_on=day_of(one.by.claimed),
            text=Text(en=one.question.text, fr=one.question.text_fr),
            outcomes=tuple(outcome_of(then, item) for item in one.question.outcomes),
            votes=tuple(rows),
            ending=_ending(one),
        )

    def _evidence(self, case: Case) -> Iterable[EvidenceRow]:
        for one in sorted(case.evidence.values(), key=lambda one: one.by.order):
            yield EvidenceRow(
                kind=one.body.kind,
                text=one.body.text,
                source=one.body.source,
                by=self.agency(one.by.agency),
                on=day_of(one.by.claimed),
            )

    def _earlier(self, case: Case, above: Escalation) -> Iterable[EarlierUp]:
        went = [(one.by, "DecisionEscalated", _same(one.body.reason)) for one in case.escalations.values()]
        back = case.returned_up.values()
        went += [(one.by, "EscalationReturned", Text(en=one.instructions, fr=one.instructions_fr)) for one in back]
        for by, act, text in sorted(went, key=lambda one: one[0].order):
            if by.act != above.by.act:
                yield EarlierUp(on=day_of(by.claimed), by=self.agency(by.agency), what=act_name(act), text=text)

    # --- the corrigendum -----------------------------------------------------------------------------------------

    def corrigendum(self, case: Case, number: str = "") -> CorrigendumPaper:
        """The correction whose act, or whose confirmation, begins with `number`; without it the latest."""
        every = [(one, record) for record in case.decisions.values() for one in record.corrections]
        every.sort(key=lambda pair: pair[0].by.order)
        if not every:
            raise Refused("correction.none-corrected", reference=case.reference)
        found = [pair for pair in every if pair[0].id.startswith(number) or pair[0].by.act.startswith(number)]
        if not found:
            known = ", ".join(one.id[:12] for one, _ in every)
            raise Refused("correction.no-corrigendum", reference=case.reference, number=number, known=known)
        return self._corrigendum(case, *found[-1])

    def _corrigendum(self, case: Case, one: Clerical, record: DecisionRecord) -> CorrigendumPaper:
        then = as_at(case, record.by)
        return CorrigendumPaper(
            imprint=self.imprint(then),
            activity=then.application.activity,
            kind=then.application.kind,
            applicant=None if needs_notice(record) else applicant_of(then.application),
            decision=record.id,
            decided_on=day_of(record.signatures[-1].claimed),
            authority=self.agency(record.body.authority, case),
            language=one.language,
            before=one.before,
            after=one.after,
            text=Text(en=record.text("en"), fr=record.text("fr")),
            confirmed=self.signatory(one.by),
        )


def _same(text: str) -> Text:
    return Text(en=text, fr=text)


def _ending(one: Round) -> Text:
    """How a round ended, in one sentence."""
    if one.deferred is not None:
        return said(N_("Deferred: {reason}"), reason=one.deferred[0])
    if not one.certificates:
        return said(N_("Still open."))
    agreed = all(given.body.result is Result.CONSENSUS for given in one.certificates.values())
    return said(N_("Ended with consensus.")) if agreed else said(N_("Ended without consensus."))
