"""A live board that takes no more results: from when on, and whether that has begun."""

from datetime import datetime
from typing import Any

Payload = dict[str, Any]


def frozen_by(payload: Payload, now: datetime | None) -> Payload:
    """A board as it stands at a moment: no longer live once its freeze has begun."""
    freeze = payload.get("freeze")
    if now is None or freeze is None or not payload.get("live") or datetime.fromisoformat(freeze) > now:
        return payload
    return {**payload, "live": False, "frozen_since": freeze}


def clock_time(moment: str) -> str:
    """A moment as people read it."""
    return moment[:16].replace("T", " ")
