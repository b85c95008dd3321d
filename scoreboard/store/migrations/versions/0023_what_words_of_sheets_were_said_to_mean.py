"""What words of sheets were said to mean

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sheet_meaning",
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("layout", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("chosen_by", sa.String(), nullable=False),
        sa.Column("chosen_at", sa.String(length=32), nullable=False),
        sa.CheckConstraint("kind IN ('column', 'area', 'name')", name=op.f("ck_sheet_meaning_kind")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_sheet_meaning_series_id_series")),
        sa.PrimaryKeyConstraint("series_id", "layout", "kind", "text", name=op.f("pk_sheet_meaning")),
    )


def downgrade() -> None:
    op.drop_table("sheet_meaning")
