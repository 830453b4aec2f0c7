"""What several papers share: facts, parties, goods, conditions, signed words, fingerprints, signatures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from app.documents import look
from app.documents.look import WIDE
from app.documents.papers import ConditionRow, GoodsRow, OutcomeRow, PartyRow, Signatory
from app.documents.sheet import Sheet, grouped, titled
from app.documents.strips import (
    Cell,
    Column,
    Strip,
    barred,
    cell,
    columns,
    gap,
    led,
    parallel,
    row,
    table,
    text,
)
from app.documents.voice import Voice
from app.models.application import LicenceKind
from app.words import N_, Words

SHORT = 12
"""Digits of an act's id that papers print: enough to find it in the journal."""

FACTS = columns(118, WIDE - 126)
INDENT = 12.0
NUMBERED = 34.0


def facts(rows: Iterable[tuple[tuple[str, ...], Cell]]) -> list[Strip]:
    """Label and value, one pair a row; pairs without a value are left out."""
    return [strip for label, value in rows if value for strip in row(FACTS, [cell(label, look.LABEL), value], 1)]


def parties(voice: Voice, rows: Sequence[PartyRow]) -> list[Strip]:
    """The persons and companies of a dossier with their roles."""
    places = columns(92, 150, 140, 75.9)
    head = heads(voice, N_("Role"), N_("Name"), N_("Address"), N_("Registration"))
    return table(places, head, ([*_party(voice, party)] for party in rows))


def address(voice: Voice, party: PartyRow) -> Cell:
    """Postal address and country."""
    street = ", ".join(line.strip(" ,") for line in party.address.split("\n"))
    places = [part for part in (street, party.country) if part]
    return cell(voice.each(lambda words: words.sentence_list([words.country(place) for place in places])), look.CELL)


def goods(voice: Voice, rows: Sequence[GoodsRow]) -> list[Strip]:
    """Items with destination and end-user, quantity and value."""
    places = columns(24, 134, 40, 105.9, 56, 82, right=(4, 5))
    head = heads(
        voice, N_("Item"), N_("Description"), N_("Control"), N_("Destination, end user"), N_("Quantity"), N_("Value")
    )
    return table(places, head, (_goods(voice, item) for item in rows))


def outcomes(voice: Voice, rows: Sequence[OutcomeRow]) -> list[Strip]:
    """What each item is to receive."""
    places = columns(24, 168, 104, 66, 87.9, right=(3, 4))
    head = heads(voice, N_("Item"), N_("Goods and destination"), N_("Outcome"), N_("Quantity"), N_("Value"))
    return table(places, head, (_outcome(voice, one) for one in rows))


def conditions(voice: Voice, rows: Sequence[ConditionRow]) -> list[Strip]:
    """Numbered conditions in signed words, each with the agency that owns it."""
    strips = [strip for condition in rows for strip in (*_condition(voice, condition), gap(6))]
    return strips[:-1]


def signed_words(texts: Sequence[str], ink: look.Ink) -> list[Strip]:
    """Words with legal effect: serif, an upright brass line at their left."""
    return barred(parallel(texts, ink, indent=INDENT), look.BRASS)


def numbered(number: str, texts: Sequence[str]) -> list[Strip]:
    """Signed words after their number, two languages side by side."""
    return row(_numbered(len(texts)), [((number, look.SIGNED_KEY),), *(((words, look.SIGNED),) for words in texts)])


def _numbered(count: int) -> list[Column]:
    room = (WIDE - NUMBERED - 18 * (count - 1)) / count
    return [Column(INDENT, NUMBERED - INDENT), *(Column(NUMBERED + n * (room + 18), room) for n in range(count))]


def fingerprint(voice: Voice, digest: str) -> list[Strip]:
    """64 digits in two lines of eight groups, as the voting screen shows them."""
    half = len(digest) // 2
    lines = [grouped(digest[:half]), grouped(digest[half:])]
    value: Cell = tuple((line, look.FINGERPRINT) for line in lines)
    label = cell(voice.text(N_("Fingerprint")), look.LABEL)
    return led(row(columns(118, WIDE - 126), [label, value], 1))


def signatures(voice: Voice, rows: Sequence[Signatory]) -> list[Strip]:
    """Who signed, in which capacity, for which agency, when, and the act in the journal."""
    places = columns(124, 88, 117.9, 62, 58)
    head = heads(voice, N_("Name"), N_("Capacity"), N_("Agency"), N_("Signed on"), N_("Act"))
    return table(places, head, (_signature(voice, one) for one in rows))


def person(voice: Voice, one: Signatory) -> Cell:
    """Who signed, in one sentence with capacity, agency, moment and act."""

    def sentence(words: Words) -> str:
        return words.text(
            N_("{name}, {capacity}, {agency}, {moment}; act {act}"),
            name=one.name,
            capacity=words.label("role", one.capacity),
            agency=one.agency.in_language(words.language),
            moment=words.moment(one.signed),
            act=one.act[:SHORT],
        )

    return cell(voice.each(sentence), look.BODY)


def section(voice: Voice, heading: str, body: Sequence[Strip]) -> list[Strip]:
    """A heading and what stands under it; nothing where there is nothing."""
    return [*titled(voice.text(heading)), *body] if body else []


def transliteration_note(voice: Voice, marked: bool) -> list[Strip]:
    """Why some names end with a code in brackets."""
    note = N_(
        "A code in brackets, such as [Arab] or [Hani], marks words transliterated from the script it names "
        "(ISO 15924). The dossier holds the original writing, under its hash."
    )
    return [gap(12), *text(voice.text(note), look.NOTE)] if marked else []


def kind(voice: Voice, value: LicenceKind) -> Cell:
    """The licence's kind."""
    return cell(voice.label("licence_kind", value), look.BODY)


def decision(voice: Voice, act: str, on: date) -> Cell:
    """The decision's date and the first digits of its act in the journal."""
    message = N_("Of {date}, act {act}")
    return cell(voice.each(lambda words: words.text(message, date=words.date(on), act=act[:SHORT])), look.BODY)


def heads(voice: Voice, *names: str) -> list[Cell]:
    """Column heads."""
    return [cell(voice.text(name), look.HEAD) for name in names]


def finish(sheet: Sheet, marked: bool) -> bytes:
    """The note on transliteration where it is due, then the file."""
    return ended(sheet, marked).pdf()


def ended(sheet: Sheet, marked: bool) -> Sheet:
    """The sheet with the note on transliteration where it is due."""
    sheet.add(*transliteration_note(sheet.voice, marked))
    return sheet


def _party(voice: Voice, party: PartyRow) -> list[Cell]:
    return [
        cell(voice.label("party_role", party.role), look.CELL),
        cell([party.name], look.CELL_KEY),
        address(voice, party),
        cell([party.registration], look.CELL),
    ]


def _goods(voice: Voice, item: GoodsRow) -> list[Cell]:
    return [
        cell([item.item], look.CELL_KEY),
        cell([item.description], look.CELL),
        cell([item.control_code], look.CELL),
        cell(voice.countries([item.destination]), look.CELL) + cell([item.end_user], look.CELL),
        quantity(voice, item),
        value(voice, item),
    ]


def quantity(voice: Voice, item: GoodsRow) -> Cell:
    """Figure and unit."""
    amount = item.quantity
    if amount is None:
        return ()
    return cell(voice.each(lambda words: f"{words.number(amount)} {item.unit}".rstrip()), look.CELL)


def value(voice: Voice, item: GoodsRow) -> Cell:
    """Amount and currency."""
    amount = item.value
    return () if amount is None else cell(voice.each(lambda words: words.money(amount, item.currency)), look.CELL)


def _outcome(voice: Voice, one: OutcomeRow) -> list[Cell]:
    item = one.goods
    what = cell([item.description], look.CELL) + cell(voice.countries([item.destination]), look.FAINT)
    return [
        cell([item.item], look.CELL_KEY),
        what + cell([item.end_user], look.FAINT),
        cell(voice.label("outcome", one.outcome), look.CELL_KEY) + cell([one.reason], look.CELL),
        quantity(voice, item),
        value(voice, item),
    ]


def _condition(voice: Voice, condition: ConditionRow) -> list[Strip]:
    texts = voice.of(condition.text)
    body = numbered(str(condition.number), texts)
    owners = _ownership(voice, condition)
    if len(owners) == len(texts):
        owned = row(_numbered(len(texts)), [(), *(((words, look.NOTE),) for words in owners)])
    else:
        owned = text(owners, look.NOTE, indent=NUMBERED)
    return barred([*led(body), *owned], look.BRASS)


def _ownership(voice: Voice, condition: ConditionRow) -> tuple[str, ...]:
    plain = N_("Condition of {agency}, version {version}.")
    limited = N_("Condition of {agency}, version {version}, for items {items}.")
    message = limited if condition.items else plain
    return voice.each(
        lambda words: words.text(
            message,
            agency=condition.owner.in_language(words.language),
            version=condition.version,
            items=words.sentence_list(list(condition.items)),
        )
    )


def _signature(voice: Voice, one: Signatory) -> list[Cell]:
    return [
        cell([one.name], look.CELL_KEY),
        cell(voice.label("role", one.capacity), look.CELL),
        cell(voice.of(one.agency), look.CELL),
        cell(voice.each(lambda words: words.date(one.signed)), look.CELL),
        cell([one.act[:SHORT]], look.CODE_CELL),
    ]
