"""What is new on a case since an agency last said what it thinks of it: for members who sign many files at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.models.case import Case, Opinion
from app.models.signed import Signed
from app.workflows.road import standing_opinions

Plain = dict[str, Any]


def own_opinion(case: Case, agency: str) -> Opinion | None:
    """The agency's latest opinion that stands."""
    mine = [one for one in standing_opinions(case) if one.by.agency == agency]
    return mine[-1] if mine else None


def news(case: Case, agency: str) -> list[Plain]:
    """Everything that others did on the dossier since the agency's opinion, or its last word that it stands.

    Each with a word for `what`, who did it and when; nothing where the agency gave no opinion.
    """
    mine = own_opinion(case, agency)
    if mine is None:
        return []
    since = max([mine.by.order, *(by.order for _, by in mine.reaffirmed)])
    found = [(what, which, by) for what, which, by in _events(case) if by.order > since and by.agency != agency]
    return [
        {"what": what, "which": which, "agency": by.agency, "on": by.claimed}
        for what, which, by in sorted(found, key=lambda one: one[2].order)
    ]


def _events(case: Case) -> Iterator[tuple[str, str, Signed]]:
    """What was done, to which of several, by whom."""
    yield from (("version", str(one.number), one.by) for one in case.versions[1:])
    yield from (("classification", "", one.by) for one in case.classes.values())
    for gate in case.gates.values():
        yield "article-6", "", gate.by
        yield from (("article-6", "", by) for _, _, by in (*gate.reviews, *gate.rulings))
        if gate.taken_back is not None:
            yield "article-6", "", gate.taken_back
    yield from (("article-7", "", one.by) for one in case.assessments.values())
    yield from (("opinion", "", one.by) for one in standing_opinions(case))
    for entry in case.ledger():
        for version in entry.versions:
            yield "condition", str(entry.number), version.by
            if version.released is not None:
                yield "condition", str(entry.number), version.released
    yield from (("consultation", "", by) for one in case.consultations.values() for _, by in one.answers.values())
    yield from (("advice", "", by) for one in case.invitations.values() for _, by in one.advice.values())
    yield from (("answer", str(one.body.number), by) for one in case.letters.values() for _, by in one.answers.values())
    yield from (("evidence", one.body.kind.value, one.by) for one in case.evidence.values())
    yield from (("note", "", one.filed) for one in case.notes.values() if one.filed is not None)
