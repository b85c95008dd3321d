"""The year's table in the form of a period's overall one, as its ceremony ends with, seals and prints it."""

from datetime import datetime

from sqlmodel import Session

from scoreboard.publications.kinds import annual
from scoreboard.publications.kinds.annual import AnnualBoard, AnnualRow
from scoreboard.publications.kinds.ranking import RankingBoard, RankingRow
from scoreboard.publications.public_year import public_records
from scoreboard.publications.year import year_of
from scoreboard.store.contest import Contest
from scoreboard.store.public.asking_main import facts_of


def annual_board(session: Session, contest: Contest, now: datetime) -> AnnualBoard:
    """The year as the public knows it now."""
    day = contest.day_of(now)
    records = public_records(facts_of(session), day)
    assert records is not None, "a contest that is the year has an [annual]"
    return annual.board_of(year_of(records))


def year_table(session: Session, contest: Contest, now: datetime) -> RankingBoard:
    """Every unit's place, flags and sum in the year."""
    return table_of(annual_board(session, contest, now), contest)


def table_of(board: AnnualBoard, contest: Contest) -> RankingBoard:
    """A year's board as a table of places, flags and sums."""
    return RankingBoard(
        competition=board.competition,
        series=board.series,
        series_name=board.series_name,
        series_name_en=board.series_name_en,
        period=contest.period.id,
        period_name=contest.period.name,
        period_name_en=contest.period.name_en,
        ranking=board.ranking,
        decimals=contest.rules.decimals,
        live=not contest.closed,
        pools=board.pools,
        area=None,
        unrounded=False,
        rows=tuple(map(_row, board.rows)),
    )


def _row(row: AnnualRow) -> RankingRow:
    return RankingRow(
        rank=row.rank,
        pool=row.pool,
        unit=row.unit,
        name=row.name,
        short_name=row.short_name,
        short_name_en=row.short_name_en,
        name_en=row.name_en,
        score=row.total,
        score_exact=row.total,
        tied=row.tied,
        status=row.status,
        change=None,
        flags=row.flags_total,
    )
