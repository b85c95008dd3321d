"""Sums and places of a sheet are told wrong by the way in which the others of their column agree."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from scoreboard.desk.importing.preview import RankedBy
from scoreboard.exchange.workbooks.reading import ReadFile
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from tests.acceptance.competition import Competition, Series, towns
from tests.acceptance.driver import Program
from tests.desk.importing.test_rows_of_periods import look, text_of

SETTINGS = {"publication": "live", "confirm": "self", "order": "flags", "tie": "decide"}
WEIGHTS = {"roads": 0.7, "water": 0.3}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("sums")
    program = Program(folder / "contest.db", acting=None)
    series = Series(areas=("roads", "water"), settings=SETTINGS, weights=WEIGHTS)
    program.ok("load", Competition(series=[series], units=towns(4)).write(folder / "folder"), "--with-clock")
    store = Store(Settings(str(program.database), "en").paths)
    yield store
    store.close()


SCORES = ((90, 80), (80, 70), (60, 100), (50, 95))
"""Weighted 87, 77, 72 and 63.5, plainly 170, 150, 160 and 145; the first and the third have a flag each."""
EQUAL = ((90, 80), (90, 70), (60, 100), (50, 95))
"""Two are equal first in roads."""


def sheet_of(
    folder: Path, heading: str, typed: Sequence[object], scores: Sequence[tuple[int, int]] = SCORES
) -> ReadFile:
    rows: list[list[object]] = [["单位", "roads工作", "water工作", heading]]
    names = ("青槐乡", "白鹭镇", "石桥乡", "柳溪镇")
    return text_of(folder, rows + [[name, *given, one] for name, given, one in zip(names, scores, typed, strict=True)])


@pytest.mark.parametrize(
    ("typed", "told"),
    [((87, 77, 72, 99), "63.50"), ((170, 150, 160, 99), "145.00"), ((87, 150, 99, None), "72.00")],
    ids=["weighted", "plain", "as many of both"],
)
def test_a_wrong_total_is_told_by_the_way_of_the_others(
    store: Store, tmp_path: Path, typed: Sequence[object], told: str
) -> None:
    assert [one.computed for one in look(store, sheet_of(tmp_path, "总分", typed)).totals] == [told]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ((1, 2, 3, 4), []),
        ((1, 3, 2, 4), []),
        ((1, 2, 3, 9), [("9", 4, RankedBy.TOTAL)]),
        ((1, 3, 2, 9), [("9", 4, RankedBy.FLAGS)]),
    ],
    ids=["by the total", "by flags", "by the total but one", "by flags but one"],
)
def test_a_wrong_place_is_told_by_what_the_others_go_by(
    store: Store, tmp_path: Path, typed: Sequence[object], told: list[tuple[str, int, RankedBy]]
) -> None:
    found = look(store, sheet_of(tmp_path, "名次", typed)).told_ranks
    assert [(one.typed, one.computed, one.by) for one in found] == told


def test_a_place_by_flags_says_that_one_is_still_to_be_decided(store: Store, tmp_path: Path) -> None:
    found = look(store, sheet_of(tmp_path, "名次", (2, 3, 1, 9), EQUAL)).told_ranks
    assert [(one.typed, one.computed, one.by) for one in found] == [("9", 4, RankedBy.UNDECIDED_FLAGS)]
