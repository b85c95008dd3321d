"""Who stays in a closed contest after being abolished, who approved decisions, which units a tie was between

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KINDS = ("opening", "award", "reopened", "assigned", "revoked", "restored", "abolished")


def upgrade() -> None:
    op.create_table(
        "remaining_unit",
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("period_id", sa.String(), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_remaining_unit_series_id_series")),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_remaining_unit_period_id_period")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_remaining_unit_unit_id_unit")),
        sa.PrimaryKeyConstraint("series_id", "period_id", "unit_id", name=op.f("pk_remaining_unit")),
    )
    op.add_column("custody_entry", sa.Column("approved_by", sa.JSON(), nullable=True))
    op.add_column("tie_decision", sa.Column("approved_by", sa.JSON(), nullable=True))
    op.add_column("tie_decision", sa.Column("tied", sa.JSON(), nullable=True))
    _allow((*KINDS, "measured"))


def _allow(kinds: tuple[str, ...]) -> None:
    """Let the ledger have rows of these kinds. SQLite makes the table anew for it, and loses its triggers."""
    with op.batch_alter_table("custody_entry", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_custody_entry_kind"), type_="check")
        batch_op.create_check_constraint(
            op.f("ck_custody_entry_kind"), f"kind IN ({', '.join(repr(kind) for kind in kinds)})"
        )
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER custody_entry_no_{deed.lower()} BEFORE {deed} ON custody_entry "
                "BEGIN SELECT RAISE(ABORT, 'custody_entry is append-only'); END"
            )


def downgrade() -> None:
    op.execute("DELETE FROM custody_entry WHERE kind = 'measured'")
    _allow(KINDS)
    op.drop_column("tie_decision", "tied")
    op.drop_column("tie_decision", "approved_by")
    op.drop_column("custody_entry", "approved_by")
    op.drop_table("remaining_unit")
