"""From which sheets scores came

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "score_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("period_id", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("imported_by", sa.String(), nullable=False),
        sa.Column("imported_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_score_sheet_period_id_period")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_score_sheet_series_id_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_sheet")),
    )
    op.create_index("ix_score_sheet_contest", "score_sheet", ["series_id", "period_id"])
    op.create_table(
        "score_source",
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("period_id", sa.String(), nullable=False),
        sa.Column("area_id", sa.String(), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("judge", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("cell", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_score_source_period_id_period")),
        sa.ForeignKeyConstraint(
            ["series_id", "area_id"], ["area.series_id", "area.id"], name=op.f("fk_score_source_series_id_area_id_area")
        ),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_score_source_series_id_series")),
        sa.ForeignKeyConstraint(["sheet_id"], ["score_sheet.id"], name=op.f("fk_score_source_sheet_id_score_sheet")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_score_source_unit_id_unit")),
        sa.PrimaryKeyConstraint(
            "series_id", "period_id", "area_id", "unit_id", "judge", "version", name=op.f("pk_score_source")
        ),
    )


def downgrade() -> None:
    op.drop_table("score_source")
    op.drop_table("score_sheet")
