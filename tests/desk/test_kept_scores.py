"""What is typed at a desk and not saved outlives the desk, whatever ends it, and is offered once."""

import multiprocessing
import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from scoreboard.desk import kept_scores
from scoreboard.desk.kept_scores import KeptScores, KeptSheet, TypedScore, Typist, left_by
from scoreboard.own_folder import open_first

SHEET, OTHER = KeptSheet("main", "2031Q1", ""), KeptSheet("main", "2031Q2", "")


@pytest.fixture
def typist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Typist:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return Typist(tmp_path / "contest.db", "王 \udcff")


def typed(unit: str, text: str, request: str = "") -> TypedScore:
    return TypedScore(unit, "roads", text, 3, "80", request)


def left(typist: Typist) -> dict[KeptSheet, Sequence[TypedScore]]:
    found = {}
    for one in left_by(typist):
        found[one.sheet] = one.typed
        one.put_back()
    return found


def files() -> list[str]:
    with open_first(lasting=True) as own, own.inside(kept_scores.FOLDER, make=True) as folder:
        assert os.fstat(folder.descriptor).st_mode & 0o077 == 0
        return folder.names()


def test_what_is_not_saved_waits_for_who_typed_it_and_is_taken_once(typist: Typist, tmp_path: Path) -> None:
    kept = KeptScores(typist, SHEET)
    kept.keep(("t1", "roads"), typed("t1", "9"))
    kept.keep(("t1", "roads"), typed("t1", "91", "request"))
    kept.keep(("t2", "roads"), typed("t2", "县\n\x1b[1m"))
    kept.keep(("t3", "roads"), typed("t3", "7"))
    kept.keep(("t3", "roads"), None)
    kept.keep(("t4", "roads"), None)
    assert left(typist) == {}, "the desk is still there"
    kept.leave()
    assert left(Typist(typist.database, "李")) == {}
    assert left(Typist(tmp_path / "another.db", typist.person)) == {}
    assert left(typist) == {SHEET: (typed("t1", "91", "request"), typed("t2", "县\n\x1b[1m"))}
    for one in left_by(typist):
        one.taken()
    assert left(typist) == {}
    assert files() == []


def test_nothing_is_left_of_what_was_saved_or_dropped(typist: Typist) -> None:
    for wanted in (True, False):
        kept = KeptScores(typist, SHEET)
        kept.keep(("t1", "roads"), typed("t1", "91"))
        if wanted:
            kept.keep(("t1", "roads"), None)
        assert len(files()) == 1
        kept.leave(wanted=wanted)
        assert files() == []


def test_each_sheet_waits_by_itself(typist: Typist) -> None:
    for sheet in (SHEET, OTHER):
        kept = KeptScores(typist, sheet)
        kept.keep(("t1", "roads"), typed("t1", sheet.period))
        kept.leave()
    assert set(left(typist)) == {SHEET, OTHER}


@pytest.mark.parametrize("damage", [b"", b"{", b'{"series": "main"}\n', b"[]\n", b"\xff\n", b"null\n"])
def test_a_file_that_is_none_is_taken_away(typist: Typist, damage: bytes) -> None:
    with open_first(lasting=True) as own, own.inside(kept_scores.FOLDER, make=True) as folder:
        folder.write(f"{typist.prefix}-1-x", damage)
        os.mkdir(f"{typist.prefix}-2-x", dir_fd=folder.descriptor)
        os.symlink("/etc/passwd", f"{typist.prefix}-3-x", dir_fd=folder.descriptor)
    assert left(typist) == {}
    assert f"{typist.prefix}-1-x" not in files()


@pytest.mark.parametrize("torn", [b'{"unit": "t9", "ar', b"\xff\xff\n", b'{"unit": 1}\n', b"[1]\n"])
def test_of_a_line_that_was_cut_off_the_ones_before_count(typist: Typist, torn: bytes) -> None:
    kept = KeptScores(typist, SHEET)
    kept.keep(("t1", "roads"), typed("t1", "91"))
    kept.leave()
    (name,) = files()
    with open_first(lasting=True) as own, own.inside(kept_scores.FOLDER) as folder:
        folder.write(name, folder.read(name, 10_000) + torn)
    assert left(typist) == {SHEET: (typed("t1", "91"),)}


def _types_and_is_killed(typist: Typist) -> None:
    kept = KeptScores(typist, SHEET)
    for text in ("9", "91", "91.", "91.5"):
        kept.keep(("t1", "roads"), typed("t1", text))
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_kill_takes_nothing(typist: Typist) -> None:
    desk = multiprocessing.get_context("fork").Process(target=_types_and_is_killed, args=(typist,))
    desk.start()
    desk.join(30)
    assert desk.exitcode == -signal.SIGKILL
    assert left(typist) == {SHEET: (typed("t1", "91.5"),)}


def test_where_nothing_can_be_kept_it_is_said(typist: Typist, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    with pytest.raises(OSError, match="state"):
        KeptScores(typist, SHEET).keep(("t1", "roads"), typed("t1", "91"))
    assert left(typist) == {}
