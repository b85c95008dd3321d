"""Making public what a director has changed of the programme that halls play between ceremonies."""

from scoreboard.facts import FactKind
from scoreboard.publications.programme import Programme
from scoreboard.publications.vetoing import changes_of
from scoreboard.store.writing import Writing
from scoreboard.wire import to_json


def publish_programme(writing: Writing, programme: Programme) -> None:
    """Let all halls play it. It holds no result; whoever shows the competition hears of it."""
    changes = changes_of(writing)
    if changes.put(FactKind.PROGRAMME, {"": to_json(programme)}):
        changes.touch("competition")
