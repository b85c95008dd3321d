"""Names that the last row could not read on the pages beside a win: title, areas and holders, places, stars, closing.

No result is looked at: of a flag all who contest it are tried, of a star all its nominees, as if each had come there.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, select

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cues import key_of, kind_of, reveals_flag, steps_of
from scoreboard.ceremony.drawn_results import drawn_sight
from scoreboard.ceremony.findings import Finding
from scoreboard.ceremony.images_left_out import as_winner
from scoreboard.ceremony.scenes import scene
from scoreboard.ceremony.stage_control import Standpoint
from scoreboard.ceremony.visibility import Sight, real_sight
from scoreboard.desk.sealed_results import TABLE
from scoreboard.locale import LANGUAGES, Both, listed, listed_texts, say
from scoreboard.models import Nominee
from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.publications.names import InBothLanguages
from scoreboard.publications.scene import Scene
from scoreboard.publications.scenes.closing import ClosingScene
from scoreboard.publications.scenes.flag import FlagClimb, FlagContest, FlagPlace
from scoreboard.publications.scenes.star import StarCategoryScene
from scoreboard.publications.scenes.title import TitleScene
from scoreboard.store.contest import names_on
from scoreboard.wire import given

ReadsOn = Callable[[Scene, str, str, tuple[int, int], bool], bool]
"""Whether a name can be read that a scene shows in a language on a display of so many cells; the last value says
whether it is the first thing there, and so has to be the largest."""
Page = tuple[str, Scene, Both, bool]
"""A page as the catalogue calls it, its scene, a name on it, and whether that is the first thing there."""


@dataclass(frozen=True)
class _Small:
    """Names that are small on the pages of one kind, and the displays."""

    names: dict[str, None]
    halls: set[tuple[int, int]]


def small_names(
    session: Session,
    here: Standpoint,
    now: datetime,
    halls: Sequence[tuple[int, int]],
    reads: ReadsOn,
    *,
    inside: bool,
) -> Finding:
    """Every name that is small on a page of the sheet, by the pages; each page is tried in both languages.

    Of nominees, whose names may be sealed, only with `inside`.
    """
    found: dict[str, _Small] = {}
    for page, shown, name, first in _pages(session, here, now, inside=inside):
        for lang in LANGUAGES:
            for hall in halls:
                if not reads(shown, name.said(lang), lang, hall, first):
                    small = found.setdefault(page, _Small({}, set()))
                    small.names[name.said(lang)] = None
                    small.halls.add(hall)
    zh, en = (listed_texts((_told(page, small, lang) for page, small in found.items()), lang) for lang in LANGUAGES)
    return Finding("pages", "warning" if found else "good", {"names": Both(zh, en), "halls": _sizes(halls)})


def _told(page: str, small: _Small, lang: str) -> str:
    where = say(f"ceremony.page.{page}", lang)
    return say("ceremony.page.names", lang, page=where, halls=_sizes(small.halls), names=listed(small.names, lang))


def _sizes(halls: Iterable[tuple[int, int]]) -> str:
    return ", ".join(f"{columns}x{rows}" for columns, rows in sorted(halls))


def _pages(session: Session, here: Standpoint, now: datetime, *, inside: bool) -> Iterator[Page]:
    """Every page with a name that is large on it, and each name that it may show."""
    sight = real_sight(session, here.ceremony, here.contest, now)
    tried = set[tuple[str, str]]()
    for cue in here.sheet:
        stars = bool(cue.star) and kind_of(cue).reveals is not None
        if cue.kind == "title" or stars or reveals_flag(cue):
            yield from _first_step(scene(sight, cue, 1, 1))
        if stars and inside:
            yield from _nominees(session, here, cue, now)
    if here.contest.is_year:  # it hands no flag over
        return
    every = {(number, steps_of(cue)) for number, cue in enumerate(here.sheet, 1)}
    drawn = drawn_sight(session, here.ceremony, here.contest, now, 0, here.sheet, every)
    for cue in here.sheet:
        if reveals_flag(cue):
            for step in range(2, steps_of(cue)):
                yield from _places(drawn, cue, step, tried)
        elif key_of(cue) == TABLE:
            yield from _champions(drawn, cue)


def _first_step(shown: Scene) -> Iterator[Page]:
    """What the first step of a cue names: nothing of it is sealed."""
    if isinstance(shown, TitleScene):
        yield "title", shown, Both(shown.title, shown.title_in("en")), False
    elif isinstance(shown, StarCategoryScene):
        yield "category", shown, Both(shown.star_called("zh"), shown.star_called("en")), False
    elif isinstance(shown, FlagContest):
        yield "area", shown, Both(shown.area_called("zh"), shown.area_called("en")), False
        for unit in shown.previous:
            yield "holder", shown, _names_of(unit), False


def _places(drawn: Sight, cue: Cue, step: int, tried: set[tuple[str, str]]) -> Iterator[Page]:
    """All who contest a flag at a place, or in a climb, with drawn scores: of each pool once."""
    shown = scene(drawn, cue, step, 1)
    if not isinstance(shown, FlagPlace | FlagClimb) or (shown.moment, cue.pool) in tried:
        return
    tried.add((shown.moment, cue.pool))
    for unit in drawn.candidates(cue.pool):
        if isinstance(shown, FlagPlace):
            yield "place", replace(shown, rows=(_called_as(shown.rows[0], unit),)), _names_of(unit), True
        else:
            board = replace(shown.board, rows=(_called_as(shown.board.rows[0], unit),))
            yield "climb", replace(shown, board=board, to=shown.from_), _names_of(unit), False


def _nominees(session: Session, here: Standpoint, cue: Cue, now: datetime) -> Iterator[Page]:
    """Each nominee of a star as its only winner."""
    if here.contest.competition.publicity_mask:
        return
    rows = session.exec(
        select(Nominee)
        .where(
            Nominee.period_id == here.contest.period.id,
            Nominee.series_id == here.contest.series.id,
            Nominee.star_id == cue.star,
        )
        .order_by(col(Nominee.id))
    ).all()
    names = names_on(session, here.contest.naming_day(now), [row.unit_id for row in rows])
    for row in rows:
        yield "star", as_winner(session, row, names[row.unit_id]), Both(row.person, row.person_en or row.person), True


def _champions(drawn: Sight, cue: Cue) -> Iterator[Page]:
    """Each who may get the flag of the overall table, on the closing page."""
    shown = scene(drawn, cue, 1, 1)
    if not isinstance(shown, ClosingScene):
        return
    flags = given(shown.overall) or ()
    for at, flag in enumerate(flags):
        for unit in drawn.candidates(flag.pool or ""):
            rows = (*flags[:at], replace(flag, holders=(unit,)), *flags[at + 1 :])
            yield "closing", replace(shown, overall=rows), _names_of(unit), True


def _called_as(row: RankingRow, unit: NamedUnit) -> RankingRow:
    return replace(
        row,
        unit=unit.unit,
        name=unit.name,
        short_name=unit.short_name,
        short_name_en=unit.short_name_en,
        name_en=unit.name_en,
    )


def _names_of(unit: InBothLanguages) -> Both:
    return Both(unit.called("zh"), unit.called("en"))
