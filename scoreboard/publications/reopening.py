"""Taking back in public what the closing of a live period had made public, when it is opened again with a reason."""

from scoreboard.facts import FactKind
from scoreboard.publications.bulletin import bulletin_board, bulletin_key
from scoreboard.publications.contest_facts import publish_contest
from scoreboard.publications.publishing import publish_flags
from scoreboard.publications.vetoing import changes_of, visible_rankings
from scoreboard.store.contest import Contest
from scoreboard.store.writing import Writing
from scoreboard.wire import to_json


def publish_reopened(writing: Writing, contest: Contest, reason: str) -> None:
    """A revision of every board of a live contest: its flags are open again, and the bulletin says why.

    What has been shown of scores stays; earlier revisions and printed bulletins stay what they were.
    """
    changes = changes_of(writing, reason)
    boards = publish_contest(changes, contest)
    shown = changes.facts.documents(FactKind.SHOWN, f"{boards.series}/{boards.period}/")
    changes.put(FactKind.SHOWN, dict.fromkeys(shown))
    publish_flags(writing, contest, reason)
    changes.resettle(boards)
    changes.touch(*visible_rankings(changes.facts, boards))
    changes.print(bulletin_key(contest), to_json(bulletin_board(writing.session, contest, writing.now, reason)))
