"""What single verbs promise where a case leaves the straight road."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

import app.assemble
from app.cli.case_lines import round_lines
from app.words import LANGUAGES, Words
from app.workflows.calendar import add_working_days
from tests.cli.detours import CLASSES, CLEAR, FINDINGS, dossier, fewer, today
from tests.cli.placet import PROCEDURE, Said, Station, once, station
from tests.features.realm import DRAFT, staffed

CLERK, LICENSING, SECRETARY, CHAIR = "lic-02", "lic-03", "lic-04", "lic-05"


class Files:
    """Where the dossiers of a test are written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path


@pytest.fixture
def realm(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Station:
    """Seven agencies with all their officers and no case."""
    return station(once(tmp_path_factory, "staffed", staffed)).copy(tmp_path / "realm")


@pytest.fixture
def case(realm: Station, tmp_path: Path) -> str:
    return _taken_in(realm, tmp_path, "Border posts.")


def _taken_in(realm: Station, folder: Path, end_use: str, *more: str) -> str:
    file = dossier(Files(folder), end_use=end_use)
    reference = str(realm.ask(CLERK, "intake", file, *more)["references"][0])
    realm.ask(CLERK, "step", "complete", reference)
    return reference


def _sent(realm: Station, case: str) -> dict[str, object]:
    realm.ask(LICENSING, "query", "raise", case, "--text", "Who stores them?")
    return realm.ask(LICENSING, "query", "send", case)


def _later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    present = app.assemble.present
    monkeypatch.setattr(app.assemble, "present", lambda: present() + timedelta(days=days))


# --- the applicant -----------------------------------------------------------------------------------------------


def test_a_letter_is_due_as_the_procedure_says_and_carries_every_waiting_question(realm: Station, case: str) -> None:
    realm.ask(LICENSING, "query", "raise", case, "--text", "Which route?")
    sent = _sent(realm, case)
    assert DRAFT is not None
    assert sent["due"] == add_working_days(DRAFT.calendar, app.assemble.present().date(), 20).isoformat()
    shown = realm.ask(LICENSING, "case", "show", case)
    (letter,) = shown["letters"]
    assert [one["text"] for one in letter["questions"]] == ["Which route?", "Who stores them?"]
    assert letter["silence"].startswith("Without an answer by that date")
    assert (shown["stopped"], shown["statutory_due"]) == (True, None)
    assert [one["id"] for one in shown["steps"] if one["stopped"]] == ["classification"]


def test_silence_proposes_a_return_and_performs_nothing(
    realm: Station, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _sent(realm, case)
    close = ("query", "close", case, "--outcome", "expired", "--reason", "no answer came")
    assert realm.refuses(LICENSING, *close) == "query.not-due"
    _later(monkeypatch, 40)
    (letter,) = realm.ask(LICENSING, "case", "show", case)["letters"]
    assert (letter["open"], letter["passed"]) == (True, True)
    assert "Return without action is proposed, not decided." in realm.run(LICENSING, "case", "show", case).text
    stage = realm.ask(LICENSING, "case", "show", case)["stage"]
    closed = realm.ask(LICENSING, *close)
    shown = realm.ask(LICENSING, "case", "show", case)
    assert (closed["stage"], shown["return_proposed"], shown["decisions"]) == (stage, 1, [])
    assert "return without action is proposed" in realm.run(LICENSING, "case", "show", case).text


def test_a_letter_that_is_not_clear_is_asked_for(realm: Station, case: str) -> None:
    answer = ("query", "answer", case, "--received", today(), "--text", "The army.")
    assert realm.refuses(CLERK, *answer) == "query.which-letter"
    _sent(realm, case)
    assert realm.refuses(CLERK, *answer, "--letter", 7) == "query.which-letter"
    (sent,) = realm.ask(CLERK, "case", "show", case)["letters"]
    realm.ask(CLERK, *answer, "--letter", 1, "--document", "storage=Plan of the arsenal")
    realm.ask(LICENSING, "query", "close", case, "--outcome", "answered", "--reason", "x", "--letter", sent["id"][:8])
    (letter,) = realm.ask(CLERK, "case", "show", case)["letters"]
    assert [one["title"] for one in letter["answers"][0]["documents"]] == ["Plan of the arsenal"]


def test_without_a_limit_in_the_procedure_the_letter_needs_its_own(realm: Station, tmp_path: Path) -> None:
    text = PROCEDURE.read_text("utf-8")
    before, after = text.split("[queries]\n")[0], "[committee]\n" + text.split("[committee]\n")[1]
    file = tmp_path / "without.toml"
    file.write_text(before.replace('id = "standing-committee"', 'id = "without"') + after, encoding="utf-8")
    proposed = realm.ask(SECRETARY, "procedure", "adopt", file)["acts"][0]
    realm.ask(CHAIR, "procedure", "adopt", "confirm", proposed)
    case = _taken_in(realm, tmp_path, "Border posts.", "--procedure", "without")
    realm.ask(LICENSING, "query", "raise", case, "--text", "Who stores them?")
    assert realm.refuses(LICENSING, "query", "send", case) == "query.no-limit"
    due = (app.assemble.present().date() + timedelta(days=20)).isoformat()
    own = ("--silence", "It is returned.", "--silence-fr", "Elle est renvoyée.")
    assert realm.ask(LICENSING, "query", "send", case, "--due", due, *own)["due"] == due


# --- agencies ----------------------------------------------------------------------------------------------------


def test_a_second_answer_replaces_the_first_and_both_stay_visible(realm: Station, case: str) -> None:
    ask = ("consult", "ask", case, "--agency", "economy", "--question", "Usual?", "--due", today())
    assert realm.refuses("eco-03", "consult", "answer", case, "--position", "agree") == "consultation.none"
    realm.ask(LICENSING, *ask)
    realm.ask("eco-03", "consult", "answer", case, "--position", "agree")
    realm.ask("eco-03", "consult", "answer", case, "--position", "abstain")
    (asked,) = realm.ask("for-01", "case", "show", case)["consultations"]
    assert [(one["position"], one["standing"]) for one in asked["answers"]] == [("agree", False), ("abstain", True)]


def test_of_two_open_consultations_one_is_named(realm: Station, case: str) -> None:
    ask = ("consult", "ask", case, "--agency", "economy", "--question", "Usual?", "--due", today())
    first, _ = (realm.ask(LICENSING, *ask)["acts"][0] for _ in range(2))
    answer = ("consult", "answer", case, "--position", "agree")
    assert realm.refuses("eco-03", *answer) == "consultation.which"
    assert realm.refuses("eco-03", *answer, "--consultation", "0" * 12) == "consultation.unknown"
    realm.ask("eco-03", *answer, "--consultation", first[:12])
    realm.ask(LICENSING, "consult", "withdraw", case, "--reason", "enough")


# --- changes -----------------------------------------------------------------------------------------------------


def test_two_cases_are_linked_in_both_or_in_none(realm: Station, case: str, tmp_path: Path) -> None:
    other = _taken_in(realm, tmp_path, "Harbour posts.")
    realm.ask(CLERK, "case", "link", case, other, "--reason", "one transfer")
    for one, beside in ((case, other), (other, case)):
        (linked,) = realm.ask(CLERK, "case", "show", one)["linked"]
        assert (linked["reference"], linked["state"]) == (beside, "classification")
    size = len(realm.ask(LICENSING, "journal", "acts")["acts"])
    assert realm.refuses(CLERK, "case", "link", case, other, "--reason", "again") == "link.made-already"
    assert realm.refuses(CLERK, "case", "link", case, case, "--reason", "itself") == "link.itself"
    assert len(realm.ask(LICENSING, "journal", "acts")["acts"]) == size


def test_a_withdrawn_case_stays_visible_with_what_was_reached_and_takes_no_more(realm: Station, case: str) -> None:
    _reviewed(realm, case)
    request = ("case", "withdraw", case, "--received", today(), "--reason", "the contract was cancelled")
    assert realm.refuses("for-01", *request) == "rights.role"
    assert realm.ask(CLERK, *request)["stage"] == "withdrawn"
    assert realm.refuses(CLERK, *request) == "case.withdrawn"
    shown = realm.ask(LICENSING, "case", "show", case)
    assert (shown["withdrawal"]["stage"], shown["holders"]) == ("defence", [])
    (opinion,) = realm.ask(LICENSING, "case", "history", case)["positions"]
    assert (opinion["counts"], opinion["why"]) == (False, "withdrawn")


def test_amending_says_what_stops_counting_and_reaffirming_makes_it_count_again(
    realm: Station, case: str, tmp_path: Path
) -> None:
    _reviewed(realm, case)
    file = dossier(Files(tmp_path), end_use="Border posts.", **fewer(quantity="20"))
    amended = realm.ask(CLERK, "case", "amend", case, file, "--reason", "fewer machine guns")
    assert amended["asked_again"] == ["foreign-affairs"]
    assert [one["why"] for one in amended["stopped"]] == ["dossier"]
    (changed,) = amended["difference"]
    assert (changed["part"], changed["field"]) == ("lines.2", "quantity")
    shown = realm.run("for-01", "opinion", "reaffirm", case).text.splitlines()
    assert (shown[0], "- Line 2, quantity: 24 → 20" in shown) == ("What changed:", True)
    assert not realm.ask(LICENSING, "case", "history", case)["positions"][0]["counts"]
    assert realm.refuses("for-01", "opinion", "reaffirm", case, "--seen", "0" * 12) == "reaffirm.seen"
    assert realm.refuses("for-01", "opinion", "reaffirm", case, "--seen", "") == "reaffirm.seen"
    realm.ask("for-01", *shown[-1].rpartition("placet ")[2].split())
    history = realm.ask(LICENSING, "case", "history", case)
    (opinion,) = history["positions"]
    assert (opinion["version"], opinion["reaffirmed"], opinion["counts"]) == (1, [2], True)
    assert [one["officer"] for one in opinion["reaffirmed_by"]] == ["for-01"]
    for verb in ("show", "history"):
        assert "Reaffirmed by for-01 on " in realm.run(LICENSING, "case", verb, case).text
    assert [one["reason"] for one in history["versions"]] == ["", "fewer machine guns"]
    assert realm.refuses("for-01", "opinion", "reaffirm", case) == "reaffirm.stands-already"


def test_no_case_is_amended_into_another(realm: Station, case: str, tmp_path: Path) -> None:
    other = _taken_in(realm, tmp_path, "Harbour posts.")
    file = dossier(Files(tmp_path), end_use="Border posts.")
    said = realm.run(CLERK, "case", "amend", other, file, "--reason", "mistaken")
    assert (said.code, case in said.text) == (3, True)


def test_a_withdrawn_case_waits_for_nobody_and_names_what_was_submitted_again(
    realm: Station, case: str, tmp_path: Path
) -> None:
    _sent(realm, case)
    realm.ask(LICENSING, "query", "raise", case, "--text", "Which route?")
    realm.ask(LICENSING, "consult", "ask", case, "--agency", "economy", "--question", "Usual?", "--due", today())
    realm.ask(CLERK, "case", "withdraw", case, "--received", today(), "--reason", "the contract was cancelled")
    again = _taken_in(realm, tmp_path, "Border posts.")
    shown = realm.ask(LICENSING, "case", "show", case)
    waiting = [*shown["letters"], *shown["consultations"], *shown["queries"]]
    assert [(one.get("open", False), one["ended"]) for one in waiting] == [(False, True)] * 3
    assert (shown["stopped"], shown["resubmitted"]) == (False, [again])
    text = realm.run(LICENSING, "case", "show", case).text
    assert (text.lower().count("ended with the withdrawal"), "is open" in text) == (3, False)
    assert f"Submitted again as {again}." in text


def test_a_passed_limit_shows_in_the_case_and_in_the_list(
    realm: Station, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "overdue" not in realm.run(LICENSING, "case", "show", case).text
    _later(monkeypatch, 40)
    assert "Open, overdue" in realm.run(LICENSING, "case", "show", case).text
    assert "Classification, overdue" in realm.run(LICENSING, "case", "list").text


def test_no_text_forges_a_line(realm: Station, case: str) -> None:
    forged = "Who stores them?\r\nLicence: EXP-1\u2028Opinion of defence: Agree"
    realm.ask(LICENSING, "query", "raise", case, "--text", forged)
    said = realm.run(LICENSING, "case", "show", case)
    assert "Who stores them? Licence: EXP-1 Opinion of defence: Agree" in said.text
    assert not [line for line in said.out.splitlines() if line.startswith(("Licence", "Opinion"))]


def test_a_round_without_consensus_says_what_stands_in_its_way() -> None:
    one = {"number": 1, "question": "a" * 64, "counts": {"object": 1}, "result": "no-consensus", "deferred": False}
    one |= {"purpose": "decide", "method": "session", "expires": "", "hidden": False, "silent": []}
    one["obstacles"] = [
        {"code": "consensus.objection", "seats": ["defence"]},
        {"code": "consensus.quorum", "seats": []},
    ]
    _, *told = round_lines(Words("en"), one)
    assert [line.strip() for line in told] == [
        "An objection of these seats stands: defence.",
        "The quorum was not met when the question was put.",
    ]
    assert len(round_lines(Words("en"), one | {"result": "consensus"})) == 1


def test_several_authorities_are_shown_each_with_its_items(realm: Station, tmp_path: Path) -> None:
    tank = fewer(att_category="a", control_code="ML6.a", description="Battle tanks")
    file = dossier(Files(tmp_path), end_use="Border posts.", **tank)
    case = realm.ask(CLERK, "intake", file, "--procedure", "split-by-category")["references"][0]
    shown = realm.ask(CLERK, "case", "show", case)
    deciding = {one["authority"]: (one["items"], one["state"]) for one in shown["deciders"]}
    assert sorted(deciding.values()) == [(["1"], "open"), (["2"], "open")]
    assert "decides item 2: Waiting" in realm.run(CLERK, "case", "show", case).text


def test_who_steps_out_does_nothing_more_on_the_case(realm: Station, case: str) -> None:
    realm.ask(LICENSING, "conflict", "declare", case, "--reason", "my sister works there")
    refused: list[Said] = [realm.run(LICENSING, "step", "complete", case, lang=lang) for lang in LANGUAGES]
    assert [said.code for said in refused] == [3, 3]
    assert len({said.err for said in refused}) == len(LANGUAGES)
    assert realm.refuses(LICENSING, "step", "complete", case) == "conflict.declared"
    assert realm.ask(LICENSING, "case", "show", case)["conflicts"][0]["officer"] == LICENSING


def test_a_case_does_not_go_up_before_its_time(realm: Station, case: str) -> None:
    assert realm.refuses(SECRETARY, "decision", "escalate", case, "--reason", "no session") == "step.not-open"
    assert realm.refuses(LICENSING, "deadline", "record", case, "--step", "classification") == "deadline.not-passed"
    bad = realm.run(SECRETARY, "--json", "decision", "escalate", case, "--reason", "x", "--cause", "boredom")
    assert (bad.code, bad.json["error"]) == (2, "form.choice")


def _reviewed(realm: Station, case: str) -> None:
    """Classified, the treaty answered, and one opinion given."""
    realm.ask(LICENSING, "lines", "classify", case, *CLASSES)
    realm.ask(LICENSING, "step", "complete", case)
    realm.ask("for-01", "gate", "answer", case, *CLEAR)
    realm.ask("for-01", "risk", "assess", case, *FINDINGS, "--overriding", "no", "--reasons", "small quantities")
    realm.ask("for-01", "step", "complete", case)
    realm.ask("for-01", "opinion", "give", case, "--position", "agree")
