"""What has happened to the stage, told by workers to the console."""

from textual.message import Message

from scoreboard.ceremony.overview import Overview
from scoreboard.errors import ContestError
from screens.director.wishes import Opening, Wish


class ConsoleOpened(Message):
    """It is known who may direct and what there is to direct."""

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self.opening = opening


class StageRead(Message):
    """The stage has been read again, because somebody changed something."""

    def __init__(self, view: Overview) -> None:
        super().__init__()
        self.view = view


class StageMoved(Message):
    """A wish was carried out; it is on disk and public."""

    def __init__(self, view: Overview, wish: Wish) -> None:
        super().__init__()
        self.view, self.wish = view, wish


class HallBehind(Message):
    """How far the public file is behind what has been done, in changes and steps of the stage, and what keeps it."""

    def __init__(self, count: int, why: str) -> None:
        super().__init__()
        self.count, self.why = count, why


class WishRefused(Message):
    """A wish was not carried out; nothing has changed. `wish` is None where only reading failed."""

    def __init__(self, error: ContestError, wish: Wish | None) -> None:
        super().__init__()
        self.error, self.wish = error, wish
