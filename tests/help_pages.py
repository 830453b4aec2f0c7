"""The manual's page "Who may do what", from the program's one table; ``python -m tests.help_pages`` renews it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from app.models.acts import Scope
from app.models.charter import Role
from app.words import LANGUAGES, Words
from app.workflows.rights import ALWAYS_ASKED, INCOMPATIBLE, NEVER_TOGETHER, pair_name, table

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "help"
PAGE = "who-may-do-what.md"
SIGNS = {"S": "●", "2": "②", "": ""}

TEXTS = {
    "en": {
        "title": "Who may do what",
        "intro": (
            "Placet checks this table before an act is signed, and again whenever a journal is verified in full. ● "
            "signs the act. ② signs it as a second person: never on one’s own proposal, opinion or answer. “placet "
            "rights” shows the same table."
        ),
        "act": "Act",
        "apart": "Roles that one person may not hold on the same case",
        "apart_text": (
            "One person may have several roles in the charter, but acts on one case never in two that stand here side "
            "by side. A charter may waive single pairs by name; the program then says so."
        ),
        "alone": "Roles held alone",
        "alone_text": (
            "A person with one of these roles has no other: {roles}. The administrator has no power over cases and "
            "does not read them. An auditor sees headers, outcomes and tallies, and exports and audit notes are the "
            "only acts an auditor makes."
        ),
        "asked": "Acts for which the passphrase is asked each time",
        "asked_text": (
            "For these the passphrase is asked again each time, whatever the charter’s setting for other acts."
        ),
    },
    "fr": {
        "title": "Qui peut faire quoi",
        "intro": (
            "Placet vérifie ce tableau avant la signature de chaque acte, puis à chaque vérification complète d’un "
            "journal. ● signe l’acte. ② le signe en second : jamais sur sa propre proposition, son propre avis ou sa "
            "propre réponse. « placet rights » affiche le même tableau."
        ),
        "act": "Acte",
        "apart": "Rôles qu’une même personne ne peut exercer dans le même dossier",
        "apart_text": (
            "Une personne peut avoir plusieurs rôles dans la charte, mais n’agit jamais dans un même dossier à deux "
            "titres rapprochés ci-dessous. Une charte peut lever certaines de ces incompatibilités en les nommant ; le "
            "programme l’indique alors."
        ),
        "alone": "Rôles exercés seuls",
        "alone_text": (
            "Qui exerce l’un de ces rôles n’en a pas d’autre : {roles}. L’administrateur n’a aucun pouvoir sur les "
            "dossiers et ne les lit pas. L’auditeur voit les en-têtes, les résultats et les décomptes ; les exports et "
            "les notes d’audit sont les seuls actes qu’il accomplit."
        ),
        "asked": "Actes pour lesquels la phrase de passe est demandée à chaque fois",
        "asked_text": (
            "Pour ces actes, la phrase de passe est redemandée à chaque fois, quel que soit le réglage de la charte "
            "pour les autres."
        ),
    },
}


def page(language: str) -> str:
    """The page in Markdown."""
    words, texts = Words(language), TEXTS[language]
    parts = [[f"# {texts['title']}"], [texts["intro"]]]
    for scope in Scope:
        rows = list(_rows(words, scope))
        if rows:
            head = [texts["act"], *(words.label("role", role.value) for role in Role)]
            parts += [[f"## {words.label('scope', scope.value)}"], [_row(head), "|---|" + ":-:|" * len(Role), *rows]]
    parts += [[f"## {texts['apart']}"], [texts["apart_text"]], list(_pairs(words))]
    alone = words.sentence_list([words.label("role", role.value) for role in Role if role in NEVER_TOGETHER])
    parts += [[f"## {texts['alone']}"], [texts["alone_text"].format(roles=alone)]]
    asked = [f"- {words.say(f'act.{name}')}" for name, _, _ in table() if name in ALWAYS_ASKED]
    parts += [[f"## {texts['asked']}"], [texts["asked_text"]], asked]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def file(language: str) -> Path:
    """Where the page of a language is kept."""
    return FOLDER / language / PAGE


def _rows(words: Words, scope: Scope) -> Iterable[str]:
    for name, of, roles in table():
        if of is scope:
            yield _row([words.say(f"act.{name}"), *(SIGNS[roles[role]] for role in Role)])


def _pairs(words: Words) -> Iterable[str]:
    for pair in sorted(INCOMPATIBLE, key=pair_name):
        first, second = (words.label("role", role.value) for role in Role if role in pair)
        yield f"- {first} – {second}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    for one in LANGUAGES:
        file(one).parent.mkdir(parents=True, exist_ok=True)
        file(one).write_text(page(one), encoding="utf-8")
