"""One case on its way through the standing committee, step by step, and the usual bodies on that way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.errors import Refused
from app.models.acts import (
    AgendaItem,
    ApplicationRegistered,
    AttendanceRecorded,
    DecisionProposed,
    DecisionSigned,
    GateAnswered,
    LicenceIssued,
    LineClass,
    LinesClassified,
    OpinionCountersigned,
    OpinionGiven,
    PositionTaken,
    QuestionPut,
    ResultAttested,
    ResultCertified,
    RiskAssessed,
    SessionConvened,
    SessionOpened,
    StepCompleted,
)
from app.models.application import (
    Activity,
    Application,
    AttCategory,
    AttScope,
    Destination,
    Item,
    LicenceKind,
    Line,
    Party,
    PartyRole,
)
from app.models.case import Case, DecisionRecord
from app.models.outcomes import GateAnswer, ItemOutcome, Method, Outcome, Position, RiskFinding
from app.models.procedure import StepKind
from app.workflows.committee import committee_of
from app.workflows.conditions import ledger_refs
from app.workflows.decisions import Basis, basis, deciders, replaced
from app.workflows.dossier import content_digest, dossier_hash
from app.workflows.finality import final_decision, undecided
from app.workflows.fold import World
from app.workflows.licences import draft_items, licence_conditions, licence_number
from app.workflows.results import count
from app.workflows.rounds import fingerprint, grants, open_round, roll_of
from app.workflows.triage import in_bloc
from app.workflows.verdicts import reviewed, verdict
from tests.workflows.drafts import SEVEN, STANDING
from tests.workflows.machine.play import CASE, SESSION, Play, realm

REFERENCE = "EXP-2026-00001"
CLERK, OFFICER, SECRETARY, CHAIR = "lic-02", "lic-03", "lic-04", "lic-05"
REVIEWERS = {"foreign-affairs": "for-01", "defence": "def-01", "customs": "cus-01", "interior": "int-01"}
MEMBERS = {"foreign-affairs": "for-02", "defence": "def-03", "customs": "cus-02", "interior": "int-02"}
ADVISORY = ("economy", "eco-01")

APPLICATION = Application(
    activity=Activity.EXPORT,
    kind=LicenceKind.INDIVIDUAL,
    applicant_reference="KB-1",
    applied_on="2026-10-01",
    parties=(
        Party(id="P1", role=PartyRole.EXPORTER, name="Kestrel", country="XA"),
        Party(id="P2", role=PartyRole.END_USER, name="Gendarmerie", country="XC"),
    ),
    destinations=(Destination(country="XC"),),
    lines=tuple(
        Line(
            id=name,
            description=f"Rifles {name}",
            control_code="ML1.a",
            att_scope=AttScope.ARMS,
            att_category=AttCategory.SMALL_ARMS,
            quantity="400",
            unit="pieces",
            value="310000",
            currency="EUR",
            origin="XA",
        )
        for name in ("1", "2")
    ),
    items=tuple(Item(id=name, line=name, destination="XC", end_user="P2") for name in ("1", "2")),
    end_use="Rural posts.",
)
CLASSES = tuple(
    LineClass(line=name, control_code="ML1.a", att_scope=AttScope.ARMS, att_category=AttCategory.SMALL_ARMS)
    for name in ("1", "2")
)
NO = tuple(GateAnswer(question=one, yes=False, evidence="Checked.") for one in ("6.1", "6.2", "6.3"))
YES = (GateAnswer(question="6.1", yes=True, evidence="Resolution."), *NO[1:])
FINDINGS = tuple(
    RiskFinding(question=one, likelihood="low", severity="low", reasons="Known.")
    for one in ("7.1.a", "7.1.b.i", "7.1.b.ii", "7.1.b.iii", "7.1.b.iv", "7.4")
)


def registered(application: Application = APPLICATION, reference: str = REFERENCE) -> ApplicationRegistered:
    return ApplicationRegistered(
        reference=reference, application=application, content=content_digest(application), source="a.json"
    )


def assessed(*, overriding: bool = False) -> RiskAssessed:
    return RiskAssessed(step="treaty", findings=FINDINGS, mitigation="", overriding=overriding, reasons="Weighed.")


def opinion(case: Case, step: str, position: Position = Position.AGREE, **fields: Any) -> OpinionGiven:
    given = {"step": step, "dossier": dossier_hash(case), "position": position, "reasons": "Read."}
    return OpinionGiven(**(given | fields))


def outcomes(case: Case, outcome: Outcome = Outcome.GRANT, **reduced: str) -> tuple[ItemOutcome, ...]:
    """The same for all items."""
    return tuple(ItemOutcome(item=item.id, outcome=outcome, **reduced) for item in case.application.items)


def question(
    view: World, outcome: Outcome = Outcome.GRANT, session: str = SESSION, name: str = CASE, **fields: Any
) -> QuestionPut:
    """The exact question; `fields` replace parts of it before (or, for the fingerprint, after) it is hashed."""
    case = view.case(name)
    procedure = view.procedure(case.procedure)
    left = undecided(case)
    chosen = fields.pop("outcomes", tuple(one for one in outcomes(case, outcome) if one.item in left))
    mark = fields.pop("fingerprint", None)
    method = fields.get("method", Method.SESSION)
    sitting = view.session(session) if session else None
    body = QuestionPut(
        session=session,
        number=len(case.rounds) + 1,
        text="Granted?",
        text_fr="Accordé ?",
        outcomes=chosen,
        conditions=ledger_refs(case) if grants(chosen) else (),
        dossier=dossier_hash(case),
        fingerprint="",
        roll=roll_of(committee_of(procedure), sitting, case.conflicts, method),
    )
    body = replace(body, **fields)
    body = body if "bloc" in fields else replace(body, bloc=in_bloc(case, procedure, body))
    return replace(body, fingerprint=mark if mark is not None else fingerprint(body))


def asked(case: Case) -> str:
    """The fingerprint of the open question, else of the last one."""
    one = open_round(case) or max(case.rounds.values(), key=lambda one: one.question.number)
    return one.question.fingerprint


def vote(case: Case, seat: str, position: Position = Position.AGREE, **fields: Any) -> PositionTaken:
    return PositionTaken(**({"question": asked(case), "seat": seat, "position": position} | fields))


def certificate(view: World, asking: str = "", name: str = CASE, **fields: Any) -> ResultCertified:
    case = view.case(name)
    asking = asking or asked(case)
    found = count(case, view, case.rounds[asking], fields.pop("at", ""))
    body = ResultCertified(
        question=asking,
        positions=tuple(sorted(one.id for one in found.votes)),
        result=found.result,
        silent=found.silent,
    )
    return replace(body, **fields)


def proposed(view: World, chosen: tuple[ItemOutcome, ...] = (), name: str = CASE, **fields: Any) -> DecisionProposed:
    case = view.case(name)
    step = next(one for one in view.procedure(case.procedure).steps if one.kind is StepKind.DECISION)
    deciding = deciders(case, view, step)
    authority = fields.get("authority") or next(iter(deciding))
    try:
        resting = basis(case, view, step, authority)
    except Refused:  # by somebody who does not know better
        resting = Basis(authority=authority, items=deciding.get(authority, ()), ground="agency")
    chosen = resting.outcomes or tuple(one for one in chosen if one.item in resting.items)
    body = DecisionProposed(
        step=step.id,
        authority=authority,
        ground=resting.ground,
        question=resting.question,
        positions=resting.positions,
        conditions=resting.conditions if grants(chosen) else (),
        outcomes=chosen,
        dossier=dossier_hash(case),
        text="Granted.",
        text_fr="Accordé.",
        signatures=resting.signatures,
        beside=resting.beside,
        replaces=replaced(case, resting.items),
        review=resting.review,
    )
    first = reviewed(case, resting.items)
    return replace(body, **({"verdict": verdict(first, body)} if first else {}) | fields)


def licence(view: World, of: DecisionRecord | None = None, name: str = CASE, **fields: Any) -> LicenceIssued:
    case = view.case(name)
    record = of or final_decision(case) or next(iter(case.decisions.values()))
    body = LicenceIssued(
        number=licence_number(case, record),
        decision=record.id,
        items=draft_items(case, record),
        conditions=licence_conditions(record),
        valid_from="2026-11-23",
        valid_until="2027-11-23",
    )
    return replace(body, **fields)


# --- the road ----------------------------------------------------------------------------------------------------


def _register(play: Play) -> None:
    digest = next(iter(play.world.realm.procedures))
    play.do(CLERK, registered(), procedure=digest)


def _intake(play: Play) -> None:
    play.do(CLERK, StepCompleted(step="intake"))


def _classification(play: Play) -> None:
    play.do(OFFICER, LinesClassified(step="classification", lines=CLASSES))
    play.do(OFFICER, StepCompleted(step="classification"))


def _gate(play: Play) -> None:
    play.do(REVIEWERS["foreign-affairs"], GateAnswered(step="treaty", answers=NO))


def _treaty(play: Play) -> None:
    play.do(REVIEWERS["foreign-affairs"], assessed())
    play.do(REVIEWERS["foreign-affairs"], StepCompleted(step="treaty"))


def _opinions(play: Play) -> None:
    for step, officer in REVIEWERS.items():
        given = play.do(officer, opinion(play.case, step))
        if step == "defence":
            play.do("def-04", OpinionCountersigned(opinion=given.id))


def _consolidation(play: Play) -> None:
    play.do(OFFICER, StepCompleted(step="consolidation", note="All agree."))


def convened(view: World, name: str = CASE, **fields: Any) -> SessionConvened:
    case = view.case(name)
    agenda = (AgendaItem(number=1, case=case.id, reference=case.reference),)
    body = SessionConvened(title="Session 1", on="2026-11-20", place="", agenda=agenda, procedure=case.procedure)
    return replace(body, **fields)


def _convene(play: Play) -> None:
    play.do(SECRETARY, convened(play.world))
    for seat, officer in (*MEMBERS.items(), ADVISORY):
        play.do(SECRETARY, AttendanceRecorded(seat=seat, officer=officer, present=True))


def _open(play: Play) -> None:
    play.do(CHAIR, SessionOpened())


def _put(play: Play) -> None:
    play.do(SECRETARY, question(play.world))


def _vote(play: Play) -> None:
    for seat, officer in MEMBERS.items():
        play.do(officer, vote(play.case, seat, reasons="As said in session."))


def _certify(play: Play) -> None:
    play.do(CHAIR, certificate(play.world))


def last_certificate(case: Case) -> str:
    found = [one for round_ in case.rounds.values() for one in round_.certificates.values()]
    return max(found, key=lambda one: one.by.order).id


def _attest(play: Play) -> None:
    play.do(SECRETARY, ResultAttested(certificate=last_certificate(play.case)))


def _propose(play: Play) -> None:
    play.do(SECRETARY, proposed(play.world))


def _sign(play: Play) -> None:
    record = max(play.case.decisions.values(), key=lambda one: one.by.order)
    play.do(MEMBERS["foreign-affairs"], DecisionSigned(decision=record.id))
    play.do(CHAIR, DecisionSigned(decision=record.id))


def _issue(play: Play) -> None:
    play.do(OFFICER, licence(play.world))


ROAD: dict[str, Callable[[Play], None]] = {
    "registered": _register,
    "intake": _intake,
    "classified": _classification,
    "gate": _gate,
    "treaty": _treaty,
    "opinions": _opinions,
    "consolidated": _consolidation,
    "convened": _convene,
    "opened": _open,
    "put": _put,
    "voted": _vote,
    "certified": _certify,
    "attested": _attest,
    "proposed": _propose,
    "signed": _sign,
    "issued": _issue,
}
STAGES = ("founded", *ROAD)

EXTRA = (
    "lic-06@licensing:secretary,chair,member lic-07@licensing:clerk,licensing_officer,agency_head "
    "for-04@foreign-affairs:chair,secretary"
)
"""Officers who hold roles that one person may not exercise on the same case, and officeholders of a wrong agency."""


class _Stages:
    """Each stage is reached once; every call continues apart."""

    def __init__(self) -> None:
        self._reached: dict[tuple[str, str, str], Play] = {}

    def __call__(self, stage: str, *, charter: str = SEVEN, procedure: str = STANDING) -> Play:
        """The realm of `charter` with one case just past `stage`."""
        key = (stage, charter, procedure)
        if key not in self._reached:
            self._reached[key] = self._reach(stage, charter, procedure)
        return self._reached[key].fork()

    def cache_clear(self) -> None:
        self._reached.clear()

    def _reach(self, stage: str, charter: str, procedure: str) -> Play:
        if stage == "founded":
            return realm(charter, procedure, EXTRA)
        play = self(STAGES[STAGES.index(stage) - 1], charter=charter, procedure=procedure)
        ROAD[stage](play)
        return play


at = _Stages()


def on(play: Play, *stages: str) -> Play:
    """Go on along the road from where the case is."""
    for stage in stages:
        ROAD[stage](play)
    return play


def road_to(stage: str) -> tuple[str, ...]:
    """The stages of the road up to this one."""
    return STAGES[1 : STAGES.index(stage) + 1]
