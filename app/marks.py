"""The mark that lets the extractor find a sentence; nothing is translated here."""


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for the marker
    """Return `message` unchanged; Babel collects it for the catalogues."""
    return message
