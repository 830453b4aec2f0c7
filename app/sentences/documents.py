"""What a paper may refuse."""

from __future__ import annotations

from app.marks import N_

SENTENCES: dict[str, str] = {
    "paper.token-too-long": N_(
        "The licence token has {size} bytes; a QR code holds {limit}. Issue the licence with fewer items, "
        "or in several parts."
    ),
}
