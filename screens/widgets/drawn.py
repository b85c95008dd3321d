"""A widget that is drawn on a canvas by a function, in the hall's own look."""

from collections.abc import Callable

from textual.events import Resize

from screens.looks import Look
from screens.widgets.canvas import Canvas, Frame
from screens.widgets.frameview import FrameView


class Drawn(FrameView):
    """Shows what `paint` draws; call `repaint` when that has changed."""

    def __init__(
        self, paint: Callable[[Canvas], None], look: Look, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.look = look
        self._paint = paint
        self.frame: Frame | None = None
        """What is shown."""

    def repaint(self) -> None:
        """Draw again; only rows that differ reach the terminal."""
        if self.size:
            canvas = Canvas(self.size, self.look)
            self._paint(canvas)
            self.frame = canvas.frame()
            self.show(self.frame)

    def on_resize(self, event: Resize) -> None:
        """Draw at the new size."""
        self.repaint()
