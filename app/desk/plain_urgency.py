"""Urgency, ratification and the state of licences as plain JSON, for the case, its decisions and lists of licences."""

from __future__ import annotations

from typing import Any

from app.models.case import Case, DecisionRecord, Licence, Signed
from app.models.outcomes import Purpose
from app.workflows.emergency import ratify_by
from app.workflows.finality import final_decisions
from app.workflows.fold import World
from app.workflows.ratification import awaits
from app.workflows.suspensions import Hold, holds, licence_state, unresolved, valid_from
from app.workflows.urgency import declaration, in_force, ratification

Plain = dict[str, Any]


def plain_of_case(world: World, case: Case, today: str) -> Plain:
    """What the case adds to its page: its urgency, and the state of each of its licences."""
    licences = sorted(case.licences.values(), key=lambda one: one.body.number)
    return {
        "urgency": plain_urgency(world, case),
        "licence_states": [plain_licence(world, case, one, today) for one in licences],
    }


def plain_urgency(world: World, case: Case) -> Plain | None:
    """Why a case is urgent and what that changes, with the ratification of its decisions; None for any other case."""
    said = declaration(case)
    if said is None:
        return None
    committee = world.procedure(case.procedure).committee
    urgency = in_force(case, committee)
    found = (plain_ratification(world, case, record) for record in final_decisions(case))
    return _signed(said[1]) | {
        "reason": said[0],
        "in_force": urgency is not None,
        "quorum": urgency.quorum if urgency else None,
        "percent": urgency.percent if urgency else None,
        "ratifications": [one for one in found if one is not None],
        "awaits": sorted(one.value for one in awaits(case)),
    }


def plain_ratification(world: World, case: Case, record: DecisionRecord) -> Plain | None:
    """How far the ratification of a decision is, and its last day; None where it needs none."""
    found = ratification(case, record)
    if found is None:
        return None
    charter = world.realm.charter
    assert charter is not None
    due = ratify_by(record, world.procedure(case.procedure).committee, charter)
    revoked = [one.revoked.by for one in case.licences.values() if one.body.decision == record.id and one.revoked]
    return {
        "decision": record.id,
        "state": found.state,
        "due": due.isoformat() if due else None,
        "failed": _signed(found.failure.by) if found.failure else None,
        "given": _signed(found.given) if found.given else None,
        "revoked": _signed(revoked[0]) if revoked else None,
    }


def plain_state(world: World, case: Case, licence: Licence, today: str) -> Plain:
    """The state of a licence on the day `today`, what holds it, and what ended it."""
    gone = licence.revoked
    return {
        "state": licence_state(licence, case, world.realm, today).value,
        "starts": valid_from(licence, case) or None,
        "holds": [plain_hold(one) for one in holds(licence, case, world.realm)],
        "unratified": unresolved(licence, case),
        "revoked": _signed(gone.by)
        | {"reason": gone.body.reason, "reason_fr": gone.body.reason_fr, "question": gone.body.question}
        if gone
        else None,
    }


def plain_hold(one: Hold) -> Plain:
    return _signed(one.by) | {
        "id": one.id,
        "cause": one.cause.value,
        "reason": one.reason,
        "reason_fr": one.reason_fr,
        "mass": one.mass,
    }


def plain_licence(world: World, case: Case, licence: Licence, today: str) -> Plain:
    """One row of the list of licences."""
    return {
        "number": licence.body.number,
        "reference": case.reference,
        "id": licence.id,
        "valid_until": licence.body.valid_until,
    } | plain_state(world, case, licence, today)


def purpose_of(case: Case) -> Purpose:
    """What a case stands on an agenda for: to be decided, or what its urgent decision still needs."""
    waiting = awaits(case)
    return Purpose.REVOKE if Purpose.REVOKE in waiting else Purpose.RATIFY if waiting else Purpose.DECIDE


def _signed(by: Signed) -> Plain:
    return {"officer": by.officer, "agency": by.agency, "on": by.claimed}
