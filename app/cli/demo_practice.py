"""What the demonstration's sessions show of committee practice: substitutes, list A, silence, urgency, minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from app.assemble import Desk
from app.cli.demo_dossier import LICENSING, Dossier
from app.cli.demo_script import Script
from app.cli.training import TrainingRealm
from app.models.outcomes import ItemOutcome, Method, Purpose, SeatHolder, StatementKind

END_OF_DAY = "T16:00:00Z"
STANDING = "standing-committee"


class Practice:
    """`seated` says who sits on which seat in the session that is held."""

    def __init__(self, realm: TrainingRealm) -> None:
        self.realm = realm
        self._sits: dict[str, str] = {}
        self._silent: dict[str, str] = {}
        self._to_announce: set[str] = set()

    def at(self, agency: str) -> Desk:
        """The desk of whoever sits for the agency."""
        return self.realm.desk_of(self._sits.get(agency) or self.realm.officer(agency, "member"))

    def seated(self, agencies: Iterable[str], turns: list[Script]) -> dict[str, str]:
        """Who sits for each agency: its member, or the substitute that a file names."""
        named = {agency: one for turn in turns for agency, one in turn.get("substitutes", {}).items()}
        members = {agency: self.realm.officer(agency, "member") for agency in agencies}
        self._sits = members | {agency: self._substitute(agency, one) for agency, one in named.items()}
        return self._sits

    def _substitute(self, agency: str, person: Script) -> str:
        """Enrol the substitute, and let the agency's head name titular and substitute of its seat."""
        self.realm.enrol(person["officer"], person["name"], agency, "member")
        since = self.realm.clock.now().date().isoformat()
        titular = SeatHolder(officer=self.realm.officer(agency, "member"), since=since)
        second = SeatHolder(officer=person["officer"], since=since)
        self.realm.desk(agency, "agency_head").seats.fill(STANDING, agency, (titular, second))
        return str(person["officer"])

    # --- list A --------------------------------------------------------------------------------------------------

    def put_list(self, session: str, listed: list[Dossier]) -> dict[str, str]:
        """The questions of list A, put together; answers each by the name of its dossier."""
        put, _ = self.realm.desk(LICENSING, "secretary").bloc.put_list(session)
        return {one.name: put[one.reference] for one in listed}

    def adopt_list(self, session: str, listed: list[Dossier], turns: Mapping[str, Script]) -> Iterator[Dossier]:
        """Every seat signs the list once; what one then moves to list B is answered, to be voted by itself."""
        if not listed:
            return
        for agency in turns[listed[0].name]["votes"]:
            desk = self.at(agency)
            review = desk.bloc.review(session)
            new = tuple(one["reference"] for one in review["files"] if one["unread"])
            desk.bloc.vote(session, review["digest"], seen=new)
        moved = [one for one in listed if "moved_by" in turns[one.name]]
        for one in moved:
            self.at(turns[one.name]["moved_by"]).bloc.move(one.reference)
        self.realm.desk(LICENSING, "chair").bloc.certify(session)
        self.realm.desk(LICENSING, "secretary").bloc.attest(session)
        yield from moved

    # --- silence -------------------------------------------------------------------------------------------------

    def propose_silence(self, session: str, dossier: Dossier, turn: Script, outcomes: tuple[ItemOutcome, ...]) -> str:
        """The chair proposes it, every voting seat accepts and receives the deadline."""
        expires = self.realm.clock.in_days(turn["silence"]) + END_OF_DAY
        chair = self.realm.desk(LICENSING, "chair").committee
        text, text_fr = turn["text"], turn["text_fr"]
        question, _ = chair.put_question(
            session, dossier.reference, text, text_fr, outcomes, method=Method.SILENCE, expires=expires
        )
        for agency in turn["votes"]:
            if turn["votes"][agency].get("accepts", True):
                self.at(agency).distance.answer_silence(dossier.reference, accepts=True, question=question)
        for agency in turn["votes"]:
            self.at(agency).distance.receipt(dossier.reference, question)
        self._silent[dossier.name] = expires
        return question

    def end_silence(self, dossiers: list[Dossier]) -> bool:
        """Certify what nobody has broken by its moment; answers whether anything ended."""
        now = self.realm.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        over = [one for one in dossiers if now > self._silent.get(one.name, now)]
        for one in over:
            self.realm.desk(LICENSING, "chair").committee.certify(one.reference)
            self.realm.desk(LICENSING, "secretary").committee.attest(one.reference)
            del self._silent[one.name]
            self._to_announce.add(one.name)
        return bool(over)

    def to_announce(self, dossiers: list[Dossier]) -> bool:
        """Whether results that came outside a session wait for one."""
        return any(one.name in self._to_announce for one in dossiers)

    def pending(self, dossiers: list[Dossier]) -> bool:
        """Whether silence still runs, a result is to be announced, or an urgent decision to be taken up."""
        if self._silent or self._to_announce:
            return True
        return any(one.reference and one.awaits() for one in dossiers)

    def announce(self, session: str) -> None:
        """The chair announces what ended since the last session."""
        if self.realm.desk(LICENSING, "chair").distance.to_announce(session)["to_announce"]:
            self.realm.desk(LICENSING, "chair").minutes.announce(session)
            self._to_announce.clear()

    # --- urgency -------------------------------------------------------------------------------------------------

    def put_left(self, session: str, dossier: Dossier) -> tuple[Script, str]:
        """The question that the urgent decision of a dossier still needs, and what the file says of its votes."""
        turn, urgency = dossier.left(), self.realm.desk(LICENSING, "secretary").urgency
        put = urgency.put_ratification if dossier.awaits() == Purpose.RATIFY else urgency.put_revocation
        question, _ = put(session, dossier.reference, text=turn["text"], text_fr=turn["text_fr"])
        return turn, question

    def revoke(self, dossier: Dossier) -> None:
        """Revoke the licence where the committee has just agreed to it."""
        agreed = dossier.state()["rounds"][-1]
        if "revocation" in dossier.script and agreed["purpose"] == Purpose.REVOKE and not agreed["obstacles"]:
            said = dossier.script["revocation"]["reason"]
            officer = self.realm.desk(LICENSING, "licensing_officer")
            officer.licences.revoke(dossier.reference, said["en"], said["fr"])

    # --- minutes -------------------------------------------------------------------------------------------------

    def adopt_minutes(self, earlier: str, session: str) -> None:
        """The session adopts the minutes of the one before it."""
        minutes = self.realm.desk(LICENSING, "chair").minutes
        _, digest = minutes.to_adopt(earlier)
        self.realm.desk(LICENSING, "chair").minutes.adopt(earlier, session, digest)

    def annex(self, session: str, turns: list[Script]) -> None:
        """Statements that seats have annexed."""
        for turn in turns:
            for agency, said in turn.get("statements", {}).items():
                minutes = self.at(agency).minutes
                minutes.annex(session, StatementKind.INTERPRETATIVE, said["en"], said["fr"])

    def correct(self, session: str, turns: list[Script]) -> None:
        """Corrections of the drafted minutes by the seats that ask for them."""
        for turn in turns:
            for agency, said in turn.get("corrections", {}).items():
                reason = said["reason"][self.realm.language]
                self.at(agency).minutes.correct(session, 0, said["en"], said["fr"], reason)
