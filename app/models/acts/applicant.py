"""Acts towards the applicant: papers served, reasons given, the statutory effect, reconsideration, denial records."""

from __future__ import annotations

from app.models.acts.base import Body, Scope, act
from app.models.outcomes import PaperKind, ReviewCause, ServiceMeans
from app.models.procedure import StatutoryEffect


@act(Scope.CASE)
class PaperServed(Body):
    """How and when a paper reached the applicant. `about` is the act it was made from, `digest` its PDF's SHA-256.

    `served_on` is the ISO date of service, `served_by` the person who served it, `recipient` who took it.
    """

    paper: PaperKind
    about: str
    digest: str
    means: ServiceMeans
    served_on: str
    served_by: str
    recipient: str
    shown: str = ""


@act(Scope.CASE)
class NoticeWritten(Body):
    """What the applicant may know of a final `decision`: written apart, never the agencies' positions.

    Releasable reasons, or the `legal_ground` for withholding them; remedies with time limits; who signs, in which
    `capacity` and by which `delegation`.
    """

    decision: str
    reasons: str
    reasons_fr: str
    legal_ground: str
    legal_ground_fr: str
    remedies: str
    remedies_fr: str
    signatory: str
    capacity: str
    capacity_fr: str
    delegation: str = ""
    delegation_fr: str = ""
    shown: str = ""


@act(Scope.CASE)
class StatutoryEffectRecorded(Body):
    """The statutory limit passed on `due` (ISO date); `effect` is what the law attaches to it. No consensus."""

    due: str
    effect: StatutoryEffect
    shown: str = ""


@act(Scope.CASE)
class ReconsiderationOpened(Body):
    """A final `decision` is reviewed for `items`, or for one `condition` of its ledger (0: none).

    `received` is the ISO date of the applicant's request, or empty on the authority's own motion.
    """

    decision: str
    cause: ReviewCause
    items: tuple[str, ...]
    condition: int
    grounds: str
    received: str = ""
    shown: str = ""


@act(Scope.CASE)
class DenialRecorded(Body):
    """The denial record of a refused item (domain 4.2); `valid_until` is an ISO date.

    `regime` is the reference under which an export control regime keeps it, empty where it was notified to none.
    """

    decision: str
    item: str
    number: str
    party: str
    party_role: str
    address: str
    country: str
    control_code: str
    description: str
    quantity: str
    end_use: str
    criteria: tuple[str, ...]
    reason: str
    denied_on: str
    valid_until: str
    regime: str = ""
    shown: str = ""


@act(Scope.CASE)
class DenialWithdrawn(Body):
    """A denial record no longer stands, with the reason."""

    denial: str
    reason: str
    shown: str = ""
