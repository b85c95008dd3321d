"""Drawn results for a rehearsal: who can be drawn, what its public knows of them, and how they look."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from scoreboard.ceremony import drawn_results
from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cues import steps_of
from scoreboard.ceremony.drawn_results import LOWEST, NOBODY, drawn_sight
from scoreboard.ceremony.scenes import scene
from scoreboard.ceremony.stage_control import standpoint
from scoreboard.ceremony.visibility import Sight
from scoreboard.enums import PeriodState, Ranking
from scoreboard.models import SeriesPeriod
from scoreboard.rules.custody_terms import CustodyKind, LedgerEntry
from scoreboard.store.contest import Name, contest_of
from tests.acceptance.driver import Program
from tests.ceremony.pooled import CEREMONY, NOW, announced_contest, closed_contest, settings_of
from tests.contests import opened

ROADS = Cue("flag", area="roads", pool="town")
STARS = (Cue("star", star="service", reveal="one-by-one", places=2), Cue("star", star="other"))
TOGETHER = Cue("flag", area="roads")
SHEET = (Cue("title"), ROADS, Cue("ranking", area="roads", pool="town"), *STARS, TOGETHER, Cue("closing"))
FLAGS = {(area, pool) for area in ("roads", "water") for pool in ("town", "office")}
HELD_ON = date(2031, 4, 20)
TOWNS, OFFICES = {f"t{number}" for number in range(1, 8)}, {"o1", "o2"}


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return closed_contest(tmp_path_factory.mktemp("closed"))


@pytest.fixture(scope="module")
def announced(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return announced_contest(tmp_path_factory.mktemp("announced"))


@contextmanager
def drawn(
    program: Program, *over: Cue, seed: int = 7, rules: dict[str, Any] | None = None, period: str = "2031Q1"
) -> Iterator[Sight]:
    """What a rehearsal of a period that is still open is drawn from once these cues are over."""
    shown = {(SHEET.index(cue) + 1, steps_of(cue)) for cue in over}
    with opened(settings_of(program)) as store, store.read() as session:
        here = standpoint(session, CEREMONY)
        here.ceremony.held_on = HELD_ON
        contest = contest_of(session, "main", period)
        progress = SeriesPeriod(**{**contest.progress.model_dump(), "state": PeriodState.OPEN})
        contest = replace(contest, rules=replace(contest.rules, **(rules or {})), progress=progress)
        yield drawn_sight(session, here.ceremony, contest, datetime.fromisoformat(NOW), seed, SHEET, shown)


def test_every_candidate_is_drawn_a_place_of_its_own_in_each_area_of_its_pool(closed: Program) -> None:
    with drawn(closed) as sight:
        whole = sight.sealed()
        for area, pool, units in (("roads", "town", TOWNS), ("water", "office", OFFICES), ("water", "town", TOWNS)):
            ranked = [one for one in whole.scores.standings(area, pool) if one.rank is not None]
            assert {one.unit for one in ranked} == units, "no guest; a veto that is not public changes nothing"
            assert [one.rank for one in ranked] == list(range(1, len(units) + 1))
            assert all(100 * LOWEST <= (one.score or 0) <= 100 for one in ranked)
            term = whole.ledger.term((area, pool), "2031Q1")
            assert term is not None
            assert (term.holders, term.margin) == ((ranked[0].unit,), (ranked[0].score or 0) - (ranked[1].score or 0))
            assert term.awarded_on == HELD_ON
        assert set(whole.revealed) == FLAGS
        assert (whole.drawn, sight.rehearses, whole.contest.progress.state) == (True, True, PeriodState.SEALED)
        assert whole.now == datetime.fromisoformat(NOW)
        assert whole.ledger.holders_before(("roads", "town"), "2031Q1") == ("t2",)


def award(sight: Sight, pool: str = "town", *, of_table: bool = False) -> LedgerEntry:
    """The drawn award of a flag, which comes last."""
    whole = sight.sealed()
    if not of_table:
        return whole.ledger.entries["roads", pool][-1]
    assert whole.overall is not None
    return whole.overall.entries["", pool][-1]


def test_of_earlier_periods_what_is_public_is_known_and_of_its_own_nothing(
    closed: Program, announced: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    for program, town, table in ((closed, (), ()), (announced, ("t1",), ("t2", "t3"))):
        with drawn(program, period="2031Q2") as sight:
            whole = sight.sealed()
            assert whole.overall is not None
            for known in (whole, sight.public):
                assert known.ledger.holders_before(("roads", "town"), "2031Q2") == town
            assert whole.overall.holders_before(("", "town"), "2031Q2") == table
            assert "t7" in whole.scores.cells["roads"]
    days = []
    monkeypatch.setattr("scoreboard.ceremony.drawn_results.NamesBorne", lambda session, day: days.append(day))
    with drawn(announced) as sight:
        whole = sight.sealed()
        assert whole.overall is not None
        assert [one.kind for one in whole.ledger.entries["roads", "town"]] == ["opening", "award"]
        assert [one.kind for one in whole.overall.entries["", "town"]] == ["award"]
        assert whole.scores.cells["roads"].keys() == (TOWNS | OFFICES) - {"t7"}, "its veto is public"
    assert days == [date(2031, 3, 31)]


def test_one_of_those_who_are_first_has_a_flag_and_nobody_below_the_least_score(closed: Program) -> None:
    with drawn(closed, rules={"maximum": Decimal(1), "minimum": Decimal(1), "decimals": 0}) as sight:
        ((winner,), tied) = award(sight).units, sight.sealed().scores.standings("roads", "town")
        assert {one.rank for one in tied if one.unit in TOWNS} == {1}
        assert award(sight) == LedgerEntry(
            "2031Q1", CustodyKind.AWARD, (winner,), (winner,), margin=Decimal(0), awarded_on=HELD_ON
        )
        (first,) = award(sight, of_table=True).units
        assert award(sight, of_table=True) == LedgerEntry(
            "2031Q1", CustodyKind.AWARD, (first,), (first,), awarded_on=HELD_ON
        )
    with drawn(closed, rules={"maximum": Decimal(10), "minimum": Decimal(20), "decimals": 0}) as sight:
        assert award(sight) == LedgerEntry("2031Q1", CustodyKind.AWARD, awarded_on=HELD_ON)
        assert len(award(sight, of_table=True).units) == 1, "all are level"


def test_the_flag_of_the_table_goes_by_flags_before_totals(closed: Program) -> None:
    with drawn(closed, seed=12) as sight:
        whole = sight.sealed()
        first, richest = (
            next(one.unit for one in whole.scores.overall("town", flags) if one.rank == 1)
            for flags in (whole.ledger.flags_in("2031Q1"), {})
        )
        assert (award(sight, of_table=True).units, first == richest) == ((first,), False)


def test_all_are_drawn_together_where_they_are_ranked_together(closed: Program) -> None:
    with drawn(closed, TOGETHER, rules={"ranking": Ranking.TOGETHER}) as sight:
        ranked = [one for one in sight.sealed().scores.standings("roads", "") if one.rank is not None]
        assert ({one.unit for one in ranked}, len({one.rank for one in ranked})) == (TOWNS | OFFICES, 9)
        assert award(sight, "").units == (ranked[0].unit,)
        assert {area: found.keys() for area, found in sight.public.scores.cells.items()} == {
            "roads": TOWNS | OFFICES, "water": set(),
        }  # fmt: skip


def test_its_public_knows_the_flags_whose_cue_is_over_and_all_of_them_after_the_table(closed: Program) -> None:
    with drawn(closed, Cue("title")) as sight:
        assert (sight.public.revealed, sight.public.overall) == (frozenset(), None)
        assert not any(sight.public.scores.cells.values())
        assert sight.public.ledger.term(("roads", "town"), "2031Q1") is None
        assert sight.public.ledger.holders_before(("roads", "town"), "2031Q1") == ("t2",)
    with drawn(closed, ROADS) as sight:
        public, whole = sight.public, sight.sealed()
        assert public.revealed == {("roads", "town")}
        assert public.scores.cells["roads"].keys() == TOWNS
        assert not public.scores.cells["water"]
        assert public.ledger.term(("roads", "town"), "2031Q1") == whole.ledger.term(("roads", "town"), "2031Q1")
        assert public.ledger.term(("roads", "office"), "2031Q1") is None
        assert public.overall is None
    with drawn(closed, SHEET[2]) as sight:
        assert sight.public.revealed == frozenset(), "a ranking reveals nothing"
    with drawn(closed, SHEET[-1]) as sight:
        public = sight.public
        assert set(public.revealed) == FLAGS
        assert {area: found.keys() for area, found in public.scores.cells.items()} == {
            "roads": TOWNS | OFFICES, "water": TOWNS | OFFICES,
        }  # fmt: skip
        assert public.overall is not None
        for pool in ("town", "office"):
            flags = public.ledger.flags_in("2031Q1")
            first = next(one.unit for one in public.scores.overall(pool, flags) if one.rank == 1)
            term = public.overall.term(("", pool), "2031Q1")
            assert term is not None
            assert (term.holders, term.awarded_on) == ((first,), HELD_ON)


def test_a_step_that_is_not_the_last_of_its_cue_reveals_nothing(closed: Program) -> None:
    with opened(settings_of(closed)) as store, store.read() as session:
        here = standpoint(session, CEREMONY)
        shown = {(2, step) for step in range(1, 5)}
        sight = drawn_sight(session, here.ceremony, here.contest, datetime.fromisoformat(NOW), 7, SHEET, shown)
        assert sight.public.revealed == frozenset()


def test_a_seed_draws_the_same_again_and_another_one_something_else(closed: Program) -> None:
    def winners(seed: int) -> tuple[list[Any], list[str]]:
        with drawn(closed, seed=seed) as sight:
            ledger = sight.sealed().ledger
            flags = [(flag, ledger.term(flag, "2031Q1")) for flag in sorted(FLAGS)]
            return flags, [row.unit for row in sight.sealed_stars("service").rows]

    assert winners(7) == winners(7)
    flags, stars = zip(*map(winners, range(4)), strict=True)
    assert (len(set(map(str, flags))), len(set(map(str, stars)))) == (4, 4)


def test_no_guest_is_drawn_for_a_star(closed: Program) -> None:
    found: set[str] = set()
    for seed in range(12):
        with drawn(closed, seed=seed) as sight:
            found.update(row.unit for row in sight.sealed_stars("service").rows)
    assert found <= TOWNS | OFFICES
    assert len(found) > 6


def test_a_stars_winners_are_drawn_from_all_candidates_without_a_name(closed: Program) -> None:
    with drawn(closed, STARS[1]) as sight:
        assert {row.star for row in sight.stars().rows} == {"other"}, "only those whose cue is over"
        (other,) = sight.stars().rows
        both = sight.sealed_stars("service").rows
        service = [row for row in both if row.star == "service"]
        assert len(both) == 3
        assert (len(service), len({row.unit for row in service})) == (2, 2), "as many as come one by one"
        assert {row.person for row in both} == {NOBODY}
        assert {str(row.status) for row in both} == {"confirmed"}
        assert {row.unit for row in both} <= TOWNS | OFFICES
        assert all(60 <= Decimal(row.result or 0) < 100 and len(row.result or "") == 5 for row in both)
        assert (other.star_name, other.star_name_en, service[0].star_name_en) == ("他星", "他星", "Service star")
        named = sight.public.unit(service[0].unit)
        assert (service[0].name, service[0].name_en, service[0].short_name, service[0].post) == (
            named.name, named.name_en, named.short_name, "",
        )  # fmt: skip
    with drawn(closed) as sight:
        assert sight.stars().rows == ()
        assert (sight.ceremony.id, sight.ceremony.held_on) == (CEREMONY, HELD_ON)
        rehearsed = scene(sight, SHEET[1], 3, 1)
        assert rehearsed.rehearsal is True


def test_the_votes_of_drawn_winners_are_those_of_their_rows_in_their_order(closed: Program) -> None:
    with drawn(closed, STARS[1]) as sight:
        rows = sight.sealed_stars("service").rows
        for star in ("service", "other"):
            told = [Fraction(row.result or 0) for row in rows if row.star == star]
            assert list(sight.sealed_votes(star)) == told
            assert all(told)


def test_a_drawn_winner_bears_all_names_of_the_unit_and_a_result_in_percent(
    closed: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    called = Name("青槐乡", "青槐", "Qinghuai", "Q")
    monkeypatch.setattr(drawn_results, "NamesBorne", lambda _session, _day: defaultdict(lambda: called))
    monkeypatch.setattr(drawn_results, "VOTES", range(70_05, 70_07))
    with drawn(closed) as sight:
        rows = sight.sealed_stars("service").rows
    assert {(row.name, row.short_name, row.name_en, row.short_name_en) for row in rows} == {
        ("青槐乡", "青槐", "Qinghuai", "Q")
    }
    assert {row.result for row in rows} == {"70.05", "70.06"}


@pytest.mark.parametrize(
    ("rules", "scores"),
    [
        ({"maximum": 15, "decimals": 0}, [15, 14, 13, 12, 11, 10, 9]),
        ({"maximum": 20, "minimum": 14, "decimals": 0}, [20, 19, 18, 17, 16, 15, 14]),
        ({"maximum": 1, "minimum": Decimal("0.4"), "decimals": 1}, None),
        (
            {"maximum": 2, "minimum": Decimal("1.4"), "decimals": 1},
            [Decimal(number) / 10 for number in range(20, 13, -1)],
        ),
        ({"maximum": 10, "minimum": 20, "decimals": 0}, [10] * 7),
        ({"maximum": Decimal("0.0015"), "decimals": 6}, [Decimal(number) / 10_000 for number in range(15, 8, -1)]),
    ],
)
def test_the_highest_scores_are_drawn_and_apart_where_there_is_room(
    closed: Program, rules: dict[str, Any], scores: list[Any] | None
) -> None:
    given = {name: value if name == "decimals" else Decimal(value) for name, value in rules.items()}
    with drawn(closed, rules=given) as sight:
        ranked = [one for one in sight.sealed().scores.standings("roads", "town") if one.rank is not None]
    found = [one.score for one in ranked]
    if scores is None:
        assert set(found) <= {Decimal(number) / 10 for number in range(6, 11)}, "seven in five places: some share them"
    else:
        assert found == scores
    assert len(found) == 7
