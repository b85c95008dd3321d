"""What a viewer's board shows: the playlist of the hall, cut to what was asked for."""

from collections.abc import Mapping
from typing import Any

from scoreboard.enums import Status
from scoreboard.publications.pools import pool_named
from screens.held_boards import HeldBoards
from screens.playlist import Item, playlist
from screens.remote.keys import RESERVED


def viewer_items(board: str, held: HeldBoards) -> list[Item]:
    """The scenes that a viewer of `board` sees in turn; never none.

    `board` is "board" for everything, "flags", "stars", a series or a unit; everything also where it is no more.
    """
    series = _series(held)
    if board not in (*RESERVED, *series):
        unit = held.unit(board)
        if unit is not None:
            return [_unit(unit, held)]
        board = "board"
    items = [item for item in playlist(held, board if board in series else None) if item.scene["scene"] != "title"]
    if board == "flags":
        items = [item for item in items if item.scene["scene"] == "wall"]
    elif board == "stars":
        items = [item for item in items if item.scene["scene"] == "roll"]
    elif board in series:
        items = [item for item in items if item.scene["scene"] != "roll"]
    else:
        items = [item for item in items if item.scene["scene"] != "flag"]
    return items or [Item("", {"scene": "table", "board": {"board": "ranking", "rows": []}})]


def is_gone(board: str, held: HeldBoards) -> bool:
    """Whether a board that somebody watches is no more: its unit or series has been taken out of the contest."""
    return board not in (*RESERVED, *_series(held)) and held.unit(board) is None


def _series(held: HeldBoards) -> list[str]:
    return [series["id"] for series in held.competition["series"]]


def _unit(unit: Mapping[str, Any], held: HeldBoards) -> Item:
    """All that is public of one unit: its places, newest period first, and its flags."""
    rows = []
    for key in held.rankings_of(unit["id"]):
        row = held.rows_of(key, [unit["id"]]).get(unit["id"])
        if row is not None and row["status"] != Status.MISSING:
            rows.append(
                {
                    **{name: row[name] for name in ("series", "series_name", "series_name_en", "period")},
                    "period_name": row["period_name"],
                    "area_name": row.get("area_name"),
                    "area_name_en": row.get("area_name_en"),
                    **{name: row[name] for name in ("rank", "score", "status", "change")},
                    **pool_named(row.get("pools", ()), row.get("pool")),
                    "flags": row.get("flags"),
                    "holds": _holds(held, row, unit["id"]),
                }
            )
    return Item("unit", {"scene": "unit", "unit": unit, "rows": rows})


def _holds(held: HeldBoards, row: Mapping[str, Any], unit: str) -> bool:
    flags = held.board(f"flags/{row['series']}/{row['period']}")
    return flags is not None and any(
        flag["area"] == row.get("area") and unit in (holder["unit"] for holder in flag["holders"])
        for flag in flags.payload["rows"]
    )
