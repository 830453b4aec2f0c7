"""The committee's sessions of the demonstration: questions put, votes cast, results certified or put off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.cli.demo_dossier import COMMITTEE, LICENSING, Dossier, Plain
from app.cli.demo_script import Script
from app.cli.forms import choice, item_outcome
from app.cli.training import TrainingRealm
from app.marks import N_
from app.models.outcomes import Position

Print = Callable[[str, bytes], None]
Vote = Script | str


class Sessions:
    """Every session takes what waits for the committee, and names what was decided under Article 6 for information."""

    def __init__(self, realm: TrainingRealm, dossiers: list[Dossier], save: Print) -> None:
        self.realm = realm
        self.dossiers = dossiers
        self.save = save
        self._held = 0
        self._informed: set[str] = set()

    def waiting(self) -> list[Dossier]:
        """Dossiers at the committee for which the file has a further question."""
        found = []
        for one in (dossier for dossier in self.dossiers if dossier.rounds and dossier.reference):
            case = one.state()
            at_committee = any(step["kind"] == COMMITTEE and step["state"] == "open" for step in case["steps"])
            if at_committee and len(case["rounds"]) < len(one.rounds):
                found.append(one)
        return found

    def hold(self) -> bool:
        """One session; answers whether there was anything to convene for."""
        waiting = self.waiting()
        if not waiting:
            return False
        self._held += 1
        turns = {one.name: one.rounds[len(one.state()["rounds"])] for one in waiting}
        for one in waiting:
            one.propose_conditions(turns[one.name].get("conditions", ()))
        session = self._convene([*waiting, *self._to_inform()], turns)
        secretary = self.realm.desk(LICENSING, "secretary")
        questions = {one.name: self._put(session, one, turns[one.name]) for one in waiting}
        self.save(f"agenda-{self._held}.pdf", secretary.printing.agenda(session, "bilingual"))
        for one in waiting:
            self._round(one, turns[one.name], questions[one.name])
        self.realm.desk(LICENSING, "chair").committee.close(session)
        self.save(f"minutes-{self._held}.pdf", secretary.printing.minutes(session, "bilingual"))
        return True

    def _to_inform(self) -> list[Dossier]:
        prohibited = (one for one in self.dossiers if "prohibited" in one.script and one.reference)
        new = [one for one in prohibited if one.name not in self._informed and one.state()["decision"]]
        self._informed |= {one.name for one in new}
        return new

    def _convene(self, dossiers: list[Dossier], turns: Mapping[str, Script]) -> str:
        secretary = self.realm.desk(LICENSING, "secretary").committee
        words = self.realm.words
        title = words.text(N_("Session {number} of the standing committee"), number=self._held)
        day = self.realm.clock.now().date().isoformat()
        references = tuple(one.reference for one in dossiers)
        session, _ = secretary.convene(title, day, words.text(N_("Treaty room")), references)
        for agency in dict.fromkeys(agency for turn in turns.values() for agency in turn["votes"]):
            secretary.record_attendance(session, agency, self.realm.officer(agency, "member"))
        self.realm.desk(LICENSING, "chair").committee.open(session)
        return session

    def _put(self, session: str, dossier: Dossier, turn: Script) -> str:
        secretary = self.realm.desk(LICENSING, "secretary").committee
        outcomes = dossier.each(item_outcome, turn["outcomes"])
        question, _ = secretary.put_question(session, dossier.reference, turn["text"], turn["text_fr"], outcomes)
        return question

    def _round(self, dossier: Dossier, turn: Script, question: str) -> None:
        for agency, vote in turn["votes"].items():
            self._vote(dossier, question, agency, vote, change=False)
        for agency, vote in turn.get("changes", {}).items():
            self._vote(dossier, question, agency, vote, change=True)
        if "amendment" in turn:
            dossier.amend(turn["amendment"])
        self._conclude(dossier, turn, dossier.state())

    def _conclude(self, dossier: Dossier, turn: Script, case: Plain) -> None:
        """Put the question off where the file says so and no consensus stands; else certify what there is."""
        chair = self.realm.desk(LICENSING, "chair").committee
        agreed = not case["rounds"][-1]["obstacles"] and not case["questions"][-1]["stale"]
        if "deferral" in turn and not agreed:
            put_off = turn["deferral"]
            until = self.realm.clock.in_days(put_off["days"]) if "days" in put_off else ""
            chair.defer(dossier.reference, dossier.said(put_off["reason"]), until)
            return
        chair.certify(dossier.reference)
        self.realm.desk(LICENSING, "secretary").committee.attest(dossier.reference)

    def _vote(self, dossier: Dossier, question: str, agency: str, vote: Vote, *, change: bool) -> None:
        committee = self.realm.desk(agency, "member").committee
        if isinstance(vote, str):
            committee.reaffirm_vote(dossier.reference, question)
            return
        act: Callable[..., Any] = committee.change_vote if change else committee.cast_vote
        act(
            dossier.reference,
            question,
            choice(Position, vote["position"], "position"),
            dossier.said(vote.get("reasons", "")),
            criteria=tuple(vote.get("criteria", ())),
            conditions=tuple(vote.get("conditions", ())),
        )
