"""S05: nobody reaches the minimum: the flag is vacant, or stays where it is."""

from dataclasses import replace

import pytest

from tests.acceptance.competition import Competition, held, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import units


def contest(no_winner: str, best: str = "89.5", **more: object) -> Competition:
    cells = {"roads": {"t1": "70", "t2": best, "t3": "n/a"}}
    return Competition(
        series=[live("roads", minimum=90, no_winner=no_winner)],
        units=towns(4),
        custody=held("main", {"roads": "t1"}),
        scores=[*scores("main", "2031Q1", cells), *scores("main", "2031Q2", cells)],
        **more,  # type: ignore[arg-type]
    )


def test_s05_nobody_eligible_vacant(opened: Opened) -> None:
    program = opened(contest("vacant"))
    program.ok("close", "main", "2031Q1")
    row = program.flags("--period", "2031Q1")["roads"]
    assert (row["holders"], units(row["previous"])) == ([], ["t1"])
    assert (row["outcome"], row["margin"], row["margin_exact"], row["defences"]) == ("vacant", None, None, {})
    assert "空缺" in program.speaking("zh").ok("show", "flags").out
    assert "空缺" in program.speaking("zh").ok("bulletin", "main", "2031Q1").out
    assert {row["flags"] for row in program.rows("ranking")} == {0}
    assert program.ranking("--area", "roads")["t2"]["rank"] == 1


def test_s05_nobody_eligible_retain(opened: Opened) -> None:
    program = opened(contest("retain"))
    for period in ("2031Q1", "2031Q2"):
        program.ok("close", "main", period)
        row = program.flags("--period", period)["roads"]
        assert units(row["holders"]) == units(row["previous"]) == ["t1"]
        assert (row["outcome"], row["margin"], row["defences"]) == ("retained", None, {"t1": 0})
        assert program.ranking("--period", period)["t1"]["flags"] == 1


@pytest.mark.parametrize(
    ("no_winner", "outcome", "holders"), [("vacant", "vacant", []), ("retain", "retained", ["t1"])]
)
def test_s05_everybody_vetoed(opened: Opened, no_winner: str, outcome: str, holders: list[str]) -> None:
    """A contest in which everyone is vetoed behaves as one in which nobody reaches the minimum."""
    program = opened(
        Competition(
            series=[live("roads", no_winner=no_winner)],
            units=towns(2),
            custody=held("main", {"roads": "t1"}),
            scores=scores("main", "2031Q1", {"roads": {"t1": "95", "t2": "93"}}),
        )
    )
    for unit in ("t1", "t2"):
        program.ok("veto", unit, "safety", "--period", "2031Q1", "--reason", "事故")
    program.ok("close", "main", "2031Q1")
    row = program.flags("--period", "2031Q1")["roads"]
    assert (units(row["holders"]), row["outcome"], row["margin"]) == (holders, outcome, None)
    assert {row["status"] for row in program.rows("ranking", "--area", "roads")} == {"vetoed"}


def vetoing(unit: str, *, lift: bool = False) -> tuple[str, ...]:
    reason = f"{'cleared' if lift else 'accident'} {unit}"
    return "veto", unit, "safety", "--period", "2031Q1", "--reason", reason, *(["--lift"] if lift else [])


def test_s05_a_holder_under_a_veto_retains_nothing(opened: Opened) -> None:
    """Nobody holds a flag who is under a veto of the period; whoever is third is below the minimum as well."""
    program = opened(contest("retain"))
    program.ok(*vetoing("t1"))
    program.ok("close", "main", "2031Q1")
    row = program.flags()["roads"]
    assert (row["holders"], units(row["previous"]), row["outcome"]) == ([], ["t1"], "vacant")
    program.ok("close", "main", "2031Q2")
    assert program.flags("--period", "2031Q2")["roads"]["outcome"] == "vacant"


def test_s05_a_veto_after_the_award_takes_a_retained_flag_and_a_lifted_one_gives_it_back(opened: Opened) -> None:
    program = opened(contest("retain"))
    program.ok("close", "main", "2031Q1")
    program.ok(*vetoing("t2"))
    assert program.flags()["roads"]["outcome"] == "retained", "it is another one's veto"
    program.ok(*vetoing("t1"))
    row = program.flags()["roads"]
    assert (row["holders"], row["outcome"], row["lost"][0]["reason"]) == ([], "revoked", "accident t1")
    assert program.ranking()["t1"]["flags"] == 0
    program.ok(*vetoing("t1", lift=True))
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["outcome"], row["defences"]) == (["t1"], "retained", {"t1": 0})


def test_s05_once_everybody_is_under_a_veto_it_is_retained_in_whatever_order_they_come(opened: Opened) -> None:
    program = opened(contest("retain"))
    program.ok("close", "main", "2031Q1")
    for unit in ("t1", "t2", "t3", "t4"):
        assert program.flags()["roads"]["outcome"] == ("retained" if unit == "t1" else "revoked")
        program.ok(*vetoing(unit))
    assert units(program.flags()["roads"]["holders"]) == ["t1"]
    program.ok(*vetoing("t3", lift=True))
    assert (program.flags()["roads"]["holders"], program.flags()["roads"]["outcome"]) == ([], "revoked")
    program.ok(*vetoing("t1", lift=True))
    assert units(program.flags()["roads"]["holders"]) == ["t1"]
    program.ok("journal", "--verify")


def test_s05_what_a_decision_has_given_is_no_longer_retained(opened: Opened) -> None:
    """Everybody under a veto leaves a flag with whom it was left, never with those to whom somebody gave it since."""
    program = opened(contest("retain"))
    program.ok("close", "main", "2031Q1")
    fix = ("decide", "correction", "main", "2031Q1", "roads", "t2", "89.4", "--reason", "漏计", "--approved-by", "wang")
    program.ok(*fix, "--holder", "t2", "--holder", "t1")
    program.ok(*vetoing("t2"))
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["reason"], row["approved_by"]) == (["t1"], "漏计", ["wang"])
    assert [(one["unit"], one["reason"]) for one in row["lost"]] == [("t2", "accident t2")]
    for unit in ("t3", "t4", "t1"):
        program.ok(*vetoing(unit))
    row = program.flags()["roads"]
    assert (row["holders"], row["outcome"], row["reason"]) == ([], "revoked", "accident t1")
    program.ok("journal", "--verify")


def test_s05_a_sealed_flag_of_a_vetoed_holder_is_awarded_anew_as_vacant(opened: Opened) -> None:
    competition = contest("retain")
    program = opened(replace(competition, series=[sealed("roads", minimum=90, no_winner="retain")]))
    program.ok("close", "main", "2031Q1")
    program.ok(*vetoing("t1"))
    program.ok("ceremony", "publish", "main-2031Q1", "--reason", "go")
    assert (program.flags()["roads"]["holders"], program.flags()["roads"]["outcome"]) == ([], "vacant")


@pytest.mark.parametrize(
    ("best", "holders"),
    [("90", ["t2"]), ("90.0000", ["t2"]), ("89.9999", []), ("89.995", []), ("90.0001", ["t2"])],
)
def test_s05_minimum_is_exact(opened: Opened, best: str, holders: list[str]) -> None:
    """A score that only shows as the minimum, half up, is still below it."""
    program = opened(contest("vacant", best))
    program.ok("close", "main", "2031Q1")
    assert units(program.flags("--period", "2031Q1")["roads"]["holders"]) == holders


def test_s05_retain_where_nobody_ever_held_it(opened: Opened) -> None:
    program = opened(
        Competition(
            series=[live("roads", minimum=90, no_winner="retain")],
            units=towns(2),
            scores=scores("main", "2031Q1", {"roads": {"t1": "1", "t2": "2"}}),
        )
    )
    program.ok("close", "main", "2031Q1")
    row = program.flags()["roads"]
    assert (row["holders"], row["previous"], row["outcome"]) == ([], [], "vacant")


def test_s05_pool_by_pool(opened: Opened) -> None:
    """In one pool everyone is vetoed, in the other one is not: each pool's flag goes its own way."""
    program = opened(
        Competition(
            series=[replace(live("roads", ranking="by-pool"), pools=("town", "bureau"))],
            units=[*towns(2), *towns(2, pool="bureau", prefix="b", start=5)],
            scores=scores("main", "2031Q1", {"roads": {"t1": "95", "t2": "93", "b1": "50", "b2": "40"}}),
        )
    )
    for unit in ("t1", "t2"):
        program.ok("veto", unit, "safety", "--period", "2031Q1", "--reason", "事故")
    program.ok("close", "main", "2031Q1")
    rows = program.flags()
    assert {key: (units(row["holders"]), row["outcome"]) for key, row in rows.items()} == {
        "roads/town": ([], "vacant"),
        "roads/bureau": (["b1"], "first"),
    }
