"""The auditor's room for somebody who is bound to a series: nothing sealed of others is shown, or found by a word."""

from scoreboard.desk.auditing import read_journal, unseen_by
from scoreboard.desk.levels import reader, seen_by
from scoreboard.settings import database_paths
from scoreboard.store.engine import Store
from tests.acceptance.conftest import database_with_root
from tests.acceptance.driver import Program
from tests.cli.test_bound_to_a_series import LEVELS, Q3, copy, staffed

__all__ = ["copy", "database_with_root", "staffed"]


def test_a_search_finds_no_more_than_is_shown(copy: Program) -> None:
    for series, (unit, _) in LEVELS.items():
        copy.ok("enter", series, Q3, "roads", unit, "71.5")
    store = Store(database_paths(str(copy.database)))
    with store.read() as session:
        unseen = unseen_by(session, seen_by(session, reader(session, "county-auditor")))
        found = read_journal(session, "71.5", unseen=unseen)
        assert {row.subject.split("/")[0] for row in found} == {"county", "village"}
        assert len(read_journal(session, "71.5")) == 4
        assert len(read_journal(session, limit=3, unseen=unseen)) == 3
    store.close()
