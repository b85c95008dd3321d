"""F108: where pools rank apart, every form says of which pool a place or a flag is, by the pool's name."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from scoreboard.publications.reader import PublicReader
from scoreboard.wire import to_json
from screens.held_boards import HeldBoards
from screens.looks import Look
from screens.playlist import ranking_scene, transfer_scene
from screens.remote.boards import viewer_items
from screens.remote.searching import Lines, Search, draw_search, lines_of
from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, Series, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program
from tests.screens.played import draw, pages

NAMED = (
    {"id": "county", "name": "县区组", "name_en": "Counties and districts"},
    {"id": "bureau", "name": "部门组", "name_en": "Bureaus"},
)
APART = {"ranking": "by-pool", "confirm": "self"}
CELLS = {"roads": {"c1": 90, "c2": 80, "d1": 70, "d2": 60}, "water": {"c1": 60, "c2": 70, "d1": 80, "d2": 90}}


def contest(pools: tuple[object, ...] = NAMED, **settings: object) -> Competition:
    """Two counties and two bureaus, two areas, ranked apart."""
    return Competition(
        series=[Series(areas=("roads", "water"), pools=pools, settings={**APART, **settings})],
        units=[*towns(2, prefix="c", pool="county"), *towns(2, prefix="d", pool="bureau", start=5)],
        scores=scores("main", "2031Q1", CELLS),
    )


@pytest.fixture
def live(opened: Opened) -> Program:
    """A contest that is closed and public."""
    program = opened(contest(publication="live"))
    program.ok("close", "main", "2031Q1")
    return program


@pytest.mark.parametrize(
    ("lang", "names"), [("en", ("Counties and districts", "Bureaus")), ("zh", ("县区组", "部门组"))]
)
@pytest.mark.parametrize(
    "board", [("ranking",), ("ranking", "--area", "roads"), ("flags",), ("annual",), ("range",)], ids=" ".join
)
def test_f108_every_row_of_a_table_names_its_pool(
    live: Program, board: tuple[str, ...], lang: str, names: tuple[str, str]
) -> None:
    said = live.speaking(lang).ok("show", *board).out
    rows = live.rows(*board)
    assert rows
    assert said.count(names[0]) + said.count(names[1]) == len(rows), said
    assert not any(pool in said for pool in ("county", "bureau"))
    assert [pool["name_en"] for pool in live.show(*board)["pools"]] == ["Counties and districts", "Bureaus"]


def test_f108_the_bulletin_names_the_pools(live: Program) -> None:
    for lang, names in (("en", ("Counties and districts", "Bureaus")), ("zh", ("县区组", "部门组"))):
        said = live.speaking(lang).ok("bulletin", "main", "2031Q1").out
        for name in names:
            assert said.count(name) == 2 + 2 + 2 * 2, said
        assert "county" not in said


def test_f108_steps_script_and_console_name_the_pool(opened: Opened) -> None:
    program = opened(contest())
    program.ok("close", "main", "2031Q1")
    ceremony = "main-2031Q1"
    script = program.ok("ceremony", "plan", ceremony, "--script").out
    assert "The flag for Roads (Counties and districts) goes to" in script, script
    assert "The flag for Roads (Bureaus) goes to" in script
    program.ok("ceremony", "seal", ceremony)
    program.ok("cue", "next", ceremony)
    assert "flag Roads (Counties and districts), step 1" in program.ok("cue", "next", ceremony).out
    assert "授旗 roads工作（县区组）" in program.speaking("zh").ok("cue", "status", ceremony).out
    play(program, ceremony)
    assert "Roads (Bureaus)" in program.ok("ceremony", "verify", ceremony).out


def test_f108_the_hall_names_the_pool_of_a_flag(live: Program) -> None:
    with closing(PublicReader(live.public)) as reader:
        board = reader.board("flags/main/2031Q1")
    assert board is not None
    wall = board.words
    names = {transfer_scene(wall, row).flag_of_pool("en") for row in wall.rows}
    assert names == {
        f"{area} ({pool})" for area in ("Roads", "Water") for pool in ("Counties and districts", "Bureaus")
    }


def test_f108_each_page_of_a_ranking_names_the_holder_of_its_pool(live: Program) -> None:
    with closing(PublicReader(live.public)) as reader:
        ranking, flags = reader.board("ranking/main/2031Q1/roads"), reader.board("flags/main/2031Q1")
    assert ranking is not None
    for size in ((80, 24), (120, 34)):
        scene, look = to_json(ranking_scene(ranking.words, flags)), Look("zh", native=True)
        assert pages(scene, size, look) == 2
        told = [draw({**scene, "page": page}, 3600.0, size, look).text for page in range(2)]
        assert ["90.00" in text for text in told] == [True, False]
        held = [next(line for line in text.splitlines() if "领先" in line or "持旗" in line) for text in told]
        assert [[name in line for name in ("青槐乡", "松涛镇")] for line in held] == [[True, False], [False, True]]


def test_f108_pools_may_be_tables_and_may_be_renamed_when_closed(opened: Opened) -> None:
    """A name may be put right at any time, and each falls back as other names do."""
    program = opened(contest(("county", "bureau"), publication="live"))
    program.ok("close", "main", "2031Q1")
    assert "Counties" in program.ok("show", "flags").out, "the usual ids have words of their own"
    opened(contest(({"id": "county", "name": "诸县"}, {"id": "bureau", "name": "部门"}), publication="live"))
    assert "Counties" in program.ok("show", "flags").out, "an old revision stays what it was"
    program.ok("enter", "main", "2031Q2", "roads", "c1", "90")
    program.ok("confirm", "main", "2031Q2")
    program.ok("close", "main", "2031Q2", "--on", "2031-07-01")
    assert "诸县" in program.ok("show", "flags").out


def test_f108_what_is_wrong_with_a_pool_is_said_once(program: Program, tmp_path: Path) -> None:
    folder = contest(({"id": "county", "name": "县", "colour": "red"}, {"name": "部门"})).write(tmp_path / "f")
    refused = program.refuses(2, "load", folder, "--check")
    said = refused.err.splitlines()
    assert any("colour" in line for line in said), refused.err
    assert any("key id is missing" in line for line in said)
    assert not any("scores.csv" in line for line in said), "no false line for every score"


@pytest.mark.parametrize("apart", [True, False])
def test_f108_the_page_of_a_unit_names_its_pool_where_pools_rank_apart(opened: Opened, apart: bool) -> None:
    program = opened(contest(publication="live", **({} if apart else {"ranking": "together"})))
    program.ok("close", "main", "2031Q1")
    shown = program.ok("show", "unit", "d1", "--format", "json").json()
    told = [row.get("pool_name_en") for row in (*shown["rows"], *shown["flags"])]
    assert set(told) == ({"Bureaus"} if apart else {None})
    assert "pools" not in shown["rows"][0]
    for lang, name in (("en", "Bureaus"), ("zh", "部门组")):
        assert (name in program.speaking(lang).ok("show", "unit", "d1").out) is apart
    with closing(PublicReader(program.public)) as reader:
        held = HeldBoards()
        held.follow(reader)
        for lang, name in (("en", "Bureaus"), ("zh", "部门组")):
            page = draw(viewer_items("d1", held)[0].scene, 99, (120, 30), Look(lang, native=True)).text
            assert (name in page) is apart
            found = Lines(lines_of(held, ["d1"]), 1, 10)
            listed = draw_search(Search("d1"), found, (120, 30), Look(lang, native=True)).text
            assert (name in listed) is apart


def test_f108_unranked_rows_come_last_within_their_pools(opened: Opened) -> None:
    roads = {"c1": 90, "c3": 80, "d1": "n/a", "d2": 60, "d4": 95}
    cells = {"roads": roads, "water": {"c1": 1, "c3": 2, "d2": 3, "d4": 4}}
    competition = replace(
        contest(publication="live"),
        units=[*towns(4, prefix="c", pool="county"), *towns(4, prefix="d", pool="bureau", start=5)],
        scores=scores("main", "2031Q1", cells),
        vetoes=[{"unit": "c1", "veto": "safety", "period": "2031Q1", "reason": "事故", "decided_on": "2031-03-01"}],
    )
    program = opened(competition)
    for closed in (False, True):
        if closed:
            program.ok("close", "main", "2031Q1")
        boards = [("ranking", "--area", "roads"), ("ranking",), *([("annual",)] if closed else [])]
        for asked in boards:
            for private in ((), ("--private",)):
                rows = program.rows(*asked, *(() if asked == ("annual",) else ("--period", "2031Q1")), *private)
                told = [(row["pool"], row["rank"] is None) for row in rows]
                assert told == sorted(told, key=lambda one: (one[0] != "county", one[1])), (asked, private)
                assert [row["unit"] for row in rows if row["rank"] is None and row["pool"] == "county"][:1] == ["c1"]
        if closed:
            told = [(row["pool"], row["best"] is None, row["best"] or 0) for row in program.rows("range")]
            assert told == sorted(told, key=lambda one: (one[0] != "county", *one[1:])), "pool by pool, the vetoed last"
        with closing(PublicReader(program.public)) as reader:
            board = reader.board("ranking/main/2031Q1/roads")
        assert board is not None
        look = Look("zh", native=True)
        scene = {"scene": "ranking", "board": to_json(board.words), "row": None}
        for page in range(pages(scene, (80, 24), look)):
            text = draw({**scene, "page": page}, 99, (80, 24), look).text
            county = page == 0
            assert ("县区组" in text, "部门组" in text) == (county, not county)
