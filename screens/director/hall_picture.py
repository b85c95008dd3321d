"""The hall's own frame on the console: at the size of the display that the director has chosen, drawn small."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from scoreboard.publications.display_reports import Report
from scoreboard.publications.reader import PublicReader
from scoreboard.publications.scene import Scene
from screens.director.displays import name_of
from screens.display import SHOWN_SECONDS
from screens.hall import COVER, draw, pages
from screens.looks import Look
from screens.scene_view import SceneView
from screens.widgets.canvas import Frame
from screens.widgets.miniature import miniature

Size = tuple[int, int]
MINIATURES_A_SECOND = 8
"""A small picture costs more than a plain one, and tells no less at this pace."""


@dataclass(frozen=True)
class ChosenDisplay:
    """A display whose picture is drawn: its size, its look, and what it is called."""

    size: Size
    look: Look
    name: str


def drawn_for(chosen: ChosenDisplay | None, scene: Scene | None, elapsed: float, room: Size, look: Look) -> Frame:
    """A scene as a display shows it, small enough for a room; without a display as one of the room's size would."""
    if chosen is None:
        return draw(scene, elapsed, room, look)
    shown = scene
    if scene is not None and (count := pages(scene, chosen.size, chosen.look)) > 1:
        shown = replace(scene, page=int(max(0.0, elapsed) // SHOWN_SECONDS) % count)
    return miniature(draw(shown, elapsed, chosen.size, chosen.look), room, look)


class HallPicture(SceneView):
    """What the hall sees, as the chosen display shows it."""

    chosen: ChosenDisplay | None = None
    cover: Scene = COVER
    """The neutral picture."""

    def take_cover(self, reader: PublicReader) -> None:
        """Have the contest's own neutral picture from now on."""
        before, self.cover = self.cover, reader.cover()
        if self.scene == before != self.cover:
            self.play(self.cover, already=self.elapsed)

    def choose(self, chosen: ChosenDisplay | None) -> None:
        """Draw it as another display from now on."""
        if chosen != self.chosen:
            self.chosen = chosen
            self.pace(MINIATURES_A_SECOND if chosen is not None else None)
            self.tick()

    def drawn(self) -> Frame:
        """This moment's frame, small."""
        return drawn_for(self.chosen, self.scene, self.elapsed, self.size, self.look)


class DisplayChoice:
    """Whose picture the console shows: that of the largest display until the director chooses another by a key.

    `shown` is called with the display, or None where the picture is drawn for the console's own room.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("d", "choose_display", show=False, id="director.display")]

    def __init__(self, reports: Callable[[], Sequence[Report]], shown: Callable[[ChosenDisplay | None], None]) -> None:
        self._reports, self._shown = reports, shown
        self._wanted: str | None = ""
        """The display that the director wants; empty while nobody has chosen, None for the console's own room."""

    @property
    def chosen(self) -> ChosenDisplay | None:
        """The display whose picture is drawn."""
        hall = self._hall()
        if self._wanted is None or not hall:
            return None
        one = next((report for report in hall if report.display == self._wanted), hall[0])
        look = Look.of_word(one.look)
        return None if look is None else ChosenDisplay((one.columns, one.rows), look, name_of(one))

    @property
    def name(self) -> str:
        """What that display is called; empty where the picture is drawn for the console's own room."""
        chosen = self.chosen
        return "" if chosen is None else chosen.name

    def renew(self) -> None:
        """Displays have come, gone or changed."""
        self._shown(self.chosen)

    def action_choose_display(self) -> None:
        """Show the picture of the next display, and after the last one that of the console's own room."""
        names: list[str | None] = [*(report.display for report in self._hall()), None]
        if len(names) > 1:
            at = names.index(self._wanted) if self._wanted in names else 0
            self._wanted = names[(at + 1) % len(names)]
            self.renew()

    def _hall(self) -> list[Report]:
        """The displays of the hall whose picture can be drawn, the largest first."""
        hall = [one for one in self._reports() if not one.board and not one.waits and one.columns and one.rows]
        return sorted(hall, key=lambda one: (-one.columns * one.rows, one.display))
