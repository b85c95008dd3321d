"""What was done about a nominee, in words."""

from collections.abc import Iterator

from scoreboard.desk.nominee_history import DeedAboutNominee, NomineeHistory
from scoreboard.locale import say


def deed_told(deed: DeedAboutNominee, lang: str) -> str:
    """A deed with its day, why it was done, by what document, and who has entered it."""
    done = say(f"desk.stars.deed.{deed.deed}", lang)
    by = say("desk.stars.deed_by", lang, who=deed.who)
    return "  ".join(part for part in (deed.on.isoformat(), done, deed.reason, deed.document, by) if part)


def places_told(history: NomineeHistory, lang: str) -> Iterator[str]:
    """Whose place the nominee has taken, and who has taken theirs."""
    if history.substitute_for is not None:
        yield say("desk.stars.in_place_of", lang, person=history.substitute_for.said(lang))
    if history.substitute is not None:
        yield say("desk.stars.replaced_by", lang, person=history.substitute.said(lang))
