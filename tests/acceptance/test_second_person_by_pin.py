"""Two people at one keyboard: one login proves the first of them, a PIN the second, for one signature at a time."""

import getpass
from pathlib import Path

import pytest

from tests.acceptance.competition import Competition, Series, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, contents
from tests.pins import cheap_pins

__all__ = ["cheap_pins"]

Q1, PIN, ROOTS = "2031Q1", "75319", "24680"


@pytest.fixture
def program(opened: Opened, cheap_pins: None) -> Program:
    return opened(
        Competition(
            series=[Series("main", ("roads",), settings={"confirm": "second-person"})],
            units=towns(2),
            stars=[{"id": "service", "name": "服务群众星", "name_en": "Star of service"}],
        )
    )


@pytest.fixture
def office(program: Program) -> Program:
    """Wang works under the login of the shared machine; Li, a reviewer, has a PIN, as has the admin who gave it."""
    program.typing(ROOTS).ok("user", "pin", "root")
    program.typing(ROOTS).ok("user", "add", "wang", "--role", "operator", "--os-user", getpass.getuser(), "--pin", "-")
    program.typing(ROOTS).ok("user", "add", "li", "--role", "reviewer", "--pin", "-")
    program.typing(f"{ROOTS}\n{PIN}\n{PIN}\n").ok("user", "pin", "li")
    program.by("wang").ok("enter", "main", Q1, "roads", "t1", "84.3")
    return program


def test_a_second_person_signs_by_a_pin(office: Program) -> None:
    told = office.by("li").refuses(1, "confirm", "main", Q1).complaint
    assert "--pin -" in told
    office.by("wang").refuses(1, "confirm", "main", Q1)
    office.by("li").typing(f"{PIN}\n").ok("confirm", "main", Q1, "--pin", "-", "--expect", "roads:t1=1")
    assert office.ok("show", "ranking", "--private", "--series", "main", "--period", Q1, "--area", "roads")
    signed = [row for row in office.journal() if row["action"] == "confirm"]
    assert [(row["who"], row["proof"]) for row in signed] == [("li", f"pin@{getpass.getuser()}")]
    office.by("wang").ok("enter", "main", Q1, "roads", "t2", "80")
    office.by("li").refuses(1, "confirm", "main", Q1)  # it was good for that signature alone
    assert "\tpin" in office.ok("user", "list").out


def test_what_is_entered_without_the_pin_is_unproved_and_with_it_counts(office: Program) -> None:
    office.typing(ROOTS).ok("user", "add", "zhao", "--role", "operator", "--pin", "-")
    office.typing(f"{ROOTS}\n2468\n").ok("user", "pin", "zhao")
    told = office.by("zhao").ok("enter", "main", Q1, "roads", "t2", "80").complaint
    assert "--pin -" in told
    confirm = ("confirm", "main", Q1, "--unit", "t2", "--pin", "-")
    assert "zhao" in office.by("li").typing(f"{PIN}\n").refuses(1, *confirm).complaint
    entered = office.by("zhao").typing("80\n２４６８\n").ok("enter", "main", Q1, "roads", "t2", "-", "--pin", "-")
    assert (entered.out, entered.err) == ("2\n", ""), "with an input method on digits come wider"
    office.by("li").typing(f"{PIN}\n").ok(*confirm)


def test_nobody_signs_by_their_pin_what_they_entered_themselves(office: Program) -> None:
    office.typing(ROOTS).ok("user", "add", "zhou", "--role", "admin", "--pin", "-")
    office.typing(f"{ROOTS}\n2468\n").ok("user", "pin", "zhou")
    office.by("zhou").typing("80\n2468\n").ok("enter", "main", Q1, "roads", "t2", "-", "--pin", "-")
    told = office.by("zhou").typing("2468\n").refuses(1, "confirm", "main", Q1, "--unit", "t2", "--pin", "-").complaint
    assert "zhou themselves" in told


def test_a_key_elsewhere_and_a_pin_here_are_one_person(office: Program) -> None:
    office.typing(ROOTS).ok("user", "add", "li", "--role", "reviewer", "--os-user", "somebody-else", "--pin", "-")
    told = office.by("li").refuses(1, "confirm", "main", Q1).complaint
    assert "--pin -" in told
    office.by("li").typing(f"{PIN}\n").ok("confirm", "main", Q1, "--pin", "-")


def test_ballots_are_counted_and_confirmed_by_pins_as_scores_are(office: Program) -> None:
    office.typing(ROOTS).ok("user", "add", "zhao", "--role", "operator", "--pin", "-")
    office.typing(f"{ROOTS}\n2468\n").ok("user", "pin", "zhao")
    nominee = ("main", Q1, "service", "t1", "Qian")
    count = ("star", "count", *nominee, "--members", "10,10,10,8", "--masses", "10,10,10,8")
    confirm = ("star", "confirm", "main", Q1)
    office.by("zhao").ok("star", "nominate", *nominee)
    told = office.by("zhao").ok(*count).complaint
    assert "zhao has not, so what they enter cannot be confirmed" in told
    assert "--pin -" in told
    assert "a PIN" in office.by("li").typing(f"{PIN}\n").refuses(1, *confirm, "--pin", "-").complaint
    assert office.by("zhao").typing("2468\n").ok(*count, "--pin", "-").err == ""
    assert "--pin -" in office.by("li").refuses(1, *confirm).complaint
    office.by("li").typing(f"{PIN}\n").ok(*confirm, "--pin", "-")
    office.by("li").typing(f"{PIN}\n").ok("star", "unconfirm", *nominee, "--pin", "-")
    signed = [(row["who"], row["proof"]) for row in office.journal() if row["action"].startswith("stars.")]
    by_pin = f"pin@{getpass.getuser()}"
    assert signed[-3:] == [("zhao", by_pin), ("li", by_pin), ("li", by_pin)]


def test_a_pin_stands_nowhere(office: Program, tmp_path: Path) -> None:
    office.by("li").typing("86420\n")("confirm", "main", Q1, "--pin", "-")
    office.by("li").typing(f"{PIN}\n").ok("confirm", "main", Q1, "--pin", "-")
    told = office.ok("backup", str(tmp_path / "copy.db")).out + office.ok("journal").out + office.ok("user", "list").out
    files = list(tmp_path.rglob("*.db*"))
    assert files
    for pin in (PIN, "86420"):
        assert pin not in told
        assert pin not in repr(contents(office.database))
        assert [path for path in files if pin.encode() in path.read_bytes()] == []
    public = {name: rows for name, rows in (contents(office.public) or {}).items() if not name.startswith("main.")}
    assert public
    assert "argon2" not in repr(public)
    assert office.ok("journal", "--verify").code == 0
