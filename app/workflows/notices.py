"""The rule of what the applicant may know of a refusal or a return: reasons apart, remedies, who signs."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import Act, NoticeWritten
from app.models.applicant import Notice
from app.models.case import Case, DecisionRecord
from app.models.change import replace
from app.models.outcomes import Outcome
from app.models.procedure import StepKind
from app.workflows.engine import COMMITTEE
from app.workflows.finality import final_decisions
from app.workflows.in_realm import holder_of
from app.workflows.rules import View, rule, signed

NOTIFIED = frozenset({Outcome.REFUSE, Outcome.RETURN})
"""Outcomes that the applicant learns with reasons and remedies."""
PAIRS = (("remedies", True), ("capacity", True), ("reasons", False), ("legal_ground", False), ("delegation", False))
"""Texts that stand in both languages, and whether they may not be missing."""


def _write(case: Case, act: Act) -> Case:
    return replace(case, notices={**case.notices, act.id: Notice(id=act.id, body=act.body, by=signed(act))})


def has(record: DecisionRecord, outcome: Outcome) -> bool:
    """Whether a decision gives any item this outcome."""
    return any(one.outcome is outcome for one in record.body.outcomes)


def needs_notice(record: DecisionRecord) -> bool:
    """Whether a decision refuses or returns anything."""
    return any(one.outcome in NOTIFIED for one in record.body.outcomes)


def notice_of(case: Case, decision: str) -> Notice | None:
    """The notice that counts: the first that was served, else the one written last."""
    about = (one for one in case.notices.values() if one.body.decision == decision)
    written = sorted(about, key=lambda one: one.by.order)
    served = {one.body.about for one in case.served.values()}
    return next((one for one in written if one.id in served), written[-1] if written else None)


def facing(case: Case, view: View) -> frozenset[str]:
    """Agencies that deal with the applicant: at intake, in letters, at issue and notification."""
    procedure, charter = view.procedure(case.procedure), view.realm.charter
    assert charter is not None
    kinds = (StepKind.INTAKE, StepKind.ISSUE, StepKind.NOTIFY)
    codes = {step.agency for step in procedure.steps if step.kind in kinds}
    codes |= {procedure.queries.agency} if procedure.queries else set()
    codes |= {record.body.authority for record in final_decisions(case)} - {COMMITTEE}
    return frozenset(holder_of(code, charter) for code in codes)


def check_facing(case: Case, view: View, act: Act) -> None:
    """Refuse an agency that has nothing to do with the applicant."""
    agencies = facing(case, view)
    if act.agency not in agencies:
        raise Refused("applicant.other-agency", agency=act.agency, known=", ".join(sorted(agencies)))


@rule(NoticeWritten, effect=_write)
def check_notice(case: Case, view: View, act: Act) -> None:
    """Of a final decision that refuses or returns: releasable reasons, or the legal ground for withholding them."""
    body = act.body
    record = next((one for one in final_decisions(case) if one.id == body.decision), None)
    if record is None or not needs_notice(record):
        raise Refused("notice.nothing-refused", reference=case.reference)
    check_facing(case, view, act)
    known = notice_of(case, record.id)
    if known is not None and any(one.body.about == known.id for one in case.served.values()):
        raise Refused("notice.served", reference=case.reference)
    for name, needed in PAIRS:
        english, french = getattr(body, name).strip(), getattr(body, f"{name}_fr").strip()
        if bool(english) != bool(french) or (needed and not english):
            raise Refused("notice.both-languages", field=name)
    if not body.reasons.strip() and not body.legal_ground.strip():
        raise Refused("notice.reasons")
    if not body.signatory.strip():
        raise Refused("notice.signatory")
