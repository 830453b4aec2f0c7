"""Acts about persons on seats: who holds a seat, whose conflict of interest was raised, what an expert opened."""

from __future__ import annotations

from app.models.acts.base import Body, Scope, act
from app.models.outcomes import SeatHolder


@act(Scope.REALM)
class SeatFilled(Body):
    """The agency that holds `seat` names its titular and then its substitutes, in order; it replaces what stood before.

    `procedure` is the id of the procedure whose committee the seat belongs to.
    """

    procedure: str
    seat: str
    holders: tuple[SeatHolder, ...]
    shown: str = ""


@act(Scope.CASE)
class ConflictRaised(Body):
    """Somebody else points to a conflict of interest of `officer` on this case; it is then ruled on."""

    officer: str
    reason: str
    shown: str = ""


@act(Scope.CASE)
class ConflictRuled(Body):
    """The chair, or a head of the person's agency, finds that the person steps out of the case, or not."""

    raised: str
    upheld: bool
    reason: str
    shown: str = ""


@act(Scope.CASE)
class CaseOpenedByExpert(Body):
    """An invited expert opened the case: `part` says what was read, on the dossier with this hash."""

    invitation: str
    part: str
    dossier: str
    shown: str = ""
