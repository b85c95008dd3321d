"""A process is killed (SIGKILL) at a random moment, many times: nothing acknowledged is lost, nothing is torn.

The child says what it is about to do and, once the core has answered, that it is done. After each kill the
database must say just what was done, or that and the one deed that was under way.
"""

import contextlib
import random
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from scoreboard.ceremony import run_sheet, stage_control
from scoreboard.desk.confirming import confirm, unconfirm
from scoreboard.desk.entering import subject_of, words
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import Refused
from scoreboard.models import JournalEntry, Reveal, Score
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from scoreboard.store.chain import first_broken
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from tests.acceptance.driver import Program
from tests.contests import Shape, opened, prepare, put, seal
from tests.store.killing import check_public_file, lives

pytestmark = pytest.mark.files

SHORT, LONG = 20, 200
SHAPE = Shape(counties=4, areas=3, publication="live")
PERIOD = "2030Q2"

Cell = tuple[str, str]
State = tuple[int, str | None, str]
"""A cell's version, its score in words, and whether it is a draft."""


def enter_for_ever(settings: Settings, seed: int, mouth: Connection) -> None:
    """Enter a score, confirm it, and so on; a confirmed cell is made a draft again first."""
    chance, store = random.Random(seed), Store(settings.paths)
    with store.read() as session:
        confirmed = {
            (cell.area_id, cell.unit_id) for cell in session.exec(select(Score).where(Score.state == "confirmed"))
        }
    while True:
        cell = chance.choice(SHAPE.area_ids), chance.choice(SHAPE.units)
        if cell in confirmed:
            mouth.send(("about", "unconfirm", cell, None))
            with acting(store, settings, "unconfirm") as writing:
                contest = contest_of(writing.session, "main", PERIOD)
                assert unconfirm(writing, contest, area=cell[0], unit=cell[1]) == 1
            mouth.send(("done", None))
            confirmed.discard(cell)
        score = f"{chance.randrange(1_000_000) / 10_000:.4f}"
        mouth.send(("about", "enter", cell, score))
        with acting(store, settings, "enter") as writing:
            version = put(writing, *cell, score, PERIOD)
        mouth.send(("done", version))
        if chance.random() < 0.7:
            mouth.send(("about", "confirm", cell, None))
            with acting(store, settings, "confirm") as writing:
                contest = contest_of(writing.session, "main", PERIOD)
                assert confirm(writing, contest, area=cell[0], unit=cell[1]) == 1
            mouth.send(("done", None))
            confirmed.add(cell)


@dataclass
class Desk:
    """The cells as the acknowledgements have them."""

    cells: dict[Cell, State] = field(default_factory=dict)
    acknowledged: int = 0

    def after(self, deed: str, cell: Cell, score: str | None) -> dict[Cell, State]:
        """The cells once a deed is done."""
        version, old, _ = self.cells.get(cell, (0, None, ""))
        if deed == "enter":
            assert score is not None
            plain = score.rstrip("0").rstrip(".") if "." in score else score
            return {**self.cells, cell: (version + 1, plain, "draft")}
        return {**self.cells, cell: (version, old, "confirmed" if deed == "confirm" else "draft")}

    def hear(self, said: list[tuple[Any, ...]]) -> dict[Cell, State] | None:
        """Take what a child said; returns the cells as a deed that was under way would leave them, if there was one."""
        under_way: dict[Cell, State] | None = None
        cell: Cell | None = None
        for word, *rest in said:
            if word == "about":
                cell = rest[1]
                under_way = self.after(*rest)
            else:
                assert under_way is not None
                assert cell is not None
                assert rest[0] in (None, under_way[cell][0]), "the version that was answered"
                self.cells, under_way = under_way, None
                self.acknowledged += 1
        return under_way


def check_cells(session: Session, desk: Desk, under_way: dict[Cell, State] | None) -> None:
    """No acknowledged score is lost, and each cell says what the last journal row on it says."""
    cells = session.exec(select(Score)).all()
    found = {(cell.area_id, cell.unit_id): (cell.version, words(cell), cell.state) for cell in cells}
    assert found in (desk.cells, under_way)
    desk.cells = found
    last = {row.subject: row.after for row in session.exec(select(JournalEntry).order_by("sequence"))}
    for cell in cells:
        assert last[subject_of(cell)] == {"score": words(cell), "version": cell.version, "state": cell.state}


def check_boards(settings: Settings, session: Session) -> None:
    """Every confirmed score of the live contest is on its public board, and no other."""
    confirmed = {
        (cell.area_id, cell.unit_id, words(cell))
        for cell in session.exec(select(Score).where(Score.state == "confirmed"))
    }
    looking = Program(settings.paths.main, now=settings.now, acting=None)
    shown = {
        (area, row["unit"], row["score_exact"].rstrip("0").rstrip("."))
        for area in SHAPE.area_ids
        for row in looking.rows("ranking", "--series", "main", "--period", PERIOD, "--area", area)
        if row["score_exact"] is not None
    }
    assert shown == confirmed


def kill_the_desk(place: Path, kills: int, seed: int) -> None:
    settings = prepare(place, SHAPE)
    desk = Desk()
    for said in lives(enter_for_ever, settings, random.Random(seed), kills):
        under_way = desk.hear(said)
        check_public_file(settings)
        with opened(settings) as store, store.read() as session:
            check_cells(session, desk, under_way)
            assert first_broken(session) is None
            check_boards(settings, session)
    assert desk.acknowledged > kills, "the children hardly lived"


def test_no_acknowledged_score_is_lost_and_none_torn_by_a_kill(tmp_path: Path) -> None:
    kill_the_desk(tmp_path, SHORT, seed=2010)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_two_hundred_kills_of_the_entering_process(tmp_path: Path) -> None:
    kill_the_desk(tmp_path, LONG, seed=118)


def direct_for_ever(settings: Settings, seed: int, mouth: Connection) -> None:
    """Step a ceremony on and, now and then, back, to a cue, or under its cover."""
    chance, store = random.Random(seed), Store(settings.paths)
    with store.read() as session:
        here = stage_control.standpoint(session, "main-2030Q1")
    count = len(here.sheet)
    while True:
        move = chance.choice([run_sheet.after] * 4 + [run_sheet.before, stage_control.goto(chance.randint(1, count))])
        if here.last is not None and chance.random() < 0.2:
            covered = not here.last.covered
            mouth.send(("about", here.last.cue, here.last.step, covered))
            with acting(store, settings, "direct") as writing:
                here = stage_control.cover(writing, "main-2030Q1", covered, expect=here.sequence)
        else:
            try:
                there = move(here.sheet, here.position)
            except Refused:
                continue
            covered = move is run_sheet.before and here.hidden  # going back leaves a cover where it is
            mouth.send(("about", there.cue, there.step, covered))
            with acting(store, settings, "direct") as writing:
                here = stage_control.step(writing, "main-2030Q1", move, expect=here.sequence, yes=True)
        mouth.send(("done", here.sequence))


def check_stage(settings: Settings, session: Session, steps: list[tuple[Any, ...]]) -> None:
    """Main, public and journal stand at one step, and what is public is what has been revealed."""
    here = stage_control.standpoint(session, "main-2030Q1")
    with contextlib.closing(PublicReader(settings.paths.public)) as reader:
        stage = reader.stage()
    looking = Program(settings.paths.main, now=settings.now, acting=None)
    flags = looking.rows("flags", "--series", "main", "--period", "2030Q1")
    if here.last is None:
        assert stage is None
        assert steps == []
        return
    assert stage is not None
    assert (stage.sequence, stage.cue, stage.step, stage.covered) == (here.sequence, *steps[-1])
    kept = {name: value for name, value in stage.scene.items() if name != "contest"}  # whoever reads adds that
    assert kept == here.last.scene
    last = session.exec(select(JournalEntry).where(JournalEntry.action == "cue").order_by(JournalEntry.sequence)).all()  # type: ignore[arg-type]
    assert len(last) == len(steps)
    keys = ("cue", "step", "covered")
    assert [tuple(row.after[key] for key in keys) for row in last] == steps
    revealed = set(session.exec(select(Reveal.subject).where(Reveal.kind == "flag")))
    assert {row["area"] for row in flags} == revealed
    assert set(stage.scene["revealed"]) <= revealed


def kill_the_director(place: Path, kills: int, seed: int) -> None:
    settings = prepare(place, ceremony_shape := Shape(counties=4, areas=3))
    assert seal(settings, ceremony_shape) == "main-2030Q1"
    steps: list[tuple[Any, ...]] = []
    for said in lives(direct_for_ever, settings, random.Random(seed), kills):
        under_way: tuple[Any, ...] | None = None
        for word, *rest in said:
            if word == "about":
                under_way = tuple(rest)
            else:
                assert under_way is not None
                steps.append(under_way)
                under_way = None
                assert rest[0] == len(steps), "sequence numbers have no gap"
        check_public_file(settings)
        with opened(settings) as store, store.read() as session:
            if under_way is not None and stage_control.standpoint(session, "main-2030Q1").sequence > len(steps):
                steps.append(under_way)
            check_stage(settings, session, steps)
            assert first_broken(session) is None
    assert len(steps) > kills, "the children hardly lived"


def test_after_a_kill_of_the_director_all_stand_at_one_step(tmp_path: Path) -> None:
    kill_the_director(tmp_path, SHORT, seed=2010)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_two_hundred_kills_of_the_director(tmp_path: Path) -> None:
    kill_the_director(tmp_path, LONG, seed=118)
