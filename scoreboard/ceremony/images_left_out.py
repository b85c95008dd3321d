"""Images that a hall leaves out, because the words beside them need all the room there; for each display's size.

No result is looked at: of a star all nominees with a portrait are, as if each had won.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, select

from scoreboard.ceremony.cues import kind_of
from scoreboard.ceremony.findings import Finding, first_few
from scoreboard.ceremony.scene_images import with_contents
from scoreboard.ceremony.scenes import scene
from scoreboard.ceremony.stage_control import Standpoint
from scoreboard.ceremony.unfit_images import can_be_shown
from scoreboard.ceremony.visibility import real_sight
from scoreboard.enums import NomineeStatus
from scoreboard.models import Nominee, Star
from scoreboard.publications.kinds.stars import StarRow
from scoreboard.publications.scene import Scene, SceneImage, portrait_of
from scoreboard.publications.scenes.star import StarWinner
from scoreboard.store.contest import Name, names_on
from scoreboard.store.named_images import portraits_of

ShowsImage = Callable[[Scene, tuple[int, int]], bool]
"""Whether the image that a scene brings along is seen on a display of so many cells."""
RESULT = "88.88"
"""What stands in for a result: all have as many digits."""
MOST_PORTRAITS = 200
"""Portraits that are tried at most, so that nobody waits for a check."""


def left_out(
    session: Session, here: Standpoint, now: datetime, halls: Sequence[tuple[int, int]], shows: ShowsImage
) -> Iterator[Finding]:
    """A finding for the cues, and one for the people, whose images are left out on some display."""
    for name, scenes in (("left_out", _of_cues(session, here, now)), ("left_out_portraits", _won(session, here, now))):
        missed = [(who, hall) for who, shown in scenes for hall in halls if not shows(shown, hall)]
        if missed:
            small = ", ".join(f"{columns}x{rows}" for columns, rows in sorted({hall for _, hall in missed}))
            names = list(dict.fromkeys(who for who, _ in missed))
            yield Finding(name, "warning", {"count": len(names), "names": first_few(names), "halls": small})


def _of_cues(session: Session, here: Standpoint, now: datetime) -> Iterator[tuple[str, Scene]]:
    """The first step of each cue that shows an image or an emblem with it; nothing of it is sealed."""
    sight = real_sight(session, here.ceremony, here.contest, now)
    for number, cue in enumerate(here.sheet, 1):
        if "image" not in kind_of(cue).uses:
            continue
        made = with_contents(session, scene(sight, cue, 1, 1))
        if made.image and can_be_shown(made.image):
            yield f"{number} ({cue.image})" if cue.image else str(number), made


def _won(session: Session, here: Standpoint, now: datetime) -> Iterator[tuple[str, Scene]]:
    """Each nominee who has a portrait, as the only winner of their star."""
    if here.contest.competition.publicity_mask:
        return
    stars = {cue.star for cue in here.sheet if cue.star and kind_of(cue).reveals is not None}
    rows = session.exec(
        select(Nominee)
        .where(Nominee.period_id == here.contest.period.id, Nominee.series_id == here.contest.series.id)
        .order_by(Nominee.star_id, Nominee.unit_id, Nominee.person)
    ).all()
    people = [row for row in rows if row.star_id in stars]
    digests = portraits_of(session, [(row.unit_id, row.person) for row in people])
    pictured = [row for row in people if (row.unit_id, row.person) in digests][:MOST_PORTRAITS]
    names = names_on(session, here.contest.naming_day(now), [row.unit_id for row in pictured])
    for row in pictured:
        image = SceneImage(digest=digests[row.unit_id, row.person])
        winner = as_winner(session, row, names[row.unit_id])
        shown = with_contents(session, replace(winner, images={portrait_of(row.unit_id, row.person): image}))
        if can_be_shown(shown.every_image[0]):
            yield row.person, shown


def as_winner(session: Session, row: Nominee, unit: Name) -> StarWinner:
    """A nominee as the only winner of their star."""
    star = session.get_one(Star, row.star_id)
    told = StarRow(
        star=star.id,
        star_name=star.name,
        star_name_en=star.name_en or star.name,
        unit=row.unit_id,
        name=unit.name,
        short_name=unit.short_name,
        name_en=unit.name_en,
        person=row.person,
        person_en=row.person_en or row.person,
        post=row.post,
        post_en=row.post_en or row.post,
        result=RESULT,
        status=NomineeStatus.CONFIRMED,
        notice_until=None,
    )
    return StarWinner(star=star.id, star_name=star.name, star_name_en=star.name_en or star.name, place=1, rows=(told,))
