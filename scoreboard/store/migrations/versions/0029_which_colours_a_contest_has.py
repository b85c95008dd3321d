"""Which colours a contest has

Revision ID: 0029
Revises: 0028
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("competition", sa.Column("colours", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("competition", "colours")
