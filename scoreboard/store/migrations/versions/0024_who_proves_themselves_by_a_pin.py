"""Who proves themselves by a PIN

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "person_pin",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", sa.String(length=32), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("wrong_at", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["name"], ["person.name"], name=op.f("fk_person_pin_name_person")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_person_pin")),
    )


def downgrade() -> None:
    op.drop_table("person_pin")
