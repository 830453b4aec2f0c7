"""The facts of a case that a procedure's conditions may ask about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from app.models.application import Application, Item, PartyRole
from app.models.case import Case, Gate
from app.models.change import replace
from app.models.outcomes import GateStatus, Position
from app.workflows.dossier import latest_classes

UNRESERVED = frozenset({Position.AGREE, Position.AGREE_WITH_CONDITIONS})
PROHIBITIONS = frozenset({"6.1", "6.2", "6.3"})
"""ATT Article 6(1) to 6(3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is so in one case, as plain words.

    `values` sums the lines by ISO 4217 currency; `unpriced` says that some line gives no value. `granted` is None until
    a decision is final, then whether it grants at least one item. `prohibited_at` is when a second agency confirmed an
    Article 6 prohibition that was not withdrawn, else None. `uncontested` where opinions were given, every one that
    stands agrees without reservation, Article 6 is clear, and no condition's change and no question is pending.
    """

    activity: str
    kind: str
    att_scopes: frozenset[str] = frozenset()
    att_categories: frozenset[str] = frozenset()
    control_codes: frozenset[str] = frozenset()
    destinations: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    party_countries: frozenset[str] = frozenset()
    end_user_countries: frozenset[str] = frozenset()
    values: tuple[tuple[str, Decimal], ...] = ()
    unpriced: bool = False
    flags: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    gate: GateStatus = GateStatus.UNANSWERED
    prohibited_at: datetime | None = None
    granted: bool | None = None
    adverse_opinions: int = 0
    uncontested: bool = False
    returns: int = 0

    @property
    def prohibited(self) -> bool:
        """Whether Article 6 forbids the transfer, by the word of two agencies."""
        return self.gate is GateStatus.CONFIRMED


def facts_of(case: Case, *, granted: bool | None = None) -> Facts:
    """The facts of `case` on its latest dossier: as classified where that is done, else as declared."""
    asked = case.application
    classes = latest_classes(case)
    lines = classes or asked.lines
    end_users = (party.country for party in asked.parties if party.role is PartyRole.END_USER)
    amounts = [_amount(line.value) for line in asked.lines]
    return Facts(
        activity=asked.activity.value,
        kind=asked.kind.value,
        att_scopes=_words(line.att_scope for line in lines),
        att_categories=_words(line.att_category for line in lines),
        control_codes=_words(line.control_code for line in lines),
        destinations=_words(one.country for one in asked.destinations),
        origins=_words(line.origin for line in asked.lines),
        party_countries=_words(party.country for party in asked.parties),
        end_user_countries=_words(end_users),
        values=_totals(asked),
        unpriced=None in amounts,
        flags=_words(flag.code for flag in case.versions[-1].flags),
        links=_words(link.kind for link in case.links),
        gate=gate_status(case),
        prohibited_at=_prohibited_at(case),
        granted=granted,
        adverse_opinions=_adverse(case),
        uncontested=_uncontested(case),
        returns=sum(1 for mark in case.marks.values() if mark.returned_to),
    )


def facts_of_item(case: Case, item: Item) -> Facts:
    """The facts of one item, as if nothing else had been applied for."""
    latest = case.versions[-1]
    asked = latest.application
    going_to = tuple(one for one in asked.destinations if item.destination in (one.country, one.given))
    narrowed = replace(
        asked,
        lines=tuple(line for line in asked.lines if line.id == item.line),
        items=(item,),
        destinations=going_to or asked.destinations,
    )
    classes = {
        name: replace(one, lines=tuple(line for line in one.lines if line.line == item.line))
        for name, one in case.classes.items()
    }
    return facts_of(replace(case, versions=(replace(latest, application=narrowed),), classes=classes))


def gate_status(case: Case) -> GateStatus:
    """Where the Article 6 answers stand.

    A "yes" stands until its author withdraws it, whatever anyone answers afterwards: confirmed once a second agency
    agrees, contested where one disagrees and none agrees. A contested one is settled by the higher authority's ruling.
    Clear means that all three questions were answered on the present version of the application, and no "yes" is left.
    """
    gates = list(case.gates.values())
    standing = [gate for gate in gates if gate.withdrawn is None]
    claims = {claim(gate) for gate in standing if any(answer.yes for answer in gate.answers)}
    for status in (GateStatus.CONFIRMED, GateStatus.CONTESTED, GateStatus.CLAIMED):
        if status in claims:
            return status
    amended = case.versions[-1].by.order
    present = [gate for gate in standing if gate.by.order > amended]
    if any({answer.question for answer in gate.answers} >= PROHIBITIONS for gate in present):
        return GateStatus.CLEAR
    return GateStatus.WITHDRAWN if len(standing) < len(gates) else GateStatus.UNANSWERED


def claim(gate: Gate) -> GateStatus:
    """Where one "yes" stands; clear where the higher authority lifted it."""
    if gate.rulings:
        return GateStatus.CONFIRMED if gate.rulings[0][0] else GateStatus.CLEAR
    seconds = {confirmed for confirmed, _, by in gate.reviews if by.agency != gate.by.agency}
    if True in seconds:
        return GateStatus.CONFIRMED
    return GateStatus.CONTESTED if seconds else GateStatus.CLAIMED


def _prohibited_at(case: Case) -> datetime | None:
    moments = [
        by.claimed
        for gate in case.gates.values()
        if gate.withdrawn is None and any(answer.yes for answer in gate.answers) and claim(gate) is GateStatus.CONFIRMED
        for confirmed, _, by in (*gate.reviews, *gate.rulings)
        if confirmed and by.agency != gate.by.agency
    ]
    return datetime.fromisoformat(min(moments)) if moments else None


def _adverse(case: Case) -> int:
    return sum(1 for taken in _taken(case) if Position.OBJECT in taken)


def _taken(case: Case) -> list[frozenset[Position]]:
    """What each standing opinion says of the case and of single items."""
    replaced = {opinion.replaces for opinion in case.opinions.values()}
    bodies = (opinion.body for name, opinion in case.opinions.items() if name not in replaced)
    return [frozenset((body.position, *(one.position for one in body.items))) for body in bodies]


def _uncontested(case: Case) -> bool:
    taken = _taken(case)
    if not taken or any(not one <= UNRESERVED for one in taken):
        return False
    if any(entry.pending for entry in case.conditions.values()) or any(one.open for one in case.consultations.values()):
        return False
    sent = {name for letter in case.letters.values() for name in letter.body.queries}
    waiting = [name for name, query in case.queries.items() if query.closed is None and name not in sent]
    return not waiting and all(one.closed for one in case.letters.values()) and gate_status(case) is GateStatus.CLEAR


def _totals(application: Application) -> tuple[tuple[str, Decimal], ...]:
    totals: dict[str, Decimal] = {}
    for line in application.lines:
        amount = _amount(line.value)
        if amount is not None:
            totals[line.currency] = totals.get(line.currency, Decimal(0)) + amount
    return tuple(sorted(totals.items()))


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def _words(values: Iterable[str | None]) -> frozenset[str]:
    return frozenset(str(value) for value in values if value)
