"""What the check before a ceremony has found."""

from dataclasses import dataclass, field
from typing import Any

from scoreboard.locale import in_language, say


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
