"""Several processes at one store, and several stations in one realm."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, Thread

import pytest

from app import assemble
from app.desk.applications import Taken
from app.desk.founding import found
from app.errors import PlacetError
from app.intake.reading import read
from app.models.charter import Role
from app.workflows.charter import read_charter
from tests.cli.placet import CHEAP, RESOURCES, ROOT, SIX
from tests.features.realm import Scene
from tests.features.steps import committee, review

WHO = "orchard lantern velvet quarry"
BOTH = ("lic-02", "lic-03")


@pytest.fixture
def granted(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Scene:
    """A case whose licence waits to be issued, and two officers who may."""
    from tests.cli.placet import once, station
    from tests.features.realm import staffed

    home = once(tmp_path_factory, "staffed", staffed)
    scene = Scene(station(home).copy(tmp_path / "realm"))
    file = tmp_path / "vests.json"
    script = json.loads((RESOURCES / "demo" / "1-grant-with-conditions.json").read_text("utf-8"))
    file.write_text(json.dumps(script["dossier"]), encoding="utf-8")
    candidates = read([file], None).candidates
    (scene.reference,) = scene.at("licensing", "clerk").applications.register(candidates).references
    review.reviewed(scene)
    committee.meet(scene, "foreign affairs, defence and customs")
    committee.put(scene, "Shall all be authorised?", "1=grant; 2=grant; 3=grant")
    for agency in ("foreign affairs", "defence", "customs"):
        committee.vote(scene, agency, "agree", None, None)
    committee.certify(scene)
    committee.decide(scene)
    roles = (Role.CLERK, Role.LICENSING_OFFICER)
    proposed = scene.at("licensing", "administrator").realm.propose_roles("lic-02", roles).acts[0]
    scene.at("licensing", "head").realm.confirm_roles(proposed)
    return scene


def test_two_threads_that_issue_at_the_same_time_make_one_licence(granted: Scene) -> None:
    barrier, outcomes = Barrier(2), list[str]()

    def press(officer: str) -> None:
        passphrase = granted.station.passphrases[officer]
        desk = assemble.unlock(granted.station.store, officer, passphrase, assemble.present, "en")
        barrier.wait()
        try:
            desk.decisions.issue(granted.reference)
            outcomes.append("issued")
        except PlacetError as error:
            outcomes.append(error.code)
        finally:
            desk.office.store.close()

    threads = [Thread(target=press, args=(officer,)) for officer in BOTH]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _one_licence(granted, outcomes)


def test_two_processes_that_issue_at_the_same_time_make_one_licence(granted: Scene) -> None:
    def press(officer: str) -> subprocess.Popen[str]:
        who = ("--officer", officer, "--passphrase-file", str(granted.station.file(officer)))
        verb = ("--json", "--store", str(granted.station.store), "licence", "issue", granted.reference)
        command = [sys.executable, "-m", "app", *who, *verb]
        return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    both = [press(officer) for officer in BOTH]
    said = [process.communicate() for process in both]
    assert [err for _, err in said] == ["", ""]
    _one_licence(granted, [json.loads(out).get("error", "issued") for out, _ in said])
    assert sorted(process.returncode for process in both) == [0, 3]


def _one_licence(granted: Scene, outcomes: list[str]) -> None:
    assert sorted(outcomes) == ["issued", "licence.issued-already"]
    acts = granted.station.ask("lic-03", "case", "acts", granted.reference)["acts"]
    assert [one["type"] for one in acts].count("LicenceIssued") == 1
    assert granted.station.run("lic-03", "journal", "verify", "--full").code == 0


def test_references_carry_the_stations_code_where_there_are_several(tmp_path: Path) -> None:
    references = {code: _taken_in_at(tmp_path / code, code, several=True).references for code in ("L1", "L2")}
    assert references == {"L1": ("EXP-2026-L1-00001",), "L2": ("EXP-2026-L2-00001",)}


def test_references_are_short_where_there_is_one_station(tmp_path: Path) -> None:
    assert _taken_in_at(tmp_path / "one", "L1", several=False).references == ("EXP-2026-00001",)


def _taken_in_at(folder: Path, code: str, *, several: bool) -> Taken:
    """Found a realm at the station with this code, beside another one, and take an application in there."""
    folder.mkdir()
    other = {"L1": "L2", "L2": "L1"}[code]
    more = f'[[stations]]\nname = "licensing-2"\nagency = "licensing"\ncode = "{other}"\n\n' if several else ""
    before, agencies, after = SIX.read_text("utf-8").partition("\n# --- EN  Agencies")
    text = f'{before}code = "{code}"\n\n{more}{agencies}{after}'
    draft = read_charter("charter.toml", text)
    assert draft.charter is not None, draft.problems

    def now() -> datetime:
        return datetime(2026, 10, 5, 9, tzinfo=UTC)

    charter = assemble.with_procedures(draft.charter, folder)
    founded = found(folder / "store", charter, (WHO, WHO + " too"), CHEAP, now)
    administrator, head = (
        assemble.desk(founded.store, founded.store_key, signer, now, "en") for signer in founded.founders
    )
    clerk = next(one for one in charter.officers if one.officer == "lic-02")
    proposed = administrator.realm.propose_officer(
        clerk.officer, clerk.name, clerk.agency, clerk.roles, WHO + " three", CHEAP
    )
    head.realm.confirm_officer(proposed.acts[0])
    founded.store.close()
    desk = assemble.unlock(folder / "store", "lic-02", WHO + " three", now, "en")
    file = folder / "vests.json"
    script = json.loads((RESOURCES / "demo" / "1-grant-with-conditions.json").read_text("utf-8"))
    file.write_text(json.dumps(script["dossier"]), encoding="utf-8")
    taken = desk.applications.register(read([file], None).candidates)
    desk.office.store.close()
    return taken
