"""Rules of migration: a running case goes on under another version of its procedure, by two persons."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import Act, MigrationConfirmed, MigrationProposed
from app.models.case import Case
from app.models.change import replace
from app.models.course import Migration
from app.workflows.authority import check_part
from app.workflows.compare import compare
from app.workflows.finality import final_decisions
from app.workflows.limits import check_lead
from app.workflows.registration import check_open
from app.workflows.rules import View, first_of, rule, signed


def _propose(case: Case, act: Act) -> Case:
    migration = Migration(id=act.id, body=act.body, by=signed(act))
    return replace(case, migrations={**case.migrations, act.id: migration})


def _confirm(case: Case, act: Act) -> Case:
    """Of several migrations confirmed apart the latest is in force."""
    known = case.migrations[act.body.proposal]
    migrations = {**case.migrations, known.id: replace(known, confirmed=first_of(known.confirmed, signed(act)))}
    confirmed = [(one.confirmed.order, one.body.procedure) for one in migrations.values() if one.confirmed]
    return replace(case, migrations=migrations, procedure=max(confirmed)[1])


@rule(MigrationProposed, effect=_propose)
def check_migration(case: Case, view: View, act: Act) -> None:
    """To an adopted procedure for the case's activity, with a reason and the exact difference, before any decision."""
    check_open(case)
    check_lead(case, view, act)
    old, new = view.procedure(case.procedure), view.procedure(act.body.procedure)
    if new.digest == old.digest:
        raise Refused("migration.same", reference=case.reference)
    if case.application.activity not in new.activities:
        raise Refused("procedure.other-activity", procedure=new.id, activity=case.application.activity.value)
    if final_decisions(case):
        raise Refused("case.decision-signed", reference=case.reference)
    if not act.body.reason.strip():
        raise Refused("reasons.needed")
    if act.body.difference != compare(old, new):
        raise Refused("migration.difference")


@rule(MigrationConfirmed, effect=_confirm)
def check_migration_confirmed(case: Case, view: View, act: Act) -> None:
    """A second person with a part in the procedure confirms what is still as it was proposed."""
    check_open(case)
    migration = case.migrations.get(act.body.proposal)
    if migration is None:
        raise Refused("proposal.unknown", proposal=act.body.proposal)
    if migration.confirmed is not None:
        raise Refused("proposal.confirmed-already", proposal=migration.id)
    if migration.by.officer == act.officer:
        raise Refused("second-person.same", officer=act.officer)
    check_part(view, view.procedure(case.procedure), act, case)
    new = view.procedure(migration.body.procedure)
    if case.application.activity not in new.activities:
        raise Refused("procedure.other-activity", procedure=new.id, activity=case.application.activity.value)
    if migration.body.difference != compare(view.procedure(case.procedure), new):
        raise Refused("migration.difference")
    if final_decisions(case):
        raise Refused("case.decision-signed", reference=case.reference)
