"""Who issues the bulletins of a series, and to whom

Revision ID: 0034
Revises: 0033
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

COLUMNS = ("issuer", "issuer_en", "addressed_to", "addressed_to_en")


def upgrade() -> None:
    for column in COLUMNS:
        op.add_column("series", sa.Column(column, sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    for column in reversed(COLUMNS):
        op.drop_column("series", column)
