"""How long a rehearsal took, to be read over the console; the hall can be covered from there."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from scoreboard.ceremony.overview import Overview
from scoreboard.ceremony.rehearsal import RehearsalReport
from screens.director.drawing import kind_of, lasting, name_of, word
from screens.director.overlay import Hall, HallKeys, Tidings
from screens.widgets.columns import ListColumn
from screens.widgets.controllers import attach
from screens.widgets.dialog import BESIDE, Dialog, Heading
from screens.widgets.rows import ListRow, RowList


class RehearsalTimes(Dialog[None]):
    """A heading and its lines; Enter, Escape, space or `q` closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *HallKeys.BINDINGS,
        Binding("enter,escape,space,q", "leave", show=False, priority=True, id="director.report.leave"),
    ]

    def __init__(self, hall: Hall, heading: str, lines: Sequence[tuple[str, ...]], lang: str) -> None:
        super().__init__()
        attach(self, HallKeys(hall))
        self._hall, self._heading, self._lines, self._lang = hall, heading, tuple(lines), lang

    def compose(self) -> ComposeResult:
        """What is reported, and how to close it."""
        with Vertical(id="box"):
            yield Heading(self._heading)
            count = max((len(line) for line in self._lines), default=1)
            yield RowList(tuple(ListColumn() for _ in range(count)), id="reported", gap=3, beside=BESIDE)
            yield Static(Text(word("report.hint", self._lang)), id="hint")
            yield Tidings(self._hall)

    def on_mount(self) -> None:
        """Show all lines."""
        self.query_one(RowList).show([ListRow(None, line) for line in self._lines])


def rehearsed(view: Overview, report: RehearsalReport, lang: str) -> tuple[str, list[tuple[str, ...]]]:
    """What a rehearsal's report says: its heading, and a line for each of the slowest cues."""
    times = {"taken": lasting(report.taken), "planned": lasting(report.planned)}
    lines: list[tuple[str, ...]] = []
    for one in report.slowest:
        line = view.lines[one.number - 1]
        name = "  ".join(part for part in (str(one.number), kind_of(line, lang), name_of(line, lang)) if part)
        lines.append((name, word("rehearsal.cue", lang, taken=lasting(one.taken), planned=lasting(one.planned))))
    return word("rehearsal.done", lang, steps=report.steps, **times), lines
