"""Rules of the conditions ledger: owned by the agency that asked, changed or dropped only with its signed release."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import Act, ConditionChanged, ConditionProposed, ConditionReleased
from app.models.case import Case, ConditionEntry, ConditionVersion
from app.models.change import replace
from app.models.outcomes import ConditionRef
from app.workflows.authority import check_part
from app.workflows.finality import final_decision
from app.workflows.registration import check_open
from app.workflows.rules import View, first_of, rule, signed


def _propose(case: Case, act: Act) -> Case:
    body = act.body
    first = ConditionVersion(
        act=act.id,
        version=1,
        text=body.text,
        text_fr=body.text_fr,
        dropped=False,
        effective=True,
        by=signed(act),
    )
    alike = sorted(_entries(case, body.number).values(), key=lambda entry: entry.owner == act.agency)
    changes = {one.act: _under(act.agency, one) for entry in alike for one in entry.versions if one.version > 1}
    entry = ConditionEntry(
        number=body.number, owner=act.agency, items=body.items, versions=_in_order((first, *changes.values()))
    )
    return replace(case, conditions={**case.conditions, act.id: entry})


def _change(case: Case, act: Act) -> Case:
    """A number that was taken twice apart names both lines; each owner answers for its own."""
    body = act.body
    version = ConditionVersion(
        act=act.id,
        version=body.version,
        text=body.text,
        text_fr=body.text_fr,
        dropped=body.dropped,
        effective=False,
        by=signed(act),
        reason=body.reason,
    )
    changed = {
        key: replace(entry, versions=_in_order((*entry.versions, _under(entry.owner, version))))
        for key, entry in _entries(case, body.number).items()
    }
    return replace(case, conditions=case.conditions | changed)


def _release(case: Case, act: Act) -> Case:
    released = {
        key: replace(entry, versions=tuple(_released(version, act) for version in entry.versions))
        for key, entry in _holding(case, act.body.change).items()
        if entry.owner == act.agency
    }
    return replace(case, conditions=case.conditions | released)


def _released(version: ConditionVersion, act: Act) -> ConditionVersion:
    if version.act != act.body.change:
        return version
    return replace(version, effective=True, released=first_of(version.released, signed(act)))


def _under(owner: str, version: ConditionVersion) -> ConditionVersion:
    """A change as it counts on a line of this owner: at once if the owner signed it, else once it is released."""
    released = version.released if version.released is not None and version.released.agency == owner else None
    return replace(version, effective=version.by.agency == owner or released is not None, released=released)


def _in_order(versions: tuple[ConditionVersion, ...]) -> tuple[ConditionVersion, ...]:
    return tuple(sorted(versions, key=lambda version: (version.version, version.act)))


def _entries(case: Case, number: int) -> dict[str, ConditionEntry]:
    return {key: entry for key, entry in case.conditions.items() if entry.number == number}


def _holding(case: Case, change: str) -> dict[str, ConditionEntry]:
    return {
        key: entry for key, entry in case.conditions.items() if any(version.act == change for version in entry.versions)
    }


def ledger_refs(case: Case) -> tuple[ConditionRef, ...]:
    """Every condition in force, as a question, a decision and a licence carry it."""
    entries = sorted(case.conditions.items(), key=lambda one: (one[1].number, one[1].owner, one[0]))
    return tuple(ref for _, entry in entries if (ref := entry.ref()) is not None)


@rule(ConditionProposed, effect=_propose)
def check_proposed(case: Case, view: View, act: Act) -> None:
    """An agency asks for a condition; it gets the next number for life."""
    check_undecided(case)
    check_part(view, view.procedure(case.procedure), act, case)
    body = act.body
    if not body.text.strip():
        raise Refused("condition.text")
    expected = max((entry.number for entry in case.conditions.values()), default=0) + 1
    if body.number != expected:
        raise Refused("condition.number", expected=expected)
    check_items(case, body.items)


@rule(ConditionChanged, effect=_change)
def check_changed(case: Case, view: View, act: Act) -> None:
    """A new version follows the latest; anyone but the owner only proposes it, with a reason."""
    check_undecided(case)
    check_part(view, view.procedure(case.procedure), act, case)
    body = act.body
    entries = _entries(case, body.number).values()
    if not entries:
        raise Refused("condition.unknown", number=body.number)
    if all(entry.current is None for entry in entries):
        raise Refused("condition.dropped-already", number=body.number)
    expected = max(version.version for entry in entries for version in entry.versions) + 1
    if body.version != expected:
        raise Refused("condition.version", number=body.number, expected=expected)
    if not body.dropped and not body.text.strip():
        raise Refused("condition.text")
    if any(entry.owner != act.agency for entry in entries) and not body.reason.strip():
        raise Refused("reasons.needed")


@rule(ConditionReleased, effect=_release)
def check_released(case: Case, _view: View, act: Act) -> None:
    """Only the owner releases a pending change."""
    check_undecided(case)
    entries = list(_holding(case, act.body.change).values())
    if not entries:
        raise Refused("condition.change-unknown", change=act.body.change)
    number = entries[0].number
    owned = [entry for entry in entries if entry.owner == act.agency]
    if not owned:
        owners = ", ".join(sorted(entry.owner for entry in entries))
        raise Refused("condition.only-owner", number=number, owner=owners)
    if all(version.act != act.body.change for entry in owned for version in entry.pending):
        raise Refused("condition.not-pending", number=number)


def check_undecided(case: Case) -> None:
    """Refuse an act on a case that is not registered, or whose decision is final."""
    check_open(case)
    if final_decision(case) is not None:
        raise Refused("decision.final-already", reference=case.reference)


def check_items(case: Case, items: tuple[str, ...]) -> None:
    """Refuse items that the application does not have."""
    known = {item.id for item in case.application.items}
    if not set(items) <= known:
        raise Refused("items.unknown", known=", ".join(sorted(known)))
