"""Adding people and cutting them off."""

from collections.abc import Mapping

from sqlmodel import Session, col, select

from scoreboard.desk.identity import account, fingerprint
from scoreboard.errors import BadInput, Refused
from scoreboard.models import Person
from scoreboard.models.people import ROLES
from scoreboard.store.writing import Writing


def add_person(
    writing: Writing, name: str, role: str, *, key: str | None = None, os_user: str | None = None
) -> Mapping[str, object] | None:
    """Add a person in a role, bound to a public key, an OS account, both or neither; enable and change a known one.

    Returns what a known one was before: role, key, os_user, disabled. Raises BadInput for an empty name, an unknown
    role or what is not one public key, and Refused where another person has the key, or where no admin would be left
    who can act on this machine. The first person of a database may be an admin of that kind, as there are no others.
    """
    if not name.strip() or name != name.strip() or not name.isprintable():
        raise BadInput("people.name", name=name)
    if role not in ROLES:
        raise BadInput("people.role", role=role, allowed=", ".join(ROLES))
    if key is not None:
        key = _one_key(key)
        _refuse_used_key(writing.session, name, key)
    before = writing.session.get(Person, name)
    if before is not None and role != "admin":
        _refuse_last_admin(writing.session, name)
    old = None if before is None else _words(before)
    person = before or Person(name=name, role=role, added_at=writing.now)
    person.role, person.disabled = role, False
    person.key, person.os_user = key or person.key, os_user or person.os_user
    writing.session.add(person)
    if before is not None or len(people(writing.session)) > 1:
        _refuse_keys_alone(writing.session, name)
    writing.record("user.add", name, before=old, after=_words(person))
    return old


def disable_person(writing: Writing, name: str) -> None:
    """Cut a person off. Raises BadInput for an unknown name, Refused for the last admin."""
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
    if [person.name for person in people(session) if person.role == "admin" and not person.disabled] == [name]:
        raise Refused("people.last_admin", name=name)


def keys_alone(session: Session) -> bool:
    """Whether every admin is bound to a key alone. Such a one acts over SSH, where nobody adds people."""
    admins = [person for person in people(session) if person.role == "admin" and not person.disabled]
    return bool(admins) and all(person.key and not person.os_user for person in admins)


def _refuse_keys_alone(session: Session, name: str) -> None:
    if keys_alone(session):
        raise Refused("people.keys_alone", name=name, login=account())


def _one_key(text: str) -> str:
    """The one key of a .pub file, without its comment."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if len(lines) > 1:
        raise BadInput("people.key_several", count=len(lines))
    return " ".join("".join(lines).split()[:2])


def _refuse_used_key(session: Session, name: str, key: str) -> None:
    try:
        fingerprint(key)
    except ValueError:
        raise BadInput("people.key") from None
    owner = session.exec(select(Person).where(Person.key == key, Person.name != name)).first()
    if owner is not None:
        raise Refused("people.key_used", name=owner.name)


def _words(person: Person) -> dict[str, object]:
    return person.model_dump(include={"role", "key", "os_user", "disabled"})
