"""The training realm: founded, staffed, and four dossiers taken through it, each act signed by its own officer."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from app import assemble
from app.canonical import parse
from app.cli.files import writing
from app.cli.forms import (
    choice,
    gate_answer,
    item_outcome,
    item_position,
    line_class,
    read_file,
    risk_finding,
    yes_or_no,
)
from app.cli.show import table
from app.cli.training import TrainingRealm
from app.cli.verbs import Answer, Call, arg, verb
from app.errors import Refused, Unreadable
from app.intake.dossier import read_dossier
from app.intake.reading import Candidate
from app.intake.relations import identities
from app.marks import N_
from app.models.outcomes import Position
from app.trust.audit import verify_export
from app.words import Words

FOLDER = assemble.RESOURCES / "demo"
Script = dict[str, Any]
TREATY = "treaty"
"""The step of the standing committee's procedure at which foreign affairs answers Articles 6 and 7."""


@verb(
    "demo",
    N_("build a training realm and take dossiers through it"),
    arg("directory", metavar="DIR", help=N_("new folder")),
    arg("--dossiers", metavar="DIR", help=N_("folder with other dossiers than those shipped")),
)
def demo(call: Call) -> Answer:
    """Leaves a store, papers, an export for auditors and the passphrases in DIR."""
    directory, words = Path(call.args.directory), call.words
    with writing(call.args.directory):
        if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
            raise Refused("demo.not-empty", directory=str(directory))
    folder = Path(call.args.dossiers) if call.args.dossiers else FOLDER
    scripts = [_script(file) for file in sorted(folder.glob("*.json"))]
    if not scripts:
        raise Unreadable("demo.no-dossiers", folder=str(folder))
    play = Play(TrainingRealm(directory, words.language, _teller(call)), scripts, directory)
    existed = directory.exists()
    try:
        with writing(call.args.directory):
            play.run()
    except BaseException:
        play.realm.close()
        shutil.rmtree(directory, ignore_errors=True)
        if existed:
            directory.mkdir()
        raise
    play.realm.close()
    report = verify_export(directory / "export", play.realm.fingerprint)
    return _answer(play, report.acts, words)


def _script(file: Path) -> Script:
    found = parse(read_file(str(file)), what=file.name)
    if not isinstance(found, dict) or "dossier" not in found:
        raise Unreadable("demo.dossier", file=file.name)
    return {"name": file.stem, **found}


def _teller(call: Call) -> Any:
    """Tell on the error stream how far it is."""

    def tell(sentence: str, **values: Any) -> None:
        if not call.args.json:
            print(call.words.text(sentence, **values), file=sys.stderr, flush=True)

    return tell


def _answer(play: Play, acts: int, words: Words) -> Answer:
    outcomes = play.outcomes()
    rows = [[one["reference"], one["title"][words.language], words.label("stage", one["stage"])] for one in outcomes]
    lines = table(words, [N_("Reference"), N_("Dossier"), N_("Outcome")], rows)
    lines += [
        words.text(N_("{acts} acts, each signed by its own officer; the export verifies."), acts=acts),
        words.text(N_("Fingerprint of the realm: {fingerprint}"), fingerprint=play.realm.fingerprint),
        words.text(N_("Papers: {folder}"), folder=str(play.directory / "papers")),
        words.text(N_("Passphrases of this training realm: {file}"), file=str(play.directory / "README.txt")),
    ]
    data = {
        "directory": str(play.directory),
        "realm": play.realm.fingerprint,
        "acts": acts,
        "dossiers": outcomes,
        "papers": sorted(one.name for one in (play.directory / "papers").iterdir()),
    }
    return Answer(data, lines)


class Play:
    """The dossiers' way through the training realm."""

    def __init__(self, realm: TrainingRealm, scripts: list[Script], directory: Path) -> None:
        self.realm = realm
        self.scripts = scripts
        self.directory = directory
        self.papers = directory / "papers"
        self.references: dict[str, str] = {}
        self._outcomes: list[dict[str, Any]] = []

    def run(self) -> None:
        """Everything from the founding to the export."""
        self.realm.build()
        for script in self.scripts:
            self.realm.tell(N_("Dossier {title}"), title=script["title"][self.realm.language])
            self._take_in(script)
            self._review(script)
        self.papers.mkdir()
        for number in range(1, 2 + max(len(one.get("rounds", ())) for one in self.scripts)):
            self._session(number)
        for script in self.scripts:
            self._license(script)
        self._finish()

    def outcomes(self) -> list[dict[str, Any]]:
        """What became of each dossier."""
        return self._outcomes

    def _at(self, agency: str, role: str) -> assemble.Desk:
        return self.realm.desk(agency, role)

    # --- up to the committee -----------------------------------------------------------------------------------

    def _take_in(self, script: Script) -> None:
        dossier = read_dossier(script["dossier"], script["name"])
        if dossier.application is None:
            problem = dossier.problems[0]
            raise Unreadable(
                "demo.dossier-problem", place=problem.place(self.realm.words), what=problem.sentence(self.realm.words)
            )
        ((_, content),) = identities([dossier.application])
        candidate = Candidate(dossier.application, content, script["name"], dossier.flags)
        taken = self._at("licensing", "clerk").applications.register([candidate])
        reference = taken.references[0]
        self.references[script["name"]] = reference
        self._at("licensing", "clerk").reviews.complete_step(reference, "intake")
        self.realm.clock.days(1)
        officer = self._at("licensing", "licensing_officer")
        officer.reviews.classify(
            reference, "classification", tuple(line_class(one) for one in script["classification"])
        )
        officer.reviews.complete_step(reference, "classification")

    def _review(self, script: Script) -> None:
        reference = self.references[script["name"]]
        self.realm.clock.days(1)
        self._treaty(script, reference)
        for condition in script.get("conditions", ()):
            self._condition(reference, condition)
        for agency, opinion in script.get("opinions", {}).items():
            self._opinion(reference, agency, opinion)
        if script.get("opinions"):
            note = script["consolidation"][self.realm.language]
            self._at("licensing", "licensing_officer").reviews.complete_step(reference, "consolidation", note)
        if "prohibited" in script:
            confirmation = script["prohibited"]
            desk = self._at(confirmation["agency"], "reviewer")
            desk.reviews.review_gate(reference, confirmed=True, evidence=confirmation["evidence"])

    def _treaty(self, script: Script, reference: str) -> None:
        desk = self._at("foreign-affairs", "reviewer")
        desk.reviews.answer_gate(reference, TREATY, tuple(gate_answer(one) for one in script["gate"]))
        assessment = script.get("assessment")
        if assessment:
            desk.reviews.assess(
                reference,
                TREATY,
                tuple(risk_finding(one) for one in assessment["findings"]),
                mitigation=assessment["mitigation"],
                overriding=yes_or_no(assessment["overriding"], "overriding"),
                reasons=assessment["reasons"],
            )
        if "prohibited" not in script:
            desk.reviews.complete_step(reference, TREATY)

    def _condition(self, reference: str, condition: Script) -> None:
        desk = self._at(condition["agency"], "reviewer")
        items = tuple(condition.get("items", ()))
        desk.reviews.propose_condition(reference, condition["text"], condition["text_fr"], items)

    def _opinion(self, reference: str, agency: str, opinion: Script) -> None:
        self._at(agency, "reviewer").reviews.give_opinion(
            reference,
            agency,
            choice(Position, opinion["position"], "position"),
            opinion.get("reasons", ""),
            items=tuple(item_position(one) for one in opinion.get("items", ())),
            criteria=tuple(opinion.get("criteria", ())),
            annex=opinion.get("annex", ""),
        )
        if opinion.get("countersigned"):
            self._at(agency, "agency_head").reviews.countersign(reference)

    # --- the committee -----------------------------------------------------------------------------------------

    def _session(self, number: int) -> None:
        """One session on every dossier that waits for the committee; the questions of this session's round are put."""
        waiting = [one for one in self.scripts if self._stage(one) == "committee" and len(one["rounds"]) >= number]
        informed = [one for one in self.scripts if number == 1 and "prohibited" in one]
        if not waiting:
            return
        for script in informed:
            self._decide(script)
        self.realm.clock.days(3)
        for script in waiting:
            for condition in script["rounds"][number - 1].get("conditions", ()):
                self._condition(self.references[script["name"]], condition)
        references = tuple(self.references[one["name"]] for one in [*waiting, *informed])
        secretary = self._at("licensing", "secretary")
        title = self.realm.words.text(N_("Session {number} of the standing committee"), number=number)
        day = self.realm.clock.now().date().isoformat()
        session, _ = secretary.committee.convene(title, day, self.realm.words.text(N_("Treaty room")), references)
        self._seats(session)
        self._at("licensing", "chair").committee.open(session)
        questions = {one["name"]: self._question(session, one, one["rounds"][number - 1]) for one in waiting}
        self._print(f"agenda-{number}.pdf", secretary.printing.agenda(session, "bilingual"))
        for script in waiting:
            self._round(script, script["rounds"][number - 1], questions[script["name"]])
        self._at("licensing", "chair").committee.close(session)
        self._print(f"minutes-{number}.pdf", secretary.printing.minutes(session, "bilingual"))

    def _seats(self, session: str) -> None:
        for agency in ("foreign-affairs", "defence", "customs", "interior", "economy"):
            person = self.realm.officer(agency, "member")
            self._at("licensing", "secretary").committee.record_attendance(session, agency, person)

    def _question(self, session: str, script: Script, one: Script) -> str:
        fingerprint, _ = self._at("licensing", "secretary").committee.put_question(
            session,
            self.references[script["name"]],
            one["text"],
            one["text_fr"],
            tuple(item_outcome(outcome) for outcome in one["outcomes"]),
        )
        return fingerprint

    def _round(self, script: Script, one: Script, question: str) -> None:
        reference = self.references[script["name"]]
        for agency, vote in one["votes"].items():
            self._vote(reference, question, agency, vote, change=False)
        for agency, vote in one.get("changes", {}).items():
            self._vote(reference, question, agency, vote, change=True)
        if "deferral" in one:
            self._at("licensing", "chair").committee.defer(reference, one["deferral"])
            return
        self._at("licensing", "chair").committee.certify(reference)
        self._at("licensing", "secretary").committee.attest(reference)

    def _vote(self, reference: str, question: str, agency: str, vote: Script, *, change: bool) -> None:
        committee = self._at(agency, "member").committee
        act = committee.change_vote if change else committee.cast_vote
        act(
            reference,
            question,
            choice(Position, vote["position"], "position"),
            vote.get("reasons", ""),
            criteria=tuple(vote.get("criteria", ())),
            conditions=tuple(vote.get("conditions", ())),
        )

    # --- decision and papers -----------------------------------------------------------------------------------

    def _decide(self, script: Script) -> None:
        reference = self.references[script["name"]]
        decision = script["decision"]
        self._at("licensing", "secretary").decisions.propose(reference, decision["text"], decision["text_fr"])
        self._at("foreign-affairs", "member").decisions.sign_decision(reference)
        self._at("licensing", "chair").decisions.sign_decision(reference)

    def _license(self, script: Script) -> None:
        reference = self.references[script["name"]]
        if self._stage(script) == "decision":
            self.realm.clock.days(1)
            self._decide(script)
        found = self._case(script)
        if found["stage"] == "issue":
            self._at("licensing", "licensing_officer").decisions.issue(reference)
        printing = self._at("licensing", "licensing_officer").printing
        if self._case(script)["licence"]:
            self._print(f"licence-{reference}.pdf", printing.licence(reference, "bilingual"))
        if any(outcome["outcome"] == "refuse" for outcome in found["outcomes"]):
            self._print(f"refusal-{reference}.pdf", printing.refusal(reference, "bilingual"))

    def _finish(self) -> None:
        self._outcomes = [
            {
                "name": one["name"],
                "reference": self.references[one["name"]],
                "title": one["title"],
                "stage": self._stage(one),
                "outcomes": self._case(one)["outcomes"],
            }
            for one in self.scripts
        ]
        self._print("decision-log.pdf", self._at("licensing", "secretary").printing.decision_log("bilingual"))
        self.realm.export(self.directory / "export")

    def _case(self, script: Script) -> dict[str, Any]:
        return self._at("licensing", "secretary").questions.case(self.references[script["name"]])

    def _stage(self, script: Script) -> str:
        return str(self._case(script)["stage"])

    def _print(self, name: str, data: bytes) -> None:
        (self.papers / name).write_bytes(data)
