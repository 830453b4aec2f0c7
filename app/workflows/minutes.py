"""Rules of minutes: corrections, statements annexed, results announced, adoption by a later session."""

from __future__ import annotations

from typing import Any

from app.canonical import digest_of
from app.errors import Refused
from app.models.acts import Act, MinutesAdopted, MinutesCorrected, ResultsAnnounced, StatementAnnexed
from app.models.case import Case, Round
from app.models.change import replace
from app.models.charter import Role
from app.models.outcomes import Method
from app.models.plain import to_plain
from app.models.procedure import SeatKind
from app.models.session import Session
from app.workflows.committee import check_officeholder, committee_of, seat_of
from app.workflows.rules import View, rule, signed


def rounds_of(session: Session, case: Case) -> list[Round]:
    """The rounds held on a case in this session, in the order of their questions."""
    held = [one for one in case.rounds.values() if one.question.session == session.id]
    return sorted(held, key=lambda one: (one.question.number, one.by.order))


def annexed(session: Session) -> tuple[str, ...]:
    """Ids of the corrections and statements that belong to the minutes: after the adoption, of those it names."""
    adoption = adopted_by(session)
    return adoption.annexed if adoption else tuple(sorted((*session.corrections, *session.statements)))


def adopted_by(session: Session) -> MinutesAdopted | None:
    """How the minutes were adopted; of two adoptions made apart the earlier counts."""
    first = min(session.adopted.values(), key=lambda one: one[1].order, default=None)
    return first[0] if first else None


def content(session: Session, view: View) -> str:
    """The digest of exactly what the minutes say: every act that they are drafted from, corrections and annexes."""
    assert session.convened is not None
    cases = [view.case(item.case) for item in sorted(session.agenda, key=lambda item: item.number)]
    return digest_of(
        {
            "session": session.id,
            "convened": to_plain(session.convened),
            "agenda": to_plain(session.agenda),
            "attendance": [sitting.by.act for sitting in session.attendance],
            "opened": session.opened.act if session.opened else None,
            "closed": session.closed.act if session.closed else None,
            "rounds": [_held(one) for case in cases for one in rounds_of(session, case)],
            "announced": sorted(session.announced),
            "annexed": list(annexed(session)),
        }
    )


def _held(one: Round) -> dict[str, Any]:
    attested = {name: given.attested.act if given.attested else None for name, given in one.certificates.items()}
    return {
        "question": one.question.fingerprint,
        "votes": sorted(one.votes),
        "voided": sorted(vote.voided.act for vote in one.votes.values() if vote.voided is not None),
        "certificates": attested,
        "deferred": one.deferred[2].act if one.deferred else None,
        "moved": one.moved.act if one.moved else None,
    }


# --- effects -------------------------------------------------------------------------------------------------------


def _correct(session: Session, act: Act) -> Session:
    return replace(session, corrections={**session.corrections, act.id: (act.body, signed(act))})


def _annex(session: Session, act: Act) -> Session:
    readers = {act.id: act.narrower["text"]} if "text" in act.narrower else {}
    statements = {**session.statements, act.id: (act.body, signed(act))}
    return replace(session, statements=statements, readers={**session.readers, **readers})


def _adopt(session: Session, act: Act) -> Session:
    return replace(session, adopted={**session.adopted, act.id: (act.body, signed(act))})


def _announce(session: Session, act: Act) -> Session:
    said = dict(session.announced)
    for one in act.body.results:
        known = said.get(one.question)
        if known is None or signed(act).order < known[1].order:
            said[one.question] = (one, signed(act))
    return replace(session, announced=said)


# --- checks --------------------------------------------------------------------------------------------------------


@rule(MinutesCorrected, effect=_correct)
def check_corrected(session: Session, view: View, act: Act) -> None:
    """Chair, secretary or whoever sat corrects a point of the minutes, after the session and before their adoption."""
    _check_not_adopted(session)
    if session.closed is None:
        raise Refused("minutes.not-closed")
    if act.role is Role.MEMBER:
        _check_sat(session, act)
    else:
        check_officeholder(view.realm, act, _committee(session, view))
    _check_point(session, act.body.point)
    if not (act.body.text.strip() and act.body.text_fr.strip()):
        raise Refused("minutes.both-texts")
    if not act.body.reason.strip():
        raise Refused("reasons.needed")


@rule(StatementAnnexed, effect=_annex)
def check_annexed(session: Session, view: View, act: Act) -> None:
    """Whoever sat on a voting or advisory seat has a statement annexed, from the opening until the adoption."""
    _check_not_adopted(session)
    if session.opened is None:
        raise Refused("session.not-opened")
    if seat_of(_committee(session, view), act.body.seat).kind is SeatKind.OBSERVER:
        raise Refused("vote.observer", seat=act.body.seat)
    _check_sat(session, act, act.body.seat)
    _check_point(session, act.body.point)
    if not act.body.text.strip():
        raise Refused("minutes.statement-text")


def _adopting(session: Session, body: MinutesAdopted) -> tuple[str, ...]:
    """The session that adopts, and all cases from whose acts these minutes are drafted."""
    return (f"session:{body.session}", *(f"case:{item.case}" for item in session.agenda))


@rule(MinutesAdopted, effect=_adopt, reads=_adopting)
def check_adopted(session: Session, view: View, act: Act) -> None:
    """A later session of the same committee, while it sits, adopts exactly the minutes as they read now."""
    _check_not_adopted(session)
    if session.closed is None:
        raise Refused("minutes.not-closed")
    later = view.session(act.body.session)
    assert session.convened is not None
    assert later.convened is not None
    if not later.sitting or later.opened is None:
        raise Refused("session.not-open")
    same = view.procedure(later.convened.procedure).id == view.procedure(session.convened.procedure).id
    if not same or later.opened.order < session.closed.order:
        raise Refused("minutes.not-later", session=later.convened.title)
    check_officeholder(view.realm, act, _committee(later, view))
    if act.body.annexed != annexed(session) or act.body.content != content(session, view):
        raise Refused("minutes.content")


def _named_cases(_session: Session, body: ResultsAnnounced) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"case:{one.case}" for one in body.results))


@rule(ResultsAnnounced, effect=_announce, reads=_named_cases)
def check_announced(session: Session, view: View, act: Act) -> None:
    """The chair announces in session, once, how rounds by silence or in writing of this committee ended."""
    if not session.sitting:
        raise Refused("session.not-open")
    assert session.convened is not None
    check_officeholder(view.realm, act, _committee(session, view))
    named = [one.question for one in act.body.results]
    if not named or len(set(named)) != len(named) or set(named) & set(session.announced):
        raise Refused("announce.once")
    for one in act.body.results:
        _check_ended(session, view, view.case(one.case), one)


def _check_ended(session: Session, view: View, case: Case, ref: Any) -> None:
    assert session.convened is not None
    one = case.rounds.get(ref.question)
    if one is None or ref.reference != case.reference:
        raise Refused("vote.unknown-question", question=ref.question)
    if view.procedure(case.procedure).id != view.procedure(session.convened.procedure).id:
        raise Refused("session.other-procedure", reference=case.reference)
    if one.question.method is Method.SESSION or not one.closed:
        raise Refused("announce.not-ended", reference=case.reference)


def _committee(session: Session, view: View) -> Any:
    if session.convened is None:
        raise Refused("session.unknown", session=session.id)
    return committee_of(view.procedure(session.convened.procedure))


def _check_not_adopted(session: Session) -> None:
    if session.convened is None:
        raise Refused("session.unknown", session=session.id)
    if session.adopted:
        raise Refused("minutes.adopted-already")


def _check_sat(session: Session, act: Act, seat: str = "") -> None:
    sat = {one.seat for one in session.attendance if one.present and one.officer == act.officer}
    if not sat or (seat and seat not in sat):
        raise Refused("minutes.did-not-sit", officer=act.officer)


def _check_point(session: Session, point: int) -> None:
    if point and point not in {item.number for item in session.agenda}:
        raise Refused("minutes.point", point=point)
