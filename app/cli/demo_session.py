"""The committee's sessions of the demonstration: questions put, votes cast, results certified or put off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.cli.demo_dossier import COMMITTEE, LICENSING, Dossier, Plain
from app.cli.demo_practice import Practice
from app.cli.demo_script import Script
from app.cli.forms import choice, item_outcome
from app.cli.training import TrainingRealm
from app.marks import N_
from app.models.outcomes import Position

Print = Callable[[str, bytes], None]
Vote = Script | str
STANDING = "standing-committee"


class Sessions:
    """Every session takes what waits for the committee, and names what was decided under Article 6 for information.

    Urgent cases get a session of their own, at once; what is left to do about them comes up at the next ordinary one.
    """

    def __init__(self, realm: TrainingRealm, dossiers: list[Dossier], save: Print) -> None:
        self.realm = realm
        self.dossiers = dossiers
        self.save = save
        self.practice = Practice(realm)
        self._held: list[str] = []
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
        """An ordinary session; answers whether there was anything to convene for."""
        left = [one for one in self.dossiers if one.reference and one.awaits()]
        waiting = self.waiting()
        if not waiting and not left and not self.practice.to_announce(self.dossiers):
            return False
        self._hold(waiting, left)
        return True

    def hold_urgent(self) -> bool:
        """A session on urgent cases alone, as soon as one waits."""
        waiting = [one for one in self.waiting() if "urgent" in one.script]
        if waiting:
            self._hold(waiting, [])
        return bool(waiting)

    def pending(self) -> bool:
        """Whether the committee has anything left to do."""
        return bool(self.waiting()) or self.practice.pending(self.dossiers)

    def _hold(self, waiting: list[Dossier], left: list[Dossier]) -> None:
        turns = {one.name: one.rounds[len(one.state()["rounds"])] for one in waiting}
        for one in waiting:
            one.propose_conditions(turns[one.name].get("conditions", ()))
        session = self._convene([*waiting, *self._to_inform()], [*turns.values(), *(one.left() for one in left)])
        if self._held:
            self.practice.adopt_minutes(self._held[-1], session)
        self._held.append(session)
        self.practice.announce(session)
        single = [one for one in waiting if not turns[one.name].get("bloc")]
        questions = {one.name: self._put(session, one, turns[one.name]) for one in single}
        listed = [one for one in waiting if turns[one.name].get("bloc")]
        if listed:
            questions |= self.practice.put_list(session, listed)
        agenda = self.realm.desk(LICENSING, "secretary").printing.agenda(session, "bilingual")
        self.save(f"agenda-{len(self._held)}.pdf", agenda)
        for one in single:
            self._round(one, turns[one.name], questions[one.name])
        for one in self.practice.adopt_list(session, listed, turns):
            self._round(one, turns[one.name], questions[one.name])
        for one in left:
            self._take_up(session, one)
        self._end(session, list(turns.values()))

    def _end(self, session: str, turns: list[Script]) -> None:
        """Statements are annexed while the seats are there; corrections come once the minutes are drafted."""
        self.practice.annex(session, turns)
        self.realm.desk(LICENSING, "chair").committee.close(session)
        self.practice.correct(session, turns)
        secretary = self.realm.desk(LICENSING, "secretary")
        self.save(f"minutes-{len(self._held)}.pdf", secretary.printing.minutes(session, "bilingual"))

    def _to_inform(self) -> list[Dossier]:
        prohibited = (one for one in self.dossiers if "prohibited" in one.script and one.reference)
        new = [one for one in prohibited if one.name not in self._informed and one.state()["decision"]]
        self._informed |= {one.name for one in new}
        return new

    def _convene(self, dossiers: list[Dossier], turns: list[Script]) -> str:
        secretary = self.realm.desk(LICENSING, "secretary").committee
        words = self.realm.words
        title = words.text(N_("Session {number} of the standing committee"), number=len(self._held) + 1)
        day = self.realm.clock.now().date().isoformat()
        references = tuple(one.reference for one in dossiers)
        session, _ = secretary.convene(title, day, words.text(N_("Treaty room")), references, STANDING)
        agencies = dict.fromkeys(agency for turn in turns for agency in turn.get("votes", {}))
        for agency, officer in self.practice.seated(agencies, turns).items():
            self.realm.desk(LICENSING, "secretary").committee.record_attendance(session, agency, officer)
        self.realm.desk(LICENSING, "chair").committee.open(session)
        return session

    def _put(self, session: str, dossier: Dossier, turn: Script) -> str:
        outcomes = dossier.each(item_outcome, turn["outcomes"])
        if "silence" in turn:
            return self.practice.propose_silence(session, dossier, turn, outcomes)
        secretary = self.realm.desk(LICENSING, "secretary").committee
        question, _ = secretary.put_question(session, dossier.reference, turn["text"], turn["text_fr"], outcomes)
        return question

    def _take_up(self, session: str, dossier: Dossier) -> None:
        """What an urgent decision still needs: its ratification, or the revocation of what rests on it."""
        turn, question = self.practice.put_left(session, dossier)
        self._round(dossier, turn, question)
        self.practice.revoke(dossier)

    def _round(self, dossier: Dossier, turn: Script, question: str) -> None:
        if "silence" in turn:
            return
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
        committee = self.practice.at(agency).committee
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
