"""Flags that units go for, and how far off each is, from public facts alone.

How far off is measured in the period of the target once its ranking is public, else in the last public one before it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from scoreboard.enums import Outcome, Ranking, Status
from scoreboard.facts import FactKind
from scoreboard.locale import say
from scoreboard.publications.asking import ask_board
from scoreboard.publications.board_words import NamedUnit, area_words, unit_words
from scoreboard.publications.kinds.ranking import RankingBoard, RankingRow, ask_rows
from scoreboard.publications.names import CarriesFlag, named
from scoreboard.publications.questions import Board, Question, Window
from scoreboard.publications.told_margins import margin_with_digits
from scoreboard.rules.ranking import displayed, exact, margin_unrounded
from scoreboard.store.public.contests import areas_held, ranking_key
from scoreboard.store.public.facts import Document, Facts, Touched
from scoreboard.wire import UNSET, UnsetType, given

Held = tuple[tuple[NamedUnit, ...], list[Touched]]
"""Who holds a flag, and the board that tells of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitTarget(CarriesFlag):
    """A flag that a unit goes for: whether it has it, and how far off it is as far as is public."""

    series: str
    series_name: str
    series_name_en: str
    period: str
    period_name: str
    period_name_en: str
    area: str
    area_name: str
    area_name_en: str
    flag: str
    flag_en: str | UnsetType = UNSET
    state: Literal["open", "won", "missed"]
    """Open until the flag of that period is public."""
    measured_in: str | None
    """The period in which it is measured how far off; None where nothing is public."""
    measured_name: str | None
    measured_name_en: str | None
    status: Status | None
    """As what it is listed there: ranked, vetoed, n/a."""
    rank: int | None
    score: str | None
    behind: str | None
    """Points behind whoever is first; None for the first, and for who has no place."""
    behind_exact: str | None
    ahead: str | None
    """Points of the first before the next; None for all others."""
    ahead_exact: str | None
    holders: tuple[NamedUnit, ...]
    """Who holds the flag by the last that is public of it."""
    points_told: str | UnsetType = UNSET
    """Those points unrounded, where the rounded ones are not what lies between the two scores as they are shown."""

    @property
    def lead_told(self) -> str:
        """By how many points it is before the next, as that is told; empty for none."""
        return "" if self.ahead is None else given(self.points_told) or margin_with_digits(self.ahead, self.ahead_exact)

    @property
    def lag_told(self) -> str:
        """By how many points it is behind the first, as that is told; empty for none."""
        return (
            "" if self.behind is None else given(self.points_told) or margin_with_digits(self.behind, self.behind_exact)
        )

    def period_called(self, lang: str) -> str:
        """What the period is called in a language."""
        return named(self.period_name, self.period_name_en, lang)

    def measured_called(self, lang: str) -> str:
        """What the period is called in which it is measured; empty for none."""
        return named(self.measured_name or "", self.measured_name_en, lang)


def told_target(target: UnitTarget, lang: str) -> str:
    """Whether a unit has the flag that it goes for, or how far off it is and in which period that was measured."""
    ahead, behind = target.lead_told, target.lag_told
    if target.state != "open":
        said = say(f"cli.target.{target.state}", lang)
        # whoever is first since a correction or under a veto, or has it by a decision, tells no lead of the other side
        points = ahead if target.state == "won" else behind
        return said + (say(f"cli.target.{target.state}_by", lang, points=points) if points else "")
    if target.status is None:
        return say("cli.target.open", lang)
    if target.rank is None:
        said = say(f"cli.status.{target.status.replace('/', '')}", lang)
    elif target.rank == 1 and not ahead:
        said = say("cli.target.alone" if target.ahead is None else "cli.target.first", lang)
    elif target.rank == 1:
        said = say("cli.target.ahead", lang, points=ahead)
    else:
        said = say("cli.target.behind", lang, points=behind) if behind else say("cli.target.level", lang)
    if target.measured_in == target.period:
        return said
    return said + say("cli.target.then", lang, period=target.measured_called(lang))


def points_off(target: UnitTarget) -> str:
    """The points between a unit and the first, or as the first before the next, with a sign; empty for none."""
    ahead, behind = target.lead_told, target.lag_told
    return f"+{ahead}" if ahead else f"-{behind}" if behind else ""


class FlagHolders:
    """Who holds flags by the last that is public of each, as of a change; asked once for all who go for one."""

    def __init__(self, facts: Facts, upto: int | None) -> None:
        self._facts, self._upto = facts, upto
        self._found: dict[tuple[str, str, str], Held] = {}

    def of(self, series: str, periods: Sequence[str], area: str, pool: str) -> Held:
        """Who holds a flag, whichever period it is gone for, and the board of it."""
        flag = series, area, pool
        if flag not in self._found:
            self._found[flag] = self._ask(series, periods, area, pool)
        return self._found[flag]

    def _ask(self, series: str, periods: Sequence[str], area: str, pool: str) -> Held:
        for period in reversed(periods):
            wall = self._facts.touched(f"flags/{series}/{period}", self._upto)
            term = self._facts.document(FactKind.FLAG, f"{series}/{period}/{area}/{pool}", self._upto)
            if wall is None or term is None or (term["outcome"] == "open" and not term["holders"]):
                continue
            day = Question(self._facts, wall, newest=self._upto is None).day
            names = unit_words(self._facts, term["holders"], day, self._upto)
            return tuple(names[unit] for unit in term["holders"]), [wall]
        return self._since_before(series, area, pool)

    def _since_before(self, series: str, area: str, pool: str) -> Held:
        """Who has held it since before the first period, which the competition's board tells."""
        term = self._facts.document(FactKind.HELD_BEFORE, f"{series}/{area}/{pool}", self._upto)
        board = self._facts.touched("competition", self._upto)
        if term is None or board is None:
            return (), []
        names = unit_words(
            self._facts, term["holders"], Question(self._facts, board, newest=self._upto is None).day, self._upto
        )
        return tuple(names[unit] for unit in term["holders"]), [board]


def targets_of(
    facts: Facts, unit: str, pool: str, upto: int | None, holders: FlagHolders | None = None
) -> Iterator[tuple[UnitTarget, list[Touched]]]:
    """The flags that a unit of a pool goes for, the first period's first, each with the boards that tell of it."""
    keys = facts.documents(FactKind.TARGET, f"{unit}/", upto)
    asked = _Asked(facts, unit, pool, upto, holders or FlagHolders(facts, upto))
    found = [asked.target(*key.split("/")[1:]) for key in keys]
    places = [(asked.place(one.series, one.period, one.area), place) for place, (one, _boards) in enumerate(found)]
    yield from (found[place] for _order, place in sorted(places))


def awarded(facts: Facts, contest: str, area: str, pool: str, upto: int | None = None) -> Document | None:
    """The term of a flag that a contest has awarded, as far as is public and known; None before.

    Who held it when the records began was awarded nothing while the contest goes on.
    """
    term = facts.document(FactKind.FLAG, f"{contest}/{area}/{pool}", upto)
    if term is None or term["outcome"] == Outcome.OPEN:
        return None
    begun = term.get("opening") and not (facts.document(FactKind.CONTEST, contest, upto) or {}).get("closed")
    return None if begun else term


def _unrounded(row: RankingRow | None, gap: Decimal | None, decimals: int, *, is_first: bool) -> str | UnsetType:
    """The points between a unit and another with all digits, where those shown do not add up with the scores."""
    if row is None or not row.score_exact or not gap:
        return UNSET
    own = Decimal(row.score_exact)
    return margin_unrounded(own if is_first else own + gap, gap, decimals) or UNSET


class _Asked:
    """What is public of a unit's chances, as of a change."""

    def __init__(self, facts: Facts, unit: str, pool: str, upto: int | None, holders: FlagHolders) -> None:
        self._facts, self._unit, self._pool, self._upto = facts, unit, pool, upto
        self._holders = holders

    def place(self, series: str, period: str, area: str) -> tuple[int, int, int]:
        """Where a target stands among others."""
        words = self._document(FactKind.SERIES, series)
        about = self._document(FactKind.AREA, f"{series}/{area}")
        return words["periods"].index(period), int(words["position"]), int(about["position"])

    def target(self, series: str, period: str, area: str) -> tuple[UnitTarget, list[Touched]]:
        """A target, and the boards that tell of it."""
        words = self._document(FactKind.SERIES, series)
        about = area_words(area, self._document(FactKind.AREA, f"{series}/{area}"))
        days = self._document(FactKind.PERIOD, period)
        until = words["periods"][: words["periods"].index(period) + 1]
        pool = self._pool if words["ranking"] == Ranking.BY_POOL else ""
        state, walls = self._state(f"{series}/{period}", area, pool)
        holders, held_on = self._holders.of(series, words["periods"], area, pool)
        measured, board = self._measured(series, until, area)
        row = None if board is None else self._rows(board).get(self._unit)
        first, gap = self._gap(board, row, words["ranking"])
        met = None if measured is None else self._document(FactKind.PERIOD, measured)
        behind, ahead = (None, gap) if first else (gap, None)
        decimals = words["decimals"]
        target = UnitTarget(
            series=series,
            series_name=words["name"],
            series_name_en=words["name_en"],
            period=period,
            period_name=days["name"],
            period_name_en=days["name_en"],
            area=area,
            area_name=about.area_name,
            area_name_en=about.area_name_en,
            flag=about.flag,
            flag_en=about.flag_en,
            state=state,
            measured_in=measured,
            measured_name=None if met is None else met["name"],
            measured_name_en=None if met is None else met["name_en"],
            status=None if row is None else Status(row.status),
            rank=None if row is None else row.rank,
            score=None if row is None else row.score,
            behind=None if behind is None else displayed(behind, decimals),
            behind_exact=None if behind is None else exact(behind, decimals),
            ahead=None if ahead is None else displayed(ahead, decimals),
            ahead_exact=None if ahead is None else exact(ahead, decimals),
            holders=holders,
            points_told=_unrounded(row, gap, decimals, is_first=first),
        )
        return target, [*walls, *held_on, *([board] if board is not None else [])]

    def _state(self, contest: str, area: str, pool: str) -> tuple[Literal["open", "won", "missed"], list[Touched]]:
        """Whether the unit has a flag of a contest, and the board that tells of it; open until that is public."""
        wall = self._facts.touched(f"flags/{contest}", self._upto)
        term = awarded(self._facts, contest, area, pool, self._upto)
        if wall is None or term is None:
            return "open", []
        return "won" if self._unit in term["holders"] else "missed", [wall]

    def _measured(self, series: str, until: Sequence[str], area: str) -> tuple[str | None, Touched | None]:
        """The last of some periods in which a score of the unit in an area is public, and its ranking."""
        for period in reversed(until):
            contest = self._facts.document(FactKind.CONTEST, f"{series}/{period}", self._upto)
            if contest is None or area not in areas_held(self._facts, series, contest, self._upto):
                continue
            board = self._facts.touched(ranking_key(series, period, area), self._upto)
            row = None if board is None else self._rows(board).get(self._unit)
            if board is not None and row is not None and not row.is_empty:
                return period, board
        return None, None

    def _rows(self, board: Touched) -> dict[str, RankingRow]:
        return ask_rows(Question(self._facts, board, newest=self._upto is None), [self._unit])

    def _gap(self, board: Touched | None, row: RankingRow | None, ranking: str) -> tuple[bool, Decimal | None]:
        """Whether the unit is first, and the points between it and the first, or between it and the next."""
        if board is None or row is None or row.rank is None or row.score_exact is None:
            return False, None
        window = Window(0, 2, row.pool if ranking == Ranking.BY_POOL else None)
        top: Board[RankingBoard] | None = ask_board(self._facts, board.key, upto=self._upto, window=window)
        others = [one for one in top.words.rows if one.unit != self._unit and one.score_exact] if top else []
        own, first = Decimal(row.score_exact), row.rank == 1
        if not others:
            return first, None
        return first, abs(own - Decimal(others[0].score_exact or 0))

    def _document(self, kind: FactKind, key: str) -> Document:
        return self._facts.document(kind, key, self._upto) or {}
