"""Verbs of the realm: init, officers, procedures, who may do what."""

from __future__ import annotations

from pathlib import Path

from app import assemble
from app.cli.files import write_file
from app.cli.forms import choice, read_file
from app.cli.show import acted, problems_answer, table
from app.cli.verbs import Answer, Call, arg, verb
from app.desk.founding import found
from app.desk.printing import rights_paper
from app.documents.rights import roles_pdf
from app.errors import Refused, Usage
from app.marks import N_
from app.models.charter import Charter, Role
from app.models.plain import to_plain
from app.trust.costs import calibrate
from app.words import Words
from app.workflows.charter import procedure_names, read_charter, say_waived
from app.workflows.procedure_check import check_file

CONFIRM = arg("proposal", metavar="ID", help=N_("the request's id; its beginning is enough"))


@verb(
    "init",
    N_("found a realm: make the first signed charter and a store"),
    arg("directory", metavar="DIR", help=N_("folder for the new store")),
    arg("--charter", required=True, metavar="FILE", help=N_("charter draft (TOML)")),
    arg("--head-passphrase-file", metavar="FILE", help=N_("passphrase file of the founding agency head")),
)
def init(call: Call) -> Answer:
    """The administrator and one agency head found the realm, each typing a passphrase."""
    charter = charter_of(call.args.charter, call.words)
    if isinstance(charter, Answer):
        return charter
    words = call.words
    first, second = charter.founders
    ask = words.text(N_("New passphrase of {officer}: "), officer=first.officer)
    one = call.ask(ask, call.args.passphrase_file)
    two = call.ask(
        words.text(N_("New passphrase of {officer}: "), officer=second.officer), call.args.head_passphrase_file
    )
    founded = found(Path(call.args.directory), charter, (one, two), calibrate(), assemble.present, words.language)
    with founded.store as store:
        fingerprint = store.identity.realm
    lines = [
        words.text(N_("Realm founded: {name}"), name=charter.name_fr if words.language == "fr" else charter.name_en),
        words.text(N_("Fingerprint of the realm: {fingerprint}"), fingerprint=fingerprint),
        words.text(N_("Write the fingerprint down and keep it apart from the store: auditors compare it.")),
        *say_waived(charter, words),
    ]
    data = {
        "realm": fingerprint,
        "store": call.args.directory,
        "founders": [first.officer, second.officer],
        "waived": list(charter.waivers),
    }
    return Answer(data, lines)


def charter_of(file: str, words: Words) -> Charter | Answer:
    """The charter draft in a file with the procedures it names, or an answer listing its problems."""
    draft = read_charter(file, read_file(file))
    if draft.charter is None:
        return problems_answer(words, list(draft.problems))
    charter = assemble.with_procedures(draft.charter, Path(file).parent)
    named = zip(procedure_names(draft.charter), charter.adopts, strict=True)
    problems = [problem for name, text in named for problem in check_file(f"{name}.toml", text, charter)[1]]
    return problems_answer(words, problems) if problems else charter


@verb(
    "officer add",
    N_("propose a new officer; the officer types the passphrase"),
    arg("id", metavar="ID", help=N_("the new officer's id, or the word confirm")),
    arg("proposal", nargs="?", metavar="REQUEST", help=N_("with confirm: the request's id")),
    arg("--name", help=N_("the officer's name")),
    arg("--agency", help=N_("code of the agency")),
    arg("--role", action="append", default=[], help=N_("a role; may be repeated")),
    arg("--new-passphrase-file", metavar="FILE", help=N_("file with the new officer's passphrase")),
)
def officer_add(call: Call) -> Answer:
    """Proposed by the administrator, confirmed by an agency head."""
    args, desk = call.args, call.desk()
    if args.id == "confirm" and args.proposal:
        return acted(call, desk.realm.confirm_officer(args.proposal))
    planned = desk.realm.planned(args.id)
    name = args.name or (planned.name if planned else "")
    agency = args.agency or (planned.agency if planned else "")
    roles = tuple(choice(Role, role, "--role") for role in args.role) or (planned.roles if planned else ())
    if not name or not agency or not roles:
        raise Refused("officer.not-planned", officer=args.id)
    prompt = call.words.text(N_("New passphrase of {officer}: "), officer=args.id)
    typed = call.ask(prompt, args.new_passphrase_file)
    change = desk.realm.propose_officer(args.id, name, agency, roles, typed, calibrate())
    return acted(call, change, confirm="officer add confirm")


@verb("officer list", N_("list the officers and open two-person requests"))
def officer_list(call: Call) -> Answer:
    """Everyone enrolled, with agency, roles and key."""
    desk = call.desk()
    officers, waiting = desk.questions.officers(), desk.questions.proposals()
    rows = [
        [one["officer"], one["name"], one["agency"], _roles(call, one["roles"]), one["key"][:16], one["revoked"][:10]]
        for one in officers
    ]
    heads = [N_("Officer"), N_("Name"), N_("Agency"), N_("Roles"), N_("Key"), N_("Revoked")]
    lines = table(call.words, heads, rows)
    for one in waiting:
        lines.append(
            call.words.text(
                N_("Waits for a second person: {act} {id}, proposed by {officer}"),
                act=call.words.say(f"act.{one['type']}"),
                id=one["id"][:12],
                officer=one["officer"],
            )
        )
    return Answer({"officers": officers, "waiting": waiting}, lines)


def _roles(call: Call, roles: str) -> str:
    return ", ".join(call.words.label("role", role) for role in roles.split(","))


@verb(
    "officer role",
    N_("propose other roles for an officer"),
    arg("id", metavar="ID", help=N_("the officer's id, or the word confirm")),
    arg("proposal", nargs="?", metavar="REQUEST", help=N_("with confirm: the request's id")),
    arg("--role", action="append", default=[], help=N_("a role; may be repeated")),
    arg("--reason", default="", help=N_("why")),
)
def officer_role(call: Call) -> Answer:
    """Proposed by the administrator, confirmed by an agency head."""
    args, desk = call.args, call.desk()
    if args.id == "confirm" and args.proposal:
        return acted(call, desk.realm.confirm_roles(args.proposal))
    roles = tuple(choice(Role, role, "--role") for role in args.role)
    return acted(call, desk.realm.propose_roles(args.id, roles, args.reason), confirm="officer role confirm")


@verb(
    "officer revoke",
    N_("propose to revoke an officer"),
    arg("id", metavar="ID", help=N_("the officer's id, or the word confirm")),
    arg("proposal", nargs="?", metavar="REQUEST", help=N_("with confirm: the request's id")),
    arg("--reason", default="", help=N_("why")),
)
def officer_revoke(call: Call) -> Answer:
    """Proposed by the administrator or a head, confirmed by another head."""
    args, desk = call.args, call.desk()
    if args.id == "confirm" and args.proposal:
        return acted(call, desk.realm.confirm_revocation(args.proposal))
    return acted(call, desk.realm.propose_revocation(args.id, args.reason), confirm="officer revoke confirm")


@verb(
    "officer passphrase",
    N_("change one's own passphrase"),
    arg("--new-passphrase-file", metavar="FILE", help=N_("file with the new passphrase")),
)
def officer_passphrase(call: Call) -> Answer:
    """Only the slot on this station changes; the officer's key stays."""
    args = call.args
    if not args.officer:
        raise Usage("cli.officer-needed")
    directory = Path(args.store) if args.store else assemble.default_store()
    assemble.check_directory(directory)
    old = call.ask(call.words.text(N_("Passphrase of {officer}: "), officer=args.officer), args.passphrase_file)
    prompt = call.words.text(N_("New passphrase of {officer}: "), officer=args.officer)
    new = call.ask(prompt, args.new_passphrase_file)
    assemble.change_passphrase(directory, args.officer, old, new)
    return Answer({"officer": args.officer}, [call.words.text(N_("Passphrase changed."))])


@verb(
    "rights",
    N_("show who may do what"),
    arg("--pdf", metavar="FILE", help=N_("write the page of the manual as PDF")),
    arg("--charter", metavar="FILE", help=N_("charter draft whose waivers are shown")),
)
def rights(call: Call) -> Answer:
    """The one table of rights, as text, JSON or a page of the manual; needs no store."""
    charter = charter_of(call.args.charter, call.words) if call.args.charter else None
    if isinstance(charter, Answer):
        return charter
    paper = rights_paper(charter)
    if call.args.pdf:
        write_file(call.args.pdf, roles_pdf(paper, call.words.language))
    words, lines = call.words, list[str]()
    for group in paper.groups:
        lines.append(group.title.in_language(words.language))
        for right in group.rights:
            roles = ", ".join(words.label("role", role.value) for role in Role if role in right.roles)
            lines.append(
                "  " + words.text(N_("{act}: {roles}"), act=right.what.in_language(words.language), roles=roles)
            )
    return Answer({"rights": to_plain(paper.groups)}, lines)
