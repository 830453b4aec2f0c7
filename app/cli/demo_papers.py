"""The papers that the demonstration leaves: of each case, of the realm, and the manual of each procedure."""

from __future__ import annotations

from pathlib import Path

from app.assemble import Desk
from app.cli.demo_dossier import LICENSING, Dossier
from app.cli.training import TrainingRealm
from app.models.outcomes import Outcome

BOTH = "bilingual"


class Papers:
    """Every paper in both languages, in one folder."""

    def __init__(self, realm: TrainingRealm, folder: Path) -> None:
        self.realm = realm
        self.folder = folder

    def save(self, name: str, data: bytes) -> None:
        """Keep a paper."""
        (self.folder / name).write_bytes(data)

    def of(self, dossier: Dossier) -> None:
        """Licences, refusals, letters, the record of the decisions, and the opinions where the file asks for them."""
        case, reference = dossier.state(), dossier.reference
        printing = self.realm.desk(LICENSING, "licensing_officer").printing
        for letter in case["letters"]:
            number = str(letter["number"])
            self.save(f"request-{reference}-{number}.pdf", printing.request_letter(reference, number, BOTH))
        if dossier.script.get("side_by_side"):
            self.save(f"opinions-{reference}.pdf", printing.opinions(reference, BOTH))
        if case["licences"]:
            self.save(f"licence-{reference}.pdf", printing.licence(reference, BOTH))
        if case["notices"] and any(one["outcome"] == Outcome.REFUSE for one in case["outcomes"]):
            self.save(f"refusal-{reference}.pdf", printing.refusal(reference, BOTH))
        if case["decision"]:
            self.save(f"decision-{reference}.pdf", printing.decision_record(reference, BOTH))

    def of_the_realm(self) -> None:
        """The decision log, and the manual of each procedure."""
        secretary: Desk = self.realm.desk(LICENSING, "secretary")
        self.save("decision-log.pdf", secretary.printing.decision_log(BOTH))
        for procedure, _ in secretary.questions.procedures():
            self.save(f"manual-{procedure.id}.pdf", secretary.printing.manual(procedure.digest, BOTH))
