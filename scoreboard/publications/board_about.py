"""What a board of a contest is about, for a row that is told apart from it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from scoreboard.enums import Status
from scoreboard.facts import FactKind
from scoreboard.publications.board_words import freezes_at
from scoreboard.publications.competition import periods_in_order
from scoreboard.publications.freezing import has_begun
from scoreboard.publications.kinds.ranking import RankingBoard, RankingRow, frozen_of
from scoreboard.publications.names import named
from scoreboard.publications.pools import PoolWords, pools_apart
from scoreboard.publications.questions import Question
from scoreboard.store.public.facts import Facts
from scoreboard.wire import UNSET, UnsetType, from_json, given


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitPlace:
    """A unit's place on a board of a contest, and whether it holds that flag of that period."""

    series: str
    series_name: str
    series_name_en: str
    period: str
    period_name: str
    period_name_en: str
    area: str | None
    """None for the overall table."""
    area_name: str | None
    area_name_en: str | None
    pool_name: str | UnsetType = UNSET
    """The pool, where it could be taken for another's."""
    pool_name_en: str | UnsetType = UNSET
    rank: int | None
    pool: str
    score: str | None
    score_exact: str | None
    tied: bool
    status: Status
    guest: bool | UnsetType = UNSET
    """Whether it is ranked out of competition."""
    change: int | None
    flags: int | None
    holds: bool
    freeze: str | UnsetType = UNSET
    """From when on this ranking takes no more results, in the competition's zone, while they come in live."""
    frozen_since: str | UnsetType = UNSET
    """The same once that has begun."""

    def at(self, now: datetime) -> "UnitPlace":
        """The same at a moment: frozen once its freeze has begun."""
        return replace(self, frozen_since=self.freeze) if has_begun(self.freeze, now) else self

    @property
    def listed_as(self) -> str:
        """As what it is listed, as the catalogue calls that."""
        return "guest" if given(self.guest) else self.status.replace("/", "")

    def area_called(self, lang: str) -> str:
        """What the area is called in a language; empty for the overall table."""
        return named(self.area_name or "", self.area_name_en, lang)

    def period_called(self, lang: str) -> str:
        """What the period is called in a language."""
        return named(self.period_name, self.period_name_en, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardAbout:
    """What a board of a contest is about: its series, period and area with their names, and the pools ranked apart."""

    series: str
    series_name: str
    series_name_en: str
    period: str
    period_name: str
    period_name_en: str
    area: str | None = None
    area_name: str | None = None
    area_name_en: str | None = None
    pools: tuple[PoolWords, ...] = ()
    live: bool = False
    freeze: str | UnsetType = UNSET
    frozen_since: str | UnsetType = UNSET
    frozen_pools: tuple[str, ...] | UnsetType = UNSET
    """Of these alone `frozen_since` is said, where it is; one empty name for all."""

    def series_called(self, lang: str) -> str:
        """What the series is called in a language."""
        return named(self.series_name, self.series_name_en, lang)

    def pool_named(self, pool: str | None) -> PoolWords | None:
        """The pool of a row that stands apart from its board, of the several that are ranked apart there."""
        return next((one for one in self.pools if one.id == pool), None) if len(self.pools) > 1 else None

    def frozen_for(self, pool: str) -> str | UnsetType:
        """Since when the rows of a pool stand as a freeze left them, where that is known from the board itself."""
        frozen = given(self.frozen_pools)
        return self.frozen_since if frozen is None or {pool, ""} & set(frozen) else UNSET


@dataclass(frozen=True)
class RankingLine:
    """A unit's row in a ranking, and what that ranking is about."""

    about: BoardAbout
    row: RankingRow

    def place(self, *, holds: bool) -> UnitPlace:
        """The same as a line of the unit's page; `holds` is whether it has that flag of that period."""
        about, row, pool = self.about, self.row, self.about.pool_named(self.row.pool)
        return UnitPlace(
            series=about.series,
            series_name=about.series_name,
            series_name_en=about.series_name_en,
            period=about.period,
            period_name=about.period_name,
            period_name_en=about.period_name_en,
            area=about.area,
            area_name=about.area_name,
            area_name_en=about.area_name_en,
            pool_name=pool.name if pool else UNSET,
            pool_name_en=pool.name_en if pool else UNSET,
            rank=row.rank,
            pool=row.pool,
            score=row.score,
            score_exact=row.score_exact,
            tied=row.tied,
            status=row.status,
            guest=row.guest,
            change=row.change,
            flags=given(row.flags),
            holds=holds,
            freeze=about.freeze if about.live else UNSET,
            frozen_since=about.frozen_for(row.pool),
        )


def about_ranking(question: Question) -> BoardAbout:
    """What a board of a contest is about."""
    printed = question.facts.print_of(question.board)
    if printed is not None:
        return from_json(BoardAbout, printed)
    series, period, *rest = question.parts
    found = question.document(FactKind.SERIES, series), question.document(FactKind.PERIOD, period)
    area = question.document(FactKind.AREA, f"{series}/{rest[0]}") if rest else {}
    contest = question.document(FactKind.CONTEST, f"{series}/{period}")
    zone, frozen = question.document(FactKind.COMPETITION)["timezone"], frozen_of(question, contest)
    return BoardAbout(
        series=series,
        series_name=found[0]["name"],
        series_name_en=found[0]["name_en"],
        period=period,
        period_name=found[1]["name"],
        period_name_en=found[1]["name_en"],
        area=rest[0] if rest else None,
        area_name=area.get("name"),
        area_name_en=area.get("name_en"),
        pools=given(pools_apart(found[0], contest.get("ranking", ""))) or (),
        live=not contest.get("closed", True),
        freeze=freezes_at(contest.get("closed", True), contest.get("freeze"), zone),
        frozen_since=frozen.since,
        frozen_pools=frozen.pools,
    )


def about_of(board: RankingBoard) -> BoardAbout:
    """The same of a ranking that has been read."""
    return BoardAbout(
        series=board.series,
        series_name=board.series_name,
        series_name_en=board.series_name_en,
        period=board.period,
        period_name=board.period_name,
        period_name_en=board.period_name_en,
        area=board.area,
        area_name=given(board.area_name),
        area_name_en=given(board.area_name_en),
        pools=given(board.pools) or (),
        live=board.live,
        freeze=board.freeze,
        frozen_since=board.frozen_since,
        frozen_pools=board.frozen_pools,
    )


def periods_known(facts: Facts, upto: int | None) -> dict[str, int]:
    """The places of periods among all."""
    documents = facts.documents(FactKind.PERIOD, upto=upto)
    if documents:
        return {words["id"]: place for place, words in enumerate(periods_in_order(documents))}
    board = facts.touched("competition", upto)
    printed = None if board is None else facts.print_of(board)
    return {} if printed is None else {period["id"]: place for place, period in enumerate(printed["periods"])}


def place_of(key: str, periods: Mapping[str, int], areas: Mapping[str, int]) -> tuple[int, str, bool, int, str]:
    """Where a board of a contest stands among others: the newest period first, the overall table before its areas.

    `areas` are the places of areas in their series, by `series/area`; before there were facts nothing said those.
    """
    _name, series, period, *rest = key.split("/")
    return -periods.get(period, -1), series, bool(rest), areas.get("/".join((series, *rest)), 0), key
