"""Units are found by what they are called, without reading what all the others are called."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlmodel import Session, select

from scoreboard.errors import BadInput
from scoreboard.models import UnitKey, UnitName
from scoreboard.name_search import folded
from scoreboard.store.finding import find_unit
from tests.desk.loading import LEVEL, Place, edited


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path)
    place.load(LEVEL)
    yield place
    place.store.close()


def keys(session: Session) -> set[tuple[str, str]]:
    return {(row.key, row.unit_id) for row in session.exec(select(UnitKey))}


def called(session: Session) -> set[tuple[str, str]]:
    return {
        (folded(name), row.unit_id)
        for row in session.exec(select(UnitName))
        for name in (row.name, row.short_name, row.name_en, *row.aliases)
        if name
    }


def test_what_units_answer_to_follows_from_their_names(place: Place) -> None:
    assert place.read(keys) == place.read(called)
    place.load(edited(LEVEL, "units.csv", "west,西县,西,county,lake,county,", "west,西县,西,county,lake,county,西边县"))
    assert place.read(keys) == place.read(called)
    assert place.read(lambda session: find_unit(session, "西边 县").id) == "west"
    place.load(LEVEL)
    assert place.read(keys) == place.read(called)
    with pytest.raises(BadInput):
        place.read(lambda session: find_unit(session, "西边县"))


def test_finding_a_unit_reads_that_unit(place: Place) -> None:
    asked: list[str] = []
    event.listen(place.store.engine, "checkout", lambda connection, *_: connection.set_trace_callback(asked.append))
    place.read(lambda session: find_unit(session, "老东县"))
    assert any("unit" in statement for statement in asked)
    assert not any("unit_name" in statement for statement in asked)


def test_nothing_is_called_nothing(place: Place) -> None:
    for nothing in ("", " ", "\u3000"):
        with pytest.raises(BadInput):
            place.read(lambda session, word=nothing: find_unit(session, word))


def test_who_writes_a_name_wrong_or_a_part_of_it_is_told_what_is_near(place: Place) -> None:
    for wrong, said in (("西边县", "相近的有：西县"), ("老东", "相近的有：东区"), ("石头城", "没有单位 “石头城”；")):
        with place.store.read() as session, pytest.raises(BadInput) as refused:
            find_unit(session, wrong)
        assert said in refused.value.sentence("zh")
