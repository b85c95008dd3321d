"""The boards of one contest as somebody may see them: rankings, the overall table, the flags.

Each is built from a `Picture`, which gathers once what somebody may know of a contest. What is published is built
from the public's picture; those who may see what is sealed get the same boards from the inside one.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, Unpack

from sqlmodel import Session

from scoreboard.enums import Ranking
from scoreboard.facts import OVERALL
from scoreboard.models import Area
from scoreboard.publications import board_words, rankings
from scoreboard.publications.asking import ask_board
from scoreboard.publications.board_words import AreaWords, ContestWords, NamedUnit, Reopening
from scoreboard.publications.borne_names import names_in
from scoreboard.publications.countback_words import set_apart_words
from scoreboard.publications.decided_orders import TABLE, placed_in, reason_of
from scoreboard.publications.decided_ties import decided_in
from scoreboard.publications.flag_row import First, FlagRow, Unreached, may_be_unreached, units_in, unreached
from scoreboard.publications.kinds import flags, ranking
from scoreboard.publications.kinds.flags import FlagsBoard
from scoreboard.publications.kinds.ranking import More, RankingBoard, RankingRow
from scoreboard.publications.pools import pools_of
from scoreboard.publications.recording import corrections_of, term_words
from scoreboard.publications.reopened import reopened_words
from scoreboard.publications.year_table import year_table
from scoreboard.rules.custody_terms import Term
from scoreboard.rules.overall import hides_order as hides_order_overall
from scoreboard.rules.ranking import Standing, hides_order
from scoreboard.store.contest import Contest, NamesBorne
from scoreboard.store.ledger import Ledger, read_ledger
from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.standings import Scores, View, read_scores
from scoreboard.wire import UNSET, UnsetType


@dataclass(frozen=True)
class Picture:
    """What somebody may know of one contest at one moment."""

    contest: Contest
    scores: Scores
    ledger: Ledger
    revealed: frozenset[tuple[str, str]]
    """The flags of this period that they may see, as (area, pool)."""
    names: NamesBorne
    now: datetime
    overall: Ledger | None = None
    """The ledger of the flag of the overall table; None where there is none."""
    reopened: Reopening | UnsetType = UNSET
    """Since when the contest is open again and why, as a board says it; nothing where it is not."""
    drawn: bool = False
    """Whether its results are drawn for a rehearsal; what is recorded of corrections does not belong to those."""

    def pools_shown(self, area: str) -> tuple[str, ...]:
        """The pools whose ranking of an area is public; all while results come in live."""
        if not self.contest.closed:
            return self.contest.flag_pools
        return tuple(pool for pool in self.contest.flag_pools if (area, pool) in self.revealed)

    def unit(self, unit: str) -> NamedUnit:
        """A unit by id and the names that it bears here."""
        return NamedUnit(unit=unit, **names_in(self.names[unit]))


def public_picture(session: Session, contest: Contest, now: datetime, areas: Iterable[str] | None = None) -> Picture:
    """Read what the public may know; only some areas' scores, where they are named."""
    ledger = read_ledger(session, contest.series.id, revealed_only=True)
    return Picture(
        contest,
        _decided(session, read_scores(session, contest, View.SHOWN, areas), ledger, public=True),
        ledger,
        frozenset((area, pool) for period, area, pool in ledger.revealed if period == contest.period.id),
        NamesBorne(session, contest.naming_day(now)),
        now,
        _overall(session, contest, revealed_only=True),
        _reopened(session, contest),
    )


def inside_picture(
    session: Session, contest: Contest, now: datetime, hidden: Collection[tuple[str, str]] = ()
) -> Picture:
    """All that has been entered and decided, drafts and sealed results included; but not what is `hidden`, each an area
    and a unit."""
    ledger = read_ledger(session, contest.series.id)
    scores = read_scores(session, contest, View.ENTERED)
    seen = {
        area: {unit: cell for unit, cell in cells.items() if (area, unit) not in hidden}
        for area, cells in scores.cells.items()
    }
    return Picture(
        contest,
        _decided(session, replace(scores, cells=seen) if hidden else scores, ledger),
        ledger,
        frozenset((area.id, pool) for area in contest.areas for pool in contest.flag_pools),
        NamesBorne(session, contest.naming_day(now)),
        now,
        _overall(session, contest),
        _reopened(session, contest),
    )


def sealed_picture(session: Session, contest: Contest, now: datetime) -> Picture:
    """The confirmed results of a closed period with all of its flags, as they would be told if they were told now."""
    ledger = read_ledger(session, contest.series.id, revealed_only=True, but=contest.period.id)
    every = {(area.id, pool) for area in contest.areas for pool in contest.flag_pools}
    told = {(area, pool) for period, area, pool in ledger.revealed if period == contest.period.id}
    return Picture(
        contest,
        replace(
            _decided(session, read_scores(session, contest, View.CONFIRMED), ledger), untold=frozenset(every - told)
        ),
        ledger,
        frozenset((area.id, pool) for area in contest.areas for pool in contest.flag_pools),
        NamesBorne(session, contest.naming_day(now)),
        now,
        _overall(session, contest, revealed_only=True, but=contest.period.id),
    )


def _overall(
    session: Session, contest: Contest, *, revealed_only: bool = False, but: str | None = None
) -> Ledger | None:
    if not contest.series.overall_flag:
        return None
    return read_ledger(session, contest.series.id, revealed_only=revealed_only, but=but, overall=True)


def _decided(session: Session, scores: Scores, ledger: Ledger, *, public: bool = False) -> Scores:
    """The scores with those first whom a decision has put there."""
    contest = scores.contest
    decided = decided_in(session, contest, ledger, scores, public=public)
    return replace(scores, decided=decided, placed=placed_in(session, contest, public=public))


def _reopened(session: Session, contest: Contest) -> Reopening | UnsetType:
    return board_words.reopened_in(reopened_words(session, contest), contest.competition.timezone)


def recorded_contest_words(picture: Picture) -> ContestWords:
    """What every board of a contest says about itself."""
    contest = picture.contest
    since = contest.progress.frozen_since or contest.progress.freeze
    freeze = None if since is None else since.isoformat()
    return {
        "competition": contest.competition.id,
        "series": contest.series.id,
        "series_name": contest.series.name,
        "series_name_en": contest.series.name_en or contest.series.name,
        "period": contest.period.id,
        "period_name": contest.period.name,
        "period_name_en": contest.period.name_en or contest.period.name,
        "ranking": Ranking(contest.rules.ranking),
        "decimals": contest.rules.decimals,
        "live": not contest.closed,
        "freeze": board_words.freezes_at(contest.closed, freeze, contest.competition.timezone),
        "reopened": picture.reopened,
        "pools": pools_of(contest),
    }


def ranking_board(session: Session, picture: Picture, area: Area) -> RankingBoard:
    """One area's ranking, with the units of every pool that may be shown."""
    contest = picture.contest
    before = ranks_before(session, picture, area.id)
    pools = {unit.id: unit.pool for unit in picture.scores.units}
    groups = [picture.scores.standings(area.id, pool) for pool in picture.pools_shown(area.id)]
    corrected = {} if picture.drawn else corrections_of(session, contest, area.id)
    because = picture.scores.decided.get(area.id, {})
    rows = (
        ranking_row(
            picture,
            standing,
            pools[standing.unit],
            before,
            area.id,
            correction=corrected.get(standing.unit, UNSET),
            decision=because.get(standing.unit, UNSET),
        )
        for group in groups
        for standing in group
    )
    about = area_words(area)
    return RankingBoard(
        **recorded_contest_words(picture),
        area=about.area,
        area_name=about.area_name,
        area_name_en=about.area_name_en,
        flag=about.flag,
        flag_en=about.flag_en,
        unrounded=any(hides_order(group, contest.rules.decimals) for group in groups),
        rows=tuple(rows),
    )


def ranking_row(
    picture: Picture,
    standing: Standing,
    pool: str,
    before: dict[str, int | None],
    area: str,
    **more: Unpack[More],
) -> RankingRow:
    """One unit's place as `show ranking` prints it; `area` is empty for the overall table."""
    decimals, unit = picture.contest.rules.decimals, standing.unit
    if standing.shared_rank is not None:
        areas = {one.id: _words(one) for one in picture.contest.series_areas}
        more["countback"] = set_apart_words(standing, areas, reason_of(picture.scores.placed, area, unit))
    return ranking.ranking_row(standing, picture.unit(unit), pool, decimals, before.get(unit), **more)


def area_words(area: Area) -> AreaWords:
    """An area as a board names it."""
    return board_words.area_words(area.id, _words(area))


def _words(area: Area) -> dict[str, str]:
    prize = {"prize": area.prize, "prize_en": area.prize_en or area.prize} if area.prize else {}
    named = {"name": area.name, "name_en": area.name_en or area.name, "flag": area.flag, "flag_en": area.flag_en}
    return {**named, **prize}


def overall_board(session: Session, picture: Picture) -> RankingBoard:
    """The overall table: flags held in the period, then the sum of weight times score; of the year its own."""
    contest = picture.contest
    if contest.is_year:
        return year_table(session, contest, picture.now)
    before = ranks_before(session, picture, None)
    pools = {unit.id: unit.pool for unit in picture.scores.units}
    held = picture.ledger.flags_in(contest.period.id) if contest.closed else {}
    waiting = _waiting(picture) if contest.closed else {}
    together = "" in contest.flag_pools
    order = contest.rules.order
    tables = [picture.scores.overall(pool, held) for pool in contest.flag_pools]
    decimals = contest.rules.decimals
    rows = (
        ranking.left_open(
            ranking_row(
                picture,
                place,
                pools[place.unit],
                before,
                TABLE,
                flags=place.flags,
                scored_in=picture.scores.scored_in(place.unit),
            ),
            "" if together else pools[place.unit],
            waiting,
        )
        for table in tables
        for place in table
    )
    unrounded = any(hides_order_overall(table, decimals, order) for table in tables)
    return RankingBoard(
        **recorded_contest_words(picture),
        area=None,
        order=ranking.told_order(order),
        open_flags=sum(waiting.values()) or UNSET,
        unrounded=unrounded,
        rows=tuple(rows),
    )


def _waiting(picture: Picture) -> Counter[str]:
    """How many flags of the period nobody may say yet who holds, by pool."""
    period, terms = picture.contest.period.id, picture.ledger.terms
    return Counter(
        pool for (_area, pool), of in terms.items() for one in of if one.period == period and not one.settled
    )


def flags_board(picture: Picture, areas: tuple[Area, ...]) -> FlagsBoard:
    """The wall: a row for every flag of the period that is public, and a pole for every other."""
    period = picture.contest.period.id
    rows = []
    for area in areas:
        for (area_id, pool), terms in sorted(picture.ledger.terms.items()):
            term = next((term for term in terms if term.period == period), None)
            if area_id == area.id and term is not None:
                rows.append(flag_row(picture, area, pool, term))
    poles = flags.poles({area.id: _words(area) for area in areas})
    return FlagsBoard(**recorded_contest_words(picture), areas=poles, rows=(*rows, *overall_rows(picture)))


def overall_rows(picture: Picture) -> tuple[FlagRow, ...]:
    """The rows of the flag of the overall table, of each pool; none where there is none, or nothing is known of it."""
    terms = {} if picture.overall is None else picture.overall.terms
    found = ((pool, term) for (_table, pool), of in sorted(terms.items()) for term in of)
    return tuple(_flag_row(picture, OVERALL, pool, term) for pool, term in found if term.period == _period(picture))


def _period(picture: Picture) -> str:
    return picture.contest.period.id


def flag_row(picture: Picture, area: Area, pool: str, term: Term) -> FlagRow:
    """One flag's custody as `show flags` prints it."""
    return _flag_row(picture, area.id, pool, term)


def _flag_row(picture: Picture, area: str, pool: str, term: Term) -> FlagRow:
    words, series = term_words(term), picture.contest.series
    units = {unit: picture.unit(unit) for unit in units_in(words)}
    areas = {one.id: _words(one) for one in picture.contest.series_areas}
    called = {"overall_flag": series.overall_flag, "overall_flag_en": series.overall_flag_en or series.overall_flag}
    areas.update({area: dict(words) for area, words in flags.overall_words(called).items()})
    minimum = _unreached(picture, area, pool) if area != OVERALL and may_be_unreached(words) else None
    first = partial(_first, picture, area, pool)
    rules = picture.contest.rules
    won_from = rules.minimum if picture.contest.closed else None
    return flags.flag_row(area, areas, pool, words, units, rules.decimals, minimum, first, won_from=won_from)


def _unreached(picture: Picture, area: str, pool: str) -> Unreached:
    rules = picture.contest.rules
    first = _first(picture, area, pool)
    return unreached(rules.minimum, first and first.score, rules.decimals)


def _first(picture: Picture, area: str, pool: str) -> First | None:
    """The first in a ranking, or in the overall table by totals; None where nobody is."""
    table = picture.scores.overall(pool, {}) if area == OVERALL else picture.scores.standings(area, pool)
    first = next((one for one in table if one.rank is not None), None)
    return None if first is None or first.score is None else First(first.unit, first.score)


def ranks_before(session: Session, picture: Picture, area: str | None) -> dict[str, int | None]:
    """The public ranks of the same board in the last earlier period that has it; empty where none has."""
    facts, contest = facts_of(session), picture.contest
    numbers = facts.unit_numbers(unit.id for unit in picture.scores.units)
    found = rankings.ranks_before(facts, contest.series.id, contest.period.id, area, list(numbers.values()), None)
    return {unit: found[number] for unit, number in numbers.items() if number in found}


def latest_board(session: Session, key: str, now: datetime | None = None) -> Any:
    """What the newest public revision of a board says, where that matters as of a moment; None where there is none."""
    facts = facts_of(session)
    facts.moment = now
    board = ask_board(facts, key)
    return None if board is None else board.words
