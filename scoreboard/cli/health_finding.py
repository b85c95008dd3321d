"""One thing that doctor has looked at."""

from dataclasses import dataclass


@dataclass(frozen=True)
class HealthFinding:
    """One thing that was looked at: `state` is "good", "note" or "bad"."""

    name: str
    state: str
    value: str
    advice: str = ""
