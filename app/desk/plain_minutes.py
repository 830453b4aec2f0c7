"""One session as plain JSON: its agenda by lists, who sat, how its minutes stand."""

from __future__ import annotations

from typing import Any

from app.desk.plain_list import placed
from app.models.acts import StatementAnnexed
from app.models.outcomes import RoundRef
from app.models.plain import to_plain
from app.models.session import Session
from app.models.signed import Signed
from app.store.reading import Reading
from app.workflows.consensus import stepped_out
from app.workflows.minutes import adopted_by, annexed, content, rounds_of

Plain = dict[str, Any]


def plain_minutes(tx: Reading, session: Session, due: list[RoundRef], agency: str | None) -> Plain:
    """Everything on a session; `due` are results to announce, `agency` whose officer asks (None: without bodies)."""
    assert session.convened is not None
    adoption = adopted_by(session)
    return {
        "id": session.id,
        "title": session.convened.title,
        "on": session.convened.on,
        "place": session.convened.place,
        "opened": session.opened.claimed if session.opened else None,
        "closed": session.closed.claimed if session.closed else None,
        "present": session.present(),
        "agenda": [_item(tx, session, item) for item in sorted(session.agenda, key=lambda one: one.number)],
        "to_announce": [to_plain(one) for one in due],
        "announced": [to_plain(one) for one, _ in session.announced.values()],
        "content": adoption.content if adoption else content(session, tx.world),
        "adopted": _adoption(tx, session),
        **(_texts(session, agency) if agency is not None else {}),
    }


def _item(tx: Reading, session: Session, item: Any) -> Plain:
    case = tx.case(item.case)
    letter, moved = ("", "") if item.information else placed(tx.world, case, session)
    return {
        "number": item.number,
        "reference": case.reference,
        "information": item.information,
        "list": letter,
        "moved_by": moved,
        "rounds": [
            {
                "question": one.question.fingerprint,
                "bloc": one.question.bloc,
                "positions": len({v.body.seat for v in one.standing() if v.by.officer not in stepped_out(case, one)}),
                "result": next((c.body.result.value for c in one.certificates.values()), None),
                "attested": any(c.attested for c in one.certificates.values()),
                "deferred": one.deferred is not None,
            }
            for one in rounds_of(session, case)
        ],
    }


def _adoption(tx: Reading, session: Session) -> Plain | None:
    body = adopted_by(session)
    if body is None:
        return None
    by = next(signed for adopted, signed in session.adopted.values() if adopted is body)
    later = tx.session(body.session)
    assert later.convened is not None
    return _signed(by) | {"session": later.id, "title": later.convened.title, "content": body.content}


def _texts(session: Session, agency: str) -> Plain:
    valid = set(annexed(session))
    corrections = sorted(session.corrections.items(), key=lambda one: one[1][1].order)
    statements = sorted(session.statements.items(), key=lambda one: one[1][1].order)
    return {
        "corrections": [
            _signed(by) | _body(body) | {"id": name, "counts": name in valid} for name, (body, by) in corrections
        ],
        "statements": [
            _signed(by) | _readable(session, name, body, agency) | {"id": name, "counts": name in valid}
            for name, (body, by) in statements
        ],
    }


def _readable(session: Session, name: str, body: StatementAnnexed, agency: str) -> Plain:
    readers = session.readers.get(name, (agency,))
    hidden = {} if agency in readers else {"text": None, "text_fr": None}
    return _body(body) | hidden | {"readers": list(session.readers.get(name, ()))}


def _signed(by: Signed) -> Plain:
    return {"officer": by.officer, "agency": by.agency, "on": by.claimed}


def _body(body: Any) -> Plain:
    plain: Plain = to_plain(body)
    plain.pop("shown")
    return plain
