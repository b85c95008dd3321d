"""F803: a contest that says everything in English, too, shows no hanzi to anybody who reads English."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from sqlite3 import connect

import pytest

from scoreboard.cli.showing import BOARDS
from scoreboard.locale import FIRST_OF_EAST_ASIA
from scoreboard.publications.kind import Key
from scoreboard.publications.kinds import kind_of
from scoreboard.publications.reader import PublicReader
from scoreboard.publications.scene import Scene
from scoreboard.publications.scenes import scene_of
from screens import hall
from screens.held_boards import HeldBoards
from screens.looks import Look
from screens.playlist import playlist
from screens.remote.boards import viewer_items
from tests.acceptance.bilingual import AREAS, CEREMONY, QUARTER, UNITS, Bilingual
from tests.acceptance.ceremonies import play
from tests.acceptance.driver import Program

NOW = "2031-07-01T09:00:00+08:00"
LINE_TO_SIGN_ON = "＿"
SETTLED = 30.0
"""Seconds after which nothing moves any more."""


def hanzi_in(text: str) -> list[str]:
    """The lines in which somebody would read Chinese."""
    plain = text.replace(LINE_TO_SIGN_ON, "")
    return [line.strip() for line in plain.splitlines() if any(sign >= FIRST_OF_EAST_ASIA for sign in line)]


@pytest.fixture(scope="module")
def contest() -> Bilingual:
    return Bilingual()


@pytest.fixture(scope="module")
def loaded(contest: Bilingual, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """It as it has been loaded."""
    place = tmp_path_factory.mktemp("both")
    program = Program(place / "contest.db", now=NOW)
    program.by(None).at(None).ok("user", "add", "root", "--role", "admin")
    program.ok("load", contest.write(place / "folder"), "--with-clock")
    return program


@pytest.fixture(scope="module")
def held(loaded: Program) -> Program:
    """It after its ceremony, and after its year."""
    loaded.ok("close", "main", QUARTER)
    loaded.ok("ceremony", "seal", CEREMONY)
    play(loaded, CEREMONY)
    loaded.ok("close", "judged", QUARTER)
    loaded.ok("year", "close")
    loaded.ok("ceremony", "seal", "main-year")
    play(loaded, "main-year")
    return loaded


def test_f803_every_text_is_kept(loaded: Program, contest: Bilingual) -> None:
    with closing(connect(loaded.database)) as connection:
        kept = "\n".join(
            line
            for line in connection.iterdump()
            if not line.startswith(('INSERT INTO "journal"', 'INSERT INTO "public'))
        )
    assert [text for text in contest.english if text not in kept] == []


def test_f803_loading_it_again_changes_nothing(loaded: Program, tmp_path: Path) -> None:
    folder = Bilingual().write(tmp_path / "folder")
    assert loaded.ok("load", folder, "--check").out == "both is unchanged\n"


def asked() -> Iterator[tuple[str, ...]]:
    for board in BOARDS:
        if board == "unit":
            yield from ((board, unit) for unit in UNITS)
        elif board == "ceremony":
            yield board, "--series", "main"
        elif board == "proof":
            continue  # it gives the very text that was hashed
        elif board in ("ranking", "flags", "stars"):
            yield board, "--series", "main", "--period", QUARTER
        else:
            yield (board, "--series", "main") if kind_of(board).key is Key.SERIES else (board,)
    yield from (("ranking", "--series", "main", "--area", area) for area in AREAS)
    yield "ranking", "--series", "judged"


@pytest.mark.parametrize("question", asked(), ids=" ".join)
def test_f803_no_table_shows_hanzi(held: Program, question: tuple[str, ...]) -> None:
    said = held.speaking("en").ok("show", *question, "--format", "table").out
    assert hanzi_in(said) == []


PAPER = (
    ("bulletin", "main", QUARTER),
    ("bulletin", "main", "year"),
    ("ceremony", "plan", "main-year", "--script"),
    ("ceremony", "plan", CEREMONY, "--script"),
    ("star", "status", "main", QUARTER),
    ("pledge", "list"),
    ("goal", "list"),
    ("livelihood", "list"),
    ("rectification", "list"),
    ("ceremony", "check", CEREMONY),
    ("ceremony", "verify", CEREMONY),
    ("cue", "status", CEREMONY),
)


@pytest.mark.parametrize("words", PAPER, ids=" ".join)
def test_f803_no_paper_and_no_list_shows_hanzi(held: Program, words: tuple[str, ...]) -> None:
    assert hanzi_in(held.speaking("en").ok(*words).out) == []


SHEETS = (
    ("notice", "unit", "t1"),
    ("notice", "unit", "t2"),
    ("notice", "stars", "--series", "main"),
    ("notice", "pledges", "t1"),
    ("certificates", "main", QUARTER),
    ("bulletin", "main", QUARTER),
    ("ceremony", "plan", CEREMONY, "--script"),
)


@pytest.mark.parametrize("words", SHEETS, ids=" ".join)
def test_f803_no_sheet_shows_hanzi(held: Program, words: tuple[str, ...], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    held.speaking("en").ok(*words, "--format", "html", "--output", page)
    assert hanzi_in(page.read_text(encoding="utf-8")) == []


def test_f803_no_envelope_shows_hanzi_before_its_annex(held: Program) -> None:
    said = held.speaking("en").ok("ceremony", "envelope", CEREMONY).out
    assert "Annex" in said
    assert hanzi_in(said.partition("## Annex")[0]) == []


def scenes(program: Program) -> Iterator[Scene]:
    """All that has stood on the stage, and what is shown between ceremonies, to a unit's viewers too."""
    with closing(connect(program.public)) as public:
        for (scene,) in public.execute("SELECT scene FROM stage ORDER BY sequence"):
            yield scene_of(json.loads(scene))
    with closing(PublicReader(program.public)) as reader:
        boards = HeldBoards()
        boards.follow(reader)
        yield from (item.scene for item in playlist(boards))
        yield from (item.scene for unit in UNITS for item in viewer_items(unit, boards))


def told(program: Program, lang: str, size: tuple[int, int]) -> Iterator[tuple[str, str]]:
    """What each scene of a hall says, by its kind; what is large is written as text, so that it can be read."""
    look = Look(lang=lang, native=True)
    for scene in scenes(program):
        pages = range(hall.pages(scene, size, look))
        drawn = [hall.draw(replace(scene, page=page), SETTLED, size, look).text for page in pages]
        yield scene.scene, "\n".join([hall.caption(scene, lang), *drawn])


@pytest.mark.parametrize("size", [(80, 24), (200, 56)], ids=str)
def test_f803_no_scene_of_an_english_hall_shows_hanzi(held: Program, size: tuple[int, int]) -> None:
    assert [(scene, found) for scene, text in told(held, "en", size) if (found := hanzi_in(text))] == []


def test_f803_a_chinese_hall_says_nothing_in_english(held: Program) -> None:
    said = dict(told(held, "zh", (200, 56)))
    assert [scene for scene, text in said.items() if "Said" in text] == []
    assert {scene for scene, text in said.items() if hanzi_in(text)} == set(said)


def test_f803_chinese_stays_chinese(held: Program, contest: Bilingual) -> None:
    chinese = held.speaking("zh")
    said = [chinese.ok("bulletin", "main", QUARTER).out, chinese.ok("ceremony", "plan", CEREMONY, "--script").out]
    assert [text for text in contest.english if any(text in one for one in said)] == []


def test_what_is_not_public_yet_is_headed_by_names(tmp_path: Path) -> None:
    program = Program(tmp_path / "contest.db", now=NOW)
    program.by(None).at(None).ok("user", "add", "root", "--role", "admin")
    program.ok("load", Bilingual().write(tmp_path / "folder"), "--with-clock")
    for question, names in (
        (("flags", "--series", "main"), 1),
        (("stars", "--series", "main"), 2),
        (("ranking", "--series", "main", "--period", QUARTER, "--area", "roads"), 3),
        (("ranking", "--series", "main", "--private"), 2),
    ):
        for lang, begin in (("en", "Said"), ("zh", "汉")):
            heading, *_ = program.speaking(lang).ok("show", *question).out.splitlines()
            assert heading.count(begin) == names, heading
            assert not {"main", QUARTER, "roads"} & {*heading.split()}, heading


def test_f803_units_have_short_names_and_kinds_in_english_and_answer_to_them(held: Program) -> None:
    unit = held.show("unit", "t1")
    assert [unit[name].startswith("Said") for name in ("short_name_en", "kind_en")] == [True, True]
    assert held.show("unit", unit["short_name_en"])["unit"] == "t1"
    assert held.by("root").show("range", "--series", "main", "--around", unit["short_name_en"])["rows"]
    for board in ["ranking", "flags", "stars", "annual", "range", "pledges", "goals", "visits", "benchmarks"]:
        scope = ("--series", "main") if board in ("ranking", "flags", "range") else ()
        rows = held.show(board, *scope)["rows"]
        told = [one for row in rows for one in (row.get("holders") or [row])]
        assert told, board
        assert all(one["short_name_en"].startswith("Said") for one in told), board
