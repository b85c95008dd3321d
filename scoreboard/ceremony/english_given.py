"""Whether a contest is shown in English at all: one in Chinese alone lacks no English names."""

from collections.abc import Iterable

from sqlmodel import Session

from scoreboard.ceremony.stage_control import Standpoint
from scoreboard.publications.display_reports import Report
from scoreboard.store.contest import Name, competition_of


def given_in_english(
    session: Session, here: Standpoint, units: Iterable[Name], pairs: Iterable[tuple[str, str]]
) -> bool:
    """Whether anything has been written in English; titles that the program makes itself are nothing of that.

    `pairs` are other names in Chinese and English, the latter empty where there is none.
    """
    series, ceremony = here.contest.series, here.ceremony
    if any(unit.name_en != unit.name for unit in units) or any(english for _, english in pairs):
        return True
    words = [competition_of(session).name_en, series.name_en, *ceremony.slogans_en, ceremony.venue_en]
    return any((*words, *(text for cue in here.sheet for text in (cue.title_en, cue.text_en))))


def shown_in_english(reports: Iterable[Report]) -> bool:
    """Whether a display is set to English, or to both languages."""
    looks = [one.look.split("_") for one in reports]
    return any(look[0] == "en" or "both" in look for look in looks)
