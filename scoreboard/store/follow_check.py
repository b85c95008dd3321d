"""The check of what is kept by the difference, for whoever looks after a database."""

from scoreboard.errors import Unreachable
from scoreboard.settings import DatabasePaths, DatabaseSides
from scoreboard.store.database_sides import is_there, revision_at
from scoreboard.store.engine import Store
from scoreboard.store.public.file import rebuild
from scoreboard.store.public.reckoning import discrepancies, reckon
from scoreboard.store.public.state import strange_to_main
from scoreboard.store.reading import opened_to_read
from scoreboard.store.schema import REVISIONS


def what_does_not_follow(paths: DatabaseSides) -> list[str] | None:
    """The rows of places, counts and members that are not what follows from the public facts.

    None where there is no database of this version that this account may open: why, others tell.
    """
    try:
        if not is_there(paths.main) or revision_at(paths.main) != REVISIONS[-1]:
            return None
        with opened_to_read(paths) as store, store.read() as session:
            return [f"{one.table} {one.what}" for one in discrepancies(session)]
    except Unreachable:
        return None


def what_viewers_read_otherwise(paths: DatabaseSides) -> list[str]:
    """The boards of which the public file says something else than its main database; `stage` where steps are.

    Each deed compares the last change alone. Whoever wants to know of all reads all: that takes as long as both files.
    """
    return sorted({board or "stage" for board, _ in strange_to_main(paths)})


def made_level(paths: DatabaseSides) -> list[str]:
    """Make a public file anew that says something else than its main database; returns the boards of which it did."""
    wrong = what_viewers_read_otherwise(paths)
    if wrong and isinstance(paths, DatabasePaths):
        rebuild(paths.main, paths.public)
    return wrong


def reckon_anew(store: Store) -> int:
    """Write what follows from the public facts anew where it does not follow; returns how many rows did not."""
    with store.read() as session:
        wrong = len(discrepancies(session))
    if wrong:
        with store.transaction() as session:
            reckon(session)
        if isinstance(store.paths, DatabasePaths):
            rebuild(store.paths.main, store.paths.public)
    return wrong
