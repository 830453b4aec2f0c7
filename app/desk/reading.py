"""Questions to the store: lists, one case with everything on it, its acts, sessions, officers, procedures."""

from __future__ import annotations

from typing import Any

from app.desk.hidden import Covered
from app.desk.office import Counter
from app.desk.plain_applicant import plain_applicant, plain_statutory
from app.desk.plain_beside import plain_beside, plain_sat, plain_seats
from app.desk.plain_case import (
    plain_condition,
    plain_decision,
    plain_gate,
    plain_question,
    plain_steps,
    plain_tally,
    plain_versions,
)
from app.desk.plain_corrections import plain_corrections
from app.desk.plain_course import plain_course, plain_deciders
from app.desk.plain_urgency import plain_of_case
from app.desk.positions import opinion_why, positions
from app.errors import Refused
from app.models.case import Case, Opinion
from app.models.plain import to_plain
from app.models.procedure import Procedure
from app.store.lists import Filter
from app.store.reading import Reading
from app.workflows.dossier import dossier_hash, latest_assessment, latest_classes
from app.workflows.facts import gate_status
from app.workflows.finality import final_decision, final_outcomes
from app.workflows.road import case_progress, stage

Plain = dict[str, Any]

NAMELESS = {"officer": "", "agency": ""}
IN_BODIES = ("applicant", "applicant_reference", "destinations", "totals")
"""Columns of the list of cases that come from bodies, which auditors and experts do not read here."""


class Questions(Counter):
    """What an officer may ask. Answers are plain JSON values; the administrator is refused everything about cases."""

    def cases(self, where: Filter, limit: int = 100, offset: int = 0) -> Plain:
        """One page of cases with the number of all that match; for an auditor without what stands in the bodies.

        An expert sees only cases to which an invitation is in force, without what stands in the bodies, and does not
        search: opening one leaves an act.
        """
        with self.office.store.reading() as tx:
            if self.is_expert(tx.realm):
                return self._invited_to(tx, where, limit, offset)
            bodies = self.check_reader(tx.realm)
            if not bodies and (where.text or where.destination):
                raise Refused("rights.no-bodies")
            rows = [self._listed(tx, to_plain(line)) for line in tx.cases(where, limit, offset)]
            hidden = {} if bodies else dict.fromkeys(IN_BODIES, "")
            return {"total": tx.count_cases(where), "cases": [row | hidden for row in rows]}

    def _invited_to(self, tx: Reading, where: Filter, limit: int, offset: int) -> Plain:
        if where != Filter():
            raise Refused("rights.only-invited")
        scopes = {one.scope for one in tx.listed() if one.type == "ExpertInvited"}
        cases = [tx.case(scope.partition(":")[2]) for scope in scopes]
        found = sorted(case.reference for case in cases if self.invites_me(tx, case))
        lines = [self._listed(tx, _line(tx, name)) for name in found[offset : offset + limit]]
        return {"total": len(found), "cases": [row | dict.fromkeys(IN_BODIES, "") for row in lines]}

    def _listed(self, tx: Reading, row: Plain) -> Plain:
        """A row of the list; `overdue` where the limit of a step that somebody holds has passed."""
        case = tx.case(row["id"])
        assert tx.realm.charter is not None
        road = case_progress(case, tx.world.procedure(case.procedure), tx.realm.charter, self.office.now())
        return row | {"overdue": any(one.overdue for one in road.open)}

    def case(self, reference: str) -> Plain:
        """Everything on one case that this officer may read."""
        self.log_access(reference, "case")
        with self.office.store.reading() as tx:
            case, bodies = self.readable(tx, reference)
            found = self._outline(tx, case)
            if not bodies:
                return found
            today = self.office.now().date().isoformat()
            only_this = self.is_expert(tx.realm)
            course = plain_course(tx, case, today, only_this=only_this) | plain_beside(tx, case, only_this=only_this)
            decided = [
                plain_decision(case, tx.world, record, only_this=only_this) for record in case.decisions.values()
            ]
            applicant = plain_applicant(tx, case, self.office.now().isoformat())
            urgent = plain_of_case(tx.world, case, today)
            return found | self._content(tx, case) | course | applicant | urgent | {"decisions": decided}

    def standing(self, reference: str) -> Plain:
        """Where a case stands: its outline, as an auditor reads it too."""
        self.log_access(reference, "case")
        with self.office.store.reading() as tx:
            case, _ = self.readable(tx, reference)
            return self._outline(tx, case)

    def history(self, reference: str) -> Plain:
        """Every version with what it changed, and every position with the version it was given on."""
        self.log_access(reference, "history")
        with self.office.store.reading() as tx:
            case, bodies = self.readable(tx, reference)
            if not bodies:
                raise Refused("rights.no-bodies")
            assert tx.realm.charter is not None
            return {
                "reference": case.reference,
                "versions": plain_versions(case),
                "positions": positions(case, tx.world.procedure(case.procedure), tx.realm.charter),
            } | plain_corrections(tx, case)

    def _outline(self, tx: Reading, case: Case) -> Plain:
        """Headers, outcomes and tallies: what an auditor reads too."""
        procedure = tx.world.procedure(case.procedure)
        decision = final_decision(case)
        licence = next(iter(case.licences.values()), None)
        assert tx.realm.charter is not None
        now = self.office.now()
        road = case_progress(case, procedure, tx.realm.charter, now)
        late = road.statutory_due is not None and now.date() > road.statutory_due
        return {
            "id": case.id,
            "reference": case.reference,
            "activity": case.application.activity.value,
            "stage": stage(case, tx.realm),
            "procedure": {"id": procedure.id, "version": procedure.version, "digest": procedure.digest},
            "dossier": dossier_hash(case),
            "steps": plain_steps(case, road),
            "holders": list(road.holders),
            "statutory_due": road.statutory_due.isoformat() if road.statutory_due else None,
            "statutory_passed": late and not road.ended,
            "statutory": plain_statutory(tx, case),
            "stopped": road.stopped and case.withdrawn is None,
            "withdrawn": case.withdrawn.by.claimed if case.withdrawn else None,
            "deciders": plain_deciders(tx, case),
            "rounds": [plain_tally(case, tx.world, one, self.moment()) for one in case.rounds.values()],
            "outcomes": to_plain(final_outcomes(case)),
            "decision": decision.id if decision else None,
            "licence": licence.body.number if licence else None,
            "licences": sorted(one.body.number for one in case.licences.values()),
        }

    def _content(self, tx: Reading, case: Case) -> Plain:
        latest = case.versions[-1]
        assessment = latest_assessment(case)
        return {
            "version": latest.number,
            "application": to_plain(latest.application),
            "flags": to_plain(latest.flags),
            "links": to_plain(case.links),
            "classification": to_plain(latest_classes(case)),
            "gate": {"status": gate_status(case).value, "answers": [plain_gate(case, name) for name in case.gates]},
            "assessment": to_plain(assessment.body) if assessment else None,
            "opinions": [self._opinion(tx, case, one) for one in case.opinions.values()],
            "conditions": [plain_condition(entry) for entry in case.ledger()],
            "questions": [plain_question(case, one) | plain_sat(tx, case, one) for one in case.rounds.values()],
        }

    def _opinion(self, tx: Reading, case: Case, one: Opinion) -> Plain:
        assert tx.realm.charter is not None
        why = opinion_why(case, one, tx.world.procedure(case.procedure), tx.realm.charter)
        plain: Plain = to_plain(one.body)
        readers = one.annex_for
        if plain["annex"] and self.office.signer.agency not in readers:
            plain["annex"] = None
        plain.pop("shown")
        return plain | {
            "id": one.id,
            "agency": one.by.agency,
            "officer": one.by.officer,
            "on": one.by.claimed,
            "replaces": one.replaces or None,
            "countersigned": one.countersigned.officer if one.countersigned else None,
            "counts": not why and case.withdrawn is None,
            "why": why,
            "reaffirmed_by": [{"officer": by.officer, "on": by.claimed} for _, by in one.reaffirmed],
        }

    def acts(self, reference: str | None = None) -> list[Plain]:
        """The acts of one case, or of the whole journal, without their bodies.

        Where positions are hidden from the officer, who took one is hidden too.
        """
        if reference is not None:
            self.log_access(reference, "acts")
        with self.office.store.reading() as tx:
            if reference is None:
                self.check_reader(tx.realm)
            scope = None if reference is None else f"case:{self.readable(tx, reference)[0].id}"
            hidden = self._taken(tx, scope)
            return [to_plain(one) | (NAMELESS if one.id in hidden else {}) for one in tx.listed(scope)]

    def _taken(self, tx: Reading, scope: str | None) -> frozenset[str]:
        """Acts by which seats took positions that this officer must not see yet, on one case or on all."""
        asked = [row for row in tx.table("questions") if not row["result"] and not row["deferred"]]
        names = {str(row["case_id"]) for row in asked}
        cases = (self.seen(tx, tx.case(name)) for name in names if scope in (None, f"case:{name}"))
        rounds = (one for case in cases for one in case.rounds.values() if isinstance(one, Covered))
        return frozenset(name for one in rounds for name in one.taken)

    def decisions(self) -> list[Plain]:
        """Every final decision, oldest first; for an auditor without what stands in the bodies."""
        with self.office.store.reading() as tx:
            hidden = {} if self.check_reader(tx.realm) else dict.fromkeys(IN_BODIES, "")
            return [row | {name: "" for name in hidden if name in row} for row in _plain(tx.decisions())]

    def sessions(self) -> list[Plain]:
        """All sessions with their agendas, by day."""
        with self.office.store.reading() as tx:
            self.check_reader(tx.realm)
            agendas = sorted(_rows(tx, "agendas"), key=lambda one: int(one["number"]))
            found = [
                row | {"agenda": [one["reference"] for one in agendas if one["session_id"] == row["id"]]}
                for row in _rows(tx, "sessions")
            ]
            return sorted(found, key=lambda one: (one["held_on"], one["updated"], one["id"]))

    def session(self, session: str) -> Plain:
        """One session with attendance."""
        with self.office.store.reading() as tx:
            self.check_reader(tx.realm)
            found = tx.session(find_session(tx, session))
            assert found.convened is not None
            return {
                "id": found.id,
                "title": found.convened.title,
                "on": found.convened.on,
                "place": found.convened.place,
                "agenda": to_plain(found.agenda),
                "present": found.present(),
                "seats": plain_seats(tx, found),
                "opened": found.opened.claimed if found.opened else None,
                "open": found.sitting,
                "closed": found.closed.claimed if found.closed else None,
            }

    def officers(self) -> list[Plain]:
        """Every enrolled officer with roles and key."""
        with self.office.store.reading() as tx:
            self.me(tx.realm)
            return _rows(tx, "officers")

    def proposals(self) -> list[Plain]:
        """Two-person requests that wait for the second person."""
        with self.office.store.reading() as tx:
            self.me(tx.realm)
            open_ones = [one for one in tx.realm.proposals.values() if one.confirmed is None]
            return [
                {"id": one.id, "type": one.type, "officer": one.by.officer, "on": one.by.claimed} for one in open_ones
            ]

    def procedures(self) -> list[tuple[Procedure, str]]:
        """Adopted procedures with their exact texts."""
        with self.office.store.reading() as tx:
            self.me(tx.realm)
            return [(one.procedure, one.text) for one in tx.realm.procedures.values()]


def _rows(tx: Reading, name: str) -> list[Plain]:
    """A derived table as plain JSON."""
    return _plain(tx.table(name))


def _plain(rows: list[Plain]) -> list[Plain]:
    """Rows as plain JSON: the database's column names are of a kind of their own."""
    return [{str(column): value for column, value in row.items()} for row in rows]


def _line(tx: Reading, reference: str) -> Plain:
    """The row that the list of cases shows for one case; other cases may name its reference in their texts."""
    where = Filter(text=reference)
    lines = tx.cases(where, tx.count_cases(where))
    return next(to_plain(line) for line in lines if line.reference == reference)


def find_session(tx: Reading, beginning: str) -> str:
    """The whole id of the session that begins with `beginning`. Raises `Refused`."""
    known = [row["id"] for row in tx.table("sessions")]
    found = [name for name in known if name.startswith(beginning.lower())]
    if len(found) != 1:
        raise Refused("session.unknown", session=beginning)
    return str(found[0])
