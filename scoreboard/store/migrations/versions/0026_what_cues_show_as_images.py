"""What cues show as images

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cue_image",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_cue_image")),
    )
    op.add_column("stage", sa.Column("image", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("stage", "image")
    op.drop_table("cue_image")
