"""Whose images there are: the digests of the contest's emblem, of those of flags, and of portraits."""

from collections.abc import Iterable, Mapping

from sqlmodel import Session, col, select

from scoreboard.enums import ImageOf
from scoreboard.models import NamedImage


def emblems_of_flags(session: Session) -> Mapping[str, str]:
    """The digests of flags' emblems by ``SERIES/AREA``."""
    rows = session.exec(select(NamedImage).where(NamedImage.kind == ImageOf.FLAG))
    return {row.subject: row.digest for row in rows}


def emblem_of(session: Session, of: ImageOf, subject: str = "") -> str:
    """The digest of an emblem; empty for none."""
    row = session.get(NamedImage, (of.value, subject))
    return row.digest if row else ""


def portraits_of(session: Session, people: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    """The digests of the portraits of people, each by their unit and their name; of nobody else is anything read."""
    wanted = {f"{unit}/{person}": (unit, person) for unit, person in people}
    rows = session.exec(
        select(NamedImage).where(NamedImage.kind == ImageOf.PORTRAIT, col(NamedImage.subject).in_(wanted))
    )
    return {wanted[row.subject]: row.digest for row in rows}
