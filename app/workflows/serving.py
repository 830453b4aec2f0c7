"""The papers that go to the applicant, and the rule of their service: how, when, by whom, on whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.errors import Refused
from app.models.acts import Act, PaperServed
from app.models.applicant import Service
from app.models.case import Case, DecisionRecord
from app.models.change import replace
from app.models.outcomes import GRANTING, Outcome, PaperKind, Verdict
from app.models.procedure import Procedure, StepKind
from app.models.realm import Realm
from app.models.signed import Signed
from app.workflows.calendar import is_day
from app.workflows.clocks import today
from app.workflows.engine import following
from app.workflows.finality import final_decisions, is_final
from app.workflows.notices import check_facing, has, needs_notice, notice_of
from app.workflows.rules import View, rule, signed
from app.workflows.suspensions import lacking

SHA256 = re.compile(r"[0-9a-f]{64}")
TELLING = frozenset({PaperKind.LICENCE, PaperKind.REFUSAL, PaperKind.RETURN, PaperKind.DECISION})
"""Papers by which the applicant learns a decision."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to the applicant and the act that it is made from; `about` is empty while that act is missing.

    `decision` is the decision that it tells of, if it is one that the end of the case needs.
    """

    kind: PaperKind
    about: str = ""
    made: Signed | None = None
    decision: str = ""


# --- what there is -----------------------------------------------------------------------------------------------


def served(case: Case, about: str, kind: PaperKind) -> Service | None:
    """The first service of this kind of paper made from the act `about`; a licence issued apart twice is one."""
    ids = next((one.ids for one in case.licences.values() if about in one.ids), frozenset((about,)))
    found = (one for one in case.served.values() if one.body.about in ids and one.body.paper is kind)
    return min(found, key=lambda one: (one.body.served_on, one.by.order), default=None)


def papers(case: Case, realm: Realm) -> tuple[Paper, ...]:
    """Every paper that the acts of the case make, in order of time; those that acts are missing for come last."""
    found = [Paper(PaperKind.ACKNOWLEDGEMENT, one.by.act, one.by) for one in case.versions]
    found += [Paper(PaperKind.REQUEST, one.id, one.by) for one in case.letters.values()]
    found += needed(case)
    found += _about_licences(case, realm)
    if case.statutory is not None:
        found.append(Paper(PaperKind.STATUTORY, case.statutory.by.act, case.statutory.by))
    made = [one for one in found if one.made is not None]
    return (*sorted(made, key=_order), *(one for one in found if one.made is None))


def _order(paper: Paper) -> tuple[tuple[int, int], str]:
    assert paper.made is not None
    return paper.made.order


def needed(case: Case) -> list[Paper]:
    """The papers that tell the applicant the final decisions: licence, notices, what no licence is needed for."""
    return [paper for record in final_decisions(case) for paper in _of_decision(case, record)]


def not_served(case: Case) -> list[Paper]:
    """Those of the needed papers that are not made, or not served."""
    return [one for one in needed(case) if not one.about or served(case, one.about, one.kind) is None]


def told(case: Case) -> bool:
    """Whether the applicant was told any decision by a paper served."""
    return any(one.body.paper in TELLING for one in case.served.values())


def told_of(case: Case, decision: str) -> Service | None:
    """The service by which the applicant learned of the decision with this id, whether or not it stands."""
    own = {decision, *(one.id for one in case.notices.values() if one.body.decision == decision)}
    own |= {name for one in case.licences.values() if one.body.decision == decision for name in one.ids}
    found = (one for one in case.served.values() if one.body.about in own and one.body.paper in TELLING)
    return min(found, key=lambda one: (one.body.served_on, one.by.order), default=None)


def _of_decision(case: Case, record: DecisionRecord) -> Iterator[Paper]:
    granted = any(one.outcome in GRANTING for one in record.body.outcomes)
    kept = granted and record.body.verdict is Verdict.UPHELD
    licence = next((one for one in case.licences.values() if one.body.decision == record.id), None)
    if licence is not None:
        yield Paper(PaperKind.LICENCE, licence.id, licence.by, record.id)
    elif granted and not kept:
        yield Paper(PaperKind.LICENCE, decision=record.id)
    if needs_notice(record):
        notice = notice_of(case, record.id)
        for kind, outcome in ((PaperKind.REFUSAL, Outcome.REFUSE), (PaperKind.RETURN, Outcome.RETURN)):
            if has(record, outcome):
                yield Paper(kind, notice.id if notice else "", notice.by if notice else None, record.id)
    if has(record, Outcome.NO_LICENCE_REQUIRED) or (kept and licence is None):
        yield Paper(PaperKind.DECISION, record.id, record.signatures[-1], record.id)
    # What a notice tells in words of its own, for the applicant alone, shows nothing of the decision's text.
    service = None if needs_notice(record) else told_of(case, record.id)
    for one in record.corrections if service else ():
        if service is not None and one.by.order > service.by.order:
            yield Paper(PaperKind.CORRIGENDUM, one.by.act, one.by, record.id)


def _about_licences(case: Case, realm: Realm) -> Iterator[Paper]:
    for licence in case.licences.values():
        for one in licence.suspensions.values():
            yield Paper(PaperKind.SUSPENSION, one.id, one.by)
        failed = lacking(licence, case)
        if failed is not None and failed.failure is not None:
            yield Paper(PaperKind.SUSPENSION, failed.failure.by.act, failed.failure.by)
        if licence.revoked is not None:
            yield Paper(PaperKind.REVOCATION, licence.revoked.by.act, licence.revoked.by)
    for mass in realm.suspensions.values():
        if any(ref.case == case.id for ref in mass.body.licences):
            yield Paper(PaperKind.SUSPENSION, mass.id, mass.by)


def subjects(case: Case, realm: Realm, kind: PaperKind) -> dict[str, Signed]:
    """The acts from which a paper of this kind can be made now."""
    if kind is PaperKind.REMINDER:
        return {one.id: one.by for one in case.letters.values()}
    if kind is PaperKind.DECISION:
        return {one.id: one.signatures[-1] for one in case.decisions.values() if is_final(one)}
    found = {one.about: one.made for one in papers(case, realm) if one.kind is kind}
    return {name: by for name, by in found.items() if by is not None}


# --- effect and check --------------------------------------------------------------------------------------------


def _serve(case: Case, act: Act) -> Case:
    return replace(case, served={**case.served, act.id: Service(id=act.id, body=act.body, by=signed(act))})


@rule(PaperServed, effect=_serve)
def check_served(case: Case, view: View, act: Act) -> None:
    """A paper made from an act of the case, between that act and today, once on each recipient."""
    body = act.body
    known = subjects(case, view.realm, body.paper)
    if body.about not in known:
        raise Refused("service.about", reference=case.reference, paper=body.paper.value)
    check_facing(case, view, act)
    if not SHA256.fullmatch(body.digest):
        raise Refused("service.digest")
    assert view.realm.charter is not None
    calendar = view.realm.charter.calendar_of(act.agency)
    first, now = today(known[body.about].claimed, calendar), today(act.claimed, calendar)
    if not is_day(body.served_on) or not first <= body.served_on <= now:
        raise Refused("service.day", day=body.served_on, first=first, today=now)
    if not body.served_by.strip() or not body.recipient.strip():
        raise Refused("service.persons")
    same = (one.body for one in case.served.values() if (one.body.about, one.body.paper) == (body.about, body.paper))
    if any(_name(one.recipient) == _name(body.recipient) for one in same):
        raise Refused("service.again", paper=body.paper.value, recipient=body.recipient)


def _name(text: str) -> str:
    return " ".join(text.split()).casefold()


def check_notified(case: Case, procedure: Procedure, step: str) -> None:
    """A step of notification ends only once every paper that the final decisions need has its act of service.

    Where the licence is issued only later, the decision itself is served.
    """
    left = not_served(case)
    issues = [one.id for one in procedure.steps if one.kind is StepKind.ISSUE]
    if not any(step in following(procedure, one) for one in issues):
        left = [paper for one in left if (paper := _decision_for(case, one)) is not None]
    if left and not left[0].about:
        raise Refused("service.not-made", step=step, paper=left[0].kind.value, count=len(left))
    if left:
        raise Refused("service.missing", step=step, paper=left[0].kind.value, count=len(left))


def _decision_for(case: Case, paper: Paper) -> Paper | None:
    """The decision in place of a licence not issued yet; nothing where it was served."""
    if paper.kind is not PaperKind.LICENCE or paper.about:
        return paper
    known = served(case, paper.decision, PaperKind.DECISION)
    return Paper(PaperKind.DECISION, paper.decision, decision=paper.decision) if known is None else None
