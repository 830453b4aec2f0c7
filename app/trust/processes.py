"""How a process that helps with the acts of a store begins, and that it ends with the one that started it."""

from __future__ import annotations

import gc
import os
import threading
from multiprocessing import parent_process


def work_for_parent() -> None:
    """Begin such a process: the one that started it may be killed, and an orphan would keep the store from writing."""
    # Verifying and folding make no cycles: looking for some would cost a tenth of the time.
    gc.disable()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
