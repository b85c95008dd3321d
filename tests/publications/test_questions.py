"""Which rows of a board are wanted, and for which day it is asked."""

from datetime import date

import pytest

from scoreboard.facts import FactKind
from scoreboard.publications.questions import ALL, Window, cut, cut_rows
from tests.ceremony.test_told_results import placed
from tests.publications.told_facts import COMPETITION, question_of

ROWS = [{"unit": unit, "pool": pool} for unit, pool in (("a", "town"), ("b", "office"), ("c", "town"), ("d", "town"))]


@pytest.mark.parametrize(
    ("window", "units", "total"),
    [
        (ALL, "abcd", 4),
        (Window(1, 2), "bc", 4),
        (Window(2), "cd", 4),
        (Window(0, 0), "", 4),
        (Window(9, 2), "", 4),
        (Window(0, None, "town"), "acd", 3),
        (Window(1, 1, "town"), "c", 3),
        (Window(1, None, "office"), "", 1),
    ],
)
def test_a_page_is_cut_from_rows_and_from_what_was_printed_alike(window: Window, units: str, total: int) -> None:
    rows = [placed(row["unit"], 1, "1", row["pool"]) for row in ROWS]
    shown, count = cut_rows(rows, window)
    assert ("".join(row.unit for row in shown), count) == (units, total)
    printed, of_all = cut({"board": "ranking", "rows": ROWS}, window)
    assert ("".join(row["unit"] for row in printed["rows"]), of_all, printed["board"]) == (units, total, "ranking")


def test_what_was_printed_without_rows_has_none() -> None:
    assert cut({"board": "ceremony"}, ALL) == ({"board": "ceremony"}, 0)
    assert cut({"board": "ceremony"}, Window(0, 5)) == ({"board": "ceremony", "rows": []}, 0)


@pytest.mark.parametrize(
    ("end", "on", "as_of", "closed", "running"),
    [
        ("2031-03-31", "2031-07-01", None, "2031-03-31", "2031-03-31"),
        ("2031-09-30", "2031-07-01", None, "2031-07-01", "2031-07-01"),
        ("2031-09-30", "2031-07-01", "2031-08-01", "2031-07-01", "2031-08-01"),
        ("2031-09-30", "2031-07-01", "2031-06-01", "2031-07-01", "2031-07-01"),
    ],
)
def test_s10_a_board_prints_the_names_of_the_periods_last_day_or_of_its_own_while_that_is_to_come(
    end: str, on: str, as_of: str | None, closed: str, running: str
) -> None:
    question = question_of("stars/Q1", {FactKind.COMPETITION: COMPETITION}, on=on, as_of=as_of)
    days = (question.naming_day({"end": end}), question.naming_day({"end": end}, running=True))
    assert days == (date.fromisoformat(closed), date.fromisoformat(running))


def test_days_are_those_of_the_competition_wherever_the_program_runs() -> None:
    """Four in the morning in London is still yesterday on Samoa."""
    far = {FactKind.COMPETITION: {"": {**COMPETITION[""], "timezone": "Pacific/Pago_Pago"}}}
    question = question_of("stars/Q1", far, on="2031-07-01", as_of="2031-08-01")
    assert (question.told_on, question.day) == (date(2031, 6, 30), date(2031, 7, 31))
