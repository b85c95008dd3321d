"""The tables of the contest

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


APPEND_ONLY = ("journal", "publication", "stage", "ceremony_event", "seal", "custody_entry", "correction")


def upgrade() -> None:
    op.create_table(
        "competition",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("publicity_working_days", sa.Integer(), nullable=False),
        sa.Column("publicity_calendar", sa.String(), nullable=False),
        sa.Column("annual", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_competition")),
    )
    op.create_table(
        "journal",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("request", sa.String(), nullable=True),
        sa.Column("previous_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_journal")),
        sa.UniqueConstraint("request", name=op.f("uq_journal_request")),
    )
    op.create_table(
        "livelihood_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("planned", sa.BigInteger(), nullable=True),
        sa.Column("spent", sa.BigInteger(), nullable=True),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_livelihood_item")),
    )
    op.create_table(
        "loaded_row",
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("file", "key", name=op.f("pk_loaded_row")),
    )
    op.create_table(
        "period",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period")),
    )
    op.create_table(
        "person",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("os_user", sa.String(), nullable=True),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "role IN ('viewer', 'operator', 'reviewer', 'director', 'auditor', 'admin')", name=op.f("ck_person_role")
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_person")),
    )
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("board", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sa.UniqueConstraint("board", "revision", name=op.f("uq_publication_board_revision")),
    )
    op.create_table(
        "series",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("pools", sa.JSON(), nullable=False),
        sa.Column("ranking", sa.String(), nullable=False),
        sa.Column("publication", sa.String(), nullable=False),
        sa.Column("decimals", sa.Integer(), nullable=False),
        sa.Column("maximum", sa.BigInteger(), nullable=False),
        sa.Column("minimum", sa.BigInteger(), nullable=False),
        sa.Column("tie", sa.String(), nullable=False),
        sa.Column("no_winner", sa.String(), nullable=False),
        sa.Column("confirm", sa.String(), nullable=False),
        sa.Column("judges", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )
    op.create_table(
        "star",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("voters", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_star")),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("parent_id", sa.String(), nullable=True),
        sa.Column("pool", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_pool"), ["pool"], unique=False)

    op.create_table(
        "area",
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("flag", sa.String(), nullable=False),
        sa.Column("weight", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_area_series_id_series")),
        sa.PrimaryKeyConstraint("series_id", "id", name=op.f("pk_area")),
    )
    op.create_table(
        "ceremony",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("period_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("slogans", sa.JSON(), nullable=False),
        sa.Column("cues", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_ceremony_period_id_period")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_ceremony_series_id_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ceremony")),
    )
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("period_id", sa.String(), nullable=False),
        sa.Column("area_id", sa.String(), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("old", sa.BigInteger(), nullable=True),
        sa.Column("new", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("entered_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_correction_period_id_period")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_correction_series_id_series")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_correction_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_table(
        "goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_goal_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
    )
    op.create_table(
        "honour",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("awarded_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_honour_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_honour")),
    )
    with op.batch_alter_table("honour", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_honour_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "nominee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.String(), nullable=False),
        sa.Column("star_id", sa.String(), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("series_id", sa.String(), nullable=True),
        sa.Column("members_issued", sa.Integer(), nullable=True),
        sa.Column("members_returned", sa.Integer(), nullable=True),
        sa.Column("members_valid", sa.Integer(), nullable=True),
        sa.Column("members_for", sa.Integer(), nullable=True),
        sa.Column("masses_issued", sa.Integer(), nullable=True),
        sa.Column("masses_returned", sa.Integer(), nullable=True),
        sa.Column("masses_valid", sa.Integer(), nullable=True),
        sa.Column("masses_for", sa.Integer(), nullable=True),
        sa.Column("notice_from", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_nominee_period_id_period")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_nominee_series_id_series")),
        sa.ForeignKeyConstraint(["star_id"], ["star.id"], name=op.f("fk_nominee_star_id_star")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_nominee_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nominee")),
        sa.UniqueConstraint(
            "period_id", "star_id", "unit_id", "person", name=op.f("uq_nominee_period_id_star_id_unit_id_person")
        ),
    )
    op.create_table(
        "pledge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("aspect", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("comparator", sa.String(), nullable=False),
        sa.Column("target", sa.BigInteger(), nullable=True),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("actual", sa.BigInteger(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_pledge_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge")),
    )
    op.create_table(
        "rectification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("series_id", sa.String(), nullable=True),
        sa.Column("area_id", sa.String(), nullable=True),
        sa.Column("period_id", sa.String(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_rectification_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rectification")),
    )
    op.create_table(
        "reveal",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("period_id", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("pool", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("revealed_at", sa.String(length=32), nullable=False),
        sa.CheckConstraint("kind IN ('flag', 'star', 'table')", name=op.f("ck_reveal_kind")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_reveal_series_id_series")),
        sa.PrimaryKeyConstraint("kind", "series_id", "period_id", "subject", "pool", name=op.f("pk_reveal")),
    )
    op.create_table(
        "series_period",
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("period_id", sa.String(), nullable=False),
        sa.Column("overrides", sa.JSON(), nullable=False),
        sa.Column("freeze", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("closed_at", sa.String(length=32), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.Column("awarded_on", sa.Date(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'sealed', 'published')", name=op.f("ck_series_period_state")),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_series_period_period_id_period")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_series_period_series_id_series")),
        sa.PrimaryKeyConstraint("series_id", "period_id", name=op.f("pk_series_period")),
    )
    op.create_table(
        "series_unit",
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_series_unit_series_id_series")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_series_unit_unit_id_unit")),
        sa.PrimaryKeyConstraint("series_id", "unit_id", name=op.f("pk_series_unit")),
    )
    with op.batch_alter_table("series_unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_series_unit_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "tie_decision",
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("period_id", sa.String(), nullable=False),
        sa.Column("area_id", sa.String(), nullable=False),
        sa.Column("pool", sa.String(), nullable=False),
        sa.Column("units", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_tie_decision_period_id_period")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_tie_decision_series_id_series")),
        sa.PrimaryKeyConstraint("series_id", "period_id", "area_id", "pool", name=op.f("pk_tie_decision")),
    )
    op.create_table(
        "unit_name",
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_name_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", "position", name=op.f("pk_unit_name")),
    )
    op.create_table(
        "veto",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("veto", sa.String(), nullable=False),
        sa.Column("period_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("lifted_at", sa.String(length=32), nullable=True),
        sa.Column("lifted_reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_veto_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_veto")),
    )
    with op.batch_alter_table("veto", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_veto_period_id"), ["period_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_veto_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "ceremony_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ceremony_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["ceremony_id"], ["ceremony.id"], name=op.f("fk_ceremony_event_ceremony_id_ceremony")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ceremony_event")),
    )
    with op.batch_alter_table("ceremony_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ceremony_event_ceremony_id"), ["ceremony_id"], unique=False)

    op.create_table(
        "custody_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("area_id", sa.String(), nullable=False),
        sa.Column("pool", sa.String(), nullable=False),
        sa.Column("period_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("units", sa.JSON(), nullable=False),
        sa.Column("leaders", sa.JSON(), nullable=False),
        sa.Column("tie", sa.String(), nullable=False),
        sa.Column("no_winner", sa.String(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("margin", sa.BigInteger(), nullable=True),
        sa.Column("awarded_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("entered_by", sa.String(), nullable=True),
        sa.Column("entered_at", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "kind IN ('opening', 'award', 'reopened', 'assigned', 'revoked', 'restored', 'abolished')",
            name=op.f("ck_custody_entry_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["series_id", "area_id"],
            ["area.series_id", "area.id"],
            name=op.f("fk_custody_entry_series_id_area_id_area"),
        ),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_custody_entry_series_id_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_entry")),
    )
    with op.batch_alter_table("custody_entry", schema=None) as batch_op:
        batch_op.create_index("ix_custody_entry_flag", ["series_id", "area_id", "pool"], unique=False)

    op.create_table(
        "score",
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("period_id", sa.String(), nullable=False),
        sa.Column("area_id", sa.String(), nullable=False),
        sa.Column("unit_id", sa.String(), nullable=False),
        sa.Column("judge", sa.String(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=True),
        sa.Column("entered_at", sa.String(length=32), nullable=False),
        sa.Column("entered_bound", sa.Boolean(), nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.Column("confirmed_at", sa.String(length=32), nullable=True),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("shown_value", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("shown IN ('', 'score', 'n/a')", name=op.f("ck_score_shown")),
        sa.CheckConstraint("state IN ('draft', 'confirmed', 'withdrawn')", name=op.f("ck_score_state")),
        sa.CheckConstraint("version > 0", name=op.f("ck_score_version")),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_score_period_id_period")),
        sa.ForeignKeyConstraint(
            ["series_id", "area_id"], ["area.series_id", "area.id"], name=op.f("fk_score_series_id_area_id_area")
        ),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_score_series_id_series")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_score_unit_id_unit")),
        sa.PrimaryKeyConstraint("series_id", "period_id", "area_id", "unit_id", "judge", name=op.f("pk_score")),
    )
    with op.batch_alter_table("score", schema=None) as batch_op:
        batch_op.create_index("ix_score_board", ["series_id", "period_id", "area_id", "value"], unique=False)

    op.create_table(
        "seal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ceremony_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("results", sa.JSON(), nullable=False),
        sa.Column("commitment", sa.String(), nullable=False),
        sa.Column("sheet", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("sealed_by", sa.String(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.CheckConstraint("kind IN ('seal', 'amendment')", name=op.f("ck_seal_kind")),
        sa.ForeignKeyConstraint(["ceremony_id"], ["ceremony.id"], name=op.f("fk_seal_ceremony_id_ceremony")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seal")),
    )
    with op.batch_alter_table("seal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seal_ceremony_id"), ["ceremony_id"], unique=False)

    op.create_table(
        "stage",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("ceremony_id", sa.String(), nullable=False),
        sa.Column("cue", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("covered", sa.Boolean(), nullable=False),
        sa.Column("rehearsal", sa.Boolean(), nullable=False),
        sa.Column("scene", sa.JSON(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["ceremony_id"], ["ceremony.id"], name=op.f("fk_stage_ceremony_id_ceremony")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_stage")),
    )
    with op.batch_alter_table("stage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stage_ceremony_id"), ["ceremony_id"], unique=False)
    for table in APPEND_ONLY:
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def downgrade() -> None:
    with op.batch_alter_table("stage", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stage_ceremony_id"))

    op.drop_table("stage")
    with op.batch_alter_table("seal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_seal_ceremony_id"))

    op.drop_table("seal")
    with op.batch_alter_table("score", schema=None) as batch_op:
        batch_op.drop_index("ix_score_board")

    op.drop_table("score")
    with op.batch_alter_table("custody_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_custody_entry_flag")

    op.drop_table("custody_entry")
    with op.batch_alter_table("ceremony_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ceremony_event_ceremony_id"))

    op.drop_table("ceremony_event")
    with op.batch_alter_table("veto", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_veto_unit_id"))
        batch_op.drop_index(batch_op.f("ix_veto_period_id"))

    op.drop_table("veto")
    op.drop_table("unit_name")
    op.drop_table("tie_decision")
    with op.batch_alter_table("series_unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_series_unit_unit_id"))

    op.drop_table("series_unit")
    op.drop_table("series_period")
    op.drop_table("reveal")
    op.drop_table("rectification")
    op.drop_table("pledge")
    op.drop_table("nominee")
    with op.batch_alter_table("honour", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_honour_unit_id"))

    op.drop_table("honour")
    op.drop_table("goal")
    op.drop_table("correction")
    op.drop_table("ceremony")
    op.drop_table("area")
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unit_pool"))
        batch_op.drop_index(batch_op.f("ix_unit_parent_id"))

    op.drop_table("unit")
    op.drop_table("star")
    op.drop_table("series")
    op.drop_table("publication")
    op.drop_table("person")
    op.drop_table("period")
    op.drop_table("loaded_row")
    op.drop_table("livelihood_item")
    op.drop_table("journal")
    op.drop_table("competition")
