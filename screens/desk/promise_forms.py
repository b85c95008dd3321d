"""The fields of the forms for promises: of each kind the columns of its file, and what is said of one later."""

from collections.abc import Sequence
from typing import Any

from scoreboard.desk.promises import BENCHMARK, GOAL, IN_ENGLISH, LIVELIHOOD, PLEDGE, RECTIFICATION, PromiseKind
from scoreboard.enums import Better, GoalScope, GoalState, PledgeState
from scoreboard.exchange.validation import keys_of, needed_keys_of
from scoreboard.locale import catalogue, say
from scoreboard.publications.kinds.pledges import SIGNS
from scoreboard.rules.promises import COMPARATORS
from screens.desk.form import FormField, in_english
from screens.desk.promise_rows import Row

CHOSEN_BEFORE = ("unit", "series", "period")
"""Columns that are chosen before the form is shown, or follow from what is on the desk."""
DAYS = ("due", "made_on", "settled_on", "done_on", "on", "as_of", "start", "end")
MOST_LAST = ("1", "2", "3", "4", "5", "6", "7", "8", "9")
"""How many of the last places can be put under a deadline at once."""
OUTCOMES: dict[str, tuple[str, ...]] = {
    "pledge": (PledgeState.KEPT, PledgeState.BROKEN),
    "goal": (GoalState.MET, GoalState.UNMET),
}


class PromiseForms:
    """Makes the fields in a language."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def add(self, kind: PromiseKind[Any], areas: Sequence[tuple[str, str]], today: str) -> tuple[FormField, ...]:
        """What can be said of a new one: its own columns, then their English, and its id last; it is made today."""
        names = [name for name in keys_of(kind.columns) if name not in CHOSEN_BEFORE]
        own = [name for name in names if not name.endswith(IN_ENGLISH) and name != "id"]
        english = [name for name in names if name.endswith(IN_ENGLISH)]
        needed = (*needed_keys_of(kind.columns), *(("due",) if kind is RECTIFICATION else ()))
        return tuple(
            self._field(
                name,
                today if name == "made_on" else "",
                choices=self._choices(name, areas),
                needed=name in needed,
                of_kind=kind.name,
            )
            for name in (*own, *english, "id")
        )

    def report(self, kind: PromiseKind[Any], row: Row, today: str) -> tuple[FormField, ...]:
        """How far it has come on a day; of a benchmark the figures of both."""
        if kind is BENCHMARK:
            return (
                *(self._field(name, hint=self._known(getattr(row, name, None))) for name in ("ours", "theirs")),
                self._field("on", today, needed=True),
            )
        return (
            self._field("actual", needed=True, of_kind=kind.name),
            self._field("on", today, needed=True),
            self._field("evidence"),
            self._field("planned"),
        )

    def settle(self, kind: PromiseKind[Any], row: Row, today: str) -> tuple[FormField, ...]:
        """How it ended: figures where there are some to compare, else somebody's word."""
        measured = kind is LIVELIHOOD or (kind is PLEDGE and getattr(row, "target", None) is not None)
        by_word = kind is GOAL or (kind is PLEDGE and not measured)
        states = f"year.{kind.name}_state"
        words = (
            tuple((one, say(f"{states}.{one}", self._lang)) for one in OUTCOMES.get(kind.name, ())) if by_word else ()
        )
        known = getattr(row, "spent" if kind is LIVELIHOOD else "actual", None)
        hint = self._known(known)
        return (
            *([self._field("actual", hint=hint, of_kind=kind.name)] if measured else []),
            *([self._field("outcome", choices=(self._open, *words), needed=True)] if by_word else []),
            self._field("on", today, needed=True),
            self._field("evidence"),
        )

    def last(self, areas: Sequence[tuple[str, str]]) -> tuple[FormField, ...]:
        """The last places of a period, in one area or in all."""
        every = ("", say("desk.promises.every_area", self._lang))
        return (
            self._field("due", needed=True),
            self._field("area", choices=(every, *areas)),
            self._field("places", choices=tuple((count, count) for count in MOST_LAST)),
            self._field("reason"),
        )

    def _known(self, figure: str | None) -> str:
        """The figure that stands so far."""
        return "" if figure is None else say("desk.form.as_reported", self._lang, actual=figure)

    def _field(
        self,
        name: str,
        value: str = "",
        *,
        choices: tuple[tuple[str, str], ...] = (),
        needed: bool = False,
        hint: str = "",
        of_kind: str = "",
    ) -> FormField:
        plain = name.removesuffix(IN_ENGLISH)
        label = self._said("form", plain, of_kind)
        if plain != name:
            label = in_english(label, self._lang)
        shown = hint or (say("desk.form.day", self._lang) if name in DAYS else "")
        told = self._said("form.about", plain, of_kind)
        return FormField(name, label, value, choices, needed, hint=shown, help=told)

    def _said(self, where: str, name: str, of_kind: str) -> str:
        """The words for a column, those of the kind where it has its own."""
        own = f"{where}.{name}_of_{of_kind}"
        return say(f"desk.{own if own in catalogue('desk', self._lang) else f'{where}.{name}'}", self._lang)

    def _choices(self, name: str, areas: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        if name == "scope":
            return tuple((one.value, say(f"year.scope.{one}", self._lang)) for one in GoalScope)
        if name == "better":
            return tuple((one.value, say(f"desk.promises.better.{one}", self._lang)) for one in Better)
        if name == "comparator":
            return (("", "-"), *((one, SIGNS.get(one, one)) for one in COMPARATORS))
        return (self._open, *areas) if name == "area" else ()

    @property
    def _open(self) -> tuple[str, str]:
        """What stands in a field while nothing is chosen: nobody says what they have not meant to."""
        return "", say("desk.form.choose", self._lang)
