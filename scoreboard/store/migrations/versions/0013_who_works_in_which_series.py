"""Who works in which series

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("series_id", sa.String(), nullable=True))
        person.create_foreign_key(op.f("fk_person_series_id_series"), "series", ["series_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("person") as person:
        person.drop_constraint(op.f("fk_person_series_id_series"), type_="foreignkey")
        person.drop_column("series_id")
