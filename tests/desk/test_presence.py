"""Who sits at a desk: each says it of itself as long as it lives."""

import multiprocessing
import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from scoreboard.desk import presence
from scoreboard.desk.presence import Presence, Whereabouts
from scoreboard.own_folder import open_first

WANG = Whereabouts("王", "main", "2031Q1", "", "t1", "roads", typing=False)
LI = replace(WANG, person="李", unit="t2", typing=True)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "contest.db"


def test_each_sees_where_the_others_are_now(database: Path) -> None:
    one, two, elsewhere = Presence(database), Presence(database), Presence(database.with_name("other.db"))
    assert one.others() == ()
    one.tell(WANG)
    two.tell(LI)
    elsewhere.tell(LI)
    assert (one.others(), two.others()) == ((LI,), (WANG,))
    longer = replace(LI, area="roads-and-bridges")
    for here in (longer, LI):
        two.tell(here)
        assert one.others() == (here,), "nothing of what was longer is left"
    two.end()
    assert one.others() == ()
    two.tell(LI)
    assert one.others() == (LI,)


def _sits_and_is_killed(database: Path) -> None:
    Presence(database).tell(LI)
    os.kill(os.getpid(), signal.SIGKILL)


def test_who_was_killed_sits_nowhere(database: Path) -> None:
    desk = multiprocessing.get_context("fork").Process(target=_sits_and_is_killed, args=(database,))
    desk.start()
    desk.join(30)
    with open_first(lasting=True) as own, own.inside(presence.FOLDER) as folder:
        assert len(folder.names()) == 1
        assert Presence(database).others() == ()
        assert folder.names() == []


def test_a_file_that_says_something_else_is_passed_over(database: Path) -> None:
    two = Presence(database)
    two.tell(LI)
    assert two._file is not None
    for content in (b"", b"{", b"[]\n", b'{"person": "x"}\n'):
        two._file.become(content)
        assert Presence(database).others() == ()
