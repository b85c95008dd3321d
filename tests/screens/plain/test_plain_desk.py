"""The desk in lines of text: what others have changed first, then what was typed and what it changed."""

from collections.abc import Sequence

import pytest

from scoreboard.errors import BadInput, ContestError
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from screens.desk.workplace import Workplace
from screens.plain.desk import PlainDesk
from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.conftest import Opened, database_with_root, loaded, opened, program

__all__ = ["database_with_root", "loaded", "opened", "program"]


def test_scores_are_entered_and_confirmed_line_by_line(opened: Opened) -> None:
    cells = scores("main", "2031Q1", {"roads": {"t1": 90}})
    program = opened(Competition(series=[live("roads", "water")], units=towns(2), scores=cells))
    ran: list[list[str]] = []
    store = Store(Settings(str(program.database)).paths)
    settings = Settings(str(program.database), "en", program.now, "root")

    def run(words: Sequence[str]) -> None:
        ran.append(list(words))

    desk = PlainDesk(Workplace(store, settings), run)
    assert "missing" in list(desk.open())[1]
    assert list(desk.answer("t2 roads 88.5")) == []
    (line,) = desk.news()
    assert "88.50, draft; before: empty" in line
    assert list(desk.news()) == []
    program.ok("enter", "main", "2031Q1", "water", "t1", "70")
    (line,) = desk.news()
    assert "70.00" in line
    (line,) = desk.answer("missing")
    assert "empty" in line
    assert len(list(desk.answer("list t1"))) == 2
    list(desk.answer("confirm --area roads"))
    assert ran == [["confirm", "main", "2031Q1", "--area", "roads"]]
    for wrong in ("nobody roads 3", "gibberish", "t1 roads 999999"):
        with pytest.raises(ContestError):
            list(desk.answer(wrong))
    with pytest.raises(BadInput):
        list(desk.answer("t1 nothing 3"))
    store.close()


def test_a_whole_session_comes_through_a_pipe(opened: Opened) -> None:
    cells = scores("main", "2031Q1", {"roads": {"t1": 90}})
    program = opened(Competition(series=[live("roads", "water")], units=towns(2), scores=cells))
    answer = program.typing("t2 roads 88.5\nconfirm\nwrong\nq\n").ok("operate", "--plain")
    assert "88.50" in answer.out
    assert "wrong" in answer.out
    assert next(row["score"] for row in program.rows("ranking", "--area", "roads") if row["unit"] == "t2") == "88.50"
