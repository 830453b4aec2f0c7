"""Printing: each paper as PDF bytes from the state of the store."""

from __future__ import annotations

from app.desk.consulting import find_letter
from app.desk.minutes import sessions, to_announce
from app.desk.office import Counter
from app.desk.papers import Papers, issued, the_licence
from app.desk.papers_applicant import ApplicantPapers
from app.desk.papers_asked import LetterPapers
from app.desk.papers_escalation import EscalationPapers
from app.desk.papers_manual import manual_paper
from app.desk.papers_opinions import OpinionPapers
from app.desk.papers_parts import act_name, imprint_of, said
from app.desk.papers_record import RecordPapers
from app.desk.papers_sessions import SessionPapers
from app.desk.reading import find_session
from app.documents.acknowledgement import acknowledgement_pdf, effect_pdf, reminder_pdf
from app.documents.agenda import agenda_pdf
from app.documents.corrigendum import corrigendum_pdf
from app.documents.decision_log import decision_log_pdf
from app.documents.escalation import escalation_pdf
from app.documents.licence import licences_pdf
from app.documents.manual import manual_pdf
from app.documents.minutes import minutes_pdf
from app.documents.notices import notices_pdf
from app.documents.opinions import opinions_pdf
from app.documents.papers import Imprint, Right, RightsGroup, RightsPaper
from app.documents.record import record_pdf
from app.documents.request import request_pdf
from app.errors import Refused
from app.marks import N_
from app.models.acts import Scope
from app.models.case import Case, Licence
from app.models.charter import Charter, Role
from app.models.outcomes import PaperKind
from app.models.procedure import Procedure, Text
from app.models.realm import Realm
from app.store.reading import Reading
from app.trust.token import make_token
from app.words import Words
from app.workflows.rights import INCOMPATIBLE, SECOND_PERSON, pair_name, table, waived_pairs
from app.workflows.road import case_progress


class Printing(Counter):
    """Papers in English, French or both (``bilingual``)."""

    def licence(self, reference: str, language: str, number: str = "") -> bytes:
        """The licences of a case in one file, or the one called `number`, as ``L2``."""
        with self.office.store.reading() as tx:
            case, papers = self._case(tx, reference), Papers(tx.world)
            found = [papers.licence(case, one, token_of(tx, case, one)) for one in issued(case, number)]
            return licences_pdf(found, language)

    def token(self, reference: str, number: str = "") -> str:
        """The token of the licence called `number`; without a number of the one issued last."""
        with self.office.store.reading() as tx:
            case = self._case(tx, reference)
            return token_of(tx, case, the_licence(case, number))

    def refusal(self, reference: str, language: str, number: str = "") -> bytes:
        """The notices for the refused items of a case, one for each decision, in one file; or that with `number`."""
        return self.notice(reference, PaperKind.REFUSAL, language, number)

    def notice(self, reference: str, kind: PaperKind, language: str, number: str = "") -> bytes:
        """The notices of refusal, of return without action or of another decision, one for each decision."""
        with self.office.store.reading() as tx:
            return notices_pdf(ApplicantPapers(tx.world).notices(self._case(tx, reference), kind, number), language)

    def acknowledgement(self, reference: str, language: str, version: str = "") -> bytes:
        """The acknowledgement of receipt of the application, or of the change whose act begins with `version`."""
        with self.office.store.reading() as tx:
            paper = ApplicantPapers(tx.world).acknowledgement(self._case(tx, reference), version)
            return acknowledgement_pdf(paper, language)

    def reminder(self, reference: str, letter: str, language: str) -> bytes:
        """The reminder of an open letter as it would be sent today: see `find_letter`."""
        with self.office.store.reading() as tx:
            case = self._case(tx, reference)
            paper = ApplicantPapers(tx.world).reminder(case, find_letter(case, letter), self.office.now().date())
            return reminder_pdf(paper, language)

    def statutory_effect(self, reference: str, language: str) -> bytes:
        """The notice of the statutory effect that was recorded."""
        with self.office.store.reading() as tx:
            return effect_pdf(ApplicantPapers(tx.world).effect(self._case(tx, reference)), language)

    def request_letter(self, reference: str, letter: str, language: str) -> bytes:
        """The letter to the applicant with this number, or whose act begins so; without either the latest."""
        with self.office.store.reading() as tx:
            return request_pdf(LetterPapers(tx.world).request_letter(self._case(tx, reference), letter), language)

    def opinions(self, reference: str, language: str) -> bytes:
        """Opinions side by side, with the confidential annexes that the officer's agency may read."""
        now = self.office.now()
        with self.office.store.reading() as tx:
            case, charter = self._case(tx, reference), tx.realm.charter
            assert charter is not None
            road = case_progress(case, tx.world.procedure(case.procedure), charter, now)
            paper = OpinionPapers(tx.world).opinions(case, road, self.office.signer.agency, now.date())
            return opinions_pdf(paper, language)

    def decision_record(self, reference: str, language: str) -> bytes:
        """The decisions of a case with the positions they rest on; internal to the administration."""
        with self.office.store.reading() as tx:
            return record_pdf(RecordPapers(tx.world).decision_record(self._case(tx, reference)), language)

    def escalation(self, reference: str, language: str) -> bytes:
        """The dossier for the higher authority with which a case lies; internal to the administration."""
        with self.office.store.reading() as tx:
            return escalation_pdf(EscalationPapers(tx.world).dossier(self._case(tx, reference)), language)

    def corrigendum(self, reference: str, language: str, number: str = "") -> bytes:
        """The corrigendum of a clerical correction in effect: see `EscalationPapers.corrigendum`."""
        with self.office.store.reading() as tx:
            return corrigendum_pdf(EscalationPapers(tx.world).corrigendum(self._case(tx, reference), number), language)

    def manual(self, procedure: str, language: str) -> bytes:
        """The manual of an adopted procedure: the latest version with this id, or that whose digest begins so."""
        with self.office.store.reading() as tx:
            self.me(tx.realm)
            assert tx.realm.charter is not None
            return manual_pdf(manual_paper(_adopted(tx.realm, procedure), tx.realm.charter), language)

    def agenda(self, session: str, language: str) -> bytes:
        """The agenda of a session, with results to be announced and minutes to be adopted there."""
        with self.office.store.reading() as tx:
            self._check_bodies(tx)
            held = tx.session(find_session(tx, session))
            due = [] if held.closed else to_announce(tx, held)
            paper = SessionPapers(tx.world, self.me(tx.realm).person).agenda(held, sessions(tx), due)
            return agenda_pdf(paper, language)

    def minutes(self, session: str, language: str, copy_for: str = "") -> bytes:
        """The minutes of a session as the officer's agency may read them, or its copy for another agency."""
        with self.office.store.reading() as tx:
            self._check_bodies(tx)
            assert tx.realm.charter is not None
            known = [one.code for one in tx.realm.charter.agencies]
            if copy_for and copy_for not in known:
                raise Refused("minutes.agency-unknown", agency=copy_for, known=", ".join(known))
            papers = SessionPapers(tx.world, self.me(tx.realm).person, copy_for, self.office.now().isoformat())
            return minutes_pdf(papers.minutes(tx.session(find_session(tx, session)), sessions(tx)), language)

    def decision_log(self, language: str) -> bytes:
        """The decision log."""
        with self.office.store.reading() as tx:
            bodies = self.check_reader(tx.realm)
            cases = (tx.case(row["case_id"]) for row in tx.decisions())
            log = Papers(tx.world).decision_log(cases, self.office.now().date(), named=lambda _: bodies)
            return decision_log_pdf(log, language)

    def _check_bodies(self, tx: Reading) -> None:
        if not self.check_reader(tx.realm):
            raise Refused("rights.no-bodies")

    def _case(self, tx: Reading, reference: str) -> Case:
        self._check_bodies(tx)
        return self.seen(tx, tx.case(self.case_id(tx, reference)))


def token_of(tx: Reading, case: Case, licence: Licence | None = None) -> str:
    """What a licence's QR code carries: number, act, items digest and validity, signed by the station."""
    licence = licence or the_licence(case)
    content = {
        "number": licence.body.number,
        "act": licence.id,
        "issued": licence.by.claimed[:10],
        "valid_from": licence.body.valid_from,
        "valid_until": licence.body.valid_until,
    }
    return make_token(content, tx.identity.verifier.name, tx.identity.key)


def _adopted(realm: Realm, name: str) -> Procedure:
    """The procedure that `name`, an id or the beginning of a digest, means. Raises `Refused`."""
    by_time = sorted(realm.procedures.values(), key=lambda one: one.by.order)
    called = [one.procedure for one in by_time if one.procedure.id == name]
    digests = [one.procedure for one in by_time if name and one.procedure.digest.startswith(name.lower())]
    if not called and len(digests) != 1:
        known = ", ".join(sorted({one.procedure.id for one in by_time})) or "-"
        raise Refused("paper.procedure-unknown", procedure=name, known=known)
    return (called or digests)[-1]


def rights_paper(charter: Charter | None) -> RightsPaper:
    """Who may do what, as a page of the manual; with a charter, also what it waives."""
    groups: dict[Scope, list[Right]] = {}
    for name, scope, roles in table():
        second = SECOND if name in SECOND_PERSON else None
        right = Right(what=act_name(name), roles=frozenset(role for role, mark in roles.items() if mark), note=second)
        groups.setdefault(scope, []).append(right)
    return RightsPaper(
        imprint=imprint_of(charter) if charter else Imprint(realm=Text(en="Placet", fr="Placet"), training=False),
        groups=tuple(
            RightsGroup(title=_both(f"scope.{scope.value}"), rights=tuple(rights)) for scope, rights in groups.items()
        ),
        incompatible=tuple(_ordered(pair) for pair in sorted(INCOMPATIBLE, key=pair_name)),
        waived=tuple(_ordered(pair) for pair in sorted(waived_pairs(charter), key=pair_name)) if charter else (),
    )


SECOND = said(N_("as a second person"))


def _both(label: str) -> Text:
    kind, _, value = label.partition(".")
    return Text(en=Words("en").label(kind, value), fr=Words("fr").label(kind, value))


def _ordered(pair: frozenset[Role]) -> tuple[Role, Role]:
    first, second = sorted(pair, key=list(Role).index)
    return first, second
