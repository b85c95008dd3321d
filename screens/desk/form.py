"""A form: labelled fields to be typed or chosen, sent from the last one. What is refused stays as it was typed."""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Label, Static

from scoreboard.errors import ContestError
from scoreboard.locale import Both, say
from screens.desk.choice import ChoiceDialog
from screens.desk.dialog import DeskDialog, ExplanationDialog, TypedDialog
from screens.widgets.cells import width_of
from screens.widgets.dialog import BESIDE, Foot, Heading
from screens.widgets.one_of import OneOf
from screens.widgets.picked import Picked
from screens.widgets.plain_text import PlainText

Typed = Mapping[str, str]
"""What is typed, by the names of the fields."""
LONGEST_TEXT = 2000
WIDEST, EDGES = 150, 4
"""Cells of the box of a form, at most (`dialog.tcss`), and what its edges take of them."""
LABEL = "label-"
"""What the id of a field's label begins with."""
PREFIX = "field-"
"""What the id of a field's widget begins with."""


@dataclass(frozen=True)
class FormField:
    """One line of a form; with `choices`, values and their words, one of them is chosen instead of typed."""

    name: str
    label: str
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    needed: bool = False
    needed_when: Callable[[Typed], bool] | None = None
    """Of a field that must be filled at times: by what is typed in the others, whether it must be now."""
    hint: str = ""
    """How it is written, shown while it is empty."""
    about: str = ""
    """What it is for, told while one is in it."""
    help: str = ""
    """What F1 tells of it besides."""
    pick: Callable[[Typed], ChoiceDialog] | None = None
    """Of a field that is filled from a list: that list, by what is typed in the others."""
    called: Callable[[str], str] = str
    """What a value of such a field is called."""
    several: bool = False
    """Whether it takes one after another."""
    browse: Callable[[str], DeskDialog[Path]] | None = None
    """Of a field for a path: where one is looked for, by what is typed."""
    secret: bool = False
    """Whether the screen shows nothing of what is typed."""
    suggested: bool = False
    """Whether its value is only a suggestion, which the first key that is typed replaces."""


def is_day(value: str) -> bool:
    """Whether a field begins with a date, which the first key that is typed replaces."""
    with contextlib.suppress(ValueError):
        return bool(date.fromisoformat(value))
    return False


def in_english(label: str, lang: str) -> str:
    """The label of the field for the English of another one."""
    return say("desk.form.in_english", lang, label=label)


def with_note(fact: str, note: Both | None, lang: str) -> str:
    """A fact with what is to be known, too, before anything is typed."""
    return "\n".join(part for part in (fact, note and note.said(lang)) if part)


class FormFields(VerticalScroll, inherit_bindings=False):
    """The fields of a form. The arrows go from one to the next, also where there are more than fit."""


class FormDialog(TypedDialog[str]):
    """Sends by itself, so that a refusal leaves everything on the screen; the result is what `send` returns."""

    KEEPS: ClassVar[bool] = True
    CSS_PATH: ClassVar[list[str | PurePath] | None] = [*(DeskDialog.CSS_PATH or ()), "form.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", show=False, id="form.next"),
        Binding("up", "app.focus_previous", show=False, id="form.previous"),
        Binding("enter", "go_on", show=False, id="form.go_on"),
        Binding("f9", "send", show=False, id="form.send"),
        Binding("f4", "browse", show=False, id="form.browse"),
    ]

    def __init__(
        self,
        lang: str,
        heading: Both,
        fact: str,
        fields: Sequence[FormField],
        send: Callable[[Typed], str],
        *,
        done: str = "",
    ) -> None:
        super().__init__(lang, heading)
        self.fact, self.fields = fact, tuple(fields)
        self._done = done or self.say("key.save")
        self._send, self.sending = send, False
        self.add_class("-wide")

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.heading)
            if self.fact:
                yield PlainText(self.fact, classes="fact")
            with FormFields(id="fields", can_focus=False):
                for field in self.fields:
                    with Horizontal(classes="field"):
                        label = f"{field.label} *" if field.needed else field.label
                        yield Label(label, id=f"{LABEL}{field.name}", classes="label", markup=False)
                        yield self._widget(field)
            if self._tells:
                yield PlainText("", id="about")
            yield Foot()

    @property
    def _tells(self) -> bool:
        return any(field.about for field in self.fields)

    def _widget(self, field: FormField) -> Input | OneOf | Picked:
        called = f"{PREFIX}{field.name}"
        if field.pick is not None:
            return Picked(field.value, field.called, several=field.several, hint=field.hint, id=called)
        if field.choices:
            return OneOf(field.choices, field.value, id=called)
        return Input(
            field.value,
            placeholder=field.hint,
            id=called,
            max_length=LONGEST_TEXT,
            select_on_focus=field.suggested or is_day(field.value),
            password=field.secret,
        )

    def on_mount(self) -> None:
        self._fit()
        self._mark_needed()
        self._focus(self.fields[0].name)
        browse = [("form.browse", self.say("key.browse"))] if any(field.browse for field in self.fields) else []
        self.show_keys(
            ("form.send", self._done) if len(self.fields) > 1 else ("Enter", self._done),
            *browse,
            *((("Enter", self.say("key.next")), ("Tab", self.say("key.field"))) if len(self.fields) > 1 else ()),
            ("dialog.explain", self.say("key.explain")),
            ("dialog.leave", self.say("key.leave")),
        )

    def on_resize(self) -> None:
        super().on_resize()
        self._fit()

    def _fit(self) -> None:
        room = max(3, self.app.size.height - BESIDE - self._fact_lines - 2 * self._tells)
        self.query_one("#fields").styles.height = min(len(self.fields), room)

    @property
    def _fact_lines(self) -> int:
        """Lines that the fact takes, and what follows it."""
        inner = max(1, min(WIDEST, self.app.size.width * 96 // 100) - EDGES)
        lines = sum(-(-width_of(line) // inner) or 1 for line in self.fact.splitlines())
        return lines + bool(lines)

    def typed(self) -> dict[str, str]:
        """What stands in the fields."""
        return {field.name: self._value(field) for field in self.fields}

    def _value(self, field: FormField) -> str:
        widget = self.query_one(f"#{PREFIX}{field.name}")
        assert isinstance(widget, Input | OneOf | Picked)
        return widget.value

    def _focus(self, name: str) -> None:
        self.query_one(f"#{PREFIX}{name}").focus()

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        """Tell what the field is for in which one is."""
        name = self.focused.id if self.focused is not None else None
        about = next((field.about for field in self.fields if f"{PREFIX}{field.name}" == name), "")
        for line in self.query("#about").results(Static):
            line.update(about)

    def on_picked_wanted(self, event: Picked.Wanted) -> None:
        """Let something be chosen for a field."""
        event.stop()
        picked = event.picked
        field = next(field for field in self.fields if f"{PREFIX}{field.name}" == picked.id)
        assert field.pick is not None

        def chosen(value: str | None) -> None:
            if value is not None:
                picked.put(value)
                if not field.several:
                    self.focus_next()

        dialog = field.pick(self.typed())
        dialog.begin_with(event.typed)
        self.app.push_screen(dialog, chosen)

    @property
    def _field(self) -> FormField | None:
        """The field in which one is."""
        current = self.focused
        return next((one for one in self.fields if current is not None and f"{PREFIX}{one.name}" == current.id), None)

    def action_explain(self) -> None:
        """Tell what the field is for in which one is, and how it is filled."""
        field = self._field
        if field is not None:
            heading = self.say("form.help.title", field=field.label)
            self.app.push_screen(ExplanationDialog(self.lang, heading, self._explained(field)))

    def _explained(self, field: FormField) -> Iterator[str]:
        yield from filter(None, (field.about, field.help))
        if field.pick is not None:
            yield self.say("form.help.pick_several" if field.several else "form.help.pick")
        elif field.choices:
            yield self.say("form.help.choices", words=self.say("and").join(words for _, words in field.choices))
        elif field.secret:
            yield self.say("form.help.secret")
        elif is_day(field.value) or field.hint == self.say("form.day"):
            yield self.say("form.help.day")
        elif field.hint:
            yield self.say("form.help.written", hint=field.hint)
        if field.browse is not None:
            yield self.say("form.help.browse")
        if not field.choices or not all(value for value, _ in field.choices):  # else it is never empty
            yield self.say(f"form.help.{'needed' if self._must(field, self.typed()) else 'free'}")

    def action_browse(self) -> None:
        """Look for the file or the folder that the field is for in which one is."""
        current, field = self.focused, self._field
        if field is None or field.browse is None or not isinstance(current, Input):
            return

        def chosen(path: Path | None) -> None:
            if path is not None:
                current.value = str(path)
                current.cursor_position = len(current.value)

        self.app.push_screen(field.browse(current.value), chosen)

    @on(Input.Changed)
    @on(Picked.Filled)
    @on(OneOf.Turned)
    def _mark_needed(self) -> None:
        """Mark which fields must be filled now, by what is typed in the others."""
        typed = self.typed()
        for field in self.fields:
            if field.needed_when is not None:
                label = f"{field.label} *" if field.needed_when(typed) else field.label
                self.query_one(f"#{LABEL}{field.name}", Label).update(label)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_go_on()

    def action_go_on(self) -> None:
        """Go to the next field, from the last one send the form."""
        current = self.focused
        if isinstance(current, Picked) and not current.value and self._is_needed(current):
            current.action_ask()
        elif current is not None and current.id == f"{PREFIX}{self.fields[-1].name}":
            self.action_send()
        else:
            self.focus_next()

    def _is_needed(self, picked: Picked) -> bool:
        return any(field.needed for field in self.fields if f"{PREFIX}{field.name}" == picked.id)

    @staticmethod
    def _must(field: FormField, typed: Typed) -> bool:
        return field.needed or (field.needed_when is not None and field.needed_when(typed))

    def action_send(self) -> None:
        """Do what the form is for, once."""
        if self.sending:
            return
        typed = self.typed()
        lacking = next((one for one in self.fields if self._must(one, typed) and not typed[one.name].strip()), None)
        if lacking is not None:
            self.tell(self.say("form.lacking", field=lacking.label))
            self._focus(lacking.name)
            return
        self.tell("")
        self.sending = True
        self.thread.do(lambda: self._send(typed), self._sent, self.refuse)

    def _sent(self, answer: str) -> None:
        self.dismiss(answer)

    def refuse(self, error: ContestError) -> None:
        self.sending = False
        named = dict(error.values)
        about = next((field for field in self.fields if field.name == self._field_of(error)), None)
        if about is not None:
            named |= {key: about.label for key in ("column", "name") if key in named}
            self._focus(about.name)
        super().refuse(type(error)(error.key, **named))

    def _field_of(self, error: ContestError) -> str:
        """The field that an error is about; empty for none."""
        for key in ("column", "name"):
            if isinstance(error.values.get(key), str):
                return str(error.values[key]).lstrip("-").replace("-", "_")
        return ""
