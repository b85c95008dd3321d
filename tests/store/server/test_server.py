"""A database on a server: set up once, written by one at a time, heard of at once, and told of where it is away."""

import os
import select
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import select as rows_of

from scoreboard.errors import Unreachable
from scoreboard.models import StudyVisit
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import ServerSide, Settings, database_sides, word_for
from scoreboard.store.database_sides import listener_to
from scoreboard.store.engine import Store
from tests.acceptance.driver import Program
from tests.private_server import PrivateServer


def settings_of(program: Program) -> Settings:
    return Settings(str(program.database), program.lang, program.now, program.acting)


def test_several_who_open_an_empty_database_first_make_its_tables_once(server: PrivateServer) -> None:
    sides, failed = database_sides(server.empty().url), list[BaseException]()

    def open_first() -> None:
        try:
            Store(sides, create=True).close()
        except BaseException as error:
            failed.append(error)

    openings = [threading.Thread(target=open_first) for _ in range(3)]
    for opening in openings:
        opening.start()
    for opening in openings:
        opening.join()
    assert failed == []
    Store(sides).close()


def test_a_server_that_is_away_and_a_database_without_tables_are_told_in_a_sentence(
    server: PrivateServer, tmp_path: Path
) -> None:
    away = Program(ServerSide(f"postgresql+psycopg://someone:secret@/contest?host={tmp_path}"))
    for words in (("enter", "main", "2031Q1", "roads", "t1", "90"), ("show", "ranking"), ("db", "status")):
        for program in (away, Program(server.empty())):
            if program is away or words[0] != "db":
                result = program.refuses(3, *words)
                assert "secret" not in result.err


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://desk:p%40ss@db.example/contest",
        "postgresql+psycopg://desk@db.example/contest?password=p%40ss",
    ],
)
def test_a_password_goes_where_the_driver_looks_for_it_and_nowhere_else(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", "another")
    sides = database_sides(url)
    assert os.environ["PGPASSWORD"] == "p@ss"
    assert "p%40ss" not in repr(sides)
    assert str(sides.main) == "postgresql+psycopg://desk@db.example/contest"
    assert word_for(sides.main) == word_for(database_sides("postgresql+psycopg://hall@db.example/contest").public)


def test_a_backup_is_one_file_that_is_restored_on_either_engine(
    there: Program, server: PrivateServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there.ok("enter", "main", "2031Q1", "roads", "t1", 90)
    there.ok("confirm", "main", "2031Q1")
    there.ok("backup", tmp_path / "kept.db")
    assert [path.name for path in tmp_path.iterdir()] == ["kept.db"]
    here, again = replace(there, database=tmp_path / "here.db"), replace(there, database=server.empty())
    for program in (here, again):
        program.ok("restore", tmp_path / "kept.db")
        assert program.show("ranking", "--series", "main") == there.show("ranking", "--series", "main")
        assert "whole" in program.ok("journal", "--verify").out
    for words in ((), ("--force",)):
        again.refuses(1, "restore", tmp_path / "kept.db", *words)
    monkeypatch.setenv("SCOREBOARD_BACKUPS", str(tmp_path / "made"))
    there.ok("close", "main", "2031Q1")
    (made,) = (tmp_path / "made").iterdir()
    assert made.name.endswith("-close.db")
    copy = replace(there, database=made)
    assert copy.ok("journal", "--verify").out == there.ok("journal", "--verify").out


def test_what_is_taken_back_leaves_no_gap_in_numbers(there: Program) -> None:
    with closing(Store(settings_of(there).paths)) as store:
        for step, kept in enumerate((True, False, True)):
            with store.transaction() if kept else store.trial() as session:
                for title in "ab":
                    session.add(StudyVisit(code=f"{title}{step}", title=title, unit_id="t1", destination="x", people=1))
                session.flush()
        with store.read() as session:
            assert [visit.id for visit in session.exec(rows_of(StudyVisit).order_by(StudyVisit.id))] == [1, 2, 3, 4]


def test_whoever_listens_hears_what_becomes_public_and_no_draft(there: Program) -> None:
    public = there.public
    with closing(PublicReader(public)) as reader, closing(listener_to(public)) as ear:

        def heard() -> bool:
            found, _, _ = select.select([ear], [], [], 0.2)
            ear.clear()
            return bool(found)

        mark = reader.change_mark()
        there.ok("enter", "main", "2031Q1", "roads", "t1", 90)
        assert (heard(), reader.change_mark()) == (False, mark)
        there.ok("confirm", "main", "2031Q1")
        assert (heard(), reader.change_mark()) == (True, mark + 1)
        there.ok("close", "closed", "2031Q1")
        there.ok("ceremony", "seal", "closed-2031Q1")
        reader.change_mark(), ear.clear()
        there.ok("cue", "next", "closed-2031Q1", "--yes")
        assert heard()
        stage = reader.stage()
        assert stage is not None
        assert stage.ceremony == "closed-2031Q1"


def test_one_moment_is_read_whatever_others_write(there: Program) -> None:
    with closing(PublicReader(there.public)) as reader:
        with reader.moment():
            before = reader.head()
            there.ok("enter", "main", "2031Q1", "roads", "t1", 90)
            there.ok("confirm", "main", "2031Q1")
            assert reader.head() == before
        assert reader.head() == before + 1


def test_a_reader_that_was_cut_off_says_so_and_another_one_goes_on(there: Program, server: PrivateServer) -> None:
    with closing(PublicReader(there.public)) as reader, closing(server.connect()) as owner:
        name = server.name_of(there.database)
        owner.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        with pytest.raises(Unreachable):
            reader.head()
        assert not reader.is_current()
    with closing(PublicReader(there.public)) as reader:
        assert reader.head() > 0


def test_a_store_that_was_cut_off_goes_on(there: Program, server: PrivateServer) -> None:
    with closing(Store(settings_of(there).paths)) as store, closing(server.connect()) as owner:
        with store.read():
            pass
        name = server.name_of(there.database)
        owner.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        with store.transaction():
            pass


def test_a_folder_is_tried_without_a_change(there: Program, tmp_path: Path) -> None:
    from tests.store.server.conftest import COMPETITION

    folder = replace(COMPETITION, id="lake-2031", periods=COMPETITION.periods[:2]).write(tmp_path / "folder")
    before = there.journal()
    there("load", folder, "--check")
    assert there.journal() == before
