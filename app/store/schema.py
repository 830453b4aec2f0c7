"""The kept tables in their present form, by migrations; the derived ones from their definition."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from app.errors import StoreFault
from app.store.tables import derived

LATEST = "0001"
MIGRATIONS = Path(__file__).with_name("migrations")


def prepare(connection: Connection) -> None:
    """Bring the kept tables to `LATEST`. Raises `StoreFault` for a store of a later program."""
    present = _revision(connection)
    if present == LATEST:
        return
    # Alembic is slow to import and seldom needed.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    environment = EnvironmentContext(config, scripts, fn=lambda revision, _: scripts._upgrade_revs(LATEST, revision))
    environment.configure(connection=connection, transactional_ddl=False)
    try:
        environment.run_migrations()
    except CommandError:
        raise StoreFault("store.later-version", version=present or "") from None


def recreate_derived(connection: Connection) -> None:
    """Drop every derived table and make it anew, empty."""
    derived.drop_all(connection)
    derived.create_all(connection)


def reindex(connection: Connection) -> None:
    """Make the indexes of the journal anew: a page of one may be as stale after a crash as any other."""
    connection.exec_driver_sql("REINDEX acts")


def _revision(connection: Connection) -> str | None:
    known = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").scalar()
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()) if known else None
