"""A contest in a database in memory, whose deeds are done one after the other and whose scenes are kept."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import event
from sqlmodel import col, select

from scoreboard.ceremony import rehearsal, run_sheet, seal, stage_control
from scoreboard.ceremony.cues import cue_formats
from scoreboard.desk.closing import close
from scoreboard.desk.confirming import confirm
from scoreboard.desk.deciding import correct, decide_tie
from scoreboard.desk.entering import enter
from scoreboard.desk.loading import load
from scoreboard.desk.people import add_person
from scoreboard.desk.reopening import reopen
from scoreboard.desk.vetoing import veto
from scoreboard.errors import Refused
from scoreboard.exchange.folder import read_folder
from scoreboard.models import StageStep
from scoreboard.publications.reader import PublicReader
from scoreboard.publications.scene import Scene as TypedScene
from scoreboard.publications.scenes import written
from scoreboard.settings import database_paths
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from scoreboard.store.finding import find_unit
from scoreboard.store.writing import Actor, Writing
from screens.callouts import SettledPlaces, settled_places
from screens.held_boards import HeldBoards
from screens.playlist import as_it_stands, changed_scene, playlist
from screens.remote.boards import viewer_items
from tests.acceptance.competition import Competition

MEMORY = Path("/dev/shm")
"""Where files are kept in memory: nothing of this need outlive the process."""
BEGIN = datetime.fromisoformat("2031-07-04T09:00:00+08:00")
CHIEF, SECOND = Actor("chief", "admin"), "second"
BOARDS = ("t1", "t6", "c1", "flags")
"""What viewers far away look at beside the playlist."""
WHY = "复核发现漏计"

Scene = dict[str, Any]


def written_down(scene: Scene | TypedScene) -> Scene:
    """A scene of a playlist as the stage would keep it."""
    return written(scene) if isinstance(scene, TypedScene) else dict(scene)


@dataclass(frozen=True)
class RealScene:
    """A scene that a contest has given, and where in it that was."""

    at: str
    scene: Scene


@dataclass
class Contest:
    """A contest in a database: each deed takes a second, and what it puts before the hall is kept."""

    store: Store
    clock: int = 0
    found: list[RealScene] = field(default_factory=list)
    _boards: HeldBoards = field(default_factory=HeldBoards)
    _settled: SettledPlaces | None = None

    @property
    def now(self) -> datetime:
        return BEGIN + timedelta(seconds=self.clock)

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        self.clock += 1
        with self.store.transaction() as session:
            yield Writing(session, CHIEF, self.now)

    def score(self, series: str, period: str, area: str, cells: Mapping[str, str]) -> None:
        """Enter and confirm scores of an open period."""
        with self.writing() as writing:
            contest = contest_of(writing.session, series, period)
            for unit, points in cells.items():
                enter(writing, contest, area, find_unit(writing.session, unit), points)
                confirm(writing, contest, area=area, unit=unit)

    def close(self, series: str, period: str, **ties: str) -> None:
        """Close a period, its ties decided as is said by area."""
        with self.writing() as writing:
            contest = contest_of(writing.session, series, period)
            for area, winner in ties.items():
                units = [find_unit(writing.session, winner)]
                decide_tie(writing, contest, area, units, "评委会表决", pool="", approved_by=SECOND)
            close(writing, contest, empty=True)

    def correct(self, series: str, period: str, area: str, unit: str, points: str) -> None:
        with self.writing() as writing:
            contest = contest_of(writing.session, series, period)
            correct(writing, contest, area, find_unit(writing.session, unit), points, WHY, SECOND)

    def veto(self, unit: str, period: str) -> None:
        with self.writing() as writing:
            veto(writing, find_unit(writing.session, unit), "safety", period, "瞒报事故", approved_by=SECOND)

    def reopen(self, series: str, period: str) -> None:
        with self.writing() as writing:
            reopen(writing, contest_of(writing.session, series, period), WHY)

    def seal(self, ceremony: str) -> None:
        with self.writing() as writing:
            seal.seal(writing, ceremony, reason=WHY)

    def do(self, deed: Callable[..., Any], *given: Any, **more: Any) -> None:
        """A director's deed."""
        with self.writing() as writing:
            deed(writing, *given, **more)

    def play(self, ceremony: str, *, until: Callable[[StageStep], bool] = lambda _step: False) -> None:
        """Press the clicker until the ceremony is at its end, or such a step stands on the stage."""
        while True:
            try:
                with self.writing() as writing:
                    last = stage_control.step(writing, ceremony, run_sheet.after, yes=True).last
            except Refused as refusal:
                if refusal.key != "cue.last":
                    raise
                return
            if last is not None and until(last):
                return

    def rehearse(self, ceremony: str) -> None:
        """Rehearse a ceremony to its end."""
        with self.writing() as writing:
            count = sum(1 for _ in run_sheet.run_sheet(*_sheet_of(writing, ceremony)))
        for _ in range(count * 9):
            try:
                self.do(rehearsal.rehearse, ceremony, seed=5)
            except Refused:
                break
        self.do(rehearsal.end_rehearsal, ceremony)

    def look(self, at: str) -> None:
        """Keep what the hall and viewers far away show between ceremonies now; after a change also what has moved."""
        reader = PublicReader(self.store.paths.public)
        news, before = self._boards.follow(reader), self._settled
        self._settled = settled_places(self._boards)
        items = playlist(self._boards)
        shown = [item.scene for item in items]
        rankings = [item for item in items if item.key in news.changed and item.key.startswith("ranking/")]
        shown += [changed_scene(self._boards, item, news) for item in rankings]
        callout = None if before is None else self._settled.news_since(before)
        shown += [callout] if callout else []
        shown += [item.scene for board in BOARDS for item in viewer_items(board, self._boards)]
        for scene in (written_down(as_it_stands(scene, self.now)) for scene in shown):
            self.found.append(RealScene(f"{at} {scene['scene']}", scene))

    def stages(self) -> Iterator[RealScene]:
        """All that has stood on the stage, as it is kept."""
        with self.store.read() as session:
            for row in session.exec(select(StageStep).order_by(col(StageStep.sequence))):
                yield RealScene(f"{row.ceremony_id} cue {row.cue} step {row.step} ({row.sequence})", dict(row.scene))


def _sheet_of(writing: Writing, ceremony: str) -> tuple[Any, Any, Any]:
    here = stage_control.standpoint(writing.session, ceremony)
    return writing.session, here.ceremony, here.contest


@contextmanager
def begun(competition: Competition) -> Iterator[Contest]:
    """A competition that has just been loaded."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as place:
        store = Store(database_paths(f"{place}/contest.db"), create=True)
        event.listen(store.engine, "connect", _careless)
        contest = Contest(store)
        try:
            with contest.writing() as writing:
                for name in (CHIEF.name, SECOND):
                    add_person(writing, name, "admin")
                load(writing, read_folder(competition.write(Path(place) / "folder"), cue_formats()))
            yield contest
        finally:
            store.close()


def _careless(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous=OFF")
