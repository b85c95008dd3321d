"""Which scores were sent back

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "returned_score",
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("period_id", sa.String(), nullable=False),
        sa.Column("area_id", sa.String(), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("judge", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("returned_by", sa.String(), nullable=False),
        sa.Column("returned_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_returned_score_period_id_period")),
        sa.ForeignKeyConstraint(
            ["series_id", "area_id"],
            ["area.series_id", "area.id"],
            name=op.f("fk_returned_score_series_id_area_id_area"),
        ),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_returned_score_series_id_series")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_returned_score_unit_id_unit")),
        sa.PrimaryKeyConstraint(
            "series_id", "period_id", "area_id", "unit_id", "judge", "version", name=op.f("pk_returned_score")
        ),
    )


def downgrade() -> None:
    op.drop_table("returned_score")
