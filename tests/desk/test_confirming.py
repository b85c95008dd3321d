"""Confirming: of the versions that were seen, in portions where there are many, told in the journal cell by cell."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import col, select

from scoreboard.desk import portions
from scoreboard.desk.closing import close
from scoreboard.desk.confirming import (
    CONFIRM,
    UNCONFIRM,
    Expected,
    Scope,
    ScoreTurn,
    Seen,
    Turned,
    confirm,
    turn_in_portions,
)
from scoreboard.desk.history import read_deeds
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import BadInput, Refused
from scoreboard.models import JournalEntry, Score
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from tests.contests import Shape, opened, prepare, put

SHAPE = Shape(counties=7, areas=2)
Q1 = "2030Q1"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return prepare(tmp_path, SHAPE)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with opened(settings) as store:
        yield store


@pytest.fixture
def in_twos(monkeypatch: pytest.MonkeyPatch) -> None:
    """Portions of two scores each."""
    for name in ("FIRST", "LEAST", "MOST"):
        monkeypatch.setattr(portions, name, 2)


def enter(store: Store, settings: Settings, area: str, unit: str, score: str) -> int:
    with acting(store, settings, "enter") as writing:
        return put(writing, area, unit, score)


def fill(store: Store, settings: Settings) -> None:
    with acting(store, settings, "enter") as writing:
        for area in SHAPE.area_ids:
            for row, unit in enumerate(SHAPE.units):
                put(writing, area, unit, str(60 + row))


def turn(store: Store, settings: Settings, way: ScoreTurn = CONFIRM, **which: object) -> Turned:
    return turn_in_portions(store, settings, way, "main", Q1, **which)  # type: ignore[arg-type]


def states(store: Store) -> dict[tuple[str, str], str]:
    with store.read() as session:
        return {(cell.area_id, cell.unit_id): cell.state for cell in session.exec(select(Score))}


def deeds(store: Store, action: str) -> list[JournalEntry]:
    with store.read() as session:
        query = select(JournalEntry).where(JournalEntry.action == action).order_by(col(JournalEntry.sequence))
        return list(session.exec(query))


def test_f502_a_score_that_changed_after_it_was_seen_is_not_confirmed(store: Store, settings: Settings) -> None:
    fill(store, settings)
    seen = [Seen("a1", "c01", "", 1), Seen("a1", "c02", "", 1)]
    enter(store, settings, "a1", "c01", "29.11")
    with pytest.raises(Refused) as refused:
        turn(store, settings, seen=seen)
    assert refused.value.key == "confirm.stale"
    assert (refused.value.values["score"], refused.value.values["current"]) == ("29.11", 2)
    assert set(states(store).values()) == {"draft"}, "nothing is confirmed"
    assert turn(store, settings, seen=[seen[0]._replace(version=2), seen[1]]).count == 2


@pytest.mark.parametrize(
    ("expected", "key"),
    [
        (Expected("a1", "c01", 2), "confirm.stale"),
        (Expected("a2", "县01", 1), "confirm.empty"),
        (Expected("a1", "c01", 1, "judge"), "confirm.empty"),
    ],
)
def test_an_expectation_that_does_not_hold_is_refused(
    store: Store, settings: Settings, expected: Expected, key: str
) -> None:
    enter(store, settings, "a1", "c01", "90")
    enter(store, settings, "a1", "c02", "90")
    with pytest.raises(Refused) as refused:
        turn(store, settings, expected=[Expected("a1", "c02", 1), expected])
    assert refused.value.key == key
    assert set(states(store).values()) == {"draft"}


def test_only_what_is_expected_is_confirmed(store: Store, settings: Settings) -> None:
    fill(store, settings)
    turned = turn(store, settings, expected=[Expected("工作1", "县03", 1), Expected("a2", "c07", 1)])
    assert [(row.area, row.unit) for row in turned.named] == [("a1", "c03"), ("a2", "c07")]
    assert sum(state == "confirmed" for state in states(store).values()) == 2
    again = turn(store, settings, expected=[Expected("a1", "c03", 1)])
    assert (again.count, again.left) == (0, []), "a command that was killed after its deed has nothing left to do"
    with pytest.raises(BadInput):
        turn(store, settings, expected=[Expected("a1", "c01", 1)], scope=Scope(area="a2"))


def test_a_large_deed_goes_in_portions_and_leaves_what_others_change_meanwhile(
    store: Store, settings: Settings, in_twos: None
) -> None:
    fill(store, settings)
    told: list[tuple[int, int]] = []

    def meanwhile(done: int, whole: int) -> None:
        told.append((done, whole))
        if done == 4:
            enter(store, settings, "a1", "c06", "1")

    turned = turn(store, settings, progress=meanwhile)
    assert told == [(done, 14) for done in range(2, 15, 2)]
    assert turned.count == 13
    assert turned.left == [Seen("a1", "c06", "", 1)]
    assert [place for place, state in states(store).items() if state == "draft"] == [("a1", "c06")]
    assert turn(store, settings).count == 1
    assert (turn(store, settings, UNCONFIRM).count, set(states(store).values())) == (14, {"draft"})


def test_what_is_closed_meanwhile_stops_a_large_deed(store: Store, settings: Settings, in_twos: None) -> None:
    fill(store, settings)

    def meanwhile(done: int, _whole: int) -> None:
        if done == 4:
            with acting(store, settings, "confirm") as writing:
                contest = contest_of(writing.session, "main", Q1)
                confirm(writing, contest)
                close(writing, contest)

    turned = turn(store, settings, progress=meanwhile)
    assert turned.count == 4
    assert turned.stopped is not None
    assert turned.stopped.key == "period.closed"


def test_a_portion_is_one_row_of_the_journal_and_a_single_score_keeps_its_own(
    store: Store, settings: Settings, in_twos: None
) -> None:
    fill(store, settings)
    turn(store, settings, scope=Scope(area="a1"))
    rows = deeds(store, "confirm")
    assert [row.subject for row in rows] == [f"main/{Q1}"] * 3 + [f"main/{Q1}/a1/c07"]
    assert rows[0].after == {"cells": {"a1/c01": [1, "60"], "a1/c02": [1, "61"]}}
    assert rows[3].after == {"score": "66", "version": 1, "state": "confirmed"}


def test_the_history_of_a_score_tells_of_deeds_on_many(store: Store, settings: Settings) -> None:
    fill(store, settings)
    turn(store, settings)
    with store.read() as session:
        first, second = read_deeds(session, f"main/{Q1}/a2/c03")
    assert (first.action, first.subject, first.after) == (
        "confirm",
        f"main/{Q1}/a2/c03",
        {"score": "62", "version": 1, "state": "confirmed"},
    )
    assert second.action == "enter"
    with store.read() as session:
        assert [deed.action for deed in read_deeds(session, f"main/{Q1}/a2")] == ["enter"] * 7


def test_somebody_who_confirms_their_own_entry_stops_all_of_a_large_deed(tmp_path: Path, in_twos: None) -> None:
    settings = prepare(tmp_path, Shape(counties=7, areas=2, confirm="second-person"))
    with opened(settings) as store:
        fill(store, settings)
        with pytest.raises(Refused) as refused:
            turn(store, settings)
        assert refused.value.key == "confirm.unbound"
        assert set(states(store).values()) == {"draft"}
