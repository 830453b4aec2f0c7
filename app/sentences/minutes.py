"""What is answered about minutes, statements annexed and results announced."""

from __future__ import annotations

from app.marks import N_

SENTENCES: dict[str, str] = {
    "minutes.not-closed": N_("The session is not closed yet. Its minutes are corrected and adopted after its end."),
    "minutes.adopted-already": N_(
        "The minutes of this session are adopted, so nothing is corrected or annexed any more. Have it noted in the "
        "next "
        "session."
    ),
    "minutes.both-texts": N_("A correction needs its text in both languages. Write both."),
    "minutes.statement-text": N_("The statement has no text. Write it."),
    "minutes.did-not-sit": N_(
        "{officer} did not sit in this session on that seat. Only who sat corrects or annexes to its minutes."
    ),
    "minutes.point": N_(
        "The agenda of this session has no item {point}. Give its number, or 0 for the minutes as a whole."
    ),
    "minutes.not-later": N_(
        "The session “{session}” is not a later session of the same committee. Its minutes are adopted in the next one."
    ),
    "minutes.content": N_(
        "The minutes have changed since they were read: a correction, a statement or a result came. Read them again."
    ),
    "minutes.agency-unknown": N_("There is no agency “{agency}”. The agencies are: {known}."),
    "announce.once": N_("Each result is announced once. Name those that no session has announced yet."),
    "announce.not-ended": N_(
        "The round on case {reference} was held in session or has not ended. Only results of silence and written "
        "procedures are announced."
    ),
    "announce.nothing": N_(
        "No silence or written procedure has ended since the last session. Nothing is to be announced."
    ),
}
