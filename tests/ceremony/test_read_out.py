"""What an announcer reads out: names, how they are read, and the sentences around them."""

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from scoreboard.ceremony.read_out import (
    Announced,
    CalledUp,
    ScriptCue,
    Spoken,
    joined,
    pinyin_of,
    sentence,
    spoken_units,
)
from scoreboard.enums import Outcome
from scoreboard.publications.boards import Picture
from tests.publications.test_flag_row import ROW


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("邯郸县", ""), ("永年", ""), ("East", ""), ("", ""), ("洺关镇", "míng guān zhèn"), ("𠮷野", "𠮷 yě"),
        ("㐂", "㐂"), ("가나", ""), ("･", ""),
    ],
)  # fmt: skip
def test_names_with_rare_hanzi_carry_their_pinyin(name: str, pinyin: str) -> None:
    assert pinyin_of(name) == pinyin


def test_units_are_spoken_of_by_the_names_of_a_picture() -> None:
    names = {"e": SimpleNamespace(name="洺关镇", name_en="Mingguan"), "w": SimpleNamespace(name="东县", name_en="East")}
    picture = cast(Picture, SimpleNamespace(names=names))
    assert spoken_units(picture, ["w", "e"]) == (
        Spoken("东县", "East"),
        Spoken("洺关镇", "Mingguan", "míng guān zhèn"),
    )
    assert pinyin_of("㐀") != ""


def test_names_are_read_out_with_their_pinyin_and_what_they_are() -> None:
    plain = Spoken("东县", "East")
    rare = Spoken("洺关镇", "Mingguan", "míng guān zhèn")
    unnamed = Spoken("洺关镇", "洺关镇", "míng guān zhèn")
    person = Spoken("王明", "Wang Ming", about="东县 主任", about_en="East, head")
    assert [joined((plain, rare), lang) for lang in ("zh", "en")] == [
        "**东县**、**洺关镇**（míng guān zhèn）",
        "**East** and **Mingguan**",
    ]
    assert [joined((unnamed,), lang) for lang in ("zh", "en")] == [
        "**洺关镇**（míng guān zhèn）",
        "**洺关镇** (míng guān zhèn)",
    ]
    assert [joined((person,), lang) for lang in ("zh", "en")] == ["东县 主任 **王明**", "East, head **Wang Ming**"]
    assert joined((Spoken("a*b", "a*b"),), "en") == "**a\\*b**"
    assert joined((), "zh") == ""


def test_sentences_are_those_of_the_script() -> None:
    assert sentence("flag.second", "en", who="East") == "In second place: East."
    assert sentence("flag.second", "zh", who="东县") == "第二名：东县。"


def test_an_announcement_has_no_names_unless_some_are_given() -> None:
    assert (Announced().winners, Announced().second, Announced().third, Announced().row) == ((), (), (), None)
    assert ScriptCue.__dataclass_fields__["waits"].default is False


def test_whoever_has_won_comes_up_and_nobody_for_a_flag_that_merely_stays() -> None:
    who = (Spoken("东县", "East"),)
    won, stays = (replace(ROW, outcome=outcome) for outcome in (Outcome.DEFENDED, Outcome.RETAINED))
    assert [Announced(who, row=row).called_up for row in (None, won, stays)] == [who, who, ()]


def test_whoever_is_called_up_is_spoken_of_in_each_language() -> None:
    called = CalledUp(Spoken("东县", "East"), "已兑现", "kept")
    assert (called.said("zh"), called.said("en")) == ("已兑现", "kept")
