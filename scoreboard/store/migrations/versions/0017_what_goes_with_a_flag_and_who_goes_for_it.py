"""What goes with a flag, and which units go for it

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("area", sa.Column("prize", sa.String(), nullable=False, server_default=""))
    op.add_column("area", sa.Column("prize_en", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("area_id", sa.String(), nullable=False),
        sa.Column("period_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_target_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
    )


def downgrade() -> None:
    op.drop_table("target")
    op.drop_column("area", "prize_en")
    op.drop_column("area", "prize")
