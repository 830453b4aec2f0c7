"""Questions to the store: lists, one case with everything on it, its acts, sessions, officers, procedures."""

from __future__ import annotations

from typing import Any

from app.desk.office import Counter
from app.errors import Refused
from app.models.case import Case, Opinion, Round
from app.models.plain import to_plain
from app.models.procedure import Procedure
from app.models.realm import Realm
from app.store.lists import Filter
from app.store.reading import Reading
from app.workflows.consensus import tally
from app.workflows.decisions import stale
from app.workflows.dossier import dossier_hash, latest_assessment, latest_classes
from app.workflows.engine import Progress
from app.workflows.facts import gate_status
from app.workflows.finality import final_decision
from app.workflows.road import case_progress, effective_opinion, stage
from app.workflows.rounds import is_stale

Plain = dict[str, Any]
NOTHING_OF_BODIES = {"applicant": "", "applicant_reference": "", "destinations": "", "totals": ""}
"""Columns of a list that come from bodies, as an auditor sees them."""

IN_BODIES = ("applicant", "applicant_reference", "destinations", "totals")
"""Columns of the list of cases that come from bodies, which an auditor does not read here."""


class Questions(Counter):
    """What an officer may ask. Answers are plain JSON values; the administrator is refused everything about cases."""

    def cases(self, where: Filter, limit: int = 100, offset: int = 0) -> Plain:
        """One page of cases with the number of all that match; for an auditor without what stands in the bodies."""
        with self.office.store.reading() as tx:
            bodies = self.check_reader(tx.realm)
            if not bodies and (where.text or where.destination):
                raise Refused("rights.no-bodies")
            rows = [to_plain(line) for line in tx.cases(where, limit, offset)]
            hidden = {} if bodies else dict.fromkeys(IN_BODIES, "")
            return {"total": tx.count_cases(where), "cases": [row | hidden for row in rows]}

    def case(self, reference: str) -> Plain:
        """Everything on one case that this officer may read."""
        with self.office.store.reading() as tx:
            bodies = self.check_reader(tx.realm)
            case = tx.case(self.case_id(tx, reference))
            procedure = tx.world.procedure(case.procedure)
            found = self._outline(tx, case, procedure)
            return found | self._content(case, procedure, tx.realm) if bodies else found

    def _outline(self, tx: Reading, case: Case, procedure: Procedure) -> Plain:
        """Headers, outcomes and tallies: what an auditor reads too."""
        decision = final_decision(case)
        licence = next(iter(case.licences.values()), None)
        assert tx.realm.charter is not None
        road = case_progress(case, procedure, tx.realm.charter, self.office.now())
        return {
            "id": case.id,
            "reference": case.reference,
            "activity": case.application.activity.value,
            "stage": stage(case, tx.realm),
            "procedure": {"id": procedure.id, "version": procedure.version, "digest": procedure.digest},
            "dossier": dossier_hash(case),
            "steps": _steps(road),
            "holders": list(road.holders),
            "rounds": [self._tally(one, procedure) for one in case.rounds.values()],
            "outcomes": to_plain(decision.body.outcomes) if decision else [],
            "decision": decision.id if decision else None,
            "licence": licence.body.number if licence else None,
        }

    @staticmethod
    def _tally(one: Round, procedure: Procedure) -> Plain:
        assert procedure.committee is not None
        count = tally(one, procedure.committee)
        attested = [c for c in one.certificates.values() if c.attested is not None]
        return {
            "number": one.question.number,
            "question": one.question.fingerprint,
            "counts": count.counts,
            "absent": list(count.absent),
            "result": attested[0].body.result.value if attested else None,
            "deferred": one.deferred is not None,
            "obstacles": [{"code": each.code, "seats": list(each.seats)} for each in count.obstacles],
        }

    def _content(self, case: Case, procedure: Procedure, realm: Realm) -> Plain:
        latest = case.versions[-1]
        assessment = latest_assessment(case)
        return {
            "version": latest.number,
            "application": to_plain(latest.application),
            "flags": to_plain(latest.flags),
            "links": to_plain(case.links),
            "classification": to_plain(latest_classes(case)),
            "gate": {"status": gate_status(case).value, "answers": [_gate(case, name) for name in case.gates]},
            "assessment": to_plain(assessment.body) if assessment else None,
            "opinions": [self._opinion(case, one, procedure, realm) for one in case.opinions.values()],
            "conditions": [_condition(entry) for entry in case.ledger()],
            "questions": [_question(case, one) for one in case.rounds.values()],
            "decisions": [_decision(case, record) for record in case.decisions.values()],
        }

    def _opinion(self, case: Case, one: Opinion, procedure: Procedure, realm: Realm) -> Plain:
        assert realm.charter is not None
        effective = effective_opinion(case, procedure.step(one.body.step), realm.charter)
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
            "counts": effective is not None and effective.id == one.id,
        }

    def acts(self, reference: str | None = None) -> list[Plain]:
        """The acts of one case, or of the whole journal, without their bodies."""
        with self.office.store.reading() as tx:
            self.check_reader(tx.realm)
            scope = None if reference is None else f"case:{self.case_id(tx, reference)}"
            return [to_plain(one) for one in tx.listed(scope)]

    def decisions(self) -> list[Plain]:
        """Every final decision, oldest first; for an auditor without what stands in the bodies."""
        with self.office.store.reading() as tx:
            hidden = {} if self.check_reader(tx.realm) else dict.fromkeys(IN_BODIES, "")
            return [row | {name: "" for name in hidden if name in row} for row in tx.decisions()]

    def sessions(self) -> list[Plain]:
        """All sessions with their agendas."""
        with self.office.store.reading() as tx:
            self.check_reader(tx.realm)
            agendas = _rows(tx, "agendas")
            return [
                row | {"agenda": [one["reference"] for one in agendas if one["session_id"] == row["id"]]}
                for row in _rows(tx, "sessions")
            ]

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
    """A derived table as plain JSON: the database's column names are of a kind of their own."""
    return [{str(column): value for column, value in row.items()} for row in tx.table(name)]


def find_session(tx: Reading, beginning: str) -> str:
    """The whole id of the session that begins with `beginning`. Raises `Refused`."""
    known = [row["id"] for row in tx.table("sessions")]
    found = [name for name in known if name.startswith(beginning.lower())]
    if len(found) != 1:
        raise Refused("session.unknown", session=beginning)
    return str(found[0])


def _steps(road: Progress) -> list[Plain]:
    return [
        {
            "id": one.step.id,
            "kind": one.step.kind.value,
            "agency": one.agency,
            "state": one.state,
            "opened": one.opened_at.date().isoformat() if one.opened_at else None,
            "due": one.due.isoformat() if one.due else None,
            "overdue": one.overdue,
        }
        for one in road.steps
    ]


def _gate(case: Case, name: str) -> Plain:
    gate = case.gates[name]
    return {
        "id": name,
        "agency": gate.by.agency,
        "officer": gate.by.officer,
        "answers": to_plain(gate.answers),
        "reviews": [
            {"agency": by.agency, "confirmed": confirmed, "evidence": evidence}
            for confirmed, evidence, by in gate.reviews
        ],
        "withdrawn": gate.withdrawn is not None,
    }


def _condition(entry: Any) -> Plain:
    current = entry.current
    return {
        "number": entry.number,
        "owner": entry.owner,
        "items": list(entry.items),
        "version": current.version if current else None,
        "text": current.text if current else None,
        "text_fr": current.text_fr if current else None,
        "dropped": current is None,
        "pending": [
            {"id": one.act, "version": one.version, "text": one.text, "dropped": one.dropped} for one in entry.pending
        ],
    }


def _question(case: Case, one: Round) -> Plain:
    replaced = {vote.replaces for vote in one.votes.values()}
    plain: Plain = to_plain(one.question)
    plain.pop("shown")
    return plain | {
        "stale": not one.closed and is_stale(case, one),
        "positions": [
            {
                "id": vote.id,
                "seat": vote.body.seat,
                "officer": vote.by.officer,
                "position": vote.body.position.value,
                "reasons": vote.body.reasons,
                "criteria": list(vote.body.criteria),
                "conditions": list(vote.body.conditions),
                "standing": vote.id not in replaced,
            }
            for vote in sorted(one.votes.values(), key=lambda vote: vote.by.order)
        ],
    }


def _decision(case: Case, record: Any) -> Plain:
    final = final_decision(case)
    plain: Plain = to_plain(record.body)
    plain.pop("shown")
    return plain | {
        "id": record.id,
        "by": record.by.officer,
        "signed_by": [one.officer for one in record.signatures],
        "final": record is final,
        "stale": final is None and stale(case, record),
    }
