"""A widget that shows a frame and repaints only the rows that differ from the frame before."""

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.canvas import Frame


class FrameView(Widget, can_focus=False):
    """Shows one `Frame` over its whole area.

    It overrides `render_lines`, past Textual's style cache (a third of the cost of a frame): it has no border,
    padding, opacity or filters, and a look without colour must come from the frame itself.
    """

    DEFAULT_CSS = """
    FrameView { width: 1fr; height: 1fr; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._strips: tuple[Strip, ...] = ()

    def show(self, frame: Frame) -> int:
        """Show `frame`; returns how many rows are repainted."""
        before, self._strips = self._strips, frame.strips
        width = self.size.width
        if len(before) != len(self._strips):
            self.refresh()
            return len(self._strips)
        changed = [
            y for y, (old, new) in enumerate(zip(before, self._strips, strict=True)) if old is not new and old != new
        ]
        if changed:
            self.refresh(*(Region(0, top, width, tall) for top, tall in stretches(changed)))
        return len(changed)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of the frame inside `crop`; what the frame does not cover is blank."""
        shown: list[Strip] = []
        for y in range(crop.y, crop.bottom):
            strip = self._strips[y] if y < len(self._strips) else Strip.blank(crop.width)
            if crop.x or strip.cell_length != crop.width:
                strip = strip.crop_extend(crop.x, crop.right, None)
            shown.append(strip)
        return shown


def stretches(rows: list[int]) -> list[tuple[int, int]]:
    """Rows in order as stretches of neighbours: where each begins and how many rows it has."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and sum(found[-1]) == row:
            found[-1] = found[-1][0], found[-1][1] + 1
        else:
            found.append((row, 1))
    return found
