"""What proof refuses: keys, passphrases, notes, acts and exports that are not in order."""

from __future__ import annotations

from app.marks import N_

SENTENCES: dict[str, str] = {
    "passphrase.too-short": N_(
        "The passphrase has {length} characters; at least {shortest} are needed. Several words that do not "
        "belong together are easiest to remember."
    ),
    "passphrase.too-long": N_(
        "The passphrase has {length} characters; at most {longest} are taken. Choose a shorter one."
    ),
    "passphrase.common": N_(
        "This passphrase is made of well-known words, repetitions, keyboard runs or your own name. Choose "
        "several words that do not belong together."
    ),
    "passphrase.wrong": N_("The officer or the passphrase is not right. Check both and type the passphrase again."),
    "passphrase.again": N_("This act asks for the passphrase anew. Type it again."),
    "slots.missing": N_(
        "The key slots of the store cannot be read at {path}: {reason}. Check the folder, or put the file "
        "back from a backup."
    ),
    "slots.broken": N_(
        "The file of key slots is damaged. Put it back from a backup; the journal itself is not touched."
    ),
    "slots.cost": N_(
        "The file of key slots asks for more work than this program does (at most {memory_mib} MiB and "
        "{iterations} passes). Put it back from a backup."
    ),
    "slots.tampered": N_(
        "The file of key slots was changed outside this program. Do not go on: put it back from a backup and "
        "report the incident."
    ),
    "head.missing": N_(
        "The head of the journal cannot be read at {path}: {reason}. Check the folder, or put the file back "
        "from a backup."
    ),
    "head.broken": N_("The head of the journal is damaged. Put it back from a backup and verify the whole journal."),
    "head.tampered": N_(
        "The head of the journal was changed outside this program or belongs to another store. Report the "
        "incident and verify the whole journal."
    ),
    "key.not-canonical": N_(
        "The public key is not a valid Ed25519 key. Have the officer make a new key on the officer’s own station."
    ),
    "key.small-order": N_(
        "The public key is too weak to bind anyone: programs would disagree about its signatures. Have the "
        "officer make a new key on the officer’s own station."
    ),
    "note.broken": N_(
        "The signed note does not have the proper form. Ask for the file again from the station that signed it."
    ),
    "note.vkey": N_(
        "The station key does not have the proper form (name, hash and key joined by plus signs). Ask for it "
        "again from the station."
    ),
    "note.checkpoint": N_(
        "The checkpoint does not have the proper form (origin, size and root on three lines). Ask for it "
        "again from the station."
    ),
    "note.signature": N_(
        "The note bears no good signature of {name}. Do not rely on it; ask that station for the original."
    ),
    "tree.broken": N_("The kept Merkle tree is damaged. Verify the whole journal; the tree is then computed again."),
    "charter.founding": N_(
        "The charter does not name two founders and a station with their public keys. Check that it is the "
        "founding charter."
    ),
    "charter.founders": N_(
        "The charter must name two different founders with two different keys. Correct the charter before "
        "founding the realm."
    ),
    "record.too-long": N_(
        "This part of the act has {size} bytes; at most {largest} are taken. Move long texts into attachments."
    ),
    "record.not-json": N_(
        "The act is not written as a JSON object. Ask for the file again from the station that wrote it."
    ),
    "record.fields": N_(
        "The act’s header lacks fields or has fields too many: {fields}. Ask the station that wrote it for "
        "the original."
    ),
    "record.field": N_(
        "The field {field} of the act’s header does not have the proper form. Ask the station that wrote it "
        "for the original."
    ),
    "record.not-canonical": N_(
        "The act is not written in canonical form (RFC 8785). Ask the station that wrote it for the original."
    ),
    "record.pad": N_("The act’s body is not padded as it must be. Ask the station that wrote it for the original."),
    "record.salt": N_("The act’s salt must have {size} bytes. Ask the station that wrote it for the original."),
    "record.part": N_(
        "The field {field} of a partly withheld body is neither shown nor withheld properly. Ask for a new export."
    ),
    "record.base64": N_(
        "A value is not written in padded base64. Ask for the file again from the station that wrote it."
    ),
    "record.body-size": N_(
        "The act’s body does not have the size that its signed header states. Do not rely on it; verify the "
        "whole journal."
    ),
    "record.body-hash": N_(
        "The act’s body is not the one that was signed. Do not rely on it; verify the whole journal."
    ),
    "act.record": N_(
        "{file}, act {line}: the record does not have the proper form ({problem}). Ask the station for the "
        "original; do not rely on this copy."
    ),
    "act.body": N_(
        "{file}, act {line}: the body is not the one that was signed. Do not rely on this act; ask the "
        "station for the original."
    ),
    "act.salt": N_(
        "{file}, act {line}: body and salt must both be there or both be withheld, and acts on the realm are "
        "never withheld. Ask the station for a new export."
    ),
    "act.signature": N_(
        "{file}, act {line}: the signature is not good. The act was changed or is not by this officer; do not"
        " rely on it and report the incident."
    ),
    "act.unknown-key": N_(
        "{file}, act {line}: the key {key} was never enrolled. Do not rely on this act and report the incident."
    ),
    "act.not-enrolled": N_(
        "{file}, act {line}: the key {key} was not yet enrolled in the acts that this one had seen. Do not "
        "rely on this act and report the incident."
    ),
    "act.enrolment": N_(
        "{file}, act {line}: the act does not enrol the key {key} for the officer and agency that keys.json "
        "states. Do not rely on this export and report the incident."
    ),
    "act.officer": N_(
        "{file}, act {line}: the act names {officer}, but its key belongs to somebody else. Do not rely on "
        "this act and report the incident."
    ),
    "act.realm": N_("{file}, act {line}: the act belongs to another realm. Ask the station for a new export."),
    "act.id": N_(
        "{file}, act {line}: the identifier is not that of the signed text. Ask the station for the original."
    ),
    "act.twice": N_(
        "{file}, act {line}: the act stands there a second time. Ask the station for the original and report "
        "the incident."
    ),
    "act.chain": N_(
        "{file}, act {line}: the officer’s chain has a gap or a fork here (number {expected} was expected, "
        "{found} found). Report the incident; signing must stop until it is explained."
    ),
    "act.unknown-cause": N_(
        "{file}, act {line}: the act rests on {cause}, which does not stand before it. Acts are missing or "
        "out of order; ask the station for the original."
    ),
    "act.clock": N_(
        "{file}, act {line}: the act claims to be earlier than {cause}, which its author had already seen. "
        "Report the incident."
    ),
    "export.not-empty": N_("The folder {directory} is not empty. Name a new folder for the export."),
    "export.file": N_("{file} is missing, is no plain file or is too large. Ask the station for a new export."),
    "export.files": N_(
        "{file} is missing, or is not part of the export. Take the folder exactly as the station gave it, or "
        "ask for a new export."
    ),
    "export.hash": N_("{file} was changed after the export. Do not rely on it; ask the station for the original."),
    "export.content": N_(
        "{file} does not have the proper content ({problem}). Do not rely on this export; ask the station for"
        " a new one."
    ),
    "export.list": N_(
        "{file} is not a list of hashes with one signature. Do not rely on this export; ask the station for a new one."
    ),
    "export.station": N_(
        "{file}: the key is not that of the station named in the charter. Do not rely on this export and "
        "report the incident."
    ),
    "export.realm": N_(
        "{file}: the export belongs to the realm {found}, not to {typed}. Compare with the fingerprint given "
        "on paper; if that is the one you typed, do not rely on this export."
    ),
    "export.keys": N_(
        "{file}: the entry of the key {key} is not in order, or its enrolling act is not in the export. Do "
        "not rely on this export; ask the station for a new one."
    ),
    "export.line": N_("{file}, act {line}: the line is too long or does not end. Ask the station for a new export."),
    "export.founding": N_(
        "{file}, act {line}: a journal begins with its founding and its confirmation by the two founders "
        "named in the charter, and this one does not. Do not rely on this export and report the incident."
    ),
    "export.checkpoint": N_(
        "{file}: the station signed a journal of {size} acts with another root; the export holds {found}. "
        "Acts are missing, added or out of order; ask the station for the original."
    ),
    "export.sample": N_(
        "{file}: the sample is not an act of this journal. Do not rely on it; ask the station for a new export."
    ),
}
