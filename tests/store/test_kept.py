"""Databases kept from earlier programs: brought up to date, they say what they said (README in tests/store/kept)."""

from pathlib import Path
from typing import Any

import pytest

from scoreboard.store import schema
from tests.store.kept.asking import Change, Kept, differences, kept_databases


def _as_older_rows_are(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    older = [row for row in rows if row["action"] != "upgrade"]
    for row in older:
        assert (row.pop("machine_at"), row.pop("marks")) == (None, None)
    return older


CHANGES: tuple[Change, ...] = (
    Change(
        why="the journal keeps the machine's time beside, and what rows a deed left; older rows have neither, and the"
        " upgrade marks what they left in rows of its own (Clock, journal --verify)",
        of=lambda answer: answer.board == "journal",
        now=_as_older_rows_are,
    ),
)
"""What the contract has changed since a database was kept; see `Change`."""


@pytest.mark.parametrize("kept", kept_databases(), ids=str)
def test_a_kept_database_says_after_its_upgrade_what_it_said(kept: Kept, tmp_path: Path) -> None:
    program = kept.unpack(tmp_path)
    assert schema.stored_revision(program.database) == kept.revision
    program.at(None).ok("db", "upgrade")
    assert schema.stored_revision(program.database) == schema.REVISIONS[-1]
    program.ok("journal", "--verify")
    found = differences(program, list(kept.answers()), CHANGES)
    assert not found, "\n".join([f"{len(found)} differences, the first:", *found[:40]])


@pytest.mark.parametrize("kept", kept_databases(), ids=str)
def test_a_public_file_that_was_lost_before_the_upgrade_is_made_whole(kept: Kept, tmp_path: Path) -> None:
    program = kept.unpack(tmp_path)
    program.public.unlink()
    program.at(None).ok("db", "upgrade")
    public = [answer for answer in kept.answers() if answer.words[0] in ("show", "bulletin") and not answer.private]
    asked = [answer for answer in public if answer.printed or "--as-of" not in answer.words]
    found = differences(program, asked, CHANGES)
    assert not found, "\n".join([f"{len(found)} differences, the first:", *found[:40]])


def test_every_revision_has_its_kept_databases() -> None:
    """Whoever adds a migration keeps databases of the revision before it (README in tests/store/kept)."""
    assert {kept.revision for kept in kept_databases()} >= set(schema.REVISIONS[:1])
