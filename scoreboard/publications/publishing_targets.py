"""Making public which flags units go for."""

from sqlmodel import select

from scoreboard.facts import FactKind
from scoreboard.models import Target
from scoreboard.publications.promise_facts import fact_key, promise_document
from scoreboard.publications.vetoing import changes_of
from scoreboard.store.contest import competition_of
from scoreboard.store.public.facts import Document
from scoreboard.store.writing import Writing


def publish_targets(writing: Writing) -> None:
    """The flags that units go for, which have no seal; whoever shows a unit hears of it with the competition."""
    changes = changes_of(writing)
    competition = competition_of(writing.session)
    found: dict[str, Document | None] = {
        fact_key(row): promise_document(competition, row) for row in writing.session.exec(select(Target))
    }
    gone = changes.facts.documents(FactKind.TARGET).keys() - found.keys()
    if changes.put(FactKind.TARGET, {**found, **dict.fromkeys(gone)}):
        changes.touch("competition")
