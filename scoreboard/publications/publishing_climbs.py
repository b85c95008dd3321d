"""Making public what a climb shows of a sealed flag's ranking, a few places at a time from the bottom."""

from sqlmodel import Session

from scoreboard.facts import FactKind
from scoreboard.models import Reveal
from scoreboard.publications.boards import sealed_picture
from scoreboard.publications.climbed import climbed_words
from scoreboard.publications.contest_facts import publish_contest
from scoreboard.publications.vetoing import boards_key, changes_of
from scoreboard.store.contest import Contest
from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.public.facts import Document
from scoreboard.store.writing import Writing


def publish_climb(writing: Writing, contest: Contest, area: str, pool: str, lowest: int) -> None:
    """Show who stands at a place of a flag's ranking or below it, and who has no place, as of now.

    No place that was shown is taken back; whoever a correction has moved up since comes again with the place where they
    stand now. Of a flag that has been revealed everything is public already.
    """
    if is_revealed(writing.session, contest, area, pool):
        return
    known = climb_shown(writing.session, contest, area, pool)
    lowest = lowest if known is None else min(lowest, known["from"])
    standings = sealed_picture(writing.session, contest, writing.now).scores.standings(area, pool)
    changes = changes_of(writing)
    boards = publish_contest(changes, contest)
    if changes.put(FactKind.CLIMB, {_key(contest, area, pool): climbed_words(lowest, standings)}):
        changes.touch(boards_key(boards, area))


def is_revealed(session: Session, contest: Contest, area: str, pool: str) -> bool:
    """Whether a flag has been shown, and all of its ranking with it."""
    return session.get(Reveal, ("flag", contest.series.id, contest.period.id, area, pool)) is not None


def climb_shown(session: Session, contest: Contest, area: str, pool: str) -> Document | None:
    """What a climb has shown of a sealed flag's ranking; None where none has begun."""
    return facts_of(session).document(FactKind.CLIMB, _key(contest, area, pool))


def _key(contest: Contest, area: str, pool: str) -> str:
    return f"{contest.series.id}/{contest.period.id}/{area}/{pool}"
