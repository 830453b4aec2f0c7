"""Every table: the kept ones, which only migrations change, and the derived ones, which may be dropped at any time."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint

kept = MetaData()
derived = MetaData()

DERIVED_VERSION = 3
"""Raised with every change to a derived table or to `derived.rows`; a store with another number is rebuilt."""


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


# --- kept ------------------------------------------------------------------------------------------------------

acts = Table(
    "acts",
    kept,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    _text("scope"),
    _text("chain"),
    _number("seq"),
    _text("type"),
    _text("officer"),
    _text("agency"),
    _text("claimed"),
    Column("header", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=True),
    Column("salt", LargeBinary, nullable=True),
    Column("signature", LargeBinary, nullable=False),
    _text("void", null=True),
    UniqueConstraint("chain", "seq", name="acts_chain_seq"),
    Index("acts_scope_position", "scope", "position"),
)
"""The journal: exact bytes as first written; `position` counts from 0; `void` is the code of a rule that refused it."""

tree = Table(
    "tree",
    kept,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("frontier", LargeBinary, nullable=False),
    Column("checkpoint", LargeBinary, nullable=False),
    _number("clock_ms"),
    _number("clock_count"),
)
"""One row: the Merkle tree's frontier, the latest signed checkpoint, the latest hybrid clock."""

station = Table(
    "station",
    kept,
    Column("store", Text, primary_key=True),
    _text("realm"),
    _text("name"),
    _text("agency"),
    Column("seed", LargeBinary, nullable=False),
    _number("boots"),
    _number("clean_size"),
    _number("derived_version"),
)
"""One row: this store, its workstation's private key, unlocks so far, tree size when last known to be in order."""

openings = Table("openings", kept, Column("token", Text, primary_key=True))
"""One row for each process that has the store open; one left behind tells of an unclean stop."""

pending_slots = Table("pending_slots", kept, Column("proposal", Text, primary_key=True), _text("slot"))
"""Key slots of proposed officers, until the second person confirms."""

# --- derived ---------------------------------------------------------------------------------------------------


def _of_case() -> Column[str]:
    return Column("case_id", Text, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False)


cases = Table(
    "cases",
    derived,
    Column("id", Text, primary_key=True),
    Column("reference", Text, nullable=False, unique=True),
    _text("series"),
    _number("number"),
    _text("activity"),
    _text("kind"),
    _text("applicant"),
    _text("applicant_reference"),
    _text("content"),
    _text("destinations"),
    _text("totals"),
    _text("procedure"),
    _text("opened"),
    _text("updated"),
    _text("stage"),
    _number("flags"),
    _text("search"),
    Index("cases_series_number", "series", "number"),
    Index("cases_content", "content"),
    Index("cases_applicant_reference", "applicant_reference"),
    Index("cases_stage", "stage"),
    Index("cases_updated", "updated"),
)
case_agencies = Table(
    "case_agencies",
    derived,
    _of_case(),
    _text("agency"),
    _number("holds"),
    Index("case_agencies_case", "case_id"),
    Index("case_agencies_agency", "agency", "holds"),
)
items = Table(
    "items",
    derived,
    _of_case(),
    _text("item"),
    _text("line"),
    _text("description"),
    _text("control_code"),
    _text("destination"),
    _text("end_user"),
    _text("quantity"),
    _text("unit"),
    _text("value"),
    _text("currency"),
    _text("outcome"),
    Index("items_case", "case_id"),
    Index("items_destination", "destination"),
)
opinions = Table(
    "opinions",
    derived,
    _of_case(),
    _text("act"),
    _text("step"),
    _text("agency"),
    _text("officer"),
    _text("position"),
    _text("dossier"),
    _text("claimed"),
    _text("countersigned_by"),
    _text("replaces"),
    Index("opinions_case", "case_id"),
)
conditions = Table(
    "conditions",
    derived,
    _of_case(),
    _number("number"),
    _text("owner"),
    _number("version"),
    _text("text"),
    _text("text_fr"),
    _number("dropped"),
    _number("pending"),
    Index("conditions_case", "case_id"),
)
questions = Table(
    "questions",
    derived,
    _of_case(),
    _text("act"),
    _text("session"),
    _text("method"),
    _number("number"),
    _text("fingerprint"),
    _text("dossier"),
    _text("claimed"),
    _text("result"),
    _text("deferred"),
    Index("questions_case", "case_id"),
    Index("questions_session", "session"),
)
positions = Table(
    "positions",
    derived,
    _of_case(),
    _text("act"),
    _text("question"),
    _text("seat"),
    _text("officer"),
    _text("position"),
    _text("claimed"),
    _text("replaces"),
    _number("standing"),
    Index("positions_case", "case_id"),
)
decisions = Table(
    "decisions",
    derived,
    _of_case(),
    _text("act"),
    _text("ground"),
    _text("question"),
    _text("dossier"),
    _text("agency"),
    _text("officer"),
    _text("claimed"),
    _text("signed"),
    _number("signatures"),
    _number("final"),
    Index("decisions_case", "case_id"),
    Index("decisions_final", "final", "signed"),
)
licences = Table(
    "licences",
    derived,
    _of_case(),
    _text("act"),
    _text("number"),
    _text("decision"),
    _text("valid_from"),
    _text("valid_until"),
    _text("claimed"),
    Index("licences_case", "case_id"),
    Index("licences_number", "number"),
)
licence_items = Table(
    "licence_items",
    derived,
    _of_case(),
    _text("act"),
    _text("item"),
    _text("criterion"),
    _text("value"),
    Index("licence_items_case", "case_id"),
    Index("licence_items_value", "criterion", "value"),
)
"""What each licensed item is found by when many licences are suspended: destination, end-user, goods."""
awaiting = Table(
    "awaiting",
    derived,
    _of_case(),
    _text("procedure"),
    _text("purpose"),
    Index("awaiting_case", "case_id"),
    Index("awaiting_procedure", "procedure"),
)
"""Cases that the committee must take up at its next session: an urgent decision to ratify, a licence to revoke."""
denials = Table(
    "denials",
    derived,
    _of_case(),
    _text("act"),
    _text("number"),
    _text("decision"),
    _text("item"),
    _text("party"),
    _text("party_role"),
    _text("address"),
    _text("country"),
    _text("control_code"),
    _text("description"),
    _text("quantity"),
    _text("end_use"),
    _text("criteria"),
    _text("reason"),
    _text("denied_on"),
    _text("valid_until"),
    _text("regime"),
    _text("withdrawn"),
    Index("denials_case", "case_id"),
)
work = Table(
    "work",
    derived,
    _of_case(),
    _text("kind"),
    _text("about"),
    _text("agency"),
    _text("officer"),
    _text("roles"),
    _text("barred"),
    _text("since"),
    _text("due"),
    Index("work_case", "case_id"),
    Index("work_agency", "agency"),
)
"""What waits for somebody on a case beside its open steps: see `workflows.work`."""
sessions = Table(
    "sessions",
    derived,
    Column("id", Text, primary_key=True),
    Column("held_on", Text, nullable=False, index=True),
    _text("title"),
    _text("place"),
    _text("procedure"),
    _text("stage"),
    _text("updated"),
)
agendas = Table(
    "agendas",
    derived,
    Column("session_id", Text, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False, index=True),
    _number("number"),
    Column("case_id", Text, nullable=False, index=True),
    _text("reference"),
    _number("information"),
)
officers = Table(
    "officers",
    derived,
    Column("officer", Text, primary_key=True),
    _text("name"),
    _text("agency"),
    _text("roles"),
    _text("key"),
    _text("enrolled_by"),
    _text("revoked"),
)
