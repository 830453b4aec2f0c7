"""Items (a line going to one destination and end-user): derived where clear, checked where given."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from app.intake.problems import Found
from app.models.application import Application, Destination, Item, LicenceKind, Party, PartyRole

MOST = 5000  # items of one application
# A licence of these kinds covers up to the whole line at any of its destinations.
_SHARED = (LicenceKind.GLOBAL, LicenceKind.OPEN)


def place_of(destination: Destination) -> str:
    """How an item names a destination: its country code, or the text as given where there is none."""
    return destination.country or destination.given


def derive(application: Application) -> tuple[tuple[Item, ...], bool]:
    """Each line at each destination with its end-user, and whether the dossier could only be read so."""
    lines = tuple([line.id for line in application.lines])
    places = tuple([place_of(one) for one in application.destinations])
    return derived(lines, places, end_users(application.parties), application.kind)


def end_users(parties: tuple[Party, ...]) -> tuple[tuple[str, str], ...]:
    """Id and country of every end-user."""
    return tuple([(one.id, one.country) for one in parties if one.role is PartyRole.END_USER])


@lru_cache(maxsize=4096)
def derived(
    lines: tuple[str, ...],
    destinations: tuple[str, ...],
    users: tuple[tuple[str, str], ...],
    kind: LicenceKind,
) -> tuple[tuple[Item, ...], bool]:
    """As `derive`, from line ids, places of destinations, end-users as (id, country) and the licence kind."""
    places = destinations or ("",)
    at = Counter(country for _, country in users)
    if len(lines) * sum(max(1, at[place]) for place in places) > MOST:
        return (), False
    ends = [_users_at(place, len(places), users) for place in places]
    pairs = [(place, user) for place, found in zip(places, ends, strict=True) for user in found or [""]]
    goods = [(line, place, user) for line in lines for place, user in pairs]
    items = tuple(
        Item(id=str(number), line=line, destination=place, end_user=user)
        for number, (line, place, user) in enumerate(goods, 1)
    )
    unclear = any(len(found) > 1 for found in ends) or (bool(users) and not all(ends))
    return items, not unclear and (kind in _SHARED or len(places) == 1)


def _users_at(place: str, places: int, users: tuple[tuple[str, str], ...]) -> list[str]:
    if len(users) == 1 and places == 1:
        return [users[0][0]]
    return [user for user, country in users if country == place]


def completed(application: Application, found: Found) -> tuple[Item, ...]:
    """The items as given, an only destination or end-user filled in; wrong links and amounts go to `found`."""
    places = {place_of(one) for one in application.destinations}
    users = {party.id for party in application.parties if party.role is PartyRole.END_USER}
    lines = {line.id for line in application.lines}
    items = [_filled(item, places, users) for item in application.items]
    known = [_listed(names) for names in (lines, places, users)]
    for place, item in enumerate(items):
        if item.line not in lines:
            found.add("link-line", f"items.{place}.line", item.line, known[0])
        if item.destination not in places and (item.destination or len(places) > 1):
            found.add("link-destination", f"items.{place}.destination", item.destination, known[1])
        if item.end_user and item.end_user not in users:
            found.add("link-end-user", f"items.{place}.end_user", item.end_user, known[2])
    _check_amounts(replace(application, items=tuple(items)), found)
    return tuple(items)


def _filled(item: Item, places: set[str], users: set[str]) -> Item:
    only_place = next(iter(places)) if len(places) == 1 else ""
    only_user = next(iter(users)) if len(users) == 1 else ""
    return replace(item, destination=item.destination or only_place, end_user=item.end_user or only_user)


def _check_amounts(application: Application, found: Found) -> None:
    """No item above its line, nor all together where the licence is not shared among destinations."""
    for name in ("quantity", "value"):
        asked: dict[str, list[str]] = defaultdict(list)
        for item in application.items:
            asked[item.line].append(getattr(item, name))
        for place, line in enumerate(application.lines):
            limit = getattr(line, name)
            amounts = [Decimal(amount or limit or 0) for amount in asked[line.id]]
            total = Decimal((max if application.kind in _SHARED else sum)(amounts or [Decimal(0)]))
            if limit and total > Decimal(limit):
                found.add("items-above", f"lines.{place}.{name}", format(total, "f"), limit)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)[:20])


def check_unique(application: Application, found: Found) -> None:
    """Ids of parties, lines and items stand once each."""
    for name in ("parties", "lines", "items"):
        seen: set[str] = set()
        for place, thing in enumerate(getattr(application, name)):
            if thing.id in seen:
                found.add("id-twice", f"{name}.{place}.id", thing.id)
            seen.add(thing.id)
