"""One dossier of the demonstration on its way: at each open step it does what its file says for that step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from app.assemble import Desk
from app.cli.demo_notice import tell
from app.cli.demo_script import Script
from app.cli.forms import choice, gate_answer, item_outcome, item_position, line_class, risk_finding, yes_or_no
from app.cli.training import TrainingRealm
from app.errors import Unreadable
from app.intake.dossier import read_dossier
from app.intake.reading import Candidate
from app.intake.relations import identities
from app.models.application import Application
from app.models.outcomes import GateStatus, Position, QueryOutcome
from app.models.procedure import StepKind

T = TypeVar("T")
Plain = dict[str, Any]

LICENSING = "licensing"
COMMITTEE = "committee"
FIRST_SEAT = "foreign-affairs"
"""Whose member signs with the chair where no vote was needed."""


@dataclass
class Dossier:
    """`script` is what the file says from now on; an amendment replaces parts of it. `peers` are all references."""

    realm: TrainingRealm
    script: Script
    peers: dict[str, str]
    reference: str = ""
    _done: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The name of its file."""
        return self.script.file

    @property
    def rounds(self) -> list[Script]:
        """What happens at the committee, question by question."""
        return list(self.script.get("rounds", ()))

    def state(self) -> Plain:
        """Everything on the case, as the secretary reads it."""
        return self.at(LICENSING, "secretary").questions.case(self.reference)

    def at(self, agency: str, role: str) -> Desk:
        """The desk of that officer."""
        return self.realm.desk(agency, role)

    def said(self, given: Any) -> Any:
        """A text of the file, or several: in the language of the demonstration where it is given in both."""
        return given[self.realm.language] if isinstance(given, dict) else given

    def each(self, form: Callable[[str], T], given: Any) -> tuple[T, ...]:
        """Several short forms of the file, read."""
        return tuple(form(one) for one in self.said(given))

    def awaits(self) -> str:
        """What the committee has to take up about the urgent decision: ``ratify``, ``revoke`` or nothing."""
        wanted = {"ratify": "ratification", "revoke": "revocation"}
        if not any(name in self.script for name in wanted.values()):
            return ""
        return next((one for one in self.state()["urgency"]["awaits"] if wanted[one] in self.script), "")

    def left(self) -> Script:
        """What the file says of the ratification or revocation that the committee has to take up."""
        turn: Script = self.script["ratification" if self.awaits() == "ratify" else "revocation"]
        return turn

    # --- in, and along the road --------------------------------------------------------------------------------

    def take_in(self) -> None:
        """Register the application under the procedure that the file names, or the charter's default."""
        application, flags = self._application(self.script["dossier"])
        ((_, content),) = identities([application])
        candidate = Candidate(application, content, self.name, flags)
        taken = self.at(LICENSING, "clerk").applications.register([candidate], self.script.get("procedure"))
        self.reference = self.peers[self.name] = taken.references[0]

    def _application(self, plain: Plain) -> tuple[Application, Any]:
        dossier = read_dossier(plain, self.name)
        if dossier.application is None:
            problem, words = dossier.problems[0], self.realm.words
            raise Unreadable("demo.dossier-problem", place=problem.place(words), what=problem.sentence(words))
        return dossier.application, dossier.flags

    def work(self) -> bool:
        """What the steps open this morning ask for; answers whether anything was done, or waits for a day to come."""
        morning = self.state()
        moved = [self._letter(morning)] if self.script.get("queries") else []
        moved += [self._at_step(one["id"]) for one in morning["steps"] if one["state"] == "open"]
        return any(moved)

    def _at_step(self, name: str) -> bool:
        case = self.state()
        step = next(one for one in case["steps"] if one["id"] == name)
        does: dict[str, Callable[[Plain, Plain], bool]] = {
            StepKind.INTAKE: self._intake,
            StepKind.CLASSIFICATION: self._classification,
            StepKind.VERIFICATION: self._treaty,
            StepKind.REVIEW: self._review,
            StepKind.CONSULTATION: self._consultation,
            StepKind.CONSOLIDATION: self._consolidation,
            StepKind.COMMITTEE: self._escalation,
            StepKind.DECISION: self._decision,
            StepKind.ISSUE: self._issue,
            StepKind.NOTIFY: self._notification,
        }
        return step["state"] == "open" and does[step["kind"]](step, case)

    def _once(self, what: str) -> bool:
        """Whether it is the first time on this version of the dossier."""
        new = what not in self._done
        self._done.add(what)
        return new

    def _intake(self, step: Plain, _case: Plain) -> bool:
        clerk = self.at(LICENSING, "clerk")
        linked = self.script.get("linked")
        if linked and linked["to"] in self.peers and self._once("link"):
            clerk.course.link(self.reference, self.peers[linked["to"]], self.said(linked["reason"]))
        clerk.reviews.complete_step(self.reference, step["id"])
        if "urgent" in self.script:
            self.at(LICENSING, "chair").urgency.declare(self.reference, self.said(self.script["urgent"]))
        return True

    def _classification(self, step: Plain, _case: Plain) -> bool:
        reviews = self.at(LICENSING, "licensing_officer").reviews
        reviews.classify(self.reference, step["id"], self.each(line_class, self.script["classification"]))
        reviews.complete_step(self.reference, step["id"])
        return True

    def _treaty(self, step: Plain, case: Plain) -> bool:
        reviews = self.at(step["agency"], "reviewer").reviews
        if case["gate"]["status"] == GateStatus.UNANSWERED:
            reviews.answer_gate(self.reference, step["id"], self.each(gate_answer, self.script["gate"]))
            self._assess(step["id"])
        if self.state()["gate"]["status"] != GateStatus.CLAIMED:
            reviews.complete_step(self.reference, step["id"])
            return True
        return self._confirm_prohibition()

    def _assess(self, step: str) -> None:
        assessment = self.script.get("assessment")
        if assessment:
            self.at(FIRST_SEAT, "reviewer").reviews.assess(
                self.reference,
                step,
                self.each(risk_finding, assessment["findings"]),
                mitigation=self.said(assessment["mitigation"]),
                overriding=yes_or_no(assessment["overriding"], "overriding"),
                reasons=self.said(assessment["reasons"]),
            )

    def _confirm_prohibition(self) -> bool:
        second = self.script.get("prohibited")
        if second:
            reviews = self.at(second["agency"], "reviewer").reviews
            reviews.review_gate(self.reference, confirmed=True, evidence=self.said(second["evidence"]))
        return second is not None

    # --- opinions ----------------------------------------------------------------------------------------------

    def _review(self, step: Plain, case: Plain) -> bool:
        name = step["id"]
        if name in self.script.get("queries", {}) and not case["return_proposed"] and self._asks(name, case):
            return True
        if name in self.script.get("opinions", {}):
            return not case["return_proposed"] and self._once(f"opinion of {name}") and self._opinion(step)
        if name in self.script.get("waived", {}):
            waiver = self.script["waived"][name]
            course = self.at(waiver["agency"], "agency_head").course
            course.waive_step(self.reference, name, self.said(waiver["reason"]))
            return True
        return name in self.script.get("silent", ()) and self._silence(step)

    def _silence(self, step: Plain) -> bool:
        """Let the limit pass, then record what the procedure provides for."""
        if step["overdue"] and self._once(f"limit of {step['id']}"):
            self.at(LICENSING, "licensing_officer").course.record_deadline(self.reference, step["id"])
            return True
        return step["due"] is not None and not step["overdue"]

    def _opinion(self, step: Plain) -> bool:
        self.propose_conditions(self.script.get("conditions", ()))
        opinion, reviews = self.script["opinions"][step["id"]], self.at(step["agency"], "reviewer").reviews
        if opinion == "reaffirmed":
            reviews.reaffirm_opinion(self.reference, step["id"])
            return True
        reviews.give_opinion(
            self.reference,
            step["id"],
            choice(Position, opinion["position"], "position"),
            self.said(opinion.get("reasons", "")),
            items=tuple(item_position(one) for one in opinion.get("items", ())),
            criteria=tuple(opinion.get("criteria", ())),
            annex=self.said(opinion.get("annex", "")),
        )
        if opinion.get("countersigned"):
            self.at(step["agency"], "agency_head").reviews.countersign(self.reference)
        return True

    def propose_conditions(self, conditions: Any) -> None:
        """Enter conditions into the ledger, each by the agency that owns it, once."""
        for one in conditions:
            if self._once(f"condition: {one['text']}"):
                reviews = self.at(one["agency"], "reviewer").reviews
                reviews.propose_condition(self.reference, one["text"], one["text_fr"], tuple(one.get("items", ())))

    def _consolidation(self, step: Plain, _case: Plain) -> bool:
        note = self.script.get("consolidation")
        if note:
            reviews = self.at(LICENSING, "licensing_officer").reviews
            reviews.complete_step(self.reference, step["id"], self.said(note))
        return note is not None

    # --- others are asked --------------------------------------------------------------------------------------

    def _consultation(self, step: Plain, case: Plain) -> bool:
        """Ask on the first morning, be answered on the second, conclude on the third."""
        officer = self.at(LICENSING, "licensing_officer")
        if self._once("consultation"):
            for one in self.script.get("consultations", ()):
                due = self.realm.clock.in_days(one["days"])
                officer.consulting.ask(self.reference, one["agency"], self.said(one["question"]), due)
            for one in self.script.get("experts", ()):
                name, until = self.realm.officer(one["agency"], "expert"), self.realm.clock.in_days(one["days"])
                officer.consulting.invite(self.reference, name, self.said(one["question"]), until)
            return True
        if self._once("answers"):
            self._answers()
            return True
        if any(one["open"] for one in case["consultations"]):
            return False
        officer.reviews.complete_step(self.reference, step["id"], self.said(self.script.get("conclusion", "")))
        return True

    def _answers(self) -> None:
        for one in self.script.get("consultations", ()):
            if "position" in one:
                self.at(one["agency"], "reviewer").consulting.answer(
                    self.reference,
                    choice(Position, one["position"], "position"),
                    self.said(one.get("reasons", "")),
                    criteria=tuple(one.get("criteria", ())),
                )
        for one in self.script.get("experts", ()):
            if "advice" in one:
                self.at(one["agency"], "expert").consulting.advise(self.reference, self.said(one["advice"]))
        self.propose_conditions(self.script.get("conditions", ()))

    def _asks(self, step: str, case: Plain) -> bool:
        """Put the step's question to the applicant; answers whether the step waits for the answer."""
        asked = self.script["queries"][step]
        if self._once(f"question of {step}"):
            agency = next(one["agency"] for one in case["steps"] if one["id"] == step)
            reviewer = self.at(agency, "reviewer")
            reviewer.consulting.raise_query(self.reference, asked["text"], asked["text_fr"], step)
            return True
        waiting = [asked for letter in case["letters"] if letter["open"] for asked in letter["questions"]]
        return step in {one["step"] for one in (*waiting, *case["queries"])}

    def _letter(self, case: Plain) -> bool:
        """Send what was asked yesterday in one letter; record the answer on its day, or that none came in time."""
        consulting = self.at(LICENSING, "licensing_officer").consulting
        if case["queries"]:
            consulting.send_letter(self.reference)
            return True
        letter = next((one for one in case["letters"] if one["open"]), None)
        if letter is None:
            return False
        today, reply = self.realm.clock.now().date(), self.script.get("reply")
        if reply is None:
            if letter["due"] < today.isoformat():
                consulting.close_query(self.reference, QueryOutcome.EXPIRED, self.said(self.script["no_reply"]))
        elif today >= date.fromisoformat(letter["on"][:10]) + timedelta(days=reply["days"]):
            consulting.record_answer(self.reference, today.isoformat(), self.said(reply["text"]))
            consulting.close_query(self.reference, QueryOutcome.ANSWERED, self.said(reply["reason"]))
        return True

    # --- the end -----------------------------------------------------------------------------------------------

    def amend(self, amendment: Script) -> None:
        """The applicant changes the application; from now on the file says what stands under `then`."""
        changed = {**self.script["dossier"], **amendment["changes"]}
        application, _ = self._application(changed)
        clerk = self.at(LICENSING, "clerk")
        clerk.applications.amend(self.reference, application, self.said(amendment["reason"]))
        self.script = Script(self.name, {**self.script, "dossier": changed, **amendment.get("then", {})})
        self._done = {what for what in self._done if what.startswith(("link", "condition", "question"))}

    def _escalation(self, _step: Plain, case: Plain) -> bool:
        """Hand the case up once every question of the file was put in vain."""
        up = self.script.get("escalation")
        if up is None or len(case["rounds"]) < len(self.rounds):
            return False
        self.at(LICENSING, "chair").course.escalate(self.reference, self.said(up["reason"]))
        return True

    def _decision(self, step: Plain, _case: Plain) -> bool:
        moved = False
        for authority in step["agencies"]:
            decision = self.script.get("decisions", {}).get(authority, self.script.get("decision"))
            if decision is not None:
                self._decide(authority, decision)
                moved = True
        return moved

    def _decide(self, authority: str, decision: Script) -> None:
        proposer = self.at(LICENSING, "secretary" if authority == COMMITTEE else "licensing_officer")
        outcomes = self.each(item_outcome, decision.get("outcomes", ()))
        proposer.decisions.propose(self.reference, decision["text"], decision["text_fr"], outcomes, authority)
        if authority != COMMITTEE:
            self.at(authority, "agency_head").decisions.sign_decision(self.reference)
            return
        seat = next(iter(self.rounds[-1]["votes"]), FIRST_SEAT) if self.rounds else FIRST_SEAT
        self.at(seat, "member").decisions.sign_decision(self.reference)
        self.at(LICENSING, "chair").decisions.sign_decision(self.reference)

    def _issue(self, _step: Plain, _case: Plain) -> bool:
        self.at(LICENSING, "licensing_officer").decisions.issue(self.reference)
        return True

    def tell(self) -> None:
        """Tell the applicant what was decided, each paper with its act."""
        today = self.realm.clock.now().date().isoformat()
        tell(lambda: self.at(LICENSING, "licensing_officer"), self.reference, self.script, today)

    def tell_at_last(self) -> None:
        """The same where the procedure has no step for it."""
        case = self.state()
        if case["decision"] and all(step["kind"] != StepKind.NOTIFY for step in case["steps"]):
            self.tell()

    def _notification(self, step: Plain, _case: Plain) -> bool:
        self.tell()
        role = "licensing_officer" if step["agency"] == LICENSING else "reviewer"
        self.at(step["agency"], role).reviews.complete_step(self.reference, step["id"])
        return True
