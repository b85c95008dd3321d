"""Campaigns of pledging, in the words of public facts."""

from sqlmodel import Session, select

from scoreboard.facts import FactKind
from scoreboard.models import Campaign
from scoreboard.store.public.facts import Document

Documents = dict[str, Document | None]


def campaign_documents(session: Session) -> dict[FactKind, Documents]:
    """All of them, which have no seal."""
    return {
        FactKind.CAMPAIGN: {
            f"{row.id:09d}": {
                "name": row.name,
                "name_en": row.name_en or row.name,
                "start": row.start.isoformat(),
                "end": row.end.isoformat(),
                "units": list(row.units),
            }
            for row in session.exec(select(Campaign))
        },
    }
