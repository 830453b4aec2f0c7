"""An invented escalation dossier and a corrigendum."""

from __future__ import annotations

from datetime import date

from app.documents.case_papers import BasisRow
from app.documents.escalation_papers import (
    Asked,
    CorrigendumPaper,
    EarlierUp,
    EscalationPaper,
    EvidenceRow,
    ObjectionRow,
    PastRound,
    VoteRow,
)
from app.documents.papers import OutcomeRow
from app.models.application import Activity, LicenceKind
from app.models.outcomes import EscalationCause, EvidenceKind, GateStatus, Outcome, Position
from app.models.procedure import Text
from tests.documents.samples import (
    CARRIERS,
    CHAIR,
    CONDITIONS,
    CUSTOMS,
    DECISION,
    DEFENCE,
    FOREIGN,
    HOLDER,
    IMPRINT,
    SPARES,
)

ASKED = Asked(
    level=2,
    title=Text(en="Arbitration of the Prime Minister", fr="Arbitrage du Premier ministre"),
    to=Text(en="Prime Minister’s Office", fr="Services du Premier ministre"),
    cause=EscalationCause.REFERRED,
    reason="Two ministers disagree on the security of the region.",
    by=CHAIR,
    on=date(2026, 11, 20),
    due=date(2026, 12, 11),
)
VOTES = (
    VoteRow(seat=FOREIGN, name="Adébáyò Lefèvre", position=Position.AGREE, signed="2026-11-19T09:40:00Z"),
    VoteRow(
        seat=DEFENCE,
        name="Ragnheiður Nuñez",
        position=Position.AGREE_WITH_CONDITIONS,
        signed="2026-11-19T09:41:00Z",
        reasons="With the inventory.",
        conditions=(1,),
    ),
    VoteRow(
        seat=CUSTOMS,
        name="João Střelec",
        position=Position.AGREE,
        signed="2026-11-19T09:42:00Z",
        stands=False,
    ),
    VoteRow(
        seat=CUSTOMS,
        name="João Střelec",
        position=Position.OBJECT,
        signed="2026-11-19T09:52:00Z",
        reasons="The route through the strait cannot be watched.",
        criteria=("7.1 (b) (iv)",),
    ),
)
ESCALATION = EscalationPaper(
    imprint=IMPRINT,
    activity=Activity.EXPORT,
    kind=LicenceKind.INDIVIDUAL,
    applicant=HOLDER,
    procedure=Text(en="Standing committee deciding by consensus", fr="Commission permanente décidant par consensus"),
    asked=ASKED,
    gate=GateStatus.CLEAR,
    goods=(CARRIERS, SPARES),
    objections=(
        ObjectionRow(
            who=CUSTOMS,
            reasons="The route through the strait cannot be watched.",
            criteria=("7.1 (b) (iv)",),
            would_lift="An escort as far as the port of arrival.",
        ),
        ObjectionRow(who=FOREIGN, reasons="The talks go on.", criteria=("7.1 (a)",)),
    ),
    positions=(
        BasisRow(
            what=Text(en="Opinion", fr="Avis"),
            seat=DEFENCE,
            name="Ragnheiður Nuñez",
            position=Position.AGREE_WITH_CONDITIONS,
            reasons="A yearly inventory is needed.",
            signed="2026-11-02T10:00:00Z",
            act="ab" * 32,
            items=(("2", Position.OBJECT),),
        ),
    ),
    rounds=(
        PastRound(
            number=1,
            put_on=date(2026, 11, 19),
            text=Text(en="Shall the export be authorised?", fr="Faut-il autoriser l’exportation ?"),
            outcomes=(OutcomeRow(goods=CARRIERS, outcome=Outcome.GRANT, reason=""),),
            votes=VOTES,
            ending=Text(en="Ended without consensus.", fr="Close sans consensus."),
        ),
    ),
    conditions=CONDITIONS,
    evidence=(
        EvidenceRow(
            kind=EvidenceKind.ADVERSE,
            text="A consignment of the same broker was seized in May.",
            source="Customs report 2026/118",
            by=CUSTOMS,
            on=date(2026, 11, 10),
        ),
    ),
    earlier=(
        EarlierUp(
            on=date(2026, 11, 6),
            by=FOREIGN,
            what=Text(en="Case returned to the committee", fr="Dossier renvoyé à la commission"),
            text=Text(en="Hear customs again.", fr="Entendre de nouveau la douane."),
        ),
    ),
)
CORRIGENDUM = CorrigendumPaper(
    imprint=IMPRINT,
    activity=Activity.EXPORT,
    kind=LicenceKind.INDIVIDUAL,
    applicant=HOLDER,
    decision=DECISION,
    decided_on=date(2026, 11, 19),
    authority=FOREIGN,
    language="fr",
    before="douze transporteurs",
    after="deux transporteurs",
    text=Text(en="The export of two carriers is authorised.", fr="L’exportation de deux transporteurs est autorisée."),
    confirmed=CHAIR,
)
