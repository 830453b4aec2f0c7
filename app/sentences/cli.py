"""What the command line has to say: arguments, files, tokens, the training realm."""

from __future__ import annotations

from app.marks import N_

SENTENCES: dict[str, str] = {
    "cli.arguments": N_("{verb}: {message}. “{verb} --help” shows how it is used."),
    "cli.interrupted": N_("Interrupted. What was not yet recorded was not done."),
    "cli.officer-needed": N_("Name the officer who acts with --officer."),
    "cli.mandate-form": N_(
        "A mandate names either its cases (--case, once for each) or all of them (--all), and its last day (--until)."
    ),
    "cli.mandate-id": N_("Name the mandate to confirm by its id. “placet mandate list” shows it."),
    "cli.realm-with-export": N_("A realm’s fingerprint is compared with an export. Name its folder with --export."),
    "file.cannot-read": N_("The file {file} cannot be read: {reason}. Check its name and who may read it."),
    "file.cannot-write": N_("The file {file} cannot be written: {reason}. Check the folder, or name another file."),
    "passphrase.file": N_(
        "The passphrase cannot be read from {file}. Check its name and who may read it, and that it is UTF-8 text."
    ),
    "form.choice": N_("{where}: “{value}” cannot stand here. Use one of: {choices}."),
    "form.day": N_("{where}: “{value}” is not a day. Write year, month and day like this: 2026-11-19."),
    "form.number": N_("{where}: “{value}” is not an amount above zero. Write digits, with a point before decimals."),
    "form.pair": N_("{where}: “{value}” needs a name, an equals sign and what it stands for, for example 1=grant."),
    "officer.not-planned": N_("The charter plans no officer {officer}. Give --name, --agency and --role."),
    "token.valid": N_("The licence {number} was issued like this; it is valid until {until}."),
    "token.status-unknown": N_(
        "Its status is not known after {date}: a later revocation does not show here. Ask the issuing authority."
    ),
    "token.altered": N_(
        "This token is not as the station signed it: it was altered or copied with a mistake. Do not rely on the "
        "licence; read the code again or ask the issuing authority."
    ),
    "token.unknown-key": N_(
        "The token is signed by “{key}”, whose key is not known here. Get the station’s key from the issuing authority "
        "and name it with --keys."
    ),
    "token.expired": N_("The licence {number} was valid until {until} and has expired."),
    "token.keys-needed": N_(
        "The token is checked with the key of the station that signed it. Name a file of keys with --keys, or an "
        "officer of that station with --officer."
    ),
    "token.key-line": N_(
        "{file}, line {line}: this is not a station key. Take the file station.vkey of an export as it is."
    ),
    "demo.not-empty": N_("The folder {directory} is not empty. Name a new folder for the training realm."),
    "demo.no-dossiers": N_("There are no dossiers (*.json) in {folder}. Name another folder with --dossiers."),
    "demo.dossier": N_("{file} is not a dossier of the training realm. Compare it with those in resources/demo."),
    "demo.dossier-problem": N_("{place}: {what}"),
    "demo.charter": N_("The charter of the training realm ({file}) is damaged. Install Placet again."),
    "demo.no-officer": N_("The training realm has no officer of {agency} with the role “{role}”. Correct the dossier."),
}
