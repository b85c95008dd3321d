"""First places read from the index are those of the whole ranking, whatever has been entered."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlmodel import Session, col, select, update

from scoreboard.desk.awards import decide_awards, margin_of
from scoreboard.models import Area, Period, Score, Series, SeriesUnit, Unit, Veto
from scoreboard.rules.ranking import leaders
from scoreboard.store import first_places
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from scoreboard.store.first_places import Tops
from scoreboard.store.ledger import read_ledger
from scoreboard.store.scores_awaited import count_drafts, count_missing, first_drafts
from scoreboard.store.standings import Foremost, View, read_scores
from scoreboard.store.table_tops import TableTops
from tests.contests import Shape, opened, prepare
from tests.examples import of_the_form

SHAPE = Shape(counties=7, areas=2)
POOLS = ("county", "district")

cells = st.dictionaries(
    st.tuples(st.sampled_from(SHAPE.area_ids), st.sampled_from(SHAPE.units), st.sampled_from(("", "甲", "乙"))),
    st.tuples(
        st.sampled_from(("60", "60.0001", "75.5", "90", None)), st.sampled_from(("confirmed", "draft", "withdrawn"))
    ),
    max_size=24,
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with opened(prepare(tmp_path_factory.mktemp("tops"), SHAPE)) as store:
        yield store


@pytest.fixture(autouse=True)
def two_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_places, "AT_ONCE", 2)


def fill(session: Session, entered: dict[tuple[str, str, str], tuple[str | None, str]], judged: bool) -> None:
    when = session.exec(select(Unit)).first()
    assert when is not None
    for (area, unit, judge), (value, state) in entered.items():
        if bool(judge) is judged:
            session.add(
                Score(
                    series_id="main",
                    period_id="2030Q1",
                    area_id=area,
                    unit_id=unit,
                    judge=judge,
                    value=None if value is None or state == "withdrawn" else Decimal(value),
                    state=state,
                    entered_at="2030-03-01T00:00:00+00:00",
                )
            )
    session.flush()


@examples(max_examples=of_the_form(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cells,
    st.booleans(),
    st.booleans(),
    st.sets(st.sampled_from(SHAPE.units), max_size=2),
    st.sets(st.sampled_from(SHAPE.units), max_size=2),
    st.sets(st.sampled_from(SHAPE.units), max_size=3),
    st.sampled_from(("0", "60", "60.0001", "99")),
    st.sampled_from(("decide", "joint", "earlier-place:a2")),
    st.dictionaries(st.sampled_from(SHAPE.units), st.integers(1, 2), max_size=3),
    st.sampled_from(("1", "2.5", "1000000")),
    st.sampled_from(("flags", "total")),
)
def test_tops_are_the_beginning_of_the_standings(
    store: Store,
    entered: dict[tuple[str, str, str], tuple[str | None, str]],
    judged: bool,
    by_pool: bool,
    vetoed: set[str],
    gone: set[str],
    districts: set[str],
    minimum: str,
    tie: str,
    flags: dict[str, int],
    weight: str,
    order: str,
) -> None:
    with store.trial() as session:
        session.get_one(Area, ("main", "a1")).weight = Decimal(weight)
        series = session.get_one(Series, "main")
        series.judges, series.minimum, series.tie = "mean" if judged else "single", Decimal(minimum), tie
        series.ranking, series.pools = "by-pool" if by_pool else "together", list(POOLS)
        series.order = order
        session.add(series)
        session.exec(update(Unit).where(col(Unit.id).in_(districts)).values(pool="district"))
        end = session.get_one(Period, "2030Q1").end
        session.exec(update(Unit).where(col(Unit.id).in_(gone)).values(valid_to=end.replace(day=1)))
        stranger = session.get_one(SeriesUnit, ("main", "c07"))
        session.delete(stranger)
        for unit in vetoed:
            session.add(Veto(unit_id=unit, veto="x", period_id="2030Q1", reason="x", decided_on=end))
        fill(session, entered, judged)
        contest, ledger = contest_of(session, "main", "2030Q1"), read_ledger(session, "main")
        for view in (View.CONFIRMED, View.ENTERED):
            whole, top = read_scores(session, contest, view), Tops(session, contest, view)
            awards = decide_awards(session, contest, whole, ledger)
            assert decide_awards(session, contest, top, ledger) == awards
            assert decide_awards(session, contest, Foremost(whole), ledger) == awards
            for area in SHAPE.area_ids:
                for pool in contest.flag_pools:
                    all_of, first = whole.standings(area, pool), top.standings(area, pool)
                    assert leaders(first, contest.rules.minimum) == leaders(all_of, contest.rules.minimum)
                    for winner in leaders(first, contest.rules.minimum):
                        told, expected = (margin_of(some, (winner,), contest.rules.minimum) for some in (first, all_of))
                        assert told == expected
                    assert top.ranks(area, pool, SHAPE.units) == whole.ranks(area, pool, SHAPE.units)
            for pool in contest.flag_pools:
                top = TableTops(session, contest, view, flags, dict, {})
                table = whole.overall(pool, flags)
                last = next((one.rank for one in table if one.rank is not None and one.rank > 1), 1)
                wanted = [one for one in table if one.rank is not None and one.rank <= last]
                reached = bool(wanted) and (wanted[0].score or 0) >= contest.rules.minimum
                assert list(top.table(pool)) == [one for one in wanted if reached and not whole.has_nothing(one)]
                assert top.ranked(pool) == [one for one in whole.tallies(pool, flags) if one.is_ranked]
        members = {unit.id for unit in whole.units}
        drafts = sorted(place for place, (_, state) in entered.items() if state == "draft" and bool(place[2]) is judged)
        drafts = [place for place in drafts if place[1] in members]
        assert (count_drafts(session, contest), first_drafts(session, contest, 3)) == (len(drafts), drafts[:3])
        filled = {
            place[:2]
            for place, (_, state) in entered.items()
            if state != "withdrawn" and bool(place[2]) is judged and place[1] in members
        }
        assert count_missing(session, contest) == 2 * len(members) - len(filled)
