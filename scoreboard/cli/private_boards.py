"""show --private: the boards with what is sealed, from the main database, for roles that may."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from scoreboard.ceremony.stage_control import standpoint
from scoreboard.cli.main_database import main_database_to_read
from scoreboard.desk.closing import usual_ceremony
from scoreboard.desk.first_figures import hidden_from
from scoreboard.desk.levels import refuse_outside, seen_by
from scoreboard.desk.unit_of_work import known, zone_of
from scoreboard.errors import BadInput
from scoreboard.locale import Both
from scoreboard.models import Period, Person, Score, Series
from scoreboard.publications.asking import ask_board
from scoreboard.publications.board_pages import BoardWish
from scoreboard.publications.inside import inside_flags, inside_ranking
from scoreboard.publications.inside_rectifications import all_rectifications
from scoreboard.publications.kind import Kind
from scoreboard.publications.kinds import kind_of
from scoreboard.publications.kinds.stars import of_series
from scoreboard.publications.questions import Edition
from scoreboard.publications.shown import CeremonyStatus, NothingPublic, ShownBoard
from scoreboard.publications.star_boards import all_stars
from scoreboard.settings import Settings
from scoreboard.store.contest import competition_of, contest_of, period_of, periods_of, series_of
from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.writing import NOBODY, Actor


def private_board(settings: Settings, wish: BoardWish) -> ShownBoard:
    """A board with all that has been entered. Raises Refused for a role that may not see it."""
    with main_database_to_read(settings) as session:
        by = NOBODY
        if settings.acting is not None or session.exec(select(Person).limit(1)).first() is not None:
            by = known(session, settings, "read all", anywhere=True)
        competition_of(session)
        now = settings.moment(zone_of(session))
        found = _board(session, by, wish, now)
        edition = None if isinstance(found, CeremonyStatus | NothingPublic) else Edition(None, None)
        return ShownBoard(found, edition, called=_called(session, found)).at(now)


def _called(session: Session, board: Any) -> dict[str, Both]:
    """What the series and the period of a board are called that says no more than their ids."""
    series = None if board.series is None else session.get(Series, board.series)
    period = None if board.period is None else session.get(Period, board.period)
    found = (("series", series), ("period", period))
    return {name: Both(one.name, one.name_en or one.name) for name, one in found if one is not None}


def _board(session: Session, by: Actor, wish: BoardWish, now: datetime) -> Any:
    kind, seen = None if wish.board == "ceremony" else kind_of(wish.board), seen_by(session, by)
    if wish.series is not None:
        refuse_outside(session, by, wish.series)
    if wish.board == "rectifications":
        wanted = None if wish.series is None else series_of(session, wish.series).id
        return all_rectifications(session, now, seen if wanted is None else frozenset({wanted}))
    if kind is not None and wish.board not in ("stars", "ranking", "flags"):
        board = _about_no_contest(session, kind, wish, now)
        if kind.inside is not None and board.series is not None:
            refuse_outside(session, by, board.series)
        return board
    if wish.board == "stars":
        period = wish.period or _latest(session, _series(session, wish.series, seen, any_will_do=True))
        board = all_stars(session, period_of(session, period).id, now)
        if wish.series is not None:
            return of_series(board, series_of(session, wish.series).id)
        return replace(board, rows=tuple(row for row in board.rows if seen is None or row.series in (None, *seen)))
    series = _series(session, wish.series, seen)
    contest = contest_of(session, series, wish.period or _latest(session, series))
    if wish.board == "ranking":
        return inside_ranking(session, contest, wish.area, now, hidden_from(session, contest, by.name))
    if wish.board == "flags":
        return inside_flags(session, contest, now)
    here = standpoint(session, usual_ceremony(contest))
    return CeremonyStatus(
        competition=contest.competition.id,
        series=series,
        period=contest.period.id,
        revision=None,
        published_at=None,
        ceremony=here.ceremony.id,
        sequence=here.sequence,
        cue=here.last.cue if here.last else None,
        step=here.last.step if here.last else None,
        covered=here.covered,
        rehearsal=bool(here.last and here.last.rehearsal),
        revealed=tuple(here.last.scene["revealed"]) if here.last else (),
    )


def _about_no_contest(session: Session, kind: Kind[Any], wish: BoardWish, now: datetime) -> Any:
    """A board of no single contest: as it is inside, or where nothing of it is sealed as it is public."""
    wanted = None if wish.series is None else series_of(session, wish.series).id
    board = None if kind.inside is None else kind.inside(session, now)
    if kind.inside is None:
        facts = facts_of(session)
        facts.moment = now
        key = next((key for key in facts.boards(wish.board) if wanted is None or key == f"{wish.board}/{wanted}"), None)
        asked = None if key is None else ask_board(facts, key)
        board = None if asked is None else asked.words
    if board is not None and (wanted is None or board.series in (None, wanted)):
        return board
    competition = competition_of(session).id
    return NothingPublic(board=wish.board, competition=competition, series=wanted, period=None, revision=None)


def _series(session: Session, wanted: str | None, seen: frozenset[str] | None, *, any_will_do: bool = False) -> str:
    if wanted is not None:
        return series_of(session, wanted).id
    every = [one for one in session.exec(select(Series.id)) if seen is None or one in seen]
    if len(every) == 1 or any_will_do:
        return every[0]
    raise BadInput("unknown.which_series", allowed=", ".join(every))


def _latest(session: Session, series: str) -> str:
    """The last period of a series in which a score has been entered, else its first."""
    periods = periods_of(session, series)
    entered = set(session.exec(select(Score.period_id).where(Score.series_id == series).distinct()))
    return next((period for period in reversed(periods) if period in entered), periods[0])
