"""Row-level security: a login that works in one series sees and writes its rows and those of the series below it.

Whose a login is, the table `login_series` says; one that it does not name works in all. Names and settings of a contest
are no secret of anybody's and are not kept apart. The server says what is so for a desk or a director, whatever tool
they come with; an administrator sees all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scoreboard.facts import FactKind
from scoreboard.store.server.connecting import MAIN, PUBLIC
from scoreboard.store.server.functions import OWN_SERIES, OWN_UNITS

EVERYWHERE = f"(SELECT {OWN_SERIES}()) IS NULL"
"""Whether a login works in all series; asked once a statement, as the next ones are."""
_SERIES, _UNITS = f"((SELECT {OWN_SERIES}())::text[])", f"((SELECT {OWN_UNITS}())::text[])"


@dataclass(frozen=True)
class OwnRows:
    """What of a table a login may write that works in one series, and what it may read; the same unless it is said."""

    written: str
    read: str | None = None


def _is_own(column: str) -> str:
    return f'{column} COLLATE "C" = ANY {_SERIES}'


def _exists(table: str, condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM {MAIN}.{table} WHERE {condition})"


def _no_other(part: str) -> str:
    """Whether what a key names is no series of others."""
    return f'NOT EXISTS (SELECT 1 FROM {MAIN}.series s WHERE s.id = {part} AND s.id COLLATE "C" <> ALL {_SERIES})'


def _no_board_of_others(board: str) -> str:
    named = f"(SELECT split_part(b.key, '/', 2) FROM {PUBLIC}.public_board b WHERE b.number = {board})"
    return _no_other(named)


_ALL, _NONE = "true", "false"
_OWN = OwnRows(_is_own("series_id"))
_OWN_AND_ALL_SEEN = OwnRows(_is_own("series_id"), _ALL)
_OF_CEREMONY = _exists("ceremony c", "c.id = ceremony_id")
_OF_UNIT = f'unit_id COLLATE "C" = ANY {_UNITS}'
_IN_SERIES = _exists("series_unit m", f"m.unit_id = veto.unit_id AND {_is_own('m.series_id')}")
_FIRST = "split_part({}, '/', 1)"
_PERIODS = f"(SELECT p.id FROM {MAIN}.period p)"
_OF_SERIES = (
    FactKind.CONTEST,
    FactKind.SHOWN,
    FactKind.CLIMB,
    FactKind.FLAG,
    FactKind.OVERALL_FLAG,
    FactKind.HELD_BEFORE,
    FactKind.CORRECTION,
)
"""Facts whose keys begin with a series."""
_FACTS = ", ".join(f"'{kind}'" for kind in _OF_SERIES)

IN_MAIN: Mapping[str, OwnRows] = {
    **dict.fromkeys(
        ("score", "returned_score", "reentered_score", "score_sheet", "score_source", "sheet_meaning"), _OWN
    ),
    **dict.fromkeys(("custody_entry", "reveal", "correction", "tie_decision", "place_decision", "star_decision"), _OWN),
    **dict.fromkeys(("series_period", "remaining_unit", "year_end"), _OWN_AND_ALL_SEEN),
    "nominee": OwnRows(_is_own("series_id"), f"series_id IS NULL OR {_is_own('series_id')}"),
    "nominee_event": OwnRows(
        _exists("nominee n", "n.id = nominee_id AND n.series_id IS NOT NULL"), _exists("nominee n", "n.id = nominee_id")
    ),
    "ceremony": _OWN,
    "ceremony_event": OwnRows(_OF_CEREMONY),
    "seal": OwnRows(_OF_CEREMONY),
    "stage": OwnRows(_OF_CEREMONY, _ALL),
    "veto": OwnRows(_NONE, _IN_SERIES),
    "honour": OwnRows(_NONE, _ALL),
    "livelihood_item": OwnRows(_NONE, _ALL),
    "pledge": OwnRows(_OF_UNIT, _ALL),
    "goal": OwnRows(_OF_UNIT, _ALL),
    "rectification": OwnRows(_OF_UNIT),
    "progress_report": OwnRows(
        "kind = 'pledge' AND " + _exists("pledge p", f"p.id = promise_id AND p.{_OF_UNIT}"), _ALL
    ),
    "journal": OwnRows(_ALL, f"{_is_own(_FIRST.format('subject'))} AND split_part(subject, '/', 2) IN {_PERIODS}"),
}
"""The tables that hold what is somebody's, each with what of it is a login's own."""
IN_PUBLIC: Mapping[str, OwnRows] = {
    "public_board": OwnRows(_no_other("split_part(key, '/', 2)"), _ALL),
    **dict.fromkeys(("public_score", "public_print"), OwnRows(_no_board_of_others("board"), _ALL)),
    "public_standing": OwnRows(_no_board_of_others("board"), _ALL),
    "public_fact": OwnRows(f"kind NOT IN ({_FACTS}) OR {_no_other(_FIRST.format('key'))}", _ALL),
}
"""What is public is seen by all; nobody makes public what is in a series of others."""

_POLICIES = {
    "read": "FOR SELECT TO {roles} USING ({read})",
    "inserted": "FOR INSERT TO {roles} WITH CHECK ({written})",
    "updated": "FOR UPDATE TO {roles} USING ({read}) WITH CHECK ({written})",
    "deleted": "FOR DELETE TO {roles} USING ({written})",
}
"""Whoever changes a row that they see and may not write is refused, instead of changing none."""


def policies(bound: str, others: str) -> Iterator[str]:
    """The statements that make the rules of rows, for roles that may be `bound` to a series and for the `others`."""
    for schema, tables in ((MAIN, IN_MAIN), (PUBLIC, IN_PUBLIC)):
        for name, kept in tables.items():
            table = f"{schema}.{name}"
            yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
            for policy in ("everything", *_POLICIES):
                yield f"DROP POLICY IF EXISTS {policy} ON {table}"
            yield f"CREATE POLICY everything ON {table} TO {others} USING (true)"
            written, read = _or_all(kept.written), _or_all(kept.read or kept.written)
            for policy, rule in _POLICIES.items():
                yield f"CREATE POLICY {policy} ON {table} {rule.format(roles=bound, read=read, written=written)}"


def _or_all(condition: str) -> str:
    return condition if condition == _ALL else f"{EVERYWHERE} OR ({condition})"
