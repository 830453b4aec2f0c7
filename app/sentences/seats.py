"""What the rules on persons answer when an act is not possible: seats, conflicts of interest, invited experts."""

from __future__ import annotations

from app.marks import N_

SENTENCES: dict[str, str] = {
    "seat.no-procedure": N_(
        "No procedure “{procedure}” is in force, so that it has no seats. “placet seat list” shows those there are."
    ),
    "seat.only-own-head": N_(
        "The seat belongs to {seat}; {agency} names nobody for it. A head of {seat} names titular and substitutes."
    ),
    "seat.named-twice": N_("One person stands twice among the holders of the seat {seat}. Name each person once."),
    "seat.term": N_(
        "The term of {officer}, from “{since}” to “{until}”, is none. Write both days like this: 2026-11-19, the last "
        "one not before the first, or leave the last one out."
    ),
    "seat.not-a-holder": N_(
        "{officer} does not hold the seat {seat} on {day}. “placet seat list” shows who does; a head of that agency "
        "names others with “placet seat fill”."
    ),
    "seat.comes-after": N_(
        "{before} sits on the seat of {seat} and comes before {officer} in the agency's order. {officer} takes the "
        "seat once it is recorded that {before} has left."
    ),
    # Conflicts of interest
    "conflict.own": N_(
        "A conflict of interest of one's own in {reference} is declared: “placet conflict declare”. Nobody rules on it."
    ),
    "conflict.out-already": N_("{officer} has stepped out of {reference} already. Nothing is left to be raised."),
    "conflict.raised-already": N_(
        "A conflict of interest of {officer} was raised already and waits for the ruling. Wait for it, or rule."
    ),
    "conflict.unknown": N_(
        "No conflict of interest was raised as “{claim}” in this case. “placet case show” lists those that were."
    ),
    "conflict.ruled-already": N_(
        "The conflict of interest of {officer} was ruled on already. New facts are raised anew with “placet conflict "
        "raise”."
    ),
    "conflict.own-ruling": N_(
        "{officer} raised this conflict of interest, or it was raised against this person, and so cannot rule on it. "
        "The chair or another head of that person's agency rules."
    ),
    "conflict.other-agency": N_(
        "{officer} is not of {agency}. The chair or a head of that person's own agency rules on the conflict of "
        "interest."
    ),
    # Experts
    "expert.not-on-agenda": N_(
        "{reference} does not stand on the agenda of that session, or the session is closed. Invite to the case alone, "
        "or to a session that has it on its agenda."
    ),
    "expert.part": N_("A case has no part “{part}” that an expert opens. Its parts are: {known}."),
}

LABELS: dict[str, str] = {
    "capacity.titular": N_("titular"),
    "capacity.member": N_("member of the agency"),
    "access_part.case": N_("the whole case"),
    "access_part.history": N_("versions and positions"),
    "access_part.acts": N_("the list of acts"),
}
