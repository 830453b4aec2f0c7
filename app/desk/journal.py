"""Verifying, rebuilding and exporting the journal."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.desk.office import Counter
from app.desk.papers import Papers
from app.documents.decision_log import decision_log_csv, decision_log_pdf
from app.errors import NotTrusted, Refused
from app.models.acts import ExportConfirmed, ExportProposed, JournalExported
from app.models.charter import Role
from app.store import rebuild as derived
from app.store import verify
from app.store.reading import Reading
from app.store.transaction import Change
from app.trust.export import full_line, partial_line, withheld_line, write_export
from app.trust.record import Header, Record
from app.workflows.rights import reads_bodies

Progress = Callable[[int], None]
Plain = dict[str, Any]


class JournalDesk(Counter):
    """What anyone may verify, and what an auditor may take away."""

    def verify(self, *, full: bool = False, rules: bool = False, progress: Progress | None = None) -> Plain:
        """The tree against the signed checkpoint; in full every chain and signature too; with `rules` every rule again.

        Raises `NotTrusted` where something does not fit, the head beside the store included.
        """
        store = self.office.store
        if store.standing not in ("same", "ahead", "missing"):
            raise NotTrusted(f"store.head-{store.standing}")
        with store.reading() as tx:
            self.me(tx.realm)
            check = verify.proofs if full or rules else verify.quick
            found = check(tx.connection, tx.identity)
            if rules:
                verify.rules(tx.connection, progress)
            return asdict(found) | {"full": full or rules, "rules": rules, "realm": tx.realm.id}

    def check_tables(self, progress: Progress | None = None) -> list[Plain]:
        """Fold every scope again and compare with the derived tables: every difference by name."""
        with self.office.store.reading() as tx:
            self.me(tx.realm)
            return [asdict(one) for one in derived.check(tx.connection, progress)]

    def rebuild(self, progress: Progress | None = None) -> int:
        """Drop the derived tables and fill them from the acts; answers the number of scopes."""
        with self.office.store.transaction() as tx:
            self.me(tx.realm)
            return derived.rebuild(tx.connection, progress)

    # --- export ------------------------------------------------------------------------------------------------

    def propose_export(self, reason: str) -> Change:
        """An auditor asks for the bodies of acts; a head or chair confirms."""
        return self.sign("realm", lambda _: ExportProposed(reason=reason))

    def confirm_export(self, proposal: str) -> Change:
        """The second person confirms that the bodies may leave."""
        return self.sign("realm", lambda world: ExportConfirmed(proposal=find(world.realm.proposals, proposal)))

    def export(self, directory: Path, proposal: str | None = None) -> Plain:
        """Write the export; the export act itself comes first, into the journal, so that the checkpoint covers it.

        Without a confirmed `proposal` case bodies are withheld: headers, outcomes and tallies only.
        """
        with _writing(directory):
            _check_target(directory)
        with self.office.store.transaction() as tx:
            roles: tuple[Role, ...] = self.me(tx.realm).person.roles
            name = find(tx.realm.proposals, proposal) if proposal else None
            self.append(tx, "realm", JournalExported(proposal=name))
        with self.office.store.reading() as tx, _writing(directory):
            named = name is not None or reads_bodies(roles)
            write_export(
                directory,
                self._lines(tx, bodies=name is not None),
                tx.keys(),
                tx.realm.charter_text.encode(),
                tx.checkpoint,
                tx.identity.key,
                self._log(tx, named=named),
            )
            return {"directory": str(directory), "acts": tx.size, "realm": tx.realm.id, "bodies": name is not None}

    def _lines(self, tx: Reading, *, bodies: bool) -> Iterator[bytes]:
        agency = self.office.signer.agency
        for record in tx.records():
            yield line(record, bodies=bodies, agency=agency)

    def _log(self, tx: Reading, *, named: bool) -> dict[str, bytes]:
        cases = (tx.case(row["case_id"]) for row in tx.decisions())
        log = Papers(tx.world).decision_log(cases, self.office.now().date(), named=named)
        language = self.office.language
        return {"decisions.csv": decision_log_csv(log, language), "decisions.pdf": decision_log_pdf(log, language)}


def line(record: Record, *, bodies: bool, agency: str) -> bytes:
    """The export line of one act: realm acts whole, others with `bodies`, less the fields meant for fewer agencies."""
    header = Header.parse(record.header_text)
    if header.scope == "realm":
        return full_line(record)
    if not bodies:
        return withheld_line(record)
    hidden = [field for field, readers in header.body.narrower.items() if agency not in readers]
    return partial_line(record, hidden) if hidden else full_line(record)


def find(known: Any, beginning: str) -> str:
    """The whole id of the two-person request that begins with `beginning`. Raises `Refused`."""
    found = [name for name in known if name.startswith(beginning.lower())]
    if len(found) != 1 or len(beginning) < 6:
        raise Refused("proposal.unknown", proposal=beginning)
    return str(found[0])


def _check_target(directory: Path) -> None:
    """Before the act is signed: the folder is new or empty, and one may be made there."""
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise Refused("export.not-empty", directory=str(directory))
    above = next(one for one in directory.absolute().parents if one.exists())
    if not above.is_dir() or not os.access(above, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


@contextmanager
def _writing(directory: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Refused("file.cannot-write", file=str(directory), reason=error.strerror or "") from None
