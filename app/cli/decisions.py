"""Verbs that decide."""

from __future__ import annotations

from app.cli.cases import REFERENCE
from app.cli.committee import OUTCOMES
from app.cli.forms import item_outcome
from app.cli.show import acted
from app.cli.verbs import Answer, Call, arg, verb
from app.marks import N_


@verb(
    "decision propose",
    N_("propose the decision"),
    REFERENCE,
    arg("--text", required=True, help=N_("text of the decision")),
    arg("--text-fr", required=True, help=N_("the same in French")),
    *OUTCOMES,
    arg("--authority", default="", metavar="AGENCY", help=N_("who decides, where several do on their own items")),
)
def decision_propose(call: Call) -> Answer:
    """What the committee agreed or a prohibition demands is taken over as it stands."""
    args, desk = call.args, call.desk()
    given = tuple(item_outcome(one) for one in args.outcome)
    outcomes = desk.decisions.outcomes(args.reference, args.all, given) if args.all or given else ()
    change = desk.decisions.propose(args.reference, args.text, args.text_fr, outcomes, args.authority)
    return acted(call, change, confirm=f"decision sign {args.reference}")


@verb("decision sign", N_("sign the proposed decision"), REFERENCE)
def decision_sign(call: Call) -> Answer:
    """Final with the last signature the procedure asks for."""
    return acted(call, call.desk().decisions.sign_decision(call.args.reference))
