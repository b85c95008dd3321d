"""What a hall shows until there is a contest: the neutral picture, and below it what is being waited for."""

from contextlib import closing
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from scoreboard.errors import ContestError
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from screens.hall import COVER
from screens.scene_view import SceneView
from screens.themes import Look

LOOK_SECONDS = 0.5
"""How often it looks whether the hall can open."""


class WaitingScreen(Screen[str]):
    """Ends with "display" as soon as what is public can be read and has the unit that is to be shown."""

    DEFAULT_CSS = """
    WaitingScreen #reason { dock: bottom; height: auto; max-height: 3; text-align: center; color: $foreground 60%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "ignore", show=False, id="waiting.ignore")]

    def __init__(self, settings: Settings, look: Look, unit: str | None) -> None:
        super().__init__()
        self._settings, self._look, self._unit = settings, look, unit

    def compose(self) -> ComposeResult:
        yield SceneView(self._look)
        yield Static(id="reason")

    def on_mount(self) -> None:
        self.query_one(SceneView).play(COVER)
        self.set_interval(LOOK_SECONDS, self._look_again)
        self._look_again()

    def _look_again(self) -> None:
        try:
            with closing(PublicReader(self._settings.paths.public)) as reader:
                if self._unit is not None:
                    reader.find_unit(self._unit)
        except ContestError as error:
            sentence = error.sentence(self._settings.lang)
            self.query_one("#reason", Static).update(Text(sentence, justify="center"))
        else:
            self.dismiss("display")

    def holds_back(self, _end: object) -> bool:
        """Nobody is there who could open it again."""
        return True

    def action_ignore(self) -> None:
        """The hall is not told how its program ends."""
