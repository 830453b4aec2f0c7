"""Adoption in bloc and minutes through the desk, on real keys and an encrypted store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.assemble import Desk
from app.errors import Refused
from app.models.charter import Role
from app.models.outcomes import Position, StatementKind
from app.store.lists import Filter
from tests.benchmarks.session import SEATS, Scene
from tests.documents.reading import text

FILES = 4


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A session with four files on list A, its questions put, seven seats taken."""
    return Scene(tmp_path_factory.mktemp("bloc"), FILES)


@pytest.fixture
def sitting(prepared: Scene, request: pytest.FixtureRequest) -> Iterator[Sitting]:
    held = Sitting(prepared, request.node.name)
    yield held
    held.realm.store.close()


class Sitting:
    """A copy of the prepared session for one test."""

    def __init__(self, scene: Scene, name: str) -> None:
        self.realm = scene.start(name)
        self.session = scene.session
        found = self.realm.desk("licensing", "secretary").questions.cases(Filter())["cases"]
        self.references = sorted(one["reference"] for one in found)

    def member(self, seat: str) -> Desk:
        return self.realm.desk(seat, Role.MEMBER)

    @property
    def chair(self) -> Desk:
        return self.realm.desk("licensing", "chair")

    @property
    def secretary(self) -> Desk:
        return self.realm.desk("licensing", "secretary")

    def sign(self, seat: str, excepted: tuple[str, ...] = ()) -> list[str]:
        desk = self.member(seat).bloc
        shown = desk.review(self.session)
        seen = tuple(one["reference"] for one in shown["files"] if one["unread"])
        files: list[str] = desk.vote(self.session, shown["digest"], seen, excepted)[0]
        return files

    def adopt(self) -> None:
        for seat in SEATS:
            self.sign(seat)
        self.chair.bloc.certify(self.session)
        self.secretary.bloc.attest(self.session)

    def acts(self) -> int:
        return len(self.secretary.questions.acts())


def test_one_signature_of_a_list_is_one_act_for_each_file_on_its_own_question(sitting: Sitting) -> None:
    before = sitting.acts()
    assert sitting.sign("customs") == sitting.references
    assert sitting.acts() == before + FILES
    votes = [sitting.member("customs").questions.case(one)["questions"][-1] for one in sitting.references]
    assert len({vote["fingerprint"] for vote in votes}) == FILES
    assert {vote["positions"][0]["position"] for vote in votes} == {Position.AGREE_WITH_CONDITIONS.value}
    assert sitting.member("customs").bloc.review(sitting.session)["files"] == []


def test_a_list_says_what_is_new_and_a_file_with_news_is_not_signed_unread(sitting: Sitting) -> None:
    desk = sitting.member("defence").bloc
    shown = desk.review(sitting.session)
    assert {one["what"] for one in shown["files"][0]["news"]} == {"opinion"}
    assert {one["agency"] for one in shown["files"][0]["news"]} == {"foreign-affairs", "customs", "intelligence"}
    before = sitting.acts()
    with pytest.raises(Refused, match=r"bloc\.unread") as refused:
        sitting.member("defence").bloc.vote(sitting.session, shown["digest"], tuple(sitting.references[1:]))
    assert refused.value.values["files"] == sitting.references[0]
    assert sitting.acts() == before
    files, _ = sitting.member("defence").bloc.vote(sitting.session, shown["digest"], ("1,2", "3"), ("4",))
    assert files == sitting.references[:3]


def test_a_file_on_which_one_s_agency_gave_no_opinion_is_not_signed_unread(sitting: Sitting) -> None:
    shown = sitting.member("economy").bloc.review(sitting.session)
    assert [(one["opinion"], one["news"]) for one in shown["files"]] == [(None, [])] * FILES
    assert all(one["end_users"] and one["values"] for one in shown["files"])
    desk = sitting.member("economy").bloc
    with pytest.raises(Refused, match=r"bloc\.unread"):
        desk.vote(sitting.session, shown["digest"])
    files, _ = sitting.member("economy").bloc.vote(sitting.session, shown["digest"], ("1",), ("2,3,4",))
    assert files == sitting.references[:1]


def test_a_list_that_changed_since_it_was_shown_is_not_signed(sitting: Sitting) -> None:
    shown = sitting.member("interior").bloc.review(sitting.session)
    sitting.member("customs").bloc.move(sitting.references[1])
    before = sitting.acts()
    for listed in (shown["digest"], shown["digest"][:6], "f" * 64):
        with pytest.raises(Refused, match=r"bloc\.changed"):
            sitting.member("interior").bloc.vote(sitting.session, listed)
    assert sitting.acts() == before
    again = sitting.member("interior").bloc.review(sitting.session)
    assert [one["reference"] for one in again["files"]] == [sitting.references[n] for n in (0, 2, 3)]
    assert [one for one in again["others"] if one["moved_by"]] == [
        {"number": 2, "reference": sitting.references[1], "list": "B", "moved_by": "customs"}
    ]


def test_a_file_that_is_not_listed_and_a_list_without_files_are_refused(sitting: Sitting) -> None:
    shown = sitting.member("interior").bloc.review(sitting.session)
    with pytest.raises(Refused, match=r"bloc\.not-on-list"):
        sitting.member("interior").bloc.vote(sitting.session, shown["digest"], ("EXP-2026-09999",))
    with pytest.raises(Refused, match=r"bloc\.empty"):
        sitting.member("interior").bloc.vote(sitting.session, shown["digest"], (), tuple(sitting.references))
    with pytest.raises(Refused, match=r"bloc\.nothing-to-put"):
        sitting.secretary.bloc.put_list(sitting.session)
    with pytest.raises(Refused, match=r"bloc\.nothing-to-certify"):
        sitting.chair.bloc.certify(sitting.session)
    with pytest.raises(Refused, match=r"bloc\.nothing-to-attest"):
        sitting.secretary.bloc.attest(sitting.session)


def test_the_whole_list_is_certified_and_attested_act_by_act(sitting: Sitting) -> None:
    for seat in SEATS[:-1]:
        sitting.sign(seat)
    sitting.sign(SEATS[-1], (sitting.references[0],))
    told, change = sitting.chair.bloc.certify(sitting.session)
    assert len(change.acts) == FILES - 1
    assert [one["result"] for one in told] == [None] + ["consensus"] * (FILES - 1)
    files, change = sitting.secretary.bloc.attest(sitting.session)
    assert files == sitting.references[1:]
    assert len(change.acts) == FILES - 1


def test_each_file_shows_the_own_agencys_opinion_or_that_there_is_none(sitting: Sitting) -> None:
    shown = sitting.member("foreign-affairs").bloc.review(sitting.session)
    assert not any(one["departs"] for one in shown["files"])
    assert {one["opinion"]["position"] for one in shown["files"]} == {"agree"}
    assert {one["opinion"] for one in sitting.member("economy").bloc.review(sitting.session)["files"]} == {None}


def test_minutes_are_a_draft_until_the_next_session_adopts_exactly_them(sitting: Sitting, tmp_path: Path) -> None:
    sitting.adopt()
    sitting.chair.committee.close(sitting.session)
    sitting.secretary.minutes.correct(sitting.session, 1, "Four files.", "Quatre dossiers.", "Miscounted.")
    statement = ("Customs reads item 3 narrowly.", "Les douanes lisent le poste 3 au sens strict.")
    sitting.member("customs").minutes.annex(sitting.session, StatementKind.INTERPRETATIVE, *statement, point=2)
    secret = ("Only for two agencies.", "Pour deux administrations seulement.")
    annex = sitting.member("defence").minutes.annex
    annex(sitting.session, StatementKind.RESERVATION, *secret, readers=("customs",))
    draft = text(sitting.member("defence").printing.minutes(sitting.session, "en"))
    assert "Draft: not adopted yet" in draft
    assert "Four files." in draft
    assert "Customs reads item 3 narrowly." in draft
    assert "Only for two agencies." in draft
    for reader, copy_for, shown in (("customs", "", True), ("interior", "", False), ("customs", "interior", False)):
        copy = text(sitting.member(reader).printing.minutes(sitting.session, "en", copy_for))
        assert ("Only for two agencies." in copy) is shown
        assert "Reservation, on the minutes as a whole: Ministry of Defence" in copy
    assert [one["text"] for one in sitting.member("interior").minutes.show(sitting.session)["statements"]] == [
        statement[0],
        None,
    ]
    with pytest.raises(Refused, match=r"minutes\.agency-unknown"):
        sitting.member("customs").printing.minutes(sitting.session, "en", "nobody")
    _next_session_adopts(sitting)


def _next_session_adopts(sitting: Sitting) -> None:
    secretary, day = sitting.secretary.committee, sitting.realm.time.date().isoformat()
    later, _ = secretary.convene("Session 2", day, "Treaty room", (), "standing-committee")
    people = {one.agency: one.officer for one in sitting.realm.charter.officers if Role.MEMBER in one.roles}
    for seat in SEATS:
        secretary.record_attendance(later, seat, people[seat])
    assert "Minutes to be adopted" in text(sitting.secretary.printing.agenda(later, "en"))
    sitting.chair.committee.open(later)
    _, digest = sitting.chair.minutes.to_adopt(sitting.session)
    with pytest.raises(Refused, match=r"reaffirm\.seen"):
        sitting.chair.minutes.adopt(sitting.session, later, "f" * 64)
    sitting.chair.minutes.adopt(sitting.session, later, digest[:12])
    adopted = text(sitting.secretary.printing.minutes(sitting.session, "en"))
    assert "Adopted by session Session 2" in adopted
    assert "Draft" not in adopted
    assert "Minutes adopted" in text(sitting.secretary.printing.minutes(later, "en"))
    with pytest.raises(Refused, match=r"minutes\.adopted-already"):
        sitting.secretary.minutes.correct(sitting.session, 1, "Five.", "Cinq.", "Counted again.")
    with pytest.raises(Refused, match=r"announce\.nothing"):
        sitting.chair.minutes.announce(later)


def test_minutes_of_a_list_adopted_in_bloc_name_every_seat_and_fingerprint(sitting: Sitting) -> None:
    sitting.adopt()
    case = sitting.secretary.questions.case(sitting.references[0])
    told = text(sitting.secretary.printing.minutes(sitting.session, "bilingual"))
    assert case["questions"][-1]["fingerprint"][:4] in told
    assert told.count("Adopted in bloc. Agreed: Ministry of Foreign Affairs") == FILES
    agenda = text(sitting.secretary.printing.agenda(sitting.session, "fr"))
    assert all(one in agenda for one in sitting.references)
