"""The bulletin of a period: all that was announced, with the decisions that revised it. It is printed as a whole."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, select

from scoreboard.enums import Publication
from scoreboard.facts import FactKind
from scoreboard.locale import listed
from scoreboard.models import Correction, Star, Veto
from scoreboard.publications.asking import ask_board
from scoreboard.publications.board_words import NamedUnit, unit_words
from scoreboard.publications.bulletin_board import (
    BulletinBoard,
    CorrectionLine,
    Deed,
    OfficeWords,
    RevisionCause,
    VetoLine,
)
from scoreboard.publications.bulletin_causes import cause_between
from scoreboard.publications.kinds.flags import FlagsBoard
from scoreboard.publications.kinds.ranking import RankingBoard
from scoreboard.publications.kinds.rectifications import RectificationRow, RectificationsBoard
from scoreboard.publications.kinds.stars import StarsBoard, stars_key
from scoreboard.publications.questions import Board
from scoreboard.publications.recording import correction_words
from scoreboard.publications.seal_lines import amendment_lines, resealed_lines
from scoreboard.store.contest import Contest
from scoreboard.store.ledger import Ledger
from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.public.changes import PublicChanges
from scoreboard.store.public.contests import ranking_key
from scoreboard.store.public.facts import Facts
from scoreboard.store.second_signatures import standing_of
from scoreboard.wire import UNSET, UnsetType, from_json, to_json

WORDING = 8
"""In which words a bulletin is printed; those of before they were counted stay in their own."""


def bulletin_key(contest: Contest) -> str:
    """The key of a period's bulletin."""
    return f"bulletin/{contest.series.id}/{contest.period.id}"


def bulletin_board(
    session: Session, contest: Contest, now: datetime, reason: str, cause: RevisionCause | UnsetType = UNSET
) -> BulletinBoard:
    """Flags, the overall table, each revealed area's ranking, stars, vetoes and corrections of one period."""
    facts = facts_of(session)
    series, period = contest.series.id, contest.period.id
    flags: Board[FlagsBoard] | None = ask_board(facts, f"flags/{series}/{period}")
    stars: Board[StarsBoard] | None = ask_board(facts, stars_key(period))
    overall = _ranking(facts, contest, None)
    shown = {key.split("/")[2] for key in facts.documents(FactKind.SHOWN, f"{series}/{period}/")}
    vetoes = _vetoes(session, facts, contest)
    corrections = [row for row in _corrections(session, contest) if row.area_id in shown]
    named = {row.unit_id for row in vetoes} | {row.unit_id for row in corrections}
    units = unit_words(facts, sorted(named), contest.naming_day(now), None)
    return BulletinBoard(
        competition=overall.competition,
        series=overall.series,
        series_name=overall.series_name,
        series_name_en=overall.series_name_en,
        period=overall.period,
        period_name=overall.period_name,
        period_name_en=overall.period_name_en,
        ranking=overall.ranking,
        decimals=overall.decimals,
        live=overall.live,
        freeze=overall.freeze,
        reopened=overall.reopened,
        pools=overall.pools,
        wording=WORDING,
        competition_name=contest.competition.name,
        competition_name_en=contest.competition.name_en or contest.competition.name,
        flags=flags.words.rows if flags else (),
        overall=overall,
        rankings=tuple(_ranking(facts, contest, area.id) for area in contest.areas if area.id in shown),
        stars=tuple(row for row in stars.words.rows if row.series in (None, series)) if stars else (),
        vetoes=tuple(veto_line(contest, row, units[row.unit_id]) for row in vetoes),
        corrections=tuple(_correction_line(session, contest, row, units[row.unit_id]) for row in corrections),
        rectifications=_rectifications(facts, contest) or UNSET,
        amendments=tuple(amendment_lines(session, facts, contest)),
        resealed=tuple(resealed_lines(session, facts, contest)) or UNSET,
        reason=reason,
        cause=UNSET if reason else cause,
        **office_of(contest),
    )


def office_of(contest: Contest) -> OfficeWords:
    """Who issues the bulletins of a contest and to whom, as far as its series says so."""
    series, words = contest.series, OfficeWords()
    if series.issuer:
        words |= {"issuer": series.issuer, "issuer_en": series.issuer_en}
    if series.addressed_to:
        words |= {"addressed_to": series.addressed_to, "addressed_to_en": series.addressed_to_en}
    return words


def print_bulletin(
    changes: PublicChanges, contest: Contest, now: datetime, reason: str, cause: RevisionCause | UnsetType = UNSET
) -> None:
    """Print a bulletin anew where it says anything new, or there is a `reason` to say.

    Without either `cause` or reason it is revised after what this very change has said already that it was.
    """
    key = bulletin_key(contest)
    last = changes.facts.touched(key)
    printed = None if last is None else changes.facts.print_of(last)
    before = None if printed is None else from_json(BulletinBoard, printed)
    board = bulletin_board(changes.session, contest, now, reason, cause)
    if before is not None and last is not None:
        if not reason and board.printed_like(before) == before:
            return
        if reason:
            board = replace(board, cause=cause_between(before, board))
        if last.change == changes.made.change and cause is UNSET:
            board = replace(
                board, reason=reason or before.reason, cause=before.cause if board.cause is UNSET else board.cause
            )
    changes.print(key, to_json(board))


def cause_of_period(contest: Contest, ledger: Ledger) -> RevisionCause:
    """What has happened to a period last, for the bulletins of later ones that follow from it."""
    shown = any(period == contest.period.id for period, _area, _pool in ledger.revealed)
    deed: Deed = "announced" if shown and contest.rules.publication != Publication.LIVE else "closed"
    period = contest.period
    return RevisionCause(
        deed=deed if contest.closed else "reopened", name=period.name, name_en=period.name_en or period.name
    )


def cause_of_stars(stars: Iterable[Star], deed: Deed) -> RevisionCause:
    """What has happened to stars."""
    found = list(stars)
    return RevisionCause(
        deed=deed,
        name=listed((star.name for star in found), "zh"),
        name_en=listed((star.name_en or star.name for star in found), "en"),
    )


def _rectifications(facts: Facts, contest: Contest) -> tuple[RectificationRow, ...]:
    """What is public of the deadlines that the period has given."""
    board: Board[RectificationsBoard] | None = ask_board(facts, "rectifications")
    here = contest.series.id, contest.period.id
    return tuple(row for row in board.words.rows if (row.series, row.period) == here) if board else ()


def _ranking(facts: Facts, contest: Contest, area: str | None) -> RankingBoard:
    """A ranking that is public: there is a bulletin only once there is a table."""
    board: Board[RankingBoard] | None = ask_board(facts, ranking_key(contest.series.id, contest.period.id, area))
    assert board is not None, "a bulletin is printed after its table has become public"
    return board.words


def _vetoes(session: Session, facts: Facts, contest: Contest) -> list[Veto]:
    """The vetoes of the period on units of the contest that are public."""
    period = contest.period.id
    public = facts.documents(FactKind.VETO, f"{period}/")
    rows = session.exec(
        select(Veto).where(Veto.period_id == period, col(Veto.lifted_at).is_(None)).order_by(col(Veto.id))
    )
    series = facts.documents_of(FactKind.UNIT, (key.partition("/")[2] for key in public))
    return [
        row
        for row in rows
        if f"{period}/{row.unit_id}" in public and contest.series.id in series[row.unit_id]["series"]
    ]


def veto_line(contest: Contest, row: Veto, unit: NamedUnit) -> VetoLine:
    """A veto as a bulletin prints it."""
    items = {item["id"]: item for item in contest.competition.annual.get("vetoes", [])}
    item: Mapping[str, str] = items.get(row.veto, {"name": row.veto})
    return VetoLine(
        unit=unit.unit,
        name=unit.name,
        short_name=unit.short_name,
        short_name_en=unit.short_name_en,
        name_en=unit.name_en,
        veto=row.veto,
        veto_name=item["name"],
        veto_name_en=item.get("name_en") or UNSET,
        reason=row.reason,
        reason_en=row.reason_en or UNSET,
        decided_on=row.decided_on.isoformat(),
    )


def _corrections(session: Session, contest: Contest) -> list[Correction]:
    areas = {area.id for area in contest.areas}
    rows = session.exec(
        select(Correction)
        .where(Correction.series_id == contest.series.id, Correction.period_id == contest.period.id)
        .order_by(col(Correction.id))
    )
    return [row for row in rows if row.area_id in areas]


def _correction_line(session: Session, contest: Contest, row: Correction, unit: NamedUnit) -> CorrectionLine:
    """A correction, and how those stand who approved it: of one alone, or of several whom the contest does not know."""
    area = next(area for area in contest.areas if area.id == row.area_id)
    told, names = correction_words(row, contest.rules.decimals), row.approved_by.split("\n")
    alone = len(names) == 1
    unknown = () if alone else tuple(name for name in names if standing_of(session, name) == "named")
    return CorrectionLine(
        area=area.id,
        area_name=area.name,
        area_name_en=area.name_en or area.name,
        unit=unit.unit,
        name=unit.name,
        short_name=unit.short_name,
        short_name_en=unit.short_name_en,
        name_en=unit.name_en,
        old=told.old,
        new=told.new,
        reason=told.reason,
        approved_by=told.approved_by,
        signers=told.signers,
        at=told.at,
        reasons=told.reasons,
        signed=told.signed,
        approver=standing_of(session, names[0]) if alone else UNSET,
        named=UNSET if alone else unknown,
    )
