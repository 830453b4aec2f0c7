"""What all papers are filled with: names of agencies and persons, parties, goods, conditions, signatures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.documents.papers import ConditionRow, GoodsRow, Imprint, OutcomeRow, PartyRow, Signatory
from app.models.application import Activity, Application, Party, PartyRole
from app.models.case import Case, Signed
from app.models.charter import Charter, Role
from app.models.outcomes import GRANTING, ConditionRef, ItemOutcome
from app.models.procedure import Procedure, Text
from app.models.realm import Realm
from app.words import Words
from app.workflows.dossier import dossier_hash, latest_classes
from app.workflows.engine import COMMITTEE
from app.workflows.fold import World

APPLICANT = {Activity.IMPORT: PartyRole.IMPORTER, Activity.BROKERING: PartyRole.BROKER}


class Filler:
    """Fills page models from one world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._realm: Realm = world.realm
        assert self._realm.charter is not None
        self._charter = self._realm.charter

    def imprint(self, case: Case | None) -> Imprint:
        """What stands on every page of a paper on `case`, or on none."""
        plain = imprint_of(self._charter)
        return replace(plain, reference=case.reference, dossier=dossier_hash(case)) if case else plain

    def basis(self, case: Case) -> Text:
        """The law that the case's procedure rests on."""
        return self._world.procedure(case.procedure).legal_basis

    def agency(self, code: str, case: Case | None = None) -> Text:
        """The agency's name; of the committee its title in the case's procedure."""
        procedure = self._world.procedure(case.procedure) if case else None
        return agency_name(self._charter, code, procedure)

    def name(self, officer: str) -> str:
        """The person's name."""
        known = self._realm.officers.get(officer)
        return known.person.name if known else officer

    def signatory(self, by: Signed) -> Signatory:
        """Who signed an act, and as what."""
        return Signatory(
            name=self.name(by.officer),
            capacity=Role(by.role),
            agency=self.agency(by.agency),
            signed=by.claimed,
            act=by.act,
        )

    def signatories(self, signatures: Iterable[Signed]) -> tuple[Signatory, ...]:
        """Everybody who signed."""
        return tuple(self.signatory(by) for by in signatures)

    def condition(self, ref: ConditionRef) -> ConditionRow:
        """A condition with its owner's name."""
        text = Text(en=ref.text, fr=ref.text_fr or ref.text)
        return ConditionRow(
            number=ref.number, version=ref.version, owner=self.agency(ref.owner), text=text, items=ref.items
        )


def imprint_of(charter: Charter) -> Imprint:
    """What stands on every page of the realm's papers."""
    return Imprint(realm=Text(en=charter.name_en, fr=charter.name_fr), training=charter.training)


def agency_name(charter: Charter, code: str, procedure: Procedure | None = None) -> Text:
    """The name of the agency with this code; of the committee its title in the procedure."""
    if code == COMMITTEE and procedure is not None and procedure.committee is not None:
        return procedure.committee.title
    agency = next((one for one in charter.agencies if one.code == code), None)
    return Text(en=agency.name_en, fr=agency.name_fr) if agency else Text(en=code, fr=code)


def said(message: str, /, **values: object) -> Text:
    """A whole sentence in both languages."""
    return Text(en=Words("en").text(message, **values), fr=Words("fr").text(message, **values))


def act_name(act: str) -> Text:
    """What a type of act is called."""
    return Text(en=Words("en").say(f"act.{act}"), fr=Words("fr").say(f"act.{act}"))


def day_of(claimed: str) -> date:
    """The day of a claimed time."""
    return date.fromisoformat(claimed[:10])


def party_of(party: Party) -> PartyRow:
    """A person or company of the dossier."""
    return PartyRow(
        role=party.role,
        name=party.name,
        address=party.address,
        country=party.country,
        registration=party.registration,
    )


def applicant_of(application: Application) -> PartyRow:
    """Who asks for the licence: importer, broker or exporter."""
    role = APPLICANT.get(application.activity, PartyRole.EXPORTER)
    party = application.party(role) or next(iter(application.parties), None)
    return party_of(party) if party else PartyRow(role=role, name="")


def end_user(application: Application, name: str) -> str:
    """The name of the party that the item names as its end user."""
    return next((party.name for party in application.parties if party.id == name), name)


def as_at(case: Case, by: Signed) -> Case:
    """The case with the dossier's goods as they stood when `by` was signed: a later amendment changes no old paper."""
    versions = tuple(one for one in case.versions if one.by.order < by.order)
    classes = {name: one for name, one in case.classes.items() if one.by.order < by.order}
    return replace(case, versions=versions, classes=classes)


def goods_of(case: Case, outcome: ItemOutcome) -> GoodsRow:
    """An item, with the quantity and value that the outcome bounds it to."""
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
        end_user=end_user(application, item.end_user),
        quantity=decimal_of(outcome.quantity) if limited and outcome.quantity else application.item_quantity(item),
        unit=line.unit,
        value=decimal_of(outcome.value) if limited and outcome.value else application.item_value(item),
        currency=line.currency,
    )


def destinations_of(application: Application) -> tuple[str, ...]:
    """Codes or texts of all destinations."""
    return tuple(where.country or where.given for where in application.destinations)


def decimal_of(text: str) -> Decimal | None:
    """A figure; None where the dossier is silent."""
    return Decimal(text) if text else None


def outcome_of(case: Case, one: ItemOutcome) -> OutcomeRow:
    """What an item is to receive."""
    return OutcomeRow(goods=goods_of(case, one), outcome=one.outcome, reason=one.reason)
