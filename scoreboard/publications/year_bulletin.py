"""The bulletin of the year, and that the year is closed, made public."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, select

from scoreboard.enums import PeriodState
from scoreboard.facts import FactKind
from scoreboard.models import Veto, YearEnd
from scoreboard.publications.board_words import unit_words
from scoreboard.publications.bulletin import WORDING, bulletin_key, office_of, veto_line
from scoreboard.publications.bulletin_board import BulletinBoard, RevisionCause
from scoreboard.publications.bulletin_causes import cause_between
from scoreboard.publications.promise_causes import cause_of_promises
from scoreboard.publications.revealing import reveal
from scoreboard.publications.seal_lines import amendment_lines, resealed_lines
from scoreboard.publications.year_records import year_promises, year_rectifications, year_stars
from scoreboard.publications.year_table import annual_board, table_of
from scoreboard.store.contest import Contest, periods_of
from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.public.changes import PublicChanges
from scoreboard.store.public.facts import Document
from scoreboard.store.writing import Writing
from scoreboard.store.years import year_contest
from scoreboard.wire import UNSET, from_json, given, to_json


def year_bulletin(session: Session, contest: Contest, now: datetime, reason: str) -> BulletinBoard:
    """The year's table with its parts, honours, stars, promises, and the vetoes and deadlines that are public."""
    facts, board = facts_of(session), annual_board(session, contest, now)
    table = table_of(board, contest)
    vetoes = _vetoes(session, contest)
    names = unit_words(facts, sorted({row.unit_id for row in vetoes}), contest.naming_day(now), None)
    closed_on = contest.progress.awarded_on
    return BulletinBoard(
        competition=table.competition,
        series=table.series,
        series_name=table.series_name,
        series_name_en=table.series_name_en,
        period=table.period,
        period_name=table.period_name,
        period_name_en=table.period_name_en,
        ranking=table.ranking,
        decimals=table.decimals,
        live=table.live,
        pools=table.pools,
        wording=WORDING,
        competition_name=contest.competition.name,
        competition_name_en=contest.competition.name_en or contest.competition.name,
        flags=(),
        overall=table,
        rankings=(),
        stars=(),
        vetoes=tuple(veto_line(contest, row, names[row.unit_id]) for row in vetoes),
        corrections=(),
        rectifications=year_rectifications(session, contest) or UNSET,
        amendments=tuple(amendment_lines(session, facts, contest)),
        resealed=tuple(resealed_lines(session, facts, contest)) or UNSET,
        reason=reason,
        annual=board,
        closed_on=UNSET if closed_on is None else closed_on.isoformat(),
        promised=year_promises(session, contest) or UNSET,
        year_stars=year_stars(session, contest) or UNSET,
        **office_of(contest),
    )


def _vetoes(session: Session, contest: Contest) -> list[Veto]:
    """The vetoes that take a place in the year and are public, in the order of their recording."""
    facts = facts_of(session)
    periods = ["", *periods_of(session, contest.series.id)]
    public = {key for period in periods for key in facts.documents(FactKind.VETO, f"{period}/")}
    rows = session.exec(
        select(Veto).where(col(Veto.period_id).in_(periods), col(Veto.lifted_at).is_(None)).order_by(col(Veto.id))
    ).all()
    series = facts.documents_of(FactKind.UNIT, {row.unit_id for row in rows})
    return [
        row
        for row in rows
        if f"{row.period_id}/{row.unit_id}" in public and contest.series.id in series[row.unit_id]["series"]
    ]


ANNOUNCED = RevisionCause(deed="ceremony", name="", name_en="")
"""What a year's bulletin is revised for that was printed before its ceremony came to its end."""


def publish_year(writing: Writing, contest: Contest, reason: str = "") -> None:
    """Make the year's bulletin public: its ceremony has come to its end, or it had none to wait for."""
    session = writing.session
    row = session.get_one(YearEnd, contest.series.id)
    if row.state != PeriodState.PUBLISHED:
        row.state = contest.progress.state = PeriodState.PUBLISHED
        session.add(row)
        session.flush()
    reveal(writing, contest, "table")
    changes = PublicChanges(session, writing.now, reason)
    board, last = year_bulletin(session, contest, writing.now, reason), changes.facts.touched(bulletin_key(contest))
    if last is not None and not reason:
        board = replace(board, cause=ANNOUNCED)
    changes.print(bulletin_key(contest), to_json(board))


def tell_year(writing: Writing, contest: Contest, reason: str = "") -> PublicChanges:
    """Say in public whether the year is closed."""
    changes = PublicChanges(writing.session, writing.now, reason)
    words: Document = {"closed": contest.closed}
    changes.put(FactKind.YEAR, {contest.series.id: words})
    return changes


def refresh_year(writing: Writing, series: str, changes: PublicChanges) -> None:
    """A new revision of the year's bulletin, if it is public and a deed has changed what it says."""
    last = changes.facts.touched(f"bulletin/{series}/year")
    printed = None if last is None else changes.facts.print_of(last)
    if printed is None:
        return
    contest = year_contest(writing.session)
    if not contest.closed or _is_of_later_years(changes, contest):
        return
    now, before = (
        year_bulletin(writing.session, contest, writing.now, changes.reason),
        from_json(BulletinBoard, printed),
    )
    if changes.reason:
        now = replace(now, cause=cause_between(before, now))
    else:
        now = replace(now, cause=cause_of_promises(changes, contest.naming_day(writing.now)))
    if _as_printed(now, before) != before:
        changes.print(bulletin_key(contest), to_json(now))


def _as_printed(now: BulletinBoard, before: BulletinBoard) -> BulletinBoard:
    """What there is to say now in the words of what is printed, and with its reason: older ones told less."""
    now = now.printed_like(before)
    promised, printed = given(now.promised), given(before.promised)
    if promised is None or printed is None or printed.livelihood_fields is not UNSET:
        return now
    return replace(now, promised=replace(promised, livelihood_fields=UNSET))


def _is_of_later_years(changes: PublicChanges, contest: Contest) -> bool:
    """Whether a change tells only of pledges that were made after the year's last day."""
    kinds = changes.made.kinds()
    if not kinds or not kinds <= {FactKind.PLEDGE, FactKind.REPORT}:
        return False
    reported = [key.split("/") for key in changes.made.keys(FactKind.REPORT)]
    keys = {*changes.made.keys(FactKind.PLEDGE), *(promise for _name, promise, _report in reported)}
    told = changes.facts.documents_of(FactKind.PLEDGE, keys).values()
    end = contest.period.end.isoformat()
    return all(name == "pledge" for name, *_ in reported) and all((one["made_on"] or "") > end for one in told)
