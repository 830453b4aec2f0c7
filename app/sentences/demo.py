"""Sentences of the demonstration's dossiers."""

from __future__ import annotations

from app.marks import N_

SENTENCES: dict[str, str] = {
    "demo.missing": N_(
        "The dossier {file} does not say “{field}”, which is needed where it stands now. Add it; the dossiers in "
        "resources/demo show where."
    ),
}
