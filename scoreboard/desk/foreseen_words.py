"""What a deed would change, in the words of a language: a heading for each board, and a line for each difference."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scoreboard.desk.foreseeing import Foreseen, ForeseenName
from scoreboard.locale import listed, say
from scoreboard.publications.differences import Difference, Section, Told, What
from scoreboard.publications.kinds import kind_names, kind_of
from scoreboard.publications.names import named


@dataclass(frozen=True)
class ToldDifference:
    """A line: of whom or what, what of it, how it is now and how it would be."""

    where: str
    what: str
    before: str
    after: str


@dataclass(frozen=True)
class ToldSection:
    """A board's heading, its lines, and a sentence for those that are left out."""

    heading: str
    sealed: bool
    lines: tuple[ToldDifference, ...]
    more: str


def told(foreseen: Foreseen, lang: str) -> list[ToldSection]:
    """All sections in a language."""
    words = _Words(foreseen, lang)
    return [words.section(section) for section in foreseen.sections]


def told_doubts(foreseen: Foreseen, lang: str) -> list[str]:
    """What may be a slip, a sentence each: a day to come, and flags that stay though others will be first."""
    doubt = foreseen.doubt
    early = [] if doubt is None else [say("foresee.honour_to_come", lang, day=doubt.day, today=doubt.today)]
    words = _Words(foreseen, lang)
    lines = (words.line(section, one) for section in foreseen.sections for one in section.differences if _stays(one))
    return [*early, *(say("foresee.flag_stays", lang, flag=line.where, names=line.after) for line in lines)]


def _stays(one: Difference) -> bool:
    """Whether others are first for a flag, of which nobody has said that they get it."""
    return one.what is What.LEADING and bool(one.after)


@dataclass(frozen=True)
class _Words:
    foreseen: Foreseen
    lang: str

    def section(self, section: Section) -> ToldSection:
        return ToldSection(
            self.heading(section),
            section.sealed,
            tuple(self.line(section, one) for one in section.differences),
            self.say("more", count=section.more) if section.more else "",
        )

    def say(self, key: str, **gaps: object) -> str:
        return say(f"foresee.{key}", self.lang, **gaps)

    def heading(self, section: Section) -> str:
        board = "table" if section.board == "ranking" and section.area is None else section.board
        series, period, area = section.series, section.period, section.area
        parts = [
            self.title(board),
            self.called(self.foreseen.series, series) if series else "",
            self.called(self.foreseen.periods, period) if period else "",
            self.called(self.foreseen.areas, f"{series}/{area}", area) if area else "",
        ]
        told_parts = " · ".join(part for part in parts if part)
        return f"{told_parts} · {self.say('sealed')}" if section.sealed else told_parts

    def title(self, board: str) -> str:
        """What a board is called: as everywhere, where its kind says so."""
        key = kind_of(board).title if board in kind_names() else ""
        words = say(key, self.lang) if key else self.say(f"board.{board}")
        return f"{words[0].upper()}{words[1:]}"

    def called(self, known: Mapping[str, ForeseenName], key: str, otherwise: str | None = None) -> str:
        names = known.get(key)
        return (otherwise or key) if names is None else named(names.name, names.name_en, self.lang)

    def unit(self, unit: str) -> str:
        names = self.foreseen.units.get(unit)
        return unit if names is None else names.called(self.lang)

    def line(self, section: Section, one: Difference) -> ToldDifference:
        """One difference; what says of which period or honour it is."""
        flag = section.board == "flags"
        where = self.unit(one.unit) if one.unit else ""
        if flag:
            area = self.called(self.foreseen.areas, f"{section.series}/{one.of}", one.of) if one.of else ""
            where = " · ".join(part for part in (area or self.say("board.table"), where) if part)
        if one.pool:
            where = self.say("of_pool", name=where, pool=one.pool) if where else one.pool
        told_value = self.value_of(one.what)
        return ToldDifference(where, self.what(section, one), told_value(one.before), told_value(one.after))

    def what(self, section: Section, one: Difference) -> str:
        what = self.say(f"what.{one.what}", of=one.of or "")
        if section.board == "vetoes" or (section.board == "annual" and one.what is What.FLAGS):
            if one.of is None:
                return self.say("of_year", what=what)
            return self.say("of_period", what=what, period=self.called(self.foreseen.periods, one.of))
        return what

    def value_of(self, what: What) -> Callable[[Told], str]:
        """What says a value of that kind."""
        match what:
            case What.HOLDERS | What.PREVIOUS | What.LEADING:
                return self._units
            case What.VETOES:
                return self._items
            case What.STATUS:
                return self._status
            case What.OUTCOME:
                return self._outcome
            case What.HONOUR:
                return self._honour
            case What.ELIMINATED:
                return self._truth
            case What.EDITION:
                return self._edition
            case _:
                return self._plain

    def _plain(self, value: Told) -> str:
        return self.say("none") if value is None or value == "" else str(value)

    def _units(self, value: Told) -> str:
        units = value if isinstance(value, tuple) else ()
        return listed(map(self.unit, units), self.lang) if units else self.say("nobody")

    def _items(self, value: Told) -> str:
        items = value if isinstance(value, tuple) else ()
        names = (self.called(self.foreseen.vetoes, item) for item in items)
        return listed(names, self.lang) if items else self.say("none")

    def _status(self, value: Told) -> str:
        if value is None:
            return self.say("not_listed")
        return say(f"cli.status.{str(value).replace('/', '')}", self.lang)

    def _outcome(self, value: Told) -> str:
        return self.say("none") if value is None else say(f"cli.outcome.{value}", self.lang)

    def _honour(self, value: Told) -> str:
        return self.say("none") if value is None else self.say(f"honour.{value}")

    def _truth(self, value: Told) -> str:
        return self.say("none") if value is None else self.say("yes" if value else "no")

    def _edition(self, value: Told) -> str:
        return self.say("none") if value is None else self.say("newly", number=value)
