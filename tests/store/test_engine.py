"""The main database: how it is opened, read and written by several at once."""

import sqlite3
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session, func, select

from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import BadInput, Unreachable
from scoreboard.models import JournalEntry, Person
from scoreboard.settings import DatabaseSide, ServerSide, Settings, database_paths
from scoreboard.store import embedded
from scoreboard.store.chain import first_broken
from scoreboard.store.engine import Store
from scoreboard.store.public.asking_main import asking_session
from scoreboard.store.writing import NOBODY, Writing
from tests.contests import NOW, opened, prepare, put
from tests.processes import PROCESSES

BUSY_FOR_TESTS = 0.2


def pragma(session: Session, name: str) -> object:
    return session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()


@pytest.mark.files
def test_every_connection_is_durable_and_checks_its_references(tmp_path: Path) -> None:
    with opened(prepare(tmp_path)) as store:
        with store.read() as first, store.read() as second:
            for session in (first, second):
                assert pragma(session, "journal_mode") == "wal"
                assert pragma(session, "synchronous") == 2, "FULL"
                assert pragma(session, "foreign_keys") == 1
        with store.transaction() as session:
            assert pragma(session, "synchronous") == 2
            assert pragma(session, "foreign_keys") == 1


@pytest.mark.files
def test_a_question_that_fails_is_told_as_any_other_trouble_of_the_database(tmp_path: Path) -> None:
    with opened(prepare(tmp_path)) as store, pytest.raises(Unreachable) as told, store.read() as session:
        asking_session(session)("SELECT nothing FROM nowhere")
    assert told.value.key == "database.unreadable"


def test_a_transaction_is_alone_in_writing_from_its_first_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = prepare(tmp_path)
    monkeypatch.setattr(embedded, "BUSY_SECONDS", BUSY_FOR_TESTS)
    with opened(settings) as store, opened(settings) as other:
        with store.transaction() as session:
            session.exec(select(Person)).all()
            with pytest.raises(Unreachable) as refused, other.transaction() as late:
                late.exec(select(Person)).all()
            with other.read() as reading:
                assert reading.exec(select(Person)).all(), "readers never wait"
        assert refused.value.key == "database.busy"
        assert refused.value.exit_code == 3
        with other.transaction():
            pass


def test_a_transaction_waits_for_another_one_to_end(tmp_path: Path) -> None:
    settings = prepare(tmp_path)
    begun = PROCESSES.Event()
    with opened(settings) as store:
        with store.transaction() as session:
            session.exec(select(Person)).all()  # from its first look on it is alone
            other = PROCESSES.Process(target=_record_once, args=(settings, begun))
            other.start()
            assert begun.wait(30)
            Writing(session, NOBODY, settings.moment("UTC")).record("held", "test")
        other.join(30)
        assert other.exitcode == 0
        with store.read() as reading:
            assert [entry.action for entry in reading.exec(select(JournalEntry))][-2:] == ["held", "waited"]
            assert first_broken(reading) is None


def _record_once(settings: Settings, begun: Event) -> None:
    with opened(settings) as store:
        begun.set()
        with acting(store, settings, "enter") as writing:
            writing.record("waited", "test")


def test_nothing_is_lost_where_several_processes_read_and_then_write(tmp_path: Path) -> None:
    settings = prepare(tmp_path)
    writers = [PROCESSES.Process(target=_record_often, args=(settings, 40)) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    with opened(settings) as store, store.read() as session:
        kept = session.exec(select(func.count()).where(JournalEntry.action == "counted")).one()
        assert kept == 3 * 40
        assert first_broken(session) is None


def _record_often(settings: Settings, times: int) -> None:
    with opened(settings) as store:
        for _ in range(times):
            with acting(store, settings, "enter") as writing:
                writing.record("counted", "test")


def test_a_refused_deed_changes_nothing(tmp_path: Path) -> None:
    settings = prepare(tmp_path)
    with opened(settings) as store:
        before = dump(settings.paths.main)
        with pytest.raises(BadInput), acting(store, settings, "enter") as writing:  # noqa: PT012 - the first is kept back
            put(writing, "a1", "c01", "92.5")
            put(writing, "a1", "c02", "a lot")
        assert dump(settings.paths.main) == before


def test_a_reading_session_sees_one_picture(tmp_path: Path) -> None:
    settings = prepare(tmp_path)
    with opened(settings) as store, store.read() as session:
        before = session.exec(select(func.count()).select_from(JournalEntry)).one()
        with opened(settings) as other, acting(other, settings, "enter") as writing:
            put(writing, "a1", "c01", "92.5")
        assert session.exec(select(func.count()).select_from(JournalEntry)).one() == before
    with opened(settings) as store, store.read() as session:
        assert session.exec(select(func.count()).select_from(JournalEntry)).one() == before + 1


def test_a_missing_database_is_not_made_by_looking_for_it(tmp_path: Path) -> None:
    paths = database_paths(str(tmp_path / "none.db"))
    with pytest.raises(Unreachable) as refused:
        Store(paths)
    assert refused.value.key == "database.missing"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"this is no database, but a letter" * 100, b"SQLite format 3\0" + b"\7" * 4000])
def test_what_is_no_database_is_said_to_be_none_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(content)
    for create in (False, True):
        with pytest.raises(Unreachable) as refused:
            Store(database_paths(str(path)), create=create)
        assert refused.value.key == "database.unreadable"
    assert path.read_bytes() == content


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Unreachable):
        Store(database_paths(str(tmp_path / "file" / "contest.db")), create=True)


@pytest.mark.files
def test_a_damaged_page_is_told_in_a_sentence(tmp_path: Path) -> None:
    settings = Settings(prepare(tmp_path).database, "en", NOW)
    with sqlite3.connect(settings.paths.main) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = connection.execute("PRAGMA page_size").fetchone()[0]
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'journal'").fetchone()[0]
    connection.close()
    content = bytearray(settings.paths.main.read_bytes())
    content[(root - 1) * page : root * page] = b"\xff" * page
    settings.paths.main.write_bytes(content)
    with opened(settings) as store, pytest.raises(Unreachable) as refused, store.read() as session:
        session.exec(text("SELECT * FROM journal")).all()  # type: ignore[call-overload]
    assert refused.value.key == "database.unreadable"
    assert "\n" not in refused.value.sentence("zh")


def dump(side: DatabaseSide) -> object:
    """All that a database says."""
    if isinstance(side, ServerSide):
        from tests.private_server import rows_on

        return rows_on(side)
    connection = sqlite3.connect(side)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()
