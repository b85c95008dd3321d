"""One-line bars: text at both ends, and the keys that can be pressed."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import ActiveBinding
from textual.events import Click, Resize
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.cells import clip, width_of, wrap
from screens.widgets.inks import ink

Part = tuple[str, str]
"""A text and the component class that it is drawn in (empty for the bar's own style)."""


class Bar(Widget, can_focus=False):
    """One line with parts from the left and parts at the right end; the left gives way."""

    DEFAULT_CSS = """
    Bar { height: 1; }
    Bar > .bar--strong { text-style: bold; }
    Bar > .bar--quiet { color: $foreground-muted; }
    Bar > .bar--good { color: $success; text-style: bold; }
    Bar > .bar--warn { color: $warning; text-style: bold; }
    Bar > .bar--bad { color: $error; text-style: bold; }
    Bar > .bar--key { color: $primary; text-style: bold; }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "bar--strong",
        "bar--quiet",
        "bar--good",
        "bar--warn",
        "bar--bad",
        "bar--key",
    }

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.left: tuple[Part, ...] = ()
        self.right: tuple[Part, ...] = ()

    def show(self, left: Sequence[Part], right: Sequence[Part] = ()) -> None:
        """Show other parts."""
        if (tuple(left), tuple(right)) != (self.left, self.right):
            self.left, self.right = tuple(left), tuple(right)
            self.refresh()

    @property
    def text(self) -> str:
        """What the bar says, without regard to its width."""
        return "".join(text for text, _ in (*self.left, *self.right))

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y:
            return Strip.blank(width, self.rich_style)
        at_right = [self._segment(text, name) for text, name in self.right]
        room = width - sum(width_of(text) for text, _ in self.right) - (1 if self.right else 0)
        segments: list[Segment] = []
        for text, name in self.left:
            shown = clip(text, room)
            room -= width_of(shown)
            segments.append(self._segment(shown, name))
        segments.append(Segment(" " * max(0, room + (1 if self.right else 0)), self.rich_style))
        return Strip([*segments, *at_right]).adjust_cell_length(width, self.rich_style)

    def _segment(self, text: str, name: str) -> Segment:
        style = ink(self, f"bar--{name}") if name else Style.null()
        return Segment(text, self.rich_style + style)


_MOST, _ROOMY = 4, 16
"""Lines of news at most, and the rows of a screen from which on there is room for more lines than one."""


class MessageBar(Bar):
    """One sentence; news takes more lines where a narrow terminal would cut it.

    `least` are the lines that it has always on a screen that is not small: where it says in full what a list has cut.
    It becomes higher for a longer text, and stays so, so that the list above does not jump at each of its rows.
    """

    def __init__(self, *, least: int = 1, id: str | None = None) -> None:
        super().__init__(id=id)
        self.least, self._highest, self._width = least, least, 0

    def tell(self, sentence: str, tone: str = "") -> None:
        """Say a sentence; `tone` is "good", "warn" or "bad"."""
        self.show([(f" {sentence}", tone)])

    @property
    def refused(self) -> bool:
        """Whether it says why something was refused."""
        return any(tone == "bad" for _, tone in self.left)

    def show(self, left: Sequence[Part], right: Sequence[Part] = ()) -> None:
        super().show(left, right)
        self._fit()

    def on_resize(self, event: Resize) -> None:
        if event.size.width != self._width:
            self._width, self._highest = event.size.width, self.least
        self._fit()

    def render_line(self, y: int) -> Strip:
        if self.size.height < 2:
            return super().render_line(y)
        lines = wrap(self.text.strip(), self.size.width - 2, self.size.height)
        text = f" {lines[y]}" if y < len(lines) else ""
        tone = self.left[-1][1] if self.left else ""
        return Strip([self._segment(text, tone)]).adjust_cell_length(self.size.width, self.rich_style)

    def _fit(self) -> None:
        news = any(tone in ("good", "warn", "bad") for _, tone in self.left)
        in_full = self.least > 1 and self.app.size.height >= _ROOMY
        wrapped = wrap(self.text.strip(), self.size.width - 2, _MOST) if self.size.width > 2 else []
        if in_full and not news:
            self._highest = max(self._highest, len(wrapped))
        height = max(self._highest if in_full else 1, len(wrapped) if news else 1)
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height


_PRESSED = {
    "Enter": "enter",
    "Tab": "tab",
    "Shift+Tab": "shift+tab",
    "Esc": "escape",
    "F2": "f2",
    "Backspace": "backspace",
    "Del": "delete",
    "?": "question_mark",
}
"""What is pressed, by the name of the key as a bar shows it."""


class KeyBar(Bar):
    """The keys of a screen on one line: as many as fit, the weightiest first, the help always. A click presses one."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.keys: tuple[Part, ...] = ()
        self._pressed: tuple[tuple[int, str], ...] = ()
        """Where each key that is shown ends, and what a click on it presses."""

    def show_keys(self, keys: Sequence[Part]) -> None:
        """Show keys with what they do; a key that names a binding's id is shown as the user has mapped it."""
        self.keys = tuple(keys)
        self._fit()

    def on_resize(self) -> None:
        self._fit()

    def told(self) -> list[Part]:
        """All of them with what they do, those too that do not fit."""
        mapped = self._mapped()
        return [(self._key(key, mapped), label) for key, label in self.keys]

    def _mapped(self) -> dict[str | None, ActiveBinding]:
        """What is bound now, by ids."""
        mapped: dict[str | None, ActiveBinding] = {}
        for binding in self.screen.active_bindings.values():
            mapped.setdefault(binding.binding.id, binding)
        return mapped

    def _fit(self) -> None:
        mapped = self._mapped()
        parts: list[Part] = []
        pressed: list[tuple[int, str]] = []
        room = self.size.width - 1
        entries = [(self._key(key, mapped), label) for key, label in self.keys]
        last = entries[-1:]
        reserve = sum(width_of(key) + width_of(label) + 3 for key, label in last)
        for position, ((key, label), (named, _)) in enumerate(zip(entries, self.keys, strict=True)):
            needed = width_of(key) + width_of(label) + 3
            if position < len(entries) - 1 and needed > room - reserve:
                continue
            room -= needed
            parts += [(f" {key} ", "key"), (f"{label} ", "")]
            press = mapped[named].binding.key if named in mapped else _PRESSED.get(key, "")
            pressed.append((sum(width_of(text) for text, _ in parts), press))
        self._pressed = tuple(pressed)
        self.show(parts)

    def on_click(self, event: Click) -> None:
        """Press the key that was clicked on."""
        event.stop()
        press = next((press for end, press in self._pressed if event.x < end), "")
        if press:
            self.app.simulate_key(press)

    def _key(self, key: str, mapped: dict[str | None, ActiveBinding]) -> str:
        found = mapped.get(key)
        if found is None:
            return key
        shown = self.app.get_key_display(found.binding)
        return shown.capitalize() if len(shown) > 1 else shown
