"""What officers might say next: for every act type a body that fits the case as its author sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from app.canonical import digest
from app.models import acts as A  # noqa: N812 - forty-three names, each used once below
from app.models.case import Case, Round
from app.models.charter import Role
from app.models.outcomes import ItemOutcome, Outcome, Position
from app.models.procedure import StepKind
from app.models.realm import Proposal
from app.models.session import Session
from app.workflows.dossier import content_digest, dossier_hash
from app.workflows.fold import World
from app.workflows.road import BY_COMPLETION, case_progress, standing_opinions
from app.workflows.rounds import open_round
from app.workflows.steps import undone_by
from tests.workflows.drafts import STANDING, altered
from tests.workflows.machine import stages
from tests.workflows.machine.play import CASE, SESSION, key_of, proposal_of

SESSIONS = (SESSION, SESSION[:-1] + "2", SESSION[:-1] + "3")
CASES = (CASE, CASE[:-1] + "2", CASE[:-1] + "3")
TEXTS = ("", "For reasons given.", "Other reasons.")
ROLES = (
    (Role.MEMBER,),
    (Role.REVIEWER,),
    (Role.AUDITOR,),
    (Role.CLERK, Role.LICENSING_OFFICER),
    (Role.AUDITOR, Role.CLERK),
)


@dataclass(frozen=True)
class Idea:
    """An act somebody might make: what, where, and by whom it would make sense (`agency` or `officer`)."""

    body: Any
    scope: str
    agency: str = ""
    officer: str = ""
    procedure: str | None = None


class Author:
    """Thinks of acts on the main case as `view` shows it."""

    def __init__(self, view: World, random: Random) -> None:
        self.view = view
        self.random = random

    def idea(self, act_type: str) -> Idea | None:
        """An act of this type, or None where nothing to speak of is there yet."""
        return IDEAS[act_type](self)

    def pick(self, options: Any) -> Any:
        """One of `options`; None of none."""
        found = list(options)
        return self.random.choice(found) if found else None

    @property
    def case(self) -> Case:
        return self.view.case(CASE)

    def on_case(self, body: Any, agency: str = "", officer: str = "") -> Idea:
        return Idea(body, f"case:{CASE}", agency, officer)

    def on_realm(self, body: Any, officer: str = "") -> Idea:
        return Idea(body, "realm", officer=officer)

    # --- looking around --------------------------------------------------------------------------------------------

    def open_steps(self) -> list[Any]:
        charter = self.view.realm.charter
        assert charter is not None
        return list(case_progress(self.case, self.view.procedure(self.case.procedure), charter).open)

    def sessions(self) -> list[Session]:
        states = (self.view.standing(f"session:{name}").state for name in SESSIONS)
        return [state for state in states if isinstance(state, Session) and state.convened is not None]

    def sitting(self) -> Session | None:
        found = [one for one in self.sessions() if one.sitting]
        return self.pick(found or self.sessions())

    def round(self) -> Round | None:
        one = open_round(self.case)
        return one if one is not None and self.random.random() < 0.9 else self.pick(self.case.rounds.values())

    def proposal(self, act_type: str) -> Proposal | None:
        found = [one for one in self.view.realm.proposals.values() if one.type == act_type]
        waiting = [one for one in found if one.confirmed is None]
        return self.pick(waiting if waiting and self.random.random() < 0.8 else found)

    def certificates(self) -> list[Any]:
        return [one for round_ in self.case.rounds.values() for one in round_.certificates.values()]

    # --- realm -----------------------------------------------------------------------------------------------------

    def officer_proposed(self) -> Idea:
        name = f"new-{self.random.randrange(6)}"
        agency = self.pick(self.view.realm.charter.agencies).code  # type: ignore[union-attr]
        person = replace(self.pick(self.view.realm.officers.values()).person, officer=name, agency=agency)
        body = replace(proposal_of(replace(person, roles=self.pick(ROLES))), key=key_of(name))
        return self.on_realm(body)

    def roles_proposed(self) -> Idea:
        name = self.pick(self.view.realm.officers)
        old = self.view.realm.officers[name].person.roles
        return self.on_realm(
            A.RolesProposed(officer=name, roles=self.pick((old, *ROLES[:3])) if name[:3] == "new" else old)
        )

    def revocation_proposed(self) -> Idea:
        name = self.pick(("adm-01", "def-02", "lic-06", "lic-07", "new-1"))
        return self.on_realm(A.RevocationProposed(officer=name, reason=self.pick(TEXTS), last={}))

    def procedure_proposed(self) -> Idea:
        old, text = 'version = "1"', f'version = "{self.random.randrange(4) + 1}"'
        whole = altered(STANDING, (old, text))
        return self.on_realm(
            A.ProcedureProposed(procedure="standing-committee", version=text, digest=digest(whole.encode()), text=whole)
        )

    def confirmed(self, body: type, proposed: str) -> Idea | None:
        found = self.proposal(proposed)
        return self.on_realm(body(proposal=found.id)) if found else None

    def exported(self) -> Idea:
        found = self.proposal("ExportProposed")
        name = found.id if found and self.random.random() < 0.7 else None
        return self.on_realm(A.JournalExported(proposal=name), found.by.officer if found else "")

    def founded(self) -> Idea:
        founding = self.view.realm.acts[0]
        person = self.view.realm.officers[founding.officer].person
        fields = {"officer": person.officer, "agency": person.agency, "key": person.key, "public": person.public}
        return self.on_realm(A.RealmFounded(**fields, charter=self.view.realm.charter_text), person.officer)

    def founding_confirmed(self) -> Idea:
        person = self.view.realm.officers["lic-01"].person
        fields = {"officer": person.officer, "agency": person.agency, "key": person.key, "public": person.public}
        return self.on_realm(A.RealmConfirmed(**fields, proposal=self.view.realm.acts[0].act), person.officer)

    # --- application and steps -------------------------------------------------------------------------------------

    def registered(self) -> Idea:
        name = self.pick(CASES)
        body = stages.registered(reference=f"EXP-2026-0000{CASES.index(name) + 1}")
        adopted = self.pick(self.view.realm.procedures)
        return Idea(body, f"case:{name}", "licensing", procedure=adopted)

    def amended(self) -> Idea:
        now = self.case.application
        end_use = self.pick(("Rural posts.", "Town posts.", "Border posts."))
        lines = (replace(now.lines[0], quantity=self.pick(("400", "300"))), *now.lines[1:])
        application = replace(now, end_use=end_use, lines=lines)
        body = A.ApplicationAmended(
            application=application, content=content_digest(application), reason=self.pick(TEXTS)
        )
        return self.on_case(body, "licensing")

    def completed(self) -> Idea:
        able = [one for one in self.open_steps() if one.step.kind in BY_COMPLETION]
        one = self.pick(able or self.open_steps())
        body = A.StepCompleted(step=one.step.id if one else "intake", note="All considered.")
        return self.on_case(body, one.agency if one else "licensing")

    def returned(self) -> Idea:
        one = self.pick(self.open_steps())
        to = self.pick(("intake", "classification", "treaty", "consolidation"))
        procedure = self.view.procedure(self.case.procedure)
        undoes = undone_by(self.case, procedure, to)
        step = one.step.id if one else "treaty"
        body = A.StepReturned(step=step, to=to, reason="Look again.", undoes=undoes)
        return self.on_case(body, one.agency if one else "licensing")

    def classified(self) -> Idea:
        return self.on_case(A.LinesClassified(step="classification", lines=stages.CLASSES), "licensing")

    def gate_answered(self) -> Idea:
        yes = self.random.random() < 0.2
        agency = self.pick(stages.REVIEWERS) if yes else "foreign-affairs"
        return self.on_case(A.GateAnswered(step="treaty", answers=stages.YES if yes else stages.NO), agency)

    def gate_reviewed(self) -> Idea | None:
        gate = self._claim()
        agency = self.pick(one for one in stages.REVIEWERS if not gate or one != gate.by.agency)
        body = A.GateReviewed(
            gate=gate.by.act if gate else "", confirmed=self.random.random() < 0.3, evidence=self.pick(TEXTS)
        )
        return self.on_case(body, agency)

    def gate_withdrawn(self) -> Idea | None:
        gate = self._claim()
        body = A.GateWithdrawn(gate=gate.by.act if gate else "", reason=self.pick(TEXTS))
        return self.on_case(body, gate.by.agency if gate else "")

    def _claim(self) -> Any:
        claims = [gate for gate in self.case.gates.values() if any(answer.yes for answer in gate.answers)]
        return self.pick([one for one in claims if one.withdrawn is None] or self.case.gates.values())

    def assessed(self) -> Idea:
        return self.on_case(stages.assessed(overriding=self.random.random() < 0.15), "foreign-affairs")

    # --- opinions and conditions -----------------------------------------------------------------------------------

    def _opinion_fields(self, step: str) -> dict[str, Any]:
        position = self.pick((Position.AGREE, Position.AGREE, Position.OBJECT, Position.AGREE_WITH_RESERVATION))
        fields = {"step": step, "dossier": dossier_hash(self.case), "position": position}
        return fields | {"reasons": self.pick(TEXTS[1:]), "criteria": ("7",)}

    def opinion(self) -> Idea:
        waiting = [one.step.id for one in self.open_steps() if one.step.kind is StepKind.REVIEW]
        step = self.pick(waiting or stages.REVIEWERS)
        return self.on_case(A.OpinionGiven(**self._opinion_fields(step)), step)

    def opinion_changed(self) -> Idea | None:
        one = self.pick(standing_opinions(self.case))
        if one is None:
            return self.on_case(A.OpinionChanged(replaces="nothing", **self._opinion_fields("customs")), "customs")
        return self.on_case(A.OpinionChanged(replaces=one.id, **self._opinion_fields(one.body.step)), one.by.agency)

    def countersigned(self) -> Idea | None:
        found = [one for one in standing_opinions(self.case) if one.body.step == "defence"]
        one = self.pick(found or self.case.opinions.values())
        return self.on_case(A.OpinionCountersigned(opinion=one.id if one else ""), one.by.agency if one else "")

    def condition(self) -> Idea:
        number = max((one.number for one in self.case.conditions.values()), default=0) + 1
        items = self.pick(((), ("1",), ("2",)))
        body = A.ConditionProposed(number=number, text="Verify delivery.", text_fr="Vérifier.", items=items)
        return self.on_case(body, self.pick(stages.MEMBERS))

    def condition_changed(self) -> Idea | None:
        entry = self.pick(self.case.conditions.values())
        version = max(one.version for one in entry.versions) + 1 if entry else 2
        body = A.ConditionChanged(
            number=entry.number if entry else 1,
            version=version,
            text="Verify twice.",
            dropped=self.random.random() < 0.4,
            reason=self.pick(TEXTS),
        )
        return self.on_case(body, self.pick((entry.owner, self.pick(stages.MEMBERS))) if entry else "customs")

    def condition_released(self) -> Idea | None:
        pending = [(entry, one) for entry in self.case.conditions.values() for one in entry.pending]
        entry, one = self.pick(pending) or (None, None)
        return self.on_case(A.ConditionReleased(change=one.act if one else ""), entry.owner if entry else "customs")

    # --- committee -------------------------------------------------------------------------------------------------

    def convened(self) -> Idea:
        new = [name for name in SESSIONS if self.view.standing(f"session:{name}").state.convened is None]  # type: ignore[union-attr]
        return Idea(stages.convened(self.view), f"session:{self.pick(new or SESSIONS)}", "licensing")

    def on_session(self, body: Any, session: Session | None) -> Idea:
        return Idea(body, f"session:{session.id if session else SESSION}", "licensing")

    def agenda(self) -> Idea:
        agenda = stages.convened(self.view).agenda
        information = self.random.random() < 0.2
        body = A.AgendaChanged(agenda=tuple(replace(one, information=information) for one in agenda))
        return self.on_session(body, self.pick(self.sessions()))

    def attendance(self) -> Idea:
        session = self.pick([one for one in self.sessions() if one.closed is None] or self.sessions())
        present = session.present() if session else {}
        empty = [seat for seat in stages.MEMBERS if seat not in present]
        if empty or self.random.random() < 0.5:
            seat = self.pick(empty or stages.MEMBERS)
            body = A.AttendanceRecorded(seat=seat, officer=stages.MEMBERS[seat], present=True)
        else:
            seat = self.pick(present)
            body = A.AttendanceRecorded(seat=seat, officer=present[seat], present=False)
        return self.on_session(body, session)

    def opened(self) -> Idea:
        session = self.pick([one for one in self.sessions() if one.opened is None] or self.sessions())
        return self.on_session(A.SessionOpened(), session)

    def closed(self) -> Idea:
        return self.on_session(A.SessionClosed(minutes=""), self.sitting())

    def question(self) -> Idea | None:
        session = self.sitting()
        if session is None:
            return None
        chosen = tuple(
            ItemOutcome(item=item.id, outcome=Outcome.REDUCED_GRANT, quantity="100")
            if self.random.random() < 0.2
            else ItemOutcome(item=item.id, outcome=self.pick((Outcome.GRANT, Outcome.GRANT, Outcome.REFUSE)))
            for item in self.case.application.items
        )
        return self.on_case(stages.question(self.view, outcomes=chosen, session=session.id), "licensing")

    def _position(self, one: Round) -> dict[str, Any]:
        usual = (Position.AGREE,) * 6
        position = self.pick((*usual, *Position))
        carried = tuple(ref.number for ref in one.question.conditions)
        conditions = carried if position is Position.AGREE_WITH_CONDITIONS else ()
        return {"position": position, "reasons": self.pick(TEXTS[1:]), "criteria": ("7",), "conditions": conditions}

    def position(self) -> Idea | None:
        one = self.round()
        if one is None:
            return self.on_case(A.PositionTaken(question="nothing", seat="customs", position=Position.AGREE), "customs")
        present = self.view.session(one.question.session).present()
        given = {vote.body.seat for vote in one.votes.values()}
        seat = self.pick([name for name in present if name not in given] or stages.MEMBERS)
        body = A.PositionTaken(question=one.question.fingerprint, seat=seat, **self._position(one))
        return self.on_case(body, seat, present.get(seat, ""))

    def position_changed(self) -> Idea | None:
        one = self.round()
        vote = self.pick(one.standing()) if one else None
        if one is None or vote is None:
            return None
        fields = {"replaces": vote.id, "question": one.question.fingerprint, "seat": vote.body.seat}
        return self.on_case(A.PositionChanged(**fields, **self._position(one)), vote.by.agency, vote.by.officer)

    def deferred(self) -> Idea:
        one = self.round()
        body = A.QuestionDeferred(question=one.question.fingerprint if one else "nothing", reason=self.pick(TEXTS))
        return self.on_case(body, "licensing")

    def certified(self) -> Idea | None:
        one = self.round()
        return self.on_case(stages.certificate(self.view, one.question.fingerprint), "licensing") if one else None

    def attested(self) -> Idea | None:
        found = self.certificates()
        one = self.pick([one for one in found if one.attested is None] or found)
        return self.on_case(A.ResultAttested(certificate=one.id if one else ""), "licensing")

    # --- decision --------------------------------------------------------------------------------------------------

    def decision(self) -> Idea:
        return self.on_case(stages.proposed(self.view, stages.outcomes(self.case, Outcome.REFUSE)), "licensing")

    def decision_signed(self) -> Idea | None:
        found = sorted(self.case.decisions.values(), key=lambda one: one.by.order)
        one = found[-1] if found and self.random.random() < 0.9 else self.pick(found)
        agency = self.pick(("licensing", *stages.MEMBERS))
        return self.on_case(A.DecisionSigned(decision=one.id if one else ""), agency)

    def licence(self) -> Idea | None:
        if not self.case.decisions:
            return None
        body = stages.licence(self.view)
        if body.items and self.random.random() < 0.3:
            items = (replace(body.items[0], quantity=self.pick(("50", "100", "500"))), *body.items[1:])
            body = replace(body, items=items)
        return self.on_case(body, "licensing")


IDEAS: dict[str, Callable[[Author], Idea | None]] = {
    "RealmFounded": Author.founded,
    "RealmConfirmed": Author.founding_confirmed,
    "OfficerProposed": Author.officer_proposed,
    "OfficerConfirmed": lambda one: one.confirmed(A.OfficerConfirmed, "OfficerProposed"),
    "RolesProposed": Author.roles_proposed,
    "RolesConfirmed": lambda one: one.confirmed(A.RolesConfirmed, "RolesProposed"),
    "RevocationProposed": Author.revocation_proposed,
    "RevocationConfirmed": lambda one: one.confirmed(A.RevocationConfirmed, "RevocationProposed"),
    "ProcedureProposed": Author.procedure_proposed,
    "ProcedureConfirmed": lambda one: one.confirmed(A.ProcedureConfirmed, "ProcedureProposed"),
    "ExportProposed": lambda one: one.on_realm(A.ExportProposed(reason=one.pick(TEXTS))),
    "ExportConfirmed": lambda one: one.confirmed(A.ExportConfirmed, "ExportProposed"),
    "JournalExported": Author.exported,
    "AuditNoted": lambda one: one.on_realm(A.AuditNoted(text=one.pick(TEXTS))),
    "ApplicationRegistered": Author.registered,
    "ApplicationAmended": Author.amended,
    "StepCompleted": Author.completed,
    "StepReturned": Author.returned,
    "LinesClassified": Author.classified,
    "GateAnswered": Author.gate_answered,
    "GateReviewed": Author.gate_reviewed,
    "GateWithdrawn": Author.gate_withdrawn,
    "RiskAssessed": Author.assessed,
    "OpinionGiven": Author.opinion,
    "OpinionChanged": Author.opinion_changed,
    "OpinionCountersigned": Author.countersigned,
    "ConditionProposed": Author.condition,
    "ConditionChanged": Author.condition_changed,
    "ConditionReleased": Author.condition_released,
    "QuestionPut": Author.question,
    "PositionTaken": Author.position,
    "PositionChanged": Author.position_changed,
    "QuestionDeferred": Author.deferred,
    "ResultCertified": Author.certified,
    "ResultAttested": Author.attested,
    "SessionConvened": Author.convened,
    "AgendaChanged": Author.agenda,
    "AttendanceRecorded": Author.attendance,
    "SessionOpened": Author.opened,
    "SessionClosed": Author.closed,
    "DecisionProposed": Author.decision,
    "DecisionSigned": Author.decision_signed,
    "LicenceIssued": Author.licence,
}
