"""Whose clock it is, freezes that have begun, and what the journal says of the rows that deeds leave

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("competition", sa.Column("settable_clock", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("journal", sa.Column("machine_at", sa.String(length=32), nullable=True))
    op.add_column("journal", sa.Column("marks", sa.JSON(), nullable=True))
    op.add_column("series_period", sa.Column("frozen_since", sa.String(length=32), nullable=True))
    op.create_index(
        "ix_series_period_freeze_to_come",
        "series_period",
        ["freeze"],
        sqlite_where=sa.text("frozen_since IS NULL AND freeze IS NOT NULL"),
        postgresql_where=sa.text("frozen_since IS NULL AND freeze IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_series_period_freeze_to_come", table_name="series_period")
    op.drop_column("series_period", "frozen_since")
    op.drop_column("journal", "marks")
    op.drop_column("journal", "machine_at")
    op.drop_column("competition", "settable_clock")
