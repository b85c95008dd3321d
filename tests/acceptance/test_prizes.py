"""What goes with a flag is named when the flag is given, and in the bulletin; nobody is promised it before."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from tests.acceptance.ceremonies import steps
from tests.acceptance.competition import Competition, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

GRANT = {"prize": "奖金 20 万元", "prize_en": "A grant of 200,000 yuan"}
SHEET = """\
title = "授旗"
series = "main"
period = "2031Q1"
[[cue]]
kind = "flag"
area = "roads"
[[cue]]
kind = "flag"
area = "water"
[[cue]]
kind = "closing"
"""


@pytest.fixture
def awarding(opened: Opened) -> Program:
    series = replace(sealed("roads", "water", minimum=90), prizes={"roads": GRANT, "water": {"prize": "流动红旗"}})
    cells = scores("main", "2031Q1", {"roads": {"t1": 95, "t2": 91}, "water": {"t1": 80, "t2": 70}})
    program = opened(Competition(series=[series], units=towns(2), scores=cells, ceremonies={"first": SHEET}))
    program.ok("close", "main", "2031Q1")
    return program


def transfers(awarding: Program) -> list[dict[str, object]]:
    with closing(sqlite3.connect(awarding.public)) as connection:
        scenes = [json.loads(scene) for (scene,) in connection.execute("SELECT scene FROM stage ORDER BY sequence")]
    return [scene for scene in scenes if scene.get("moment") == "transfer"]


def test_a_prize_is_told_with_the_flags_last_step_and_not_before(awarding: Program) -> None:
    for step in steps(awarding, "first"):
        with closing(sqlite3.connect(awarding.public)) as connection:
            (last,) = connection.execute("SELECT scene FROM stage ORDER BY sequence DESC LIMIT 1").fetchone()
        scene = json.loads(last)
        given = scene.get("moment") == "transfer" and step["cue"] == 1
        assert ("奖金 20 万元" in str(scene)) == given, step
    roads, water = transfers(awarding)
    assert (roads["row"]["prize"], roads["row"]["prize_en"]) == tuple(GRANT.values())  # type: ignore[index]
    assert "prize" not in water["row"]  # type: ignore[operator]


def test_a_flag_that_nobody_holds_promises_nothing(awarding: Program) -> None:
    list(steps(awarding, "first"))
    flags = awarding.flags("--series", "main", "--period", "2031Q1")
    assert flags["roads"]["prize"] == "奖金 20 万元"
    assert flags["water"]["outcome"] == "vacant"
    assert "prize" not in flags["water"]


def test_the_bulletin_names_it(awarding: Program) -> None:
    list(steps(awarding, "first"))
    chinese = awarding.speaking("zh").ok("bulletin", "main", "2031Q1").out
    assert "奖金 20 万元" in chinese
    assert "随旗奖励" in chinese
    assert "流动红旗" not in chinese
    assert "A grant of 200,000 yuan" in awarding.ok("bulletin", "main", "2031Q1").out


def test_the_announcer_has_it_with_the_winner_and_where_the_name_is_left_blank(awarding: Program) -> None:
    for lang, said in (
        ("zh", "随旗奖励：奖金 20 万元。"),
        ("en", "The prize that goes with it: A grant of 200,000 yuan."),
    ):
        told = awarding.speaking(lang).ok("ceremony", "plan", "first", "--script").out
        assert said in told
        assert "流动红旗" not in told, "water stays vacant"
        blank = awarding.speaking(lang).ok("ceremony", "plan", "first", "--script", "--hold-back").out
        assert said in blank
        assert "流动红旗" in blank, "who holds nothing back would tell that water stays vacant"


def test_a_contest_without_prizes_says_nothing_of_them(opened: Opened) -> None:
    cells = scores("main", "2031Q1", {"roads": {"t1": 95, "t2": 91}})
    program = opened(Competition(series=[live()], units=towns(2), scores=cells))
    program.ok("close", "main", "2031Q1")
    assert "prize" not in program.flags()["roads"]
    assert "Prize" not in program.ok("bulletin", "main", "2031Q1").out


def test_a_prize_that_is_changed_later_leaves_what_was_published_as_it_was(awarding: Program) -> None:
    list(steps(awarding, "first"))
    printed = awarding.ok("bulletin", "main", "2031Q1").out
    folder = awarding.database.parent / "folder"
    toml = folder / "competition.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("奖金 20 万元", "一面镜子"), encoding="utf-8")
    awarding.ok("load", folder)
    assert awarding.flags("--series", "main", "--period", "2031Q1")["roads"]["prize"] == "奖金 20 万元"
    assert awarding.ok("bulletin", "main", "2031Q1").out == printed
