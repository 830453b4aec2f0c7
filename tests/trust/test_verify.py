"""Full verification: what it accepts, and that it names the first act that is not in order."""

import gc
import os
import threading
from collections.abc import Iterator

import pytest

from app.errors import NotTrusted
from app.trust import merkle, record, verify
from app.trust.processes import assisted, begin, in_processes
from tests.trust.journal import Journal, key_for


@pytest.fixture(scope="module")
def journal() -> Journal:
    return Journal().filled()


def refusal(rows: list[verify.Row], journal: Journal) -> tuple[str, int]:
    with pytest.raises(NotTrusted) as refused:
        verify.verify_records(rows, journal.publics())
    assert refused.value.values["file"] == "journal"
    return refused.value.code, refused.value.values["line"]


def test_journal_in_order_is_verified(journal: Journal) -> None:
    seen: list[int] = []
    found = verify.verify_records(iter(journal.rows()), journal.publics(), progress=seen.append)
    assert found.size == len(journal.acts) == seen[-1]
    assert found.root == merkle.root_of(record.leaf(act.header_text, act.signature) for act in journal.acts)
    assert found.chains == journal.chains


def test_act_without_its_body_is_verified_by_its_header(journal: Journal) -> None:
    rows = [(header, None, None, signature) for header, _, _, signature in journal.rows()]
    assert verify.verify_records(rows, journal.publics()).size == len(rows)


def test_every_changed_byte_of_an_act_is_found(journal: Journal) -> None:
    rows = journal.rows()
    for column, place in ((c, p) for c in range(4) for p in range(0, len(rows[4][c] or b""), 7)):
        value = bytearray(rows[4][column] or b"")
        value[place] ^= 1
        row = (*rows[4][:column], bytes(value), *rows[4][column + 1 :])
        assert refusal([*rows[:4], row, *rows[5:]], journal)[1] in (5, 6)


def test_first_of_several_faults_is_named_whatever_is_checked_first(journal: Journal) -> None:
    rows = journal.rows()
    rows[2] = (*rows[2][:2], bytes(32), rows[2][3])
    rows[4] = (*rows[4][:3], bytes(64))
    rows[5] = (b"{}", *rows[5][1:])
    assert refusal(rows, journal) == ("act.body", 3)


def test_search_for_cycles_goes_on_after_a_refusal(journal: Journal) -> None:
    refusal(journal.rows()[1:], journal)
    assert gc.isenabled()


def test_missing_moved_repeated_and_unknown_acts_are_found(journal: Journal) -> None:
    rows = journal.rows()
    assert refusal(rows[:3] + rows[4:], journal) == ("act.unknown-cause", 4)
    assert refusal(rows[1:], journal) == ("act.unknown-cause", 1)
    assert refusal([*rows, rows[-1]], journal) == ("act.twice", 7)
    assert refusal([*rows[:3], rows[4], rows[3], rows[5]], journal)[1] == 4
    assert refusal([(*rows[0][:2], None, rows[0][3])], journal) == ("act.salt", 1)


def test_act_of_a_key_that_is_not_known_is_found(journal: Journal) -> None:
    rows = journal.rows()
    known = {key: public for key, public in journal.publics().items() if key != key_for("reviewer").id}
    with pytest.raises(NotTrusted, match=r"act\.unknown-key"):
        verify.verify_records(rows, known)


def test_fork_of_a_chain_is_found() -> None:
    journal = Journal().filled()
    reviewer = key_for("reviewer")
    chain = record.chain_id(reviewer.id, "case:0b6e3b1c-5f7a-4a52-9d3e-2f1f6f1d0001")
    journal.chains[chain] = (0, journal.acts[3].id)
    journal.opinion(reviewer)
    assert refusal(journal.rows(), journal) == ("act.chain", 7)


@pytest.mark.parametrize("changed", [{"clock": (1_790_000_000_000, 0)}, {"claimed": "2026-11-22T03:59:59Z"}])
def test_time_running_back_is_found(changed: dict[str, object]) -> None:
    journal = Journal().filled()
    journal.opinion(journal.head, **changed)
    assert refusal(journal.rows(), journal) == ("act.clock", 7)


def test_many_acts_are_verified_by_processes_and_read_by_the_caller_alone() -> None:
    journal = Journal().filled()
    for _ in range(verify.FEW):
        journal.opinion(journal.head)
    readers: set[int] = set()

    def cursor() -> Iterator[verify.Row]:
        for row in journal.rows():
            readers.add(threading.get_ident())
            yield row

    assert verify.verify_records(cursor(), journal.publics(), processes=2).size == len(journal.acts)
    assert readers == {threading.get_ident()}
    rows = journal.rows()
    rows[-1] = (*rows[-1][:3], bytes(64))
    assert refusal(rows, journal) == ("act.signature", len(rows))


def doubled(number: int) -> int:
    """Work of a process, this one's too."""
    if number == 30:
        raise NotTrusted("act.signature", line=number)
    return 2 * number


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_results_and_the_first_failure_come_in_order_whoever_found_them(processes: int) -> None:
    found = in_processes(iter(range(40)), doubled, processes)
    assert [next(found) for _ in range(30)] == [2 * number for number in range(30)]
    with pytest.raises(NotTrusted) as caught:
        next(found)
    assert caught.value.values == {"line": 30}


def test_what_lies_here_is_not_handed_over() -> None:
    found = list(in_processes(iter(range(20)), doubled, 2, here=lambda number: -number))
    assert [abs(one) in (number, 2 * number) for number, one in enumerate(found)] == [True] * 20
    assert -15 in found


def test_processes_begun_ahead_do_the_next_work_once() -> None:
    begun = begin(nothing, 1)
    assert [one.result() for one in begun] == [None]
    assert begin(nothing, 1) == []
    with assisted(1) as pool:
        first = pool.submit(os.getpid).result()
        assert first in pool._processes
    with assisted(1) as pool:
        assert pool.submit(os.getpid).result() != first


def nothing() -> None:
    """Loads this module."""
