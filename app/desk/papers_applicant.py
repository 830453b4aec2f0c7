"""Filling the papers to the applicant: acknowledgement, reminder, notices, the statutory effect."""

from __future__ import annotations

from datetime import date

from app.desk.papers_parts import Filler, applicant_of, as_at, day_of, outcome_of
from app.documents.applicant_papers import EffectPaper, NoticePaper, Receipt, Reminder, Signed, Subject
from app.errors import Refused
from app.models.acts import NoticeWritten
from app.models.asked import Letter
from app.models.case import Case, DecisionRecord
from app.models.change import replace
from app.models.charter import Role
from app.models.outcomes import ItemOutcome, Outcome, PaperKind
from app.models.procedure import StatutoryEffect, Text
from app.words import Words
from app.workflows.clocks import last_day
from app.workflows.engine import AS_DRAWN, statutory_limit
from app.workflows.finality import final_decision, final_decisions
from app.workflows.in_realm import holder_of
from app.workflows.notices import has, notice_of
from app.workflows.road import moment

TELLS = {
    PaperKind.REFUSAL: frozenset({Outcome.REFUSE}),
    PaperKind.RETURN: frozenset({Outcome.RETURN}),
    PaperKind.DECISION: frozenset(Outcome),
}
"""The outcomes that each notice tells of."""


class ApplicantPapers(Filler):
    """What the applicant reads; nothing of opinions, votes and notes can enter it."""

    def acknowledgement(self, case: Case, version: str) -> Receipt:
        """The receipt of the application, or of the change whose act begins with `version`. Raises `Refused`."""
        found = case.versions[0]
        if version:
            named = [one for one in case.versions if one.by.act.startswith(version.lower())]
            if len(named) != 1:
                known = ", ".join(one.by.act[:12] for one in case.versions)
                raise Refused("paper.which-version", reference=case.reference, version=version, known=known)
            found = named[0]
        then, procedure = replace(case, versions=case.versions[: found.number]), self._world.procedure(case.procedure)
        whole = (ItemOutcome(item=item.id, outcome=Outcome.DEFERRED) for item in found.application.items)
        assert case.registered is not None
        began, told = moment(case.registered.claimed), moment(found.by.claimed)
        limit = statutory_limit(procedure, began, told, self._charter, AS_DRAWN)
        return Receipt(
            imprint=self.imprint(then),
            subject=subject_of_case(then),
            received_on=day_of(found.by.claimed),
            goods=tuple(outcome_of(then, one).goods for one in whole),
            documents=tuple(one.title for one in found.application.documents),
            contact=self.agency(holder_of(procedure.lead, self._charter)),
            sender=self.signatory(found.by),
            due=None if limit is None else last_day(limit),
            effect=procedure.statutory_effect,
            effect_basis=procedure.statutory_basis,
            amended=found.number > 1,
        )

    def reminder(self, case: Case, letter: Letter, on: date) -> Reminder:
        """The reminder of an open letter, as sent on the day `on`. Raises `Refused` for one that is not open."""
        if letter.closed is not None or letter.answers:
            raise Refused("paper.letter-answered", reference=case.reference, number=letter.body.number)
        due = date.fromisoformat(letter.body.due)
        asked = [case.queries[one].body for one in letter.body.queries]
        return Reminder(
            imprint=self.imprint(case),
            subject=subject_of_case(case),
            number=letter.body.number,
            letter_on=day_of(letter.by.claimed),
            due=due,
            on=on,
            passed=on > due,
            questions=tuple(Text(en=one.text, fr=one.text_fr) for one in asked),
            silence=Text(en=letter.body.silence, fr=letter.body.silence_fr),
            contact=self.agency(letter.by.agency),
        )

    def notices(self, case: Case, kind: PaperKind, number: str = "") -> tuple[NoticePaper, ...]:
        """A notice for each decision that this kind tells of, once all are final; with `number`, as ``2``, that one.

        Raises `Refused` where there is none, none under this number, or none written yet.
        """
        final = final_decisions(case) if final_decision(case) else ()
        named = {str(n): one for n, one in enumerate(filter(lambda one: _tells(one, kind), final), 1)}
        if not named:
            raise Refused(NONE[kind], reference=case.reference)
        if number and number not in named:
            raise Refused("paper.refusal-unknown", reference=case.reference, number=number, known=", ".join(named))
        return tuple(self._notice(case, one, kind) for name, one in named.items() if number in ("", name))

    def _notice(self, case: Case, record: DecisionRecord, kind: PaperKind) -> NoticePaper:
        then, written = as_at(case, record.by), notice_of(case, record.id)
        if written is None and kind is not PaperKind.DECISION:
            raise Refused("paper.no-notice", reference=case.reference)
        body = written.body if written else None
        told = (one for one in record.body.outcomes if one.outcome in TELLS[kind])
        return NoticePaper(
            imprint=self.imprint(case),
            subject=subject_of_case(case),
            kind=kind,
            rows=tuple(outcome_of(then, replace(one, reason="")) for one in told),
            legal_basis=self.basis(case),
            decision=record.id,
            decided_on=day_of(record.signatures[-1].claimed),
            signed=self.signs(case, record, body),
            on=day_of(written.by.claimed) if written else None,
            reasons=_text(body.reasons, body.reasons_fr) if body else None,
            withheld=_text(body.legal_ground, body.legal_ground_fr) if body else None,
            remedies=_text(body.remedies, body.remedies_fr) if body else None,
        )

    def signs(self, case: Case, record: DecisionRecord, body: NoticeWritten | None = None) -> Signed:
        """Who signs for the authority: as the notice says, else the chair or head who signed the decision."""
        if body is not None:
            capacity = Text(en=body.capacity, fr=body.capacity_fr)
            return Signed(name=body.signatory, capacity=capacity, delegation=_text(body.delegation, body.delegation_fr))
        chief = next((one for one in record.signatures if one.role != Role.MEMBER.value), record.signatures[-1])
        authority = self.agency(record.body.authority, case)
        role = {code: Words(code).label("role", chief.role) for code in ("en", "fr")}
        capacity = Text(en=f"{role['en']}, {authority.en}", fr=f"{role['fr']}, {authority.fr}")
        return Signed(name=record.body.signatory or self.name(chief.officer), capacity=capacity)

    def effect(self, case: Case) -> EffectPaper:
        """The notice of the statutory effect that was recorded. Raises `Refused` where none was."""
        if case.statutory is None:
            raise Refused("paper.no-effect", reference=case.reference)
        procedure, refused = self._world.procedure(case.procedure), StatutoryEffect.IMPLICIT_REFUSAL
        return EffectPaper(
            imprint=self.imprint(case),
            subject=subject_of_case(case),
            due=date.fromisoformat(case.statutory.due),
            effect=case.statutory.effect,
            sender=self.signatory(case.statutory.by),
            basis=procedure.statutory_basis,
            remedies=procedure.remedies if case.statutory.effect is refused else None,
        )


NONE = {
    PaperKind.REFUSAL: "refusal.none",
    PaperKind.RETURN: "paper.none-returned",
    PaperKind.DECISION: "paper.no-decision",
}


def _tells(record: DecisionRecord, kind: PaperKind) -> bool:
    return any(has(record, outcome) for outcome in TELLS[kind])


def subject_of_case(case: Case) -> Subject:
    """Whose application a paper is about."""
    application = case.application
    return Subject(
        activity=application.activity,
        kind=application.kind,
        applicant=applicant_of(application),
        applicant_reference=application.applicant_reference,
        applied_on=application.applied_on,
    )


def _text(english: str, french: str) -> Text | None:
    return Text(en=english, fr=french) if english or french else None
