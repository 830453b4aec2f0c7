"""Text that the fonts can show: other scripts are transliterated and marked, so that no page has empty boxes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from anyascii import anyascii

from app.documents.fonts import TEXT, glyphs

T = TypeVar("T")

# ISO 15924 codes by the first word of a character's Unicode name; "Zzzz" is that standard's code for the others.
SCRIPTS = {
    "ARABIC": "Arab", "ARMENIAN": "Armn", "BENGALI": "Beng", "CJK": "Hani", "DEVANAGARI": "Deva", "ETHIOPIC": "Ethi",
    "GEORGIAN": "Geor", "GREEK": "Grek", "GUJARATI": "Gujr", "HANGUL": "Hang", "HEBREW": "Hebr", "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan", "KHMER": "Khmr", "LAO": "Laoo", "MONGOLIAN": "Mong", "MYANMAR": "Mymr", "SINHALA": "Sinh",
    "TAMIL": "Taml", "TELUGU": "Telu", "THAANA": "Thaa", "THAI": "Thai", "TIBETAN": "Tibt", "TIFINAGH": "Tfng",
}  # fmt: skip
JAPANESE = {"Jpan", "Hani"}
SPACES = re.compile(r"[^\S\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+")

SYLLABLES = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where one transliterated character ends and the next begins, as in Chinese and Korean."""


def printable(text: str) -> tuple[str, bool]:
    """`text` in letters that the fonts hold, and whether any was transliterated.

    Transliterated text ends with the ISO 15924 code of its script in brackets, for example ``Alaml [Arab]``.
    Invisible controls, among them those that reverse the direction of writing, are left out.
    """
    if text.isascii() and text.isprintable():
        return text, False
    parts = [_line(line) for line in _composed(text).split("\n")]
    return "\n".join(shown for shown, _ in parts), any(marked for _, marked in parts)


def legible(paper: T) -> tuple[T, bool]:
    """`paper` with every string in it printable, and whether any was transliterated."""
    changed, marked = _legible(paper)
    return changed, marked


def _legible(value: Any) -> tuple[Any, bool]:
    if type(value) is str:
        return printable(value)
    if type(value) is tuple:
        inner = [_legible(one) for one in value]
        return tuple(one for one, _ in inner), any(marked for _, marked in inner)
    if is_dataclass(value) and not isinstance(value, type):
        found = {field.name: _legible(getattr(value, field.name)) for field in fields(value)}
        return replace(value, **{name: one for name, (one, _) in found.items()}), any(m for _, m in found.values())
    return value, False


def _composed(text: str) -> str:
    """NFC, one newline sign, no other control or format character, plain spaces."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = "".join(c for c in lines if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return SPACES.sub(" ", kept)


def _line(text: str) -> tuple[str, bool]:
    foreign = [character for character in text if ord(character) not in _held()]
    if not foreign:
        return text, False
    scripts = sorted({_script(character) for character in foreign if character.isalpha()} or {"Zzzz"})
    if "Jpan" in scripts:
        scripts = [code for code in scripts if code not in JAPANESE] + ["Jpan"]
    shown = SPACES.sub(" ", _transliterated(text)).strip()
    return f"{shown} [{' '.join(scripts)}]".lstrip(), True


def _transliterated(text: str) -> str:
    """Only the characters that the fonts lack are replaced; a replaced word begins with a capital."""
    held = _held()
    words = []
    for word in text.split(" "):
        plain = "".join(c if ord(c) in held else anyascii(c) for c in word)
        words.append(plain if plain == word else SYLLABLES.sub(" ", plain[:1].upper() + plain[1:]))
    return " ".join(words)


def _script(character: str) -> str:
    return SCRIPTS.get(unicodedata.name(character, "").partition(" ")[0], "Zzzz")


@cache
def _held() -> frozenset[int]:
    return frozenset.intersection(*map(glyphs, TEXT))
