"""Stars that no cue of a ceremony shows: who is elected becomes public with the closing, as flags without a cue do."""

from sqlmodel import Session, select

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cues import key_of
from scoreboard.desk.sealed import announced, nominees_by_star
from scoreboard.enums import NomineeStatus
from scoreboard.models import Nominee
from scoreboard.publications.publishing import publish_stars
from scoreboard.publications.revealing import reveal
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
