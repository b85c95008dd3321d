"""A flag for the first of the overall table (`overall_flag`): it is held as any flag is, and counts in no table."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.ceremonies import play, steps
from tests.acceptance.competition import Competition, Series, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

Q1, Q2, Q3 = "2031Q1", "2031Q2", "2031Q3"
FLAG = {"overall_flag": "流动红旗", "overall_flag_en": "Banner"}
WHY = ("--reason", "抽签")
TOTAL = {"order": "total", **FLAG}


def contest(series: Series, cells: Mapping[str, Mapping[str, Mapping[str, object]]], **more: Any) -> Competition:
    """Three townships with scores in some periods."""
    told = [row for period, table in cells.items() for row in scores("main", period, table)]
    return Competition(series=[series], units=more.pop("units", towns(3)), scores=told, **more)


def table(*totals: tuple[object, object]) -> dict[str, dict[str, object]]:
    """Scores in roads and water, of t1, t2 and t3."""
    return {
        area: {f"t{number}": given[at] for number, given in enumerate(totals, 1)}
        for at, area in enumerate(("roads", "water"))
    }


def row(program: Program, *options: object) -> dict[str, Any]:
    """The row of the overall table's flag; of a pool, where there are several."""
    (found,) = [row for row in program.rows("flags", *options) if row["area"] is None]
    return found


def held(program: Program, *options: object) -> tuple[list[str], str, str | None]:
    found = row(program, *options)
    return units(found["holders"]), found["outcome"], found["margin"]


SIGNED = ("--reason", "漏计", "--approved-by", "wang")
AHEAD = table((90, 80), (85, 84.5), (10, 20))
"""t1 and t2 have a flag each; t1 leads by half a point."""


def test_it_is_awarded_with_the_others_when_a_live_period_closes(opened: Opened) -> None:
    program = opened(contest(live("roads", "water", **TOTAL), {Q1: AHEAD, Q2: table((50, 50), (60, 60), (1, 1))}))
    program.ok("close", "main", Q1)
    found = row(program)
    assert (found["flag"], found["area_name_en"]) == ("流动红旗", "Banner")
    assert held(program) == (["t1"], "first", "0.50")
    assert [one["area"] for one in program.rows("flags")] == ["roads", "water", None], "it comes last"
    program.ok("close", "main", Q2)
    assert held(program, "--period", Q2) == (["t2"], "captured", "20.00")
    assert units(row(program, "--period", Q2)["previous"]) == ["t1"]
    assert "流动红旗" in program.speaking("zh").ok("bulletin", "main", Q2).out
    assert "Banner" in program.ok("bulletin", "main", Q2).out
    assert program.ok("show", "flags", "--format", "csv").out.splitlines()[-1].startswith(",流动红旗,")


def test_it_counts_in_no_table(opened: Opened) -> None:
    program = opened(contest(live("roads", "water", **TOTAL), {Q1: AHEAD, Q2: table((50, 61), (60, 50), (1, 1))}))
    for period in (Q1, Q2):
        program.ok("close", "main", period)
    assert {unit: one["flags"] for unit, one in program.ranking("--period", Q1).items()} == {"t1": 1, "t2": 1, "t3": 0}
    assert {one["unit"]: one["flags_total"] for one in program.rows("annual")} == {"t1": 2, "t2": 2, "t3": 0}
    assert [(one["unit"], one["captures"]) for one in program.rows("captures")] == [("t1", 1), ("t2", 1)]
    shown = program.ok("show", "unit", "t1", "--format", "json").json()
    assert [(one["area"], one["flag"], one["defences"]) for one in shown["flags"]][-1] == (None, "流动红旗", 1)
    assert {one["holds"] for one in shown["rows"] if one["area"] is None} == {True}


def test_a_table_by_flags_tells_no_margin_where_flags_put_one_before_the_other(opened: Opened) -> None:
    """90 + 10 with two flags is before 89 + 80 with none."""
    cells = {Q1: {"roads": {"t1": 90, "t2": 89}, "water": {"t1": 81, "t2": 80}, "lakes": {"t1": 1, "t2": 50, "t3": 60}}}
    program = opened(contest(live("roads", "water", "lakes", **FLAG), cells))
    program.ok("close", "main", Q1)
    assert held(program) == (["t1"], "first", None)
    assert row(program)["most_flags"] == 2
    assert "most flags: 2" in program.ok("show", "flags").out
    assert "most flags: 2" in program.ok("bulletin", "main", Q1).out
    assert "持旗 2 面，为数最多" in program.speaking("zh").ok("show", "flags").out


def test_its_margin_is_over_who_comes_next_in_the_table(opened: Opened) -> None:
    """t1 and t2 have a flag each; t3 has none and more in total than both."""
    cells = {"roads": {"t1": 90, "t2": 10, "t3": 89}, "water": {"t1": 10, "t2": 80, "t3": 79}}
    program = opened(contest(live("roads", "water", **FLAG), {Q1: cells}))
    program.ok("close", "main", Q1)
    assert held(program) == (["t1"], "first", "10.00")


def test_nobody_wins_it_below_the_minimum(opened: Opened) -> None:
    """The score that wins it is the total: in Q1 91.5 of t1; in Q2 t2 has a flag for its 90, and 88.75 in all."""
    weights = {"roads": 0.5, "water": 0.5}
    series = replace(live("roads", "water", **FLAG, minimum=89), weights=weights)
    cells = {Q1: table((95, 88), (89, 90), (1, 2)), Q2: table((88, 87), (90, 87.5), (1, 2))}
    program = opened(contest(series, cells))
    program.ok("close", "main", Q1)
    assert held(program) == (["t1"], "first", "2.00")
    program.ok("close", "main", Q2)
    assert held(program, "--period", Q2) == ([], "vacant", None)
    program.ok("decide", "vacancy", "main", Q2, "Banner", "--holder", "t2", *WHY)
    assert held(program, "--period", Q2) == (["t2"], "captured", None)


def test_who_is_first_since_another_deed_is_not_said_to_be_so_since_a_correction(opened: Opened) -> None:
    """t3 loses lakes to a veto, and t2 is given it: t2 leads the table, in which nothing was corrected."""
    cells = {area: {f"t{number}": 50 + number for number in (1, 2, 3)} for area in ("roads", "water", "lakes")}
    cells["roads"]["t1"], cells["water"]["t2"] = 90, 80
    program = opened(contest(live("roads", "water", "lakes", **FLAG), {Q1: cells}))
    program.ok("close", "main", Q1)
    program.ok("veto", "t3", "safety", "--period", Q1, "--reason", "事故")
    program.ok("decide", "vacancy", "main", Q1, "lakes", "--holder", "t2", *WHY)
    assert (held(program)[0], units(row(program)["overtaken_by"])) == (["t1"], ["t2"])
    for lang, told in (("en", "Town t2 is first in the overall table now"), ("zh", "白鹭镇现居总排名首位")):
        said = program.speaking(lang).ok("bulletin", "main", Q1).out
        assert told in said
        assert not any(word in said for word in ("since a correction", "更正后"))


TIED = table((90, 80), (80, 90), (10, 20))
"""t1 and t2 have a flag each, and as much in total."""


class TestTies:
    """Several are first in the table, after every second criterion."""

    def test_somebody_must_decide_their_order(self, opened: Opened) -> None:
        program = opened(contest(live("roads", "water", **FLAG), {Q1: TIED}))
        refused = program.refuses(1, "close", "main", Q1).complaint
        assert "Town t1, Town t2 share first place" in refused
        assert "decide place" in refused
        program.refuses(1, "decide", "place", "main", Q1, "t1", "t3", *WHY)
        program.ok("decide", "place", "main", Q1, "t2", "t1", *WHY)
        program.ok("close", "main", Q1)
        assert held(program) == (["t2"], "first", "0.00")
        ranks = program.ranking()
        assert {unit: (one["rank"], one["tied"]) for unit, one in ranks.items()} == {
            "t2": (1, False),
            "t1": (2, False),
            "t3": (3, False),
        }
        assert ranks["t2"]["countback"]["reason"] == "抽签"
        level = "| Banner | Town t2 | first | - | - | a tie in the overall table, which says what sets them apart |"
        assert level in program.ok("bulletin", "main", Q1).out

    def test_or_that_they_hold_it_together(self, opened: Opened) -> None:
        program = opened(contest(live("roads", "water", **FLAG), {Q1: TIED}))
        program.refuses(1, "decide", "tie", "main", Q1, "Banner", "--holder", "t1", "--holder", "t3", *WHY)
        program.ok("decide", "tie", "main", Q1, "Banner", "--holder", "t1", "--holder", "t2", *WHY)
        program.ok("close", "main", Q1)
        assert held(program) == (["t1", "t2"], "joint", "0.00")
        assert row(program)["reason"] == "抽签"
        assert {unit: one["rank"] for unit, one in program.ranking().items()} == {"t1": 1, "t2": 1, "t3": 3}

    def test_that_one_of_two_has_it_is_an_order_too(self, opened: Opened) -> None:
        program = opened(contest(live("roads", "water", **FLAG), {Q1: TIED}))
        program.ok("decide", "tie", "main", Q1, "流动红旗", "--holder", "t2", *WHY)
        program.ok("close", "main", Q1)
        assert held(program) == (["t2"], "first", "0.00")
        assert {unit: one["rank"] for unit, one in program.ranking().items()} == {"t2": 1, "t1": 2, "t3": 3}

    def test_of_three_it_takes_their_order(self, opened: Opened) -> None:
        cells = {"roads": {"t1": 90, "t2": 80, "t3": 85}, "water": {"t1": 80, "t2": 90, "t3": 85}}
        program = opened(contest(live("roads", "water", **TOTAL), {Q1: cells}))
        refused = program.refuses(1, "decide", "tie", "main", Q1, "流动红旗", "--holder", "t2", *WHY).complaint
        assert "decide place main 2031Q1 t1 t2 t3" in refused
        program.ok("decide", "place", "main", Q1, "t3", "t1", "t2", *WHY)
        program.ok("close", "main", Q1)
        assert held(program) == (["t3"], "first", "0.00")

    def test_an_order_of_first_place_sets_nobody_apart_who_shares_another_since(self, opened: Opened) -> None:
        program = opened(contest(live("roads", "water", **TOTAL), {Q1: TIED}))
        program.ok("decide", "place", "main", Q1, "t2", "t1", *WHY)
        program.ok("close", "main", Q1)
        for area in ("roads", "water"):
            program.ok("decide", "correction", "main", Q1, area, "t3", "100", *SIGNED)
        places = {unit: (one["rank"], one["tied"]) for unit, one in program.ranking().items()}
        assert places == {"t3": (1, False), "t1": (2, True), "t2": (2, True)}

    def test_or_that_nobody_does(self, opened: Opened) -> None:
        program = opened(contest(live("roads", "water", **FLAG), {Q1: TIED}))
        program.ok("decide", "tie", "main", Q1, "流动红旗", "--none", *WHY)
        program.ok("close", "main", Q1)
        assert held(program) == ([], "vacant", None)

    @pytest.mark.parametrize(
        ("rule", "now"),
        [("joint", (["t1", "t2"], "joint", "0.00")), ("earlier-place:roads", (["t1"], "first", "0.00"))],
    )
    def test_the_rule_of_the_series_decides_first(self, opened: Opened, rule: str, now: object) -> None:
        program = opened(contest(live("roads", "water", tie=rule, **FLAG), {Q1: TIED}))
        program.ok("close", "main", Q1)
        assert held(program) == now

    @pytest.mark.parametrize(
        ("rule", "now"),
        [
            ("holder-retains", (["t1"], "defended", "0.00")),
            ("holder-stays", (["t1"], "defended", "0.00")),
        ],
    )
    def test_who_holds_it_keeps_it_in_a_tie(self, opened: Opened, rule: str, now: object) -> None:
        program = opened(contest(live("roads", "water", tie=rule, **FLAG), {Q1: AHEAD, Q2: TIED}))
        program.ok("close", "main", Q1)
        program.ok("close", "main", Q2)
        assert held(program, "--period", Q2) == now
        assert row(program, "--period", Q2)["defences"] == {"t1": 1}

    def test_it_stays_with_its_holder_where_challengers_tie(self, opened: Opened) -> None:
        cells = {Q1: AHEAD, Q2: table((10, 10), (90, 80), (80, 90))}
        program = opened(contest(live("roads", "water", tie="holder-stays", **FLAG), cells))
        for period in (Q1, Q2):
            program.ok("close", "main", period)
        assert held(program, "--period", Q2) == (["t1"], "retained", None)

    def test_second_criteria_come_before_any_tie(self, opened: Opened) -> None:
        cells = {Q1: {"roads": {"t1": 90, "t2": 80}, "water": {"t1": 70, "t2": 75}, "lakes": {"t1": 70, "t2": 75}}}
        program = opened(contest(live("roads", "water", "lakes", countback=["firsts"], **TOTAL), cells))
        program.ok("close", "main", Q1)
        assert held(program) == (["t2"], "first", "0.00")

    def test_or_wait_for_an_order_where_the_series_asks_for_all(self, opened: Opened) -> None:
        program = opened(contest(live("roads", "water", countback=["decide"], **FLAG), {Q1: TIED}))
        assert "decide place" in program.refuses(1, "close", "main", Q1).complaint
        program.ok("decide", "place", "main", Q1, "t1", "t2", *WHY)
        program.ok("close", "main", Q1)
        assert held(program) == (["t1"], "first", "0.00")

    def test_without_such_a_flag_nobody_is_asked(self, opened: Opened) -> None:
        program = opened(contest(live("roads", "water"), {Q1: TIED}))
        program.refuses(1, "decide", "place", "main", Q1, "t1", "t2", *WHY)
        program.ok("close", "main", Q1)
        assert [one["area"] for one in program.rows("flags")] == ["roads", "water"]


def test_who_holds_it_when_the_records_begin(opened: Opened) -> None:
    """A row of custody.csv without an area."""
    opening = [{"series": "main", "area": "", "period": "", "unit": "t1", "awarded_on": "2030-12-20"}]
    program = opened(contest(live("roads", "water", **FLAG), {Q1: AHEAD}, custody=opening))
    program.ok("close", "main", Q1)
    assert held(program) == (["t1"], "defended", "0.50")
    assert row(program)["defences"] == {"t1": 1}


def test_a_flag_that_there_is_not_is_named_with_file_and_line(program: Program, tmp_path: Path) -> None:
    opening = [{"series": "main", "area": "", "period": "", "unit": "t1", "awarded_on": "2030-12-20"}]
    folder = contest(live("roads", "water"), {Q1: AHEAD}, custody=opening).write(tmp_path / "folder")
    assert "custody.csv, line 2, column area" in program.refuses(2, "load", folder).complaint


def test_nobody_who_has_nothing_wins_it(opened: Opened) -> None:
    program = opened(contest(live("roads", "water", **TOTAL), {Q1: table((0, 0), (0, 0), (None, None))}))
    program.ok("decide", "tie", "main", Q1, "roads", "--none", *WHY)
    program.ok("decide", "tie", "main", Q1, "water", "--none", *WHY)
    program.ok("close", "main", Q1)
    assert held(program) == ([], "vacant", None)


def test_pools_that_rank_apart_have_one_each(opened: Opened) -> None:
    units_ = [*towns(2, prefix="c", pool="county"), *towns(2, prefix="d", pool="bureau", start=5)]
    cells = {Q1: {"roads": {"c1": 50, "c2": 60, "d1": 95, "d2": 80}}}
    series = Series(
        pools=("county", "bureau"),
        settings={"publication": "live", "confirm": "self", "ranking": "by-pool", **TOTAL},
    )
    program = opened(contest(series, cells, units=units_))
    program.ok("close", "main", Q1)
    found = {one["pool"]: units(one["holders"]) for one in program.rows("flags") if one["area"] is None}
    assert found == {"county": ["c2"], "bureau": ["d1"]}
    program.ok("veto", "c2", "safety", "--period", Q1, "--reason", "事故")
    program.refuses(2, "decide", "vacancy", "main", Q1, "流动红旗", "--none", *WHY)
    program.refuses(1, "decide", "vacancy", "main", Q1, "流动红旗", "--pool", "county", "--holder", "d1", *WHY)
    program.ok("decide", "vacancy", "main", Q1, "流动红旗", "--holder", "c1", *WHY)
    found = {one["pool"]: units(one["holders"]) for one in program.rows("flags") if one["area"] is None}
    assert found == {"county": ["c1"], "bureau": ["d1"]}


class TestCeremony:
    """The closing cue awards it; the seal covers it."""

    @pytest.fixture
    def program(self, opened: Opened) -> Program:
        program = opened(contest(sealed("roads", "water", **FLAG), {Q1: AHEAD}))
        program.ok("close", "main", Q1)
        return program

    def test_it_is_shown_by_the_last_cue_and_not_before(self, program: Program) -> None:
        program.ok("ceremony", "seal", f"main-{Q1}")
        seen = [[one["area"] for one in program.rows("flags")] for _ in steps(program, f"main-{Q1}")]
        assert seen[-1] == ["roads", "water", None]
        assert all(None not in one for one in seen[:-1])
        assert held(program) == (["t1"], "first", "0.50")
        assert program.show("ceremony")["revealed"] == ["roads", "water"]
        verified = program.ok("ceremony", "verify", f"main-{Q1}", "--format", "json").json()
        assert verified["good"]
        (flag,) = [one for one in verified["results"] if (one["kind"], one["subject"]) == ("flag", "")]
        assert (flag["state"], '"holders":["t1"]' in flag["result"]) == ("kept", True)
        status = program.ok("cue", "status", f"main-{Q1}", "--format", "json").json()
        assert status["sheet"][-1]["kind"] == "closing"

    def test_what_is_told_otherwise_than_sealed_is_found(self, program: Program) -> None:
        program.ok("ceremony", "seal", f"main-{Q1}")
        play(program, f"main-{Q1}")
        program.ok("decide", "correction", "main", Q1, "roads", "t2", "99", "--reason", "漏计", "--approved-by", "wang")
        assert program.ok("ceremony", "verify", f"main-{Q1}", "--format", "json").json()["good"]
        assert held(program) == (["t1"], "first", None), "custody moves only by a decision"
        assert program.ranking()["t2"]["rank"] == 1

    def test_it_follows_the_table_while_it_is_sealed(self, program: Program) -> None:
        fix = ("decide", "correction", "main", Q1, "roads", "t2", "86", "--reason", "漏计", "--approved-by", "wang")
        program.ok(*fix)
        play(program, f"main-{Q1}")
        assert held(program) == (["t2"], "first", "0.50")

    def test_a_tie_that_comes_up_stops_the_closing_cue_until_it_is_decided(self, program: Program) -> None:
        fix = ("decide", "correction", "main", Q1, "roads", "t2", "85.5", "--reason", "漏计", "--approved-by", "wang")
        program.ok(*fix)
        program.refuses(1, "ceremony", "seal", f"main-{Q1}")
        assert "流动红旗" in program.speaking("zh")("ceremony", "check", f"main-{Q1}").out
        program.refuses(1, "ceremony", "publish", f"main-{Q1}", "--reason", "x")
        program.ok("decide", "place", "main", Q1, "t2", "t1", *WHY)
        (told,) = [one for one in program.by(None).journal() if one["action"].startswith("decide")][-1:]
        assert (told["after"], told["reason"]) == ({"sealed": True}, None)
        program.ok("ceremony", "publish", f"main-{Q1}", "--reason", "x")
        assert held(program) == (["t2"], "first", "0.00")

    def test_while_it_is_sealed_nobody_is_given_it(self, program: Program) -> None:
        fix = ("decide", "correction", "main", Q1, "roads", "t2", "86", "--reason", "漏计", "--approved-by", "wang")
        assert "--table-holder" in program.refuses(1, *fix, "--table-holder", "t2").complaint

    def test_a_veto_before_it_makes_the_next_one_first(self, program: Program) -> None:
        program.ok("veto", "t1", "safety", "--period", Q1, "--reason", "事故")
        play(program, f"main-{Q1}")
        assert held(program)[:2] == (["t2"], "first")

    def test_a_rehearsal_draws_it(self, program: Program) -> None:
        program.ok("ceremony", "rehearse", f"main-{Q1}", "--seed", "3")
        assert program.rows("flags") == []


class TestAfterwards:
    """What becomes of it once everybody knows who has it."""

    @pytest.fixture
    def program(self, opened: Opened) -> Program:
        program = opened(contest(live("roads", "water", **FLAG), {Q1: AHEAD}))
        program.ok("close", "main", Q1)
        return program

    def test_a_veto_takes_it_and_nobody_moves_up(self, program: Program) -> None:
        program.ok("veto", "t1", "safety", "--period", Q1, "--reason", "事故")
        assert held(program) == ([], "revoked", None)
        assert row(program)["lost"][0]["reason"] == "事故"
        program.refuses(1, "decide", "vacancy", "main", Q1, "流动红旗", "--holder", "t1", *WHY)
        program.ok("decide", "vacancy", "main", Q1, "流动红旗", "--holder", "t2", *WHY)
        assert held(program)[0] == ["t2"]
        assert row(program)["reason"] == "抽签"

    def test_lifting_it_gives_it_back(self, program: Program) -> None:
        program.ok("veto", "t1", "safety", "--period", Q1, "--reason", "事故")
        program.ok("veto", "t1", "safety", "--period", Q1, "--reason", "查无实据", "--lift")
        assert held(program) == (["t1"], "first", "0.50")

    def test_the_end_of_its_holder_makes_it_vacant(self, program: Program) -> None:
        program.ok("decide", "abolition", "t1", "--on", "2031-06-01", "--reason", "区划调整")
        assert held(program)[0] == []
        assert row(program)["lost"][0]["outcome"] == "abolished"

    def test_a_correction_measures_it_anew(self, program: Program) -> None:
        program.ok(
            "decide", "correction", "main", Q1, "water", "t1", "80.25", "--reason", "漏计", "--approved-by", "wang"
        )
        assert held(program) == (["t1"], "first", "0.75")

    def test_it_moves_after_a_correction_only_where_somebody_says_so(self, program: Program) -> None:
        fix = ("decide", "correction", "main", Q1, "roads", "t2", "95", "--reason", "漏计", "--approved-by", "wang")
        program.ok("veto", "t3", "safety", "--period", Q1, "--reason", "事故")
        program.refuses(1, *fix, "--table-holder", "t3")
        program.ok(*fix)
        assert held(program) == (["t1"], "first", None)
        program.ok(*fix, "--table-holder", "t2")
        assert held(program) == (["t2"], "first", "9.50")
        found = row(program)
        assert (found["reason"], found["approved_by"]) == ("漏计", ["wang"])
        assert [(one["unit"], one["outcome"]) for one in found["lost"]] == [("t1", "moved")]
        assert units(next(one for one in program.rows("flags") if one["area"] == "roads")["holders"]) == ["t1"]
        assert program.ok("journal", "--verify").code == 0

    def test_reopening_takes_it_back(self, program: Program) -> None:
        program.ok("reopen", "main", Q1, "--reason", "漏计")
        assert [one for one in program.rows("flags") if one["area"] is None] == []
        program.ok("unconfirm", "main", Q1, "--area", "roads")
        program.ok("enter", "main", Q1, "roads", "t2", "99")
        program.ok("confirm", "main", Q1)
        program.ok("close", "main", Q1)
        assert held(program)[0] == ["t2"]
        assert program.ok("journal", "--verify").code == 0


class TestSecrets:
    """An earlier period that is closed and not public."""

    def test_it_is_open_where_it_follows_from_flags_that_do(self, opened: Opened) -> None:
        """Q2 ties in roads, where the holder retains: who leads by flags follows from sealed Q1."""
        series = Series(
            areas=("roads", "water"),
            settings={"confirm": "self", "tie": "holder-retains", **FLAG},
            overrides={Q2: {"publication": "live"}},
        )
        first = table((90, 10), (80, 19), (70, 5))
        second = {"roads": {"t1": 90, "t2": 90}, "water": {"t1": 70, "t2": 50, "t3": 80}}
        program = opened(contest(series, {Q1: first, Q2: second}))
        program.ok("close", "main", Q1)
        program.ok("close", "main", Q2)
        assert held(program, "--period", Q2) == ([], "open", None)
        play(program, f"main-{Q1}")
        assert held(program, "--period", Q1)[0] == ["t1"]
        assert held(program, "--period", Q2) == (["t1"], "defended", "80.00"), "t3 is next with as many flags"
        assert program.ok("journal", "--verify").code == 0

    def test_it_is_known_at_once_where_the_scores_alone_settle_it(self, opened: Opened) -> None:
        series = Series(
            areas=("roads", "water"), settings={"confirm": "self", **FLAG}, overrides={Q2: {"publication": "live"}}
        )
        program = opened(contest(series, {Q1: table((90, 10), (80, 19), (70, 5)), Q2: AHEAD}))
        program.ok("close", "main", Q1)
        program.ok("close", "main", Q2)
        assert held(program, "--period", Q2) == (["t1"], "open", "0.50")
        play(program, f"main-{Q1}")
        assert held(program, "--period", Q2) == (["t1"], "defended", "0.50")


def test_a_closed_period_keeps_it(opened: Opened) -> None:
    """It may be renamed, and given to later periods; it is not taken away."""
    program = opened(contest(live("roads", "water", **FLAG), {Q1: AHEAD}))
    program.ok("close", "main", Q1)
    opened(contest(live("roads", "water", **{**FLAG, "overall_flag": "红旗"}), {Q1: AHEAD, Q2: AHEAD}))
    program.ok("close", "main", Q2)
    assert [row(program, "--period", period)["flag"] for period in (Q1, Q2)] == ["流动红旗", "红旗"]
    with pytest.raises(AssertionError, match="overall_flag"):
        opened(contest(live("roads", "water"), {Q1: AHEAD, Q2: AHEAD}))


OTHERS = {Q1: AHEAD, Q2: table((50, 50), (60, 60), (1, 1)), Q3: table((70, 70), (80, 80), (1, 1))}
"""t1 leads first, and then t2 does, twice."""


class TestOrderOfPeriods:
    """Custody follows the order in which periods end, whatever the order in which they are closed (S09)."""

    def told(self, program: Program) -> list[tuple[str, list[str], list[str], str, dict[str, int]]]:
        found = [(period, row(program, "--period", period)) for period in OTHERS]
        return [
            (period, units(one["holders"]), units(one["previous"]), one["outcome"], one["defences"])
            for period, one in found
        ]

    def test_the_last_is_closed_first(self, opened: Opened) -> None:
        program = opened(contest(live("roads", "water", **TOTAL), OTHERS))
        for period in (Q3, Q2, Q1):
            program.ok("close", "main", period)
        assert self.told(program) == [
            (Q1, ["t1"], [], "first", {"t1": 0}),
            (Q2, ["t2"], ["t1"], "captured", {"t2": 0}),
            (Q3, ["t2"], ["t2"], "defended", {"t2": 1}),
        ]
        bulletin = program.ok("bulletin", "main", Q2).out
        assert "| Banner | Town t2 | captured | 20.00 | Town t1 |" in bulletin
        assert "Revision 2" in bulletin

    def test_an_earlier_one_is_opened_again_and_closed(self, opened: Opened) -> None:
        program = opened(contest(live("roads", "water", **TOTAL), OTHERS))
        for period in OTHERS:
            program.ok("close", "main", period)
        program.ok("reopen", "main", Q1, "--reason", "漏计")
        assert [row(program, "--period", period)["outcome"] for period in (Q2, Q3)] == ["first", "defended"]
        program.ok("unconfirm", "main", Q1, "--area", "roads", "--unit", "t3")
        program.ok("enter", "main", Q1, "roads", "t3", "99")
        program.ok("confirm", "main", Q1)
        program.ok("close", "main", Q1)
        assert [(period, holders, outcome) for period, holders, _, outcome, _ in self.told(program)] == [
            (Q1, ["t1"], "first"),
            (Q2, ["t2"], "captured"),
            (Q3, ["t2"], "defended"),
        ]
        assert program.ok("journal", "--verify").code == 0

    def test_a_ceremony_comes_after_a_live_period_that_follows(self, opened: Opened) -> None:
        series = replace(sealed("roads", "water", **TOTAL), overrides={Q2: {"publication": "live"}})
        program = opened(contest(series, OTHERS))
        program.ok("close", "main", Q2)
        program.ok("close", "main", Q1)
        play(program, f"main-{Q1}")
        program.ok("close", "main", Q3)
        play(program, f"main-{Q3}")
        assert [outcome for *_, outcome, _ in self.told(program)] == ["first", "captured", "defended"]


class TestOnPaper:
    """Script, envelope and proof call it by its own name."""

    @pytest.fixture
    def program(self, opened: Opened) -> Program:
        program = opened(contest(sealed("roads", "water", **FLAG), {Q1: AHEAD}))
        program.ok("close", "main", Q1)
        program.ok("ceremony", "plan", f"main-{Q1}")
        return program

    def test_the_script_hands_it_over_at_the_end_where_names_may_be_told(self, program: Program) -> None:
        plan = ("ceremony", "plan", f"main-{Q1}", "--script")
        told = program.ok(*plan).out.rpartition("###")[2]
        assert "Banner goes to **Town t1**, 0.50 points ahead overall. Please come up to receive it." in told
        assert "- Receives: **Town t1**" in told
        assert told.index("Banner") < told.index("This ends the ceremony.")
        held_back = program.ok(*plan, "--hold-back").out.rpartition("###")[2]
        assert "Banner goes to ________ (see the screen). Please come up" in held_back
        assert "Town t1" not in held_back
        chinese = program.speaking("zh").ok(*plan).out.rpartition("###")[2]
        assert "流动红旗，由 **青槐乡** 持有，总分领先 0.50 分。请登台领旗。" in chinese

    def test_seal_envelope_and_proof_name_it(self, program: Program) -> None:
        program.ok("ceremony", "seal", f"main-{Q1}")
        envelope = {lang: program.speaking(lang).ok("ceremony", "envelope", f"main-{Q1}").out for lang in ("zh", "en")}
        assert ". Banner\n\nWinner: **Town t1**, by 0.50" in envelope["en"]
        assert ". 流动红旗\n" in envelope["zh"]
        play(program, f"main-{Q1}")
        proof = {lang: program.speaking(lang).ok("ceremony", "verify", f"main-{Q1}").out for lang in ("zh", "en")}
        assert "Banner: announced as sealed" in proof["en"]
        assert "流动红旗：" in proof["zh"]
        assert "overall table: announced as sealed" in proof["en"]


def test_the_check_names_a_table_that_tells_who_is_first_before_its_flag_is_handed_over(opened: Opened) -> None:
    one, two, table_cue = 'kind = "flag"\narea = "roads"', 'kind = "flag"\narea = "water"', 'kind = "table"'
    sheets = {"a": (one, two, table_cue), "b": (one, table_cue, two)}
    head, title, closing = f'title = "会"\nseries = "main"\nperiod = "{Q1}"\n', 'kind = "title"', 'kind = "closing"'
    written = {
        name: head + "".join(f"[[cue]]\n{cue}\n" for cue in (title, *cues, closing)) for name, cues in sheets.items()
    }
    program = opened(contest(sealed("roads", "water", **FLAG), {Q1: AHEAD}, ceremonies=written))
    program.ok("close", "main", Q1)
    told = "before the Banner is handed over at the closing: cues"
    assert f"{told} 4" in program.ok("ceremony", "check", "a").out
    assert told not in program.ok("ceremony", "check", "b").out, "a flag that counts in it is still to come"
