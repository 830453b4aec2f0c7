"""Who may do what: one table of roles by act, and which roles one person may not hold on the same case."""

from __future__ import annotations

from functools import cache

from app.errors import Refused
from app.models.acts import TYPES, Act, Scope
from app.models.charter import Charter, Role

C, L, R, H, S, P, M, E, A, X = (
    Role.CLERK,
    Role.LICENSING_OFFICER,
    Role.REVIEWER,
    Role.AGENCY_HEAD,
    Role.SECRETARY,
    Role.CHAIR,
    Role.MEMBER,
    Role.EXPERT,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)

RIGHTS: dict[str, frozenset[Role]] = {
    "RealmFounded": frozenset({X}),
    "RealmConfirmed": frozenset({H}),
    "OfficerProposed": frozenset({X}),
    "OfficerConfirmed": frozenset({H}),
    "RolesProposed": frozenset({X}),
    "RolesConfirmed": frozenset({H}),
    "RevocationProposed": frozenset({X, H}),
    "RevocationConfirmed": frozenset({H}),
    "ProcedureProposed": frozenset({L, S, H}),
    "ProcedureConfirmed": frozenset({H, P}),
    "MandateProposed": frozenset({A}),
    "MandateConfirmed": frozenset({H, P}),
    "JournalExported": frozenset({A}),
    "AuditNoted": frozenset({A}),
    "ApplicationRegistered": frozenset({C, L}),
    "ApplicationAmended": frozenset({C, L}),
    "StepCompleted": frozenset({C, L, R, H}),
    "StepReturned": frozenset({L, R, H}),
    "LinesClassified": frozenset({L, R}),
    "GateAnswered": frozenset({R, H}),
    "GateReviewed": frozenset({R, H}),
    "GateWithdrawn": frozenset({R, H}),
    "GateRuled": frozenset({H}),
    "RiskAssessed": frozenset({R, H}),
    "OpinionGiven": frozenset({R, H}),
    "OpinionChanged": frozenset({R, H}),
    "OpinionCountersigned": frozenset({R, H}),
    "OpinionReaffirmed": frozenset({R, H}),
    "ConsultationAsked": frozenset({L, R, H, S}),
    "ConsultationAnswered": frozenset({R, H}),
    "ConsultationWithdrawn": frozenset({L, R, H, S}),
    "ExpertInvited": frozenset({L, H, S, P}),
    "ExpertAdvised": frozenset({E}),
    "QueryRaised": frozenset({L, R, H, M}),
    "QuerySent": frozenset({L}),
    "QueryAnswered": frozenset({C, L}),
    "QueryClosed": frozenset({L, R, H, M}),
    "CaseWithdrawn": frozenset({C, L}),
    "CasesLinked": frozenset({C, L}),
    "ConflictDeclared": frozenset({C, L, R, H, S, P, M, E}),
    "DeadlineRecorded": frozenset({C, L, S}),
    "StepWaived": frozenset({H}),
    "CompetenceDeclined": frozenset({L, R, H}),
    "StepReassigned": frozenset({L, H, S}),
    "MigrationProposed": frozenset({L, S}),
    "MigrationConfirmed": frozenset({H, P}),
    "DecisionEscalated": frozenset({S, P, H}),
    "ConditionProposed": frozenset({R, H, M}),
    "ConditionChanged": frozenset({L, R, H, S, M}),
    "ConditionReleased": frozenset({R, H, M}),
    "QuestionPut": frozenset({S, P}),
    "PositionTaken": frozenset({M, P}),
    "PositionChanged": frozenset({M, P}),
    "PositionReaffirmed": frozenset({M, P}),
    "QuestionDeferred": frozenset({S, P}),
    "ResultCertified": frozenset({P}),
    "ResultAttested": frozenset({S}),
    "DecisionProposed": frozenset({L, S}),
    "DecisionSigned": frozenset({P, M, H}),
    "LicenceIssued": frozenset({L}),
    "SessionConvened": frozenset({S}),
    "AgendaChanged": frozenset({S}),
    "AttendanceRecorded": frozenset({S}),
    "SessionOpened": frozenset({P}),
    "SessionClosed": frozenset({P}),
    "CalendarProposed": frozenset({X, H}),
    "CalendarConfirmed": frozenset({H}),
    "SeatFilled": frozenset({H}),
    "ConflictRaised": frozenset({C, L, R, H, S, P, M}),
    "ConflictRuled": frozenset({P, H}),
    "CaseOpenedByExpert": frozenset({E}),
    "CaseMovedToDebate": frozenset({M, P}),
    "SilenceAnswered": frozenset({M, P}),
    "QuestionReceipted": frozenset({M, P}),
    "UrgencyDeclared": frozenset({P}),
    "RatificationLapsed": frozenset({S, P, L}),
    "NoteWritten": frozenset({C, L, R, H, S, P, M}),
    "NoteFiled": frozenset({C, L, R, H, S, P, M}),
    "MentionSettled": frozenset({C, L, R, H, S, P, M}),
    "EvidenceRecorded": frozenset({L, R, H, S, M}),
    "MinutesCorrected": frozenset({S, P, M}),
    "StatementAnnexed": frozenset({M, P}),
    "MinutesAdopted": frozenset({P}),
    "ResultsAnnounced": frozenset({P}),
    "LicenceSuspended": frozenset({L, H, P}),
    "LicenceReinstated": frozenset({H, P}),
    "LicenceRevoked": frozenset({L, H}),
    "LicencesSuspended": frozenset({H, P}),
    "LicencesReinstated": frozenset({H, P}),
    "PaperServed": frozenset({C, L}),
    "NoticeWritten": frozenset({L}),
    "StatutoryEffectRecorded": frozenset({C, L, S}),
    "ReconsiderationOpened": frozenset({L, H}),
    "DenialRecorded": frozenset({L}),
    "DenialWithdrawn": frozenset({L, H}),
    "ReopeningProposed": frozenset({L, S, H}),
    "VoidingProposed": frozenset({S, P}),
    "ClericalProposed": frozenset({L, S}),
    "MergerProposed": frozenset({C, L}),
    "HolderProposed": frozenset({L, S, H}),
    "CorrectionConfirmed": frozenset({H, P}),
    "CompetenceClaimed": frozenset({R, H}),
    "CompetenceRuled": frozenset({H}),
    "EscalationReturned": frozenset({H}),
}

SECOND_PERSON = frozenset(
    {
        "RealmConfirmed",
        "OfficerConfirmed",
        "RolesConfirmed",
        "RevocationConfirmed",
        "ProcedureConfirmed",
        "MandateConfirmed",
        "MigrationConfirmed",
        "CalendarConfirmed",
        "ConflictRuled",
        "CorrectionConfirmed",
        "OpinionCountersigned",
        "GateReviewed",
        "ResultAttested",
        "DecisionSigned",
        "LicenceReinstated",
        "LicencesReinstated",
    }
)
"""Acts that only a person other than the author of what they confirm may sign."""

ALWAYS_ASKED = frozenset(
    {
        "PositionTaken",
        "PositionChanged",
        "PositionReaffirmed",
        "DecisionSigned",
        "GateRuled",
        "SilenceAnswered",
        "LicencesSuspended",
        "LicenceRevoked",
        "MandateProposed",
        "MandateConfirmed",
        "JournalExported",
    }
)
"""Acts for which the passphrase is asked each time."""

INCOMPATIBLE: frozenset[frozenset[Role]] = frozenset(
    frozenset(pair)
    for pair in (
        (C, P),
        (C, M),
        (C, H),
        (L, P),
        (L, M),
        (L, R),
        (R, H),
        (R, M),
        (R, P),
        (R, S),
        (S, P),
        (S, M),
        (S, H),
        (H, M),
        (H, P),
    )
)
"""Pairs of roles that one person may not exercise on the same case; a charter may waive single pairs, by name."""

NEVER_TOGETHER = frozenset({X, A, E})
"""Roles held alone: the administrator has no case role, an auditor no other at all, an expert is never a judge too."""


def pair_name(pair: frozenset[Role]) -> str:
    """The name of a pair in a charter's `waivers`, for example ``member+reviewer``."""
    return "+".join(sorted(pair))


def waived_pairs(charter: Charter) -> frozenset[frozenset[Role]]:
    """The incompatible pairs that the charter waives."""
    return _waived(charter.waivers)


@cache
def _waived(waivers: tuple[str, ...]) -> frozenset[frozenset[Role]]:
    named = {"+".join(sorted(waiver.split("+"))) for waiver in waivers}
    return frozenset(pair for pair in INCOMPATIBLE if pair_name(pair) in named)


def check_role(act: Act) -> None:
    """Refuse an act that its author's role has no power to make."""
    if act.role not in RIGHTS[act.type]:
        raise Refused("rights.role", act=act.type, role=act.role.value)


def check_capacities(act: Act, held: frozenset[str], charter: Charter) -> None:
    """Refuse an act that would put its author into two incompatible roles on the same case."""
    waived = waived_pairs(charter)
    for other in sorted(held - {act.role.value}):
        pair = frozenset({act.role, Role(other)})
        if pair in INCOMPATIBLE and pair not in waived:
            raise Refused("rights.incompatible", officer=act.officer, role=act.role.value, other=other)


def check_roles_together(roles: tuple[Role, ...]) -> None:
    """Refuse a set of roles that no one person may be enrolled with."""
    for alone in sorted(NEVER_TOGETHER & set(roles)):
        if len(roles) > 1:
            raise Refused("rights.alone", role=alone.value)


def table() -> list[tuple[str, Scope, dict[Role, str]]]:
    """The matrix for the manual: act type, scope, and for each role ``S`` (signs) or ``2`` (signs as second person)."""
    rows = []
    for name, body in TYPES.items():
        mark = "2" if name in SECOND_PERSON else "S"
        rows.append((name, body.scope, {role: mark if role in RIGHTS[name] else "" for role in Role}))
    return rows


def role_for(roles: tuple[Role, ...], act_type: str, held: frozenset[str], charter: Charter | None) -> Role:
    """In which of an officer's `roles` to make an act: one already exercised here, else one that clashes with none.

    Where no role has the power, the officer's first role is given, and the rule refuses it by name.
    """
    able = [role for role in roles if role in RIGHTS[act_type]]
    waived = waived_pairs(charter) if charter else frozenset()

    def clashes(role: Role) -> bool:
        pairs = (frozenset({role, Role(other)}) for other in held)
        return any(pair in INCOMPATIBLE and pair not in waived for pair in pairs)

    ranked = sorted(able, key=lambda role: (clashes(role), role.value not in held))
    return ranked[0] if ranked else roles[0]


def may_read_cases(roles: tuple[Role, ...]) -> None:
    """Refuse the administrator: case bodies are hidden from that role."""
    if Role.ADMINISTRATOR in roles:
        raise Refused("rights.no-cases")


def reads_bodies(roles: tuple[Role, ...]) -> bool:
    """Whether a person in these roles reads the bodies of case acts; an auditor sees headers, outcomes and tallies."""
    return not {X, A} & set(roles)
