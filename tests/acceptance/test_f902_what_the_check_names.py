"""F902: the check before a ceremony names whatever a careful director would want to know first, and never by ids."""

from typing import Any

from tests.acceptance.competition import Competition, Row, Series, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

Q1, Q2 = "2031Q1", "2031Q2"
CEREMONY = f"main-{Q1}"


def check(program: Program, lang: str = "en", ceremony: str = CEREMONY) -> dict[str, dict[str, Any]]:
    said = program.speaking(lang)("ceremony", "check", ceremony, "--format", "json")
    return {one["name"]: one for one in said.json()}


def test_f902_an_area_without_a_score_is_named(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[sealed("roads", "water", minimum=90)],
            units=towns(2),
            scores=scores("main", Q1, {"roads": {"t1": 50, "t2": 40}}),
        )
    )
    program.ok("close", "main", Q1)
    found = check(program)["unscored"]
    assert (found["state"], "Water" in found["text"], "Roads" in found["text"]) == ("warning", True, False)
    assert "water工作" in check(program, "zh")["unscored"]["text"]
    assert "unscored" not in check(program.by(None)), "whoever may not see it is told nothing of it"


def test_f902_a_period_without_any_score_is_said_to_be_one(opened: Opened) -> None:
    """F208: the check says so, too."""
    program = opened(Competition(series=[sealed("roads", "water")], units=towns(2)))
    program.ok("close", "main", Q1, "--empty")
    assert "Roads, Water" in check(program)["unscored"]["text"]


def test_f902_pools_without_a_score_are_named_by_their_pool(opened: Opened) -> None:
    series = Series(
        pools=(
            {"id": "town", "name": "乡镇", "name_en": "Towns"},
            {"id": "bureau", "name": "局", "name_en": "Bureaus"},
        ),  # type: ignore[arg-type]
        settings={"confirm": "self", "ranking": "by-pool"},
    )
    program = opened(
        Competition(
            series=[series],
            units=[*towns(2), *towns(2, pool="bureau", prefix="b", start=5)],
            scores=scores("main", Q1, {"roads": {"t1": 50, "t2": 40}}),
        )
    )
    program.ok("close", "main", Q1)
    assert "Roads (Bureaus)" in check(program)["unscored"]["text"]
    assert "Towns" not in check(program)["unscored"]["text"]


def test_f902_nominees_about_whom_nothing_was_decided_are_named(opened: Opened) -> None:
    nominee = {"period": Q1, "star": "service", "series": "main"}
    program = opened(
        Competition(
            series=[sealed("roads")],
            units=towns(2),
            scores=scores("main", Q1, {"roads": {"t1": 50, "t2": 40}}),
            stars=[{"id": "service", "name": "服务星", "name_en": "Service star"}],
            nominees=[
                {**nominee, "unit": "t1", "person": "赵甲", "status": "nominated"},
                {**nominee, "unit": "t2", "person": "钱乙", "status": "withdrawn"},
            ],
        )
    )
    program.ok("close", "main", Q1)
    text = check(program)["nominated"]["text"]
    assert "赵甲 (Town t1, Service star)" in text
    assert "钱乙" not in text
    assert "赵甲（青槐乡，服务星）" in check(program, "zh")["nominated"]["text"]


def test_f912_whoever_stands_for_several_stars_is_named(opened: Opened) -> None:
    nominee = {"period": Q1, "series": "main", "status": "nominated"}
    program = opened(
        Competition(
            series=[sealed("roads")],
            units=towns(2),
            scores=scores("main", Q1, {"roads": {"t1": 50, "t2": 40}}),
            stars=[{"id": "service", "name": "服务星"}, {"id": "craft", "name": "手艺星"}],
            nominees=[
                {**nominee, "star": "service", "unit": "t1", "person": "赵甲"},
                {**nominee, "star": "craft", "unit": "t1", "person": "赵　甲"},
                {**nominee, "star": "craft", "unit": "t2", "person": "钱乙"},
            ],
        )
    )
    program.ok("close", "main", Q1)
    text = check(program)["several"]["text"]
    assert ("赵甲 (Town t1)" in text, "钱乙" in text, "1 person is nominated" in text) == (True, False, True)
    assert "赵甲（青槐乡）" in check(program, "zh")["several"]["text"]


def judged(unit: str, **given: object) -> list[Row]:
    place = {"series": "main", "period": Q1, "area": "roads", "unit": unit, "state": "confirmed"}
    return [{**place, "judge": judge, "score": score} for judge, score in given.items()]


def test_f902_a_winner_whom_not_all_judges_have_scored_is_named(opened: Opened) -> None:
    panel = [{"series": "main", "period": Q1, "judge": f"j{number}", "name": ""} for number in range(1, 6)]
    program = opened(
        Competition(
            series=[sealed("roads", judges="mean")],
            units=towns(2),
            records={"judges": panel},
            scores=[*judged("t1", j1=90, j2=91), *judged("t2", j1=80, j2=81)],
        )
    )
    program.ok("close", "main", Q1)
    text = check(program)["panel"]["text"]
    assert "Town t1, Roads (2 of 5 judges)" in text
    assert "Town t2" not in text
    assert "青槐乡 · roads工作（2/5 位评委）" in check(program, "zh")["panel"]["text"]


def test_f902_a_winner_that_ended_since_the_period_is_named(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[sealed("roads", "water")],
            units=[*towns(1, valid_to="2031-04-10"), *towns(1, prefix="s", start=3)],
            scores=scores("main", Q1, {"roads": {"t1": 50, "s1": 40}, "water": {"t1": 50, "s1": 60}}),
        )
    )
    program.at("2031-04-20T09:00:00+08:00").ok("close", "main", Q1)
    text = check(program)["gone"]["text"]
    assert "Town t1, Roads (until 2031-04-10)" in text
    assert "Water" not in text
    assert "gone by the day their flag is awarded" in text, "whether the period had ended is not said"


def test_f902_a_winner_that_will_have_ended_by_the_day_of_the_ceremony_is_named(opened: Opened) -> None:
    """Its end was recorded beforehand: it exists when the period is closed, and not when the flag is handed over."""
    sheet = f'title = "会"\ndate = 2031-05-20\nseries = "main"\nperiod = "{Q1}"\n'
    cells = scores("main", Q1, {"roads": {"t1": 50, "t2": 40}})
    program = opened(
        Competition(series=[sealed("roads")], units=towns(2), scores=cells, ceremonies={CEREMONY: sheet})
    ).at("2031-04-20T09:00:00+08:00")
    program.ok("decide", "abolition", "t1", "--on", "2031-05-11", "--reason", "并入")
    program.ok("close", "main", Q1)
    assert "Town t1, Roads (until 2031-05-10)" in check(program)["gone"]["text"]


def test_f902_ties_vetoes_and_stars_are_told_by_names(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[sealed("roads")],
            units=towns(3),
            scores=scores("main", Q1, {"roads": {"t1": 50, "t2": 40, "t3": 30}}),
            stars=[{"id": "service", "name": "服务星", "name_en": "Service star"}],
            nominees=[{"period": Q1, "star": "service", "series": "main", "unit": "t1", "person": "赵甲"}],
            ceremonies={CEREMONY: f'title = "会"\nseries = "main"\nperiod = "{Q1}"\n[[cue]]\nkind = "title"\n'},
        )
    )
    program.ok("close", "main", Q1)
    approved = ("--reason", "漏计", "--approved-by", "second")
    program.ok("decide", "correction", "main", Q1, "roads", "t2", "50", *approved)
    assert "(Roads: Town t1, Town t2)" in check(program)["tie"]["text"]
    assert "（roads工作：青槐乡、白鹭镇）" in check(program, "zh")["tie"]["text"]
    assert "Service star" in check(program)["parts"]["text"]
    assert "first place of Roads" in program.refuses(1, "cue", "next", CEREMONY).complaint
    signed = program.ok("ceremony", "check", CEREMONY, "--sign", "现场抽签").out
    assert "signed off: Roads: Town t1, Town t2" in signed
