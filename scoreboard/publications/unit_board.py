"""All that is public of one unit: its places, the flags that it holds, held and goes for, its stars and pledges."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, Literal

from scoreboard.enums import Outcome
from scoreboard.facts import FactKind
from scoreboard.publications.asking import ask_board
from scoreboard.publications.board_about import (
    RankingLine,
    UnitPlace,
    about_ranking,
    periods_known,
    place_of,
)
from scoreboard.publications.flag_row import FlagRow
from scoreboard.publications.kind import fields_of
from scoreboard.publications.kinds.flags import FlagsBoard
from scoreboard.publications.kinds.goals import GoalRow
from scoreboard.publications.kinds.pledges import PledgeRow
from scoreboard.publications.kinds.ranking import ask_rows
from scoreboard.publications.kinds.rectifications import PeriodNames, RectificationRow, period_names
from scoreboard.publications.kinds.stars import StarRow, StarsBoard
from scoreboard.publications.names import InBothLanguages
from scoreboard.publications.public_units import CurrentUnit, series_of, units_of
from scoreboard.publications.questions import Board, Question
from scoreboard.publications.targets import UnitTarget, targets_of
from scoreboard.publications.unit_flags import FlagAt, UnitFlag, flag_of_wall, held_before
from scoreboard.store.public.asking import in_portions
from scoreboard.store.public.facts import Facts, Touched
from scoreboard.wire import UNSET, UnsetType, from_json, to_json


@dataclass(frozen=True, kw_only=True)
class OfPeriod:
    """What is of a period."""

    period: str


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitStar(StarRow, OfPeriod):
    """A nominee of a unit, and in which period."""


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitBoard(InBothLanguages):
    """All that is public of a unit: its places as rows, the flags that it holds and held, its stars and pledges."""

    board: Literal["unit"] = "unit"
    competition: str | None
    series: None = None
    period: None = None
    unit: str
    name: str
    short_name: str
    short_name_en: str | UnsetType = UNSET
    name_en: str
    kind: str
    kind_en: str | UnsetType = UNSET
    parent: str | None
    pool: str
    active: bool
    ended_on: str | UnsetType = UNSET
    """Since when it is there no more."""
    flags: tuple[UnitFlag, ...]
    flags_told: bool
    """Whether anything is public of who holds the flags of its series; before that nobody says who holds none."""
    former_flags: tuple[UnitFlag, ...]
    targets: tuple[UnitTarget, ...]
    stars: tuple[UnitStar, ...]
    pledges: tuple[PledgeRow, ...]
    goals: tuple[GoalRow, ...]
    rectifications: tuple[RectificationRow, ...]
    """Of series in which everybody learns of them."""
    periods: Mapping[str, PeriodNames] | UnsetType = UNSET
    """What their periods are called, by id."""
    rows: tuple[UnitPlace, ...]

    def at(self, now: datetime) -> "UnitBoard":
        """The same at a moment: places whose rankings have frozen by then say so."""
        return replace(self, rows=tuple(row.at(now) for row in self.rows))


PLACE_FIELDS = fields_of(
    UnitPlace, "rank", "pool", "score", "score_exact", "tied", "status", "change", "flags", "holds"
)
"""The columns of a unit's places in CSV, behind what they are about."""


class UnitBoards:
    """What `show unit` draws on: the boards that a unit may stand on, as of a change; `told` are those that name it."""

    def __init__(self, facts: Facts, unit: str, upto: int | None) -> None:
        self._facts, self._unit, self._upto = facts, unit, upto
        self._series = series_of(facts, unit, upto)
        self._periods = periods_known(facts, upto)
        areas = facts.documents(FactKind.AREA, upto=upto)
        self._areas = {area: int(words["position"]) for area, words in areas.items()}
        self.told: list[Touched] = []

    def _newest_first(self, name: str) -> list[Touched]:
        """The boards of a kind of the unit's series, those of the newest period first."""
        boards = [
            board for series in self._series for board in self._facts.boards(f"{name}/{series}/", self._upto).values()
        ]
        return sorted(boards, key=lambda board: place_of(board.key, self._periods, self._areas))

    def _asked(self, board: Touched) -> Question:
        return Question(self._facts, board, newest=self._upto is None)

    @cached_property
    def _walls(self) -> list[tuple[Touched, tuple[FlagRow, ...]]]:
        """The walls of flags and their rows, newest period first."""
        found: list[tuple[Touched, tuple[FlagRow, ...]]] = []
        for board in self._newest_first("flags"):
            wall: Board[FlagsBoard] | None = ask_board(self._facts, board.key, upto=self._upto)
            found.append((board, () if wall is None else wall.words.rows))
        return found

    def places(self) -> list[UnitPlace]:
        """The unit's places, newest period first, each with whether it holds that flag of that period."""
        held = {
            (*board.key.split("/")[1:], row.area)
            for board, wall in self._walls
            for row in wall
            if row.is_held_by(self._unit)
        }
        rows = []
        for board in self._newest_first("ranking"):
            question = self._asked(board)
            row = ask_rows(question, [self._unit]).get(self._unit)
            if row is not None:
                about = about_ranking(question)
                rows.append(RankingLine(about, row).place(holds=(about.series, about.period, about.area) in held))
                self.told.append(board)
        return rows

    def flags(self) -> list[UnitFlag]:
        """The flags that the unit holds by the last that is public of each."""
        held, seen = [], set()
        for board, wall in self._walls:
            for row in wall:
                flag = board.key.split("/")[1], row.area, row.pool
                if flag in seen or (row.is_open and not row.holders):
                    continue
                seen.add(flag)
                if row.is_held_by(self._unit):
                    held.append(flag_of_wall(about_ranking(self._asked(board)), row, self._unit))
                    self.told.append(board)
        before = [
            flag for at, flag in self._held_before.items() if at not in seen and flag and flag.outcome != Outcome.VACANT
        ]
        before.sort(key=lambda flag: self._areas.get(f"{flag.series}/{flag.area}", -1))
        competition = self._facts.touched("competition", self._upto)
        self.told += [competition] if before and competition is not None else []
        return [*held, *before]

    @cached_property
    def _held_before(self) -> Mapping[FlagAt, UnitFlag | None]:
        """The flags that somebody has held since before the first period, each as this unit's where that is who."""
        return held_before(self._facts, self._unit, self._series, self._upto)

    def are_flags_told(self) -> bool:
        """Whether anything is public of who holds the flags of the unit's series; one of no series holds none."""
        return not self._series or bool(self._held_before) or any(wall for _board, wall in self._walls)

    def former_flags(self) -> list[UnitFlag]:
        """The flags that the unit held and holds no more, each with the last period in which it did and who has it now.

        One that was taken back for that period (a veto, a correction) was not held in it. What it held before the first
        period has none.
        """
        newest: dict[tuple[str, str | None, str | None], FlagRow] = {}
        found: dict[tuple[str, str | None, str | None], UnitFlag | None] = {}
        for board, wall in self._walls:
            for row in wall:
                flag = board.key.split("/")[1], row.area, row.pool
                if row.is_open and not row.holders:
                    continue
                now = newest.setdefault(flag, row)
                ended = any(one.unit == self._unit and one.outcome == "abolished" for one in row.lost)
                if flag in found or not (ended or row.is_held_by(self._unit)):
                    continue
                found[flag] = None
                if now is not row or ended:
                    words = flag_of_wall(about_ranking(self._asked(board)), row, self._unit)
                    if ended and row.holders:
                        words = replace(words, outcome=Outcome.VACANT, awarded_on=self._awarded_on(board, row))
                    found[flag] = replace(words, now=now.holders)
                    self.told.append(board)
        for at, before in self._held_before.items():
            if before is not None and at not in found and (at in newest or before.outcome == Outcome.VACANT):
                found[at] = replace(before, now=newest[at].holders if at in newest else ())
        return [row for row in found.values() if row is not None]

    def _awarded_on(self, board: Touched, row: FlagRow) -> str | None:
        """When the unit was last given a flag that others have been given since in the same period."""
        contest, pool = board.key.partition("/")[2], row.pool or ""
        kind = FactKind.OVERALL_FLAG if row.area is None else FactKind.FLAG
        key = "/".join((contest, pool) if row.area is None else (contest, row.area, pool))
        for change in reversed(self._facts.changes_of(kind, key)):
            term = self._facts.document(kind, key, change) if change <= board.change else None
            if term is not None and self._unit in term["holders"]:
                return str(term["awarded_on"])
        return None

    def targets(self, pool: str) -> list[UnitTarget]:
        """The flags that the unit goes for; `pool` is the unit's."""
        found = list(targets_of(self._facts, self._unit, pool, self._upto))
        competition = self._facts.touched("competition", self._upto)
        self.told += [competition] if found and competition is not None else []
        self.told += [board for _target, boards in found for board in boards]
        return [target for target, _boards in found]

    def stars(self) -> list[UnitStar]:
        """The unit's nominees, each with the period, those of the newest first."""
        rows, boards = [], self._facts.boards("stars/", self._upto)
        for key in sorted(boards, key=lambda key: -self._periods.get(key.split("/")[1], -1)):
            board = boards[key]
            whole: Board[StarsBoard] | None = ask_board(self._facts, key, upto=self._upto)
            found = [row for row in (() if whole is None else whole.words.rows) if row.unit == self._unit]
            rows += [from_json(UnitStar, {"period": key.split("/")[1], **to_json(row)}) for row in found]
            self.told += [board] if found else []
        return rows

    def pledges(self) -> list[PledgeRow]:
        """The unit's pledges."""
        return self._own_rows("pledges")

    def goals(self) -> list[GoalRow]:
        """The unit's goals to be first."""
        return self._own_rows("goals")

    def rectifications(self) -> list[RectificationRow]:
        """What the unit has to put right."""
        return self._own_rows("rectifications")

    def periods(self, rows: Sequence[RectificationRow | UnitStar]) -> Mapping[str, PeriodNames] | UnsetType:
        """What the periods of stars, and of what has to be put right, are called."""
        wanted = {row.period for row in rows if row.period is not None}
        found = self._facts.documents_of(FactKind.PERIOD, wanted, self._upto)
        return period_names(found, (row.period for row in rows)) or UNSET

    def _own_rows(self, key: str) -> list[Any]:
        """The unit's rows of a board of promises."""
        board = self._facts.touched(key, self._upto)
        whole: Board[Any] | None = ask_board(self._facts, key, upto=self._upto)
        found = [row for row in (() if whole is None else whole.words.rows) if row.unit == self._unit]
        self.told += [board] if found and board is not None else []
        return found


def ask_unit(facts: Facts, unit: str, upto: int | None = None) -> Board[UnitBoard] | None:
    """All that is public of a unit: its places as rows, the flags that it holds, its stars and pledges.

    It is as new as the newest of the boards that tell of it; its revision counts the changes that touched them.
    """
    known = units_of(facts, [unit], upto)
    competition = facts.touched("competition", upto)
    if not known or competition is None:
        return None
    boards = UnitBoards(facts, unit, upto)
    rectifications, stars = tuple(boards.rectifications()), tuple(boards.stars())
    words = unit_board(
        known[0],
        (facts.document(FactKind.COMPETITION, upto=upto) or {}).get("id"),
        flags=tuple(boards.flags()),
        flags_told=boards.are_flags_told(),
        former_flags=tuple(boards.former_flags()),
        targets=tuple(one for one in boards.targets(known[0].pool) if known[0].active or one.state != "open"),
        stars=stars,
        pledges=tuple(boards.pledges()),
        goals=tuple(boards.goals()),
        rectifications=rectifications,
        periods=boards.periods([*stars, *rectifications]),
        rows=tuple(boards.places()),
    )
    newest = max((competition, *boards.told), key=lambda board: board.change)
    revision = _changes_of(facts, {board.number for board in boards.told}, upto)
    return Board(f"unit/{unit}", revision, newest.at, newest.reason, words, newest.change, len(words.rows))


def unit_board(
    unit: CurrentUnit,
    competition: str | None,
    *,
    flags: tuple[UnitFlag, ...] = (),
    flags_told: bool = False,
    former_flags: tuple[UnitFlag, ...] = (),
    targets: tuple[UnitTarget, ...] = (),
    stars: tuple[UnitStar, ...] = (),
    pledges: tuple[PledgeRow, ...] = (),
    goals: tuple[GoalRow, ...] = (),
    rectifications: tuple[RectificationRow, ...] = (),
    periods: Mapping[str, PeriodNames] | UnsetType = UNSET,
    rows: tuple[UnitPlace, ...] = (),
) -> UnitBoard:
    """The board of a unit."""
    return UnitBoard(
        competition=competition,
        unit=unit.id,
        name=unit.name,
        short_name=unit.short_name,
        short_name_en=unit.short_name_en,
        name_en=unit.name_en,
        kind=unit.kind,
        kind_en=unit.kind_en,
        parent=unit.parent,
        pool=unit.pool,
        active=unit.active,
        ended_on=unit.ended_on,
        flags=flags,
        flags_told=flags_told,
        former_flags=former_flags,
        targets=targets,
        stars=stars,
        pledges=pledges,
        goals=goals,
        rectifications=rectifications,
        periods=periods,
        rows=rows,
    )


def _changes_of(facts: Facts, boards: Iterable[int], upto: int | None) -> int:
    """How many changes have touched these boards."""
    changes: set[int] = set()
    for portion in in_portions(boards):
        rows = facts.ask(
            "SELECT DISTINCT change FROM public_touch WHERE board IN :boards AND (:upto IS NULL OR change <= :upto)",
            boards=portion,
            upto=upto,
        )
        changes.update(row[0] for row in rows)
    return len(changes)
