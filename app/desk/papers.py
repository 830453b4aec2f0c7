"""Filling the papers: from the state of cases, sessions and the realm to the page models of `documents`."""

from __future__ import annotations

from collections import Counter as Count
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from app.documents.papers import (
    AgendaPaper,
    AgendaPoint,
    ConditionRow,
    DecisionLog,
    Deferral,
    GoodsRow,
    Imprint,
    LicencePaper,
    LogRow,
    MinutesPaper,
    MinutesPoint,
    OutcomeRow,
    PartyRow,
    PositionRow,
    QuestionText,
    RefusalPaper,
    RoundRow,
    SeatRow,
    Signatory,
    Subject,
)
from app.errors import Refused
from app.models.acts import QuestionPut
from app.models.application import Activity, Application, Party, PartyRole
from app.models.case import Case, DecisionRecord, Licence, Round, Signed, Vote
from app.models.charter import Role
from app.models.outcomes import GRANTING, ConditionRef, ItemOutcome, LicensedItem, Outcome
from app.models.procedure import Seat, SeatKind, Text
from app.models.realm import Realm
from app.models.session import Session
from app.workflows.consensus import tally
from app.workflows.dossier import dossier_hash, latest_classes
from app.workflows.finality import final_decision
from app.workflows.fold import World

APPLICANT = {Activity.IMPORT: PartyRole.IMPORTER, Activity.BROKERING: PartyRole.BROKER}


class Papers:
    """Fills page models from one world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._realm: Realm = world.realm
        assert self._realm.charter is not None
        self._charter = self._realm.charter

    # --- licence and refusal -----------------------------------------------------------------------------------

    def licence(self, case: Case, token: str) -> LicencePaper:
        """The licence of a case. Raises `Refused` where none was issued."""
        licence = issued(case)
        record = case.decisions[licence.body.decision]
        application = case.application
        return LicencePaper(
            imprint=self._imprint(case),
            number=licence.body.number,
            activity=application.activity,
            kind=application.kind,
            holder=_applicant(application),
            parties=tuple(_party(party) for party in application.parties),
            goods=tuple(_licensed(application, item) for item in licence.body.items),
            conditions=tuple(self._condition(ref) for ref in licence.body.conditions),
            valid_from=date.fromisoformat(licence.body.valid_from),
            valid_until=date.fromisoformat(licence.body.valid_until),
            decision=record.id,
            decided_on=_day(record.signatures[-1].claimed),
            legal_basis=self._basis(case),
            signatories=(*self._signatories(record.signatures), self._signatory(licence.by)),
            token=token,
            end_use=application.end_use,
        )

    def refusal(self, case: Case) -> RefusalPaper:
        """The notice for the refused items of a final decision. Raises `Refused` where nothing was refused."""
        record = final_decision(case)
        refused = [one for one in record.body.outcomes if one.outcome is Outcome.REFUSE] if record else []
        if record is None or not refused:
            raise Refused("refusal.none", reference=case.reference)
        return RefusalPaper(
            imprint=self._imprint(case),
            activity=case.application.activity,
            kind=case.application.kind,
            applicant=_applicant(case.application),
            goods=tuple(_goods(case, one) for one in refused),
            text=Text(en=record.body.text, fr=record.body.text_fr),
            legal_basis=self._basis(case),
            decision=record.id,
            decided_on=_day(record.signatures[-1].claimed),
            signatories=self._signatories(record.signatures),
        )

    # --- sessions ----------------------------------------------------------------------------------------------

    def agenda(self, session: Session) -> AgendaPaper:
        """The numbered agenda with the fingerprint of each question put so far."""
        convened = session.convened
        assert convened is not None
        points = []
        for item in sorted(session.agenda, key=lambda one: one.number):
            case = self._world.case(item.case)
            asked = [one for one in case.rounds.values() if one.question.session == session.id]
            question = self._question(case, asked[-1].question) if asked and not item.information else None
            points.append(AgendaPoint(subject=_subject(item.number, case, item.information), question=question))
        return AgendaPaper(
            imprint=self._imprint(None),
            committee=self._committee_title(convened.procedure),
            title=convened.title,
            on=date.fromisoformat(convened.on),
            place=convened.place,
            points=tuple(points),
        )

    def minutes(self, session: Session) -> MinutesPaper:
        """The minutes: attendance, quorum, every round with its result. Raises `Refused` before the opening."""
        convened = session.convened
        assert convened is not None
        if session.opened is None:
            raise Refused("session.not-opened")
        committee = self._world.procedure(convened.procedure).committee
        assert committee is not None
        points = []
        for item in sorted(session.agenda, key=lambda one: one.number):
            case = self._world.case(item.case)
            rounds = [one for one in case.rounds.values() if one.question.session == session.id]
            points.append(
                MinutesPoint(
                    subject=_subject(item.number, case, item.information),
                    rounds=tuple(self._round(case, one) for one in rounds),
                )
            )
        seats = tuple(self._seat(session, seat) for seat in committee.seats)
        return MinutesPaper(
            imprint=self._imprint(None),
            committee=committee.title,
            title=convened.title,
            on=date.fromisoformat(convened.on),
            place=convened.place,
            opened=session.opened.claimed,
            closed=session.closed.claimed if session.closed else "",
            attendance=seats,
            quorum=committee.quorum,
            voting=sum(1 for seat in seats if seat.kind is SeatKind.VOTING and seat.name),
            points=tuple(points),
            note=session.minutes,
        )

    def decision_log(self, cases: Iterable[Case], as_of: date, *, named: bool = True) -> DecisionLog:
        """All final decisions of `cases` in order of date; without applicants' names when not `named`."""
        rows = [self._log_row(case, named) for case in cases if final_decision(case) is not None]
        ordered = tuple(sorted(rows, key=lambda row: (row.decided_on, row.reference)))
        return DecisionLog(imprint=self._imprint(None), as_of=as_of, rows=ordered)

    # --- parts -------------------------------------------------------------------------------------------------

    def _imprint(self, case: Case | None) -> Imprint:
        realm = Text(en=self._charter.name_en, fr=self._charter.name_fr)
        training = self._charter.training
        if case is None:
            return Imprint(realm=realm, training=training)
        return Imprint(realm=realm, training=training, reference=case.reference, dossier=dossier_hash(case))

    def _basis(self, case: Case) -> Text:
        return self._world.procedure(case.procedure).legal_basis

    def _committee_title(self, digest: str) -> Text:
        committee = self._world.procedure(digest).committee
        assert committee is not None
        return committee.title

    def _agency(self, code: str) -> Text:
        agency = next((one for one in self._charter.agencies if one.code == code), None)
        return Text(en=agency.name_en, fr=agency.name_fr) if agency else Text(en=code, fr=code)

    def _name(self, officer: str) -> str:
        known = self._realm.officers.get(officer)
        return known.person.name if known else officer

    def _signatory(self, by: Signed) -> Signatory:
        return Signatory(
            name=self._name(by.officer),
            capacity=Role(by.role),
            agency=self._agency(by.agency),
            signed=by.claimed,
            act=by.act,
        )

    def _signatories(self, signatures: Iterable[Signed]) -> tuple[Signatory, ...]:
        return tuple(self._signatory(by) for by in signatures)

    def _condition(self, ref: ConditionRef) -> ConditionRow:
        text = Text(en=ref.text, fr=ref.text_fr or ref.text)
        return ConditionRow(
            number=ref.number, version=ref.version, owner=self._agency(ref.owner), text=text, items=ref.items
        )

    def _question(self, case: Case, question: QuestionPut) -> QuestionText:
        return QuestionText(
            text=Text(en=question.text, fr=question.text_fr),
            fingerprint=question.fingerprint,
            outcomes=tuple(
                OutcomeRow(goods=_goods(case, one), outcome=one.outcome, reason=one.reason) for one in question.outcomes
            ),
            conditions=tuple(self._condition(ref) for ref in question.conditions),
            dossier=question.dossier,
        )

    def _round(self, case: Case, one: Round) -> RoundRow:
        certificate = next(iter(one.certificates.values()), None)
        replaced = {vote.replaces for vote in one.votes.values()}
        votes = sorted(one.votes.values(), key=lambda vote: vote.by.order)
        return RoundRow(
            question=self._question(case, one.question),
            positions=tuple(self._position(vote, vote.id in replaced) for vote in votes),
            result=certificate.body.result if certificate else None,
            certified=self._signatory(certificate.by) if certificate else None,
            attested=self._signatory(certificate.attested) if certificate and certificate.attested else None,
            deferral=self._deferral(case, one),
        )

    def _deferral(self, case: Case, one: Round) -> Deferral | None:
        if one.deferred is None:
            return None
        reason, until, by = one.deferred
        count = sum(1 for other in case.rounds.values() if other.deferred and other.deferred[2].order <= by.order)
        return Deferral(
            reason=reason,
            by=self._name(by.officer),
            count=count,
            until=date.fromisoformat(until) if until else None,
        )

    def _position(self, vote: Vote, replaced: bool) -> PositionRow:
        return PositionRow(
            seat=self._agency(vote.body.seat),
            name=self._name(vote.by.officer),
            position=vote.body.position,
            signed=vote.by.claimed,
            reasons=vote.body.reasons,
            criteria=vote.body.criteria,
            conditions=vote.body.conditions,
            replaced=replaced,
        )

    def _seat(self, session: Session, seat: Seat) -> SeatRow:
        sittings = [one for one in session.attendance if one.seat == seat.agency]
        came = next((one for one in sittings if one.present), None)
        last = sittings[-1] if sittings else None
        return SeatRow(
            seat=self._agency(seat.agency),
            kind=seat.kind,
            mandatory=seat.mandatory,
            name=self._name(came.officer) if came else "",
            arrived=came.by.claimed if came else "",
            left=last.by.claimed if last and not last.present else "",
        )

    def _log_row(self, case: Case, named: bool) -> LogRow:
        record = final_decision(case)
        assert record is not None
        one = case.rounds.get(record.body.question or "")
        committee = self._world.procedure(case.procedure).committee
        counts = Count(vote.body.position for vote in tally(one, committee).votes) if one and committee else Count()
        outcomes = Count(item.outcome for item in record.body.outcomes)
        return LogRow(
            decided_on=_day(record.signatures[-1].claimed),
            reference=case.reference,
            activity=case.application.activity,
            applicant=_applicant(case.application).name if named else "",
            destinations=_where(case.application) if named else (),
            outcomes=tuple(sorted(outcomes.items())),
            result=next((c.body.result for c in one.certificates.values()), None) if one else None,
            tally=tuple(sorted(counts.items())),
            decision=record.id,
        )


def issued(case: Case) -> Licence:
    """The licence of a case. Raises `Refused` where none was issued."""
    licence = next(iter(case.licences.values()), None)
    if licence is None:
        raise Refused("licence.none", reference=case.reference)
    return licence


def _day(claimed: str) -> date:
    return date.fromisoformat(claimed[:10])


def _party(party: Party) -> PartyRow:
    return PartyRow(
        role=party.role,
        name=party.name,
        address=party.address,
        country=party.country,
        registration=party.registration,
    )


def _applicant(application: Application) -> PartyRow:
    role = APPLICANT.get(application.activity, PartyRole.EXPORTER)
    party = application.party(role) or next(iter(application.parties), None)
    return _party(party) if party else PartyRow(role=role, name="")


def _end_user(application: Application, name: str) -> str:
    return next((party.name for party in application.parties if party.id == name), name)


def _licensed(application: Application, item: LicensedItem) -> GoodsRow:
    return GoodsRow(
        item=item.item,
        description=item.description,
        control_code=item.control_code,
        destination=item.destination,
        end_user=_end_user(application, item.end_user),
        quantity=_decimal(item.quantity),
        unit=item.unit,
        value=_decimal(item.value),
        currency=item.currency,
    )


def _goods(case: Case, outcome: ItemOutcome) -> GoodsRow:
    application = case.application
    item = next(one for one in application.items if one.id == outcome.item)
    line = application.line(item.line)
    codes = {one.line: one.control_code for one in latest_classes(case)}
    limited = outcome.outcome in GRANTING
    return GoodsRow(
        item=item.id,
        description=line.description,
        control_code=codes.get(line.id, line.control_code),
        destination=item.destination,
        end_user=_end_user(application, item.end_user),
        quantity=_decimal(outcome.quantity) if limited and outcome.quantity else application.item_quantity(item),
        unit=line.unit,
        value=_decimal(outcome.value) if limited and outcome.value else application.item_value(item),
        currency=line.currency,
    )


def _subject(number: int, case: Case, information: bool) -> Subject:
    application = case.application
    return Subject(
        number=number,
        reference=case.reference,
        activity=application.activity,
        applicant=_applicant(application).name,
        goods=tuple(line.description for line in application.lines),
        destinations=_where(application),
        information=information,
    )


def _where(application: Application) -> tuple[str, ...]:
    return tuple(where.country or where.given for where in application.destinations)


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def decided(case: Case) -> DecisionRecord:
    """The final decision. Raises `Refused` where there is none yet."""
    record = final_decision(case)
    if record is None:
        raise Refused("decision.none-final", reference=case.reference)
    return record
