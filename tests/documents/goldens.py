"""The papers as they are meant to look: their text and the digest of their drawing, kept in ``tests/golden``.

``python -m tests.documents.goldens`` writes them anew after a change that is meant; look at the pages first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from app.documents.acknowledgement import acknowledgement_pdf, effect_pdf, reminder_pdf
from app.documents.agenda import agenda_pdf
from app.documents.corrigendum import corrigendum_pdf
from app.documents.decision_log import decision_log_pdf
from app.documents.escalation import escalation_pdf
from app.documents.licence import licence_pdf
from app.documents.licence_notice import licence_notice_pdf
from app.documents.manual import manual_pdf
from app.documents.mass_list import mass_list_pdf
from app.documents.minutes import minutes_pdf
from app.documents.notices import notice_pdf
from app.documents.opinions import opinions_pdf
from app.documents.record import record_pdf
from app.documents.request import request_pdf
from app.documents.rights import roles_pdf
from tests.documents import samples
from tests.documents import samples_applicant as applicant
from tests.documents import samples_case as cases
from tests.documents import samples_escalation as raised
from tests.documents import samples_licences as licences

FOLDER = Path(__file__).resolve().parent.parent / "golden"
LANGUAGES = ("en", "fr", "bilingual")
PAPERS: dict[str, tuple[Callable[[Any, str], bytes], Any]] = {
    "licence": (licence_pdf, samples.LICENCE),
    "licence-long": (licence_pdf, samples.LONG_LICENCE),
    "licence-foreign-names": (licence_pdf, samples.FOREIGN_LICENCE),
    "licence-urgent": (licence_pdf, licences.URGENT_LICENCE),
    "suspension": (licence_notice_pdf, licences.SUSPENSION),
    "revocation": (licence_notice_pdf, licences.REVOCATION),
    "mass-list": (mass_list_pdf, licences.MASS_LIST),
    "agenda-urgent": (agenda_pdf, licences.URGENT_AGENDA),
    "refusal": (notice_pdf, applicant.REFUSAL),
    "refusal-withheld": (notice_pdf, applicant.WITHHELD),
    "return": (notice_pdf, applicant.RETURNED),
    "notice": (notice_pdf, applicant.NO_LICENCE),
    "receipt": (acknowledgement_pdf, applicant.RECEIPT),
    "reminder": (reminder_pdf, applicant.REMINDER),
    "reminder-late": (reminder_pdf, applicant.LATE_REMINDER),
    "effect": (effect_pdf, applicant.EFFECT),
    "agenda": (agenda_pdf, samples.AGENDA),
    "minutes": (minutes_pdf, samples.MINUTES),
    "decision-log": (decision_log_pdf, samples.log(60)),
    "roles": (roles_pdf, samples.RIGHTS),
    "request": (request_pdf, cases.REQUEST),
    "request-long": (request_pdf, cases.LONG_REQUEST),
    "opinions": (opinions_pdf, cases.OPINIONS),
    "opinions-long": (opinions_pdf, cases.LONG_OPINIONS),
    "record": (record_pdf, cases.RECORD),
    "record-withdrawn": (record_pdf, cases.WITHDRAWN),
    "record-long": (record_pdf, cases.LONG_RECORD),
    "escalation": (escalation_pdf, raised.ESCALATION),
    "corrigendum": (corrigendum_pdf, raised.CORRIGENDUM),
    "manual": (manual_pdf, cases.MANUAL),
    "manual-long": (manual_pdf, cases.LONG_MANUAL),
}


def render(name: str, language: str) -> bytes:
    """One paper as PDF."""
    paper, model = PAPERS[name]
    return paper(model, language)


def described(pdf: bytes) -> str:
    """Digest of what is drawn, apart from how the library compresses it, then the text page by page."""
    pages = PdfReader(BytesIO(pdf)).pages
    contents = [page.get_contents() for page in pages]
    drawn = hashlib.sha256(b"\f".join(one.get_data() for one in contents if one is not None)).hexdigest()
    return "\n\f\n".join([f"drawn {drawn}", *(page.extract_text() for page in pages)]) + "\n"


def golden(name: str, language: str) -> Path:
    """Where the golden text of one paper is kept."""
    return FOLDER / f"{name}-{language}.txt"


def main() -> None:
    """Write every golden file."""
    for name in PAPERS:
        for language in LANGUAGES:
            golden(name, language).write_text(described(render(name, language)), encoding="utf-8")


if __name__ == "__main__":
    main()
