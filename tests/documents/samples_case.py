"""Invented letters, opinions, decision records and manuals: ordinary ones, and ones with much to print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.documents.case_papers import (
    AdviceRow,
    BasisRow,
    BesideRow,
    ConsultationRow,
    CourseRow,
    DecisionPart,
    EscalationRow,
    LiftedRow,
    OpinionRow,
    OpinionsPaper,
    RecordPaper,
    RequestLetter,
    VersionRow,
    WithdrawalRow,
)
from app.documents.manual_paper import (
    ManualCommittee,
    ManualPaper,
    ManualQueries,
    ManualSeat,
    ManualStep,
    RaciRow,
    RoleRow,
)
from app.documents.papers import Imprint, OutcomeRow
from app.models.application import Activity, LicenceKind
from app.models.charter import Role
from app.models.outcomes import EscalationCause, Outcome, Position
from app.models.procedure import Decider, Mixed, Overdue, SeatKind, StatutoryEffect, StepKind, Text
from tests.documents.samples import (
    CARRIERS,
    CHAIR,
    COMMITTEE,
    CONDITIONS,
    CUSTOMS,
    DECISION,
    DEFENCE,
    DOSSIER,
    FINGERPRINT,
    FOREIGN,
    FOREIGN_NAMES,
    HEAD,
    HOLDER,
    IMPRINT,
    LAW,
    REALM,
    SECRETARIAT,
    SECRETARY,
    SPARES,
    signatory,
)

ECONOMY = Text(en="Economy", fr="Économie")
INTERIOR = Text(en="Ministry of the Interior", fr="Ministère de l’Intérieur")
LONG_NAME = Text(
    en="Directorate-General for Public Protection, Internal Security and Civil Emergencies",
    fr="Direction générale de la protection publique, de la sécurité intérieure et des situations d’urgence",
)

# --- letter to the applicant -------------------------------------------------------------------------------------

QUESTIONS = (
    Text(
        en="Who will hold the 24 vehicles at Depot No. 2, and under whose guard?",
        fr="Qui détiendra les 24 véhicules au dépôt n° 2, et sous quelle garde ?",
    ),
    Text(
        en="Your end-user certificate is dated before the contract. Please send the certificate that belongs to the "
        "contract of 14 October 2026, or explain the difference.",
        fr="Votre certificat d’utilisateur final est antérieur au contrat. Il vous est demandé d’envoyer le "
        "certificat relatif au contrat du 14 octobre 2026, ou expliquer cet écart.",
    ),
    Text(en="Which of the spare parts fit weapon mounts?", fr=""),
)
REQUEST = RequestLetter(
    imprint=IMPRINT,
    number=2,
    activity=Activity.EXPORT,
    kind=LicenceKind.INDIVIDUAL,
    applicant=HOLDER,
    applicant_reference="HMS/2026/118-B",
    applied_on="2026-10-20",
    sent_on=date(2026, 11, 22),
    due=date(2026, 12, 14),
    questions=QUESTIONS,
    silence=Text(
        en="If no answer arrives by then, the application may be returned without action; it can be made anew.",
        fr="À défaut de réponse dans ce délai, la demande peut être renvoyée sans suite ; elle peut être renouvelée.",
    ),
    sender=replace(signatory("Œdipe Çağlar-Nowak", Role.LICENSING_OFFICER, SECRETARIAT), signed="2026-11-22T08:30:00Z"),
    legal_basis=LAW,
    clock=True,
)
LONG_REQUEST = replace(
    REQUEST,
    imprint=replace(IMPRINT, training=True),
    applicant=replace(
        HOLDER,
        name=f"{FOREIGN_NAMES['Arabic']}, Vereinigte Nordwestdeutsche Schwerfahrzeug- und Sonderschutzgesellschaft",
    ),
    questions=tuple(replace(QUESTIONS[n % 2], en=QUESTIONS[n % 2].en * (1 + n % 4)) for n in range(15)),
)

# --- opinions ----------------------------------------------------------------------------------------------------


def opinion(agency: Text, position: Position, **values: object) -> OpinionRow:
    row = OpinionRow(
        agency=agency,
        step=Text(en="Opinion", fr="Avis"),
        name="Rūta Žukauskaitė",
        given="2026-11-12T09:14:00Z",
        position=position,
        reasons="",
        dossier=DOSSIER,
        stale=False,
    )
    return replace(row, **values)  # type: ignore[arg-type]


WAIVED = CourseRow(
    what=Text(en="Step waived", fr="Dispense d’étape"),
    subject=Text(en="Opinion of the interior", fr="Avis de l’intérieur"),
    by=HEAD,
    reason=Text(en="Nothing of it falls to the interior.", fr="Nothing of it falls to the interior."),
    stale=True,
)
SILENT = CourseRow(
    what=Text(en="Limit passed: silence recorded as no objection", fr="Délai échu : silence consigné comme accord"),
    subject=Text(en="Opinion of customs", fr="Avis des douanes"),
    by=SECRETARY,
    reason=Text(en="Last day of the limit: 12 Nov 2026", fr="Dernier jour du délai : 12 nov. 2026"),
    law=LAW,
)
OPINION_ROWS = (
    opinion(
        FOREIGN,
        Position.AGREE_WITH_CONDITIONS,
        name="Anne-Sophie Lindqvist",
        reasons="The end user is known and has kept earlier undertakings. Delivery is to be verified.",
        conditions=CONDITIONS[:1],
        criteria=("7.1.b.iii", "11"),
        reaffirmed=("Anne-Sophie Lindqvist", "2026-11-18T08:00:00Z"),
        countersigned=("Tomás Arriaga", "2026-11-12T15:40:00Z"),
    ),
    opinion(
        DEFENCE,
        Position.AGREE,
        name="Jean-Noël Brûlé",
        reasons="No objection on grounds of national defence.",
        items=(("1", Position.AGREE), ("2", Position.OBJECT)),
        earlier=(Position.NEED_INFORMATION, Position.OBJECT),
        annex="The unit that receives item 1 is garrisoned in the border district; sources in the annex of 3 November.",
    ),
    opinion(
        CUSTOMS,
        Position.OBJECT,
        reasons="The route through the free port is not verified.",
        dossier=FINGERPRINT,
        stale=True,
        withheld=True,
    ),
)
OPINIONS = OpinionsPaper(
    imprint=IMPRINT,
    activity=Activity.EXPORT,
    kind=LicenceKind.INDIVIDUAL,
    applicant=HOLDER,
    version=2,
    as_of=date(2026, 11, 22),
    opinions=OPINION_ROWS,
    awaited=(INTERIOR,),
    passed_over=(WAIVED, SILENT),
    consultations=(
        ConsultationRow(
            agency=ECONOMY,
            asked_by=FOREIGN,
            question="Does the price correspond to the market?",
            due=date(2026, 11, 20),
            position=Position.AGREE,
            reasons="It lies within the range of comparable contracts.",
            criteria=("7.4",),
            name="Mário Ibáñez",
            given="2026-11-16T10:00:00Z",
            stale=True,
        ),
        ConsultationRow(
            agency=INTERIOR, asked_by=CUSTOMS, question="Is the depot guarded at night?", due=date(2026, 11, 30)
        ),
        ConsultationRow(
            agency=DEFENCE, asked_by=CUSTOMS, question="Is the carrier known?", due=date(2026, 11, 30), withdrawn=True
        ),
    ),
    experts=(
        AdviceRow(
            name="Prof. Þóra Grímsdóttir",
            question="Can the hull be fitted with a weapon mount without the maker’s help?",
            until=date(2026, 12, 1),
            advice=(("Not without cutting the roof plate; the drawings show no ring.", "2026-11-15T12:00:00Z", False),),
        ),
        AdviceRow(name="Dr. Ngô Văn Đức", question="Is the price plausible?", until=date(2026, 12, 1)),
    ),
)
LONG_OPINIONS = replace(
    OPINIONS,
    imprint=replace(IMPRINT, training=True),
    opinions=tuple(
        replace(
            OPINION_ROWS[n % 3],
            agency=Text(en=f"{LONG_NAME.en} {n + 1}", fr=f"{LONG_NAME.fr} {n + 1}"),
            name="Maximiliane Freifrau von Schwarzenberg-Hohenlohe-Öttingen",
            reasons=OPINION_ROWS[n % 3].reasons * (1 + n * 2),
            conditions=CONDITIONS if n % 4 == 0 else (),
            withheld=n % 3 == 2,
        )
        for n in range(12)
    ),
)
NO_OPINIONS = replace(OPINIONS, opinions=(), awaited=(), passed_over=(), consultations=(), experts=())

# --- decision record ---------------------------------------------------------------------------------------------

VOTE = Text(en="On question 2 of the committee", fr="Sur la question 2 de la commission")


def basis(seat: Text, name: str, position: Position | None, reasons: str = "", day: int = 19) -> BasisRow:
    signed = f"2026-11-{day}T10:12:00Z"
    return BasisRow(what=VOTE, seat=seat, name=name, position=position, reasons=reasons, signed=signed, act=FINGERPRINT)


OBJECTION = basis(CUSTOMS, "Rūta Žukauskaitė", Position.OBJECT, "The route through the free port is not verified.", 12)
ANSWER = basis(CUSTOMS, "Rūta Žukauskaitė", Position.AGREE, "Condition 4 answers the objection.")
BASIS = (
    basis(FOREIGN, "Tomás Arriaga", Position.AGREE_WITH_CONDITIONS),
    basis(DEFENCE, "Jean-Noël Brûlé", Position.AGREE_WITH_RESERVATION, "Under a shorter validity than a year."),
    ANSWER,
)
HEAVY = DecisionPart(
    authority=COMMITTEE,
    ground="committee",
    act=DECISION,
    dossier=DOSSIER,
    text=Text(
        en="The licence is granted for item 1, under conditions 1, 2 and 4.",
        fr="La licence est accordée pour le poste 1, aux conditions 1, 2 et 4.",
    ),
    final=True,
    required=2,
    proposed=SECRETARY,
    outcomes=(OutcomeRow(goods=CARRIERS, outcome=Outcome.GRANT),),
    conditions=CONDITIONS,
    positions=BASIS,
    signatures=(CHAIR, HEAD),
    licence="EXP-2026-00017/L1",
)
LIGHT = replace(
    HEAVY,
    authority=INTERIOR,
    ground="agency",
    text=Text(en="The licence is refused for item 2.", fr="La licence est refusée pour le poste 2."),
    final=False,
    outcomes=(OutcomeRow(goods=SPARES, outcome=Outcome.REFUSE, reason="Article 11: diversion"),),
    conditions=(),
    positions=(
        replace(
            BASIS[1],
            what=Text(en="Opinion", fr="Avis"),
            items=(("1", Position.AGREE), ("2", Position.OBJECT)),
            criteria=("7.1.b.iii", "11"),
            countersigned=("Tomás Arriaga", "2026-11-19T15:40:00Z"),
        ),
    ),
    signatures=(),
    licence="",
    beside=(
        BesideRow(authorities=(COMMITTEE,), reference="EXP-2026-00017", state="granted"),
        BesideRow(authorities=(INTERIOR, DEFENCE), reference="EXP-2026-00018", state="open"),
    ),
)
RECORD = RecordPaper(
    imprint=IMPRINT,
    activity=Activity.EXPORT,
    kind=LicenceKind.INDIVIDUAL,
    applicant=HOLDER,
    procedure=Text(en="Decision split by category of arms", fr="Décision répartie par catégorie d’armes"),
    procedure_version="3",
    decisions=(HEAVY, LIGHT),
    lifted=(LiftedRow(objection=OBJECTION, lifted=ANSWER),),
    escalations=(
        EscalationRow(
            cause=EscalationCause.DEFERRALS,
            to=FOREIGN,
            reason="Three sessions brought no consensus on the route.",
            by=CHAIR,
            positions=(OBJECTION, *BASIS[:2]),
        ),
    ),
    versions=(
        VersionRow(number=1, on=date(2026, 10, 20), name="Œdipe Çağlar-Nowak", reason="", content=FINGERPRINT),
        VersionRow(
            number=2,
            on=date(2026, 11, 16),
            name="Œdipe Çağlar-Nowak",
            reason="The applicant names another carrier and halves the spare parts.",
            content=DOSSIER,
        ),
    ),
    course=(WAIVED, SILENT),
)
WITHDRAWN = replace(
    RECORD,
    withdrawal=WithdrawalRow(
        received=date(2026, 11, 20),
        reason="The buyer cancelled the contract.",
        stage=Text(en="Issue of the licence", fr="Délivrance de la licence"),
        by=SECRETARY,
    ),
)
PROHIBITED = replace(
    RECORD,
    decisions=(
        replace(
            HEAVY,
            ground="article-6",
            outcomes=(OutcomeRow(goods=CARRIERS, outcome=Outcome.REFUSE, reason="article-6"),),
            conditions=(),
            positions=(replace(basis(FOREIGN, "Tomás Arriaga", None, "6.3: known use"), what=Text(en="6", fr="6")),),
            licence="",
        ),
    ),
    lifted=(),
    escalations=(),
)
LONG_RECORD = replace(
    RECORD,
    imprint=replace(IMPRINT, training=True),
    decisions=(
        replace(
            HEAVY,
            authority=LONG_NAME,
            positions=tuple(replace(BASIS[n % 3], seat=LONG_NAME, reasons=BASIS[n % 3].reasons * n) for n in range(12)),
        ),
        LIGHT,
    ),
)

# --- manual ------------------------------------------------------------------------------------------------------

STEPS = (
    ManualStep(
        number=1,
        title=Text(en="Intake and completeness", fr="Réception et complétude"),
        kind=StepKind.INTAKE,
        holder=SECRETARIAT,
        days=5,
    ),
    ManualStep(
        number=2,
        title=Text(en="Treaty questions: Articles 6 and 7", fr="Questions du Traité : articles 6 et 7"),
        kind=StepKind.VERIFICATION,
        holder=FOREIGN,
        after=(1,),
        days=10,
        overdue=Overdue.ESCALATE,
        tasks=("article-6", "article-7"),
        escalates_to=FOREIGN,
    ),
    ManualStep(
        number=3,
        title=Text(en="Opinion of the interior", fr="Avis de l’intérieur"),
        kind=StepKind.REVIEW,
        holder=LONG_NAME,
        after=(1, 2),
        applies=Text(
            en="Only if at least one of the following holds: the ATT category is Small arms and light weapons; the "
            "activity is Import.",
            fr="Seulement si l’une au moins des conditions suivantes est remplie : la catégorie du TCA est Armes "
            "légères et de petit calibre ; l’activité est Importation.",
        ),
        days=10,
        overdue=Overdue.NO_OBJECTION,
        countersign=True,
        mandatory=False,
        waived_by=FOREIGN,
        legal_basis=LAW,
    ),
    ManualStep(
        number=4,
        title=COMMITTEE,
        kind=StepKind.COMMITTEE,
        holder=COMMITTEE,
        after=(3,),
        days=20,
        overdue=Overdue.ESCALATE,
    ),
    ManualStep(
        number=5,
        title=Text(en="Decision", fr="Décision"),
        kind=StepKind.DECISION,
        holder=FOREIGN,
        after=(4,),
        decides=Decider.COMPETENT_AGENCY,
        competences=(
            (INTERIOR, Text(en="Only if the item is a small arm.", fr="Seulement si le poste est une ALPC.")),
        ),
        mixed=Mixed.OWN_ITEMS,
        signatures=2,
    ),
)
MANUAL = ManualPaper(
    imprint=Imprint(realm=REALM, training=False),
    title=Text(en="Standing committee deciding by consensus", fr="Commission permanente décidant par consensus"),
    id="standing-committee",
    version="2",
    digest=DOSSIER,
    legal_basis=LAW,
    activities=tuple(Activity),
    steps=STEPS,
    raci=tuple(
        RaciRow(
            step=step.title,
            responsible=(step.holder,),
            accountable=(SECRETARIAT,),
            consulted=(FOREIGN, DEFENCE, CUSTOMS) if step.number > 3 else (),
            informed=(ECONOMY, INTERIOR) if step.number > 4 else (),
        )
        for step in STEPS
    ),
    roles=(
        RoleRow(
            role=Role.REVIEWER,
            signs=(
                Text(en="Opinion given", fr="Avis rendu"),
                Text(en="Agency consulted", fr="Administration consultée"),
            ),
            seconds=(Text(en="Opinion countersigned", fr="Avis contresigné"),),
        ),
        RoleRow(role=Role.CHAIR, signs=(Text(en="Result certified", fr="Résultat certifié"),), seconds=()),
    ),
    summary=Text(
        en="Several ministries give their opinions at the same time; a committee must agree before a decision.",
        fr="Plusieurs ministères donnent leur avis en même temps ; une commission doit s’accorder avant la décision.",
    ),
    committee=ManualCommittee(
        title=COMMITTEE,
        seats=(
            ManualSeat(agency=FOREIGN, kind=SeatKind.VOTING, mandatory=True),
            ManualSeat(agency=LONG_NAME, kind=SeatKind.VOTING, mandatory=False),
            ManualSeat(agency=ECONOMY, kind=SeatKind.OBSERVER, mandatory=False),
        ),
        quorum=3,
        chair=SECRETARIAT,
        secretary=SECRETARIAT,
        chair_votes=False,
        deferrals=2,
        requests=1,
        request_days=10,
        escalates_to=FOREIGN,
        higher_signatures=1,
        legal_basis=LAW,
    ),
    queries=ManualQueries(agency=SECRETARIAT, days=15, silence=REQUEST.silence, legal_basis=LAW),
    higher_authority=FOREIGN,
    statutory_days=90,
    statutory_effect=StatutoryEffect.IMPLICIT_REFUSAL,
    statutory_basis=LAW,
)
LONG_MANUAL = replace(
    MANUAL,
    imprint=Imprint(realm=REALM, training=True),
    steps=tuple(replace(STEPS[n % 5], number=n + 1, after=tuple(range(max(1, n - 4), n + 1))) for n in range(30)),
    raci=tuple(
        RaciRow(
            step=STEPS[n % 5].title,
            responsible=(LONG_NAME,),
            accountable=(LONG_NAME,),
            consulted=(FOREIGN, DEFENCE, CUSTOMS, ECONOMY, INTERIOR, LONG_NAME),
            informed=(SECRETARIAT, LONG_NAME),
        )
        for n in range(30)
    ),
)
SMALL_MANUAL = replace(
    MANUAL,
    steps=STEPS[:1],
    raci=MANUAL.raci[:1],
    summary=None,
    committee=None,
    queries=None,
    higher_authority=None,
    statutory_days=None,
)
