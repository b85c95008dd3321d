"""What a step would show, before it is taken. For directors only: it holds the result that the step reveals."""

from dataclasses import replace

from sqlmodel import Session

from scoreboard.ceremony.rehearsal import rehearse
from scoreboard.ceremony.stage_control import Move, standpoint, take_step
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import Refused
from scoreboard.models import CueImage
from scoreboard.publications.scene import Scene, SceneImage
from scoreboard.publications.scenes import scene_of
from scoreboard.settings import Settings
from scoreboard.store.engine import Store


class _TakenBackError(Exception):
    """Ends a transaction of which nothing is to be kept."""


def preview(store: Store, settings: Settings, ceremony_id: str, move: Move, *, rehearsal: bool = False) -> Scene | None:
    """The scene of a move, exactly as the hall would see it: the step is taken and taken back in one transaction.

    With `rehearsal` it is a move of the rehearsal that is running. The scene brings its image along.
    Nobody else sees anything of it. Raises Refused where the move would be, though not for a ceremony that is held,
    whose start is locked, or that wants a second press.
    """
    shown: Scene | None = None
    try:
        with acting(store, settings, "direct", ceremony=ceremony_id) as writing:
            if rehearsal:
                drawn = rehearse(writing, ceremony_id, move).last
                shown = None if drawn is None else scene_of(drawn.scene)
                raise _TakenBackError
            here = standpoint(writing.session, ceremony_id)
            if not here.contest.closed:
                raise Refused("cue.open", series=here.contest.series.id, period=here.contest.period.id)
            last = take_step(writing, here, move, yes=True).last
            shown = None if last is None else _with_image(writing.session, scene_of(last.scene))
            raise _TakenBackError
    except _TakenBackError:
        return shown


def _with_image(session: Session, scene: Scene) -> Scene:
    """A scene with the content of its image, as whoever reads the public file gets it once it is shown."""
    kept = session.get(CueImage, scene.image_digest)
    return scene if kept is None else replace(scene, image=SceneImage(digest=kept.digest, content=kept.content))
