"""What is said in English, too

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TEXTS = (
    ("area", "flag_en"),
    ("honour", "person_en"),
    ("honour", "title_en"),
    ("honour", "document_en"),
    ("nominee", "person_en"),
    ("nominee", "post_en"),
    ("panel_judge", "name_en"),
    ("unit", "kind_en"),
    ("unit_name", "short_name_en"),
    ("veto", "reason_en"),
    ("ceremony", "venue_en"),
)
"""Tables, each with a column that it has gained."""


def upgrade() -> None:
    for table, column in TEXTS:
        op.add_column(table, sa.Column(column, sa.String(), nullable=False, server_default=sa.text("''")))
    op.add_column("ceremony", sa.Column("slogans_en", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("ceremony", "slogans_en")
    for table, column in reversed(TEXTS):
        op.drop_column(table, column)
