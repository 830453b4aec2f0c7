"""What differs between two dossiers, two questions or two procedures: place by place, as the author is shown it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.models.application import Application
from app.models.case import Case, Gate
from app.models.change import replace
from app.models.outcomes import Difference
from app.models.plain import to_plain
from app.models.signed import Signed
from app.workflows.dossier import dossier_hash, evidence_in_order, filed_notes, latest_assessment, latest_classes

Order = tuple[tuple[int, int], str]

KEYS = ("id", "line", "item", "question", "agency", "number", "title")
"""What names one of a list; where none is there for all and different for each, its place does."""


def application_difference(old: Application, new: Application) -> tuple[Difference, ...]:
    """What an amendment changed; parts are named ``lines.2``, ``parties.P1``, ``destinations.1``."""
    return plain_difference(to_plain(old), to_plain(new))


def plain_difference(old: Mapping[str, Any], new: Mapping[str, Any], part: str = "") -> tuple[Difference, ...]:
    """Every place where two plain values of the same kind differ, fields by name, lists in the order of `new`.

    Nothing, an empty text and an empty list are the same; yes and no stand for booleans.
    """
    found: list[Difference] = []
    for name in sorted({*old, *new}):
        before, after = old.get(name), new.get(name)
        if isinstance(before or after, Mapping):
            found += plain_difference(before or {}, after or {}, _within(part, name))
        elif any(isinstance(one, Mapping) for one in (*_several(before), *_several(after))):
            found += _list_difference(before or [], after or [], _within(part, name))
        elif _held(before) != _held(after):
            found.append(Difference(part=part, field=name, before=_text(before), after=_text(after)))
    return tuple(found)


def _list_difference(old: list[Any], new: list[Any], part: str) -> Iterator[Difference]:
    key = next((name for name in KEYS if _names(name, old) and _names(name, new)), "")
    before, after = _by_name(old, key), _by_name(new, key)
    for name in dict.fromkeys((*after, *before)):
        yield from plain_difference(before.get(name, {}), after.get(name, {}), _within(part, name))
    kept = [name for name in before if name in after]
    now = [name for name in after if name in before]
    if kept != now:
        yield Difference(part=part, field="order", before=", ".join(kept), after=", ".join(now))


def _names(key: str, rows: list[Any]) -> bool:
    named = [row.get(key) for row in rows]
    return all(isinstance(one, str | int) and one != "" for one in named) and len(set(named)) == len(named)


def _by_name(rows: list[Any], key: str) -> dict[str, Any]:
    return {str(row[key]) if key else str(place): row for place, row in enumerate(rows, 1)}


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _held(value: Any) -> Any:
    return "" if value in (None, [], {}) else value


def _within(part: str, name: str) -> str:
    return f"{part}.{name}" if part else name


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return "" if value is None else str(value)


# --- the dossier -----------------------------------------------------------------------------------------------


def difference_since(case: Case, dossier: str) -> tuple[Difference, ...]:
    """What changed since somebody read the dossier with this hash.

    Where acts made apart left no point of the history at which the dossier was that one: everything since the start.
    """
    return dossier_difference(case, _when(case, dossier) or _points(case)[0])


def dossier_read(case: Case, dossier: str) -> Case | None:
    """The case as it was when its dossier had this hash; None where no point of its history gives it."""
    when = _when(case, dossier)
    return None if when is None else dossier_at(case, when)


def _when(case: Case, dossier: str) -> Order | None:
    """The latest point of the case's history at which the dossier had this hash."""
    points = reversed(_points(case))
    return next((point for point in points if dossier_hash(dossier_at(case, point)) == dossier), None)


def dossier_difference(case: Case, since: Order) -> tuple[Difference, ...]:
    """What changed in the dossier after the act with this order.

    Parts are those of the application, ``classification.<line>``, ``article-6.<n>`` for the n-th answers,
    ``article-7``, ``evidence.<n>`` and ``notes.<n>``; the version's number is a field of the whole.
    """
    return plain_difference(_readable(dossier_at(case, since)), _readable(case))


def dossier_at(case: Case, order: Order) -> Case:
    """The case with only those parts of the dossier that its acts up to `order` made."""
    return replace(
        case,
        versions=tuple(one for one in case.versions if one.by.order <= order),
        classes=_until(case.classes, order),
        gates={name: _gate_at(gate, order) for name, gate in _until(case.gates, order).items()},
        assessments=_until(case.assessments, order),
        evidence=_until(case.evidence, order),
        notes={one.id: one for one in filed_notes(case) if one.filed is not None and one.filed.order <= order},
    )


def _until(parts: dict[str, Any], order: Order) -> dict[str, Any]:
    return {name: one for name, one in parts.items() if one.by.order <= order}


def _gate_at(gate: Gate, order: Order) -> Gate:
    taken_back = gate.taken_back is not None and gate.taken_back.order <= order
    return replace(
        gate,
        reviews=tuple(one for one in gate.reviews if one[2].order <= order),
        rulings=tuple(one for one in gate.rulings if one[2].order <= order),
        taken_back=gate.taken_back if taken_back else None,
    )


def _points(case: Case) -> list[Order]:
    """The order of every act that made the dossier what it is; the first is the registration."""
    made: list[Signed] = [one.by for one in case.versions]
    dated = (case.classes, case.gates, case.assessments, case.evidence)
    made += [one.by for parts in dated for one in parts.values()]
    made += [one.filed for one in filed_notes(case) if one.filed is not None]
    for gate in case.gates.values():
        made += [by for *_, by in (*gate.reviews, *gate.rulings)]
        made += [gate.taken_back] if gate.taken_back is not None else []
    return sorted(by.order for by in made)


def _readable(case: Case) -> dict[str, Any]:
    """The dossier as its difference is read: without the ids of acts."""
    assessment = latest_assessment(case)
    gates = sorted(case.gates.values(), key=lambda gate: gate.by.order)
    return {
        **to_plain(case.application),
        "version": case.versions[-1].number,
        "classification": to_plain(latest_classes(case)),
        "article-6": [_gate(gate) for gate in gates],
        "article-7": _assessed(to_plain(assessment.body)) if assessment else {},
        "evidence": [_told(to_plain(one.body)) for one in evidence_in_order(case)],
        "notes": [{"text": one.body.text} for one in filed_notes(case)],
    }


def _told(body: dict[str, Any]) -> dict[str, Any]:
    return {name: body[name] for name in ("kind", "text", "source")}


def _assessed(body: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name not in ("step", "shown")}


def _gate(gate: Gate) -> dict[str, Any]:
    return {
        **{answer.question: answer.yes for answer in gate.answers},
        **{f"{answer.question}.evidence": answer.evidence for answer in gate.answers},
        "reviews": [{"confirmed": confirmed, "evidence": text} for confirmed, text, _ in _in_order(gate.reviews)],
        "rulings": [{"prohibited": prohibited, "reasons": text} for prohibited, text, _ in _in_order(gate.rulings)],
        "withdrawn": True if gate.withdrawn is not None else None,
    }


def _in_order(said: tuple[tuple[bool, str, Signed], ...]) -> list[tuple[bool, str, Signed]]:
    """By time, so that what was there before keeps its place."""
    return sorted(said, key=lambda one: one[2].order)
