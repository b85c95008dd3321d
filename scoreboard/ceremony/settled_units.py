"""Which units settle at the year's end, and what each has promised, from public boards alone."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, or_, select

from scoreboard.desk.settled_promises import is_settled
from scoreboard.models import Pledge
from scoreboard.publications.asking import ask_board
from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.kinds.goals import GoalRow, GoalsBoard
from scoreboard.publications.kinds.pledges import PledgeRow, PledgesBoard
from scoreboard.publications.questions import Board
from scoreboard.store.public.asking_main import facts_of


@dataclass(frozen=True)
class UnitPromises:
    """A unit with its pledges and its goals, in their order."""

    unit: NamedUnit
    pledges: tuple[PledgeRow, ...]
    goals: tuple[GoalRow, ...]


def promises_of(session: Session, units: tuple[str, ...], now: datetime) -> dict[str, UnitPromises]:
    """What these units have pledged and set themselves, as it is public; those without any are left out."""
    facts = facts_of(session)
    facts.moment = now
    pledged: Board[PledgesBoard] | None = ask_board(facts, "pledges")
    set_goals: Board[GoalsBoard] | None = ask_board(facts, "goals")
    found = {}
    for unit in units:
        pledges = tuple(row for row in (pledged.words.rows if pledged else ()) if row.unit == unit)
        goals = tuple(row for row in (set_goals.words.rows if set_goals else ()) if row.unit == unit)
        first = next(iter((*pledges, *goals)), None)
        if first is not None:
            found[unit] = UnitPromises(_named(first), pledges, goals)
    return found


def _named(row: NamedUnit) -> NamedUnit:
    """The unit that a promise is of."""
    return NamedUnit(
        unit=row.unit,
        name=row.name,
        short_name=row.short_name,
        short_name_en=row.short_name_en,
        name_en=row.name_en,
    )


def settled_units(session: Session) -> tuple[str, ...]:
    """The units of which a pledge has been settled, in the order of the pledges."""
    told = select(Pledge).where(or_(col(Pledge.settled_on).is_not(None), col(Pledge.outcome) != ""))
    rows = session.exec(told.order_by(col(Pledge.id)))
    return tuple(dict.fromkeys(row.unit_id for row in rows if is_settled(row)))
