"""How the demonstration tells an applicant: notice, denial record, and each paper with its act of service."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.assemble import Desk
from app.models.outcomes import PaperKind, ServiceMeans

Plain = dict[str, Any]

GROUND = (
    "Act on arms transfers, s. 20: protection of international relations (to be replaced by the national text)",
    "Loi relative aux transferts d’armes, art. 20 : protection des relations internationales (à remplacer par le texte "
    "national)",
)
BOTH = "bilingual"


def tell(officer: Callable[[], Desk], reference: str, script: Plain, today: str) -> None:
    """Write what is missing, then serve every paper that the decisions need; `officer` unlocks the desk for each act.

    `script` may hold ``notice`` with ``reasons`` and ``reasons_fr``, and ``denial`` with ``reason`` and ``criteria``;
    else the reasons are withheld on a legal ground.
    """
    _write(officer, reference, script.get("notice", {}))
    case = officer().questions.case(reference)
    if any(one["what"] == "denial" for one in case["waiting"]):
        denial = script.get("denial", {})
        criteria = tuple(denial.get("criteria", ("7",)))
        officer().applicant.record_denials(reference, denial.get("reason", GROUND[0]), criteria)
    recipient = case["application"]["parties"][0]["name"]
    waiting = {one["about"] for one in case["waiting"] if one["what"] == "serve"}
    for paper in (one for one in case["papers"] if one["paper"] in waiting and not one["served"]):
        kind, desk = PaperKind(paper["paper"]), officer()
        data, means = printed(desk, reference, kind), ServiceMeans.REGISTERED_POST
        by, about = desk.office.signer.officer, paper["about"]
        desk.applicant.serve(reference, kind, data, means, today, by=by, to=recipient, about=about)


def _write(officer: Callable[[], Desk], reference: str, notice: Plain) -> None:
    """The notice of each decision that waits for one."""
    reasons = notice.get("reasons", ""), notice.get("reasons_fr", "")
    waiting = [one for one in officer().questions.case(reference)["waiting"] if one["what"] == "make"]
    for _ in (one for one in waiting if one["about"] in (PaperKind.REFUSAL, PaperKind.RETURN)):
        officer().applicant.write_notice(reference, reasons, ("", "") if any(reasons) else GROUND)


def printed(officer: Desk, reference: str, kind: PaperKind) -> bytes:
    """The paper in both languages."""
    if kind is PaperKind.LICENCE:
        return officer.printing.licence(reference, BOTH)
    return officer.printing.notice(reference, kind, BOTH)
