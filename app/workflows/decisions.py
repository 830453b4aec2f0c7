"""Rules of decisions: who decides, on what exactly, and who signs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.errors import Refused
from app.models.acts import Act, DecisionProposed, DecisionSigned
from app.models.case import Case, DecisionRecord
from app.models.change import replace
from app.models.charter import Role
from app.models.outcomes import Beside, ConditionRef, GateStatus, ItemOutcome, Outcome
from app.models.procedure import Committee, SeatKind, Step, StepKind
from app.workflows.authority import check_part
from app.workflows.committee import check_officeholder, committee_of
from app.workflows.conditions import ledger_refs
from app.workflows.consensus import standing_result
from app.workflows.course import authorities, check_undisputed, escalation, open_letters
from app.workflows.dossier import dossier_hash
from app.workflows.engine import COMMITTEE
from app.workflows.facts import claim, gate_status
from app.workflows.finality import (
    final_decision,
    final_decisions,
    final_outcomes,
    is_final,
    open_review,
    signed_decisions,
    undecided,
)
from app.workflows.paper_decisions import check_paper
from app.workflows.registration import check_open
from app.workflows.road import case_facts, ending, outcome, standing_opinions, status
from app.workflows.rounds import check_grant_allowed, check_outcomes, grants
from app.workflows.rules import View, rule, signed
from app.workflows.statutory import check_after_effect
from app.workflows.verdicts import check_other_signatory, check_review, reviewed

ARTICLE_6, AGENCY, HIGHER_AUTHORITY = "article-6", "agency", "higher-authority"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What an authority's decision would rest on now; `outcomes` where they are bound, `items` that it decides.

    `ground` is ``committee``, ``article-6``, ``agency`` or ``higher-authority``.
    """

    authority: str
    items: tuple[str, ...]
    ground: str
    question: str | None = None
    positions: tuple[str, ...] = ()
    outcomes: tuple[ItemOutcome, ...] = ()
    conditions: tuple[ConditionRef, ...] = ()
    beside: tuple[Beside, ...] = ()
    signatures: int = 1
    review: str = ""


def _propose(case: Case, act: Act) -> Case:
    record = DecisionRecord(id=act.id, body=act.body, by=signed(act))
    return replace(case, decisions={**case.decisions, act.id: record})


def _sign(case: Case, act: Act) -> Case:
    record = case.decisions[act.body.decision]
    signatures = tuple(sorted((*record.signatures, signed(act)), key=lambda by: by.order))
    return replace(case, decisions={**case.decisions, record.id: replace(record, signatures=signatures)})


def basis(case: Case, view: View, step: Step, authority: str) -> Basis:
    """What `authority`'s decision at `step` would rest on. Raises `Refused` where it does not decide there."""
    deciding = deciders(case, view, step)
    if authority not in deciding:
        raise Refused("decision.other-authority", authority=authority, known=", ".join(deciding))
    left = undecided(case)
    items = tuple(item for item in deciding[authority] if item in left)
    if not items:
        raise Refused("decision.final-already", reference=case.reference)
    found, review = _ground(case, authority, items), open_review(case)
    return replace(
        found,
        beside=beside(case, view, deciding, authority),
        signatures=_signatures(case, view, step),
        review=review.id if review and reviewed(case, items) else "",
    )


def deciders(case: Case, view: View, step: Step) -> dict[str, tuple[str, ...]]:
    """Who decides at a decision step, each with its items."""
    assert view.realm.charter is not None
    return authorities(case, step, view.realm.charter, case_facts(case))


def _signatures(case: Case, view: View, step: Step) -> int:
    above, ladder = escalation(case), view.procedure(case.procedure).ladder
    return ladder[min(above.body.level, len(ladder)) - 1].signatures if above is not None else step.signatures


def _ground(case: Case, authority: str, items: tuple[str, ...]) -> Basis:
    if gate_status(case) is GateStatus.CONFIRMED:
        refused = tuple(ItemOutcome(item=item, outcome=Outcome.REFUSE, reason="article-6") for item in items)
        return Basis(authority=authority, items=items, ground=ARTICLE_6, positions=_gate_acts(case), outcomes=refused)
    conditions = tuple(ref for ref in ledger_refs(case) if not ref.items or set(ref.items) & set(items))
    if escalation(case) is not None:
        positions = all_positions(case)
        ground = HIGHER_AUTHORITY
        return Basis(authority=authority, items=items, ground=ground, positions=positions, conditions=conditions)
    found = standing_result(case)
    if found is not None:
        question = found[0].question
        return Basis(
            authority=authority,
            items=items,
            ground=COMMITTEE,
            question=question.fingerprint,
            positions=found[1].body.positions,
            outcomes=question.outcomes,
            conditions=conditions,
        )
    positions = tuple(sorted((*_opinions(case), *_answers(case))))
    return Basis(authority=authority, items=items, ground=AGENCY, positions=positions, conditions=conditions)


def all_positions(case: Case) -> tuple[str, ...]:
    """Every standing position, of agencies and seats alike: what goes up to a higher authority."""
    votes = [vote.id for one in case.rounds.values() for vote in one.standing()]
    return tuple(sorted((*(one.id for one in standing_opinions(case)), *_answers(case), *votes)))


def _opinions(case: Case) -> list[str]:
    current = dossier_hash(case)
    return [one.id for one in standing_opinions(case) if one.stands_on(current)]


def _answers(case: Case) -> list[str]:
    """Answers of consulted agencies on the present dossier."""
    current = dossier_hash(case)
    standing = [one.standing() for one in case.consultations.values() if one.withdrawn is None]
    return [answer[0] for answer in standing if answer is not None and answer[1].dossier == current]


def _gate_acts(case: Case) -> tuple[str, ...]:
    standing = [gate for gate in case.gates.values() if gate.withdrawn is None]
    prohibiting = [
        gate for gate in standing if any(answer.yes for answer in gate.answers) and claim(gate) is not GateStatus.CLEAR
    ]
    acts = {gate.by.act for gate in prohibiting}
    acts |= {by.act for gate in prohibiting for confirmed, _, by in (*gate.reviews, *gate.rulings) if confirmed}
    return tuple(sorted(acts))


def beside(case: Case, view: View, deciding: Mapping[str, tuple[str, ...]], authority: str) -> tuple[Beside, ...]:
    """What stands with the other authorities of the case, and in the cases linked to it."""
    found = [Beside(authority=code, state=how(case, deciding[code])) for code in deciding if code != authority]
    for link in sorted(case.linked.values(), key=lambda link: (link.reference, link.other)):
        other = view.case(link.other)
        ended = other.withdrawn is not None or other.merged is not None
        done = ended or final_decision(other) is not None
        found.append(Beside(case=other.id, reference=other.reference, state=ending(other) if done else "open"))
    return tuple(dict.fromkeys(found))


def how(case: Case, items: Iterable[str]) -> str:
    """How these items were decided, by whomever, in one word; ``open`` while one of them has no outcome."""
    decided = {one.item: one for one in final_outcomes(case)}
    found = [decided.get(item) for item in items]
    return "open" if None in found else outcome(tuple(one for one in found if one is not None))


# --- checks ------------------------------------------------------------------------------------------------------


def _linked(case: Case, _body: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"case:{link.other}" for link in case.linked.values()))


@rule(DecisionProposed, effect=_propose, reads=_linked)
def check_decision(case: Case, view: View, act: Act) -> None:
    """A decision repeats what the committee agreed, or refuses under a prohibition, or is the authority's own."""
    check_open(case)
    check_part(view, view.procedure(case.procedure), act, case)
    step, where = status(case, view, act.body.step)
    if step.kind is not StepKind.DECISION or where.state != "open":
        raise Refused("step.not-open", step=step.id, state=where.state, reference=case.reference)
    check_undisputed(case, step.id)
    check_answered(case)
    found = basis(case, view, step, act.body.authority)
    check_paper(case, view, act, above=found.ground == HIGHER_AUTHORITY)
    if any(_stands_in_the_way(record, act.body) and not stale(case, view, record) for record in waiting(case)):
        raise Refused("decision.proposed-already", reference=case.reference)
    _check_content(case, step, found, act.body)


def _stands_in_the_way(record: DecisionRecord, body: DecisionProposed) -> bool:
    """Whether the same authority waits with the same proposal, or with one that somebody has signed."""
    then, now = record.body, body
    same = (then.outcomes, then.text, then.text_fr) == (now.outcomes, now.text, now.text_fr)
    return then.authority == now.authority and (same or bool(record.signatures))


def check_answered(case: Case) -> None:
    """Refuse a decision while a letter to the applicant is open."""
    letters = open_letters(case)
    if letters:
        raise Refused("decision.query-open", reference=case.reference, number=letters[0].body.number)


def waiting(case: Case) -> list[DecisionRecord]:
    """Proposed decisions that lack signatures."""
    undone = case.undone
    return [record for record in case.decisions.values() if not is_final(record) and record.id not in undone]


def _check_content(case: Case, step: Step, found: Basis, body: DecisionProposed) -> None:
    if (body.ground, body.question, body.positions) != (found.ground, found.question, found.positions):
        raise Refused("decision.basis", ground=found.ground)
    if found.ground == AGENCY and found.authority == COMMITTEE:
        raise Refused("decision.no-result", reference=case.reference)
    bound = found.ground == ARTICLE_6 or (found.ground == COMMITTEE and found.authority == COMMITTEE)
    if bound and body.outcomes != found.outcomes:
        raise Refused("decision.outcomes")
    check_outcomes(case, body.outcomes, found.items)
    if grants(body.outcomes):
        check_grant_allowed(case)
    if body.conditions != (found.conditions if grants(body.outcomes) else ()):
        raise Refused("decision.conditions")
    if body.replaces != replaced(case, found.items):
        raise Refused("decision.replaces", reference=case.reference)
    if body.beside != found.beside:
        raise Refused("decision.beside", reference=case.reference)
    if body.dossier != dossier_hash(case):
        raise Refused("decision.stale-dossier", reference=case.reference)
    expected = 1 if body.scan else found.signatures
    if body.signatures != expected:
        raise Refused("decision.signatures", expected=expected)
    check_review(case, found.items, body)
    check_after_effect(case, body.outcomes)
    if not body.text.strip() or not body.text_fr.strip():
        raise Refused("decision.text")


def replaced(case: Case, items: Iterable[str]) -> tuple[str, ...]:
    """Decisions on these items that the further one takes the place of: the one reconsidered, and those signed apart.

    What was signed apart does not count until a further decision names it.
    """
    wanted, again = set(items), reviewed(case, items)
    counting = {record.id for record in final_decisions(case) if record is not again}
    final = [record for record in signed_decisions(case) if record.id not in counting]
    return tuple(sorted(one.id for one in final if wanted & {each.item for each in one.body.outcomes}))


def stale(case: Case, view: View, record: DecisionRecord) -> bool:
    """Whether what a proposed decision rests on, or what stands beside it, has changed since."""
    body = record.body
    if record.id in case.undone:
        return True
    try:
        found = basis(case, view, view.procedure(case.procedure).step(body.step), body.authority)
    except (Refused, KeyError):
        return True
    items = {one.item for one in body.outcomes}
    signatures = 1 if body.scan else found.signatures
    now = (found.ground, found.question, found.positions, found.beside, signatures, found.review, dossier_hash(case))
    then = (body.ground, body.question, body.positions, body.beside, body.signatures, body.review, body.dossier)
    if now != then or items != set(found.items):
        return True
    return body.conditions != (found.conditions if grants(body.outcomes) else ())


@rule(DecisionSigned, effect=_sign, reads=_linked)
def check_decision_signed(case: Case, view: View, act: Act) -> None:
    """The deciding authority signs, never the proposer, each person once; everything it rests on is computed again."""
    record = case.decisions.get(act.body.decision)
    if record is None:
        raise Refused("decision.unknown", decision=act.body.decision)
    if is_final(record):
        raise Refused("decision.final-already", reference=case.reference)
    if act.officer == record.by.officer:
        raise Refused("second-person.same", officer=act.officer)
    if any(one.officer == act.officer for one in record.signatures):
        raise Refused("decision.signed-already", officer=act.officer)
    if not undecided(case).issuperset(one.item for one in record.body.outcomes):
        raise Refused("decision.final-already", reference=case.reference)
    if stale(case, view, record):
        raise Refused("decision.stale", reference=case.reference)
    step, where = status(case, view, record.body.step)
    if where.state != "open":
        raise Refused("step.not-open", step=step.id, state=where.state, reference=case.reference)
    check_undisputed(case, step.id)
    check_answered(case)
    _check_signatory(view, case, record, act)


def _check_signatory(view: View, case: Case, record: DecisionRecord, act: Act) -> None:
    assert view.realm.charter is not None
    check_other_signatory(view, case, record, act)
    if record.body.scan:
        if act.role is not Role.CHAIR:
            raise Refused("decision.paper-chair")
        check_officeholder(view.realm, act, committee_of(view.procedure(case.procedure)))
        return
    if record.body.authority != COMMITTEE:
        if act.role is not Role.AGENCY_HEAD or act.agency != record.body.authority:
            raise Refused("decision.signatory", authority=record.body.authority)
        return
    committee = view.procedure(case.procedure).committee
    assert committee is not None
    chair = view.realm.charter.agency_for(committee.chair)
    if act.role is Role.CHAIR and act.agency == chair:
        return
    seats = {view.realm.charter.agency_for(name) for name in signing_seats(case, committee, record)}
    if act.role is not Role.MEMBER or act.agency not in seats:
        raise Refused("decision.signatory", authority=COMMITTEE)
    last = len(record.signatures) + 1 >= record.body.signatures
    if last and all(one.role != Role.CHAIR.value for one in record.signatures):
        raise Refused("decision.chair-signs")


def signing_seats(case: Case, committee: Committee, record: DecisionRecord) -> list[str]:
    """Voting seats that were taken when the question was put; all of them where no question was needed."""
    voting = [seat.agency for seat in committee.seats if seat.kind is SeatKind.VOTING]
    if record.body.question is None:
        return voting
    taken = {present.seat for present in case.rounds[record.body.question].question.roll}
    return [name for name in voting if name in taken]
