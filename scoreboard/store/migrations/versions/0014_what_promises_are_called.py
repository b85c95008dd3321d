"""What pledges, goals, livelihood items and rectifications are called, and what is reported of them day by day

Revision ID: 0014
Revises: 0013
"""

import unicodedata
from collections import Counter

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

PROMISES = {
    "pledge": ("pledges.csv", ("unit_id", "person", "aspect", "text")),
    "goal": ("goals.csv", ("unit_id", "scope", "title")),
    "livelihood_item": ("livelihood.csv", ("field", "title")),
    "rectification": ("rectifications.csv", ("unit_id", "series_id", "area_id", "period_id")),
}
"""The file that brings them, and by what of a row it was found again until now; the first begins its id."""


def upgrade() -> None:
    for table, column in (("pledge", "evidence"), ("livelihood_item", "evidence"), ("rectification", "evidence")):
        op.add_column(table, sa.Column(column, sa.String(), server_default="", nullable=False))
    op.add_column("rectification", sa.Column("reason", sa.String(), server_default="", nullable=False))
    for table in ("goal", "livelihood_item"):
        op.add_column(table, sa.Column("settled_on", sa.Date(), nullable=True))
    for table, (file, naming) in PROMISES.items():
        op.add_column(table, sa.Column("english", sa.JSON(), server_default="{}", nullable=False))
        op.add_column(table, sa.Column("code", sa.String(), nullable=True))
        _call(table, file, naming)
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column("code", existing_type=sa.String(), nullable=False)
            batch_op.create_unique_constraint(batch_op.f(f"uq_{table}_code"), ["code"])
    op.create_table(
        "progress_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("promise_id", sa.Integer(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("actual", sa.BigInteger(), nullable=True),
        sa.Column("planned", sa.BigInteger(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("entered_at", sa.String(length=32), nullable=False),
        sa.CheckConstraint("kind IN ('pledge', 'livelihood')", name=op.f("ck_progress_report_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_report")),
    )
    op.create_index("ix_progress_report_promise", "progress_report", ["kind", "promise_id"])


def _call(table: str, file: str, naming: tuple[str, ...]) -> None:
    """Give each row the id that a folder gives it by default, also where it is remembered what a folder said."""
    bind, numbers = op.get_bind(), Counter[str]()
    rows = bind.execute(sa.text(f"SELECT id, {', '.join(naming)} FROM {table} ORDER BY id")).mappings().all()
    for row in rows:
        begin = _beginning(row[naming[0]]) or "item"
        numbers[begin] += 1
        code = f"{begin}-{numbers[begin]}"
        bind.execute(sa.text(f"UPDATE {table} SET code = :code WHERE id = :id"), {"code": code, "id": row["id"]})
        before = "/".join(str(row[name] or "") for name in naming)
        bind.execute(
            sa.text("UPDATE loaded_row SET key = :after WHERE file = :file AND key = :before"),
            {"after": code, "file": file, "before": before},
        )


def _beginning(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if c.isalnum() or c in "-_.").lstrip("-_.")[:56]


def downgrade() -> None:
    bind = op.get_bind()
    op.drop_index("ix_progress_report_promise", table_name="progress_report")
    op.drop_table("progress_report")
    for table, (file, naming) in PROMISES.items():
        for row in bind.execute(sa.text(f"SELECT code, {', '.join(naming)} FROM {table}")).mappings().all():
            bind.execute(
                sa.text("UPDATE loaded_row SET key = :after WHERE file = :file AND key = :before"),
                {
                    "after": "/".join(str(row[name] or "") for name in naming),
                    "file": file,
                    "before": row["code"],
                },
            )
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f(f"uq_{table}_code"), type_="unique")
            batch_op.drop_column("code")
            batch_op.drop_column("english")
    for table in ("goal", "livelihood_item"):
        op.drop_column(table, "settled_on")
    op.drop_column("rectification", "reason")
    for table in ("pledge", "livelihood_item", "rectification"):
        op.drop_column(table, "evidence")
