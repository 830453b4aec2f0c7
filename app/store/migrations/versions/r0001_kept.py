"""The kept tables of the first version."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _acts()
    op.create_table(
        "tree",
        sa.Column("one", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("frontier", sa.LargeBinary, nullable=False),
        sa.Column("checkpoint", sa.LargeBinary, nullable=False),
        sa.Column("clock_ms", sa.Integer, nullable=False),
        sa.Column("clock_count", sa.Integer, nullable=False),
    )
    op.create_table(
        "station",
        sa.Column("store", sa.Text, primary_key=True),
        sa.Column("realm", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("agency", sa.Text, nullable=False),
        sa.Column("seed", sa.LargeBinary, nullable=False),
        sa.Column("boots", sa.Integer, nullable=False),
        sa.Column("clean_size", sa.Integer, nullable=False),
        sa.Column("derived_version", sa.Integer, nullable=False),
    )
    op.create_table("openings", sa.Column("token", sa.Text, primary_key=True))
    op.create_table(
        "pending_slots",
        sa.Column("proposal", sa.Text, primary_key=True),
        sa.Column("slot", sa.Text, nullable=False),
    )


def _acts() -> None:
    op.create_table(
        "acts",
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("chain", sa.Text, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("officer", sa.Text, nullable=False),
        sa.Column("agency", sa.Text, nullable=False),
        sa.Column("claimed", sa.Text, nullable=False),
        sa.Column("header", sa.LargeBinary, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=True),
        sa.Column("salt", sa.LargeBinary, nullable=True),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        sa.Column("void", sa.Text, nullable=True),
        sa.UniqueConstraint("chain", "seq", name="acts_chain_seq"),
    )
    op.create_index("acts_scope_position", "acts", ["scope", "position"])
