"""What the wall of flags and the board of captures say: flag by flag, and who took how many."""

from typing import Any

import pytest

from scoreboard.facts import FactKind
from scoreboard.publications.kinds.flags import overall_words
from scoreboard.publications.questions import Window
from scoreboard.store.public.facts import Document
from scoreboard.wire import UNSET, given, to_json
from tests.publications.told_facts import UNITS, Told, asked, figures, shown, table, unit

EAST = {"unit": "e", "name": "东县", "short_name": "东", "short_name_en": "E", "name_en": "East"}
WEST = {"unit": "w", "name": "西县", "short_name": "西", "short_name_en": "W", "name_en": "West"}
AREAS = {
    "main/water": {"name": "水", "name_en": "Water", "flag": "水务旗", "position": 2},
    "main/roads": {
        "name": "道路", "name_en": "Roads", "flag": "道路旗", "flag_en": "Roads pennant", "position": 1,
        "prize": "奖金", "prize_en": "Money",
    },
}  # fmt: skip
SERIES = {
    "name": "县级", "name_en": "County", "pools": ["town"], "ranking": "together", "periods": ["Q1", "Q2", "Q3"],
}  # fmt: skip
BY_POOL = {"pools": ["town", "office"], "ranking": "by-pool"}
PERIODS = {
    name: {"name": f"{name}度", "name_en": f"Quarter {name}", "start": f"2031-{first}-01", "end": f"2031-{last}"}
    for name, first, last in (("Q1", "01", "03-31"), ("Q2", "04", "06-30"), ("Q3", "07", "09-30"))
}
CONTEST = {"closed": True, "ranking": "together", "decimals": 2}
TERM = {
    "holders": ["e"], "previous": ["w"], "ended": [], "outcome": "captured", "settled": True, "margin": "1.5",
    "defences": {"e": 0}, "awarded_on": "2031-04-08", "reason": None,
}  # fmt: skip
DEFENDED = {**TERM, "previous": ["e"], "outcome": "defended", "defences": {"e": 2}}


def told(
    terms: dict[str, Document] | None = None, overall: dict[str, Document] | None = None, **changes: Document
) -> Told:
    """The facts of flags of a series with two areas; changes of its own words, its contests' or its units'."""
    return {
        FactKind.UNIT: changes.get("units", UNITS),
        FactKind.SERIES: {"main": {**SERIES, **changes.get("series", {})}},
        FactKind.AREA: {**AREAS, **changes.get("areas", {})},
        FactKind.PERIOD: PERIODS,
        FactKind.CONTEST: {f"main/{name}": {**CONTEST, **changes.get("contest", {})} for name in PERIODS},
        FactKind.FLAG: {f"main/{key}": term for key, term in (terms or {}).items()},
        FactKind.OVERALL_FLAG: {f"main/{key}": term for key, term in (overall or {}).items()},
    }


def wall(*given: dict[str, Document], **changes: Any) -> Any:
    board, _total = asked("flags/main/Q1", told(*given, **changes))
    return board


def only_row(term: dict[str, Any], **changes: Any) -> Any:
    (row,) = wall({"Q1/roads/": {**TERM, **term}}, **changes).rows
    return row


def test_the_wall_says_of_what_contest_it_is_and_has_a_pole_for_every_area() -> None:
    whole = to_json(wall({"Q1/roads/": TERM}))
    assert {name: value for name, value in whole.items() if name not in ("rows", "areas")} == {
        "board": "flags", "competition": "lake", "series": "main", "series_name": "县级", "series_name_en": "County",
        "period": "Q1", "period_name": "Q1度", "period_name_en": "Quarter Q1", "ranking": "together", "decimals": 2,
        "live": False,
    }  # fmt: skip
    assert whole["areas"] == [
        {"id": "roads", "name": "道路", "name_en": "Roads", "flag": "道路旗", "flag_en": "Roads pennant"},
        {"id": "water", "name": "水", "name_en": "Water", "flag": "水务旗", "flag_en": "Water"},
    ]
    held = wall({"Q1/roads/": TERM}, contest={"not_held": ["roads"]})
    assert ([pole.id for pole in held.areas], held.rows) == (["water"], ())


def test_the_wall_stays_as_it_was_told_whatever_is_said_later_and_of_others() -> None:
    facts = told({"Q1/roads/": TERM, "Q2/roads/": TERM}, {"Q1/": TOP, "Q2/": TOP}, series=WITH_TABLE)
    facts = {**facts, FactKind.FLAG: {**facts[FactKind.FLAG], "other/Q1/roads/": TERM}}
    later: Told = {
        FactKind.AREA: {"main/roads": {**AREAS["main/roads"], "name": "公路"}, "main/third": {**AREAS["main/water"]}},
        FactKind.UNIT: {"e": unit(1, "东区", "District")},
        FactKind.FLAG: {"main/Q1/water/": TERM},
        FactKind.OVERALL_FLAG: {"main/Q1/": {**TOP, "holders": ["w"]}},
        FactKind.SERIES: {"main": SERIES},
        FactKind.CONTEST: {"main/Q1": {**CONTEST, "decimals": 0, "not_held": ["roads"]}},
        FactKind.PERIOD: {"Q1": {**PERIODS["Q1"], "name": "早"}},
    }
    board, total = asked("flags/main/Q1", facts)
    assert ([row.area for row in board.rows], total) == (["roads", None], 2)
    assert asked("flags/main/Q1", facts, later=later) == (board, total)


def test_a_live_contest_says_when_it_freezes_and_one_that_is_open_again_since_when_and_why() -> None:
    reopened = {"at": "2031-06-30T20:00:00+00:00", "reason": "漏计"}
    live = wall(contest={"closed": False, "freeze": "2031-03-20T16:00:00+00:00", "reopened": reopened})
    assert (live.live, live.freeze) == (True, "2031-03-21T00:00:00+08:00")
    assert (live.reopened.at, live.reopened.reason) == ("2031-07-01T04:00:00+08:00", "漏计")
    closed = wall(contest={"freeze": "2031-03-20T16:00:00+00:00"})
    assert (closed.live, closed.freeze, closed.reopened) == (False, UNSET, UNSET)


def test_a_flag_is_told_with_who_holds_it_and_how_it_went_over() -> None:
    (row,) = to_json(wall({"Q1/roads/": {**TERM, "margin": "1.2345", "approved_by": ["王", "李"]}}))["rows"]
    assert row == {
        "area": "roads", "area_name": "道路", "area_name_en": "Roads", "flag": "道路旗", "flag_en": "Roads pennant",
        "holders": [EAST], "previous": [WEST], "outcome": "captured", "defences": {"e": 0}, "margin": "1.23",
        "margin_exact": "1.2345", "pool": None, "awarded_on": "2031-04-08", "reason": None, "approved_by": ["王", "李"],
        "lost": [], "prize": "奖金", "prize_en": "Money",
    }  # fmt: skip
    vacant = only_row({"holders": [], "outcome": "vacant", "margin": None, "defences": {}})
    assert (vacant.margin, vacant.margin_exact, vacant.prize, vacant.prize_en) == (None, None, UNSET, UNSET)


FOUR = {**UNITS, "s": unit(3, "南县", "South"), "o": unit(4, "局", "Office", pool="office")}
NOBODY = {"holders": [], "outcome": "vacant", "margin": None, "defences": {}}


def flag_of_roads(
    scores: dict[str, str] | None, term: Document | None = None, pool: str = "", **changes: Document
) -> Any:
    """The row of the flag of roads, which nobody has won, beside these scores; the minimum is 60."""
    about = {"minimum": "60", **({"ranking": "by-pool"} if pool else {}), **changes.pop("contest", {})}
    areas = {key: {**words, "weight": "1"} for key, words in AREAS.items()}
    facts = {
        **told(
            {f"Q1/roads/{pool}": {**TERM, **NOBODY, **(term or {})}}, contest=about, areas=areas, units=FOUR, **changes
        ),
        FactKind.SHOWN: {f"main/Q1/roads/{one}": {} for one in ("", "town", "office")},
        FactKind.VETO: {"Q1/s": {"items": []}},
    }
    others: dict[str, dict[str, str]] = {"ranking/main/Q1": {}, "ranking/main/Q1/water": {}}
    boards = {} if scores is None else {**others, "ranking/main/Q1/roads": scores}
    board, _total = asked("flags/main/Q1", facts, scores=boards)
    return board.rows[0]


def unreached(*of: Any, **changes: Any) -> str | None:
    """The minimum as that row says it; None where it says none."""
    told: str | None = given(flag_of_roads(*of, **changes).unreached)
    return told


def test_a_flag_that_nobody_won_says_the_minimum_where_the_best_of_its_pool_has_not_reached_it() -> None:
    assert unreached({"w": "10", "e": "59.999"}) == "60", "though that is shown as 60.00"
    assert unreached({"w": "10", "e": "59.999"}, {"outcome": "retained", "holders": ["e"]}) == "60"
    assert unreached({"w": "10", "e": "60"}) is None
    assert unreached({"w": "10"}, contest={"minimum": "60.5"}) == "60.5"
    assert unreached({"w": "10", "s": "99"}) == "60", "who is under a veto could not win it"
    for scores in (None, {}, {"w": "n/a"}):
        assert unreached(scores) is None, "nobody is ranked"
    assert unreached({"w": "10"}, {"reason": "不授"}) is None
    assert unreached({"w": "10", "o": "99"}, pool="town", series=BY_POOL) == "60"
    assert unreached({"w": "99", "o": "10"}, pool="office", series=BY_POOL) == "60"
    assert wall({"Q1/roads/": {**TERM, **NOBODY}}).rows[0].unreached is UNSET, "nothing is said of a minimum"


def test_the_best_is_told_with_all_digits_where_it_is_shown_as_if_it_had_reached_the_minimum() -> None:
    assert flag_of_roads({"w": "10", "e": "59.9990"}).unreached_best == "59.999"
    for scores in ({"w": "10", "e": "59.99"}, {"e": "60"}, {}):
        assert flag_of_roads(scores).unreached_best is UNSET
    assert wall({"Q1/roads/": {**TERM, **NOBODY}}).rows[0].unreached_best is UNSET


def test_who_is_told_as_first_is_so_of_those_that_remain_where_another_leads_the_ranking() -> None:
    """Of the table's flag, which goes by no ranking of its own, nothing of the kind is said."""
    areas = {key: {**words, "weight": "1"} for key, words in AREAS.items()}
    overtaken = {**TERM, "overtaken_by": ["w"]}

    def remaining(scores: dict[str, str], term: Document = overtaken, **contest: Any) -> list[Any]:
        tops, by_total = {"Q1/": {**TOP, "overtaken_by": ["w"]}}, {"order": "total", **contest}
        facts = told({"Q1/roads/": term}, tops, areas=areas, units=FOUR, series=WITH_TABLE, contest=by_total)
        facts = {**facts, FactKind.SHOWN: {"main/Q1/roads/": {}}}
        boards = {"ranking/main/Q1": {}, "ranking/main/Q1/water": {}, "ranking/main/Q1/roads": scores}
        rows = asked("flags/main/Q1", facts, scores=boards)[0].rows
        return [row.first_of_remaining for row in rows]

    led = {"e": "80", "w": "90", "s": "95"}
    assert remaining(led) == [True, UNSET]
    for scores in ({"e": "80", "w": "90"}, {"e": "95", "w": "90", "s": "80"}, {}):
        assert remaining(scores) == [UNSET, UNSET]
    assert remaining(led, TERM) == [UNSET, UNSET]
    assert remaining(led, {**overtaken, "reason": "抽签"}) == [True, UNSET]
    assert remaining(led, {**overtaken, "reason": "earlier-place:water"}) == [UNSET, UNSET]
    won = {**TERM, "margin": None}
    assert remaining(led, won) == [True, UNSET], "its holder is"
    assert remaining({"e": "80", "w": "70"}, won) == [UNSET, UNSET]
    assert remaining(led, won, closed=False) == [UNSET, UNSET], "it was held when the records began"
    assert remaining(led, won, minimum="95") == [True, UNSET]
    assert remaining(led, won, minimum="95.5") == [UNSET, UNSET], "nobody is good enough by now"
    beside = {**overtaken, "lifted": [{"unit": "s", "reason": "误判"}]}
    assert remaining(led, beside) == [UNSET, UNSET], "that one's veto was lifted, it has not ended"
    left = [{"unit": "w", "kind": "moved", "reason": "裁定"}]
    for told_otherwise in (
        {"reason": "抽签"}, {"lost": left}, {"lifted": [{"unit": "w", "reason": "误判"}]}, {"outcome": "retained"},
    ):  # fmt: skip
        assert remaining(led, {**won, **told_otherwise}) == [UNSET, UNSET]


def test_who_lost_a_flag_who_may_not_have_it_and_who_is_first_now_are_told_by_name() -> None:
    (row,) = to_json(
        wall(
            {
                "Q1/roads/": {
                    **TERM,
                    "lost": [{"unit": "w", "kind": "revoked", "reason": "事故"}],
                    "lifted": [{"unit": "w", "reason": "误判"}],
                    "overtaken_by": ["w", "e"],
                }
            }
        )
    )["rows"]
    assert row["lost"] == [{**WEST, "outcome": "revoked", "reason": "事故"}]
    assert row["lifted"] == [{**WEST, "reason": "误判"}]
    assert row["overtaken_by"] == [WEST, EAST]


@pytest.mark.parametrize(
    ("reason", "area", "area_en"),
    [
        ("earlier-place:water", "水", "Water"),
        ("earlier-place:gone", UNSET, UNSET),
        ("water", UNSET, UNSET),
        ("tie", UNSET, UNSET),
        (None, UNSET, UNSET),
    ],
)
def test_the_area_that_decided_a_tie_is_told_by_its_name(reason: str | None, area: Any, area_en: Any) -> None:
    row = only_row({"reason": reason})
    assert (row.reason, row.reason_area_name, row.reason_area_name_en) == (reason, area, area_en)


def test_s10_the_wall_keeps_the_names_of_its_day() -> None:
    new = {"name": "东区", "short_name": "区", "short_name_en": "D", "name_en": "District", "aliases": []}
    renamed = {"e": unit(1, "东县", "East"), "w": UNITS["w"]}
    renamed["e"]["names"].append({"from": "2031-02-15", **new})
    later = {"e": unit(1, "东县", "East"), "w": UNITS["w"]}
    later["e"]["names"].append({"from": "2031-04-01", **new})
    terms = {"Q1/roads/": TERM}
    names = [[row.holders[0].name for row in wall(terms, units=units).rows] for units in (renamed, later)]
    assert names == [["东区"], ["东县"]]
    running = told(terms, units=renamed, contest={"closed": False})
    asked_early = asked("flags/main/Q1", running, on="2031-02-01", as_of="2031-02-20")[0]
    closed_early = asked("flags/main/Q1", told(terms, units=renamed), on="2031-02-01", as_of="2031-02-20")[0]
    assert (asked_early.rows[0].holders[0].name, closed_early.rows[0].holders[0].name) == ("东区", "东县")


def test_the_table_of_flags_in_both_languages() -> None:
    terms = {
        "Q1/water/": {**DEFENDED, "margin": "0.001", "awarded_on": None},
        "Q1/roads/": {**TERM, "holders": [], "previous": [], "outcome": "vacant", "margin": None, "defences": {}},
    }
    board = wall(terms)
    assert table(board) == [
        ("重点工作", "持旗单位", "结果", "连保", "领先", "原持旗", "授旗日", "说明"),
        ("道路", "-", "空缺", "", "-", "-", "2031-04-08", "无单位符合得旗条件"),
        ("水", "东县", "保旗", "2", "0.001", "东县", "-", ""),
    ]
    assert table(board, "en")[2] == ("Water", "East", "defended", "2", "0.001", "East", "-", "")
    assert figures(board) == ["连保", "领先"]
    told_open = {**TERM, "outcome": "open", "margin": None, "defences": {}}
    assert table(wall({"Q1/roads/": told_open}))[1][-1] == "夺旗还是保旗、原归谁持有，待前期揭晓"
    revoked = {**TERM, "outcome": "revoked", "holders": [], "margin": None, "defences": {}}
    assert [table(wall({"Q1/roads/": revoked}), lang)[1][1] for lang in ("zh", "en")] == ["空缺", "vacant"]
    several = wall({"Q1/roads/": {**TERM, "holders": ["e", "w"], "outcome": "joint", "defences": {"e": 3, "w": 1}}})
    assert table(several)[1][1:5] == ("东县、西县", "并列", "3", "-")


def test_pools_have_a_flag_each_in_the_order_of_areas_and_can_be_asked_for_alone() -> None:
    terms = {f"Q1/{area}/{pool}": TERM for area in ("water", "roads") for pool in ("town", "office")}
    facts = told(terms, series=BY_POOL, contest={"ranking": "by-pool"})
    board, total = asked("flags/main/Q1", facts)
    assert [(row.area, row.pool) for row in board.rows] == [
        ("roads", "office"), ("roads", "town"), ("water", "office"), ("water", "town"),
    ]  # fmt: skip
    assert (total, [one.id for one in board.pools]) == (4, ["town", "office"])
    assert table(board)[1][:3] == ("道路", "office", "东县")
    of_towns, count = asked("flags/main/Q1", facts, window=Window(1, 5, "town"))
    assert ([(row.area, row.pool) for row in of_towns.rows], count) == ([("water", "town")], 2)


TOP = {**TERM, "margin": None, "outcome": "first", "reason": None}
WITH_TABLE = {"overall_flag": "总旗", "overall_flag_en": "Overall pennant"}


def test_the_flag_of_the_table_comes_last_under_its_own_name() -> None:
    board = wall({"Q1/roads/": TERM}, {"Q1/": {**TOP, "margin": "2"}}, series=WITH_TABLE)
    assert [row.area for row in board.rows] == ["roads", None]
    top = board.rows[1]
    assert (top.area_name, top.area_name_en, top.flag, top.flag_en, top.margin) == (
        "总旗", "Overall pennant", "总旗", "Overall pennant", "2.00",
    )  # fmt: skip
    apart = {"series": {**BY_POOL, **WITH_TABLE}, "contest": {"ranking": "by-pool"}}
    assert table(wall({}, {"Q1/": TOP}, **apart))[1][:2] == ("总旗", "-"), "one that is of no pool"
    assert wall({}, {"Q1/": TOP}).rows == (), "a series that has no such flag any more"
    words = {"name": "总旗", "name_en": "Overall pennant", "flag": "总旗", "flag_en": "Overall pennant"}
    assert [overall_words(WITH_TABLE), overall_words({"overall_flag": ""})] == [{"": words}, {}]
    assert [row.pool for row in wall({}, {"Q1/town": TOP, "Q1/office": TOP}, series=WITH_TABLE).rows] == [
        "office", "town",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "most"),
    [
        ({}, 2),
        ({"outcome": "captured"}, 2),
        ({"outcome": "defended"}, 2),
        ({"outcome": "joint"}, UNSET),
        ({"outcome": "retained"}, UNSET),
        ({"margin": "0"}, UNSET),
        ({"reason": "常委会决定"}, UNSET),
        ({"holders": ["e", "w"]}, UNSET),
        ({"holders": ["w"]}, UNSET),
        ({"holders": []}, UNSET),
        ({"lost": [{"unit": "w", "kind": "revoked", "reason": "事故"}]}, UNSET),
        ({"overtaken_by": ["w"]}, UNSET),
    ],
)
def test_whoever_is_first_by_flags_alone_is_told_with_how_many(changes: dict[str, Any], most: Any) -> None:
    areas = {"main/third": {"name": "三", "name_en": "Third", "flag": "三旗", "position": 3}}
    terms = {"Q1/roads/": TERM, "Q1/water/": TERM, "Q1/third/": {**TERM, "holders": ["w"]}}
    top = {"Q1/": {**TOP, **changes}}
    assert wall(terms, top, series=WITH_TABLE, areas=areas).rows[-1].most_flags == most
    by_total = wall(terms, top, series=WITH_TABLE, areas=areas, contest={"order": "total"})
    assert by_total.rows[-1].most_flags is UNSET
    assert wall({}, top, series=WITH_TABLE).rows[-1].most_flags is UNSET, "nobody has one"
    level = {**terms, "Q1/water/": {**TERM, "holders": ["e", "w"]}}
    assert wall(level, top, series=WITH_TABLE, areas=areas).rows[-1].most_flags is UNSET


def test_only_flags_of_its_own_pool_put_a_holder_first() -> None:
    terms = {
        "Q1/roads/town": TERM,
        "Q1/roads/office": {**TERM, "holders": ["w"]},
        "Q1/water/office": {**TERM, "holders": ["w"]},
    }
    rows = wall(terms, {"Q1/town": TOP}, series={**BY_POOL, **WITH_TABLE}, contest={"ranking": "by-pool"}).rows
    assert rows[-1].most_flags == 1


def captures(terms: dict[str, Document], **changes: Any) -> Any:
    how = {name: changes.pop(name) for name in ("window", "on", "as_of") if name in changes}
    return asked("captures/main", told(terms, **changes), **how)[0]


def test_captures_are_counted_with_the_flags_that_were_taken() -> None:
    terms = {
        "Q1/water/": {**TERM, "holders": ["w"], "previous": ["e"]},
        "Q1/roads/": TERM,
        "Q2/roads/": {**DEFENDED},
        "Q2/water/": {**TERM, "previous": ["w"]},
        "Q3/roads/": {**TERM, "holders": [], "previous": ["e"], "outcome": "open", "settled": False, "margin": None},
    }
    board = captures(terms)
    whole = to_json(board)
    assert {name: value for name, value in whole.items() if name != "rows"} == {
        "board": "captures", "competition": "lake", "series": "main", "series_name": "县级",
        "series_name_en": "County", "period": None, "ranking": "together", "open": 1,
    }  # fmt: skip
    first, second = whole["rows"]
    roads = {
        "area": "roads",
        "area_name": "道路",
        "area_name_en": "Roads",
        "flag": "道路旗",
        "flag_en": "Roads pennant",
    }
    water = {"area": "water", "area_name": "水", "area_name_en": "Water", "flag": "水务旗", "flag_en": "Water"}
    of_first = {"period": "Q1", "period_name": "Q1度", "period_name_en": "Quarter Q1", "flag_pool": None}
    of_second = {"period": "Q2", "period_name": "Q2度", "period_name_en": "Quarter Q2", "flag_pool": None}
    assert first == {
        **EAST, "rank": 1, "pool": "town", "captures": 2, "taken": [{**of_first, **roads}, {**of_second, **water}],
    }  # fmt: skip
    assert second == {**WEST, "rank": 2, "pool": "town", "captures": 1, "taken": [{**of_first, **water}]}
    assert table(board) == [
        ("名次", "单位", "夺旗次数", "夺得"),
        ("1", "东县", "2", "Q1度 道路、Q2度 水"),
        ("2", "西县", "1", "Q1度 水"),
    ]
    assert table(board, "en")[1:] == [
        ("1", "East", "2", "Quarter Q1 Roads, Quarter Q2 Water"), ("2", "West", "1", "Quarter Q1 Water"),
    ]  # fmt: skip
    assert figures(board) == ["名次", "夺旗次数"]
    assert shown(board) is board


def test_whoever_took_as_many_shares_a_place_in_the_order_of_units() -> None:
    units = {"z": unit(0, "零", "Zero"), **UNITS, "a": unit(9, "末", "Last")}
    third = {"main/third": {"name": "三", "name_en": "Third", "flag": "三旗", "position": 3}}
    terms = {
        "Q1/roads/": {**TERM, "holders": ["a", "e", "z"]}, "Q1/water/": {**TERM, "holders": ["a"]},
        "Q1/third/": {**TERM, "holders": ["w"], "previous": ["e"]},
    }  # fmt: skip
    rows = captures(terms, units=units, areas=third).rows
    assert [(row.rank, row.unit) for row in rows] == [(1, "a"), (2, "z"), (2, "e"), (2, "w")]
    page, total = asked("captures/main", told(terms, units=units, areas=third), window=Window(1, 2))
    assert ([row.unit for row in page.rows], total) == (["z", "e"], 4)


def test_pools_that_rank_apart_have_places_of_their_own() -> None:
    units = {"e": unit(1, "东县", "East", pool="office"), "w": unit(2, "西县", "West"), "n": unit(3, "北", "North")}
    terms = {
        "Q1/roads/office": {**TERM, "previous": ["x"]}, "Q2/roads/office": {**DEFENDED},
        "Q1/water/office": {**TERM, "previous": ["x"]}, "Q1/roads/town": {**TERM, "holders": ["n"]},
    }  # fmt: skip
    by_pool = captures(terms, units=units, series=BY_POOL)
    assert [(row.pool, row.rank, row.unit) for row in by_pool.rows] == [("town", 1, "n"), ("office", 1, "e")]
    assert table(by_pool)[1][0] == "town"
    assert by_pool.rows[1].taken[0].flag_pool == "office"
    together = captures(terms, units=units)
    assert [(row.rank, row.unit, row.pool) for row in together.rows] == [(1, "e", "office"), (2, "n", "town")]


def test_a_flag_that_was_lost_in_the_period_was_had_before_the_next_and_who_ended_holding_it_took_it() -> None:
    lost = {**TERM, "holders": [], "previous": [], "outcome": "revoked", "margin": None}
    terms = {
        "Q1/roads/": {**lost, "lost": [{"unit": "w", "kind": "revoked", "reason": "事故"}], "reason": "事故"},
        "Q2/roads/": {**TERM, "holders": [], "ended": ["e"], "previous": []},
    }
    assert [(row.unit, row.captures) for row in captures(terms).rows] == [("e", 1)]
    never = {**terms, "Q1/roads/": lost}
    assert captures(never).rows == (), "nobody had had it"


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ({}, 0),
        ({"margin": "0"}, 2),
        ({"reason": "裁定", "lost": [{"unit": "e", "kind": "moved", "reason": "裁定"}]}, 2),
        ({"reason": "事故", "lost": [{"unit": "e", "kind": "revoked", "reason": "事故"}]}, 0),
        ({"reason": "常委会决定"}, 2),
        ({"reason": "事故", "lost": [{"unit": "w", "kind": "revoked", "reason": "事故"}]}, 0),
    ],
)
def test_several_take_a_flag_up_again_that_was_measured_or_given_to_them(changes: dict[str, Any], count: int) -> None:
    nobody = {**TERM, "holders": [], "previous": ["w"], "outcome": "vacant", "margin": None}
    joint = {**TERM, "holders": ["e", "w"], "previous": [], "outcome": "joint", "margin": None, **changes}
    assert len(captures({"Q1/roads/": nobody, "Q2/roads/": joint}).rows) == count


def test_s10_captures_are_told_by_the_names_of_the_day_of_the_question_or_of_the_last_period() -> None:
    new = {"name": "东区", "short_name": "区", "short_name_en": "D", "name_en": "District", "aliases": []}
    units = {"e": unit(1, "东县", "East"), "w": UNITS["w"]}
    units["e"]["names"].append({"from": "2031-09-30", **new})
    terms = {"Q1/roads/": TERM}
    names = [captures(terms, units=units, on=day).rows[0].name for day in ("2031-09-29", "2031-09-30", "2032-05-01")]
    assert names == ["东县", "东区", "东区"]
    units["e"]["names"][1]["from"] = "2031-10-01"
    assert captures(terms, units=units, on="2032-05-01").rows[0].name == "东县"


def test_captures_stand_in_the_order_of_areas_and_are_counted_in_that_of_periods() -> None:
    water_first = {"main/roads": {**AREAS["main/roads"], "position": 3}}
    terms = {"Q1/roads/": TERM, "Q1/water/": TERM}
    (row,) = captures(terms, areas=water_first).rows
    assert [one.area for one in row.taken] == ["water", "roads"]
    first = {**TERM, "holders": ["w"], "previous": [], "outcome": "first"}
    later = {**TERM, "previous": []}
    turned = {"series": {"periods": ["Q2", "Q1", "Q3"]}}
    assert [row.unit for row in captures({"Q2/roads/": first, "Q1/roads/": later}, **turned).rows] == ["e"]
    assert captures({"Q2/roads/": first, "Q1/roads/": later}).rows == (), "nobody had had it before"


def test_captures_are_told_as_of_a_change_and_of_their_own_series() -> None:
    facts = told({"Q1/roads/": TERM})
    facts = {**facts, FactKind.FLAG: {**facts[FactKind.FLAG], "other/Q1/roads/": TERM}}
    later: Told = {
        FactKind.AREA: {"main/roads": {**AREAS["main/roads"], "name": "公路"}},
        FactKind.UNIT: {"e": unit(1, "东区", "District")},
        FactKind.FLAG: {"main/Q2/roads/": {**TERM, "holders": ["w"], "previous": ["e"]}},
    }
    assert asked("captures/main", facts, later=later) == asked("captures/main", told({"Q1/roads/": TERM}))


def test_nothing_is_shown_of_captures_before_there_are_any() -> None:
    board = captures({})
    assert (board.rows, shown(board), board.open) == ((), None, 0)
    assert table(captures({"Q1/roads/": TERM}, series={**BY_POOL}))[0][0] == "组别"


def test_a_first_award_that_counts_defences_is_an_opening_of_an_early_database() -> None:
    opening = {"previous": [], "outcome": "first", "margin": None, "defences": {"e": 2}}
    assert only_row(opening).opening is True
    assert only_row({**opening, "defences": {"e": 0}}).opening is UNSET
    assert only_row({**opening, "defences": {"e": 0}, "opening": True}).opening is True
