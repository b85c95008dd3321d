"""What a ranking says of places, of an area and of the overall table: row by row, ranked from public facts."""

from dataclasses import replace
from typing import Any

import pytest

from scoreboard.enums import Status
from scoreboard.facts import FactKind
from scoreboard.publications.kinds import kind_of
from scoreboard.publications.kinds.ranking import RankingRow, ask_rows, first_of, told_order
from scoreboard.publications.questions import Window
from scoreboard.publications.rankings import Spot, spot_of
from scoreboard.publications.told_digits import with_digits
from scoreboard.store.public.facts import Document
from scoreboard.wire import UNSET, to_json
from tests.ceremony.test_told_results import placed
from tests.publications.test_flag_boards import AREAS, BY_POOL, CONTEST, EAST, PERIODS, SERIES, TERM, WEST
from tests.publications.told_facts import UNITS, Told, asked, figures, question_of, table, unit

ROADS, WATER, TABLE = "ranking/main/Q2/roads", "ranking/main/Q2/water", "ranking/main/Q2"
FOUR = {**UNITS, "n": unit(3, "北县", "North"), "s": unit(4, "南县", "South")}
SHOWN = {"main/Q2/roads/": {}, "main/Q2/water/": {}}


def told(contest: Document | None = None, **kinds: dict[str, Document]) -> Told:
    """The facts of the second quarter of a series with two areas, whose results are public."""
    return {
        FactKind.UNIT: FOUR,
        FactKind.SERIES: {"main": {**SERIES, **kinds.pop("series", {})}},
        FactKind.AREA: {key: {**words, "weight": "1"} for key, words in AREAS.items()},
        FactKind.PERIOD: PERIODS,
        FactKind.CONTEST: {f"main/{name}": {**CONTEST, **(contest or {})} for name in PERIODS},
        FactKind.SHOWN: SHOWN,
        **{FactKind(kind): found for kind, found in kinds.items()},
    }


def with_boards(roads: dict[str, str], water: dict[str, str] | None = None) -> dict[str, dict[str, str]]:
    return {TABLE: {}, ROADS: roads, WATER: water or {}}


def board_of(key: str, scores: dict[str, dict[str, str]], facts: Told | None = None, **how: Any) -> Any:
    """A ranking as of a change; the newest one says the same."""
    question = question_of(key, facts or told(), scores=scores, **how)
    board, newest = (kind_of("ranking").ask(replace(question, newest=one))[0] for one in (False, True))
    assert board == newest
    return board


def places(board: Any) -> list[tuple[str, int | None, str | None]]:
    return [(row.unit, row.rank, row.score) for row in board.rows]


def test_an_areas_ranking_says_of_what_it_is_and_where_everybody_stands() -> None:
    scores = with_boards({"w": "90.125", "e": "80"})
    whole = to_json(board_of(ROADS, scores))
    assert {name: value for name, value in whole.items() if name != "rows"} == {
        "board": "ranking", "competition": "lake", "series": "main", "series_name": "县级", "series_name_en": "County",
        "period": "Q2", "period_name": "Q2度", "period_name_en": "Quarter Q2", "ranking": "together", "decimals": 2,
        "live": False, "area": "roads", "area_name": "道路", "area_name_en": "Roads", "flag": "道路旗",
        "flag_en": "Roads pennant", "unrounded": False,
    }  # fmt: skip
    row = {"pool": "town", "tied": False, "status": "ranked", "change": None}
    assert whole["rows"][:2] == [
        {**row, **WEST, "rank": 1, "score": "90.13", "score_exact": "90.125"},
        {**row, **EAST, "rank": 2, "score": "80.00", "score_exact": "80.00"},
    ]
    missing = whole["rows"][2]
    assert (missing["unit"], missing["rank"], missing["score"], missing["score_exact"], missing["status"]) == (
        "n", None, None, None, "missing",
    )  # fmt: skip


def test_whoever_is_vetoed_not_rated_or_a_guest_has_no_place() -> None:
    facts = told({"guests": ["n"]}, veto={"Q2/e": {"items": []}, "Q1/w": {"items": []}})
    board = board_of(ROADS, with_boards({"e": "99", "w": "n/a", "n": "70", "s": "60"}), facts)
    assert [(row.unit, row.rank, row.score, str(row.status), row.guest) for row in board.rows] == [
        ("s", 1, "60.00", "ranked", UNSET),
        ("e", None, "99.00", "vetoed", UNSET),
        ("w", None, None, "n/a", UNSET),
        ("n", None, "70.00", "n/a", True),
    ]
    assert [row[-1] for row in table(board)] == ["状态", "在榜", "否决", "不参评", "特邀"]


def test_a_ranking_stays_as_it_was_told_whatever_is_said_later() -> None:
    scores = with_boards({"e": "80", "w": "80.001", "n": "70"})
    later: Told = {
        FactKind.AREA: {"main/roads": {**AREAS["main/roads"], "name": "公路", "weight": "3"}},
        FactKind.UNIT: {"e": unit(7, "东区", "District", pool="office"), "w": {**UNITS["w"], "series": []}},
        FactKind.CONTEST: {"main/Q2": {**CONTEST, "decimals": 0, "order": "total", "decided": {"roads": ["e"]}}},
        FactKind.PERIOD: {"Q2": {**PERIODS["Q2"], "name": "早"}},
        FactKind.VETO: {"Q2/w": {"items": []}},
        FactKind.FLAG: {"main/Q2/roads/": TERM},
        FactKind.CORRECTION: {"main/Q2/roads/e": {"told": {}}},
    }
    rescored = {ROADS: {"n": "99", "s": "1"}}
    for key in (ROADS, TABLE):
        assert asked(key, told(), scores=scores, later=later, rescored=rescored) == asked(key, told(), scores=scores)


def test_units_are_called_as_on_the_day_of_the_change_and_while_a_contest_runs_as_on_the_day_that_is_asked_for() -> (
    None
):
    first = FOUR["e"]["names"][0]
    renamed = {**FOUR, "e": {**FOUR["e"], "names": [first, {**first, "from": "2031-02-15", "name": "东区"}]}}
    scores, when = with_boards({"e": "80"}), {"on": "2031-02-01", "as_of": "2031-02-20"}
    names = [
        board_of(ROADS, scores, {**told({"closed": closed}), FactKind.UNIT: renamed}, **when).rows[0].name
        for closed in (True, False)
    ]
    assert names == ["东县", "东区"]


def test_equal_scores_share_a_place_unless_a_decision_has_put_one_first() -> None:
    scores = with_boards({"e": "80", "w": "80", "n": "70"})
    shared = board_of(ROADS, scores)
    assert [(row.unit, row.rank, row.tied) for row in shared.rows[:3]] == [
        ("e", 1, True),
        ("w", 1, True),
        ("n", 3, False),
    ]
    decided = board_of(ROADS, scores, told({"decided": {"roads": ["w"], "water": ["n"]}}))
    assert [(row.unit, row.rank, row.tied) for row in decided.rows[:2]] == [("w", 1, False), ("e", 2, False)]


def test_whoever_is_first_by_a_decision_is_told_so_with_its_reason() -> None:
    decided: Document = {"decided": {"roads": ["w"], "water": ["e"]}}
    facts = told({**decided, "decided_because": {"roads": {"w": "抽签"}, "water": {"e": "投票"}}})
    scores = with_boards({"e": "80", "w": "80"}, {"e": "70"})
    first, second, *_ = board_of(ROADS, scores, facts).rows
    assert (first.unit, first.decision, second.unit, second.decision) == ("w", "抽签", "e", UNSET)
    assert {row.decision for row in board_of(ROADS, scores, told(decided)).rows} == {UNSET}, "as facts were before"
    assert {row.decision for row in board_of(TABLE, scores, facts).rows} == {UNSET}, "of an area alone"


def test_a_table_that_waits_for_flags_says_how_many_are_open_and_how_many_a_unit_holds_at_least() -> None:
    opened = {**TERM, "settled": False, "holders": [], "outcome": "open"}
    flags = {"main/Q2/roads/": TERM, "main/Q2/water/": opened, "main/Q1/roads/": opened}
    scores = with_boards({"e": "80", "w": "90", "n": "n/a"}, {"e": "50", "n": "n/a"})
    facts, shown = told(flag=flags), replace(question_of(TABLE, told(flag=flags), scores=scores), newest=True)
    board = board_of(TABLE, scores, facts)
    assert board.open_flags == 1, "of its own quarter"
    assert {row.unit: row.flags_at_least for row in board.rows} == {"e": 1, "w": 0, "s": 0, "n": UNSET}
    assert {name: row.flags_at_least for name, row in ask_rows(shown, ["e", "w"]).items()} == {"e": 1, "w": 0}
    at = table(board)[0].index("旗数")
    assert [row[at] for row in table(board)[1:3]] == ["至少 1", "待定"]
    assert [row[at] for row in table(board, "en")[1:3]] == ["at least 1", "open"]
    assert board_of(ROADS, scores, facts).open_flags is UNSET, "of the table alone"
    live = board_of(TABLE, scores, told({"closed": False}, flag=flags))
    assert (live.open_flags, {row.flags_at_least for row in live.rows}) == (UNSET, {UNSET})
    settled = board_of(TABLE, scores, facts, later={FactKind.FLAG: {"main/Q2/water/": TERM}})
    assert settled.open_flags == 1, "as of its own change"


def test_the_table_adds_up_by_weight_after_flags_and_says_in_how_many_areas_units_were_scored() -> None:
    scores = with_boards({"e": "80", "w": "90", "n": "n/a"}, {"e": "50.5", "s": "10", "n": "n/a"})
    areas = {**told()[FactKind.AREA]}
    areas["main/water"] = {**areas["main/water"], "weight": "2"}
    flags = {"main/Q2/roads/": {**TERM, "holders": ["s"], "ended": ["s"]}, "main/Q1/roads/": TERM}
    facts = {**told(flag=flags, veto={"Q2/w": {"items": []}}), FactKind.AREA: areas}
    board = board_of(TABLE, scores, facts)
    assert [(row.unit, row.rank, row.flags, row.score, row.scored_in, str(row.status)) for row in board.rows] == [
        ("s", 1, 2, "20.00", 1, "ranked"),
        ("e", 2, 0, "181.00", 2, "ranked"),
        ("w", None, 0, "90.00", 1, "vetoed"),
        ("n", None, 0, None, 0, "n/a"),
    ]
    assert (board.area, board.area_name, board.area_name_en, board.flag, board.flag_en, board.order) == (
        None, UNSET, UNSET, UNSET, UNSET, UNSET,
    )  # fmt: skip
    by_total = {**facts, FactKind.CONTEST: {"main/Q2": {**CONTEST, "order": "total"}}}
    totals = board_of(TABLE, scores, by_total)
    assert ([row.unit for row in totals.rows[:2]], totals.order) == (["e", "s"], "total")
    assert board_of(ROADS, scores, by_total).order is UNSET, "of the table alone"
    live = {**facts, FactKind.CONTEST: {"main/Q2": {**CONTEST, "closed": False}}}
    assert {row.flags for row in board_of(TABLE, scores, live).rows} == {0}, "flags of before count in the end"
    assert (told_order("total"), told_order("flags")) == ("total", UNSET)


def test_the_tables_of_rankings_in_both_languages() -> None:
    earlier = {"ranking/main/Q1/roads": {"e": "90", "w": "90", "n": "70", "s": "80"}, "ranking/main/Q1": {}}
    water = {"ranking/main/Q1/water": {}}
    scores = {**with_boards({"e": "70", "w": "80", "n": "75", "s": "n/a"}), **earlier, **water}
    facts = {**told(), FactKind.SHOWN: {**SHOWN, "main/Q1/roads/": {}}}
    board = board_of(ROADS, scores, facts)
    assert table(board) == [
        ("名次", "升降", "单位", "得分", "状态"),
        ("1", "=", "西县", "80.00", "在榜"),
        ("2", "+2", "北县", "75.00", "在榜"),
        ("3", "-2", "东县", "70.00", "在榜"),
        ("-", "", "南县", "-", "不参评"),
    ]
    assert [row.change for row in board.rows] == [0, 2, -2, None]
    assert table(board, "en")[2] == ("2", "+2", "North", "75.00", "ranked")
    assert figures(board) == ["名次", "升降", "得分"]
    overall = board_of(TABLE, scores, facts)
    assert table(overall)[0] == ("名次", "升降", "单位", "旗数", "总分", "状态")
    assert figures(overall) == ["名次", "升降", "旗数", "总分"]
    assert [table(overall)[1][3], overall.rows[0].change] == ["0", 0]


def test_places_are_compared_with_the_last_earlier_period_that_has_the_board() -> None:
    third = "ranking/main/Q3/roads"
    boards = {key: {} for name in ("Q1", "Q3") for key in (f"ranking/main/{name}", f"ranking/main/{name}/water")}
    scores = {**boards, "ranking/main/Q1/roads": {"e": "90", "w": "80"}, third: {"e": "70", "w": "80"}}
    facts = {**told(), FactKind.SHOWN: {f"main/{name}/roads/": {} for name in ("Q1", "Q2", "Q3")}}
    assert [(row.unit, row.change) for row in board_of(third, scores, facts).rows[:2]] == [("w", 1), ("e", -1)]
    nearer = {**scores, **with_boards({"w": "1"})}
    assert [(row.unit, row.change) for row in board_of(third, nearer, facts).rows[:2]] == [("w", 0), ("e", None)]
    first = board_of("ranking/main/Q1/roads", nearer, facts)
    assert {row.change for row in first.rows} == {None}, "nothing came before it"


def test_places_are_compared_with_those_that_were_known_at_the_change() -> None:
    """The earlier board has been touched again since, by a veto."""
    first = "ranking/main/Q1/roads"
    boards = {first: {"e": "90", "w": "80", "n": "70"}, "ranking/main/Q1": {}, "ranking/main/Q1/water": {}}
    scores = {**boards, **with_boards({"e": "70", "w": "80"})}
    facts = {**told(), FactKind.SHOWN: {**SHOWN, "main/Q1/roads/": {}}}
    later: Told = {FactKind.VETO: {"Q1/e": {"items": []}}}
    board, _total = asked(ROADS, facts, scores=scores, later=later, again=[first])
    assert [(row.unit, row.change) for row in board.rows[:2]] == [("w", 1), ("e", -1)]
    now, _total = asked(ROADS, facts, scores=scores, later=later, again=[first], change=2)
    assert [(row.unit, row.change) for row in now.rows[:2]] == [("w", 0), ("e", None)]


def test_a_corrected_score_is_told_with_its_correction() -> None:
    correction = {"old": "80", "new": "90", "reason": "漏计", "approved_by": "李", "at": "2031-07-01T04:00:00+00:00"}
    facts = told(correction={f"main/Q2/roads/{name}": {"told": {**correction, "new": name}} for name in ("e",)})
    board = board_of(ROADS, with_boards({"e": "90", "w": "80"}, {"e": "1"}), facts)
    assert [row.correction is UNSET for row in board.rows] == [False, True, True, True]
    assert (board.rows[0].correction.reason, board.rows[0].correction.new) == ("漏计", "e")
    assert board_of(WATER, with_boards({}, {"e": "1"}), facts).rows[0].correction is UNSET
    assert board_of(TABLE, with_boards({"e": "90"}), facts).rows[0].correction is UNSET


def test_what_sets_equal_places_apart_is_told_with_the_reason_of_a_decision() -> None:
    scores = with_boards({"e": "60", "w": "90", "n": "60", "s": "60"}, {"n": "9", "s": "8", "e": "8"})
    placed_units = {"roads": [{"units": ["e", "s", "w"], "reason": "旧"}, {"units": ["s", "e"], "reason": "抽签"}]}
    facts = told({"countback": ["place:water", "decide"], "placed": placed_units})
    rows = board_of(ROADS, scores, facts).rows
    assert [(row.unit, row.rank) for row in rows] == [("w", 1), ("n", 2), ("s", 3), ("e", 4)]
    assert rows[0].countback is UNSET
    assert [(one.countback.shared_rank, one.countback.by, one.countback.area_name) for one in rows[1:]] == [
        (2, "place:water", "水"), (2, "place:water", "水"), (2, "decide", UNSET),
    ]  # fmt: skip
    assert [one.countback.reason for one in rows[1:]] == [UNSET, UNSET, "抽签"]


@pytest.mark.parametrize(
    ("scores", "hidden"),
    [
        ({"e": "80.001", "w": "80.002"}, True),
        ({"e": "80.001", "w": "80.001"}, False),
        ({"e": "80.001", "w": "80.02"}, False),
    ],
)
def test_a_board_says_where_rounding_hides_its_order(scores: dict[str, str], hidden: bool) -> None:
    assert board_of(ROADS, with_boards(scores)).unrounded is hidden
    assert board_of(TABLE, with_boards(scores)).unrounded is hidden


def test_rounding_hides_no_order_between_pools_nor_between_different_numbers_of_flags() -> None:
    units = {**UNITS, "n": unit(3, "北县", "North", pool="office")}
    facts = {
        **told({"ranking": "by-pool"}, series=BY_POOL),
        FactKind.UNIT: units,
        FactKind.SHOWN: {f"main/Q2/roads/{pool}": {} for pool in ("town", "office")},
    }
    for key in (ROADS, TABLE):
        board = board_of(key, with_boards({"e": "80.001", "n": "80.002", "w": "70"}), facts)
        assert (board.unrounded, [row.pool for row in board.rows]) == (False, ["town", "town", "office"])
    flagged = told(flag={"main/Q2/roads/": {**TERM, "holders": ["e"]}})
    assert not board_of(TABLE, with_boards({"e": "80.001", "w": "80.002"}), flagged).unrounded
    by_total = {**flagged, FactKind.CONTEST: {"main/Q2": {**CONTEST, "order": "total"}}}
    assert board_of(TABLE, with_boards({"e": "80.001", "w": "80.002"}), by_total).unrounded


POOLS = {
    "e": unit(1, "东县", "East", pool="office"), "w": UNITS["w"], "n": unit(3, "北县", "North"),
    "s": unit(4, "南县", "South", pool="office"), "x": unit(5, "外县", "Outer"),
}  # fmt: skip
APART = {**told({"ranking": "by-pool"}, series=BY_POOL), FactKind.UNIT: POOLS}
IN_POOLS = with_boards({"e": "80", "w": "70", "n": "90", "s": "85", "x": "60"})


def apart(*shown: str, **contest: Any) -> Told:
    """Towns and offices ranked apart, of which the results of these pools have been revealed."""
    return {
        **APART,
        FactKind.CONTEST: {"main/Q2": {**CONTEST, "ranking": "by-pool", **contest}},
        FactKind.SHOWN: {f"main/Q2/roads/{pool}": {} for pool in shown},
    }


def test_pools_that_rank_apart_come_one_after_the_other_with_places_of_their_own() -> None:
    facts = apart("town", "office")
    board = board_of(ROADS, IN_POOLS, facts)
    assert [(row.pool, row.unit, row.rank) for row in board.rows] == [
        ("town", "n", 1), ("town", "w", 2), ("town", "x", 3), ("office", "s", 1), ("office", "e", 2),
    ]  # fmt: skip
    assert table(board)[1][0] == "town"
    pages = [
        asked(ROADS, facts, scores=IN_POOLS, window=window) for window in (Window(1, 3), Window(3, 9), Window(4, 1))
    ]
    assert [([row.unit for row in page.rows], total) for page, total in pages] == [
        (["w", "x", "s"], 5), (["s", "e"], 5), (["e"], 5),
    ]  # fmt: skip
    office, count = asked(ROADS, facts, scores=IN_POOLS, window=Window(1, None, "office"))
    assert ([row.unit for row in office.rows], count) == (["e"], 2)
    assert asked(ROADS, facts, scores=IN_POOLS, window=Window(9, 2))[0].rows == ()
    assert asked(ROADS, facts, scores=IN_POOLS, window=Window(0, 0))[0].rows == ()


def test_only_pools_whose_results_are_revealed_are_listed() -> None:
    assert {row.pool for row in board_of(ROADS, IN_POOLS, apart("office")).rows} == {"office"}
    assert board_of(ROADS, IN_POOLS, apart()).rows == ()
    live = board_of(ROADS, IN_POOLS, apart(closed=False))
    assert ({row.pool for row in live.rows}, live.live) == ({"town", "office"}, True)
    assert {row.pool for row in board_of(TABLE, IN_POOLS, apart()).rows} == {"town", "office"}
    gone = {**apart("town"), FactKind.CONTEST: {"main/Q2": {**CONTEST, "not_held": ["roads"]}}}
    assert board_of(ROADS, IN_POOLS, gone).rows == ()


def test_where_a_unit_stands_is_found_in_its_pool() -> None:
    question = question_of(ROADS, apart("town", "office"), scores=IN_POOLS)
    assert spot_of(question, "e") == Spot("office", 1, 3, 2)
    assert spot_of(question, "n") == Spot("town", 0, 0, 3)
    assert spot_of(question, "gone") is None
    assert spot_of(question_of(ROADS, apart("town"), scores=IN_POOLS), "e") is None
    three = {
        **apart("town", "office", "village"),
        FactKind.SERIES: {"main": {**SERIES, **BY_POOL, "pools": ["village", "town", "office"]}},
        FactKind.UNIT: {**POOLS, "v": unit(6, "村", "Village", pool="village")},
    }
    for newest in (True, False):
        assert spot_of(question_of(ROADS, three, scores=IN_POOLS, newest=newest), "e") == Spot("office", 1, 4, 2)
    rows = ask_rows(question, ["s", "w", "gone"])
    assert {name: (row.rank, row.pool) for name, row in rows.items()} == {"s": (1, "office"), "w": (2, "town")}


def test_the_first_of_a_ranking_is_found_where_another_board_is_asked_for() -> None:
    later: dict[str, Any] = {"rescored": {ROADS: {"e": "95"}}}
    question = question_of("flags/main/Q2", told(), scores=with_boards({"w": "90.125", "e": "80"}), **later)
    first = first_of(question, ROADS, "")
    assert first is not None
    assert (first.unit, first.rank, first.score_exact) == ("w", 1, "90.125")
    touched = question_of("flags/main/Q2", told(), scores=with_boards({"w": "90", "e": "80"}), again=[ROADS], **later)
    for newest, unit_id in ((False, "w"), (True, "e")):
        best = first_of(replace(touched, newest=newest), ROADS, "")
        assert (best.unit if best else None) == unit_id, "of what it said at that change, or says now"
    assert first_of(question, "ranking/main/Q3/roads", "") is None
    unrevealed = question_of("flags/main/Q2", apart("town"), scores=IN_POOLS)
    assert first_of(unrevealed, ROADS, "office") is None


def test_the_first_of_a_pool_is_found_in_its_ranking_printed_or_not() -> None:
    facts = apart("town", "office")
    board = to_json(board_of(ROADS, IN_POOLS, facts))
    swapped = {**board, "rows": [board["rows"][at] for at in (1, 0, 2, 4, 3)]}
    kept: list[tuple[dict[str, Document], str]] = [({}, "nsn"), ({ROADS: swapped}, "wew")]
    for printed, firsts in kept:
        question = question_of("flags/main/Q2", facts, scores=IN_POOLS, printed=printed)
        found = [first_of(question, ROADS, pool) for pool in ("town", "office", "")]
        assert [one and one.unit for one in found] == list(firsts)
        assert first_of(question, ROADS, "village") is None


FREEZE = "2031-06-20T16:00:00+00:00"


@pytest.mark.parametrize(
    ("before", "shown", "frozen", "listed"),
    [
        ({"closed": False, "freeze": FREEZE}, (), ("town", "office"), {"town", "office"}),
        ({"closed": False, "freeze": FREEZE}, ("office",), ("town",), {"town", "office"}),
        ({"closed": False, "freeze": FREEZE}, ("town", "office"), UNSET, {"town", "office"}),
        ({"closed": True}, (), UNSET, set()),
        ({"closed": True}, ("office",), UNSET, {"office"}),
    ],
)
def test_what_was_public_live_stays_as_the_freeze_left_it_until_it_is_revealed(
    before: dict[str, Any], shown: tuple[str, ...], frozen: Any, listed: set[str]
) -> None:
    """The contest was live with the first change and is closed with the second."""
    closed = apart(*shown, freeze=FREEZE)
    later = {kind: closed[kind] for kind in (FactKind.CONTEST, FactKind.SHOWN)}
    for key, pools in ((ROADS, frozen), (TABLE, UNSET)):
        board, _total = asked(key, apart(**before), scores=IN_POOLS, later=later, change=2)
        assert (board.frozen_pools, board.live) == (pools, False)
        assert board.frozen_since == (UNSET if pools is UNSET else "2031-06-21T00:00:00+08:00")
        assert {row.pool for row in board.rows} == (listed if key == ROADS else {"town", "office"})


def test_a_board_that_froze_without_a_moment_says_none() -> None:
    later = {FactKind.CONTEST: apart()[FactKind.CONTEST]}
    board, _total = asked(ROADS, apart(closed=False), scores=IN_POOLS, later=later, change=2)
    assert (board.frozen_pools, board.frozen_since) == (("town", "office"), UNSET)


@pytest.mark.parametrize("newest", [True, False])
def test_a_ranking_that_was_printed_is_read_as_it_was_printed(newest: bool) -> None:
    """As older programs kept all of them; the facts would say something else."""
    facts = apart("town", "office")
    board = to_json(board_of(ROADS, IN_POOLS, facts))
    swapped = {**board, "rows": [{**board["rows"][at], "score": "1.00"} for at in (1, 0, 2, 4, 3)]}
    for ranking, spots in (
        ("by-pool", {"w": Spot("town", 0, 0, 3), "s": Spot("office", 1, 3, 2)}),
        ("together", {"w": Spot("", 0, 0, 5), "s": Spot("", 4, 0, 5)}),
    ):
        printed = {ROADS: {**swapped, "ranking": ranking}}
        question = question_of(ROADS, facts, scores=IN_POOLS, printed=printed, newest=newest)
        assert {unit: spot_of(question, unit) for unit in spots} == spots
        assert spot_of(question, "gone") is None
        rows = ask_rows(question, ["s", "gone"])
        assert [(unit, row.rank, row.score) for unit, row in rows.items()] == [("s", 1, "1.00")]


def test_places_are_compared_with_those_that_were_printed() -> None:
    first = "ranking/main/Q1/roads"
    rows = [{"unit": "e", "pool": "town", "rank": 5}, {"unit": "gone", "pool": "town", "rank": 6}]
    scores = {**with_boards({"e": "80", "w": "70"}), first: {}}
    board, _total = asked(ROADS, told(), scores=scores, printed={first: {"ranking": "together", "rows": rows}})
    assert [(row.unit, row.change) for row in board.rows[:2]] == [("e", 4), ("w", None)]


def row(unit: str, rank: int | None, score: str | None, exact: str | None) -> RankingRow:
    return replace(placed(unit, 1, "0"), rank=rank, score=score, score_exact=exact)


def test_scores_that_look_alike_at_different_places_are_told_with_the_digits_that_set_them_apart() -> None:
    rows = [
        row("a", 1, "80.00", "80.001"), row("b", 2, "80.00", "80.000"), row("c", 3, "70.00", "70.004"),
        row("d", 3, "70.00", "70.004"), row("e", None, None, None), row("f", None, None, None),
    ]  # fmt: skip
    assert [one.score for one in with_digits(rows)] == ["80.001", "80.000", "70.00", "70.00", None, None]
    unsaid = [row("a", 1, "80.00", None), row("b", 2, "80.00", "80.000")]
    assert [one.score for one in with_digits(unsaid)] == ["80.00", "80.000"], "as older programs printed it"


def test_a_board_announces_the_final_results_of_the_pools_that_it_lists() -> None:
    final = board_of(ROADS, IN_POOLS, apart("town"))
    assert [final.announces(pool) for pool in ("town", "office", "")] == [True, False, True]
    assert not replace(final, live=True).announces("town")
    frozen = replace(final, frozen_pools=("town",))
    assert [frozen.is_frozen(pool) for pool in ("town", "office")] == [True, False]
    assert not frozen.announces("town")
    whole = replace(final, frozen_pools=("",))
    assert (whole.is_frozen("town"), whole.announces("town"), final.is_frozen("town")) == (True, False, False)
    assert not board_of(ROADS, IN_POOLS, apart()).announces("")


def test_nothing_is_said_of_who_has_no_score_yet_and_of_a_guest_without_one() -> None:
    ranked, missing = placed("e", 1, "80"), replace(placed("w", 2, "80"), score=None, status=Status.MISSING)
    guest = replace(ranked, guest=True, status=Status.NOT_APPLICABLE)
    excused = replace(missing, status=Status.NOT_APPLICABLE)
    rows = (ranked, missing, guest, replace(guest, score=None), excused)
    assert [one.is_empty for one in rows] == [False, True, False, True, False]


def test_a_table_says_where_a_ranked_unit_has_scores_in_fewer_areas_than_another() -> None:
    table = board_of(TABLE, IN_POOLS, apart())
    two, one = placed("e", 1, "80", scored_in=2), placed("w", 2, "70", scored_in=1)
    vetoed = replace(one, status=Status.VETOED)
    for rows, fewer in (
        ((two, one), True),
        ((two, two), False),
        ((two, vetoed), False),
        ((two, placed("n", 2, "1")), False),
    ):
        assert replace(table, rows=rows).has_fewer_scores is fewer
    assert not replace(board_of(ROADS, IN_POOLS, apart("town")), rows=(two, one)).has_fewer_scores


def test_a_pool_of_which_a_climb_shows_a_part_is_not_announced() -> None:
    final = board_of(ROADS, IN_POOLS, apart("town"))
    for climbing, pools in ((("town",), [True, False]), (("",), [True, True]), (UNSET, [False, False])):
        board = replace(final, climbing=climbing)
        assert [board.is_climbing(pool) for pool in ("town", "office")] == pools
        assert board.announces("town") is not pools[0]


def test_an_area_is_called_in_both_languages_and_by_its_id_on_older_boards() -> None:
    board = board_of(ROADS, IN_POOLS, apart("town"))
    assert [board.area_called(lang) for lang in ("zh", "en")] == ["道路", "Roads"]
    older = replace(board, area_name=UNSET, area_name_en=UNSET)
    assert [older.area_called(lang) for lang in ("zh", "en")] == ["roads", "roads"]
    assert board_of(TABLE, IN_POOLS, apart()).area_called("zh") == ""


def test_the_columns_for_scripts_are_those_of_an_area_or_of_the_table() -> None:
    csv = kind_of("ranking").csv
    assert csv("roads") == (
        "rank", "pool", "unit", "name", "score", "score_exact", "tied", "status", "change",
    )  # fmt: skip
    assert csv(None) == (
        "rank", "pool", "unit", "name", "flags", "score", "score_exact", "tied", "status", "change",
    )  # fmt: skip
    assert Status.RANKED == "ranked"
