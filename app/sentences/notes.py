"""What the rules on informal notes and evidence answer when an act is not possible; the words of the work list."""

from __future__ import annotations

from app.marks import N_

SENTENCES: dict[str, str] = {
    "note.text": N_("A note says something. Write its text."),
    "note.unknown": N_("There is no note “{note}” on this case. “placet note list” shows them."),
    "note.mentioned-twice": N_("One person is mentioned twice. Mention each person once."),
    "note.mention": N_(
        "{officer} cannot be mentioned: that is you, a person who has stepped out of the case, or one who reads no "
        "notes. Mention a colleague who works on the case."
    ),
    "note.only-author": N_("Only its author puts a note into the dossier. Ask the author."),
    "note.filed-already": N_("This note is in the dossier already. Nothing is left to do."),
    "note.not-mentioned": N_(
        "{officer} is not mentioned in this note. Only who is mentioned says that it was dealt with."
    ),
    "note.settled-already": N_("You have dealt with this note already. Nothing is left to do."),
    "evidence.text-and-source": N_("Evidence says what came up and where it is from. Give --text and --source."),
    "evidence.recorded-already": N_(
        "The same evidence is in the dossier of {reference} already. Record only what is new."
    ),
}

LABELS: dict[str, str] = {
    "field.source": N_("source"),
    "work.step": N_("Step to be done"),
    "work.consultation": N_("Consultation to be answered"),
    "work.advice": N_("Advice asked for"),
    "work.mention": N_("Mentioned in a note"),
    "work.conflict": N_("Conflict of interest to be ruled on"),
    "work.countersign": N_("Opinion to be countersigned"),
    "work.position": N_("Question without your seat's position"),
    "work.receipt": N_("Question and deadline to be receipted"),
    "work.migration": N_("Change of procedure to be confirmed"),
    "work.correction": N_("Correction to be confirmed"),
    "work.condition": N_("Changed condition to be released"),
    "work.certify": N_("Result to be certified"),
    "work.attest": N_("Result to be attested"),
    "work.signature": N_("Decision to be signed"),
    "work.ratification": N_("Urgent decision to be ratified"),
    "work.revocation": N_("Revocation to be put to the committee"),
}
