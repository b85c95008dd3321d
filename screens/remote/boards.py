"""What a viewer's board shows: the programme of the hall, cut to what was asked for."""

from collections.abc import Mapping
from typing import Any

from scoreboard.publications.reader import Board
from screens.programme import Item, programme
from screens.remote.keys import board_ids


def viewer_items(board: str, boards: Mapping[str, Board]) -> list[Item]:
    """The scenes that a viewer of `board` sees in turn; never none.

    `board` is "board" for everything, "flags", "stars", a series or a unit; everything also where it is no more.
    """
    competition = boards["competition"].payload
    if is_gone(board, boards):
        board = "board"
    series = [s["id"] for s in competition["series"]]
    items = [item for item in programme(boards, board if board in series else None) if item.scene["scene"] != "title"]
    if board == "flags":
        items = [item for item in items if item.scene["scene"] == "wall"]
    elif board == "stars":
        items = [item for item in items if item.scene["scene"] == "roll"]
    elif board in series:
        items = [item for item in items if item.scene["scene"] != "roll"]
    elif board != "board":
        items = [_unit(board, boards, competition)]
    else:
        items = [item for item in items if item.scene["scene"] != "flag"]
    return items or [Item("", {"scene": "table", "board": {"board": "ranking", "rows": []}})]


def is_gone(board: str, boards: Mapping[str, Board]) -> bool:
    """Whether a board that somebody watches is no more: its unit or series has been taken out of the contest."""
    return board not in board_ids(boards["competition"].payload)


def _unit(unit: str, boards: Mapping[str, Board], competition: Mapping[str, Any]) -> Item:
    """All that is public of one unit: its places, newest period first, and its flags."""
    known = next(u for u in competition["units"] if u["id"] == unit)
    periods = [period["id"] for period in competition["periods"]]
    found = []
    for key, board in boards.items():
        if key.startswith("ranking/"):
            row = next((row for row in board.payload["rows"] if row["unit"] == unit), None)
            if row is not None and row["status"] != "missing":
                found.append((board.payload, row))
    order = {name: place for place, name in enumerate(periods)}
    found.sort(key=lambda pair: (-order[pair[0]["period"]], pair[0]["series"], pair[0]["area"] is not None))
    rows = [
        {
            **{name: board[name] for name in ("series", "series_name", "series_name_en", "period", "period_name")},
            "area_name": board.get("area_name"),
            "area_name_en": board.get("area_name_en"),
            **{name: row[name] for name in ("rank", "score", "status", "change")},
            "flags": row.get("flags"),
            "holds": _holds(boards, board, unit),
        }
        for board, row in found
    ]
    return Item("unit", {"scene": "unit", "unit": known, "rows": rows})


def _holds(boards: Mapping[str, Board], ranking: Mapping[str, Any], unit: str) -> bool:
    flags = boards.get(f"flags/{ranking['series']}/{ranking['period']}")
    return flags is not None and any(
        row["area"] == ranking.get("area") and unit in (holder["unit"] for holder in row["holders"])
        for row in flags.payload["rows"]
    )
