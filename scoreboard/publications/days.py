"""Days as people write and read them out, in each language: 2010年9月30日, 30 September 2010."""

from datetime import date, datetime

from scoreboard.locale import say


def told_day(day: date | str, lang: str) -> str:
    """A day with its year."""
    return _told("full", _date(day), lang)


def told_day_of_year(day: date | str, lang: str) -> str:
    """A day of a year that everybody knows."""
    return _told("short", _date(day), lang)


def told_moment(moment: str, lang: str, *, year: bool = True) -> str:
    """A minute of a day, by the clock of the place that it is told in."""
    at = datetime.fromisoformat(moment)
    return say("year.day.moment", lang, day=_told("full" if year else "short", at, lang), time=f"{at:%H:%M}")


def told_days(start: str, end: str, lang: str) -> str:
    """From which day to which, each year and month said once; one day where it is the same, or only one is known."""
    known = [date.fromisoformat(day) for day in (start, end) if day]
    if len(set(known)) < 2:
        return told_day(known[0], lang) if known else ""
    first, last = known
    if first.year != last.year:
        return say("year.day.span", lang, first=_told("full", first, lang), last=_told("full", last, lang))
    if first.month != last.month:
        return say("year.day.span_of_year", lang, **_parts(first, lang), last=_told("short", last, lang))
    return say("year.day.span_of_month", lang, **_parts(first, lang), last=last.day)


def _date(day: date | str) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day


def _told(how: str, day: date, lang: str) -> str:
    return say(f"year.day.{how}", lang, **_parts(day, lang))


def _parts(day: date, lang: str) -> dict[str, object]:
    return {"year": day.year, "month": say(f"year.day.month.{day.month}", lang), "day": day.day}
