"""NOUNS: frozen dataclasses and enumerations. Nothing happens here."""
