"""Rules of informal notes and of evidence: what counts for nothing, and what makes everybody read again."""

from __future__ import annotations

from typing import Any

import pytest

from app.models.acts import (
    ConflictDeclared,
    EvidenceRecorded,
    MentionSettled,
    NoteFiled,
    NoteWritten,
)
from app.models.outcomes import EvidenceKind
from app.workflows.consensus import is_stale
from app.workflows.difference import difference_since
from app.workflows.dossier import dossier, dossier_hash, filed_notes
from app.workflows.evidence import unseen
from app.workflows.finality import final_decision
from app.workflows.notes import unsettled
from tests.workflows.drafts import STANDING, altered
from tests.workflows.machine.claims import Claim, names
from tests.workflows.machine.stages import (
    CHAIR,
    CLERK,
    MEMBERS,
    REVIEWERS,
    asked,
    at,
    certificate,
    on,
)
from tests.workflows.test_fold import every_order

AUTHOR, OTHER, MEMBER = REVIEWERS["customs"], REVIEWERS["defence"], MEMBERS["customs"]
WITHOUT_ECONOMY = altered(STANDING, ('[[committee.seats]]\nagency = "economy"\nkind = "advisory"\n', ""))


def note(*mentions: str, text: str = "The route looks odd.", **fields: Any) -> NoteWritten:
    return NoteWritten(**({"text": text, "mentions": mentions} | fields))


def evidence(text: str = "Diverted in 2024.", **fields: Any) -> EvidenceRecorded:
    return EvidenceRecorded(**({"kind": EvidenceKind.ADVERSE, "text": text, "source": "Customs report 12"} | fields))


CLAIMS = [
    Claim("a note says something", "note.text", "registered", AUTHOR, lambda _: note(text=" ")),
    Claim("a note answers one that is there", "note.unknown", "registered", AUTHOR, lambda _: note(answers="x")),
    Claim("nobody is mentioned twice", "note.mentioned-twice", "registered", AUTHOR, lambda _: note(OTHER, OTHER)),
    Claim("who is mentioned is enrolled", "officer.unknown", "registered", AUTHOR, lambda _: note("nobody")),
    Claim("an expert is not mentioned", "note.mention", "registered", AUTHOR, lambda _: note("def-05")),
    Claim("an auditor is not mentioned", "note.mention", "registered", AUTHOR, lambda _: note("eco-02")),
    Claim("nobody mentions oneself", "note.mention", "registered", AUTHOR, lambda _: note(AUTHOR)),
    Claim("an expert writes no notes", "rights.role", "registered", "def-05", lambda _: note()),
    Claim("a note is on a case", "case.unknown", "founded", AUTHOR, lambda _: note()),
    Claim("what was not written is not filed", "note.unknown", "registered", AUTHOR, lambda _: NoteFiled(note="x")),
    Claim(
        "what was not written is not settled", "note.unknown", "registered", AUTHOR, lambda _: MentionSettled(note="x")
    ),
    Claim("evidence says what came up", "evidence.text-and-source", "registered", AUTHOR, lambda _: evidence(" ")),
    Claim(
        "evidence says where it is from",
        "evidence.text-and-source",
        "registered",
        AUTHOR,
        lambda _: evidence(source=""),
    ),
    Claim("evidence is on a case", "case.unknown", "founded", AUTHOR, lambda _: evidence()),
    Claim("a clerk records no evidence", "rights.role", "registered", CLERK, lambda _: evidence()),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=names(CLAIMS))
def test_claim(claim: Claim) -> None:
    claim.holds()


@pytest.mark.parametrize("body", [note(), evidence()], ids=["note", "evidence"])
def test_an_agency_without_a_part_adds_nothing(body: object) -> None:
    at("registered", procedure=WITHOUT_ECONOMY).refuses("step.no-part", "eco-01", body)


# --- notes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("attributed", [True, False])
def test_a_note_counts_for_nothing(attributed: bool) -> None:
    play = at("voted")
    before, count = dossier_hash(play.case), certificate(play.world)
    first = play.do(AUTHOR, note(OTHER, attributed=attributed)).id
    play.do(OTHER, note(answers=first))
    assert dossier_hash(play.case) == before
    assert certificate(play.world) == count
    assert not is_stale(play.case, play.case.rounds[asked(play.case)])
    on(play, "certified", "attested", "proposed", "signed", "issued")


def test_only_its_author_files_a_note_once_and_before_the_decision() -> None:
    play = at("proposed")
    first, second = play.do(AUTHOR, note()).id, play.do(AUTHOR, note(text="Another.")).id
    play.refuses("note.only-author", OTHER, NoteFiled(note=first))
    play.refuses("note.only-author", "cus-03", NoteFiled(note=first))
    play.do(AUTHOR, NoteFiled(note=first))
    play.refuses("note.filed-already", AUTHOR, NoteFiled(note=first))
    assert [one.id for one in filed_notes(play.case)] == [first]
    play = at("proposed")
    second = play.do(AUTHOR, note()).id
    on(play, "signed")
    play.refuses("decision.final-already", AUTHOR, NoteFiled(note=second))


def test_a_filed_note_makes_every_position_one_on_an_earlier_dossier() -> None:
    play = at("voted")
    name = play.do(AUTHOR, note(attributed=False)).id
    play.do(AUTHOR, NoteFiled(note=name))
    case = play.case
    assert is_stale(case, case.rounds[asked(case)])
    assert all(not one.stands_on(dossier_hash(case)) for one in case.opinions.values())
    play.refuses("vote.stale-question", CHAIR, certificate(play.world))
    assert AUTHOR not in str(dossier(case))
    before = next(iter(case.opinions.values())).body.dossier
    (change,) = difference_since(case, before)
    assert (change.part, change.field, change.before, change.after) == ("notes.1", "text", "", "The route looks odd.")


def test_a_mention_is_settled_once_by_the_person_mentioned() -> None:
    play = at("registered")
    name = play.do(AUTHOR, note(OTHER, MEMBER)).id
    play.refuses("note.not-mentioned", AUTHOR, MentionSettled(note=name))
    play.do(OTHER, MentionSettled(note=name))
    play.refuses("note.settled-already", OTHER, MentionSettled(note=name))
    assert unsettled(play.case.notes[name]) == (MEMBER,)


def test_who_stepped_out_of_a_case_is_not_mentioned() -> None:
    play = at("registered")
    play.do(OTHER, ConflictDeclared(reason="A cousin."))
    play.refuses("note.mention", AUTHOR, note(OTHER))


def test_filed_and_settled_apart_in_every_order() -> None:
    base = at("registered")
    name = base.do(AUTHOR, note(OTHER)).id
    play, before = base.fork(), base.lagging(0)
    play.do(AUTHOR, NoteFiled(note=name), view=before)
    play.do(AUTHOR, NoteFiled(note=name), view=before)
    play.do(OTHER, MentionSettled(note=name), view=before)
    play.do(AUTHOR, evidence(), view=before)
    every_order(base, play)
    filed = play.case.notes[name].filed
    assert filed is not None
    assert filed.order == min(act.by.order for act in play.acts if act.type == "NoteFiled")


# --- evidence ----------------------------------------------------------------------------------------------------


def test_evidence_is_part_of_the_dossier_and_halts_an_open_round() -> None:
    play = at("voted")
    play.do(AUTHOR, evidence())
    play.refuses("evidence.recorded-already", OTHER, evidence())
    play.do(AUTHOR, evidence(kind=EvidenceKind.DENIAL))
    assert is_stale(play.case, play.case.rounds[asked(play.case)])
    play.refuses("vote.stale-question", CHAIR, certificate(play.world))
    assert {row[1] for row in dossier(play.case)["evidence"]} == {"adverse-evidence", "previous-denial"}
    before = next(iter(play.case.opinions.values())).body.dossier
    found = {(one.part, one.field, one.after) for one in difference_since(play.case, before)}
    assert ("evidence.1", "text", "Diverted in 2024.") in found
    assert ("evidence.2", "kind", "previous-denial") in found


def test_a_case_without_evidence_and_notes_has_the_dossier_it_always_had() -> None:
    assert dossier(at("put").case).keys() == {"application", "version", "classification", "gates", "assessment"}


def test_the_hash_tells_apart_what_differs_only_in_evidence_or_filed_notes() -> None:
    seen = set[str]()
    play = at("registered")
    seen.add(dossier_hash(play.case))
    name = play.do(AUTHOR, note()).id
    assert dossier_hash(play.case) in seen
    play.do(AUTHOR, NoteFiled(note=name))
    seen.add(dossier_hash(play.case))
    play.do(AUTHOR, evidence())
    seen.add(dossier_hash(play.case))
    play.do(AUTHOR, evidence("Again."))
    seen.add(dossier_hash(play.case))
    assert len(seen) == 4


def test_evidence_after_the_decision_leaves_it_final_and_is_known_to_be_later() -> None:
    play = at("signed")
    record = final_decision(play.case)
    assert record is not None
    assert not unseen(play.case, record)
    play.do(AUTHOR, evidence())
    assert final_decision(play.case) is not None
    assert unseen(play.case, record)


def test_evidence_recorded_before_the_decision_is_part_of_what_was_decided_on() -> None:
    play = at("registered")
    play.do(AUTHOR, evidence())
    on(play, "intake", "classified", "gate", "treaty", "opinions", "consolidated", "convened", "opened", "put")
    on(play, "voted", "certified", "attested", "proposed", "signed")
    record = final_decision(play.case)
    assert record is not None
    assert not unseen(play.case, record)


def test_evidence_recorded_apart_from_the_decision_is_unseen_whatever_its_place_in_time() -> None:
    base = at("proposed")
    play, before = base.fork(), base.lagging(0)
    play.do(AUTHOR, evidence(), view=before)
    record = next(iter(play.case.decisions.values()))
    assert unseen(play.case, record)
