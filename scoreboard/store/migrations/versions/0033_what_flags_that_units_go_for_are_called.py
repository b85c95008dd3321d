"""What the flags are called that units go for

Revision ID: 0033
Revises: 0032
"""

import unicodedata
from collections import Counter

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("target", sa.Column("code", sa.String(), nullable=True))
    bind, numbers = op.get_bind(), Counter[str]()
    for row in bind.execute(sa.text("SELECT id, unit_id FROM target ORDER BY id")).mappings().all():
        plain = unicodedata.normalize("NFKC", row["unit_id"])
        begin = "".join(c for c in plain if c.isalnum() or c in "-_.").lstrip("-_.")[:56] or "item"
        numbers[begin] += 1
        named = {"code": f"{begin}-{numbers[begin]}", "id": row["id"]}
        bind.execute(sa.text("UPDATE target SET code = :code WHERE id = :id"), named)
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.alter_column("code", existing_type=sa.String(), nullable=False)
        batch_op.create_unique_constraint(batch_op.f("uq_target_code"), ["code"])


def downgrade() -> None:
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_target_code"), type_="unique")
        batch_op.drop_column("code")
