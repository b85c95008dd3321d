"""Both engines answer alike: the same deeds, one after the other, on files and on a server."""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.competition import Competition, Series, held, live, scores, sealed, towns
from tests.acceptance.conftest import copied
from tests.acceptance.driver import Program, Result
from tests.private_server import PrivateServer

AREAS = ("roads", "schools")
UNITS = ("t1", "t2", "t3", "t4")
PERIODS = ("2031Q1", "2031Q2")
COMPETITION = Competition(
    series=(
        live(*AREAS, tie="decide"),
        Series(id="closed", areas=AREAS, settings=sealed(*AREAS).settings),
    ),
    units=towns(4),
    custody=held("main", {"roads": "t1"}),
    scores=scores("closed", "2031Q1", {area: dict(zip(UNITS, "9786", strict=True)) for area in AREAS}),
    stars=({"id": "service", "name": "服务星", "voters": {"members": 50, "masses": 50}},),
)
BOARDS = (
    ("ranking", "--series", "main"),
    ("ranking", "--series", "main", "--area", "roads", "--limit", "2"),
    ("flags", "--series", "main"),
    ("flags", "--series", "closed"),
    ("annual", "--series", "main"),
    ("pledges",),
    ("ceremony",),
)
"""What is compared again and again."""


def deeds(chance: random.Random, count: int) -> Iterator[tuple[object, ...]]:
    """What people do, some of it refused."""
    for number in range(count):
        series = chance.choice(("main", "main", "closed"))
        period, area, unit = chance.choice(PERIODS), chance.choice(AREAS), chance.choice(UNITS)
        place = (series, period)
        yield chance.choice(
            (
                *[("enter", *place, area, unit, chance.choice((*range(80, 90), "n/a", "87.125", "many")))] * 6,
                ("enter", *place, area, unit, 50, "--version", chance.randint(1, 4)),
                ("confirm", *place),
                ("confirm", *place, "--area", area, "--unit", unit),
                ("unconfirm", *place, "--unit", unit),
                ("close", *place, "--empty"),
                ("reopen", *place, "--reason", "再看一遍"),
                ("decide", "tie", *place, area, "--holder", unit, "--reason", "抽签"),
                ("veto", unit, "safety", "--period", period, "--reason", "事故"),
                ("honour", unit, "national", f"模范 {number}", "--document", "文 1", "--on", "2031-02-01"),
                ("pledge", "add", "--unit", unit, "--text", f"修路 {number}", "--due", "2031-12-01"),
                ("cue", "next", "closed-2031Q1", "--yes"),
                ("show", "flags", "--series", series, "--period", period, "--private"),
            )
        )


@pytest.fixture(scope="module")
def programs(server: PrivateServer, tmp_path_factory: pytest.TempPathFactory) -> tuple[Program, Program]:
    place = tmp_path_factory.mktemp("alike")
    folder = COMPETITION.write(place / "folder")
    both = Program(place / "contest.db"), Program(server.empty())
    for program in both:
        program.by(None).ok("load", folder, "--with-clock")
        program.by(None).ok("user", "add", "root", "--role", "admin")
    return both


def said(program: Program, result: Result) -> tuple[int, Any, str]:
    """What a command answered, without where it found its database."""
    out, err = (text.replace(str(program.database), "DB") for text in (result.out, result.err))
    return result.code, json.loads(out) if out.startswith("{") else out, err


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 20))])
def test_deeds_have_the_same_answers_and_make_the_same_public(
    seed: int, programs: tuple[Program, Program], server: PrivateServer, tmp_path: Path
) -> None:
    chance, done = random.Random(seed), 0
    copies = tuple(copied(program, tmp_path, server) for program in programs)
    for number, deed in enumerate(deeds(chance, 40)):
        answers = [said(program, program(*deed)) for program in copies]
        assert answers[0] == answers[1], deed
        done += answers[0][0] == 0
        if number % 10 == 9:
            for board in BOARDS:
                shown = [said(program, program("show", *board, "--format", "json")) for program in copies]
                assert shown[0] == shown[1], (deed, board)
    assert done > 10
    told = [[without_machine(row) for row in program.journal()] for program in copies]
    assert told[0] == told[1]
    for program in copies:
        assert "whole" in program.ok("journal", "--verify").out
        program.ok("db", "status")


def without_machine(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the journal without what each machine says of itself, which its hashes cover too."""
    return {name: value for name, value in row.items() if not re.search("hash|machine|marks", name)}
