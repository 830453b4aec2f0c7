"""Verbs of mandates: bodies of acts leave in an export only with two persons' leave, for a time."""

from __future__ import annotations

import argparse
from typing import Any

from app.cli.forms import day
from app.cli.show import SHORT, acted, table
from app.cli.verbs import Answer, Call, arg, verb
from app.errors import Usage
from app.marks import N_

STATES = {"proposed": N_("Proposed"), "in-force": N_("In force"), "expired": N_("Expired")}


class Omissible(argparse.Action):
    """A word that may be left out. As `nargs="?"`, argparse would take it for left out at the first option."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.required = False

    def __call__(self, _parser: Any, namespace: argparse.Namespace, values: Any, _option: str | None = None) -> None:
        """Keep the word."""
        setattr(namespace, self.dest, values)


@verb(
    "mandate grant",
    N_("propose that bodies of acts may leave in an export; with the word confirm, the second person grants it"),
    arg("confirm", action=Omissible, choices=("confirm",), metavar="[confirm]", help=N_("only to confirm a mandate")),
    arg("proposal", action=Omissible, metavar="[ID]", help=N_("with confirm: the mandate's id")),
    arg(
        "--case", action="append", default=[], metavar="REF", help=N_("a case whose bodies may leave; may be repeated")
    ),
    arg("--all", action="store_true", help=N_("the bodies of all cases and sessions")),
    arg("--until", default="", metavar="DATE", help=N_("last day, at most a year ahead, for example 2026-12-31")),
    arg("--reason", default="", metavar="TEXT", help=N_("why the bodies are needed")),
    arg(
        "--withhold",
        action="append",
        default=[],
        metavar="FIELD",
        help=N_("a field that stays behind in every act, for example annex; may be repeated"),
    ),
    arg("--with-notes", action="store_true", help=N_("informal notes too, which otherwise stay behind")),
)
def mandate_grant(call: Call) -> Answer:
    """An auditor proposes, an agency head or chair confirms."""
    args = call.args
    if args.confirm:
        return _confirmed(call)
    if bool(args.case) == args.all or not args.until:
        raise Usage("cli.mandate-form")
    until, cases = day(args.until, "--until"), None if args.all else args.case
    change = call.desk().journal.propose_mandate(args.reason, until, cases, args.withhold, notes=args.with_notes)
    return acted(call, change, confirm="mandate grant confirm")


def _confirmed(call: Call) -> Answer:
    if not call.args.proposal:
        raise Usage("cli.mandate-id")
    answer = acted(call, call.desk().journal.confirm_mandate(call.args.proposal))
    sentence = N_("The auditor exports with: placet journal export DIR --mandate {id}")
    answer.lines.append(call.words.text(sentence, id=call.args.proposal[:SHORT]))
    return answer


@verb("mandate list", N_("list the mandates to export bodies, with what they cover"))
def mandate_list(call: Call) -> Answer:
    """Every mandate with its state, last day, cases and the fields that stay behind."""
    words = call.words
    found = call.desk().journal.mandates()
    rows = [
        [
            one["id"][:SHORT],
            words.text(STATES[one["state"]]),
            one["auditor"],
            words.date(one["until"]),
            words.text(N_("all")) if one["cases"] is None else ", ".join(one["cases"]),
            ", ".join(one["withheld"]),
            words.label("truth", "yes" if one["notes"] else "no"),
        ]
        for one in found
    ]
    heads = [N_("Mandate"), N_("State"), N_("Auditor"), N_("Last day"), N_("Cases"), N_("Withheld fields"), N_("Notes")]
    return Answer({"mandates": found}, table(words, heads, rows))
