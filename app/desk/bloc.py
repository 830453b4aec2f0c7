"""Adoption in bloc: the questions of list A put together, reviewed as a list, signed once, certified and attested."""

from __future__ import annotations

from typing import Any

from app.canonical import digest_of
from app.desk.committee import question_on
from app.desk.office import LEAST_SEEN
from app.desk.papers_parts import applicant_of, destinations_of
from app.desk.plain_list import adopted, agenda_cases, agreement, in_bloc, listed_file, placed
from app.desk.reading import find_session
from app.desk.seated import Seated, find_round
from app.errors import Refused
from app.marks import N_
from app.models.acts import CaseMovedToDebate, QuestionPut, ResultAttested, ResultCertified
from app.models.case import Case
from app.models.outcomes import ItemOutcome, Outcome
from app.models.procedure import Text
from app.models.session import Session
from app.store.reading import Reading
from app.store.transaction import Change
from app.words import Words
from app.workflows.conditions import ledger_refs
from app.workflows.consensus import Tally
from app.workflows.finality import undecided
from app.workflows.fold import World
from app.workflows.minutes import rounds_of
from app.workflows.results import count
from app.workflows.rounds import open_round

Plain = dict[str, Any]

GRANTED = N_("{activity} to {destinations} ({goods}), applicant {applicant}: shall all of it be authorised?")
UNDER_CONDITIONS = N_(
    "{activity} to {destinations} ({goods}), applicant {applicant}: shall all of it be authorised under the "
    "conditions numbered {numbers}?"
)


class Bloc(Seated):
    """What secretary, members and chair do with list A. `session` is a session's id or its beginning."""

    def put_list(self, session: str) -> tuple[dict[str, str], Change]:
        """Put the question of every case of list A that has none yet, in one go; answers reference -> fingerprint."""
        with self.office.store.transaction() as tx:
            held = tx.session(find_session(tx, session))
            waiting = [
                case
                for _, case in agenda_cases(tx, held)
                if placed(tx.world, case, held)[0] == "A" and not rounds_of(held, case) and open_round(case) is None
            ]
            bodies = {case.id: proposed(tx.world, case, held) for case in waiting}
            if not bodies:
                raise Refused("bloc.nothing-to-put")
            change = self.append_each(tx, [(f"case:{name}", body) for name, body in bodies.items()])
            return {case.reference: bodies[case.id].fingerprint for case in waiting}, change

    def review(self, session: str) -> Plain:
        """The list as one's seat reviews it before it signs: every file with what is new, and the list's digest."""
        with self.office.store.reading() as tx:
            return self._review(tx, tx.session(find_session(tx, session)))

    def vote(
        self, session: str, listed: str, seen: tuple[str, ...] = (), excepted: tuple[str, ...] = ()
    ) -> tuple[list[str], Change]:
        """Agree to every file of the list with the digest `listed` but those `excepted`, each act on its own question.

        Files are named by reference or agenda number; whatever has news must be named in `seen`.
        """
        with self.office.store.transaction() as tx:
            held = tx.session(find_session(tx, session))
            shown = self._review(tx, held)
            wanted = "".join(listed.split()).lower()
            if len(wanted) < LEAST_SEEN or not shown["digest"].startswith(wanted):
                raise Refused("bloc.changed")
            files = {one["reference"] for one in adopted(shown["files"], seen, excepted)}
            bodies = {
                case.reference: (f"case:{case.id}", agreement(one, shown["seat"], self._agency, shown["digest"]))
                for _, case, one in in_bloc(tx, held)
                if case.reference in files
            }
            return list(bodies), self.append_each(tx, bodies.values())

    def move(self, reference: str) -> Change:
        """Move the open question of a case from list A to list B."""
        with self.office.store.transaction() as tx:
            case = self.case_for(tx, reference)
            one = find_round(case, "")
            body = CaseMovedToDebate(question=one.question.fingerprint, seat=self.seat_in(tx, case, one))
            return self.append(tx, f"case:{case.id}", body)

    def certify(self, session: str) -> tuple[list[Plain], Change]:
        """The chair certifies every round in bloc on which all have spoken; answers each file with its result."""
        with self.office.store.transaction() as tx:
            bodies, told = [], []
            for _, case, one in in_bloc(tx, tx.session(find_session(tx, session))):
                found = count(case, tx.world, one, "")
                ready = found.complete and not found.deferring
                against = [{"code": each.code, "seats": list(each.seats)} for each in found.obstacles]
                result = found.result.value if ready else None
                told.append({"reference": case.reference, "result": result, "obstacles": against})
                if ready:
                    bodies.append((f"case:{case.id}", _certificate(one.question.fingerprint, found)))
            if not bodies:
                raise Refused("bloc.nothing-to-certify")
            return told, self.append_each(tx, bodies)

    def attest(self, session: str) -> tuple[list[str], Change]:
        """The secretary attests every certificate of list A that waits for it."""
        with self.office.store.transaction() as tx:
            held = tx.session(find_session(tx, session))
            waiting = [
                (case, name)
                for _, case in agenda_cases(tx, held)
                for one in rounds_of(held, case)
                for name, certificate in one.certificates.items()
                if one.question.bloc and certificate.attested is None
            ]
            if not waiting:
                raise Refused("bloc.nothing-to-attest")
            bodies = [(f"case:{case.id}", ResultAttested(certificate=name)) for case, name in waiting]
            return [case.reference for case, _ in waiting], self.append_each(tx, bodies)

    @property
    def _agency(self) -> str:
        return self.office.signer.agency

    def _seat(self, session: Session) -> str:
        officer = self.office.signer.officer
        mine = [seat for seat, sits in session.present().items() if sits == officer]
        if not mine:
            raise Refused("vote.no-seat", officer=officer)
        return mine[0]

    def _review(self, tx: Reading, session: Session) -> Plain:
        self.check_reader(tx.realm)
        seat = self._seat(session)
        files = [
            listed_file(number, case, one, self._agency)
            for number, case, one in in_bloc(tx, session)
            if all(vote.body.seat != seat for vote in one.last_words())
        ]
        names = {one["reference"] for one in files}
        others = [
            {"number": number, "reference": case.reference, "list": letter, "moved_by": moved}
            for number, case in agenda_cases(tx, session)
            for letter, moved in (placed(tx.world, case, session),)
            if case.reference not in names
        ]
        digest = digest_of({"session": session.id, "seat": seat, "files": files})
        return {"session": session.id, "seat": seat, "digest": digest, "files": files, "others": others}


def _certificate(question: str, found: Tally) -> ResultCertified:
    positions = tuple(sorted(vote.id for vote in found.votes))
    return ResultCertified(question=question, positions=positions, result=found.result, silent=found.silent)


def proposed(world: World, case: Case, session: Session) -> QuestionPut:
    """The question that adopts a case of list A: everything open granted, under the conditions in force."""
    left = undecided(case)
    items = (item.id for item in case.application.items if item.id in left)
    granted = tuple(ItemOutcome(item=item, outcome=Outcome.GRANT) for item in items)
    return question_on(world, case, session, proposed_text(case), granted)


def proposed_text(case: Case) -> Text:
    """The exact words in both languages: activity, goods, destinations, applicant, numbers of the conditions."""
    application, numbers = case.application, [str(ref.number) for ref in ledger_refs(case)]
    english, french = (
        Words(language).text(
            UNDER_CONDITIONS if numbers else GRANTED,
            activity=Words(language).label("activity", application.activity.value),
            goods=Words(language).sentence_list([line.description for line in application.lines]),
            destinations=Words(language).sentence_list(
                [Words(language).country(one) for one in destinations_of(application)]
            ),
            applicant=applicant_of(application).name,
            numbers=", ".join(numbers),
        )
        for language in ("en", "fr")
    )
    return Text(en=english, fr=french)
