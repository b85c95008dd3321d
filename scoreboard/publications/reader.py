"""The only way in which viewers read: the public file or the public schema, and never anything else."""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from scoreboard.errors import Unreachable
from scoreboard.facts import FactKind
from scoreboard.name_search import UnitKeys
from scoreboard.publications import public_units
from scoreboard.publications.asking import ask_board, ask_touched
from scoreboard.publications.board_about import RankingLine, about_ranking
from scoreboard.publications.competition import CompetitionBoard
from scoreboard.publications.flag_row import FlagRow
from scoreboard.publications.kinds.ranking import ask_rows
from scoreboard.publications.on_stage import STAGE_STEPS, Stage, stage_of, title_of, with_images
from scoreboard.publications.proof import ProofBoard, ask_proof
from scoreboard.publications.public_units import CurrentUnit
from scoreboard.publications.questions import ALL, Board, Question, Window
from scoreboard.publications.rankings import Spot, spot_of
from scoreboard.publications.scene import SceneImage
from scoreboard.publications.scenes.cover import CoverScene
from scoreboard.publications.unit_board import UnitBoard, ask_unit
from scoreboard.settings import DatabaseSide
from scoreboard.store.database_sides import public_source
from scoreboard.store.public.facts import Facts, Touched
from scoreboard.store.public.shapes import altered_fact
from scoreboard.wire import UNSET, Misfit, given

__all__ = ["Board", "PublicReader", "Stage", "Window"]

OLD_SECONDS = 10.0
"""From then on people are told how old what they see is."""


class PublicReader:
    """Reads boards and the stage from the public side. Raises Unreachable where there is none to read.

    With `now` units are called in what still runs as they are called then, not as on the day of its last change.
    """

    def __init__(self, place: DatabaseSide, now: Callable[[], datetime] | None = None) -> None:
        self.path, self._now = place, now
        self._source = public_source(place)
        self._ask = self._source.ask
        self._facts = Facts(self._ask)

    def is_current(self) -> bool:
        """Whether it reads what is public now, and would see it change. Raises OSError where that is away."""
        return self._source.is_current()

    def age(self) -> float:
        """How many seconds ago what it reads was all that is public, as on a standby that is cut off; else 0.

        Raises OSError where it must be opened anew.
        """
        return self._source.age()

    def close(self) -> None:
        self._source.close()

    @contextlib.contextmanager
    def _reading(self, as_of: datetime | None = None, *, told: bool = False) -> Iterator[Facts]:
        """The facts, all of one moment. Raises Unreachable where they cannot be read now.

        What was `told` once is as it was then.
        """
        self._facts.moment = None if told else as_of or (self._now() if self._now else None)
        try:
            with self._source.as_of_one_moment():
                yield self._facts
        except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError, Misfit) as error:
            dangling = repr(error) if isinstance(error, LookupError | Misfit) else ""  # one names another that is away
            if detail := altered_fact(self._ask) or dangling:
                raise Unreachable("database.unreadable_public", path=self.path, detail=detail) from error
            raise

    @contextlib.contextmanager
    def moment(self) -> Iterator[Facts]:
        """All that is asked within is answered as of one moment. Hold it briefly: it keeps the file's log."""
        with self._reading() as facts:
            yield facts

    def change_mark(self) -> int:
        """A number that differs after another process has made something public."""
        return self._source.change_mark()

    def board(
        self, key: str, *, as_of: datetime | None = None, revision: int | None = None, window: Window = ALL
    ) -> Board[Any] | None:
        """The newest revision of a board, or the newest published by `as_of`, or one by number; None if none.

        With a window only these of its rows are read.
        """
        with self._reading(as_of, told=revision is not None) as facts:
            return ask_board(facts, key, upto=_upto(facts, as_of), revision=revision, window=window)

    def boards(self, prefix: str, *, as_of: datetime | None = None) -> list[Board[Any]]:
        """The newest revision (by `as_of`) of every board whose key begins with `prefix`, by key."""
        with self._reading(as_of) as facts:
            upto = _upto(facts, as_of)
            found = (ask_board(facts, key, upto=upto) for key in facts.boards(prefix, upto))
            return [board for board in found if board is not None]

    def keys(self, prefix: str = "", *, as_of: datetime | None = None) -> dict[str, int]:
        """Board keys that begin with `prefix` and the change that touched each one last (by `as_of`)."""
        with self._reading() as facts:
            return {key: board.change for key, board in facts.boards(prefix, _upto(facts, as_of)).items()}

    def day(self) -> date | None:
        """The day where the contest is held; None without a clock, or where nothing is public yet."""
        zone = self._zone()
        return None if self._now is None or zone is None else self._now().astimezone(zone).date()

    def next_day(self) -> datetime | None:
        """When the next one begins there: what is due is overdue then, though nothing has changed."""
        day, zone = self.day(), self._zone()
        return None if day is None else datetime.combine(day + timedelta(days=1), time.min, zone)

    def has_come(self, moment: datetime | None) -> bool:
        """Whether it is a moment, or later."""
        return moment is not None and self._now is not None and self._now() >= moment

    def _zone(self) -> ZoneInfo | None:
        with self._reading() as facts:
            competition = facts.document(FactKind.COMPETITION)
            return None if competition is None else ZoneInfo(competition["timezone"])

    def head(self) -> int:
        """The number of the newest change."""
        return self.last_change()[0]

    def last_change(self) -> tuple[int, str]:
        """The number and the time (ISO 8601 in UTC) of the newest change; 0 and nothing before the first."""
        rows = self._ask("SELECT number, at FROM public_change ORDER BY number DESC LIMIT 1")
        return rows[0] if rows else (0, "")

    def has_change(self, number: int, at: str) -> bool:
        """Whether a change is one of this file's: a restored one may have others with the same numbers."""
        return not number or bool(
            self._ask("SELECT 1 FROM public_change WHERE number = :number AND at = :at", number=number, at=at)
        )

    def touched_since(self, change: int) -> dict[str, Touched]:
        """The boards that a change after this one has touched."""
        with self._reading() as facts:
            return facts.touched_since(change)

    def changed_units(self, key: str, after: int, upto: int, most: int) -> list[str]:
        """The units whose score in a ranking became public by a change after one and up to another.

        No more than so many of them; of the overall table those with a score in any of its areas.
        """
        with self._reading() as facts:
            rows = facts.ask(
                "SELECT DISTINCT u.id FROM public_score s JOIN public_board b ON b.number = s.board"
                " JOIN public_unit u ON u.number = s.unit"
                " WHERE s.change > :after AND s.change <= :upto"
                " AND (b.key = :key OR (b.key > :first AND b.key < :last)) LIMIT :most",
                after=after,
                upto=upto,
                key=key,
                first=f"{key}/",
                last=f"{key}/\U0010ffff",
                most=most,
            )
            return [row[0] for row in rows]

    def spot_of(self, key: str, unit: str) -> Spot | None:
        """Where a unit stands in a ranking; None where it is not listed."""
        with self._reading() as facts:
            board = facts.touched(key)
            return None if board is None else spot_of(Question(facts, board, newest=True), unit)

    def rows_of(self, key: str, ids: Sequence[str]) -> dict[str, RankingLine]:
        """The rows of these units in a ranking, by unit, each with what the ranking is about."""
        with self._reading() as facts:
            board = facts.touched(key)
            if board is None:
                return {}
            question = Question(facts, board, newest=True)
            about = about_ranking(question)
            return {unit: RankingLine(about, row) for unit, row in ask_rows(question, ids).items()}

    def place_in(self, key: str, unit: str, *, as_of: datetime | None = None) -> int | None:
        """At which place of a board a unit stands, from 0; None where it is not on it."""
        with self._reading() as facts:
            board = facts.touched(key, _upto(facts, as_of))
            if board is None:
                return None
            newest = facts.touched(key)
            question = Question(facts, board, newest is not None and newest.change == board.change)
            if key.startswith("ranking/"):
                spot = spot_of(question, unit)
                return None if spot is None else spot.begin + spot.place
            whole = ask_touched(facts, board, newest=question.newest)
            rows = () if whole is None else whole.words.rows
            return next((place for place, row in enumerate(rows) if unit in _units_in(row)), None)

    def competition(self, *, as_of: datetime | None = None) -> CompetitionBoard:
        """The public description of the competition. Raises Unreachable where none has been loaded."""
        board: Board[CompetitionBoard] | None = self.board("competition", as_of=as_of) or self.board("competition")
        if board is None:
            raise Unreachable("database.empty", path=self.path)
        return board.words

    def competition_mark(self) -> tuple[int, str] | None:
        """What differs after a change of what the competition is made of, or of its units; None where there is none."""
        with self._reading() as facts:
            board = facts.touched("competition")
            return None if board is None else (board.change, board.at)

    def units(self, ids: Iterable[str] | None = None) -> list[CurrentUnit]:
        """Units with the names that they bear now; all of them, in their order, where none are named."""
        with self._reading() as facts:
            return public_units.units_of(facts, ids)

    def count_units(self) -> int:
        """How many units there are or have been."""
        with self._reading() as facts:
            count: int = facts.ask("SELECT COUNT(*) FROM public_unit")[0][0]
            return count

    def unit_ids(self, most: int) -> list[str]:
        """The ids of so many units, at most."""
        with self._reading() as facts:
            rows = facts.ask("SELECT id FROM public_unit ORDER BY number LIMIT :most", most=most)
            return [unit.id for unit in public_units.units_of(facts, [row[0] for row in rows])]

    def odd_unit_ids(self) -> list[str]:
        """The ids of units that are not those of a name whose case has been folded."""
        with self._reading() as facts:
            longer = self._source.bytes_of.format("id")
            rows = facts.ask(f"SELECT id FROM public_unit WHERE id <> lower(id) OR length(id) <> {longer}")
            return [row[0] for row in rows if row[0] != row[0].casefold()]

    def unit_keys(self, since: int = 0) -> list[tuple[int, UnitKeys]]:
        """The place among all, and all that it answers to, of each unit that a later change has told of.

        One without keys is there no more.
        """
        with self._reading() as facts:
            return list(public_units.keys_since(facts, since))

    def is_unit(self, name: str) -> str | None:
        """The id of the unit that a name is the id of, as it stands or without case; None where it is none."""
        with self._reading() as facts:
            return public_units.id_of(facts, name)

    def find_unit(self, wanted: str) -> str:
        """The id of the unit that is called so, by its id or a name that it bears or ever bore (S10).

        Raises BadInput where nothing or more than one unit is so called.
        """
        with self._reading() as facts:
            return public_units.find_unit(facts, wanted)

    def series_of(self, unit: str) -> list[str]:
        """The series in whose rankings a unit may stand, or may have stood."""
        with self._reading() as facts:
            return public_units.series_of(facts, unit)

    def unit(self, unit: str, *, as_of: datetime | None = None) -> Board[UnitBoard] | None:
        """All that is public of a unit, named by its id; None where it is none."""
        with self._reading(as_of) as facts:
            return ask_unit(facts, unit, _upto(facts, as_of))

    def proof(self, ceremony: str, *, as_of: datetime | None = None) -> Board[ProofBoard] | None:
        """What is public of a ceremony's seal; None where it has none."""
        with self._reading(as_of) as facts:
            return ask_proof(facts, ceremony, _upto(facts, as_of))

    def stage(
        self,
        *,
        series: str | None = None,
        period: str | None = None,
        ceremony: str | None = None,
        as_of: datetime | None = None,
    ) -> Stage | None:
        """The last step on the stage, of any ceremony, of one or of those of a series or period; None before the first.

        A rehearsal is on the stage until the row that ends it, and the cover that lies over the hall before the first
        step until it is taken away; the cue of both rows is 0.
        """
        rows = self._ask(
            f"{STAGE_STEPS} WHERE (:series IS NULL OR series = :series) AND (:period IS NULL OR period = :period)"
            " AND (:ceremony IS NULL OR ceremony = :ceremony)"
            " AND (:as_of IS NULL OR at <= :as_of) AND NOT EXISTS (SELECT 1 FROM stage AS ended"
            " WHERE ended.ceremony = stage.ceremony AND ended.rehearsal = stage.rehearsal"
            " AND ended.cue = 0 AND NOT ended.covered"
            " AND ended.sequence >= stage.sequence AND (:as_of IS NULL OR ended.at <= :as_of))"
            " ORDER BY sequence DESC LIMIT 1",
            series=series,
            period=period,
            ceremony=ceremony,
            as_of=_stored(as_of),
        )
        return with_images(stage_of(rows[0]), self.image, self._contest) if rows else None

    def cover(self) -> CoverScene:
        """The neutral picture: the contest's own where there is one."""
        if (contest := self._contest()) is None:
            return CoverScene()
        digest = given(contest.emblem)
        image = SceneImage(digest=digest, content=self.image(digest) or UNSET) if digest else UNSET
        return CoverScene(contest=title_of(contest), image=image)

    def _contest(self) -> CompetitionBoard | None:
        board: Board[CompetitionBoard] | None = self.board("competition")
        return None if board is None else board.words

    def image(self, digest: str) -> bytes | None:
        """An image that is public, by its digest; None for one that is not."""
        if not self._source.holds_images:
            return None
        rows = self._ask("SELECT content FROM image WHERE digest = :digest", digest=digest)
        return bytes(rows[0][0]) if rows else None

    def steps_since(self, ceremony: str, sequence: int) -> list[Stage]:
        """All that a ceremony has brought onto the stage after a step, in order."""
        rows = self._ask(
            f"{STAGE_STEPS} WHERE ceremony = :ceremony AND sequence > :sequence ORDER BY sequence",
            ceremony=ceremony,
            sequence=sequence,
        )
        return [stage_of(row) for row in rows]


def _units_in(row: object) -> Iterator[str]:
    """The units that a row of a board is about."""
    if isinstance(row, FlagRow):
        yield from (holder.unit for holder in row.holders)
    elif isinstance(unit := getattr(row, "unit", None), str):
        yield unit


def _upto(facts: Facts, as_of: datetime | None) -> int | None:
    return None if as_of is None else facts.change_by(as_of)


def _stored(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="microseconds")
