"""All keys of the desk and the signs of its cells, on one page, and the keys of its other screens."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from screens.desk.dialog import DeskDialog
from screens.widgets.bars import Part
from screens.widgets.cells import width_of, wrap
from screens.widgets.columns import ListColumn
from screens.widgets.dialog import BESIDE, Foot, Heading
from screens.widgets.key_help import beside_each_other
from screens.widgets.rows import ListRow, RowList


class HelpDialog(DeskDialog[None]):
    """Two columns: a key or a sign, and what it means."""

    def __init__(self, lang: str, keys: Sequence[Part], signs: Sequence[Part]) -> None:
        super().__init__(lang)
        self.heading = self.say("help.title")
        self.keys, self.signs = keys, signs
        self.add_class("-wide")

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.heading)
            yield RowList((ListColumn("", 16), ListColumn()), id="help", beside=BESIDE)
            yield Foot()

    def on_mount(self) -> None:
        help_list = self.query_one("#help", RowList)
        widest = max((width_of(key) for key, _ in (*self.signs, *self.keys)), default=0)
        room = self.app.size.width - FRAME - widest
        rows = [
            *explained(self.say("help.signs"), "sign", self.signs, room),
            *explained(self.say("help.keys"), "key", self.keys, room),
        ]
        help_list.show(rows)
        help_list.focus()
        self.show_keys(("dialog.leave", self.say("key.leave")))


FRAME = 13
"""Columns of the page that are neither a key nor what it means."""


def explained(heading: str, group: str, parts: Sequence[Part], room: int) -> list[ListRow]:
    """Keys or signs under their heading, each with what it means in as many lines of `room` cells as that takes."""
    rows = [ListRow(None, (heading,), "heading")]
    for key, meaning in parts:
        first, *others = wrap(meaning, max(1, room), _MOST_LINES) or [""]
        rows += [ListRow((group, key), (key, first)), *(ListRow(None, ("", more)) for more in others)]
    return rows


_MOST_LINES = 4
BESIDE_KEYS = 8
"""Lines of a page of keys that are not keys, with the screen's edge around it."""


class KeysDialog(DeskDialog[None]):
    """Keys and what they do, and nothing else."""

    def __init__(self, lang: str, heading: str, keys: Sequence[Part]) -> None:
        super().__init__(lang)
        self.heading, self.keys = heading, keys

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.heading)
            yield RowList((), id="help", beside=BESIDE_KEYS)
            yield Foot()

    def on_mount(self) -> None:
        columns, rows = beside_each_other(self.keys, self.app.size.height - BESIDE_KEYS)
        help_list = self.query_one("#help", RowList)
        help_list.give_columns(columns)
        help_list.show(rows)
        help_list.focus()
        self.show_keys(("dialog.leave", self.say("key.leave")))
