"""Public files of before there were facts, read as if all their boards were printed ones."""

import sqlite3

_VIEWS = (
    "CREATE TEMP VIEW public_change AS SELECT id AS number, published_at AS at, reason FROM publication",
    "CREATE TEMP TABLE public_board AS SELECT row_number() OVER (ORDER BY board) AS number, board AS key,"
    " MAX(revision) AS revision, MAX(id) AS change, 0 AS placed FROM publication GROUP BY board",
    "CREATE TEMP VIEW public_touch AS SELECT b.number AS board, p.revision, p.id AS change"
    " FROM publication p JOIN public_board b ON b.key = p.board",
    "CREATE TEMP VIEW public_print AS SELECT b.number AS board, p.revision, p.id AS change, p.payload AS value"
    " FROM publication p JOIN public_board b ON b.key = p.board",
    "CREATE TEMP TABLE public_fact (kind TEXT, key TEXT, change INTEGER, value TEXT)",
    "CREATE TEMP TABLE public_score (board INTEGER, unit INTEGER, change INTEGER, mark TEXT, value INTEGER)",
    "CREATE TEMP TABLE public_unit AS SELECT row_number() OVER () AS number, json_extract(u.value, '$.id') AS id"
    " FROM (SELECT payload FROM publication WHERE board = 'competition' ORDER BY revision DESC LIMIT 1) c,"
    " json_each(c.payload, '$.units') u",
)


def see_as_prints(connection: sqlite3.Connection) -> None:
    """Put views over the tables of such a file, seen by this connection alone."""
    for statement in _VIEWS:
        connection.execute(statement)
