"""What the shipped procedures and the charter say, written down a second time."""

from __future__ import annotations

from dataclasses import dataclass, field

STANDING, LEAD, CATEGORY, ADHOC, ACTIVITY = (
    "standing-committee",
    "lead-authority",
    "split-by-category",
    "ad-hoc-consultation",
    "split-by-activity",
)
VOTING = ("foreign-affairs", "defence", "customs", "interior")
MANDATORY = {"foreign-affairs", "defence"}
QUORUM = 3
COMMITTEE, HIGHER, SECRETARIAT = "committee", "foreign-affairs", "licensing"
HIGHER_SIGNATURES = 1


@dataclass(frozen=True)
class Written:
    """Who decides (nobody named: by category), with how many signatures, and what may be done without.

    `waivable` names who does without a step, `escalating` the steps that the authority above may do without once they
    are late, `silent` those where silence counts as no objection.
    """

    decides: str = ""
    signatures: int = 1
    waivable: dict[str, str] = field(default_factory=dict)
    escalating: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()


PROCEDURES = {
    STANDING: Written(decides=COMMITTEE, signatures=2, escalating=frozenset({"foreign-affairs"})),
    LEAD: Written(
        decides="foreign-affairs",
        waivable=dict.fromkeys(("defence", "interior", "customs"), "foreign-affairs"),
        escalating=frozenset({"interior"}),
        silent=frozenset({"customs"}),
    ),
    CATEGORY: Written(waivable={"intelligence": "licensing"}),
    ADHOC: Written(decides="licensing"),
    ACTIVITY: Written(decides="economy"),
}
