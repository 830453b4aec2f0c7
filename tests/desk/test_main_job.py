"""The main job from the founding to the auditor's check, through the desk, by the six people of a small State."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import assemble
from app.cli.demo_notice import tell
from app.cli.forms import gate_answer, line_class, risk_finding
from app.cli.training import Clock
from app.desk.founding import found
from app.errors import NotTrusted, Refused
from app.intake.reading import read
from app.models.charter import Charter
from app.models.outcomes import ItemOutcome, Outcome, Position
from app.store.lists import Filter
from app.trust.audit import verify_export
from app.trust.notes import Verifier
from app.trust.token import TokenStatus, check_token
from app.workflows.charter import read_charter
from tests.cli.placet import CHEAP, RESOURCES, SIX
from tests.documents.reading import text

CLEAR = tuple(gate_answer(f"{question}=no: examined") for question in ("6.1", "6.2", "6.3"))
FINDINGS = tuple(
    risk_finding(f"{question}=low/high: examined")
    for question in ("7.1.a", "7.1.b.i", "7.1.b.ii", "7.1.b.iii", "7.1.b.iv", "7.4")
)


class SmallState:
    """Six officers, each unlocked with an own passphrase at an own store connection."""

    def __init__(self, directory: Path) -> None:
        draft = read_charter(SIX.name, SIX.read_bytes()).charter
        assert draft is not None
        self.charter: Charter = assemble.with_procedures(draft, SIX.parent)
        self.directory = directory
        self.clock = Clock(datetime(2026, 10, 5, 8, tzinfo=UTC), self.charter.calendar)
        self.desks: dict[str, assemble.Desk] = {}
        people = (*self.charter.founders, *self.charter.officers)
        self.passphrases = {one.officer: f"orchard lantern {one.officer} quarry" for one in people}

    def found(self) -> str:
        one, two = (self.passphrases[person.officer] for person in self.charter.founders)
        founded = found(self.directory, self.charter, (one, two), CHEAP, self.clock.now)
        with founded.store as store:
            return store.identity.realm

    def enrol(self) -> None:
        for person in self.charter.officers:
            passphrase = self.passphrases[person.officer]
            planned = self.at("adm-01").realm.planned(person.officer)
            assert planned == person
            proposed = self.at("adm-01").realm.propose_officer(
                person.officer, person.name, person.agency, person.roles, passphrase, CHEAP
            )
            self.at("lic-01").realm.confirm_officer(proposed.acts[0])

    def at(self, officer: str) -> assemble.Desk:
        passphrase = self.passphrases[officer]
        if officer not in self.desks:
            self.desks[officer] = assemble.unlock(self.directory, officer, passphrase, self.clock.now, "en")
        self.desks[officer].office.signer.prove(passphrase, self.clock.now())
        return self.desks[officer]

    def close(self) -> None:
        for desk in self.desks.values():
            desk.office.store.close()


@pytest.fixture
def state(tmp_path: Path) -> Iterator[SmallState]:
    state = SmallState(tmp_path / "store")
    yield state
    state.close()


def dossier(folder: Path) -> Path:
    script = json.loads((RESOURCES / "demo" / "2-partial-grant.json").read_text("utf-8"))
    file = folder / "rifles.json"
    file.write_text(json.dumps(script["dossier"]), encoding="utf-8")
    return file


def test_from_an_application_file_to_a_decision_that_anyone_can_verify(state: SmallState, tmp_path: Path) -> None:
    realm = state.found()
    state.enrol()
    (case,) = state.at("lic-02").applications.register(read([dossier(tmp_path)], None).candidates).references
    _review(state, case)
    _agree(state, case)
    state.at("lic-02").decisions.issue(case)
    with pytest.raises(Refused, match=r"paper\.no-notice"):
        state.at("lic-02").printing.refusal(case, "en")
    tell(lambda: state.at("lic-02"), case, {}, state.clock.now().date().isoformat())
    state.at("lic-02").reviews.complete_step(case, "notification")
    shown = state.at("for-01").questions.case(case)
    assert (shown["stage"], shown["licence"]) == ("partly-granted", f"{case}/L1")
    assert state.at("def-01").questions.cases(Filter(stage="partly-granted"))["total"] == 1
    paper = text(state.at("lic-02").printing.licence(case, "bilingual"))
    assert "Semi-automatic rifles" in paper
    assert "machine guns" not in paper
    assert "machine guns" in text(state.at("lic-02").printing.refusal(case, "en"))
    _audit(state, realm, case, tmp_path / "export")


def _review(state: SmallState, case: str) -> None:
    clerk = state.at("lic-02").reviews
    clerk.complete_step(case, "intake")
    clerk.classify(case, "classification", (line_class("1=ML1.a,2_1,h"), line_class("2=ML1.a,2_1,h")))
    clerk.complete_step(case, "classification")
    foreign = state.at("for-01").reviews
    foreign.answer_gate(case, "treaty", CLEAR)
    foreign.assess(case, "treaty", FINDINGS, mitigation="checks", overriding=False, reasons="small quantities")
    foreign.complete_step(case, "treaty")
    foreign.give_opinion(case, "foreign-affairs", Position.AGREE)
    defence = state.at("def-01").reviews
    open_steps = [one for one in state.at("def-01").questions.case(case)["steps"] if one["state"] == "open"]
    for step in [one["id"] for one in open_steps if one["agency"] == "defence"]:
        defence.give_opinion(case, step, Position.AGREE)
    state.at("lic-02").reviews.complete_step(case, "consolidation", "Agreement on 250 rifles.")


def _agree(state: SmallState, case: str) -> None:
    outcomes = (
        ItemOutcome(item="1", outcome=Outcome.REDUCED_GRANT, quantity="250", value="387500"),
        ItemOutcome(item="2", outcome=Outcome.REFUSE, reason="diversion"),
    )
    secretary, chair = state.at("lic-02").committee, state.at("lic-01").committee
    session, _ = secretary.convene("A session", "2026-10-08", "Treaty room", (case,))
    secretary.record_attendance(session, "foreign-affairs", "for-01")
    with pytest.raises(Refused, match=r"session\.no-quorum|session\.mandatory-seat"):
        chair.open(session)
    secretary.record_attendance(session, "defence", "def-01")
    chair.open(session)
    question, _ = secretary.put_question(session, case, "Shall 250 rifles go?", "250 fusils ?", outcomes)
    for member in ("for-01", "def-01"):
        state.at(member).committee.cast_vote(case, question[:12], Position.AGREE, "Agreed on the whole.")
    state.at("lic-01").committee.certify(case)
    state.at("lic-02").committee.attest(case)
    state.at("lic-02").decisions.propose(case, "250 rifles are granted.", "250 fusils sont accordés.")
    state.at("for-01").decisions.sign_decision(case)
    assert state.at("lic-02").questions.case(case)["decision"] is None
    state.at("lic-01").decisions.sign_decision(case)


def _audit(state: SmallState, realm: str, case: str, target: Path) -> None:
    auditor = state.at("aud-01")
    assert auditor.journal.verify(full=True)["realm"] == realm
    assert auditor.journal.check_tables() == []
    with pytest.raises(Refused, match=r"rights\.no-bodies"):
        auditor.decisions.licence(case)
    until = state.clock.now().date().isoformat()
    mandate = auditor.journal.propose_mandate("the yearly audit", until).acts[0]
    with pytest.raises(Refused, match=r"rights\.role|second-person\.same"):
        state.at("aud-01").journal.confirm_mandate(mandate)
    state.at("lic-01").journal.confirm_mandate(mandate)
    state.at("aud-01").journal.export(target, mandate)
    report = verify_export(target, realm)
    assert (report.realm_compared, report.bodies["withheld"]) == (True, 0)
    station = Verifier.parse((target / "station.vkey").read_text().strip())
    token = state.at("lic-02").decisions.licence(case)["token"]
    assert check_token(token, [station], "2026-10-09").status is TokenStatus.VALID


def test_two_people_never_become_one(state: SmallState) -> None:
    state.found()
    state.enrol()
    heads = state.at("for-01").realm
    proposed = heads.propose_revocation("def-01", "left the service").acts[0]
    with pytest.raises(Refused, match=r"second-person\.same"):
        state.at("for-01").realm.confirm_revocation(proposed)
    at_work = state.at("def-01")
    state.at("lic-01").realm.confirm_revocation(proposed)
    with pytest.raises(Refused, match=r"officer\.revoked"):
        at_work.questions.cases(Filter())
    with pytest.raises(NotTrusted, match=r"passphrase\.wrong"):
        assemble.unlock(state.directory, "def-01", state.passphrases["def-01"], state.clock.now, "en")
