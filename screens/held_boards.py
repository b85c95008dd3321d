"""The public boards as one viewer holds them: each is read when it is shown, and again only after a change touched it.

A long ranking is held in part: its first rows, of each pool where pools are ranked apart. What nobody has asked for
while two changes came is let go: halls go on to the next period, and run for a year.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from scoreboard.enums import Ranking
from scoreboard.name_search import NameIndex
from scoreboard.publications.board_about import RankingLine, about_of, place_of
from scoreboard.publications.board_words import ListedPart
from scoreboard.publications.competition import CompetitionBoard
from scoreboard.publications.kinds.annual import AnnualBoard
from scoreboard.publications.kinds.range import RangeBoard
from scoreboard.publications.kinds.ranking import RankingBoard
from scoreboard.publications.programme import Programme, programme_of
from scoreboard.publications.public_units import CurrentUnit
from scoreboard.publications.reader import Board, PublicReader, Window
from scoreboard.publications.scene import SceneImage
from scoreboard.publications.unit_board import UnitBoard
from scoreboard.wire import UNSET, UnsetType

RANKED = ("ranking", "annual", "range")
"""The kinds of boards that are held in part where they are long: whoever is first comes first in them."""
WHOLE = 200
"""A board of up to so many rows is held as a whole."""
FIRST = 60
"""Rows of a part: three pages of a wall of 120x34."""
FEW = 10
"""Where more units than these have changed at once, none of them is looked for beyond the first rows."""
MOST_ROWS = 20_000
"""Rows of single units that are remembered."""

Ranked = RankingBoard | AnnualBoard | RangeBoard


@dataclass(frozen=True)
class News:
    """What has changed since a viewer last looked."""

    changed: frozenset[str] = frozenset()
    """The boards that were there before, and that a change has touched since."""
    new: frozenset[str] = frozenset()
    """The boards that were not."""
    after: int = 0
    upto: int = 0
    anew: bool = False
    """Whether all is read anew: at first, and where another database is in the file."""
    next_day: bool = False
    """Whether another day has begun where the contest is held, so that boards may say something else."""


NOTHING_NEW = News()


class HeldBoards:
    """What one viewer holds of a public file; `follow` tells it of changes."""

    def __init__(self) -> None:
        self._open: PublicReader | None = None
        self._last = (0, "")
        self._day: date | None = None
        self._begun = False
        self._changes: dict[str, int] = {}
        self._held: dict[str, Board[Any]] = {}
        self._before: dict[str, Board[Any]] = {}
        self._asked: set[str] = set()
        self._asked_earlier: set[str] = set()
        self._by_unit: dict[str, dict[str, RankingLine]] = {}
        self._rows: dict[tuple[str, str], tuple[int, RankingLine | None]] = {}
        self._series: dict[str, Sequence[str]] = {}
        self._boards_of: dict[str, UnitBoard | None] = {}
        self._long: dict[str, Sequence[str | None]] = {}
        """The pools of boards that are held in part."""
        self._competition: CompetitionBoard | None = None
        self._programme: Programme | None = None
        self._units: int | None = None
        self._images: dict[str, bytes | None] = {}

    def follow(self, reader: PublicReader) -> News:
        """Look what changes have touched, and let go of it; what is asked for from now on is read by this reader."""
        self._open = reader
        last, day = self._reader.last_change(), self._reader.day()
        next_day, self._day = self._begun and day != self._day, day
        if not self._begun or not self._reader.has_change(*self._last):
            self._forget()
            self._changes, self._last, self._begun = self._reader.keys(), last, True
            return News(upto=last[0], anew=True)
        after, self._last = self._last[0], last
        self._before = {}
        if last[0] == after and next_day:
            self._forget()
        if last[0] == after:
            return News(after=after, upto=after, next_day=next_day)
        self._boards_of = {}
        self._let_go()
        touched = self._reader.touched_since(after)
        changed = frozenset(touched.keys() & self._changes.keys())
        new = frozenset(touched.keys() - changed)
        for key, board in touched.items():
            self._changes[key] = board.change
            self._by_unit.pop(key, None)
            if key in self._held:
                self._before[key] = self._held.pop(key)
        if "competition" in touched:
            self._competition, self._programme = None, None
            self._series, self._long, self._units = {}, {}, None
        if next_day:
            before = self._before
            self._forget()
            self._before = before
        return News(changed, new, after, last[0], next_day=next_day)

    @property
    def _reader(self) -> PublicReader:
        assert self._open is not None, "nothing has been followed"
        return self._open

    def _let_go(self) -> None:
        """Hold no board any more that was asked for neither since the last change nor since the one before."""
        for key in self._held.keys() - self._asked - self._asked_earlier:
            del self._held[key]
            self._by_unit.pop(key, None)
        self._asked, self._asked_earlier = set(), self._asked

    def _forget(self) -> None:
        self._held, self._before, self._by_unit, self._rows, self._series, self._long = {}, {}, {}, {}, {}, {}
        self._boards_of = {}
        self._competition = self._units = self._programme = None
        self._images = {}

    @property
    def keys(self) -> Mapping[str, int]:
        """The boards that are public, and the change that touched each one last."""
        return self._changes

    @property
    def upto(self) -> int:
        """The last change that is known of."""
        return self._last[0]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is public yet."""
        return "competition" not in self._changes

    @property
    def competition(self) -> CompetitionBoard:
        """What the competition is made of. Raises Unreachable where nothing is public yet."""
        if self._competition is None:
            self._competition = self._reader.competition()
        return self._competition

    @property
    def programme(self) -> Programme:
        """What a director has changed of what halls play between ceremonies."""
        if self._programme is None:
            with self._reader.moment() as facts:
                self._programme = programme_of(facts)
        return self._programme

    @property
    def day(self) -> date | None:
        """The day where the contest is held, when something was followed last."""
        return self._day

    @property
    def periods(self) -> dict[str, int]:
        """The places of the competition's periods."""
        return {period.id: place for place, period in enumerate(self.competition.periods)}

    @property
    def _areas(self) -> dict[str, int]:
        """The places of areas in their series, by `series/area`."""
        return {
            f"{series.id}/{area.id}": place
            for series in self.competition.series
            for place, area in enumerate(series.areas)
        }

    def image(self, digest: str | UnsetType) -> SceneImage | UnsetType:
        """An image that is public, by its digest, with its content; not set where it is not there."""
        if not digest:
            return UNSET
        if digest not in self._images:
            self._images[digest] = self._reader.image(digest)
        content = self._images[digest]
        return UNSET if content is None else SceneImage(digest=digest, content=content)

    def board(self, key: str) -> Board[Any] | None:
        """The newest revision of a board, of a long one the first rows: its "parts" say then which those are."""
        if key not in self._changes:
            return None
        self._asked.add(key)
        if key not in self._held:
            board = self._read(key)
            if board is None:
                return None
            self._held[key] = board
        return self._held[key]

    def before(self, key: str) -> Board[Any] | None:
        """A board as it was held before it was let go of the last time that something had changed."""
        return self._before.get(key)

    def _read(self, key: str) -> Board[Any] | None:
        if key.partition("/")[0] not in RANKED:
            return self._reader.board(key)
        if key in self._long:
            return self._read_parts(key, self._long[key])
        board = self._reader.board(key, window=Window(0, WHOLE))
        if board is None or board.total <= WHOLE:
            return board
        self._long[key] = self._pools(board)
        return self._read_parts(key, self._long[key])

    def _read_parts(self, key: str, pools: Sequence[str | None]) -> Board[Ranked] | None:
        """The first rows of each pool of a long board; it counts as long until units have changed."""
        windows: list[tuple[str | None, Board[Ranked] | None]] = [
            (pool, self._reader.board(key, window=Window(0, FIRST, pool))) for pool in pools
        ]
        found = [(pool, part) for pool, part in windows if part is not None and part.words.rows]
        if not found:
            return windows[0][1]
        first = found[0][1]
        parts = tuple(_part(pool, 0, part) for pool, part in found)
        rows = tuple(row for _pool, part in found for row in part.words.rows)
        words: Ranked = replace(first.words, rows=rows, parts=parts)  # type: ignore[arg-type]
        if isinstance(words, RankingBoard):
            hidden = any(isinstance(part.words, RankingBoard) and part.words.unrounded for _pool, part in found)
            words = replace(words, unrounded=hidden)
        return replace(first, words=words, total=sum(part.total for _pool, part in found))

    def _pools(self, board: Board[Ranked]) -> Sequence[str | None]:
        """The pools whose rows are ranked apart on a board; one that is none where they are not."""
        if board.words.ranking != Ranking.BY_POOL:
            return [None]
        return next(series.pools for series in self.competition.series if series.id == board.words.series)

    def around(self, key: str, unit: str) -> Board[RankingBoard] | None:
        """The part of a long ranking in which a unit stands; None where it is not listed."""
        spot = self._reader.spot_of(key, unit)
        if spot is None:
            return None
        offset, pool = spot.place // FIRST * FIRST, spot.pool or None
        board: Board[RankingBoard] | None = self._reader.board(key, window=Window(offset, FIRST, pool))
        if board is None:
            return None
        return replace(board, words=replace(board.words, parts=(_part(pool, offset, board),)))

    def changed_units(self, key: str, news: News) -> list[str] | None:
        """The units whose scores in a ranking have changed; None where they are many."""
        units = self._reader.changed_units(key, news.after, news.upto, FEW + 1)
        return units if len(units) <= FEW else None

    def places_of(self, key: str, units: Sequence[str]) -> list[tuple[int, str]]:
        """The places of those of these units that a ranking lists, the first one first."""
        spots = [(self._reader.spot_of(key, unit), unit) for unit in units]
        return sorted((spot.begin + spot.place, unit) for spot, unit in spots if spot is not None)

    def count_units(self) -> int:
        """How many units there are."""
        if self._units is None:
            self._units = self._reader.count_units()
        return self._units

    def names_since(self, known: NameIndex, change: int) -> NameIndex:
        """What units answer to, where what is known is as old as a change."""
        return known.but(self._reader.unit_keys(change))

    def unit(self, unit: str) -> CurrentUnit | None:
        """A unit by its id; None where there is none such."""
        return next(iter(self._reader.units([unit])), None)

    def unit_board(self, unit: str) -> UnitBoard | None:
        """All that is public of a unit, read again only after something has changed; None where it is none."""
        if unit not in self._boards_of:
            board = self._reader.unit(unit)
            self._boards_of[unit] = None if board is None else board.words
        return self._boards_of[unit]

    def rankings(self, series: Sequence[str] | None = None) -> list[str]:
        """All rankings, or those of some series: newest period first, the overall table before its areas."""
        periods, areas = self.periods, self._areas
        keys = [
            key
            for key in self._changes
            if key.startswith("ranking/") and (series is None or key.split("/", 2)[1] in series)
        ]
        return sorted(keys, key=lambda key: place_of(key, periods, areas))

    def rankings_of(self, unit: str) -> list[str]:
        """The rankings in which a unit may stand, in that order."""
        if unit not in self._series:
            self._series[unit] = self._reader.series_of(unit)
        return self.rankings(self._series[unit])

    def ranking(self, key: str) -> Board[RankingBoard] | None:
        """The newest revision of a ranking, of a long one the first rows."""
        return self.board(key)

    def rows_of(self, key: str, units: Sequence[str]) -> dict[str, RankingLine]:
        """The rows of these units in a ranking, by unit, each with what the ranking is about."""
        board = self.ranking(key)
        if board is None:
            return {}
        if board.words.parts is UNSET:
            if key not in self._by_unit:
                about = about_of(board.words)
                self._by_unit[key] = {row.unit: RankingLine(about, row) for row in board.words.rows}
            rows = self._by_unit[key]
            return {unit: rows[unit] for unit in units if unit in rows}
        change = self._changes[key]
        missing = [unit for unit in units if self._rows.get((key, unit), (0, None))[0] != change]
        if missing:
            if len(self._rows) > MOST_ROWS:
                self._rows = {}
            found = self._reader.rows_of(key, missing)
            self._rows.update({(key, unit): (change, found.get(unit)) for unit in missing})
        known = ((unit, self._rows.get((key, unit), (0, None))[1]) for unit in units)
        return {unit: row for unit, row in known if row is not None}

    def lines(self, key: str) -> Iterator[RankingLine]:
        """All rows of a ranking in their order, each with what it is about; read a part at a time."""
        board = self.ranking(key)
        if board is None:
            return
        if board.words.parts is UNSET:
            yield from self.rows_of(key, [row.unit for row in board.words.rows]).values()
            return
        offset = 0
        while board is not None and offset < board.total:
            board = self._reader.board(key, window=Window(offset, WHOLE))
            if board is None or not board.words.rows:
                return
            about = about_of(board.words)
            yield from (RankingLine(about, row) for row in board.words.rows)
            offset += len(board.words.rows)


def _part(pool: str | None, offset: int, board: Board[Any]) -> ListedPart:
    """From which place on the rows of a pool are held, and how many it has in all."""
    return ListedPart(pool=pool, first=offset + 1, total=board.total)
