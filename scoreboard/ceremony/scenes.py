"""What a step shows: its scene as a payload.

It is built after the step's reveals and from public facts, so that it holds nothing of later steps. Third and second
place of a flag and single winners of a star are the exception: those steps show one sealed place and only that.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from scoreboard.ceremony.run_sheet import Cue
from scoreboard.ceremony.sight import Sight, without_sealed_vetoes
from scoreboard.ceremony.winners import elected, flag_scene, star_scene
from scoreboard.publications.boards import (
    flags_board,
    latest_payload,
    overall_board,
    ranking_board,
)
from scoreboard.publications.kinds import annual
from scoreboard.publications.kinds import range as possible
from scoreboard.publications.public_year import public_records
from scoreboard.publications.questions import Payload
from scoreboard.publications.sealed import seal_key
from scoreboard.publications.year import Year, with_ledger, year_of
from scoreboard.store.contest import Contest, names_on
from scoreboard.store.public.asking_main import facts_of

BLOCKS = {"rest": (4, None), "second": (2, 3), "first": (1, 1)}
"""First and last place of each block of a ranking that is shown from the bottom; None for the last of all."""
YEARLY: Mapping[str, Callable[[Year], Payload]] = {"annual": annual.board_of, "range": possible.board_of}
WORDS = ("speech", "interlude", "message", "photo")


def scene(sight: Sight, cue: Cue, step: int, number: int) -> Payload:
    """The payload of a cue's step. `number` counts the cues of its kind up to this one."""
    return {**_scene(sight, cue, step, number), **sight.extras}


def _scene(sight: Sight, cue: Cue, step: int, number: int) -> Payload:
    session, picture = sight.session, sight.public
    match cue.kind:
        case "title":
            return _title(sight)
        case "flag":
            return flag_scene(sight, cue, step, number)
        case "star":
            return star_scene(sight, cue, step)
        case "ranking":
            return _ranking(sight, cue, step)
        case "flags":
            return {"scene": "wall", "board": flags_board(picture, picture.contest.areas)}
        case "stars":
            return {"scene": "roll", "board": elected(sight.stars())}
        case "table":
            return {"scene": "table", "board": overall_board(session, without_sealed_vetoes(picture, sight.vetoed))}
        case "pledges" | "annual":
            return {"scene": cue.kind, "board": _published(sight, cue.kind, cue.kind)}
        case "range":
            return {"scene": "range", "board": _published(sight, f"range/{picture.contest.series.id}", "range")}
        case "countdown":
            return {"scene": "countdown", "title": cue.title, "seconds": cue.seconds}
        case "closing":
            return {**_title(sight), "scene": "closing", "board": overall_board(session, picture)}
        case _:
            return {"scene": cue.kind if cue.kind in WORDS else "message", "title": cue.title, "text": cue.text}


def _title(sight: Sight) -> Payload:
    ceremony, picture = sight.ceremony, sight.public
    host = picture.contest.series.host
    name = names_on(sight.session, picture.contest.naming_day(picture.now), [host]).get(host)
    sealed = latest_payload(sight.session, seal_key(ceremony.id))
    change = amended(sight.session, picture.contest, ceremony.id)
    return {
        "scene": "title",
        "title": ceremony.title,
        "title_en": ceremony.title_en or ceremony.title,
        "host": name.name if name else host,
        "host_en": name.name_en if name else host,
        "venue": ceremony.venue,
        "date": None if ceremony.held_on is None else ceremony.held_on.isoformat(),
        "slogans": list(ceremony.slogans),
        "commitment": None if sealed is None else sealed["commitment"],
        **({"amended": change} if change else {}),
    }


def amended(session: Session, contest: Contest, ceremony: str) -> Payload | None:
    """How often a ceremony's seal has been amended, and the last time: why, by whom, and what it commits to now."""
    board = latest_payload(session, seal_key(ceremony))
    if board is None or not board["rows"]:
        return None
    last = board["rows"][-1]
    at = datetime.fromisoformat(last["at"]).astimezone(ZoneInfo(contest.competition.timezone))
    return {"count": len(board["rows"]), **last, "at": at.isoformat(timespec="seconds")}


def _ranking(sight: Sight, cue: Cue, step: int) -> Payload:
    """What is public of a ranking. It reveals nothing: before its flag's cue it says that nothing is revealed yet."""
    board = ranking_board(sight.session, sight.public, sight.contest.area(cue.area))
    rows = [row for row in board["rows"] if cue.pool in ("", row["pool"])]
    early = {} if cue.pool in sight.public.pools_shown(cue.area) else {"unrevealed": True}
    if cue.steps == 1:
        return {"scene": "ranking", "board": {**board, "rows": rows}, **early}
    first, last = BLOCKS[cue.moments[step - 1]]
    shown = [
        row
        for row in rows
        if (last is None if row["rank"] is None else first <= row["rank"] and (last is None or row["rank"] <= last))
    ]
    lowest = max((row["rank"] for row in rows if row["rank"] is not None), default=first)
    places = {"from": first, "to": last or max(first, lowest)}
    return {"scene": "ranking", "board": {**board, "rows": shown}, **places, **early}


def _published(sight: Sight, key: str, board: str) -> Payload:
    """A board as it was published last, or one without rows; in a rehearsal the year as its flags have made it."""
    contest = sight.contest
    if sight.public.drawn and board in YEARLY and contest.series.id == contest.competition.annual.get("series"):
        zone = ZoneInfo(contest.competition.timezone)
        records = public_records(facts_of(sight.session), sight.public.now.astimezone(zone).date())
        if records is not None:
            return YEARLY[board](year_of(with_ledger(records, sight.public.ledger)))
    nothing = {
        "board": board,
        "competition": contest.competition.id,
        "series": contest.series.id,
        "period": contest.period.id,
        "rows": [],
    }
    return latest_payload(sight.session, key) or nothing
