"""A flag changes hands: who holds it; the candidates' names rolling; third place; second; the winner (揭晓).

With a climb the area's ranking comes first, from the bottom: some places a step, then one by one up to second.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypedDict

from sqlmodel import Session

from scoreboard.ceremony.award_words import award_sentence
from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cue_kind import CueKind, Revealing
from scoreboard.ceremony.read_out import Announced, Climbed, ScriptCue, joined, sentence, spoken_units
from scoreboard.ceremony.told_results import Piece, ToldAt, flag_pieces, shown_places
from scoreboard.ceremony.undecided import refuse_undecided
from scoreboard.ceremony.visibility import Sight
from scoreboard.desk.sealed_results import Key
from scoreboard.enums import Status
from scoreboard.exchange.printed_pages import literal
from scoreboard.locale import place_in_words
from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.boards import Picture, area_words, flag_row, ranking_board, ranking_row, ranks_before
from scoreboard.publications.climbed import climbed_standings
from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.publications.pools import contest_pool
from scoreboard.publications.publishing import reveal_flags
from scoreboard.publications.publishing_climbs import climb_shown, publish_climb, stays_as_told
from scoreboard.publications.scenes.flag import (
    FlagClimb,
    FlagContest,
    FlagCorrection,
    FlagPlace,
    FlagRoll,
    FlagScene,
    FlagTransfer,
)
from scoreboard.rules.ranking import Standing, hides_order
from scoreboard.store.contest import Contest
from scoreboard.store.writing import Writing
from scoreboard.wire import UNSET, UnsetType

STEPS = ("contest", "roll", "third", "second", "transfer")
AT_ONCE = ("contest", "transfer")
TOP = 5
"""How many places of an area's ranking are shown beside its flag."""
PLACE = {"third": 3, "second": 2}
_NOBODY = {"third": "flag.rolls_on", "second": "flag.soon"}
"""What is said where nobody stands at a place, which must not tell that a place above is shared."""
CLIMB_SECONDS = 15
"""Seconds that a step of a climb usually takes."""


def _moments(cue: Cue) -> tuple[str, ...]:
    if cue.climbs:
        return ("contest", *("climb" if first < last else "place" for first, last in climb_of(cue)), "transfer")
    return AT_ONCE if cue.reveal == "all" else STEPS


def climb_of(cue: Cue) -> list[tuple[int, int]]:
    """The first and the last place that each step of a climb shows, from the bottom up to second."""
    found: list[tuple[int, int]] = []
    last = cue.places
    while last > 1:
        first = last if last <= cue.singly_from else max(last - cue.by + 1, cue.singly_from + 1)
        found.append((first, last))
        last = first - 1
    return found


def _seconds(cue: Cue) -> int:
    return 60 + CLIMB_SECONDS * len(climb_of(cue)) if cue.climbs else 120


class _FlagStepWords(TypedDict):
    """What every step says of its flag."""

    area: str
    area_name: str
    area_name_en: str
    flag: str
    flag_en: str
    pool: str | None
    pool_name: str | UnsetType
    pool_name_en: str | UnsetType
    previous: tuple[NamedUnit, ...]
    number: int
    open: bool | UnsetType


def _scene(sight: Sight, cue: Cue, step: int, number: int) -> FlagScene:
    """A flag's step: who holds it, the candidates' names, third place, second place, the winner."""
    picture, contest = sight.public, sight.contest
    area, moment = contest.area(cue.area), _moments(cue)[step - 1]
    flag, decimals = (area.id, cue.pool), contest.rules.decimals
    words = _words(sight, cue, number)
    if cue.climbs and moment in ("climb", "place"):
        return _climb_scene(sight, cue, step, words)
    if moment == "roll":
        return FlagRoll(**words, candidates=sight.candidates(cue.pool))
    if moment in PLACE:
        rows = _rows_at(sight, cue, PLACE[moment])
        if not rows:  # that nobody has it would tell that a place above is shared: the names go on rolling
            lower = {
                row.unit for place in PLACE.values() if place > PLACE[moment] for row in _rows_at(sight, cue, place)
            }
            return FlagRoll(**words, candidates=_left(sight, cue, lower))
        return FlagPlace(**words, place=PLACE[moment], rows=rows, decimals=decimals)
    term = picture.ledger.term(flag, contest.period.id)
    if moment == "contest" or term is None:
        return FlagContest(**words)
    board = ranking_board(sight.session, picture, area)
    ranked = [row for row in board.rows if cue.pool in ("", row.pool) and row.rank is not None]
    shown = set() if cue.reveal == "all" else {row.unit for row in ranked if row.rank in PLACE.values()}
    return FlagTransfer(
        **words,
        row=flag_row(picture, area, cue.pool, term),
        top=tuple(ranked[:TOP]),
        more=sum(row.rank == ranked[TOP - 1].rank for row in ranked[TOP:]),
        decimals=decimals,
        candidates=UNSET if cue.climbs else _left(sight, cue, shown),
    )


def _left(sight: Sight, cue: Cue, shown: Collection[str]) -> tuple[NamedUnit, ...]:
    """Who can still win, once the hall has seen some at their places."""
    return tuple(one for one in sight.candidates(cue.pool) if one.unit not in shown)


def _climb_scene(sight: Sight, cue: Cue, step: int, words: _FlagStepWords) -> FlagScene:
    """A step of a climb: what is public by it of its places, with its first one also of those who have no place."""
    first, last = climb_of(cue)[step - 2]
    climbed = _climbed(sight, cue)
    shown = [
        one
        for one in climbed
        if (first <= one.rank and (one.rank <= last or step == 2) if one.rank is not None else step == 2)
    ]
    rows = _rows_of(sight.session, sight.public, cue, shown)
    decimals = sight.contest.rules.decimals
    if not rows:  # as where a tie takes a place: the names of those who have not been shown go on rolling
        known = {one.unit for one in climbed}
        return FlagRoll(**words, candidates=_left(sight, cue, known))
    if first == last and all(row.rank == first for row in rows):
        return FlagPlace(**words, place=first, rows=rows, decimals=decimals)
    board = ranking_board(sight.session, sight.public, sight.contest.area(cue.area))
    board = replace(board, rows=rows, unrounded=hides_order(shown, decimals), climbing=(cue.pool,))
    lowest = max((one.rank for one in shown if one.rank is not None), default=last)
    return FlagClimb(**words, board=board, from_=first, to=max(last, lowest))


def _climbed(sight: Sight, cue: Cue) -> Sequence[Standing]:
    """Whom the public knows the places of; a rehearsal's all that are drawn."""
    if sight.rehearses:
        return sight.sealed().scores.standings(cue.area, cue.pool)
    if (cue.area, cue.pool) in sight.public.revealed:
        return sight.public.scores.standings(cue.area, cue.pool)
    shown = climb_shown(sight.session, sight.contest, cue.area, cue.pool)
    return () if shown is None else climbed_standings(shown)


def _words(sight: Sight, cue: Cue, number: int) -> _FlagStepWords:
    picture, contest = sight.public, sight.contest
    area, pool = area_words(contest.area(cue.area)), contest_pool(contest, cue.pool)
    held = picture.ledger.holders_before((area.area, cue.pool), contest.period.id)
    return {
        "area": area.area,
        "area_name": area.area_name,
        "area_name_en": area.area_name_en,
        "flag": area.flag,
        "flag_en": area.flag_en,
        "pool": cue.pool or None,
        "pool_name": pool.name if pool else UNSET,
        "pool_name_en": pool.name_en if pool else UNSET,
        "previous": tuple(picture.unit(unit) for unit in held),
        "number": number,
        "open": picture.ledger.opens(contest.period.id) or UNSET,
    }


def _rows_at(sight: Sight, cue: Cue, place: int) -> tuple[RankingRow, ...]:
    """The ranking's rows at one place of a sealed flag: none after a tie above, several in a tie."""
    picture = sight.sealed()
    standings = picture.scores.standings(cue.area, cue.pool)
    return _rows_of(sight.session, picture, cue, (one for one in standings if one.rank == place))


def _rows_of(session: Session, picture: Picture, cue: Cue, standings: Iterable[Standing]) -> tuple[RankingRow, ...]:
    """Those of a flag's ranking as its rows."""
    pools = {unit.id: unit.pool for unit in picture.scores.units}
    before = ranks_before(session, picture, cue.area)
    return tuple(ranking_row(picture, one, pools[one.unit], before, cue.area) for one in standings)


def _key(cue: Cue) -> Key:
    return "flag", cue.area, cue.pool


def _publish(writing: Writing, contest: Contest, cue: Cue, _yes: bool) -> None:
    refuse_undecided(writing.session, contest, cue.area, cue.pool)
    reveal_flags(writing, contest, [(cue.area, cue.pool)])


def _publish_step(writing: Writing, contest: Contest, cue: Cue, step: int) -> None:
    """The rows that a step of a climb shows are public with it."""
    if cue.climbs and 1 < step < len(_moments(cue)):
        first, _last = climb_of(cue)[step - 2]
        publish_climb(writing, contest, cue.area, cue.pool, first)


def _winners(session: Session, contest: Contest, picture: Picture, cue: Cue) -> Announced:
    term = picture.ledger.term((cue.area, cue.pool), picture.contest.period.id)
    standings = picture.scores.standings(cue.area, cue.pool)
    places = {
        place: spoken_units(picture, [standing.unit for standing in standings if standing.rank == place])
        for place in (2, 3)
    }
    climbed = _winners_of_climb(session, contest, picture, cue) if cue.climbs else ()
    if term is None:
        return Announced((), places[2], places[3], climbed=climbed)
    row = flag_row(picture, picture.contest.area(cue.area), cue.pool, term)
    return Announced(spoken_units(picture, term.holders), places[2], places[3], row, climbed)


def _winners_of_climb(session: Session, contest: Contest, picture: Picture, cue: Cue) -> tuple[Climbed, ...]:
    """What each step of a climb shows, from the bottom; nobody where what is public has to stay as it was told."""
    standings = picture.scores.standings(cue.area, cue.pool)
    found: list[Climbed] = []
    for step, (first, last) in enumerate(climb_of(cue)):
        if stays_as_told(session, contest, cue.area, cue.pool, first, standings):
            found.append(Climbed())
            continue
        shown = [one for one in reversed(standings) if first <= (one.rank or 0) <= last]
        vetoed = [one.unit for one in standings if one.status is Status.VETOED and step == 0]
        places = tuple(one.rank for one in shown if one.rank is not None)
        found.append(Climbed(spoken_units(picture, [one.unit for one in shown]), places, spoken_units(picture, vetoed)))
    return tuple(found)


def _says(entry: ScriptCue, lang: str) -> Iterator[str]:
    """A sentence a step; the names are told where they may be, else there is a blank for them."""
    name = literal(entry.name.flag_phrase(lang))
    for number, moment in enumerate(_moments(entry.cue)):
        if entry.cue.climbs and moment in ("climb", "place"):
            yield _climb(entry, number - 1, lang)
        elif moment == "contest":
            yield _contest(entry, name, lang)
        elif moment == "roll":
            yield sentence("flag.roll", lang)
        elif moment == "transfer":
            unknown = "" if entry.announced is not None else sentence("flag.or_vacant", lang, name=name)
            yield _place(entry, moment, name, lang) + _prize(entry, lang) + unknown
        else:
            yield _place(entry, moment, name, lang)


def _climb(entry: ScriptCue, number: int, lang: str) -> str:
    """Who is shown by a step of a climb, from the bottom, in the places that there are; where nobody is, that names go
    on rolling."""
    first, last = climb_of(entry.cue)[number]
    step = None if entry.announced is None else entry.announced.climbed[number]
    vetoed = "" if step is None or not step.vetoed else sentence("flag.vetoed", lang, who=joined(step.vetoed, lang))
    if step is not None and not step.who:
        return vetoed or sentence("flag.rolls_on", lang)
    who = sentence("blank", lang) if step is None else joined(step.who, lang)
    if step is not None and step.places:
        first, last = min(step.places), max(step.places)
    places = {"first": place_in_words(first, lang), "last": place_in_words(last, lang)}
    told = sentence("flag.place" if first == last else "flag.climb", lang, **places, who=who)
    return told if not vetoed else f"{vetoed}{'' if lang == 'zh' else ' '}{told}"


def _prize(entry: ScriptCue, lang: str) -> str:
    """What the winner is given with the flag; nothing where it is known that nobody is."""
    told = entry.announced
    row = None if told is None else told.row
    prize = entry.name.prize_in(lang) if told is None else "" if row is None else row.prize_called(lang)
    return sentence("flag.prize", lang, prize=literal(prize)) if prize else ""


def _contest(entry: ScriptCue, name: str, lang: str) -> str:
    if entry.waits:
        return sentence("flag.waits", lang, name=name)
    if not entry.previous:
        return sentence("flag.unheld", lang, name=name)
    return sentence("flag.contest", lang, name=name, previous=joined(entry.previous, lang))


def _place(entry: ScriptCue, moment: str, name: str, lang: str) -> str:
    told = entry.announced
    if told is None:
        return sentence(f"flag.{moment}", lang, name=name, who=sentence("blank", lang))
    who = joined({"third": told.third, "second": told.second}.get(moment, told.winners), lang)
    if moment != "transfer":
        return sentence(f"flag.{moment}" if who else _NOBODY[moment], lang, who=who)
    return award_sentence("flag", name, told, lang, waits=entry.waits)


def _pieces(scene: FlagScene, place: ToldAt, _contest: Contest) -> Iterator[Piece]:
    rows: Sequence[RankingRow] = ()
    match scene:
        case FlagCorrection():
            yield from flag_pieces((scene.before, scene.row), place)
        case FlagTransfer():
            yield from flag_pieces((scene.row,), place)
            rows = scene.top
        case FlagPlace():
            rows = scene.rows
        case FlagClimb():
            rows = scene.board.rows
    if rows:
        yield shown_places(("flag", scene.area, scene.pool or ""), rows, place)


KIND = CueKind(
    _scene,
    _seconds,
    wants=("area",),
    uses=("area", "pool", "reveal", "places", "by", "singly_from", "image"),
    moments=_moments,
    says=_says,
    reveals=Revealing(_key, _publish, _winners, publish_step=_publish_step),
    pieces=_pieces,
    each_pool=True,
)
