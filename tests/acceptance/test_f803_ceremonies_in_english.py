"""F803: what a run sheet says has an English form, which everything in English shows in its place."""

import json
from contextlib import closing
from sqlite3 import connect
from typing import Any

import pytest

from tests.acceptance.competition import Competition, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

SHEET = """title = "授旗仪式"
title_en = "Presentation of the flags"
date = 2031-04-05
venue = "大礼堂"
venue_en = "Great hall"
slogans = ["实干", "争先"]
slogans_en = ["Do the work", "Be the first"]
series = "main"
period = "2031Q1"

[[cue]]
kind = "title"

[[cue]]
kind = "speech"
title = "县长讲话"
title_en = "The head of the county speaks"
text = "谈道路"
text_en = "About roads"
call = "第一组"
call_en = "First group"
words = "有请县长。"
words_en = "Please welcome the head of the county."
notes = "开灯"
notes_en = "Lights on"
presents = "甲"
presents_en = "Mr Jia"
receives = "乙"
receives_en = "Ms Yi"
proxy = "丙"
proxy_en = "Mr Bing"

[[cue]]
kind = "countdown"
title = "休息"
title_en = "A break"
seconds = 90

[[cue]]
kind = "closing"
"""
CHINESE = ("授旗", "大礼堂", "实干", "争先", "县长", "道路", "第一组", "开灯", "甲", "乙", "丙", "休息")
CEREMONY = "gala"


@pytest.fixture
def program(opened: Opened) -> Program:
    cells = scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 80}})
    program = opened(Competition(series=[sealed()], units=towns(2), scores=cells, ceremonies={CEREMONY: SHEET}))
    program.ok("close", "main", "2031Q1")
    return program


def on_stage(program: Program) -> Any:
    """The scene that the hall sees."""
    with closing(connect(program.public)) as public:
        (scene,) = public.execute("SELECT scene FROM stage ORDER BY sequence DESC LIMIT 1").fetchone()
    return json.loads(scene)


def test_f803_the_script_is_all_english(program: Program) -> None:
    script = program.speaking("en").ok("ceremony", "plan", CEREMONY, "--script").out
    said = ("Presentation of the flags", "Great hall", "First group", "Please welcome", "Mr Jia", "Ms Yi", "Mr Bing")
    assert [text for text in said if text not in script] == []
    assert [text for text in CHINESE if text in script] == []
    assert "大礼堂" in program.speaking("zh").ok("ceremony", "plan", CEREMONY, "--script").out


def test_f803_a_sheet_that_the_program_writes_is_read_back_as_it_was(program: Program) -> None:
    written = program.ok("ceremony", "plan", CEREMONY).out
    for line in SHEET.splitlines():
        assert not line or line.startswith("kind") or line in written, line


def test_f803_the_stage_has_both(program: Program) -> None:
    program.ok("ceremony", "seal", CEREMONY)
    program.ok("cue", "next", CEREMONY)
    title = on_stage(program)
    assert (title["venue"], title["venue_en"]) == ("大礼堂", "Great hall")
    assert (title["slogans"], title["slogans_en"]) == (["实干", "争先"], ["Do the work", "Be the first"])
    program.ok("cue", "next", CEREMONY)
    speech = on_stage(program)
    assert (speech["title_en"], speech["text_en"]) == ("The head of the county speaks", "About roads")
    program.ok("cue", "next", CEREMONY)
    assert on_stage(program)["title_en"] == "A break"
