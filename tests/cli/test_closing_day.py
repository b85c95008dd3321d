"""`close --on`: a day before the period's first is bad input, but what closing is refused for is told first."""

from tests.acceptance.competition import Competition, live, scores, sealed, towns
from tests.acceptance.conftest import Opened

EARLY = ("close", "main", "2031Q1", "--on", "2030-12-31")
TIED = scores("main", "2031Q1", {"roads": {"t1": "91.5", "t2": "91.5"}})


def test_a_day_before_the_first_is_bad_input(opened: Opened) -> None:
    program = opened(Competition(series=[live("roads", tie="joint")], units=towns(2), scores=TIED))
    assert "2031-01-01" in program.refuses(2, *EARLY).complaint


def test_an_undecided_tie_is_told_before_the_day(opened: Opened) -> None:
    program = opened(Competition(series=[live("roads")], units=towns(2), scores=TIED))
    assert "decide tie" in program.refuses(1, *EARLY).complaint
    program.ok("decide", "tie", "main", "2031Q1", "roads", "--holder", "t2", "--reason", "去年更好")
    program.refuses(2, *EARLY)


def test_nothing_is_awarded_on_a_day_after_it_was_shown(opened: Opened) -> None:
    """A flag has the day on which its ceremony begins, where that is before the one that was given."""
    cells = scores("main", "2031Q1", {"roads": {"t1": "60", "t2": "50"}})
    program = opened(Competition(series=[sealed("roads")], units=towns(2), scores=cells))
    program.ok("close", "main", "2031Q1", "--on", "2031-07-20")
    assert "scoreboard ceremony seal" in program("ceremony", "check", "main-2031Q1").out
    program.ok("cue", "next", "main-2031Q1")
    told = program("ceremony", "check", "main-2031Q1").out
    assert ("scoreboard ceremony seal" in told, "began without a seal" in told) == (False, True), "it would be refused"
    program.ok("ceremony", "publish", "main-2031Q1", "--reason", "散会")
    (flag,) = program.show("flags", "--period", "2031Q1")["rows"]
    assert flag["awarded_on"] == "2031-07-01"
    program.ok("journal", "--verify")


def test_of_flags_that_are_public_at_once_a_day_to_come_is_warned_of(opened: Opened) -> None:
    cells = scores("main", "2031Q1", {"roads": {"t1": "60", "t2": "50"}})
    program = opened(Competition(series=[live("roads")], units=towns(2), scores=cells)).at("2031-03-01T09:00:00+08:00")
    warned = program.ok("close", "main", "2031Q1", "--on", "2031-07-20").err
    assert "before its end, 2031-03-31" in warned
    assert "awarded on 2031-07-20, which is still to come" in warned
    program.ok("reopen", "main", "2031Q1", "--reason", "写错")
    later = program.at("2031-05-01T09:00:00+08:00")
    assert later.ok("close", "main", "2031Q1", "--on", "2031-07-20").err.count("still to come") == 1
    later.ok("reopen", "main", "2031Q1", "--reason", "写错")
    assert later.ok("close", "main", "2031Q1", "--on", "2031-05-01").err == ""


def test_what_a_ceremony_hands_over_is_awarded_on_its_day(opened: Opened) -> None:
    """Whatever was typed at the closing: the title and the paper tell the ceremony's day."""
    cells = scores("main", "2031Q1", {"roads": {"t1": "60", "t2": "50"}})
    sheet = (
        'title = "x"\ndate = 2031-07-01\nseries = "main"\nperiod = "2031Q1"\n[[cue]]\nkind = "flag"\narea = "roads"\n'
    )
    contest = Competition(series=[sealed("roads")], units=towns(2), scores=cells, ceremonies={"main-2031Q1": sheet})
    program = opened(contest).at("2031-05-01T09:00:00+08:00")
    assert "2031-07-01" in program.ok("close", "main", "2031Q1", "--on", "2031-04-20").out
    later = program.at("2031-07-01T09:00:00+08:00")
    assert later.ok("cue", "next", "main-2031Q1").code == 0
    later.ok("ceremony", "publish", "main-2031Q1", "--reason", "散会")
    (flag,) = later.show("flags", "--period", "2031Q1")["rows"]
    assert flag["awarded_on"] == "2031-07-01"
