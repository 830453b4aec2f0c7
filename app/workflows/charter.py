"""Reads and checks a charter draft: the TOML text from which a realm is founded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.marks import N_
from app.models.application import Activity
from app.models.charter import Agency, Calendar, Charter, Person, Role, Station
from app.models.procedure import Text
from app.words import Words
from app.workflows.calendar_file import read_calendar
from app.workflows.engine import COMMITTEE
from app.workflows.named_facts import is_country
from app.workflows.rights import INCOMPATIBLE, NEVER_TOGETHER, waived_pairs
from app.workflows.toml_fields import Notes, Problem, Table, read_table
from app.workflows.toml_places import Path

COUNTERSIGN = "countersign"
STATION_CODE = re.compile(r"[A-Z0-9]{1,4}")
LONGEST_MINUTES = 60


@dataclass(frozen=True, slots=True)
class CharterDraft:
    """A charter without keys, or None where `problems` keep it from being read."""

    charter: Charter | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Waived:
    """An incompatibility that the charter waives, and the planned officers who have both roles.

    `roles` are the two roles in the order of `Role`, or empty for the waived countersignature.
    """

    roles: tuple[Role, ...]
    officers: tuple[str, ...] = ()


def read_charter(name: str, source: bytes | str) -> CharterDraft:
    """The charter drafted in `source`, with all its problems; `name` is the file's name for these.

    Its `adopts` holds the ids of procedures as drafted; their texts take this place before a realm is founded.
    """
    table, notes = read_table(name, source)
    if table is None:
        return CharterDraft(None, tuple(notes.problems))
    charter = _charter(table)
    if not notes.problems:
        _check(charter, notes)
    problems = tuple(sorted(notes.problems, key=lambda problem: problem.line))
    return CharterDraft(None if problems else charter, problems)


def procedure_names(drafted: Charter) -> tuple[str, ...]:
    """Ids of the procedures that a drafted charter adopts: its defaults and whatever else it names."""
    return tuple(dict.fromkeys((*drafted.procedures.values(), *drafted.adopts)))


def waived(charter: Charter) -> list[Waived]:
    """The incompatibilities that `charter` waives, for printing at the founding."""
    order = list(Role)
    pairs = sorted(sorted(order.index(role) for role in pair) for pair in waived_pairs(charter))
    people = (*charter.founders, *charter.officers)
    found = []
    for pair in pairs:
        roles = tuple(order[place] for place in pair)
        found.append(Waived(roles, tuple(one.officer for one in people if set(roles) <= set(one.roles))))
    return found + ([Waived(())] if COUNTERSIGN in charter.waivers else [])


def say_waived(charter: Charter, words: Words) -> list[str]:
    """What a small realm gives up, as whole sentences: waived incompatibilities and merged functions."""
    said = [_say(one, words) for one in waived(charter)]
    for agency in charter.agencies:
        if agency.acts_for:
            name = agency.name_fr if words.language == "fr" else agency.name_en
            functions = words.sentence_list(list(agency.acts_for))
            said.append(words.text(N_("{agency} also acts for: {functions}."), agency=name, functions=functions))
    return said


def _say(one: Waived, words: Words) -> str:
    if not one.roles:
        return words.text(N_("An opinion needs no second person’s countersignature."))
    first, second = (words.label("role", role.value) for role in one.roles)
    if not one.officers:
        return words.text(
            N_("One person may act as {first} and as {second} on the same case."), first=first, second=second
        )
    return words.text(
        N_("One person may act as {first} and as {second} on the same case: {officers}."),
        first=first,
        second=second,
        officers=words.sentence_list(list(one.officers)),
    )


# --- reading -------------------------------------------------------------------------------------------------------


def _charter(table: Table) -> Charter:
    name = table.said("name")
    station = table.table("station")
    first = Station(name="", agency="") if station is None else _station(station)
    calendar = _calendar(table)
    charter = Charter(
        name_en=name.en,
        name_fr=name.fr,
        country=table.text("country"),
        training=table.truth("training", False),
        agencies=tuple(_agency(one, calendar) for one in table.tables("agencies")),
        founders=tuple(_person(one) for one in table.tables("founders")),
        officers=tuple(_person(one) for one in table.tables("officers", needed=False)),
        station=first,
        stations=(first, *(_station(one) for one in table.tables("stations", needed=False))),
        calendar=calendar,
        procedures=_procedures(table),
        adopts=table.codes("adopts"),
        waivers=tuple(_waivers(table)),
        passphrase_minutes=table.integer("passphrase_minutes", 1, LONGEST_MINUTES, 10),
    )
    table.close()
    return charter


def _agency(table: Table, calendar: Calendar) -> Agency:
    name = table.both("name") or Text(en="", fr="")
    own = table.table("calendar", needed=False)
    return Agency(
        code=table.code("code"),
        name_en=name.en,
        name_fr=name.fr,
        acts_for=table.codes("acts_for"),
        calendar=None if own is None else read_calendar(own, calendar),
    )


def _person(table: Table) -> Person:
    return Person(
        officer=table.code("officer"),
        name=table.text("name"),
        agency=table.code("agency"),
        roles=table.choices("roles", Role),
    )


def _station(table: Table) -> Station:
    code = table.text("code", needed=False)
    if code and not STATION_CODE.fullmatch(code):
        table.notes.add("charter.station-code", table.at("code"), value=code)
    station = Station(name=table.code("name"), agency=table.code("agency"), code=code)
    table.close()
    return station


def _calendar(table: Table) -> Calendar:
    inner = table.table("calendar")
    if inner is None:
        return Calendar()
    if "working_days" not in inner.data:
        inner.notes.add("toml.missing-key", inner.path, key="working_days")
    return read_calendar(inner, Calendar())


def _procedures(table: Table) -> dict[str, str]:
    inner = table.table("procedures")
    if inner is None:
        return {}
    known = ("*", *(activity.value for activity in Activity))
    found = {activity: inner.code(activity, needed=False) for activity in known if activity in inner.data}
    for key in inner.data.keys() - found.keys():
        table.notes.add("charter.procedure-key", inner.at(key), key=key, known=", ".join(known))
    if not found:
        table.notes.add("charter.no-procedure", inner.path)
    return found


def _waivers(table: Table) -> Iterator[str]:
    """Pairs in the order of `Role`, so that a pair has one spelling."""
    known = {"+".join(sorted(pair)): "+".join(role for role in Role if role in pair) for pair in INCOMPATIBLE}
    for path, value in table.values("waivers", needed=False):
        pair = "+".join(sorted(value.split("+"))) if isinstance(value, str) else ""
        if value == COUNTERSIGN:
            yield COUNTERSIGN
        elif pair in known:
            yield known[pair]
        else:
            choices = ", ".join((*sorted(known.values()), COUNTERSIGN))
            table.notes.add("charter.waiver", path, value=value, choices=choices)


# --- checking ------------------------------------------------------------------------------------------------------


def _check(charter: Charter, notes: Notes) -> None:
    if not is_country(charter.country):
        notes.add("charter.country", ("country",), value=charter.country)
    _check_agencies(charter, notes)
    _check_founders(charter, notes)
    _check_people(charter, notes)
    _check_stations(charter, notes)


def _check_agencies(charter: Charter, notes: Notes) -> None:
    seen: dict[str, str] = {agency.code: agency.code for agency in charter.agencies}
    codes = [agency.code for agency in charter.agencies]
    for place, agency in enumerate(charter.agencies):
        path: Path = ("agencies", place)
        if agency.code in codes[:place]:
            notes.add("charter.duplicate-agency", (*path, "code"), agency=agency.code)
        for position, code in enumerate((agency.code, *agency.acts_for)):
            if code == COMMITTEE:
                notes.add("charter.reserved-code", path, agency=code)
            if position and seen.setdefault(code, agency.code) != agency.code:
                notes.add("charter.function-twice", (*path, "acts_for", position - 1), function=code, other=seen[code])


def _check_founders(charter: Charter, notes: Notes) -> None:
    needed = (Role.ADMINISTRATOR, Role.AGENCY_HEAD)
    roles = [person.roles for person in charter.founders]
    if len(roles) != len(needed) or any(role not in held for role, held in zip(needed, roles, strict=True)):
        notes.add("charter.two-founders", ("founders",))


def _check_people(charter: Charter, notes: Notes) -> None:
    codes = [agency.code for agency in charter.agencies]
    seen: set[str] = set()
    for path, person in _people(charter).items():
        if person.officer in seen:
            notes.add("charter.duplicate-officer", (*path, "officer"), officer=person.officer)
        seen.add(person.officer)
        if person.agency not in codes:
            known = ", ".join(codes)
            notes.add("charter.unknown-agency", (*path, "agency"), agency=person.agency, known=known)
        if len(person.roles) > 1 and NEVER_TOGETHER & set(person.roles):
            notes.add("charter.role-alone", (*path, "roles"), officer=person.officer)


def _check_stations(charter: Charter, notes: Notes) -> None:
    codes = [agency.code for agency in charter.agencies]
    several = len(charter.stations) > 1
    for place, station in enumerate(charter.stations):
        path: Path = ("stations", place - 1) if place else ("station",)
        earlier = charter.stations[:place]
        if station.agency not in codes:
            known = ", ".join(codes)
            notes.add("charter.unknown-agency", (*path, "agency"), agency=station.agency, known=known)
        if (several and not station.code) or any(station.code == one.code for one in earlier):
            notes.add("charter.station-codes-differ", path, station=station.name)
        if any((station.name, station.agency) == (one.name, one.agency) for one in earlier):
            notes.add("charter.duplicate-station", (*path, "name"), station=station.name)


def _people(charter: Charter) -> Mapping[Path, Person]:
    groups = {"founders": charter.founders, "officers": charter.officers}
    return {(key, place): person for key, people in groups.items() for place, person in enumerate(people)}
