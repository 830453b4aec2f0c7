"""KEEPING: the only room that knows SQL."""
