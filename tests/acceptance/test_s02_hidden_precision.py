"""S02: places follow the unrounded scores, and the board says so where the shown digits hide it."""

import random
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

import pytest

from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.conftest import Opened


def test_s02_hidden_precision(opened: Opened) -> None:
    program = opened(
        Competition(
            units=towns(3),
            scores=scores("main", "2031Q1", {"roads": {"t1": "92.001", "t2": "92.004", "t3": "88.125"}}),
        )
    )
    board = program.show("ranking", "--area", "roads")
    assert [(row["unit"], row["rank"], row["score"], row["score_exact"]) for row in board["rows"]] == [
        ("t2", 1, "92.00", "92.004"),
        ("t1", 2, "92.00", "92.001"),
        ("t3", 3, "88.13", "88.125"),
    ]
    assert not any(row["tied"] for row in board["rows"])
    assert board["unrounded"] is True
    for lang, sentence in (("zh", "未四舍五入"), ("en", "unrounded")):
        table = program.speaking(lang).ok("show", "ranking", "--area", "roads").out
        assert sentence in table or ("92.004" in table and "92.001" in table)


def test_s02_margin_and_bulletin_keep_the_hidden_digits(opened: Opened) -> None:
    program = opened(
        Competition(units=towns(2), scores=scores("main", "2031Q1", {"roads": {"t1": "92.001", "t2": "92.004"}}))
    )
    program.ok("close", "main", "2031Q1")
    row = program.flags()["roads"]
    assert (row["margin"], row["margin_exact"]) == ("0.00", "0.003")
    assert "unrounded" in program.ok("bulletin", "main", "2031Q1").out


@pytest.mark.parametrize("decimals", [0, 1, 2, 3, 4])
def test_s02_with_other_numbers(opened: Opened, decimals: int) -> None:
    """Ranks by an independent count; shown digits half up; the warning exactly where two places look the same."""
    chance = random.Random(decimals)
    areas = [f"a{number}" for number in range(12)]
    base = {area: Decimal(chance.randint(800000, 999900)) for area in areas}
    cells: dict[str, dict[str, Decimal]] = {
        area: {f"t{n}": (base[area] + chance.choice((0, 0, 1, 5, 50, 60))).scaleb(-4) for n in range(1, 6)}
        for area in areas
    }
    program = opened(
        Competition(series=[live(*areas, decimals=decimals)], units=towns(5), scores=scores("main", "2031Q1", cells))
    )
    for area in areas:
        board = program.show("ranking", "--area", area)
        assert {row["unit"]: row["rank"] for row in board["rows"]} == counted(cells[area])
        for row in board["rows"]:
            value = cells[area][row["unit"]]
            assert row["score"] == f"{value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"
            assert Decimal(row["score_exact"]) == value
            places = row["score_exact"].partition(".")[2]
            assert len(places) >= decimals
            assert row["tied"] == (list(cells[area].values()).count(value) > 1)
        pairs = [(row["score"], row["rank"]) for row in board["rows"]]
        assert board["unrounded"] == (len({score for score, _ in pairs}) < len({rank for _, rank in pairs}))


def counted(values: Mapping[str, Decimal]) -> dict[str, int]:
    """Competition ranking, counted: one more than how many are better."""
    return {unit: 1 + sum(other > value for other in values.values()) for unit, value in values.items()}
