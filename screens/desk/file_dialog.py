"""Choosing a file: its path is typed, completed and picked from the folder's list, the newest first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath
from typing import ClassVar
from zoneinfo import ZoneInfo

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from scoreboard.errors import BadInput
from screens.desk.dialog import DeskDialog
from screens.widgets.columns import ListColumn
from screens.widgets.dialog import Foot, Heading
from screens.widgets.rows import ListRow, RowList

ENDINGS = frozenset(
    (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt", ".et", ".wps", ".numbers", ".pdf", ".doc", ".docx")
)
"""Of files that are listed: what can be read, and what people try, who are then told how to save it."""
MOST_LISTED = 500
DATE = 16


@dataclass(frozen=True)
class FileWish:
    """What is looked for; `words` are the desk's words that say so: `title`, `nothing` and, of folders, `found`."""

    words: str
    is_file: Callable[[Path], bool]
    """Whether a file, by its name, may be it."""
    is_folder: Callable[[Path], bool] = lambda _: False
    """Whether a folder is it, rather than a place to look in."""


SHEETS = FileWish("import.open", lambda path: path.suffix.casefold() in ENDINGS)


@dataclass(frozen=True)
class FolderEntry:
    """A folder, or a file that may be what is looked for."""

    path: Path
    is_folder: bool
    changed: float
    wanted: bool = True
    """Whether it can be taken; a folder that can't is looked into."""

    @property
    def called(self) -> str:
        return f"{self.path.name}/" if self.is_folder else self.path.name


def entries_of(folder: Path, begun: str, wish: FileWish = SHEETS) -> list[FolderEntry]:
    """What lies in a folder with `begun` in its name: folders by name, then files, the newest first.

    Hidden ones only where a dot is typed. Raises BadInput where it can't be read.
    """
    found: list[FolderEntry] = []
    try:
        for path in folder.iterdir():
            entry = _entry(path, begun, wish)
            if entry is not None:
                found.append(entry)
    except OSError as error:
        raise BadInput("import.unreadable", file=str(folder), detail=error.strerror) from None
    folders = sorted((one for one in found if one.is_folder), key=lambda one: one.path.name.casefold())
    files = sorted((one for one in found if not one.is_folder), key=lambda one: (-one.changed, one.path.name))
    return [*folders, *files][:MOST_LISTED]


def _entry(path: Path, begun: str, wish: FileWish) -> FolderEntry | None:
    if path.name.startswith(".") and not begun.startswith("."):
        return None
    if begun.casefold() not in path.name.casefold():
        return None
    try:
        is_folder, changed = path.is_dir(), path.stat().st_mtime
    except OSError:  # a link that leads nowhere
        return None
    if is_folder:
        return FolderEntry(path, True, changed, wish.is_folder(path))
    return FolderEntry(path, False, changed) if wish.is_file(path) else None


class FileDialog(DeskDialog[Path]):
    """Enter opens the folder or takes what is current, or the path that was typed whole; Tab completes it."""

    ABOUT: ClassVar[str] = "file"
    CSS_PATH: ClassVar[list[str | PurePath] | None] = [*(DeskDialog.CSS_PATH or ()), "file.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, id="file.up"),
        Binding("down", "move(1)", show=False, id="file.down"),
        Binding("pageup", "move(-8)", show=False, id="file.page_up"),
        Binding("pagedown", "move(8)", show=False, id="file.page_down"),
        Binding("tab", "complete", show=False, id="file.complete", priority=True),
    ]

    def __init__(self, lang: str, folder: Path, zone: str, wish: FileWish = SHEETS) -> None:
        super().__init__(lang)
        self._folder, self._zone, self._wish = folder, zone, wish
        self._asked = 0
        self.add_class("-wide")

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.say(f"{self._wish.words}.title"))
            yield Input(_as_typed(self._folder), placeholder=self.say("import.open.hint"), id="path")
            yield RowList((ListColumn(), ListColumn("", DATE)), id="files")
            yield Foot()

    def on_mount(self) -> None:
        path = self.query_one("#path", Input)
        path.select_on_focus = False
        path.focus()
        path.select_all()  # what is typed takes the place of the folder
        self.show_keys(
            ("Enter", self.say("key.choose")),
            ("file.complete", self.say("key.complete")),
            ("dialog.leave", self.say("key.leave")),
        )
        self._list()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._list()

    def _typed(self) -> tuple[Path, str]:
        """The folder of what is typed, and what has begun to be typed of a name in it."""
        typed = self.query_one("#path", Input).value.strip()
        folder, _, begun = typed.rpartition("/")
        return Path(f"{folder}/").expanduser() if "/" in typed else self._folder, begun

    def _list(self) -> None:
        self._asked += 1
        asked, (folder, begun) = self._asked, self._typed()

        def show(found: Sequence[FolderEntry]) -> None:
            if asked != self._asked:
                return  # something else has been typed since
            self.tell("" if found else self.say(f"{self._wish.words}.nothing"))
            rows = [ListRow(one, (one.called, self._about(one))) for one in found]
            files = self.query_one("#files", RowList)
            files.at = 0
            files.show(rows, current=found[0] if found else None)

        self.thread.do(lambda: entries_of(folder, begun, self._wish), show, self.refuse, aside=True)

    def _about(self, entry: FolderEntry) -> str:
        if not entry.is_folder:
            return _day(entry.changed, self._zone)
        return self.say(f"{self._wish.words}.found") if entry.wanted else ""

    @property
    def _current(self) -> FolderEntry | None:
        current = self.query_one("#files", RowList).current
        return current if isinstance(current, FolderEntry) else None

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        typed = Path(event.value.strip()).expanduser()
        if event.value.strip() and (typed.is_file() or self._wish.is_folder(typed)):
            self.dismiss(typed)
        elif self._current is not None:
            self._take(self._current)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        if isinstance(event.key, FolderEntry):
            self._take(event.key)

    def on_key(self, event: events.Key) -> None:
        """A list that was clicked gives the keys back to the field."""
        if not self.query_one("#path", Input).has_focus:
            self.query_one("#path", Input).focus()

    def _take(self, entry: FolderEntry) -> None:
        if entry.wanted:
            self.dismiss(entry.path)
        else:
            self._type(_as_typed(entry.path))

    def _type(self, text: str) -> None:
        path = self.query_one("#path", Input)
        path.value = text
        path.cursor_position = len(text)

    def action_move(self, rows: int) -> None:
        self.query_one("#files", RowList).action_move(rows)

    def action_complete(self) -> None:
        """Type the current one's name to its end."""
        entry = self._current
        if entry is not None:
            self._type(_as_typed(entry.path) if entry.is_folder else str(entry.path))


def _as_typed(folder: Path) -> str:
    return f"{str(folder).rstrip('/')}/"


def _day(changed: float, zone: str) -> str:
    return f"{datetime.fromtimestamp(changed, ZoneInfo(zone)):%Y-%m-%d %H:%M}"
