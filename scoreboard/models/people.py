"""Who may do what."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from scoreboard.enums import Role
from scoreboard.models.base import Moment, Table

ROLES = tuple(role.value for role in Role)


class Person(Table, table=True):
    """Someone who works with the contest, in one role, bound to a key, an account, or neither; also to a series."""

    __table_args__ = (
        CheckConstraint("role IN ('viewer', 'operator', 'reviewer', 'director', 'auditor', 'admin')", name="role"),
    )

    name: str = Field(primary_key=True)
    role: str
    key: str | None = None
    """The public key in OpenSSH's one-line form."""
    os_user: str | None = None
    series_id: str | None = Field(default=None, foreign_key="series.id")
    """The series in which they work, and in those below it; None where they work in all."""
    disabled: bool = False
    added_at: datetime = Field(sa_type=Moment)


class PersonPin(Table, table=True):
    """A PIN with which somebody proves at a machine of others who they are; nobody can read it back."""

    __tablename__ = "person_pin"

    name: str = Field(primary_key=True, foreign_key="person.name")
    hash: str
    """What argon2id made of it, with its salt and its costs, as that writes them."""
    set_by: str
    set_at: datetime = Field(sa_type=Moment)
    wrong: int = 0
    """How many wrong ones were typed since it was set or last typed right."""
    wrong_at: datetime | None = Field(default=None, sa_type=Moment)
    """When the last of these was typed, by the machine's own clock."""
