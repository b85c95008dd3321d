"""What a hall shows until there is a contest: the neutral picture. What it waits for is told to the director."""

from contextlib import closing
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from scoreboard.errors import ContestError
from scoreboard.publications.display_reports import Reporter
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from screens.hall import COVER
from screens.looks import Look
from screens.scene_view import SceneView

LOOK_SECONDS = 0.5
"""How often it looks whether the hall can open."""


class WaitingScreen(Screen[str]):
    """Ends with "display" as soon as what is public can be read and has the unit that is to be shown."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "ignore", show=False, id="waiting.ignore")]

    def __init__(self, settings: Settings, look: Look, unit: str | None) -> None:
        super().__init__()
        self._settings, self._look, self._unit = settings, look, unit
        self._reporter: Reporter | None = None

    def compose(self) -> ComposeResult:
        yield SceneView(self._look)

    def on_mount(self) -> None:
        self._reporter = Reporter(self._settings.paths.public)
        self.query_one(SceneView).play(COVER)
        self.set_interval(LOOK_SECONDS, self._look_again)
        self._look_again()

    def on_unmount(self) -> None:
        if self._reporter is not None:
            self._reporter.close()

    def _look_again(self) -> None:
        try:
            with closing(PublicReader(self._settings.paths.public)) as reader:
                self._show_contest(reader)
                if self._unit is not None:
                    reader.find_unit(self._unit)
        except ContestError as error:
            if self._reporter is not None:
                self._reporter.tell(0, "", 0, *self.size, waits=error.key)
        else:
            self.dismiss("display")

    def _show_contest(self, reader: PublicReader) -> None:
        """A contest that there is already lends the picture its title and its emblem."""
        cover, view = reader.cover(), self.query_one(SceneView)
        if view.scene != cover:
            view.play(cover)

    def holds_back(self, _end: object) -> bool:
        """Nobody is there who could open it again."""
        return True

    def action_ignore(self) -> None:
        """The hall is not told how its program ends."""
