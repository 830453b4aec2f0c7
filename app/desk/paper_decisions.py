"""Decisions that a higher authority took on paper: recorded with the hash of their scan, and the scan checked again."""

from __future__ import annotations

from typing import Any

from app.canonical import digest
from app.desk.decisions import Decisions, Scan
from app.desk.office import Counter
from app.errors import Refused
from app.models.outcomes import ItemOutcome
from app.store.transaction import Change

Plain = dict[str, Any]


class PaperDecisions(Counter):
    """The secretary's part of the desk for decisions on paper."""

    def record(
        self,
        reference: str,
        scan: bytes,
        *,
        authority: str,
        signatory: str,
        dated: str,
        text: str,
        text_fr: str,
        outcomes: tuple[ItemOutcome, ...],
    ) -> Change:
        """Record a higher authority's decision as its own; the chair signs that it is as recorded."""
        paper = Scan(digest=digest(scan), signatory=signatory, dated=dated)
        return Decisions(self.office).propose(reference, text, text_fr, outcomes, authority, paper)

    def check_scan(self, reference: str, scan: bytes, file: str) -> Plain:
        """The decision whose scan this is. Raises `Refused` for any other file, and where none was recorded."""
        given = digest(scan)
        self.log_access(reference, "case")
        with self.office.store.reading() as tx:
            case, bodies = self.readable(tx, reference)
            if not bodies:
                raise Refused("rights.no-bodies")
            recorded = {record.body.scan: record for record in case.decisions.values() if record.body.scan}
            if not recorded:
                raise Refused("scan.none", reference=case.reference)
            if given not in recorded:
                raise Refused("scan.differs", file=file, given=given, recorded=", ".join(recorded))
            record = recorded[given]
            return {
                "reference": case.reference,
                "decision": record.id,
                "authority": record.body.authority,
                "signatory": record.body.signatory,
                "dated": record.body.dated,
                "scan": given,
            }
