"""Plain text of several lines, as long as it has to be."""

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from screens.widgets.cells import wrap

_MOST = 200
"""Lines of one paragraph at most."""


class PlainText(Static):
    """Text that breaks between phrases and words, and begins no line with a sign that closes a sentence."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(text, id=id, classes=classes, markup=False)

    def on_mount(self) -> None:
        """Lay out again what was said before there was a place for it."""
        self.call_after_refresh(self.refresh, layout=True)

    def render(self) -> RenderResult:
        width = self.content_size.width
        return Content("\n".join(broken(str(self.content), width))) if width else super().render()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        text = str(self.content)
        return len(broken(text, width)) if text and width else super().get_content_height(container, viewport, width)


def broken(text: str, width: int) -> list[str]:
    """The paragraphs of a text in lines of so many cells."""
    return [line for paragraph in text.split("\n") for line in wrap(paragraph, width, _MOST) or [""]]
