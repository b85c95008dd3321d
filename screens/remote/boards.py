"""What a viewer's board shows: the playlist of the hall, cut to what was asked for."""

from scoreboard.enums import Status
from scoreboard.publications.board_about import BoardAbout
from scoreboard.publications.kinds.flags import FlagsBoard
from scoreboard.publications.questions import Board
from scoreboard.publications.scenes.table import TableScene
from scoreboard.publications.scenes.unit import UnitScene
from scoreboard.publications.units import CurrentUnit
from scoreboard.spelling import BOARD_NAMES
from screens.held_boards import HeldBoards
from screens.playlist import Item, playlist


def viewer_items(board: str, held: HeldBoards) -> list[Item]:
    """The scenes that a viewer of `board` sees in turn; never none.

    `board` is "board" for everything, "flags", "stars", a series or a unit; everything also where it is no more.
    """
    series = _series(held)
    if board not in (*BOARD_NAMES, *series):
        unit = held.unit(board)
        if unit is not None:
            return [_unit(unit, held)]
        board = "board"
    items = [item for item in playlist(held, board if board in series else None) if item.scene_name != "title"]
    if board == "flags":
        items = [item for item in items if item.scene_name == "wall"]
    elif board == "stars":
        items = [item for item in items if item.scene_name == "roll"]
    elif board in series:
        items = [item for item in items if item.scene_name != "roll"]
    else:
        items = [item for item in items if item.scene_name != "flag"]
    return items or [Item("", TableScene(board=None))]


def is_gone(board: str, held: HeldBoards) -> bool:
    """Whether a board that somebody watches is no more: its unit or series has been taken out of the contest."""
    return board not in (*BOARD_NAMES, *_series(held)) and held.unit(board) is None


def _series(held: HeldBoards) -> list[str]:
    return [series.id for series in held.competition.series]


def _unit(unit: CurrentUnit, held: HeldBoards) -> Item:
    """All that is public of one unit: its places, newest period first, and its flags."""
    found = (held.rows_of(key, [unit.id]).get(unit.id) for key in held.rankings_of(unit.id))
    lines = [line for line in found if line is not None and line.row.status != Status.MISSING]
    rows = tuple(line.place(holds=_holds(held, line.about, unit.id)) for line in lines)
    return Item("unit", UnitScene(unit=unit, rows=rows))


def _holds(held: HeldBoards, about: BoardAbout, unit: str) -> bool:
    wall: Board[FlagsBoard] | None = held.board(f"flags/{about.series}/{about.period}")
    return wall is not None and any(flag.area == about.area and flag.is_held_by(unit) for flag in wall.words.rows)
