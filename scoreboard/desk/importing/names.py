"""Which units and areas the words of a sheet mean in a contest."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from sqlalchemy import Executable
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from scoreboard.desk.entering import absence, absence_words
from scoreboard.desk.importing.official_names import cores_of, kinds_of, unmatched
from scoreboard.errors import BadInput, ContestError
from scoreboard.exchange.workbooks.columns import SheetWords
from scoreboard.exchange.workbooks.period_words import PeriodWords, parts_in, period_word, years_in
from scoreboard.exchange.workbooks.raw_sheet import RawSheet
from scoreboard.models import Period, SeriesPeriod, SeriesUnit, Unit, UnitKey
from scoreboard.name_search import folded
from scoreboard.store.chunks import among, in_chunks, listed
from scoreboard.store.columns import ask_columns, dialect_of
from scoreboard.store.contest import Contest, participants


@dataclass(frozen=True)
class SheetNames:
    """The units of a contest, and whom each text of a sheet may mean."""

    contest: Contest
    units: Mapping[str, Unit]
    """Those that take part, by id."""
    meant: Mapping[str, tuple[str, ...]]
    """Folded texts, and the units of whatever contest that answer to them."""
    elsewhere: Mapping[str, Unit]
    """Those of them that do not take part."""
    members: Collection[str]
    """Of these the ones that are of the series, though they do not exist in this period."""
    chosen: Mapping[str, str] = field(default_factory=dict)
    """The unit that somebody has said a folded text stands for."""
    periods: PeriodWords = field(default_factory=PeriodWords)
    official: Collection[str] = ()
    """Of the folded texts those that no unit is called exactly, but one alone with what papers add to names."""

    def find(self, text: str) -> Unit | ContestError:
        """The unit that a text means, or why that can't be said.

        Of several with one name it is the one that takes part. Pinyin is never guessed at.
        """
        if text in self.units:
            return self.units[text]
        chosen = self.chosen.get(folded(text))
        if chosen is not None and chosen in self.units:
            return self.units[chosen]
        answering = self.meant.get(folded(text), ())
        taking_part = [unit for unit in answering if unit in self.units]
        if len(taking_part) == 1:
            return self.units[taking_part[0]]
        if taking_part:
            return BadInput("unknown.ambiguous_unit", unit=text, found=tuple(sorted(taking_part)))
        if not answering:
            return BadInput("unknown.unit", unit=text)
        return self._absent(self.elsewhere[answering[0]])

    def by_paper(self, text: str) -> bool:
        """Whether a text is no unit's name, but what papers call one."""
        return folded(text) in self.official and folded(text) not in self.chosen

    def _absent(self, unit: Unit) -> ContestError:
        series = self.contest.series
        if unit.id not in self.members:
            return BadInput("unknown.participant", unit=unit.id, series=series.id, pools=tuple(series.pool_ids))
        return BadInput(f"unknown.{absence(unit, self.contest)}", **absence_words(unit, self.contest))


def read_names(
    session: Session, contest: Contest, texts: Iterable[str], chosen: Mapping[str, str] | None = None
) -> SheetNames:
    """Whom these texts mean, some of them as `chosen`. What it costs follows their number and the contest's units."""
    units = {unit.id: unit for unit in participants(session, contest)}
    wanted = {folded(text): text for text in texts}
    dialect, meant = dialect_of(session), _answering(session, wanted)
    for some in in_chunks(set(wanted.values())):
        for unit in ask_columns(session, _called_by_id(dialect), ids=listed(dialect, some)).scalars():
            meant[folded(unit)] = {unit}
    official = _official(session, contest, units.keys(), wanted, meant)
    meant |= official
    strangers = {unit for found in meant.values() for unit in found} - units.keys()
    elsewhere: dict[str, Unit] = {}
    members: set[str] = set()
    for some in in_chunks(strangers):
        elsewhere |= {unit.id: unit for unit in session.exec(select(Unit).where(col(Unit.id).in_(some)))}
        of_series = select(SeriesUnit.unit_id).where(SeriesUnit.series_id == contest.series.id)
        members.update(session.exec(of_series.where(col(SeriesUnit.unit_id).in_(some))))
    meant_by = {key: tuple(sorted(found)) for key, found in meant.items()}
    periods = _period_words(session, contest)
    of_papers = {key for key, found in official.items() if found & units.keys()}
    return SheetNames(contest, units, meant_by, elsewhere, members, chosen or {}, periods, of_papers)


def _answering(session: Session, keys: Iterable[str]) -> dict[str, set[str]]:
    """The units that answer to folded texts."""
    dialect, meant = dialect_of(session), dict[str, set[str]]()
    for some in in_chunks(keys):
        for key, unit in ask_columns(session, _answer_to(dialect), keys=listed(dialect, some)):
            meant.setdefault(key, set()).add(unit)
    return meant


@cache
def _answer_to(dialect: str) -> Executable:
    return select_columns(col(UnitKey.key), col(UnitKey.unit_id)).where(among(dialect, col(UnitKey.key), "keys"))


@cache
def _called_by_id(dialect: str) -> Executable:
    return select_columns(col(Unit.id)).where(among(dialect, col(Unit.id), "ids"))


@cache
def _keys_of(dialect: str) -> Executable:
    return select_columns(col(UnitKey.key), col(UnitKey.unit_id)).where(among(dialect, col(UnitKey.unit_id), "units"))


def _official(
    session: Session, contest: Contest, units: Collection[str], wanted: Iterable[str], meant: Mapping[str, set[str]]
) -> dict[str, set[str]]:
    """Whom texts mean that nobody answers to, once what papers add to names is taken away: one unit, or nobody.

    Where places of several kinds may be meant, it is all of them, and somebody is asked which. Where that is exactly
    the name of units that take no part, it is these.
    """
    hosts = {key for key, _unit in _hanzi_keys(session, {contest.series.host, contest.competition.host})}
    others = unmatched(wanted, meant, hosts)
    if not others:
        return {}
    exactly = _answering(session, {one for paper in others.values() for one in paper.spelled})
    keys = _hanzi_keys(session, units)
    cores = cores_of(keys, hosts)
    alikes = {unit for paper in others.values() for unit in cores.get(paper.core, ())}
    kinds = kinds_of((one for one in keys if one[1] in alikes), hosts)
    found: dict[str, set[str]] = {}
    for text, paper in others.items():
        called = next((exactly[one] for one in paper.spelled if one in exactly), set())
        alike = cores.get(paper.core, set())
        if len(alike) == 1 and (not called or alike <= called):
            (unit,) = alike
            if paper.may_mean(kinds.get(unit, "")):
                found[text] = alike.union(*(cores.get(one, ()) for one in paper.others(kinds.get(unit, ""))))
        elif called and not alike:
            found[text] = called
    return found


def _hanzi_keys(session: Session, units: Iterable[str]) -> list[tuple[str, str]]:
    """What units answer to in hanzi, each with the unit."""
    dialect, found = dialect_of(session), list[tuple[str, str]]()
    for some in in_chunks(units):
        asked = ask_columns(session, _keys_of(dialect), units=listed(dialect, some))
        found += [(key, unit) for key, unit in asked if not key.isascii()]
    return found


def _period_words(session: Session, contest: Contest) -> PeriodWords:
    """What the period of a contest and the others of its series are called."""
    of_series = col(SeriesPeriod.series_id) == contest.series.id
    period = contest.period
    own = _called(period)
    others = {
        called
        for other in session.exec(
            select(Period).join(SeriesPeriod, col(SeriesPeriod.period_id) == Period.id).where(of_series)
        )
        if other.id != period.id
        for called in _called(other)
    }
    called = set(map(period_word, own)) - {""}
    parts = {part for name in own for part in parts_in(name)}
    years = {*range(period.start.year, period.end.year + 1), *(year for name in own for year in years_in(name))}
    kinds = {kind for kind, _ in parts} | {kind for name in others for kind, _ in parts_in(name)}
    return PeriodWords(called, set(map(period_word, others)) - called - {""}, parts, years, kinds)


def _called(period: Period) -> list[str]:
    return [called for called in (period.id, period.name, period.name_en) if called]


def known_words(
    contest: Contest, names: SheetNames, mapped: Mapping[str, str], periods: Collection[str] = ()
) -> SheetWords:
    """What a sheet's headings may mean: areas by any of their names, or by what somebody has said.

    `periods` are those of which somebody has said that they mean this one.
    """
    areas: dict[str, str] = {}
    for area in contest.areas:
        for called in (area.id, area.name, area.name_en, area.flag, area.flag_en):
            if called:
                areas.setdefault(folded(called), area.id)
    only = contest.areas[0].id if len(contest.areas) == 1 else None
    units = {key for key, found in names.meant.items() if any(unit in names.units for unit in found)}
    units.update(key for key, unit in names.chosen.items() if unit in names.units)
    return SheetWords(areas, units, mapped, only, replace(names.periods, meant=periods))


LONGEST_NAME = 200
"""Characters of a text that may be a name; what is longer is a note."""


def texts_of(sheet: RawSheet) -> set[str]:
    """The texts of a sheet that may be names; whole numbers too, which may be ids."""
    return {text for text in sheet.texts if len(text) <= LONGEST_NAME and not _is_score(text)}


def _is_score(text: str) -> bool:
    return "." in text and text.replace(".", "", 1).isdigit()
