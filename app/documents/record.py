"""The decision record: each authority's decision with the positions it rests on; internal to the administration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.documents import look, parts, positions
from app.documents.case_papers import (
    BasisRow,
    BesideRow,
    DecisionPart,
    EscalationRow,
    LiftedRow,
    RecordPaper,
    VersionRow,
    WithdrawalRow,
)
from app.documents.course_rows import course_rows
from app.documents.legible import legible
from app.documents.look import WIDE
from app.documents.sheet import Sheet, grouped
from app.documents.strips import Cell, Strip, cell, columns, gap, row, ruled, table, text, together
from app.documents.voice import Voice
from app.models.outcomes import EscalationCause
from app.words import N_, Words

INTERNAL = N_("Internal record. It shows the positions of agencies and is not for the applicant.")
GROUNDS = {
    "committee": N_("Consensus of the committee"),
    "article-6": N_("Prohibition under Article 6 of the Arms Trade Treaty, confirmed by a second agency"),
    "agency": N_("Judgement of the deciding agency after the opinions"),
    "higher-authority": N_("Judgement of the higher authority after an escalation"),
}
CAUSES = {
    EscalationCause.DEFERRALS: N_("The committee deferred as often as the procedure allows"),
    EscalationCause.OVERDUE: N_("The time limit passed of those with whom the case lay"),
    EscalationCause.REFERRED: N_("Referred upward by the authority with which the case lay"),
}
COURSE = N_("Waivers, passed limits, conflicts, silence")
POSITIONS = columns(122, 112, 143.9, 80)
LIFTED = columns(150, 154, 161.9)
BESIDE = columns(220, 140, 105.9)
VERSIONS = columns(24, 70, 110, 162, 83.9)


def record_pdf(paper: RecordPaper, language: str) -> bytes:
    """The record in ``en``, ``fr`` or ``bilingual``; the same paper gives the same bytes."""
    shown, marked = legible(paper)
    voice = Voice(language)
    sheet = Sheet(shown.imprint, voice, voice.text(N_("Decision record")), shown.imprint.reference)
    sheet.add(*text(voice.text(INTERNAL), look.ALERT), gap(6))
    if shown.withdrawal:
        withdrawn = _withdrawal(voice, shown.withdrawal)
        sheet.add(*parts.section(voice, N_("The application was withdrawn"), withdrawn), gap(10))
    sheet.add(*_facts(voice, shown))
    for part in shown.decisions:
        sheet.add(*_decision(voice, part, shown.withdrawal is not None))
    course = course_rows(voice, shown.course)
    sheet.add(*parts.section(voice, COURSE, course))
    sheet.add(*parts.section(voice, N_("Objections lifted"), _lifted(voice, shown.lifted)))
    for one in shown.escalations:
        facts = _escalation(voice, one, shown.decisions)
        sheet.add(*parts.section(voice, N_("Escalation to the higher authority"), facts))
    sheet.add(*parts.section(voice, N_("Versions of the dossier"), _versions(voice, shown.versions)))
    return parts.finish(sheet, marked)


def _facts(voice: Voice, paper: RecordPaper) -> list[Strip]:
    def procedure(words: Words) -> str:
        title = paper.procedure.in_language(words.language)
        return words.text(N_("{title}, version {version}"), title=title, version=paper.procedure_version)

    applicant = cell([paper.applicant.name], look.KEY) + parts.address(voice, paper.applicant)
    return parts.facts(
        [
            (voice.text(N_("Case")), cell([paper.imprint.reference], look.CODE)),
            (voice.text(N_("Applicant")), applicant),
            (voice.text(N_("Activity")), cell(voice.label("activity", paper.activity), look.BODY)),
            (voice.text(N_("Kind")), parts.kind(voice, paper.kind)),
            (voice.text(N_("Procedure")), cell(voice.each(procedure), look.BODY)),
        ]
    )


def _withdrawal(voice: Voice, one: WithdrawalRow) -> list[Strip]:
    requested = voice.each(lambda words: words.date(one.received))
    return parts.facts(
        [
            (voice.text(N_("State")), cell(voice.text(N_("Withdrawn by the applicant")), look.ALERT)),
            (voice.text(N_("Requested on")), cell(requested, look.KEY)),
            (voice.text(N_("Reason")), cell([one.reason], look.BODY)),
            (voice.text(N_("Stage reached")), cell(voice.of(one.stage), look.BODY)),
            (voice.text(N_("Act signed by")), parts.person(voice, one.by)),
        ]
    )


def _decision(voice: Voice, part: DecisionPart, withdrawn: bool) -> list[Strip]:
    signing = [*parts.signatures(voice, part.signatures)] if part.signatures else []
    return [
        *_opening(voice, part, withdrawn),
        *parts.section(voice, N_("Words of the decision"), parts.signed_words(voice.of(part.text), look.SIGNED)),
        *parts.section(voice, N_("Outcome of each item"), parts.outcomes(voice, part.outcomes)),
        *parts.section(voice, N_("Conditions"), parts.conditions(voice, part.conditions)),
        *parts.section(voice, N_("Positions on which the decision rests"), _basis(voice, part)),
        *parts.section(voice, N_("What stood elsewhere at that time"), _beside(voice, part.beside)),
        *together(parts.section(voice, N_("Signatures"), signing)),
    ]


def _opening(voice: Voice, part: DecisionPart, withdrawn: bool) -> list[Strip]:
    def heading(words: Words) -> str:
        return words.text(N_("Decision: {authority}"), authority=part.authority.in_language(words.language))

    head = row(columns(WIDE), [cell(voice.each(heading), look.POINT)], pad=4)
    head[0] = ruled(head[0], look.INK, WIDE, 0.8)
    facts = parts.facts(
        [
            (voice.text(N_("State")), _state(voice, part, withdrawn)),
            (voice.text(N_("Ratification")), cell(voice.of(part.urgent), look.ALERT) if part.urgent else ()),
            (voice.text(N_("Ground")), cell(voice.text(GROUNDS[part.ground]), look.BODY)),
            (voice.text(N_("On paper")), cell(voice.of(part.paper), look.BODY) if part.paper else ()),
            (voice.text(N_("Corrected")), cell(voice.of(part.corrected), look.ALERT) if part.corrected else ()),
            (voice.text(N_("Act")), cell([part.act[: parts.SHORT]], look.CODE)),
            (voice.text(N_("Proposed by")), parts.person(voice, part.proposed)),
            (voice.text(N_("Dossier hash")), cell([grouped(part.dossier)], look.CODE_FACT)),
            (voice.text(N_("Licence")), cell([part.licence], look.CODE)),
        ]
    )
    return [gap(20), *together([*head, *facts])]


def _state(voice: Voice, part: DecisionPart, withdrawn: bool) -> Cell:
    if part.final and not withdrawn:
        return cell(voice.text(N_("Final")), look.KEY)
    if part.final:
        ended = N_("Withdrawn: the decision was final, but the applicant took the application back")
        return cell(voice.text(ended), look.ALERT)
    message = N_("Not final; signatures given: {given} of {required}")
    if withdrawn:
        message = N_("Withdrawn by the applicant; not final, signatures given: {given} of {required}")
    return cell(voice.text(message, given=len(part.signatures), required=part.required), look.ALERT)


def _basis(voice: Voice, part: DecisionPart) -> list[Strip]:
    """The positions; what silence adopted names the seats that kept silent and is never called an agreement."""
    if not part.silent:
        return _positions(voice, part.positions)

    def told(words: Words) -> str:
        seats = words.sentence_list([seat.in_language(words.language) for seat in part.silent])
        return words.text(N_("Adopted by silence. These seats did not object: {seats}."), seats=seats)

    rows = [gap(4, keep=True), *_positions(voice, part.positions)] if part.positions else []
    return [*text(voice.each(told), look.BODY), *rows]


def _positions(voice: Voice, rows: Sequence[BasisRow]) -> list[Strip]:
    if not rows:
        return text(voice.text(N_("The decision names no position.")), look.BODY)
    head = parts.heads(voice, N_("Agency or seat"), N_("Position"), N_("Reasons"), N_("Signed, act"))
    return table(POSITIONS, head, (_position(voice, one) for one in rows), whole=True)


def _position(voice: Voice, one: BasisRow) -> list[Cell]:
    second = one.countersigned
    by = positions.signed(voice, N_("Countersigned by {name} on {date}"), *second) if second else ()
    return [
        cell(voice.of(one.seat), look.CELL_KEY) + cell([one.name], look.FAINT) + by,
        _said(voice, one) + cell(voice.of(one.what), look.NOTE),
        cell([one.reasons], look.CELL),
        _when(voice, one),
    ]


def _said(voice: Voice, one: BasisRow) -> Cell:
    """The position on the whole, on single items, and the criteria it names."""
    position = cell(voice.label("position", one.position), look.CELL_KEY) if one.position else ()
    criteria = positions.listed(voice, N_("Criteria: {values}"), one.criteria)
    return position + positions.items(voice, one.items) + criteria


def _when(voice: Voice, one: BasisRow) -> Cell:
    day = cell(voice.each(lambda words: words.date(one.signed)), look.CELL)
    return (*day, (one.act[: parts.SHORT], look.CODE_CELL))


def _lifted(voice: Voice, rows: Sequence[LiftedRow]) -> list[Strip]:
    head = parts.heads(voice, N_("Agency or seat"), N_("Objection"), N_("How it was lifted"))
    return table(LIFTED, head, (_lifting(voice, one) for one in rows), whole=True) if rows else []


def _lifting(voice: Voice, one: LiftedRow) -> list[Cell]:
    before, after = one.objection, one.lifted
    return [
        cell(voice.of(before.seat), look.CELL_KEY) + cell(voice.of(before.what), look.NOTE),
        _said(voice, replace(before, position=None)) + cell([before.reasons], look.CELL) + _noted(voice, before),
        _said(voice, after) + cell([after.reasons], look.CELL) + _noted(voice, after),
    ]


def _noted(voice: Voice, one: BasisRow) -> Cell:
    message = N_("{name}, on {date}, act {act}")
    act = one.act[: parts.SHORT]
    said = voice.each(lambda words: words.text(message, name=one.name, date=words.date(one.signed), act=act))
    return cell(said, look.NOTE)


def _escalation(voice: Voice, one: EscalationRow, decisions: Sequence[DecisionPart]) -> list[Strip]:
    same = any(one.positions == part.positions for part in decisions)
    above = N_("Exactly those on which the decision above rests")
    facts = parts.facts(
        [
            (voice.text(N_("Handed to")), cell(voice.of(one.to), look.KEY)),
            (voice.text(N_("Cause")), cell(voice.text(CAUSES[one.cause]), look.BODY)),
            (voice.text(N_("Reason")), cell([one.reason], look.BODY)),
            (voice.text(N_("Handed over by")), parts.person(voice, one.by)),
            (voice.text(N_("Positions handed over")), cell(voice.text(above), look.BODY) if same else ()),
        ]
    )
    if same or not one.positions:
        return facts
    return [*facts, *parts.section(voice, N_("Positions handed over"), _positions(voice, one.positions))]


def _beside(voice: Voice, rows: Sequence[BesideRow]) -> list[Strip]:
    head = parts.heads(voice, N_("Authority"), N_("Case"), N_("State"))
    return table(BESIDE, head, (_elsewhere(voice, one) for one in rows)) if rows else []


def _elsewhere(voice: Voice, one: BesideRow) -> list[Cell]:
    state = voice.text(N_("Not decided yet")) if one.state == "open" else voice.label("stage", one.state)
    return [
        tuple(piece for each in one.authorities for piece in cell(voice.of(each), look.CELL_KEY)),
        cell([one.reference], look.CODE_CELL),
        cell(state, look.CELL),
    ]


def _versions(voice: Voice, rows: Sequence[VersionRow]) -> list[Strip]:
    head = parts.heads(voice, N_("No."), N_("Date"), N_("Recorded by"), N_("Reason"), N_("Content"))
    return table(VERSIONS, head, (_version(voice, one) for one in rows))


def _version(voice: Voice, one: VersionRow) -> list[Cell]:
    first = cell(voice.text(N_("As registered")), look.FAINT)
    return [
        cell([str(one.number)], look.CELL_KEY),
        cell(voice.each(lambda words: words.date(one.on)), look.CELL),
        cell([one.name], look.CELL),
        cell([one.reason], look.CELL) if one.reason else first,
        cell([one.content[: parts.SHORT]], look.CODE_CELL),
    ]
