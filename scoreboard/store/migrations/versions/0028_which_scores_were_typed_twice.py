"""Which scores were typed twice

Revision ID: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("series", sa.Column("double_entry", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "reentered_score",
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("period_id", sa.String(), nullable=False),
        sa.Column("area_id", sa.String(), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("judge", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("equal", sa.Boolean(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("entered_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_reentered_score_period_id_period")),
        sa.ForeignKeyConstraint(
            ["series_id", "area_id"],
            ["area.series_id", "area.id"],
            name=op.f("fk_reentered_score_series_id_area_id_area"),
        ),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_reentered_score_series_id_series")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_reentered_score_unit_id_unit")),
        sa.PrimaryKeyConstraint(
            "series_id", "period_id", "area_id", "unit_id", "judge", "version", name=op.f("pk_reentered_score")
        ),
    )


def downgrade() -> None:
    op.drop_table("reentered_score")
    op.drop_column("series", "double_entry")
