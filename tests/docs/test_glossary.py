"""docs/glossary.md has every word of the field that people see, as the catalogue says it, and where it lives."""

import re
from collections.abc import Mapping
from enum import StrEnum

import pytest

from scoreboard.ceremony.events import State
from scoreboard.desk.sheet_cells import CellState
from scoreboard.enums import GoalState, NomineeStatus, Outcome, PeriodState, PledgeState, Role, Status, YearState
from scoreboard.locale import catalogue
from tests.docs.pages import HOUSE, page, paths, rows, section

TEXT = page("docs/glossary.md")
WORDS = [
    cells for heading in ("The contest", "What is public, and the ceremony") for cells in rows(section(TEXT, heading))
]


def values(heading: str) -> Mapping[str, tuple[str, str]]:
    """The values of one table, each with its Chinese and its English word."""
    (table,) = re.findall(rf"^\| {heading} \|.*\n\|-.*\n((?:\|.*\n)+)", TEXT, re.MULTILINE)
    cells = ([cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in table.splitlines())
    return {value: (chinese, english) for value, chinese, english in cells}


def test_every_module_that_is_named_exists() -> None:
    named = paths(TEXT)
    assert len(named) > 35
    assert [path for path in sorted(named) if not (HOUSE / path).exists()] == []


def test_every_word_has_one_line_in_both_languages() -> None:
    words = [word for cells in WORDS for word in cells[0].split(", ")]
    assert len(words) == len(set(words))
    for cells in WORDS:
        assert re.search(r"[\u4e00-\u9fff]", cells[1]), cells[0]
        assert len(cells[0].split(", ")) == len(cells[1].split("、")), cells[0]


@pytest.mark.parametrize(
    ("heading", "room", "prefix", "expected"),
    [
        ("outcome", "cli", "outcome", Outcome),
        ("status", "cli", "status", Status),
        ("star status", "cli", "star_status", NomineeStatus),
        ("pledge", "year", "pledge_state", PledgeState),
        ("goal", "year", "goal_state", GoalState),
        ("cell", "desk", "cell", CellState),
        ("contest", "desk", "state", PeriodState),
        ("ceremony", "ceremony", "state", State),
        ("year period", "year", "period", YearState),
        ("role", "desk", "role", Role),
    ],
)
def test_every_value_that_people_see_is_there_as_the_catalogue_says_it(
    heading: str, room: str, prefix: str, expected: type[StrEnum]
) -> None:
    told = values(heading)
    assert set(told) == {str(value) for value in expected}
    for value, words in told.items():
        key = f"{prefix}.{value.replace('/', '')}"
        assert words == tuple(catalogue(room, lang)[key] for lang in ("zh", "en")), value


def test_an_outcome_is_called_the_same_in_every_room_or_the_page_says_so() -> None:
    told = {value: zh for value, (zh, _en) in values("outcome").items()}
    otherwise = section(TEXT, "Values that people see").partition("Beside a name")[2].partition("Why a unit")[0]
    for room, prefix in (("bulletin", "outcome"), ("bulletin", "early_outcome"), ("hall", "outcome"), ("hall", "wall")):
        words = catalogue(room, "zh")
        for value, chinese in told.items():
            said = words.get(f"{prefix}.{value}", chinese)
            if value != Outcome.OPEN:  # the wall says of an open flag what is known of it
                assert said.startswith(chinese) or said in otherwise, f"{room} {prefix} {value}: {said}"


def test_a_role_is_called_the_same_everywhere() -> None:
    for lang in ("zh", "en"):
        told = catalogue("cli", lang)["option.role"]
        index = 0 if lang == "zh" else 1
        assert [words[index] for words in values("role").values() if words[index] not in told] == []
        assert catalogue("director", lang)["role.director"] == values("role")["director"][index]
