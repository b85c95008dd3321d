"""Deciding a tie for first place: who holds the flag, or nobody, and why (S03)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label, Static

from scoreboard.desk.readiness import FlagOutlook
from scoreboard.locale import in_both
from screens.desk.dialog import TypedDialog
from screens.widgets.columns import ListColumn
from screens.widgets.dialog import BESIDE, Foot, Heading
from screens.widgets.plain_text import PlainText
from screens.widgets.rows import ListRow, RowList

NOBODY = "-"


@dataclass(frozen=True)
class TieAnswer:
    """Who holds the flag (nobody, if empty) and why."""

    holders: tuple[str, ...]
    reason: str
    approved_by: tuple[str, ...] = ()
    """Second signatures, which a sealed ceremony wants."""


def names_typed(text: str) -> tuple[str, ...]:
    """Names in one line, as people set them apart."""
    return tuple(name.strip() for name in re.split("[,，、;；]", text) if name.strip())


class TieDialog(TypedDialog[TieAnswer]):
    """Space marks a holder; one or several of those who are tied, or nobody. A reason must be given.

    `send` records the answer, in a thread; where it is refused, what was typed stays.
    """

    ABOUT: ClassVar[str] = "tie"
    KEEPS: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "mark", show=False, id="tie.mark")]

    def __init__(self, lang: str, flag: FlagOutlook, send: Callable[[TieAnswer], None]) -> None:
        title = "title" if flag.score else "title_alone"
        super().__init__(lang, in_both(f"desk.tie.{title}", area=flag.area.called, score=flag.score))
        self.flag, self._send = flag, send
        self.marked: set[str] = {unit.id for unit in flag.winners or ()}
        self.nobody = flag.winners == ()

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.heading)
            yield PlainText(self.say("tie.who"), classes="fact")
            yield RowList((ListColumn("", 3), ListColumn()), id="tied", gap=1, beside=BESIDE + 1)
            yield Static("", classes="fact")
            with Horizontal(classes="field"):
                yield Label(self.say("tie.reason"), classes="label", markup=False)
                yield Input(self.flag.reason or "", id="why", select_on_focus=False)
            with Horizontal(classes="field"):
                yield Label(self.say("decision.label.approved_by"), classes="label", markup=False)
                yield Input(placeholder=self.say("tie.approved_by"), id="approved")
            yield Foot()

    def on_mount(self) -> None:
        self._show()
        self.query_one("#tied").focus()
        self.show_keys(
            ("tie.mark", self.say("key.mark")),
            ("Tab", self.say("key.reason")),
            ("Enter", self.say("key.decide")),
            ("dialog.leave", self.say("key.leave")),
        )

    def _show(self) -> None:
        holders = {unit.id for unit in self.flag.holders}
        rows = []
        for unit in self.flag.leaders:
            held = self.say("tie.holder") if unit.id in holders else ""
            rows.append(
                ListRow(unit.id, (self._mark(unit.id in self.marked), f"{unit.called(self.lang)} {held}".strip()))
            )
        rows.append(ListRow(NOBODY, (self._mark(self.nobody), self.say("tie.nobody"))))
        self.query_one("#tied", RowList).show(rows)

    def _mark(self, marked: bool) -> str:
        return "[x]" if marked else "[ ]"

    def action_mark(self) -> None:
        unit = self.query_one("#tied", RowList).current
        if unit == NOBODY:
            self.nobody = not self.nobody
            self.marked.clear()
        elif isinstance(unit, str):
            self.marked ^= {unit}
            self.nobody = False
        self._show()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        if not self.marked and not self.nobody:
            self.action_mark()
        self.query_one("#why").focus()

    def on_input_submitted(self, _: Input.Submitted) -> None:
        why, approved = (self.query_one(f"#{name}", Input).value.strip() for name in ("why", "approved"))
        if not self.marked and not self.nobody:
            self.tell(self.say("tie.choose"))
            self.query_one("#tied").focus()
        elif not why:
            self.tell(self.say("tie.give_reason"))
            self.query_one("#why").focus()
        else:
            holders = tuple(unit.id for unit in self.flag.leaders if unit.id in self.marked)
            answer = TieAnswer(holders, why, names_typed(approved))

            def recorded(_: None) -> None:
                self.dismiss(answer)

            self.thread.do(lambda: self._send(answer), recorded, self.refuse)
