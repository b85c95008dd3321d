"""star status: the nominees of a contest's stars, as the desk knows them or as the public does."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from scoreboard.desk.nominee_history import history_of
from scoreboard.desk.nominees import nominees_in, stars_of
from scoreboard.enums import NomineeStatus
from scoreboard.models import Nominee, Star
from scoreboard.publications.star_boards import Category, category_of, public_words, settled_in
from scoreboard.publications.told_nominees import (
    COUNTS,
    GROUPS,
    awaits_confirmation,
    entered_counts,
    standing_among,
    told_inside,
)
from scoreboard.store.contest import Contest, names_on
from scoreboard.store.public.facts import Document

STILL_OPEN = (NomineeStatus.NOMINATED, NomineeStatus.ON_NOTICE, NomineeStatus.OBJECTED)
"""While one is that, nobody knows which places will be left."""


def star_status(
    session: Session, contest: Contest, star: Star | None, now: datetime, *, inside: bool = True
) -> dict[str, Any]:
    """The stars of a contest, or one of them, with their rules and a row for each nominee.

    Not `inside`, only nominees of whom the public may know, and no more of them than it may.
    """
    stars = stars_of(session, None) if star is None else [star]
    found = [(one, nominee) for one in stars for nominee in nominees_in(session, contest, one)]
    names = names_on(session, contest.naming_day(now), {nominee.unit_id for _, nominee in found})
    told = public_words(session, contest.period.id, now) if not inside else {}
    settled = settled_in(session, contest.period.id, now) if inside else frozenset[Category]()
    rows = []
    for one, nominee in found:
        words = told.get(nominee.id)
        if inside:
            words = told_inside(contest.competition, one, nominee, settled=category_of(nominee) in settled)
        if words is not None:
            unit = names[nominee.unit_id]
            begins = None if nominee.notice_from is None else nominee.notice_from.isoformat()
            rows.append(
                {
                    "star": one.id,
                    "star_name": one.name,
                    "star_name_en": one.name_en or one.name,
                    "series": nominee.series_id,
                    "unit": nominee.unit_id,
                    "name": unit.name,
                    "short_name": unit.short_name,
                    "name_en": unit.name_en,
                    "sealed": False,
                    **words,
                    "notice_from": begins,
                    **(_inside(session, nominee) if inside else {}),
                }
            )
    return {
        "board": "stars",
        "competition": contest.competition.id,
        "series": contest.series.id,
        "period": contest.period.id,
        "period_name": contest.period.name,
        "period_name_en": contest.period.name_en or contest.period.name,
        "stars": [_rules(session, contest, one, settled, inside=inside) for one in stars],
        "rows": rows,
    }


def _inside(session: Session, nominee: Nominee) -> Document:
    counts, history = entered_counts(nominee), history_of(session, nominee)
    place_of = history.substitute_for
    return {
        **({} if place_of is None else {"substitute_for": place_of.zh, "substitute_for_en": place_of.en}),
        "id": nominee.id,
        **{group: [counts[f"{group}_{name}"] for name in COUNTS] for group in GROUPS},
        "confirmed": not awaits_confirmation(nominee),
        "version": nominee.version,
        "deeds": [
            {"deed": one.deed, "on": one.on.isoformat(), "reason": one.reason, "document": one.document, "by": one.who}
            for one in history.deeds
        ],
    }


def _rules(session: Session, contest: Contest, star: Star, settled: frozenset[Category], *, inside: bool) -> Document:
    rules = {
        "id": star.id,
        "name": star.name,
        "name_en": star.name_en or star.name,
        "places": star.places,
        "threshold": f"{star.threshold.normalize():f}",
        "quorum": f"{star.quorum.normalize():f}",
        "sealed": star.sealed,
    }
    if not inside:
        return rules
    statuses = [
        standing_among(star, one, settled=category_of(one) in settled) for one in nominees_in(session, contest, star)
    ]
    elected = statuses.count(NomineeStatus.CONFIRMED)
    over = bool(statuses) and not any(status in STILL_OPEN for status in statuses)
    return {**rules, "elected": elected, "vacant": max(0, star.places - elected) if over else 0}
