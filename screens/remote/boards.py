"""What a viewer's board shows: the playlist of the hall, cut to what was asked for."""

from scoreboard.publications.scenes.table import TableScene
from scoreboard.spelling import BOARD_NAMES
from screens.held_boards import HeldBoards
from screens.next_in_round import in_order, played
from screens.playlist import Item, playlist
from screens.unit_items import unit_items


def viewer_items(board: str, held: HeldBoards) -> list[Item]:
    """The scenes that a viewer of `board` sees in turn; never none.

    `board` is "board" for everything, "flags", "stars", a series or a unit; everything also where it is no more. They
    come in the order of the hall, everything without what its director leaves out there.
    """
    series = _series(held)
    if board not in (*BOARD_NAMES, *series):
        unit = held.unit(board)
        if unit is not None:
            return unit_items(unit, held)
        board = "board"
    items = [
        item for item in playlist(held, board if board in series else None) if item.scene_name not in ("title", "today")
    ]
    if board == "flags":
        items = [item for item in items if item.scene_name == "wall"]
    elif board == "stars":
        items = [item for item in items if item.scene_name in ("roll", "notice")]
    elif board in series:
        items = [item for item in items if item.scene_name != "roll"]
    else:
        items = [item for item in items if item.scene_name != "flag"]
    order = (played if board == "board" else in_order)(items, held.programme)
    return [items[at] for at in order] or [Item("", TableScene(board=None))]


def is_gone(board: str, held: HeldBoards) -> bool:
    """Whether a board that somebody watches is no more: its unit or series has been taken out of the contest."""
    return board not in (*BOARD_NAMES, *_series(held)) and held.unit(board) is None


def _series(held: HeldBoards) -> list[str]:
    return [series.id for series in held.competition.series]
