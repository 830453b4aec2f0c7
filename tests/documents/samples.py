"""Invented papers for the tests: ordinary ones, and ones with much to print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from app.documents.papers import (
    ConditionRow,
    DecisionLog,
    GoodsRow,
    Imprint,
    LicencePaper,
    LogRow,
    OutcomeRow,
    PartyRow,
    Right,
    RightsGroup,
    RightsPaper,
    Signatory,
)
from app.documents.session_papers import (
    AgendaPaper,
    AgendaPoint,
    Deferral,
    MinutesPaper,
    MinutesPoint,
    PositionRow,
    QuestionText,
    RoundRow,
    SeatRow,
    Subject,
)
from app.models.application import Activity, LicenceKind, PartyRole
from app.models.charter import Role
from app.models.outcomes import Outcome, Position, Result
from app.models.procedure import SeatKind, Text

DOSSIER = "7f3a91c40b2e5d18c6a744f0e2b95d3310fa8c77e64d1b02958ac3df60714eab"
FINGERPRINT = "0b2e5d18c6a744f07f3a91c41d64e77c8afa10335bd9e2b9ab4e7160dfc38a95"
DECISION = "c4d19a7f03be5582aa10d3e94477f10c2296ab0be1f3485d77c0915a6e3d2f48"
TOKEN = "placet1." + "eyJuIjoiRVhQLTIwMjYtMDAwMTcvTDEiLCJkIjoiN2YzYTkxYzQwYjJlNWQxOCIsInUiOiIyMDI3LTExLTIxIn0" * 2

REALM = Text(en="Republic of Arcadia", fr="République d’Arcadie")
FOREIGN = Text(en="Foreign Affairs", fr="Affaires étrangères")
DEFENCE = Text(en="Defence", fr="Défense")
CUSTOMS = Text(en="Customs", fr="Douanes")
SECRETARIAT = Text(en="Licensing Secretariat", fr="Secrétariat des autorisations")
COMMITTEE = Text(en="Standing Committee on Arms Transfers", fr="Commission permanente des transferts d’armes")
LAW = Text(
    en="Arms Transfers Act 2019, sections 14 and 21; Arms Trade Treaty, Articles 5 and 7.",
    fr="Loi de 2019 sur les transferts d’armes, articles 14 et 21 ; Traité sur le commerce des armes, articles 5 et 7.",
)

IMPRINT = Imprint(realm=REALM, training=False, reference="EXP-2026-00017", dossier=DOSSIER)

HOLDER = PartyRow(
    role=PartyRole.EXPORTER,
    name="Halden Mobility Systems AS",
    address="Industriveien 14\n1771 Halden",
    country="NO",
    registration="NO 914 220 815",
)
PARTIES = (
    HOLDER,
    PartyRow(
        role=PartyRole.END_USER,
        name="Ministry of Public Protection",
        address="Government Enclave, Gaborone",
        country="BW",
    ),
    PartyRow(
        role=PartyRole.CARRIER, name="Compagnie générale d’affrètement", address="12, quai de la Joliette", country="FR"
    ),
)
CARRIERS = GoodsRow(
    item="1",
    description="Armoured personnel carrier 6×6, without weapon mounts",
    control_code="ML6.a",
    destination="BW",
    end_user="Ministry of Public Protection",
    quantity=Decimal("24"),
    unit="pc",
    value=Decimal("58400000"),
    currency="EUR",
)
SPARES = GoodsRow(
    item="2",
    description="Spare parts for the above: axles, gearboxes, run-flat wheels",
    control_code="ML6.a",
    destination="BW",
    end_user="Ministry of Public Protection",
    quantity=Decimal("12500.5"),
    unit="kg",
    value=Decimal("2800000.50"),
    currency="EUR",
)
CONDITIONS = (
    ConditionRow(
        number=1,
        version=2,
        owner=FOREIGN,
        text=Text(
            en="A delivery verification certificate reaches the licensing authority within 60 days of each delivery.",
            fr="Un certificat de vérification de livraison parvient à l’autorité compétente dans les 60 jours suivant "
            "chaque livraison.",
        ),
    ),
    ConditionRow(
        number=2,
        version=1,
        owner=DEFENCE,
        text=Text(
            en="No re-export and no transfer without prior written consent.",
            fr="Aucune réexportation ni cession sans accord écrit préalable.",
        ),
    ),
    ConditionRow(
        number=4,
        version=1,
        owner=CUSTOMS,
        items=("1",),
        text=Text(
            en="Delivery in two batches of 12; the second only after an on-site check of Depot No. 2 finds it fit.",
            fr="Livraison en deux lots de 12 ; le second seulement après qu’un contrôle sur place a jugé le dépôt n° 2 "
            "conforme.",
        ),
    ),
)


def signatory(name: str, capacity: Role, agency: Text) -> Signatory:
    return Signatory(name=name, capacity=capacity, agency=agency, signed="2026-11-19T14:02:11Z", act=DECISION)


HEAD = signatory("Anne-Sophie Lindqvist", Role.AGENCY_HEAD, FOREIGN)
CHAIR = signatory("Tomás Arriaga", Role.CHAIR, FOREIGN)
SECRETARY = signatory("Œdipe Çağlar-Nowak", Role.SECRETARY, SECRETARIAT)

LICENCE = LicencePaper(
    imprint=IMPRINT,
    number="EXP-2026-00017/L1",
    activity=Activity.EXPORT,
    kind=LicenceKind.INDIVIDUAL,
    holder=HOLDER,
    parties=PARTIES,
    goods=(CARRIERS, SPARES),
    conditions=CONDITIONS,
    valid_from=date(2026, 11, 22),
    valid_until=date(2027, 11, 21),
    decision=DECISION,
    decided_on=date(2026, 11, 19),
    legal_basis=LAW,
    signatories=(HEAD, CHAIR),
    token=TOKEN,
    end_use="Border surveillance by the national police",
)

LONG_LICENCE = replace(
    LICENCE,
    imprint=replace(IMPRINT, training=True),
    holder=replace(HOLDER, name="Vereinigte Nordwestdeutsche Schwerfahrzeug- und Sonderschutzgesellschaft " * 2),
    goods=tuple(
        replace(
            CARRIERS,
            item=str(n),
            description="Armoured personnel carrier with every accessory that the contract lists, namely "
            * (1 + n % 5 * n // 12),
            end_user="Direction générale de la protection publique et de la sécurité intérieure",
        )
        for n in range(1, 41)
    ),
    conditions=tuple(replace(CONDITIONS[n % 3], number=n + 1) for n in range(15)),
)

FOREIGN_NAMES = {
    "Arabic": "شركة الأمل للتجارة",
    "Chinese": "北方工业公司",
    "Korean": "한화 디펜스",
    "Cyrillic": "Рособоронэкспорт",
    "Greek": "Ελληνικά Αμυντικά Συστήματα",
    "Vietnamese": "Tổng công ty Đông Bắc",
}
FOREIGN_LICENCE = replace(
    LICENCE,
    parties=tuple(
        PartyRow(role=PartyRole.CONSIGNEE, name=name, address="12, Long Street") for name in FOREIGN_NAMES.values()
    ),
)

QUESTION = QuestionText(
    text=Text(
        en="Shall a licence be granted to Halden Mobility Systems AS for the export to the Ministry of Public "
        "Protection of Botswana of 24 armoured personnel carriers 6×6 and refused for their spare parts, under "
        "conditions 1, 2 and 4?",
        fr="Une licence est-elle délivrée à Halden Mobility Systems AS pour l’exportation, à destination du ministère "
        "de la Protection publique du Botswana, de 24 véhicules blindés de transport 6×6, et refusée pour leurs "
        "pièces de rechange, aux conditions 1, 2 et 4 ?",
    ),
    fingerprint=FINGERPRINT,
    dossier=DOSSIER,
    outcomes=(
        OutcomeRow(goods=CARRIERS, outcome=Outcome.GRANT),
        OutcomeRow(goods=SPARES, outcome=Outcome.REFUSE, reason="Article 11: diversion"),
    ),
    conditions=CONDITIONS,
)
SUBJECT = Subject(
    number=1,
    reference="EXP-2026-00017",
    activity=Activity.EXPORT,
    applicant="Halden Mobility Systems AS",
    goods=("24 armoured personnel carriers 6×6", "Spare parts"),
    destinations=("BW",),
)
INFORMATION = replace(SUBJECT, number=2, reference="TRA-2026-00003", activity=Activity.TRANSIT, information=True)
TO_COME = replace(SUBJECT, number=3, reference="BRO-2026-00008", activity=Activity.BROKERING, destinations=("PE", "CL"))

AGENDA = AgendaPaper(
    imprint=Imprint(realm=REALM, training=False),
    committee=COMMITTEE,
    title="41",
    on=date(2026, 11, 26),
    place="Salle Lumière, 3rd floor",
    points=(
        AgendaPoint(subject=SUBJECT, question=QUESTION),
        AgendaPoint(subject=INFORMATION),
        AgendaPoint(subject=TO_COME),
    ),
)


def position(seat: Text, name: str, taken: Position, minute: int, **values: object) -> PositionRow:
    row = PositionRow(seat=seat, name=name, position=taken, signed=f"2026-11-26T10:{minute:02}:00Z")
    return replace(row, **values)  # type: ignore[arg-type]


POSITIONS = (
    position(FOREIGN, "Tomás Arriaga", Position.AGREE_WITH_CONDITIONS, 12, conditions=(1, 2, 4)),
    position(
        CUSTOMS,
        "Rūta Žukauskaitė",
        Position.OBJECT,
        14,
        reasons="The route through the free port is not verified.",
        criteria=("7.1.b.iii", "11"),
        replaced=True,
    ),
    position(
        DEFENCE,
        "Jean-Noël Brûlé",
        Position.AGREE_WITH_RESERVATION,
        15,
        reasons="The spare parts alone would have been acceptable under a shorter validity. Defence asks that the "
        "question be put again should the applicant propose six months.",
    ),
    position(CUSTOMS, "Rūta Žukauskaitė", Position.AGREE, 31, reasons="Condition 4 answers the objection."),
)
MINUTES = MinutesPaper(
    imprint=Imprint(realm=REALM, training=False),
    committee=COMMITTEE,
    title="41",
    on=date(2026, 11, 26),
    place="Salle Lumière, 3rd floor",
    opened="2026-11-26T09:58:40Z",
    closed="2026-11-26T11:40:02Z",
    attendance=(
        SeatRow(
            seat=FOREIGN, kind=SeatKind.VOTING, mandatory=True, name="Tomás Arriaga", arrived="2026-11-26T09:55:00Z"
        ),
        SeatRow(
            seat=DEFENCE,
            kind=SeatKind.VOTING,
            mandatory=True,
            name="Ines Albrecht",
            place=1,
            arrived="2026-11-26T09:56:00Z",
            left="2026-11-26T10:05:00Z",
        ),
        SeatRow(
            seat=DEFENCE,
            kind=SeatKind.VOTING,
            mandatory=True,
            name="Jean-Noël Brûlé",
            place=0,
            arrived="2026-11-26T10:05:30Z",
        ),
        SeatRow(
            seat=CUSTOMS,
            kind=SeatKind.VOTING,
            mandatory=False,
            name="Rūta Žukauskaitė",
            arrived="2026-11-26T09:57:00Z",
            left="2026-11-26T11:05:00Z",
        ),
        SeatRow(seat=Text(en="Economy", fr="Économie"), kind=SeatKind.ADVISORY, mandatory=False),
    ),
    quorum=3,
    voting=3,
    points=(
        MinutesPoint(
            subject=SUBJECT,
            rounds=(
                RoundRow(
                    question=QUESTION,
                    positions=POSITIONS,
                    result=Result.CONSENSUS,
                    certified=CHAIR,
                    attested=SECRETARY,
                ),
            ),
        ),
        MinutesPoint(subject=INFORMATION, note="The committee took note that transit ended on 20 November 2026."),
        MinutesPoint(
            subject=TO_COME,
            rounds=(
                RoundRow(
                    question=replace(QUESTION, conditions=()),
                    positions=POSITIONS[1:2],
                    deferral=Deferral(
                        reason="The end-user certificate is being authenticated.",
                        by="Tomás Arriaga",
                        count=1,
                        until=date(2026, 12, 10),
                    ),
                ),
            ),
        ),
    ),
    note="Next session on 10 December 2026.",
)


def log(count: int) -> DecisionLog:
    rows = tuple(
        LogRow(
            decided_on=date(2024, 1, 2) + timedelta(days=n % 900),
            reference=f"EXP-{2024 + n % 3}-{n:05}",
            activity=tuple(Activity)[n % 5],
            applicant=("Halden Mobility Systems AS", "Ateliers mécaniques de la Meuse", "Çelik Makina A.Ş.")[n % 3],
            destinations=(("BW",), ("PE", "CL"), ("NO",), ("VN",))[n % 4],
            outcomes=((Outcome.GRANT, 1 + n % 4),) + (((Outcome.REFUSE, 1),) if n % 7 == 0 else ()),
            result=(Result.CONSENSUS, Result.CONSENSUS, Result.NO_CONSENSUS, None)[n % 4],
            tally=((Position.AGREE, 4 + n % 2), (Position.ABSTAIN, 1)),
            decision=f"{n * 2654435761 % 2**48:012x}" * 5,
        )
        for n in range(count)
    )
    return DecisionLog(imprint=Imprint(realm=REALM, training=False), as_of=date(2026, 11, 22), rows=rows)


RIGHTS = RightsPaper(
    imprint=Imprint(realm=REALM, training=False),
    groups=(
        RightsGroup(
            title=Text(en="Cases", fr="Dossiers"),
            rights=(
                Right(
                    what=Text(en="Take in an application", fr="Enregistrer une demande"),
                    roles=frozenset({Role.CLERK, Role.LICENSING_OFFICER}),
                ),
                Right(
                    what=Text(en="Give an agency’s opinion", fr="Donner l’avis d’une administration"),
                    roles=frozenset({Role.REVIEWER, Role.AGENCY_HEAD}),
                    note=Text(en="At the agency’s own step only", fr="À l’étape de cette administration seulement"),
                ),
                Right(
                    what=Text(en="Sign a decision", fr="Signer une décision"),
                    roles=frozenset({Role.AGENCY_HEAD, Role.CHAIR, Role.SECRETARY}),
                ),
            ),
        ),
        RightsGroup(
            title=Text(en="Realm", fr="Domaine"),
            rights=(
                Right(
                    what=Text(en="Propose an officer", fr="Proposer un agent"), roles=frozenset({Role.ADMINISTRATOR})
                ),
                Right(what=Text(en="Export the journal", fr="Exporter le journal"), roles=frozenset({Role.AUDITOR})),
            ),
        ),
    ),
    incompatible=((Role.REVIEWER, Role.MEMBER), (Role.CLERK, Role.AGENCY_HEAD)),
    waived=((Role.REVIEWER, Role.MEMBER),),
)
