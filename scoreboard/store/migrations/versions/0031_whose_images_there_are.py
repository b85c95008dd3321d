"""Whose images there are

Revision ID: 0031
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "named_image",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('contest', 'flag', 'portrait')", name=op.f("ck_named_image_kind")),
        sa.PrimaryKeyConstraint("kind", "subject", name=op.f("pk_named_image")),
    )


def downgrade() -> None:
    op.drop_table("named_image")
