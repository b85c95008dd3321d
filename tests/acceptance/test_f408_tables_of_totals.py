"""F408: team contests go by totals: `order = "total"`."""

import pytest

from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, live, scores, sealed, towns
from tests.acceptance.conftest import Opened

CELLS = {
    "pace": {"t1": "90", "t2": "80", "t3": "10"},
    "quality": {"t1": "70", "t2": "90", "t3": "60"},
    "looks": {"t1": "95", "t2": "94", "t3": "92"},
}
"""t1 is first twice; t2 has more in all."""


def contest(make: object = live, **settings: object) -> Competition:
    series = make(*CELLS, order="total", **settings)  # type: ignore[operator]
    return Competition(series=[series], units=towns(3), scores=scores("main", "2031Q1", CELLS))


def test_f408_the_table_goes_by_the_sum_alone_and_tells_the_flags(opened: Opened) -> None:
    program = opened(contest())
    assert [(row["rank"], row["unit"], row["flags"]) for row in program.rows("ranking")] == [
        (1, "t2", 0),
        (2, "t1", 0),
        (3, "t3", 0),
    ]
    program.ok("close", "main", "2031Q1")
    board = program.show("ranking")
    assert board["order"] == "total"
    assert [(row["rank"], row["unit"], row["flags"], row["score"]) for row in board["rows"]] == [
        (1, "t2", 1, "264.00"),
        (2, "t1", 2, "255.00"),
        (3, "t3", 0, "162.00"),
    ]
    inside = [{**row, "cells": None} for row in program.show("ranking", "--private")["rows"]]
    assert inside == [{**row, "cells": None} for row in board["rows"]]
    around = program.show("ranking", "--around", "t1", "--limit", "1")["rows"]
    assert [(row["rank"], row["unit"], row["flags"]) for row in around] == [(2, "t1", 2)]
    (place,) = [row for row in program.ok("show", "unit", "t1", "--format", "json").json()["rows"] if not row["area"]]
    assert (place["rank"], place["flags"]) == (2, 2)


def test_f408_a_veto_and_a_lifted_one_move_it(opened: Opened) -> None:
    program = opened(contest())
    program.ok("close", "main", "2031Q1")
    program.ok("veto", "t2", "safety", "--period", "2031Q1", "--reason", "an accident")
    assert [(row["rank"], row["unit"], row["flags"]) for row in program.rows("ranking")] == [
        (1, "t1", 2),
        (2, "t3", 0),
        (None, "t2", 0),
    ]
    program.ok("veto", "t2", "safety", "--period", "2031Q1", "--reason", "cleared", "--lift")
    assert [row["unit"] for row in program.rows("ranking")] == ["t2", "t1", "t3"]


def test_f408_a_default_table_says_nothing_of_its_order(opened: Opened) -> None:
    program = opened(Competition(series=[live(*CELLS)], units=towns(3), scores=scores("main", "2031Q1", CELLS)))
    assert "order" not in program.show("ranking")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_f408_a_ceremony_of_totals_is_played_to_its_end(opened: Opened, lang: str) -> None:
    program = opened(contest(sealed))
    program.ok("close", "main", "2031Q1")
    program.ok("ceremony", "seal", "main-2031Q1")
    play(program, "main-2031Q1")
    assert [row["unit"] for row in program.rows("ranking")] == ["t2", "t1", "t3"]
    printed = program.speaking(lang).ok("bulletin", "main", "2031Q1").out
    assert printed.index("264.00") < printed.index("255.00")
    program.ok("ceremony", "verify", "main-2031Q1")
