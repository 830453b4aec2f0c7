"""The manual of a national procedure: its law, its steps, its committee, who does what and who may do what."""

from __future__ import annotations

from collections.abc import Sequence

from app.documents import look, parts
from app.documents.legible import legible
from app.documents.manual_committee import committee, rules
from app.documents.manual_paper import ManualPaper, ManualQueries, RaciRow, RoleRow
from app.documents.manual_steps import overview, steps
from app.documents.sheet import Sheet, grouped
from app.documents.strips import Cell, Strip, cell, columns, gap, table, text
from app.documents.voice import Voice
from app.models.procedure import Text
from app.words import N_, Words

RACI = columns(118, 84, 84, 84, 79.9)
ROLES = columns(92, 250, 123.9)


def manual_pdf(paper: ManualPaper, language: str) -> bytes:
    """The manual in ``en``, ``fr`` or ``bilingual``; the same paper gives the same bytes."""
    shown, marked = legible(paper)
    voice = Voice(language)
    mark = f"{shown.id} {shown.version}"
    sheet = Sheet(shown.imprint, voice, voice.text(N_("Manual of the national procedure")), mark)
    sheet.add(*_facts(voice, shown))
    if shown.summary:
        sheet.add(*parts.section(voice, N_("In short"), text(voice.of(shown.summary), look.BODY)))
    sheet.add(*parts.section(voice, N_("Legal basis"), parts.signed_words(voice.of(shown.legal_basis), look.SIGNED)))
    sheet.add(*parts.section(voice, N_("The steps at a glance"), overview(voice, shown.steps)))
    sheet.add(*steps(voice, shown.steps))
    if shown.committee:
        sheet.add(*parts.section(voice, N_("The committee"), committee(voice, shown.committee)))
    if shown.queries:
        sheet.add(*parts.section(voice, N_("Questions to the applicant"), _queries(voice, shown.queries)))
    if shown.rules:
        sheet.add(*parts.section(voice, N_("Licences, refusals and their review"), rules(voice, shown.rules)))
    sheet.add(*parts.section(voice, N_("Who does what at each step"), _raci(voice, shown.raci)))
    sheet.add(*parts.section(voice, N_("What each officer may sign"), _roles(voice, shown.roles)))
    return parts.finish(sheet, marked)


def _facts(voice: Voice, paper: ManualPaper) -> list[Strip]:
    half = len(paper.digest) // 2
    digest = tuple((grouped(part), look.CODE_FACT) for part in (paper.digest[:half], paper.digest[half:]))
    activities = voice.each(
        lambda words: words.sentence_list([words.label("activity", one) for one in paper.activities])
    )
    higher = cell(voice.of(paper.higher_authority), look.BODY) if paper.higher_authority else ()
    return parts.facts(
        [
            (voice.text(N_("Procedure")), cell(voice.of(paper.title), look.KEY)),
            (voice.text(N_("Version")), cell([paper.version], look.BODY)),
            (voice.text(N_("Digest of the version")), digest),
            (voice.text(N_("Activities")), cell(activities, look.BODY)),
            (voice.text(N_("Higher authority")), higher),
            (voice.text(N_("Statutory time")), _statutory(voice, paper)),
        ]
    )


def _statutory(voice: Voice, paper: ManualPaper) -> Cell:
    days = paper.statutory_days
    if days is None:
        return cell(voice.text(N_("The law sets no time for the whole case.")), look.BODY)

    def said(words: Words) -> str:
        message = N_("Working days for the whole case: {days}. When they have passed: {effect}.")
        effect = words.label("statutory_effect", paper.statutory_effect)
        return words.text(message, days=days, effect=effect)

    basis = cell(voice.of(paper.statutory_basis), look.NOTE) if paper.statutory_basis else ()
    return cell(voice.each(said), look.BODY) + basis


def _queries(voice: Voice, queries: ManualQueries) -> list[Strip]:
    def days(words: Words) -> str:
        return words.text(N_("Working days from the letter: {days}"), days=queries.days)

    clock = N_(
        "While a letter is open, the statutory time and the steps that asked stand still, and nothing is decided."
    )
    basis = cell(voice.of(queries.legal_basis), look.BODY) if queries.legal_basis else ()
    return parts.facts(
        [
            (voice.text(N_("Who writes")), cell(voice.of(queries.agency), look.BODY)),
            (voice.text(N_("Time to answer")), cell(voice.each(days), look.BODY)),
            (voice.text(N_("Meanwhile")), cell(voice.text(clock), look.BODY)),
            (voice.text(N_("If there is no answer")), cell(voice.of(queries.silence), look.BODY)),
            (voice.text(N_("Legal basis")), basis),
        ]
    )


def _raci(voice: Voice, rows: Sequence[RaciRow]) -> list[Strip]:
    head = parts.heads(voice, N_("Step"), N_("Responsible"), N_("Accountable"), N_("Consulted"), N_("Informed"))
    return table(RACI, head, (_raci_row(voice, one) for one in rows), whole=True)


def _raci_row(voice: Voice, one: RaciRow) -> list[Cell]:
    listed = (one.responsible, one.accountable, one.consulted, one.informed)
    return [cell(voice.of(one.step), look.CELL_KEY), *(_agencies(voice, names) for names in listed)]


def _agencies(voice: Voice, names: Sequence[Text]) -> Cell:
    """One under the other."""
    return tuple(piece for name in names for piece in cell(voice.of(name), look.CELL))


def _roles(voice: Voice, rows: Sequence[RoleRow]) -> list[Strip]:
    head = parts.heads(voice, N_("Role"), N_("Signs alone"), N_("Signs as a second person"))
    note = N_("One person may hold several roles, but not exercise incompatible ones on the same case.")
    listed = table(ROLES, head, (_role(voice, one) for one in rows))
    return [*listed, gap(6), *text(voice.text(note), look.NOTE)]


def _role(voice: Voice, one: RoleRow) -> list[Cell]:
    role = cell(voice.label("role", one.role), look.CELL_KEY)
    return [role, _acts(voice, one.signs), _acts(voice, one.seconds)]


def _acts(voice: Voice, names: Sequence[Text]) -> Cell:
    return cell(voice.each(lambda words: " · ".join(one.in_language(words.language) for one in names)), look.CELL)
