"""Acts about a licence's life after its issue."""

from __future__ import annotations

from app.models.acts.base import Body, Scope, act
from app.models.outcomes import LicenceRef, MassCriterion, SuspensionCause


@act(Scope.CASE)
class LicenceSuspended(Body):
    """The licence (its issuing act) is not valid from now until it is reinstated."""

    licence: str
    cause: SuspensionCause
    reason: str
    reason_fr: str = ""
    shown: str = ""


@act(Scope.CASE)
class LicenceReinstated(Body):
    """Ends a suspension of one licence; `suspension` is its act's id."""

    licence: str
    suspension: str
    reason: str
    shown: str = ""


@act(Scope.CASE)
class LicenceRevoked(Body):
    """The licence ends for good, on the committee's consensus (`question`) or the deciding authority's own decision."""

    licence: str
    question: str
    reason: str
    reason_fr: str = ""
    shown: str = ""


@act(Scope.REALM)
class LicencesSuspended(Body):
    """One act that suspends every live licence that `criterion` and `value` meet: exactly those in the list."""

    criterion: MassCriterion
    value: str
    licences: tuple[LicenceRef, ...]
    reason: str
    reason_fr: str = ""
    shown: str = ""


@act(Scope.REALM)
class LicencesReinstated(Body):
    """Ends a mass suspension for the licences listed."""

    suspension: str
    licences: tuple[LicenceRef, ...]
    reason: str
    shown: str = ""
