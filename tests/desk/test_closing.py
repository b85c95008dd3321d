"""Closing beside others: checked without keeping anybody from writing, and again where something has changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from scoreboard.desk import closing
from scoreboard.desk.closing import close_beside
from scoreboard.desk.confirming import confirm, unconfirm
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import Refused
from scoreboard.models import CustodyEntry
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from scoreboard.store.writing import Writing
from tests.contests import Shape, fill, opened, prepare, put

SHAPE = Shape(counties=4, areas=2)
Q1 = "2030Q1"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return prepare(tmp_path, SHAPE)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with opened(settings) as store, acting(store, settings, "enter") as writing:
        fill(writing, SHAPE)
    with opened(settings) as store:
        yield store


def meanwhile(monkeypatch: pytest.MonkeyPatch, store: Store, settings: Settings, deed: Any) -> list[str]:
    """Let `deed` be done between the check and the closing; returns how often it was checked."""
    checks: list[str] = []
    check, act = closing.check, closing.acting

    def checked(*words: Any, **more: Any) -> Any:
        checks.append("checked")
        return check(*words, **more)

    @contextmanager
    def after(*words: Any, **more: Any) -> Iterator[Writing]:
        with acting(store, settings, "enter") as writing:
            deed(writing)
        with act(*words, **more) as writing:
            yield writing

    monkeypatch.setattr(closing, "check", checked)
    monkeypatch.setattr(closing, "acting", after)
    return checks


def winners(store: Store) -> list[list[str]]:
    with store.read() as session:
        return [row.units for row in session.exec(select(CustodyEntry).order_by(CustodyEntry.area_id))]


def test_what_others_enter_elsewhere_asks_for_no_second_check(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = meanwhile(monkeypatch, store, settings, lambda writing: put(writing, "a1", "c01", "50", "2030Q2"))
    assert close_beside(store, settings, "main", Q1) == ("sealed", f"main-{Q1}")
    assert checks == ["checked"]
    assert winners(store) == [["c04"], ["c01"]]


def test_a_score_that_changes_after_the_check_counts(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def correct(writing: Writing) -> None:
        contest = contest_of(writing.session, "main", Q1)
        unconfirm(writing, contest, area="a1", unit="c02")
        put(writing, "a1", "c02", "99")
        confirm(writing, contest)

    checks = meanwhile(monkeypatch, store, settings, correct)
    close_beside(store, settings, "main", Q1)
    assert checks == ["checked", "checked"]
    assert winners(store) == [["c02"], ["c01"]]


def test_a_draft_that_comes_after_the_check_refuses_the_closing(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def draft(writing: Writing) -> None:
        unconfirm(writing, contest_of(writing.session, "main", Q1), area="a1", unit="c02")

    meanwhile(monkeypatch, store, settings, draft)
    with pytest.raises(Refused) as refused:
        close_beside(store, settings, "main", Q1)
    assert refused.value.key == "closing.drafts"
    assert winners(store) == []
