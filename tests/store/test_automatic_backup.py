"""Backups that are made after a close and a seal and in time: looked through, rotated, and no deed fails for them."""

import os
import stat
from pathlib import Path

import pytest

from scoreboard.settings import DatabasePaths, database_paths
from scoreboard.store import automatic_backup
from scoreboard.store.automatic_backup import (
    back_up_by_itself,
    back_up_in_time,
    folder_for,
    made_backups,
    newest_backup,
)
from tests.acceptance.driver import Program

pytestmark = pytest.mark.files

CONTEST = Path(__file__).parents[2] / "data" / "template"
PERIOD = ("classes", "2030-spring")


@pytest.fixture
def contest(tmp_path: Path) -> Program:
    """A contest in earnest: its clock is the machine's."""
    program = Program(tmp_path / "contest.db", now=None, acting=None)
    program.ok("load", str(CONTEST))
    program.ok("user", "add", "ann", "--role", "admin")
    program.ok("user", "add", "wei", "--role", "operator", "--as", "ann")
    program.ok("enter", *PERIOD, "clean", "class-3", "94.5", "--as", "wei")
    program.ok("confirm", *PERIOD, "--as", "ann")
    return program


def paths(program: Program) -> DatabasePaths:
    return database_paths(str(program.database))


def causes(program: Program) -> list[str]:
    return sorted(one.cause for one in made_backups(paths(program)))


def test_a_close_and_a_seal_leave_a_backup_that_can_be_restored(contest: Program, tmp_path: Path) -> None:
    assert causes(contest) == []
    contest.ok("close", *PERIOD, "--as", "ann")
    assert causes(contest) == ["close"]
    contest.ok("ceremony", "seal", "classes-2030-spring", "--as", "ann")
    assert causes(contest) == ["close", "seal"]
    made = next(one for one in made_backups(paths(contest)) if one.cause == "seal")
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    other = Program(tmp_path / "spare" / "contest.db", now=None, acting="ann")
    other.database.parent.mkdir()
    other.ok("restore", str(made.path))
    assert "restore" in other.ok("journal").out.splitlines()[-2]


def test_a_backup_that_cannot_be_made_is_told_and_the_deed_is_done(contest: Program, tmp_path: Path) -> None:
    (tmp_path / "contest-backups").write_text("in the way", encoding="utf-8")
    closed = contest("close", *PERIOD, "--as", "ann")
    assert closed.code == 0
    assert "backup" in closed.err
    assert contest("close", *PERIOD, "--as", "ann").code == 1, "it is closed"


def test_what_is_tried_has_none_unless_a_folder_is_named(
    contest: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = Program(tmp_path / "tried.db", now="2030-05-01T09:00", acting=None)
    tried.ok("load", str(CONTEST), "--with-clock")
    assert folder_for(paths(tried)) is None
    monkeypatch.setenv(automatic_backup.VARIABLE, str(tmp_path / "there"))
    assert folder_for(paths(tried)) == tmp_path / "there"
    monkeypatch.setenv(automatic_backup.VARIABLE, "off")
    contest.ok("close", *PERIOD, "--as", "ann")
    assert not (tmp_path / "contest-backups").exists()


def test_in_time_only_what_has_changed_is_backed_up_and_old_ones_go(
    contest: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = paths(contest)
    first = back_up_in_time(here, 30)
    assert first is not None
    assert back_up_in_time(here, 0) is None, "nothing has been done since"
    contest.ok("unconfirm", *PERIOD, "--as", "ann")
    assert back_up_in_time(here, 30) is None, "it is young"
    os.rename(first.path, first.path.with_name("contest-20200101T000000Z-timed.db"))
    assert back_up_in_time(here, 30) is not None
    monkeypatch.setitem(automatic_backup.MOST_KEPT, "timed", 3)
    for hour in range(5):
        name = f"contest-20190101T{hour:02}0000Z-timed.db"
        (here.main.parent / "contest-backups" / name).write_bytes(b"")
    back_up_by_itself(here, "timed")
    kept = [one for one in made_backups(here) if one.cause == "timed"]
    assert len(kept) == 3
    assert newest_backup(here) == kept[0].at
    assert not (here.main.parent / "contest-backups" / "contest-20190101T000000Z-timed.db").exists()
