"""Who can sign scores from here: whoever is proved by a key or an account, and whoever types their PIN for it."""

from dataclasses import dataclass

from sqlmodel import Session

from scoreboard.desk.confirming import CONFIRM, refuse_turning
from scoreboard.desk.identity import identify
from scoreboard.desk.pins import with_pins
from scoreboard.desk.unit_of_work import known
from scoreboard.enums import ConfirmedBy
from scoreboard.errors import Refused
from scoreboard.settings import Settings
from scoreboard.store.contest import Contest
from scoreboard.store.writing import Actor


@dataclass(frozen=True)
class Signer:
    """Somebody who can confirm scores of a contest."""

    name: str
    role: str
    asks_pin: bool
    """Whether they prove themselves by their PIN, at the moment of signing."""


def signers_here(session: Session, contest: Contest, settings: Settings) -> tuple[Signer, ...]:
    """Whoever acts, if they can sign, and where two people are wanted everybody who can do so by a PIN.

    Raises Refused, with why whoever acts can't, where there is nobody.
    """
    found: list[Signer] = []
    refusal: Refused | None = None
    try:
        by = known(session, settings, CONFIRM.deed, series=contest.series.id)
        refuse_turning(contest, CONFIRM, by)
        found.append(Signer(by.name, by.role, settings.by_pin and contest.rules.confirm != ConfirmedBy.SELF))
    except Refused as error:
        refusal = error
    if contest.rules.confirm != ConfirmedBy.SELF:
        others = (_by_pin(session, contest, name) for name in sorted(with_pins(session)))
        found += [Signer(by.name, by.role, True) for by in others if by and by.name not in {one.name for one in found}]
    if not found and refusal is not None:
        raise refusal
    return tuple(found)


def _by_pin(session: Session, contest: Contest, name: str) -> Actor | None:
    """Who somebody is once they have typed their PIN; None where they may not sign even then."""
    try:
        by = identify(session, name, CONFIRM.deed, by_pin=True, series=contest.series.id)
        refuse_turning(contest, CONFIRM, by)
    except Refused:
        return None
    return by
