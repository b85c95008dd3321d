"""What the bulletin of the year tells beside its table: stars of its periods, promises, and what was to be put right.

Promises are told as they stood on the day on which the year was closed, or on which they changed after that, so that
no mere day makes a new version of what is printed.
"""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlmodel import Session

from scoreboard.publications.asking import ask_board
from scoreboard.publications.bulletin_board import PeriodStars, YearPromises
from scoreboard.publications.kinds.goals import GoalsBoard
from scoreboard.publications.kinds.livelihood import LivelihoodBoard, totals_by_field
from scoreboard.publications.kinds.pledges import PledgesBoard
from scoreboard.publications.kinds.rectifications import RectificationRow, RectificationsBoard
from scoreboard.publications.kinds.stars import StarsBoard, elected, of_series, stars_key
from scoreboard.publications.questions import Board
from scoreboard.store.contest import Contest, periods_of
from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.public.facts import Facts
from scoreboard.wire import given


def year_stars(session: Session, contest: Contest) -> tuple[PeriodStars, ...]:
    """Whoever was elected in the year's periods, as far as that is public."""
    facts, found = facts_of(session), []
    for period in periods_of(session, contest.series.id):
        board: Board[StarsBoard] | None = ask_board(facts, stars_key(period))
        if board is None:
            continue
        words = of_series(elected(board.words), contest.series.id)
        if words.rows:
            names = {"period_name": words.period_name, "period_name_en": words.period_name_en}
            found.append(PeriodStars(period=words.period, rows=words.rows, **names))
    return tuple(found)


def year_promises(session: Session, contest: Contest) -> YearPromises | None:
    """How pledges ended, by unit, what goals and livelihood items came to; None where nobody promised anything."""
    facts = _as_closed(session, contest)
    pledges: Board[PledgesBoard] | None = ask_board(facts, "pledges")
    goals: Board[GoalsBoard] | None = ask_board(facts, "goals")
    items: Board[LivelihoodBoard] | None = ask_board(facts, "livelihood")
    end = contest.period.end.isoformat()
    rows = () if pledges is None else pledges.words.rows
    rows = tuple(row for row in rows if row.made_on is None or row.made_on <= end)  # later ones are of the next year
    order = {unit: place for place, unit in enumerate(dict.fromkeys(row.unit for row in rows))}
    promised = YearPromises(
        pledges=tuple(sorted(rows, key=lambda row: order[row.unit])),
        goals={} if goals is None else given(goals.words.totals) or {},
        livelihood=() if items is None else given(items.words.totals) or (),
        livelihood_fields=() if items is None else tuple(totals_by_field(items.words.rows)),
    )
    some = rows or promised.livelihood or any(tally.set for tally in promised.goals.values())
    return promised if some else None


def year_rectifications(session: Session, contest: Contest) -> tuple[RectificationRow, ...]:
    """What is public of the deadlines that the year's periods have given."""
    board: Board[RectificationsBoard] | None = ask_board(_as_closed(session, contest), "rectifications")
    return () if board is None else tuple(row for row in board.words.rows if row.series == contest.series.id)


def _as_closed(session: Session, contest: Contest) -> Facts:
    """The facts as of the day on which the year was closed."""
    facts, closed_on = facts_of(session), contest.progress.awarded_on
    if closed_on is not None:
        facts.moment = datetime.combine(closed_on, time.min, ZoneInfo(contest.competition.timezone))
    return facts
