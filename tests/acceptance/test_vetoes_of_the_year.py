"""Vetoes of the year: they take the place in the year, and leave the periods as they are."""

import pytest

from tests.acceptance.ceremonies import steps
from tests.acceptance.competition import Competition, Series, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

Q1 = scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 80, "t3": 70}})
WHY = ("--reason", "事故")


def contest(**more: object) -> Competition:
    given = {"series": [live()], "units": towns(3), "scores": Q1, **more}
    return Competition(**given)  # type: ignore[arg-type]


def ranks(program: Program, *board: object) -> dict[str, int | None]:
    return {row["unit"]: row["rank"] for row in program.rows(*board)}


def test_without_a_period_the_year_alone_is_touched(opened: Opened) -> None:
    program = opened(contest())
    program.ok("close", "main", "2031Q1")
    flags, table = program.rows("flags"), program.rows("ranking", "--area", "roads")

    said = program.ok("veto", "t1", "safety", *WHY).out

    assert "the year" in said
    assert (program.rows("flags"), program.rows("ranking", "--area", "roads")) == (flags, table)
    assert ranks(program, "annual") == {"t1": None, "t2": 1, "t3": 1}
    vetoed = next(row for row in program.rows("annual") if row["unit"] == "t1")
    assert (vetoed["status"], vetoed["vetoed_by"], vetoed["flags_total"]) == ("vetoed", ["safety"], 1)
    assert next(row for row in program.rows("range") if row["unit"] == "t1")["best"] is None
    last = program.journal()[-1]
    assert (last["action"], last["subject"], last["reason"]) == ("veto", "t1/year/safety", "事故")

    program.refuses(1, "veto", "t1", "safety", *WHY)
    program.ok("veto", "t1", "safety", "--reason", "复查", "--lift")
    assert ranks(program, "annual") == {"t1": 1, "t2": 2, "t3": 2}
    program.refuses(1, "veto", "t1", "safety", "--reason", "复查", "--lift")


def test_an_item_of_the_year_leaves_the_periods_alone_whatever_period_is_named(opened: Opened) -> None:
    program = opened(contest(veto_scopes={"honesty": "year"}))
    program.ok("close", "main", "2031Q1")

    program.ok("veto", "t1", "honesty", "--period", "2031Q1", *WHY)
    assert ranks(program, "ranking", "--area", "roads") == {"t1": 1, "t2": 2, "t3": 3}
    assert ranks(program, "annual")["t1"] is None
    program.ok("veto", "t1", "honesty", *WHY, "--lift")

    program.ok("veto", "t1", "safety", "--period", "2031Q1", *WHY)
    assert ranks(program, "ranking", "--area", "roads") == {"t1": None, "t2": 1, "t3": 2}


def test_a_veto_of_the_year_is_public_at_once_and_tells_nothing_of_what_is_sealed(opened: Opened) -> None:
    program = opened(contest(series=[sealed()]))
    program.ok("close", "main", "2031Q1")
    program.ok("veto", "t2", "safety", *WHY)

    assert ranks(program, "annual") == {"t1": 1, "t2": None, "t3": 1}
    assert program.rows("flags") == []
    for _ in steps(program, "main-2031Q1"):
        pass
    assert ranks(program, "ranking", "--area", "roads") == {"t1": 1, "t2": 2, "t3": 3}
    assert ranks(program, "annual") == {"t1": 1, "t2": None, "t3": 2}


def test_the_folder_names_vetoes_of_the_year_and_lifts_what_it_no_longer_has(opened: Opened) -> None:
    vetoes = [{"unit": "t1", "veto": "safety", "period": "", "reason": "事故", "decided_on": "2031-02-01"}]
    program = opened(contest(vetoes=vetoes))
    program.ok("close", "main", "2031Q1")

    assert ranks(program, "annual")["t1"] is None
    assert ranks(program, "ranking", "--area", "roads")["t1"] == 1
    opened(contest(vetoes=[{**vetoes[0], "unit": "t2"}]))
    assert ranks(program, "annual") == {"t1": 1, "t2": None, "t3": 2}


def test_a_year_of_which_nothing_else_is_known_shows_a_veto(opened: Opened) -> None:
    program = opened(contest(scores=()))
    program.ok("veto", "t1", "safety", *WHY)

    assert [(row["unit"], row["status"]) for row in program.rows("annual")][-1] == ("t1", "vetoed")


@pytest.mark.parametrize("role", ["operator", "reviewer", "director", "auditor", "viewer"])
def test_only_an_admin_vetoes_a_year(opened: Opened, role: str) -> None:
    program = opened(contest())
    program.ok("user", "add", "somebody", "--role", role)

    program.by("somebody").refuses(1, "veto", "t1", "safety", *WHY)


def test_bulletins_call_an_item_by_its_name_in_their_language(opened: Opened) -> None:
    program = opened(contest(veto_names_en={"safety": "Safe work"}))
    program.ok("close", "main", "2031Q1")
    program.ok("veto", "t1", "safety", "--period", "2031Q1", *WHY)
    program.ok("veto", "t2", "safety", "--reason", "瞒报")
    for period in ("2031Q1", "year"):
        if period == "year":
            program = program.at("2031-12-01T09:00:00+08:00")
            for later in ("2031Q2", "2031Q3"):
                program.ok("close", "main", later, "--empty")
            program.ok("year", "close")
        told = {lang: program.speaking(lang).ok("bulletin", "main", period).out for lang in ("zh", "en")}
        assert ("| Safe work |" in told["en"], "安全生产" in told["en"]) == (True, False)
        assert "| 安全生产 |" in told["zh"]


@pytest.mark.parametrize("publication", ["live", "ceremony"])
def test_a_veto_on_a_period_that_its_unit_does_not_live_to_see_takes_its_place_in_the_year_too(
    opened: Opened, publication: str
) -> None:
    """It ends in Q1 and keeps its row in the year; whoever may see more reads the same."""
    later = scores("main", "2031Q2", {"roads": {"t2": 80}})
    series = Series(settings={"confirm": "self"}, overrides={"2031Q1": {"publication": "live"}})
    if publication == "live":
        series = live()
    program = opened(contest(series=[series], scores=[*Q1, *later])).at("2031-05-20T09:00:00+08:00")
    program.ok("close", "main", "2031Q1")
    program.ok("decide", "abolition", "t1", "--on", "2031-05-10", "--reason", "并入")
    program.ok("veto", "t1", "safety", "--period", "2031Q2", *WHY)
    program.ok("close", "main", "2031Q2")
    if publication == "ceremony":
        assert ranks(program, "annual")["t1"] == 1, "what is sealed is told with its period"
        for _ in steps(program, "main-2031Q2"):
            pass
    assert ranks(program, "annual")["t1"] is None
    assert program.show("annual", "--private")["rows"] == program.show("annual")["rows"]
    assert "t1" not in ranks(program, "ranking", "--period", "2031Q2")


def test_who_approved_a_veto_after_the_seal_of_the_year_is_told_wherever_the_amendment_is(opened: Opened) -> None:
    program = opened(contest()).at("2031-12-01T09:00:00+08:00")
    program.ok("user", "add", "wang", "--role", "admin")
    for period, *empty in (("2031Q1",), ("2031Q2", "--empty"), ("2031Q3", "--empty")):
        program.ok("close", "main", period, *empty)
    program.ok("year", "close")
    program.ok("ceremony", "seal", "main-year")
    program.ok("veto", "t1", "safety", *WHY, "--approved-by", "wang", "--approved-by", "米老鼠")
    program.ok("veto", "t1", "safety", *WHY, "--lift", "--approved-by", "wang")
    second = ["wang、米老鼠", "wang"]
    amended = [row for row in program.journal() if row["action"] == "ceremony.amend"]
    assert [row["after"]["approved_by"] for row in amended] == [["wang", "米老鼠"], ["wang"]]
    assert [one["approved_by"] for one in program.show("proof", "main-year")["amended"]] == second
    told = program.ok("ceremony", "verify", "main-year", "--format", "json").json()["amendments"]
    assert [(one["approved_by"], one["approver"]) for one in told] == list(
        zip(second, ["named", "person"], strict=True)
    )
    changes = program.ok("bulletin", "main", "year").out.partition("## Changes after the seal")[2]
    assert changes.count("wang") == 2
