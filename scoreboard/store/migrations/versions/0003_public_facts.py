"""Public facts in the place of whole boards

What had been published before stays as it was, word for word, as prints. What held last becomes facts, taken from
those prints and from what has no seal, so that nothing becomes public by the upgrade.

Revision ID: 0003
Revises: 0002
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = ("public_print", "public_fact", "public_score")
SCALE = 10_000
PORTION = 2000


def upgrade() -> None:
    _create_tables()
    connection = op.get_bind()
    boards = _move_publications(connection)
    if boards:
        _state_facts(connection, boards)
    op.drop_table("publication")
    with op.batch_alter_table("score", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_score_shown"), type_="check")
        batch_op.drop_column("shown_value")
        batch_op.drop_column("shown")
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            "WHEN OLD.change < (SELECT MAX(number) FROM public_change) "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def downgrade() -> None:
    raise NotImplementedError("boards that were not kept as a whole cannot be had back")


def _create_tables() -> None:
    op.create_table(
        "public_change",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_public_change")),
    )
    op.create_index(op.f("ix_public_change_at"), "public_change", ["at"])
    op.create_table(
        "public_board",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("placed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_public_board")),
        sa.UniqueConstraint("key", name=op.f("uq_public_board_key")),
    )
    op.create_index(op.f("ix_public_board_change"), "public_board", ["change"])
    op.create_index(op.f("ix_public_board_placed"), "public_board", ["placed"])
    op.create_table(
        "public_touch",
        sa.Column("board", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("board", "revision", name=op.f("pk_public_touch")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_public_touch_change", "public_touch", ["change"])
    op.create_table(
        "public_print",
        sa.Column("board", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("board", "revision", name=op.f("pk_public_print")),
    )
    op.create_index("ix_public_print_change", "public_print", ["change"])
    op.create_table(
        "public_fact",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("kind", "key", "change", name=op.f("pk_public_fact")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_public_fact_change", "public_fact", ["change"])
    op.create_table(
        "public_score",
        sa.Column("board", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Integer(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("board", "unit", "change", name=op.f("pk_public_score")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_public_score_change", "public_score", ["change"])
    op.create_table(
        "public_unit",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_public_unit")),
        sa.UniqueConstraint("id", name=op.f("uq_public_unit_id")),
    )
    op.create_index(op.f("ix_public_unit_change"), "public_unit", ["change"])
    op.create_table(
        "public_member",
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("unit", sa.Integer(), nullable=False),
        sa.Column("pool", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("first", sa.String(), nullable=True),
        sa.Column("last", sa.String(), nullable=True),
        sa.Column("taking_part", sa.Boolean(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", "unit", name=op.f("pk_public_member")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_public_member_order", "public_member", ["series", "position"])
    op.create_index("ix_public_member_change", "public_member", ["change"])
    op.create_table(
        "public_roll",
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("pool", sa.String(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", "period", "pool", name=op.f("pk_public_roll")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_public_roll_change", "public_roll", ["change"])
    op.create_table(
        "public_standing",
        sa.Column("board", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Integer(), nullable=False),
        sa.Column("pool", sa.String(), nullable=False),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("scored", sa.Integer(), nullable=False),
        sa.Column("excused", sa.Integer(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("board", "unit", name=op.f("pk_public_standing")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_public_standing_place",
        "public_standing",
        ["board", "pool", "state", sa.text("flags DESC"), sa.text("value DESC"), "position"],
    )
    op.create_index("ix_public_standing_change", "public_standing", ["change"])
    op.create_table(
        "public_level",
        sa.Column("board", sa.Integer(), nullable=False),
        sa.Column("pool", sa.String(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("level", sa.BigInteger(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("board", "pool", "flags", "level", name=op.f("pk_public_level")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_public_level_change", "public_level", ["change"])
    op.create_table(
        "public_reckoning",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_public_reckoning")),
    )


def _move_publications(connection: sa.Connection) -> dict[str, Any]:
    """Keep every publication as a print of a change of its own; returns what each board said last."""
    last: dict[str, tuple[int, int, int]] = {}
    numbers: dict[str, int] = {}
    latest: dict[str, Any] = {}
    rows = connection.execute(
        sa.text("SELECT board, revision, payload, published_at, reason FROM publication ORDER BY id")
    )
    for number, (board, board_revision, payload, at, reason) in enumerate(rows.fetchall(), 1):
        place = numbers.setdefault(board, len(numbers) + 1)
        _insert(connection, "public_change", [{"number": number, "at": at, "reason": reason}])
        written = {"board": place, "revision": board_revision, "change": number}
        _insert(connection, "public_touch", [written])
        _insert(connection, "public_print", [{**written, "value": payload}])
        last[board] = place, board_revision, number
        latest[board] = payload
    _insert(
        connection,
        "public_board",
        [
            {"number": place, "key": key, "revision": board_revision, "change": change, "placed": 0}
            for key, (place, board_revision, change) in last.items()
        ],
    )
    return {key: json.loads(payload) for key, payload in latest.items()}


def _state_facts(connection: sa.Connection, boards: dict[str, Any]) -> None:
    """What the boards said last, as facts of one change more."""
    number, at = connection.execute(sa.text("SELECT number, at FROM public_change ORDER BY number DESC LIMIT 1")).one()
    change = number + 1
    _insert(connection, "public_change", [{"number": change, "at": at, "reason": ""}])
    units = _units(connection)
    numbers = {unit: place for place, unit in enumerate(units, 1)}
    _insert(
        connection,
        "public_unit",
        ({"number": place, "id": unit, "change": change} for unit, place in numbers.items()),
    )
    facts: dict[str, dict[str, Any]] = {
        **_definitions(connection),
        "unit": units,
        "contest": _contests(connection),
        "shown": _shown(connection),
        "flag": _flags(connection, boards),
        "veto": _vetoes(connection, boards),
        "correction": _corrections(boards),
        "nominee": _nominees(connection, boards),
        "seal": {board["ceremony"]: board for key, board in boards.items() if key.startswith("seal/")},
        **_records(connection),
    }
    _insert(
        connection,
        "public_fact",
        (
            {"kind": kind, "key": key, "change": change, "value": _packed(words)}
            for kind, found in facts.items()
            for key, words in found.items()
        ),
    )
    _rank(connection, boards, facts, numbers, change)


def _rank(
    connection: sa.Connection,
    boards: dict[str, Any],
    facts: dict[str, dict[str, Any]],
    numbers: dict[str, int],
    change: int,
) -> None:
    """Boards for all rankings of every contest, and the scores that are public in them."""
    known = {row[0]: row[1] for row in connection.execute(sa.text("SELECT key, number FROM public_board"))}
    fresh: dict[str, int] = {}
    for contest in facts["contest"]:
        series = contest.partition("/")[0]
        areas = [key.partition("/")[2] for key in facts["area"] if key.startswith(f"{series}/")]
        for key in (f"ranking/{contest}", *(f"ranking/{contest}/{area}" for area in areas)):
            if key not in known:
                fresh[key] = known[key] = max(known.values(), default=0) + 1
    _insert(
        connection,
        "public_board",
        ({"number": place, "key": key, "revision": 0, "change": 0, "placed": change} for key, place in fresh.items()),
    )
    _insert(
        connection,
        "public_score",
        (
            {
                "board": known[key],
                "unit": numbers[row["unit"]],
                "change": change,
                "mark": "n/a" if row["score_exact"] is None else "score",
                "value": None if row["score_exact"] is None else int(Decimal(row["score_exact"]) * SCALE),
            }
            for key, board in boards.items()
            if key.startswith("ranking/") and board["area"] is not None
            for row in board["rows"]
            if row["unit"] in numbers and (row["score_exact"] is not None or row["status"] == "n/a")
        ),
    )


def _definitions(connection: sa.Connection) -> dict[str, dict[str, Any]]:
    competition = _all(connection, "SELECT * FROM competition")[0]
    periods = _all(connection, "SELECT * FROM period ORDER BY start, position")
    return {
        "competition": {
            "": {
                "id": competition["id"],
                "name": competition["name"],
                "name_en": competition["name_en"] or competition["name"],
                "host": competition["host"],
                "timezone": competition["timezone"],
                "annual": json.loads(competition["annual"]),
            }
        },
        "period": {
            row["id"]: {
                "id": row["id"],
                "position": position,
                "name": row["name"],
                "name_en": row["name_en"] or row["id"],
                "start": row["start"],
                "end": row["end"],
            }
            for position, row in enumerate(periods)
        },
        "series": {
            row["id"]: {
                "id": row["id"],
                "position": row["position"],
                "name": row["name"],
                "name_en": row["name_en"] or row["name"],
                "host": row["host"],
                "ranking": row["ranking"],
                "decimals": row["decimals"],
                "pools": json.loads(row["pools"]),
                "periods": [
                    one["id"]
                    for one in _all(
                        connection,
                        "SELECT p.id FROM period p JOIN series_period s ON s.period_id = p.id"
                        ' WHERE s.series_id = :series ORDER BY p."end", p.start, p.position',
                        series=row["id"],
                    )
                ],
            }
            for row in _all(connection, "SELECT * FROM series")
        },
        "area": {
            f"{row['series_id']}/{row['id']}": {
                "position": row["position"],
                "name": row["name"],
                "name_en": row["name_en"] or row["name"],
                "flag": row["flag"],
                "weight": str(Decimal(row["weight"]) / SCALE),
            }
            for row in _all(connection, "SELECT * FROM area")
        },
        "star": {
            row["id"]: {
                "id": row["id"],
                "position": row["position"],
                "name": row["name"],
                "name_en": row["name_en"] or row["name"],
            }
            for row in _all(connection, "SELECT * FROM star")
        },
    }


def _units(connection: sa.Connection) -> dict[str, Any]:
    names: dict[str, list[Any]] = defaultdict(list)
    for row in _all(connection, "SELECT * FROM unit_name ORDER BY unit_id, position"):
        names[row["unit_id"]].append(
            {
                "from": row["valid_from"],
                "name": row["name"],
                "short_name": row["short_name"] or row["name"],
                "name_en": row["name_en"] or row["name"],
                "aliases": json.loads(row["aliases"]),
            }
        )
    series: dict[str, list[str]] = defaultdict(list)
    for row in _all(connection, "SELECT * FROM series_unit ORDER BY series_id"):
        series[row["unit_id"]].append(row["series_id"])
    return {
        row["id"]: {
            "position": row["position"],
            "kind": row["kind"],
            "parent": row["parent_id"],
            "pool": row["pool"],
            "first": row["valid_from"],
            "last": row["valid_to"],
            "series": series.get(row["id"], []),
            "names": names[row["id"]],
        }
        for row in _all(connection, "SELECT * FROM unit ORDER BY position")
    }


def _contests(connection: sa.Connection) -> dict[str, Any]:
    rows = _all(
        connection,
        "SELECT p.*, s.ranking, s.decimals FROM series_period p JOIN series s ON s.id = p.series_id",
    )
    found = {}
    for row in rows:
        overrides = json.loads(row["overrides"])
        found[f"{row['series_id']}/{row['period_id']}"] = {
            "closed": row["state"] != "open",
            "published": row["state"] == "published",
            "ranking": overrides.get("ranking", row["ranking"]),
            "decimals": overrides.get("decimals", row["decimals"]),
        }
    return found


def _shown(connection: sa.Connection) -> dict[str, Any]:
    rows = _all(connection, "SELECT * FROM reveal WHERE kind = 'flag'")
    return {
        f"{row['series_id']}/{row['period_id']}/{row['subject']}/{row['pool']}": {"pool": row["pool"]} for row in rows
    }


def _flags(connection: sa.Connection, boards: dict[str, Any]) -> dict[str, Any]:
    ended: dict[str, list[str]] = defaultdict(list)
    for row in _all(connection, "SELECT * FROM custody_entry WHERE kind = 'abolished' ORDER BY id"):
        key = f"{row['series_id']}/{row['period_id']}/{row['area_id']}/{row['pool']}"
        ended[key] += [unit for unit in json.loads(row["units"]) if unit not in ended[key]]
    found = {}
    for key, board in boards.items():
        if not key.startswith("flags/"):
            continue
        for row in board["rows"]:
            place = f"{board['series']}/{board['period']}/{row['area']}/{row['pool'] or ''}"
            found[place] = {
                "holders": [unit["unit"] for unit in row["holders"]],
                "previous": [unit["unit"] for unit in row["previous"]],
                "ended": ended.get(place, []),
                "outcome": row["outcome"],
                "settled": True,
                "defences": row["defences"],
                "margin": None if row["margin_exact"] is None else f"{Decimal(row['margin_exact']).normalize():f}",
                "awarded_on": row["awarded_on"],
                "reason": row["reason"],
            }
    return found


def _vetoes(connection: sa.Connection, boards: dict[str, Any]) -> dict[str, Any]:
    """Those that a ranking shows, or the year's table."""
    public: set[tuple[str, str]] = set()
    named: set[tuple[str, str]] = set()
    for key, board in boards.items():
        if key.startswith("ranking/"):
            public.update((board["period"], row["unit"]) for row in board["rows"] if row["status"] == "vetoed")
        elif key == "annual":
            named.update((row["unit"], item) for row in board["rows"] for item in row["vetoed_by"])
    found: dict[str, Any] = defaultdict(lambda: {"items": []})
    for row in _all(connection, "SELECT * FROM veto WHERE lifted_at IS NULL ORDER BY id"):
        if (row["period_id"], row["unit_id"]) in public or (row["unit_id"], row["veto"]) in named:
            items = found[f"{row['period_id']}/{row['unit_id']}"]["items"]
            items.append({"number": row["id"], "veto": row["veto"]})
    return dict(found)


def _corrections(boards: dict[str, Any]) -> dict[str, Any]:
    return {
        f"{board['series']}/{board['period']}/{board['area']}/{row['unit']}": {"told": row["correction"]}
        for key, board in boards.items()
        if key.startswith("ranking/")
        for row in board["rows"]
        if "correction" in row
    }


def _nominees(connection: sa.Connection, boards: dict[str, Any]) -> dict[str, Any]:
    known = {
        (row["period_id"], row["star_id"], row["unit_id"], row["person"]): row
        for row in _all(connection, "SELECT * FROM nominee")
    }
    found = {}
    for key, board in boards.items():
        if not key.startswith("stars/"):
            continue
        for row in board["rows"]:
            kept = known.get((board["period"], row["star"], row["unit"], row["person"]))
            if kept is not None:
                found[f"{board['period']}/{kept['id']:09d}"] = {
                    "star": row["star"],
                    "series": kept["series_id"],
                    "unit": row["unit"],
                    **{name: row[name] for name in ("person", "post", "result", "status", "notice_until")},
                }
    return found


def _records(connection: sa.Connection) -> dict[str, dict[str, Any]]:
    """What has no seal: honours and promises."""
    numbers = ("target", "actual", "planned", "spent")
    kinds = {
        "honour": ("honour", ("title", "level", "document", "awarded_on")),
        "pledge": (
            "pledge",
            (
                *("person", "post", "aspect", "text", "comparator", "target", "due", "made_on", "actual"),
                *("settled_on", "measure", "channel", "outcome"),
            ),
        ),
        "goal": ("goal", ("scope", "title", "outcome", "evidence", "due")),
        "livelihood": (
            "livelihood_item",
            ("field", "title", "measure", "status", "planned", "spent", "due"),
        ),
        "rectification": ("rectification", ("series_id", "area_id", "period_id", "due", "status", "done_on")),
    }
    found: dict[str, dict[str, Any]] = {}
    for kind, (table, names) in kinds.items():
        found[kind] = {}
        for row in _all(connection, f"SELECT * FROM {table}"):
            words = {} if kind == "livelihood" else {"unit": row["unit_id"]}
            for name in names:
                value = row[name]
                if name in numbers and value is not None:
                    value = f"{(Decimal(value) / SCALE).normalize():f}"
                words[name.removesuffix("_id")] = value
            found[kind][f"{row['id']:09d}"] = words
    return found


def _all(connection: sa.Connection, question: str, **values: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(sa.text(question), values).mappings()]


def _packed(words: Any) -> str:
    return json.dumps(words, ensure_ascii=False, separators=(",", ":"))


def _insert(connection: sa.Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    for portion in _portions(rows):
        columns = list(portion[0])
        connection.execute(
            sa.text(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(f':{one}' for one in columns)})"),
            portion,
        )


def _portions(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    portion: list[dict[str, Any]] = []
    for row in rows:
        portion.append(row)
        if len(portion) == PORTION:
            yield portion
            portion = []
    if portion:
        yield portion
