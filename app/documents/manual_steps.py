"""The steps in the manual of a procedure: all at a glance, then each with its holder, time, conditions and tasks."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents import look, parts
from app.documents.look import WIDE
from app.documents.manual_paper import ManualStep
from app.documents.strips import Cell, Strip, cell, columns, gap, row, ruled, table, together
from app.documents.voice import Voice
from app.models.procedure import MAY_BE_PASSED, Decider, Mixed, Overdue, StepKind
from app.words import N_, Words

OVERVIEW = columns(24, 170, 92, 110, 53.9, right=(4,))
TASKS = {
    "article-6": N_("Answer the three questions of Article 6 of the Arms Trade Treaty"),
    "article-7": N_("Assess the risks of Article 7 of the Arms Trade Treaty, where the transfer is an export"),
}
OVERDUE = {
    Overdue.REMIND: N_("The holder is reminded; the step stays open."),
    Overdue.ESCALATE: N_("The delay is recorded and goes to the authority above; the step stays open."),
    Overdue.NO_OBJECTION: N_("Silence then counts as no objection, and the case goes on."),
}
PASSED_OVER = N_("The delay goes to the authority above, which may then do without the step.")
HANDED_UP = N_("The delay is recorded; the committee may then hand the case to the higher authority, which decides.")
DECIDERS = {
    Decider.COMMITTEE: N_("The committee, by consensus"),
    Decider.LEAD_AGENCY: N_("The lead agency"),
    Decider.COMPETENT_AGENCY: N_("The agency competent for the item"),
    Decider.HIGHER_AUTHORITY: N_("The higher authority"),
}
MIXED = {
    Mixed.OWN_ITEMS: N_(
        "Where items fall to several authorities, each decides its own in one case, and none without seeing where the "
        "others stand."
    ),
    Mixed.LINKED_CASES: N_(
        "Where items fall to several authorities, each gets a case of its own, linked to the others, and none is "
        "decided without seeing where the others stand."
    ),
}
Fact = tuple[tuple[str, ...], Cell]


def overview(voice: Voice, listed: Sequence[ManualStep]) -> list[Strip]:
    """Number, title, kind, holder and time of each step."""
    head = parts.heads(voice, N_("No."), N_("Step"), N_("Kind"), N_("Agency in charge"), N_("Working days"))
    return table(OVERVIEW, head, (_line(voice, one) for one in listed))


def steps(voice: Voice, listed: Sequence[ManualStep]) -> list[Strip]:
    """Each step in full."""
    titles = {one.number: one for one in listed}
    return [strip for one in listed for strip in _step(voice, one, titles)]


def _line(voice: Voice, one: ManualStep) -> list[Cell]:
    depends = cell(voice.text(N_("Under a condition")), look.FAINT) if one.applies else ()
    return [
        cell([str(one.number)], look.CELL_KEY),
        cell(voice.of(one.title), look.CELL) + depends,
        cell(voice.label("step_kind", one.kind), look.CELL),
        _holders(voice, one, look.CELL),
        cell(["–" if one.days is None else str(one.days)], look.CELL),
    ]


def _step(voice: Voice, one: ManualStep, titles: dict[int, ManualStep]) -> list[Strip]:
    head = row(columns(20, WIDE - 28), [((str(one.number), look.POINT),), cell(voice.of(one.title), look.POINT)], pad=4)
    head[0] = ruled(head[0], look.INK, WIDE, 0.8)
    facts = parts.facts([*_held(voice, one, titles), *_time(voice, one), *_duties(voice, one), *_decider(voice, one)])
    return [gap(14), *together([*head, *facts])]


def _held(voice: Voice, one: ManualStep, titles: dict[int, ManualStep]) -> list[Fact]:
    def after(words: Words) -> str:
        names = [f"{number} {titles[number].title.in_language(words.language)}" for number in one.after]
        return words.sentence_list(names)

    applies = one.applies
    first = voice.text(N_("It opens with the case"))
    return [
        (voice.text(N_("Kind")), cell(voice.label("step_kind", one.kind), look.BODY)),
        (voice.text(N_("Agency in charge")), _holders(voice, one, look.KEY)),
        (voice.text(N_("Opens after")), cell(voice.each(after) if one.after else first, look.BODY)),
        (voice.text(N_("Applies")), cell(voice.of(applies) if applies else voice.text(N_("Always")), look.BODY)),
    ]


def _holders(voice: Voice, one: ManualStep, ink: look.Ink) -> Cell:
    """One under the other."""
    return tuple(piece for agency in one.holders for piece in cell(voice.of(agency), ink))


def _time(voice: Voice, one: ManualStep) -> list[Fact]:
    days = one.days
    if days is None:
        return [(voice.text(N_("Time limit")), cell(voice.text(N_("Without a limit")), look.BODY))]
    limit = voice.each(lambda words: words.text(N_("Working days: {days}"), days=days))
    return [
        (voice.text(N_("Time limit")), cell(limit, look.BODY)),
        (voice.text(N_("When it has passed")), cell(voice.text(_overdue(one)), look.BODY)),
    ]


def _overdue(one: ManualStep) -> str:
    """What follows a passed limit, as far as the rules go: no treaty question is passed over."""
    if one.overdue is Overdue.ESCALATE and one.kind is StepKind.COMMITTEE:
        return HANDED_UP
    if one.overdue is Overdue.ESCALATE and one.kind in MAY_BE_PASSED and not one.tasks and one.escalates_to:
        return PASSED_OVER
    return OVERDUE[one.overdue]


def _duties(voice: Voice, one: ManualStep) -> list[Fact]:
    tasks = tuple(piece for task in one.tasks for piece in cell(voice.text(TASKS[task]), look.BODY))
    second = N_("A second person of the agency countersigns, unless the charter waives it")
    optional = N_("Holds nobody up: the steps after it open with it")
    return [
        (voice.text(N_("Tasks")), tasks),
        (voice.text(N_("Countersignature")), cell(voice.text(second), look.BODY) if one.countersign else ()),
        (voice.text(N_("Not mandatory")), () if one.mandatory else cell(voice.text(optional), look.BODY)),
        (voice.text(N_("May be waived by")), cell(voice.of(one.waived_by), look.BODY) if one.waived_by else ()),
        (voice.text(N_("Escalates to")), cell(voice.of(one.escalates_to), look.BODY) if one.escalates_to else ()),
        (voice.text(N_("Legal basis")), cell(voice.of(one.legal_basis), look.BODY) if one.legal_basis else ()),
    ]


def _decider(voice: Voice, one: ManualStep) -> list[Fact]:
    if one.decides is None:
        return []
    cases = tuple(
        piece
        for agency, when in one.competences
        for piece in cell(voice.of(agency), look.KEY) + cell(voice.of(when), look.BODY)
    )
    return [
        (voice.text(N_("Who decides")), cell(voice.text(DECIDERS[one.decides]), look.KEY)),
        (voice.text(N_("Competences")), cases),
        (voice.text(N_("Mixed applications")), cell(voice.text(MIXED[one.mixed]), look.BODY) if one.mixed else ()),
        (voice.text(N_("Signatures")), cell([str(one.signatures)], look.BODY)),
    ]
