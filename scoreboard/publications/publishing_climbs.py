"""Making public what a climb shows of a sealed flag's ranking, a few places at a time from the bottom."""

from collections.abc import Sequence

from sqlmodel import Session

from scoreboard.facts import FactKind
from scoreboard.models import Reveal
from scoreboard.publications.boards import sealed_picture
from scoreboard.publications.climbed import climbed_words, takes_back
from scoreboard.publications.contest_facts import publish_contest
from scoreboard.publications.derived_boards import publish_derived
from scoreboard.publications.rankings import was_live
from scoreboard.publications.vetoing import boards_key, changes_of, publish_vetoes
from scoreboard.rules.ranking import Standing
from scoreboard.store.contest import Contest
from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.public.facts import Document
from scoreboard.store.writing import Writing


def publish_climb(writing: Writing, contest: Contest, area: str, pool: str, lowest: int) -> None:
    """Show who stands at a place of a flag's ranking or below it, and who has no place, as of now.

    All rows are those of one moment, and none that was shown is taken back: while somebody who was shown stands above
    that place by now, all stay as they were told. A veto is public with the row that says so, and the year follows. Of
    a flag that has been revealed everything is public already.
    """
    if is_revealed(writing.session, contest, area, pool):
        return
    standings = sealed_picture(writing.session, contest, writing.now).scores.standings(area, pool)
    if stays_as_told(writing.session, contest, area, pool, lowest, standings):
        return
    known = climb_shown(writing.session, contest, area, pool)
    lowest = lowest if known is None else min(lowest, known["from"])
    changes = changes_of(writing)
    boards = publish_contest(changes, contest)
    told = changes.put(FactKind.CLIMB, {_key(contest, area, pool): climbed_words(lowest, standings)})
    vetoed = publish_vetoes(writing, contest, pools=[pool])
    if told or vetoed:
        changes.touch(boards_key(boards, area))
    if vetoed:
        publish_derived(writing)


def stays_as_told(
    session: Session, contest: Contest, area: str, pool: str, lowest: int, standings: Sequence[Standing]
) -> bool:
    """Whether what is public of a flag's ranking stays as it was told, for a climb up to a place would take a row away.

    That is so of all that was public live.
    """
    known = climb_shown(session, contest, area, pool)
    if known is not None:
        return takes_back(known, min(lowest, known["from"]), standings)
    return not is_revealed(session, contest, area, pool) and was_live(facts_of(session), *contest.key, area)


def is_revealed(session: Session, contest: Contest, area: str, pool: str) -> bool:
    """Whether a flag has been shown, and all of its ranking with it."""
    return session.get(Reveal, ("flag", contest.series.id, contest.period.id, area, pool)) is not None


def climb_shown(session: Session, contest: Contest, area: str, pool: str) -> Document | None:
    """What a climb has shown of a sealed flag's ranking; None where none has begun."""
    return facts_of(session).document(FactKind.CLIMB, _key(contest, area, pool))


def _key(contest: Contest, area: str, pool: str) -> str:
    return f"{contest.series.id}/{contest.period.id}/{area}/{pool}"
