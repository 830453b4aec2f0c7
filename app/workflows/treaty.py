"""What the Arms Trade Treaty asks of a case: which duties apply to its goods and activity."""

from __future__ import annotations

from app.models.application import Activity, AttScope
from app.models.case import Case
from app.models.procedure import Step
from app.workflows.dossier import latest_assessment, latest_classes

PROHIBITIONS = ("6.1", "6.2", "6.3")
"""Article 6(1) to 6(3)."""

CONSEQUENCES = ("7.1.a", "7.1.b.i", "7.1.b.ii", "7.1.b.iii", "7.1.b.iv", "7.4")
"""Article 7(1)(a), 7(1)(b)(i) to (iv), and 7(4), which is answered apart."""

LEVELS = ("none", "low", "medium", "high", "unknown")


def scopes(case: Case) -> frozenset[AttScope]:
    """Treaty scopes of the goods: as classified, else as declared."""
    classified = {one.att_scope for one in latest_classes(case)}
    declared = {line.att_scope for line in case.application.lines if line.att_scope is not None}
    return frozenset(classified or declared)


def needs_assessment(case: Case) -> bool:
    """Article 7 applies to exports of Article 2(1) arms, Article 3 ammunition and Article 4 parts."""
    return case.application.activity is Activity.EXPORT and scopes(case) != frozenset({AttScope.NONE})


def tasks_of(case: Case, step: Step) -> tuple[str, ...]:
    """The treaty questions that the holder of `step` has to answer for this case."""
    return tuple(task for task in step.tasks if task != "article-7" or needs_assessment(case))


def overriding_risk(case: Case) -> bool:
    """Whether the assessment in force found an overriding risk (Article 7(3))."""
    assessment = latest_assessment(case)
    return assessment is not None and assessment.body.overriding
