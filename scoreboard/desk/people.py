"""Adding people and cutting them off."""

from collections.abc import Mapping

from sqlmodel import Session, col, select

from scoreboard.desk import given_texts
from scoreboard.desk.identity import account
from scoreboard.desk.pins import refuse_without_pin
from scoreboard.desk.unbound import COUNTED
from scoreboard.enums import ConfirmedBy, Role
from scoreboard.errors import BadInput, Refused
from scoreboard.models import Person, PersonPin, Series
from scoreboard.models.people import ROLES
from scoreboard.spelling import look_alike
from scoreboard.store.contest import series_of
from scoreboard.store.writing import Writing


def add_person(
    writing: Writing,
    name: str,
    role: str,
    *,
    key: str | None = None,
    os_user: str | None = None,
    series: str | None = None,
) -> Mapping[str, object] | None:
    """Add a person in a role, bound to a public key, an OS account, both or neither; enable and change a known one.

    With a `series` they work in it and in those below it only; with an empty one in all again. What is not given stays
    as it was. Returns what a known one was before: role, key, os_user, series_id, disabled. Raises BadInput for what
    can be no name, an unknown role or series or what is not one good public key, and Refused where whoever adds them
    has a PIN and has not given it, where another person has the key, the account or a name that looks the same, or
    where no admin of all series would be left who can act on this machine. The first person of a database may be an
    admin by key alone, as there are no others.
    """
    refuse_without_pin(writing.by)
    if name != name.strip():
        raise BadInput("spelling.ends", text=name)
    name = given_texts.name(name)
    if role not in ROLES:
        raise BadInput("people.role", role=role, allowed=", ".join(ROLES))
    if key is not None:
        key = _good_key(writing.session, name, key)
    if os_user is not None:
        _refuse_used_login(writing.session, name, os_user)
    if series:
        series = series_of(writing.session, series).id
    before = writing.session.get(Person, name)
    if before is None:
        _refuse_look_alike(writing.session, name)
    if before is not None and (role != Role.ADMIN or series):
        _refuse_last_admin(writing.session, name)
    old = None if before is None else _words(before)
    person = before or Person(name=name, role=role, added_at=writing.now)
    person.role, person.disabled = role, False
    person.key, person.os_user = key or person.key, os_user or person.os_user
    person.series_id = person.series_id if series is None else series or None
    writing.session.add(person)
    if before is not None or len(people(writing.session)) > 1:
        _refuse_keys_alone(writing.session, name)
    writing.record("user.add", name, before=old, after=_words(person))
    return old


def disable_person(writing: Writing, name: str) -> None:
    """Cut a person off. Raises BadInput for an unknown name, Refused for the last admin and as `add_person` does."""
    refuse_without_pin(writing.by)
    person = writing.session.get(Person, name)
    if person is None:
        raise BadInput("people.unknown", name=name)
    if person.disabled:
        return
    _refuse_last_admin(writing.session, name)
    before = _words(person)
    person.disabled = True
    writing.session.add(person)
    _refuse_keys_alone(writing.session, name)
    writing.record("user.disable", name, before=before, after=_words(person))


def people(session: Session) -> list[Person]:
    """Everybody, by name."""
    return list(session.exec(select(Person).order_by(col(Person.name))))


def _refuse_last_admin(session: Session, name: str) -> None:
    if [person.name for person in _admins(session)] == [name]:
        raise Refused("people.last_admin", name=name)


def _admins(session: Session) -> list[Person]:
    """Who can add people: an admin who is bound to a series cannot."""
    return [
        person
        for person in people(session)
        if person.role == Role.ADMIN and not person.disabled and person.series_id is None
    ]


def keys_alone(session: Session) -> bool:
    """Whether every admin is bound to a key alone. Such a one acts over SSH, where nobody adds people."""
    admins = _admins(session)
    return bool(admins) and all(person.key and not person.os_user for person in admins)


def counts_for_nobody(session: Session, person: Person) -> bool:
    """Whether what somebody enters or confirms counts nowhere: nothing proves who they are, and two are wanted."""
    if person.key or person.os_user or person.role not in COUNTED or session.get(PersonPin, person.name):
        return False
    wanted = set(session.exec(select(Series.confirm)))
    return not wanted or wanted != {ConfirmedBy.SELF}


def _refuse_keys_alone(session: Session, name: str) -> None:
    if keys_alone(session):
        raise Refused("people.keys_alone", name=name, login=account())


def _refuse_look_alike(session: Session, name: str) -> None:
    """Names are read by eye, in the journal too: nobody may be taken for somebody else."""
    for known in session.exec(select(Person.name)):
        if look_alike(known, name):
            raise Refused("people.look_alike", name=name, known=known)


def _good_key(session: Session, name: str, text: str) -> str:
    from scoreboard.desk.ssh_keys import one_key  # it takes a fifth of a second to import

    key = one_key(text)
    owner = session.exec(select(Person).where(Person.key == key, Person.name != name)).first()
    if owner is not None:
        raise Refused("people.key_used", name=owner.name)
    return key


def _refuse_used_login(session: Session, name: str, login: str) -> None:
    """Who logs in as somebody is one human being, and must not be two persons."""
    owner = session.exec(select(Person).where(Person.os_user == login, Person.name != name)).first()
    if owner is not None:
        raise Refused("people.login_used", name=owner.name, login=login)


def _words(person: Person) -> dict[str, object]:
    return person.model_dump(include={"role", "key", "os_user", "series_id", "disabled"})
