"""Which role may do which deed (docs/contract.md, Roles)."""

from collections.abc import Mapping

from scoreboard.enums import Role
from scoreboard.errors import Refused
from scoreboard.locale import Both, say

WITHOUT_PEOPLE = frozenset({"load", "add people", "back up", "restore"})
"""What may be done on a database that knows no people yet."""

PERMITTED: Mapping[str, frozenset[str]] = {
    "enter": frozenset({Role.OPERATOR, Role.ADMIN}),
    "import": frozenset({Role.OPERATOR, Role.ADMIN}),
    "nominate": frozenset({Role.OPERATOR, Role.ADMIN}),
    "notice": frozenset({Role.OPERATOR, Role.ADMIN}),
    "object": frozenset({Role.ADMIN}),
    "withdraw": frozenset({Role.ADMIN}),
    "elect": frozenset({Role.REVIEWER, Role.ADMIN}),
    "confirm": frozenset({Role.OPERATOR, Role.REVIEWER, Role.ADMIN}),
    "unconfirm": frozenset({Role.REVIEWER, Role.ADMIN}),
    "return": frozenset({Role.REVIEWER, Role.ADMIN}),
    "reenter": frozenset({Role.OPERATOR, Role.REVIEWER, Role.ADMIN}),
    "close": frozenset({Role.REVIEWER, Role.ADMIN}),
    "reopen": frozenset({Role.REVIEWER, Role.ADMIN}),
    "direct": frozenset({Role.DIRECTOR, Role.ADMIN}),
    "open envelope": frozenset({Role.AUDITOR, Role.ADMIN}),
    "load": frozenset({Role.ADMIN}),
    "decide": frozenset({Role.ADMIN}),
    "veto": frozenset({Role.ADMIN}),
    "honour": frozenset({Role.ADMIN}),
    "report": frozenset({Role.OPERATOR, Role.ADMIN}),
    "promise": frozenset({Role.ADMIN}),
    "year": frozenset({Role.ADMIN}),
    "add people": frozenset({Role.ADMIN}),
    "set their PIN": frozenset(Role),
    "back up": frozenset({Role.ADMIN}),
    "restore": frozenset({Role.ADMIN}),
    "read all": frozenset({Role.OPERATOR, Role.REVIEWER, Role.DIRECTOR, Role.AUDITOR, Role.ADMIN}),
}
"""The roles that may do a thing. An operator confirms only where the series says `confirm = "self"`."""


def wrong_role(name: str, role: str, deed: str) -> Refused | None:
    """Why somebody's role does not let them do a thing; None where it does."""
    if role in PERMITTED[deed]:
        return None
    allowed = tuple(role_called(one) for one in Role if one in PERMITTED[deed])
    return Refused("role.wrong", name=name, role=role_called(role), deed=deed, allowed=allowed)


def role_called(role: str) -> Both:
    """What a role is called."""
    return Both(say(f"desk.role.{role}", "zh"), say(f"desk.role.{role}", "en"))
