"""Corrective acts: shown with what they would change, proposed by one person, confirmed by another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from typing import Any

from app.canonical import digest_of
from app.desk.consequences import consequences
from app.desk.journal import find
from app.desk.office import LEAST_SEEN, Counter
from app.desk.plain_corrections import plain_correction
from app.errors import Refused
from app.models.acts import (
    CasesLinked,
    ClericalProposed,
    CorrectionConfirmed,
    HolderProposed,
    MergerProposed,
    ReopeningProposed,
    VoidingProposed,
)
from app.models.case import Case, Vote
from app.models.corrections import Proposed
from app.models.plain import to_plain
from app.models.signed import Signed
from app.store.reading import Reading
from app.store.transaction import Change, Transaction
from app.workflows.confirming import STILL
from app.workflows.corrections import reopened_by
from app.workflows.finality import final_decision, final_decisions
from app.workflows.road import status

Plain = dict[str, Any]
Build = Callable[[Reading, Case], Proposed]
NOBODY = (2**53 - 1, 0)
"""A clock behind every act: what is only shown was signed by nobody yet."""


class Corrections(Counter):
    """The part of the desk for corrective acts; each names a case by its `reference`."""

    def preview(self, reference: str, build: Build) -> Plain:
        """What a correction would change, and `seen`, by which its proposer says so. Raises `Refused`."""
        self.log_access(reference, "case")
        with self.office.store.reading() as tx:
            case = self._case(tx, reference)
            return self._shown(tx, case, build(tx, case))

    def propose(self, reference: str, build: Build, seen: str) -> Change:
        """Propose it; `seen` is the beginning of the hash of what was shown."""
        with self.office.store.transaction() as tx:
            case = self._case(tx, reference)
            body = build(tx, case)
            _check_seen(seen, self._shown(tx, case, body))
            change = self.append(tx, f"case:{case.id}", body)
            return self._linked(tx, case, body, change) if isinstance(body, MergerProposed) else change

    def preview_confirmation(self, reference: str, proposal: str) -> Plain:
        """What a proposed correction would change now."""
        self.log_access(reference, "case")
        with self.office.store.reading() as tx:
            case = self._case(tx, reference)
            known = case.corrections[find(case.corrections, proposal)]
            return self._shown(tx, case, known.body) | {"correction": plain_correction(known)}

    def confirm(self, reference: str, proposal: str, seen: str) -> Change:
        """Put a correction into effect as the second person."""
        with self.office.store.transaction() as tx:
            case = self._case(tx, reference)
            known = case.corrections[find(case.corrections, proposal)]
            _check_seen(seen, self._shown(tx, case, known.body))
            return self.append(tx, f"case:{case.id}", CorrectionConfirmed(proposal=known.id))

    def _case(self, tx: Reading, reference: str) -> Case:
        # Chair and secretary void a position without seeing what it says.
        case, bodies = self.admitted(tx, reference)
        if not bodies:
            raise Refused("rights.no-bodies")
        return case

    def _shown(self, tx: Reading, case: Case, body: Proposed) -> Plain:
        STILL[type(body)](case, tx.world, body)
        signer = self.office.signer
        claimed = self.office.now().astimezone(UTC).isoformat()
        by = Signed(act="f" * 64, officer=signer.officer, agency=signer.agency, role="", claimed=claimed, clock=NOBODY)
        found = consequences(tx, case, self.seen(tx, case), body, by)
        plain = {"kind": type(body).__name__, "body": to_plain(body)} | found
        plain["body"].pop("shown")
        return plain | {"seen": digest_of(plain)[:LEAST_SEEN]}

    def _linked(self, tx: Transaction, case: Case, body: MergerProposed, change: Change) -> Change:
        """Each of the two cases shows the other; where they are linked already nothing is added."""
        pair, acts = (case, tx.case(body.other)), change.acts
        for one, beside in (pair, pair[::-1]):
            if beside.id not in one.linked and final_decision(one) is None:
                link = CasesLinked(other=beside.id, reference=beside.reference, reason=body.reason)
                acts += self.append(tx, f"case:{one.id}", link).acts
        return Change(frozenset(one.id for one in pair), frozenset(), realm=False, acts=acts)


def _check_seen(seen: str, shown: Plain) -> None:
    if seen.lower() != shown["seen"]:
        raise Refused("correction.seen", seen=seen)


# --- what is proposed --------------------------------------------------------------------------------------------


def reopening(step: str, reason: str) -> Build:
    """Back to `step`, undoing exactly what stands on it."""

    def build(tx: Reading, case: Case) -> Proposed:
        status(case, tx.world, step)
        undoes = reopened_by(case, tx.world.procedure(case.procedure), step)
        return ReopeningProposed(step=step, reason=reason, undoes=undoes)

    return build


def voiding(vote: str, reason: str) -> Build:
    """The position with this id, or the one that stands for this seat in the latest round that has one."""

    def build(_tx: Reading, case: Case) -> Proposed:
        return VoidingProposed(vote=_vote(case, vote).id, reason=reason)

    return build


def _vote(case: Case, name: str) -> Vote:
    rounds = sorted(case.rounds.values(), key=lambda one: one.by.order, reverse=True)
    votes = [vote for one in rounds for vote in one.votes.values()]
    found = [vote for vote in votes if len(name) >= LEAST_SEEN and vote.id.startswith(name.lower())]
    found += [vote for one in rounds for vote in one.standing() if vote.body.seat == name][:1]
    if not found:
        raise Refused("vote.not-standing", vote=name)
    return found[0]


def clerical(language: str, before: str, after: str, reason: str, decision: str = "") -> Build:
    """Words of a decision's text; `decision` is needed only where several count."""

    def build(_tx: Reading, case: Case) -> Proposed:
        named = [one for one in final_decisions(case) if one.id.startswith(decision.lower())]
        if len(named) != 1:
            raise Refused("correction.not-final", reference=case.reference)
        return ClericalProposed(decision=named[0].id, language=language, before=before, after=after, reason=reason)

    return build


def merger(other: str, reason: str) -> Build:
    """This case ends as a duplicate of the one whose reference is `other`."""

    def build(tx: Reading, _case: Case) -> Proposed:
        found = tx.case(Counter.case_id(tx, other))
        return MergerProposed(other=found.id, reference=found.reference, reason=reason)

    return build


def handing_on(step: str, to: str, reason: str, holder: str = "") -> Build:
    """`step` goes to the agency `to`; `holder` is needed only where several hold it."""

    def build(tx: Reading, case: Case) -> Proposed:
        _, where = status(case, tx.world, step)
        return HolderProposed(step=step, holder=holder or where.agency, agency=to, reason=reason)

    return build
