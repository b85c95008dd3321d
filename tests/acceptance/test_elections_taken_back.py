"""An election that was wrong is taken back: for a reason that everybody reads, and not behind a ceremony's back."""

from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Series, live
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program
from tests.acceptance.stars import NOTICED, contest, people, person, public

DAY, AFTER, LATER = (f"2010-10-{day}T09:00:00+08:00" for day in ("08", "10", "12"))
WHY = "计票时漏了一张"


def elected(opened: Opened, series: Series | None = None) -> Program:
    """Two nominees of whom the first is elected."""
    program = opened(contest(series=series)).at(DAY)
    people(program, {1: (9, 9), 2: (7, 7)})
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    program = program.at(AFTER)
    program.ok("star", "elect", "main", "2010Q3")
    return program


def unelect(number: int) -> tuple[str, ...]:
    return "star", "unelect", *person(number), "--reason", WHY


def test_whoever_read_of_the_election_reads_why_it_is_taken_back(opened: Opened) -> None:
    program = elected(opened, live())
    program.ok("close", "main", "2010Q3", "--empty")
    assert {name: told[0] for name, told in public(program).items()} == {"人1": "confirmed", "人2": "not-elected"}
    first = program.ok("bulletin", "main", "2010Q3").out
    program = program.at(LATER)
    program.refuses(2, *unelect(1), "--on", "2010-10-13")
    program.refuses(1, *unelect(2))
    program.ok(*unelect(1))
    assert {name: told[0] for name, told in public(program).items()} == {"人1": "on-notice", "人2": "on-notice"}
    row = next(row for row in program.rows("stars") if row["person"] == "人1")
    assert (row["unelected_on"], row["unelected_because"]) == ("2010-10-12", WHY)
    assert WHY in program.ok("show", "stars").out
    second = program.ok("bulletin", "main", "2010Q3").out
    assert WHY in second
    assert program.ok("bulletin", "main", "2010Q3", "--revision", "1").out == first
    told = program.rows("stars", "--as-of", "2010-10-11")
    assert [row["status"] for row in told] == ["confirmed", "not-elected"], "what was so then stays told"
    program.ok("star", "withdraw", *person(1), "--on", "2010-10-12", "--reason", "本人申请")
    program.ok("star", "elect", "main", "2010Q3")
    assert {name: told[0] for name, told in public(program).items()} == {"人1": "withdrawn", "人2": "confirmed"}
    assert program.ok("journal", "--verify").code == 0


def test_of_a_sealed_election_nobody_reads_and_a_ceremony_is_not_gone_behind(opened: Opened) -> None:
    program = elected(opened)
    before = public(program)
    program.ok(*unelect(1))
    assert public(program) == before
    assert WHY.encode() not in program.public.read_bytes()
    program.ok("star", "elect", "main", "2010Q3")
    program.ok("close", "main", "2010Q3", "--empty")
    program.ok("ceremony", "seal", "main-2010Q3")
    assert "main-2010Q3" in program.refuses(1, *unelect(1)).complaint
    late = program.refuses(1, *unelect(1)).complaint
    assert "before scoreboard ceremony seal" in late, "it says when it could have been done"
    play(program, "main-2010Q3")
    program.refuses(1, *unelect(1))
    assert public(program)["人1"][0] == "confirmed"
    assert WHY.encode() not in program.public.read_bytes(), "nobody ever read of the election that it is about"


def test_only_those_who_may_elect_take_it_back(opened: Opened) -> None:
    program = elected(opened)
    for role in ("operator", "director", "auditor"):
        program.ok("user", "add", role, "--role", role)
        program.by(role).refuses(1, *unelect(1))
    program.ok("user", "add", "reviewer", "--role", "reviewer")
    program.by("reviewer").ok(*unelect(1))
