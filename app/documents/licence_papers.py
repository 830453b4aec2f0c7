"""What the papers on a licence's later life say: notice of suspension or revocation, list of a mass suspension."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.documents.applicant_papers import Signed, Subject
from app.documents.papers import Imprint, Signatory
from app.models.outcomes import MassCriterion, SuspensionCause
from app.models.procedure import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceNotice:
    """To the holder: licence `number` issued on `issued` is suspended from `on`, or `revoked`.

    `cause` and `reasons` say why a licence is suspended, `reasons` alone why it is revoked; `remedies` what the law
    gives against it. `act` is the act in the journal.
    """

    imprint: Imprint
    subject: Subject
    number: str
    issued: date
    on: date
    act: str
    revoked: bool
    legal_basis: Text
    signed: Signed
    cause: SuspensionCause | None = None
    reasons: Text | None = None
    remedies: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedLicence:
    """A licence on a list: number, holder, what and where to; `reinstated` is the day, None while it is suspended."""

    number: str
    holder: str
    goods: tuple[str, ...]
    destinations: tuple[str, ...]
    end_users: tuple[str, ...]
    valid_until: date
    reinstated: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MassList:
    """Every licence that one act suspended; `value` is a country code or text, a name, or a control-list heading."""

    imprint: Imprint
    criterion: MassCriterion
    value: str
    on: date
    act: str
    reasons: Text
    licences: tuple[ListedLicence, ...]
    signed: Signatory
    ended: tuple[Signatory, ...] = ()
