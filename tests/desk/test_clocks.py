"""Whoever signs another calendar is shown what it changes, first and second person alike."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from app.desk.shown import shown_text
from app.models.acts import CalendarConfirmed, CalendarProposed
from app.models.charter import Role
from app.models.realm import Proposal, Realm
from app.models.signed import Signed
from tests.workflows.drafts import charter

BY = Signed(act="a" * 64, officer="adm-01", agency="licensing", role="administrator", claimed="2026-11-22T10:00:00Z")
NEW = replace(
    charter().calendar,
    working_days=(1, 2, 3, 4),
    holidays={**charter().calendar.holidays, "2026-12-07": "Strike"},
    cut_off="16:00",
)
BODY = CalendarProposed(agency="customs", calendar=NEW, reason="A decree.")
REALM = Realm(charter=charter(), proposals={BY.act: Proposal(id=BY.act, type="CalendarProposed", body=BODY, by=BY)})
LINES = {
    "en": (
        "- Public holiday, 2026-12-07: Strike (new)",
        "- Working days (Monday is 1): 1, 2, 3, 4, 5 → 1, 2, 3, 4",
        "- Cut-off hour: 16:00 (new)",
    ),
    "fr": ("2026-12-07", "1, 2, 3, 4, 5 → 1, 2, 3, 4", "16:00"),
}


@pytest.mark.parametrize("language", LINES)
@pytest.mark.parametrize("body", [BODY, CalendarConfirmed(proposal=BY.act)], ids=["first", "second"])
def test_both_persons_confirm_what_a_calendar_changes(language: str, body: object) -> None:
    office: Any = SimpleNamespace(language=language, signer=SimpleNamespace(officer="lic-01", agency="licensing"))
    text = shown_text(body, REALM, Role.AGENCY_HEAD, office)
    for line in LINES[language]:
        assert line in text, text
