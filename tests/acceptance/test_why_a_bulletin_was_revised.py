"""Every revision of a bulletin after the first says why it was made, be it that another deed has moved it."""

import pytest

from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, Series, held, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program
from tests.acceptance.stars import NOTICED, contest, people, person

FIRST, SECOND = "2031Q1", "2031Q2"
CEREMONY = "main-2010Q3"
SHEET = """
series = "main"
period = "2010Q3"
title = "授旗"
[[cue]]
kind = "title"
[[cue]]
kind = "star"
star = "service"
[[cue]]
kind = "closing"
"""


def bulletin(program: Program, period: str, lang: str = "en") -> str:
    return program.speaking(lang).ok("bulletin", "main", period).out


def quarters(series: Series) -> Competition:
    cells = [
        row
        for period, winner in ((FIRST, "t2"), (SECOND, "t1"))
        for row in scores(
            "main", period, {"roads": {unit: 95 if unit == winner else 80 for unit in ("t1", "t2", "t3")}}
        )
    ]
    return Competition(series=[series], units=towns(3), custody=held("main", {"roads": "t3"}), scores=cells)


def test_an_earlier_period_that_is_closed_later_is_named(opened: Opened) -> None:
    program = opened(quarters(live("roads"))).at("2031-08-01T09:00:00+08:00")
    program.ok("close", "main", SECOND)
    assert "Revised because" not in bulletin(program, SECOND)
    program.ok("close", "main", FIRST)
    assert "t2" in str(program.flags("--period", SECOND)["roads"]["previous"])
    assert "Revised because: 第一季度 was closed later" in bulletin(program, SECOND)
    assert "修订事由：第一季度后来结账" in bulletin(program, SECOND, "zh")
    program.ok("reopen", "main", FIRST, "--reason", "a wrong score")
    assert "a wrong score" in bulletin(program, SECOND)


def test_a_ceremony_that_is_held_later_is_named(opened: Opened) -> None:
    series = Series(areas=("roads",), settings={"confirm": "self"}, overrides={SECOND: {"publication": "live"}})
    program = opened(quarters(series)).at("2031-08-01T09:00:00+08:00")
    program.ok("close", "main", SECOND)
    program.ok("close", "main", FIRST)
    assert "Revised because: 第一季度 was closed later" in bulletin(program, SECOND)
    play(program, f"main-{FIRST}")
    assert "Revised because: 第一季度 was announced later" in bulletin(program, SECOND)


def test_why_an_earlier_ceremony_was_published_early_is_no_reason_of_a_later_period(opened: Opened) -> None:
    series = Series(areas=("roads",), settings={"confirm": "self"}, overrides={SECOND: {"publication": "live"}})
    program = opened(quarters(series)).at("2031-08-01T09:00:00+08:00")
    program.ok("close", "main", SECOND)
    program.ok("close", "main", FIRST)
    program.ok("cue", "next", f"main-{FIRST}")
    program.ok("ceremony", "publish", f"main-{FIRST}", "--reason", "Storm")
    assert "Revised because: 第一季度 was announced later" in bulletin(program, SECOND)
    assert "Storm" not in bulletin(program, SECOND)


@pytest.fixture
def jumping(opened: Opened) -> Program:
    """A ceremony with a star of which two are elected, the later one with more votes."""
    given = contest({"places": 2}, series=sealed(), ceremonies={CEREMONY: SHEET})
    program = opened(given).at("2010-10-08T09:00:00+08:00")
    people(program, {1: (7, 7), 2: (9, 9)})
    program.ok("star", "confirm", "main", "2010Q3")
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    program = program.at("2010-10-12T09:00:00+08:00")
    program.ok("star", "elect", "main", "2010Q3")
    program.ok("close", "main", "2010Q3", "--empty")
    return program


def test_stars_that_are_announced_after_the_closing_make_a_revision_that_lists_them(jumping: Program) -> None:
    jumping.ok("cue", "next", CEREMONY)
    refused = jumping.refuses(1, "cue", "goto", "3", CEREMONY).complaint
    assert "Star of service" in refused
    assert "--yes" in refused
    jumping.ok("cue", "goto", "3", CEREMONY, "--yes")
    assert "elected" not in bulletin(jumping, "2010Q3")
    jumping.ok("cue", "goto", "2", CEREMONY)
    jumping.ok("cue", "next", CEREMONY)
    said = bulletin(jumping, "2010Q3")
    assert "Revised because: Star of service was announced later" in said
    assert said.index("人2") < said.index("人1"), "the highest result first"
    assert "修订事由：服务群众星后来揭晓" in bulletin(jumping, "2010Q3", "zh")


def test_a_nominee_who_withdraws_afterwards_is_no_revision_without_a_reason(opened: Opened) -> None:
    program = opened(contest(series=live())).at("2010-10-08T09:00:00+08:00")
    people(program, {1: (9, 9), 2: (7, 7)})
    program.ok("star", "notice", "main", "2010Q3", "--from", NOTICED)
    program.ok("close", "main", "2010Q3", "--empty")
    assert "Revised because" not in bulletin(program, "2010Q3")
    program.ok("star", "withdraw", *person(1), "--on", "2010-10-08", "--reason", "secret")
    said = bulletin(program, "2010Q3")
    assert "secret" not in said
    assert "Revised because: how nominees stand has changed: Star of service" in said
