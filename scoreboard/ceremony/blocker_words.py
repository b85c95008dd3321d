"""What stands in the way of a ceremony in words: by names, and what can be done about it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session

from scoreboard.ceremony.blocking import Blocker
from scoreboard.ceremony.naming import flag_name, star_name, unit_name, units_named
from scoreboard.locale import LANGUAGES, Both, listed, listed_texts, say
from scoreboard.publications.names import named
from scoreboard.store.contest import Contest


def called(session: Session, contest: Contest, blocker: Blocker, now: datetime) -> Both:
    """What stands in the way, by names: the flag or the star, and the units or people that it is about."""
    if blocker.star:
        return _called_star(session, contest, blocker, now)
    flag = flag_name(contest, blocker.area, blocker.pool)
    names = units_named(session, contest, now, blocker.units)
    units = [unit_name(names[unit]) for unit in blocker.units]
    if not units:
        return flag
    return Both(
        f"{flag.zh}：{listed((one.zh for one in units), 'zh')}", f"{flag.en}: {listed((one.en for one in units), 'en')}"
    )


def _called_star(session: Session, contest: Contest, blocker: Blocker, now: datetime) -> Both:
    star, names = star_name(session, blocker.star), units_named(session, contest, now, {p.unit for p in blocker.people})
    people: dict[str, list[str]] = {"zh": [], "en": []}
    for one in blocker.people:
        unit = unit_name(names[one.unit])
        for lang, told in people.items():
            until = one.until.isoformat() if one.until else ""
            why = say(f"ceremony.awaited.{one.awaited}", lang, until=until)
            person = named(one.person, one.person_en, lang)
            told.append(say("ceremony.check.person", lang, person=person, unit=unit.said(lang), why=why))
    return Both(f"{star.zh}：{listed(people['zh'], 'zh')}", f"{star.en}: {listed(people['en'], 'en')}")


def way_out(found: Iterable[Blocker]) -> Both:
    """What is to be done so that these stand in the way no longer, each thing once."""
    needs = [need for one in found for need in ([f"star_{person.awaited}" for person in one.people] or [one.name])]
    ways = [f"ceremony.way_out.{need}" for need in dict.fromkeys(needs)]
    return in_one([Both(say(way, "zh"), say(way, "en")) for way in ways])


def in_one(texts: Sequence[Both]) -> Both:
    """Texts that may have the sign of a list within, in one line."""
    return Both(*(listed_texts((one.said(lang) for one in texts), lang) for lang in LANGUAGES))
