"""What waits for the officer at this desk: open steps, answers, rulings, confirmations, positions, signatures."""

from __future__ import annotations

from typing import Any

from app.desk.office import Counter
from app.models.case import Case, Round
from app.models.charter import Role
from app.models.outcomes import Method
from app.models.procedure import StepKind
from app.models.realm import Realm
from app.store.lists import Filter
from app.store.reading import Reading
from app.workflows.conflicts import rules_on
from app.workflows.decisions import stale
from app.workflows.engine import COMMITTEE
from app.workflows.results import count
from app.workflows.rights import RIGHTS, may_read_cases
from app.workflows.road import case_progress
from app.workflows.seats import holders, named

Plain = dict[str, Any]

AT_STEPS = frozenset({Role.CLERK, Role.LICENSING_OFFICER, Role.REVIEWER, Role.AGENCY_HEAD})
"""Roles that work at the steps of an agency."""
AT_COMMITTEE = frozenset({Role.SECRETARY, Role.CHAIR})
CONFIRMED_BY = {
    "OfficerProposed": "OfficerConfirmed",
    "RolesProposed": "RolesConfirmed",
    "RevocationProposed": "RevocationConfirmed",
    "ProcedureProposed": "ProcedureConfirmed",
    "MandateProposed": "MandateConfirmed",
    "CalendarProposed": "CalendarConfirmed",
}


class Work(Counter):
    """One question: what waits for me?"""

    def waiting(self, limit: int = 100) -> Plain:
        """Items with `kind`, `reference` (None for the realm's), `about` (an act or a step), `since` and `due`.

        Steps come from at most `limit` cases, in the order of their references; `cases` is how many hold some.
        """
        with self.office.store.reading() as tx:
            roles = frozenset(self.me(tx.realm).person.roles)
            may_read_cases(tuple(roles))
            today = self.office.now().date().isoformat()
            items = [_item(row, today) for row in self._on_cases(tx, roles)]
            items += [_of_realm(one) for one in self._of_realm(tx.realm, roles)]
            count, steps = self._steps(tx, roles, limit)
            return {"items": sorted(items + steps, key=_urgency), "cases": count}

    def _on_cases(self, tx: Reading, roles: frozenset[Role]) -> list[Plain]:
        agency, officer = self.office.signer.agency, self.office.signer.officer
        return [row for row in tx.work(agency, officer) if self._is_mine(tx, row, roles)]

    def _is_mine(self, tx: Reading, row: Plain, roles: frozenset[Role]) -> bool:
        mine = roles & {Role(name) for name in row["roles"].split(",") if name}
        if self.office.signer.officer in row["barred"].split(",") or (row["roles"] and not mine):
            return False
        now = self.office.now()
        if row["kind"] in ("advice", "receipt", "position") and row["due"] and row["due"] < _as_far(row["due"], now):
            return False
        if row["kind"] == "conflict":
            return self._rules_on(tx, row, mine)
        if row["kind"] in ("position", "receipt"):
            return self._sits(tx, row)
        if row["kind"] == "certify":
            return self._may_certify(tx, row)
        if row["kind"] == "signature":
            case = tx.case(row["case_id"])
            return not stale(case, tx.world, case.decisions[row["about"]])
        return True

    def _may_certify(self, tx: Reading, row: Plain) -> bool:
        """Once all have spoken, or the time has run out."""
        case = tx.case(row["case_id"])
        found = count(case, tx.world, _round(case, row["about"]), self.moment())
        return found.complete and not found.deferring

    def _rules_on(self, tx: Reading, row: Plain, roles: frozenset[Role]) -> bool:
        case = tx.case(row["case_id"])
        claim, procedure = case.conflict_claims[row["about"]], tx.world.procedure(case.procedure)
        return any(rules_on(claim, tx.realm, procedure, self.office.signer.agency, role) for role in roles)

    def _sits(self, tx: Reading, row: Plain) -> bool:
        """In a session whoever sits there; at a distance every holder, or every member where nobody was named."""
        case = tx.case(row["case_id"])
        one = _round(case, row["about"])
        seat, officer = row["agency"], self.office.signer.officer
        if one.question.method is Method.SESSION:
            session = tx.session(one.question.session)
            return session.sitting and session.present().get(seat) == officer
        procedure = tx.world.procedure(case.procedure).id
        today = self.office.now().date().isoformat()
        return not named(tx.realm, procedure, seat) or officer in holders(tx.realm, procedure, seat, today)

    def _of_realm(self, realm: Realm, roles: frozenset[Role]) -> list[Any]:
        """Two-person requests of others that this officer may confirm."""
        me = self.office.signer.officer
        return [
            one
            for one in realm.proposals.values()
            if one.confirmed is None
            and roles & RIGHTS[CONFIRMED_BY[one.type]]
            and me not in (one.by.officer, getattr(one.body, "officer", ""))
        ]

    def _steps(self, tx: Reading, roles: frozenset[Role], limit: int) -> tuple[int, list[Plain]]:
        """Open steps of the agency for those who work at steps; of the committee for its secretary and chair."""
        found: list[Plain] = []
        count = 0
        for holder in [self.office.signer.agency] * bool(roles & AT_STEPS) + [COMMITTEE] * bool(roles & AT_COMMITTEE):
            where = Filter(holder=holder)
            count += tx.count_cases(where)
            for line in tx.cases(where, limit):
                found += self._open_steps(tx, line.id, holder)
        return count, found

    def _open_steps(self, tx: Reading, case_id: str, holder: str) -> list[Plain]:
        case = tx.case(case_id)
        procedure = tx.world.procedure(case.procedure)
        if holder == COMMITTEE and not self._keeps_committee(procedure):
            return []
        assert tx.realm.charter is not None
        road = case_progress(case, procedure, tx.realm.charter, self.office.now())
        return [
            {
                "kind": "step",
                "reference": case.reference,
                "about": one.step.id,
                "since": one.opened_at.isoformat() if one.opened_at else "",
                "due": one.due.isoformat() if one.due else None,
                "overdue": one.overdue,
            }
            for one in road.open
            if holder in one.agencies or (holder == COMMITTEE and one.step.kind is StepKind.COMMITTEE)
        ]

    def _keeps_committee(self, procedure: Any) -> bool:
        committee = procedure.committee
        return committee is not None and self.office.signer.agency in (committee.chair, committee.secretary)


def _as_far(due: str, now: Any) -> str:
    """Now, written as exactly as `due` is: a day or a moment."""
    return str(now.date().isoformat() if len(due) == len("2026-11-19") else now.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _round(case: Case, act: str) -> Round:
    return next(one for one in case.rounds.values() if one.by.act == act)


def _item(row: Plain, today: str) -> Plain:
    """What has run out for good is left out before: whatever else is past its day is overdue."""
    return {
        "kind": row["kind"],
        "reference": row["reference"],
        "about": row["about"],
        "since": row["since"],
        "due": row["due"] or None,
        "overdue": bool(row["due"]) and row["due"][: len(today)] < today,
    }


def _of_realm(one: Any) -> Plain:
    return {
        "kind": "realm",
        "reference": None,
        "about": one.id,
        "since": one.by.claimed,
        "due": None,
        "overdue": False,
        "type": one.type,
    }


def _urgency(item: Plain) -> tuple[str, str, str]:
    return (item["due"] or "9999", item["since"], item["reference"] or "")
