"""What a step shows: its scene as a payload, from what is public once the step is taken."""

from typing import Any

from sqlmodel import Session

from scoreboard.ceremony.run_sheet import Cue
from scoreboard.models import Ceremony, Star
from scoreboard.publications.boards import (
    Payload,
    Picture,
    area_words,
    flag_row,
    flags_board,
    overall_board,
    ranking_board,
)
from scoreboard.publications.stars import stars_board
from scoreboard.store.contest import names_on

TOP = 5
"""How many places of an area's ranking are shown beside its flag."""


def scene(session: Session, ceremony: Ceremony, picture: Picture, cue: Cue, step: int, number: int) -> Payload:
    """The payload of a cue's step. `number` counts the cues of its kind up to this one.

    It is built after the step's reveals, and from public facts alone, so that it holds nothing of later steps.
    """
    match cue.kind:
        case "title":
            return _title(session, ceremony, picture)
        case "flag":
            return _flag(session, picture, cue, step, number)
        case "ranking":
            board = ranking_board(session, picture, picture.contest.area(cue.area))
            return {"scene": "ranking", "board": board}
        case "flags":
            return {"scene": "wall", "board": flags_board(picture, picture.contest.areas)}
        case "star":
            return _star(session, picture, cue, step)
        case "stars":
            return {"scene": "roll", "board": stars_board(session, picture.contest.period.id, picture.now)}
        case "closing":
            return {**_title(session, ceremony, picture), "scene": "closing", "board": overall_board(session, picture)}
        case _:
            return {"scene": "message", "kind": cue.kind, "title": cue.title, "text": cue.text}


def _title(session: Session, ceremony: Ceremony, picture: Picture) -> Payload:
    host = picture.contest.series.host
    name = names_on(session, picture.contest.naming_day(picture.now), [host]).get(host)
    return {
        "scene": "title",
        "title": ceremony.title,
        "title_en": ceremony.title_en or ceremony.title,
        "host": name.name if name else host,
        "host_en": name.name_en if name else host,
        "venue": ceremony.venue,
        "date": None if ceremony.held_on is None else ceremony.held_on.isoformat(),
        "slogans": list(ceremony.slogans),
    }


def _flag(session: Session, picture: Picture, cue: Cue, step: int, number: int) -> Payload:
    contest = picture.contest
    area = contest.area(cue.area)
    previous = picture.ledger.holders_before((area.id, cue.pool), contest.period.id)
    payload: dict[str, Any] = {
        "scene": "flag",
        "moment": "contest",
        **area_words(area),
        "pool": cue.pool or None,
        "previous": [picture.unit(unit) for unit in previous],
        "number": number,
    }
    term = picture.ledger.term((area.id, cue.pool), contest.period.id)
    if step == 1 or term is None:
        return payload
    rows = ranking_board(session, picture, area)["rows"]
    top = [row for row in rows if cue.pool in ("", row["pool"]) and row["rank"] is not None][:TOP]
    return {
        **payload,
        "moment": "transfer",
        "row": flag_row(picture, area, cue.pool, term),
        "top": top,
        "decimals": contest.rules.decimals,
    }


def _star(session: Session, picture: Picture, cue: Cue, step: int) -> Payload:
    star = session.get_one(Star, cue.star)
    payload = {
        "scene": "star",
        "moment": "category" if step == 1 else "winners",
        "star": star.id,
        "star_name": star.name,
        "star_name_en": star.name_en or star.name,
    }
    if step == 1:
        return payload
    rows = stars_board(session, picture.contest.period.id, picture.now)["rows"]
    return {**payload, "rows": [row for row in rows if row["star"] == star.id and row["status"] == "confirmed"]}
