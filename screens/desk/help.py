"""All keys of the desk and the signs of its cells, on one page, and the keys of its other screens."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from screens.desk.dialog import DeskDialog
from screens.widgets.bars import Part
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
        rows = [ListRow(None, (self.say("help.signs"),), "heading")]
        rows += [ListRow(("sign", sign), (sign, meaning)) for sign, meaning in self.signs]
        rows.append(ListRow(None, (self.say("help.keys"),), "heading"))
        rows += [ListRow(("key", key), (key, meaning)) for key, meaning in self.keys]
        help_list = self.query_one("#help", RowList)
        help_list.show(rows)
        help_list.focus()
        self.show_keys(("dialog.leave", self.say("key.leave")))


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
