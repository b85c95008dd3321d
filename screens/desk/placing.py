"""Deciding in which order units stand that share a place: marked one after the other, the best first, and why."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label, Static

from scoreboard.desk.readiness import SharedPlace
from scoreboard.locale import in_both, say
from screens.desk.dialog import TypedDialog
from screens.desk.tie import names_typed
from screens.widgets.columns import ListColumn
from screens.widgets.dialog import BESIDE, Foot, Heading
from screens.widgets.plain_text import PlainText
from screens.widgets.rows import ListRow, RowList
from screens.widgets.typed_text import Values


@dataclass(frozen=True)
class PlaceAnswer:
    """The units in their order, the best first, and why."""

    units: tuple[str, ...]
    reason: str
    approved_by: tuple[str, ...] = ()
    """Second signatures, which a sealed ceremony wants."""


class PlaceDialog(TypedDialog[PlaceAnswer]):
    """Space gives the next number to a unit, or takes its number away; all of them must have one, and a reason.

    `send` records the answer, in a thread; where it is refused, what was typed stays.
    """

    ABOUT: ClassVar[str] = "place"
    KEEPS: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "mark", show=False, id="placing.mark")]

    def __init__(
        self,
        lang: str,
        place: SharedPlace,
        send: Callable[[PlaceAnswer], None],
        first: tuple[str, ...] = (),
        reason: str = "",
        approved_by: tuple[str, ...] = (),
    ) -> None:
        what = place.area.called if place.area is not None else partial(say, "desk.placing.table")
        heading = in_both("desk.placing.title", what=what, rank=place.rank)
        super().__init__(lang, heading, typed_already=bool(reason))
        self.place, self.reason, self.approved_by, self._send = place, reason, approved_by, send
        self.order = list(first)

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.heading)
            yield PlainText(self.say("placing.who"), classes="fact")
            yield RowList((ListColumn("", 3), ListColumn()), id="shared", gap=1, beside=BESIDE + 1)
            yield Static("", classes="fact")
            with Horizontal(classes="field"):
                yield Label(self.say("tie.reason"), classes="label", markup=False)
                yield Input(self.reason, id="why", select_on_focus=False)
            with Horizontal(classes="field"):
                yield Label(self.say("decision.label.approved_by"), classes="label", markup=False)
                yield Input(", ".join(self.approved_by), placeholder=self.say("tie.approved_by"), id="approved")
            yield Foot()

    def on_mount(self) -> None:
        self._show()
        self.query_one("#shared").focus()
        self.show_keys(
            ("placing.mark", self.say("key.number")),
            ("Tab", self.say("key.reason")),
            ("Enter", self.say("key.decide")),
            ("dialog.leave", self.say("key.leave")),
        )

    def typed_values(self) -> Values:
        """The order is work, too."""
        return (*super().typed_values(), *self.order)

    def _show(self) -> None:
        rows = []
        for unit in self.place.units:
            number = str(self.order.index(unit.id) + self.place.rank) if unit.id in self.order else "-"
            rows.append(ListRow(unit.id, (number, unit.called(self.lang))))
        self.query_one("#shared", RowList).show(rows)

    def action_mark(self) -> None:
        unit = self.query_one("#shared", RowList).current
        if isinstance(unit, str):
            if unit in self.order:
                self.order.remove(unit)
            else:
                self.order.append(unit)
            if len(self.order) == len(self.place.units) - 1:  # the last one has no choice
                self.order += [one.id for one in self.place.units if one.id not in self.order and one.id != unit]
        self._show()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        if len(self.order) < len(self.place.units):
            self.action_mark()
        else:
            self.query_one("#why").focus()

    def on_input_submitted(self, _: Input.Submitted) -> None:
        why, approved = (self.query_one(f"#{name}", Input).value.strip() for name in ("why", "approved"))
        if len(self.order) < len(self.place.units):
            self.tell(self.say("placing.number_all"))
            self.query_one("#shared").focus()
        elif not why:
            self.tell(self.say("tie.give_reason"))
            self.query_one("#why").focus()
        else:
            answer = PlaceAnswer(tuple(self.order), why, names_typed(approved))

            def recorded(_: None) -> None:
                self.dismiss(answer)

            self.thread.do(lambda: self._send(answer), recorded, self.refuse)
