"""A unit that had ended, or was not there yet, at the end of a period: that is what is said of it."""

from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

Q1, Q2 = "2031Q1", "2031Q2"


def lake(opened: Opened) -> Program:
    """t2 ends in the first quarter, t3 begins in the second, s1 is of no pool of the series."""
    first, second, third = ({**town} for town in towns(3))
    second |= {"valid_to": "2031-02-15"}
    third |= {"valid_from": "2031-05-01"}
    (other,) = towns(1, pool="school", prefix="s", start=5)
    cells = scores("main", Q1, {"roads": {"t1": 90}})
    return opened(Competition(series=[live("roads")], units=[first, second, third, other], scores=cells))


def test_of_a_unit_that_has_ended_it_is_not_said_that_it_takes_no_part(opened: Opened) -> None:
    program = lake(opened)
    ended = "Town t2 was there until 2031-02-15, and 2031Q1 ended on 2031-03-31"
    unborn = "Town t3 begins on 2031-05-01, after 2031Q1 ended on 2031-03-31"
    for unit, told in (("t2", ended), ("t3", unborn), ("s1", "Town s1 does not take part in series main")):
        assert told in program.refuses(2, "enter", "main", Q1, "roads", unit, 80).complaint
    program.ok("enter", "main", Q2, "roads", "t3", 80)


def test_nor_where_it_is_given_a_flag(opened: Opened) -> None:
    program = lake(opened)
    program.ok("close", "main", Q1)
    for unit, told in (
        ("t2", "t2 was there until 2031-02-15, and 2031Q1 ended"),
        ("t3", "t3 begins on 2031-05-01, after 2031Q1 ended"),
        ("s1", "s1 does not take part in main 2031Q1"),
    ):
        correction = ("decide", "correction", "main", Q1, "roads", "t1", 91, "--holder", unit, "--reason", "r")
        assert told in program.refuses(1, *correction, "--approved-by", "li").complaint


def test_an_honour_of_another_century_has_a_date_that_cannot_be_meant(opened: Opened) -> None:
    program = lake(opened)
    honour = ("honour", "t1", "national", "Model", "--document", "No. 1", "--on")
    assert "cannot be the year that is meant" in program.refuses(2, *honour, "3031-05-01").complaint
    assert "is not a date" in program.refuses(2, *honour, "2031-02-30").complaint
    assert (
        "cannot be the year that is meant" in program.refuses(2, "show", "ranking", "--as-of", "3031-05-01").complaint
    )
