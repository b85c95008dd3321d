"""What is settled of the year's places, and what of it is news that the hall calls out."""

from collections.abc import Mapping
from dataclasses import dataclass

from scoreboard.publications.kinds.range import RangeBoard, RangeRow
from scoreboard.publications.questions import Board
from scoreboard.publications.scenes.callout import CalloutScene, SettledUnit
from screens.held_boards import HeldBoards

NOWHERE = 1_000_000_000
"""A place behind all others: that of a unit that is sure of none."""


@dataclass(frozen=True)
class SettledPlaces:
    """Who is sure of a place, or cannot be first any more, as the boards of possible places say."""

    boards: Mapping[str, RangeBoard]

    def news_since(self, before: "SettledPlaces") -> CalloutScene | None:
        """The units of which more is settled than before; None where nothing is."""
        for key, board in self.boards.items():
            if key in before.boards:
                was = {row.unit: row for row in before.boards[key].rows}
                rows = [row for row in board.rows if (old := was.get(row.unit)) is not None and _settles(old, row)]
                if rows:
                    return _scene(board, rows)
        return None


def settled_places(held: HeldBoards) -> SettledPlaces:
    """What is settled by what is public now."""
    boards: dict[str, RangeBoard] = {}
    for key in held.keys:
        if key.startswith("range/"):
            board: Board[RangeBoard] | None = held.board(key)
            if board is not None:
                boards[key] = board.words
    return SettledPlaces(boards)


def _settles(before: RangeRow, after: RangeRow) -> bool:
    """Whether more is settled of a unit that is still ranked."""
    if after.best is None:
        return False
    return (after.clinched or NOWHERE) < (before.clinched or NOWHERE) or (after.eliminated and not before.eliminated)


def _scene(board: RangeBoard, rows: list[RangeRow]) -> CalloutScene:
    return CalloutScene(
        series_name=board.series_name,
        series_name_en=board.series_name_en,
        rows=tuple(
            SettledUnit(
                unit=row.unit,
                name=row.name,
                short_name=row.short_name,
                short_name_en=row.short_name_en,
                name_en=row.name_en,
                clinched=row.clinched,
                eliminated=row.eliminated,
            )
            for row in rows
        ),
    )
