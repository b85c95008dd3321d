"""Making promises public, which have no seal: all of them after a load, else the one that a deed has changed."""

from scoreboard.facts import FactKind
from scoreboard.models import Benchmark, Goal, LivelihoodItem, Pledge, ProgressReport, Rectification, StudyVisit, Target
from scoreboard.publications.campaign_facts import campaign_documents
from scoreboard.publications.derived_boards import publish_derived
from scoreboard.publications.promise_facts import (
    PublicRecord,
    fact_key,
    is_public,
    promise_document,
    promise_documents,
    rectification_keys,
    report_document,
    report_key,
)
from scoreboard.publications.vetoing import changes_of
from scoreboard.store.contest import competition_of
from scoreboard.store.public.facts import Document
from scoreboard.store.writing import Writing

FACTS: dict[type[PublicRecord], FactKind] = {
    Pledge: FactKind.PLEDGE,
    Goal: FactKind.GOAL,
    LivelihoodItem: FactKind.LIVELIHOOD,
    Rectification: FactKind.RECTIFICATION,
    Benchmark: FactKind.BENCHMARK,
    StudyVisit: FactKind.VISIT,
    Target: FactKind.TARGET,
}
"""Of what kind the fact is that tells of a row."""


def publish_promises(writing: Writing) -> None:
    """All promises, what was reported of them, and campaigns beside."""
    changes = changes_of(writing)
    told = {**promise_documents(writing.session, changes.facts), **campaign_documents(writing.session)}
    for kind, documents in told.items():
        gone = changes.facts.documents(kind).keys() - documents.keys()
        changes.put(kind, {**documents, **dict.fromkeys(gone)})
    publish_derived(writing)


def publish_promise(writing: Writing, row: PublicRecord, *, report: ProgressReport | None = None) -> None:
    """One of them, and a report of it where one has just come in.

    What it costs does not depend on the others, but of a rectification on those that are public. Nothing becomes public
    of one that is not for everybody.
    """
    if not is_public(writing.session, row):
        return
    changes = changes_of(writing)
    key = rectification_keys(changes.facts, [row])[row.code] if isinstance(row, Rectification) else fact_key(row)
    _put(writing, row, key, promise_document(competition_of(writing.session), row))
    if report is not None:
        changes.put(FactKind.REPORT, {report_key(report): report_document(report)})
    publish_derived(writing)


def unpublish_promise(writing: Writing, row: PublicRecord) -> None:
    """Let one be there no more that has been withdrawn; what was public of it before stays on record."""
    _put(writing, row, fact_key(row), None)
    publish_derived(writing)


def _put(writing: Writing, row: PublicRecord, key: str, document: Document | None) -> None:
    """Append the fact of a row; that of a flag that a unit goes for is on no board of its own, and whoever shows the
    unit hears of it with the competition."""
    changes = changes_of(writing)
    if changes.put(FACTS[type(row)], {key: document}) and isinstance(row, Target):
        changes.touch("competition")
