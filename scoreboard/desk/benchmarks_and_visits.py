"""What is done with benchmarks, study visits and flags that units go for once they are there: new figures, and
withdrawing what was wrong."""

from datetime import date
from decimal import Decimal
from typing import Any

from scoreboard.desk.promises import (
    BENCHMARK,
    PromiseKind,
    change_promise,
    day_of_deed,
    need_words,
    plain_words,
    subject_of,
)
from scoreboard.errors import BadInput
from scoreboard.models import Benchmark, StudyVisit, Target
from scoreboard.publications.publishing_promises import publish_promise, unpublish_promise
from scoreboard.store.writing import Writing


def report_figures(
    writing: Writing, row: Benchmark, on: date, *, ours: Decimal | None, theirs: Decimal | None = None
) -> None:
    """Say the figures of a benchmark anew, as of a day; one that is not given stays as it is. Public at once.

    Raises BadInput for a day to come, one before its figures are of, and where no figure is given.
    """
    if ours is None and theirs is None:
        raise BadInput("promises.no_figure", code=row.code)
    day = day_of_deed(writing, on)
    if row.as_of is not None and day < row.as_of:
        raise BadInput("promises.before_figures", code=row.code, day=day.isoformat(), last=row.as_of.isoformat())
    given = {"ours": ours, "theirs": theirs, "as_of": day}
    changes = {name: value for name, value in given.items() if value is not None}
    before = {name: getattr(row, name) for name in changes}
    change_promise(writing, row, changes)
    told = (plain_words(before), plain_words(changes))
    writing.record("benchmark.report", subject_of(BENCHMARK, row), before=told[0], after=told[1])
    publish_promise(writing, row)


def withdraw_record(
    writing: Writing, kind: PromiseKind[Any], row: Benchmark | StudyVisit | Target, reason: str
) -> None:
    """Take one of them out, for a reason; what boards of before showed of it stays. Raises BadInput without
    a reason."""
    why = need_words(reason)
    before = plain_words(row.model_dump(exclude={"id", "code"}))
    unpublish_promise(writing, row)
    writing.session.delete(row)
    writing.session.flush()
    writing.record(f"{kind.name}.withdraw", subject_of(kind, row), before=before, reason=why)
