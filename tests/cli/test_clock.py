"""Whose clock it is (docs/contract.md, Clock): the database says who dates deeds, and a freeze that has begun stays."""

import shutil
import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from scoreboard.errors import BadInput
from scoreboard.settings import parse_day
from tests.acceptance.competition import Competition, Date, Series, live, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, environment

Q1, Q2 = "2031Q1", "2031Q2"
BEFORE, AFTER = "2031-06-19T23:00:00+08:00", "2031-06-20T01:00:00+08:00"
FROZEN = Competition(
    series=[
        Series(
            settings={"confirm": "self"},
            overrides={Q2: {"publication": "live", "freeze": Date("2031-06-20T00:00:00")}},
        )
    ],
    units=towns(3),
    annual={"series": "main", "honours": {"national": 5}},
)
PLAIN = Competition(series=[live()], units=towns(2), scores=scores("main", Q2, {"roads": {"t1": 60}}))


@pytest.fixture
def at_machine_time(program: Program, tmp_path: Path) -> Program:
    """A contest of the machine's time."""
    program = program.at(None)
    program.ok("load", PLAIN.write(tmp_path / "folder"))
    return program


def test_f704_a_time_that_is_given_dates_no_deed_at_the_machines_time(at_machine_time: Program, tmp_path: Path) -> None:
    false = at_machine_time.at("2031-05-05T09:00:00+08:00")
    deeds: list[tuple[object, ...]] = [
        ("enter", "main", Q1, "roads", "t1", "70"),
        ("confirm", "main", Q2),
        ("close", "main", Q2),
        ("veto", "t1", "safety", "--period", Q2, "--reason", "事故"),
        ("user", "add", "ann", "--role", "operator"),
        ("load", tmp_path / "folder"),
        ("backup", tmp_path / "backup"),
    ]
    for words in deeds:
        assert "--with-clock" in false.refuses(1, *words).complaint
    assert false.ranking("--area", "roads")["t1"]["rank"] == 1
    assert false.ok("journal").out == at_machine_time.ok("journal").out
    assert not (tmp_path / "backup").exists()


def test_a_time_that_is_given_before_any_contest_is_refused_for_that(tmp_path: Path) -> None:
    empty = Program(tmp_path / "none.db", acting=None)
    told = empty("user", "add", "ann", "--role", "admin")
    assert (told.code, "no contest has been loaded" in told.complaint) == (1, True)


def test_f704_the_environments_time_is_no_other(at_machine_time: Program) -> None:
    from scoreboard.cli.program import run

    words = ["enter", "main", Q1, "roads", "t1", "70", "--database", str(at_machine_time.database), "--as", "root"]
    with environment(SCOREBOARD_NOW="2031-05-05T09:00:00", SCOREBOARD_LANG="en"):
        assert run(words) == 1
    assert [row["action"] for row in at_machine_time.journal()].count("enter") == 0


def test_f704_a_new_database_takes_a_time_only_with_the_first_load(tmp_path: Path) -> None:
    program = Program(tmp_path / "new.db", acting=None)
    folder = PLAIN.write(tmp_path / "folder")
    program.refuses(1, "load", folder)
    program.refuses(1, "user", "add", "root", "--role", "admin")
    assert not program.database.exists(), "no database is made by a refusal"
    program.ok("load", folder, "--with-clock")
    program.ok("user", "add", "root", "--role", "admin")
    root = program.by("root")
    root.ok("enter", "main", Q1, "roads", "t1", "70")
    root.ok("load", folder, "--with-clock")
    assert {row["at"][:10] for row in root.journal()} == {"2031-07-01"}


def test_f704_only_the_first_load_sets_the_clock(at_machine_time: Program, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    for program in (at_machine_time, at_machine_time.at("2031-05-05T09:00:00+08:00")):
        assert "--with-clock" in program.refuses(1, "load", folder, "--with-clock").complaint
    shutil.rmtree(folder)
    Competition(series=[live()], units=towns(3)).write(folder)
    at_machine_time.ok("load", folder)


def test_f704_people_may_be_there_before_the_first_load(program: Program, tmp_path: Path) -> None:
    program.refuses(1, "user", "add", "ann", "--role", "admin")
    program.by(None).refuses(1, "load", PLAIN.write(tmp_path / "folder"), "--with-clock")
    program.ok("load", tmp_path / "folder", "--with-clock")
    program.ok("enter", "main", Q1, "roads", "t1", "70")


def test_f704_a_restored_database_keeps_its_own_clock(
    at_machine_time: Program, program: Program, tmp_path: Path
) -> None:
    at_machine_time.ok("backup", tmp_path / "backup")
    false = at_machine_time.at("2031-05-05T09:00:00+08:00")
    false.refuses(1, "restore", tmp_path / "backup")
    at_machine_time.ok("restore", tmp_path / "backup")
    false.refuses(1, "enter", "main", Q1, "roads", "t1", "70")


def test_f704_the_journal_keeps_the_machines_time_beside(opened: Opened) -> None:
    program = opened(PLAIN)
    began = datetime.now(UTC)
    program.at("2031-05-05T09:00:00+08:00").ok("enter", "main", Q1, "roads", "t1", "70")
    row = program.journal()[-1]
    assert row["at"] == "2031-05-05T09:00:00+08:00"
    assert began - timedelta(seconds=1) <= datetime.fromisoformat(row["machine_at"]) <= datetime.now(UTC)
    (line,) = [line for line in program.ok("journal").out.splitlines() if "\tenter\t" in line]
    assert "2031-05-05 09:00:00 (machine 20" in line


def test_f704_one_time_is_printed_where_there_is_one(at_machine_time: Program) -> None:
    at_machine_time.ok("enter", "main", Q1, "roads", "t1", "70")
    assert "machine" not in at_machine_time.ok("journal").out


def test_f704_the_machines_time_is_part_of_the_chain(opened: Opened) -> None:
    program = opened(PLAIN)
    program.ok("journal", "--verify")
    with sqlite3.connect(program.database) as connection:
        connection.execute("DROP TRIGGER journal_no_update")
        connection.execute("UPDATE journal SET machine_at = at WHERE sequence = 2")
    connection.close()
    assert " 2" in program("journal", "--verify").complaint


@pytest.fixture
def frozen(program: Program, tmp_path: Path) -> Program:
    """A live contest with a score of each of two towns, public the first, confirmed after the freeze the second."""
    program = program.at(BEFORE)
    program.ok("load", FROZEN.write(tmp_path / "folder"), "--with-clock")
    enter(program, "t1", "80")
    enter(program.at(AFTER), "t2", "90")
    return program


def enter(program: Program, unit: str, score: str) -> None:
    program.ok("enter", "main", Q2, "roads", unit, score)
    program.ok("confirm", "main", Q2)


def known(program: Program) -> dict[str, str | None]:
    return {unit: row["score"] for unit, row in program.ranking("--area", "roads", "--period", Q2).items()}


def test_f906_a_freeze_that_has_begun_stays_when_the_clock_goes_back(frozen: Program) -> None:
    enter(frozen.at(BEFORE), "t3", "70")
    assert known(frozen) == {"t1": "80.00", "t2": None, "t3": None}
    frozen.at(BEFORE).ok("unconfirm", "main", Q2, "--unit", "t1")
    assert known(frozen) == {"t1": "80.00", "t2": None, "t3": None}
    frozen.at(BEFORE).ok("confirm", "main", Q2)
    frozen.at(BEFORE).ok("close", "main", Q2)
    assert known(frozen) == {"t1": "80.00", "t2": None, "t3": None}


@pytest.mark.parametrize(
    "deed",
    [
        ("veto", "t3", "safety", "--period", Q2, "--reason", "事故"),
        ("honour", "t1", "national", "先进", "--document", "文件", "--on", "2031-06-01"),
        ("user", "add", "ann", "--role", "viewer"),
        ("decide", "abolition", "t3", "--on", "2031-12-31", "--reason", "撤并"),
    ],
    ids=lambda deed: deed[0],
)
def test_f906_any_deed_after_it_begins_the_freeze(program: Program, tmp_path: Path, deed: tuple[str, ...]) -> None:
    program = program.at(BEFORE)
    program.ok("load", FROZEN.write(tmp_path / "folder"), "--with-clock")
    enter(program, "t1", "80")
    program.at(AFTER).ok(*deed)
    enter(program, "t2", "90")
    program.ok("veto", "t1", "honesty", "--period", Q2, "--reason", "事故")
    assert known(program) == {"t1": "80.00", "t2": None, "t3": None}
    freezes = [row for row in program.journal() if row["action"] == "freeze"]
    assert [(row["subject"], row["who"], row["after"]) for row in freezes] == [
        (f"main/{Q2}", "-", {"since": "2031-06-19T16:00:00+00:00"})
    ]


def test_f906_a_refused_deed_begins_nothing(program: Program, tmp_path: Path) -> None:
    program = program.at(BEFORE)
    program.ok("load", FROZEN.write(tmp_path / "folder"), "--with-clock")
    enter(program, "t1", "80")
    program.at(AFTER).refuses(2, "enter", "main", Q2, "roads", "t2", "101")
    enter(program, "t2", "90")
    assert known(program)["t2"] == "90.00"


def test_f906_a_folder_does_not_move_a_freeze_that_has_begun(frozen: Program, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    toml = folder / "competition.toml"
    toml.write_text(toml.read_text("utf-8").replace("2031-06-20T", "2031-06-25T"), encoding="utf-8")
    assert "2031-06-20 00:00:00" in frozen.at(AFTER).refuses(1, "load", folder).complaint
    assert "competition.toml" in frozen.at(BEFORE).refuses(1, "load", folder).complaint


def test_a_day_is_read_as_people_write_it() -> None:
    ways = (
        "2026-11-24",
        " 2026-11-24 ",
        "２０２６．１１．２４",
        "2026/11/24",
        "2026年11月24日",
        "2026年11月24",
        "2026.11.24",
    )
    assert {parse_day(way) for way in ways} == {date(2026, 11, 24)}
    assert parse_day("2026年3月5日") == date(2026, 3, 5)
    for wrong in ("", "2026", "24.11.2026", "2026-13-01", "2026-02-30", "11/24/2026", "2026-11-24T00:00", "２０２６"):
        with pytest.raises(BadInput):
            parse_day(wrong)
