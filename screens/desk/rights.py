"""Which keys the desk offers to whom: those of deeds that one's role may do, and all that only show something."""

from collections.abc import Mapping, Sequence

from scoreboard.desk.permissions import PERMITTED, WITHOUT_PEOPLE
from screens.desk.workplace import Worker
from screens.widgets.bars import Part

RIGHTS: Mapping[str, str] = {
    "desk.confirm": "confirm",
    "desk.review": "confirm",
    "desk.import": "import",
    "desk.undo": "enter",
    "desk.unconfirm": "unconfirm",
    "desk.decide": "decide",
    "desk.files": "load",
    "review.accept": "confirm",
    "review.page": "confirm",
    "review.sign": "confirm",
    "review.return": "return",
    "closing.close_all_the_same": "close",
    "closing.award_day": "close",
    "closing.decide": "decide",
    "closing.place": "decide",
    "closing.reopen": "reopen",
    "stars.count": "nominate",
    "stars.nominate": "nominate",
    "stars.confirm": "confirm",
    "stars.notice": "notice",
    "stars.elect": "elect",
    "stars.unconfirm": "unconfirm",
    "stars.object": "object",
    "stars.dismiss": "object",
    "stars.withdraw": "withdraw",
    "stars.substitute": "withdraw",
    "stars.decide": "decide",
    "people.add": "add people",
    "people.disable": "add people",
    "ceremonies.plan": "direct",
    "ceremonies.plan_anew": "direct",
    "ceremonies.script": "direct",
    "ceremonies.envelope": "open envelope",
}
"""The right that a binding asks for; what is not here only shows something, or is everybody's."""


def may(worker: Worker | None, deed: str) -> bool:
    """Whether somebody's role lets them do a thing; with nobody there yet, what begins a contest."""
    return deed in WITHOUT_PEOPLE if worker is None else worker.role in PERMITTED[deed]


def offered(keys: Sequence[Part], worker: Worker | None) -> list[Part]:
    """The keys of those that somebody's role has a use for; pressed all the same, another says why it is refused."""
    return [key for key in keys if key[0] not in RIGHTS or may(worker, RIGHTS[key[0]])]
