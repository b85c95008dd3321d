"""A cue as its sheet has it and as a ceremony keeps it."""

from dataclasses import replace
from typing import get_args

import pytest

from scoreboard.ceremony.cue import Cue, CueName, CueText, cue_from, cue_words
from scoreboard.ceremony.cues import cue_formats
from scoreboard.exchange.formats.known import CueFormat

FULL = Cue(
    "star", area="a", pool="p", star="s", title="t", text="x", notes="n", words="w", presents="P", receives="R",
    proxy="Y", no_show=True, reveal="one-by-one", places=5, call="c", duration=90, seconds=30,
)  # fmt: skip


def test_a_cue_is_kept_by_what_differs_from_the_usual() -> None:
    assert cue_words(Cue("flag", area="roads")) == {"kind": "flag", "area": "roads"}
    assert cue_words(Cue("title")) == {"kind": "title"}
    assert cue_from(cue_words(FULL)) == FULL
    assert len(cue_words(FULL)) == 17


def test_a_run_sheet_must_write_the_area_or_the_star_of_what_is_about_one() -> None:
    assert {name: told for name, told in cue_formats().items() if told != CueFormat()} == {
        "flag": CueFormat(("area",), each_pool=True, climbs=True),
        "ranking": CueFormat(("area",), each_pool=True),
        "star": CueFormat(("star",)),
    }


TEXTS: tuple[CueText, ...] = get_args(CueText)


@pytest.mark.parametrize("text", TEXTS)
def test_a_cue_says_each_of_its_texts_in_english_as_far_as_it_has_it(text: CueText) -> None:
    both = replace(Cue("speech"), **{text: "中", f"{text}_en": "English"})
    assert [both.said(text, lang) for lang in ("zh", "en")] == ["中", "English"]
    assert [replace(Cue("speech"), **{text: "中"}).said(text, lang) for lang in ("zh", "en")] == ["中", "中"]
    assert cue_from(cue_words(both)) == both
    assert Cue("speech").said(text, "en") == ""


def test_numbers_may_be_text_and_what_is_missing_is_as_usual() -> None:
    given = {
        "kind": "star",
        "places": "2",
        "duration": "90.4",
        "seconds": "30.6",
        "area": None,
        "no_show": True,
        "odd": 1,
    }
    assert cue_from(given) == Cue("star", places=2, duration=90, seconds=31, no_show=True)
    assert cue_from({"kind": "star", "title": 7}) == Cue("star", title="7")
    assert (Cue("star").places, Cue("star").seconds, Cue("star").duration) == (3, 60, None)


@pytest.mark.parametrize(
    ("reveal", "gradual"), [("one-by-one", True), ("from-bottom", True), ("all", False), ("", False)]
)
def test_rows_come_one_after_the_other_where_the_sheet_says_so(reveal: str, gradual: bool) -> None:
    assert Cue("ranking", reveal=reveal).gradual is gradual


@pytest.mark.parametrize(
    ("cue", "subject"),
    [
        (Cue("flag", area="a", star="s", title="t"), "a"),
        (Cue("star", star="s", title="t"), "s"),
        (Cue("message", title="t"), "t"),
        (Cue("flag", area="a", pool="p"), "a/p"),
        (Cue("ranking", pool="p"), "p"),
        (Cue("title"), ""),
    ],
)
def test_what_a_cue_shows_as_a_person_reads_it(cue: Cue, subject: str) -> None:
    assert cue.subject == subject


def test_a_cue_is_called_in_both_languages_with_its_pool_and_its_flag() -> None:
    name = CueName("道路", "Roads", "道路先锋旗", "Roads Cup", "红组", "Reds", "奖金", "Money")
    assert [name.said(lang) for lang in ("zh", "en")] == ["道路（红组）", "Roads (Reds)"]
    assert [name.said_of_flag(lang) for lang in ("zh", "en")] == ["道路先锋旗（红组）", "Roads Cup (Reds)"]
    assert [name.flag_phrase(lang) for lang in ("zh", "en")] == ["道路先锋旗（红组）", "Roads Cup (Reds)"]
    assert [name.said_name(lang) for lang in ("zh", "en")] == ["道路", "Roads"]
    assert [name.pool_in(lang) for lang in ("zh", "en")] == ["红组", "Reds"]
    assert [name.prize_in(lang) for lang in ("zh", "en")] == ["奖金", "Money"]
    unnamed = replace(name, flag="道路", flag_en="Roads")
    assert [unnamed.flag_phrase(lang) for lang in ("zh", "en")] == ["道路（红组）", "flag for Roads (Reds)"]
    assert [name.flag_in(lang) for lang in ("zh", "en")] == ["道路先锋旗", "Roads Cup"]
    bare = CueName("服务星", "Service")
    assert [bare.said_of_flag(lang) for lang in ("zh", "en")] == ["服务星", "Service"]
    assert (bare.flag, bare.pool, bare.pool_en, bare.prize, bare.prize_en) == ("", "", "", "", "")


def test_units_are_kept_as_a_list_and_read_as_words() -> None:
    kept = cue_words(Cue("settlement", units=("t1", "t2")))
    assert kept["units"] == ["t1", "t2"]
    assert cue_from({**kept, "units": [1, "t2"]}).units == ("1", "t2")
    assert "units" not in cue_words(Cue("settlement"))


def test_a_cue_says_its_texts_in_each_language() -> None:
    cue = Cue("message", text="请稍候", text_en="One moment", words="好")
    assert [cue.said("text", lang) for lang in ("zh", "en")] == ["请稍候", "One moment"]
    assert [cue.said("words", lang) for lang in ("zh", "en")] == ["好", "好"]
    assert cue.said("call", "en") == ""


def test_what_has_no_flag_is_called_by_its_own_name() -> None:
    assert CueName("服务星", "Service").flag_phrase("en") == "flag for Service"


def test_how_many_winners_come_one_by_one_is_kept_even_where_it_is_the_usual_number() -> None:
    """The number of a category's places may change; that of steps that a sheet has announced may not."""
    usual = Cue("star").places
    assert cue_words(Cue("star", star="service", reveal="one-by-one"))["places"] == usual
    assert "places" not in cue_words(Cue("star", star="service"))
    assert "places" not in cue_words(Cue("flag", area="roads", reveal="one-by-one"))


def test_the_places_of_a_climb_may_be_kept_as_text() -> None:
    cue = cue_from({"kind": "flag", "reveal": "climb", "places": "9", "by": "2", "singly_from": "4.0"})
    assert (cue.places, cue.by, cue.singly_from) == (9, 2, 4)
