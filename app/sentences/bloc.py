"""What is answered about lists A and B and adoption in bloc."""

from __future__ import annotations

from app.marks import N_

SENTENCES: dict[str, str] = {
    "triage.other-list": N_(
        "The question on case {reference} says of itself another list than the triage of the procedure gives. Put it "
        "anew."
    ),
    "bloc.list-b": N_(
        "Case {reference} stands on list B, so no position is taken on it in bloc. Vote on it by itself with “placet "
        "vote cast”."
    ),
    "bloc.agrees-only": N_(
        "In bloc a seat only agrees. Leave case {reference} out with --except and vote on it by itself with “placet "
        "vote "
        "cast”."
    ),
    "bloc.moved-already": N_("The question on case {reference} is not on list A, or was moved to list B already."),
    "bloc.nothing-to-put": N_(
        "No case of list A on this agenda waits for its question. Put those of list B one by one with “placet question "
        "put”."
    ),
    "bloc.nothing-to-certify": N_(
        "On list A of this session no round can be certified now: all are certified, or seats have not spoken yet."
    ),
    "bloc.nothing-to-attest": N_("On list A of this session no certified result waits for attestation."),
    "bloc.changed": N_(
        "The list is not the one that was shown, so nothing was signed. Read it again with “placet vote list” and give "
        "the digest that stands under it."
    ),
    "bloc.not-on-list": N_(
        "“{file}” is not a file of the list. Give its reference or its agenda number as “placet vote list” shows them."
    ),
    "bloc.empty": N_("No file is left to agree to. Leave out fewer files."),
    "bloc.departs": N_(
        "Agreeing to these files would depart from your agency’s opinion: {files}. Leave them out with --except and "
        "vote "
        "on each with your reasons."
    ),
    "bloc.unread": N_(
        "These files have news since your agency’s opinion, or your agency gave none: {files}. Read them and name "
        "them with --seen, or leave them out with --except."
    ),
    "bloc.case-or-session": N_(
        "Name either one case or, with --session, the session whose list A is meant, and not both."
    ),
}

LABELS: dict[str, str] = {
    "news.version": N_("new version of the application"),
    "news.classification": N_("goods classified anew"),
    "news.article-6": N_("Article 6 answered, reviewed or ruled on"),
    "news.article-7": N_("Article 7 assessed anew"),
    "news.opinion": N_("opinion"),
    "news.condition": N_("condition"),
    "news.consultation": N_("answer of a consulted agency"),
    "news.advice": N_("advice of an expert"),
    "news.answer": N_("answer of the applicant"),
    "news.evidence": N_("evidence"),
    "news.note": N_("note put into the dossier"),
}
