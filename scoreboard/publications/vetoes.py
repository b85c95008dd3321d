"""Which vetoes the public knows of."""

from sqlmodel import Session, col, select

from scoreboard.models import Publication
from scoreboard.publications.boards import latest_payload


def publicly_vetoed(session: Session, period: str) -> frozenset[str]:
    """Units whose veto in a period is public: some published ranking of the period lists them as vetoed.

    A veto on a period that is still sealed is not: it becomes public with the first ranking that shows it.
    """
    keys = session.exec(
        select(Publication.board).where(col(Publication.board).startswith("ranking/", autoescape=True)).distinct()
    )
    vetoed: set[str] = set()
    for key in keys:
        if key.split("/")[2] == period:
            payload = latest_payload(session, key) or {"rows": []}
            vetoed.update(row["unit"] for row in payload["rows"] if row["status"] == "vetoed")
    return frozenset(vetoed)
