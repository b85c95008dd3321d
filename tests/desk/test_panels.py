"""Who may still score: asked of the database for one cell, and of all cells at once for a sheet; both say the same."""

import random
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from sqlmodel import Session, delete

from scoreboard.desk.panels import PanelsOfCells, check_judge
from scoreboard.enums import ScoreState
from scoreboard.errors import ContestError
from scoreboard.models import Score
from scoreboard.settings import Settings
from scoreboard.store.cells import cells_in
from scoreboard.store.contest import Contest, contest_of
from scoreboard.store.engine import Store
from tests.acceptance.competition import Competition, Series, towns
from tests.acceptance.driver import Program

Q1 = "2031Q1"
AREAS, UNITS, JUDGES = ("a1", "a2"), ("t1", "t2", "t3"), ("甲", "乙", "丙")


def fill(session: Session, chance: random.Random) -> None:
    """A few scores, some of them confirmed or taken back again."""
    session.exec(delete(Score))
    for area in AREAS:
        for unit in UNITS:
            for judge in JUDGES:
                if chance.random() < 0.25:
                    state = chance.choice(list(ScoreState))
                    key = {"series_id": "judged", "period_id": Q1, "area_id": area, "unit_id": unit, "judge": judge}
                    session.add(Score(**key, value=Decimal(80), state=state, entered_at=datetime.now(UTC)))
    session.flush()


def refusal(check: object, *words: object) -> tuple[str, object] | None:
    try:
        check(*words)  # type: ignore[operator]
    except ContestError as error:
        return error.key, error.values.get("panel")
    return None


def compare(session: Session, contest: Contest) -> set[str]:
    """Ask both of every cell and every judge; returns why some may not."""
    panels, told = PanelsOfCells(session, contest, cells_in(session, contest.key)), set[str]()
    for area in AREAS:
        for unit in UNITS:
            for judge in (*JUDGES, "", " x"):
                one = refusal(check_judge, session, contest, area, unit, judge)
                assert refusal(panels.check, area, unit, judge) == one, (area, unit, judge)
                told.add("" if one is None else one[0])
    return told


def test_what_is_asked_of_all_cells_at_once_is_what_the_database_says(tmp_path: Path) -> None:
    judged = Series("judged", areas=AREAS, settings={"publication": "live", "confirm": "self", "judges": "mean"})
    program = Program(tmp_path / "contest.db", acting=None)
    program.ok("load", Competition(series=[judged], units=towns(3)).write(tmp_path / "folder"), "--with-clock")
    store, chance, told = Store(Settings(str(program.database), "en").paths), random.Random(18), set[str]()
    try:
        for _ in range(30):
            with store.transaction() as session:
                fill(session, chance)
            with store.read() as session:
                told |= compare(session, contest_of(session, "judged", Q1))
    finally:
        store.close()
    assert told == {"", "score.judge_late", "score.judge_missing", "score.judge_name"}
