"""The desk in lines of text: what somebody else has changed is told first, then what one types is done and told."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from scoreboard.desk.contest_choices import ContestChoice
from scoreboard.desk.sheet_cells import Place
from scoreboard.desk.worksheet import Worksheet
from scoreboard.errors import BadInput
from scoreboard.locale import say
from scoreboard.name_search import folded, matching
from screens.desk.unsaved_scores import Held
from screens.desk.workplace import Workplace

Run = Callable[[Sequence[str]], None]
"""Runs a command of the program, which tells by itself what came of it."""
OF_THE_PERIOD = ("confirm", "unconfirm", "close", "reopen", "import")
"""Commands whose series and period are those of the desk."""


def word(path: str, lang: str, **values: object) -> str:
    """A text of the catalogue's room `plain`."""
    return say(f"plain.{path}", lang, **values)


@dataclass
class PlainDesk:
    """A contest on a desk that is read line by line."""

    workplace: Workplace
    run: Run
    choices: tuple[ContestChoice, ...] = ()
    sheet: Worksheet | None = field(default=None, init=False)

    @property
    def lang(self) -> str:
        """The language that it is spoken in."""
        return self.workplace.settings.lang

    def open(self) -> Iterator[str]:
        """Put the likeliest contest on the desk and tell what there is of it."""
        opening = self.workplace.open()
        self.choices = opening.choices_of(self.workplace.settings.acting)
        self.workplace = self.workplace.begin_at(self.choices)
        self.sheet = self.workplace.sheet()
        yield from self.state()
        units, areas = self._sheet.units, self._sheet.areas
        if units and areas:
            yield word("begin", self.lang, unit=units[0].id, area=areas[0].id)

    def state(self) -> Iterator[str]:
        """Which contest it is, and how far it has come."""
        sheet = self._sheet
        counts = {
            "missing": sheet.missing,
            "drafts": sheet.drafts,
            "state": say(f"desk.state.{sheet.state}", self.lang),
        }
        yield word("contest", self.lang, series=sheet.series.called(self.lang), period=sheet.period.called(self.lang))
        yield word("state", self.lang, **counts)

    def news(self) -> Iterator[str]:
        """What has changed since the last look, a line a cell."""
        before, now = self._sheet, self.workplace.sheet()
        self.sheet = now
        for place in now.cells.changed_since(before.cells):
            if now.cell(place) != before.cell(place):
                yield self._told(place, before.cell(place).text)
        if now.state != before.state:
            yield from self.state()

    def answer(self, typed: str) -> Iterator[str]:
        """Do what a line says, and tell what came of it. Raises ContestError where it can't be done."""
        words = typed.split()
        match words:
            case []:
                yield from self.state()
            case ["?" | "help"]:
                yield from word("help", self.lang).splitlines()
            case ["missing"]:
                yield from (self._told(place) for place in self._sheet.missing_places())
            case ["list"]:
                places = ((unit.id, area.id) for unit in self._sheet.units for area in self._sheet.areas)
                yield from (self._told(place) for place in places)
            case ["list", *name]:
                yield from self._row(" ".join(name))
            case ["periods"]:
                yield from (self._choice(one) for one in self.choices)
            case ["period", series, period]:
                self.workplace = self.workplace.at(series, period)
                self.sheet = self.workplace.sheet()
                self.workplace = self.workplace.at(self._sheet.series.id, self._sheet.period.id)
                yield from self.state()
            case [command, *rest] if command in OF_THE_PERIOD and not (command == "import" and not rest):
                first = rest[:1] if command == "import" else []
                self.run([command, *first, self._sheet.series.id, self._sheet.period.id, *rest[len(first) :]])
            case ["show" | "cue" | "ceremony" | "star" | "review" | "return" | "year", *_]:
                self.run(words)
            case [*unit, area, score] if unit:
                self._enter(" ".join(unit), area, score)
            case _:
                raise BadInput("desk.plain_line", line=typed.strip())

    def _enter(self, unit: str, area: str, score: str) -> None:
        found = self._units(unit), self._areas(area)
        place = (found[0][0], found[1][0])
        cell = self._sheet.cell(place)
        self.workplace.enter(place, Held(score, cell.version, cell.text))

    def _row(self, name: str) -> Iterator[str]:
        """A unit's cells in all areas, or an area's of all units."""
        if name in {part for area in self._sheet.areas for part in (area.id, area.name, area.name_en)}:
            places = [(unit.id, self._areas(name)[0]) for unit in self._sheet.units]
        else:
            places = [(self._units(name)[0], area.id) for area in self._sheet.areas]
        yield from (self._told(place) for place in places)

    def _units(self, name: str) -> tuple[str, ...]:
        """The unit of an id, a name, or the only one whose name has these signs in it."""
        keys = self.workplace.unit_keys([unit.id for unit in self._sheet.units])
        whole = tuple(one.unit for one in keys if folded(name) in one.keys)
        found = whole or tuple(matching(keys, name))
        return self._only(found, name, [unit.called(self.lang) for unit in self._sheet.units])

    def _areas(self, name: str) -> tuple[str, ...]:
        """The area of an id, a name, or the only one whose name begins so."""
        wanted = name.casefold()
        named = {area.id: (area.id, area.name.casefold(), area.name_en.casefold()) for area in self._sheet.areas}
        found = tuple(area for area, names in named.items() if wanted in names)
        found = found or tuple(area for area, names in named.items() if any(one.startswith(wanted) for one in names))
        return self._only(found, name, list(named))

    def _only(self, found: tuple[str, ...], name: str, allowed: Sequence[str]) -> tuple[str, ...]:
        if len(found) != 1:
            raise BadInput("desk.plain_name", name=name, allowed=", ".join(allowed[:20]))
        return found

    def _told(self, place: Place, before: str | None = None) -> str:
        """A cell in words: its unit, its area, what is in it, and what was."""
        sheet, cell = self._sheet, self._sheet.cell(place)
        unit = next((one.called(self.lang) for one in sheet.units if one.id == place[0]), place[0])
        area = next((one.called(self.lang) for one in sheet.areas if one.id == place[1]), place[1])
        value = cell.text or say("desk.cell.none", self.lang)
        state = say(f"desk.cell.{cell.state}", self.lang)
        if before is None or before == cell.text:
            return word("cell", self.lang, unit=unit, area=area, value=value, state=state)
        was = before or say("desk.cell.none", self.lang)
        return word("changed", self.lang, unit=unit, area=area, value=value, state=state, before=was)

    def _choice(self, one: ContestChoice) -> str:
        names = {"series": one.series.called(self.lang), "period": one.period.called(self.lang)}
        state = say(f"desk.state.{one.state}", self.lang)
        return word("period", self.lang, ids=f"{one.series.id} {one.period.id}", state=state, **names)

    @property
    def _sheet(self) -> Worksheet:
        assert self.sheet is not None, "nothing lies on the desk"
        return self.sheet
