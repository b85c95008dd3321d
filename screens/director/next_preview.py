"""The next step as the hall would see it, framed so that nobody takes it for what the hall sees."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Resize

from scoreboard.ceremony.previewing import preview
from scoreboard.ceremony.stage_control import after
from scoreboard.publications.scene import Scene
from screens.director.drawing import word
from screens.director.hall_picture import ChosenDisplay, drawn_for
from screens.director.stage import ConsoleStage
from screens.looks import Look
from screens.widgets.canvas import Canvas, Frame
from screens.widgets.cells import BOLD, REVERSE
from screens.widgets.frameview import FrameView
from screens.widgets.strips import CellStrip
from screens.widgets.thread_worker import ThreadWorker

AT_REST = 3600.0
"""Seconds after which every scene shows all that it has to show."""


class NextPreview(FrameView):
    """A settled picture between two bands that say what it is. It may hold a sealed result: for a director alone."""

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.look = look
        self.scene: Scene | None = None
        self.frame: Frame | None = None
        """What is shown."""
        self.chosen: ChosenDisplay | None = None

    def play(self, scene: Scene | None) -> None:
        """Show a scene; None until the next step is known."""
        self.scene = scene
        self._repaint()

    def choose(self, chosen: ChosenDisplay | None) -> None:
        """Draw it as another display would show it."""
        if chosen != self.chosen:
            self.chosen = chosen
            self._repaint()

    def on_resize(self, event: Resize) -> None:
        """Draw at the new size."""
        self._repaint()

    def _repaint(self) -> None:
        if self.size:
            self.frame = framed(self.scene, self.size, self.look, self.chosen)
            self.show(self.frame)


class LookAhead:
    """Shows the next step on the console. Its result is in the console only while the director looks ahead.

    `show` shows a scene, or none.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("v", "look_ahead", show=False, id="director.ahead")]

    def __init__(self, stage: ConsoleStage, thread: ThreadWorker, show: Callable[[Scene | None], None]) -> None:
        self._stage, self._thread, self._show = stage, thread, show
        self.on = False
        """Whether the next step is shown as the hall would see it."""

    def action_look_ahead(self) -> None:
        """Show the next step as the hall would see it, or no longer."""
        if self.on:
            self.close()
        elif self._stage.view is not None and self._stage.view.next is not None:
            self.on = True
            self.look(moved=True)

    def close(self) -> None:
        """Put the picture away."""
        self.on = False
        self._show(None)

    def look(self, *, moved: bool) -> None:
        """Find out what the next step would show, if that is wanted.

        Where the stage has `moved`, what was shown of the last one is gone at once.
        """
        stage, view, ceremony = self._stage, self._stage.view, self._stage.ceremony
        if moved:
            self._show(None)
        if not self.on or view is None or ceremony is None or view.next is None:
            return

        def seen(scene: Scene | None) -> None:
            """Show it, unless the stage has moved on since."""
            if self.on and stage.view is not None and view.latest == stage.view.latest:
                self._show(scene)

        self._thread.do(
            lambda: preview(stage.store, stage.settings, ceremony, after, rehearsal=view.rehearsal),
            seen,
            partial(stage.refused, None),
        )


def framed(scene: Scene | None, size: tuple[int, int], look: Look, chosen: ChosenDisplay | None = None) -> Frame:
    """The scene at rest between the bands; nothing between them where there is none."""
    width, height = size
    inner = (width, max(0, height - 2))
    picture = Canvas(inner, look).frame() if scene is None else drawn_for(chosen, scene, AT_REST, inner, look)
    bands = _bands(width, look)
    return Frame(width, (bands[:1] + picture.strips + bands[1:])[: max(0, height)])


def _bands(width: int, look: Look) -> tuple[CellStrip, ...]:
    canvas = Canvas((width, 2), look)
    attributes = BOLD if look.colour else BOLD | REVERSE
    canvas.fill(0, 0, width, 2, look.theme.gold)
    for y, name in enumerate(("ahead.above", "ahead.below")):
        text = word(name, look.lang)
        canvas.text(
            0, y, text, look.theme.ground, width=width, align="center", ground=look.theme.gold, attributes=attributes
        )
    return canvas.frame().strips
