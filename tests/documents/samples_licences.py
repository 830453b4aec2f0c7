"""Invented papers on licences after their issue: an urgent one, notices of suspension and revocation, a list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.documents.licence_papers import LicenceNotice, ListedLicence, MassList
from app.models.outcomes import MassCriterion, Purpose, SuspensionCause
from app.models.procedure import Text
from tests.documents.samples import AGENDA, CHAIR, DECISION, HEAD, IMPRINT, LAW, LICENCE, SUBJECT, TO_COME
from tests.documents.samples_applicant import REMEDIES, SIGNED
from tests.documents.samples_applicant import SUBJECT as WHOSE

URGENT_LICENCE = replace(
    LICENCE,
    valid_from=None,
    urgent=Text(
        en=(
            "URGENT PROCEDURE. This licence is subject to ratification of the decision by 18 December 2026. If the "
            "decision is not ratified by then, the licence is suspended at once."
        ),
        fr=(
            "PROCÉDURE D’URGENCE. La présente licence est soumise à la ratification de la décision, au plus tard le "
            "18 décembre 2026. Si la décision n’est pas ratifiée à cette date, la licence est suspendue aussitôt."
        ),
    ),
)
SUSPENSION = LicenceNotice(
    imprint=IMPRINT,
    subject=WHOSE,
    number="EXP-2026-00017/L1",
    issued=date(2026, 11, 21),
    on=date(2026, 12, 3),
    act=DECISION,
    revoked=False,
    legal_basis=LAW,
    signed=SIGNED,
    cause=SuspensionCause.ADVERSE_EVIDENCE,
    reasons=Text(
        en="The end user was seen to hand vehicles on to a unit that the licence does not name.",
        fr="L’utilisateur final aurait cédé des véhicules à une unité que la licence ne nomme pas.",
    ),
    remedies=REMEDIES,
)
REVOCATION = replace(SUSPENSION, revoked=True, cause=None, on=date(2027, 1, 14))


def listed(number: int) -> ListedLicence:
    return ListedLicence(
        number=f"EXP-2026-{number:05}/L1",
        holder="Halden Mobility Systems AS" if number % 2 else "Nordaxel Protection AG",
        goods=("ML6.a Armoured personnel carriers", "ML6.a Spare parts")[: 1 + number % 2],
        destinations=("PE",),
        end_users=("Ministry of the Interior of Peru",),
        valid_until=date(2027, 11, 21),
        reinstated=date(2027, 2, 1) if number % 7 == 3 else None,
    )


MASS_LIST = MassList(
    imprint=replace(IMPRINT, reference="", dossier=""),
    criterion=MassCriterion.DESTINATION,
    value="PE",
    on=date(2026, 12, 3),
    act=DECISION,
    reasons=Text(en="An embargo was imposed.", fr="Un embargo a été décrété."),
    licences=tuple(listed(number) for number in range(1, 61)),
    signed=CHAIR,
    ended=(HEAD,),
)
URGENT_AGENDA = replace(
    AGENDA,
    points=tuple(
        replace(AGENDA.points[-1], subject=subject)
        for subject in (
            replace(TO_COME, number=1, listed="B", urgent=True),
            replace(SUBJECT, number=2, listed="B", purpose=Purpose.RATIFY),
            replace(SUBJECT, number=3, listed="B", purpose=Purpose.REVOKE),
        )
    ),
)
