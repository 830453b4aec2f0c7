"""Steps of a case on another way: limits, waivers, letters, consultations, experts, amendments, other authorities."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pytest_bdd import given, parsers, then, when

from app.cli.forms import item_outcome
from app.intake.dossier import read_dossier
from app.intake.reading import read
from app.models.outcomes import Position, QueryOutcome
from tests.documents.reading import flat, text
from tests.features.realm import Scene
from tests.features.steps.attempts import attempt
from tests.features.steps.realm import dossier


@given(parsers.parse('the clerk takes the application "{name}" in, under the procedure "{procedure}"'))
def take_in_under(scene: Scene, name: str, procedure: str, tmp_path: Path) -> None:
    candidates = read([dossier(name, tmp_path)], None).candidates
    (scene.reference,) = scene.at("licensing", "clerk").applications.register(candidates, procedure).references


@given(parsers.parse("it is the {movement} movement of the transfer"))
def movement(scene: Scene, movement: str) -> None:
    scene.names[movement] = scene.reference


@when("the clerk links the two movements")
def link(scene: Scene) -> None:
    clerk = scene.at("licensing", "clerk")
    clerk.course.link(scene.names["second"], scene.names["first"], "the same goods")


@given(parsers.parse("{days:d} working days pass"))
@when(parsers.parse("{days:d} working days pass"))
def days_pass(scene: Scene, days: int) -> None:
    scene.clock.days(days)


# --- who holds it, and what is locked ------------------------------------------------------------------------------


def case(scene: Scene) -> dict[str, Any]:
    """Everything on the case."""
    return scene.at("licensing", "secretary").questions.case(scene.reference)


def step(scene: Scene, name: str) -> dict[str, Any]:
    """Where a step stands."""
    found: list[dict[str, Any]] = [one for one in case(scene)["steps"] if one["id"] == name.replace(" ", "-")]
    return found[0]


@then(parsers.parse("the case is held by {agencies}"))
def held_by(scene: Scene, agencies: str) -> None:
    names = agencies.replace(" and ", ", ").split(", ")
    assert case(scene)["holders"] == sorted(name.replace(" ", "-") for name in names)


@then("nobody holds the case any more")
def held_by_nobody(scene: Scene) -> None:
    assert case(scene)["holders"] == []


@then(parsers.parse("the step {name} is {state}"))
def step_is(scene: Scene, name: str, state: str) -> None:
    assert step(scene, name)["state"] == state


PAPER = r"on paper in (?P<language>en|fr), the (?P<paper>licence|refusal notice|request letter|decision record|minutes)"


@then(parsers.re(PAPER + r' says? "(?P<words>[^"]*)"'))
def paper_says(scene: Scene, paper: str, language: str, words: str, tmp_path: Path) -> None:
    found = printed(scene, paper, language, tmp_path)
    assert words in found, found


@then(parsers.re(PAPER + r' does not say "(?P<words>[^"]*)"'))
def paper_does_not_say(scene: Scene, paper: str, language: str, words: str, tmp_path: Path) -> None:
    assert words not in printed(scene, paper, language, tmp_path)


def printed(scene: Scene, paper: str, language: str, folder: Path) -> str:
    """The text of a paper, printed by the program in one language."""
    file = folder / f"{paper}-{language}.pdf"
    kinds = {
        "licence": ("case", "print", scene.reference),
        "refusal notice": ("case", "print", scene.reference, "--paper", "refusal"),
        "request letter": ("case", "print", scene.reference, "--paper", "request"),
        "decision record": ("case", "print", scene.reference, "--paper", "decision"),
        "minutes": ("session", "minutes", scene.session[:12]),
    }
    said = scene.ask("lic-03", *kinds[paper], "--pdf", file, "--paper-lang", language, lang=language)
    assert said.code == 0, said
    return flat(text(file.read_bytes()))


# --- limits, waivers, other authorities ----------------------------------------------------------------------------


@when(parsers.parse('{agency}\'s head waives the opinion of {name}: "{reason}"'))
def waive(scene: Scene, agency: str, name: str, reason: str) -> None:
    scene.at(agency, "head").course.waive_step(scene.reference, name, reason)


@when(parsers.parse("{agency}'s head tries to waive the opinion of {name}"))
def try_waive(scene: Scene, agency: str, name: str) -> None:
    course = scene.at(agency, "head").course
    attempt(scene, lambda: course.waive_step(scene.reference, name, "not needed"))


@when(parsers.parse("the licensing officer records that the time of {name} has passed"))
def record_limit(scene: Scene, name: str) -> None:
    scene.at("licensing", "licensing officer").course.record_deadline(scene.reference, name)


@when(parsers.parse("the licensing officer tries to record that the time of {name} has passed"))
def try_record_limit(scene: Scene, name: str) -> None:
    course = scene.at("licensing", "licensing officer").course
    attempt(scene, lambda: course.record_deadline(scene.reference, name))


@when(parsers.parse('the chair hands the case up: "{reason}"'))
def escalate(scene: Scene, reason: str) -> None:
    scene.at("licensing", "chair").course.escalate(scene.reference, reason)


@when("the chair tries to hand the case up")
def try_escalate(scene: Scene) -> None:
    course = scene.at("licensing", "chair").course
    attempt(scene, lambda: course.escalate(scene.reference, "no agreement in sight"))


@when(parsers.parse("the decision of {agency} is proposed: {outcomes}"))
def propose_for(scene: Scene, agency: str, outcomes: str) -> None:
    propose(scene, agency, outcomes)


def propose(scene: Scene, agency: str, outcomes: str) -> None:
    """The licensing officer drafts what an authority's head is to sign."""
    named = tuple(item_outcome(one) for one in outcomes.split("; "))
    decisions = scene.at("licensing", "licensing officer").decisions
    text_en, text_fr = f"As {agency} decides.", f"Selon la décision : {agency}."
    decisions.propose(scene.reference, text_en, text_fr, named, agency.replace(" ", "-"))


@when(parsers.parse("the licensing officer tries to propose the decision of {agency}: {outcomes}"))
def try_propose_for(scene: Scene, agency: str, outcomes: str) -> None:
    attempt(scene, lambda: propose(scene, agency, outcomes))


@when(parsers.parse("{agency}'s head signs the decision"))
def sign(scene: Scene, agency: str) -> None:
    scene.at(agency, "head").decisions.sign_decision(scene.reference)


@when(parsers.parse("{agency}'s {role} tries to sign the decision"))
def try_sign(scene: Scene, agency: str, role: str) -> None:
    decisions = scene.at(agency, role).decisions
    attempt(scene, lambda: decisions.sign_decision(scene.reference))


# --- others are asked ----------------------------------------------------------------------------------------------


@when(parsers.parse('the licensing officer consults {agency}: "{question}"'))
def consult(scene: Scene, agency: str, question: str) -> None:
    officer = scene.at("licensing", "licensing officer")
    officer.consulting.ask(scene.reference, agency, question, scene.clock.in_days(10))


@when(parsers.parse('{agency} answers the consultation, to agree: "{reasons}"'))
def answer(scene: Scene, agency: str, reasons: str) -> None:
    scene.at(agency, "reviewer").consulting.answer(scene.reference, Position.AGREE, reasons)


@when(parsers.parse('the licensing officer concludes the consultation: "{note}"'))
def conclude(scene: Scene, note: str) -> None:
    scene.at("licensing", "licensing officer").reviews.complete_step(scene.reference, "consultation", note)


@when("the licensing officer tries to conclude the consultation")
def try_conclude(scene: Scene) -> None:
    reviews = scene.at("licensing", "licensing officer").reviews
    attempt(scene, lambda: reviews.complete_step(scene.reference, "consultation", "concluded"))


@when(parsers.parse('the licensing officer invites the expert of defence until the day after tomorrow: "{question}"'))
def invite(scene: Scene, question: str) -> None:
    officer = scene.at("licensing", "licensing officer")
    officer.consulting.invite(scene.reference, scene.officer("defence", "expert"), question, scene.clock.in_days(2))


@when(parsers.parse('the expert advises: "{advice}"'))
def advise(scene: Scene, advice: str) -> None:
    scene.at("defence", "expert").consulting.advise(scene.reference, advice)


@when("the expert tries to read the case")
def expert_tries(scene: Scene) -> None:
    questions = scene.at("defence", "expert").questions
    attempt(scene, lambda: questions.case(scene.reference))


@then("the expert reads the case, and no other")
def expert_reads(scene: Scene) -> None:
    questions = scene.at("defence", "expert").questions
    assert questions.case(scene.reference)["reference"] == scene.reference
    attempt(scene, lambda: questions.case(scene.names["first"]))
    assert scene.refusal is not None
    assert scene.refusal.code == "rights.only-invited"


# --- questions to the applicant ------------------------------------------------------------------------------------


@when(parsers.parse('{agency} asks the applicant: "{question}", in French "{question_fr}"'))
def ask_applicant(scene: Scene, agency: str, question: str, question_fr: str) -> None:
    scene.at(agency, "reviewer").consulting.raise_query(scene.reference, question, question_fr)


@when("the licensing officer sends the questions in one letter")
def send(scene: Scene) -> None:
    scene.at("licensing", "licensing officer").consulting.send_letter(scene.reference)


@when(parsers.parse('the applicant answers: "{words}"'))
def applicant_answers(scene: Scene, words: str) -> None:
    consulting = scene.at("licensing", "licensing officer").consulting
    consulting.record_answer(scene.reference, scene.clock.now().date().isoformat(), words)
    consulting.close_query(scene.reference, QueryOutcome.ANSWERED, "every question is answered")


@then(parsers.parse("the clock of {name} stands still, and so does the statutory clock"))
def stands_still(scene: Scene, name: str) -> None:
    found = case(scene)
    assert step(scene, name)["stopped"]
    assert (found["stopped"], found["statutory_due"]) == (True, None)


@then("no clock stands still any more")
def runs(scene: Scene) -> None:
    found = case(scene)
    assert not found["stopped"]
    assert found["statutory_due"]
    assert not any(one["stopped"] for one in found["steps"])


# --- a changed dossier ---------------------------------------------------------------------------------------------


@when(parsers.parse("the applicant asks for {quantity} instead"))
def ask_for(scene: Scene, quantity: str) -> None:
    plain = case(scene)["application"]
    first, *others = plain["lines"]
    changed = {**plain, "lines": [{**first, "quantity": quantity}, *others]}
    application = read_dossier({name: value for name, value in changed.items() if value}, "dossier").application
    assert application is not None
    scene.at("licensing", "clerk").applications.amend(scene.reference, application, "the applicant asks for more")


@when(parsers.parse("{agency} reaffirms its opinion"))
def reaffirm_opinion(scene: Scene, agency: str) -> None:
    reviewer = scene.at(agency, "reviewer").reviews
    difference, _ = reviewer.reaffirm_opinion(scene.reference)
    scene.seats["seen"] = " ".join(f"{one.part} {one.field} {one.before} → {one.after}" for one in difference)


@when(parsers.parse("{agency} reaffirms its vote"))
def reaffirm_vote(scene: Scene, agency: str) -> None:
    difference, _ = scene.at(agency, "member").committee.reaffirm_vote(scene.reference)
    scene.seats["seen"] = " ".join(f"{one.part} {one.field} {one.before} → {one.after}" for one in difference)


@then(parsers.parse('what it saw before signing says "{words}"'))
def saw(scene: Scene, words: str) -> None:
    assert words in scene.seats["seen"]


@then(parsers.parse("no vote on the question counts"))
def no_vote_counts(scene: Scene) -> None:
    history = scene.at("licensing", "secretary").questions.history(scene.reference)
    cast = [one for one in history["positions"] if one["kind"] == "vote"]
    assert cast
    assert not any(one["counts"] for one in cast)


@then(parsers.parse('the history of the case, told in {language}, says "{words}"'))
def history_says(scene: Scene, language: str, words: str) -> None:
    said = scene.ask("lic-03", "case", "history", scene.reference, lang=language)
    assert said.code == 0
    assert words in said.text, said.text


@when("the chair tries to certify the result")
def try_certify(scene: Scene) -> None:
    committee = scene.at("licensing", "chair").committee
    attempt(scene, lambda: committee.certify(scene.reference))


@when(parsers.parse('the chair defers the question for {days:d} working days: "{reason}"'))
def defer_until(scene: Scene, days: int, reason: str) -> None:
    until = scene.clock.in_days(days)
    scene.at("licensing", "chair").committee.defer(scene.reference, reason, until)


@when(parsers.parse('the secretary tries to put the question "{words}": {outcomes}'))
def try_put(scene: Scene, words: str, outcomes: str) -> None:
    named = tuple(item_outcome(one) for one in outcomes.split("; "))
    committee = scene.at("licensing", "secretary").committee
    attempt(scene, lambda: committee.put_question(scene.session, scene.reference, words, f"« {words} »", named))


__all__ = [name for name in dir() if not name.startswith("_") or name.startswith("__pytest_bdd")]
