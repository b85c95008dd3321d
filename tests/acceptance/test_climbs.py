"""A flag's ranking from the bottom (`reveal = "climb"`), as a folder asks for it and everybody reads it."""

from pathlib import Path
from typing import Any

from tests.acceptance.ceremonies import steps
from tests.acceptance.competition import Competition, Date, Series, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

SHEET = """\
title = "授旗仪式"
series = "main"
period = "2031Q3"

[[cue]]
kind = "title"

[[cue]]
kind = "flag"
area = "roads"
reveal = "climb"
by = 2
singly_from = 2

[[cue]]
kind = "closing"
"""
CEREMONY = "main-2031Q3"
HALL = "2031-10-01T08:00:00+08:00"


def ranking(program: Program) -> dict[str, Any]:
    return program.show("ranking", "--series", "main", "--period", "2031Q3", "--area", "roads")


def listed(board: dict[str, Any]) -> list[tuple[int | None, str]]:
    return [(row["rank"], row["unit"]) for row in board["rows"]]


def test_bounds_and_the_year_wait_for_the_whole_ranking(opened: Opened) -> None:
    contest = Series(settings={"confirm": "self"})
    given = {"2031Q2": {"t1": 70, "t2": 80, "t3": 90, "t4": 60}, "2031Q3": {"t1": 91, "t2": 82, "t3": 73, "t4": 64}}
    cells = [cell for period, roads in given.items() for cell in scores("main", period, {"roads": roads})]
    program = opened(
        Competition(
            series=[contest], units=towns(4), scores=cells, ceremonies={CEREMONY: SHEET}, annual={"series": "main"}
        )
    ).at(HALL)
    program.ok("close", "main", "2031Q2")
    program.ok("ceremony", "publish", "main-2031Q2", "--reason", "直接公布")
    program.ok("close", "main", "2031Q3")
    year = {board: program.show(board)["rows"] for board in ("range", "annual")}
    seen = []
    for step in steps(program, CEREMONY):
        seen.append(listed(ranking(program)))
        if step["cue"] == 2 and len(seen[-1]) < 4:
            assert {board: program.show(board)["rows"] for board in year} == year
    assert seen == [[], [], [(3, "t3"), (4, "t4")], [(2, "t2"), (3, "t3"), (4, "t4")], *[seen[-1]] * 2]
    assert [row["change"] for row in ranking(program)["rows"]] == [2, 0, -2, 0]


def test_a_veto_moves_the_year_with_the_step_that_lists_it(opened: Opened) -> None:
    given = {"2031Q2": {"t1": 90, "t2": 80, "t3": 70, "t4": 60}, "2031Q3": {"t1": 91, "t2": 82, "t3": 73, "t4": 64}}
    cells = [cell for period, roads in given.items() for cell in scores("main", period, {"roads": roads})]
    program = opened(
        Competition(
            series=[Series(settings={"confirm": "self"})],
            units=towns(4),
            scores=cells,
            ceremonies={CEREMONY: SHEET},
            annual={"series": "main"},
        )
    ).at(HALL)
    program.ok("close", "main", "2031Q2")
    program.ok("ceremony", "publish", "main-2031Q2", "--reason", "直接公布")
    program.ok("close", "main", "2031Q3")
    program.ok("veto", "t1", "safety", "--period", "2031Q3", "--reason", "矿难")
    seen = []
    for _ in steps(program, CEREMONY):
        row = next((row for row in ranking(program)["rows"] if row["unit"] == "t1"), {})
        [year] = [row for row in program.show("annual")["rows"] if row["unit"] == "t1"]
        [bounds] = [row for row in program.show("range")["rows"] if row["unit"] == "t1"]
        seen.append((row.get("status"), year["vetoed_by"], year["clinched"], bounds["best"]))
    before = (None, [], 1, 1)
    assert seen == [before, before, *[("vetoed", ["safety"], None, None)] * 4]


def test_pools_climb_one_after_the_other(opened: Opened) -> None:
    contest = Series(pools=("town", "office"), settings={"confirm": "self", "ranking": "by-pool"})
    units = [*towns(3), *({**unit, "id": f"o{at}", "pool": "office"} for at, unit in enumerate(towns(2), 1))]
    named = [{**unit, "name": f"{unit['name']}{unit['id']}"} for unit in units]
    given = scores("main", "2031Q3", {"roads": {"t1": 91, "t2": 82, "t3": 73, "o1": 60, "o2": 50}})
    program = opened(Competition(series=[contest], units=named, scores=given, ceremonies={CEREMONY: SHEET})).at(HALL)
    program.ok("close", "main", "2031Q3")
    program.ok("ceremony", "seal", CEREMONY)
    seen, climbing = [], []
    for _ in steps(program, CEREMONY):
        board = ranking(program)
        seen.append([unit for _, unit in listed(board)])
        climbing.append(board.get("climbing"))
    town = ["t1", "t2", "t3"]
    assert seen == [[], [], ["t3"], ["t2", "t3"], town, town, [*town, "o2"], *[[*town, "o1", "o2"]] * 2]
    assert climbing == [None, None, ["town"], ["town"], None, None, ["office"], None, None]
    program.ok("ceremony", "verify", CEREMONY)
    assert program.show("proof", CEREMONY)["complete"]


def test_what_was_public_live_stays_so_and_its_flag_is_shown_without_a_climb(opened: Opened, tmp_path: Path) -> None:
    contest = Series(
        settings={"publication": "live", "confirm": "self"},
        overrides={"2031Q3": {"freeze": Date("2031-07-15T00:00:00")}},
    )
    given = scores("main", "2031Q3", {"roads": {"t1": 91, "t2": 82, "t3": 73}})
    program = opened(Competition(series=[contest], units=towns(3), scores=given, ceremonies={CEREMONY: SHEET}))
    program = program.at(HALL)
    said = program.ok("load", tmp_path / "folder", "--check").out
    assert f"Warning: ceremonies/{CEREMONY}.toml, key cue.reveal: " in said
    program.ok("unconfirm", "main", "2031Q3", "--area", "roads", "--unit", "t1")
    program.ok("enter", "main", "2031Q3", "roads", "t1", "60")
    program.ok("confirm", "main", "2031Q3")
    program.ok("close", "main", "2031Q3")
    assert "2" in next(line for line in program.ok("ceremony", "check", CEREMONY).out.splitlines() if "climb" in line)
    frozen = listed(ranking(program))
    assert frozen == [(1, "t1"), (2, "t2"), (3, "t3")]
    program.ok("ceremony", "seal", CEREMONY)
    seen = [(step["cue"], listed(ranking(program))) for step in steps(program, CEREMONY)]
    final = [(1, "t2"), (2, "t3"), (3, "t1")]
    assert seen == [(1, frozen), *[(2, frozen)] * 4, (2, final), (3, final)]
    program.ok("ceremony", "verify", CEREMONY)


def test_a_ranking_that_was_public_before_its_series_was_given_a_ceremony_is_not_climbed(opened: Opened) -> None:
    given = scores("main", "2031Q3", {"roads": {"t1": 91, "t2": 82, "t3": 73}})
    shape = {"units": towns(3), "scores": given, "ceremonies": {CEREMONY: SHEET}}
    program = opened(Competition(series=[Series(settings={"publication": "live", "confirm": "self"})], **shape))
    program = program.at(HALL)
    opened(Competition(series=[Series(settings={"confirm": "self"})], **shape))
    program.ok("close", "main", "2031Q3")
    public = listed(ranking(program))
    assert [listed(ranking(program)) for _ in steps(program, CEREMONY)] == [public] * 6
    assert public == [(1, "t1"), (2, "t2"), (3, "t3")]
