"""What every reader must hold to, whatever it is given: failures a person can be told of, within time and memory."""

from __future__ import annotations

import contextlib
import resource
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from types import FrameType

from app.errors import NotTrusted, PlacetError, Refused, StoreFault, Unreadable, Usage
from app.words import LANGUAGES, Words, sentences

LONGEST = 1.0
"""Seconds of processor time that one input may take."""
MOST_MEMORY = 256 * 1024
"""KiB by which one input may raise what the process needs."""
KNOWN = (Refused, NotTrusted, Unreadable, StoreFault, Usage)


class Broken(AssertionError):
    """A reader did what no reader may do."""


class TooLong(BaseException):
    """The time is up; no reader may catch it."""


def check_failure(error: PlacetError) -> None:
    """A failure must be one of the four kinds, and its sentence must be there in both languages, filled in."""
    if type(error) not in KNOWN:
        raise Broken(f"not one of the kinds {type(error).__name__}")
    check_code(error.code)
    for language in LANGUAGES:
        said = Words(language).error(error)
        if not said.strip() or said == error.code:
            raise Broken(f"no sentence for {error.code} in {language}")


def check_code(code: str) -> None:
    """Every code has a sentence."""
    if code not in sentences():
        raise Broken(f"no sentence for {code}")


def outcome(work: Callable[[], str]) -> str:
    """What became of one input, in a word. Raises `Broken` for anything but an answer or a proper failure."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    try:
        with _alarm():
            found = work()
    except PlacetError as error:
        check_failure(error)
        found = f"{type(error).__name__} {error.code} {_place(error)}"
    except Broken:
        raise
    except TooLong as late:
        raise Broken(f"longer than {LONGEST * 10:.0f} s at {_place(late)}") from late
    except Exception as error:
        raise Broken(f"{type(error).__name__} at {_place(error)}: {str(error)[:120]}") from error
    took = time.process_time() - start
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    if took > LONGEST:
        raise Broken(f"took more than {LONGEST} s: {took:.1f}")
    if grown > MOST_MEMORY:
        raise Broken(f"needed more than {MOST_MEMORY // 1024} MiB: {grown // 1024}")
    return found


@contextlib.contextmanager
def _alarm() -> Iterator[None]:
    def ring(_number: int, _frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, LONGEST * 10)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _place(error: BaseException) -> str:
    """The innermost line of the program itself."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/app/" in frame.filename]
    if not frames:
        return "outside the program"
    return f"{frames[-1].filename.rpartition('/app/')[2]}:{frames[-1].lineno}"
