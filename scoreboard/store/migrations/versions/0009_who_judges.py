"""Who judges: those whom judges.csv names, in rows instead of a setting; whose scores there are; what is preliminary

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

PANEL = "panel"
"""Under which a period's settings kept its judges, each with the name that they bear."""
CONTEST = sa.table("series_period", sa.column("series_id"), sa.column("period_id"), sa.column("overrides", sa.JSON()))
JUDGE = sa.table("panel_judge", *map(sa.column, ("series_id", "period_id", "id", "position", "name")))


def upgrade() -> None:
    op.create_table(
        "panel_judge",
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("period_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_panel_judge_series_id_series")),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_panel_judge_period_id_period")),
        sa.PrimaryKeyConstraint("series_id", "period_id", "id", name=op.f("pk_panel_judge")),
    )
    op.create_index(
        "ix_score_judge",
        "score",
        ["series_id", "period_id", "area_id", "judge", "state"],
        sqlite_where=sa.text("judge <> ''"),
        postgresql_where=sa.text("judge <> ''"),
    )
    op.add_column("stage", sa.Column("preliminary", sa.Boolean(), nullable=False, server_default=sa.false()))
    connection = op.get_bind()
    for series, period, settings in connection.execute(sa.select(*CONTEST.c)).all():
        judges = settings.pop(PANEL, {})
        if not judges:
            continue
        place = {"series_id": series, "period_id": period}
        rows = [{**place, "id": judge, "position": at, "name": judges[judge]} for at, judge in enumerate(judges)]
        connection.execute(sa.insert(JUDGE), rows)
        _settle(series, period, settings)


def downgrade() -> None:
    connection = op.get_bind()
    for series, period, settings in connection.execute(sa.select(*CONTEST.c)).all():
        of_contest = (JUDGE.c.series_id == series, JUDGE.c.period_id == period)
        named = sa.select(JUDGE.c.id, JUDGE.c.name).where(*of_contest).order_by(JUDGE.c.position)
        judges = {row.id: row.name for row in connection.execute(named)}
        if judges:
            _settle(series, period, {**settings, PANEL: judges})
    op.drop_column("stage", "preliminary")
    op.drop_index("ix_score_judge", table_name="score")
    op.drop_table("panel_judge")


def _settle(series: str, period: str, settings: dict[str, object]) -> None:
    """Write the settings of a contest."""
    place = (CONTEST.c.series_id == series, CONTEST.c.period_id == period)
    op.get_bind().execute(sa.update(CONTEST).where(*place).values(overrides=settings))
