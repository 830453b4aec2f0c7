"""From the registry of verbs to a parser whose every message is translated."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

from app import __version__
from app.cli.verbs import VERBS, Verb
from app.errors import Usage
from app.marks import N_
from app.words import LANGUAGES, Words

ARGPARSE = (
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("invalid %(type)s value: %(value)r"),
    N_("not allowed with argument %s"),
    N_("one of the arguments %s is required"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
)
"""argparse's own messages: it asks the ordinary gettext domain for them, which is ours while the program runs."""


GROUPS = {
    "officer": N_("officers: add, list, role, revoke, passphrase"),
    "procedure": N_("procedures: check, show, adopt"),
    "case": N_("cases: list, show, acts, history, acknowledge, clocks, amend, withdraw, link, print"),
    "step": N_("steps of the procedure: complete, return, waive, decline, reassign"),
    "competence": N_("disputed competence: claim, rule"),
    "correct": N_("corrective acts: reopen, void-vote, clerical, merge, holder, confirm, list"),
    "lines": N_("lines of goods: classify"),
    "gate": N_("Article 6: answer, confirm, contest, withdraw, rule"),
    "risk": N_("Article 7: assess"),
    "opinion": N_("opinions: give, countersign, reaffirm"),
    "query": N_("questions to the applicant: raise, send, remind, answer, close"),
    "consult": N_("consultations of agencies: ask, answer, withdraw"),
    "expert": N_("experts: invite, list, advise"),
    "conflict": N_("conflicts of interest: declare, raise, rule"),
    "note": N_("informal notes: write, list, file, settle"),
    "evidence": N_("evidence that comes up: record"),
    "work": N_("what waits for you: list"),
    "seat": N_("seats of the committee: fill, list"),
    "deadline": N_("limits that have passed: record, statutory"),
    "paper": N_("papers to the applicant: serve"),
    "notice": N_("notices to the applicant: write"),
    "review": N_("reconsideration: open, list, show"),
    "denial": N_("denial records: record, list, withdraw"),
    "condition": N_("conditions: propose, change, release"),
    "session": N_("committee sessions: convene, list, show, agenda, attend, open, put-list, announce, close, minutes"),
    "minutes": N_("minutes of sessions: correct, annex, adopt"),
    "question": N_("questions to the committee: put, defer, ratify, revoke"),
    "vote": N_("positions of a seat: cast, change, reaffirm, list, bloc, move, silence"),
    "result": N_("results of a round: certify, attest"),
    "decision": N_("decisions: propose, record, show, check-scan, sign, escalate, dossier, give-back"),
    "licence": N_("licences: issue, show, list, verify, suspend, reinstate, revoke, suspend-all, reinstate-all, print"),
    "urgency": N_("urgent cases: declare, list, lapse"),
    "calendar": N_("calendars of working days: show, propose, confirm"),
    "journal": N_("the journal: verify, rebuild, export, log, acts"),
    "mandate": N_("mandates to export bodies of acts: grant, list"),
    "audit": N_("audit: note"),
}


class Parser(argparse.ArgumentParser):
    """An argument parser that raises instead of printing."""

    def error(self, message: str) -> NoReturn:
        """Raise `Usage` with the place and the remedy."""
        raise Usage("cli.arguments", verb=self.prog, message=message)


def build(words: Words) -> Parser:
    """The whole command line in one language."""
    parser = Parser(
        prog="placet", description=words.text(N_("Inter-agency review of arms-transfer licences, offline."))
    )
    version = words.text(N_("show program's version number and exit"))
    parser.add_argument("--version", action="version", version=f"placet {__version__}", help=version)
    _globals(parser, words, default=None)
    shared = Parser(add_help=False)
    _globals(shared, words, default=argparse.SUPPRESS)
    nodes: dict[tuple[str, ...], Any] = {}
    nodes[()] = parser.add_subparsers(metavar=words.text(N_("VERB")), dest="verb", required=True)
    for one in VERBS:
        _add(nodes, one, shared, words)
    return parser


def _globals(parser: argparse.ArgumentParser, words: Words, default: Any) -> None:
    parser.add_argument("--store", metavar="DIR", default=default, help=words.text(N_("folder of the store")))
    parser.add_argument("--officer", metavar="ID", default=default, help=words.text(N_("who acts")))
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        default=default,
        help=words.text(N_("file whose first line is the passphrase; without it you are asked")),
    )
    parser.add_argument("--lang", choices=LANGUAGES, default=default, help=words.text(N_("language of the answer")))
    parser.add_argument(
        "--json",
        action="store_true",
        default=default if default is argparse.SUPPRESS else False,
        help=words.text(N_("answer as one JSON object")),
    )


def _add(nodes: dict[tuple[str, ...], Any], one: Verb, shared: Parser, words: Words) -> None:
    *groups, name = one.path
    for depth in range(len(groups)):
        path = tuple(groups[: depth + 1])
        if path not in nodes:
            _group(nodes, path, words)
    at = nodes[tuple(groups)]
    node = at.choices.get(name) or at.add_parser(
        name, help=words.text(one.help), description=words.text(one.help), parents=[shared], allow_abbrev=False
    )
    for argument in one.arguments:
        options = dict(argument.options)
        if "help" in options:
            options["help"] = words.text(options["help"])
        node.add_argument(*argument.names, **options)
    node.set_defaults(run=one.run)


def _group(nodes: dict[tuple[str, ...], Any], path: tuple[str, ...], words: Words) -> None:
    node = nodes[path[:-1]].add_parser(path[-1], help=words.text(GROUPS[path[0]]))
    nodes[path] = node.add_subparsers(metavar=words.text(N_("VERB")), dest="verb_" + "_".join(path), required=True)
