"""Campaigns of pledging, benchmarks and study visits, in the words of public facts."""

from sqlmodel import Session, select

from scoreboard.facts import FactKind
from scoreboard.models import Benchmark, Campaign, StudyVisit
from scoreboard.publications.promised import plain
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
        FactKind.BENCHMARK: {
            f"{row.id:09d}": {
                "unit": row.unit_id,
                **{name: getattr(row, name) for name in ("title", "against", "measure", "better")},
                **{name: plain(getattr(row, name)) for name in ("theirs", "ours", "as_of")},
                "english": dict(row.english),
            }
            for row in session.exec(select(Benchmark))
        },
        FactKind.VISIT: {
            f"{row.id:09d}": {
                "unit": row.unit_id,
                **{name: getattr(row, name) for name in ("title", "destination", "people", "note")},
                **{name: plain(getattr(row, name)) for name in ("start", "end")},
                "english": dict(row.english),
            }
            for row in session.exec(select(StudyVisit))
        },
    }
