"""What the hall shows between ceremonies: the public boards as scenes, one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from scoreboard.enums import Outcome, Status
from scoreboard.publications.board_words import ContestBoard
from scoreboard.publications.competition import CompetitionBoard, ContestSeries
from scoreboard.publications.flag_row import FlagRow
from scoreboard.publications.freezing import frozen_at
from scoreboard.publications.kinds import kind_names, kind_of
from scoreboard.publications.kinds.flags import FlagsBoard
from scoreboard.publications.kinds.ranking import RankingBoard
from scoreboard.publications.kinds.stars import StarsBoard, elected, of_series, on_notice
from scoreboard.publications.questions import Board
from scoreboard.publications.scene import BoardScene, MovingScene, Scene
from scoreboard.publications.scenes.flag import FlagScene, FlagTransfer
from scoreboard.publications.scenes.notice import NoticeScene
from scoreboard.publications.scenes.ranking import RankingScene
from scoreboard.publications.scenes.roll import RollScene
from scoreboard.publications.scenes.table import TableScene
from scoreboard.publications.scenes.title import TitleScene
from scoreboard.publications.scenes.today import TodayScene
from scoreboard.publications.scenes.unit import UnitScene
from scoreboard.publications.scenes.wall import WallScene
from scoreboard.wire import UNSET, given
from screens.hall import scene_names
from screens.held_boards import HeldBoards, News
from screens.the_day import today_scene


@dataclass(frozen=True)
class Item:
    """A scene of the playlist and the key of the board that it draws; empty for a scene of its own."""

    key: str
    scene: Scene

    @property
    def scene_name(self) -> str:
        """Which scene it is."""
        return self.scene.scene

    @property
    def name(self) -> tuple[str, str, str | None]:
        """What tells it from the others of a playlist, whatever it shows now."""
        return self.key, self.scene_name, self.scene.area if isinstance(self.scene, FlagScene) else None

    @property
    def slot(self) -> str:
        """The same without the period, so that it stays when another one begins: ``ranking city roads``."""
        _kind, *of = self.key.split("/")
        area = self.scene.area if isinstance(self.scene, FlagScene) else of[2] if len(of) > 2 else ""
        return " ".join(part for part in (self.scene_name, of[0] if of else "", area) if part)


def playlist(held: HeldBoards, only_series: str | None = None) -> list[Item]:
    """The scenes that are shown in turn: each series's newest table, rankings and flags, then stars, then the rest.

    None is empty, and the day comes last. The rest are boards of no single contest, of every kind that says how the
    hall shows it.
    """
    return list(parts(held, only_series))


def parts(held: HeldBoards, only_series: str | None = None) -> Iterator[Item]:
    """The same scenes one after the other, each once its boards have been read."""
    competition = held.competition
    yield Item("competition", _title(held, competition))
    for series in competition.series:
        if only_series in (None, series.id):
            yield from _series(held, competition, series)
    yield from _stars(held, competition, only_series)
    yield from _derived(held, only_series)
    yield Item("today", today_scene(held))


def as_it_stands(scene: Scene, now: datetime) -> Scene:
    """A scene at a moment: a board whose freeze has begun since it was read is live no more, and says since when; a
    notice that has ended no longer runs; the day's clock goes on."""
    if isinstance(scene, NoticeScene | TodayScene | UnitScene):
        return scene.on(now)
    if not isinstance(scene, BoardScene) or not isinstance(scene.board, ContestBoard):
        return scene
    frozen = frozen_at(scene.board, now)
    return scene if frozen is scene.board else replace(scene, board=frozen)


def table_scene(board: RankingBoard) -> TableScene:
    """The overall table, of everybody who is on the board."""
    return TableScene(board=board)


def ranking_scene(board: RankingBoard, flags: Board[FlagsBoard] | None) -> RankingScene:
    """An area's ranking, of everybody who is on the board, with the flag's row where it is public."""
    found = [] if flags is None else [row for row in flags.words.rows if row.area == board.area]
    return RankingScene(board=board, row=found[0] if found else None, rows=tuple(found[1:]) or UNSET)


def telling(scene: Scene) -> list[str]:
    """The units on a ranking's scene of whom it has anything to tell: a score, a flag, a veto. Empty for others."""
    board = scene.board if isinstance(scene, BoardScene) else None
    if not isinstance(board, RankingBoard):
        return []
    if board.area is not None:
        return [row.unit for row in board.rows if row.status in (Status.RANKED, Status.VETOED)]
    return [row.unit for row in board.rows if row.scored_in or row.flags or row.status == Status.VETOED]


def renewed(held: HeldBoards, item: Item) -> Item:
    """A ranking's scene as its board is now, beside the same flag."""
    board = held.ranking(item.key)
    if board is None or not isinstance(item.scene, MovingScene):
        return item
    return Item(item.key, replace(item.scene, board=board.words))


def changed_scene(held: HeldBoards, item: Item, news: News) -> Scene:
    """A ranking's scene after a change: its changed rows are marked and come from their old places.

    Of a long board it is the part in which the first of them stands, without old places; that is said by "around".
    """
    before: Board[RankingBoard] | None = held.before(item.key)
    new, scene = held.ranking(item.key), item.scene
    if before is None or new is None or not isinstance(scene, MovingScene):
        return scene
    shown: RankingBoard | None = scene.board
    was = {row.unit: row.rank for row in before.words.rows}
    scores = {row.unit: row.score for row in before.words.rows}
    if not new.words.parts:
        moved = [row.unit for row in new.words.rows if row.score != scores.get(row.unit)]
        return replace(scene, was=was, changed=tuple(moved))
    units = held.changed_units(item.key, news)
    rows = () if shown is None else shown.rows
    if units is None:
        moved = [row.unit for row in rows if row.score != scores.get(row.unit, row.score)]
        return replace(scene, was=was, changed=tuple(moved))
    if here := tuple(row.unit for row in rows if row.unit in units):
        return replace(scene, was=was, changed=here)
    for _place, unit in held.places_of(item.key, units):
        part = held.around(item.key, unit)
        found = () if part is None else tuple(row.unit for row in part.words.rows if row.unit in units)
        if part is not None and found:
            return replace(scene, board=part.words, changed=found, around=True)
    return replace(scene, changed=())


def place_of_the_year(items: list[Item]) -> int | None:
    """The scene of the year that says more of what is settled of it; None where no scene shows it."""
    shown = {item.scene_name: place for place, item in reversed(list(enumerate(items)))}
    return shown.get("range", shown.get("annual"))


def _title(held: HeldBoards, competition: CompetitionBoard) -> TitleScene:
    return TitleScene(
        title=competition.name,
        title_en=competition.name_en or competition.name,
        host=competition.host_name,
        host_en=competition.host_name_en,
        venue="",
        date=None,
        slogans=(),
        image=held.image(competition.emblem),
    )


def _series(held: HeldBoards, competition: CompetitionBoard, series: ContestSeries) -> Iterator[Item]:
    periods = [period.id for period in competition.periods]
    emblems = {area.id: image for area in series.areas if (image := held.image(area.emblem))}
    overall: Board[RankingBoard] | None = _newest(held, periods, f"ranking/{series.id}/", "")
    if overall is not None and telling(table_scene(overall.words)):
        yield Item(overall.key, table_scene(overall.words))
    flags: Board[FlagsBoard] | None = _newest(held, periods, f"flags/{series.id}/", "")
    if flags is not None and any(row.outcome is not None for row in flags.words.rows):
        yield Item(flags.key, WallScene(board=flags.words, images=emblems or UNSET))
    for area in series.areas:
        ranking: Board[RankingBoard] | None
        ranking = _newest(held, periods, f"ranking/{series.id}/", f"/{area.id}")
        if ranking is not None and any(row.status == Status.RANKED for row in ranking.words.rows):
            same_period = flags if flags and flags.words.period == ranking.words.period else None
            yield Item(ranking.key, ranking_scene(ranking.words, same_period))
    if flags is not None:
        for row in flags.words.rows:
            if row.outcome in (Outcome.CAPTURED, Outcome.DEFENDED, Outcome.JOINT):
                transfer = transfer_scene(flags.words, row)
                yield Item(flags.key, replace(transfer, image=emblems.get(row.area or "", UNSET)))


def transfer_scene(board: FlagsBoard, row: FlagRow) -> FlagTransfer:
    """How a flag changed hands, shown again."""
    pool = next((one for one in given(board.pools) or () if one.id == row.pool), None)
    return FlagTransfer(
        area=row.area or "",
        area_name=row.area_name,
        area_name_en=row.area_name_en,
        flag=row.flag,
        flag_en=row.flag_en,
        pool=row.pool,
        pool_name=pool.name if pool else UNSET,
        pool_name_en=pool.name_en if pool else UNSET,
        previous=row.previous,
        row=row,
        top=(),
        decimals=board.decimals,
    )


def _stars(held: HeldBoards, competition: CompetitionBoard, only_series: str | None) -> Iterator[Item]:
    """The roll of honour, and whoever is on notice; of a series its own people and those of all."""
    board: Board[StarsBoard] | None
    board = _newest(held, [period.id for period in competition.periods], "stars/", "")
    if board is None:
        return
    words = board.words if only_series is None else of_series(board.words, only_series)
    if (confirmed := elected(words)).rows:
        yield Item(board.key, RollScene(board=confirmed))
    if (noticed := on_notice(words)).rows:
        yield Item(board.key, NoticeScene(board=noticed, timezone=competition.timezone))


def _derived(held: HeldBoards, only_series: str | None) -> Iterator[Item]:
    """Only scenes that there are: a kind may come before its scene."""
    for key in sorted(held.keys):
        name = key.partition("/")[0]
        kind = kind_of(name) if name in kind_names() else None
        board = None if kind is None or kind.shown is None else held.board(key)
        if kind is None or kind.shown is None or board is None or only_series not in (None, board.words.series):
            continue
        shown = kind.shown(board.words)
        if shown is not None and name in scene_names():
            yield Item(key, BoardScene(scene=name, board=shown))


def _newest(held: HeldBoards, periods: list[str], prefix: str, suffix: str) -> Board[Any] | None:
    key = next((key for p in reversed(periods) if (key := f"{prefix}{p}{suffix}") in held.keys), None)
    return None if key is None else held.board(key)
