"""F102, F103: a sealed or an open period is open; closing and revealing never break a published bound."""

from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, Series, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

TABLE = {"roads": {"t1": 90, "t2": 80, "t3": 70}, "water": {"t1": 90, "t2": 80, "t3": 70}}


def states(program: Program) -> dict[str, str]:
    return {period["id"]: period["state"] for period in program.show("annual")["periods"]}


def bounds(program: Program) -> dict[str, tuple[int, int]]:
    return {row["unit"]: (row["best"], row["worst"]) for row in program.rows("range")}


def test_f102_a_sealed_first_quarter_is_open_until_its_ceremony(opened: Opened) -> None:
    other = {area: {"t1": 70, "t2": 90, "t3": 80} for area in TABLE}
    program = opened(
        Competition(
            series=[
                Series(
                    areas=("roads", "water"),
                    settings={"confirm": "self"},
                    overrides={"2031Q2": {"publication": "live"}},
                )
            ],
            units=towns(3),
            scores=[*scores("main", "2031Q1", other), *scores("main", "2031Q2", TABLE)],
        )
    )
    seen = []

    def look() -> None:
        if program.rows("range"):
            seen.append(bounds(program))
            for earlier in seen[:-1]:
                for unit, (best, worst) in seen[-1].items():
                    assert earlier[unit][0] <= best <= worst <= earlier[unit][1], (unit, earlier, seen[-1])

    look()
    program.ok("close", "main", "2031Q1")
    look()
    program.ok("close", "main", "2031Q2")
    look()
    assert states(program)["2031Q1"] == "open"
    assert bounds(program)["t1"][1] > 1, "what is sealed may still be lost"
    play(program, "main-2031Q1")
    look()
    assert states(program) == {"2031Q1": "done", "2031Q2": "done", "2031Q3": "open"}


def test_f102_a_later_quarter_closed_first_leaves_an_earlier_one_open(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[Series(areas=("roads", "water"), settings={"confirm": "self", "publication": "live"})],
            units=towns(3),
            scores=[*scores("main", "2031Q2", TABLE), *scores("main", "2031Q1", {"roads": {"t2": 90}})],
        )
    )
    program.ok("close", "main", "2031Q2")
    assert states(program)["2031Q1"] == "open", "it has scores"


def test_f102_a_later_quarter_closed_before_an_earlier_that_has_sealed_scores_leaves_it_open(opened: Opened) -> None:
    """Nothing of the first quarter is public, and yet it is contested: closing it breaks no bound."""
    other = {area: {"t1": 70, "t2": 90, "t3": 80} for area in TABLE}
    program = opened(
        Competition(
            series=[
                Series(
                    areas=("roads", "water"),
                    settings={"confirm": "self"},
                    overrides={"2031Q2": {"publication": "live"}, "2031Q3": {"publication": "live"}},
                )
            ],
            units=towns(3),
            scores=[*scores("main", "2031Q1", other), *scores("main", "2031Q2", TABLE)],
        )
    )
    program.ok("close", "main", "2031Q2")
    assert states(program)["2031Q1"] == "open"
    before = bounds(program)
    program.ok("close", "main", "2031Q1")
    play(program, "main-2031Q1")
    for unit, (best, worst) in bounds(program).items():
        assert before[unit][0] <= best <= worst <= before[unit][1]
