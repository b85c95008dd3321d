"""F110, and what readers who did not know the program stumbled on: names, lists, empty tables, plurals."""

import re

import pytest

from scoreboard.locale import say
from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, Series, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.papers import text_of

LIVE = {"publication": "live", "confirm": "self"}
CELLS = {"roads": {"t1": 90, "t2": 80}, "water": {"t2": 70}}


def both(**settings: object) -> Competition:
    return Competition(
        series=[Series(areas=("roads", "water"), settings={**LIVE, **settings})],
        units=towns(3),
        scores=scores("main", "2031Q1", CELLS),
        veto_items=(("party", "党建"),),
    )


def test_f110_a_period_without_an_english_name_is_called_by_its_name(opened: Opened) -> None:
    program = opened(both())
    program.ok("close", "main", "2031Q1")
    assert program.show("flags")["period_name_en"] == "第一季度"
    for words in (("show", "flags"), ("show", "annual"), ("show", "unit", "t1"), ("bulletin", "main", "2031Q1")):
        said = program.ok(*words).out
        assert "第一季度" in said, words
        assert "2031Q1" not in said, words


def test_f110_it_is_called_so_on_a_units_sheet_too(opened: Opened) -> None:
    program = opened(both()).speaking("en")
    program.ok("close", "main", "2031Q1")
    said = text_of(program, "html", "notice", "unit", "t1")
    assert "第一季度" in said
    assert "2031Q1" not in said


def test_f110_a_bulletins_title_is_put_together_with_commas(opened: Opened) -> None:
    program = opened(both())
    program.ok("close", "main", "2031Q1")
    assert program.ok("bulletin", "main", "2031Q1").out.startswith("# Bulletin: Lake contest, main级, 第一季度\n")


def test_show_flags_of_one_area_shows_it(opened: Opened) -> None:
    program = opened(both())
    program.ok("close", "main", "2031Q1")
    assert [row["area"] for row in program.rows("flags", "--area", "water")] == ["water"]
    assert program.show("flags", "--area", "water")["revision"] == 1
    assert "nothing public" not in program.ok("show", "flags", "--area", "roads").out
    assert program.show("flags", "--area", "roads", "--limit", "5")["total"] == 1
    program.refuses(2, "show", "flags", "--area", "yards")


def test_a_missing_unit_stands_in_the_bulletin_and_on_its_own_page(opened: Opened) -> None:
    program = opened(both())
    program.ok("close", "main", "2031Q1")
    said = program.ok("bulletin", "main", "2031Q1").out
    ranking = said.partition("## Roads")[2].partition("##")[0]
    assert re.search(r"missing \| Town t3 \| -", ranking), said
    rows = {row["area"]: row for row in program.show("unit", "t3")["rows"]}
    assert (rows["roads"]["status"], rows["roads"]["rank"]) == ("missing", None)


def test_a_vacant_flag_is_told_once(opened: Opened) -> None:
    program = opened(both(minimum=95))
    program.ok("close", "main", "2031Q1")
    for words in (("show", "flags"), ("bulletin", "main", "2031Q1")):
        table = program.ok(*words).out.partition("Overall")[0]
        assert table.count("vacant") == 2, table


def test_the_check_asks_no_english_name_of_latin_ones_and_lists_as_english_does(opened: Opened) -> None:
    units = [
        *towns(2),
        {"id": "x1", "name": "Région – É", "name_en": "Région – É", "parent": "lake", "pool": "town"},
        {"id": "x2", "name": "上村", "parent": "lake", "pool": "town"},
        {"id": "x3", "name": "下村", "parent": "lake", "pool": "town"},
    ]
    program = opened(
        Competition(series=[sealed("roads")], units=units, scores=scores("main", "2031Q1", {"roads": {"t1": 90}}))
    )
    program.ok("close", "main", "2031Q1")
    said = program.ok("ceremony", "check", "main-2031Q1").out
    assert "without an English form: 2: 上村, 下村\n" in said, said
    assert "上村、下村" in program.speaking("zh").ok("ceremony", "check", "main-2031Q1").out


def test_the_check_says_that_a_ceremony_is_not_sealed_and_names_the_command(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[sealed("roads")], units=towns(2), scores=scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 80}})
        )
    )
    program.ok("close", "main", "2031Q1")
    for lang in ("en", "zh"):
        said = program.speaking(lang).ok("ceremony", "check", "main-2031Q1").out
        assert "scoreboard ceremony seal main-2031Q1" in said
    program.ok("ceremony", "seal", "main-2031Q1")
    assert "scoreboard ceremony seal" not in program.ok("ceremony", "check", "main-2031Q1").out
    assert "Nobody holds it now." in program.ok("ceremony", "plan", "main-2031Q1", "--script").out
    play(program, "main-2031Q1")


def test_decisions_answer_with_names(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[sealed("roads")], units=towns(3), scores=scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 80}})
        )
    )
    program.ok("close", "main", "2031Q1")
    given = (
        "decide",
        "correction",
        "main",
        "2031Q1",
        "roads",
        "t2",
        "95",
        "--reason",
        "late",
        "--approved-by",
        "chief",
    )
    said = program.speaking("zh").ok(*given).out
    assert "roads工作：旗尚未揭晓，随更正后的名次认定" in said, said
    assert "t1" not in said
    assert "青槐乡" not in said, "whose a sealed flag is, is not told unasked"
    assert "main级 第一季度 roads工作 白鹭镇" in said
    assert "青槐乡" in program.speaking("zh").ok("decide", "abolition", "t1", "--on", "2031-07-01", "--reason", "x").out


@pytest.mark.parametrize(("count", "said"), [(1, "1 change"), (2, "2 changes"), (0, "0 changes")])
def test_english_counts(count: int, said: str) -> None:
    assert say("cli.said.loaded", "en", competition="lake", changes=count) == f"lake loaded: {said}"


def test_one_outcome_has_one_name() -> None:
    assert {say(f"{room}.outcome.first", "zh") for room in ("cli", "bulletin", "hall")} == {"首次夺旗"}
    assert say("hall.wall.first", "zh") == "首夺", "its short form, where a flag is small"


def test_a_script_says_that_a_tie_is_to_be_decided_where_no_earlier_period_is_waited_for(opened: Opened) -> None:
    rows = scores("main", "2031Q1", {"roads": {"t1": "80", "t2": "80", "t3": "90"}})
    program = opened(Competition(series=[sealed("roads")], units=towns(3), scores=rows))
    program.ok("close", "main", "2031Q1")
    program.ok("veto", "t3", "safety", "--period", "2031Q1", "--reason", "事故", "--approved-by", "Li")
    script = program.ok("ceremony", "plan", "main-2031Q1", "--script").out
    assert "earlier period" not in script
    assert "still to be decided" in script
    assert "尚待裁定" in program.speaking("zh").ok("ceremony", "plan", "main-2031Q1", "--script").out
