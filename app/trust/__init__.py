"""PROOF: keys, signatures, chains, Merkle tree, checkpoints, slots and exports."""
