"""The demo's story in plain text, for a pipe, a log or a screen reader."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rich.cells import cell_len

from scoreboard.cli.demo.story import Arrived, arrivals, ceremony_steps, live_table
from scoreboard.enums import NomineeStatus, Outcome
from scoreboard.locale import say
from scoreboard.publications.flag_words import told_margin, told_reasons
from scoreboard.publications.names import name_in
from scoreboard.publications.reader import Stage
from scoreboard.settings import Settings
from scoreboard.store.engine import Store

TOP = 10
"""How many rows of a table are told."""

Lines = Iterable[str]


def narrate(settings: Settings, write: Callable[[str], None]) -> None:
    """Play the whole story on a prepared contest and `write` each line of it as it happens, without a pause."""
    lang = settings.lang
    store = Store(settings.paths)
    try:
        for stage in ceremony_steps(store, settings):
            _write(write, step_told(stage, lang))
        table = live_table(settings)
        _write(write, ["", _word("heading.live", lang, period=name_in(table, lang, "period_name"))])
        _write(write, table_told(table["rows"], lang, flags=False))
        _write(write, ["", _word("heading.arriving", lang)])
        for arrived in arrivals(store, settings):
            _write(write, [arrival_told(arrived, lang)])
        _write(write, ["", _word("heading.live", lang, period=name_in(table, lang, "period_name"))])
        _write(write, table_told(live_table(settings)["rows"], lang, flags=False))
    finally:
        store.close()


def step_told(stage: Stage, lang: str) -> Lines:
    """What the hall sees at a step, in a few lines."""
    scene = stage.scene
    match scene["scene"]:
        case "title":
            return _title_told(scene, lang)
        case "flag":
            return _flag_told(scene, lang)
        case "wall":
            return ["", _word("heading.wall", lang), *_wall_told(scene["board"]["rows"], lang)]
        case "star":
            return _star_told(scene, lang)
        case "roll":
            return ["", _word("heading.roll", lang), *_roll_told(scene["board"]["rows"], lang)]
        case "closing":
            return ["", _word("heading.closing", lang), *table_told(scene["board"]["rows"], lang, flags=True)]
        case _:
            from screens.hall import caption

            return [line for line in (caption(scene, lang),) if line]


def table_told(rows: Sequence[dict[str, Any]], lang: str, *, flags: bool) -> Lines:
    """The first places of an overall table, aligned."""
    ranked = [row for row in rows if row["rank"] is not None]
    shown = ranked[:TOP]
    names = _padded([name_in(row, lang) for row in shown])
    scores = [str(row["score"]) for row in shown]
    widest = max((len(score) for score in scores), default=0)
    key = "table.row" if flags else "table.live_row"
    for row, name, score in zip(shown, names, scores, strict=True):
        yield _word(key, lang, rank=row["rank"], name=name, flags=row["flags"], score=score.rjust(widest))
    if len(rows) > len(shown):
        yield _word("table.more", lang, count=len(rows) - len(shown))


def arrival_told(arrived: Arrived, lang: str) -> str:
    """A result that has arrived, and how far its unit has moved."""
    before, after = arrived.before["rank"], arrived.after["rank"]
    movement = _word("arrival.same" if before == after else "arrival.up", lang, before=before, after=after)
    return "  " + _word(
        "arrival.line",
        lang,
        unit=name_in(arrived.after, lang),
        area=name_in(arrived.area, lang),
        score=arrived.score,
        total=arrived.after["score"],
        movement=movement,
    )


def _title_told(scene: dict[str, Any], lang: str) -> Lines:
    title = name_in(scene, lang, "title")
    where = "  ".join(str(scene[key]) for key in ("venue", "date") if scene.get(key))
    return ["", title, "=" * cell_len(title), where, *scene["slogans"], _word("sample", lang)]


def _flag_told(scene: dict[str, Any], lang: str) -> Lines:
    moment, previous = scene["moment"], _names(scene["previous"], lang)
    area = name_in(scene, lang, "area_name")
    if moment == "contest":
        told = _word("flag.contest", lang, number=scene["number"], flag=scene["flag"], area=area, previous=previous)
        return ["", told]
    if moment == "roll":
        return [f"    {_word('flag.roll', lang, count=len(scene['candidates']))}"]
    if moment == "place":
        rows = _word("comma", lang).join(f"{name_in(row, lang)} {row['score']}" for row in scene["rows"])
        return [f"    {_word('flag.place', lang, place=scene['place'], rows=rows or _word('nobody', lang))}"]
    return [f"    {_row_told(scene['row'], lang)}"]


def _row_told(row: dict[str, Any], lang: str) -> str:
    """A flag that has changed hands, or not."""
    previous = _names(row["previous"], lang)
    if row["outcome"] == Outcome.OPEN and not row["holders"]:
        return say("hall.outcome.settles", lang)
    if not row["holders"]:
        return _word("flag.vacant", lang, previous=previous)
    outcome = say(f"hall.outcome.{row['outcome']}", lang)
    told = [_word("flag.transfer", lang, outcome=outcome, holders=_names(row["holders"], lang))]
    if row["holders"] != row["previous"]:
        told.append(_word("flag.before", lang, previous=previous))
    if margin := told_margin(row):
        told.append(_word("flag.margin", lang, margin=margin))
    told += told_reasons(row, lang)
    count = max(row["defences"].values(), default=0)
    if count:
        told.append(_word("flag.defences", lang, count=count))
    return "    ".join(told)


def _wall_told(rows: Sequence[dict[str, Any]], lang: str) -> Lines:
    areas = _padded([name_in(row, lang, "area_name") for row in rows])
    for row, area in zip(rows, areas, strict=True):
        yield f"    {area}  {_names(row['holders'], lang)}"


def _star_told(scene: dict[str, Any], lang: str) -> Lines:
    if scene["moment"] == "category":
        return ["", _word("star.category", lang, star=name_in(scene, lang, "star_name"))]
    if not scene["rows"]:
        return [f"    {_word('star.none', lang)}"]
    return [
        f"    {_word('star.winner', lang, person=row['person'], unit=name_in(row, lang), result=row['result'])}"
        for row in scene["rows"]
    ]


def _roll_told(rows: Sequence[dict[str, Any]], lang: str) -> Lines:
    elected = [row for row in rows if row["status"] == NomineeStatus.CONFIRMED]
    stars = _padded([name_in(row, lang, "star_name") for row in elected])
    for row, star in zip(elected, stars, strict=True):
        yield f"    {star}  {row['person']}  {name_in(row, lang)}"


def _write(write: Callable[[str], None], lines: Lines) -> None:
    for line in lines:
        write(line)


def _word(path: str, lang: str, **values: Any) -> str:
    return say(f"demo.{path}", lang, **values)


def _names(units: Sequence[dict[str, Any]], lang: str) -> str:
    return _word("comma", lang).join(name_in(unit, lang) for unit in units) or _word("nobody", lang)


def _padded(names: Sequence[str]) -> list[str]:
    """Names made equally wide, in cells."""
    widest = max((cell_len(name) for name in names), default=0)
    return [name + " " * (widest - cell_len(name)) for name in names]
