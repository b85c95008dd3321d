"""The board of captures: on paper, in the hall and as a cue, from public facts alone."""

from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, Row, held, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

AREAS = ("roads", "water")


def won(period: str, **by: str) -> list[Row]:
    """Scores by which these units win these areas."""
    return scores("main", period, {area: {"t1": 60, "t2": 60} | {unit: 90} for area, unit in by.items()})


def taken(program: Program, *options: object) -> dict[str, tuple[int, int]]:
    return {row["unit"]: (row["rank"], row["captures"]) for row in program.rows("captures", *options)}


def test_captures_are_counted_as_periods_become_public(opened: Opened) -> None:
    results = [*won("2031Q1", roads="t1", water="t2"), *won("2031Q2", roads="t2", water="t1")]
    program = opened(Competition(series=[live(*AREAS)], units=towns(2), scores=results))
    program.ok("close", "main", "2031Q1")
    assert taken(program) == {}, "the first to have a flag have captured nothing"
    program.ok("close", "main", "2031Q2")
    assert taken(program) == {"t1": (1, 1), "t2": (1, 1)}
    row = program.rows("captures")[0]
    assert [(one["period"], one["area"]) for one in row["taken"]] == [("2031Q2", "water")]


def test_what_is_sealed_moves_nothing(opened: Opened) -> None:
    results = [*won("2031Q1", roads="t1", water="t1"), *won("2031Q2", roads="t2", water="t1")]
    program = opened(Competition(series=[sealed(*AREAS)], units=towns(2), scores=results))
    for period in ("2031Q1", "2031Q2"):
        program.ok("close", "main", period)
    assert taken(program) == {}
    play(program, "main-2031Q1")
    assert taken(program) == {}
    play(program, "main-2031Q2")
    assert taken(program) == {"t2": (1, 1)}


def test_captures_of_a_period_that_is_opened_again_are_taken_back(opened: Opened) -> None:
    """Also where no flag is public any more."""
    custody = held("main", {"roads": "t1"})
    program = opened(Competition(units=towns(2), scores=won("2031Q1", roads="t2"), custody=custody))
    program.ok("close", "main", "2031Q1")
    assert taken(program) == {"t2": (1, 1)}
    program.ok("reopen", "main", "2031Q1", "--reason", "漏计")
    assert taken(program) == {}
    program.ok("close", "main", "2031Q1")
    assert taken(program) == {"t2": (1, 1)}


def test_a_revoked_flag_was_not_captured(opened: Opened) -> None:
    results = [*won("2031Q1", roads="t1", water="t1"), *won("2031Q2", roads="t2", water="t1")]
    program = opened(Competition(series=[live(*AREAS)], units=towns(2), scores=results))
    for period in ("2031Q1", "2031Q2"):
        program.ok("close", "main", period)
    assert taken(program) == {"t2": (1, 1)}
    program.ok("veto", "t2", "safety", "--period", "2031Q2", "--reason", "事故")
    assert taken(program) == {}


def test_several_who_are_given_a_vacant_flag_have_taken_it_up_again(opened: Opened) -> None:
    """In Q2 and Q3 nobody reaches the minimum."""
    low = [row for period in ("2031Q2", "2031Q3") for row in scores("main", period, {"roads": {"t1": 60, "t2": 50}})]
    results = [*won("2031Q1", roads="t1"), *low]
    program = opened(Competition(series=[live(minimum=80)], units=towns(3), scores=results))
    for period in ("2031Q1", "2031Q2", "2031Q3"):
        program.at("2031-10-08T09:00:00+08:00").ok("close", "main", period)
    given = ("--holder", "t2", "--holder", "t3", "--reason", "常委会决定")
    program.ok("decide", "vacancy", "main", "2031Q3", "roads", *given)
    assert taken(program) == {"t2": (1, 1), "t3": (1, 1)}


def test_who_are_given_a_flag_together_after_it_was_vacant_have_captured_it(opened: Opened) -> None:
    """A decision takes it from another one, and its reason is both why that one lost it and why they have it."""
    custody, cells = held("main", {"roads": "t1"}), {"roads": {"t1": 50, "t2": 90, "t3": 60}}
    series = [live("roads", minimum=80, no_winner="vacant")]
    results = [*scores("main", "2031Q1", {"roads": {"t1": 50}}), *scores("main", "2031Q2", cells)]
    program = opened(Competition(series=series, units=towns(3), scores=results, custody=custody))
    program.ok("close", "main", "2031Q1")
    program.ok("close", "main", "2031Q2")
    assert taken(program) == {"t2": (1, 1)}
    given = ("--holder", "t1", "t3", "--reason", "共同完成", "--approved-by", "Li")
    program.ok("decide", "correction", "main", "2031Q2", "roads", "t3", "61", *given)
    assert taken(program) == {"t1": (1, 1), "t3": (1, 1)}
