"""Stars that a ceremony has not announced when it closes: those of a cue are named, those without one become public.

As flags without a cue do.
"""

from sqlmodel import Session, select

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cues import key_of
from scoreboard.ceremony.naming import star_name
from scoreboard.desk.sealed_results import announced, nominees_by_star
from scoreboard.enums import NomineeStatus
from scoreboard.errors import Refused
from scoreboard.models import Nominee
from scoreboard.publications.publishing import publish_stars
from scoreboard.publications.revealing import reveal, unrevealed_flags
from scoreboard.store.contest import Contest
from scoreboard.store.writing import Writing


def stars_without_a_cue(session: Session, contest: Contest, sheet: tuple[Cue, ...]) -> list[str]:
    """The star categories with nominees of the contest that no cue of its sheet shows, in the order of the stars."""
    shown = {key[1] for key in map(key_of, sheet) if key is not None and key[0] == "star"}
    return [star for star in nominees_by_star(session, contest) if star not in shown]


def sealed_without_a_cue(session: Session, contest: Contest, sheet: tuple[Cue, ...]) -> list[str]:
    """Those of them of which somebody is elected and nobody outside knows it yet."""
    left = [
        star
        for star in stars_without_a_cue(session, contest, sheet)
        if not announced(session, contest, ("star", star, ""))
    ]
    elected = session.exec(
        select(Nominee.star_id).where(
            Nominee.series_id == contest.series.id,
            Nominee.period_id == contest.period.id,
            Nominee.status == NomineeStatus.CONFIRMED,
        )
    ).all()
    return [star for star in left if star in elected]


def reveal_without_a_cue(writing: Writing, contest: Contest, sheet: tuple[Cue, ...], reason: str = "") -> None:
    """Make those public."""
    left = sealed_without_a_cue(writing.session, contest, sheet)
    for star in left:
        reveal(writing, contest, "star", star)
    if left:
        publish_stars(writing, contest.period.id, reason)


def refuse_stars_left(session: Session, contest: Contest, sheet: tuple[Cue, ...]) -> None:
    """Raises Refused where stars of the sheet have not been announced: the bulletin would be printed without them."""
    stars = (key for cue in sheet if (key := key_of(cue)) is not None and key[0] == "star")
    left = dict.fromkeys(key[1] for key in stars if not announced(session, contest, key))
    if left:
        count = 0 if contest.is_year else len(unrevealed_flags(session, contest))
        names = tuple(star_name(session, star) for star in left)
        raise Refused("cue.flags_and_stars_left" if count else "cue.stars_left", count=count, stars=names)
