"""All that boards and the stage have told of a contest's results since they were sealed, and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlmodel import Session

from scoreboard.ceremony import told_since_seal
from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.scenes import scene
from scoreboard.ceremony.seal import seal
from scoreboard.ceremony.stage_control import standpoint
from scoreboard.ceremony.told_results import Piece, ToldAt
from scoreboard.ceremony.told_since_seal import boards_told, sealed_at, stage_steps, told_of, told_rows, units_in
from scoreboard.desk.deciding import correct
from scoreboard.desk.sealed_results import ranked, tabled
from scoreboard.desk.unit_of_work import acting
from scoreboard.models import StageStep
from scoreboard.publications.asking import ask_revisions
from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.questions import Board
from scoreboard.publications.scenes import written
from scoreboard.store.contest import Contest
from scoreboard.store.finding import find_unit
from scoreboard.store.public.asking_main import facts_of
from tests.acceptance.driver import Program
from tests.ceremony.pooled import CEREMONY, NOW, announced_contest, closed_contest, settings_of, sight_of
from tests.contests import opened

FLAGS, TABLE, STARS = "flags/main/2031Q1", "ranking/main/2031Q1", "stars/2031Q1"
ROADS, WATER, BULLETIN = f"{TABLE}/roads", f"{TABLE}/water", "bulletin/main/2031Q1"
AREAS_FLAGS = [("flag", area, pool) for area in ("roads", "water") for pool in ("office", "town")]
TABLES_FLAGS = [("flag", "", "office"), ("flag", "", "town")]
WHOLE, SERVICE = ("table", "", ""), ("star", "service", "")
NOMINEES = 4


@pytest.fixture(scope="module")
def announced(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The first quarter, all its results public."""
    return announced_contest(tmp_path_factory.mktemp("announced"))


@contextmanager
def asking(program: Program) -> Iterator[tuple[Session, Contest]]:
    with opened(settings_of(program)) as store, store.read() as session:
        yield session, standpoint(session, CEREMONY).contest


Revisions = dict[str, list[Board[Any]]]


@pytest.fixture
def told(announced: Program, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Session, Contest, Revisions]]:
    """The boards of the quarter by their keys, which a test may replace by others as if these had been told."""
    with asking(announced) as (session, contest):
        revisions = {place.board: [board] for place, board in boards_told(session, contest, 0)}
        monkeypatch.setattr(told_since_seal, "ask_revisions", lambda _facts, key, _since: revisions.get(key, []))
        yield session, contest, revisions


def said(board: Board[Any], **words: Any) -> Board[Any]:
    """A board that says something else in places."""
    return replace(board, words=replace(board.words, **words))


def keys_at(pieces: list[Piece], board: str) -> list[tuple[str, str, str]]:
    return sorted(piece.key for piece in pieces if piece.place.board == board)


def test_every_result_is_found_wherever_it_was_told(announced: Program) -> None:
    with asking(announced) as (session, contest):
        pieces = list(told_of(session, contest, CEREMONY, 0))
    stars = [SERVICE] * NOMINEES
    assert {piece.place for piece in pieces} == {
        *(ToldAt(board, 1) for board in (FLAGS, TABLE, STARS, ROADS, WATER, BULLETIN)), ToldAt("", 2),
    }, "the closing is the second step; the title before it tells nothing"  # fmt: skip
    assert keys_at(pieces, FLAGS) == sorted([*AREAS_FLAGS, *TABLES_FLAGS])
    assert keys_at(pieces, TABLE) == [WHOLE]
    assert keys_at(pieces, ROADS) == AREAS_FLAGS[:2]
    assert keys_at(pieces, WATER) == AREAS_FLAGS[2:]
    assert keys_at(pieces, STARS) == stars
    assert keys_at(pieces, BULLETIN) == sorted([*AREAS_FLAGS, *AREAS_FLAGS, *TABLES_FLAGS, WHOLE, *stars])
    assert keys_at(pieces, "") == sorted([*TABLES_FLAGS, WHOLE])


def test_revisions_come_in_the_order_in_which_they_became_public(told: tuple[Session, Contest, Revisions]) -> None:
    session, contest, revisions = told
    wall, roads = revisions[FLAGS][0], revisions[ROADS][0]
    revisions.clear()
    revisions[FLAGS] = [replace(wall, change=3), replace(wall, change=9, revision=2)]
    revisions[ROADS] = [replace(roads, change=2), replace(roads, change=5, revision=2)]
    assert [place for place, _board in boards_told(session, contest, 0)] == [
        ToldAt(ROADS, 1), ToldAt(FLAGS, 1), ToldAt(ROADS, 2), ToldAt(FLAGS, 2),
    ]  # fmt: skip


def test_of_each_board_the_revision_that_stood_at_the_seal_counts_and_every_later_one(tmp_path: Path) -> None:
    program = announced_contest(tmp_path)
    settings = settings_of(program)
    with opened(settings) as store, acting(store, settings, "decide") as writing:
        contest = standpoint(writing.session, CEREMONY).contest
        correct(writing, contest, "water", find_unit(writing.session, "t2"), "61", "漏计", "外部核实人")
    with asking(program) as (session, contest):
        first, second = (board.change for place, board in boards_told(session, contest, 0) if place.board == WATER)

        def since(change: int) -> list[int]:
            return [place.number for place, _ in boards_told(session, contest, change) if place.board == WATER]

        assert (since(first), since(second), since(second + 1)) == ([1, 2], [1, 2], [2])
        pieces = [piece.place for piece in told_of(session, contest, CEREMONY, second + 1)]
        assert ToldAt(WATER, 1) not in pieces
        assert ToldAt(WATER, 2) in pieces


@pytest.mark.parametrize("board", [FLAGS, TABLE, ROADS, BULLETIN])
def test_what_is_live_tells_no_final_result(board: str, told: tuple[Session, Contest, Revisions]) -> None:
    session, contest, revisions = told
    revisions[board] = [said(revisions[board][0], live=True)]
    assert board not in {place.board for place, _ in boards_told(session, contest, 0)}
    assert board not in {piece.place.board for piece in told_of(session, contest, CEREMONY, 0)}


def test_rows_that_a_freeze_left_tell_no_final_result(told: tuple[Session, Contest, Revisions]) -> None:
    session, contest, revisions = told
    for key, frozen in ((ROADS, ("town",)), (WATER, ("",))):
        revisions[key] = [said(revisions[key][0], frozen_pools=frozen)]
    boards = {place.board: board.words for place, board in boards_told(session, contest, 0)}
    assert [row.unit for row in boards[ROADS].rows] == ["o1", "o2"]
    assert boards[WATER].rows == ()
    pieces = list(told_of(session, contest, CEREMONY, 0))
    assert (keys_at(pieces, ROADS), keys_at(pieces, WATER)) == ([("flag", "roads", "office")], [])


def test_of_a_climb_the_places_that_were_shown_are_held_against_the_seal(
    told: tuple[Session, Contest, Revisions],
) -> None:
    """Of every other pool all of its rows are: one that is missing is a result told otherwise."""
    session, contest, revisions = told
    roads = revisions[ROADS][0]
    of_pool = {
        pool: {"ranking": [ranked(row) for row in roads.words.rows if row.pool == pool]} for pool in ("town", "office")
    }
    last = {pool: next(row for row in reversed(roads.words.rows) if row.pool == pool) for pool in of_pool}

    def agree(**words: Any) -> dict[str, bool]:
        revisions[ROADS] = [said(roads, **words)]
        pieces = [piece for piece in told_of(session, contest, CEREMONY, 0) if piece.place.board == ROADS]
        return {piece.key[2]: piece.agrees(of_pool[piece.key[2]]) for piece in pieces}

    assert agree() == {"town": True, "office": True}
    assert agree(rows=tuple(last.values())) == {"town": False, "office": False}
    assert agree(rows=tuple(last.values()), climbing=("town",)) == {"town": True, "office": False}
    assert agree(rows=tuple(last.values()), climbing=("",)) == {"town": True, "office": True}


def test_a_star_tells_of_this_series_and_not_what_a_notice_says(told: tuple[Session, Contest, Revisions]) -> None:
    session, contest, revisions = told
    stars, bulletin = revisions[STARS][0], revisions[BULLETIN][0]
    one, two, three, four = stars.words.rows
    rows = (replace(one, series=None), replace(two, series="main"), replace(three, series="b"), four)
    rows = (*rows[:3], replace(four, sealed=True))
    assert told_rows(replace(stars.words, rows=rows), "main") == rows[:2]
    assert told_rows(replace(stars.words, rows=rows), "b") == (rows[0], rows[2])
    revisions[STARS] = [said(stars, rows=rows)]
    revisions[BULLETIN] = [said(bulletin, stars=(rows[1], rows[3]))]
    pieces = list(told_of(session, contest, CEREMONY, 0))
    assert keys_at(pieces, STARS) == [SERVICE] * 2
    assert [key for key in keys_at(pieces, BULLETIN) if key == SERVICE] == [SERVICE]


def test_the_stage_of_a_ceremony_is_what_it_has_shown_in_earnest(tmp_path: Path) -> None:
    program = announced_contest(tmp_path)
    settings = settings_of(program)
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        closing = stage_steps(writing.session, CEREMONY)[-1]
        shown: dict[str, Any] = {"cue": 1, "step": 1, "scene": closing.scene, "at": datetime.fromisoformat(NOW)}
        writing.session.add(StageStep(ceremony_id=CEREMONY, rehearsal=True, sequence=3, **shown))
        writing.session.add(StageStep(ceremony_id=CEREMONY, sequence=5, **shown))
        writing.session.add(StageStep(ceremony_id=CEREMONY, sequence=4, **shown))
        writing.session.flush()
        assert [step.sequence for step in stage_steps(writing.session, CEREMONY)] == [1, 2, 4, 5]
        assert stage_steps(writing.session, "another") == []
        contest = standpoint(writing.session, CEREMONY).contest
        pieces = list(told_of(writing.session, contest, CEREMONY, 0))
        assert {piece.place.number for piece in pieces if not piece.place.board} == {2, 4, 5}


def test_a_ranking_on_the_stage_is_held_pool_by_pool(tmp_path: Path) -> None:
    program = announced_contest(tmp_path)
    settings = settings_of(program)
    with sight_of(program) as sight:
        shown = written(scene(sight, Cue("ranking", area="roads"), 1, 1))
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        at = datetime.fromisoformat(NOW)
        writing.session.add(StageStep(ceremony_id=CEREMONY, sequence=3, cue=1, step=1, scene=shown, at=at))
        writing.session.flush()
        pieces = list(told_of(writing.session, standpoint(writing.session, CEREMONY).contest, CEREMONY, 0))
        assert [piece.key for piece in pieces if piece.place == ToldAt("", 3)] == [
            ("flag", "roads", "town"), ("flag", "roads", "office"),
        ]  # fmt: skip


def test_of_the_table_every_row_is_held_against_the_seal(told: tuple[Session, Contest, Revisions]) -> None:
    session, contest, revisions = told
    rows = revisions[TABLE][0].words.rows

    def agrees(*sealed: Any) -> bool:
        (piece,) = [one for one in told_of(session, contest, CEREMONY, 0) if one.place.board == TABLE]
        return piece.agrees({"rows": [tabled(row) for row in sealed]})

    assert agrees(*rows)
    assert not agrees(*rows[1:])


def test_a_seal_is_public_from_the_change_on_that_told_its_commitment(tmp_path: Path) -> None:
    program = closed_contest(tmp_path)
    settings = settings_of(program)
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        made = seal(writing, CEREMONY)
        (revision,) = ask_revisions(facts_of(writing.session), f"seal/{CEREMONY}")
        assert sealed_at(writing.session, made) == revision.change > 0
        other: Any = SimpleNamespace(ceremony_id=CEREMONY, commitment="0" * 64)
        assert sealed_at(writing.session, other) == 0, "nothing is older"


def test_units_are_found_wherever_they_stand() -> None:
    east = {"unit": "e", "name": "东", "short_name": "东", "name_en": "East"}
    west = {"unit": "w", "name": "西", "short_name": "西", "short_name_en": "W", "name_en": "West"}
    scene = {"row": {**east, "rank": 1, "previous": [west, {"unit": "n", "name": "北", "short_name": "北"}]}, "more": 0}
    assert [(one.unit, one.name_en) for one in units_in([scene, "e"])] == [("e", "East"), ("w", "West")]
    assert [one.unit for one in units_in([east])] == ["e"]
    assert list(units_in(west)) == [
        NamedUnit(unit="w", name="西", short_name="西", short_name_en="W", name_en="West"),
    ]
