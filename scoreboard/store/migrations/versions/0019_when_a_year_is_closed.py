"""When a year is closed; and a ceremony may be that of a year

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "year_end",
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.String(length=32), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.Column("reopened_for", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_year_end_series_id_series")),
        sa.PrimaryKeyConstraint("series_id", name=op.f("pk_year_end")),
    )
    op.add_column("ceremony", sa.Column("of_year", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.drop_column("ceremony", "of_year")
    op.drop_table("year_end")
