"""What a deed is said to change before it is done is what it changes when it is done, and looking changes nothing."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest

from scoreboard.desk.foreseeing import Foreseen, carry_out, foresee
from scoreboard.desk.proposals import (
    Proposal,
    ProposedAbolition,
    ProposedCorrection,
    ProposedHonour,
    ProposedVacancy,
    ProposedVeto,
)
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import ContestError, Refused
from scoreboard.publications.differences import What
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from tests.acceptance.competition import Competition, Series, held, scores, towns
from tests.acceptance.conftest import Opened, database_with_root, loaded, opened, program
from tests.acceptance.driver import Program, contents
from tests.desk.board_facts import differences, foreseen_facts, inside_facts, public_facts

__all__ = ["database_with_root", "loaded", "opened", "program"]

NOW = "2031-10-05T09:00:00+08:00"
UNITS = ("t1", "t2", "v1", "v2")
AREAS = ("roads", "water")
PERIODS = ("2031Q1", "2031Q2", "2031Q3")
SIGNED = {"approved_by": ("bo",)}


def contest(*, by_pool: bool = False) -> Competition:
    """Of three periods the first is to be public, the second sealed, and the third still comes in, live."""
    marks = Random(11)
    cells = [
        row
        for period in PERIODS
        for row in scores("main", period, {area: {unit: marks.randint(60, 95) for unit in UNITS} for area in AREAS})
    ]
    pools = ("town", "village") if by_pool else ("town",)
    series = Series(
        areas=AREAS,
        pools=pools,
        settings={
            "publication": "live",
            "confirm": "self",
            "tie": "joint",
            "overall_flag": "总旗",
            "ranking": "by-pool" if by_pool else "together",
        },
        overrides={"2031Q2": {"publication": "ceremony"}},
    )
    return Competition(
        series=[series],
        units=[*towns(2), *towns(2, prefix="v", start=2, pool=pools[-1])],
        scores=cells,
        custody=() if by_pool else held("main", {"roads": "t2"}),
        annual={"honours": {"national": 3, "provincial": 2}, "honour_cap": 4},
    )


def closed(opened: Opened, *, by_pool: bool = False) -> Program:
    """The contest with its first two periods closed."""
    program = opened(contest(by_pool=by_pool)).at(NOW)
    for period in PERIODS[:2]:
        program.ok("close", "main", period)
    return program


def proposals(random: Random, units: tuple[str, ...]) -> Iterator[Proposal]:
    """One deed after another, each of the five kinds; many of them are to be refused."""
    made = 0
    while True:
        made += 1
        unit, other = random.sample(units, 2)
        period, why = random.choice(PERIODS[:2]), f"r{made}"
        place = {"series": "main", "period": period, "area": random.choice(AREAS), "reason": why, **SIGNED}
        told = {"unit": unit, "reason": why, **SIGNED}
        vetoed = {**told, "item": "safety", "period": random.choice(PERIODS)}
        holders = random.choice([None, (unit,), (other,), ()])
        yield random.choice(
            [
                ProposedCorrection(**place, unit=unit, score=str(random.randint(50, 99)), holders=holders),
                ProposedCorrection(**{**place, "period": "2031Q1"}, unit=unit, score="99.9", holders=(unit,)),
                ProposedVacancy(**place, holders=random.choice([(unit,), ()])),
                ProposedVeto(**vetoed),
                ProposedVeto(**{**vetoed, "lift": True}),
                ProposedVeto(**{**told, "item": "honesty", "period": None}),
                ProposedHonour(
                    unit=unit,
                    level=random.choice(["national", "provincial"]),
                    title=why,
                    document="d",
                    on=random.choice([date(2031, 5, 5), date(2032, 1, 2)]),
                ),
                ProposedAbolition(**told, on=date(2031, 9, 1)),
            ]
        )


def as_it_lies(program: Program) -> object:
    """All that the database holds, and in files every byte of the public one."""
    public = program.public
    raw = public.read_bytes() if isinstance(public, Path) else b""
    return contents(program.database), contents(public), raw


@pytest.mark.parametrize(("seed", "by_pool"), [(1, False), (2, True)])
def test_what_was_foreseen_is_what_becomes_different(opened: Opened, seed: int, by_pool: bool) -> None:
    program, random, done = closed(opened, by_pool=by_pool), Random(seed), set[type]()
    settings = Settings(str(program.database), "en", NOW, "root")
    store = Store(settings.paths)
    try:
        before = public_facts(store, settings), known_inside(store, settings)
        for proposal, _ in zip(proposals(random, UNITS), range(16), strict=False):
            kept = as_it_lies(program)
            seen = seen_or_refused(store, settings, proposal)
            assert as_it_lies(program) == kept
            if seen is None:
                continue
            carry_out(store, settings, proposal, seen)
            done.add(type(proposal))
            after = public_facts(store, settings), known_inside(store, settings)
            public, inside = (differences(old, new) for old, new in zip(before, after, strict=True))
            assert foreseen_facts(seen, sealed=False) == public, proposal
            assert foreseen_facts(seen, sealed=True) == inside - public, proposal
            before = after
    finally:
        store.close()
    assert len(done) >= 4, "the walk should get somewhere"


def seen_or_refused(store: Store, settings: Settings, proposal: Proposal) -> Foreseen | None:
    """What is foreseen; None where the deed is refused, as looking at it is, for the same reason."""
    said = []
    for attempt in (lambda: foresee(store, settings, proposal), lambda: done_alone(store, settings, proposal)):
        try:
            seen = attempt()
        except ContestError as error:
            said.append(str(error))
        else:
            assert not said
            return seen
    assert said[0] == said[1]
    return None


def done_alone(store: Store, settings: Settings, proposal: Proposal) -> None:
    with acting(store, settings, proposal.deed) as writing:
        proposal.do(writing)


def known_inside(store: Store, settings: Settings) -> dict[tuple[object, ...], object]:
    with store.read() as session:
        periods = {"2031Q1": False, "2031Q2": True}
        return dict(inside_facts(session, "main", periods, settings.moment("Asia/Shanghai")))


def test_who_does_it_signs_what_they_saw(opened: Opened) -> None:
    program = closed(opened)
    settings = Settings(str(program.database), "en", NOW, "root")
    store = Store(settings.paths)
    place = {"series": "main", "period": "2031Q1", "area": "roads", "unit": "t1", "reason": "counted anew"}
    proposal = ProposedCorrection(**place, score="86", approved_by=("bo",))
    try:
        seen = foresee(store, settings, proposal)
        program.ok(
            "decide", "correction", "main", "2031Q1", "roads", "t1", "70", "--reason", "x", "--approved-by", "bo"
        )
        kept = contents(program.database)
        with pytest.raises(Refused, match="no longer what you saw"):
            carry_out(store, settings, proposal, seen)
        assert contents(program.database) == kept
        again = foresee(store, settings, proposal)
        program.ok("unconfirm", "main", "2031Q3", "--area", "water", "--unit", "t2")
        carry_out(store, settings, proposal, again)
        ranking = next(one for one in again.sections if (one.board, one.area) == ("ranking", "roads"))
        scored = [(one.before, one.after) for one in ranking.differences if one.what is What.SCORE]
        assert scored == [("70.00", "86.00")]
    finally:
        store.close()
    assert [row["reason"] for row in program.journal() if row["action"] == "decide.correction"] == ["x", "counted anew"]
