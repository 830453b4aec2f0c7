"""Verifying, rebuilding and exporting the journal; mandates to export bodies."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.desk.office import Counter
from app.desk.papers import Papers
from app.documents.decision_log import decision_log_csv, decision_log_pdf
from app.errors import NotTrusted, Refused
from app.models.acts import JournalExported, MandateConfirmed, MandateProposed, NoteFiled, NoteWritten
from app.models.case import Case
from app.models.realm import Proposal
from app.store import rebuild as derived
from app.store import verify
from app.store.reading import Reading
from app.store.transaction import Change
from app.trust.export import full_line, partial_line, withheld_line, write_export
from app.trust.record import Header, Record
from app.workflows.mandates import ALL_CASES, covers

Progress = Callable[[int], None]
Plain = dict[str, Any]

NOTES = frozenset({NoteWritten.__name__, NoteFiled.__name__})


class JournalDesk(Counter):
    """What anyone may verify, and what an auditor may take away."""

    def verify(self, *, full: bool = False, rules: bool = False, progress: Progress | None = None) -> Plain:
        """The tree against the signed checkpoint; in full every page, chain and signature; with `rules` every rule too.

        Raises `NotTrusted` where something does not fit, the head beside the store included, `StoreFault` for damage.
        """
        store = self.office.store
        if store.standing not in ("same", "ahead", "missing"):
            raise NotTrusted(f"store.head-{store.standing}")
        with store.reading() as tx:
            self.me(tx.realm)
            if full or rules:
                verify.pages(tx.connection)
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

    # --- mandates ----------------------------------------------------------------------------------------------

    def propose_mandate(
        self,
        reason: str,
        until: str,
        references: Sequence[str] | None = None,
        withheld: Sequence[str] = (),
        *,
        notes: bool = False,
    ) -> Change:
        """An auditor asks for the bodies of acts on these cases (None: of all), less the fields named in `withheld`.

        `until` is the last day, as ``2026-12-31``. Informal notes stay behind unless `notes`. A head or chair confirms.
        """
        with self.office.store.transaction() as tx:
            named = None if references is None else {self.case_for(tx, one).id for one in references}
            cases = ALL_CASES if named is None else tuple(sorted(named))
            fields = tuple(sorted(set(withheld)))
            body = MandateProposed(reason=reason, cases=cases, until=until, withheld=fields, notes=notes)
            return self.append(tx, "realm", body)

    def confirm_mandate(self, proposal: str) -> Change:
        """The second person confirms that the bodies may leave."""
        return self.sign("realm", lambda world: MandateConfirmed(proposal=find(world.realm.proposals, proposal)))

    def mandates(self) -> list[Plain]:
        """Every mandate ever proposed, the oldest first. `cases` holds references, or is None for all cases."""
        with self.office.store.reading() as tx:
            self.check_reader(tx.realm)
            today = self.office.now().date().isoformat()
            found = [one for one in tx.realm.proposals.values() if one.type == "MandateProposed"]
            return [_mandate(tx, one, today) for one in sorted(found, key=lambda one: one.by.order)]

    # --- export ------------------------------------------------------------------------------------------------

    def export(self, directory: Path, mandate: str | None = None) -> Plain:
        """Write the export; the export act itself comes first, into the journal, so that the checkpoint covers it.

        Bodies are withheld but for those that a confirmed `mandate` covers: else headers, outcomes and tallies only.
        """
        with _writing(directory):
            _check_target(directory)
        with self.office.store.transaction() as tx:
            name = find(tx.realm.proposals, mandate) if mandate else None
            self.append(tx, "realm", JournalExported(mandate=name))
        with self.office.store.reading() as tx, _writing(directory):
            granted = tx.realm.proposals[name].body if name else None
            write_export(
                directory,
                self._lines(tx, granted),
                tx.keys(),
                tx.realm.charter_text.encode(),
                tx.checkpoint,
                tx.identity.key,
                self._log(tx, granted),
            )
            return {"directory": str(directory), "acts": tx.size, "realm": tx.realm.id, "mandate": name}

    def _lines(self, tx: Reading, mandate: MandateProposed | None) -> Iterator[bytes]:
        agency = self.office.signer.agency
        for record in tx.records():
            yield line(record, mandate, agency)

    def _log(self, tx: Reading, mandate: MandateProposed | None) -> dict[str, bytes]:
        def named(case: Case) -> bool:
            """Names stand in the application, wherever else they are printed."""
            return mandate is not None and covers(mandate, f"case:{case.id}") and "application" not in mandate.withheld

        cases = (tx.case(row["case_id"]) for row in tx.decisions())
        log = Papers(tx.world).decision_log(cases, self.office.now().date(), named=named)
        language = self.office.language
        return {"decisions.csv": decision_log_csv(log, language), "decisions.pdf": decision_log_pdf(log, language)}


def line(record: Record, mandate: MandateProposed | None, agency: str) -> bytes:
    """The export line of one act: realm acts whole, others as `mandate` says, less the fields for fewer agencies.

    With an application goes what differs between two versions of it: that repeats what stands in them. So it is with
    informal notes, which stay behind unless the mandate says otherwise: a filed one stands in later differences.
    """
    header = Header.parse(record.header_text)
    if header.scope == "realm":
        return full_line(record)
    if mandate is None or not covers(mandate, header.scope) or (header.type in NOTES and not mandate.notes):
        return withheld_line(record)
    withheld = {*mandate.withheld, *(name for name, readers in header.body.narrower.items() if agency not in readers)}
    if "application" in withheld or (not mandate.notes and _tells_of_notes(record)):
        withheld.add("difference")
    return partial_line(record, withheld)


def _tells_of_notes(record: Record) -> bool:
    """Whether the body names a filed note as a place that differs; in a text the quotation marks would be escaped."""
    return record.body_text is not None and b'"part":"notes.' in record.body_text


def _mandate(tx: Reading, one: Proposal, today: str) -> Plain:
    body: MandateProposed = one.body
    good = "in-force" if one.confirmed else "proposed"
    return {
        "id": one.id,
        "state": good if today <= body.until else "expired",
        "auditor": one.by.officer,
        "confirmed_by": one.confirmed.officer if one.confirmed else None,
        "until": body.until,
        "cases": None if body.cases == ALL_CASES else [_reference(tx, name) for name in body.cases],
        "withheld": list(body.withheld),
        "notes": body.notes,
        "reason": body.reason,
    }


def _reference(tx: Reading, case_id: str) -> str:
    """A case's reference; the id where the case has not come here."""
    try:
        return tx.case(case_id).reference
    except Refused:
        return case_id


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
