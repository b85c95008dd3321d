"""Making public which flags units go for."""

from sqlmodel import select

from scoreboard.facts import FactKind
from scoreboard.models import Target
from scoreboard.publications.vetoing import changes_of
from scoreboard.store.public.facts import Document
from scoreboard.store.writing import Writing


def publish_targets(writing: Writing) -> None:
    """The flags that units go for, which have no seal; whoever shows a unit hears of it with the competition."""
    changes = changes_of(writing)
    found: dict[str, Document | None] = {
        f"{row.unit_id}/{row.series_id}/{row.period_id}/{row.area_id}": {}
        for row in writing.session.exec(select(Target))
    }
    gone = changes.facts.documents(FactKind.TARGET).keys() - found.keys()
    if changes.put(FactKind.TARGET, {**found, **dict.fromkeys(gone)}):
        changes.touch("competition")
