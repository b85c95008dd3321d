"""What has happened at the desk, told by the grid to the screen."""

from textual.message import Message

from scoreboard.desk.sheet_cells import Place
from scoreboard.errors import ContestError
from screens.desk.selection import Selection


class ScoreTyped(Message):
    """The operator finished typing a score that can be one; `version` is the one that they saw."""

    def __init__(self, place: Place, text: str, version: int, before: str) -> None:
        super().__init__()
        self.place, self.text, self.version, self.before = place, text, version, before


class InputRefused(Message):
    """What was typed or wished cannot be; nothing has changed."""

    def __init__(self, error: ContestError) -> None:
        super().__init__()
        self.error = error


class BlockPasted(Message):
    """More than one value was pasted, at a cell."""

    def __init__(self, text: str, place: Place) -> None:
        super().__init__()
        self.text, self.place = text, place


class ScoreTakenBack(Message):
    """The operator pressed Delete on a cell."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


class RangeCleared(Message):
    """The operator pressed Delete on selected cells."""

    def __init__(self, selection: Selection) -> None:
        super().__init__()
        self.selection = selection


class HeldScoreChosen(Message):
    """The operator pressed Enter on a cell whose typed score could not be saved."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


class SheetNews(Message):
    """Something is to be known of the sheet that was opened, after what is told of its current cell."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class CursorMoved(Message):
    """Another cell is current."""

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, CursorMoved)


class EditChanged(Message):
    """An edit began, went on or ended."""
