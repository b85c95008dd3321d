"""Putting units under a deadline (限期整改): any by decision, the last places by rule; and what they have put right."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import col, select

from scoreboard.desk import given_texts
from scoreboard.desk.levels import refuse_outside
from scoreboard.desk.promises import (
    RECTIFICATION,
    add_promise,
    change_promise,
    columns_of,
    day_of_deed,
    find_promise,
    need_words,
    plain_words,
    subject_of,
)
from scoreboard.desk.settled_promises import refuse_settled, refuse_unsettled
from scoreboard.enums import Rectifications, RectificationState
from scoreboard.errors import BadInput, Refused
from scoreboard.exchange.formats.rectifications import DeclaredRectification
from scoreboard.locale import say
from scoreboard.models import Area, Rectification, Unit
from scoreboard.publications.bulletin_board import RevisionCause
from scoreboard.publications.publishing import refresh_closed
from scoreboard.publications.publishing_promises import publish_promise
from scoreboard.publications.revealing import unrevealed_flags
from scoreboard.rules.promises import rectification_state
from scoreboard.store.contest import Contest, contest_of
from scoreboard.store.finding import find_unit
from scoreboard.store.standings import View, read_scores
from scoreboard.store.writing import Writing

RECTIFIED = RevisionCause(deed="rectifications", name="", name_en="")
"""What a bulletin is revised for where no reason was typed."""


def add_rectification(writing: Writing, given: DeclaredRectification) -> Rectification:
    """Put a unit under a deadline, by decision. Raises as `add_promise`, and BadInput for what there is not
    and for no deadline."""
    if given.due is None:
        raise BadInput("rectifying.no_due")
    contest = contest_of(writing.session, given.series, given.period)
    area, unit = contest.area(given.area), find_unit(writing.session, given.unit)
    if given.done_on is not None:
        day_of_deed(writing, given.done_on)
    named = {"unit": unit.id, "series": contest.series.id, "area": area.id, "period": contest.period.id}
    row = add_promise(writing, RECTIFICATION, columns_of(given.model_copy(update=named)), given.id)
    _tell_bulletin(writing, contest, row.reason)
    return row


def add_last_places(
    writing: Writing, contest: Contest, areas: Sequence[Area], due: date, *, places: int = 1, reason: str = ""
) -> list[Rectification]:
    """Put whoever is last in each area, and in each pool that ranks apart, under a deadline, by rule.

    With more than one of the `places` those before the last, too, and everybody who shares one of them; whoever is
    first never, nor a unit that has ended since. A unit that has a deadline there already keeps that. Raises Refused
    while the period is open, and where everybody would learn of a place that is still sealed.
    """
    if not contest.closed:
        raise Refused("rectifying.open", series=contest.series.id, period=contest.period.id)
    session, sealed = writing.session, unrevealed_flags(writing.session, contest)
    if contest.series.rectifications == Rectifications.PUBLIC:
        for area in areas:
            if any(of == area.id for of, _pool in sealed):
                raise Refused("rectifying.sealed", area=area.id, series=contest.series.id, period=contest.period.id)
    there = {
        (row.unit_id, row.area_id)
        for row in session.exec(
            select(Rectification).where(
                Rectification.series_id == contest.series.id, Rectification.period_id == contest.period.id
            )
        )
    }
    found = [
        add_promise(writing, RECTIFICATION, _columns(contest, area, unit, due, reason, rank))
        for area, unit, rank in _last(writing, contest, areas, places)
        if (unit, area.id) not in there
    ]
    if found:
        _tell_bulletin(writing, contest, given_texts.text(reason))
    return found


def _tell_bulletin(writing: Writing, contest: Contest, reason: str) -> None:
    """A new version of the period's bulletin, where that is printed and everybody learns of deadlines."""
    if contest.series.rectifications == Rectifications.PUBLIC:
        refresh_closed(writing, contest, reason, RECTIFIED)


def _last(writing: Writing, contest: Contest, areas: Sequence[Area], places: int) -> Iterator[tuple[Area, str, int]]:
    scores = read_scores(writing.session, contest, View.CONFIRMED)
    ended = set(writing.session.exec(select(Unit.id).where(col(Unit.valid_to) < contest.day_of(writing.now))))
    for area in areas:
        for pool in contest.flag_pools:
            found = [one for one in scores.standings(area.id, pool) if one.unit not in ended]
            ranked = [(one.unit, one.rank) for one in found if one.rank is not None]
            lowest = sorted((rank for _unit, rank in ranked), reverse=True)[:places]
            for unit, rank in ranked:
                if lowest and rank >= lowest[-1] and rank > 1:
                    yield area, unit, rank


def _columns(contest: Contest, area: Area, unit: str, due: date, reason: str, rank: int) -> dict[str, Any]:
    said = given_texts.text(reason)
    usual = {lang: say("year.rectifying.last", lang, rank=rank) for lang in ("zh", "en")}
    return {
        "unit_id": unit,
        "series_id": contest.series.id,
        "area_id": area.id,
        "period_id": contest.period.id,
        "reason": said or usual["zh"],
        "due": due,
        "status": "",
        "done_on": None,
        "english": {} if said else {"reason": usual["en"]},
    }


def settle_rectification(writing: Writing, code: str, on: date, evidence: str = "") -> RectificationState:
    """Say that something was put right on a day; returns whether that was in time.

    Raises BadInput for a day to come, Refused where it was said already.
    """
    row = _found(writing, code)
    refuse_settled(RECTIFICATION, row)
    day = day_of_deed(writing, on)
    _change(writing, row, "settle", {"done_on": day, "evidence": given_texts.text(evidence)})
    return rectification_state(row.due, day, day)


def reopen_rectification(writing: Writing, code: str, reason: str) -> str:
    """Take back that something was put right; returns its id. Raises Refused where nobody has said so."""
    row, why = _found(writing, code), need_words(reason)
    refuse_unsettled(RECTIFICATION, row)
    _change(writing, row, "reopen", {"done_on": None, "evidence": ""}, reason=why)
    return row.code


def _found(writing: Writing, code: str) -> Rectification:
    """The row of an id, which is of a series in which whoever acts may."""
    row = find_promise(writing.session, RECTIFICATION, code)
    refuse_outside(writing.session, writing.by, row.series_id)
    return row


def _change(
    writing: Writing, row: Rectification, deed: str, changes: Mapping[str, Any], *, reason: str | None = None
) -> None:
    before = {name: getattr(row, name) for name in changes}
    change_promise(writing, row, changes)
    writing.record(
        f"rectification.{deed}",
        subject_of(RECTIFICATION, row),
        before=plain_words(before),
        after=plain_words(changes),
        reason=reason,
    )
    publish_promise(writing, row)
