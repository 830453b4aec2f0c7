"""Migrations of the kept tables, run by `app.store.schema`; derived tables need none."""
