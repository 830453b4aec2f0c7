"""The house rules that no linter checks."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFont

ROOT = Path(__file__).resolve().parent.parent
OWN = ("app", "resources", "tests", "installer", ".ci")
APP = sorted((ROOT / "app").rglob("*.py"))
LOCKS = ("requirements.txt", "requirements-dev.txt")
# Written so that the patterns do not find themselves.
FOREIGN = re.compile(
    r"(?<![\w.])/(wor[k]|tm[p]|roo[t]|hom[e]|User[s])/|pyp[i]\.org|pythonhoste[d]|npmj[s]\.|deb\.debia[n]|file:/{3}"
)
UNFINISHED = re.compile(r"\b(TOD[O]|FIXM[E]|XX[X]|HAC[K]|NotImplementedErro[r])\b")
PINNED = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[^ ;\\]+)(?P<hashes>( \\\n    --hash=sha256:[0-9a-f]{64})+)\n")
EVERY_MODULE_THEN_QT = """
import importlib, pkgutil, tests.conftest, app
for module in pkgutil.walk_packages(app.__path__, "app."):
    if not module.name.startswith("app.ui") and module.name != "app.__main__":
        importlib.import_module(module.name)
import PySide6
"""


def own_texts() -> dict[str, str]:
    """Every text file of the project, by its path from the root."""
    files = [*ROOT.glob("*.*"), *(f for folder in OWN for f in (ROOT / folder).rglob("*"))]
    texts = {}
    for file in sorted(f for f in files if f.is_file() and "__pycache__" not in f.parts):
        raw = file.read_bytes()
        if b"\0" not in raw:
            texts[str(file.relative_to(ROOT))] = raw.decode("utf-8", "replace")
    return texts


def pinned(lock: str) -> dict[str, tuple[str, str]]:
    """Name -> version and hashes of a lock file."""
    text = (ROOT / "installer" / lock).read_text()
    return {m["name"]: (m["version"], m["hashes"]) for m in PINNED.finditer(text)}


def wanted() -> set[str]:
    """The libraries that Placet asks for by name."""
    lines = (ROOT / "installer" / "requirements.in").read_text().splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def found(pattern: re.Pattern[str], texts: dict[str, str]) -> list[str]:
    return [
        f"{path}:{number}: {line.strip()[:100]}"
        for path, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_a_registry_or_a_machine_path() -> None:
    assert found(FOREIGN, own_texts()) == []


def test_nothing_is_left_unfinished() -> None:
    sources = {path: text for path, text in own_texts().items() if path.endswith((".py", ".sh", ".toml"))}
    assert found(UNFINISHED, sources) == []


@pytest.mark.parametrize("file", APP, ids=lambda f: str(f.relative_to(ROOT)))
def test_every_file_says_what_it_is_for_and_stays_readable(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    tree = ast.parse(text)
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert ast.get_docstring(tree)
    assert text.count("\n") <= 400
    assert [f.name for f in functions if (f.end_lineno or f.lineno) - f.lineno >= 60] == []


def test_the_core_runs_without_qt() -> None:
    environment = os.environ | {"PLACET_WITHOUT_QT": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", EVERY_MODULE_THEN_QT]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    reason = "PLACET_WITHOUT_QT: the core runs without PySide6"
    assert run.stderr.splitlines()[-1] == f"ModuleNotFoundError: {reason}"


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_hold_hashes_and_name_no_source(lock: str) -> None:
    assert PINNED.sub("", (ROOT / "installer" / lock).read_text()) == ""


def test_the_tests_run_on_the_versions_that_are_shipped() -> None:
    runtime, development = map(pinned, LOCKS)
    assert runtime.items() <= development.items()
    assert development["cryptography-vectors"][0] == runtime["cryptography"][0]


def test_the_project_and_its_lock_ask_for_the_same_libraries() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert set(project["dependencies"]) == wanted()


def test_every_library_earns_its_place() -> None:
    nodes = [node for file in APP for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    modules = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    imported = {module.partition(".")[0] for module in modules}
    assert {re.split("[<>=]", name.lower())[0] for name in wanted()} - imported == set()


@pytest.mark.parametrize("font", sorted((ROOT / "resources" / "fonts").glob("*.ttf")), ids=lambda f: f.stem)
def test_the_shipped_fonts_hold_the_signs_of_both_languages(font: Path) -> None:
    held = TTFont(font.stem, str(font)).face.charToGlyph
    assert [sign for sign in "\u202f’«»œŒæÆçÉÀÿŸ€≥≤→✓–—…·×−№ЖłŞơ" if ord(sign) not in held] == []
