"""What the hall is told of an amended seal."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from scoreboard.publications.boards import latest_payload
from scoreboard.publications.questions import Payload
from scoreboard.publications.sealed import seal_key
from scoreboard.store.contest import Contest


def amended(session: Session, contest: Contest, ceremony: str) -> Payload | None:
    """How often a ceremony's seal has been amended, and the last time: why, by whom, and what it commits to now."""
    board = latest_payload(session, seal_key(ceremony))
    if board is None or not board["rows"]:
        return None
    last = board["rows"][-1]
    at = datetime.fromisoformat(last["at"]).astimezone(ZoneInfo(contest.competition.timezone))
    return {"count": len(board["rows"]), **last, "at": at.isoformat(timespec="seconds")}
