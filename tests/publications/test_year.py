"""The year's boards follow public facts: reveals, corrections, vetoes, honours, and who takes part."""

import random
from itertools import pairwise

import pytest

from tests.acceptance.ceremonies import finish_cue, steps
from tests.acceptance.competition import Competition, Series, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

HONOURS = {"honours": {"national": 3}}
AREAS = ("roads", "water", "woods")


def annual(program: Program) -> dict[str, dict[str, object]]:
    return {row["unit"]: row for row in program.rows("annual")}


def bounds(program: Program) -> dict[str, tuple[int, int]]:
    return {row["unit"]: (row["best"], row["worst"]) for row in program.rows("range")}


def flags(program: Program) -> dict[str, object]:
    return {unit: row["flags_total"] for unit, row in annual(program).items()}


def first_quarter(**cells: object) -> list[dict[str, object]]:
    return [dict(row) for row in scores("main", "2031Q1", {"roads": cells})]


def test_a_flag_that_a_correction_moves_moves_in_the_year(opened: Opened) -> None:
    program = opened(Competition(units=towns(2), scores=first_quarter(t1=91, t2=90)))
    program.ok("close", "main", "2031Q1")
    assert flags(program) == {"t1": 1, "t2": 0}

    decided = ("--reason", "复核", "--approved-by", "主任")
    program.ok("decide", "correction", "main", "2031Q1", "roads", "t2", "91.5", *decided)
    assert flags(program) == {"t1": 1, "t2": 0}
    program.ok("decide", "correction", "main", "2031Q1", "roads", "t2", "91.5", "--holder", "t2", *decided)
    assert flags(program) == {"t2": 1, "t1": 0}


def test_a_veto_that_revokes_a_flag_takes_it_from_the_year(opened: Opened) -> None:
    program = opened(Competition(units=towns(2), scores=first_quarter(t1=91, t2=90)))
    program.ok("close", "main", "2031Q1")
    program.ok("veto", "t1", "safety", "--period", "2031Q1", "--reason", "事故")

    row = annual(program)["t1"]
    assert (row["rank"], row["status"], row["flags_total"]) == (None, "vetoed", 0)
    assert bounds(program) == {"t1": (None, None), "t2": (1, 1)}


def test_co_holders_are_credited_one_flag_each(opened: Opened) -> None:
    program = opened(Competition(series=[live(tie="joint")], units=towns(3), scores=first_quarter(t1=91, t2=91, t3=90)))
    program.ok("close", "main", "2031Q1")

    assert flags(program) == {"t1": 1, "t2": 1, "t3": 0}


def test_pools_ranked_apart_have_a_table_and_flags_of_their_own(opened: Opened) -> None:
    units = [*towns(2), *towns(2, pool="office", prefix="o", start=5)]
    series = Series(pools=("town", "office"), settings={"publication": "live", "confirm": "self", "ranking": "by-pool"})
    program = opened(Competition(series=[series], units=units, scores=first_quarter(t1=91, t2=90, o1=50, o2=60)))
    program.ok("close", "main", "2031Q1")

    assert [(row["unit"], row["pool"], row["rank"]) for row in program.rows("annual")] == [
        ("t1", "town", 1),
        ("t2", "town", 2),
        ("o2", "office", 1),
        ("o1", "office", 2),
    ]
    assert bounds(program) == {"t1": (1, 2), "t2": (1, 2), "o2": (1, 2), "o1": (1, 2)}


def test_f205_a_unit_that_is_abolished_keeps_its_row_in_the_year_and_can_win_no_more(opened: Opened) -> None:
    program = opened(Competition(units=towns(3), scores=first_quarter(t1=91, t2=90, t3=70)))
    program.ok("close", "main", "2031Q1")
    program.ok("decide", "abolition", "t3", "--on", "2031-06-01", "--reason", "并入")

    assert set(annual(program)) == {"t1", "t2", "t3"}
    assert bounds(program) == {"t1": (1, 2), "t2": (1, 2), "t3": (2, 3)}


def test_f205_a_unit_that_ended_before_the_year_had_anything_leaves_it(opened: Opened) -> None:
    program = opened(Competition(units=towns(3), scores=first_quarter(t1=91, t2=90)))
    program.ok("decide", "abolition", "t3", "--on", "2031-02-01", "--reason", "并入")
    program.ok("close", "main", "2031Q1")

    assert set(annual(program)) == {"t1", "t2"}
    assert set(bounds(program)) == {"t1", "t2"}


def test_an_honour_after_the_year_is_listed_and_not_counted(opened: Opened) -> None:
    program = opened(Competition(units=towns(1), annual=HONOURS))
    program.ok("honour", "t1", "national", "先进", "--document", "文", "--on", "2032-01-05")

    assert annual(program)["t1"]["honours"] == "0"
    assert [item["counted"] for item in program.show("annual")["honour_items"]] == [False]


def test_a_veto_in_a_live_period_is_public_at_once(opened: Opened) -> None:
    program = opened(Competition(units=towns(2), scores=first_quarter(t1=91)))
    program.ok("veto", "t1", "honesty", "--period", "2031Q1", "--reason", "违纪")

    assert annual(program)["t1"]["vetoed_by"] == ["honesty"]
    program.ok("veto", "t1", "honesty", "--period", "2031Q1", "--reason", "查否", "--lift")
    assert program.rows("annual") == []  # nothing is known of the year any more


def test_a_veto_on_a_sealed_period_waits_for_the_first_ranking_of_it(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[sealed("roads", "water")],
            units=towns(3),
            scores=scores("main", "2031Q1", {area: {"t1": 90, "t2": 80, "t3": 70} for area in ("roads", "water")}),
            annual=HONOURS,
        )
    )
    program.ok("honour", "t3", "national", "先进", "--document", "文", "--on", "2031-03-05")
    program.ok("close", "main", "2031Q1")
    before = (program.show("annual"), program.show("range"))
    program.ok("veto", "t1", "safety", "--period", "2031Q1", "--reason", "事故")
    assert (program.show("annual"), program.show("range")) == before

    finish_cue(program, "main-2031Q1", 2)
    assert annual(program)["t1"]["status"] == "vetoed"


def test_what_is_entered_of_a_sealed_period_moves_no_public_board(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[sealed("roads")],
            units=towns(2),
            scores=scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 80}}),
            annual=HONOURS,
        )
    )
    program.ok("close", "main", "2031Q1")
    finish_cue(program, "main-2031Q1", 2)

    def public() -> tuple[object, object]:
        program.ok("honour", "t2", "national", f"先进{next(documents)}", "--document", "文", "--on", "2032-03-05")
        return program.show("annual")["periods"], [program.show("range")[key] for key in ("open", "rows")]

    documents = iter(range(9))
    before = public()
    program.ok("enter", "main", "2031Q3", "roads", "t1", "50")
    assert public() == before
    program.ok("enter", "main", "2031Q2", "roads", "t1", "50")
    assert public() == before


def test_whoever_may_see_what_is_sealed_is_told_the_year_with_it(opened: Opened) -> None:
    cells = scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 80}})
    program = opened(Competition(series=[sealed("roads")], units=towns(2), scores=cells, annual=HONOURS))
    program.ok("close", "main", "2031Q1")
    assert program.rows("annual") == []
    inside = {row["unit"]: row["flags_total"] for row in program.rows("annual", "--private")}
    assert inside == {"t1": 1, "t2": 0}


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 40))])
def test_bounds_hold_through_the_ceremonies_of_any_year(opened: Opened, seed: int) -> None:
    """Quarters in order, each sealed and revealed step by step; ties are shared or decided, some flags stay vacant."""
    chance = random.Random(seed)
    quarters, units = ("2031Q1", "2031Q2", "2031Q3"), ("t1", "t2", "t3", "t4")
    rule = chance.choice(["joint", "holder-retains"])
    program = opened(
        Competition(
            series=[sealed(*AREAS, tie=rule, minimum=80, no_winner=chance.choice(["vacant", "retain"]))],
            units=towns(len(units)),
            scores=[
                row
                for quarter in quarters
                for row in scores(
                    "main", quarter, {area: {unit: chance.randint(70, 95) for unit in units} for area in AREAS}
                )
            ],
            annual=HONOURS,
        )
    )
    program.ok("honour", "t1", "national", "先进", "--document", "文", "--on", "2031-03-05")
    history = [bounds(program)]
    for quarter in quarters:
        _close(program, quarter)
        assert bounds(program) == history[-1]
        history += [bounds(program) for _ in steps(program, f"main-{quarter}")]

    places = {unit: row["rank"] for unit, row in annual(program).items()}
    assert history[-1] == {unit: (place, place) for unit, place in places.items()}
    for earlier, later in pairwise(history):
        for unit, (best, worst) in later.items():
            assert earlier[unit][0] <= best <= worst <= earlier[unit][1]


def _close(program: Program, quarter: str) -> None:
    """Close a quarter; a tie among challengers goes to the first of them."""
    if program("close", "main", quarter).code == 0:
        return
    for area in AREAS:
        rows = program.rows("ranking", "--private", "--series", "main", "--period", quarter, "--area", area)
        tied = [row["unit"] for row in rows if row["rank"] == 1]
        if len(tied) > 1:  # refused where the rule has settled it
            program("decide", "tie", "main", quarter, area, "--holder", tied[0], "--reason", "抽签")
    program.ok("close", "main", quarter)
