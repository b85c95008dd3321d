"""The fields from which the forms of decisions are made, with what they offer and what is said of each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from scoreboard.desk.decision_choices import DecisionChoices
from scoreboard.desk.worksheet import Named
from scoreboard.enums import PeriodState
from scoreboard.locale import say
from scoreboard.publications.honour_levels import level_called
from screens.desk.choice import ChoiceDialog, by_words
from screens.desk.choosing import choose_contest, choose_unit, contest_key, contest_names
from screens.desk.form import FormField, Typed, in_english
from screens.widgets.columns import ListColumn
from screens.widgets.picked import BETWEEN
from screens.widgets.rows import ListRow

NOBODY = "-"
"""What stands for nobody where holders are chosen: no unit is called so."""


@dataclass(frozen=True)
class Start:
    """What lies on the desk when a form is opened."""

    series: str = ""
    period: str = ""
    area: str = ""
    unit: str = ""


class DecisionFields:
    """Makes fields in a language, for what there is to choose from."""

    def __init__(self, lang: str, choices: DecisionChoices, start: Start) -> None:
        self.lang, self.choices, self.start = lang, choices, start
        self._units = {one.id: one for one in choices.units}

    def say(self, key: str, **gaps: object) -> str:
        """A message of the desk."""
        return say(f"desk.{key}", self.lang, **gaps)

    # What is typed

    def text(
        self,
        name: str,
        about: str = "",
        *,
        needed: bool = False,
        needed_when: Callable[[Typed], bool] | None = None,
        value: str = "",
        hint: str = "",
    ) -> FormField:
        """A line to be typed."""
        return FormField(
            name,
            self._label(name),
            value,
            needed=needed,
            needed_when=needed_when,
            hint=hint,
            about=self._about(about or name),
        )

    def english(self, name: str) -> FormField:
        """The English of what is typed in another field, which may be left out."""
        return FormField(f"{name}_en", in_english(self._label(name), self.lang), about=self._about("in_english"))

    def day(self, name: str, about: str) -> FormField:
        """A day to be typed."""
        return self.text(name, about, needed=True, hint=self.say("form.day"))

    def reason(self) -> FormField:
        return self.text("reason", needed=True)

    # What is chosen

    def contest(self) -> FormField:
        """A series and a period that has been closed."""
        closed = [one for one in self.choices.contests if one.state != PeriodState.OPEN]
        names = contest_names(self.lang, closed)
        here = contest_key(self.start.series, self.start.period)

        def pick(typed: Typed) -> ChoiceDialog:
            return choose_contest(self.lang, closed, typed["contest"])

        return self._picked("contest", pick, lambda key: names.get(key, key), value=here if here in names else "")

    def area(self, *, with_table: bool = False) -> FormField:
        """An area of the series that is chosen; with its table's flag, where that is asked for."""
        names = {one.id: one for found in self.choices.areas.values() for one in found}
        names |= {one.id: one for one in self.choices.table_flags.values()}

        def pick(typed: Typed) -> ChoiceDialog:
            series = typed["contest"].partition("/")[0]
            table = [self.choices.table_flags[series]] if with_table and series in self.choices.table_flags else []
            return self._choose("area", [*self.choices.areas.get(series, ()), *table])

        return self._picked("area", pick, self._called_in(names), value=self.start.area)

    def pool(self) -> FormField:
        """A pool of the series that is chosen, where it ranks them apart."""
        names = {one.id: one for found in self.choices.pools.values() for one in found}

        def pick(typed: Typed) -> ChoiceDialog:
            return self._choose("pool", self.choices.pools.get(typed["contest"].partition("/")[0], ()))

        return self._picked("pool", pick, self._called_in(names), needed=False)

    def unit(self, about: str = "unit", *, value: str = "") -> FormField:
        """One unit."""

        def pick(_: Typed) -> ChoiceDialog:
            return choose_unit(self.lang, self.choices.units, self.choices.keys)

        return self._picked("unit", pick, self._called_in(self._units), about=about, value=value)

    def holders(self, name: str, about: str, *, needed: bool) -> FormField:
        """Units that are to hold a flag, one after another, or nobody."""
        nobody = Named(NOBODY, self.say("tie.nobody"), self.say("tie.nobody"))
        called = self._called_in({**self._units, NOBODY: nobody})

        def pick(_: Typed) -> ChoiceDialog:
            return choose_unit(self.lang, [nobody, *self.choices.units], self.choices.keys)

        return self._picked(name, pick, called, about=about, needed=needed, several=True)

    def period(self) -> FormField:
        """A period, or the year where none is chosen."""
        every = {one.id: one for one in self.choices.periods}
        return self._picked(
            "period", lambda _: self._choose("period", self.choices.periods), self._called_in(every), needed=False
        )

    def veto(self) -> FormField:
        """What a unit is vetoed for."""
        every = {one.id: one for one in self.choices.vetoes}
        return self._picked("item", lambda _: self._choose("item", self.choices.vetoes), self._called_in(every))

    def level(self) -> FormField:
        """A level of honours."""
        levels = [Named(one, level_called(one, "zh"), level_called(one, "en")) for one in self.choices.levels]
        return self._picked(
            "level", lambda _: self._choose("level", levels), lambda level: level_called(level, self.lang)
        )

    def one_of(self, name: str, *values: str) -> FormField:
        """One of a few words."""
        words = tuple((value, self.say(f"decision.{name}_{value}")) for value in values)
        return FormField(name, self._label(name), choices=words, about=self._about(name))

    def approvers(self, *, needed: bool) -> FormField:
        """The second persons, each by a name of their own, known here or not."""
        rows = [ListRow(name, (name,)) for name in self.choices.people]

        def pick(_: Typed) -> ChoiceDialog:
            prompt = self.say("decision.approver_prompt")
            return ChoiceDialog(self.lang, self._label("approved_by"), (ListColumn(),), rows, prompt=prompt, free=True)

        return self._picked("approved_by", pick, lambda name: name, needed=needed, several=True)

    def _choose(self, name: str, found: Sequence[Named]) -> ChoiceDialog:
        rows = [ListRow(one.id, (one.called(self.lang), "" if one.id == one.name else one.id)) for one in found]

        columns = (ListColumn(), ListColumn("", 18))
        prompt = self.say("contest.prompt")
        return ChoiceDialog(self.lang, self._label(name), columns, rows, matching=by_words(rows), prompt=prompt)

    def _picked(
        self,
        name: str,
        pick: Callable[[Typed], ChoiceDialog],
        called: Callable[[str], str],
        *,
        about: str = "",
        value: str = "",
        needed: bool = True,
        several: bool = False,
    ) -> FormField:
        return FormField(
            name,
            self._label(name),
            value,
            needed=needed,
            hint=self.say("decision.pick_several" if several else "decision.pick"),
            about=self._about(about or name),
            pick=pick,
            called=called,
            several=several,
        )

    def _called_in(self, names: Mapping[str, Named]) -> Callable[[str], str]:
        return lambda key: names[key].called(self.lang) if key in names else key

    def _label(self, name: str) -> str:
        return self.say(f"decision.label.{name}")

    def _about(self, name: str) -> str:
        return self.say(f"decision.about.{name}")


def several(typed: str) -> tuple[str, ...]:
    """The values of a field in which several were chosen; none for nobody."""
    return tuple(one for one in typed.split(BETWEEN) if one and one != NOBODY)


def contest_in(typed: Typed) -> tuple[str, str]:
    """The series and the period that are chosen."""
    series, _, period = typed["contest"].partition("/")
    return series, period
