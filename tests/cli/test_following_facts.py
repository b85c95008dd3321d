"""What is kept by the difference is compared with the public facts, told, and reckoned anew."""

import sqlite3
from contextlib import closing

from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.conftest import Opened

Q1 = "2031Q1"


def test_places_that_somebody_has_edited_are_told_and_reckoned_anew(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[live("roads")], units=towns(3), scores=scores("main", Q1, {"roads": {"t1": 60, "t2": 70, "t3": 80}})
        )
    )
    program.ok("confirm", "main", Q1)
    before = program.rows("ranking", "--period", Q1, "--area", "roads")
    assert "follow" in program.ok("doctor", "--json").out
    program.ok("db", "status")
    with closing(sqlite3.connect(program.database)) as main:
        main.execute("UPDATE public_standing SET value = value + 10000 WHERE value = 600000")
        main.execute("UPDATE public_level SET units = units + 1 WHERE board = 1")
        main.commit()
    program.refuses(1, "doctor")
    program.refuses(1, "db", "status")
    program.ok("db", "upgrade")
    program.ok("db", "status")
    assert program.rows("ranking", "--period", Q1, "--area", "roads") == before
