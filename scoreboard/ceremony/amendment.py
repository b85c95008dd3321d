"""What the hall is told of an amended seal."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from scoreboard.publications.boards import latest_payload
from scoreboard.publications.scene import Amendment
from scoreboard.publications.sealed import seal_key
from scoreboard.store.contest import Contest
from scoreboard.wire import from_json


def amended(session: Session, contest: Contest, ceremony: str) -> Amendment | None:
    """How often a ceremony's seal has been amended, and the last time: why, by whom, and what it commits to now."""
    board = latest_payload(session, seal_key(ceremony))
    if board is None or not board["rows"]:
        return None
    last = board["rows"][-1]
    at = datetime.fromisoformat(last["at"]).astimezone(ZoneInfo(contest.competition.timezone))
    said = {"count": len(board["rows"]), **last, "at": at.isoformat(timespec="seconds")}
    return from_json(Amendment, said)
