"""What a kind of board is made of: its columns for scripts, and the keys of the boards that there are."""

import pytest

from scoreboard.facts import FactKind
from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.kind import fields_of, names_in_line, same, value
from scoreboard.publications.kinds import kind_of
from scoreboard.publications.kinds.goals import GoalRow
from scoreboard.publications.promise_rows import told
from tests.publications.told_facts import told_facts

UNITS = [NamedUnit(unit=name, name=name, short_name=name, name_en=name.upper()) for name in "ab"]


def test_a_kind_that_there_is_not_is_named() -> None:
    with pytest.raises(KeyError, match=r"^'weather'$"):
        kind_of("weather")


def test_all_boards_of_a_kind_have_the_same_columns_for_scripts() -> None:
    columns = same("id", "unit")
    assert (columns("roads"), columns(None)) == (("id", "unit"), ("id", "unit"))


def test_columns_are_fields_of_a_row() -> None:
    assert fields_of(GoalRow, "id", "title") == ("id", "title")
    with pytest.raises(ValueError, match=r"^GoalRow has no odd, other$"):
        fields_of(GoalRow, "id", "other", "odd")


def test_a_column_shows_a_value_as_it_is_and_a_dash_for_none() -> None:
    column = value("cli.table.rank", lambda given: given)
    assert [column.cell(given, "zh") for given in (3, "x", 0, None, "")] == ["3", "x", "0", "-", "-"]
    assert (column.heading, column.justify, column.literal) == ("cli.table.rank", "left", False)


def test_units_are_named_in_one_line_of_a_language() -> None:
    assert [names_in_line(UNITS, lang) for lang in ("zh", "en")] == ["a、b", "A, B"]


def test_a_board_of_promises_is_there_once_there_are_any_and_stays() -> None:
    keys = told(FactKind.GOAL, "goals")
    assert keys(told_facts({})) == []
    assert keys(told_facts({FactKind.GOAL: {"1": {"unit": "e"}}})) == ["goals"]
    assert keys(told_facts({FactKind.PLEDGE: {"1": {"unit": "e"}}})) == []
    assert keys(told_facts({}, scores={"goals": {}})) == ["goals"], "they have been taken back"
