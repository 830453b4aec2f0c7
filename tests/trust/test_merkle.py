"""The Merkle tree by the vectors of RFC 6962 and 9162."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Unreadable
from app.trust import merkle

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "merkle.json").read_text("utf-8"))


def raw(value: str | None) -> bytes:
    return base64.b64decode(value or "")


def proof(case: dict[str, Any]) -> list[bytes]:
    return [raw(step) for step in case["proof"] or []]


@pytest.mark.parametrize("case", VECTORS["inclusion"], ids=lambda case: str(case["name"]))
def test_inclusion_proofs_are_judged_as_published(case: dict[str, Any]) -> None:
    leaf, root = raw(case["leafHash"]), raw(case["root"])
    good = merkle.verify_inclusion(leaf, case["leafIdx"], case["treeSize"], proof(case), root)
    assert good is not case["wantErr"]


@pytest.mark.parametrize("case", VECTORS["consistency"], ids=lambda case: str(case["name"]))
def test_consistency_proofs_are_judged_as_published(case: dict[str, Any]) -> None:
    roots = raw(case["root1"]), raw(case["root2"])
    good = merkle.verify_consistency(case["size1"], case["size2"], *roots, proof(case))
    assert good is not case["wantErr"]


def test_roots_are_those_of_the_reference_tree() -> None:
    tree = merkle.Tree()
    assert tree.root().hex() == VECTORS["empty"]
    for leaf, root in zip(VECTORS["leaves"], VECTORS["roots"], strict=True):
        tree.append(merkle.leaf_hash(bytes.fromhex(leaf)))
        assert tree.root().hex() == root


@given(st.integers(1, 70), st.data())
def test_every_proof_made_is_accepted_and_no_other(size: int, data: st.DataObject) -> None:
    leaves = [merkle.leaf_hash(bytes([number])) for number in range(size)]
    root = merkle.root_of(leaves)
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size))
    path, steps = merkle.inclusion_proof(leaves, index), merkle.consistency_proof(leaves, old)
    before = merkle.root_of(leaves[:old])
    assert merkle.verify_inclusion(leaves[index], index, size, path, root)
    assert merkle.verify_consistency(old, size, before, root, steps)
    assert not merkle.verify_inclusion(leaves[index], index, size, [*path, root], root)
    assert not merkle.verify_inclusion(merkle.leaf_hash(b"other"), index, size, path, root)
    assert not merkle.verify_consistency(old, size, merkle.leaf_hash(b"other"), root, steps)


@given(st.integers(0, 200))
def test_tree_goes_on_from_what_was_kept(size: int) -> None:
    tree, kept = merkle.Tree(), merkle.Tree()
    for number in range(size):
        leaf = merkle.leaf_hash(number.to_bytes(4, "big"))
        tree.append(leaf)
        kept = merkle.Tree.from_bytes(kept.to_bytes())
        kept.append(leaf)
    assert (kept.size, kept.root(), kept.to_bytes()) == (size, tree.root(), tree.copy().to_bytes())


@given(st.lists(st.integers(0, 70), max_size=4))
def test_many_leaves_make_the_same_tree_as_one_by_one(sizes: list[int]) -> None:
    single, many = merkle.Tree(), merkle.Tree()
    for size in sizes:
        leaves = [merkle.leaf_hash(bytes([number])) for number in range(size)]
        many.extend(leaves)
        for leaf in leaves:
            single.append(leaf)
        assert many.to_bytes() == single.to_bytes()


def test_kept_tree_of_a_wrong_length_is_refused() -> None:
    tree = merkle.Tree()
    tree.append(merkle.EMPTY_ROOT)
    for data in (b"", tree.to_bytes()[:-1], tree.to_bytes() + b"\0", bytes(7) + b"\x03" + bytes(32)):
        with pytest.raises(Unreadable, match=r"tree\.broken"):
            merkle.Tree.from_bytes(data)
