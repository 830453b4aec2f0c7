"""Rules of a round's end: put off with a reason, or counted, certified by the chair and attested by the secretary."""

from __future__ import annotations

from typing import Any

from app.errors import Refused
from app.models.acts import Act, QuestionDeferred, ResultAttested, ResultCertified
from app.models.case import Case, Certificate, Round
from app.models.change import replace
from app.models.outcomes import Method
from app.models.procedure import Committee
from app.workflows.calendar import is_day
from app.workflows.committee import check_officeholder, committee_of
from app.workflows.consensus import Tally, is_stale, quorum, stepped_out, tally
from app.workflows.distance import at_distance
from app.workflows.registration import check_open
from app.workflows.rounds import asked_round, own_session, with_round
from app.workflows.rules import View, first_of, rule, signed
from app.workflows.silence import bars, resubmitted


def count(case: Case, view: View, one: Round, at: str) -> Tally:
    """The count of a round as it stood when it was closed, else at the moment `at` (RFC 3339).

    Who stepped out, what the quorum is and whether silence is barred are as the case stands; once closed nothing bars.
    """
    committee = committee_of(view.procedure(case.procedure))
    silence = one.question.method is Method.SILENCE and not one.closed
    return tally(
        one,
        committee,
        stepped_out(case, one),
        quorum=quorum(committee, case, one.question.purpose),
        at=min((given.by.claimed for given in one.certificates.values()), default=at),
        barred=silence and bool(bars(case, view)),
    )


def _defer(case: Case, act: Act) -> Case:
    one = case.rounds[act.body.question]
    if one.deferred is not None and one.deferred[2].order < signed(act).order:
        return case
    return with_round(case, replace(one, deferred=(act.body.reason, act.body.until, signed(act))))


def _certify(case: Case, act: Act) -> Case:
    one = case.rounds[act.body.question]
    certificate = Certificate(id=act.id, body=act.body, by=signed(act))
    return with_round(case, replace(one, certificates={**one.certificates, act.id: certificate}))


def _attest(case: Case, act: Act) -> Case:
    one = _certified(case, act.body.certificate)
    certificate = one.certificates[act.body.certificate]
    certificate = replace(certificate, attested=first_of(certificate.attested, signed(act)))
    return with_round(case, replace(one, certificates={**one.certificates, certificate.id: certificate}))


@rule(QuestionDeferred, effect=_defer, reads=own_session)
def check_deferred(case: Case, view: View, act: Act) -> None:
    """Chair or secretary put an open round off with a reason; it counts."""
    _check_held(case, view, act)
    one = case.rounds.get(act.body.question)
    if one is None:
        raise Refused("vote.unknown-question", question=act.body.question)
    if one.closed:
        raise Refused("vote.round-closed", reference=case.reference)
    if not act.body.reason.strip():
        raise Refused("reasons.needed")
    if act.body.until and not is_day(act.body.until):
        raise Refused("question.until", until=act.body.until)


def _certified_reads(case: Case, body: Any) -> tuple[str, ...]:
    return (*own_session(case, body), *resubmitted(case, body))


@rule(ResultCertified, effect=_certify, reads=_certified_reads)
def check_certified(case: Case, view: View, act: Act) -> None:
    """The chair certifies exactly what recomputation gives, over the standing positions and silent seats."""
    _check_held(case, view, act)
    one = asked_round(case, act.body.question)
    if not at_distance(one) and not view.session(one.question.session).sitting:
        raise Refused("session.not-open")
    found = count(case, view, one, act.claimed)
    _check_complete(case, one, found)
    if act.body.positions != tuple(sorted(vote.id for vote in found.votes)):
        raise Refused("result.positions")
    if act.body.silent != found.silent:
        raise Refused("result.silent")
    if act.body.result is not found.result:
        raise Refused("result.recomputed", result=found.result.value)


def _check_complete(case: Case, one: Round, found: Tally) -> None:
    """Refuse to certify before everybody has spoken or time has run out, and what can only be put off."""
    for obstacle in found.obstacles:
        if obstacle.code == "consensus.waiting":
            raise Refused("result.waiting", seats=", ".join(obstacle.seats))
        if obstacle.code == "consensus.running":
            raise Refused("result.running", reference=case.reference, expires=one.question.expires)
    if found.deferring:
        raise Refused("result.only-deferred", seats=", ".join(found.deferring))


@rule(ResultAttested, effect=_attest)
def check_attested(case: Case, view: View, act: Act) -> None:
    """The secretary, another person than the chair, attests the certificate once."""
    _check_held(case, view, act)
    one = _certified(case, act.body.certificate)
    certificate = one.certificates[act.body.certificate]
    if certificate.attested is not None:
        raise Refused("result.attested-already")
    if certificate.by.officer == act.officer:
        raise Refused("second-person.same", officer=act.officer)
    if is_stale(case, one):
        raise Refused("vote.stale-question", reference=case.reference)


def _check_held(case: Case, view: View, act: Act) -> Committee:
    """The committee of a registered case, whose chair or secretary the author is."""
    check_open(case)
    committee = committee_of(view.procedure(case.procedure))
    check_officeholder(view.realm, act, committee)
    return committee


def _certified(case: Case, name: str) -> Round:
    for one in case.rounds.values():
        if name in one.certificates:
            return one
    raise Refused("result.unknown", certificate=name)
