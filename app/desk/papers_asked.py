"""Filling the letter with questions to the applicant."""

from __future__ import annotations

from datetime import date

from app.desk.papers_parts import Filler, applicant_of, day_of
from app.documents.case_papers import RequestLetter
from app.errors import Refused
from app.models.asked import Letter
from app.models.case import Case
from app.models.procedure import Text


class LetterPapers(Filler):
    """Letters to the applicant; of agencies they carry the questions and nothing else."""

    def request_letter(self, case: Case, name: str) -> RequestLetter:
        """The letter with this number or act; without a name the latest. Raises `Refused`."""
        letter = _letter(case, name)
        procedure = self._world.procedure(case.procedure)
        application = case.application
        asked = [case.queries[one].body for one in letter.body.queries]
        return RequestLetter(
            imprint=self.imprint(case),
            number=letter.body.number,
            activity=application.activity,
            kind=application.kind,
            applicant=applicant_of(application),
            applicant_reference=application.applicant_reference,
            applied_on=application.applied_on,
            sent_on=day_of(letter.by.claimed),
            due=date.fromisoformat(letter.body.due),
            questions=tuple(Text(en=one.text, fr=one.text_fr) for one in asked),
            silence=Text(en=letter.body.silence, fr=letter.body.silence_fr),
            sender=self.signatory(letter.by),
            legal_basis=procedure.queries.legal_basis if procedure.queries else None,
            clock=procedure.statutory_days is not None,
        )


def _letter(case: Case, name: str) -> Letter:
    letters = sorted(case.letters.values(), key=lambda letter: letter.by.order)
    named = [
        one for one in letters if name in ("", str(one.body.number)) or (len(name) > 3 and one.id.startswith(name))
    ]
    if not named:
        known = ", ".join(str(one.body.number) for one in letters) or "-"
        raise Refused("paper.letter-unknown", reference=case.reference, letter=name, known=known)
    return named[-1]
