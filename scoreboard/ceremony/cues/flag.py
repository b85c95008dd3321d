"""A flag changes hands: who holds it; the candidates' names rolling; third place; second; the winner (揭晓)."""

from collections.abc import Iterator, Sequence
from typing import TypedDict

from sqlmodel import Session

from scoreboard.ceremony.award_words import award_sentence
from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cue_kind import CueKind, Revealing, usually
from scoreboard.ceremony.pieces import Piece, ToldAt, flag_pieces, shown_places
from scoreboard.ceremony.spoken import Announced, ScriptCue, joined, sentence, spoken_units
from scoreboard.ceremony.undecided import refuse_undecided
from scoreboard.ceremony.visibility import Sight
from scoreboard.desk.sealed import Key
from scoreboard.exchange.pages import literal
from scoreboard.publications.boards import Picture, area_words, flag_row, ranking_board, ranking_row, ranks_before
from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.publications.pools import contest_pool
from scoreboard.publications.publishing import reveal_flags
from scoreboard.publications.scenes.flag import (
    FlagContest,
    FlagCorrection,
    FlagPlace,
    FlagRoll,
    FlagScene,
    FlagTransfer,
)
from scoreboard.publications.words import NamedUnit
from scoreboard.store.contest import Contest
from scoreboard.store.writing import Writing
from scoreboard.wire import UNSET, UnsetType

STEPS = ("contest", "roll", "third", "second", "transfer")
AT_ONCE = ("contest", "transfer")
TOP = 5
"""How many places of an area's ranking are shown beside its flag."""
PLACE = {"third": 3, "second": 2}


def _moments(cue: Cue) -> tuple[str, ...]:
    return AT_ONCE if cue.reveal == "all" else STEPS


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
    if moment == "roll":
        return FlagRoll(**words, candidates=sight.candidates(cue.pool))
    if moment in PLACE:
        rows = _rows_at(sight, cue, PLACE[moment])
        if not rows:  # that nobody has it would tell that a place above is shared: the names go on rolling
            return FlagRoll(**words, candidates=sight.candidates(cue.pool))
        return FlagPlace(**words, place=PLACE[moment], rows=rows, decimals=decimals)
    term = picture.ledger.term(flag, contest.period.id)
    if moment == "contest" or term is None:
        return FlagContest(**words)
    board = ranking_board(sight.session, picture, area)
    ranked = [row for row in board.rows if cue.pool in ("", row.pool) and row.rank is not None]
    return FlagTransfer(
        **words,
        row=flag_row(picture, area, cue.pool, term),
        top=tuple(ranked[:TOP]),
        more=sum(row.rank == ranked[TOP - 1].rank for row in ranked[TOP:]),
        decimals=decimals,
        candidates=sight.candidates(cue.pool),
    )


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
    pools = {unit.id: unit.pool for unit in picture.scores.units}
    before = ranks_before(sight.session, picture, cue.area)
    standings = picture.scores.standings(cue.area, cue.pool)
    return tuple(ranking_row(picture, one, pools[one.unit], before, cue.area) for one in standings if one.rank == place)


def _key(cue: Cue) -> Key:
    return "flag", cue.area, cue.pool


def _publish(writing: Writing, contest: Contest, cue: Cue, _yes: bool) -> None:
    refuse_undecided(writing.session, contest, cue.area, cue.pool)
    reveal_flags(writing, contest, [(cue.area, cue.pool)])


def _winners(_session: Session, _contest: Contest, picture: Picture, cue: Cue) -> Announced:
    term = picture.ledger.term((cue.area, cue.pool), picture.contest.period.id)
    standings = picture.scores.standings(cue.area, cue.pool)
    places = {
        place: spoken_units(picture, [standing.unit for standing in standings if standing.rank == place])
        for place in (2, 3)
    }
    if term is None:
        return Announced((), places[2], places[3])
    row = flag_row(picture, picture.contest.area(cue.area), cue.pool, term)
    return Announced(spoken_units(picture, term.holders), places[2], places[3], row)


def _says(entry: ScriptCue, lang: str) -> Iterator[str]:
    """A sentence a step; the names are told where they may be, else there is a blank for them."""
    name = literal(entry.name.flag_phrase(lang))
    for moment in _moments(entry.cue):
        if moment == "contest":
            yield _contest(entry, name, lang)
        elif moment == "roll":
            yield sentence("flag.roll", lang, name=name)
        elif moment == "transfer":
            yield _place(entry, moment, name, lang) + _prize(entry, lang)
        else:
            yield _place(entry, moment, name, lang)


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
        return sentence(f"flag.{moment}" if who else "flag.roll", lang, name=name, who=who)
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
    if rows:
        yield shown_places(("flag", scene.area, scene.pool or ""), rows, place)


KIND = CueKind(
    _scene,
    usually(120),
    wants=("area",),
    uses=("area", "pool", "reveal"),
    moments=_moments,
    says=_says,
    reveals=Revealing(_key, _publish, _winners),
    pieces=_pieces,
    each_pool=True,
)
