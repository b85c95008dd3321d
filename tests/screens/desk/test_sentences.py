"""Refusals at the desk are in one language, whatever they quote."""

from dataclasses import replace

from scoreboard.desk.worksheet import Named, SheetUnit
from scoreboard.errors import BadInput
from scoreboard.locale import Both, catalogue
from screens.desk.sentences import place_beside, sentence_of
from tests.screens.desk.test_desk_layout import sheet_of


def test_what_has_a_name_in_each_language_is_said_in_that_of_the_desk() -> None:
    gap = Both("中文说法", "an English word")
    own = [key.removeprefix("refused.") for key in catalogue("desk", "en") if key.startswith("refused.")]
    assert "promises.column" in own
    said = sentence_of(BadInput("promises.column", column="due", what=gap), "en")
    assert "an English word" in said
    assert "中文说法" not in said
    assert "中文说法" in sentence_of(BadInput("promises.column", column="due", what=gap), "zh")


def test_a_cells_names_give_way_to_what_is_said_of_it_down_to_half_of_a_line() -> None:
    words = "94.62  已确认  第 1 版"
    units = SheetUnit("u0", "永年县", ""), SheetUnit("u1", "永年县农村公路建设养护运输管理办公室", "")
    sheet = replace(sheet_of(2, 1), units=units, areas=(Named("a0", "节能减排", ""),))
    assert place_beside(("u0", "a0"), sheet, "zh", words, 80) == "永年县 · 节能减排"
    assert place_beside(("u1", "a0"), sheet, "zh", words, 60) == "永年县农村公路建设养护… · 节能减排"
    assert place_beside(("u1", "a0"), sheet, "zh", words, 40) == "永年县农… · 节能减排"
