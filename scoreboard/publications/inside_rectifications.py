"""All rectifications, those that are not for everybody, too, as those may read them who work the contest."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from scoreboard.facts import FactKind
from scoreboard.models import Rectification
from scoreboard.publications.board_words import unit_words
from scoreboard.publications.kinds.rectifications import RectificationsBoard, period_names, rectification_row, tally
from scoreboard.publications.promise_facts import promise_document
from scoreboard.publications.recording import definitions
from scoreboard.store.contest import competition_of
from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.public.facts import Document


def all_rectifications(session: Session, now: datetime, series: frozenset[str] | None = None) -> RectificationsBoard:
    """The board at a moment, of some series alone where they are named."""
    competition = competition_of(session)
    day = now.astimezone(ZoneInfo(competition.timezone)).date()
    rows = [
        promise_document(competition, row)
        for row in session.exec(select(Rectification).order_by(col(Rectification.id)))
        if series is None or row.series_id in series
    ]
    units = unit_words(facts_of(session), sorted({row["unit"] for row in rows}), day, None)
    known = definitions(session)
    areas, hosts = _there(known[FactKind.AREA]), _there(known[FactKind.SERIES])
    found = tuple(rectification_row(row, units[row["unit"]], areas, hosts, day) for row in rows)
    return RectificationsBoard(
        competition=competition.id,
        competition_name=competition.name,
        competition_name_en=competition.name_en or competition.name,
        totals=tally(found),
        periods=period_names(_there(known[FactKind.PERIOD]), (row.period for row in found)),
        rows=found,
    )


def _there(documents: Mapping[str, Document | None]) -> dict[str, Document]:
    return {key: words for key, words in documents.items() if words is not None}
