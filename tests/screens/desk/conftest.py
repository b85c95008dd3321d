"""A small competition in a real database, and the desk in a plain app."""

import getpass
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import col, select
from textual.pilot import Pilot

from scoreboard.desk.entering import enter
from scoreboard.desk.people import add_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.models import (
    Area,
    Competition,
    JournalEntry,
    Period,
    Score,
    Series,
    SeriesPeriod,
    SeriesUnit,
    Star,
    Unit,
    UnitName,
)
from scoreboard.publications.publishing import publish_competition
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from scoreboard.store.finding import find_unit, learn_names
from scoreboard.store.writing import NOBODY, Writing
from scoreboard.wire import to_json
from screens.desk import DeskScreen
from screens.key_queue import AppInTurn
from tests.acceptance.driver import Program
from tests.engines import contest_server
from tests.made_once import made_once

if TYPE_CHECKING:
    from tests.private_server import PrivateServer

NOW = "2010-10-20T10:00:00"

UNITS = (
    ("yongnian", "永年县", "永年", "Yongnian County"),
    ("wuan", "武安市", "武安", "Wu'an City"),
    ("congtai", "丛台区", "丛台", "Congtai District"),
    ("shexian", "涉县", "涉县", "She County"),
)
AREAS = (("key-projects", "重点项目建设", "Key projects"), ("stability", "维护社会稳定", "Social stability"))


class Competition2010:
    """A store with a competition of four counties and two areas, and its settings for each person."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.folder, self._database = folder, database or str(folder / "contest.db")
        self.store = Store(self.settings(None).paths, create=True)

    def settings(self, acting_name: str | None, lang: str = "zh") -> Settings:
        return Settings(self._database, lang, NOW, acting_name)

    def fill(
        self,
        *,
        confirm: str = "self",
        publication: str = "ceremony",
        judges: str = "single",
        double_entry: bool = False,
    ) -> None:
        with self.store.transaction() as session:
            session.add(
                Competition(
                    id="handan",
                    name="邯郸竞赛",
                    name_en="Handan",
                    host="handan",
                    timezone="Asia/Shanghai",
                    settable_clock=True,
                )
            )
            for position, (period, name, start, end) in enumerate(
                (
                    ("2010Q2", "第二季度", date(2010, 4, 1), date(2010, 6, 30)),
                    ("2010Q3", "第三季度", date(2010, 7, 1), date(2010, 9, 30)),
                )
            ):
                session.add(Period(id=period, position=position, name=name, start=start, end=end))
            session.add(
                Series(
                    id="city",
                    position=0,
                    name="市级",
                    name_en="City",
                    host="handan",
                    pools=["county"],
                    confirm=confirm,
                    double_entry=double_entry,
                    publication=publication,
                    judges=judges,
                )
            )
            session.add(Unit(id="handan", position=0))
            session.add(UnitName(unit_id="handan", position=0, name="邯郸市"))
            session.flush()
            for position, (area, name, name_en) in enumerate(AREAS):
                session.add(
                    Area(series_id="city", id=area, position=position, name=name, name_en=name_en, flag=f"{name}旗")
                )
            for position, (unit, name, short, name_en) in enumerate(UNITS, start=1):
                session.add(Unit(id=unit, position=position, kind="county", parent_id="handan", pool="county"))
                session.flush()
                session.add(UnitName(unit_id=unit, position=0, name=name, short_name=short, name_en=name_en))
                session.add(SeriesUnit(series_id="city", unit_id=unit))
            learn_names(session, [unit for unit, *_ in UNITS])
            session.add(SeriesPeriod(series_id="city", period_id="2010Q2", state="published"))
            session.add(SeriesPeriod(series_id="city", period_id="2010Q3"))
            session.add(Star(id="service", position=0, name="服务群众星", voters={"members": "60", "masses": "40"}))
            session.flush()
            writing = Writing(session, NOBODY, datetime.now(UTC))
            for name, role in (("管", "admin"), ("甲", "operator"), ("乙", "operator"), ("丙", "reviewer")):
                add_person(writing, name, role)
            add_person(writing, "绑", "reviewer", os_user=getpass.getuser())
            add_person(writing, "别处", "operator", os_user="somebody-else")
            publish_competition(writing)

    def enter(self, who: str, area: str, unit: str, text: str, version: int | None = None, judge: str = "") -> int:
        with acting(self.store, self.settings(who), "enter") as writing:
            contest = contest_of(writing.session, "city", "2010Q3")
            return enter(writing, contest, area, find_unit(writing.session, unit), text, version=version, judge=judge)

    def period_before(self, texts: Mapping[str, str], judge: str = "") -> None:
        """Put confirmed scores of the first area into the last period, which is published already."""
        with self.store.transaction() as session:
            for unit, text in texts.items():
                value = None if text == "n/a" else Decimal(text)
                key = {"series_id": "city", "period_id": "2010Q2", "area_id": AREAS[0][0], "unit_id": unit}
                session.add(Score(**key, judge=judge, value=value, state="confirmed", entered_at=datetime.now(UTC)))

    def score(self, unit: str, area: str = "key-projects", judge: str = "") -> Score | None:
        with self.store.read() as session:
            return session.get(Score, ("city", "2010Q3", area, unit, judge))

    def value(self, unit: str, area: str = "key-projects") -> tuple[Decimal | None, str, int] | None:
        """Value, state and version of a stored score."""
        found = self.score(unit, area)
        return None if found is None else (found.value, found.state, found.version)

    def public(self, key: str) -> list[dict[str, Any]]:
        """The rows of a public board, as viewers read them."""
        board = PublicReader(self.settings(None).paths.public).board(key)
        return [] if board is None else list(to_json(board.words)["rows"])

    def journal(self, action: str | None = None) -> list[JournalEntry]:
        with self.store.read() as session:
            query = select(JournalEntry).order_by(col(JournalEntry.sequence))
            rows = session.exec(query if action is None else query.where(JournalEntry.action == action))
            return list(rows)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the desk keeps of ballots lies in a folder of the test."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two files of the competition."""

    def fill(folder: Path) -> None:
        competition = Competition2010(folder)
        competition.fill()
        competition.store.close()

    return made_once(tmp_path_factory, "desk-competition", fill)


@cache
def filled_on(server: "PrivateServer") -> str:
    """The name of its database on a server."""
    side = server.fresh(keep=True)
    competition = Competition2010(server.folder, side.url)
    competition.fill()
    competition.store.close()
    return server.name_of(side)


@pytest.fixture
def contest(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Competition2010]:
    server = contest_server()
    if server is None:
        for file in request.getfixturevalue("filled").iterdir():
            shutil.copy(file, tmp_path)
        yield Competition2010(tmp_path)
    else:
        competition = Competition2010(tmp_path, server.fresh(like=filled_on(server)).url)
        yield competition
        competition.store.close()


class DeskApp(AppInTurn[None]):
    """Nothing but the desk."""

    def __init__(self, desk: DeskScreen) -> None:
        super().__init__()
        self.desk = desk
        self.left = False

    def on_mount(self) -> None:
        self.push_screen(self.desk, self._leave)

    def _leave(self, _: None) -> None:
        self.left = True


def app_of(contest: Competition2010, who: str | None = "甲", lang: str = "zh") -> DeskApp:
    return DeskApp(DeskScreen(contest.store, contest.settings(who, lang)))


def desk_of(
    program: Program, name: str, *, lang: str = "zh", series: str | None = "main", period: str = "2031Q1"
) -> DeskApp:
    """Somebody's desk on a contest that was made by commands: on a series' first quarter, or where it opens."""
    settings = Settings(str(program.database), lang, program.now, name)
    store = Store(settings.paths)
    if series is None:
        return DeskApp(DeskScreen(store, settings))
    return DeskApp(DeskScreen(store, settings, series=series, period=period))


async def settle(pilot: Pilot[None]) -> None:
    """Wait until no worker runs and every message has been handled."""
    for _ in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other, each when what the one before has begun is over."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Wait for something that comes in its own time, such as news of what others have done, and until it is seen."""
    for _ in range(1000):
        if condition():
            await pilot.pause()  # only what has been painted is signed
            return
        await pilot.pause(0.01)
    raise AssertionError("it never happened")
