"""The demo's story in plain text, for a pipe, a log or a screen reader."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rich.cells import cell_len

from scoreboard.cli.demo.plot import Plot
from scoreboard.cli.demo.story import Arrived, arrivals, ceremony_steps, live_table
from scoreboard.enums import NomineeStatus
from scoreboard.locale import say
from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.flag_row import FlagRow, told_margin, told_reasons, told_vacancy
from scoreboard.publications.kinds.flags import FlagsBoard
from scoreboard.publications.kinds.ranking import RankingBoard, RankingRow
from scoreboard.publications.kinds.stars import StarRow, told_decisions
from scoreboard.publications.names import named
from scoreboard.publications.pools import are_apart, pool_label, with_pool
from scoreboard.publications.reader import Stage
from scoreboard.publications.scenes import scene_of
from scoreboard.publications.scenes.closing import ClosingScene
from scoreboard.publications.scenes.flag import (
    FlagClimb,
    FlagContest,
    FlagCorrection,
    FlagPlace,
    FlagRoll,
    FlagScene,
    FlagTransfer,
)
from scoreboard.publications.scenes.roll import RollScene
from scoreboard.publications.scenes.star import StarScene, StarWinner, StarWinners
from scoreboard.publications.scenes.title import TitleScene
from scoreboard.publications.scenes.wall import WallScene
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from scoreboard.wire import given

TOP = 10
"""How many rows of a table are told."""

Lines = Iterable[str]


def narrate(settings: Settings, plot: Plot, write: Callable[[str], None]) -> None:
    """Play the whole story on a prepared contest and `write` each line of it as it happens, without a pause."""
    lang = settings.lang
    store = Store(settings.paths)
    told: set[tuple[str, ...]] = set()
    try:
        for stage in ceremony_steps(store, settings, plot):
            lines = tuple(step_told(stage, lang))
            if lines[:1] == ("",):
                told.clear()
            if lines not in told:  # where a place is shared, the step of the next one shows what was shown
                _write(write, lines)
            told.add(lines)
        _write(write, _live_told(live_table(settings, plot), lang))
        if plot.arrivals:
            _write(write, ["", _word("heading.arriving", lang)])
        for arrived in arrivals(store, settings, plot):
            _write(write, [arrival_told(arrived, lang)])
        _write(write, _live_told(live_table(settings, plot), lang))
    finally:
        store.close()


def _live_told(table: RankingBoard | None, lang: str) -> Lines:
    if table is None:
        return []
    heading = _word("heading.live", lang, period=named(table.period_name, table.period_name_en, lang))
    return ["", heading, *table_told(table, lang, flags=False)]


def step_told(stage: Stage, lang: str) -> Lines:
    """What the hall sees at a step, in a few lines."""
    scene = scene_of(stage.scene)
    match scene:
        case TitleScene():
            return _title_told(scene, lang)
        case FlagScene():
            return _flag_told(scene, lang)
        case WallScene() if scene.board:
            return ["", _word("heading.wall", lang), *_wall_told(scene.board, lang)]
        case StarScene():
            return _star_told(scene, lang)
        case RollScene() if scene.board:
            return ["", _word("heading.roll", lang), *_roll_told(scene.board.rows, lang)]
        case ClosingScene():
            overall = [f"  {row.flag}  {_row_told(row, lang).strip()}" for row in given(scene.overall) or ()]
            return ["", _word("heading.closing", lang), *overall, *table_told(scene.board, lang, flags=True)]
        case _:
            from screens.hall import caption

            return [line for line in (caption(scene, lang),) if line]


def table_told(board: RankingBoard, lang: str, *, flags: bool) -> Lines:
    """The first places of an overall table, aligned; pools that are ranked apart each under its name."""
    if not are_apart(board):
        yield from _places_told(board.rows, lang, flags)
        return
    for pool in given(board.pools) or ():
        yield f"  {pool.called(lang)}"
        yield from _places_told([row for row in board.rows if row.pool == pool.id], lang, flags)


def _places_told(rows: Sequence[RankingRow], lang: str, flags: bool) -> Lines:
    ranked = [row for row in rows if row.rank is not None]
    shown = ranked[:TOP]
    names = _padded([row.called(lang) for row in shown])
    scores = [str(row.score) for row in shown]
    widest = max((len(score) for score in scores), default=0)
    key = "table.row" if flags else "table.live_row"
    for row, name, score in zip(shown, names, scores, strict=True):
        yield _word(key, lang, rank=row.rank, name=name, flags=row.flags or 0, score=score.rjust(widest))
    if len(rows) > len(shown):
        yield _word("table.more", lang, count=len(rows) - len(shown))


def arrival_told(arrived: Arrived, lang: str) -> str:
    """A result that has arrived, and how far its unit has moved."""
    before, after = arrived.before.rank, arrived.after.rank
    movement = _word("arrival.same" if before == after else "arrival.up", lang, before=before, after=after)
    return "  " + _word(
        "arrival.line",
        lang,
        unit=arrived.after.called(lang),
        area=arrived.area.said(lang),
        score=arrived.score,
        total=arrived.after.score,
        movement=movement,
    )


def _title_told(scene: TitleScene, lang: str) -> Lines:
    title = scene.title_in(lang)
    where = "  ".join(part for part in (scene.venue_in(lang), scene.date) if part)
    return ["", title, "=" * cell_len(title), where, *scene.slogans_in(lang), _word("sample", lang)]


def _flag_told(scene: FlagScene, lang: str) -> Lines:
    match scene:
        case FlagContest():
            told = [_word("flag.contest", lang, number=scene.number or "", flag=scene.flag_of_pool(lang))]
            if scene.previous:
                told.append(_word("flag.held", lang, previous=_names(scene.previous, lang)))
            return ["", "    ".join(told)]
        case FlagRoll():
            return [f"    {_word('flag.roll', lang, count=len(scene.candidates))}"]
        case FlagPlace():
            rows = _word("comma", lang).join(f"{row.called(lang)} {row.score}" for row in scene.rows)
            place = "-" if scene.is_out_of_the_ranking else scene.place
            return [f"    {_word('flag.place', lang, place=place, rows=rows or _word('nobody', lang))}"]
        case FlagClimb():
            return [f"    {row.rank or '-'}  {row.called(lang)} {row.score or ''}".rstrip() for row in scene.board.rows]
        case FlagTransfer() | FlagCorrection():
            return [f"    {_row_told(scene.row, lang)}"]
        case _:
            return []


def _row_told(row: FlagRow, lang: str) -> str:
    """A flag that has changed hands, or not."""
    if row.is_open and not row.holders:
        return say("hall.outcome.settles", lang)
    outcome = say(f"hall.outcome.{row.told_outcome}", lang)
    holders = _names(row.holders, lang)
    told = [_word("flag.transfer", lang, outcome=outcome, holders=holders) if row.holders else outcome]
    if row.previous and row.holders != row.previous:
        told.append(_word("flag.before", lang, previous=_names(row.previous, lang)))
    if margin := told_margin(row):
        told.append(_word("flag.margin", lang, margin=margin))
    told += [*told_reasons(row, lang), *told_vacancy(row, lang)]
    count = max(row.defences.values(), default=0)
    if count:
        told.append(_word("flag.defences", lang, count=count))
    if prize := row.prize_called(lang):
        told.append(say("hall.flag.prize", lang, prize=prize))
    return "    ".join(told)


def _wall_told(board: FlagsBoard, lang: str) -> Lines:
    called = [with_pool(row.area_called(lang), pool_label(board.pools, row.pool, lang), lang) for row in board.rows]
    for row, area in zip(board.rows, _padded(called), strict=True):
        yield f"    {area}  {_names(row.holders, lang)}"


def _star_told(scene: StarScene, lang: str) -> Lines:
    if not isinstance(scene, StarWinner | StarWinners):
        return ["", _word("star.category", lang, star=scene.star_called(lang))]
    if not scene.rows:
        return [f"    {_word('star.none', lang)}"]
    decided = told_decisions(scene.rows, lang)
    return [*(f"    {_winner_told(row, lang)}" for row in scene.rows), *([f"    {decided}"] if decided else [])]


def _winner_told(row: StarRow, lang: str) -> str:
    told = _word("star.winner", lang, person=row.person_called(lang), unit=row.called(lang))
    return f"{told}    {say('hall.star.result', lang, result=row.result)}" if row.result else told


def _roll_told(rows: Sequence[StarRow], lang: str) -> Lines:
    elected = [row for row in rows if row.status == NomineeStatus.CONFIRMED]
    stars = _padded([row.star_called(lang) for row in elected])
    for row, star in zip(elected, stars, strict=True):
        yield f"    {star}  {row.person_called(lang)}  {row.called(lang)}"


def _write(write: Callable[[str], None], lines: Lines) -> None:
    for line in lines:
        write(line)


def _word(path: str, lang: str, **values: Any) -> str:
    return say(f"demo.{path}", lang, **values)


def _names(units: Sequence[NamedUnit], lang: str) -> str:
    return _word("comma", lang).join(unit.called(lang) for unit in units) or _word("nobody", lang)


def _padded(names: Sequence[str]) -> list[str]:
    """Names made equally wide, in cells."""
    widest = max((cell_len(name) for name in names), default=0)
    return [name + " " * (widest - cell_len(name)) for name in names]
