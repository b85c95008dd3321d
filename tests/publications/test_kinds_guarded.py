"""What a kind of board is easily left without: the facts whose changes touch it, and the hall's way to show it."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from scoreboard.desk.foreseeing import Foreseen
from scoreboard.desk.foreseen_words import told
from scoreboard.publications.differences import Section
from scoreboard.publications.kinds import kind_names, kind_of
from scoreboard.publications.reader import Board, PublicReader
from scoreboard.wire import to_json
from tests.acceptance.competition import PERIODS, Competition, Date, Row, live, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

NAMES_STAY = {
    "flags": "a wall keeps the names of the day on which its flags were announced, whatever comes later (S10)"
}
"""Boards that a rename leaves alone, and why."""
NAMELESS = {"livelihood": "items of the whole competition, of no unit"}
"""Boards on which no unit stands, and why."""
NO_SCENE = {
    "ranking": "the playlist makes its scenes itself: the newest table of each series, each area beside its flag",
    "flags": "the playlist makes the wall itself, from the newest one of each series",
    "stars": "the playlist makes the roll itself, of the elected alone",
}
"""Boards that no scene shows of themselves, and why."""

OLD, NEW = "青槐乡", "青槐镇"


def contest(*names: Row) -> Competition:
    """A competition in which t1 stands on every board that units stand on."""
    won = {"2031Q1": ("t1", "t2"), "2031Q2": ("t1", "t1")}
    cells = [
        score
        for period, (roads, water) in won.items()
        for score in scores("main", period, {"roads": {"t2": 60, roads: 90}, "water": {"t1": 60, "t2": 60, water: 90}})
    ]
    ballots = {
        f"{group}_{name}": 9 for group in ("members", "masses") for name in ("issued", "returned", "valid", "for")
    }
    pledge = {"person": "尤壬", "post": "镇长", "aspect": "项目", "text": "开工", "due": "2031-12-31"}
    return Competition(
        series=[live("roads", "water", rectifications="public")],
        units=[*names, *towns(2)[1:]],
        scores=[*cells, *scores("main", "2031Q3", {"roads": {"t1": 70}})],
        stars=[{"id": "service", "name": "服务群众星", "voters": {"members": 50, "masses": 50}}],
        nominees=[{"period": "2031Q3", "star": "service", "unit": "t1", "person": "王建国", "post": "干部", **ballots}],
        annual={"honours": {"national": 3}},
        campaigns=[{"name": "承诺日", "start": Date("2031-01-01"), "end": Date("2031-01-10")}],
        records={
            "pledges": [{"unit": "t1", **pledge}],
            "goals": [{"unit": "t1", "scope": "province", "title": "争第一", "due": "2031-12-31"}],
            "livelihood": [{"field": "供水", "title": "饮水工程", "due": "2031-12-31"}],
            "benchmarks": [{"unit": "t1", "title": "产量", "against": "邻区", "theirs": 12, "ours": 9}],
            "visits": [{"title": "第一批", "unit": "t1", "destination": "邻区", "people": 100}],
            "honours": [
                {"unit": "t1", "level": "national", "title": "先进", "document": "文", "awarded_on": "2031-03-02"}
            ],
            "rectifications": [
                {"unit": "t1", "series": "main", "area": "roads", "period": "2031Q1", "due": "2031-09-30"}
            ],
        },
    )


def boards(program: Program) -> Iterator[tuple[str, Board]]:
    """Every public board of a kind, with the kind's name."""
    with closing(PublicReader(program.public)) as reader:
        for key in sorted(reader.keys()):
            name, board = key.partition("/")[0], reader.board(key)
            if name in kind_names() and board is not None:
                yield name, board


def stands_on(board: Board, unit: str) -> bool:
    return f'"{unit}"' in json.dumps(to_json(board.words)["rows"])


@pytest.fixture
def around_a_rename(opened: Opened, tmp_path: Path) -> tuple[dict[str, Board], dict[str, Board]]:
    """The public boards by key before and after t1, in August, is told to have another name since May."""
    (first,) = towns(1)
    first = replace_name(first, OLD)
    program = opened(contest(first))
    for month, (period, *_) in zip(("04", "07"), PERIODS[:2], strict=True):
        program.at(f"2031-{month}-08T09:00:00+08:00").ok("close", "main", period)
    before = {board.key: board for _, board in boards(program)}
    renamed = {**replace_name(first, NEW), "valid_from": "2031-05-15"}
    folder = replace(contest(first), units=[first, renamed, *towns(2)[1:]]).write(tmp_path / "folder")
    program.at("2031-08-20T09:00:00+08:00").ok("load", folder)
    return before, {board.key: board for _, board in boards(program)}


def replace_name(unit: Row, name: str) -> Row:
    return {**unit, "name": name, "name_en": f"Town {name}"}


def test_a_rename_touches_every_kind_of_board_that_the_unit_stands_on(
    around_a_rename: tuple[dict[str, Board], dict[str, Board]],
) -> None:
    before, after = around_a_rename
    standing = {key for key, board in before.items() if stands_on(board, "t1")}
    kinds = {key.partition("/")[0] for key in standing}
    assert kinds == set(kind_names()) - NAMELESS.keys(), "let t1 stand on every board here, or say why none can"
    moved = {key.partition("/")[0] for key in standing if after[key].revision > before[key].revision}
    assert moved == kinds - NAMES_STAY.keys(), "`follows` of a board with units' names has FactKind.UNIT"


def test_a_board_that_a_rename_touches_says_the_new_name_and_the_others_keep_the_old(
    around_a_rename: tuple[dict[str, Board], dict[str, Board]],
) -> None:
    before, after = around_a_rename
    for key, board in after.items():
        if not stands_on(board, "t1"):
            continue
        told = json.dumps(to_json(board.words)["rows"], ensure_ascii=False)
        moved = board.revision > before[key].revision
        assert (NEW in told, OLD in told) == (moved, not moved), key


def test_every_board_has_a_scene_or_a_reason_to_have_none() -> None:
    assert {name for name in kind_names() if kind_of(name).shown is None} == NO_SCENE.keys()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", kind_names())
def test_every_board_is_called_something_where_a_deed_would_change_it(name: str, lang: str) -> None:
    section = Section(board=name, area="a", differences=())
    foreseen = Foreseen(deed="", sections=(section,), units={}, series={}, periods={}, areas={}, vetoes={})
    assert told(foreseen, lang)[0].heading.partition(" · ")[0] not in ("", name)
