"""A real database into which folders are loaded."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from scoreboard.ceremony.cues import cue_formats
from scoreboard.desk.closing import close
from scoreboard.desk.entering import enter
from scoreboard.desk.loading import LoadReport, load
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import Refused
from scoreboard.exchange.folder import read_folder
from scoreboard.models import JournalEntry, Score
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from scoreboard.store.finding import find_unit
from scoreboard.store.writing import Actor, Writing
from scoreboard.wire import to_json
from tests.exchange.folders import FILES, write

NOW = "2030-04-02T09:00:00"
LI = Actor("li", "operator", "key:x", bound=True)
WANG = Actor("wang", "reviewer", "key:y", bound=True)

LEVEL = {
    **FILES,
    "scores.csv": """\
series,period,area,unit,score,state
main,2030Q1,roads,east,90.5,confirmed
main,2030Q1,roads,west,88,confirmed
main,2030Q1,water,east,70,confirmed
main,2030Q1,water,west,80,confirmed
main,2030Q2,roads,east,100,confirmed
main,2030Q2,roads,west,95,draft
""",
}
"""The small folder without judges in its scores, complete enough for its first period to be closed."""

UNVETOED = {name: text for name, text in LEVEL.items() if name != "vetoes.csv"}


class Place:
    """A real database, and a folder that is written anew before each load."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.settings = Settings(database=str(place / "contest.db"), now=NOW)
        self.store = Store(self.settings.paths, create=True)
        self.loads = 0

    def load(self, files: Mapping[str, str], *, check: bool = False, now: str = NOW) -> LoadReport:
        self.loads += 1
        folder = read_folder(write(self.place / f"folder-{self.loads}", files), cue_formats())
        told = Settings(database=self.settings.database, now=now)
        with acting(self.store, told, "load", zone=folder.competition.timezone, with_clock=True) as writing:
            return load(writing, folder, check=check)

    def do(self, deed: Callable[[Writing], Any], by: Actor = LI) -> Any:
        with self.store.transaction() as session:
            return deed(Writing(session, by, self.settings.moment("Asia/Shanghai")))

    def close(self, series: str = "main", period: str = "2030Q1") -> None:
        self.do(lambda writing: close(writing, contest_of(writing.session, series, period)), WANG)

    def enter(self, period: str, area: str, unit: str, score: str) -> None:
        def deed(writing: Writing) -> None:
            contest = contest_of(writing.session, "main", period)
            enter(writing, contest, area, find_unit(writing.session, unit), score)

        self.do(deed)

    def read(self, question: Callable[[Session], Any]) -> Any:
        with self.store.read() as session:
            return question(session)

    def score(self, period: str, area: str, unit: str) -> tuple[str | None, str, int]:
        cell = self.read(lambda session: session.get(Score, ("main", period, area, unit, "")))
        return (None if cell.value is None else str(cell.value)), cell.state, cell.version

    def journal(self) -> list[JournalEntry]:
        found: list[JournalEntry] = self.read(
            lambda session: session.exec(select(JournalEntry).order_by("sequence")).all()
        )
        return found

    def dump(self) -> dict[str, list[str]]:
        """Every row of both files."""
        rows: dict[str, list[str]] = {}
        for path in (self.settings.paths.main, self.settings.paths.public):
            with closing(sqlite3.connect(path)) as connection:
                names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
                for (name,) in names.fetchall():
                    rows[f"{path.name}/{name}"] = sorted(map(repr, connection.execute(f"SELECT * FROM {name}")))
        return rows

    def board(self, key: str) -> dict[str, Any]:
        reader = PublicReader(self.settings.paths.public)
        try:
            board = reader.board(key)
        finally:
            reader.close()
        return {} if board is None else {**to_json(board.words), "revision": board.revision}

    def units(self) -> list[str]:
        """The ids of the units that are public, in their order."""
        with closing(PublicReader(self.settings.paths.public)) as reader:
            return [unit.id for unit in reader.units()]


def edited(files: Mapping[str, str], file: str, old: str, new: str) -> dict[str, str]:
    assert files[file].count(old) == 1, f"{old!r} is not once in {file}"
    return {**files, file: files[file].replace(old, new)}


def refused(place: Place, files: Mapping[str, str]) -> str:
    """The key of the refusal; the database must be as it was."""
    before = place.dump()
    with pytest.raises(Refused) as raised:
        place.load(files)
    assert raised.value.sentence("en")
    assert raised.value.sentence("zh")
    assert place.dump() == before
    return raised.value.key
