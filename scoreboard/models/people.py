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
