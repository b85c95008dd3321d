"""Who may not keep a flag for which others tie

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("custody_entry", sa.Column("barred", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("custody_entry", "barred")
