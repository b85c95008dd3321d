"""What a step would show, before it is taken. For directors only: it holds the result that the step reveals."""

from scoreboard.ceremony.rehearsal import rehearse
from scoreboard.ceremony.scene_images import with_contents
from scoreboard.ceremony.stage_control import Move, standpoint, take_step
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import Refused
from scoreboard.publications.scene import Scene
from scoreboard.publications.scenes import scene_of
from scoreboard.settings import Settings
from scoreboard.store.engine import Store


class _TakenBackError(Exception):
    """Ends a transaction of which nothing is to be kept."""


def preview(store: Store, settings: Settings, ceremony_id: str, move: Move, *, rehearsal: bool = False) -> Scene | None:
    """The scene of a move, exactly as the hall would see it: the step is taken and taken back in one transaction.

    With `rehearsal` it is a move of the rehearsal that is running. The scene brings its images along.
    Nobody else sees anything of it. Raises Refused where the move would be, though not for a ceremony that is held,
    whose start is locked, or that wants a second press.
    """
    shown: Scene | None = None
    try:
        with acting(store, settings, "direct", ceremony=ceremony_id) as writing:
            if rehearsal:
                drawn = rehearse(writing, ceremony_id, move).last
                shown = None if drawn is None else with_contents(writing.session, scene_of(drawn.scene))
                raise _TakenBackError
            here = standpoint(writing.session, ceremony_id)
            if not here.contest.closed:
                raise Refused("cue.open", series=here.contest.series.id, period=here.contest.period.id)
            last = take_step(writing, here, move, yes=True).last
            shown = None if last is None else with_contents(writing.session, scene_of(last.scene))
            raise _TakenBackError
    except _TakenBackError:
        return shown
