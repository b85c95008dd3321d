"""How stars are elected: places, thresholds, quorums, what was done about each nominee, and which counts are confirmed

Revision ID: 0012
Revises: 0011
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

COUNTS = tuple(
    f"{group}_{count}" for group in ("members", "masses") for count in ("issued", "returned", "valid", "for")
)
DEEDS = ("notice", "objection", "dismissal", "withdrawal", "substitution", "election", "return")
OF_A_PLACE = ("period_id", "star_id", "unit_id", "person")


def upgrade() -> None:
    op.add_column("competition", sa.Column("publicity_mask", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("star", sa.Column("places", sa.Integer(), server_default="1", nullable=False))
    op.add_column("star", sa.Column("threshold", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("star", sa.Column("quorum", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("star", sa.Column("sealed", sa.String(), server_default="winners", nullable=False))
    op.execute("UPDATE star SET sealed = 'nominees'")  # as it was: nothing is public before its ceremony
    op.add_column("nominee", sa.Column("counted_by", sa.String(), nullable=True))
    op.add_column("nominee", sa.Column("counted_bound", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("nominee", sa.Column("confirmed_counts", sa.JSON(none_as_null=True), nullable=True))
    with op.batch_alter_table("nominee", schema=None) as batch_op:
        batch_op.add_column(sa.Column("substitute_for", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_nominee_substitute_for_nominee"), "nominee", ["substitute_for"], ["id"]
        )
        batch_op.drop_constraint(_unique(*OF_A_PLACE), type_="unique")
        batch_op.create_unique_constraint(_unique(*OF_A_PLACE, "series_id"), [*OF_A_PLACE, "series_id"])
    _confirm_counts()
    _name_series()
    op.create_table(
        "nominee_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nominee_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("entered_at", sa.String(length=32), nullable=False),
        sa.CheckConstraint(f"kind IN ({', '.join(repr(deed) for deed in DEEDS)})", name=op.f("ck_nominee_event_kind")),
        sa.ForeignKeyConstraint(["nominee_id"], ["nominee.id"], name=op.f("fk_nominee_event_nominee_id_nominee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nominee_event")),
    )
    op.create_index(op.f("ix_nominee_event_nominee_id"), "nominee_event", ["nominee_id"])
    op.create_table(
        "star_decision",
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("period_id", sa.String(), nullable=False),
        sa.Column("star_id", sa.String(), nullable=False),
        sa.Column("nominees", sa.JSON(), nullable=False),
        sa.Column("tied", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_star_decision_series_id_series")),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_star_decision_period_id_period")),
        sa.ForeignKeyConstraint(["star_id"], ["star.id"], name=op.f("fk_star_decision_star_id_star")),
        sa.PrimaryKeyConstraint("series_id", "period_id", "star_id", name=op.f("pk_star_decision")),
    )


def _unique(*columns: str) -> str:
    return op.f(f"uq_nominee_{'_'.join(columns)}")


def _confirm_counts() -> None:
    """Counts of before were as public as their nominees, without anybody's confirming them."""
    bind = op.get_bind()
    update = sa.text("UPDATE nominee SET confirmed_counts = :counts WHERE id = :id")
    for row in bind.execute(sa.text(f"SELECT id, {', '.join(COUNTS)} FROM nominee")).mappings().all():
        counts = {name: row[name] for name in COUNTS}
        if any(count is not None for count in counts.values()):
            bind.execute(update, {"counts": json.dumps(counts), "id": row["id"]})


def _name_series() -> None:
    """What is remembered of nominees.csv names the series, for one person may be nominated in several."""
    bind = op.get_bind()
    named = ", ".join((*OF_A_PLACE, "series_id"))
    update = sa.text("UPDATE loaded_row SET key = :after WHERE file = 'nominees.csv' AND key = :before")
    for row in bind.execute(sa.text(f"SELECT {named} FROM nominee")).mappings().all():
        place = "/".join(row[name] for name in OF_A_PLACE)
        bind.execute(update, {"before": place, "after": f"{row['series_id'] or ''}/{place}"})


def downgrade() -> None:
    bind = op.get_bind()
    for key in bind.execute(sa.text("SELECT key FROM loaded_row WHERE file = 'nominees.csv'")).scalars().all():
        bind.execute(
            sa.text("UPDATE loaded_row SET key = :after WHERE file = 'nominees.csv' AND key = :before"),
            {"before": key, "after": key.partition("/")[2]},
        )
    op.drop_table("star_decision")
    op.drop_index(op.f("ix_nominee_event_nominee_id"), "nominee_event")
    op.drop_table("nominee_event")
    with op.batch_alter_table("nominee", schema=None) as batch_op:
        batch_op.drop_constraint(_unique(*OF_A_PLACE, "series_id"), type_="unique")
        batch_op.create_unique_constraint(_unique(*OF_A_PLACE), [*OF_A_PLACE])
        batch_op.drop_constraint(batch_op.f("fk_nominee_substitute_for_nominee"), type_="foreignkey")
        batch_op.drop_column("substitute_for")
        for column in ("confirmed_counts", "counted_bound", "counted_by"):
            batch_op.drop_column(column)
    for column in ("sealed", "quorum", "threshold", "places"):
        op.drop_column("star", column)
    op.drop_column("competition", "publicity_mask")
