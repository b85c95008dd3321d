"""`change` compares with the last earlier period that is public, as that one is now, whenever it became so."""

from tests.acceptance.competition import Competition, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

Q1, Q2, Q3 = "2031Q1", "2031Q2", "2031Q3"
CELLS = {
    Q1: {"roads": {"t1": "90", "t2": "80", "t3": "70"}},
    Q2: {"roads": {"t1": "70", "t2": "80", "t3": "90"}},
    Q3: {"roads": {"t1": "90", "t2": "80", "t3": "70"}},
}


def contest(*periods: str, ceremony: bool = True, **settings: object) -> Competition:
    return Competition(
        series=[(sealed if ceremony else live)("roads", **settings)],
        units=towns(3),
        scores=[row for period in periods for row in scores("main", period, CELLS[period])],
    )


def changes(program: Program, period: str, *area: str) -> dict[str, int | None]:
    return {unit: row["change"] for unit, row in program.ranking("--period", period, *area).items()}


AREA = ("--area", "roads")


def test_an_earlier_period_that_becomes_public_later_is_what_places_are_compared_with(opened: Opened) -> None:
    program = opened(contest(Q1, Q2, Q3)).at("2031-10-08T09:00:00+08:00")
    for period in (Q1, Q3):
        program.ok("close", "main", period)
        program.ok("ceremony", "publish", f"main-{period}", "--reason", "go")
    assert changes(program, Q3, *AREA) == {"t1": 0, "t2": 0, "t3": 0}
    before = program.show("ranking", "--period", Q3, *AREA)["revision"]
    program.ok("close", "main", Q2)
    program.ok("ceremony", "publish", f"main-{Q2}", "--reason", "go")
    assert changes(program, Q3, *AREA) == {"t1": 2, "t2": 0, "t3": -2}
    assert changes(program, Q3) == {"t1": 2, "t2": 0, "t3": -2}
    assert program.show("ranking", "--period", Q3, *AREA)["revision"] == before + 1
    program.ok("decide", "correction", "main", Q1, "roads", "t1", "75", "--reason", "typo", "--approved-by", "Li")
    assert changes(program, Q2, *AREA) == {"t1": -1, "t2": -1, "t3": 2}
    assert program.show("ranking", "--period", Q3, *AREA)["revision"] == before + 1, "it follows the one before alone"


def test_a_tie_decided_in_an_earlier_live_period_is_followed(opened: Opened) -> None:
    cells = {**CELLS, Q1: {"roads": {"t1": "90", "t2": "90", "t3": "70"}}}
    program = opened(
        Competition(
            series=[live("roads")],
            units=towns(3),
            scores=[row for period in (Q1, Q2) for row in scores("main", period, cells[period])],
        )
    )
    assert changes(program, Q2, *AREA) == {"t1": -2, "t2": -1, "t3": 2}
    program.ok("decide", "tie", "main", Q1, "roads", "--holder", "t2", "--reason", "lot")
    program.ok("close", "main", Q1)
    assert changes(program, Q2, *AREA) == {"t1": -1, "t2": -1, "t3": 2}
