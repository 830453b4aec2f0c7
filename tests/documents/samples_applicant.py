"""Invented papers to the applicant: acknowledgement, reminder, notices, the statutory effect."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.documents.applicant_papers import EffectPaper, NoticePaper, Receipt, Reminder, Signed, Subject
from app.documents.papers import OutcomeRow
from app.models.application import Activity, LicenceKind
from app.models.outcomes import Outcome, PaperKind
from app.models.procedure import StatutoryEffect, Text
from tests.documents.samples import CARRIERS, DECISION, HEAD, HOLDER, IMPRINT, LAW, SECRETARIAT, SPARES

SUBJECT = Subject(
    activity=Activity.EXPORT,
    kind=LicenceKind.INDIVIDUAL,
    applicant=HOLDER,
    applicant_reference="HMS-2026/311",
    applied_on="2026-09-14",
)
BASIS = Text(en="Arms Transfers Act 2019, section 16.", fr="Loi de 2019 sur les transferts d’armes, article 16.")
REMEDIES = Text(
    en="An administrative appeal may be lodged within two months of notification.",
    fr="Un recours administratif peut être formé dans les deux mois suivant la notification.",
)
SIGNED = Signed(
    name="Ines Carvalho",
    capacity=Text(en="Head of the Licensing Secretariat", fr="Cheffe du Secrétariat des autorisations"),
    delegation=Text(en="Order of the Minister of 3 March 2026", fr="Arrêté du ministre du 3 mars 2026"),
)

RECEIPT = Receipt(
    imprint=IMPRINT,
    subject=SUBJECT,
    received_on=date(2026, 9, 15),
    goods=(CARRIERS, SPARES),
    documents=("Contract HMS-2026/311", "End-user certificate no. 88 of 2026"),
    contact=SECRETARIAT,
    sender=HEAD,
    due=date(2027, 1, 22),
    effect=StatutoryEffect.IMPLICIT_REFUSAL,
    effect_basis=BASIS,
)
RECEIPT_WITHOUT_LIMIT = replace(RECEIPT, due=None, effect_basis=None, amended=True)

REMINDER = Reminder(
    imprint=IMPRINT,
    subject=SUBJECT,
    number=1,
    letter_on=date(2026, 10, 5),
    due=date(2026, 11, 2),
    on=date(2026, 10, 28),
    passed=False,
    questions=(
        Text(en="Who stores the vehicles?", fr="Qui entrepose les véhicules ?"),
        Text(en="By which route are they delivered?", fr="Par quel itinéraire sont-ils livrés ?"),
    ),
    silence=Text(
        en="Without an answer by that date, the application may be returned without action.",
        fr="À défaut de réponse à cette date, la demande peut être renvoyée sans suite.",
    ),
    contact=SECRETARIAT,
)
LATE_REMINDER = replace(REMINDER, on=date(2026, 11, 9), passed=True)

REFUSAL = NoticePaper(
    imprint=IMPRINT,
    subject=SUBJECT,
    kind=PaperKind.REFUSAL,
    rows=(OutcomeRow(goods=SPARES, outcome=Outcome.REFUSE),),
    legal_basis=LAW,
    decision=DECISION,
    decided_on=date(2026, 11, 19),
    signed=SIGNED,
    on=date(2026, 11, 20),
    reasons=Text(
        en="The risk that the parts are diverted within the buyer country is overriding, and no measure that was "
        "offered reduces it.",
        fr="Le risque que les pièces soient détournées dans le pays acheteur est prépondérant et aucune mesure "
        "proposée ne l’atténue.",
    ),
    remedies=REMEDIES,
)
WITHHELD = replace(
    REFUSAL,
    reasons=None,
    withheld=Text(
        en="Arms Transfers Act 2019, section 20: international relations.",
        fr="Loi de 2019 sur les transferts d’armes, article 20 : relations internationales.",
    ),
)
RETURNED = replace(
    REFUSAL,
    kind=PaperKind.RETURN,
    rows=(OutcomeRow(goods=SPARES, outcome=Outcome.RETURN), OutcomeRow(goods=CARRIERS, outcome=Outcome.RETURN)),
    reasons=Text(
        en="The end-user certificate was not presented, though a letter and a reminder asked for it.",
        fr="Le certificat d’utilisateur final n’a pas été présenté, malgré une lettre et un rappel.",
    ),
)
NO_LICENCE = replace(
    REFUSAL,
    kind=PaperKind.DECISION,
    rows=(OutcomeRow(goods=SPARES, outcome=Outcome.NO_LICENCE_REQUIRED),),
    on=None,
    reasons=None,
    remedies=None,
)
EFFECT = EffectPaper(
    imprint=IMPRINT,
    subject=SUBJECT,
    due=date(2027, 1, 22),
    effect=StatutoryEffect.IMPLICIT_REFUSAL,
    sender=HEAD,
    basis=BASIS,
    remedies=REMEDIES,
)
GRANTED = replace(EFFECT, effect=StatutoryEffect.IMPLICIT_GRANT, remedies=None)
