"""What names and texts may be written in, and which names look the same."""

import pytest

from scoreboard.locale import LANGUAGES, catalogue
from scoreboard.name_search import folded
from scoreboard.spelling import LONGEST_NAME, drawings, is_hidden, look_alike, name_fault, text_fault, told_apart_by

HIDDEN = {
    "right to left": "\u202e",
    "isolate": "\u2066",
    "mark of direction": "\u200f",
    "zero-width space": "\u200b",
    "joiner": "\u200d",
    "byte-order mark": "\ufeff",
    "soft hyphen": "\u00ad",
    "tag": "\U000e0041",
    "variation": "\ufe0f",
    "filler": "\u3164",
    "grapheme joiner": "\u034f",
    "no character": "\uffff",
}
GOOD = [
    *("永年县", "Yongnian County", "阿布都拉·买买提", "Łódź", "O\u02bcBrien", "O’Brien", "Иван Петров", "Ivan Петров"),
    *("𠮷祥村", "\U0002ebf1山村", "PM2.5监测", "α粒子组", "สวัสดีครับพี่", "བསྒྲུབས", "नमस्ते", "한글", "A组", "Việt Nam"),
]
ZALGO = "e" + "\u0301" * 500


@pytest.mark.parametrize("name", GOOD)
def test_names_of_all_kinds_are_good(name: str) -> None:
    assert name_fault(name) is None


@pytest.mark.parametrize("character", HIDDEN.values(), ids=HIDDEN)
def test_f712_what_nobody_sees_is_no_part_of_a_text(character: str) -> None:
    assert is_hidden(character)
    fault = text_fault(f"东{character}县")
    assert fault is not None
    assert (fault.what, fault.values["code"]) == ("hidden", f"U+{ord(character):04X}")


@pytest.mark.parametrize(
    ("name", "what"),
    [
        (ZALGO[:100], "marks"),
        ("e\u0301\u0302\u0303\u0304\u0305\u0306", "marks"),
        ("\u0301e", "marks"),
        ("a \u20dd", "marks"),
        ("аdmin", "alphabets"),
        ("Yοngnian County", "alphabets"),
        ("东县 Yоngnian", "alphabets"),
        ("x" * (LONGEST_NAME + 1), "too_long"),
        ("a\nb", "control"),
        ("\ud800", "control"),
    ],
)
def test_f712_names_that_are_refused(name: str, what: str) -> None:
    fault = name_fault(name)
    assert fault is not None
    assert fault.what == what
    for lang in LANGUAGES:
        assert f"spelling.{what}" in catalogue("errors", lang)
        assert f"problem.{what}" in catalogue("folder", lang)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ADMIN", "admin"),
        ("ａｄｍｉｎ", "admin"),
        ("ad min", "admin"),
        ("расе", "pace"),
        ("admin1", "adminl"),
        ("STRASSE", "straße"),
        ("e\u0301", "é"),
        ("王　三", "王三"),
        ("口", "囗"),
        ("阿依古丽·买买提", "阿依古丽•买买提"),
    ],
)
def test_f712_names_that_look_the_same(one: str, other: str) -> None:
    assert look_alike(one, other)
    assert look_alike(other, one)


@pytest.mark.parametrize(("one", "other"), [("wei", "wie"), ("甲", "乙"), ("judge1", "judge2"), ("ann", "anna")])
def test_names_that_differ(one: str, other: str) -> None:
    assert not look_alike(one, other)


@pytest.mark.parametrize("dot", "·•‧・∙⋅･")
def test_f912_every_middle_dot_is_one(dot: str) -> None:
    assert told_apart_by(f"阿依古丽{dot}买买提") == told_apart_by("阿依古丽·买买提")
    assert folded(f"阿依古丽{dot}买买提") == folded("阿依古丽·买买提")
    assert name_fault(f"阿依古丽{dot}买买提") is None


@pytest.mark.parametrize(("one", "other"), [("Расе", "Pace"), ("土村", "士村"), ("e\u0301", "é"), ("No.10", "No.1O")])
def test_f912_names_that_are_drawn_alike(one: str, other: str) -> None:
    assert drawings(one) & drawings(other)


@pytest.mark.parametrize(("one", "other"), [("上村", "下村"), ("永年县", "永年"), ("Pace", "Place")])
def test_f912_names_that_are_drawn_otherwise(one: str, other: str) -> None:
    assert not drawings(one) & drawings(other)
