"""What is shown of one unit alone: its notice board, then its places in every public board."""

from scoreboard.publications.board_about import BoardAbout
from scoreboard.publications.kinds.flags import FlagsBoard
from scoreboard.publications.public_units import CurrentUnit
from scoreboard.publications.questions import Board
from scoreboard.publications.scenes.noticeboard import noticeboard_scene
from scoreboard.publications.scenes.unit import UnitScene
from screens.held_boards import HeldBoards
from screens.playlist import Item


def unit_items(unit: CurrentUnit, held: HeldBoards) -> list[Item]:
    """The notice board of a unit that has posted anything, and its places."""
    board = held.unit_board(unit.id)
    scene = None if board is None else noticeboard_scene(board)
    posts = [Item("noticeboard", scene)] if scene is not None and scene.zh else []
    return [*posts, _places(unit, held)]


def _places(unit: CurrentUnit, held: HeldBoards) -> Item:
    """A unit's places, newest period first, and its flags."""
    found = (held.rows_of(key, [unit.id]).get(unit.id) for key in held.rankings_of(unit.id))
    lines = [line for line in found if line is not None and not line.row.is_empty]
    rows = tuple(line.place(holds=_holds(held, line.about, unit.id)) for line in lines)
    return Item("unit", UnitScene(unit=unit, rows=rows))


def _holds(held: HeldBoards, about: BoardAbout, unit: str) -> bool:
    wall: Board[FlagsBoard] | None = held.board(f"flags/{about.series}/{about.period}")
    return wall is not None and any(flag.area == about.area and flag.is_held_by(unit) for flag in wall.words.rows)
