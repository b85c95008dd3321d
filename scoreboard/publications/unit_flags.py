"""A flag as a unit's page has it: of a wall, or held since before the first period."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from scoreboard.enums import Outcome
from scoreboard.facts import OVERALL, FactKind
from scoreboard.publications.board_about import BoardAbout
from scoreboard.publications.board_words import NamedUnit, area_words
from scoreboard.publications.flag_row import FlagRow
from scoreboard.publications.kinds.flags import overall_words
from scoreboard.publications.names import CarriesFlag
from scoreboard.publications.pools import pools_apart
from scoreboard.store.public.facts import Document, Facts
from scoreboard.wire import UNSET, UnsetType, given

FlagAt = tuple[str, str | None, str | None]
"""The series, area and pool of a flag: no area for that of the overall table, no pool where all are ranked together."""


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitFlag(CarriesFlag):
    """A flag that a unit holds, or held last in this period; then `now` are those who hold it now."""

    series: str
    series_name: str
    series_name_en: str
    period: str | None
    """None where it has been held since before the first one."""
    period_name: str
    period_name_en: str
    area: str | None
    """None for the flag of the overall table."""
    area_name: str
    area_name_en: str
    pool_name: str | UnsetType = UNSET
    """The pool, where it could be taken for another's."""
    pool_name_en: str | UnsetType = UNSET
    flag: str
    flag_en: str | UnsetType = UNSET
    pool: str | None
    outcome: Outcome
    awarded_on: str | None
    defences: int
    now: tuple[NamedUnit, ...] | UnsetType = UNSET


def flag_of_wall(about: BoardAbout, row: FlagRow, unit: str) -> UnitFlag:
    """A flag of a wall, as a unit holds it."""
    pool = about.pool_named(row.pool)
    return UnitFlag(
        series=about.series,
        series_name=about.series_name,
        series_name_en=about.series_name_en,
        period=about.period,
        period_name=about.period_name,
        period_name_en=about.period_name_en,
        area=row.area,
        area_name=row.area_name,
        area_name_en=row.area_name_en,
        pool_name=pool.name if pool else UNSET,
        pool_name_en=pool.name_en if pool else UNSET,
        flag=row.flag,
        flag_en=row.flag_en,
        pool=row.pool,
        outcome=row.outcome,
        awarded_on=row.awarded_on,
        defences=row.defences.get(unit, 0),
    )


def held_before(facts: Facts, unit: str, series: Iterable[str], upto: int | None) -> Mapping[FlagAt, UnitFlag | None]:
    """The flags that somebody has held since before the first period, each as a unit's where that is who.

    One whose holder has ended since is that one's, and vacant.
    """
    found: dict[FlagAt, UnitFlag | None] = {}
    for one in series:
        for key, term in facts.documents(FactKind.HELD_BEFORE, f"{one}/", upto).items():
            _series, area, pool = key.split("/")
            ended = unit in term.get("ended", ())
            mine = None
            if ended or unit in term["holders"]:
                mine = _since_before(facts, one, (area, pool), term, unit, upto)
            found[one, area or None, pool or None] = replace(mine, outcome=Outcome.VACANT) if mine and ended else mine
    return found


def _since_before(
    facts: Facts, series: str, flag: tuple[str, str], term: Document, unit: str, upto: int | None
) -> UnitFlag:
    area, pool = flag
    of = facts.document(FactKind.SERIES, series, upto) or {}
    words = overall_words(of)[OVERALL] if area == OVERALL else facts.document(FactKind.AREA, f"{series}/{area}", upto)
    about, pools = area_words(area, words or {}), given(pools_apart(of, of.get("ranking", ""))) or ()
    named_pool = next((one for one in pools if one.id == pool), None) if len(pools) > 1 else None
    return UnitFlag(
        series=series,
        series_name=of["name"],
        series_name_en=of["name_en"],
        period=None,
        period_name="",
        period_name_en="",
        area=about.area or None,
        area_name=about.area_name,
        area_name_en=about.area_name_en,
        pool_name=named_pool.name if named_pool else UNSET,
        pool_name_en=named_pool.name_en if named_pool else UNSET,
        flag=about.flag,
        flag_en=about.flag_en,
        pool=pool or None,
        outcome=Outcome.FIRST,
        awarded_on=term["awarded_on"],
        defences=term["defences"].get(unit, 0),
    )
