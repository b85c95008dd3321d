"""Small contests in real databases, made the way people make them: a folder is loaded, a person is added."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from scoreboard.ceremony.cues import cue_formats
from scoreboard.desk.closing import close
from scoreboard.desk.confirming import confirm
from scoreboard.desk.entering import enter
from scoreboard.desk.loading import load
from scoreboard.desk.people import add_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.exchange.folder import read_folder
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from scoreboard.store.finding import find_unit
from scoreboard.store.writing import Writing
from tests.engines import contest_server
from tests.lake import LAKE

if TYPE_CHECKING:
    from tests.private_server import PrivateServer

CHIEF = "chief"
"""An admin, who may do every deed."""
NOW = "2030-05-01T09:00:00+08:00"
"""A day in the second period."""


@dataclass(frozen=True)
class Shape:
    """What a contest is like: series "main" of pool "county" in two periods, 2030Q1 and 2030Q2."""

    counties: int = 3
    areas: int = 2
    publication: str = "ceremony"
    tie: str = "decide"
    confirm: str = "self"
    freeze: str = ""
    second_live: bool = False
    """Whether the second period, alone, publishes each confirmed score at once."""
    nominees: str = ""
    custody: str = ""

    @property
    def units(self) -> tuple[str, ...]:
        """The ids of the counties: c01, c02, …"""
        return tuple(f"c{number:02}" for number in range(1, self.counties + 1))

    @property
    def area_ids(self) -> tuple[str, ...]:
        """The ids of the areas: a1, a2, …"""
        return tuple(f"a{number}" for number in range(1, self.areas + 1))


def write_folder(place: Path, shape: Shape) -> Path:
    """Write a competition folder of this shape."""
    place.mkdir(parents=True, exist_ok=True)
    live = 'publication = "live"\n' if shape.second_live else ""
    freeze = f"freeze = {shape.freeze}\n" if shape.freeze else ""
    second = f'[[series.period]]\nperiod = "2030Q2"\n{live}{freeze}' if live or freeze else ""
    areas = "".join(
        f'[[series.area]]\nid = "{area}"\nname = "工作{area[1:]}"\nflag = "工作{area[1:]}先锋旗"\n'
        for area in shape.area_ids
    )
    (place / "competition.toml").write_text(
        f"""\
{LAKE}pools = ["county"]
publication = "{shape.publication}"
tie = "{shape.tie}"
confirm = "{shape.confirm}"

{areas}
{second}
[[star]]
id = "service"
name = "服务星"
voters = {{ members = 50, masses = 50 }}
""",
        encoding="utf-8",
    )
    units = "".join(f"{unit},县{unit[1:]},county,lake,county\n" for unit in shape.units)
    (place / "units.csv").write_text(f"id,name,kind,parent,pool\nlake,湖市,city,,\n{units}", encoding="utf-8")
    if shape.custody:
        (place / "custody.csv").write_text(shape.custody, encoding="utf-8")
    if shape.nominees:
        (place / "nominees.csv").write_text(shape.nominees, encoding="utf-8")
    return place


@cache
def _loaded(shape: Shape) -> dict[str, bytes]:
    """The files of a freshly loaded contest, made once a shape."""
    with tempfile.TemporaryDirectory() as place:
        _load(Settings(f"{place}/contest.db", "en", NOW), shape, Path(place) / "folder")
        return {path.name: path.read_bytes() for path in Path(place).glob("*.db")}


@cache
def _loaded_on(server: "PrivateServer", shape: Shape) -> str:
    """The name of such a database on a server, from which others are copied."""
    side = server.fresh(keep=True)
    with tempfile.TemporaryDirectory() as place:
        _load(Settings(side.url, "en", NOW), shape, Path(place))
    return server.name_of(side)


def _load(settings: Settings, shape: Shape, folder: Path) -> None:
    store = Store(settings.paths, create=True)
    with acting(store, settings, "load", zone="Asia/Shanghai", with_clock=True) as writing:
        load(writing, read_folder(write_folder(folder, shape), cue_formats()))
        add_person(writing, CHIEF, "admin")
    store.close()


def prepare(place: Path, shape: Shape | None = None) -> Settings:
    """A loaded database with the chief in it; the settings are the chief's."""
    server = contest_server()
    if server is not None:
        return Settings(server.fresh(like=_loaded_on(server, shape or Shape())).url, "en", NOW, CHIEF)
    return prepare_files(place, shape)


def prepare_files(place: Path, shape: Shape | None = None) -> Settings:
    """The same in files, on whatever engine the other databases of tests are."""
    for name, content in _loaded(shape or Shape()).items():
        (place / name).write_bytes(content)
    return Settings(str(place / "contest.db"), "en", NOW, CHIEF)


@contextmanager
def opened(settings: Settings) -> Iterator[Store]:
    """The store of a contest, closed again."""
    store = Store(settings.paths)
    try:
        yield store
    finally:
        store.close()


def put(writing: Writing, area: str, unit: str, score: str, period: str = "2030Q1") -> int:
    """Enter one score; returns the cell's version."""
    return enter(writing, contest_of(writing.session, "main", period), area, find_unit(writing.session, unit), score)


def fill(writing: Writing, shape: Shape, period: str = "2030Q1") -> None:
    """Enter and confirm every cell of a period; the counties win the areas in turn, none ties."""
    for at, area in enumerate(shape.area_ids):
        for row, unit in enumerate(shape.units):
            put(writing, area, unit, str(60 + (row - at) % shape.counties), period)
    confirm(writing, contest_of(writing.session, "main", period))


def seal(settings: Settings, shape: Shape, period: str = "2030Q1") -> str:
    """Fill and close a period; returns the id of the ceremony that is to reveal it."""
    with opened(settings) as store, acting(store, settings, "close") as writing:
        fill(writing, shape, period)
        ceremony = close(writing, contest_of(writing.session, "main", period))
    assert ceremony is not None
    return ceremony
