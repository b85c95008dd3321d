"""What a director does when a ceremony leaves its sheet: hold, postpone, abort, publish the rest, say something.

None of these reveals a result, but `publish_rest`, which reveals all that are left.
"""

from datetime import date
from typing import Any, Literal

from scoreboard.ceremony.arranging_programme import renew_announced
from scoreboard.ceremony.blocking import unsigned
from scoreboard.ceremony.cue import Cue, Position
from scoreboard.ceremony.cues import key_of
from scoreboard.ceremony.cues.closing import publish_whole
from scoreboard.ceremony.events import State, claim, note, state_of
from scoreboard.ceremony.naming import flag_name, star_name
from scoreboard.ceremony.remaining import anything_left
from scoreboard.ceremony.scenes import scene
from scoreboard.ceremony.stage_control import BROKEN_OFF, Standpoint, append, draw_curtain, refuse_surprise, standpoint
from scoreboard.ceremony.stars_left import reveal_without_a_cue
from scoreboard.ceremony.undecided import refuse_undecided
from scoreboard.ceremony.visibility import real_sight
from scoreboard.desk import given_texts
from scoreboard.desk.award_day import award_no_later, move_award_day
from scoreboard.desk.opening_seals import open_announced
from scoreboard.desk.overall_flag import refuse_table_undecided
from scoreboard.desk.sealed_results import TABLE
from scoreboard.desk.taking_back import end_steps, only_title
from scoreboard.errors import BadInput, Refused
from scoreboard.publications.publishing import publish_stars
from scoreboard.publications.revealing import reveal, unrevealed_flags
from scoreboard.publications.scenes.message import MessageScene
from scoreboard.store.writing import Writing
from scoreboard.wire import UNSET, UnsetType

LONGEST_MESSAGE = 200
STOPS_FROM = {
    "hold": (State.GOING,),
    "postpone": (State.GOING, State.HELD),
    "abort": (State.GOING, State.HELD, State.POSTPONED),
}
"""In which states a ceremony can be stopped that way."""


def hold(writing: Writing, ceremony: str, reason: str = "", *, session: str | None = None) -> Standpoint:
    """Keep the stage as it is until `resume`: the hall keeps its picture, and no step is taken by mistake."""
    return _stop(writing, ceremony, "hold", reason, session)


def postpone(
    writing: Writing, ceremony: str, reason: str, *, to: date | None = None, session: str | None = None
) -> Standpoint:
    """Break a ceremony off to go on later: the hall is covered, then left to its boards; what is sealed stays so.

    `to` is the new day, also of the awards that are still sealed. Raises Refused for one that has told everything.
    """
    _need_reason(reason)
    here = _stop(writing, ceremony, "postpone", reason, session, **({"to": to.isoformat()} if to else {}))
    if to is not None:
        _hold_on(writing, here, to)
    return _covered(writing, here)


def abort(writing: Writing, ceremony: str, reason: str, *, session: str | None = None) -> Standpoint:
    """End a ceremony before its end: the hall is covered, then left to its boards; what is sealed stays so.

    Raises Refused for one that has told everything.
    """
    _need_reason(reason)
    return _covered(writing, _stop(writing, ceremony, "abort", reason, session))


def resume(writing: Writing, ceremony: str, reason: str = "", *, session: str | None = None) -> Standpoint:
    """Let a ceremony go on from where it stands; a hall that was left to its boards is covered again.

    Raises Refused where it is not stopped, BadInput without a reason for one that was postponed or aborted.
    """
    here = standpoint(writing.session, ceremony)
    state = state_of(writing.session, ceremony)
    if state is State.GOING:
        raise Refused("cue.going", ceremony=ceremony)
    if state is not State.HELD:
        _need_reason(reason)
    claim(writing, ceremony, session)
    note(writing, ceremony, "resume", reason=reason)
    _not_held_later(writing, here)
    left = here.to_boards is not None and here.position is not None
    return append(writing, here, here.position, covered=True) if left and here.position else here


def publish_rest(writing: Writing, ceremony: str, reason: str, *, session: str | None = None) -> Standpoint:
    """Publish at once all that the ceremony has not announced: flags, stars, the table and the bulletin.

    The stage goes to the closing cue, or shows the closing where the sheet does not end with one, so that the hall goes
    on to its boards; what covers a hall that has seen no step is taken away. Raises Refused while the period is open, a
    flag waits for a tie's decision or a star for its people (unless that was signed off), and where nothing is left;
    then nothing is published.
    """
    _need_reason(reason)
    here = standpoint(writing.session, ceremony)
    contest = here.contest
    if not contest.closed:
        raise Refused("cue.open", series=contest.series.id, period=contest.period.id)
    claim(writing, ceremony, session)
    for area, pool in unrevealed_flags(writing.session, contest):
        refuse_undecided(writing.session, contest, area, pool)
    refuse_table_undecided(writing.session, contest)
    _refuse_unsettled(writing, here)
    if not anything_left(writing.session, here):
        raise Refused("cue.nothing_left", ceremony=ceremony)
    note(writing, ceremony, "publish", reason=reason)
    _not_held_later(writing, here)
    award_no_later(writing, here.ceremony)
    for cue in here.sheet:
        if (key := key_of(cue)) is not None and key[0] == "star":
            reveal(writing, contest, *key)
    if not contest.is_year:
        reveal_without_a_cue(writing, contest, here.sheet, reason)
    publish_stars(writing, contest.period.id, reason)
    publish_whole(writing, contest, reason, yes=True)
    open_announced(writing, contest)
    if key_of(here.sheet[-1]) == TABLE:
        return append(writing, here, Position(len(here.sheet), 1))
    if here.position is None:
        return draw_curtain(writing, here, False) if here.covered else here
    sight = real_sight(writing.session, here.ceremony, contest, writing.now)
    return append(writing, here, here.position, shown=scene(sight, Cue("closing"), 1, 1))


def message(
    writing: Writing, ceremony: str, text: str, *, expect: int | None = None, session: str | None = None
) -> Standpoint:
    """Show words of the director's own on the stage; without words, the step that stood there before.

    Words are seen in place of a cover, which is there again once they are taken away: of the stage nothing is seen. The
    next move goes on from where the sheet stands. A hall may be told why a ceremony is held, postponed or aborted, too.
    Raises Refused before the first step.
    """
    here = standpoint(writing.session, ceremony)
    refuse_surprise(here, expect)
    if here.position is None:
        raise Refused("cue.not_begun", ceremony=ceremony)
    text = given_texts.text(text, lines=True, longest=LONGEST_MESSAGE)
    claim(writing, ceremony, session)
    boards: Literal["soon"] | UnsetType = "soon" if state_of(writing.session, ceremony) in BROKEN_OFF else UNSET
    if not text:
        return append(writing, here, here.position, covered=here.hidden, boards=boards)
    shown = MessageScene(kind="message", title="", text=text, covering=here.hidden or UNSET)
    return append(writing, here, here.position, shown=shown, boards=boards)


def take_back(writing: Writing, ceremony: str, reason: str, *, session: str | None = None) -> Standpoint:
    """End a ceremony that has shown nothing but its title, as if it had not begun: the hall goes back to its boards.

    Raises Refused where it has not begun, or has shown more.
    """
    _need_reason(reason)
    here = standpoint(writing.session, ceremony)
    if here.position is None:
        raise Refused("cue.not_begun", ceremony=ceremony)
    if not only_title(writing.session, here.contest, ceremony):
        raise Refused("cue.gone_on", ceremony=ceremony)
    claim(writing, ceremony, session)
    note(writing, ceremony, "taken_back", reason=reason)
    end_steps(writing, ceremony)
    return standpoint(writing.session, ceremony)


def _refuse_unsettled(writing: Writing, here: Standpoint) -> None:
    """Raises Refused where a winner is vetoed or people of a star wait for something, and nobody has signed that."""
    found = unsigned(writing.session, here.ceremony.id, here.contest, here.sheet, writing.now)
    left = next((one for one in found if one.name in ("star", "vetoed")), None)
    if left is not None:
        flag = flag_name(here.contest, left.area, left.pool) if left.area else ""
        star = star_name(writing.session, left.star) if left.star else ""
        raise Refused(f"cue.unsettled_{left.name}", ceremony=here.ceremony.id, flag=flag, star=star)


def _hold_on(writing: Writing, here: Standpoint, day: date) -> None:
    """The ceremony is held on another day, which is the day of the awards that are still sealed, too."""
    here.ceremony.held_on = day
    writing.session.add(here.ceremony)
    move_award_day(writing, here.ceremony)
    renew_announced(writing, here.ceremony)


def _not_held_later(writing: Writing, here: Standpoint) -> None:
    """What goes on before the day that it was put off to is held today: nothing is awarded after it has been shown."""
    today = here.contest.day_of(writing.now)
    if here.ceremony.held_on is not None and here.ceremony.held_on > today:
        _hold_on(writing, here, today)


def _stop(writing: Writing, ceremony: str, kind: str, reason: str, session: str | None, **detail: Any) -> Standpoint:
    here = standpoint(writing.session, ceremony)
    state = state_of(writing.session, ceremony)
    if state not in STOPS_FROM[kind]:
        raise Refused(f"cue.{state}", ceremony=ceremony)
    if kind != "hold" and here.ended and not anything_left(writing.session, here):
        raise Refused("cue.over", ceremony=ceremony)
    claim(writing, ceremony, session)
    note(writing, ceremony, kind, reason=reason, **detail)
    return here


def _covered(writing: Writing, here: Standpoint) -> Standpoint:
    return here if here.position is None else append(writing, here, here.position, covered=True, boards="soon")


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise BadInput("cue.reason")
