"""Progress reports: how far a pledge or a livelihood item has come on a day (S16)."""

from datetime import date
from decimal import Decimal

from scoreboard.desk import given_texts
from scoreboard.desk.promises import PLEDGE, PromiseKind, day_of_deed, plain_words, subject_of
from scoreboard.desk.settled_promises import refuse_settled
from scoreboard.errors import BadInput
from scoreboard.models import LivelihoodItem, Pledge, ProgressReport
from scoreboard.publications.promise_facts import reports_of
from scoreboard.publications.publishing_promises import publish_promise
from scoreboard.store.writing import Writing

Reported = Pledge | LivelihoodItem
ReportedKind = PromiseKind[Pledge] | PromiseKind[LivelihoodItem]


def report_progress(
    writing: Writing,
    kind: ReportedKind,
    row: Reported,
    actual: Decimal,
    on: date,
    *,
    planned: Decimal | None = None,
    evidence: str = "",
) -> None:
    """Record how far something had come on a day: `actual` is the whole to date, `planned` revises the plan from then.

    Public at once, and kept whatever is reported later. Raises BadInput for a day to come or before the pledge was
    made, and for a plan of what has none; Refused once it is settled.
    """
    refuse_settled(kind, row)
    day = day_of_report(writing, row, on)
    if planned is not None and isinstance(row, Pledge) and target_of(writing, row) is None:
        raise BadInput("promises.no_plan", code=row.code)
    report = keep_report(writing, kind, row, day, actual, planned=planned, evidence=evidence)
    told = {"on": day, "actual": actual, "planned": planned, "evidence": report.evidence}
    writing.record(f"{kind.name}.report", subject_of(kind, row), after=plain_words(told))
    publish_promise(writing, row, report=report)


def keep_report(
    writing: Writing,
    kind: ReportedKind,
    row: Reported,
    day: date,
    actual: Decimal,
    *,
    planned: Decimal | None = None,
    evidence: str = "",
) -> ProgressReport:
    """A report's row."""
    assert row.id is not None
    report = ProgressReport(
        kind=kind.name,
        promise_id=row.id,
        reported_on=day,
        actual=actual,
        planned=planned,
        evidence=given_texts.text(evidence),
        entered_by=writing.by.name,
        entered_at=writing.now,
    )
    writing.session.add(report)
    writing.session.flush()
    return report


def day_of_report(writing: Writing, row: Reported, on: date) -> date:
    """The day that a figure is of. Raises BadInput for one that is to come, or before the pledge was made."""
    day = day_of_deed(writing, on)
    if isinstance(row, Pledge) and row.made_on is not None and day < row.made_on:
        raise BadInput("promises.early", code=row.code, day=day.isoformat(), made_on=row.made_on.isoformat())
    return day


def reports(writing: Writing, kind: ReportedKind, row: Reported) -> list[ProgressReport]:
    """What was reported of it, by its days, those of a day in the order in which they came in."""
    assert row.id is not None
    return sorted(reports_of(writing.session, kind.name, [row.id]), key=lambda one: one.reported_on)


def target_of(writing: Writing, row: Pledge) -> Decimal | None:
    """What a pledge aims at, as the last report has revised it."""
    revised = [one.planned for one in reports(writing, PLEDGE, row) if one.planned is not None]
    return revised[-1] if revised else row.target


def actual_of(writing: Writing, row: Pledge) -> Decimal | None:
    """What has been done of a pledge, by the last report."""
    done = [one.actual for one in reports(writing, PLEDGE, row) if one.actual is not None]
    return done[-1] if done else row.actual
