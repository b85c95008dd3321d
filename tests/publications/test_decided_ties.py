"""Whom decisions put first among those who tie: which of them are in force, and who may know it (F908)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlmodel import Session, create_engine

from scoreboard.enums import Status, TieRule
from scoreboard.models import TieDecision
from scoreboard.publications.decided_ties import decided_in
from scoreboard.rules.custody_terms import CustodyKind, LedgerEntry
from scoreboard.rules.ranking import Standing
from scoreboard.store.contest import Contest
from scoreboard.store.ledger import BEFORE, Flag, Ledger

TIED = ("b", "c")
ROADS, WATER, OFFICES = ("roads", ""), ("water", ""), ("roads", "office")


@pytest.fixture
def session() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    cast(Any, TieDecision).__table__.create(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


def decide(
    session: Session,
    flag: Flag,
    *units: str,
    tied: Iterable[str] | None = TIED,
    series: str = "main",
    period: str = "Q2",
    reason: str = "抽签",
) -> None:
    area, pool = flag
    session.add(
        TieDecision(
            series_id=series, period_id=period, area_id=area, pool=pool, units=list(units), reason=reason,
            tied=None if tied is None else list(tied), decided_by="ann", decided_at=datetime(2031, 7, 1, tzinfo=UTC),
        )
    )  # fmt: skip
    session.commit()


def contest(*areas: str, closed: bool = False) -> Contest:
    """The second quarter, in which these areas are held."""
    given: dict[str, Any] = {"series": SimpleNamespace(id="main"), "period": SimpleNamespace(id="Q2")}
    given["areas"] = [SimpleNamespace(id=area) for area in areas or ("roads", "water")]
    return cast(Contest, SimpleNamespace(**given, closed=closed, rules=SimpleNamespace(minimum=Decimal(60))))


def ledger(awards: dict[Flag, LedgerEntry], *, revealed: Iterable[Flag] = (), waiting: bool = False) -> Ledger:
    """The flags as the second quarter awarded them; `waiting` where the first one still keeps who held them."""
    shown = frozenset(("Q2", *flag) for flag in revealed)
    kept, after = (frozenset({"Q1"}), frozenset({"Q2"})) if waiting else (frozenset[str](), frozenset[str]())
    empty = Ledger({}, [BEFORE, "Q1", "Q2"], {}, shown, kept, after)
    return empty.replayed({flag: [award] for flag, award in awards.items()})


def award(*units: str, leaders: tuple[str, ...] = TIED, tie: str = TieRule.DECIDE, reason: str = "抽签") -> LedgerEntry:
    return LedgerEntry("Q2", CustodyKind.AWARD, units, leaders, tie=tie, reason=reason)


def decided(session: Session, of: Contest, by: Ledger, *, public: bool = False, score: int = 93) -> Any:
    """By scores of which b and c have the highest."""
    scores = {"a": min(score, 80), "b": score, "c": score}
    standings = tuple(
        Standing(unit, 3 if unit == "a" else 1, Decimal(points), unit != "a", Status.RANKED)
        for unit, points in scores.items()
    )
    return decided_in(session, of, by, SimpleNamespace(standings=lambda _area, _pool: standings), public=public)


NONE = ledger({})
CHOSEN = {"roads": {"c": "抽签"}}


def test_while_a_contest_runs_a_decision_counts_for_those_who_may_know_of_it(session: Session) -> None:
    decide(session, ROADS, "c")
    assert decided(session, contest(), NONE) == CHOSEN
    assert decided(session, contest(), NONE, public=True) == {}


def test_a_decision_is_about_its_own_contest(session: Session) -> None:
    decide(session, ROADS, "c", series="other")
    decide(session, ROADS, "c", period="Q1")
    assert decided(session, contest(), NONE) == {}


def test_a_decision_is_about_those_who_tied_alone(session: Session) -> None:
    decide(session, ROADS, "c", tied=("a", "b", "c"))
    decide(session, WATER, "c", tied=None)
    assert decided(session, contest(), NONE) == {}
    decide(session, OFFICES, "b", reason="商定")
    assert decided(session, contest(), NONE) == {"roads": {"b": "商定"}}
    assert decided(session, contest(), NONE, score=59) == {}, "nobody has reached the minimum"


@pytest.mark.parametrize("chosen", [(), TIED])
def test_where_nobody_or_everybody_has_the_flag_nobody_is_put_first(session: Session, chosen: tuple[str, ...]) -> None:
    decide(session, ROADS, *chosen)
    decide(session, WATER, *chosen)
    assert decided(session, contest(), NONE) == {}
    closed = ledger({ROADS: award(*chosen), WATER: award(*chosen)}, revealed=[ROADS, WATER])
    assert decided(session, contest(closed=True), closed, public=True) == {}


def test_decisions_are_told_area_by_area_and_pool_by_pool(session: Session) -> None:
    decide(session, ROADS, "b")
    decide(session, OFFICES, "c", reason="商定")
    decide(session, WATER, "c")
    everything = {"roads": {"b": "抽签", "c": "商定"}, "water": {"c": "抽签"}}
    assert decided(session, contest(), NONE) == everything
    assert decided(session, contest("water"), NONE) == {"water": {"c": "抽签"}}, "roads are not held"


def test_once_it_is_closed_what_the_flag_was_awarded_by_counts(session: Session) -> None:
    for flag in (ROADS, OFFICES, WATER):
        decide(session, flag, "c")
    others = award("c", leaders=("a", "c"))
    for roads in (award("b"), award("c", reason="商定"), others, award("c", tie=TieRule.JOINT)):
        known = ledger({ROADS: roads, WATER: award("c")})
        assert decided(session, contest(closed=True), known) == {"water": {"c": "抽签"}}
    assert decided(session, contest(closed=True), ledger({ROADS: award("c")})) == CHOSEN


def test_the_public_learns_of_a_decision_with_its_flag(session: Session) -> None:
    for flag in (ROADS, WATER):
        decide(session, flag, "c")
    awards = {ROADS: award("c"), WATER: award("c")}
    both = {"roads": {"c": "抽签"}, "water": {"c": "抽签"}}
    for revealed, told in (((), {}), ((WATER,), {"water": both["water"]}), ((ROADS, WATER), both)):
        known = ledger(awards, revealed=revealed)
        assert decided(session, contest(closed=True), known, public=True) == told
        assert decided(session, contest(closed=True), known) == both


def test_what_a_decision_comes_to_is_nobodys_to_know_while_an_earlier_period_keeps_who_held_the_flag(
    session: Session,
) -> None:
    """Once the flag has been shown: until then only they see its places who may know all of it."""
    for flag in (ROADS, WATER):
        decide(session, flag, "c")
    both = {"roads": {"c": "抽签"}, "water": {"c": "抽签"}}
    awards = {ROADS: award("c", tie=TieRule.HOLDER_RETAINS), WATER: award("c")}
    shown = ledger(awards, revealed=[ROADS, WATER], waiting=True)
    for public in (False, True):
        assert decided(session, contest(closed=True), shown, public=public) == {"water": {"c": "抽签"}}
    assert decided(session, contest(closed=True), ledger(awards, waiting=True)) == both
    over = ledger(awards, revealed=[ROADS, WATER])
    assert decided(session, contest(closed=True), over, public=True) == both
