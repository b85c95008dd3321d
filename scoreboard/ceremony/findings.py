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


def comes_to(findings: Sequence[Finding]) -> str:
    """What a check without blockers comes to, as the catalogue calls it.

    A ceremony that cannot be sealed yet may begin, and then never will be: that is told where it is told that it may.
    """
    return "ready_unsealed" if any(one.name == "waits" for one in findings) else "ready"
