"""The fact of a contest: how it is shown, and how far it has come."""

from scoreboard.facts import FactKind
from scoreboard.publications import recording
from scoreboard.store.contest import Contest
from scoreboard.store.public.changes import PublicChanges
from scoreboard.store.public.contests import contest_boards, ranking_key
from scoreboard.store.public.places import ContestBoards


def publish_contest(changes: PublicChanges, contest: Contest, *, contested: bool = False) -> ContestBoards:
    """Say how far a contest has come; returns its rankings, which are made where there are none yet."""
    (series, period), key = contest.key, contest.subject
    before = changes.facts.document(FactKind.CONTEST, key)
    words = recording.contest_document(changes.session, contest, contested=contested or "contested" in (before or {}))
    changes.put(FactKind.CONTEST, {key: words})
    moved = list[str]()
    for told in ("decided_because", "placed"):
        old, new = (before or {}).get(told, {}), words.get(told, {})
        moved += [ranking_key(series, period, area or None) for area in {*old, *new} if old.get(area) != new.get(area)]
    if visible := [one for one in sorted(moved) if changes.facts.touched(one) is not None]:
        changes.touch(*visible)
    if before is None:
        changes.call_the_roll(series, period)
    if (boards := contest_boards(changes.facts, series, period)) is None:
        for area in (None, *(area.id for area in contest.areas)):
            changes.board(ranking_key(series, period, area))
        boards = contest_boards(changes.facts, series, period)
        if boards is not None and boards.guests:
            changes.settle(boards, boards.guests)
    assert boards is not None
    return boards
