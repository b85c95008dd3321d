"""The journal: a chain that shows every change of it, over tables that refuse changes."""

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import select

from scoreboard.desk.closing import close
from scoreboard.desk.confirming import confirm
from scoreboard.desk.deciding import correct
from scoreboard.desk.unit_of_work import acting
from scoreboard.models import JournalEntry
from scoreboard.settings import Settings
from scoreboard.store.chain import GENESIS, first_broken
from scoreboard.store.contest import contest_of
from scoreboard.store.finding import find_unit
from tests.contests import Shape, fill, opened, prepare, put, seal

pytestmark = pytest.mark.files

APPEND_ONLY = ("journal", "stage", "custody_entry", "correction")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A contest in whose journal there are five entries of scores, the last five rows."""
    settings = prepare(tmp_path)
    with opened(settings) as store, acting(store, settings, "enter") as writing:
        for version, score in enumerate(("90", "91", "92.5", "n/a", ""), 1):
            assert put(writing, "a1", "c01", score) == version
    return settings


def broken_at(settings: Settings) -> int | None:
    with opened(settings) as store, store.read() as session:
        return first_broken(session)


def head(settings: Settings) -> tuple[int, str]:
    with opened(settings) as store, store.read() as session:
        last = session.exec(select(JournalEntry).order_by(JournalEntry.sequence.desc())).first()  # type: ignore[attr-defined]
        return (last.sequence, last.hash) if last else (0, GENESIS)


def tamper(settings: Settings, *statements: str) -> None:
    """Change the journal as somebody does who can open the file: the triggers are no hindrance then."""
    with sqlite3.connect(settings.paths.main) as connection:
        connection.execute("DROP TRIGGER journal_no_update")
        connection.execute("DROP TRIGGER journal_no_delete")
        for statement in statements:
            assert connection.execute(statement).rowcount > 0, statement
    connection.close()


def test_a_journal_that_nobody_touched_is_sound(settings: Settings) -> None:
    assert broken_at(settings) is None


@pytest.mark.parametrize(
    "change",
    [
        "at = '2010-11-05T01:00:00.000000+00:00'",
        "who = 'another'",
        "proof = 'os:another'",
        "action = 'confirm'",
        "subject = 'main/2030Q1/a1/c02'",
        """before = '{"score":"89","version":2,"state":"draft"}'""",
        """after = '{"score":"99","version":3,"state":"draft"}'""",
        "reason = 'none'",
        "request = 'another'",
        "previous_hash = hash",
        "hash = previous_hash",
    ],
)
def test_a_changed_row_is_found(settings: Settings, change: str) -> None:
    row = head(settings)[0] - 2
    tamper(settings, f"UPDATE journal SET {change} WHERE sequence = {row}")
    assert broken_at(settings) == row


def test_a_row_taken_out_is_found_where_the_next_one_stands(settings: Settings) -> None:
    row = head(settings)[0] - 2
    tamper(settings, f"DELETE FROM journal WHERE sequence = {row}")
    assert broken_at(settings) == row + 1


def test_a_row_taken_out_and_closed_up_is_found(settings: Settings) -> None:
    row = head(settings)[0] - 2
    tamper(
        settings,
        f"DELETE FROM journal WHERE sequence = {row}",
        f"UPDATE journal SET sequence = sequence - 1 WHERE sequence > {row}",
    )
    assert broken_at(settings) == row


def test_two_rows_that_changed_places_are_found(settings: Settings) -> None:
    row = head(settings)[0] - 2
    tamper(
        settings,
        f"UPDATE journal SET sequence = -1 WHERE sequence = {row}",
        f"UPDATE journal SET sequence = {row} WHERE sequence = {row + 1}",
        f"UPDATE journal SET sequence = {row + 1} WHERE sequence = -1",
    )
    assert broken_at(settings) == row


def test_the_first_row_is_part_of_the_chain(settings: Settings) -> None:
    tamper(settings, "DELETE FROM journal WHERE sequence = 1")
    assert broken_at(settings) == 2


def test_a_tail_that_was_cut_off_shows_in_the_head_alone(settings: Settings) -> None:
    """Which is why `journal --verify` prints the head's hash: whoever noted it can tell."""
    before = head(settings)
    tamper(settings, f"DELETE FROM journal WHERE sequence = {before[0]}")
    assert broken_at(settings) is None
    assert head(settings) != before


def test_a_deed_after_tampering_does_not_hide_it(settings: Settings) -> None:
    row = head(settings)[0]
    tamper(settings, f"UPDATE journal SET who = 'another' WHERE sequence = {row}")
    with opened(settings) as store, acting(store, settings, "enter") as writing:
        put(writing, "a2", "c01", "70")
    assert broken_at(settings) == row


def test_what_was_recorded_comes_back_as_it_was(settings: Settings) -> None:
    with opened(settings) as store, store.read() as session:
        rows = session.exec(select(JournalEntry).order_by(JournalEntry.sequence)).all()[-5:]  # type: ignore[arg-type]
    assert [row.after["score"] for row in rows] == ["90", "91", "92.5", "n/a", None]
    assert [row.before and row.before["score"] for row in rows] == [None, "90", "91", "92.5", "n/a"]
    assert {row.who for row in rows} == {"chief"}
    assert {row.proof for row in rows} == {"unproved"}
    assert {row.at for row in rows} == {settings.moment("Asia/Shanghai")}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A contest with at least one row in every table that is only ever appended to."""
    from scoreboard.ceremony import run_sheet, stage_control

    shape = Shape()
    settings = prepare(tmp_path_factory.mktemp("full"), shape)
    ceremony = seal(settings, shape)
    with opened(settings) as store:
        with acting(store, settings, "direct") as writing:
            stage_control.step(writing, ceremony, run_sheet.after)
        with acting(store, settings, "decide") as writing:
            contest = contest_of(writing.session, "main", "2030Q1")
            unit = find_unit(writing.session, "c02")
            correct(writing, contest, "a1", unit, "61.5", reason="miscounted", approved_by="the head")
    return settings


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize(
    "deed",
    [lambda table: f"DELETE FROM {table}", lambda table: f"UPDATE {table} SET rowid = rowid + 1000"],
    ids=["delete", "update"],
)
def test_tables_that_are_only_appended_to_refuse_all_else(
    full: Settings, table: str, deed: Callable[[str], str]
) -> None:
    with sqlite3.connect(full.paths.main) as connection:
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(deed(table))
    connection.close()


@pytest.mark.parametrize("table", ["public_fact", "public_score", "public_print"])
def test_what_was_public_is_neither_edited_nor_taken_out(tmp_path: Path, table: str) -> None:
    shape = Shape(publication="live")
    settings = prepare(tmp_path, shape)
    with opened(settings) as store:
        with acting(store, settings, "close") as writing:
            fill(writing, shape)
            close(writing, contest_of(writing.session, "main", "2030Q1"))
        with acting(store, settings, "confirm") as writing:
            put(writing, "a1", "c01", "70", "2030Q2")
            confirm(writing, contest_of(writing.session, "main", "2030Q2"))
    with contextlib.closing(sqlite3.connect(settings.paths.main)) as connection:
        earlier = "WHERE change < (SELECT MAX(number) FROM public_change)"
        assert connection.execute(f"SELECT count(*) FROM {table} {earlier}").fetchone()[0] > 0
        for deed in (f"DELETE FROM {table}", f"UPDATE {table} SET value = value {earlier}"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(deed)
