"""Whether goods may move under a licence: what holds it, and what ended it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from app.models.case import Case, Licence, Signed
from app.models.licence import LicenceState
from app.models.outcomes import LicensedItem, MassCriterion, PaperKind, SuspensionCause
from app.models.realm import Realm
from app.workflows.finality import standing_for
from app.workflows.named_facts import under_heading
from app.workflows.urgency import Ratification, ratification

ENDED = frozenset({LicenceState.REVOKED, LicenceState.SUPERSEDED, LicenceState.EXPIRED})
"""States from which no licence comes back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """One suspension in force: the act it comes from, why, and whether that act suspended many licences at once."""

    id: str
    cause: SuspensionCause
    reason: str
    reason_fr: str
    by: Signed
    mass: bool = False


def licence_state(licence: Licence, case: Case, realm: Realm, day: str) -> LicenceState:
    """The state of a licence on `day` (ISO date): what ended it comes before what holds it."""
    if licence.revoked is not None:
        return LicenceState.REVOKED
    if standing_for(case, licence.body.decision) is None:
        return LicenceState.SUPERSEDED
    if licence.body.valid_until < day:
        return LicenceState.EXPIRED
    if holds(licence, case, realm):
        return LicenceState.SUSPENDED
    start = valid_from(licence, case)
    if not start:
        return LicenceState.NOT_SERVED
    return LicenceState.VALID if start <= day else LicenceState.NOT_YET_VALID


def holds(licence: Licence, case: Case, realm: Realm) -> tuple[Hold, ...]:
    """Everything that suspends a licence, oldest first."""
    own = [
        Hold(id=one.id, cause=one.body.cause, reason=one.body.reason, reason_fr=one.body.reason_fr, by=one.by)
        for one in licence.suspensions.values()
    ]
    failed = lacking(licence, case)
    if failed is not None and failed.failure is not None:
        by = failed.failure.by
        own.append(Hold(id=by.act, cause=failed.failure.cause, reason="", reason_fr="", by=by))
    found = [one for one in own if one.id not in licence.reinstated]
    found += [
        Hold(
            id=one.id,
            cause=SuspensionCause.OTHER,
            reason=one.body.reason,
            reason_fr=one.body.reason_fr,
            by=one.by,
            mass=True,
        )
        for one in realm.suspensions.values()
        if one.holds & licence.ids
    ]
    return tuple(sorted(found, key=lambda one: one.by.order))


def lacking(licence: Licence, case: Case) -> Ratification | None:
    """The ratification of the licence's own decision, where that failed or lapsed, be it given late."""
    record = case.decisions.get(licence.body.decision)
    found = ratification(case, record) if record else None
    return found if found is not None and found.failure is not None else None


def unresolved(licence: Licence, case: Case) -> bool:
    """Whether ratification failed or lapsed, and neither a late consensus nor a reconsideration has mended that."""
    failed = lacking(licence, case)
    if failed is None or failed.given is not None:
        return False
    standing = standing_for(case, licence.body.decision)
    return standing is not None and standing.id == licence.body.decision


def valid_from(licence: Licence, case: Case) -> str:
    """The first day of validity: as issued, else the day of service; empty while a licence valid from service waits."""
    if licence.body.valid_from:
        return licence.body.valid_from
    days = [
        one.body.served_on
        for one in case.served.values()
        if one.body.paper is PaperKind.LICENCE and one.body.about in licence.ids
    ]
    return min(days, default="")


def find_licence(case: Case, act: str) -> Licence | None:
    """The licence that the act with this id issued, be it apart from another for the same decision."""
    return next((one for one in case.licences.values() if act in one.ids), None)


# --- what many licences have in common ---------------------------------------------------------------------------


def same_name(text: str) -> str:
    """A name or place as it is compared: without case, spacing and compatibility forms of letters."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def meets(case: Case, licence: Licence, criterion: MassCriterion, value: str) -> bool:
    """Whether any licensed item goes to this destination or end-user, or falls under this control-list heading."""
    return any(_item_meets(case, item, criterion, value) for item in licence.body.items)


def _item_meets(case: Case, item: LicensedItem, criterion: MassCriterion, value: str) -> bool:
    if criterion is MassCriterion.GOODS:
        return under_heading(value, item.control_code)
    names = destination_names(case, item) if criterion is MassCriterion.DESTINATION else end_user_names(case, item)
    return same_name(value) in names


def destination_names(case: Case, item: LicensedItem) -> frozenset[str]:
    """An item's destination as licensed, its country and how the applicant wrote it, as they are compared."""
    found = {item.destination}
    for one in case.application.destinations:
        if item.destination in (one.country, one.given):
            found |= {one.country, one.given}
    return frozenset(same_name(name) for name in found if name)


def end_user_names(case: Case, item: LicensedItem) -> frozenset[str]:
    """The name of an item's end-user as it is compared; a party of the dossier or as the item names it."""
    named = [party.name for party in case.application.parties if party.id == item.end_user]
    return frozenset(same_name(name) for name in (named or [item.end_user]) if name)
