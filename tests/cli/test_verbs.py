"""What single verbs promise beyond answering: two persons, passphrases, intake, procedures, lists."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.words import LANGUAGES
from tests.cli.placet import PROCEDURE, RESOURCES, SEVEN, SIX, Station, placet
from tests.cli.road import register

CLERK, HEAD, ADMINISTRATOR, LICENSING, SECRETARY, CHAIR = "lic-02", "lic-01", "adm-01", "lic-03", "lic-04", "lic-05"
AUDITOR = "eco-02"
MAPPING = RESOURCES / "mappings" / "example-register.toml"
TRAINED = 20
"""Cases of the training realm."""
NEW = "another walnut under the green bridge"


# --- the realm ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_founding_a_small_realm_prints_what_it_waives(tmp_path: Path, lang: str) -> None:
    for name in ("one", "two"):
        (tmp_path / name).write_text(f"orchard lantern {name} velvet quarry\n")
    files = ("--passphrase-file", tmp_path / "one", "--head-passphrase-file", tmp_path / "two")
    said = placet("--lang", lang, "init", tmp_path / "store", "--charter", SIX, *files)
    assert said.code == 0
    roles = {"en": ("Reviewer", "Member", "countersignature"), "fr": ("Rapporteur", "Membre", "contreseing")}[lang]
    assert all(word in said.text or word.lower() in said.text for word in roles[:2])
    assert said.text.count("def-01") == 3
    assert len([line for line in said.text.splitlines() if line]) == 9
    fingerprint = placet("--json", *_who(tmp_path, "adm-01", "one"), "journal", "verify").json["realm"]
    assert fingerprint in said.text


def _who(folder: Path, officer: str, file: str) -> tuple[object, ...]:
    return ("--store", folder / "store", "--officer", officer, "--passphrase-file", folder / file)


def test_the_old_passphrase_opens_nothing_after_a_change(own: Station, tmp_path: Path) -> None:
    (tmp_path / "new").write_text(NEW + "\n")
    assert own.run(CLERK, "officer", "passphrase", "--new-passphrase-file", tmp_path / "new").code == 0
    assert own.run(CLERK, "case", "list").code == 4
    own.passphrases[CLERK], old = NEW, own.passphrases[CLERK]
    assert own.run(CLERK, "case", "list").code == 0
    own.passphrases[CLERK] = old


def test_a_weak_new_passphrase_changes_nothing(own: Station, tmp_path: Path) -> None:
    before = (own.store / "slots").read_bytes()
    (tmp_path / "new").write_text("too short\n")
    assert own.run(CLERK, "officer", "passphrase", "--new-passphrase-file", tmp_path / "new").code == 3
    assert (own.store / "slots").read_bytes() == before


def test_a_wrong_old_passphrase_changes_nothing(own: Station, tmp_path: Path) -> None:
    before = (own.store / "slots").read_bytes()
    (tmp_path / "new").write_text(NEW + "\n")
    wrong = ("--store", own.store, "--officer", CLERK, "--passphrase-file", own.file(HEAD))
    assert placet(*wrong, "officer", "passphrase", "--new-passphrase-file", tmp_path / "new").code == 4
    assert (own.store / "slots").read_bytes() == before


def test_an_officer_works_only_once_a_second_person_confirms(own: Station, tmp_path: Path) -> None:
    (tmp_path / "new").write_text(NEW + "\n")
    person = ("--name", "Jana Wojtyła", "--agency", "customs", "--role", "reviewer")
    add = ("officer", "add", "cus-09", *person, "--new-passphrase-file", tmp_path / "new")
    assert own.refuses(HEAD, *add) == "rights.role"
    proposed = own.ask(ADMINISTRATOR, *add)["acts"][0]
    own.passphrases["cus-09"] = NEW
    assert own.run("cus-09", "case", "list").code == 4
    assert own.refuses(ADMINISTRATOR, "officer", "add", "confirm", proposed) == "rights.role"
    own.ask(HEAD, "officer", "add", "confirm", proposed[:12])
    assert own.run("cus-09", "case", "list").code == 0
    assert own.refuses(HEAD, "officer", "add", "confirm", proposed) == "proposal.confirmed-already"
    revoked = own.ask(ADMINISTRATOR, "officer", "revoke", "cus-09", "--reason", "left")["acts"][0]
    assert own.run("cus-09", "case", "list").code == 0
    own.ask(HEAD, "officer", "revoke", "confirm", revoked)
    assert own.run("cus-09", "case", "list").code == 4
    del own.passphrases["cus-09"]


def test_a_request_is_confirmed_only_by_its_own_verb(own: Station) -> None:
    proposed = own.ask(ADMINISTRATOR, "officer", "role", "cus-01", "--role", "member")["acts"][0]
    for verb in (("officer", "add"), ("officer", "revoke"), ("procedure", "adopt"), ("mandate", "grant")):
        assert own.refuses(HEAD, *verb, "confirm", proposed) == "proposal.unknown"
    assert own.refuses(HEAD, "officer", "role", "confirm", proposed[:3]) == "proposal.unknown"
    own.ask(HEAD, "officer", "role", "confirm", proposed[:8])
    officers = own.ask(HEAD, "officer", "list")["officers"]
    assert next(one["roles"] for one in officers if one["officer"] == "cus-01") == "member"


def test_a_procedure_is_adopted_by_two_persons_and_serves_new_cases_only(own: Station, tmp_path: Path) -> None:
    file = tmp_path / "standing-committee.toml"
    text = PROCEDURE.read_text("utf-8")
    file.write_text(text, encoding="utf-8")
    assert own.refuses(SECRETARY, "procedure", "adopt", file) == "procedure.adopted-already"
    file.write_text(text.replace("quorum = 3", "quorum = 2"), encoding="utf-8")
    first, versions = "EXP-2026-00001", len(own.ask(LICENSING, "procedure", "show")["procedures"])
    before = own.ask(LICENSING, "case", "show", first)["procedure"]["digest"]
    proposed = own.ask(SECRETARY, "procedure", "adopt", file)["acts"][0]
    own.ask(HEAD, "procedure", "adopt", "confirm", proposed)
    adopted = placet("--json", "procedure", "check", file).json["digest"]
    assert len(own.ask(LICENSING, "procedure", "show")["procedures"]) == versions + 1
    dossier = json.loads((RESOURCES / "demo" / "1-grant-with-conditions.json").read_text("utf-8"))["dossier"]
    (tmp_path / "new.json").write_text(json.dumps(dossier | {"end_use": "Another one."}), encoding="utf-8")
    (reference,) = own.ask(CLERK, "intake", tmp_path / "new.json")["references"]
    assert own.ask(LICENSING, "case", "show", reference)["procedure"]["digest"] == adopted
    assert own.ask(LICENSING, "case", "show", first)["procedure"]["digest"] == before != adopted


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_wrong_procedure_is_told_with_file_and_line(tmp_path: Path, lang: str) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text(PROCEDURE.read_text("utf-8").replace('after = ["intake"]', 'after = ["intak"]'), encoding="utf-8")
    said = placet("--lang", lang, "procedure", "check", file, "--charter", SEVEN)
    assert said.code == 5
    assert said.out == ""
    assert "wrong.toml" in said.err
    assert "intak" in said.err
    assert "KeyError" not in said.err


# --- intake ------------------------------------------------------------------------------------------------------


def test_a_register_with_problems_changes_nothing_unless_the_good_ones_are_asked_for(
    own: Station, tmp_path: Path
) -> None:
    rows = register(tmp_path / "rows.csv", {}, {"Reference": "R-2", "Value": "lots"}, {"Reference": "R-3", "HS": "x"})
    said = own.run(CLERK, "--json", "intake", rows, "--mapping", MAPPING)
    assert (said.code, said.json["error"]) == (5, "intake.problems")
    assert {one["row"] for one in said.json["problems"]} == {3, 4}
    assert own.ask(CLERK, "case", "list")["total"] == TRAINED
    taken = own.ask(CLERK, "intake", rows, "--mapping", MAPPING, "--accept-good")
    assert len(taken["references"]) == 1
    (refused,) = map(Path, taken["refused_written"])
    assert refused == tmp_path / "rows-refused.csv"
    text = refused.read_text("utf-8-sig").replace(";lots;", ";7;").replace(";x;", ";890610;")
    refused.write_text(text, encoding="utf-8")
    assert len(own.ask(CLERK, "intake", refused, "--mapping", MAPPING)["references"]) == 2
    assert own.ask(CLERK, "case", "list")["total"] == TRAINED + 3


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_dry_run_needs_neither_store_nor_officer(tmp_path: Path, lang: str) -> None:
    rows = register(tmp_path / "rows.csv", {}, {"Reference": "R-2", "Value": "lots"})
    said = placet("--lang", lang, "intake", "--dry-run", rows, "--mapping", MAPPING)
    assert said.code == 0 or said.code == 5
    assert "lots" in said.text
    assert "rows.csv" in said.text
    assert [one.name for one in tmp_path.iterdir()] == ["rows.csv"]


def test_only_clerks_and_licensing_officers_take_in(own: Station, tmp_path: Path) -> None:
    rows = register(tmp_path / "rows.csv", {})
    for officer in (AUDITOR, "cus-01", CHAIR):
        assert own.refuses(officer, "intake", rows, "--mapping", MAPPING) == "rights.role"
    assert own.refuses(ADMINISTRATOR, "intake", rows, "--mapping", MAPPING) == "rights.no-cases"
    assert own.ask(CLERK, "case", "list")["total"] == TRAINED


# --- questions ---------------------------------------------------------------------------------------------------


def test_lists_are_filtered_and_paged(trained: Station) -> None:
    def references(*argv: object) -> list[str]:
        return [one["reference"] for one in trained.ask(CLERK, "case", "list", *argv)["cases"]]

    every = references()
    granted = references("--stage", "granted")
    assert every == sorted(every)
    assert set(granted) < set(every)
    assert {"EXP-2026-00001", "EXP-2026-00003"} <= set(granted)
    assert {"EXP-2026-00001", "EXP-2026-00002"} <= set(references("--text", "rifles"))
    assert "EXP-2026-00001" not in references("--destination", "XC")
    assert "EXP-2026-00002" in references("--destination", "XC")
    assert references("--activity", "transit") == [one for one in every if one.startswith("TRA")]
    assert references("--activity", "import") == []
    assert references("--limit", 2, "--offset", 1) == every[1:3]
    assert trained.ask(CLERK, "case", "list", "--limit", 1)["total"] == len(every)
    assert references("--holder", "licensing") == []
    assert references("--agency", "intelligence")


def test_an_auditor_sees_tallies_and_no_bodies(trained: Station) -> None:
    reference = "EXP-2026-00001"
    found = trained.ask(AUDITOR, "case", "show", reference)
    assert "application" not in found
    assert found["rounds"][0]["counts"]
    for lang in LANGUAGES:
        assert "Nordaxel" not in trained.run(AUDITOR, "case", "show", reference, lang=lang).text
    assert trained.refuses(AUDITOR, "licence", "show", reference) == "rights.no-bodies"
    assert "Nordaxel" not in trained.run(AUDITOR, "case", "list").text


@pytest.mark.parametrize("argv", [("case", "print", "{}", "--pdf"), ("licence", "show", "{}", "--pdf")])
def test_an_auditor_prints_no_licence(trained: Station, tmp_path: Path, argv: tuple[str, ...]) -> None:
    reference = trained.ask(AUDITOR, "case", "list")["cases"][0]["reference"]
    said = trained.run(AUDITOR, "--json", *(word.format(reference) for word in argv), tmp_path / "paper.pdf")
    assert (said.code, said.json["error"]) == (3, "rights.no-bodies")
    assert list(tmp_path.iterdir()) == []


def test_an_auditor_prints_no_minutes_and_no_names(trained: Station, tmp_path: Path) -> None:
    from tests.documents.reading import text

    session = trained.ask(AUDITOR, "session", "list")["sessions"][0]["id"]
    for paper in ("minutes", "agenda"):
        said = trained.run(AUDITOR, "--json", "session", paper, session, "--pdf", tmp_path / f"{paper}.pdf")
        assert (said.code, said.json["error"]) == (3, "rights.no-bodies")
    trained.ask(AUDITOR, "journal", "log", "--pdf", tmp_path / "log.pdf")
    assert "Nordaxel" not in text((tmp_path / "log.pdf").read_bytes())


def test_the_whole_list_of_verbs_is_helped_with_in_both_languages() -> None:
    english, french = (placet("--lang", lang, "--help").text for lang in LANGUAGES)
    assert "usage: placet" in english
    assert "intake" in english
    assert "verbs" not in french
    assert english != french


def test_nothing_is_altered_by_asking(own: Station) -> None:
    before = own.ask(AUDITOR, "journal", "verify")["root"]
    reference = own.ask(CLERK, "case", "list")["cases"][0]["reference"]
    for argv in (
        ("case", "show", reference),
        ("case", "acts", reference),
        ("licence", "show", reference),
        ("officer", "list"),
    ):
        own.ask(LICENSING, *argv)
    own.ask(AUDITOR, "journal", "rebuild")
    own.ask(AUDITOR, "journal", "rebuild", "--check")
    assert own.ask(AUDITOR, "journal", "verify", "--full")["root"] == before


def test_sessions_are_listed_by_day_and_say_where_they_stand(trained: Station) -> None:
    listed = trained.ask(AUDITOR, "session", "list")["sessions"]
    days = [one["held_on"] for one in listed]
    assert len(days) > 2
    assert days == sorted(days)
    for lang, word in (("en", "Ended"), ("fr", "Levée")):
        head = trained.run("for-02", "session", "show", listed[0]["id"], lang=lang).text.splitlines()[0]
        assert head.endswith(word), head


@pytest.mark.parametrize("officer", [AUDITOR, "for-02"])
def test_the_decision_log_is_one_json_object(trained: Station, officer: str) -> None:
    assert trained.ask(officer, "journal", "log")["decisions"]


def test_a_case_says_at_its_head_that_its_licence_was_revoked(trained: Station) -> None:
    number = next(
        one["number"] for one in trained.ask("for-02", "licence", "list")["licences"] if one["state"] == "revoked"
    )
    reference = number.partition("/")[0]
    assert trained.ask("for-02", "case", "show", reference)["urgency"]["ratifications"][0]["revoked"]
    english = trained.run("for-02", "case", "show", reference).text.splitlines()
    assert number in english[3]
    assert "the licence was revoked on" in "\n".join(english[:8])
