"""Second signatures: whether a name that approved something is a person who may, or a name only."""

from sqlmodel import Session

from scoreboard.models import Person

MAY_APPROVE = frozenset({"reviewer", "director", "auditor", "admin"})
"""The roles whose second signature is one of the contest's own people."""


def standing_of(session: Session, name: str) -> str:
    """ "person" for somebody whom the database knows and who may approve, "named" for any other name, "" for none."""
    if not name.strip():
        return ""
    person = session.get(Person, name.strip())
    return "person" if person is not None and not person.disabled and person.role in MAY_APPROVE else "named"
