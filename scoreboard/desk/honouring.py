"""Honours: the +1 of 9+1-1, each with the document that proves it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import col, select

from scoreboard.desk import given_texts
from scoreboard.desk.amending import amend_year
from scoreboard.errors import BadInput, Refused
from scoreboard.models import Honour, Unit
from scoreboard.publications.honour_levels import level_of
from scoreboard.publications.publishing import publish_honours
from scoreboard.rules.counted_honours import CountedHonour, GivenHonour, aside_from, bonus, count_honours
from scoreboard.store.contest import competition_of
from scoreboard.store.writing import Writing
from scoreboard.store.years import year_days


@dataclass(frozen=True)
class Honoured:
    """What an honour adds to its unit's year, and why that is not what it is worth at its level."""

    level: str
    added: Decimal
    less: str
    """`early` or `late`, `lower` where the same one counts at this level or a higher one already, `higher` where it
    replaces one of a lower level, `capped` at the year's most; empty where it adds all that it is worth."""
    cap: Decimal


@dataclass(frozen=True)
class HonourInEnglish:
    """What the words of an honour are in English, as far as there are any."""

    title: str = ""
    document: str = ""
    person: str = ""


NO_ENGLISH = HonourInEnglish()


def honour(
    writing: Writing,
    unit: Unit,
    level: str,
    title: str,
    document: str,
    awarded_on: date,
    person: str = "",
    english: HonourInEnglish = NO_ENGLISH,
) -> Honoured:
    """Record an honour of a unit, or of somebody of it; it is public at once.

    Raises BadInput for a level that the competition does not have or words that are none, Refused where it has been
    recorded already.
    """
    level, worth = _level(writing, level)
    title, document, person = _words("title", title), _words("document", document), given_texts.text(person)
    if _recorded(writing, unit, level, title, person) is not None:
        raise Refused("honour.exists", unit=unit.id, level=level, title=title)
    row = Honour(unit_id=unit.id, person=person, level=level, title=title, document=document, awarded_on=awarded_on)
    row.title_en, row.document_en = given_texts.text(english.title), given_texts.text(english.document)
    row.person_en = given_texts.text(english.person)
    writing.session.add(row)
    writing.session.flush()
    writing.record("honour", f"{unit.id}/{level}", after=_told(row))
    _follow(writing, row)
    return _honoured(writing, row, worth)


def _honoured(writing: Writing, row: Honour, worth: Decimal) -> Honoured:
    """What an honour adds to what the others of its unit come to."""
    annual, (start, end) = competition_of(writing.session).annual, year_days(writing.session)
    cap, points = Decimal(annual["honour_cap"]), {level: Decimal(each) for level, each in annual["honours"].items()}
    of_unit = select(Honour).where(Honour.unit_id == row.unit_id).order_by(col(Honour.awarded_on), col(Honour.id))
    rows = writing.session.exec(of_unit).all()

    def counted(some: Iterable[Honour]) -> tuple[CountedHonour, ...]:
        asides = ((one, aside_from(one.awarded_on, start, end, rolled=bool(one.rolled_from))) for one in some)
        return count_honours([GivenHonour(one.title, one.level, one.person, aside) for one, aside in asides], points)

    every, others = counted(rows), counted(one for one in rows if one is not row)
    mine = every[rows.index(row)]
    added = bonus(every, cap) - bonus(others, cap)
    if not mine.counted:
        less = str(mine.state)
    elif added == worth:
        less = ""
    else:
        less = "higher" if bonus(every, cap) == bonus(every, Decimal(0)) else "capped"
    return Honoured(row.level, added, less, cap)


def withdraw_honour(writing: Writing, unit: Unit, level: str, title: str, person: str = "") -> None:
    """Take back an honour that was recorded by mistake; the journal keeps it. Raises Refused where there is none."""
    level = level_of(level, _levels(writing)) or level
    row = _recorded(writing, unit, level, title.strip(), person.strip())
    if row is None:
        raise Refused("honour.none", unit=unit.id, level=level, title=title)
    before = _told(row)
    writing.session.delete(row)
    writing.session.flush()
    writing.record("honour.withdraw", f"{unit.id}/{level}", before=before)
    _follow(writing, row)


def _levels(writing: Writing) -> Mapping[str, str]:
    levels: Mapping[str, str] = competition_of(writing.session).annual.get("honours", {})
    return levels


def _level(writing: Writing, text: str) -> tuple[str, Decimal]:
    """The level that is meant, and what it is worth."""
    levels = _levels(writing)
    level = level_of(text, levels)
    if level is None:
        raise BadInput("honour.level", level=text, allowed=", ".join(levels) or "-")
    return level, Decimal(levels[level])


def _words(what: str, text: str) -> str:
    kept = given_texts.text(text)
    if not kept:
        raise BadInput(f"honour.{what}", text=text)
    return kept


def _recorded(writing: Writing, unit: Unit, level: str, title: str, person: str) -> Honour | None:
    return writing.session.exec(
        select(Honour).where(
            Honour.unit_id == unit.id, Honour.level == level, Honour.title == title, Honour.person == person
        )
    ).first()


def _follow(writing: Writing, row: Honour) -> None:
    """The year follows, and its boards say for what."""
    reason = f"{row.title} {row.document}".strip()
    publish_honours(writing, reason)
    amend_year(writing, reason)


def _told(row: Honour) -> dict[str, str]:
    """An honour as the journal keeps it."""
    person = {"person": row.person} if row.person else {}
    return {"title": row.title, **person, "document": row.document, "awarded_on": row.awarded_on.isoformat()}
