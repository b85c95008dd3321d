"""What a deed is called where people read the journal."""

from scoreboard.locale import catalogue


def deed_called(action: str, lang: str) -> str:
    """A deed by its words; by its name in the journal where it has none."""
    return catalogue("journal", lang).get(f"action.{action.replace('.', '_').replace(' ', '_')}", action)
