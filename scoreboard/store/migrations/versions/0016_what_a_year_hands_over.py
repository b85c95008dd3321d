"""What a year hands over: whose honours are, which of them roll over, and how often flags were defended before

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("honour", sa.Column("person", sa.String(), nullable=False, server_default=sa.text("''")))
    op.add_column("honour", sa.Column("rolled_from", sa.String(), nullable=False, server_default=sa.text("''")))
    op.add_column("custody_entry", sa.Column("defences", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    op.drop_column("custody_entry", "defences")
    op.drop_column("honour", "rolled_from")
    op.drop_column("honour", "person")
