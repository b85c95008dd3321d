"""user pin: who may set whose, how it is given, and what wrong ones lead to."""

import getpass
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from scoreboard.cli.command import Command
from scoreboard.desk.pins import FREE_TRIES, LONGEST_WAIT, wait_after
from tests.acceptance.competition import Competition, Series, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program
from tests.cli.test_help import every_command
from tests.e2e.pseudo_terminal import PseudoTerminal
from tests.pins import cheap_pins

__all__ = ["cheap_pins"]

PIN = "75319"
ROOTS = "24680"
CONFIRM = ("confirm", "main", "2031Q1", "--pin", "-")


@pytest.fixture
def program(opened: Opened, cheap_pins: None) -> Program:
    program = opened(
        Competition(series=[Series("main", ("roads",), settings={"confirm": "second-person"})], units=towns(2))
    )
    program.ok("user", "add", "li", "--role", "reviewer")
    program.ok("user", "add", "wang", "--role", "operator")
    program.typing(ROOTS).ok("user", "pin", "root")
    return program


def given(program: Program, typed: str = PIN) -> Program:
    """The program with an admin who gives their own PIN before another one."""
    return program.typing(f"{ROOTS}\n{typed}")


def listed(program: Program) -> dict[str, str]:
    return {line.split("\t")[0]: line.split("\t")[2] for line in program.ok("user", "list").out.splitlines()}


@pytest.mark.parametrize("typed", [f"{PIN}\n", f"{PIN}\n{PIN}\n", PIN, f"{PIN}\r\n{PIN}\r\n"])
def test_one_line_or_two_that_are_alike(program: Program, typed: str) -> None:
    assert given(program, typed).ok("user", "pin", "li").out == "the PIN of li is set\n"
    assert listed(program)["li"] == "pin"
    program.by("li").typing(f"{PIN}\n").ok(*CONFIRM)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "it on the first line"),
        (f"{PIN}\n75318\n", "differ"),
        ("123\n", "4 to 64"),
        ("1" * 65, "4 to 64"),
        ("12 34", "spaces"),
        ("1\n2\n3\n", "more lines"),
    ],
)
def test_what_can_be_no_pin(program: Program, typed: str, said: str) -> None:
    assert said in given(program, typed).refuses(2, "user", "pin", "li").complaint
    assert listed(program)["li"] == "-"


def test_a_pin_is_no_word_of_a_command(program: Program) -> None:
    given(program).ok("user", "pin", "li")
    told = program.by("li").refuses(2, *CONFIRM[:-1], PIN).complaint
    assert "--pin -" in told
    assert PIN not in told
    assert program("user", "pin", "li", PIN).code == 2


def test_admins_set_anybodys_and_others_change_their_own_once_they_have_one(program: Program) -> None:
    for name in ("li", "wang"):
        assert "admin" in program.by("wang").typing(PIN).refuses(1, "user", "pin", name).complaint
    assert "nobody" in given(program).refuses(2, "user", "pin", "nobody").complaint
    given(program).ok("user", "pin", "wang")
    assert "not wang’s PIN" in program.by("wang").typing("86420\n97531\n")("user", "pin", "wang").complaint
    one = program.by("wang").typing("86420\n").refuses(2, "user", "pin", "wang").complaint
    assert "wang already has a PIN: give it on the first line" in one
    program.by("wang").typing(f"{PIN}\n86420\n86420\n").ok("user", "pin", "wang")
    program.by("wang").typing("86420\n97531\n").ok("user", "pin", "wang")


def test_whoever_is_proved_by_their_login_sets_their_own(program: Program) -> None:
    program.typing(ROOTS).ok("user", "add", "li", "--role", "reviewer", "--os-user", getpass.getuser(), "--pin", "-")
    program.by("li").typing(PIN).ok("user", "pin", "li")
    assert listed(program)["li"] == f"os:{getpass.getuser()} pin"
    program.by("li").ok("confirm", "main", "2031Q1")


def test_after_some_wrong_ones_it_has_to_be_waited_and_each_is_journalled(program: Program) -> None:
    given(program).ok("user", "pin", "li")
    for number in range(1, FREE_TRIES + 1):
        told = program.by("li").typing(f"8642{number}\n")(*CONFIRM).complaint
        assert ("wait 0:30" in told) == (number == FREE_TRIES)
    told = program.by("li").typing(f"{PIN}\n").refuses(1, *CONFIRM).complaint
    assert "wait 0:" in told, "the right one neither, or it could be guessed"
    aged(program, timedelta(seconds=31))
    program.by("li").typing(f"{PIN}\n").ok(*CONFIRM)
    program.by("li").typing(f"{PIN}\n").ok(*CONFIRM)
    rows = [(row["action"], row["who"], row["proof"], row["after"]) for row in program.journal()]
    wrong = [("user.pin_wrong", "li", "unproved", {"wrong": number}) for number in range(1, FREE_TRIES + 1)]
    assert [row for row in rows if row[0].startswith("user.pin_")] == [
        *wrong,
        ("user.pin_right", "li", "unproved", None),
    ]


def aged(program: Program, age: timedelta) -> None:
    """Let the last wrong PIN lie so far back."""
    at = (datetime.now(UTC) - age).isoformat(timespec="microseconds")
    with closing(sqlite3.connect(program.database)) as connection, connection:
        connection.execute("UPDATE person_pin SET wrong_at = ?", (at,))


def test_the_wait_grows_to_an_hour() -> None:
    waits = [wait_after(wrong).total_seconds() for wrong in range(FREE_TRIES + 4)]
    assert waits == [0] * FREE_TRIES + [30, 60, 120, 240]
    assert wait_after(1000) == LONGEST_WAIT


def test_another_pin_ends_the_wait_and_who_is_cut_off_has_none(program: Program) -> None:
    given(program).ok("user", "pin", "li")
    for _ in range(FREE_TRIES):
        program.by("li").typing("86420\n")(*CONFIRM)
    given(program, "97531\n").ok("user", "pin", "li")
    program.by("li").typing("97531\n").ok(*CONFIRM)
    program.typing(ROOTS).ok("user", "disable", "li", "--pin", "-")
    program.by("li").typing("97531\n").refuses(1, *CONFIRM)


def test_who_has_no_pin_is_told_who_sets_one(program: Program) -> None:
    assert "scoreboard user pin li" in program.by("li").typing(PIN).refuses(1, *CONFIRM).complaint


def test_a_terminal_asks_and_shows_nothing(program: Program) -> None:
    environment = {"SCOREBOARD_DATABASE": str(program.database), "SCOREBOARD_LANG": "en"}
    words = ("--now", str(program.now), "--as")
    with PseudoTerminal("user", "pin", "li", *words, "root", environment=environment) as terminal:
        terminal.wait_for("PIN of root: ")
        terminal.send(f"{ROOTS}\r")
        terminal.wait_for("New PIN of li: ")
        terminal.send(f"{PIN}\r")
        terminal.wait_for("Once more: ")
        terminal.send(f"{PIN}\r")
        terminal.wait_for("the PIN of li is set")
    with PseudoTerminal(*CONFIRM, *words, "li", environment=environment) as asked:
        asked.wait_for("--pin: ")
        asked.send(f"{PIN}\r")
        asked.wait_for("scores confirmed: 0")
    program.typing(ROOTS).ok("enter", "main", "2031Q1", "roads", "t1", "80", "--pin", "-")
    with PseudoTerminal(*CONFIRM[:3], *words, "li", environment=environment) as unasked:
        unasked.wait_for("add --pin -")  # a confirmation never asks: the refusal says what it wants
    assert PIN.encode() not in terminal.output + asked.output


def test_whoever_does_anything_proves_it_alike() -> None:
    for path, one in every_command():
        if isinstance(one, Command) and one.deed:
            assert any(option.name == "pin" for option in one.params), path


def test_a_nominee_of_a_star_is_named_by_whoever_types_their_pin(program: Program) -> None:
    program.typing(ROOTS).ok("user", "add", "wang", "--role", "operator", "--os-user", "nobody-here", "--pin", "-")
    given(program).ok("user", "pin", "wang")
    told = program.by("wang").typing(PIN)("star", "nominate", "main", "2031Q1", "none", "t1", "Li", "--pin", "-")
    assert "no star" in told.complaint, "proved, and let go on to the star"


def test_nobody_looks_after_people_in_the_name_of_an_admin_who_has_a_pin(program: Program) -> None:
    """Or whoever is at the machine gives the second person a PIN and signs by it, as two people."""
    program.typing(ROOTS).ok("user", "add", "wang", "--role", "operator", "--os-user", getpass.getuser(), "--pin", "-")
    assert "it on the first line" in program.typing(PIN).refuses(2, "user", "pin", "li").complaint
    assert "not root’s PIN" in program.typing(f"86420\n{PIN}\n")("user", "pin", "li").complaint
    assert listed(program)["li"] == "-"
    for words in (("add", "mole", "--role", "admin"), ("add", "li", "--role", "admin"), ("disable", "li")):
        assert "--pin -" in program.refuses(1, "user", *words).complaint
    program.typing(ROOTS).ok("user", "add", "boss", "--role", "admin", "--pin", "-")
    told = program.by("boss").typing(PIN).refuses(1, "user", "pin", "boss").complaint
    assert "an admin who is proved" in told, "the first one of another admin is no way round"
    assert "user pin boss" in program.by("boss").typing(PIN).refuses(1, "user", "pin", "li").complaint


def test_a_pin_is_advised_where_the_command_takes_one(program: Program) -> None:
    for name, role in (("li", "reviewer"), ("chief", "admin")):
        program.typing(ROOTS).ok("user", "add", name, "--role", role, "--os-user", "nobody-" + name, "--pin", "-")
        given(program).ok("user", "pin", name)
    assert "--pin -" in program.by("li").refuses(1, "close", "main", "2031Q1").complaint
    program.by("li").typing(PIN).ok("close", "main", "2031Q1", "--empty", "--pin", "-")
    program.by("li").typing(PIN).ok("reopen", "main", "2031Q1", "--pin", "-")
    assert "--pin -" in program.by("chief").refuses(1, "veto", "t1", "safety", "--reason", "事故").complaint
    program.by("chief").typing(PIN).ok("veto", "t1", "safety", "--reason", "事故", "--pin", "-")
    assert "not chief’s PIN" in program.by("chief").typing("86420")("year", "close", "--pin", "-").complaint
    rows = program.journal()
    assert [row["who"] for row in rows if row["action"] == "veto"] == ["chief"]
    for words in (("journal",), ("show", "ranking", "--series", "main", "--private")):
        told = program.by("chief").refuses(1, *words).complaint
        assert "--pin" not in told
        assert "their own account, or over SSH" in told
