"""The acts of a case's whole road, from intake to licence, as the first dossier of the demo goes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from app import assemble
from app.cli.forms import choice, gate_answer, item_outcome, line_class, risk_finding
from app.intake.dossier import read_dossier
from app.intake.reading import Candidate
from app.intake.relations import identities
from app.models.application import Application
from app.models.outcomes import Position
from tests.benchmarks.realm import BenchRealm

SCRIPT: dict[str, Any] = json.loads((assemble.RESOURCES / "demo" / "1-grant-with-conditions.json").read_text("utf-8"))
SEATS = ("foreign-affairs", "defence", "customs", "interior", "economy")
Step = Callable[[], Any]


def application(number: int) -> Application:
    """The demo's first application, made different by the applicant's reference."""
    found = read_dossier(SCRIPT["dossier"], "demo").application
    assert found is not None
    return replace(found, applicant_reference=f"NA-2026-{number}")


def candidate(number: int) -> Candidate:
    """That application, ready to be registered."""
    one = application(number)
    ((_, content),) = identities([one])
    return Candidate(one, content, f"demo:{number}")


class Road:
    """`acts()` yields one use case after another, each one act, to be called before the next is asked for."""

    def __init__(self, realm: BenchRealm, cases: int) -> None:
        self.realm = realm
        self.cases = cases
        self.references: list[str] = []

    def acts(self) -> Iterator[Step]:
        yield from self.prepared()
        yield from self._session()
        for reference in self.references:
            yield from self._decided(reference)

    def prepared(self) -> Iterator[Step]:
        """Every case up to the committee."""
        for number in range(self.cases):
            yield partial(self._register, candidate(number), self._at("licensing", "clerk"))
            yield from self._prepared(self.references[-1])
            yield from self._reviewed(self.references[-1])

    def _at(self, agency: str, role: str) -> assemble.Desk:
        return self.realm.desk(agency, role)

    def _register(self, one: Candidate, desk: assemble.Desk) -> None:
        self.references += desk.applications.register([one]).references

    def _prepared(self, reference: str) -> Iterator[Step]:
        yield partial(self._at("licensing", "clerk").reviews.complete_step, reference, "intake")
        officer = self._at("licensing", "licensing_officer").reviews
        classes = tuple(line_class(one) for one in SCRIPT["classification"])
        yield partial(officer.classify, reference, "classification", classes)
        yield partial(officer.complete_step, reference, "classification")
        foreign = self._at("foreign-affairs", "reviewer").reviews
        yield partial(foreign.answer_gate, reference, "treaty", tuple(gate_answer(one) for one in SCRIPT["gate"]))
        assessment = SCRIPT["assessment"]
        yield partial(
            foreign.assess,
            reference,
            "treaty",
            tuple(risk_finding(one) for one in assessment["findings"]),
            mitigation=assessment["mitigation"],
            overriding=False,
            reasons=assessment["reasons"],
        )
        yield partial(foreign.complete_step, reference, "treaty")

    def _reviewed(self, reference: str) -> Iterator[Step]:
        for one in SCRIPT["conditions"]:
            reviews = self._at(one["agency"], "reviewer").reviews
            yield partial(
                reviews.propose_condition, reference, one["text"], one["text_fr"], tuple(one.get("items", ()))
            )
        for agency, opinion in SCRIPT["opinions"].items():
            position = choice(Position, opinion["position"], "position")
            reviews = self._at(agency, "reviewer").reviews
            annex = opinion.get("annex", "")
            yield partial(reviews.give_opinion, reference, agency, position, opinion["reasons"], annex=annex)
            if opinion.get("countersigned"):
                yield partial(self._at(agency, "agency_head").reviews.countersign, reference)
        officer = self._at("licensing", "licensing_officer").reviews
        yield partial(officer.complete_step, reference, "consolidation", SCRIPT["consolidation"]["en"])

    def _session(self) -> Iterator[Step]:
        """One session on all cases: questions, votes, results."""
        session: list[str] = []
        secretary = self._at("licensing", "secretary").committee
        day = self.realm.time.date().isoformat()
        yield lambda: session.append(secretary.convene("Session", day, "Treaty room", tuple(self.references))[0])
        people = (*self.realm.charter.founders, *self.realm.charter.officers)
        for seat in SEATS:
            person = next(one for one in people if one.agency == seat and "member" in one.roles)
            yield partial(secretary.record_attendance, session[0], seat, person.officer)
        chair = self._at("licensing", "chair").committee
        yield partial(chair.open, session[0])
        for reference in self.references:
            yield from self._round(session[0], reference)
        yield partial(chair.close, session[0])

    def _round(self, session: str, reference: str) -> Iterator[Step]:
        put: list[str] = []
        one = SCRIPT["rounds"][0]
        secretary = self._at("licensing", "secretary").committee
        outcomes = tuple(item_outcome(outcome) for outcome in one["outcomes"])
        yield lambda: put.append(secretary.put_question(session, reference, one["text"], one["text_fr"], outcomes)[0])
        for agency, vote in one["votes"].items():
            yield partial(
                self._at(agency, "member").committee.cast_vote,
                reference,
                put[0],
                choice(Position, vote["position"], "position"),
                vote.get("reasons", ""),
                conditions=tuple(vote.get("conditions", ())),
            )
        yield partial(self._at("licensing", "chair").committee.certify, reference)
        yield partial(secretary.attest, reference)

    def _decided(self, reference: str) -> Iterator[Step]:
        decision = SCRIPT["decision"]
        secretary = self._at("licensing", "secretary").decisions
        yield partial(secretary.propose, reference, decision["text"], decision["text_fr"])
        yield partial(self._at("foreign-affairs", "member").decisions.sign_decision, reference)
        yield partial(self._at("licensing", "chair").decisions.sign_decision, reference)
        yield partial(self._at("licensing", "licensing_officer").decisions.issue, reference)
