"""Acts of the realm: founding, officers, procedures, exports, audit notes."""

from __future__ import annotations

from app.models.acts.base import Body, Scope, act
from app.models.charter import Role


@act(Scope.REALM)
class RealmFounded(Body):
    """The administrator founds the realm; `charter` is the exact text of the founding charter."""

    officer: str
    agency: str
    key: str
    public: str
    charter: str
    shown: str = ""


@act(Scope.REALM)
class RealmConfirmed(Body):
    """The second founder, an agency head, confirms the founding named in `proposal`."""

    officer: str
    agency: str
    key: str
    public: str
    proposal: str
    shown: str = ""


@act(Scope.REALM)
class OfficerProposed(Body):
    officer: str
    name: str
    agency: str
    roles: tuple[Role, ...]
    key: str
    public: str
    shown: str = ""


@act(Scope.REALM)
class OfficerConfirmed(Body):
    proposal: str
    shown: str = ""


@act(Scope.REALM)
class RolesProposed(Body):
    officer: str
    roles: tuple[Role, ...]
    reason: str = ""
    shown: str = ""


@act(Scope.REALM)
class RolesConfirmed(Body):
    proposal: str
    shown: str = ""


@act(Scope.REALM)
class RevocationProposed(Body):
    """`last` names the last good act of each chain of the officer's keys: chain -> act id."""

    officer: str
    reason: str
    last: dict[str, str]
    shown: str = ""


@act(Scope.REALM)
class RevocationConfirmed(Body):
    proposal: str
    shown: str = ""


@act(Scope.REALM)
class ProcedureProposed(Body):
    """`text` is the whole TOML file; `digest` its SHA-256."""

    procedure: str
    version: str
    digest: str
    text: str
    shown: str = ""


@act(Scope.REALM)
class ProcedureConfirmed(Body):
    proposal: str
    shown: str = ""


@act(Scope.REALM)
class MandateProposed(Body):
    """Bodies of acts may leave in an export until the day `until` (ISO date).

    `cases` are ids of cases, or ``*`` for all; `withheld` names fields of bodies that stay behind all the same.
    Informal notes stay behind unless `notes`.
    """

    reason: str
    cases: tuple[str, ...]
    until: str
    withheld: tuple[str, ...] = ()
    notes: bool = False
    shown: str = ""


@act(Scope.REALM)
class MandateConfirmed(Body):
    proposal: str
    shown: str = ""


@act(Scope.REALM)
class JournalExported(Body):
    """`mandate` names what lets bodies leave, or is None for headers, outcomes and tallies only."""

    mandate: str | None = None
    shown: str = ""


@act(Scope.REALM)
class AuditNoted(Body):
    """A remark of an auditor on the acts named in `about`."""

    text: str
    about: tuple[str, ...] = ()
    shown: str = ""
