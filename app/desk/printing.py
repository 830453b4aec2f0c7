"""Printing: each paper as PDF bytes from the state of the store."""

from __future__ import annotations

from app.desk.office import Counter
from app.desk.papers import Papers, issued
from app.desk.reading import find_session
from app.documents.agenda import agenda_pdf
from app.documents.decision_log import decision_log_pdf
from app.documents.licence import licence_pdf
from app.documents.minutes import minutes_pdf
from app.documents.papers import Imprint, Right, RightsGroup, RightsPaper
from app.documents.refusal import refusal_pdf
from app.errors import Refused
from app.marks import N_
from app.models.acts import Scope
from app.models.case import Case
from app.models.charter import Charter, Role
from app.models.procedure import Text
from app.store.reading import Reading
from app.trust.token import make_token
from app.words import Words
from app.workflows.rights import INCOMPATIBLE, SECOND_PERSON, pair_name, table, waived_pairs


class Printing(Counter):
    """Papers in English, French or both (``bilingual``)."""

    def licence(self, reference: str, language: str) -> bytes:
        """The licence of a case."""
        with self.office.store.reading() as tx:
            case = self._case(tx, reference)
            return licence_pdf(Papers(tx.world).licence(case, token_of(tx, case)), language)

    def token(self, reference: str) -> str:
        """The token of a case's licence."""
        with self.office.store.reading() as tx:
            return token_of(tx, self._case(tx, reference))

    def refusal(self, reference: str, language: str) -> bytes:
        """The notice for the refused items of a case."""
        with self.office.store.reading() as tx:
            return refusal_pdf(Papers(tx.world).refusal(self._case(tx, reference)), language)

    def agenda(self, session: str, language: str) -> bytes:
        """The agenda of a session."""
        with self.office.store.reading() as tx:
            self._check_bodies(tx)
            return agenda_pdf(Papers(tx.world).agenda(tx.session(find_session(tx, session))), language)

    def minutes(self, session: str, language: str) -> bytes:
        """The minutes of a session."""
        with self.office.store.reading() as tx:
            self._check_bodies(tx)
            return minutes_pdf(Papers(tx.world).minutes(tx.session(find_session(tx, session))), language)

    def decision_log(self, language: str) -> bytes:
        """The decision log."""
        with self.office.store.reading() as tx:
            named = self.check_reader(tx.realm)
            cases = (tx.case(row["case_id"]) for row in tx.decisions())
            log = Papers(tx.world).decision_log(cases, self.office.now().date(), named=named)
            return decision_log_pdf(log, language)

    def _check_bodies(self, tx: Reading) -> None:
        if not self.check_reader(tx.realm):
            raise Refused("rights.no-bodies")

    def _case(self, tx: Reading, reference: str) -> Case:
        self._check_bodies(tx)
        return tx.case(self.case_id(tx, reference))


def token_of(tx: Reading, case: Case) -> str:
    """What the licence's QR code carries: number, act, items digest and validity, signed by the station."""
    licence = issued(case)
    content = {
        "number": licence.body.number,
        "act": licence.id,
        "issued": licence.by.claimed[:10],
        "valid_from": licence.body.valid_from,
        "valid_until": licence.body.valid_until,
    }
    return make_token(content, tx.identity.verifier.name, tx.identity.key)


def rights_paper(charter: Charter | None) -> RightsPaper:
    """Who may do what, as a page of the manual; with a charter, also what it waives."""
    groups: dict[Scope, list[Right]] = {}
    for name, scope, roles in table():
        what = Text(en=Words("en").say(f"act.{name}"), fr=Words("fr").say(f"act.{name}"))
        second = SECOND if name in SECOND_PERSON else None
        right = Right(what=what, roles=frozenset(role for role, mark in roles.items() if mark), note=second)
        groups.setdefault(scope, []).append(right)
    realm = Text(en=charter.name_en, fr=charter.name_fr) if charter else Text(en="Placet", fr="Placet")
    return RightsPaper(
        imprint=Imprint(realm=realm, training=charter.training if charter else False),
        groups=tuple(
            RightsGroup(title=_both(f"scope.{scope.value}"), rights=tuple(rights)) for scope, rights in groups.items()
        ),
        incompatible=tuple(_ordered(pair) for pair in sorted(INCOMPATIBLE, key=pair_name)),
        waived=tuple(_ordered(pair) for pair in sorted(waived_pairs(charter), key=pair_name)) if charter else (),
    )


SECOND = Text(
    en=Words("en").text(N_("as a second person")),
    fr=Words("fr").text(N_("as a second person")),
)


def _both(label: str) -> Text:
    kind, _, value = label.partition(".")
    return Text(en=Words("en").label(kind, value), fr=Words("fr").label(kind, value))


def _ordered(pair: frozenset[Role]) -> tuple[Role, Role]:
    first, second = sorted(pair, key=list(Role).index)
    return first, second
