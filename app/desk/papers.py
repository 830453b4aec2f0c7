"""Filling licences and the decision log from the state of cases."""

from __future__ import annotations

from collections import Counter as Count
from collections.abc import Callable, Iterable
from datetime import date

from app.desk.papers_parts import (
    Filler,
    applicant_of,
    day_of,
    decimal_of,
    destinations_of,
    end_user,
    party_of,
)
from app.desk.urgent_words import licence_clause
from app.documents.papers import DecisionLog, GoodsRow, LicencePaper, LogRow
from app.errors import Refused
from app.models.application import Application
from app.models.case import Case, DecisionRecord, Licence
from app.models.outcomes import LicensedItem
from app.workflows.consensus import stepped_out, tally
from app.workflows.finality import final_decisions


class Papers(Filler):
    """Licences and the decision log."""

    def licence(self, case: Case, licence: Licence, token: str) -> LicencePaper:
        """A licence of a case: the items, conditions and signatures of its own decision."""
        record = case.decisions[licence.body.decision]
        application = case.application
        return LicencePaper(
            imprint=self.imprint(case),
            number=licence.body.number,
            activity=application.activity,
            kind=application.kind,
            holder=applicant_of(application),
            parties=tuple(party_of(party) for party in application.parties),
            goods=tuple(_licensed(application, item) for item in licence.body.items),
            conditions=tuple(self.condition(ref) for ref in licence.body.conditions),
            valid_from=date.fromisoformat(licence.body.valid_from) if licence.body.valid_from else None,
            valid_until=date.fromisoformat(licence.body.valid_until),
            decision=record.id,
            decided_on=day_of(record.signatures[-1].claimed),
            legal_basis=self.basis(case),
            signatories=(*self.signatories(record.signatures), self.signatory(licence.by)),
            token=token,
            end_use=application.end_use,
            urgent=licence_clause(self._world, case, record),
        )

    def decision_log(
        self, cases: Iterable[Case], as_of: date, *, named: Callable[[Case], bool] = lambda _: True
    ) -> DecisionLog:
        """All final decisions of `cases` in order of date; without applicants' names of cases that are not `named`."""
        each = {case.id: case for case in cases}
        rows = [self._log_row(one, record, named(one)) for one in each.values() for record in final_decisions(one)]
        ordered = tuple(sorted(rows, key=lambda row: (row.decided_on, row.reference, row.decision)))
        return DecisionLog(imprint=self.imprint(None), as_of=as_of, rows=ordered)

    def _log_row(self, case: Case, record: DecisionRecord, named: bool) -> LogRow:
        one = case.rounds.get(record.body.question or "")
        committee = self._world.procedure(case.procedure).committee
        votes = tally(one, committee, stepped_out(case, one)).votes if one and committee else ()
        outcomes = Count(item.outcome for item in record.body.outcomes)
        return LogRow(
            decided_on=day_of(record.signatures[-1].claimed),
            reference=case.reference,
            activity=case.application.activity,
            applicant=applicant_of(case.application).name if named else "",
            destinations=destinations_of(case.application) if named else (),
            outcomes=tuple(sorted(outcomes.items())),
            result=next((c.body.result for c in one.certificates.values()), None) if one else None,
            tally=tuple(sorted(Count(vote.body.position for vote in votes).items())),
            decision=record.id,
        )


def issued(case: Case, number: str = "") -> tuple[Licence, ...]:
    """The licences of a case by number, or the one called `number`. Raises `Refused` where there is none."""
    found = sorted(case.licences.values(), key=lambda licence: licence.body.number)
    if not found:
        raise Refused("licence.none", reference=case.reference)
    chosen = tuple(one for one in found if number.upper() in ("", one.body.number, one.body.number.rpartition("/")[2]))
    if not chosen:
        known = ", ".join(one.body.number for one in found)
        raise Refused("paper.licence-unknown", reference=case.reference, number=number, known=known)
    return chosen


def the_licence(case: Case, number: str = "") -> Licence:
    """The licence called `number`; without a number the one issued last. Raises `Refused`."""
    return max(issued(case, number), key=lambda licence: licence.by.order)


def _licensed(application: Application, item: LicensedItem) -> GoodsRow:
    return GoodsRow(
        item=item.item,
        description=item.description,
        control_code=item.control_code,
        destination=item.destination,
        end_user=end_user(application, item.end_user),
        quantity=decimal_of(item.quantity),
        unit=item.unit,
        value=decimal_of(item.value),
        currency=item.currency,
    )
