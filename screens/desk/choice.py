"""The dialog in which one of several is chosen."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from scoreboard.name_search import UnitKeys, folded, keys_of, matching
from screens.desk.dialog import TypedDialog
from screens.widgets.columns import ListColumn
from screens.widgets.dialog import BESIDE, Foot, Heading
from screens.widgets.picker import Picker
from screens.widgets.rows import ListRow
from screens.widgets.typed_text import Values


def by_words(rows: Sequence[ListRow]) -> Callable[[str], list[str]]:
    """Finds rows as units are found: by their key, a cell or all cells in a row, or the pinyin of these."""

    @cache
    def keys() -> tuple[UnitKeys, ...]:
        known: dict[str, tuple[str, ...]] = {}  # the same words stand in many rows
        return tuple(UnitKeys(str(row.key), _keys_of(row, known)) for row in rows)

    def narrowed(typed: str) -> list[str]:
        return matching(keys(), typed) if typed.strip() else [str(row.key) for row in rows]

    return narrowed


def _keys_of(row: ListRow, known: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    cells = []
    for cell in row.cells:
        if cell not in known:
            known[cell] = keys_of((cell,))
        cells.append(known[cell] or ("",))
    spelled = ("".join(cell[min(way, len(cell) - 1)] for cell in cells) for way in range(max(map(len, cells))))
    return (folded(str(row.key)), *(key for cell in cells for key in cell), *spelled)


class ChoiceDialog(TypedDialog[str]):
    """A picker under a question; the result is the row's key, or with `free` whatever was typed."""

    ABOUT: ClassVar[str] = "choice"

    def __init__(
        self,
        lang: str,
        question: str,
        columns: Sequence[ListColumn],
        rows: Sequence[ListRow],
        *,
        matching: Callable[[str], list[str]] | None = None,
        prompt: str = "",
        current: str | None = None,
        free: bool = False,
    ) -> None:
        super().__init__(lang)
        self.question = question
        self.picker = Picker(columns, rows, beside=BESIDE, matching=matching, prompt=prompt, current=current, free=free)

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.question)
            yield self.picker
            yield Foot()

    def on_mount(self) -> None:
        self.show_keys(("Enter", self.say("key.choose")), ("dialog.leave", self.say("key.leave")))

    def typed_values(self) -> Values:
        """What is typed to find a row is no loss."""
        return super().typed_values() if self.picker.free else ()

    def begin_with(self, typed: str) -> None:
        """Begin with what has been typed already."""
        self.picker.typed = typed

    def on_picker_narrowed(self, message: Picker.Narrowed) -> None:
        self.tell("" if message.found or self.picker.free else self.say("finder.nothing", typed=message.typed))

    def on_picker_picked(self, message: Picker.Picked) -> None:
        self.dismiss(message.key)
