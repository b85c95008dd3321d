"""A new board takes one file in `publications/kinds/`, one scene, its words and its test, and nothing elsewhere."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from scoreboard.cli.showing import board_text
from scoreboard.desk.unit_of_work import acting
from scoreboard.locale import say
from scoreboard.publications import kinds
from scoreboard.publications.board_pages import BoardWish
from scoreboard.publications.chosen_board import public_board
from scoreboard.publications.derived_boards import publish_derived
from scoreboard.publications.kinds import kind_names, kind_of
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from screens import hall
from screens.held_boards import HeldBoards
from screens.playlist import playlist
from tests.contests import opened, prepare

NEW = '''
"""How many units there are."""

from dataclasses import dataclass
from typing import Literal

from scoreboard.facts import FactKind
from scoreboard.publications.kind import Key, Kind, fields_of, same, value


@dataclass(frozen=True, kw_only=True, slots=True)
class CensusRow:
    count: int
    told: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CensusBoard:
    board: Literal["census"] = "census"
    competition: str
    series: None = None
    period: None = None
    rows: tuple[CensusRow, ...]


def ask(question):
    rows = (CensusRow(count=len(question.documents(FactKind.UNIT)), told="outside"),)
    return CensusBoard(competition="lake-2030", rows=rows), 1


KIND = Kind(
    Key.NOTHING,
    CensusBoard,
    same(*fields_of(CensusRow, "count", "told")),
    lambda board, lang: [value("cli.table.total", lambda row: row.count, "right")],
    ask,
    follows=(FactKind.UNIT,),
    keys=lambda facts: ["census"],
    shown=lambda board: board,
)
'''
SCENE = '''
"""How many units there are."""


def duration(scene):
    return 0.0


def draw(canvas, scene, elapsed):
    canvas.text(0, 0, "", None)
'''


@pytest.fixture
def contest(tmp_path: Path) -> Settings:
    return prepare(tmp_path)


@pytest.fixture
def census(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The new board's file, and its scene's."""
    folder = tmp_path / "kinds"
    folder.mkdir()
    (folder / "census.py").write_text(NEW, encoding="utf-8")
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(folder)])
    scenes = tmp_path / "hall"
    scenes.mkdir()
    (scenes / "census.py").write_text(SCENE, encoding="utf-8")
    monkeypatch.setattr(hall, "__path__", [*hall.__path__, str(scenes)])
    for known in (kind_names, kind_of, hall.scene_names):
        known.cache_clear()
    yield
    monkeypatch.undo()
    sys.modules.pop("scoreboard.publications.kinds.census", None)
    for known in (kind_names, kind_of, hall.scene_names):
        known.cache_clear()


@pytest.mark.usefixtures("census")
def test_a_board_of_one_file_is_published_chosen_printed_and_shown(contest: Settings) -> None:
    with opened(contest) as store, acting(store, contest, "load") as writing:
        publish_derived(writing)

    with closing(PublicReader(contest.paths.public)) as reader:
        board = public_board(reader, BoardWish("census"))
        held = HeldBoards()
        held.follow(reader)
        scenes = [item.scene for item in playlist(held) if item.key == "census"]
    assert board.json()["rows"] == [{"count": 4, "told": "outside"}]
    assert json.loads(board_text(board, "json", "zh"))["revision"] == 1
    assert board_text(board, "csv", "zh") == "count,told\n4,outside\n"
    assert "总分" in board_text(board, "table", "zh")
    assert [(scene.scene, scene.board.rows[0].count) for scene in scenes] == [("census", 4)]


@pytest.mark.usefixtures("census")
def test_a_board_that_says_the_same_is_not_published_again(contest: Settings) -> None:
    for _ in range(2):
        with opened(contest) as store, acting(store, contest, "load") as writing:
            publish_derived(writing)

    with closing(PublicReader(contest.paths.public)) as reader:
        assert public_board(reader, BoardWish("census")).json()["revision"] == 1


def test_show_offers_every_kind_and_the_stage() -> None:
    from scoreboard.cli.showing import BOARDS

    assert (*kind_names(), "unit", "ceremony", "proof") == BOARDS
    assert {"ranking", "flags", "stars", "annual", "pledges", "goals", "livelihood", "rectifications"} < set(BOARDS)


def test_viewers_import_kinds_without_the_database() -> None:
    """Whoever may read only what is public has no use for what opens the rest."""
    program = (
        "import sys; from scoreboard.publications.kinds import kind_names, kind_of; list(map(kind_of, kind_names()));"
        "print(sorted({'sqlmodel', 'sqlalchemy', 'holidays', 'textual'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", [name for name in kind_names() if kind_of(name).title])
def test_every_kind_is_headed_in_both_languages(name: str, lang: str) -> None:
    assert say(kind_of(name).title, lang)


def test_an_unknown_kind_is_none() -> None:
    with pytest.raises(KeyError):
        kind_of("nonesuch")
