"""One paper in one language or in both: every text once per language, or once where both say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from app.models.procedure import Text
from app.words import LANGUAGES, Words

BILINGUAL = "bilingual"


class Voice:
    """The words of a paper in `language`: ``en``, ``fr`` or ``bilingual``. Every answer is a tuple, English first."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.words = tuple(Words(code) for code in (LANGUAGES if language == BILINGUAL else (language,)))

    @property
    def tag(self) -> str:
        """BCP 47 tag of the document's main language."""
        return self.words[0].language

    def each(self, say: Callable[[Words], str]) -> tuple[str, ...]:
        """What `say` answers in each language, once where the answers agree."""
        return tuple(dict.fromkeys(say(words) for words in self.words))

    def text(self, message: str, **values: Any) -> tuple[str, ...]:
        """A whole sentence or heading."""
        return self.each(lambda words: words.text(message, **values))

    def label(self, kind: str, value: str) -> tuple[str, ...]:
        """The word for a value of an enumeration."""
        return self.each(lambda words: words.label(kind, value))

    def of(self, text: Text) -> tuple[str, ...]:
        """A text that exists in both languages; where one is empty, the other stands for it."""
        return self.each(lambda words: text.in_language(words.language) or text.en or text.fr)

    def countries(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Names of countries, or the texts as given, enumerated."""
        known = list(dict.fromkeys(codes))
        return self.each(lambda words: words.sentence_list([words.country(code) for code in known]))

    def line(self, say: Callable[[Words], str]) -> str:
        """What `say` answers in each language, on one line."""
        return " / ".join(self.each(say))
