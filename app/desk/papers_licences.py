"""Filling the papers on a licence's later life: notices of suspension and revocation, the list of a mass suspension."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.desk.papers_applicant import subject_of_case
from app.desk.papers_parts import Filler, applicant_of, day_of, end_user, said
from app.documents.applicant_papers import Signed
from app.documents.licence_papers import LicenceNotice, ListedLicence, MassList
from app.errors import Refused
from app.marks import N_
from app.models.case import Case, Licence
from app.models.case import Signed as By
from app.models.charter import Role
from app.models.licence import MassSuspension
from app.models.outcomes import LicenceRef, SuspensionCause
from app.models.procedure import Text
from app.words import Words
from app.workflows.suspensions import Hold, holds

NOT_RATIFIED = N_(
    "The licence was issued under the urgent procedure, subject to ratification. The decision that it rests on was not "
    "ratified."
)
NOT_IN_TIME = N_(
    "The licence was issued under the urgent procedure, subject to ratification. The decision that it rests on was not "
    "ratified in time."
)
BY_ITSELF = {
    SuspensionCause.RATIFICATION_FAILED: NOT_RATIFIED,
    SuspensionCause.RATIFICATION_LAPSED: NOT_IN_TIME,
}


class LicenceLifePapers(Filler):
    """What the holder reads, and the list that goes to customs; nothing of opinions and votes can enter it."""

    def suspension(self, case: Case, licence: Licence) -> LicenceNotice:
        """The notice of the latest suspension in force. Raises `Refused` where there is none."""
        held = holds(licence, case, self._realm)
        if not held or licence.revoked is not None:
            raise Refused("paper.not-suspended", number=licence.body.number)
        last = held[-1]
        return self._notice(case, licence, last.by, _reasons(last), cause=last.cause)

    def revocation(self, case: Case, licence: Licence) -> LicenceNotice:
        """The notice of revocation. Raises `Refused` where the licence is not revoked."""
        gone = licence.revoked
        if gone is None:
            raise Refused("paper.not-revoked", number=licence.body.number)
        return self._notice(case, licence, gone.by, _text(gone.body.reason, gone.body.reason_fr))

    def _notice(
        self, case: Case, licence: Licence, by: By, reasons: Text, cause: SuspensionCause | None = None
    ) -> LicenceNotice:
        procedure = self._world.procedure(case.procedure)
        return LicenceNotice(
            imprint=self.imprint(case),
            subject=subject_of_case(case),
            number=licence.body.number,
            issued=day_of(licence.by.claimed),
            on=day_of(by.claimed),
            act=by.act,
            revoked=cause is None,
            legal_basis=procedure.legal_basis,
            signed=self._signs(by),
            cause=cause,
            reasons=reasons,
            remedies=procedure.remedies,
        )

    def _signs(self, by: By) -> Signed:
        agency = self.agency(by.agency)
        role = {code: Words(code).label("role", Role(by.role).value) for code in ("en", "fr")}
        capacity = Text(en=f"{role['en']}, {agency.en}", fr=f"{role['fr']}, {agency.fr}")
        return Signed(name=self.name(by.officer), capacity=capacity)

    def mass_list(self, one: MassSuspension) -> MassList:
        """The list of a suspension of many licences, with what was reinstated since."""
        back = {ref.licence: by for ref, by in reversed(one.reinstated)}
        ended = {by.act: by for _, by in one.reinstated}
        return MassList(
            imprint=self.imprint(None),
            criterion=one.body.criterion,
            value=one.body.value,
            on=day_of(one.by.claimed),
            act=one.id,
            reasons=_text(one.body.reason, one.body.reason_fr),
            licences=tuple(self._listed(ref, back.get(ref.licence)) for ref in one.body.licences),
            signed=self.signatory(one.by),
            ended=self.signatories(ended.values()),
        )

    def _listed(self, ref: LicenceRef, back: By | None) -> ListedLicence:
        case = self._world.case(ref.case)
        body = next(one.body for one in case.licences.values() if ref.licence in one.ids)
        return ListedLicence(
            number=ref.number,
            holder=applicant_of(case.application).name,
            goods=_each(f"{one.control_code} {one.description}".strip() for one in body.items),
            destinations=_each(one.destination for one in body.items),
            end_users=_each(end_user(case.application, one.end_user) for one in body.items),
            valid_until=date.fromisoformat(body.valid_until),
            reinstated=day_of(back.claimed) if back else None,
        )


def _each(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _reasons(held: Hold) -> Text:
    ready = BY_ITSELF.get(held.cause)
    return said(ready) if ready else _text(held.reason, held.reason_fr)


def _text(english: str, french: str) -> Text:
    return Text(en=english, fr=french or english)
