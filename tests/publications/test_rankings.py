"""Which units a ranking lists: equal places set apart, what a freeze has left, what a climb has shown."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from scoreboard.facts import FactKind
from scoreboard.publications.climbed import climbed_standings, climbed_words, takes_back
from scoreboard.publications.listing import IndexedGroup
from scoreboard.publications.questions import Window
from scoreboard.publications.ranked_anew import RankedGroup
from scoreboard.publications.rankings import frozen_in, groups_of, ranks_in, was_live
from scoreboard.rules.ranking import Entry, rank
from scoreboard.store.public.facts import Document
from scoreboard.wire import UNSET, given
from tests.publications.test_flag_boards import SERIES, TERM
from tests.publications.test_ranking_board import (
    IN_POOLS,
    ROADS,
    TABLE,
    WATER,
    apart,
    board_of,
    told,
    with_boards,
)
from tests.publications.told_facts import Told, asked, question_of, unit


def test_equal_places_of_the_table_go_by_first_places_or_by_what_was_decided_of_it() -> None:
    scores = with_boards({"e": "90", "w": "80", "n": "10"}, {"e": "10", "w": "20", "n": "90"})
    order = [{"units": ["w", "n", "e"], "reason": "抽签"}]

    def found(contest: Document) -> list[tuple[Any, ...]]:
        rows = board_of(TABLE, scores, told(contest)).rows[:3]
        return [(row.unit, row.rank, getattr(given(row.countback), "by", None)) for row in rows]

    undecided = [("e", 1, None), ("w", 1, None), ("n", 1, None)]
    assert found({"placed": {"roads": order}}) == found({"countback": ["decide"]}) == undecided
    assert found({"countback": ["firsts"]}) == [("e", 1, "firsts"), ("n", 1, "firsts"), ("w", 3, "firsts")]
    decided = {"placed": {"": order}}
    assert found(decided) == [("w", 1, "decide"), ("n", 2, "decide"), ("e", 3, "decide")]
    assert board_of(TABLE, scores, told(decided)).rows[0].countback.reason == "抽签"
    elsewhere = with_boards({"n": "90", "e": "60", "w": "60"}, {"w": "9"})
    area = board_of(ROADS, elsewhere, told({"countback": ["firsts"], "placed": {"": order}}))
    assert [(row.unit, row.rank) for row in area.rows[:3]] == [("n", 1), ("e", 2), ("w", 2)]


def test_who_is_first_in_an_area_and_who_has_nothing_in_the_table_goes_on_sharing_a_place() -> None:
    order = [{"units": ["w", "e"], "reason": "抽签"}]
    contest = {"countback": ["decide"], "placed": {"": order, "roads": order}}
    flags = {"main/Q2/roads/": {**TERM, "holders": ["e", "w"]}}
    few = with_boards({"n": "5", "s": "4"})

    def found(key: str, scores: dict[str, dict[str, str]], facts: Told) -> list[tuple[str, int]]:
        return [(row.unit, row.rank) for row in board_of(key, scores, facts).rows]

    first = found(ROADS, with_boards({"e": "90", "w": "90", "n": "2", "s": "1"}), told(contest))
    assert first == [("e", 1), ("w", 1), ("n", 3), ("s", 4)]
    nothing = [("n", 1), ("s", 2), ("e", 3), ("w", 3)]
    assert found(TABLE, few, told(contest)) == nothing
    assert found(TABLE, few, told(contest, flag=flags)) == [("w", 1), ("e", 2), ("n", 3), ("s", 4)]
    assert found(TABLE, few, told({**contest, "order": "total"}, flag=flags)) == nothing
    scored = with_boards({"n": "5", "s": "4", "e": "1", "w": "1"})
    assert found(TABLE, scored, told(contest))[2:] == [("w", 3), ("e", 4)]


TIED = with_boards({"n": "90", "e": "60", "w": "60"}, {"w": "9", "e": "8"})
SHARED, PARTED = [("n", 1), ("e", 2), ("w", 2)], [("n", 1), ("w", 2), ("e", 3)]
BY_WATER = told({"countback": ["place:water"]}, flag={"main/Q2/water/": TERM})
BY_WATER_LIVE = told({"countback": ["place:water"], "closed": False})
FROZEN: Told = {FactKind.CONTEST: BY_WATER[FactKind.CONTEST]}


def shown(*areas: str) -> Told:
    """That the results of these areas have been revealed."""
    return {FactKind.SHOWN: {f"main/Q2/{area}/": {} for area in areas}}


def tied(facts: Told, **how: Any) -> list[tuple[str, int | None]]:
    """Who stands where in the ranking of roads."""
    return [(row.unit, row.rank) for row in board_of(ROADS, TIED, facts, **how).rows[:3]]


def test_equal_places_are_set_apart_by_what_is_public_of_other_areas_alone() -> None:
    assert tied({**BY_WATER, **shown("roads")}) == SHARED
    assert tied({**BY_WATER, **shown("roads", "water")}) == PARTED
    page = board_of(ROADS, TIED, {**BY_WATER, **shown("roads", "water")}, window=Window(1, 2))
    assert [row.countback.area_name for row in page.rows] == ["水", "水"]
    assert tied({**BY_WATER_LIVE, **shown()}) == PARTED
    then, _total = asked(
        ROADS, {**BY_WATER, **shown("roads")}, scores=TIED, later=shown("water"), rescored={ROADS: {"s": "99"}}
    )
    assert [(row.unit, row.rank) for row in then.rows[:3]] == SHARED
    again, _total = asked(ROADS, {**BY_WATER, **shown("roads", "water")}, scores=TIED, rescored={WATER: {"e": "99"}})
    assert [(row.unit, row.rank) for row in again.rows[:3]] == PARTED


def test_what_a_freeze_has_left_of_other_areas_sets_apart_only_what_it_has_left_too() -> None:
    for areas, places in ((), PARTED), (("water",), PARTED), (("roads",), SHARED), (("roads", "water"), PARTED):
        assert tied({**BY_WATER_LIVE, **shown()}, later={**FROZEN, **shown(*areas)}, change=2) == places
    late = asked(ROADS, {**BY_WATER_LIVE, **shown()}, scores=TIED, later=FROZEN, change=2, late=[WATER])[0]
    assert [(row.unit, row.rank) for row in late.rows[:3]] == SHARED, "water has never been public live"
    table = board_of(TABLE, TIED, {**BY_WATER_LIVE, **shown()}, later=FROZEN, change=2)
    assert [(row.unit, row.rank) for row in table.rows[:3]] == [("n", 1), ("w", 2), ("e", 3)]


def test_what_comes_later_says_nothing_of_a_freeze_and_of_a_climb() -> None:
    contest = {"countback": ["place:water", "decide"]}
    live, frozen = apart(closed=False, **contest), apart("town", **contest)
    scores = with_boards({"e": "80", "w": "70", "n": "70", "s": "85", "x": "90"}, {"n": "1", "s": "2"})
    later: Told = {FactKind.CONTEST: frozen[FactKind.CONTEST], **climbs(office=climb(("e", 2, "80")))}
    last: Told = {
        **climbs(town=climb(("x", 1, "60")), office=climb(("s", 1, "85"))),
        FactKind.SERIES: {"main": {**live[FactKind.SERIES]["main"], "pools": ["office"], "periods": []}},
        FactKind.SHOWN: {f"main/Q2/{area}/{pool}": {} for area in ("roads", "water") for pool in ("town", "office")},
        FactKind.CONTEST: apart(closed=False)[FactKind.CONTEST],
        FactKind.AREA: {"main/water": None},
    }
    for key in (ROADS, WATER, TABLE):
        before, _total = asked(key, live, scores=scores, later=later, change=2)
        assert asked(key, live, scores=scores, later=later, change=2, last=last)[0] == before
        assert len(before.rows) == (4 if key == ROADS else 5)
    reveals: Told = {kind: last[kind] for kind in (FactKind.SERIES, FactKind.SHOWN)}
    for key in (ROADS, WATER):
        before, _total = asked(key, apart("town"), scores=scores)
        assert asked(key, apart("town"), scores=scores, later=reveals)[0] == before


def climb(*rows: tuple[str, int | None, str | None]) -> Document:
    """What a climb has shown: units, places and scores."""
    return {
        "from": 2,
        "rows": [
            {
                "unit": name,
                "rank": rank,
                "score": score,
                "tied": [one[1] for one in rows].count(rank) > 1,
                "status": "ranked" if rank else "missing",
            }
            for name, rank, score in rows
        ],
    }


def climbs(**shown: Document) -> Told:
    """What climbs have shown of roads, by pool."""
    return {FactKind.CLIMB: {f"main/Q2/roads/{pool}": words for pool, words in shown.items()}}


def climbing(*revealed: str, later: Told | None = None, **shown: Document) -> Any:
    """The ranking of roads, whose results are sealed but for pools that are `revealed` and what climbs have `shown`."""
    facts = {**apart(*revealed, countback=["decide"]), **climbs(**shown)}
    return asked(ROADS, facts, scores=IN_POOLS, later=later)[0]


def test_a_climb_tells_who_stands_at_a_place_or_below_it_and_who_has_none() -> None:
    entries = [
        Entry("e", Decimal("90.5")), Entry("w", Decimal(80)), Entry("n", Decimal(80)), Entry("s", Decimal(70)),
        Entry("g", Decimal(99), guest=True), Entry("x"),
    ]  # fmt: skip
    first, *rest = rank(entries)
    standings = [first, *(replace(one, shared_rank=2, placed_by="decide") if one.rank == 2 else one for one in rest)]
    words = climbed_words(2, standings)
    assert words["from"] == 2
    assert words["rows"][0] == {
        "unit": "w", "rank": 2, "score": "80", "tied": True, "status": "ranked", "shared_rank": 2,
        "placed_by": "decide",
    }  # fmt: skip
    assert words["rows"][2:] == [
        {"unit": "s", "rank": 4, "score": "70", "tied": False, "status": "ranked"},
        {"unit": "x", "rank": None, "score": None, "tied": False, "status": "missing"},
        {"unit": "g", "rank": None, "score": "99", "tied": False, "status": "n/a", "guest": True},
    ]
    assert climbed_standings(json.loads(json.dumps(words))) == standings[1:]
    now = rank([Entry("s", Decimal(99)), *entries[:3]])
    assert [takes_back(words, lowest, now) for lowest in (1, 2)] == [False, True]
    assert not takes_back(words, 4, rank([Entry("new", Decimal(99)), Entry("x"), entries[0]]))


def test_of_a_sealed_ranking_no_more_is_listed_than_a_climb_has_shown() -> None:
    board = climbing("town", office=climb(("e", 2, "80.004"), ("s", None, None)))
    assert [(row.pool, row.unit, row.rank, row.score) for row in board.rows[2:]] == [
        ("town", "x", 3, "60.00"), ("office", "e", 2, "80.00"), ("office", "s", None, None),
    ]  # fmt: skip
    assert (board.climbing, board.frozen_pools) == (("office",), UNSET)
    assert [(board.is_climbing(pool), board.announces(pool)) for pool in ("office", "town")] == [
        (True, False), (False, True),
    ]  # fmt: skip
    assert replace(board, climbing=("",)).is_climbing("town")
    later = climbs(town=climb(("x", 3, "60")), office=climb(("s", 1, "85")))
    assert climbing("town", later=later, office=climb(("e", 2, "80.004"), ("s", None, None))) == board
    both = climbing(town=climb(("x", 3, "80.001")), office=climb(("e", 2, "80.002")))
    assert (set(both.climbing), both.unrounded) == ({"town", "office"}, False)


def test_what_a_climb_has_shown_stays_in_its_places_and_ends_with_what_is_live() -> None:
    order = [{"units": ["e", "s"], "reason": "抽签"}]
    shown = climbs(office=climb(("s", 2, "80"), ("e", 2, "80")))
    facts = {**apart(countback=["decide"], placed={"roads": order}), **shown}
    board = board_of(ROADS, IN_POOLS, facts)
    assert [(row.unit, row.rank, row.countback) for row in board.rows] == [("s", 2, UNSET), ("e", 2, UNSET)]
    open_again = board_of(ROADS, IN_POOLS, {**apart(closed=False), **climbs(office=climb(("e", 2, "80")))})
    assert (open_again.climbing, len(open_again.rows)) == (UNSET, 5)
    assert board_of(TABLE, IN_POOLS, facts).climbing is UNSET
    frozen: Told = {FactKind.CONTEST: apart()[FactKind.CONTEST], **shown}
    left, _total = asked(ROADS, apart(closed=False), scores=IN_POOLS, later=frozen, change=2)
    assert (left.frozen_pools, left.climbing, [row.unit for row in left.rows]) == (
        ("town",), ("office",), ["n", "w", "x", "s", "e"],
    )  # fmt: skip


def test_places_are_not_compared_with_those_of_a_climb() -> None:
    keys = [f"ranking/main/{name}/roads" for name in ("Q1", "Q2", "Q3")]
    tables = {f"ranking/main/{name}{area}": {} for name in ("Q1", "Q3") for area in ("", "/water")}
    scores = {**tables, **with_boards({"e": "90", "w": "80"}), keys[0]: {"e": "90", "w": "80"}, keys[2]: {"w": "9"}}
    shown = {"main/Q1/roads/": {}, "main/Q3/roads/": {}}
    facts: Told = {**told(), FactKind.SHOWN: shown, FactKind.CLIMB: {"main/Q2/roads/": climb(("w", 3, "1"))}}
    assert [(row.unit, row.change) for row in board_of(keys[2], scores, facts).rows[:1]] == [("w", 1)]
    unknown = {name: words for name, words in SERIES.items() if name != "periods"}
    for series in ({**SERIES, "periods": ["Q1", "Q2"]}, unknown):
        changed: Told = {FactKind.SERIES: {"main": series}}
        assert {row.change for row in board_of(keys[2], scores, {**facts, **changed}).rows} == {None}
        later, _total = asked(keys[2], facts, scores=scores, later=changed)
        assert later.rows[0].change == 1


def test_places_are_read_from_the_index_while_they_are_those_of_the_change(monkeypatch: pytest.MonkeyPatch) -> None:
    def group(**how: Any) -> type:
        question = question_of(ROADS, told(), scores=with_boards({"e": "80"}), **how)
        ((_pool, found),) = groups_of(question.facts, question.board, newest=question.newest)
        return type(found)

    assert group(newest=True) is IndexedGroup
    assert group() is RankedGroup
    assert group(newest=True, again=[ROADS]) is RankedGroup
    facts = question_of(ROADS, told(), scores=with_boards({"e": "80"})).facts
    read, asking = [], facts.ask

    def ask(sql: str, **values: Any) -> Any:
        read.append(sql)
        return asking(sql, **values)

    monkeypatch.setattr(facts, "ask", ask)
    board = facts.touched(ROADS)
    assert board is not None
    assert ranks_in(facts, board, [1]) == {1: 1}
    assert not [sql for sql in read if "public_score" in sql]
    assert group(newest=True, later={FactKind.UNIT: {"e": unit(9, "东县", "East")}}) is RankedGroup


def test_places_that_are_ranked_anew_are_those_of_the_index() -> None:
    scores = with_boards({"e": "80", "w": "n/a", "n": "99", "s": "70.5"}, {"e": "1", "w": "n/a", "n": "2"})
    facts = told({"guests": ["n"]}, flag={"main/Q2/roads/": {**TERM, "holders": ["s"]}}, veto={"Q2/e": {"items": []}})
    for key in (ROADS, TABLE):
        listed = []
        for newest in (True, False):
            question = question_of(key, facts, scores=scores, newest=newest)
            ((_pool, group),) = groups_of(question.facts, question.board, newest=newest)
            listed.append((group.window(0, None), group.listed_of([1, 4]), group.place_of(3)))
        assert listed[0] == listed[1]
    nowhere = board_of(TABLE, {TABLE: {}}, told({"not_held": ["roads", "water"]}))
    assert {(row.rank, row.score, row.scored_in) for row in nowhere.rows} == {(1, "0.00", 0)}


def test_nothing_is_listed_of_a_contest_or_an_area_that_is_not_there() -> None:
    facts = told()
    for key, gone in ((ROADS, FactKind.CONTEST), (TABLE, FactKind.CONTEST), (ROADS, FactKind.AREA)):
        question = question_of(key, {**facts, gone: {}}, scores=with_boards({"e": "80"}))
        assert groups_of(question.facts, question.board, newest=False) == []
        assert list(frozen_in(question.facts, question.board)) == []
    gone_since: Told = {**FROZEN, FactKind.AREA: {"main/roads": None}}
    question = question_of(ROADS, BY_WATER_LIVE, scores=TIED, later=gone_since, change=2)
    assert list(frozen_in(question.facts, question.board)) == []
    assert not was_live(question.facts, "main", "Q2", "bridges")
