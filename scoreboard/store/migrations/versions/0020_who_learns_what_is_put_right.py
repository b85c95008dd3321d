"""Who learns what units have to put right

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("series", sa.Column("rectifications", sa.String(), nullable=False, server_default="private"))
    # as it was: everybody has read them; the next load of a folder goes by what that says
    op.execute("UPDATE series SET rectifications = 'public' WHERE id IN (SELECT series_id FROM rectification)")


def downgrade() -> None:
    op.drop_column("series", "rectifications")
