"""More digits than usual: of a margin that the scores as shown do not give, and of the scores beside it (S02)."""

from dataclasses import replace
from typing import Any

import pytest

from scoreboard.facts import FactKind
from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.publications.told_digits import beside_margin, with_digits
from scoreboard.wire import UNSET, UnsetType
from tests.ceremony.test_told_results import placed
from tests.publications.test_flag_boards import AREAS, BY_POOL, FOUR, TERM, TOP, WITH_TABLE, told
from tests.publications.test_flag_row import ROW
from tests.publications.told_facts import asked

TABLE = "ranking/main/Q1"
FLAG = replace(ROW, margin="0.01", margin_exact="0.012", margin_told="0.012")


def flags(
    roads: dict[str, str],
    margin: str | None,
    pool: str = "",
    overall: bool = False,
    water: dict[str, str] | None = None,
    **changes: Any,
) -> str | UnsetType:
    """With which digits the margin of the flag of roads, or of the table, is told; not set for the usual ones."""
    areas = {key: {**words, "weight": "1"} for key, words in AREAS.items()}
    term = {**(TOP if overall else TERM), "margin": margin}
    terms, tops = ({}, {f"Q1/{pool}": term}) if overall else ({f"Q1/roads/{pool}": term}, {})
    facts = {
        **told(terms, tops, areas=areas, units=FOUR, **changes),
        FactKind.SHOWN: {f"main/Q1/{area}/{one}": {} for area in ("roads", "water") for one in ("", "town", "office")},
    }
    scores = {TABLE: {}, f"{TABLE}/water": water or {}, f"{TABLE}/roads": roads}
    return asked("flags/main/Q1", facts, scores=scores)[0].rows[0].margin_told


def test_a_margin_is_told_with_all_its_digits_where_the_scores_as_shown_give_another_one() -> None:
    assert flags({"e": "92.006", "w": "91.994"}, "0.012") == "0.012", "92.01 and 91.99 are shown, and 0.01"
    assert flags({"e": "92.002", "w": "91.99"}, "0.012") is UNSET, "92.00 and 91.99 lie 0.01 apart"
    assert flags({"e": "92.5", "w": "92"}, "0.5") is UNSET
    for margin in (None, "0"):
        assert flags({"e": "92.006", "w": "91.994"}, margin) is UNSET
    assert flags({}, "0.012") is UNSET, "nobody is first whom the public knows"


def test_a_margin_goes_by_the_scores_of_its_own_pool_and_of_its_own_table() -> None:
    scores = {"e": "92.006", "w": "91.994", "o": "50.002"}
    apart: dict[str, Any] = {"series": BY_POOL, "contest": {"ranking": "by-pool"}}
    assert flags(scores, "0.012", "town", **apart) == "0.012"
    assert flags(scores, "0.012", "office", **apart) is UNSET, "50.002 and 49.99 are 50.00 and 49.99"
    water = {"e": "50.004", "w": "60"}
    assert flags(scores, "0.012", water=water) == "0.012", "of the table 142.01 is first, 0.01 before 142.00"
    with_table: dict[str, Any] = {"series": WITH_TABLE, "contest": {"order": "total"}}
    assert flags(scores, "0.012", overall=True, **with_table) == "0.012", "the totals of one area are its scores"
    assert flags(scores, "0.012", overall=True, water=water, **with_table) is UNSET
    apart = {"series": {**BY_POOL, **WITH_TABLE}, "contest": {"ranking": "by-pool", "order": "total"}}
    assert flags(scores, "0.012", "town", overall=True, **apart) == "0.012"
    assert flags(scores, "0.012", "office", overall=True, **apart) is UNSET


@pytest.mark.parametrize(
    ("rows", "flag", "shown"),
    [
        (("92.006", "91.994", "80.001"), FLAG, ["92.006", "91.994", "s"]),
        (("92.006", "91.994", "80.001"), None, ["s", "s", "s"]),
        (("92.006", "91.994", "80.001"), replace(FLAG, margin_told=UNSET), ["s", "s", "s"]),
        (("92.006", "92.006", "91.994"), FLAG, ["92.006", "92.006", "91.994"]),
        (("92.006", "92.000", "91.994"), FLAG, ["92.006", "s", "91.994"]),
        ((None, "91.994"), FLAG, ["s", "s"]),
        ((), FLAG, []),
    ],
)
def test_the_scores_between_which_such_a_margin_lies_are_told_as_they_are(
    rows: tuple[str | None, ...], flag: Any, shown: list[str]
) -> None:
    """And no others: in between stands whoever has no part in it, such as a unit that may not win."""
    given = [replace(placed("e", 1 if number < 1 else 2, "s"), score_exact=one) for number, one in enumerate(rows)]
    assert [row.score for row in beside_margin(iter(given), flag)] == shown


def test_beside_a_margin_places_are_set_apart_by_their_digits_too() -> None:
    def row(rank: int, score: str, exact: str) -> RankingRow:
        return replace(placed("e", rank, score), score_exact=exact)

    rows = [row(1, "92.01", "92.006"), row(2, "91.99", "91.994"), row(3, "80.00", "80.001"), row(4, "80.00", "80.000")]
    assert [one.score for one in with_digits(rows, FLAG)] == ["92.006", "91.994", "80.001", "80.000"]
    assert [one.score for one in with_digits(rows)] == ["92.01", "91.99", "80.001", "80.000"]
