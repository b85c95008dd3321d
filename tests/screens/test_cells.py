"""Names from data are drawn literally and stay aligned."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from screens.widgets.cells import clean, clip, clip_start, glyphs_of, spaced, width_of, wrap

HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(
            "[/x]永年县\u0301\u200b\u200d\ufe0f\u202e\u2066\x1b\x07\n\t\r\u0600אب👩👧…ｱ\u3000\x9b\ud800\ue000"
        ),
    ),
    max_size=24,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[/x][bold]永年县", "[/x][bold]永年县"),
        ("a\x1b[31mb", "a?[31mb"),
        ("a\u202eb\u2066c\u200fd", "abcd"),
        ("一\n二\t三", "一 二 三"),
        ("e\u0301", "e\u0301"),
        ("\u0301e", "◌\u0301e"),
        ("\ud800", "?"),
        ("👩\u200d👧\ufe0f", "👩👧"),
    ],
)
def test_clean_keeps_what_is_seen_and_takes_what_moves(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(HOSTILE)
def test_width_is_the_terminals(text: str) -> None:
    assert width_of(text) == cell_len(clean(text)) == sum(cell_len(glyph) for glyph in glyphs_of(text))
    assert clean(clean(text)) == clean(text)


@given(HOSTILE, st.integers(0, 12))
def test_clip_never_exceeds_and_marks_every_cut(text: str, width: int) -> None:
    shown = clip(text, width)
    assert width_of(shown) <= width
    if width_of(text) > width > 0:
        assert shown.endswith("…")
        assert clean(text).startswith(shown[:-1])
    elif width_of(text) <= width:
        assert shown == clean(text)


@given(HOSTILE, st.integers(1, 12), st.integers(1, 4))
def test_wrap_fits_its_box(text: str, width: int, lines: int) -> None:
    wrapped = wrap(text, width, lines)
    assert len(wrapped) <= lines
    assert all(width_of(line) <= width for line in wrapped)


WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=8), min_size=2, max_size=9).map(" ".join)


@given(WORDS, st.integers(8, 30))
def test_f917_lines_break_between_words(text: str, width: int) -> None:
    wrapped = wrap(text, width, 20)
    assert " ".join(wrapped) == text


def test_f917_a_long_name_is_cut_after_a_word() -> None:
    assert clip("Department of Education and Sport", 25) == "Department of Education…"
    assert clip("Department of Education and Sport", 24) == "Department of Education…"
    assert clip("Department of Education and Sport", 22) == "Department of…"
    assert clip("Supercalifragilistic house", 12) == "Supercalifr…"


@given(st.text("县区镇，。a b", min_size=1, max_size=30).map(str.strip), st.integers(4, 30))
def test_lines_hold_all_that_there_is_to_say(text: str, width: int) -> None:
    wrapped = wrap(text, width, 60)
    assert "".join(wrapped).replace(" ", "") == text.replace(" ", "")
    assert all(width_of(line) <= width for line in wrapped)


def test_lines_break_beside_hanzi_as_well_as_between_words() -> None:
    assert wrap("原因：复核发现永年县漏计", 16, 3) == ["原因：复核发现", "永年县漏计"]
    assert wrap("Reason: 复核发现永年县漏计 0.75 分", 18, 3) == ["Reason: 复核发现", "永年县漏计 0.75 分"]
    assert wrap("市县、全市农区、县", 14, 3) == ["市县、全市", "农区、县"]
    assert wrap("全市农村公路建设养护区", 20, 3) == ["全市农村公路建设养", "护区"]


NUMBERS = "古尔邦·买买提江", "2010年", "11月5日", "93.55%", "92.5012分"
BETWEEN = "重点项目", "获得称号", "于", "，", "。", "更正后", "永年县"
SAID = st.lists(st.tuples(st.sampled_from(NUMBERS), st.sampled_from(BETWEEN)), min_size=1, max_size=7)
WHOLE = re.compile(r"[0-9][0-9.]*.?|古尔邦|买买提江")


def whole_in(text: str) -> set[str]:
    return {found.group() for found in WHOLE.finditer(text)}


@given(SAID, st.integers(14, 40))
def test_f917_no_number_and_no_part_of_a_name_is_cut(said: list[tuple[str, str]], width: int) -> None:
    text = "".join(map("".join, said))
    lines = wrap(text, width, 60)
    assert "".join(lines) == text
    assert {part for line in lines for part in whole_in(line)} == whole_in(text)
    shown = clip(text, width).removesuffix("…")
    assert whole_in(shown) <= whole_in(text)


def test_f917_small_text_is_broken_between_phrases_as_large_text_is() -> None:
    said = "各参赛单位：根据湖区竞赛第一季度考核结果，现将有关情况通报如下。更正后青槐乡并列第一；未另行裁定。"
    assert wrap(said, 30, 9) == [
        "各参赛单位：根据湖区竞赛",
        "第一季度考核结果，现将有关情况",
        "通报如下。更正后青槐乡并列",
        "第一；未另行裁定。",
    ]
    assert wrap("推进城镇化进程", 9, 4) == ["推进城镇", "化进程"], "no line more for that in a heading"


@given(st.text("县区镇，。a b于获得称号项目", min_size=1, max_size=60).map(str.strip), st.integers(8, 40))
def test_f917_phrases_take_few_more_lines(text: str, width: int) -> None:
    least = -(-width_of(text) // width)
    assert len(wrap(text, width, 60)) <= least + 2 + least // 2
    assert len(wrap(text, width, least)) <= least


def test_a_column_too_narrow_for_a_wide_character_shows_the_sign() -> None:
    assert wrap("永年县", 1, 3) == ["…"]


def test_a_wide_character_is_never_halved() -> None:
    assert clip("永年县", 4) == "永…"
    assert clip("永年县", 5) == "永年…"


def test_a_start_is_cut_between_characters_too() -> None:
    assert clip_start("/数据/永年.db", 20) == "/数据/永年.db"
    assert clip_start("/数据/永年.db", 8) == "…永年.db"
    assert clip_start("/数据/永年.db", 7) == "…年.db"
    assert clip_start("永年", 0) == ""


def test_chinese_headings_are_set_apart_where_they_fit() -> None:
    assert spaced("授旗仪式", 11) == "授 旗 仪 式"
    assert spaced("授旗仪式", 10) == "授旗仪式"
    assert spaced("Award", 40) == "Award"
