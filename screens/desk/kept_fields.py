"""What is typed into a form of the desk is kept at every key, and stands in it again when it is opened after a kill."""

import contextlib
from typing import Any, Protocol, runtime_checkable

from textual.screen import Screen
from textual.widgets import Input

from scoreboard.desk.kept_forms import Filled, FormAbout, KeptForm
from scoreboard.desk.kept_scores import Typist
from scoreboard.locale import Both
from screens.widgets.one_of import OneOf
from screens.widgets.picked import Picked


@runtime_checkable
class HasTypist(Protocol):
    """A screen that knows who types."""

    @property
    def typist(self) -> Typist | None: ...


@runtime_checkable
class IsDoor(Protocol):
    """A screen or a form that a key of the desk leads to; the catalogue has its name below `desk.kept.door`."""

    DOOR: str


class KeptFields:
    """The fields of one form; nothing is kept of it where no desk is below. `trouble` says why that failed."""

    def __init__(self, form: Screen[Any]) -> None:
        self._form = form
        self._kept: KeptForm | None = None
        self._first: Filled = {}
        self._announced: bool | None = None
        self.trouble = ""

    def begin(self, heading: Both) -> bool:
        """The form is shown: put back what is left of it; returns whether anything is."""
        self._first = self._filled()
        self._kept = self._keeper(heading, tuple(self._first))
        if self._kept is None:
            return False
        back = {name: text for name, text in self._kept.take_back().items() if name in self._first}
        for name, text in back.items():
            self._put(name, text)
        self.look()
        return bool(back)

    def _keeper(self, heading: Both, fields: tuple[str, ...]) -> KeptForm | None:
        stack = self._form.app.screen_stack
        desk = next((one for one in stack if isinstance(one, HasTypist)), None)
        typist = desk.typist if desk is not None else None
        if typist is None:
            return None
        door = next((one.DOOR for one in reversed(stack) if isinstance(one, IsDoor) and one.DOOR), "")
        return KeptForm(typist, FormAbout(heading, fields, door))

    def announce(self, heading: Both, *, waits: bool) -> None:
        """What is kept elsewhere of this form is to be named at the next start, as long as it `waits`."""
        if waits == self._announced:
            return
        self._announced = waits
        with contextlib.suppress(OSError):
            if self._kept is None:
                self._kept = self._keeper(heading, ())
                if self._kept is not None:
                    self._kept.take_back()
            if self._kept is not None and waits:
                self._kept.keep({"waits": heading.zh})
            elif self._kept is not None:
                self._kept.leave(wanted=False)

    def look(self) -> None:
        """Something has been typed: keep what stands there."""
        if self._kept is None:
            return
        try:
            filled = self._filled()
            if filled == self._first:
                self._kept.leave(wanted=False)
            else:
                self._kept.keep(filled)
        except OSError as error:
            self.trouble = error.strerror or str(error)

    def end(self, *, wanted: bool) -> None:
        """The form is left; what stands there waits where it is `wanted`."""
        if self._kept is not None:
            self._kept.leave(wanted=wanted)
        self._kept = None

    def _filled(self) -> Filled:
        """What stands in the fields; of secrets nothing is ever kept."""
        return {
            field.id: field.value
            for field in self._form.query("*")
            if isinstance(field, Input | Picked | OneOf)
            and field.id is not None
            and not (isinstance(field, Input) and field.password)
        }

    def _put(self, name: str, text: str) -> None:
        field = self._form.query_one(f"#{name}")
        if isinstance(field, Input):
            field.value = text
            field.cursor_position = len(text)
        elif isinstance(field, Picked | OneOf):
            field.fill(text)
