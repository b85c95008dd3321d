"""Years of several quarters as random walks, each with two results under one seal: nobody outside can tell them apart.

10 walks here, 20,000 with --long.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from sqlalchemy.orm import object_session
from sqlmodel import Session

from scoreboard.desk import abolishing, awards
from scoreboard.desk.sealed_results import Key
from scoreboard.models import Unit
from scoreboard.store import ledger
from scoreboard.store.contest import Contest
from scoreboard.store.ledger import read_ledger
from tests.secrecy.detector import Leak
from tests.secrecy.twins import Tally, Twins, two_twins, walk_year

YEARS = 1
WALKS = 10
"""Through each year."""
LONG_YEARS = 500
LONG_WALKS = 40
BATCH = 10
PLANTED = 60
"""Years within which a planted fault must be found."""


@pytest.fixture(scope="module")
def twins() -> Iterator[Twins]:
    with two_twins() as found:
        yield found


def walk_years(twins: Twins, seeds: Iterable[int], walks: int) -> None:
    for seed in seeds:
        assert_searching(walk_year(twins, seed, walks))


def assert_searching(tally: Tally) -> None:
    """The walks have walked, and most deeds were done."""
    assert tally.deeds > 2 * tally.walks
    assert tally.refused < tally.deeds / 2


@pytest.mark.parametrize("seed", range(YEARS))
def test_f210_f211_nobody_can_tell_two_results_under_one_seal_apart(twins: Twins, seed: int) -> None:
    assert_searching(walk_year(twins, seed, WALKS))


@pytest.mark.long
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("batch", range(LONG_YEARS // BATCH))
def test_f210_f211_nobody_can_tell_two_results_under_one_seal_apart_at_length(twins: Twins, batch: int) -> None:
    walk_years(twins, range(1000 + batch * BATCH, 1000 + (batch + 1) * BATCH), LONG_WALKS)


def secret_ties(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tie is given to whoever holds the flag in secret, and that is told."""
    told = ledger.replay
    monkeypatch.setattr(ledger, "replay", lambda entries, periods, _waiting=(): told(entries, periods))
    monkeypatch.setattr(awards, "asks_holder", lambda _leaders, _tie: False)


def written_ties(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not told, but written down, and outlives the secret quarter's being opened again."""
    monkeypatch.setattr(awards, "asks_holder", lambda _leaders, _tie: False)


def telling_abolitions(monkeypatch: pytest.MonkeyPatch) -> None:
    """An abolition publishes what a unit held, in secret or not."""
    monkeypatch.setattr(abolishing, "read_ledger", lambda session, series, **_how: read_ledger(session, series))


def telling_seals(monkeypatch: pytest.MonkeyPatch) -> None:
    """An abolition amends a seal where the unit holds a flag under it."""

    def about(contest: Contest, unit: Unit) -> set[Key]:
        session = object_session(unit)
        assert isinstance(session, Session)
        terms = read_ledger(session, contest.series.id).terms.items()
        held = [(flag, term) for flag, found in terms for term in found if unit.id in term.holders]
        return {("flag", *flag) for flag, term in held if term.period == contest.period.id}

    monkeypatch.setattr(abolishing, "results_about", about)


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("plant", [secret_ties, written_ties, telling_abolitions, telling_seals])
def test_the_walks_find_a_fault_that_is_planted(twins: Twins, monkeypatch: pytest.MonkeyPatch, plant: Any) -> None:
    plant(monkeypatch)
    with pytest.raises(Leak):
        walk_years(twins, range(PLANTED), 2 * WALKS)
