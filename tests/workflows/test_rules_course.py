"""Rules of what changes a case's way: limits, competence, escalation, rulings, migration, several authorities."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.canonical import digest
from app.models.acts import (
    ApplicationAmended,
    CompetenceDeclined,
    ConditionProposed,
    ConsultationAnswered,
    ConsultationAsked,
    DeadlineRecorded,
    DecisionEscalated,
    DecisionSigned,
    GateAnswered,
    GateReviewed,
    GateRuled,
    GateWithdrawn,
    LineClass,
    LinesClassified,
    MigrationConfirmed,
    MigrationProposed,
    OpinionCountersigned,
    ProcedureConfirmed,
    ProcedureProposed,
    QueryAnswered,
    QueryClosed,
    QueryRaised,
    QuerySent,
    QuestionDeferred,
    StepCompleted,
    StepReassigned,
    StepReturned,
    StepWaived,
)
from app.models.application import AttCategory, AttScope, Destination
from app.models.outcomes import Difference, EscalationCause, GateStatus, Outcome, Position, QueryOutcome
from app.models.procedure import Overdue
from app.workflows.compare import compare
from app.workflows.decisions import all_positions, deciders
from app.workflows.dossier import content_digest, dossier_hash
from app.workflows.engine import StepStatus
from app.workflows.facts import gate_status
from app.workflows.finality import final_decision, final_decisions
from app.workflows.road import case_progress, ending
from app.workflows.steps import undone_by
from tests.workflows.drafts import RESOURCES, SEVEN, STANDING, altered, procedure
from tests.workflows.machine.claims import Claim, names
from tests.workflows.machine.play import Play, charter_of
from tests.workflows.machine.stages import (
    APPLICATION,
    CHAIR,
    CLERK,
    NO,
    OFFICER,
    REVIEWERS,
    SECRETARY,
    YES,
    asked,
    at,
    licence,
    on,
    opinion,
    outcomes,
    proposed,
    question,
)

AD_HOC = (RESOURCES / "procedures" / "ad-hoc-consultation.toml").read_text(encoding="utf-8")
LEAD = (RESOURCES / "procedures" / "lead-authority.toml").read_text(encoding="utf-8")
SPLIT = (RESOURCES / "procedures" / "split-by-category.toml").read_text(encoding="utf-8")
LATE = "2027-06-01T08:00:00Z"
FOREIGN, DEFENCE_HEAD, INTERIOR_HEAD = "for-03", "def-04", "int-03"
WAIVABLE = altered(
    STANDING,
    ('agency = "customs"\nafter', 'agency = "customs"\nwaived_by = "foreign-affairs"\nafter'),
)
SILENT = altered(
    STANDING,
    (
        'agency = "customs"\nafter = ["treaty"]\ndays = 10\n',
        'agency = "customs"\nafter = ["treaty"]\ndays = 10\noverdue = "no-objection"\n'
        'legal_basis = { en = "s. 1", fr = "art. 1" }\n',
    ),
)


def where(play: Play, step: str, when: datetime | None = None) -> StepStatus:
    charter = play.world.realm.charter
    assert charter is not None
    return case_progress(play.case, play.world.procedure(play.case.procedure), charter, when).of(step)


def recorded(play: Play, step: str, **fields: object) -> DeadlineRecorded:
    now = where(play, step, datetime.fromisoformat(LATE))
    due = now.due.isoformat() if now.due else ""
    return replace(DeadlineRecorded(step=step, due=due, effect=now.step.overdue), **fields)  # type: ignore[arg-type]


def deferred_out(play: Play) -> Play:
    """Put and deferred as often as the procedure allows, and once more."""
    for _ in range(3):
        play.do(SECRETARY, question(play.world))
        play.do(SECRETARY, QuestionDeferred(question=asked(play.case), reason="No agreement."))
    return play


def escalated(play: Play, **fields: object) -> DecisionEscalated:
    body = DecisionEscalated(
        cause=EscalationCause.DEFERRALS,
        to="foreign-affairs",
        positions=all_positions(play.case),
        reason="No consensus after three questions.",
    )
    return replace(body, **fields)  # type: ignore[arg-type]


def contested(play: Play) -> str:
    """A "yes" by customs that the interior contests; the act's id."""
    gate = play.do(REVIEWERS["customs"], GateAnswered(step="treaty", answers=YES))
    play.do(REVIEWERS["interior"], GateReviewed(gate=gate.id, confirmed=False, evidence="Lifted in May."))
    return gate.id


def newer(play: Play, procedure: str = "") -> MigrationProposed:
    """To another version, which the realm has adopted beside the first."""
    known = play.world.realm.procedures
    other = procedure or next(name for name in known if name != play.case.procedure)
    difference = compare(play.world.procedure(play.case.procedure), play.world.procedure(other))
    return MigrationProposed(procedure=other, reason="The order of May.", difference=difference)


def adopting(play: Play, text: str) -> Play:
    found = procedure(text)
    body = ProcedureProposed(procedure=found.id, version=found.version, digest=digest(text.encode()), text=text)
    name = play.do("lic-03", body).id
    play.do("for-03", ProcedureConfirmed(proposal=name))
    return play


def two_versions(stage: str = "treaty") -> Play:
    shorter = altered(STANDING, ('version = "1"', 'version = "2"'), ("days = 15", "days = 12"))
    return adopting(at(stage), shorter)


# --- limits and waivers --------------------------------------------------------------------------------------------

CLAIMS = [
    Claim(
        "a limit that has not passed is not recorded",
        "deadline.not-passed",
        "treaty",
        CLERK,
        lambda p: DeadlineRecorded(step="customs", due="2026-12-01", effect=Overdue.REMIND),
    ),
    Claim(
        "a limit of a step to come is not recorded",
        "step.not-open",
        "treaty",
        CLERK,
        lambda p: DeadlineRecorded(step="consolidation", due="2026-12-01", effect=Overdue.REMIND),
    ),
    Claim(
        "the day recorded is the last day",
        "deadline.due",
        "treaty",
        CLERK,
        lambda p: recorded(p, "customs", due="2026-11-30"),
        {"claimed": LATE},
    ),
    Claim(
        "the effect recorded is the procedure's",
        "deadline.effect",
        "treaty",
        CLERK,
        lambda p: recorded(p, "customs", effect=Overdue.ESCALATE),
        {"claimed": LATE},
    ),
    Claim(
        "a step that nobody may waive is not waived",
        "waiver.not-provided",
        "treaty",
        FOREIGN,
        lambda _: StepWaived(step="customs", reason="x"),
    ),
    Claim(
        "a step is waived while it is open",
        "step.not-open",
        "treaty",
        FOREIGN,
        lambda _: StepWaived(step="consolidation", reason="x"),
    ),
    Claim(
        "an opinion declines competence by its position",
        "competence.not-here",
        "treaty",
        REVIEWERS["customs"],
        lambda _: CompetenceDeclined(step="customs", reasons="x"),
    ),
    Claim(
        "declining says why",
        "reasons.needed",
        "intake",
        OFFICER,
        lambda _: CompetenceDeclined(step="classification", reasons=" "),
    ),
    Claim(
        "only a declined step is reassigned",
        "competence.not-declined",
        "treaty",
        OFFICER,
        lambda _: StepReassigned(step="customs", declined_by="customs", agency="economy", reason="x"),
    ),
    Claim(
        "a step is reassigned from its holder",
        "step.other-agency",
        "treaty",
        OFFICER,
        lambda _: StepReassigned(step="customs", declined_by="economy", agency="interior", reason="x"),
    ),
    Claim(
        "a step to come is not reassigned",
        "step.not-open",
        "treaty",
        OFFICER,
        lambda _: StepReassigned(step="consolidation", declined_by="licensing", agency="interior", reason="x"),
    ),
    Claim(
        "only the lead agency reassigns",
        "case.lead-agency",
        "treaty",
        INTERIOR_HEAD,
        lambda _: StepReassigned(step="customs", declined_by="customs", agency="interior", reason="x"),
    ),
    Claim("a case goes up from its committee", "step.not-open", "treaty", SECRETARY, lambda p: escalated(p)),
    Claim("a case does not go up over a question", "question.open-already", "put", SECRETARY, lambda p: escalated(p)),
    Claim(
        "a case goes up after its deferrals", "escalation.deferrals-left", "opened", SECRETARY, lambda p: escalated(p)
    ),
    Claim(
        "a case goes up late only once that is recorded",
        "escalation.not-overdue",
        "opened",
        SECRETARY,
        lambda p: escalated(p, cause=EscalationCause.OVERDUE),
    ),
    Claim(
        "a ruling is on an answer",
        "gate.unknown",
        "treaty",
        FOREIGN,
        lambda _: GateRuled(gate="x", prohibited=True, reasons="x"),
    ),
    Claim(
        "a case does not migrate to where it is",
        "migration.same",
        "treaty",
        OFFICER,
        lambda p: MigrationProposed(procedure=p.case.procedure, reason="x", difference=()),
    ),
    Claim(
        "a case migrates to what is adopted",
        "procedure.not-adopted",
        "treaty",
        OFFICER,
        lambda _: MigrationProposed(procedure="0" * 64, reason="x", difference=()),
    ),
    Claim(
        "a migration that is confirmed was proposed",
        "proposal.unknown",
        "treaty",
        FOREIGN,
        lambda _: MigrationConfirmed(proposal="x"),
    ),
]


@pytest.mark.parametrize("claim", CLAIMS, ids=names(CLAIMS))
def test_refusals_on_the_way(claim: Claim) -> None:
    claim.holds()


def test_a_passed_limit_is_recorded_once_by_the_agency_that_runs_the_case() -> None:
    play = at("treaty")
    body = recorded(play, "customs")
    play.refuses("case.lead-agency", "for-04", body, claimed=LATE)
    play.do(CLERK, body, claimed=LATE)
    play.refuses("deadline.recorded-already", CLERK, body, claimed=LATE)
    assert where(play, "customs").state == "open"


def test_silence_settles_a_step_only_where_the_procedure_says_so_and_it_was_recorded() -> None:
    play = at("treaty", procedure=SILENT)
    assert where(play, "customs", datetime.fromisoformat(LATE)).state == "open"
    play.do(CLERK, recorded(play, "customs"), claimed=LATE)
    assert (where(play, "customs").state, where(play, "customs").how) == ("done", "no-objection")


def test_silence_on_an_earlier_version_is_no_answer_on_the_next() -> None:
    play = at("treaty", procedure=SILENT)
    play.do(CLERK, recorded(play, "customs"), claimed=LATE)
    changed = replace(APPLICATION, end_use="Border posts.")
    play.do(CLERK, ApplicationAmended(application=changed, content=content_digest(changed), reason="Corrected."))
    assert where(play, "customs").state == "waiting"


def test_a_head_of_the_named_agency_does_without_a_step_and_says_why() -> None:
    play = at("treaty", procedure=WAIVABLE)
    play.refuses("waiver.other-agency", DEFENCE_HEAD, StepWaived(step="customs", reason="No customs matter."))
    play.refuses("reasons.needed", FOREIGN, StepWaived(step="customs", reason=" "))
    play.do(FOREIGN, StepWaived(step="customs", reason="No customs matter."))
    assert (where(play, "customs").state, where(play, "customs").how) == ("done", "waived")
    play.refuses("step.not-open", REVIEWERS["customs"], opinion(play.case, "customs"))


def test_a_return_undoes_a_waiver() -> None:
    play = at("treaty", procedure=WAIVABLE)
    waiver = play.do(FOREIGN, StepWaived(step="customs", reason="No customs matter."))
    for step in ("foreign-affairs", "defence", "interior"):
        given = play.do(REVIEWERS[step], opinion(play.case, step))
        if step == "defence":
            play.do(DEFENCE_HEAD, OpinionCountersigned(opinion=given.id))
    undone = undone_by(play.case, play.world.procedure(play.case.procedure), "customs")
    assert waiver.id in undone
    play.do(OFFICER, StepReturned(step="consolidation", to="customs", reason="Serial numbers.", undoes=undone))
    assert where(play, "customs").state == "open"


def test_once_its_escalation_is_recorded_the_agency_above_may_do_without_a_step() -> None:
    text = altered(
        STANDING,
        ('agency = "customs"\nafter', 'agency = "customs"\noverdue = "escalate"\nescalates_to = "interior"\nafter'),
    )
    play = at("treaty", procedure=text)
    play.refuses("waiver.not-provided", INTERIOR_HEAD, StepWaived(step="customs", reason="Late."))
    play.do(CLERK, recorded(play, "customs"), claimed=LATE)
    play.do(INTERIOR_HEAD, StepWaived(step="customs", reason="Late."))
    assert where(play, "customs").how == "waived"


def test_nobody_does_without_the_treaty_questions_however_late_they_are() -> None:
    play = at("classified")
    play.do(CLERK, recorded(play, "treaty"), claimed=LATE)
    play.refuses("waiver.not-provided", FOREIGN, StepWaived(step="treaty", reason="Late."))


def test_a_final_decision_cannot_be_emptied_by_a_waiver() -> None:
    play = at("signed", procedure=WAIVABLE)
    play.refuses("decision.final-already", FOREIGN, StepWaived(step="customs", reason="Late."))


# --- competence ------------------------------------------------------------------------------------------------------


def test_not_competent_is_no_opinion_and_the_step_goes_to_another_agency() -> None:
    play = at("treaty")
    play.do(REVIEWERS["customs"], opinion(play.case, "customs", Position.NOT_COMPETENT, reasons="Not imported."))
    assert (where(play, "customs").state, where(play, "customs").declined) == ("open", True)
    moved = StepReassigned(step="customs", declined_by="customs", agency="interior", reason="It guards the road.")
    play.refuses("competence.declined-already", OFFICER, replace(moved, agency="customs"))
    play.refuses("agency.unknown", OFFICER, replace(moved, agency="fisheries"))
    play.refuses("reasons.needed", OFFICER, replace(moved, reason=""))
    play.do(OFFICER, moved)
    assert (where(play, "customs").agency, where(play, "customs").declined) == ("interior", False)
    play.do(REVIEWERS["interior"], opinion(play.case, "customs"))
    assert where(play, "customs").state == "done"


def test_a_declined_classification_goes_to_another_agency() -> None:
    play = at("intake")
    play.do(OFFICER, CompetenceDeclined(step="classification", reasons="Chemical agents."))
    play.refuses("competence.declined-already", OFFICER, CompetenceDeclined(step="classification", reasons="x"))
    play.do(
        OFFICER,
        StepReassigned(step="classification", declined_by="licensing", agency="defence", reason="Its laboratory."),
    )
    assert where(play, "classification").agency == "defence"
    play.refuses("step.other-agency", OFFICER, StepCompleted(step="classification"))


# --- escalation ------------------------------------------------------------------------------------------------------


def test_after_its_deferrals_the_higher_authority_decides_in_its_own_name() -> None:
    play = deferred_out(at("opened"))
    play.refuses("escalation.to", SECRETARY, escalated(play, to="defence"))
    play.refuses("escalation.positions", SECRETARY, escalated(play, positions=()))
    play.refuses("reasons.needed", SECRETARY, escalated(play, reason=""))
    play.do(SECRETARY, escalated(play))
    assert (where(play, "committee").state, where(play, "committee").how) == ("done", "escalated")
    assert where(play, "decision").agencies == ("foreign-affairs",)
    play.do(SECRETARY, proposed(play.world, outcomes(play.case, Outcome.REFUSE)))
    record = next(iter(play.case.decisions.values()))
    assert (record.body.ground, record.body.authority) == ("higher-authority", "foreign-affairs")
    assert set(record.body.positions) == set(all_positions(play.case))
    play.refuses("decision.signatory", CHAIR, DecisionSigned(decision=record.id))
    play.refuses("decision.signatory", DEFENCE_HEAD, DecisionSigned(decision=record.id))
    play.do(FOREIGN, DecisionSigned(decision=record.id))
    assert ending(play.case) == "refused"


def test_a_committee_that_is_late_hands_the_case_up_once_that_is_recorded() -> None:
    play = at("opened")
    play.do(CLERK, recorded(play, "committee"), claimed=LATE)
    play.do(SECRETARY, escalated(play, cause=EscalationCause.OVERDUE, reason="Three months late."))
    assert where(play, "committee").how == "escalated"


def test_where_nobody_stands_above_nothing_goes_up() -> None:
    charter = altered(SEVEN, ('acts_for = ["higher-authority"]\n', ""))
    assert charter_of(charter).agency_for("higher-authority") is None


# --- Article 6 -------------------------------------------------------------------------------------------------------


def test_the_higher_authority_lifts_a_contested_prohibition_or_confirms_it() -> None:
    play = at("treaty")
    gate = contested(play)
    assert gate_status(play.case) is GateStatus.CONTESTED
    ruling = GateRuled(gate=gate, prohibited=False, reasons="The resolution was lifted on 4 May.")
    play.refuses("gate.other-authority", DEFENCE_HEAD, ruling)
    play.refuses("reasons.needed", FOREIGN, replace(ruling, reasons=" "))
    lifted, kept = play.fork(), play.fork()
    lifted.do(FOREIGN, ruling)
    assert gate_status(lifted.case) is GateStatus.CLEAR
    lifted.refuses("gate.ruled-already", FOREIGN, ruling)
    lifted.refuses("gate.ruled-already", REVIEWERS["customs"], GateWithdrawn(gate=gate, reason="x"))
    kept.do(FOREIGN, replace(ruling, prohibited=True))
    assert gate_status(kept.case) is GateStatus.CONFIRMED
    assert where(kept, "decision").state == "open"
    kept.do(SECRETARY, proposed(kept.world))
    assert next(iter(kept.case.decisions.values())).body.ground == "article-6"


def test_what_nobody_contests_is_not_ruled_on() -> None:
    play = at("treaty")
    gate = play.do(REVIEWERS["customs"], GateAnswered(step="treaty", answers=YES))
    body = GateRuled(gate=gate.id, prohibited=False, reasons="x")
    play.refuses("gate.not-contested", FOREIGN, body)
    play.do(REVIEWERS["customs"], GateWithdrawn(gate=gate.id, reason="Misread."))
    play.refuses("gate.withdrawn-already", FOREIGN, body)


def test_of_two_rulings_made_apart_the_earlier_counts_in_any_order() -> None:
    play = at("treaty")
    gate = contested(play)
    apart = [
        play.make(FOREIGN, GateRuled(gate=gate, prohibited=prohibited, reasons="Weighed."))
        for prohibited in (True, False)
    ]
    found = []
    for acts in (apart, apart[::-1]):
        one = play.fork()
        assert [one.admit(act) for act in acts] == ["", ""]
        found.append(one.case.gates[gate])
    assert found[0] == found[1]


# --- migration -------------------------------------------------------------------------------------------------------


def test_a_case_goes_on_under_another_version_by_two_persons_who_saw_the_difference() -> None:
    play = two_versions()
    body = newer(play)
    assert Difference(part="steps.foreign-affairs", field="days", before="15", after="12") in body.difference
    play.refuses("migration.difference", OFFICER, replace(body, difference=()))
    play.refuses("reasons.needed", OFFICER, replace(body, reason=""))
    play.refuses("case.lead-agency", "for-04", body)
    migration = play.do(OFFICER, body)
    assert play.case.procedure != body.procedure
    play.do(FOREIGN, MigrationConfirmed(proposal=migration.id))
    assert play.case.procedure == body.procedure
    assert where(play, "treaty").state == "done"
    assert where(play, "foreign-affairs").step.days == 12
    play.refuses("proposal.confirmed-already", FOREIGN, MigrationConfirmed(proposal=migration.id))


def test_a_migration_needs_a_second_person() -> None:
    play = two_versions()
    migration = play.do("lic-07", newer(play))
    play.refuses("second-person.same", "lic-07", MigrationConfirmed(proposal=migration.id))


def test_a_migration_proposed_before_another_took_place_is_proposed_again() -> None:
    play = two_versions()
    first, second = play.do(OFFICER, newer(play)), play.do(OFFICER, newer(play))
    play.do(FOREIGN, MigrationConfirmed(proposal=first.id))
    play.refuses("migration.difference", FOREIGN, MigrationConfirmed(proposal=second.id))


def test_an_act_names_the_procedure_of_its_case() -> None:
    play = at("treaty")
    play.refuses("act.procedure", REVIEWERS["customs"], opinion(play.case, "customs"), procedure="0" * 64)


def test_a_decided_case_does_not_migrate() -> None:
    play = two_versions("treaty")
    migration = play.do(OFFICER, newer(play))
    on(play, "opinions", "consolidated", "convened", "opened", "put", "voted", "certified", "attested", "proposed")
    on(play, "signed")
    play.refuses("case.decision-signed", OFFICER, newer(play))
    play.refuses("case.decision-signed", FOREIGN, MigrationConfirmed(proposal=migration.id))


def test_a_case_does_not_migrate_to_a_procedure_for_other_activities() -> None:
    imports = altered(
        STANDING,
        ('id = "standing-committee"', 'id = "imports"'),
        ('activities = ["export", "import", "transit", "trans-shipment", "brokering"]', 'activities = ["import"]'),
    )
    play = adopting(at("treaty"), imports)
    play.refuses("procedure.other-activity", OFFICER, newer(play))


# --- several authorities ---------------------------------------------------------------------------------------------


def mixed() -> Play:
    """Item 1 is artillery, item 2 small arms; everything is ready for the two decisions."""
    play = at("intake", procedure=SPLIT)
    classes = (
        LineClass(line="1", control_code="ML2.a", att_scope=AttScope.ARMS, att_category=AttCategory.ARTILLERY),
        LineClass(line="2", control_code="ML1.a", att_scope=AttScope.ARMS, att_category=AttCategory.SMALL_ARMS),
    )
    play.do(OFFICER, LinesClassified(step="classification", lines=classes))
    play.do(OFFICER, StepCompleted(step="classification"))
    on(play, "gate", "treaty")
    for step, officer in (("foreign-affairs", "for-01"), ("customs", "cus-01"), ("intelligence", "inl-01")):
        play.do(officer, opinion(play.case, step))
    return on(play, "consolidated")


def decided(play: Play, authority: str, head: str, outcome: Outcome) -> None:
    record = play.do(OFFICER, proposed(play.world, outcomes(play.case, outcome), authority=authority))
    play.do(head, DecisionSigned(decision=record.id))


def test_each_authority_decides_its_own_items_and_sees_how_the_other_stands() -> None:
    play = mixed()
    step = play.world.procedure(play.case.procedure).step("decision")
    assert deciders(play.case, play.world, step) == {"defence": ("1",), "interior": ("2",)}
    assert where(play, "decision").agencies == ("defence", "interior")
    both = outcomes(play.case, Outcome.GRANT)
    play.refuses("outcomes.every-item", OFFICER, proposed(play.world, both, authority="defence", outcomes=both))
    own = proposed(play.world, both, authority="defence")
    play.refuses("decision.other-authority", OFFICER, replace(own, authority="customs"))
    record = play.do(OFFICER, own)
    assert [(one.authority, one.state) for one in record.body.beside] == [("interior", "open")]
    play.refuses("decision.signatory", INTERIOR_HEAD, DecisionSigned(decision=record.id))
    play.do(DEFENCE_HEAD, DecisionSigned(decision=record.id))
    assert (final_decision(play.case), len(final_decisions(play.case))) == (None, 1)
    assert where(play, "decision").agencies == ("interior",)
    play.refuses("decision.final-already", OFFICER, own)
    decided(play, "interior", INTERIOR_HEAD, Outcome.REFUSE)
    assert ending(play.case) == "partly-granted"
    second = final_decisions(play.case)[1]
    assert [(one.authority, one.state) for one in second.body.beside] == [("defence", "granted")]


def test_a_decision_that_hides_how_the_other_authority_stands_is_refused() -> None:
    play = mixed()
    both = outcomes(play.case, Outcome.GRANT)
    play.refuses("decision.beside", OFFICER, proposed(play.world, both, authority="defence", beside=()))


def test_a_decision_proposed_before_the_other_was_made_is_proposed_again() -> None:
    play = mixed()
    record = play.do(OFFICER, proposed(play.world, outcomes(play.case), authority="interior"))
    decided(play, "defence", DEFENCE_HEAD, Outcome.GRANT)
    play.refuses("decision.stale", INTERIOR_HEAD, DecisionSigned(decision=record.id))
    decided(play, "interior", INTERIOR_HEAD, Outcome.GRANT)
    assert ending(play.case) == "granted"


def test_each_authority_licenses_its_own_items_with_its_own_conditions() -> None:
    play = mixed()
    play.do(REVIEWERS["customs"], ConditionProposed(number=1, text="Sealed.", text_fr="Scellé.", items=("2",)))
    decided(play, "defence", DEFENCE_HEAD, Outcome.GRANT)
    decided(play, "interior", INTERIOR_HEAD, Outcome.GRANT)
    numbers = []
    for record in final_decisions(play.case):
        number = f"{play.case.reference}/L{1 if record.body.authority == 'defence' else 2}"
        body = licence(play.world, record, number=number)
        numbers.append([item.item for item in body.items])
        assert bool(body.conditions) is (record.body.authority == "interior")
        if len(numbers) == 1:
            play.refuses("licence.number", OFFICER, replace(body, number=f"{play.case.reference}/L2"))
        play.do(OFFICER, body)
    assert numbers == [["1"], ["2"]]
    assert where(play, "issue").state == "done"


def test_no_licence_is_issued_while_another_authority_has_not_decided() -> None:
    play = mixed()
    decided(play, "defence", DEFENCE_HEAD, Outcome.GRANT)
    play.refuses("licence.items-undecided", OFFICER, licence(play.world, final_decisions(play.case)[0]))


def test_an_authority_that_is_not_competent_hands_its_items_on() -> None:
    play = mixed()
    play.do("def-04", CompetenceDeclined(step="decision", reasons="Demilitarised."))
    play.do(OFFICER, StepReassigned(step="decision", declined_by="defence", agency="economy", reason="Civil goods."))
    assert where(play, "decision").agencies == ("economy", "interior")
    decided(play, "economy", "eco-03", Outcome.GRANT)
    decided(play, "interior", INTERIOR_HEAD, Outcome.GRANT)
    assert ending(play.case) == "granted"


def test_where_linked_cases_are_wanted_a_mixed_application_does_not_pass_intake() -> None:
    text = altered(SPLIT, ('mixed = "own-items"', 'mixed = "linked-cases"'))
    play = at("registered", procedure=text)
    artillery = replace(APPLICATION.lines[0], att_category=AttCategory.ARTILLERY, control_code="ML2.a")
    application = replace(APPLICATION, lines=(artillery, APPLICATION.lines[1]))
    play.do(CLERK, ApplicationAmended(application=application, content=content_digest(application), reason="Line 1."))
    play.refuses("intake.mixed", CLERK, StepCompleted(step="intake"))


# --- the applicant's clock -------------------------------------------------------------------------------------------


def asked_applicant(play: Play) -> str:
    query = play.do(REVIEWERS["customs"], QueryRaised(step="customs", text="Which port?", text_fr="Quel port ?"))
    letter = QuerySent(number=1, queries=(query.id,), due="2026-12-15", silence="Return.", silence_fr="Renvoi.")
    return play.do(OFFICER, letter).id


def test_a_letter_stops_the_asking_step_and_the_statutory_clock_and_nothing_else() -> None:
    play = at("treaty")
    before = {step: where(play, step).due for step in ("customs", "defence")}
    letter = asked_applicant(play)
    assert (where(play, "customs").stopped, where(play, "customs").due) == (True, None)
    assert (where(play, "defence").stopped, where(play, "defence").due) == (False, before["defence"])
    late = datetime(2027, 1, 20, 8, tzinfo=UTC)
    assert not where(play, "customs", late).overdue
    assert where(play, "defence", late).overdue
    charter = play.world.realm.charter
    assert charter is not None
    road = case_progress(play.case, play.world.procedure(play.case.procedure), charter)
    assert (road.statutory_due, road.stopped) == (None, True)
    answer = QueryAnswered(letter=letter, received="2026-11-09", text="Port A.")
    play.do(CLERK, answer, claimed="2026-11-09T08:00:00Z")
    first, now = before["customs"], where(play, "customs").due
    assert first is not None
    assert now is not None
    assert (now - first).days == 7, "stopped from Monday 2 to Monday 9: five working days, a weekend"


def test_nothing_is_decided_while_a_letter_is_open() -> None:
    play = mixed()
    query = play.do("def-04", QueryRaised(step="decision", text="Which port?", text_fr="Quel port ?"))
    body = QuerySent(number=1, queries=(query.id,), due="2026-12-15", silence="Return.", silence_fr="Renvoi.")
    letter = play.do(OFFICER, body)
    play.refuses("decision.query-open", OFFICER, proposed(play.world, outcomes(play.case), authority="defence"))
    play.do(OFFICER, QueryClosed(about=letter.id, outcome=QueryOutcome.WITHDRAWN, reason="Found in the file."))
    record = play.do(OFFICER, proposed(play.world, outcomes(play.case), authority="defence"))
    second = play.do("int-03", QueryRaised(step="decision", text="Which road?", text_fr="Quelle route ?"))
    play.do(OFFICER, replace(body, number=2, queries=(second.id,)))
    play.refuses("decision.query-open", DEFENCE_HEAD, DecisionSigned(decision=record.id))


# --- ad hoc consultation -------------------------------------------------------------------------------------------


def test_a_consultation_step_ends_once_whoever_was_asked_has_answered_on_the_present_dossier() -> None:
    play = on(at("intake", procedure=AD_HOC), "classified", "gate", "treaty")
    play.refuses("step.summary-needed", OFFICER, StepCompleted(step="consultation"))
    body = ConsultationAsked(agency="economy", question="Is there a market?", due="2026-11-20")
    asked_of = play.do(OFFICER, body).id
    play.refuses("consultation.waiting", OFFICER, StepCompleted(step="consultation", note="Late."))
    answer = ConsultationAnswered(
        consultation=asked_of, dossier=dossier_hash(play.case), position=Position.AGREE, reasons="There is."
    )
    play.do("eco-03", answer)
    earlier = play.fork()
    play.do(OFFICER, StepCompleted(step="consultation", note="Economy agrees."))
    assert where(play, "decision").agencies == ("licensing",)
    earlier.do(REVIEWERS["foreign-affairs"], GateAnswered(step="treaty", answers=NO))
    earlier.refuses("consultation.waiting", OFFICER, StepCompleted(step="consultation", note="Economy agreed."))


# --- what a review once found ----------------------------------------------------------------------------------------


def test_what_was_done_waits_while_a_step_before_it_is_open_again() -> None:
    play = on(at("intake", procedure=LEAD), "classified", "gate", "treaty")
    for step, officer in (("defence", "def-01"), ("interior", "int-01"), ("customs", "cus-01")):
        given = play.do(officer, opinion(play.case, step))
        if step == "defence":
            play.do(DEFENCE_HEAD, OpinionCountersigned(opinion=given.id))
    on(play, "consolidated")
    claim = play.do(REVIEWERS["customs"], GateAnswered(step="treaty", answers=YES))
    play.do(REVIEWERS["customs"], GateWithdrawn(gate=claim.id, reason="Misread."))
    states = {step: where(play, step).state for step in ("defence", "consolidation", "decision")}
    assert states == {"defence": "open", "consolidation": "waiting", "decision": "waiting"}
    play.refuses("step.not-open", OFFICER, proposed(play.world, outcomes(play.case)))


def test_an_escalation_does_not_outlive_the_dossier_that_was_handed_up() -> None:
    play = deferred_out(at("opened"))
    play.do(SECRETARY, escalated(play))
    larger = replace(APPLICATION.lines[0], quantity="90000")
    changed = replace(APPLICATION, lines=(larger, *APPLICATION.lines[1:]))
    play.do(CLERK, ApplicationAmended(application=changed, content=content_digest(changed), reason="More."))
    assert where(play, "committee").state == "waiting"
    assert where(play, "decision").state == "waiting"


def test_a_recorded_limit_does_not_outlive_the_dossier_either() -> None:
    text = altered(
        STANDING,
        ('agency = "customs"\nafter', 'agency = "customs"\noverdue = "escalate"\nescalates_to = "interior"\nafter'),
    )
    play = at("treaty", procedure=text)
    play.do(CLERK, recorded(play, "customs"), claimed=LATE)
    changed = replace(APPLICATION, end_use="Border posts.")
    play.do(CLERK, ApplicationAmended(application=changed, content=content_digest(changed), reason="Corrected."))
    on(play, "intake", "classified", "gate", "treaty")
    play.refuses("waiver.not-provided", INTERIOR_HEAD, StepWaived(step="customs", reason="Late."))


def test_silence_counts_for_nothing_under_a_claim_or_after_an_opinion() -> None:
    play = at("treaty", procedure=SILENT)
    claimed = play.fork()
    claimed.do(REVIEWERS["interior"], GateAnswered(step="treaty", answers=YES))
    claimed.refuses("deadline.silence-barred", CLERK, recorded(claimed, "customs"), claimed=LATE)
    play.do(REVIEWERS["customs"], opinion(play.case, "customs", Position.OBJECT, reasons="x", criteria=("7",)))
    play.do(REVIEWERS["foreign-affairs"], GateAnswered(step="treaty", answers=NO))
    play.refuses("deadline.opinion-given", CLERK, recorded(play, "customs"), claimed=LATE)


def test_an_act_from_a_far_future_is_none() -> None:
    play = at("treaty")
    body = opinion(play.case, "customs")
    play.refuses("clock.far", REVIEWERS["customs"], body, claimed="9999-12-31T23:59:59Z")


def test_a_decision_is_not_given_to_an_agency_that_nobody_can_sign_for() -> None:
    play = mixed()
    play.do(DEFENCE_HEAD, CompetenceDeclined(step="decision", reasons="Demilitarised."))
    moved = StepReassigned(step="decision", declined_by="defence", agency="intelligence", reason="Sensors.")
    play.refuses("competence.no-head", OFFICER, moved)


def test_whoever_answered_or_examined_does_not_rule_on_it() -> None:
    play = at("treaty")
    gate = play.do(REVIEWERS["customs"], GateAnswered(step="treaty", answers=YES))
    play.do(FOREIGN, GateReviewed(gate=gate.id, confirmed=False, evidence="Lifted in May."))
    play.refuses("second-person.same", FOREIGN, GateRuled(gate=gate.id, prohibited=False, reasons="Lifted."))


def test_the_authority_that_decides_may_claim_a_prohibition_too() -> None:
    play = mixed()
    play.do(INTERIOR_HEAD, GateAnswered(step="treaty", answers=YES))
    assert gate_status(play.case) is GateStatus.CLAIMED


def test_no_licence_for_what_was_amended_apart_from_the_decision() -> None:
    play = mixed()
    for authority in ("defence", "interior"):
        play.do(OFFICER, proposed(play.world, outcomes(play.case), authority=authority))
    before = play.lagging(0)
    last = {record.body.authority: record.id for record in play.case.decisions.values()}
    play.do(DEFENCE_HEAD, DecisionSigned(decision=last["defence"]))
    play.do(OFFICER, proposed(play.world, outcomes(play.case), authority="interior"))
    records = sorted(play.case.decisions.values(), key=lambda record: record.by.order)
    last = {record.body.authority: record.id for record in records}
    play.do(INTERIOR_HEAD, DecisionSigned(decision=last["interior"]))
    larger = replace(APPLICATION.lines[0], quantity="40000")
    changed = replace(APPLICATION, lines=(larger, *APPLICATION.lines[1:]))
    body = ApplicationAmended(application=changed, content=content_digest(changed), reason="More.")
    play.do(CLERK, body, view=before)
    play.refuses("licence.dossier-changed", OFFICER, licence(play.world, final_decisions(play.case)[0]))


def test_a_further_decision_replaces_two_that_were_signed_apart() -> None:
    play = mixed()
    nobody = play.lagging(0)
    first = play.do(OFFICER, proposed(play.world, outcomes(play.case), authority="defence"))
    refused = proposed(nobody, outcomes(play.case, Outcome.REFUSE), authority="defence")
    second = play.do(OFFICER, refused, view=nobody)
    both = play.lagging(0)
    play.do(DEFENCE_HEAD, DecisionSigned(decision=first.id), view=both)
    play.do(DEFENCE_HEAD, DecisionSigned(decision=second.id), view=both)
    assert final_decisions(play.case) == ()
    further = proposed(play.world, outcomes(play.case), authority="defence")
    assert further.replaces == tuple(sorted((first.id, second.id)))
    play.refuses("decision.replaces", OFFICER, replace(further, replaces=()))
    third = play.do(OFFICER, further)
    play.do(DEFENCE_HEAD, DecisionSigned(decision=third.id))
    assert [record.id for record in final_decisions(play.case)] == [third.id]


def test_a_head_who_wants_another_decision_gets_another_proposal() -> None:
    play = mixed()
    play.do(OFFICER, proposed(play.world, outcomes(play.case), authority="defence"))
    again = play.do(OFFICER, proposed(play.world, outcomes(play.case, Outcome.REFUSE), authority="defence"))
    play.do(DEFENCE_HEAD, DecisionSigned(decision=again.id))
    assert final_decisions(play.case)[0].id == again.id


def test_what_the_treaty_asks_is_answered_again_on_an_amended_application() -> None:
    play = at("treaty")
    elsewhere = replace(APPLICATION, destinations=(Destination(country="XW"),))
    play.do(CLERK, ApplicationAmended(application=elsewhere, content=content_digest(elsewhere), reason="Other buyer."))
    assert gate_status(play.case) is GateStatus.UNANSWERED
    on(play, "intake", "classified")
    play.refuses("gate.not-settled", REVIEWERS["foreign-affairs"], StepCompleted(step="treaty"))
    on(play, "gate")
    play.refuses("assessment.missing", REVIEWERS["foreign-affairs"], StepCompleted(step="treaty"))
    on(play, "treaty")
    assert where(play, "customs").state == "open"


def test_a_step_that_is_open_again_has_its_whole_time() -> None:
    play = at("treaty")
    changed = replace(APPLICATION, end_use="Border posts.")
    body = ApplicationAmended(application=changed, content=content_digest(changed), reason="Corrected.")
    play.do(CLERK, body, claimed=LATE)
    due = where(play, "intake").due
    assert due is not None
    assert due.isoformat() > LATE[:10]
