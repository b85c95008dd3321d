"""Options that take several values: all at once, one after the other, in whatever order with the rest."""

import pytest

from scoreboard.cli.command import spread
from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import units

Q1 = "2031Q1"
VALUED = frozenset({"--holder", "--approved-by", "--reason"})


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("main q a --holder A B --reason x", "main q a --holder A --holder B --reason x"),
        ("--holder A main q a --reason x", "--holder A main q a --reason x"),
        ("--holder A main q a B", "--holder A main q a B"),
        ("main q a --holder=A B --none C", "main q a --holder=A --holder B --none C"),
        ("main q a --reason --holder --holder A B", "main q a --reason --holder --holder A --holder B"),
        ("main q a --holder", "main q a --holder"),
        ("main q a --holder --reason x", "main q a --holder --reason x"),
        ("main q a --lift x --holder A", "main q a --lift x --holder A"),
    ],
)
def test_words_after_such_an_option_are_its_values(words: str, expected: str) -> None:
    assert spread(words.split(), "--holder", 3, VALUED) == expected.split()


@pytest.mark.parametrize(
    "second",
    [
        ("--approved-by", "li", "wang"),
        ("--approved-by", "li", "--approved-by", "wang"),
        ("--approved-by=li", "--approved-by", "wang"),
    ],
)
def test_those_who_approve_are_named_at_once_or_one_after_the_other(opened: Opened, second: tuple[str, ...]) -> None:
    tied = {"roads": {"t1": 90, "t2": 90, "t3": 80}}
    program = opened(Competition(series=[live("roads")], units=towns(3), scores=scores("main", Q1, tied)))
    decide = ("decide", "tie", "main", Q1, "roads")
    program.ok(*decide, *second, "--holder", "t1", "t2", "--reason", "both")
    assert program.journal()[-1]["after"]["approved_by"] == ["li", "wang"]
    program.ok("close", "main", Q1)
    assert units(program.flags()["roads"]["holders"]) == ["t1", "t2"]
    program.ok("veto", "t1", "safety", "--period", Q1, "--reason", "fire", *second)
    program.ok("decide", "correction", "main", Q1, "roads", "t3", "81", "--reason", "miscounted", *second)
    assert program.journal()[-1]["after"]["approved_by"] == ["li", "wang"]


def test_such_an_option_without_a_value_is_wrong_usage(opened: Opened) -> None:
    tied = {"roads": {"t1": 90, "t2": 90}}
    program = opened(Competition(series=[live("roads")], units=towns(2), scores=scores("main", Q1, tied)))
    program.refuses(2, "decide", "tie", "main", Q1, "roads", "--reason", "lot", "--holder")
    program.refuses(2, "decide", "tie", "main", Q1, "roads", "--holder", "--reason", "lot")


@pytest.mark.parametrize("second", [("--approved-by", "li"), ("--approved-by=li",), ("--reason", "lot")])
def test_beside_arguments_of_any_number_it_takes_one(opened: Opened, second: tuple[str, ...]) -> None:
    tied = {"roads": {"t1": 90, "t2": 80, "t3": 80}}
    series = live("roads", countback=["decide"])
    program = opened(Competition(series=[series], units=towns(3), scores=scores("main", Q1, tied)))
    reason = () if "--reason" in second else ("--reason", "lot")
    program.ok("decide", "place", "main", Q1, "roads", *second, "t3", "t2", *reason)
    row = program.journal()[-1]["after"]
    assert (row["units"], row["approved_by"]) == (["t3", "t2"], ["li"] if reason else [])
