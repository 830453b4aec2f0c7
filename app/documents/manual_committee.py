"""The committee in the manual of a procedure: its seats and its rules."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents import look, parts
from app.documents.manual_paper import ManualCommittee, ManualRule, ManualSeat
from app.documents.strips import Cell, Strip, cell, columns, gap, table, text
from app.documents.voice import Voice
from app.words import N_, Words

SEATS = columns(220, 130, 115.9)
CONSENSUS = N_(
    "Consensus is the absence of a standing objection by a voting seat, with the quorum met, every mandatory seat "
    "taken and at least one agreement. It is needed to grant and to refuse alike. Silence and absence are never "
    "agreement."
)
CONSENSUS_OR_SILENCE = N_(
    "Consensus is the absence of a standing objection by a voting seat, with the quorum met, every mandatory seat "
    "taken and at least one agreement. It is needed to grant and to refuse alike. Absence is never agreement, and "
    "silence only in a silence procedure."
)


def committee(voice: Voice, one: ManualCommittee) -> list[Strip]:
    """Rules, then the seats."""
    head = parts.heads(voice, N_("Seat"), N_("Kind of seat"), N_("Presence"))
    seats = table(SEATS, head, (_seat(voice, seat) for seat in one.seats))
    said = voice.text(CONSENSUS_OR_SILENCE if one.silence else CONSENSUS)
    methods = [gap(8), *rules(voice, one.rules)] if one.rules else []
    return [*_facts(voice, one), gap(5), *text(said, look.BODY), gap(6), *seats, *methods]


def rules(voice: Voice, listed: Sequence[ManualRule]) -> list[Strip]:
    """What each rule is about, what it says, and its legal ground."""
    return parts.facts((voice.of(one.about), _rule(voice, one)) for one in listed)


def _rule(voice: Voice, one: ManualRule) -> Cell:
    said = tuple(piece for line in one.says for piece in cell(voice.of(line), look.BODY))
    return said + (cell(voice.of(one.basis), look.NOTE) if one.basis else ())


def _facts(voice: Voice, one: ManualCommittee) -> list[Strip]:
    escalates = cell(voice.each(lambda words: _escalation(words, one)), look.BODY)
    return parts.facts(
        [
            (voice.text(N_("Committee")), cell(voice.of(one.title), look.KEY)),
            (voice.text(N_("Chair")), cell(voice.of(one.chair), look.BODY) + _chair(voice, one)),
            (voice.text(N_("Secretary")), cell(voice.of(one.secretary), look.BODY)),
            (voice.text(N_("Quorum")), cell(voice.each(lambda words: _quorum(words, one)), look.BODY)),
            (voice.text(N_("Without consensus")), escalates),
            (
                voice.text(N_("Requests for information")),
                cell(voice.each(lambda words: _requests(words, one)), look.BODY),
            ),
            (voice.text(N_("Legal basis")), cell(voice.of(one.legal_basis), look.BODY) if one.legal_basis else ()),
        ]
    )


def _chair(voice: Voice, one: ManualCommittee) -> Cell:
    return cell(voice.text(N_("The chair votes.") if one.chair_votes else N_("The chair does not vote.")), look.NOTE)


def _quorum(words: Words, one: ManualCommittee) -> str:
    return words.text(N_("{count}, counted in voting seats taken"), count=one.quorum)


def _escalation(words: Words, one: ManualCommittee) -> str:
    if one.escalates_to is None:
        message = N_("The question is deferred; deferrals allowed: {count}.")
        return words.text(message, count=one.deferrals)
    message = N_(
        "The question is deferred; deferrals allowed: {count}. After them {authority} decides, with signatures: "
        "{signatures}."
    )
    authority = one.escalates_to.in_language(words.language)
    return words.text(message, count=one.deferrals, authority=authority, signatures=one.higher_signatures)


def _requests(words: Words, one: ManualCommittee) -> str:
    message = N_("Per seat and case: {count}; working days for the answer: {days}")
    return words.text(message, count=one.requests, days=one.request_days)


def _seat(voice: Voice, one: ManualSeat) -> list[Cell]:
    presence = N_("Must be taken") if one.mandatory else N_("May stay empty")
    return [
        cell(voice.of(one.agency), look.CELL_KEY),
        cell(voice.label("seat_kind", one.kind), look.CELL),
        cell(voice.text(presence), look.CELL),
    ]
