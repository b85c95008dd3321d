"""The winners of a star category, at once or one at a time (授星)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypedDict

from sqlmodel import Session

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cue_kind import CueKind, Revealing, usually
from scoreboard.ceremony.read_out import Announced, ScriptCue, Spoken, joined, pinyin_of, sentence
from scoreboard.ceremony.told_results import Piece, ToldAt, star_pieces
from scoreboard.ceremony.visibility import Sight
from scoreboard.desk.sealed_results import Key
from scoreboard.exchange.printed_pages import literal
from scoreboard.models import Star
from scoreboard.publications.boards import Picture
from scoreboard.publications.bulletin import cause_of_stars
from scoreboard.publications.kinds.stars import StarRow, StarsBoard, elected
from scoreboard.publications.publishing import publish_stars, refresh_closed
from scoreboard.publications.revealing import reveal
from scoreboard.publications.scenes.star import StarCategoryScene, StarScene, StarWinner, StarWinners
from scoreboard.publications.star_boards import exact_votes, stars_with
from scoreboard.rules.star_votes import place_of, turns
from scoreboard.store.contest import Contest
from scoreboard.store.writing import Writing
from scoreboard.wire import UNSET


def _moments(cue: Cue) -> tuple[str, ...]:
    if cue.gradual:
        return ("category", *("winner" for _ in range(cue.places)))
    return ("category", "winners")


class _StarStepWords(TypedDict):
    """What every step says of its category."""

    star: str
    star_name: str
    star_name_en: str


def _scene(sight: Sight, cue: Cue, step: int, _number: int) -> StarScene:
    """A star's step: the category, then its winners at once or one at a time.

    At a place that nobody takes the stage stays as it is: the category before the first winner, the last one after it.
    """
    star = sight.session.get_one(Star, cue.star)
    moment = _moments(cue)[step - 1]
    words: _StarStepWords = {"star": star.id, "star_name": star.name, "star_name_en": star.name_en or star.name}
    if moment == "category":
        return StarCategoryScene(**words)
    if moment == "winners":
        return StarWinners(**words, rows=_of_star(sight.stars(), star.id, sight.contest.series.id))
    winners = _of_star(sight.sealed_stars(star.id), star.id, sight.contest.series.id)
    from_bottom = cue.reveal == "from-bottom"
    votes = sight.sealed_votes(star.id)
    shows = [turn for turn in turns(votes, cue.places, from_bottom=from_bottom)[: step - 1] if turn.winners]
    if shows:
        turn = shows[-1]
        shown = tuple(winners[at] for at in turn.winners)
        rows = _told(shown, sight.stars()) if step == len(_moments(cue)) else shown
        places = UNSET if turn.place else tuple(place_of(votes, at) for at in turn.winners)
        return StarWinner(**words, place=turn.place, rows=rows, places=places)
    if from_bottom and step < len(_moments(cue)):
        return StarCategoryScene(**words)
    return StarWinners(**words, rows=())


def _told(rows: Sequence[StarRow], public: StarsBoard) -> tuple[StarRow, ...]:
    """Rows of the last step, by which all of the star is public, with why it was decided for whom."""
    why = {(row.star, row.series, row.unit, row.person): row.decision for row in public.rows}
    return tuple(replace(row, decision=why.get((row.star, row.series, row.unit, row.person), UNSET)) for row in rows)


def _in_turn(session: Session, contest: Contest, now: datetime, cue: Cue) -> Sequence[StarRow]:
    """A star's winners, by their whole names, in the order in which its cue shows them."""
    period, series = contest.period.id, contest.series.id
    board = stars_with(session, period, now, series=series, star=cue.star, whole_names=True)
    winners = _of_star(board, cue.star, series)
    if "winner" not in _moments(cue):
        return winners
    votes = exact_votes(session, period, series=series, star=cue.star)
    found = turns(votes, cue.places, from_bottom=cue.reveal == "from-bottom")
    return [winners[at] for turn in found for at in turn.winners]


def _together(shown: StarScene) -> int:
    """How many winners of a star a step shows of which each should have had a step of their own; 0 for a tie."""
    if not isinstance(shown, StarWinner) or shown.place is not None:
        return 0
    return len(shown.rows) if len(shown.rows) > 1 else 0


def _of_star(board: StarsBoard, star: str, series: str) -> tuple[StarRow, ...]:
    """Who is elected of a star in a series; those of no series are elected in all."""
    return tuple(row for row in elected(board).rows if row.star == star and row.series in (None, series))


def _key(cue: Cue) -> Key:
    return "star", cue.star, ""


def _publish(writing: Writing, contest: Contest, cue: Cue, _yes: bool) -> None:
    reveal(writing, contest, "star", cue.star)
    publish_stars(writing, contest.period.id)
    told = cause_of_stars([writing.session.get_one(Star, cue.star)], "announced")
    refresh_closed(writing, contest, "", told)  # where a jump has printed the bulletin before


def _winners(session: Session, contest: Contest, picture: Picture, cue: Cue) -> Announced:
    return Announced(tuple(_spoken(row) for row in _in_turn(session, contest, picture.now, cue)))


def _spoken(row: StarRow) -> Spoken:
    about, about_en = (f"{row.called(lang)} {row.post_called(lang)}".strip() for lang in ("zh", "en"))
    return Spoken(row.person, row.person_called("en"), pinyin_of(row.person), about, about_en)


def _says(entry: ScriptCue, lang: str) -> Iterator[str]:
    name = literal(entry.name.said_of_flag(lang))
    yield sentence("star.category", lang, name=name)
    told = entry.announced
    who = sentence("blank", lang) if told is None else joined(told.winners, lang)
    yield sentence("star.winners" if who else "star.vacant", lang, name=name, who=who)


def _pieces(scene: StarScene, place: ToldAt, _contest: Contest) -> Iterable[Piece]:
    return star_pieces(scene.rows, place) if isinstance(scene, StarWinner | StarWinners) else ()


KIND = CueKind(
    _scene,
    usually(90),
    wants=("star",),
    uses=("star", "places", "reveal", "image"),
    moments=_moments,
    says=_says,
    reveals=Revealing(_key, _publish, _winners, _together),
    pieces=_pieces,
)
