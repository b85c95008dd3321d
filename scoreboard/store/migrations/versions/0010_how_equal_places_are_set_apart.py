"""How equal places are set apart

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("series", sa.Column("countback", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "place_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("period_id", sa.String(), nullable=False),
        sa.Column("area_id", sa.String(), nullable=False),
        sa.Column("units", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_place_decision_series_id_series")),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_place_decision_period_id_period")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_decision")),
    )
    op.create_index("ix_place_decision_contest", "place_decision", ["series_id", "period_id"])


def downgrade() -> None:
    op.drop_index("ix_place_decision_contest", table_name="place_decision")
    op.drop_table("place_decision")
    op.drop_column("series", "countback")
