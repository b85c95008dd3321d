"""The boards that follow from facts of several contests, and which of them a change touches."""

from collections.abc import Sequence

from scoreboard.enums import YearState
from scoreboard.facts import FactKind
from scoreboard.publications.contest_facts import publish_contest
from scoreboard.publications.kinds import kind_names, kind_of
from scoreboard.publications.public_year import annual_series, public_periods, year_states
from scoreboard.publications.vetoing import changes_of, publish_vetoes
from scoreboard.publications.year import PeriodRecord
from scoreboard.publications.year_bulletin import refresh_year
from scoreboard.store.contest import contest_of
from scoreboard.store.public.changes import PublicChanges
from scoreboard.store.scores_awaited import is_scored
from scoreboard.store.writing import Writing


def publish_derived(writing: Writing, reason: str = "") -> None:
    """The boards of no single contest, where this change has made something public that they follow from."""
    changes = changes_of(writing, reason)
    series = annual_series(changes.facts)
    if series is not None:
        tell_contested(writing, changes)
        _publish_vetoes_without_secret(writing, changes, series, public_periods(changes.facts, series))
    made = changes.made.kinds() | ({FactKind.CONTEST} if changes.made.has_scores() else set())
    for name in kind_names():
        kind = kind_of(name)
        if not made.isdisjoint(kind.follows_in_series):
            concerned = {key.partition("/")[0] for key in changes.made.keys(*kind.follows_in_series)}
            changes.touch(*(f"{name}/{one}" for one in sorted(concerned) if _has_begun(changes, name, one)))
        if kind.keys is None:
            continue
        news = not made.isdisjoint(kind.follows)
        if kind.follows_in_series and not news:
            continue
        if touched := [key for key in kind.keys(changes.facts) if news or changes.facts.touched(key) is None]:
            changes.touch(*touched)
    if series is not None:
        refresh_year(writing, series, changes)


def _has_begun(changes: PublicChanges, name: str, series: str) -> bool:
    """Whether a board of a series tells of flags, or told of some that have been taken back."""
    key = f"{name}/{series}"
    return bool(changes.facts.documents(FactKind.FLAG, f"{series}/")) or changes.facts.touched(key) is not None


def tell_contested(writing: Writing, changes: PublicChanges) -> bool:
    """Say of a period of the year that is closed, or in which anything was entered, that it is contested, no secret.

    It is said where else the period would be called not contested, or what its flags' first holders had in it final.
    True where it has been said of one.
    """
    series, told = annual_series(changes.facts), False
    if series is None:
        return False
    periods = public_periods(changes.facts, series)
    states = year_states(changes.facts, series, periods)
    for known in periods:
        opened = known.flags and not known.awarded and not known.closed
        if not opened and states[known.id] != YearState.NOT_CONTESTED:
            continue
        contest = contest_of(writing.session, series, known.id)
        if contest.closed or is_scored(writing.session, contest):
            publish_contest(changes, contest, contested=True)
            told = True
    return told


def publish_begun(writing: Writing, reason: str = "") -> None:
    """After the first of a period has been entered: the year calls it not contested no more, at once."""
    if tell_contested(writing, changes_of(writing, reason)):
        publish_derived(writing, reason)


def _publish_vetoes_without_secret(
    writing: Writing, changes: PublicChanges, series: str, periods: Sequence[PeriodRecord]
) -> None:
    """Vetoes of the year's periods that are not contested, or live: no seal is on those."""
    for period, state in year_states(changes.facts, series, periods).items():
        contest = contest_of(writing.session, series, period)
        if state == YearState.NOT_CONTESTED or (not contest.closed and contest.live(writing.now)):
            publish_vetoes(writing, contest, changes.reason)
