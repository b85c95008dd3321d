"""S01: the challenger is ahead by half a point, and the flag moves on the award date."""

import random
from decimal import ROUND_HALF_UP, Decimal

from tests.acceptance.competition import Competition, held, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import units


def test_s01_half_point(opened: Opened) -> None:
    program = opened(
        Competition(
            units=towns(3),
            custody=held("main", {"roads": "t1"}, period="2031Q1"),
            scores=scores("main", "2031Q1", {"roads": {"t1": "92.00", "t2": "92.50", "t3": "10"}}),
        )
    )
    before = program.flags()["roads"]
    assert (units(before["holders"]), before["awarded_on"]) == (["t1"], "2030-12-20")
    program.at("2031-04-02T10:00:00+08:00").ok("close", "main", "2031Q1")
    row = program.flags("--period", "2031Q1")["roads"]
    assert units(row["holders"]) == ["t2"]
    assert units(row["previous"]) == ["t1"]
    assert (row["outcome"], row["margin"], row["margin_exact"]) == ("captured", "0.50", "0.50")
    assert row["defences"] == {"t2": 0}
    assert row["awarded_on"] == "2031-04-02"
    assert [row["rank"] for row in program.rows("ranking", "--area", "roads")] == [1, 2, 3]


def test_s01_award_date_is_the_ceremonys_or_the_day_in_the_competitions_zone(opened: Opened) -> None:
    """22:30 in UTC is the next day in Shanghai; a ceremony's own date comes before the day of closing."""
    cells = {"roads": {"t1": "92.00", "t2": "92.50"}}
    program = opened(
        Competition(
            series=[sealed("roads")],
            units=towns(2),
            custody=held("main", {"roads": "t1"}),
            scores=[*scores("main", "2031Q1", cells), *scores("main", "2031Q2", cells)],
            ceremonies={"spring": 'title = "授旗"\ndate = 2031-04-18\nseries = "main"\nperiod = "2031Q1"\n'},
        )
    )
    program.at("2031-04-02T22:30:00Z").ok("close", "main", "2031Q1")
    program.at("2031-07-02T22:30:00Z").ok("close", "main", "2031Q2")
    dates = [
        program.ok("show", "flags", "--private", "--period", period, "--format", "json").json()["rows"][0]["awarded_on"]
        for period in ("2031Q1", "2031Q2")
    ]
    assert dates == ["2031-04-18", "2031-07-03"]


def test_s01_with_other_numbers(opened: Opened) -> None:
    """Forty flags, each between its holder and a challenger, with any numbers that a score may be."""
    chance = random.Random(20310401)
    areas = [f"a{number}" for number in range(40)]

    def score() -> Decimal:
        places = chance.choice((0, 1, 2, 3, 4))
        return Decimal(chance.randint(80 * 10**places, 100 * 10**places)).scaleb(-places)

    cells = {area: {"t1": score(), "t2": score()} for area in areas}
    for pair in cells.values():
        if pair["t1"] == pair["t2"]:
            pair["t1"] += Decimal("-0.0001")
    program = opened(
        Competition(
            series=[live(*areas)],
            units=towns(2),
            custody=held("main", dict.fromkeys(areas, "t1")),
            scores=scores("main", "2031Q1", cells),
        )
    )
    program.ok("close", "main", "2031Q1", "--on", "2031-04-09")
    rows = program.flags("--period", "2031Q1")
    assert set(rows) == set(areas)
    for area, pair in cells.items():
        winner = max(pair, key=pair.__getitem__)
        margin = abs(pair["t1"] - pair["t2"])
        row = rows[area]
        assert units(row["holders"]) == [winner]
        assert row["outcome"] == ("defended" if winner == "t1" else "captured")
        assert row["defences"] == {winner: 1 if winner == "t1" else 0}
        assert row["margin"] == str(margin.quantize(Decimal("0.01"), ROUND_HALF_UP))
        assert Decimal(row["margin_exact"]) == margin
        assert row["awarded_on"] == "2031-04-09"
