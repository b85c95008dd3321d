"""What the overall table goes by

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("series", sa.Column("order", sa.String(), nullable=False, server_default="flags"))


def downgrade() -> None:
    op.drop_column("series", "order")
