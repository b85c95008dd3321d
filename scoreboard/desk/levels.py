"""Series above and below each other, and who may see and act in which (docs/contract.md, Roles).

A series is below another where its host is below the other's. A person who is bound to a series sees and acts in it and
in those below it, and nowhere else.
"""

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from scoreboard.errors import Refused
from scoreboard.models import Ceremony, Person, Series, Unit
from scoreboard.store.columns import ask_columns
from scoreboard.store.contest import series_of
from scoreboard.store.writing import Actor

_HOSTS = select(col(Series.id), col(Series.host)).order_by(col(Series.position))
_PARENT = select(col(Unit.parent_id)).where(col(Unit.id) == bindparam("unit"))
_BOUND = select(col(Person.series_id)).where(col(Person.name) == bindparam("name"))
_BOUND_PEOPLE = select(col(Person.name), col(Person.series_id)).where(col(Person.series_id).is_not(None))
_OF_CEREMONY = select(col(Ceremony.series_id)).where(col(Ceremony.id) == bindparam("ceremony"))


class Hosts:
    """Which unit stands above which, read as far as somebody asks."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._parents: dict[str, str | None] = {}

    def below(self, host: str, other: str) -> bool:
        """Whether one unit is below another, at any depth."""
        met = {host}
        while (parent := self._parent(host)) is not None and parent not in met:
            if parent == other:
                return True
            met.add(parent)
            host = parent
        return False

    def _parent(self, unit: str) -> str | None:
        if unit not in self._parents:
            self._parents[unit] = ask_columns(self._session, _PARENT, unit=unit).scalar()
        return self._parents[unit]


def series_within(session: Session, series_id: str) -> frozenset[str]:
    """A series and all that are below it."""
    hosts, above = dict(ask_columns(session, _HOSTS).all()), Hosts(session)
    own = hosts.get(series_id, "")
    return frozenset({series_id, *(one for one, host in hosts.items() if above.below(host, own))})


def reader(session: Session, name: str | None) -> Actor:
    """Somebody who has been let in, as far as it matters for what they may see."""
    return Actor(name or "-", "", series=None if name is None else ask_columns(session, _BOUND, name=name).scalar())


def levels_of_people(session: Session) -> dict[str, frozenset[str]]:
    """The series of each person who is bound to one, by their names."""
    return {name: series_within(session, series) for name, series in ask_columns(session, _BOUND_PEOPLE).all()}


def seen_by(session: Session, by: Actor) -> frozenset[str] | None:
    """The series that somebody may see; None where they may see all."""
    return None if by.series is None else series_within(session, by.series)


def refuse_outside(session: Session, by: Actor, series: str | None) -> None:
    """Raises Refused where a person is bound to a series, and a deed is in none of theirs; `series` None is in all.

    Raises BadInput for a series that there is not.
    """
    if by.series is None:
        return
    if series is None:
        raise Refused("role.whole", name=by.name, series=by.series)
    wanted, own = series_of(session, series), series_of(session, by.series)
    if wanted.id != own.id and not Hosts(session).below(wanted.host, own.host):
        raise Refused("role.outside", name=by.name, series=own.id, other=wanted.id)


def refuse_other_unit(session: Session, by: Actor, unit: str | None) -> None:
    """Raises Refused where a person is bound to a series, and a deed is about a unit that is not under its host.

    What is about no unit is about the whole contest.
    """
    if by.series is None or unit is None:
        refuse_outside(session, by, None)
        return
    host = series_of(session, by.series).host
    if unit != host and not Hosts(session).below(unit, host):
        raise Refused("role.other_unit", name=by.name, series=by.series, unit=unit)


def refuse_other_ceremony(session: Session, by: Actor, ceremony: str) -> None:
    """Raises Refused for a ceremony of a series that somebody may not see; one that there is not is nobody's."""
    series = None if by.series is None else ask_columns(session, _OF_CEREMONY, ceremony=ceremony).scalar()
    if series is not None:
        refuse_outside(session, by, series)
