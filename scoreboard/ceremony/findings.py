"""What the check before a ceremony has found."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from scoreboard.locale import in_language, say

NAMED = 5
"""How many examples a finding names."""


def first_few(found: Sequence[str]) -> tuple[str, ...]:
    """The first examples, and a sign for the others."""
    return (*found[:NAMED], *("…" for _ in found[NAMED : NAMED + 1]))


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: `state` is "good", "note", "warning", "blocker", or "signed" for one signed off."""

    name: str
    state: str
    values: dict[str, Any] = field(default_factory=dict)

    def text(self, lang: str) -> str:
        """What was found, in words; names are listed as the language lists them."""
        values = {name: in_language(value, lang) for name, value in self.values.items()}
        return say(f"ceremony.check.{self.name}.{self.state}", lang, **values)
