"""What tests let another process do to a store: ``python -m tests.store.child MODE DIRECTORY``."""

from __future__ import annotations

import os
import resource
import signal
import sys
from pathlib import Path

from app.errors import StoreFault
from app.store import rebuild
from app.store.journal import Store
from tests.store import realm


def main() -> None:
    mode, directory = sys.argv[1], Path(sys.argv[2])
    with Store.open(directory, realm.STORE_KEY) as store:
        modes = {"register": register, "hold": hold, "die": die, "fill": fill, "toil": toil, "refold": refold}
        modes[mode](realm.office(store))


def register(office: realm.Office) -> None:
    """Take in one application and leave in order."""
    office.register()


def hold(office: realm.Office) -> None:
    """Keep the write lock until a line comes in."""
    with office.store.transaction():
        print("holding", flush=True)
        sys.stdin.readline()


def die(office: realm.Office) -> None:
    """Keep one act, then be killed in the middle of the next."""
    office.register()
    with office.store.transaction() as tx:
        tx.append(realm.CLERK, [realm.registration(office.made + 1)], office.later())
        tx.settle()
        os.kill(os.getpid(), signal.SIGKILL)


def refold(office: realm.Office) -> None:
    """Be killed in the middle of a rebuild, while another process folds for this one."""
    rebuild.FEW, rebuild.PART = 0, 1
    with office.store.transaction() as tx:
        rebuild.rebuild(tx.connection, lambda done: done == 2 and os.kill(os.getpid(), signal.SIGKILL), helpers=1)


def toil(office: realm.Office) -> None:
    """Register application after application, saying so each time, until killed."""
    while True:
        print(office.register(), flush=True)


def fill(office: realm.Office) -> None:
    """Run into the end of the disk; then, with room again, go on."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    size = (office.store.directory / "placet.db").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 64 * 1024, resource.RLIM_INFINITY))
    kept = office.made
    try:
        while True:
            office.register()
            kept += 1
    except StoreFault as fault:
        print(fault.code, kept, flush=True)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    office.made = kept
    office.register()


if __name__ == "__main__":
    main()
