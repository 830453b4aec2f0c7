"""Verbs of procedures: check, show, adopt; simulate a case, compare versions, print the manual, migrate a case."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from app.canonical import parse
from app.cli.cases import REFERENCE
from app.cli.forms import read_file
from app.cli.papers import PAPER_LANGUAGE, PDF, written
from app.cli.realm import charter_of
from app.cli.show import acted, problems_answer, said, table
from app.cli.verbs import Answer, Call, arg, verb
from app.desk.differing import difference_lines
from app.desk.procedures import Changed
from app.errors import Refused, Usage
from app.intake.dossier import read_dossier
from app.intake.problems import Problem
from app.marks import N_
from app.models.application import Application
from app.models.plain import to_plain
from app.models.procedure import Procedure
from app.words import Words
from app.workflows.in_realm import in_realm
from app.workflows.procedure_check import check_file
from app.workflows.procedure_said import committee_rules, procedure_rules
from app.workflows.reasons import explain
from app.workflows.simulate import Simulation


@verb(
    "procedure check",
    N_("check a procedure file"),
    arg("file", metavar="FILE", help=N_("procedure (TOML)")),
    arg("--charter", metavar="FILE", help=N_("charter draft whose agencies the procedure must name")),
)
def procedure_check(call: Call) -> Answer:
    """Every problem with file, line and remedy; needs no store."""
    charter = None
    if call.args.charter:
        found_charter = charter_of(call.args.charter, call.words)
        if isinstance(found_charter, Answer):
            return found_charter
        charter = found_charter
    procedure, problems = check_file(call.args.file, read_file(call.args.file), charter)
    if problems:
        return problems_answer(call.words, list(problems))
    assert procedure is not None
    data = {"id": procedure.id, "version": procedure.version, "digest": procedure.digest, "problems": []}
    return Answer(data, [call.words.text(N_("{file}: no problems found."), file=call.args.file)])


@verb(
    "procedure show",
    N_("show the adopted procedures, or one of them"),
    arg("id", nargs="?", metavar="ID", help=N_("id of a procedure")),
    arg("--text", action="store_true", help=N_("the exact adopted text")),
)
def procedure_show(call: Call) -> Answer:
    """Steps with agency, time limit and what comes before."""
    adopted = [pair for pair in call.desk().questions.procedures() if call.args.id in (None, pair[0].id)]
    if not adopted:
        raise Refused("procedure.not-adopted", digest=call.args.id or "")
    words, lines = call.words, list[str]()
    for procedure, text in adopted:
        title = procedure.title.in_language(words.language)
        lines += [f"{procedure.id} {procedure.version}  {title}", procedure.digest]
        lines.append(procedure.legal_basis.in_language(words.language))
        if call.args.text:
            lines += text.splitlines()
            continue
        rows = [
            [
                step.id,
                words.label("step_kind", step.kind.value),
                step.title.in_language(words.language),
                step.agency,
                ", ".join(step.after),
                str(step.days or ""),
            ]
            for step in procedure.steps
        ]
        heads = [N_("Step"), N_("Kind"), N_("Title"), N_("Agency"), N_("After"), N_("Working days")]
        lines += [*table(words, heads, rows), *_rule_lines(words, procedure)]
    data = {"procedures": [to_plain(procedure) | {"text": text} for procedure, text in adopted]}
    return Answer(data, lines)


def _rule_lines(words: Words, procedure: Procedure) -> list[str]:
    """How the committee works, and what is laid down of licences and refusals; agencies by their codes."""
    committee = procedure.committee
    rules = procedure_rules(procedure, str, words)
    if committee is not None:
        rules = committee_rules(committee, str, words) + rules
    return [
        words.text(N_("{about}: {rule}"), about=one.about, rule=" ".join(one.says))
        + (f" [{one.basis.in_language(words.language)}]" if one.basis else "")
        for one in rules
    ]


@verb(
    "procedure adopt",
    N_("propose to adopt a procedure"),
    arg("file", metavar="FILE", help=N_("procedure (TOML), or the word confirm")),
    arg("proposal", nargs="?", metavar="REQUEST", help=N_("with confirm: the request's id")),
)
def procedure_adopt(call: Call) -> Answer:
    """Two persons sign."""
    args = call.args
    if args.file == "confirm" and args.proposal:
        return acted(call, call.desk().realm.confirm_procedure(args.proposal))
    text = read_file(args.file)
    desk = call.desk()
    if problems := desk.realm.procedure_problems(args.file, text):
        return problems_answer(call.words, problems)
    return acted(call, desk.realm.propose_procedure(args.file, text), confirm="procedure adopt confirm")


PROCEDURE = arg("procedure", metavar="ID|FILE", help=N_("adopted procedure by id or digest, or a procedure file"))


@verb(
    "procedure simulate",
    N_("show which way a case would go under a procedure"),
    PROCEDURE,
    arg("--case", metavar="FILE|REF", help=N_("dossier file (JSON), or reference of a case")),
    arg("--all", action="store_true", help=N_("all undecided cases: what would change for each")),
)
def procedure_simulate(call: Call) -> Answer:
    """Which steps, whose, by when, and why each applies or not."""
    args = call.args
    if bool(args.case) == args.all:
        raise Usage("cli.case-or-all")
    procedure = procedure_of(call, args.procedure)
    if isinstance(procedure, Answer):
        return procedure
    if args.all:
        return _all_cases(call, procedure)
    if Path(args.case).suffix.lower() == ".json":
        application = _application(args.case, call.words)
        if isinstance(application, Answer):
            return application
        return _simulated(call.words, call.desk().procedures.simulate(procedure, application))
    return _simulated(call.words, call.desk().procedures.simulate_case(procedure, args.case))


def procedure_of(call: Call, name: str) -> Procedure | Answer:
    """An adopted procedure, or that of a file; an answer listing the problems of the file."""
    if not name.lower().endswith(".toml"):
        return call.desk().procedures.adopted(name)
    charter = call.desk().procedures.charter()
    procedure, problems = check_file(name, read_file(name), charter)
    if procedure is None or problems:
        return problems_answer(call.words, list(problems))
    return in_realm(procedure, charter)


def _application(file: str, words: Words) -> Application | Answer:
    found = read_dossier(parse(read_file(file), what=file), file)
    if found.application is None:
        return _dossier_problems(list(found.problems), words)
    return found.application


def _dossier_problems(problems: list[Problem], words: Words) -> Answer:
    lines = [said(one, words) for one in problems]
    return Answer({"error": "file.problems", "problems": lines}, lines, 5)


def _simulated(words: Words, found: Simulation) -> Answer:
    rows, why, data = list[list[str]](), list[str](), list[dict[str, Any]]()
    for row in found.rows:
        reasons = explain(row.reasons, words)
        who = "; ".join(f"{one.agency}: {', '.join(one.items)}" for one in row.authorities) or row.agency
        opens, due = (words.date(day) if day and row.state == "applies" else "" for day in (row.opens, row.due))
        rows.append([row.step.id, words.label("simulated", row.state), who, opens, due])
        if reasons:
            why.append(words.text(N_("{step}: {reasons}"), step=row.step.id, reasons=" ".join(reasons)))
        data.append(
            {
                "step": row.step.id,
                "state": row.state,
                "agency": row.agency,
                "authorities": {one.agency: list(one.items) for one in row.authorities},
                "opens": row.opens.isoformat() if row.opens else None,
                "due": row.due.isoformat() if row.due else None,
                "reasons": reasons,
            }
        )
    lines = table(words, [N_("Step"), N_("Applies"), N_("Who"), N_("Opens"), N_("Due")], rows)
    lines += ["", words.text(N_("Why:")), *why] if why else []
    lines.append(words.text(N_("Last step done on {day}, if each takes its whole time."), day=words.date(found.ends)))
    statutory = found.statutory_due
    if statutory is not None:
        lines.append(words.text(N_("Statutory limit: {day}"), day=words.date(statutory)))
    ends = {"ends": found.ends.isoformat(), "statutory_due": statutory.isoformat() if statutory else None}
    return Answer({"steps": data, **ends}, lines)


def _all_cases(call: Call, procedure: Procedure) -> Answer:
    words = call.words
    looked, changed = call.desk().procedures.what_changes(procedure, _progress(call))
    lines = [
        words.text(
            N_("{looked} undecided cases under {procedure} looked at; something changes for {changed}."),
            looked=words.number(looked),
            procedure=procedure.id,
            changed=words.number(len(changed)),
        )
    ]
    for one in changed:
        lines += [one.reference, *(f"  {line}" for line in difference_lines(words, one.difference))]
    return Answer({"looked_at": looked, "changed": [_plain(one) for one in changed]}, lines)


def _plain(one: Changed) -> dict[str, Any]:
    return {"reference": one.reference, "difference": to_plain(one.difference)}


def _progress(call: Call) -> Any:
    if call.args.json or not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        line = call.words.text(N_("{done} of {total} cases"), done=done, total=total)
        print("\r" + line, end="", file=sys.stderr, flush=True)

    return show


@verb(
    "procedure compare",
    N_("show what differs between two procedures"),
    PROCEDURE,
    arg("other", metavar="ID|FILE", help=N_("the other one")),
)
def procedure_compare(call: Call) -> Answer:
    """Step by step and field by field."""
    one, other = procedure_of(call, call.args.procedure), procedure_of(call, call.args.other)
    if isinstance(one, Answer):
        return one
    if isinstance(other, Answer):
        return other
    found = call.desk().procedures.compare(one, other)
    lines = difference_lines(call.words, found) or [call.words.text(N_("Nothing differs but the bytes of the files."))]
    return Answer({"difference": to_plain(found)}, lines)


@verb(
    "procedure manual",
    N_("print the written national procedures document"),
    arg("procedure", metavar="ID", help=N_("adopted procedure by id or digest")),
    PDF,
    PAPER_LANGUAGE,
)
def procedure_manual(call: Call) -> Answer:
    """Steps, roles, deadlines, rules, who does what, and what each officer may do."""
    desk = call.desk()
    procedure = desk.procedures.adopted(call.args.procedure)
    return written(call, desk.printing.manual(procedure.digest, call.args.paper_lang))


@verb(
    "procedure migrate",
    N_("propose that a case goes on under another version of its procedure"),
    REFERENCE,
    arg("confirm", nargs="?", metavar="confirm", help=N_("the word confirm, for the second person")),
    arg("proposal", nargs="?", metavar="REQUEST", help=N_("with confirm: the request's id")),
    arg("--to", default="", metavar="ID", help=N_("adopted procedure by id (its latest version) or digest")),
    arg("--reason", default="", help=N_("why")),
)
def procedure_migrate(call: Call) -> Answer:
    """Two persons sign the same difference."""
    args, desk = call.args, call.desk()
    if args.confirm == "confirm" and args.proposal:
        change, found = desk.procedures.confirm_migration(args.reference, args.proposal)
        answer = acted(call, change, difference=to_plain(found))
    elif args.to and not args.confirm:
        change, found = desk.procedures.propose_migration(args.reference, args.to, args.reason)
        confirm = f"procedure migrate {args.reference} confirm"
        answer = acted(call, change, confirm=confirm, difference=to_plain(found))
    else:
        raise Usage("cli.migrate-to")
    answer.lines[:0] = difference_lines(call.words, found)
    return answer
