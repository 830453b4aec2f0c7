"""The one door to translated text: gettext catalogues, code -> sentence, numbers and dates as officials write them."""

from __future__ import annotations

import gettext
import importlib
import pkgutil
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date

from app.errors import PlacetError
from app.marks import N_

LANGUAGES = ("en", "fr")
CATALOGUES = Path(__file__).resolve().parent.parent / "resources" / "i18n"
THIN = "\N{NARROW NO-BREAK SPACE}"
FIXED = "\N{NO-BREAK SPACE}"

NAMED = {
    "role": "role",
    "other": "role",
    "activity": "activity",
    "state": "state",
    "status": "gate",
    "result": "result",
    "kind": "step_kind",
    "paper": "paper_kind",
    "statutory_effect": "statutory_effect",
    "method": "method",
}
"""Values of sentences that are words of an enumeration, and the kind of their labels."""

__all__ = ["LANGUAGES", "N_", "Words", "say", "sentences"]


class Words:
    """Everything a page, a paper or the command line says, in one language."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        self._catalogue = _catalogue(self.language)

    def text(self, message: str, /, **values: Any) -> str:
        """The translation of a whole sentence, its `{names}` filled in."""
        return self._catalogue.gettext(message).format(**{k: self._shown(v) for k, v in values.items()})

    def plural(self, one: str, many: str, n: int, /, **values: Any) -> str:
        """The sentence for `n` things; `{n}` is written as a number."""
        chosen = self._catalogue.ngettext(one, many, n)
        return chosen.format(n=self.number(n), **{k: self._shown(v) for k, v in values.items()})

    def say(self, code: str, /, **values: Any) -> str:
        """The sentence of a refusal, problem or act code."""
        if code not in sentences():
            return code
        return self.text(sentences()[code], **{name: self._named(name, value) for name, value in values.items()})

    def error(self, error: PlacetError) -> str:
        """What happened and what to do, for a failure."""
        return self.say(error.code, **error.values)

    def label(self, kind: str, value: str) -> str:
        """The word for one value of an enumeration, for example ``label("activity", "export")``."""
        return self.text(labels()[f"{kind}.{value}"]) if f"{kind}.{value}" in labels() else value

    def number(self, value: int | Decimal | str) -> str:
        """Digits with thousands parted by a narrow no-break space; decimal point in English, comma in French."""
        whole, _, fraction = f"{Decimal(value):f}".partition(".")
        sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
        groups = f"{int(digits):,}".replace(",", THIN)
        return sign + groups + (self._point + fraction if fraction else "")

    def money(self, amount: Decimal | str, currency: str) -> str:
        """Amount with its currency code: before it in English, after it in French, never parted by a line's end."""
        figure = self.number(amount)
        return f"{figure}{FIXED}{currency}" if self.language == "fr" else f"{currency}{FIXED}{figure}"

    def date(self, day: date | str) -> str:
        """19 Nov 2026, 19 nov. 2026."""
        value = date.fromisoformat(day[:10]) if isinstance(day, str) else day
        return format_date(value, "d MMM y", locale=self._locale)

    def weekday(self, number: int) -> str:
        """Monday for 1 to Sunday for 7."""
        return format_date(date(2024, 1, number), "EEEE", locale=self._locale)

    def moment(self, when: datetime | str) -> str:
        """Date and time of day, 24 h, in UTC as the journal keeps it."""
        value = datetime.fromisoformat(when) if isinstance(when, str) else when
        return f"{self.date(value.date())}, {value:%H:%M} UTC"

    def country(self, code: str) -> str:
        """Name of an ISO 3166 alpha-2 country, or the text as given; invented States of training realms are labels."""
        if f"country.{code}" in labels():
            return self.label("country", code)
        return str(self._locale.territories.get(code, code))

    def sentence_list(self, parts: list[str]) -> str:
        """Names or figures enumerated with commas."""
        return ", ".join(parts)

    @property
    def _locale(self) -> Locale:
        return _locale(self.language)

    @property
    def _point(self) -> str:
        return "," if self.language == "fr" else "."

    def _named(self, name: str, value: Any) -> Any:
        """A value of an enumeration as its word: ``role=secretary`` reads Secretary."""
        return self.label(NAMED[name], value) if name in NAMED and isinstance(value, str) else value

    def _shown(self, value: Any) -> Any:
        return self.number(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


def say(code: str, language: str, /, **values: Any) -> str:
    """The sentence for `code` in `language`."""
    return Words(language).say(code, **values)


@cache
def sentences() -> Mapping[str, str]:
    """Every code that a room may raise or show, with its English sentence."""
    return _tables("SENTENCES")


@cache
def labels() -> Mapping[str, str]:
    """Every value of an enumeration, as ``kind.value``, with its English word."""
    return _tables("LABELS")


def _tables(name: str) -> Mapping[str, str]:
    package = importlib.import_module("app.sentences")
    result: dict[str, str] = {}
    for module in pkgutil.iter_modules(package.__path__):
        table = getattr(importlib.import_module(f"app.sentences.{module.name}"), name, {})
        if twice := result.keys() & table.keys():
            raise ValueError(f"two sentences for {sorted(twice)}")
        result |= table
    return result


@cache
def _locale(language: str) -> Locale:
    return Locale(language)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("placet", CATALOGUES, [language], fallback=True)
