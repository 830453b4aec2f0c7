"""Rules of evidence that comes up beside the papers: part of the dossier at once, whatever stage the case is at."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import Act, EvidenceRecorded
from app.models.case import Case, DecisionRecord
from app.models.change import replace
from app.models.notes import Evidence
from app.workflows.authority import check_part
from app.workflows.difference import dossier_read
from app.workflows.dossier import evidence_in_order
from app.workflows.registration import check_open
from app.workflows.rules import View, rule, signed


def unseen(case: Case, record: DecisionRecord) -> bool:
    """Whether evidence is there that the dossier decided on did not hold, be it recorded apart at the same time."""
    if not case.evidence:
        return False
    decided = dossier_read(case, record.body.dossier)
    return decided is None or decided.evidence.keys() != case.evidence.keys()


def _record(case: Case, act: Act) -> Case:
    found = Evidence(id=act.id, body=act.body, by=signed(act))
    return replace(case, evidence={**case.evidence, found.id: found})


@rule(EvidenceRecorded, effect=_record)
def check_recorded(case: Case, view: View, act: Act) -> None:
    """Anybody with a part in the case says what came up and where it is from, even after the decision."""
    check_open(case)
    check_part(view, view.procedure(case.procedure), act, case)
    if not act.body.text.strip() or not act.body.source.strip():
        raise Refused("evidence.text-and-source")
    if any(one.body.text == act.body.text and one.body.kind is act.body.kind for one in evidence_in_order(case)):
        raise Refused("evidence.recorded-already", reference=case.reference)
