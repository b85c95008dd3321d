"""What the hall is told of an amended seal."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from scoreboard.publications.boards import latest_board
from scoreboard.publications.commitments import SealBoard, seal_key
from scoreboard.publications.scene import Amendment
from scoreboard.store.contest import Contest


def amended(session: Session, contest: Contest, ceremony: str) -> Amendment | None:
    """How often a ceremony's seal has been amended, and the last time: why, by whom, and what it commits to now."""
    board: SealBoard | None = latest_board(session, seal_key(ceremony))
    if board is None or not board.rows:
        return None
    last = board.rows[-1]
    at = datetime.fromisoformat(last.at).astimezone(ZoneInfo(contest.competition.timezone))
    return Amendment(
        count=len(board.rows),
        commitment=last.commitment,
        reason=last.reason,
        sealed_by=last.sealed_by,
        approved_by=last.approved_by,
        approver=last.approver,
        signatures=last.signatures,
        at=at.isoformat(timespec="seconds"),
    )
