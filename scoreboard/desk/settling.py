"""Settling promises at the year's end (年底交账), and taking that back."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from scoreboard.desk import given_texts
from scoreboard.desk.promises import (
    GOAL,
    LIVELIHOOD,
    PLEDGE,
    PromiseKind,
    change_promise,
    day_of_deed,
    need_words,
    plain_words,
    subject_of,
)
from scoreboard.desk.reporting import (
    Reported,
    ReportedKind,
    actual_of,
    day_of_report,
    keep_report,
    reports,
    target_of,
)
from scoreboard.desk.settled_promises import refuse_settled, refuse_unsettled
from scoreboard.enums import GoalState, PledgeState
from scoreboard.errors import BadInput
from scoreboard.models import Goal, LivelihoodItem, Pledge, ProgressReport
from scoreboard.publications.promise_facts import Promise
from scoreboard.publications.publishing_promises import publish_promise
from scoreboard.rules.promises import pledge_state
from scoreboard.store.writing import Writing


def settle_pledge(
    writing: Writing,
    row: Pledge,
    on: date,
    *,
    actual: Decimal | None = None,
    outcome: PledgeState | None = None,
    evidence: str = "",
) -> PledgeState:
    """Settle a pledge on a day; returns whether it was kept, which its figures say where it has a target.

    Raises BadInput for a day to come, before the pledge was made or before its last report, for an outcome where the
    figures tell, and where there are none, or no word; Refused where it is settled already.
    """
    refuse_settled(PLEDGE, row)
    day = _day_of_settlement(writing, PLEDGE, row, on)
    target = target_of(writing, row)
    if target is None:
        if outcome is None:
            raise BadInput("promises.no_outcome", code=row.code)
    elif outcome is not None:
        raise BadInput("promises.computed", code=row.code)
    elif actual is None and actual_of(writing, row) is None:
        raise BadInput("promises.no_actual", code=row.code)
    changes = {"settled_on": day, "evidence": given_texts.text(evidence)}
    if outcome is not None:
        changes["outcome"] = outcome.value
    _settle(writing, PLEDGE, row, changes, None if actual is None else keep_report(writing, PLEDGE, row, day, actual))
    done = actual_of(writing, row)
    return pledge_state(row.comparator, target, done, settled=True, word=row.outcome, due=row.due, day=day)


def settle_goal(writing: Writing, row: Goal, on: date, outcome: GoalState, *, evidence: str = "") -> None:
    """Say whether a goal was met. Raises BadInput for a day to come, Refused where that has been said already."""
    refuse_settled(GOAL, row)
    changes = {"settled_on": day_of_deed(writing, on), "outcome": outcome.value}
    told = given_texts.text(evidence)
    _settle(writing, GOAL, row, {**changes, "evidence": told} if told else changes, None)


def settle_item(
    writing: Writing, row: LivelihoodItem, on: date, *, actual: Decimal | None = None, evidence: str = ""
) -> None:
    """Close the account of a livelihood item; raises as settling a pledge does."""
    refuse_settled(LIVELIHOOD, row)
    day = _day_of_settlement(writing, LIVELIHOOD, row, on)
    report = None if actual is None else keep_report(writing, LIVELIHOOD, row, day, actual)
    _settle(writing, LIVELIHOOD, row, {"settled_on": day, "evidence": given_texts.text(evidence)}, report)


def _day_of_settlement(writing: Writing, kind: ReportedKind, row: Reported, on: date) -> date:
    """The day of a settlement, which comes after all that was reported before."""
    day = day_of_report(writing, row, on)
    found = reports(writing, kind, row)
    if found and found[-1].reported_on > day:
        last = found[-1].reported_on.isoformat()
        raise BadInput("promises.before_report", code=row.code, day=day.isoformat(), last=last)
    return day


def _settle(
    writing: Writing,
    kind: PromiseKind[Any],
    row: Promise,
    changes: Mapping[str, Any],
    report: ProgressReport | None,
) -> None:
    change_promise(writing, row, changes)
    told = {**changes, "actual": None if report is None else report.actual}
    writing.record(f"{kind.name}.settle", subject_of(kind, row), after=plain_words(told))
    publish_promise(writing, row, report=report)


def reopen_promise(writing: Writing, kind: PromiseKind[Any], row: Pledge | Goal | LivelihoodItem, reason: str) -> None:
    """Take a settlement back; what was reported stays.

    Raises BadInput without a reason, Refused where there is no settlement.
    """
    why = need_words(reason)
    refuse_unsettled(kind, row)
    taken_back: dict[str, Any] = {"settled_on": None, "evidence": ""}
    if not isinstance(row, LivelihoodItem):
        taken_back["outcome"] = ""
    before = {name: getattr(row, name) for name in taken_back}
    change_promise(writing, row, taken_back)
    writing.record(f"{kind.name}.reopen", subject_of(kind, row), before=plain_words(before), reason=why)
    publish_promise(writing, row)
