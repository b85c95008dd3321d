"""F901: a period is not closed on a day before it begins, and closing one that still runs is said aloud."""

import pytest

from tests.acceptance.competition import Competition, live, scores, sealed, towns
from tests.acceptance.conftest import Opened

CELLS = {"roads": {"t1": "50", "t2": "40"}}


@pytest.mark.parametrize("make", [live, sealed])
def test_f901_a_day_before_the_period_is_bad_input(opened: Opened, make: object) -> None:
    series = live("roads") if make is live else sealed("roads")
    program = opened(Competition(series=[series], units=towns(2), scores=scores("main", "2031Q2", CELLS)))
    program.refuses(2, "close", "main", "2031Q2", "--on", "2031-03-31")
    program.ok("close", "main", "2031Q2", "--on", "2031-04-01")


@pytest.mark.parametrize(
    ("now", "warned"), [("2031-03-01", True), ("2031-06-30", True), ("2031-07-01", False), ("2031-09-09", False)]
)
def test_f901_closing_a_period_that_runs_is_said(opened: Opened, now: str, warned: bool) -> None:
    program = opened(Competition(series=[live("roads")], units=towns(2), scores=scores("main", "2031Q2", CELLS)))
    begun = now >= "2031-04-01"
    for lang, words in (("zh", "提前结账" if begun else "还没有开始就结了账"), ("en", "Warning")):
        said = program.at(f"{now}T12:00:00+08:00").speaking(lang)("close", "main", "2031Q2")
        if said.code == 0:
            assert (words in said.err, "2031-06-30" in said.err) == (warned, warned)
            assert said.err == "" or warned
        else:
            assert said.code == 1, "it is already closed"
