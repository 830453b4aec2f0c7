"""How the command line is called: exit codes, global options, passphrases, and nothing half done."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.words import LANGUAGES
from tests.cli.placet import PROCEDURE, ROOT, SEVEN, Said, Station, placet

CLERK, HEAD, LICENSING, SECRETARY, AUDITOR = "lic-02", "lic-01", "lic-03", "lic-04", "eco-02"


def code_of(said: Said) -> tuple[int, str]:
    return said.code, str(said.json.get("error", ""))


def test_done_is_0(trained: Station) -> None:
    assert trained.run(CLERK, "case", "list").code == 0


@pytest.mark.parametrize(
    ("argv", "error"),
    [
        (("frobnicate",), "cli.arguments"),
        (("case",), "cli.arguments"),
        (("case", "show"), "cli.arguments"),
        (("case", "list", "--limit", "many"), "cli.arguments"),
        (("case", "list"), "cli.officer-needed"),
        (("journal", "verify", "--realm", "ab"), "cli.realm-with-export"),
        (("mandate", "grant", "--until", "2026-12-31"), "cli.mandate-form"),
        (("mandate", "grant", "--all"), "cli.mandate-form"),
        (("mandate", "grant", "--all", "--case", "EXP-2026-00001", "--until", "2026-12-31"), "cli.mandate-form"),
        (("mandate", "grant", "confirm"), "cli.mandate-id"),
        (("mandate", "grant", "somehow", "ab"), "cli.arguments"),
        (("licence", "verify", "PLACET1.a.b"), "token.keys-needed"),
        (("--lang", "de", "case", "list"), "cli.arguments"),
    ],
)
def test_usage_is_2(argv: tuple[str, ...], error: str) -> None:
    assert code_of(placet("--json", *argv)) == (2, error)


@pytest.mark.parametrize(
    "argv",
    [
        ("opinion", "give", "{case}", "--position", "maybe"),
        ("gate", "answer", "{case}", "--answer", "6.1"),
        ("gate", "answer", "{case}", "--answer", "6.1=perhaps: so"),
        ("lines", "classify", "{case}", "--line", "1=ML1.a,everything"),
        ("question", "put", "{case}", "{case}", "--text", "a", "--text-fr", "b", "--outcome", "1=grant,colour=red"),
        ("licence", "issue", "{case}", "--less", "1=quantity=few"),
    ],
)
def test_a_form_wrongly_filled_is_2(trained: Station, argv: tuple[str, ...]) -> None:
    said = trained.run(LICENSING, "--json", *(word.format(case=reference(trained, 1)) for word in argv))
    assert said.code == 2
    assert said.json["error"].startswith("form.")


@pytest.mark.parametrize(
    ("officer", "argv", "error"),
    [
        (LICENSING, ("licence", "issue", "{1}"), "licence.issued-already"),
        (LICENSING, ("licence", "show", "{4}"), "licence.no-decision"),
        (LICENSING, ("case", "show", "EXP-1999-00001"), "case.unknown"),
        (SECRETARY, ("session", "open", "ffffffff"), "session.unknown"),
        (SECRETARY, ("session", "close", "ffffffff"), "session.unknown"),
        (AUDITOR, ("journal", "export", "{tmp}/out", "--mandate", "ffffffffffff"), "proposal.unknown"),
        (CLERK, ("decision", "sign", "{1}"), "decision.none-waiting"),
        (CLERK, ("procedure", "show", "none"), "procedure.not-adopted"),
    ],
)
def test_refused_is_3(trained: Station, tmp_path: Path, officer: str, argv: tuple[str, ...], error: str) -> None:
    named = {"{1}": reference(trained, 1), "{4}": reference(trained, 4)}
    words = [named.get(word, word).replace("{tmp}", str(tmp_path)) for word in argv]
    assert code_of(trained.run(officer, "--json", *words)) == (3, error)
    assert list(tmp_path.iterdir()) == []


def test_an_expired_licence_is_3(trained: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    import app.cli.licences

    class Later(app.cli.licences.date):  # type: ignore[misc, name-defined]
        @classmethod
        def today(cls) -> Later:
            return cls(2099, 1, 1)

    monkeypatch.setattr(app.cli.licences, "date", Later)
    assert code_of(verified(trained, token(trained))) == (3, "token.expired")


def test_a_genuine_licence_is_valid_and_says_what_nobody_knows(trained: Station, tmp_path: Path) -> None:
    said = verified(trained, token(trained))
    assert (said.code, said.json["status"]) == (0, "valid")
    assert said.json["licence"]["number"] == reference(trained, 1) + "/L1"
    (tmp_path / "token.txt").write_text(token(trained) + "\n")
    assert verified(trained, str(tmp_path / "token.txt")).json == said.json


def test_an_altered_licence_and_one_of_a_stranger_are_4(trained: Station, tmp_path: Path) -> None:
    good = token(trained)
    for place in (12, len(good) // 2, len(good) - 3):
        wrong = good[:place] + ("A" if good[place] != "A" else "B") + good[place + 1 :]
        assert code_of(verified(trained, wrong)) in ((4, "token.altered"), (4, "token.unknown-key"))
    for garbage in ("PLACET1", "PLACET2.a.b", "x" * 5000, "é.è.à"):
        assert code_of(verified(trained, garbage)) == (4, "token.altered")
    vkey = (trained.directory / "export" / "station.vkey").read_text()
    stranger = tmp_path / "other.vkey"
    stranger.write_text("placet.invalid/other/x/y+" + vkey.split("+", 1)[1])
    said = placet("--json", "licence", "verify", good, "--keys", stranger)
    assert said.code in (4, 5)
    stranger.write_text("no key at all\n")
    assert code_of(placet("--json", "licence", "verify", good, "--keys", stranger)) == (5, "token.key-line")
    stranger.write_text("\n")
    assert code_of(placet("--json", "licence", "verify", good, "--keys", stranger)) == (4, "token.unknown-key")


def test_wrong_passphrase_unknown_officer_and_no_passphrase_are_one_and_the_same_4(trained: Station) -> None:
    file = trained.file(CLERK)
    who = ("--store", trained.store, "--passphrase-file", file, "--officer")
    said = [placet(*who, officer, "--lang", "en", "case", "list") for officer in (HEAD, "nobody", "../../etc")]
    assert {one.code for one in said} == {4}
    assert len({one.text for one in said}) == 1
    assert said[0].out == ""


@pytest.mark.parametrize(
    "argv",
    [
        ("intake", "--dry-run", "{tmp}/missing.json"),
        ("intake", "--dry-run", "{tmp}/broken.json"),
        ("procedure", "check", "{tmp}/missing.toml"),
        ("procedure", "check", "{tmp}/broken.json"),
        ("init", "{tmp}/new", "--charter", "{tmp}/missing.toml"),
        ("init", "{tmp}/new", "--charter", "{tmp}/broken.json"),
        ("rights", "--charter", "{tmp}/broken.json"),
        ("demo", "{tmp}/demo", "--dossiers", "{tmp}"),
        ("demo", "{tmp}/demo", "--dossiers", "{tmp}/none"),
        ("licence", "verify", "PLACET1.a.b", "--keys", "{tmp}/missing.vkey"),
        ("--officer", "lic-02", "--store", "{store}", "--passphrase-file", "{tmp}/missing", "case", "list"),
        ("intake", "--dry-run", "{tmp}/broken.json", "--mapping", "{tmp}/broken.json"),
    ],
)
def test_a_file_that_cannot_be_read_is_5_and_nothing_is_left(
    trained: Station, tmp_path: Path, argv: tuple[str, ...]
) -> None:
    (tmp_path / "broken.json").write_bytes(b'{"activity": \x00\xff')
    words = [word.replace("{tmp}", str(tmp_path)).replace("{store}", str(trained.store)) for word in argv]
    said = placet("--json", *words)
    assert said.code == 5, said
    assert said.json["error"]
    assert [one.name for one in tmp_path.iterdir()] == ["broken.json"]


def test_an_export_that_is_none_is_4_or_5(tmp_path: Path) -> None:
    assert placet("--json", "journal", "verify", "--export", tmp_path / "none").code in (4, 5)


def test_a_missing_store_is_6(tmp_path: Path) -> None:
    (tmp_path / "p").write_text("some passphrase\n")
    who = ("--officer", "lic-02", "--passphrase-file", tmp_path / "p")
    assert code_of(placet("--json", "--store", tmp_path, *who, "case", "list")) == (6, "store.missing")
    assert code_of(placet("--json", "--store", tmp_path, *who, "officer", "passphrase")) == (6, "store.missing")
    assert [one.name for one in tmp_path.iterdir()] == ["p"]


@pytest.mark.parametrize("part", [0.0, 0.2, 0.5, 0.8])
def test_a_damaged_store_is_6_in_words(own: Station, part: float) -> None:
    database = own.store / "placet.db"
    data = bytearray(database.read_bytes())
    for page in range(int(part * (len(data) // 4096)), len(data) // 4096, 5):
        data[page * 4096 + 2000] ^= 1
    database.write_bytes(data)
    for lang in LANGUAGES:
        said = own.run(AUDITOR, "journal", "verify", "--full", lang=lang)
        assert said.code == 6, said
        assert "Traceback" not in said.text
        assert len(said.text) > 30


def test_closing_a_damaged_store_does_not_hide_the_damage(own: Station) -> None:
    database = own.store / "placet.db"
    data = bytearray(database.read_bytes())
    data[len(data) // 2] ^= 1
    database.write_bytes(data)
    assert code_of(own.run(AUDITOR, "--json", "journal", "verify", "--full")) == (6, "store.damaged-pages")


@pytest.mark.parametrize("place", [9_000, 200_000])
def test_damage_that_no_act_is_read_from_is_told_by_a_full_verification(own: Station, place: int) -> None:
    database = own.store / "placet.db"
    data = bytearray(database.read_bytes())
    data[place] ^= 1
    database.write_bytes(data)
    assert code_of(own.run(AUDITOR, "--json", "journal", "verify", "--full")) == (6, "store.damaged-pages")
    assert f" {place // 4096 + 1})" in own.run(AUDITOR, "journal", "verify", "--full").text


def test_a_missing_slot_file_is_6(own: Station) -> None:
    (own.store / "slots").unlink()
    assert code_of(own.run(CLERK, "--json", "case", "list")) == (6, "slots.missing")


def test_failures_go_to_the_error_stream_and_json_to_standard_output(trained: Station) -> None:
    said = trained.run(CLERK, "case", "show", "EXP-1999-00001")
    assert said.out == ""
    assert "EXP-1999-00001" in said.err
    said = trained.run(CLERK, "case", "show", "EXP-1999-00001", "--json")
    assert said.err == ""
    assert set(said.json) == {"error", "message", "values"}


def test_global_options_stand_before_or_after_the_verb(trained: Station) -> None:
    file = trained.file(CLERK)
    options = ("--store", trained.store, "--officer", CLERK, "--passphrase-file", file, "--lang", "fr", "--json")
    before, after = placet(*options, "case", "list"), placet("case", "list", *options)
    mixed = placet(*options[:4], "case", "list", *options[4:])
    assert before.json == after.json == mixed.json
    assert before.json["total"] == 20


def test_the_language_of_the_environment_serves_where_none_is_given(
    trained: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    french = placet("case", "list").text
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert french == placet("--lang", "fr", "case", "list").text != placet("case", "list").text


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}


def test_a_passphrase_is_asked_for_without_echo(trained: Station) -> None:
    near, far = pty.openpty()
    command = [sys.executable, "-m", "app", "--store", str(trained.store), "--officer", CLERK, "case", "list"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment(), stdin=far, stdout=far, stderr=far, start_new_session=True
    )
    os.close(far)
    shown = b""
    while not shown.rstrip().endswith(b":"):
        shown += os.read(near, 1000)
    os.write(near, trained.passphrases[CLERK].encode() + b"\n")
    while chunk := _read(near):
        shown += chunk
    os.close(near)
    assert process.wait() == 0, shown
    assert CLERK.encode() in shown
    assert reference(trained, 1).encode() in shown
    assert trained.passphrases[CLERK].encode() not in shown


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux says so when the other side has closed the terminal
        return b""


def test_a_passphrase_may_come_through_a_pipe(trained: Station) -> None:
    command = [sys.executable, "-m", "app", "--store", str(trained.store), "--officer", CLERK, "--json", "case", "list"]
    typed = trained.passphrases[CLERK] + "\n"
    run = subprocess.run(command, cwd=ROOT, env=environment(), input=typed, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


# --- nothing half done -------------------------------------------------------------------------------------------


def size(station: Station) -> int:
    return int(station.ask(AUDITOR, "journal", "verify")["size"])


def test_an_export_into_a_folder_in_use_changes_neither_folder_nor_journal(own: Station, tmp_path: Path) -> None:
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "note.txt").write_text("mine")
    before = size(own)
    assert own.refuses(AUDITOR, "journal", "export", tmp_path / "used") == "export.not-empty"
    assert own.run(AUDITOR, "journal", "export", tmp_path / "used" / "note.txt").code == 3
    assert [one.name for one in (tmp_path / "used").iterdir()] == ["note.txt"]
    assert size(own) == before


def test_an_export_into_a_missing_place_leaves_no_act(own: Station, tmp_path: Path) -> None:
    before = size(own)
    (tmp_path / "file").write_text("no folder")
    said = own.run(AUDITOR, "--json", "journal", "export", tmp_path / "file" / "deep" / "export")
    assert code_of(said) == (3, "file.cannot-write")
    assert size(own) == before


def founders(folder: Path, *passphrases: str) -> tuple[object, ...]:
    files = [folder / "one.txt", folder / "two.txt"]
    for file, passphrase in zip(files, passphrases, strict=True):
        file.write_text(passphrase + "\n")
    return ("--passphrase-file", files[0], "--head-passphrase-file", files[1])


GOOD = ("orchard lantern velvet quarry", "another walnut under the bridge")


def test_a_realm_is_not_founded_over_a_store(own: Station, tmp_path: Path) -> None:
    before = {one.name: one.read_bytes() for one in own.store.iterdir()}
    said = placet("--json", "init", own.store, "--charter", SEVEN, *founders(tmp_path, *GOOD))
    assert code_of(said) == (3, "store.exists")
    assert {one.name: one.read_bytes() for one in own.store.iterdir()} == before


@pytest.mark.parametrize("passphrases", [("short", GOOD[1]), (GOOD[0], "password1234567")])
def test_a_weak_passphrase_founds_nothing(tmp_path: Path, passphrases: tuple[str, str]) -> None:
    said = placet("--json", "init", tmp_path / "new", "--charter", SEVEN, *founders(tmp_path, *passphrases))
    assert said.code == 3
    assert not (tmp_path / "new").exists()


def test_a_charter_with_a_procedure_that_does_not_fit_founds_nothing(tmp_path: Path) -> None:
    (tmp_path / "charter.toml").write_text(SEVEN.read_text("utf-8"), encoding="utf-8")
    text = PROCEDURE.read_text("utf-8").replace('agency = "customs"', 'agency = "coastguard"')
    (tmp_path / "standing-committee.toml").write_text(text, encoding="utf-8")
    charter = ("--charter", tmp_path / "charter.toml", *founders(tmp_path, *GOOD))
    said = placet("--json", "init", tmp_path / "new", *charter)
    assert said.code == 5, said
    assert "coastguard" in said.out
    assert not (tmp_path / "new").exists()


def test_a_demonstration_needs_a_new_folder(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    assert code_of(placet("--json", "demo", tmp_path)) == (3, "demo.not-empty")
    assert code_of(placet("--json", "demo", tmp_path / "note.txt")) == (3, "demo.not-empty")
    assert [one.name for one in tmp_path.iterdir()] == ["note.txt"]


@pytest.mark.parametrize(
    ("officer", "argv"),
    [
        (LICENSING, ("case", "print", "{1}", "--pdf", "{bad}")),
        (SECRETARY, ("case", "print", "{4}", "--paper", "refusal", "--pdf", "{bad}")),
        (LICENSING, ("licence", "show", "{1}", "--pdf", "{bad}")),
        (SECRETARY, ("journal", "log", "--pdf", "{bad}")),
        (SECRETARY, ("session", "minutes", "{session}", "--pdf", "{bad}")),
        (SECRETARY, ("session", "agenda", "{session}", "--pdf", "{bad}")),
        (None, ("rights", "--pdf", "{bad}")),
    ],
)
def test_a_paper_for_a_missing_folder_is_refused_by_name(
    trained: Station, tmp_path: Path, officer: str | None, argv: tuple[str, ...]
) -> None:
    bad = tmp_path / "missing" / "paper.pdf"
    session = trained.ask(SECRETARY, "session", "list")["sessions"][0]["id"]
    named = {"{1}": reference(trained, 1), "{4}": reference(trained, 4), "{session}": session, "{bad}": str(bad)}
    words = [named.get(word, word) for word in argv]
    said = trained.run(officer, "--json", *words) if officer else placet("--json", *words)
    assert code_of(said) == (3, "file.cannot-write")
    assert str(bad) in said.json["message"]
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_written_whole_or_not_at_all(
    trained: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = tmp_path / "log.pdf"
    paper.write_bytes(b"the former one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    said = trained.run(LICENSING, "--json", "licence", "show", reference(trained, 1), "--pdf", paper)
    monkeypatch.undo()
    assert code_of(said) == (3, "file.cannot-write")
    assert paper.read_bytes() == b"the former one"
    assert [one.name for one in tmp_path.iterdir()] == ["log.pdf"]


def test_refused_rows_for_a_missing_folder_leave_nothing_taken_in(own: Station, tmp_path: Path) -> None:
    from tests.cli.road import register

    rows = register(tmp_path / "rows.csv", {}, {"Reference": "R-2", "Value": "lots"})
    mapping = ROOT / "resources" / "mappings" / "example-register.toml"
    said = own.run(
        CLERK, "--json", "intake", rows, "--mapping", mapping, "--accept-good", "--refused", tmp_path / "no" / "r.csv"
    )
    assert said.code == 3, said
    assert own.ask(CLERK, "case", "list")["total"] == 20


def test_the_program_survives_a_reader_that_goes_away(trained: Station) -> None:
    head = shutil.which("head")
    assert head
    command = f"'{sys.executable}' -m app rights --lang en | {head} -1"
    run = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in run.stderr
    assert "BrokenPipe" not in run.stderr


def reference(station: Station, number: int) -> str:
    """The reference of the demonstration's export with this number."""
    known = [one["reference"] for one in station.ask(CLERK, "case", "list")["cases"]]
    return str(next(one for one in known if one.startswith("EXP-") and one.endswith(f"-{number:05d}")))


def token(station: Station) -> str:
    return str(station.ask(LICENSING, "licence", "show", reference(station, 1))["token"])


def verified(station: Station, text: str) -> Said:
    return placet("--json", "licence", "verify", text, "--keys", station.directory / "export" / "station.vkey")
