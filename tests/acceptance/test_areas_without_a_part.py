"""A cell marked n/a: no place in its area, nothing missing, nothing for the total; and the board says why it is low."""

import pytest

from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.papers import text_of

CELLS = {"roads": {"t1": "90", "t2": "80", "t3": "70"}, "water": {"t1": "n/a", "t2": "60", "t3": "65"}}
SAID = {
    "zh": "缺项和不参评的重点工作，总分里都没有分。",
    "en": "An area without a score, missing or n/a, adds nothing to a total.",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_takes_no_part_in_the_area_and_adds_nothing_to_the_total_which_the_board_says(
    opened: Opened, lang: str
) -> None:
    made = Competition(
        series=[live("roads", "water", order="total")], units=towns(3), scores=scores("main", "2031Q1", CELLS)
    )
    program = opened(made)
    program.ok("close", "main", "2031Q1")
    water = {row["unit"]: (row["rank"], row["status"]) for row in program.rows("ranking", "--area", "water")}
    assert water == {"t3": (1, "ranked"), "t2": (2, "ranked"), "t1": (None, "n/a")}
    table = [(row["unit"], row["rank"], row["score"]) for row in program.rows("ranking")]
    assert table == [("t2", 1, "140.00"), ("t3", 2, "135.00"), ("t1", 3, "90.00")]
    program = program.speaking(lang)
    assert SAID[lang] in program.ok("show", "ranking").out
    assert SAID[lang] not in program.ok("show", "ranking", "--area", "water").out
    for form in ("md", "html", "xlsx", "pdf"):
        said = text_of(program, form, "bulletin", "main", "2031Q1")
        assert said.count("".join(SAID[lang].split())) == 1, form


def test_where_all_have_as_many_scores_nothing_of_it_is_said(opened: Opened) -> None:
    cells = {**CELLS, "water": {"t1": "50", "t2": "60", "t3": "65"}}
    program = opened(
        Competition(series=[live("roads", "water")], units=towns(3), scores=scores("main", "2031Q1", cells))
    )
    assert SAID["en"] not in program.ok("show", "ranking").out
