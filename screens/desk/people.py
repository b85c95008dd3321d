"""Who may work here: everybody with role, binding and level; added, changed and cut off by those who may."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from scoreboard.desk.identity import fingerprint
from scoreboard.desk.people import add_person, disable_person, people
from scoreboard.desk.pins import set_pin, wants_pin, with_pins
from scoreboard.desk.ssh_keys import read_key_file
from scoreboard.desk.unit_of_work import acting, known
from scoreboard.desk.worksheet import Named
from scoreboard.errors import BadInput, Refused
from scoreboard.locale import in_both
from scoreboard.models import Person
from scoreboard.models.people import ROLES
from screens.desk.choice import ChoiceDialog
from screens.desk.dialog import DeskDialog
from screens.desk.form import FormDialog, FormField, Typed
from screens.desk.pin import PinDialog
from screens.desk.rights import offered
from screens.desk.workplace import Worker, Workplace
from screens.widgets.columns import ListColumn
from screens.widgets.dialog import BESIDE, Foot, Heading
from screens.widgets.rows import ListRow, RowList

DEED, OWN_PIN = "add people", "set their PIN"


class PeopleDialog(DeskDialog[None]):
    """Adding somebody who is there already changes them, and lets in again who was cut off."""

    ABOUT: ClassVar[str] = "people"
    DOOR: ClassVar[str] = "people"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", show=False, id="people.add"),
        Binding("x", "disable", show=False, id="people.disable"),
        Binding("p", "pin", show=False, id="people.pin"),
    ]

    def __init__(self, lang: str, workplace: Workplace, worker: Worker | None) -> None:
        super().__init__(lang)
        self.workplace, self.worker = workplace, worker
        self.add_class("-wide")

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.say("people.title"))
            columns = (ListColumn(self.say("people.name"), 0), ListColumn(self.say("people.role"), 10))
            yield RowList(
                (*columns, ListColumn(self.say("people.bound"), 0), ListColumn("", 8)), id="people", beside=BESIDE
            )
            yield Foot()

    def on_mount(self) -> None:
        self.query_one("#people").focus()
        keys = [(f"people.{name}", self.say(f"key.people_{name}")) for name in ("add", "disable", "pin")]
        self.show_keys(*offered([*keys, ("dialog.leave", self.say("key.leave"))], self.worker))
        self._read()

    def _read(self, said: str = "") -> None:
        self.thread.do(self._everybody, lambda found: self._show(found, said), self.refuse)

    def _everybody(self) -> list[ListRow]:
        with self.workplace.store.read() as session:
            pins = with_pins(session)
            return [self._row(person, has_pin=person.name in pins) for person in people(session)]

    def _row(self, person: Person, *, has_pin: bool) -> ListRow:
        bound = [
            *([person.os_user] if person.os_user else []),
            *([fingerprint(person.key)] if person.key else []),
            *([self.say("people.has_pin")] if has_pin else []),
            *([person.series_id] if person.series_id else []),
        ]
        state = self.say("people.off") if person.disabled else ""
        cells = (person.name, self.say(f"role.{person.role}"), "  ".join(bound) or "-", state)
        return ListRow(person.name, cells, "quiet" if person.disabled else "")

    def _show(self, found: Sequence[ListRow], said: str) -> None:
        self.query_one("#people", RowList).show(found)
        self.tell(said)

    def _permit(self) -> bool:
        """Whether who acts must type their PIN. Raises Refused where they may not add people: over SSH nobody does."""
        if self.workplace.settings.proof is not None:
            raise Refused("desk.people_here")
        self.workplace.may(DEED, whole=True)
        with self.workplace.store.read() as session:
            return wants_pin(session, self.workplace.settings)

    def _prove(self, then: Callable[[Workplace], None]) -> None:
        """Do something as an admin, who types their PIN for it where they have one and nothing else proves them."""
        workplace, acting = self.workplace, self.workplace.settings.acting

        def proved(found: Workplace | None) -> None:
            if found is not None:
                then(found)

        def ask(wanted: bool) -> None:
            if acting is None or not wanted:
                then(workplace)
                return
            done, fact = self.say("key.sign"), self.say("pin.people")
            self.app.push_screen(
                PinDialog(self.lang, acting, fact, done, lambda pin: workplace.proved(acting, pin)), proved
            )

        self.thread.do(self._permit, ask, self.refuse)

    def action_add(self) -> None:
        """Add somebody, or change them."""

        def sent(name: str | None) -> None:
            if name is not None:
                self._read(self.say("people.added", name=name))

        def ask(workplace: Workplace, series: Mapping[str, Named]) -> None:
            fields = self._fields(series)
            form = FormDialog(
                self.lang, in_both("desk.people.adding"), "", fields, lambda typed: self._add(workplace, typed)
            )
            self.app.push_screen(form, sent)

        self._prove(lambda workplace: self.thread.do(self._series, lambda series: ask(workplace, series), self.refuse))

    def _series(self) -> Mapping[str, Named]:
        """What somebody can be bound to."""
        return {one.series.id: one.series for one in self.workplace.choices()}

    def _fields(self, series: Mapping[str, Named]) -> tuple[FormField, ...]:
        def pick(_: Typed) -> ChoiceDialog:
            rows = [ListRow(one.id, (one.called(self.lang), one.id)) for one in series.values()]
            return ChoiceDialog(self.lang, self.say("people.series"), (ListColumn(), ListColumn("", 18)), rows)

        roles = (("", self.say("form.choose")), *((role, self.say(f"role.{role}")) for role in ROLES))
        return (
            FormField("name", self.say("people.name"), needed=True, about=self.say("people.about_name")),
            FormField("role", self.say("people.role"), choices=roles, needed=True, about=self.say("people.about_role")),
            FormField("os_user", self.say("people.os_user"), about=self.say("people.about_os_user")),
            FormField("key", self.say("people.key"), about=self.say("people.about_key")),
            FormField(
                "series",
                self.say("people.series"),
                hint=self.say("decision.pick"),
                about=self.say("people.about_series"),
                pick=pick,
                called=lambda one: series[one].called(self.lang) if one in series else one,
            ),
        )

    def _add(self, workplace: Workplace, typed: Typed) -> str:
        key = read_key_file(Path(typed["key"].strip()).expanduser()) if typed["key"].strip() else None
        with acting(workplace.store, workplace.settings, DEED) as writing:
            name = typed["name"].strip()
            login, series = typed["os_user"].strip() or None, typed["series"] or None
            add_person(writing, name, typed["role"], key=key, os_user=login, series=series)
        return name

    def action_pin(self) -> None:
        """Give whoever is under the cursor a PIN: admins to anybody, everybody to themselves."""
        name = self.query_one("#people", RowList).current
        if not isinstance(name, str):
            return
        own = name == self.workplace.settings.acting

        def ask(workplace: Workplace, current: bool) -> None:
            fields = (
                *((self._secret("current"),) if current else ()),
                *(self._secret("new_pin"), self._secret("again")),
            )
            heading, fact = in_both("desk.people.pin_of", name=name), self.say("people.about_pin")
            form = FormDialog(
                self.lang, heading, fact, fields, lambda typed: self._set_pin(workplace, name, own, typed)
            )
            self.app.push_screen(form, sent)

        def sent(name: str | None) -> None:
            if name is not None:
                self._read(self.say("people.pin_set", name=name))

        if own:
            self.thread.do(self._permit_own_pin, lambda current: ask(self.workplace, current), self.refuse)
        else:
            self._prove(lambda workplace: ask(workplace, False))

    def _secret(self, name: str) -> FormField:
        return FormField(name, self.say(f"people.{name}"), needed=True, secret=True)

    def _permit_own_pin(self) -> bool:
        """Whether their present PIN must be typed first. Raises Refused where whoever acts may set none."""
        with self.workplace.store.read() as session:
            settings = self.workplace.settings
            current = settings.by_pin or wants_pin(session, settings)
            known(session, replace(settings, by_pin=current), OWN_PIN, anywhere=True)
        return current

    def _set_pin(self, workplace: Workplace, name: str, own: bool, typed: Typed) -> str:
        if typed["new_pin"] != typed["again"]:
            raise BadInput("pin.differ")
        if "current" in typed:
            workplace = workplace.proved(name, typed["current"])
        with acting(workplace.store, workplace.settings, OWN_PIN if own else DEED, anywhere=own) as writing:
            set_pin(writing, name, typed["new_pin"])
        return name

    def action_disable(self) -> None:
        """Cut off whoever is under the cursor, once that is agreed to."""
        name = self.query_one("#people", RowList).current
        if not isinstance(name, str):
            return
        rows = [ListRow(answer, (self.say(f"people.{answer}"),)) for answer in ("keep", "cut")]

        def chosen(answer: str | None) -> None:
            if answer == "cut":
                self._prove(
                    lambda workplace: self.thread.do(
                        lambda: self._disable(workplace, name),
                        lambda _: self._read(self.say("people.done", name=name)),
                        self.refuse,
                    )
                )

        def ask(_: bool) -> None:
            self.app.push_screen(
                ChoiceDialog(self.lang, self.say("people.cutting", name=name), (ListColumn(),), rows), chosen
            )

        self.thread.do(self._permit, ask, self.refuse)

    def _disable(self, workplace: Workplace, name: str) -> None:
        with acting(workplace.store, workplace.settings, DEED) as writing:
            disable_person(writing, name)
