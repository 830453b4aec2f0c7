"""Work on all cores, and how a process that helps begins and ends with the one that started it."""

from __future__ import annotations

import atexit
import gc
import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from typing import TypeVar

from app.errors import StoreFault

AHEAD = 2
"""Chunks handed to each process: one to work on and one at hand."""
MOST_PENDING = 32
"""Results for each process that wait for one before them, as while the first process starts."""

Chunk = TypeVar("Chunk")
Result = TypeVar("Result")


def in_processes(
    chunks: Iterable[Chunk],
    work: Callable[[Chunk], Result],
    processes: int | None = None,
    here: Callable[[Chunk], Result] | None = None,
) -> Generator[Result, None, None]:
    """`work` done on every chunk on all cores, results in order; the other processes end when this is closed.

    The calling thread reads `chunks`, never far ahead, and works too, by `here` where that is done otherwise: it need
    not wait until others have begun, and what it finds need not be handed over. Processes, not threads: a signature
    check leaves the interpreter's lock, but everything around it does not, and passing the lock to and fro for every
    act costs more than it gains. Raises `StoreFault` where a process dies, as one does that gets no memory.
    """
    helpers, here = (processes or os.cpu_count() or 1) - 1, here or work
    if helpers:
        yield from _together(chunks, work, here, helpers)
    else:
        yield from map(here, chunks)


_begun: dict[int, ProcessPoolExecutor] = {}
"""Processes that were begun ahead, by their number, until some work takes them."""


def begin(loaded: Callable[[], None], helpers: int | None = None) -> list[Future[None]]:
    """Let the processes begin that will soon help, and load what `loaded` stands in; done once all futures are.

    A process needs a quarter of a second to begin: let that pass while somebody types a passphrase and it is stretched.
    """
    count = (os.cpu_count() or 1) - 1 if helpers is None else helpers
    if not count or count in _begun:
        return []
    _begun[count] = _started(count)
    return [_begun[count].submit(loaded) for _ in range(count)]


@contextmanager
def assisted(helpers: int) -> Iterator[ProcessPoolExecutor]:
    """So many processes to hand work to: those begun ahead, or new ones. They end with the work."""
    pool = _begun.pop(helpers, None) or _started(helpers)
    with pool:
        yield pool


def _started(helpers: int) -> ProcessPoolExecutor:
    # "spawn" is the only way that is safe beside the threads of a window, and the same on every system.
    return ProcessPoolExecutor(helpers, get_context("spawn"), initializer=work_for_parent)


def _together(
    chunks: Iterable[Chunk], there: Callable[[Chunk], Result], here: Callable[[Chunk], Result], helpers: int
) -> Iterator[Result]:
    pending = deque[Future[Result]]()
    with assisted(helpers) as pool:
        try:
            for chunk in chunks:
                handed = sum(not one.done() for one in pending)
                pending.append(pool.submit(there, chunk) if handed < AHEAD * helpers else _settled(here, chunk))
                while pending and (pending[0].done() or len(pending) > MOST_PENDING * helpers):
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        except BrokenProcessPool:
            raise StoreFault("verify.process-died") from None
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def without_looking_for_cycles() -> Iterator[None]:
    """Verifying and folding make none; looking for some in what is held of every act takes a tenth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _settled(work: Callable[[Chunk], Result], chunk: Chunk) -> Future[Result]:
    """What was found at once, to be told in its turn."""
    found = Future[Result]()
    try:
        found.set_result(work(chunk))
    except Exception as error:
        found.set_exception(error)
    return found


def work_for_parent() -> None:
    """Begin such a process: the one that started it may be killed, and an orphan would keep the store from writing."""
    # Verifying and folding make no cycles: looking for some would cost a tenth of the time.
    gc.disable()
    # Its work is handed over; to take the interpreter apart in order would keep the one that waits for its end.
    atexit.register(os._exit, 0)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
