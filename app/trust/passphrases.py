"""What may serve as a passphrase (NIST SP 800-63B-4 section 3.1.1): long, not well known, no composition rules."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from app.errors import Refused

SHORTEST = 15
LONGEST = 256
"""Code points after NFKC."""
FEWEST_CHARACTERS = 5
FEWEST_LEFT = 6
"""Letters and digits that must remain beside well-known words, runs and the officer's own names."""

RUNS = (
    "abcdefghijklmnopqrstuvwxyz", "01234567890", "1234567890", "qwertyuiopasdfghjklzxcvbnm", "qwertyuiop",
    "asdfghjkl", "zxcvbnm", "azertyuiopqsdfghjklmwxcvbn", "azertyuiop", "qsdfghjklm", "wxcvbn",
    "qwertzuiopasdfghjklyxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "1q2w3e4r5t6y7u8i9o0p",
)  # fmt: skip
LONGEST_KNOWN_RUN = 4

WORDS = (
    "password", "passwort", "passphrase", "passw0rd", "p4ssword", "motdepasse", "letmein", "welcome",
    "bienvenue", "admin", "administrator", "administrateur", "iloveyou", "jetaime", "monkey", "dragon",
    "football", "baseball", "sunshine", "princess", "superman", "batman", "trustno1", "secret", "changeme",
    "default", "login", "master", "shadow", "azerty", "qwerty", "qwertz", "bonjour", "soleil", "placet", "arms",
    "trade", "treaty", "licence", "license", "licensing", "export", "import", "committee", "commission",
    "ministry", "ministere", "agency", "officer", "chair", "secretary", "member", "reviewer", "auditor",
    "clerk", "demo", "training", "test", "user", "guest", "computer", "internet", "monday", "tuesday",
    "wednesday", "thursday", "friday", "january", "february", "march", "april", "june", "july", "august",
    "september", "october", "november", "december", "summer", "winter", "spring", "autumn",
)  # fmt: skip

SAYINGS = (
    "correct horse battery staple", "the quick brown fox jumps over the lazy dog",
    "to be or not to be that is the question", "may the force be with you", "let me in please now",
    "open sesame open sesame", "i love you so much", "this is my password", "this is a passphrase",
    "my voice is my passport verify me", "all your base are belong to us", "never gonna give you up",
    "never gonna let you down", "a long time ago in a galaxy far far away",
    "it was the best of times it was the worst of times", "once upon a time", "il etait une fois",
    "je pense donc je suis", "liberte egalite fraternite", "portez ce vieux whisky au juge blond qui fume",
    "longtemps je me suis couche de bonne heure", "in god we trust", "god save the king", "god save the queen",
    "happy birthday to you", "joyeux anniversaire", "one two three four five six seven",
    "un deux trois quatre cinq six", "who let the dogs out", "winter is coming", "do or do not there is no try",
    "i am your father", "houston we have a problem", "et tu brute", "carpe diem",
)  # fmt: skip


def normal(passphrase: str) -> bytes:
    """The bytes a passphrase stands for, however the keyboard composed its characters (NFKC, UTF-8)."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def check(passphrase: str, names: Iterable[str] = ()) -> None:
    """Refuse a passphrase that is too short, too long or well known. `names`: the officer's id, name and agency."""
    length = len(unicodedata.normalize("NFKC", passphrase))
    if length < SHORTEST:
        raise Refused("passphrase.too-short", length=length, shortest=SHORTEST)
    if length > LONGEST:
        raise Refused("passphrase.too-long", length=length, longest=LONGEST)
    plain = _plain(passphrase)
    if len(set(passphrase)) < FEWEST_CHARACTERS or _repeats(plain) or len(_unknown(plain, names)) < FEWEST_LEFT:
        raise Refused("passphrase.common")


def _plain(text: str) -> str:
    """Letters and digits without case and accents: the shape in which the lists are compared.

    Text without any such character keeps its own, so that signs and other scripts are judged by what they hold.
    """
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in folded if c.isalnum()) or folded


def _repeats(text: str) -> bool:
    """Whether one piece is written over and over: the text occurs in its own doubling before the end."""
    return (text + text).find(text, 1) < len(text)


def _unknown(plain: str, names: Iterable[str]) -> str:
    """What remains of a passphrase beside everything that is well known."""
    named = {_plain(part) for name in names for part in re.split(r"[\s._-]+", name) if len(part) > 2}
    known = named | set(WORDS) | {_plain(saying) for saying in SAYINGS}
    for word in sorted(known, key=len, reverse=True):
        plain = plain.replace(word, "")
    return _without_runs(plain)


def _without_runs(plain: str) -> str:
    for run in RUNS:
        for line in (run, run[::-1]):
            for length in range(len(line), LONGEST_KNOWN_RUN - 1, -1):
                for start in range(len(line) - length + 1):
                    plain = plain.replace(line[start : start + length], "")
    return plain
