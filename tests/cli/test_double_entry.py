"""`double_entry`: a draft is confirmed only when somebody has typed it a second time alike, without seeing it."""

import json

import pytest

from tests.acceptance.competition import Competition, Series, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

Q1 = "2031Q1"
PLACE = ("main", Q1, "roads")


@pytest.fixture
def drafts(opened: Opened) -> Program:
    return opened(
        Competition(
            series=[Series("main", ("roads",), settings={"confirm": "self", "double_entry": True})],
            units=towns(3),
            scores=scores("main", Q1, {"roads": {"t1": "92.11", "t2": "n/a"}}, state="draft"),
        )
    )


def test_what_was_typed_once_is_confirmed_by_no_command(drafts: Program) -> None:
    for words in (("main", Q1), ("main", Q1, "--unit", "t1"), ("main", Q1, "--expect", "roads:t1=1")):
        refused = drafts.refuses(1, "confirm", *words)
        assert "has not been typed twice" in refused.complaint or "have not been typed twice" in refused.complaint
        assert "scoreboard reenter" in refused.complaint
        assert "92.11" not in refused.complaint
    listed = drafts.ok("review", "main", Q1)
    assert "92.11" not in listed.out
    assert "····" in listed.out
    drafts = json.loads(drafts.ok("review", "main", Q1, "--format", "json").out)["drafts"]
    assert [draft["score"] for draft in drafts] == [None, None]


def test_the_same_figure_can_be_confirmed_and_another_goes_back_with_both(drafts: Program) -> None:
    assert "typed twice alike: 92.11" in drafts.ok("reenter", *PLACE, "t1", "92.110", "--version", "1").out
    assert "already" in drafts.refuses(1, "reenter", *PLACE, "t1", "92.11").complaint
    assert "scores confirmed: 1" in drafts.ok("confirm", "main", Q1, "--unit", "t1").out
    assert "n/a ≠ 50" in drafts.ok("reenter", *PLACE, "t2", "50").out
    assert "sent back" in drafts.refuses(1, "reenter", *PLACE, "t2", "n/a").complaint
    (draft,) = json.loads(drafts.ok("review", "main", Q1, "--format", "json").out)["drafts"]
    assert (draft["score"], draft["sent_back"]["note"]) == ("n/a", "n/a ≠ 50")
    drafts.refuses(1, "confirm", "main", Q1, "--expect", "roads:t2=1")
    drafts.ok("enter", *PLACE, "t2", "50")
    assert "entered anew" in drafts.refuses(1, "reenter", *PLACE, "t2", "50", "--version", "1").complaint
    assert "another" not in drafts.ok("reenter", *PLACE, "t2", "50").out
    assert "scores confirmed: 1" in drafts.ok("confirm", "main", Q1).out
    deeds = drafts.ok("journal").out
    assert deeds.count("type again") == 3
    assert "n/a ≠ 50" in deeds
    drafts.ok("journal", "--verify")


def test_a_series_that_does_not_ask_for_it_says_so(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[Series("main", ("roads",), settings={"confirm": "self"})],
            units=towns(2),
            scores=scores("main", Q1, {"roads": {"t1": 90}}, state="draft"),
        )
    )
    assert "does not ask for double entry" in program.refuses(1, "reenter", *PLACE, "t1", "90").complaint
    assert "scores confirmed: 1" in program.ok("confirm", "main", Q1).out


def test_whoever_typed_it_first_is_no_second_person(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[Series("main", ("roads",), settings={"confirm": "second-person", "double_entry": True})],
            units=towns(2),
        )
    )
    program.ok("enter", *PLACE, "t1", "90")
    assert program.refuses(1, "reenter", *PLACE, "t1", "90").complaint
    program.refuses(2, "reenter", *PLACE, "t1", "ninety")


def test_who_may_type_it_again_reads_the_first_figure_nowhere(drafts: Program) -> None:
    """Neither from a folder nor as somebody has entered it; whoever entered it, and an auditor, may."""
    for name, role in (("bob", "operator"), ("rev", "reviewer"), ("eve", "auditor")):
        drafts.ok("user", "add", name, "--role", role)
    drafts.by("bob").ok("enter", *PLACE, "t3", "81.37")
    boards = [("show", "ranking", "--series", "main", "--period", Q1, "--private", "--format", "json")]
    boards += [(*boards[0], "--area", "roads"), ("journal",), ("journal", "--format", "json")]
    for name, hidden, told in (
        ("rev", ("92.11", "81.37"), ()),
        ("bob", ("92.11",), ("81.37",)),
        ("eve", (), ("92.11", "81.37")),
    ):
        for board in boards:
            said = drafts.by(name).ok(*board).out
            assert not [figure for figure in hidden if figure in said], (name, board)
            assert "journal" not in board or [figure for figure in told if figure in said] == [*told], (name, board)
    drafts.by("rev").ok("reenter", *PLACE, "t3", "81.37")
    assert "81.37" in drafts.by("rev").ok(*boards[1]).out
