"""PINs: how somebody proves at a machine of others who they are, one signature at a time.

Whoever has a key or an account of their own proves themselves by that and needs none. A PIN is kept as an argon2id
hash. After some wrong ones it has to be waited, longer each time; the journal tells of each.
"""

import unicodedata
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import bindparam, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from scoreboard.desk.identity import account
from scoreboard.desk.unit_of_work import clock_of
from scoreboard.enums import Role
from scoreboard.errors import BadInput, Refused
from scoreboard.models import Person, PersonPin
from scoreboard.settings import Settings
from scoreboard.spelling import is_hidden
from scoreboard.store.columns import ask_columns
from scoreboard.store.engine import Store
from scoreboard.store.writing import NOBODY, Actor, Writing

SHORTEST, LONGEST = 4, 64
"""Characters of a PIN."""
FREE_TRIES = 3
"""Wrong PINs after which it has to be waited before the next one."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
"""How long; each further wrong one doubles it up to the longest."""
_OWN_PIN = (
    select_columns(col(Person.os_user))
    .join(PersonPin, col(PersonPin.name) == col(Person.name))
    .where(col(Person.name) == bindparam("name"), col(Person.disabled).is_(False))
)
_OTHER_ADMINS = (
    select_columns(col(Person.name))
    .outerjoin(PersonPin, col(PersonPin.name) == col(Person.name))
    .where(col(Person.name) != bindparam("name"), col(Person.role) == Role.ADMIN, col(Person.disabled).is_(False))
    .where(col(Person.series_id).is_(None), or_(col(Person.os_user).is_not(None), col(PersonPin.name).is_not(None)))
    .limit(1)
)


def set_pin(writing: Writing, name: str, pin: str) -> None:
    """Give somebody a PIN, or another one; wrong ones that were typed are forgotten.

    Raises BadInput for an unknown name and for what can be no PIN; Refused where nothing proves who sets it, for a PIN
    that anybody could give would prove nothing. Only the first admin's own one needs no proof: others follow from it.
    """
    person = writing.session.get(Person, name)
    if person is None:
        raise BadInput("people.unknown", name=name)
    found = writing.session.get(PersonPin, name)
    _refuse_unproved(writing, name)
    hashed = _hash(_new_pin(pin))
    row = found or PersonPin(name=name, hash=hashed, set_by=writing.by.name, set_at=writing.now)
    row.hash, row.set_by, row.set_at = hashed, writing.by.name, writing.now
    row.wrong, row.wrong_at = 0, None
    writing.session.add(row)
    writing.record("user.pin", name, after={"another": found is not None})


def refuse_without_pin(by: Actor) -> None:
    """Raises Refused where somebody who has a PIN looks after people without it: anybody could go by their name."""
    if by.has_pin and not by.bound:
        raise Refused("pin.needed", name=by.name)


def _refuse_unproved(writing: Writing, name: str) -> None:
    by = writing.by
    if by.bound:
        return
    if by.name == name:
        if by.has_pin or by.role != Role.ADMIN or _another_admin_is_proved(writing.session, name):
            raise Refused("pin.own", name=name)
        return
    refuse_without_pin(by)
    if by is NOBODY:
        raise Refused("role.nobody")
    raise Refused("pin.admin_first", name=by.name)


def _another_admin_is_proved(session: Session, name: str) -> bool:
    """Whether an admin beside this one can prove here who they are, and so give them their first PIN."""
    return ask_columns(session, _OTHER_ADMINS, name=name).first() is not None


def with_pins(session: Session) -> frozenset[str]:
    """The names of those who have a PIN."""
    return frozenset(session.exec(select(PersonPin.name)))


def wants_pin(session: Session, settings: Settings) -> bool:
    """Whether a PIN, and nothing else, could prove here that whoever acts is who they say."""
    if settings.acting is None or settings.proof is not None or settings.by_pin:
        return False
    found = ask_columns(session, _OWN_PIN, name=settings.acting).first()
    return found is not None and found.os_user != account()


def proved_by_pin(store: Store, settings: Settings, pin: str) -> Settings:
    """These settings, once whoever acts by them has proved by their PIN that they are it.

    A wrong one is counted and journalled in a transaction of its own, one after the other, so that many at once are no
    more tries. Raises Refused for a wrong one, while it has to be waited, and where they have none or may act no more.
    """
    wait, right = timedelta(), False
    with store.transaction() as session:
        by = _claimed(session, settings)
        row = session.get(PersonPin, by.name)
        if row is None:
            raise Refused("pin.none", name=by.name)
        writing = Writing(session, by, settings.moment(clock_of(session, settings)))
        if row.wrong_at is not None and (left := row.wrong_at + wait_after(row.wrong) - writing.machine_now) > wait:
            raise Refused("pin.wait", name=by.name, wait=_told(left))
        right = _is_hash_of(row.hash, _plain(pin))
        if right and row.wrong:
            row.wrong, row.wrong_at = 0, None
            session.add(row)
            writing.record("user.pin_right", by.name)
        elif not right:
            row.wrong, row.wrong_at = row.wrong + 1, writing.machine_now
            session.add(row)
            writing.record("user.pin_wrong", by.name, after={"wrong": row.wrong})
            wait = wait_after(row.wrong)
    if not right:
        raise Refused("pin.wrong_wait" if wait else "pin.wrong", name=by.name, wait=_told(wait))
    return replace(settings, by_pin=True)


def _claimed(session: Session, settings: Settings) -> Actor:
    """Whoever acts as long as nothing has proved it. Raises Refused where there is nobody such who may act."""
    name = settings.acting
    if name is None:
        raise Refused("role.nobody")
    person = session.get(Person, name)
    if person is None:
        raise Refused("role.unknown", name=name)
    if person.disabled:
        raise Refused("role.disabled", name=name)
    return Actor(person.name, person.role)


def wait_after(wrong: int) -> timedelta:
    """How long it has to be waited after so many wrong PINs, one after the other."""
    if wrong < FREE_TRIES:
        return timedelta()
    times: int = 2 ** min(wrong - FREE_TRIES, 20)
    return min(FIRST_WAIT * times, LONGEST_WAIT)


def _told(wait: timedelta) -> str:
    """A time to wait as people read it, in whole seconds: 1:30."""
    minutes, seconds = divmod(-(-wait // timedelta(seconds=1)), 60)
    return f"{minutes}:{seconds:02}"


def _plain(pin: str) -> str:
    """A PIN as it is meant: with an input method on, digits come wider."""
    return unicodedata.normalize("NFKC", pin).strip()


def _new_pin(text: str) -> str:
    """Raises BadInput for what can be no PIN; what it is stays unsaid."""
    pin = _plain(text)
    if not SHORTEST <= len(pin) <= LONGEST:
        raise BadInput("pin.length", shortest=SHORTEST, longest=LONGEST)
    if any(is_hidden(character) or character.isspace() for character in pin):
        raise BadInput("pin.characters")
    return pin


def _hash(pin: str) -> str:
    from argon2 import PasswordHasher  # few commands need it

    return PasswordHasher().hash(pin)


def _is_hash_of(hashed: str, pin: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(hashed, pin)
    except (VerificationError, InvalidHashError):
        return False
