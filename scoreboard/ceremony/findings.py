"""What the check before a ceremony has found."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: `state` is "good", "note", "warning", "blocker", or "signed" for one signed off."""

    name: str
    state: str
    values: dict[str, Any] = field(default_factory=dict)
