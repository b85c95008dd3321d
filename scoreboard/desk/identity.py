"""Who acts, whether they are who they say, and what their role lets them do (docs/contract.md, Roles)."""

import base64
import getpass
import hashlib
import os
from typing import Any

from sqlalchemy import Executable, Row, and_, bindparam, or_
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from scoreboard.desk.levels import refuse_other_ceremony, refuse_outside
from scoreboard.desk.permissions import WITHOUT_PEOPLE, wrong_role
from scoreboard.enums import Role
from scoreboard.errors import Refused
from scoreboard.models import Person, PersonPin
from scoreboard.store.columns import ask_columns
from scoreboard.store.writing import NOBODY, Actor

_COLUMNS = (
    *(col(Person.name), col(Person.role), col(Person.key), col(Person.os_user), col(Person.disabled)),
    col(Person.series_id),
    col(PersonPin.name).is_not(None).label("has_pin"),
)
_OTHER = aliased(Person)
_PERSON: Executable = (
    select_columns(*_COLUMNS, col(_OTHER.name).label("namesake"))
    .outerjoin(PersonPin, col(PersonPin.name) == col(Person.name))
    .outerjoin(
        _OTHER,
        and_(
            or_(col(_OTHER.key) == col(Person.key), col(_OTHER.os_user) == col(Person.os_user)),
            col(_OTHER.name) != col(Person.name),
        ),
    )
    .where(col(Person.name) == bindparam("name"))
    .order_by(col(_OTHER.name))
)
"""A person, once for each who has the same key or account: nobody, but in databases from before that was refused."""


def identify(
    session: Session,
    acting: str | None,
    deed: str,
    *,
    key: str | None = None,
    origin: str | None = None,
    by_pin: bool = False,
    series: str | None = None,
    ceremony: str | None = None,
    anywhere: bool = False,
) -> Actor:
    """The person called `acting`, if they exist, are who they say and may do `deed`.

    `key` is the fingerprint that a server has proved and `origin` the address that it came from; without a key the
    command is local, and a person who is bound to an OS account must come from it, unless they have just typed their
    PIN (`by_pin`, which `scoreboard/desk/pins.py` alone says). The deed is about a `series`, or
    a `ceremony` of one; without either it is about the whole contest, which nobody does who is bound to a series. With
    `anywhere` whoever calls looks after that. Raises Refused, naming what to do, and BadInput for an unknown series
    where somebody is bound to one.
    """
    if acting is None:
        if session.exec(select(Person).limit(1)).first() is None and deed in WITHOUT_PEOPLE:
            return NOBODY
        if deed == "add people" and not _has_admin(session):
            return NOBODY
        raise Refused("role.nobody")
    known = ask_columns(session, _PERSON, name=acting).all()
    if not known:
        raise Refused("role.unknown", name=acting)
    person = known[0]
    if person.disabled:
        raise Refused("role.disabled", name=acting)
    proof, bound = (_pin_proof(origin), True) if by_pin and person.has_pin else _proof(person, key, origin)
    namesakes = tuple(one.namesake for one in known if one.namesake is not None)
    actor = Actor(person.name, person.role, proof, bound, person.series_id, namesakes, person.has_pin)
    if (refusal := wrong_role(acting, person.role, deed)) is not None:
        raise refusal
    if ceremony is not None:
        refuse_other_ceremony(session, actor, ceremony)
    elif not anywhere:
        refuse_outside(session, actor, series)
    return actor


def _has_admin(session: Session) -> bool:
    """A first person of another role, or of one series alone, must not lock everybody out."""
    admins = select(Person).where(
        Person.role == Role.ADMIN, col(Person.disabled).is_(False), col(Person.series_id).is_(None)
    )
    return session.exec(admins.limit(1)).first() is not None


def _proof(person: Row[Any], key: str | None, origin: str | None) -> tuple[str, bool]:
    """How the person is proved, and whether they are bound at all."""
    bound = bool(person.key or person.os_user)
    if key is not None:
        if person.key and fingerprint(person.key) == key:
            return f"key:{key}@{origin}" if origin else f"key:{key}", bound
        raise Refused("role.other_key", name=person.name)
    login = account()
    if person.os_user == login:
        return f"os:{login}", bound
    if bound:
        raise Refused("role.bound_with_pin" if person.has_pin else "role.bound", name=person.name, login=login)
    return "unproved", bound


def _pin_proof(origin: str | None) -> str:
    """A PIN says who somebody is; where it was typed is told beside it."""
    return f"pin@{origin or account()}"


def account() -> str:
    """The account that this process runs in, by the system's own word: an environment variable can say anything."""
    try:
        import pwd
    except ImportError:
        return getpass.getuser()
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def fingerprint(key: str) -> str:
    """The SHA-256 fingerprint of a public key in OpenSSH's one-line form, as ssh prints it.

    Raises ValueError where the line is no public key.
    """

    parts = key.split()
    if len(parts) < 2:
        raise ValueError(key)
    blob = base64.b64decode(parts[1], validate=True)
    length = int.from_bytes(blob[:4], "big")
    if blob[4 : 4 + length].decode("ascii", "replace") != parts[0]:
        raise ValueError(key)
    return "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")
