"""The training realm: founded, staffed, and dossiers taken through it, each act signed by its own officer."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import Any

from app import assemble
from app.canonical import parse
from app.cli.demo_script import Script
from app.cli.files import writing
from app.cli.forms import read_file
from app.cli.play import Play
from app.cli.show import table
from app.cli.training import TrainingRealm
from app.cli.verbs import Answer, Call, arg, verb
from app.errors import Refused, Unreadable
from app.marks import N_
from app.trust.audit import verify_export
from app.words import Words

FOLDER = assemble.RESOURCES / "demo"


@verb(
    "demo",
    N_("build a training realm and take dossiers through it"),
    arg("directory", metavar="DIR", help=N_("new folder")),
    arg("--dossiers", metavar="DIR", help=N_("folder with other dossiers than those shipped")),
)
def demo(call: Call) -> Answer:
    """Leaves a store, papers, an export for auditors and the passphrases in DIR."""
    directory, words = Path(call.args.directory), call.words
    with writing(call.args.directory):
        if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
            raise Refused("demo.not-empty", directory=str(directory))
    folder = Path(call.args.dossiers) if call.args.dossiers else FOLDER
    scripts = [_script(file) for file in sorted(folder.glob("*.json"), key=_by_number)]
    if not scripts:
        raise Unreadable("demo.no-dossiers", folder=str(folder))
    play = Play(TrainingRealm(directory, words.language, _teller(call)), scripts, directory)
    existed = directory.exists()
    try:
        with writing(call.args.directory):
            play.run()
    except BaseException:
        play.realm.close()
        shutil.rmtree(directory, ignore_errors=True)
        if existed:
            directory.mkdir()
        raise
    play.realm.close()
    report = verify_export(directory / "export", play.realm.fingerprint)
    return _answer(play, report.acts, words)


def _by_number(file: Path) -> tuple[int, str]:
    """Dossiers come in in the order of the numbers that their names begin with."""
    number = re.match(r"[0-9]{1,9}", file.name)
    return int(number[0]) if number else 0, file.name


def _script(file: Path) -> Script:
    found = parse(read_file(str(file)), what=file.name)
    if not isinstance(found, dict) or "dossier" not in found:
        raise Unreadable("demo.dossier", file=file.name)
    return Script(file.stem, found)


def _teller(call: Call) -> Any:
    """Tell on the error stream how far it is."""

    def tell(sentence: str, **values: Any) -> None:
        if not call.args.json:
            print(call.words.text(sentence, **values), file=sys.stderr, flush=True)

    return tell


def _answer(play: Play, acts: int, words: Words) -> Answer:
    outcomes = play.outcomes()
    rows = [[one["reference"], one["title"][words.language], one["procedure"], _ending(one, words)] for one in outcomes]
    lines = table(words, [N_("Reference"), N_("Dossier"), N_("Procedure"), N_("Outcome")], rows)
    lines += [
        words.text(N_("{acts} acts, each signed by its own officer; the export verifies."), acts=acts),
        words.text(N_("Fingerprint of the realm: {fingerprint}"), fingerprint=play.realm.fingerprint),
        words.text(N_("Papers: {folder}"), folder=str(play.directory / "papers")),
        words.text(N_("Passphrases of this training realm: {file}"), file=str(play.directory / "README.txt")),
    ]
    data = {
        "directory": str(play.directory),
        "realm": play.realm.fingerprint,
        "acts": acts,
        "dossiers": outcomes,
        "papers": sorted(one.name for one in (play.directory / "papers").iterdir()),
    }
    return Answer(data, lines)


def _ending(one: dict[str, Any], words: Words) -> str:
    return words.label("stage", "deferred" if one["deferred"] else one["stage"])
