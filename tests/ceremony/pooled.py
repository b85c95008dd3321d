"""A contest whose pools rank apart, with guests, vetoes, stars and promises: closed, and ready for its ceremony."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path

from scoreboard.ceremony.interventions import publish_rest
from scoreboard.ceremony.stage_control import standpoint
from scoreboard.ceremony.visibility import Sight, real_sight
from scoreboard.desk.unit_of_work import acting
from scoreboard.settings import Settings
from tests.acceptance.competition import Competition, Row, Series, held, scores, towns
from tests.acceptance.driver import Program
from tests.contests import opened

NOW = "2031-07-01T09:00:00+08:00"
CEREMONY = "main-2031Q1"
CELLS = {
    "roads": {
        "t1": 90,
        "t2": "80.125",
        "t3": "80.125",
        "t4": 70,
        "t5": 60,
        "t6": 60,
        "t7": 60,
        "g1": 99,
        "o1": 60,
        "o2": 50,
    },
    "water": {"t1": 50, "t2": 60, "t3": 60, "t4": 60, "t5": 60, "t6": 60, "t7": 99},
}


def nominee(unit: str, person: str, favour: int, status: str = "confirmed") -> Row:
    ballots = {f"{group}_{name}": 10 for group in ("members", "masses") for name in ("issued", "returned", "valid")}
    votes = {"members_for": favour, "masses_for": favour}
    return {"period": "2031Q1", "star": "service", "unit": unit, "person": person, "post": "干部", "status": status,
            "series": "main", **ballots, **votes}  # fmt: skip


VOTERS = {"members": 50, "masses": 50}
CONTEST = Competition(
    series=[
        Series(
            areas=("roads", "water"),
            pools=("town", "office"),
            settings={"confirm": "self", "ranking": "by-pool", "tie": "joint", "overall_flag": "总旗"},
            prizes={"roads": {"prize": "奖金", "flag_en": "Roads pennant"}},
        )
    ],
    units=[
        *towns(7), *towns(1, prefix="g", start=7, standing="guest"), *towns(2, pool="office", prefix="o", start=8),
    ],
    scores=scores("main", "2031Q1", CELLS),
    custody=held("main", {"roads": ["t2", "o1"]}),
    vetoes=[{"unit": "t7", "veto": "safety", "period": "2031Q1", "reason": "事故", "decided_on": "2031-03-05"}],
    stars=[{"id": "service", "name": "服务星", "name_en": "Service star", "voters": VOTERS, "places": 3},
           {"id": "other", "name": "他星", "voters": VOTERS}],
    nominees=[
        nominee("t1", "甲", 8), nominee("t2", "乙", 9), nominee("t3", "丙", 3, "nominated"), nominee("t4", "丁", 7),
    ],
    records={
        "pledges": [
            {"unit": unit, "person": "王", "text": text, "target": 5, "actual": 6, "settled_on": day,
             "due": "2031-12-31"}
            for unit, text, day in (("t1", "修路", "2031-06-01"), ("t2", "修桥", ""), ("t1", "种树", ""))
        ],
        "goals": [{"unit": "t1", "scope": "city", "title": "第一", "outcome": "已实现"},
                  {"unit": "t3", "scope": "city", "title": "争先"}],
    },
)  # fmt: skip


@cache
def _closed() -> dict[str, bytes]:
    """The files of a contest whose first quarter is closed and sealed, made once."""
    with tempfile.TemporaryDirectory() as folder:
        program = Program(Path(folder) / "contest.db")
        program.by(None).at(None).ok("user", "add", "root", "--role", "admin")
        program.ok("load", CONTEST.write(Path(folder) / "folder"), "--with-clock")
        program.ok("close", "main", "2031Q1")
        return _files(folder)


@cache
def _announced() -> dict[str, bytes]:
    """The same after all its results have become public."""
    with tempfile.TemporaryDirectory() as folder:
        program = closed_contest(Path(folder))
        program.ok("cue", "next", CEREMONY)
        with opened(settings_of(program)) as store, acting(store, settings_of(program), "direct") as writing:
            publish_rest(writing, CEREMONY, "天色已晚")
        return _files(folder)


def _files(folder: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(folder).glob("*.db")}


def closed_contest(place: Path) -> Program:
    """The first quarter, closed and sealed; nothing of it is public."""
    return _put(_closed(), place)


def announced_contest(place: Path) -> Program:
    """The first quarter with all its results public."""
    return _put(_announced(), place)


def _put(files: dict[str, bytes], place: Path) -> Program:
    for name, content in files.items():
        (place / name).write_bytes(content)
    return Program(place / "contest.db")


def settings_of(program: Program) -> Settings:
    """Those of its administrator."""
    return Settings(str(program.database), "en", NOW, "root")


@contextmanager
def sight_of(program: Program) -> Iterator[Sight]:
    """What the steps of its ceremony may be drawn from."""
    with opened(settings_of(program)) as store, store.read() as session:
        here = standpoint(session, CEREMONY)
        yield real_sight(session, here.ceremony, here.contest, datetime.fromisoformat(NOW))
