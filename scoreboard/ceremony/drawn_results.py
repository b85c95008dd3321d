"""Drawn results for a rehearsal: every unit that may win is as likely to, and nothing sealed is looked at."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from random import Random

from sqlmodel import Session

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cues import key_of, steps_of
from scoreboard.ceremony.visibility import Sight
from scoreboard.desk.awards import margin_of
from scoreboard.desk.sealed_results import TABLE
from scoreboard.enums import NomineeStatus
from scoreboard.facts import OVERALL
from scoreboard.models import Ceremony, SeriesPeriod, Star
from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.boards import Picture
from scoreboard.publications.kinds.stars import StarRow, StarsBoard
from scoreboard.publications.star_boards import stars_board
from scoreboard.publications.vetoes import publicly_vetoed
from scoreboard.rules.custody_terms import CustodyKind, LedgerEntry
from scoreboard.rules.ranking import displayed, leaders
from scoreboard.rules.star_votes import RESULT_DECIMALS
from scoreboard.store.contest import Contest, NamesBorne, participants
from scoreboard.store.ledger import Flag, Ledger, read_ledger
from scoreboard.store.standings import Cell, Scores

NOBODY = "×××"
"""Stands for the name of a star's winner."""
VOTES = range(60_00, 100_00)
"""Drawn results of a vote, in hundredths of a percent."""
LOWEST = Decimal("0.6")
"""The lowest drawn score as a share of the highest possible one."""


def drawn_sight(
    session: Session,
    ceremony: Ceremony,
    contest: Contest,
    now: datetime,
    seed: int,
    sheet: tuple[Cue, ...],
    shown: set[tuple[int, int]],
) -> Sight:
    """What a rehearsal may be drawn from, once it has shown these (cue, step) of the sheet."""
    contest = replace(contest, progress=SeriesPeriod(**{**contest.progress.model_dump(), "state": "sealed"}))
    whole = _draw(session, ceremony, contest, now, seed)
    done = [cue for number, cue in enumerate(sheet, 1) if (number, steps_of(cue)) in shown]
    public = {key for key in map(key_of, done) if key is not None}
    flags = frozenset((area, pool) for kind, area, pool in public if kind == "flag")
    revealed = whole.revealed if TABLE in public else flags

    def board(category: str = "") -> StarsBoard:
        wanted = {*public, ("star", category, "")}
        drawn = [cue for cue in sheet if (key := key_of(cue)) is not None and key[0] == "star" and key in wanted]
        return _stars(session, whole, seed, drawn)

    def votes(category: str) -> list[Fraction | None]:
        return [
            None if row.result is None else Fraction(row.result) for row in board(category).rows if row.star == category
        ]

    return Sight(session, ceremony, _limited(whole, revealed), lambda: whole, board, board, votes, rehearses=True)


def _draw(session: Session, ceremony: Ceremony, contest: Contest, now: datetime, seed: int) -> Picture:
    """A whole drawn result: every candidate has a score in every area, and whoever has the highest one wins."""
    vetoed = publicly_vetoed(session, contest.period.id)
    units = tuple(participants(session, contest))
    ledger = read_ledger(session, contest.series.id, revealed_only=True)
    entries: dict[Flag, list[LedgerEntry]] = {
        flag: [one for one in found if one.period != contest.period.id or one.kind is CustodyKind.OPENING]
        for flag, found in ledger.entries.items()
    }
    cells: dict[str, dict[str, Cell]] = {area.id: {} for area in contest.areas}
    for area in contest.areas:
        for pool in contest.flag_pools:
            random = Random(f"{seed}/{area.id}/{pool}")
            order = [unit.id for unit in units if pool in ("", unit.pool) and unit.id not in vetoed and not unit.guest]
            cells[area.id].update(zip(order, _scores(random, contest, len(order)), strict=True))
    scores = Scores(contest, units, vetoed, cells)
    for area in contest.areas:
        for pool in contest.flag_pools:
            standings = scores.standings(area.id, pool)
            winners = leaders(standings, contest.rules.minimum)[:1]
            entries.setdefault((area.id, pool), []).append(
                LedgerEntry(
                    contest.period.id,
                    CustodyKind.AWARD,
                    winners,
                    winners,
                    margin=margin_of(standings, winners, contest.rules.minimum),
                    awarded_on=ceremony.held_on,
                )
            )
    names = NamesBorne(session, contest.naming_day(now))
    drawn = ledger.replayed(entries)
    return Picture(
        contest,
        scores,
        drawn,
        frozenset(entries),
        names,
        now,
        _draw_overall(session, ceremony, scores, drawn.flags_in(contest.period.id)),
        drawn=True,
    )


def _draw_overall(session: Session, ceremony: Ceremony, scores: Scores, flags: Mapping[str, int]) -> Ledger | None:
    """The flag of the overall table, for whoever is first in the drawn one."""
    contest = scores.contest
    if not contest.series.overall_flag:
        return None
    ledger = read_ledger(session, contest.series.id, revealed_only=True, overall=True)
    entries = {
        flag: [one for one in found if one.period != contest.period.id or one.kind is CustodyKind.OPENING]
        for flag, found in ledger.entries.items()
    }
    for pool in contest.flag_pools:
        first = tuple(one.unit for one in scores.overall(pool, flags) if one.rank == 1)[:1]
        award = LedgerEntry(contest.period.id, CustodyKind.AWARD, first, first, awarded_on=ceremony.held_on)
        entries.setdefault((OVERALL, pool), []).append(award)
    return ledger.replayed(entries)


def _scores(random: Random, contest: Contest, count: int) -> list[Cell]:
    """So many of the highest scores, apart from each other where there is room."""
    step = Decimal(1).scaleb(-min(contest.rules.decimals, 4))
    top = int(contest.rules.maximum / step)
    low = max(int(contest.rules.minimum / step), int(contest.rules.maximum * LOWEST / step))
    room = range(min(low, top), top + 1)
    drawn = random.sample(room, count) if count <= len(room) else random.choices(room, k=count)
    return [Cell(number * step) for number in drawn]


def _limited(whole: Picture, revealed: frozenset[Flag]) -> Picture:
    """What the public of the rehearsal knows: the flags that it has been shown."""
    period = whole.contest.period.id
    pools = {unit.id: unit.pool for unit in whole.scores.units}
    cells: Mapping[str, Mapping[str, Cell]] = {
        area: {unit: cell for unit, cell in found.items() if revealed & {(area, ""), (area, pools[unit])}}
        for area, found in whole.scores.cells.items()
    }
    entries = {
        flag: [one for one in found if one.period != period or one.kind is CustodyKind.OPENING or flag in revealed]
        for flag, found in whole.ledger.entries.items()
    }
    return replace(
        whole,
        scores=replace(whole.scores, cells=cells),
        ledger=whole.ledger.replayed(entries),
        revealed=revealed,
        overall=whole.overall if revealed == whole.revealed else None,
    )


def _stars(session: Session, whole: Picture, seed: int, cues: list[Cue]) -> StarsBoard:
    """A stars board with drawn units and nobody's name, as many winners as there are places for."""
    board = stars_board(session, whole.contest.period.id, whole.now)
    units = [unit.id for unit in whole.scores.units if unit.id not in whole.scores.vetoed and not unit.guest]
    rows: list[StarRow] = []
    for cue in cues:
        star = session.get_one(Star, cue.star)
        random = Random(f"{seed}/{cue.star}")
        drawn = random.sample(units, min(cue.places if cue.gradual else star.places, len(units)))
        votes = random.sample(VOTES, len(drawn))
        rows += [_winner(star, whole.unit(unit), vote) for unit, vote in zip(drawn, votes, strict=True)]
    return replace(board, rows=tuple(rows))


def _winner(star: Star, unit: NamedUnit, vote: int) -> StarRow:
    """A drawn winner of a star; the names of nominees are sealed themselves."""
    return StarRow(
        star=star.id,
        star_name=star.name,
        star_name_en=star.name_en or star.name,
        unit=unit.unit,
        name=unit.name,
        short_name=unit.short_name,
        short_name_en=unit.short_name_en,
        name_en=unit.name_en,
        person=NOBODY,
        post="",
        result=displayed(Decimal(vote) / 100, RESULT_DECIMALS),
        status=NomineeStatus.CONFIRMED,
        notice_until=None,
    )
