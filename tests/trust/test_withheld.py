"""Bodies of which single fields are withheld: still bound to what was signed, and nothing tells of what is missing."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import NotTrusted
from app.trust import audit, export
from app.trust.audit import verify_export
from app.trust.record import Record
from tests.trust.journal import CASE, Journal
from tests.trust.test_export import list_again, run_recipe

BODY: dict[str, Any] = {
    "position": "object", "reasons": "Vu l’évaluation.", "annex": "Confidential.", "items": [{"b": 1, "a": "2"}],
    "note": None, "shown": "position: object",
}  # fmt: skip
FIELDS = sorted([*BODY, "pad"])
MADE = Journal().filled()
ACT: Record = MADE.act(MADE.head, "PositionTaken", CASE, BODY, "head", "MFA")


def check(line: bytes) -> str:
    return audit.check_line(MADE.entries, MADE.publics(), MADE.realm, line)[1]


def by_hand(line: bytes) -> str:
    """The body's hash as the export's README tells to make it, with nothing of ours."""
    digests = {}
    for name, part in json.loads(line)["parts"].items():
        text = json.dumps(part.get("value"), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        shown = hashlib.sha256(base64.b64decode(part.get("salt", "")) + text).hexdigest()
        digests[name] = part.get("digest") or shown
    return hashlib.sha256(json.dumps(digests, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


@given(st.sets(st.sampled_from([*FIELDS, "elsewhere"])))
def test_any_set_of_fields_can_be_withheld(withheld: set[str]) -> None:
    line = export.partial_line(ACT, withheld)
    hidden = withheld & set(FIELDS)
    assert check(line) == ("partly" if hidden else "whole")
    if hidden:
        parts = json.loads(line)["parts"]
        assert {name for name in parts if parts[name].keys() == {"digest"}} == hidden | {"shown", "pad"}
        assert parts.keys() == set(FIELDS)
        assert by_hand(line) == json.loads(ACT.header_text)["body"]["hash"]


@given(st.sets(st.sampled_from(FIELDS), min_size=1), st.sampled_from(FIELDS), st.booleans())
def test_an_altered_part_is_found(withheld: set[str], name: str, drop: bool) -> None:
    value = orjson.loads(export.partial_line(ACT, withheld))
    part = value["parts"][name]
    if drop:
        del value["parts"][name]
    elif "digest" in part:
        part["digest"] = hashlib.sha256(part["digest"].encode()).hexdigest()
    else:
        part["value"] = [part["value"]]
    with pytest.raises(NotTrusted):
        check(orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE))


def test_nothing_in_the_line_tells_what_or_how_much_is_withheld() -> None:
    line = export.partial_line(ACT, {"reasons", "annex"})
    for told in ("Confidential", "évaluation", "position: object", "0" * 40):
        assert told not in line.decode()


def export_with_parts(place: Path) -> Path:
    shown = [export.partial_line(act, {"reasons", "annex", "items"}) for act in MADE.acts[2:]]
    return MADE.write(place / "export", [export.full_line(act) for act in MADE.acts[:2]] + shown)


def test_an_export_with_several_withheld_fields_verifies_here_and_by_openssl(tmp_path: Path) -> None:
    directory = export_with_parts(tmp_path)
    assert verify_export(directory, MADE.realm).bodies == {"whole": 3, "partly": 4, "withheld": 0}
    for language in (0, 1):
        assert run_recipe(directory, language).stdout.count("Signature Verified Successfully") == 2


def test_a_station_that_alters_a_part_and_signs_the_list_anew_is_found(tmp_path: Path) -> None:
    directory = export_with_parts(tmp_path)
    acts = directory / "acts.jsonl"
    acts.write_bytes(acts.read_bytes().replace(b'"value":"object"', b'"value":"agree!"'))
    list_again(directory, MADE.station, MADE.origin)
    with pytest.raises(NotTrusted) as refused:
        verify_export(directory)
    assert (refused.value.code, refused.value.values["line"]) == ("act.body", 7)
