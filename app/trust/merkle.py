"""The Merkle tree over a station's acts: roots, inclusion and consistency proofs (RFC 6962 section 2.1, RFC 9162)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from app.errors import Unreadable

SIZE = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """Hash of one entry."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """An append-only tree kept as its size and its peaks: the roots of the perfect subtrees, largest first."""

    __slots__ = ("_peaks", "size")

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size = size
        self._peaks = list(peaks)

    def append(self, node: bytes, leaves: int = 1) -> None:
        """Add one leaf hash, or the root of a perfect subtree of so many leaves that divide the size."""
        carry = self.size // leaves
        while carry & 1:
            node = node_hash(self._peaks.pop(), node)
            carry >>= 1
        self._peaks.append(node)
        self.size += leaves

    def extend(self, leaves: Sequence[bytes]) -> None:
        """Add many leaf hashes, perfect subtree by perfect subtree: half the time of one by one."""
        at = 0
        while at < len(leaves):
            most = 1 << ((len(leaves) - at).bit_length() - 1)
            size = min(most, self.size & -self.size or most)
            self.append(_perfect_root(leaves[at : at + size]), size)
            at += size

    def root(self) -> bytes:
        """The root hash of all leaves so far."""
        if not self._peaks:
            return EMPTY_ROOT
        *rest, root = self._peaks
        for peak in reversed(rest):
            root = node_hash(peak, root)
        return root

    def copy(self) -> Tree:
        """A tree that grows on its own."""
        return Tree(self.size, self._peaks)

    def to_bytes(self) -> bytes:
        """Size in eight bytes, then the peaks."""
        return self.size.to_bytes(8, "big") + b"".join(self._peaks)

    @classmethod
    def from_bytes(cls, data: bytes) -> Tree:
        """The tree that `to_bytes` wrote; `Unreadable` where size and peaks do not fit."""
        size = int.from_bytes(data[:8], "big")
        if len(data) != 8 + SIZE * size.bit_count():
            raise Unreadable("tree.broken")
        return cls(size, (data[at : at + SIZE] for at in range(8, len(data), SIZE)))


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root hash of a list of leaf hashes."""
    tree = Tree()
    for leaf in leaves:
        tree.append(leaf)
    return tree.root()


def _perfect_root(nodes: Sequence[bytes]) -> bytes:
    """The root over as many nodes as are a power of two."""
    while len(nodes) > 1:
        nodes = list(map(node_hash, nodes[::2], nodes[1::2]))
    return nodes[0]


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes that lead from leaf `index` to the root (RFC 9162 section 2.1.3.1)."""
    if len(leaves) <= 1:
        return []
    middle = _split(len(leaves))
    if index < middle:
        return [*inclusion_proof(leaves[:middle], index), root_of(leaves[middle:])]
    return [*inclusion_proof(leaves[middle:], index - middle), root_of(leaves[:middle])]


def consistency_proof(leaves: Sequence[bytes], size: int) -> list[bytes]:
    """The hashes that show the first `size` leaves to be the beginning of all (RFC 9162 section 2.1.4.1)."""
    return _subproof(leaves, size, whole=True) if 0 < size < len(leaves) else []


def _subproof(leaves: Sequence[bytes], size: int, *, whole: bool) -> list[bytes]:
    if size == len(leaves):
        return [] if whole else [root_of(leaves)]
    middle = _split(len(leaves))
    if size <= middle:
        return [*_subproof(leaves[:middle], size, whole=whole), root_of(leaves[middle:])]
    return [*_subproof(leaves[middle:], size - middle, whole=False), root_of(leaves[:middle])]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `leaf` stands at `index` in the tree of `size` leaves with `root` (RFC 9162 section 2.1.3.2)."""
    if not 0 <= index < size or not _are_hashes(leaf, root, *proof):
        return False
    position, last, result = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            result = node_hash(sibling, result)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            result = node_hash(result, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and result == root


def verify_consistency(size1: int, size2: int, root1: bytes, root2: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree of `size1` and `root1` is the beginning of the other (RFC 9162 section 2.1.4.2)."""
    if size1 == 0 and root1 != EMPTY_ROOT:
        return False
    if size1 == size2:
        return root1 == root2 and not proof
    if not 0 <= size1 < size2 or not _are_hashes(root1, root2, *proof):
        return False
    if size1 == 0:
        return not proof
    path = [root1, *proof] if size1 & (size1 - 1) == 0 else list(proof)
    return bool(path) and _walk(size1 - 1, size2 - 1, path) == (root1, root2)


def _walk(first: int, second: int, path: list[bytes]) -> tuple[bytes, bytes] | None:
    while first & 1:
        first, second = first >> 1, second >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if second == 0:
            return None
        if first & 1 or first == second:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not first & 1 and first:
                first, second = first >> 1, second >> 1
        else:
            new = node_hash(new, sibling)
        first, second = first >> 1, second >> 1
    return (old, new) if second == 0 else None


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def _are_hashes(*values: bytes) -> bool:
    return all(len(value) == SIZE for value in values)
