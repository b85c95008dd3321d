"""A flag for the overall table

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


AREA = "fk_custody_entry_series_id_area_id_area"


def upgrade() -> None:
    op.add_column("series", sa.Column("overall_flag", sa.String(), nullable=False, server_default=""))
    op.add_column("series", sa.Column("overall_flag_en", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("custody_entry") as entry:
        entry.drop_constraint(op.f(AREA), type_="foreignkey")
    _append_only()


def _append_only() -> None:
    """SQLite has made the table anew, and lost its triggers."""
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER custody_entry_no_{deed.lower()} BEFORE {deed} ON custody_entry "
                "BEGIN SELECT RAISE(ABORT, 'custody_entry is append-only'); END"
            )


def downgrade() -> None:
    with op.batch_alter_table("custody_entry") as entry:
        entry.create_foreign_key(op.f(AREA), "area", ["series_id", "area_id"], ["series_id", "id"])
    _append_only()
    op.drop_column("series", "overall_flag_en")
    op.drop_column("series", "overall_flag")
