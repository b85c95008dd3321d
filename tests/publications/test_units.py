"""Units: known by their ids, found by what they are called, and followed by the changes that told of them."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scoreboard.facts import FactKind
from scoreboard.name_search import NameIndex, UnitKeys, matching
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from scoreboard.store.public.changes import PublicChanges
from tests.contests import Shape, opened, prepare

SHAPE = Shape(counties=12)


@pytest.fixture
def contest(tmp_path: Path) -> Settings:
    return prepare(tmp_path, SHAPE)


@pytest.fixture
def reader(contest: Settings) -> Iterator[PublicReader]:
    with closing(PublicReader(contest.paths.public)) as opened_file:
        yield opened_file


def tell(settings: Settings, unit: str, **changed: object) -> None:
    """Tell something else of a unit than before; nothing at all takes it out."""
    with opened(settings) as store, store.transaction() as session:
        changes = PublicChanges(session, datetime(2030, 5, 2, tzinfo=UTC))
        known = changes.facts.document(FactKind.UNIT, unit)
        assert known is not None
        changes.put(FactKind.UNIT, {unit: {**known, **changed} if changed else None})
        changes.touch("competition")


def test_a_unit_is_known_by_its_id_in_any_case_as_long_as_it_is_one(contest: Settings, reader: PublicReader) -> None:
    assert [reader.is_unit(name) for name in ("c07", "C07", "c7", "", "lake", "c99")] == [
        "c07", "c07", None, None, "lake", None,
    ]  # fmt: skip
    tell(contest, "c07")
    assert reader.is_unit("c07") is None
    assert "c07" not in reader.unit_ids(100)
    assert reader.unit_ids(3) == ["lake", "c01", "c02"]


def test_names_are_gathered_once_and_then_of_the_units_that_a_change_told_of(
    contest: Settings, reader: PublicReader
) -> None:
    names = NameIndex().but(reader.unit_keys())
    assert len(names) == 13
    assert names.matching("县05") == names.matching("xian05") == ["c05"]
    before = reader.head()
    spoken = {"from": None, "name": "永年县", "short_name": "永年", "name_en": "Yongnian", "aliases": ["洺州"]}
    words = [{"from": None, "name": "县05", "short_name": "县05", "name_en": "县05", "aliases": []}, spoken]
    tell(contest, "c05", names=words)
    tell(contest, "c06")
    fresh = reader.unit_keys(before)
    assert {unit.unit for _place, unit in fresh} == {"c05", "c06"}
    later = names.but(fresh)
    assert len(later) == 12
    for typed in ("ynx", "yongnian", "永年", "洺州", "县05", "c05"):
        assert later.matching(typed) == ["c05"], typed
    assert later.matching("c06") == []
    assert names.matching("c06") == ["c06"]


@pytest.mark.parametrize("typed", ["x", "县", "c1", "xian1", "1", "C0", "lake", "nothing", " c 01 "])
def test_an_index_finds_what_a_list_finds(reader: PublicReader, typed: str) -> None:
    units = reader.unit_keys()
    in_order = [unit for _place, unit in sorted(units, key=lambda one: one[0])]
    assert NameIndex().but(units).matching(typed) == matching(in_order, typed)


def test_the_likeliest_unit_comes_first_and_nothing_is_found_across_units() -> None:
    units = [(0, UnitKeys("a", ("yn",))), (1, UnitKeys("b", ("ynx",))), (2, UnitKeys("c", ("xyn",)))]
    names = NameIndex().but(units)
    assert names.matching("yn") == ["a", "b", "c"]
    assert names.matching("ynx") == ["b"]
    assert names.matching("nx") == ["b"]
    assert names.matching("yn\nyn") == []
