"""Rules of the persons on seats: who may sit, in which order, with one position per seat; conflicts; experts' looks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.desk.plain_case import plain_tally
from app.models.acts import (
    AgendaChanged,
    AttendanceRecorded,
    CaseOpenedByExpert,
    ConflictDeclared,
    ConflictRaised,
    ConflictRuled,
    ExpertAdvised,
    ExpertInvited,
    PositionChanged,
    QuestionDeferred,
    RevocationConfirmed,
    RevocationProposed,
    SeatFilled,
    SessionClosed,
)
from app.models.charter import Person, Role
from app.models.outcomes import Position, SeatHolder
from app.workflows.attendance import turns
from app.workflows.committee import committee_of
from app.workflows.conflicts import upheld
from app.workflows.consensus import standing_result, tally
from app.workflows.dossier import dossier_hash
from app.workflows.experts import invited, opened_today
from app.workflows.seats import holders, named, rank
from tests.workflows.drafts import STANDING, altered
from tests.workflows.machine.claims import Claim, names
from tests.workflows.machine.play import SESSION, Play, enrol
from tests.workflows.machine.stages import (
    CHAIR,
    CLERK,
    MEMBERS,
    OFFICER,
    REVIEWERS,
    SECRETARY,
    asked,
    at,
    certificate,
    on,
    question,
    vote,
)
from tests.workflows.test_fold import every_order

PROCEDURE, HEAD, TITULAR, FIRST, SECOND = "standing-committee", "cus-03", "cus-02", "cus-05", "cus-06"
EXPERT, HEADS = "def-05", {"foreign-affairs": "for-03", "defence": "def-04", "interior": "int-03"}
TODAY, LATER, LATE = "2026-11-02", "2026-11-20", "2026-11-21T08:00:00Z"
WITHOUT_ECONOMY = altered(STANDING, ('[[committee.seats]]\nagency = "economy"\nkind = "advisory"\n', ""))
VOTING_CHAIR = altered(
    STANDING,
    ("chair_votes = false", "chair_votes = true"),
    ("[[committee.seats]]\n", '[[committee.seats]]\nagency = "licensing"\nkind = "voting"\n\n[[committee.seats]]\n'),
)


def filled(*holding: str | SeatHolder, seat: str = "customs", procedure: str = PROCEDURE) -> SeatFilled:
    those = (one if isinstance(one, SeatHolder) else SeatHolder(officer=one, since="2026-01-01") for one in holding)
    return SeatFilled(procedure=procedure, seat=seat, holders=tuple(those))


def holder(officer: str, since: str, until: str = "") -> SeatHolder:
    return SeatHolder(officer=officer, since=since, until=until)


def sit(officer: str, seat: str = "customs", *, present: bool = True) -> AttendanceRecorded:
    return AttendanceRecorded(seat=seat, officer=officer, present=present)


def staffed(stage: str, *holding: str | SeatHolder) -> Play:
    """The stage, with two more members of customs, and the seat's holders where any are named."""
    play = at(stage)
    for name in (FIRST, SECOND):
        enrol(play, Person(officer=name, name=name, agency="customs", roles=(Role.MEMBER,)))
    if holding:
        play.do(HEAD, filled(*holding))
    return play


CLAIMS = [
    Claim("a seat is of a procedure", "seat.no-procedure", "founded", HEAD, lambda _: filled(procedure="none")),
    Claim("a seat is one of the committee", "seat.unknown", "founded", HEAD, lambda _: filled(seat="weather")),
    Claim("only the own head names", "seat.only-own-head", "founded", "def-04", lambda _: filled(TITULAR)),
    Claim("a head names", "rights.role", "founded", REVIEWERS["customs"], lambda _: filled(TITULAR)),
    Claim("a holder is enrolled", "officer.unknown", "founded", HEAD, lambda _: filled("nobody")),
    Claim("a holder is of the agency", "seat.other-agency", "founded", HEAD, lambda _: filled("def-03")),
    Claim("a holder is a member", "seat.not-a-member", "founded", HEAD, lambda _: filled("cus-01")),
    Claim("nobody is named twice", "seat.named-twice", "founded", HEAD, lambda _: filled(TITULAR, TITULAR)),
    Claim("a term begins on a day", "seat.term", "founded", HEAD, lambda _: filled(holder(TITULAR, "soon"))),
    Claim(
        "a term ends on a day", "seat.term", "founded", HEAD, lambda _: filled(holder(TITULAR, "2026-01-01", "later"))
    ),
    Claim(
        "a term does not end before it begins",
        "seat.term",
        "founded",
        HEAD,
        lambda _: filled(holder(TITULAR, "2026-02-01", "2026-01-31")),
    ),
    Claim("nobody raises an own conflict", "conflict.own", "put", "cus-01", lambda _: raised("cus-01")),
    Claim("a conflict is of an officer", "officer.unknown", "put", "cus-01", lambda _: raised("nobody")),
    Claim("a conflict is raised with reasons", "reasons.needed", "put", "cus-01", lambda _: raised("def-03", " ")),
    Claim("an expert raises nothing", "rights.role", "put", EXPERT, lambda _: raised("def-03")),
    Claim("what was not raised is not ruled on", "conflict.unknown", "put", CHAIR, lambda _: ruled("x")),
    Claim(
        "an invitation to an item needs it on the agenda",
        "expert.not-on-agenda",
        "put",
        OFFICER,
        lambda play: invited_to_item(play, session="0e0e0e0e-0000-4000-8000-000000000001", case_gone=True),
    ),
    Claim(
        "nobody opens a case without an invitation",
        "expert.unknown-invitation",
        "put",
        EXPERT,
        lambda play: look(play, "x"),
    ),
]


def raised(officer: str, reason: str = "They are cousins.") -> ConflictRaised:
    return ConflictRaised(officer=officer, reason=reason)


def ruled(claim: str, *, found: bool = True, reason: str = "So it is.") -> ConflictRuled:
    return ConflictRuled(raised=claim, upheld=found, reason=reason)


def invited_to_item(play: Play, *, session: str = SESSION, case_gone: bool = False) -> ExpertInvited:
    if case_gone:
        play.do(SECRETARY, AgendaChanged(agenda=()))
    return ExpertInvited(expert=EXPERT, question="Is it a rifle?", until=LATER, session=session)


def look(play: Play, invitation: str, part: str = "case", **fields: Any) -> CaseOpenedByExpert:
    body = CaseOpenedByExpert(invitation=invitation, part=part, dossier=dossier_hash(play.case))
    return replace(body, **fields)


@pytest.mark.parametrize("claim", CLAIMS, ids=names(CLAIMS))
def test_claim(claim: Claim) -> None:
    claim.holds()


# --- holders -----------------------------------------------------------------------------------------------------


def test_an_agency_names_its_titular_and_substitutes_in_order() -> None:
    play = staffed("convened", TITULAR, holder(FIRST, "2026-11-01"), holder(SECOND, "2026-12-01", "2026-12-31"))
    found = play.world.realm
    assert holders(found, PROCEDURE, "customs", TODAY) == (TITULAR, FIRST)
    assert holders(found, PROCEDURE, "customs", "2026-12-31") == (TITULAR, FIRST, SECOND)
    assert holders(found, PROCEDURE, "customs", "2025-12-31") == ()
    assert [rank(found, PROCEDURE, "customs", one) for one in (TITULAR, FIRST, SECOND, "def-03")] == [0, 1, 2, None]
    assert named(found, PROCEDURE, "defence") == ()


def test_a_later_list_replaces_the_earlier_one_which_stays_known_for_what_was_done_under_it() -> None:
    play = staffed("convened", TITULAR, FIRST)
    play.do(SECRETARY, sit(TITULAR, present=False))
    play.do(SECRETARY, sit(FIRST))
    play.do(HEAD, filled(FIRST, SECOND))
    assert holders(play.world.realm, PROCEDURE, "customs", TODAY) == (FIRST, SECOND)
    last = [one for one in turns(play.session, play.world.realm, PROCEDURE) if one.seat == "customs"]
    assert [(one.officer, one.rank, bool(one.left)) for one in last] == [(TITULAR, None, True), (FIRST, 1, False)]
    play.do(HEAD, filled())
    assert named(play.world.realm, PROCEDURE, "customs") == ()


def test_of_two_lists_made_apart_the_later_stands_in_every_order() -> None:
    base = staffed("founded")
    enrol(base, Person(officer="cus-07", name="H", agency="customs", roles=(Role.AGENCY_HEAD,)))
    play, before = base.fork(), base.lagging(0)
    for head, officer in ((HEAD, TITULAR), ("cus-07", FIRST)):
        play.do(head, filled(officer), view=before)
    every_order(base, play)
    (one,) = named(play.world.realm, PROCEDURE, "customs")
    assert one.officer == max(play.acts[-2:], key=lambda act: act.by.order).body.holders[0].officer


def test_a_revoked_officer_holds_no_seat() -> None:
    play = staffed("convened", FIRST, TITULAR)
    proposed = play.do("adm-01", RevocationProposed(officer=FIRST, reason="Left.", last={}))
    play.do("lic-01", RevocationConfirmed(proposal=proposed.id))
    assert holders(play.world.realm, PROCEDURE, "customs", TODAY) == (TITULAR,)


# --- attendance --------------------------------------------------------------------------------------------------


def test_only_a_holder_in_force_that_day_sits() -> None:
    play = staffed("convened", TITULAR, holder(FIRST, "2026-11-01", "2026-11-01"))
    play.do(SECRETARY, sit(TITULAR, present=False))
    play.refuses("seat.not-a-holder", SECRETARY, sit(FIRST))
    play.refuses("seat.not-a-holder", SECRETARY, sit(SECOND))
    play.do(SECRETARY, sit(TITULAR))


def test_any_member_of_the_agency_sits_where_nobody_was_named() -> None:
    play = staffed("convened")
    play.refuses("seat.taken", SECRETARY, sit(FIRST))
    play.do(SECRETARY, sit(TITULAR, present=False))
    play.do(SECRETARY, sit(FIRST))


def test_where_every_term_is_over_nobody_sits() -> None:
    play = staffed("convened", holder(TITULAR, "2025-01-01", "2025-12-31"))
    play.do(SECRETARY, sit(TITULAR, present=False))
    play.refuses("seat.not-a-holder", SECRETARY, sit(TITULAR))


def test_a_substitute_sits_only_while_nobody_before_does_and_the_titular_takes_over() -> None:
    play = staffed("convened", TITULAR, FIRST, SECOND)
    play.refuses("seat.comes-after", SECRETARY, sit(SECOND))
    play.do(SECRETARY, sit(TITULAR, present=False))
    play.do(SECRETARY, sit(SECOND))
    play.refuses("seat.taken", SECRETARY, sit(FIRST))
    play.do(SECRETARY, sit(SECOND, present=False))
    play.do(SECRETARY, sit(FIRST))
    play.refuses("seat.comes-after", SECRETARY, sit(SECOND))
    play.refuses("seat.taken", SECRETARY, sit(TITULAR))
    play.do(SECRETARY, sit(FIRST, present=False))
    play.do(SECRETARY, sit(TITULAR))
    order = [one for one in turns(play.session, play.world.realm, PROCEDURE) if one.seat == "customs"]
    assert [one.officer for one in order] == [TITULAR, SECOND, FIRST, TITULAR]
    assert [one.rank for one in order[1:]] == [2, 1, 0]
    assert [bool(one.left) for one in order] == [True, True, True, False]
    assert all(one.came < one.left for one in order[:3])


def test_whoever_holds_the_seat_no_more_speaks_for_it_no_more() -> None:
    play = staffed("put")
    play.do(HEAD, filled(FIRST))
    play.refuses("seat.not-a-holder", TITULAR, vote(play.case, "customs"))
    play.do(SECRETARY, sit(TITULAR, present=False))
    play.do(SECRETARY, sit(FIRST))
    play.do(FIRST, vote(play.case, "customs"))


def test_a_member_whose_term_ended_since_speaks_no_more() -> None:
    play = staffed("put", holder(TITULAR, "2026-01-01", LATER))
    play.refuses("seat.not-a-holder", TITULAR, vote(play.case, "customs"), claimed=LATE)


def test_nobody_sits_on_two_seats_nor_leaves_one_where_another_sits() -> None:
    play = staffed("convened")
    play.refuses("seat.one-only", SECRETARY, sit(TITULAR))
    play.refuses("seat.not-there", SECRETARY, sit(FIRST, present=False))


# --- one position per seat ---------------------------------------------------------------------------------------


def substitute_voted() -> Play:
    """The titular was away when the question was put; the substitute has agreed."""
    play = staffed("convened", TITULAR, FIRST)
    play.do(SECRETARY, sit(TITULAR, present=False))
    play.do(SECRETARY, sit(FIRST))
    on(play, "opened", "put")
    play.do(FIRST, vote(play.case, "customs"))
    return play


def changed(play: Play, replaces: str) -> PositionChanged:
    body = vote(play.case, "customs", Position.ABSTAIN)
    return PositionChanged(replaces=replaces, question=body.question, seat=body.seat, position=body.position)


def test_the_titular_who_comes_after_the_substitute_voted_changes_and_takes_no_second_position() -> None:
    play = substitute_voted()
    (first,) = play.case.rounds[asked(play.case)].votes
    play.refuses("vote.not-your-seat", TITULAR, vote(play.case, "customs"))
    play.refuses("vote.not-your-seat", TITULAR, changed(play, first))
    play.do(SECRETARY, sit(FIRST, present=False))
    play.do(SECRETARY, sit(TITULAR))
    play.refuses("vote.cast-already", TITULAR, vote(play.case, "customs"))
    play.refuses("vote.not-your-seat", FIRST, changed(play, first))
    play.do(TITULAR, changed(play, first))
    one = play.case.rounds[asked(play.case)]
    assert [each.by.officer for each in one.standing()] == [TITULAR]
    assert [each.by.officer for each in one.votes.values()] == [FIRST, TITULAR]


def test_the_position_of_the_substitute_stands_where_the_titular_says_nothing() -> None:
    play = substitute_voted()
    play.do(SECRETARY, sit(FIRST, present=False))
    play.do(SECRETARY, sit(TITULAR))
    for seat, officer in MEMBERS.items():
        if seat != "customs":
            play.do(officer, vote(play.case, seat))
    on(play, "certified")
    (given,) = play.case.rounds[asked(play.case)].certificates.values()
    assert len(given.body.positions) == len(MEMBERS)


def test_titular_and_substitute_who_voted_apart_leave_the_seat_without_a_position() -> None:
    base = substitute_voted()
    base.do(SECRETARY, sit(FIRST, present=False))
    base.do(SECRETARY, sit(TITULAR))
    (first,) = base.case.rounds[asked(base.case)].votes
    play, before = base.fork(), base.lagging(0)
    play.do(TITULAR, changed(base, first), view=before)
    play.do(TITULAR, replace(changed(base, first), position=Position.AGREE), view=before)
    every_order(base, play)
    assert not list(play.case.rounds[asked(play.case)].standing())


# --- kinds of seats and offices ----------------------------------------------------------------------------------


def test_an_advisory_seat_speaks_and_does_not_count_and_an_observer_is_silent() -> None:
    play = at("convened")
    enrol(play, Person(officer="inl-05", name="O", agency="intelligence", roles=(Role.MEMBER,)))
    play.do(SECRETARY, sit("inl-05", "intelligence"))
    on(play, "opened", "put")
    play.refuses("vote.observer", "inl-05", vote(play.case, "intelligence"))
    play.do("eco-01", vote(play.case, "economy", Position.OBJECT, reasons="Market.", criteria=("8",)))
    on(play, "voted")
    count = tally(play.case.rounds[asked(play.case)], committee_of(play.world.procedure(play.case.procedure)))
    assert not count.obstacles
    assert count.counts == {"agree": len(MEMBERS)}


def test_a_chair_votes_only_where_the_procedure_says_so() -> None:
    play = at("convened")
    play.refuses("seat.unknown", SECRETARY, sit(CHAIR, "licensing"))
    play = at("convened", procedure=VOTING_CHAIR)
    play.do("lic-01", filled(CHAIR, seat="licensing"))
    play.do(SECRETARY, sit(CHAIR, "licensing"))
    on(play, "opened", "put", "voted")
    play.do(CHAIR, vote(play.case, "licensing"))
    assert len(list(play.case.rounds[asked(play.case)].standing())) == len(MEMBERS) + 1


def test_the_secretary_keeps_the_attendance_and_never_sits() -> None:
    play = at("convened", procedure=VOTING_CHAIR)
    play.refuses("seat.not-a-member", SECRETARY, sit(SECRETARY, "licensing"))
    play.refuses("rights.role", CHAIR, sit(CHAIR, "licensing"))


# --- conflicts of interest ---------------------------------------------------------------------------------------

ACCUSED = MEMBERS["defence"]


def test_a_conflict_raised_by_another_and_upheld_is_as_one_declared() -> None:
    play = at("voted")
    claim = play.do(REVIEWERS["customs"], raised(ACCUSED)).id
    assert upheld(play.case.conflict_claims[claim]) is None
    play.refuses("conflict.raised-already", "cus-02", raised(ACCUSED))
    play.refuses("rights.role", REVIEWERS["customs"], ruled(claim))
    play.refuses("conflict.other-agency", "cus-03", ruled(claim))
    play.refuses("reasons.needed", CHAIR, ruled(claim, reason=""))
    play.do(CHAIR, ruled(claim))
    play.refuses("conflict.ruled-already", HEADS["defence"], ruled(claim, found=False))
    play.refuses("conflict.out-already", "cus-02", raised(ACCUSED))
    assert play.case.conflicts[ACCUSED].reason == "They are cousins."
    play.refuses("conflict.declared", ACCUSED, raised("cus-02"))
    one = play.case.rounds[asked(play.case)]
    count = tally(one, committee_of(play.world.procedure(play.case.procedure)), play.case.conflicts)
    assert "consensus.mandatory-seat" in {each.code for each in count.obstacles}


def test_the_quorum_is_counted_again_without_who_stepped_out() -> None:
    play = at("put")
    for officer in (MEMBERS["customs"], MEMBERS["interior"]):
        claim = play.do("for-01", raised(officer)).id
        play.do(CHAIR, ruled(claim))
    one = play.case.rounds[asked(play.case)]
    count = tally(one, committee_of(play.world.procedure(play.case.procedure)), play.case.conflicts)
    assert "consensus.quorum" in {each.code for each in count.obstacles}
    play.do(SECRETARY, QuestionDeferred(question=asked(play.case), reason="No quorum."))
    play.refuses("session.no-quorum", SECRETARY, question(play.world))


def test_neither_who_raised_it_nor_the_person_rules() -> None:
    play = at("put")
    claim = play.do(CHAIR, raised(ACCUSED)).id
    play.refuses("conflict.own-ruling", CHAIR, ruled(claim))
    play.do(HEADS["defence"], ruled(claim, found=False))
    assert upheld(play.case.conflict_claims[claim]) is False
    assert ACCUSED not in play.case.conflicts
    play.do(CHAIR, raised(ACCUSED, "Something new."))


def test_a_chair_against_whom_it_was_raised_does_not_rule_a_head_of_the_agency_does() -> None:
    play = at("put")
    claim = play.do("for-01", raised(CHAIR)).id
    play.refuses("conflict.own-ruling", CHAIR, ruled(claim))
    play.refuses("conflict.other-agency", "for-04", ruled(claim), role=Role.CHAIR)
    play.do("lic-01", ruled(claim))
    play.refuses("conflict.declared", CHAIR, raised(ACCUSED))


def test_of_rulings_made_apart_one_that_upholds_wins_in_every_order() -> None:
    base = at("put")
    claim = base.do("cus-01", raised(ACCUSED)).id
    for first, second in ((True, False), (False, True)):
        play, before = base.fork(), base.lagging(0)
        play.do(CHAIR, ruled(claim, found=first), view=before)
        play.do(HEADS["defence"], ruled(claim, found=second), view=before)
        every_order(base, play)
        assert upheld(play.case.conflict_claims[claim]) is True
        assert ACCUSED in play.case.conflicts


def test_declared_and_upheld_apart_the_earlier_counts_in_every_order() -> None:
    base = at("put")
    claim = base.do("cus-01", raised(ACCUSED)).id
    play, before = base.fork(), base.lagging(0)
    play.do(CHAIR, ruled(claim), view=before)
    play.do(ACCUSED, ConflictDeclared(reason="A cousin."), view=before)
    every_order(base, play)
    assert play.case.conflicts[ACCUSED].by.order == min(act.by.order for act in play.acts[-2:])


def test_an_agency_without_a_part_raises_nothing() -> None:
    play = at("registered", procedure=WITHOUT_ECONOMY)
    play.refuses("step.no-part", "eco-01", raised(ACCUSED))


# --- experts -----------------------------------------------------------------------------------------------------


def test_every_look_of_an_expert_is_an_act() -> None:
    play = at("put")
    name = play.do(OFFICER, invited_to_item(play, session="")).id
    play.refuses("expert.part", EXPERT, look(play, name, "all of it"))
    play.refuses("opinion.stale-dossier", EXPERT, look(play, name, dossier="0"))
    play.refuses("expert.over", EXPERT, look(play, name), claimed=LATE)
    play.refuses("rights.role", CLERK, look(play, name))
    assert not opened_today(play.case, EXPERT, "case", dossier_hash(play.case), TODAY)
    play.do(EXPERT, look(play, name))
    assert opened_today(play.case, EXPERT, "case", dossier_hash(play.case), TODAY)
    assert not opened_today(play.case, EXPERT, "history", dossier_hash(play.case), TODAY)
    assert not opened_today(play.case, EXPERT, "case", dossier_hash(play.case), LATER)


def test_an_invitation_to_an_agenda_item_ends_with_the_item_or_the_session() -> None:
    for end in (AgendaChanged(agenda=()), SessionClosed()):
        play = at("put")
        name = play.do(OFFICER, invited_to_item(play)).id
        play.refuses("expert.invited-already", OFFICER, invited_to_item(play))
        play.do(EXPERT, look(play, name))
        assert invited(play.case, EXPERT, TODAY, play.world) is not None
        play.do(SECRETARY if isinstance(end, AgendaChanged) else CHAIR, end)
        assert invited(play.case, EXPERT, TODAY, play.world) is None
        play.refuses("expert.over", EXPERT, look(play, name, "acts"))
        advice = ExpertAdvised(invitation=name, dossier=dossier_hash(play.case), text="It is.")
        play.refuses("expert.over", EXPERT, advice)
        play.refuses("expert.not-invited", EXPERT, ConflictDeclared(reason="A cousin."))
        play.do(OFFICER, invited_to_item(play, session=""))


def test_a_result_over_a_position_of_a_person_who_had_stepped_out_does_not_stand() -> None:
    base = at("voted")
    play, before = base.fork(), base.lagging(0)
    play.do(MEMBERS["customs"], ConflictDeclared(reason="My sister works there."), view=before)
    play.do(CHAIR, certificate(base.world), view=before)
    on(play, "attested")
    assert standing_result(play.case) is None
    shown = plain_tally(play.case, play.world, play.case.rounds[asked(play.case)], LATE)
    assert [one for one in shown["obstacles"] if one["code"] == "consensus.stepped-out"] == [
        {"code": "consensus.stepped-out", "seats": ["customs"]}
    ]
    every_order(base, play)


def test_a_person_who_steps_out_after_the_result_changes_nothing() -> None:
    play = at("attested")
    play.do(MEMBERS["customs"], ConflictDeclared(reason="My sister works there."))
    assert standing_result(play.case) is not None
