"""S14: unlike units rank apart, and one level's flags are no affair of another's."""

import random
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.acceptance.ceremonies import play, shown_at_last_steps, watched
from tests.acceptance.competition import Competition, Series, held, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import units

BY_POOL = {"ranking": "by-pool", "confirm": "self", "publication": "live"}
LIVE = {"confirm": "self", "publication": "live"}


def test_s14_pools_rank_apart(opened: Opened) -> None:
    """19 counties and 118 departments: two rankings, and two flags in each area."""
    chance = random.Random(14)
    counties, bureaus = towns(19, prefix="c", pool="county"), towns(118, prefix="d", pool="bureau", start=20)
    ids = [str(unit["id"]) for unit in (*counties, *bureaus)]
    cells = {
        area: dict(zip(ids, (Decimal(n).scaleb(-2) for n in chance.sample(range(5000, 10000), 137)), strict=True))
        for area in ("roads", "water")
    }
    program = opened(
        Competition(
            series=[Series(areas=("roads", "water"), pools=("county", "bureau"), settings=BY_POOL)],
            units=[*counties, *bureaus],
            scores=scores("main", "2031Q1", cells),
        )
    )
    program.ok("close", "main", "2031Q1")
    flags = program.flags()
    for area, given in cells.items():
        rows = program.rows("ranking", "--area", area)
        for pool, letter, size in (("county", "c", 19), ("bureau", "d", 118)):
            ranks = {row["unit"]: row["rank"] for row in rows if row["pool"] == pool}
            own = {unit: score for unit, score in given.items() if unit.startswith(letter)}
            assert ranks == {u: 1 + sum(o > s for o in own.values()) for u, s in own.items()}
            assert sorted(ranks.values()) == list(range(1, size + 1))
            best, second = sorted(own.values(), reverse=True)[:2]
            row = flags[f"{area}/{pool}"]
            assert [own[holder] for holder in units(row["holders"])] == [best]
            assert row["margin"] == f"{best - second:.2f}", "the other pool's scores don't count"
    overall = program.rows("ranking")
    assert Counter(row["pool"] for row in overall if row["rank"] == 1) == {"county": 1, "bureau": 1}
    assert sum(row["flags"] for row in overall) == 4


def test_s14_pools_together_rank_as_one(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[replace(live("roads"), pools=("county", "bureau"))],
            units=[*towns(2, prefix="c", pool="county"), *towns(2, prefix="d", pool="bureau", start=5)],
            scores=scores("main", "2031Q1", {"roads": {"c1": 90, "c2": 70, "d1": 95, "d2": 80}}),
        )
    )
    program.ok("close", "main", "2031Q1")
    rows = program.rows("ranking", "--area", "roads")
    assert [(row["rank"], row["unit"], row["pool"]) for row in rows] == [
        (1, "d1", "bureau"),
        (2, "c1", "county"),
        (3, "d2", "bureau"),
        (4, "c2", "county"),
    ]
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["pool"], row["margin"]) == (["d1"], None, "5.00")


def test_s14_levels(opened: Opened) -> None:
    """A village's two township flags add nothing to its county's count in the city's contest."""
    counties = towns(2, prefix="c", pool="county")
    townships = [
        {"id": "x", "name": "下乡", "parent": "c1", "pool": "township"},
        {"id": "y", "name": "上乡", "parent": "c1", "pool": "township"},
    ]
    villages = [
        {"id": f"v{n}", "name": f"第{n}村", "parent": parent, "pool": "village"}
        for n, parent in ((1, "x"), (2, "x"), (3, "y"))
    ]
    program = opened(
        Competition(
            series=[
                Series("city", ("roads",), ("county",), "lake", LIVE),
                Series("villages", ("roads", "yards", "water"), ("village",), "x", LIVE),
            ],
            units=[*counties, *townships, *villages],
            scores=[
                *scores("city", "2031Q1", {"roads": {"c1": 60, "c2": 90}}),
                *scores(
                    "villages",
                    "2031Q1",
                    {"roads": {"v1": 9, "v2": 8}, "yards": {"v1": 9, "v2": 8}, "water": {"v1": 7, "v2": 8}},
                ),
            ],
        )
    )
    for series in ("city", "villages"):
        program.ok("close", series, "2031Q1")
    assert {u: r["flags"] for u, r in program.ranking("--series", "villages").items()} == {"v1": 2, "v2": 1}, (
        "the village under the other township takes no part"
    )
    assert {u: r["flags"] for u, r in program.ranking("--series", "city").items()} == {"c1": 0, "c2": 1}
    program.refuses(2, "enter", "city", "2031Q2", "roads", "v1", "80")
    program.refuses(2, "enter", "villages", "2031Q2", "roads", "v3", "80")
    program.refuses(2, "show", "ranking")


def test_s14_by_pool_ceremony_and_decisions(opened: Opened) -> None:
    """Each pool's flag has its own cue, its own tie and its own decision."""
    program = opened(
        Competition(
            series=[
                Series(areas=("roads",), pools=("county", "bureau"), settings={**BY_POOL, "publication": "ceremony"})
            ],
            units=[*towns(2, prefix="c", pool="county"), *towns(2, prefix="d", pool="bureau", start=5)],
            custody=held("main", {"roads": ["c1", "d2"]}),
            scores=scores("main", "2031Q1", {"roads": {"c1": 90, "c2": 90, "d1": 80, "d2": 80}}),
        )
    )
    program.refuses(1, "close", "main", "2031Q1")
    tie = ("decide", "tie", "main", "2031Q1", "roads")
    program.refuses(2, *tie, "--holder", "c1", "d1", "--reason", "two pools")
    program.refuses(2, *tie, "--none", "--reason", "which pool?")
    program.ok(*tie, "--holder", "c2", "--reason", "lot")
    program.refuses(1, "close", "main", "2031Q1")
    program.ok(*tie, "--none", "--pool", "bureau", "--reason", "nobody deserves it")
    program.ok("close", "main", "2031Q1")
    cues = watched(program, "main-2031Q1", lambda: sorted(program.flags("--period", "2031Q1")))
    county, both = ["roads/county"], ["roads/bureau", "roads/county"]
    assert shown_at_last_steps(cues) == [[], county, both, both, both]
    rows = program.flags("--period", "2031Q1")
    assert {key: (units(r["holders"]), units(r["previous"]), r["outcome"]) for key, r in rows.items()} == {
        "roads/county": (["c2"], ["c1"], "captured"),
        "roads/bureau": ([], ["d2"], "vacant"),
    }


@pytest.mark.parametrize("weights", [{}, {"roads": 2, "water": 0.5}])
def test_s14_overall_table(opened: Opened, weights: dict[str, object]) -> None:
    """Flags first, then weight times score, where missing counts as nought."""
    cells = {"roads": {"t1": 90, "t2": 91, "t3": 10}, "water": {"t1": 80, "t2": 10, "t4": 81}}
    program = opened(
        Competition(
            series=[replace(sealed("roads", "water"), weights=weights)],
            units=towns(5),
            scores=scores("main", "2031Q1", cells),
        )
    )
    program.ok("close", "main", "2031Q1")
    assert program.rows("ranking") == []
    play(program, "main-2031Q1")
    factor = {area: Decimal(str(weights.get(area, 1))) for area in cells}
    totals = {f"t{n}": sum((factor[a] * cells[a].get(f"t{n}", 0) for a in cells), Decimal(0)) for n in range(1, 6)}
    held_by = {"t1": 0, "t2": 1, "t3": 0, "t4": 1, "t5": 0}
    key = {unit: (held_by[unit], totals[unit]) for unit in totals}
    for unit, row in program.ranking().items():
        assert row["flags"] == held_by[unit]
        assert Decimal(row["score_exact"]) == totals[unit]
        assert row["rank"] == 1 + sum(other > key[unit] for other in key.values())
