"""What is called by two names: in a language, with what stands in where nobody has written one."""

from types import SimpleNamespace

import pytest

from scoreboard.publications.board_words import area_words
from scoreboard.publications.names import CarriesFlag, flag_in_english, named, period_named
from scoreboard.wire import UNSET


@pytest.mark.parametrize(
    ("name_en", "zh", "en"), [("East", "东县", "East"), ("", "东县", "东县"), (None, "东县", "东县")]
)
def test_whatever_has_no_english_name_is_called_as_it_is(name_en: str | None, zh: str, en: str) -> None:
    assert (named("东县", name_en, "zh"), named("东县", name_en, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("name_en", "en"), [("Quarter one", "Quarter one"), ("第一季度", "2031Q1"), ("", "2031Q1"), (None, "2031Q1")]
)
def test_a_period_that_only_chinese_readers_can_read_is_called_by_its_id_in_english(
    name_en: str | None, en: str
) -> None:
    assert period_named("2031Q1", "第一季度", name_en, "zh") == "第一季度"
    assert period_named("2031Q1", "第一季度", name_en, "en") == en
    assert period_named("2031Q1", "Spring", name_en or "", "en") == (en if name_en else "Spring")


@pytest.mark.parametrize(
    ("flag", "flag_en", "zh", "en"),
    [
        ("道路旗", "Roads pennant", "道路旗", "Roads pennant"),
        ("", "Roads", "道路", "Roads"),
        ("道路旗", UNSET, "道路旗", "Roads"),
    ],
)
def test_a_flag_is_called_by_its_name_else_by_its_areas(flag: str, flag_en: str, zh: str, en: str) -> None:
    class Row(SimpleNamespace, CarriesFlag):
        """What is about the flag of an area."""

    row = Row(area_name="道路", area_name_en="Roads", flag=flag, flag_en=flag_en)
    assert (row.flag_called("zh"), row.flag_called("en")) == (zh, en)


@pytest.mark.parametrize(
    ("flag_en", "area_en", "told"),
    [
        ("Roads pennant", "Roads", "Roads pennant"),
        (None, "Roads", "Roads"),
        ("", None, "道路旗"),
        ("", "", "道路旗"),
        ("", "道路", "道路旗"),
    ],
)
def test_a_flag_without_an_english_name_goes_by_that_of_its_area(
    flag_en: str | None, area_en: str | None, told: str
) -> None:
    assert flag_in_english("道路旗", flag_en, "道路", area_en) == told


def test_the_flag_of_an_area_whose_english_name_is_its_own_is_called_as_it_is() -> None:
    for name_en, flag_en in (("Roads", "Roads"), ("道路", "道路旗")):
        told = area_words("roads", {"name": "道路", "name_en": name_en, "flag": "道路旗"})
        assert (told.area_name_en, told.flag_en) == (name_en, flag_en)
