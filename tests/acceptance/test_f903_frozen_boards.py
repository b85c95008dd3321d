"""F903: a board that takes no more results says since when, and is not called live."""

from pathlib import Path
from typing import Any

from screens.looks import Look
from tests.acceptance.competition import Competition, Date, Series, scores, towns
from tests.acceptance.conftest import Opened
from tests.screens.played import draw

SINCE = "2031-07-15T00:00:00"
BEFORE, AFTER = "2031-07-14T23:59:00+08:00", "2031-07-15T00:00:00+08:00"


def test_f903_a_frozen_board_says_since_when(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[
                Series(
                    settings={"publication": "live", "confirm": "self"}, overrides={"2031Q3": {"freeze": Date(SINCE)}}
                )
            ],
            units=towns(2),
            scores=scores("main", "2031Q3", {"roads": {"t1": 90}}),
        )
    )
    asked = ("ranking", "--area", "roads")
    before, after = program.at(BEFORE), program.at(AFTER)
    assert before.show(*asked)["live"] is True
    assert "frozen" not in before.ok("show", *asked).out
    for words in (asked, ("ranking",), (*asked, "--private")):
        board = after.show(*words)
        assert (board["live"], board["frozen_since"]) == (False, f"{SINCE}+08:00")
        assert "frozen since 2031-07-15 00:00" in after.ok("show", *words).out
        assert "2031-07-15 00:00 起冻结" in after.speaking("zh").ok("show", *words).out
    assert after.show(*asked, "--as-of", BEFORE)["live"] is True, "then it was"
    scene = {"scene": "ranking", "board": before.show(*asked), "row": None}
    assert "Live until 15 July 2031, 00:00" in draw(scene, 99, (120, 30), Look(lang="en")).text
    scene = {"scene": "ranking", "board": after.show(*asked), "row": None}
    assert "Frozen since 15 July 2031, 00:00" in draw(scene, 99, (120, 30), Look(lang="en")).text
    program.at(AFTER).ok("close", "main", "2031Q3", "--on", "2031-07-15")
    assert program.at(AFTER).show("ranking")["frozen_since"], "sealed: what the public has is still the frozen board"


def test_f903_the_page_of_a_unit_says_so_in_every_form(opened: Opened, tmp_path: Path) -> None:
    program = opened(
        Competition(
            series=[
                Series(
                    settings={"publication": "live", "confirm": "self"}, overrides={"2031Q3": {"freeze": Date(SINCE)}}
                )
            ],
            units=towns(2),
            scores=[
                *scores("main", "2031Q2", {"roads": {"t1": 80}}),
                *scores("main", "2031Q3", {"roads": {"t1": 90}}),
            ],
        )
    )
    before, after = program.at(BEFORE), program.at(AFTER)
    told, said = "frozen since 2031-07-15 00:00", "2031-07-15 00:00 起冻结"
    assert told not in before.ok("show", "unit", "t1").out
    assert [row.get("frozen_since") for row in before.show("unit", "t1")["rows"]] == [None] * 4
    for moment in (after, program.at(BEFORE_THE_CEREMONY)):
        rows = moment.show("unit", "t1")["rows"]
        since = {row["period"]: row.get("frozen_since") for row in rows}
        assert since == {"2031Q3": f"{SINCE}+08:00", "2031Q2": None}, "of the other period results still come in"
        assert moment.ok("show", "unit", "t1").out.count(told) == 2, "in the area and in the overall table"
        assert moment.speaking("zh").ok("show", "unit", "t1").out.count(said) == 2
        sheet = tmp_path / "sheet.html"
        moment.ok("notice", "unit", "t1", "--output", sheet)
        assert "frozen since 15 July 2031, 00:00" in sheet.read_text(encoding="utf-8")
        before.ok("notice", "unit", "t1", "--output", sheet)
        assert "frozen" not in sheet.read_text(encoding="utf-8")
        if moment is after:
            after.ok("close", "main", "2031Q3", "--on", "2031-07-15")
    assert told not in after.ok("show", "unit", "t1", "--as-of", BEFORE).out


def test_f903_what_has_been_revealed_of_a_unit_is_frozen_no_more(opened: Opened) -> None:
    contest = Series(
        areas=("roads", "water"),
        settings={"publication": "live", "confirm": "self"},
        overrides={"2031Q3": {"freeze": Date(SINCE)}},
    )
    given = {area: {"t1": 88, "t2": 87} for area in contest.areas}
    program = opened(Competition(series=[contest], units=towns(2), scores=scores("main", "2031Q3", given)))
    assert program.at(BEFORE).show("unit", "t1")["rows"]
    hall = program.at(BEFORE_THE_CEREMONY)
    hall.ok("close", "main", "2031Q3")
    hall.ok("ceremony", "seal", "main-2031Q3")
    states = set()
    while hall("cue", "next", "main-2031Q3", "--yes").code == 0:
        shown = {row["area"] for row in hall.show("flags")["rows"]}
        rows = {row["area"]: row.get("frozen_since") for row in hall.show("unit", "t1")["rows"]}
        for area in contest.areas:
            assert (rows[area] is None) == (area in shown), area
        states.add(len(shown))
    assert states == {0, 1, 2}


BEFORE_THE_CEREMONY = "2031-10-01T08:00:00+08:00"


def test_what_was_public_before_the_freeze_stays_so_while_others_are_revealed(opened: Opened) -> None:
    contest = Series(
        areas=("roads", "water"),
        pools=("town", "office"),
        settings={"publication": "live", "confirm": "self", "ranking": "by-pool", "countback": ["place:roads"]},
        overrides={"2031Q3": {"freeze": Date(SINCE)}},
    )
    towns_and_offices = [
        *towns(4),
        *({**unit, "id": f"o{at}", "pool": "office"} for at, unit in enumerate(towns(2), 1)),
    ]
    named = [{**unit, "name": f"{unit['name']}{unit['id']}"} for unit in towns_and_offices]
    given = {
        "roads": {"t1": 88, "t2": 87, "t3": 60, "t4": 61, "o1": 70, "o2": 69},
        "water": {"t1": 90, "t2": 89, "t3": 80, "t4": 80, "o1": 50, "o2": 51},
    }
    program = opened(Competition(series=[contest], units=named, scores=scores("main", "2031Q3", given)))
    shown = {area: program.at(BEFORE).show("ranking", "--area", area) for area in given}
    late = program.at(AFTER)
    late.ok("unconfirm", "main", "2031Q3", "--area", "roads", "--unit", "o2")
    late.ok("enter", "main", "2031Q3", "roads", "o2", "95")
    late.ok("confirm", "main", "2031Q3")
    hall = program.at(BEFORE_THE_CEREMONY)
    hall.ok("close", "main", "2031Q3")
    hall.ok("ceremony", "seal", "main-2031Q3")
    for step in range(40):
        flags = {(row["area"], row["pool"]) for row in hall.show("flags")["rows"]}
        for area in given:
            board = hall.show("ranking", "--area", area)
            there = {pool: _figures(board, pool) for pool in ("town", "office")}
            for pool in ("town", "office"):
                if (area, pool) not in flags:
                    assert there[pool] == _figures(shown[area], pool), (step, area, pool)
                    assert pool in board.get("frozen_pools", ()) or board["frozen_since"]
                elif (area, pool) == ("roads", "office"):
                    assert there[pool] == [("o2", 1, "95.00"), ("o1", 2, "70.00")]
            told = hall.ok("show", "ranking", "--area", area).out
            assert ("frozen since" in told) == any((area, pool) not in flags for pool in there)
        assert hall.show("unit", "o1")["rows"], "its places stay public"
        if hall("cue", "next", "main-2031Q3", "--yes").code != 0:
            break
    assert len(flags) == 4
    assert hall.ok("ceremony", "verify", "main-2031Q3")


def _figures(board: dict[str, Any], pool: str) -> list[tuple[str, int | None, str | None]]:
    return [(row["unit"], row["rank"], row["score"]) for row in board["rows"] if row["pool"] == pool]
