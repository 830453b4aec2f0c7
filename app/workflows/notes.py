"""Rules of informal notes: logged apart from opinions, counting for nothing, in the dossier only once filed."""

from __future__ import annotations

from app.errors import Refused
from app.models.acts import Act, MentionSettled, NoteFiled, NoteWritten
from app.models.case import Case
from app.models.change import replace
from app.models.notes import Note
from app.models.realm import Realm
from app.workflows.authority import check_part
from app.workflows.conditions import check_undecided
from app.workflows.registration import check_open
from app.workflows.rights import RIGHTS
from app.workflows.rules import View, first_of, rule, signed


def unsettled(note: Note) -> tuple[str, ...]:
    """Mentioned officers who have not dealt with it."""
    return tuple(name for name in note.body.mentions if name not in note.settled)


def _write(case: Case, act: Act) -> Case:
    return _with(case, Note(id=act.id, body=act.body, by=signed(act)))


def _file(case: Case, act: Act) -> Case:
    note = case.notes[act.body.note]
    return _with(case, replace(note, filed=first_of(note.filed, signed(act))))


def _settle(case: Case, act: Act) -> Case:
    note = case.notes[act.body.note]
    first = first_of(note.settled.get(act.officer), signed(act))
    return _with(case, replace(note, settled={**note.settled, act.officer: first}))


def _with(case: Case, note: Note) -> Case:
    return replace(case, notes={**case.notes, note.id: note})


@rule(NoteWritten, effect=_write)
def check_written(case: Case, view: View, act: Act) -> None:
    """Anybody with a part in the case, to anybody who can read it, on paper that counts for nothing."""
    body = act.body
    check_open(case)
    check_part(view, view.procedure(case.procedure), act, case)
    if not body.text.strip():
        raise Refused("note.text")
    if body.answers and body.answers not in case.notes:
        raise Refused("note.unknown", note=body.answers)
    if len(set(body.mentions)) != len(body.mentions):
        raise Refused("note.mentioned-twice")
    for name in body.mentions:
        _check_mentioned(case, view.realm, name, act)


def _check_mentioned(case: Case, realm: Realm, name: str, act: Act) -> None:
    """Whoever is mentioned must be able to read it and to say that it was dealt with."""
    officer = realm.officers.get(name)
    if officer is None or not officer.active:
        raise Refused("officer.unknown", officer=name)
    able = RIGHTS[MentionSettled.__name__] & set(officer.person.roles)
    if not able or name in case.conflicts or name == act.officer:
        raise Refused("note.mention", officer=name)


@rule(NoteFiled, effect=_file)
def check_filed(case: Case, _view: View, act: Act) -> None:
    """Only the author, once, before the decision: all positions are then on an earlier dossier."""
    check_undecided(case)
    note = _known(case, act.body.note)
    if note.by.officer != act.officer:
        raise Refused("note.only-author")
    if note.filed is not None:
        raise Refused("note.filed-already")


@rule(MentionSettled, effect=_settle)
def check_settled(case: Case, _view: View, act: Act) -> None:
    """A mentioned person says once that it was dealt with."""
    check_open(case)
    note = _known(case, act.body.note)
    if act.officer not in note.body.mentions:
        raise Refused("note.not-mentioned", officer=act.officer)
    if act.officer in note.settled:
        raise Refused("note.settled-already")


def _known(case: Case, name: str) -> Note:
    if name not in case.notes:
        raise Refused("note.unknown", note=name)
    return case.notes[name]
