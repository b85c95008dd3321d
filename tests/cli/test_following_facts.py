"""What is kept by the difference is compared with the public facts, told, and reckoned anew."""

import sqlite3
from contextlib import closing

from scoreboard.settings import database_paths
from scoreboard.store.soundness import damage
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
    assert "match" in program.ok("doctor", "--json").out
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


def test_a_public_file_that_somebody_has_edited_is_told_and_made_anew(opened: Opened) -> None:
    """Of what is older than the last change, which each deed compares."""
    program = opened(
        Competition(
            series=[live("roads")], units=towns(3), scores=scores("main", Q1, {"roads": {"t1": 60, "t2": 70, "t3": 80}})
        )
    )
    program.ok("confirm", "main", Q1, "--unit", "t1")
    program.ok("confirm", "main", Q1)
    program.ok("db", "status")
    before = program.rows("ranking", "--period", Q1, "--area", "roads")
    with closing(sqlite3.connect(program.public)) as public, public:
        public.execute("UPDATE public_fact SET value = replace(value, 'Town t1', 'Town x1') WHERE kind = 'unit'")
    assert program.rows("ranking", "--period", Q1, "--area", "roads") != before
    assert "competition" in program.refuses(1, "doctor").out
    assert "db upgrade" in program.refuses(1, "db", "status").complaint
    assert str(program.public) in program.ok("db", "upgrade").out
    program.ok("db", "status")
    assert program.rows("ranking", "--period", Q1, "--area", "roads") == before


def test_f702_a_command_says_what_kept_the_public_file_from_following(opened: Opened) -> None:
    """What is done is done, and is never called damage."""
    program = opened(Competition(series=[live("roads")], units=towns(2)))
    program.ok("enter", "main", Q1, "roads", "t1", "90")
    with closing(sqlite3.connect(program.public, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        confirmed = program("confirm", "main", Q1)
        other.execute("ROLLBACK")
    assert confirmed.code == 0
    assert str(program.public) in confirmed.complaint
    assert "viewers do not see it yet" in confirmed.complaint
    program.ok("db", "upgrade")
    assert program.ranking("--period", Q1, "--area", "roads")["t1"]["score"] == "90.00"


def test_a_sound_database_is_not_called_damaged(opened: Opened) -> None:
    program = opened(Competition(series=[live("roads")], units=towns(2)))
    assert damage(database_paths(str(program.database))) is None


def test_f703_an_emptied_main_file_takes_nothing_from_viewers(opened: Opened) -> None:
    program = opened(
        Competition(series=[live("roads")], units=towns(2), scores=scores("main", Q1, {"roads": {"t1": 60, "t2": 70}}))
    )
    program.ok("confirm", "main", Q1)
    before = program.rows("ranking", "--period", Q1)
    program.database.write_bytes(b"")
    for words in (("enter", "main", Q1, "roads", "t1", "5"), ("db", "status"), ("confirm", "main", Q1)):
        assert "is empty" in program.refuses(3, *words).complaint
    assert program.database.read_bytes() == b""
    assert program.rows("ranking", "--period", Q1) == before


def test_f704_a_clock_that_steps_back_changes_no_answer_about_the_past(opened: Opened) -> None:
    """On a database that keeps the machine's time, as all do but those of tests and demos."""
    program = opened(Competition(series=[live("roads")], units=towns(2)))
    with closing(sqlite3.connect(program.database)) as main, main:
        main.execute("UPDATE competition SET settable_clock = 0")
        last = "2099-01-01T00:00:00.000000+00:00"  # as though the machine's clock had been ahead
        main.execute("UPDATE public_change SET at = ? WHERE number = (SELECT MAX(number) FROM public_change)", (last,))
    now = program.at(None)
    now.ok("enter", "main", Q1, "roads", "t1", "90")
    now.ok("confirm", "main", Q1)
    with closing(sqlite3.connect(program.database)) as main:
        times = [at for (at,) in main.execute("SELECT at FROM public_change ORDER BY number")]
    assert times[-2:] == [last, last]
    assert times == sorted(times)
