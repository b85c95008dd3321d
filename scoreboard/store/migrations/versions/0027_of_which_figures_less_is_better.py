"""Of which figures less is better

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("benchmark", sa.Column("better", sa.String(), nullable=False, server_default="higher"))


def downgrade() -> None:
    op.drop_column("benchmark", "better")
