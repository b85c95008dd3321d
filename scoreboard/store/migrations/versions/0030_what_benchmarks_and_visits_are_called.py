"""What benchmarks and study visits are called

Revision ID: 0030
Revises: 0029
"""

import unicodedata
from collections import Counter

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

BEGINNINGS = {"benchmark": "unit_id", "study_visit": "'visit'"}
"""What the ids of a table begin with: a column, or a word."""


def upgrade() -> None:
    for table, beginning in BEGINNINGS.items():
        op.add_column(table, sa.Column("code", sa.String(), nullable=True))
        _call(table, beginning)
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column("code", existing_type=sa.String(), nullable=False)
            batch_op.create_unique_constraint(batch_op.f(f"uq_{table}_code"), ["code"])


def _call(table: str, beginning: str) -> None:
    """Give each row the id by which boards have shown it: what it begins with, and a number."""
    bind, numbers = op.get_bind(), Counter[str]()
    rows = bind.execute(sa.text(f"SELECT id, {beginning} AS beginning FROM {table} ORDER BY id")).mappings().all()
    for row in rows:
        plain = unicodedata.normalize("NFKC", row["beginning"])
        begin = "".join(c for c in plain if c.isalnum() or c in "-_.").lstrip("-_.")[:56] or "item"
        numbers[begin] += 1
        named = {"code": f"{begin}-{numbers[begin]}", "id": row["id"]}
        bind.execute(sa.text(f"UPDATE {table} SET code = :code WHERE id = :id"), named)


def downgrade() -> None:
    for table in BEGINNINGS:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f(f"uq_{table}_code"), type_="unique")
            batch_op.drop_column("code")
