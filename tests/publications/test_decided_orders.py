"""Which orders of equal places count that people have decided, and who may know them (decide place)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlmodel import Session, create_engine

from scoreboard.enums import Publication, Ranking
from scoreboard.models import PlaceDecision, Reveal, Unit
from scoreboard.publications.decided_orders import TABLE, placed_in, placed_words, reason_of
from scoreboard.rules.countback import DecidedOrder
from scoreboard.store.contest import Contest

FREEZE = datetime(2031, 6, 20, tzinfo=UTC)
BEFORE, AFTER = datetime(2031, 6, 19, tzinfo=UTC), datetime(2031, 7, 1, tzinfo=UTC)
POOLS = {"a": "town", "b": "town", "c": "town", "o": "office", "p": "office"}


@pytest.fixture
def session() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    for table in (PlaceDecision, Reveal, Unit):
        cast(Any, table).__table__.create(engine)
    with Session(engine) as session:
        session.add_all(Unit(id=unit, position=place, pool=POOLS[unit]) for place, unit in enumerate(POOLS))
        session.commit()
        yield session
    engine.dispose()


def decide(session: Session, area: str, units: str, reason: str = "抽签", at: datetime = AFTER, **of: str) -> None:
    usual: dict[str, Any] = {"series_id": "main", "period_id": "Q2", **of}
    session.add(PlaceDecision(area_id=area, units=list(units), reason=reason, decided_by="ann", decided_at=at, **usual))
    session.commit()


def shown(session: Session, kind: str, area: str = "", pool: str = "", period: str = "Q2") -> None:
    key: dict[str, Any] = {"kind": kind, "series_id": "main", "period_id": period, "subject": area, "pool": pool}
    session.add(Reveal(**key, revealed_at=AFTER))
    session.commit()


def contest(*, closed: bool = True, countback: Any = ("decision",), table: str = "", **more: Any) -> Contest:
    """The second quarter, whose equal places somebody may decide."""
    rules = {"countback": countback, "publication": Publication.CEREMONY, "ranking": Ranking.TOGETHER, **more}
    freezes = {"frozen_since": rules.pop("frozen_since", None), "freeze": rules.pop("freeze", None)}
    found = SimpleNamespace(
        series=SimpleNamespace(id="main", overall_flag=table),
        period=SimpleNamespace(id="Q2"),
        closed=closed,
        progress=SimpleNamespace(**freezes),
        rules=SimpleNamespace(**rules),
    )
    return cast(Contest, found)


def order(units: str, reason: str = "抽签") -> DecidedOrder[str]:
    return DecidedOrder(tuple(units), reason)


def public(session: Session, of: Contest) -> list[str]:
    """The areas of which everybody knows an order."""
    return sorted(placed_in(session, of, public=True))


def test_of_orders_of_the_same_units_the_last_counts(session: Session) -> None:
    decide(session, "roads", "ab")
    decide(session, "roads", "abc", "商定")
    decide(session, "water", "ab")
    decide(session, "roads", "ba", "再抽")
    decide(session, "roads", "ab", series_id="other")
    decide(session, "roads", "ab", period_id="Q1")
    assert placed_in(session, contest(), public=False) == {
        "roads": [order("ba", "再抽"), order("abc", "商定")], "water": [order("ab")],
    }  # fmt: skip


def test_orders_count_where_the_series_asks_for_them_or_its_table_has_a_flag(session: Session) -> None:
    decide(session, TABLE, "ab")
    assert placed_in(session, contest(countback=()), public=False) == {}
    assert placed_in(session, contest(countback=(), table="总旗"), public=False) == {TABLE: [order("ab")]}


def test_once_it_is_closed_an_order_is_public_with_its_areas_ranking(session: Session) -> None:
    for area in ("roads", "water", TABLE):
        decide(session, area, "ab")
    assert public(session, contest()) == []
    shown(session, "flag", "roads")
    shown(session, "flag", "water", period="Q1")
    assert public(session, contest()) == ["roads"]
    shown(session, "table")
    assert public(session, contest()) == [TABLE, "roads"]
    assert sorted(placed_in(session, contest(), public=False)) == [TABLE, "roads", "water"]


def test_where_pools_rank_apart_an_order_is_public_with_its_own_pool(session: Session) -> None:
    decide(session, "roads", "ab")
    decide(session, "roads", "op")
    shown(session, "flag", "roads", "office")
    assert placed_in(session, contest(ranking=Ranking.BY_POOL), public=True) == {"roads": [order("op")]}


def test_live_orders_are_public_at_once_until_the_freeze(session: Session) -> None:
    decide(session, "roads", "ab", at=BEFORE)
    decide(session, "water", "ab", at=FREEZE)
    assert public(session, contest(closed=False)) == []
    live: dict[str, Any] = {"closed": False, "publication": Publication.LIVE}
    assert public(session, contest(**live)) == ["roads", "water"]
    freezes: list[dict[str, Any]] = [
        {"freeze": FREEZE}, {"frozen_since": FREEZE}, {"frozen_since": FREEZE, "freeze": AFTER},
    ]  # fmt: skip
    for freeze in freezes:
        assert public(session, contest(**live, **freeze)) == ["roads"]


def test_public_orders_are_told_by_areas(session: Session) -> None:
    assert placed_words(session, contest()) == {}
    decide(session, "water", "ab")
    decide(session, "roads", "ba", "商定")
    assert placed_words(session, contest()) == {}
    for area in ("water", "roads"):
        shown(session, "flag", area)
    told = placed_words(session, contest())
    assert told == {
        "placed": {
            "roads": [{"units": ["b", "a"], "reason": "商定"}], "water": [{"units": ["a", "b"], "reason": "抽签"}],
        }
    }  # fmt: skip
    assert list(told["placed"]) == ["roads", "water"]


def test_why_a_place_was_decided_is_what_was_said_last_of_the_unit() -> None:
    orders = {"roads": [order("ab"), order("abc", "商定")], "water": [order("ac", "水")]}
    assert [reason_of(orders, "roads", unit) for unit in "acd"] == ["商定", "商定", None]
    assert [reason_of(orders, area, "a") for area in ("water", "third")] == ["水", None]
