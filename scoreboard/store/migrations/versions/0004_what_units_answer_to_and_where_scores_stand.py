"""What units answer to, to be looked up, and where scores, deeds and names stand

Revision ID: 0004
Revises: 0003
"""

import json
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

AT_ONCE = 1000


def upgrade() -> None:
    op.create_table(
        "unit_key",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_key_unit_id_unit")),
        sa.PrimaryKeyConstraint("key", "unit_id", name=op.f("pk_unit_key")),
    )
    _learn_names()
    op.create_index(op.f("ix_unit_key_unit_id"), "unit_key", ["unit_id"], unique=False)
    op.create_index("ix_score_state", "score", ["series_id", "period_id", "area_id", "state", "unit_id"], unique=False)
    op.create_index(op.f("ix_journal_subject"), "journal", ["subject"], unique=False)
    op.create_index(op.f("ix_period_name"), "period", ["name"], unique=False)
    op.create_index(op.f("ix_series_name"), "series", ["name"], unique=False)


def _learn_names() -> None:
    connection = op.get_bind()
    keys: set[tuple[str, str]] = set()
    names = sa.text("SELECT unit_id, name, short_name, name_en, aliases FROM unit_name")
    for unit, name, short_name, name_en, aliases in connection.execute(names):
        called = json.loads(aliases) if isinstance(aliases, str) else aliases
        keys.update((_folded(word), unit) for word in (name, short_name, name_en, *called) if word)
    rows = [{"key": key, "unit": unit} for key, unit in sorted(keys) if key]
    statement = sa.text("INSERT INTO unit_key (key, unit_id) VALUES (:key, :unit)")
    for begin in range(0, len(rows), AT_ONCE):
        connection.execute(statement, rows[begin : begin + AT_ONCE])


def _folded(name: str) -> str:
    """A name as it is compared: full-width forms made plain, without white space, without case."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def downgrade() -> None:
    op.drop_index(op.f("ix_series_name"), table_name="series")
    op.drop_index(op.f("ix_period_name"), table_name="period")
    op.drop_index(op.f("ix_journal_subject"), table_name="journal")
    op.drop_index("ix_score_state", table_name="score")
    op.drop_table("unit_key")
