"""Verbs of review: steps, classification, Article 6 and 7, opinions, conditions."""

from __future__ import annotations

from app.cli.cases import REASON, REFERENCE
from app.cli.forms import choice, gate_answer, item_position, line_class, risk_finding, yes_or_no
from app.cli.show import SEEN, acted, reaffirmed, to_reaffirm
from app.cli.verbs import Answer, Call, arg, verb
from app.marks import N_
from app.models.outcomes import Position

STEP = arg("--step", default="", help=N_("step of the procedure; without it, the one your agency holds"))


@verb(
    "step complete",
    N_("complete a step of your agency"),
    REFERENCE,
    STEP,
    arg("--note", default="", help=N_("summary")),
)
def step_complete(call: Call) -> Answer:
    """End an open step."""
    args = call.args
    return acted(call, call.desk().reviews.complete_step(args.reference, args.step, args.note))


@verb(
    "step return",
    N_("return the case to an earlier step"),
    REFERENCE,
    STEP,
    arg("--to", required=True, metavar="STEP", help=N_("the earlier step")),
    REASON,
)
def step_return(call: Call) -> Answer:
    """Send back with a reason."""
    args = call.args
    return acted(call, call.desk().reviews.return_step(args.reference, args.step, args.to, args.reason))


@verb(
    "lines classify",
    N_("classify every line of goods"),
    REFERENCE,
    STEP,
    arg(
        "--line",
        action="append",
        default=[],
        metavar="LINE=CODE,SCOPE[,CATEGORY]",
        help=N_("for example 1=ML1.a,2_1,h"),
    ),
)
def lines_classify(call: Call) -> Answer:
    """Control code, treaty scope and category of each line."""
    lines = tuple(line_class(one) for one in call.args.line)
    return acted(call, call.desk().reviews.classify(call.args.reference, call.args.step, lines))


@verb(
    "gate answer",
    N_("answer the three questions of Article 6"),
    REFERENCE,
    STEP,
    arg("--answer", action="append", default=[], metavar="6.1=NO:EVIDENCE", help=N_("one for each of 6.1, 6.2, 6.3")),
)
def gate_answer_verb(call: Call) -> Answer:
    """A yes prohibits."""
    answers = tuple(gate_answer(one) for one in call.args.answer)
    return acted(call, call.desk().reviews.answer_gate(call.args.reference, call.args.step, answers))


EVIDENCE = arg("--evidence", required=True, help=N_("what this rests on"))


@verb("gate confirm", N_("confirm another agency's Article 6 prohibition"), REFERENCE, EVIDENCE)
def gate_confirm(call: Call) -> Answer:
    """With a second agency's confirmation the deciding authority refuses."""
    return acted(
        call, call.desk().reviews.review_gate(call.args.reference, confirmed=True, evidence=call.args.evidence)
    )


@verb("gate contest", N_("contest another agency's Article 6 prohibition"), REFERENCE, EVIDENCE)
def gate_contest(call: Call) -> Answer:
    """The case stays blocked until its author takes the answer back or a higher authority rules."""
    return acted(
        call, call.desk().reviews.review_gate(call.args.reference, confirmed=False, evidence=call.args.evidence)
    )


@verb("gate withdraw", N_("take back your agency's Article 6 prohibition"), REFERENCE, REASON)
def gate_withdraw(call: Call) -> Answer:
    """Only the author's agency can."""
    return acted(call, call.desk().reviews.withdraw_gate(call.args.reference, call.args.reason))


@verb(
    "risk assess",
    N_("record the Article 7 assessment"),
    REFERENCE,
    STEP,
    arg(
        "--finding",
        action="append",
        default=[],
        metavar="7.1.a=LIKELIHOOD/SEVERITY:REASONS",
        help=N_("one for each of 7.1.a, 7.1.b.i to 7.1.b.iv, 7.4; levels none, low, medium, high, unknown"),
    ),
    arg("--mitigation", default="", help=N_("mitigation measures considered")),
    arg("--overriding", required=True, metavar="YES|NO", help=N_("overriding risk, Article 7(3)")),
    arg("--reasons", required=True, help=N_("reasons for the conclusion")),
)
def risk_assess(call: Call) -> Answer:
    """Mandatory for exports before any grant."""
    args = call.args
    change = call.desk().reviews.assess(
        args.reference,
        args.step,
        tuple(risk_finding(one) for one in args.finding),
        mitigation=args.mitigation,
        overriding=yes_or_no(args.overriding, "--overriding"),
        reasons=args.reasons,
    )
    return acted(call, change)


@verb(
    "opinion give",
    N_("give or change your agency's opinion"),
    REFERENCE,
    STEP,
    arg(
        "--position",
        required=True,
        help=N_(
            "agree, agree-with-conditions, agree-with-reservation, abstain, object, need-information or not-competent"
        ),
    ),
    arg("--reasons", default="", help=N_("why")),
    arg("--criterion", action="append", default=[], help=N_("criterion; needed to object")),
    arg("--item", action="append", default=[], metavar="ITEM=POSITION", help=N_("another position on one item")),
    arg("--dossier", metavar="HASH", help=N_("hash of the dossier you read")),
    arg("--annex", default="", help=N_("confidential annex")),
    arg(
        "--annex-for",
        action="append",
        default=[],
        metavar="AGENCY",
        help=N_("agency that may read the annex beside yours"),
    ),
)
def opinion_give(call: Call) -> Answer:
    """Binds to the hash of the dossier that was read."""
    args = call.args
    change = call.desk().reviews.give_opinion(
        args.reference,
        args.step,
        choice(Position, args.position, "--position"),
        args.reasons,
        dossier=args.dossier,
        items=tuple(item_position(one) for one in args.item),
        criteria=tuple(args.criterion),
        annex=args.annex,
        annex_for=tuple(args.annex_for),
    )
    return acted(call, change)


@verb(
    "opinion reaffirm",
    N_("let your agency's opinion stand on the changed dossier"),
    REFERENCE,
    arg("--step", default="", help=N_("which opinion, where your agency gave several")),
    SEEN,
)
def opinion_reaffirm(call: Call) -> Answer:
    """What changed since it was given is shown first; who has seen it signs."""
    args, desk = call.args, call.desk()
    if args.seen is None:
        difference, digest = desk.reviews.to_reaffirm(args.reference, args.step)
        return to_reaffirm(call, difference, digest, "opinion reaffirm", args.reference, "--step", args.step)
    difference, change = desk.reviews.reaffirm_opinion(args.reference, args.step, args.seen)
    return reaffirmed(call, desk, args.reference, difference, change)


@verb("opinion countersign", N_("countersign a colleague's opinion"), REFERENCE)
def opinion_countersign(call: Call) -> Answer:
    """The second person of the agency."""
    return acted(call, call.desk().reviews.countersign(call.args.reference))


TEXT_FR = arg("--text-fr", default="", help=N_("the same in French"))
NUMBER = arg("number", type=int, metavar="NUMBER", help=N_("number in the ledger"))


@verb(
    "condition propose",
    N_("ask for a condition"),
    REFERENCE,
    arg("--text", required=True, help=N_("the condition")),
    TEXT_FR,
    arg("--item", action="append", default=[], help=N_("limit it to an item")),
)
def condition_propose(call: Call) -> Answer:
    """Your agency owns it."""
    args = call.args
    change = call.desk().reviews.propose_condition(args.reference, args.text, args.text_fr, tuple(args.item))
    return acted(call, change)


@verb(
    "condition change",
    N_("change or drop a condition"),
    REFERENCE,
    NUMBER,
    arg("--text", default="", help=N_("the new text")),
    TEXT_FR,
    arg("--drop", action="store_true", help=N_("drop it")),
    arg("--reason", default="", help=N_("why")),
)
def condition_change(call: Call) -> Answer:
    """Another agency's condition waits for its owner's release."""
    args = call.args
    change = call.desk().reviews.change_condition(
        args.reference, args.number, args.text, args.text_fr, dropped=args.drop, reason=args.reason
    )
    return acted(call, change)


@verb("condition release", N_("release a change to your agency's condition"), REFERENCE, NUMBER)
def condition_release(call: Call) -> Answer:
    """Only the owner can."""
    return acted(call, call.desk().reviews.release_condition(call.args.reference, call.args.number))
