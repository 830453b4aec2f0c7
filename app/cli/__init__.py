"""The command line: one verb for each thing an officer can do."""

from __future__ import annotations

import contextlib
import getpass
import gettext
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import orjson

from app import assemble
from app.cli.parser import build
from app.cli.verbs import Answer, Call
from app.errors import PlacetError, Unreadable, Usage
from app.marks import N_
from app.words import CATALOGUES, LANGUAGES, Words

LONGEST_PASSPHRASE = 4096
"""Bytes that are read of a passphrase file, which may be any file that was named by mistake."""
_BREAKS = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
"""Where a line would end or jump; nobody's text forges a line of an answer."""

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal would obey instead of showing it; texts of others may hold it."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; answers the exit code (0 done, 2 usage, 3 refused, 4 not trusted, 5 unreadable, 6 store fault)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    words = Words(_language(arguments))
    as_json = "--json" in arguments
    with _own_messages(words.language), _utf8_output():
        try:
            _load_verbs()
            _check_text(arguments, words)
            args = build(words).parse_args(arguments)
            answer = _run(args, words)
        except PlacetError as error:
            answer = _failed(error, words)
        except (KeyboardInterrupt, EOFError):
            answer = Answer({"error": "cli.interrupted"}, [words.say("cli.interrupted")], 130)
        return _say(answer, as_json)


def _run(args: Any, words: Words) -> Answer:
    with ExitStack() as stack:

        def ask(prompt: str, file: str | None) -> str:
            return passphrase(prompt, file)

        def desk() -> assemble.Desk:
            if not args.officer:
                raise Usage("cli.officer-needed")
            directory = Path(args.store) if args.store else assemble.default_store()
            assemble.check_directory(directory)
            typed = ask(words.text(N_("Passphrase of {officer}: "), officer=args.officer), args.passphrase_file)
            opened = assemble.unlock(directory, args.officer, typed, assemble.present, words.language)
            stack.enter_context(opened.office.store)
            _report_recovery(opened, words)
            return opened

        answer: Answer = args.run(Call(args, words, desk, ask))
        return answer


def _report_recovery(opened: assemble.Desk, words: Words) -> None:
    """What an unclean stop left, and how the journal stands to its head, goes to the error stream at once."""
    store = opened.office.store
    if store.recovery is not None and store.recovery.problem is not None:
        print(words.error(store.recovery.problem), file=sys.stderr)
    elif store.recovery is not None:
        found = store.recovery
        print(words.say("store.recovered", size=found.size, verified=found.verified), file=sys.stderr)
    if store.standing not in ("same", "ahead"):
        print(words.say(f"store.head-{store.standing}"), file=sys.stderr)


def passphrase(prompt: str, file: str | None) -> str:
    """The first line of `file`, or what is typed without echo. Raises `Unreadable` for a file that cannot be read."""
    if file is not None:
        try:
            with Path(file).open("rb") as opened:
                return opened.readline(LONGEST_PASSPHRASE).decode("utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError):
            raise Unreadable("passphrase.file", file=file) from None
    if sys.stdin is None or not sys.stdin.isatty():
        return (sys.stdin.readline() if sys.stdin else "").rstrip("\r\n")
    return getpass.getpass(prompt)


def _check_text(arguments: list[str], words: Words) -> None:
    """Refuse what no record and no file name can hold: bytes that are not UTF-8 (as Python hands them on), and NUL."""
    if any("\0" in one or _is_broken(one) for one in arguments):
        raise Usage("cli.arguments", verb="placet", message=words.text(N_("an argument is not UTF-8 text")))


def _is_broken(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _failed(error: PlacetError, words: Words) -> Answer:
    sentence = words.error(error)
    data = {"error": error.code, "message": sentence, "values": {k: str(v) for k, v in error.values.items()}}
    return Answer(data, [sentence], error.exit_code)


def _say(answer: Answer, as_json: bool) -> int:
    stream = sys.stderr if answer.code and not as_json else sys.stdout
    with contextlib.suppress(BrokenPipeError):
        if as_json:
            print(orjson.dumps(answer.data, default=str, option=orjson.OPT_INDENT_2).decode(), file=stream)
        else:
            for line in answer.lines:
                print(_STEERING.sub("\N{REPLACEMENT CHARACTER}", _BREAKS.sub(" ", line)), file=stream)
        stream.flush()
    return answer.code


def _language(arguments: list[str]) -> str:
    """The language asked for, before anything can be parsed: ``--lang``, else the environment's."""
    for place, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            chosen = value or (arguments[place + 1] if place + 1 < len(arguments) else "")
            return chosen if chosen in LANGUAGES else "en"
    environment = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "fr" if environment.lower().startswith("fr") else "en"


@contextlib.contextmanager
def _own_messages(language: str) -> Iterator[None]:
    """Let argparse find its own messages in our catalogue."""
    before = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain("placet", str(CATALOGUES))
    gettext.textdomain("placet")
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(before[0])
        os.environ.pop("LANGUAGE", None)
        if before[1] is not None:
            os.environ["LANGUAGE"] = before[1]


@contextlib.contextmanager
def _utf8_output() -> Iterator[None]:
    """Sentences carry accents and narrow spaces whatever the terminal's locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    yield


def _load_verbs() -> None:
    from app.cli import (  # noqa: F401 - importing a module of verbs enters them in the registry
        applicant,
        bloc,
        cases,
        clocks,
        committee,
        consulting,
        corrections,
        course,
        decisions,
        demo,
        intake,
        journal,
        licence_life,
        licences,
        mandates,
        minutes,
        notes,
        paper_decisions,
        papers,
        procedures,
        realm,
        reconsideration,
        reviews,
        rounds,
        seats,
        urgency,
    )
