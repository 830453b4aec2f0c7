"""Verbs of a licence's later life: suspended, reinstated, revoked, one by one or by list, and the papers on it."""

from __future__ import annotations

from app.assemble import Desk
from app.cli.cases import REFERENCE
from app.cli.files import check_writable, write_file
from app.cli.forms import choice
from app.cli.papers import PAPER_LANGUAGE, PDF, written
from app.cli.show import SHORT, acted
from app.cli.urgency import NUMBER
from app.cli.urgent_lines import state_lines
from app.cli.verbs import Answer, Call, arg, verb
from app.desk.licences import Listed
from app.errors import Usage
from app.marks import N_
from app.models.outcomes import MassCriterion, SuspensionCause
from app.models.plain import to_plain
from app.store.transaction import Change

TOLD = (
    arg("--reason", required=True, help=N_("why; the holder reads this in the notice")),
    arg("--reason-fr", default="", help=N_("the same in French")),
)
WHY = arg("--reason", required=True, help=N_("why"))
LATER = N_("Licences issued later are not on the list, even where they meet the same criterion: look for them again.")


def _stands(call: Call, desk: Desk, change: Change) -> Answer:
    """What was recorded, and the state of the case's licences after it."""
    states = desk.questions.case(call.args.reference)["licence_states"]
    answer = acted(call, change, licences=states)
    answer.lines.extend([line for one in states for line in state_lines(call.words, one)])
    return answer


@verb(
    "licence suspend",
    N_("suspend a licence at once"),
    REFERENCE,
    NUMBER,
    arg("--cause", default=SuspensionCause.OTHER.value, help=N_("adverse-evidence or other")),
    *TOLD,
    arg("--pdf", metavar="FILE", help=N_("write the notice to the holder as PDF")),
)
def licence_suspend(call: Call) -> Answer:
    """Nothing may move under it until another person reinstates it."""
    args, cause = call.args, choice(SuspensionCause, call.args.cause, "--cause")
    check_writable(args.pdf)
    desk = call.desk()
    change = desk.licences.suspend(args.reference, cause, args.reason, args.reason_fr, args.number)
    if args.pdf:
        write_file(args.pdf, desk.licences.suspension_notice(args.reference, "bilingual", args.number))
    return _stands(call, desk, change)


@verb(
    "licence reinstate",
    N_("end the suspension of a licence"),
    REFERENCE,
    NUMBER,
    arg("--suspension", default="", metavar="ACT", help=N_("which suspension, where there are several")),
    WHY,
)
def licence_reinstate(call: Call) -> Answer:
    """By another person than who suspended it."""
    args, desk = call.args, call.desk()
    return _stands(call, desk, desk.licences.reinstate(args.reference, args.reason, args.number, args.suspension))


@verb(
    "licence revoke",
    N_("revoke a licence for good"),
    REFERENCE,
    NUMBER,
    *TOLD,
    arg("--pdf", metavar="FILE", help=N_("write the notice to the holder as PDF")),
)
def licence_revoke(call: Call) -> Answer:
    """As the committee agreed, or by the head of the agency that decided."""
    args, desk = call.args, call.desk()
    check_writable(args.pdf)
    change = desk.licences.revoke(args.reference, args.reason, args.reason_fr, args.number)
    if args.pdf:
        write_file(args.pdf, desk.licences.revocation_notice(args.reference, "bilingual", args.number))
    return _stands(call, desk, change)


@verb(
    "licence suspend-all",
    N_("suspend all live licences to a destination or end user, or of a kind of goods, in one act"),
    arg("--destination", default="", metavar="XX", help=N_("country code, or the text given")),
    arg("--end-user", default="", metavar="NAME", help=N_("name of the end user, upper or lower case")),
    arg("--goods", default="", metavar="CODE", help=N_("control-list heading: ML1 covers ML1.a, not ML10")),
    *TOLD,
    arg("--seen", metavar="HASH", help=N_("sign the list that was shown; without it, it is only shown")),
    arg("--pdf", metavar="FILE", help=N_("write the list as PDF once it is signed")),
    PAPER_LANGUAGE,
)
def licence_suspend_all(call: Call) -> Answer:
    """First the list is shown; whoever has read it signs exactly that list."""
    args = call.args
    criterion, value = _criterion(call)
    check_writable(args.pdf)
    desk = call.desk()
    if not args.seen:
        found = desk.licences.to_suspend(criterion, value)
        sentence = N_("Nothing is signed yet. Whoever has read this list signs with: --seen {seen}")
        lines = [*_listed(call, found), call.words.text(sentence, seen=found.digest[:SHORT])]
        return Answer({"acts": [], "licences": to_plain(found.licences), "seen": found.digest[:SHORT]}, lines)
    found, change = desk.licences.suspend_all(criterion, value, args.reason, args.reason_fr, args.seen)
    answer = acted(call, change, licences=to_plain(found.licences))
    answer.lines.extend([*_listed(call, found), call.words.text(LATER)])
    if args.pdf:
        write_file(args.pdf, desk.licences.mass_list(change.acts[0], args.paper_lang))
    return answer


def _criterion(call: Call) -> tuple[MassCriterion, str]:
    args = call.args
    given = {
        MassCriterion.DESTINATION: args.destination,
        MassCriterion.END_USER: args.end_user,
        MassCriterion.GOODS: args.goods,
    }
    chosen = [(criterion, value) for criterion, value in given.items() if value.strip()]
    if len(chosen) != 1:
        raise Usage("suspension.one-criterion")
    return chosen[0]


def _listed(call: Call, found: Listed) -> list[str]:
    words = call.words
    criterion = words.label("mass_criterion", found.criterion)
    head = words.text(
        N_("Live licences that meet “{criterion}: {value}”: {count}"),
        count=len(found.licences),
        criterion=criterion,
        value=found.value,
    )
    return [head, *(f"  {ref.number}" for ref in found.licences)]


@verb(
    "licence reinstate-all",
    N_("end a suspension of many licences"),
    arg("suspension", metavar="ACT", help=N_("act that suspended them; its beginning is enough")),
    arg("--only", action="append", default=[], metavar="NUMBER", help=N_("only this licence; may be repeated")),
    WHY,
)
def licence_reinstate_all(call: Call) -> Answer:
    """By another person than who suspended them."""
    args = call.args
    back, change = call.desk().licences.reinstate_all(args.suspension, args.reason, tuple(args.only))
    answer = acted(call, change, licences=to_plain(back))
    head = call.words.text(N_("No longer held by this act: {count}"), count=len(back))
    answer.lines.extend([head, *(f"  {ref.number}" for ref in back)])
    return answer


@verb(
    "licence print",
    N_("print a notice of suspension or revocation, or the list of a suspension of many"),
    arg("reference", metavar="REF", help=N_("reference of the case; for a list, the act that suspended")),
    arg("--paper", choices=("suspension", "revocation", "list"), default="suspension", help=N_("which paper")),
    NUMBER,
    PDF,
    PAPER_LANGUAGE,
)
def licence_print(call: Call) -> Answer:
    """The same bytes each time."""
    args, licences = call.args, call.desk().licences
    if args.paper == "list":
        return written(call, licences.mass_list(args.reference, args.paper_lang))
    notice = licences.suspension_notice if args.paper == "suspension" else licences.revocation_notice
    return written(call, notice(args.reference, args.paper_lang, args.number))
