"""What the hall shows between ceremonies: the public boards as scenes, one after the other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scoreboard.publications.kinds import kind_names, kind_of
from scoreboard.publications.reader import Board, PublicReader, Stage
from screens.hall import scene_names

Scene = dict[str, Any]

AFTER_CEREMONY_SECONDS = 120.0
"""How long the last picture of a ceremony stays before the programme goes on."""
CLOSING_SECONDS = 10.0
"""How long it stays at least: then a result that has just come in may take its place."""


@dataclass(frozen=True)
class Item:
    """A scene of the programme and the key of the board that it draws; empty for a scene of its own."""

    key: str
    scene: Scene


def has_ended(stage: Stage) -> bool:
    """Whether a ceremony has come to its last picture."""
    return stage.scene.get("scene") == "closing" and not stage.covered


def seconds_on_stage(stage: Stage, now: datetime) -> float:
    """How long ago a step was made, for those who come later; a clock that has gone back counts as one gone on."""
    return abs((now - datetime.fromisoformat(stage.at)).total_seconds())


def read_boards(reader: PublicReader, known: Mapping[str, Board], ids: Mapping[str, int]) -> dict[str, Board]:
    """The newest revision of every board that there is, reading only those that `known` does not hold already.

    `ids` are the newest publication's id by key, as `known` was read with from this very file: another file's ids
    mean nothing.
    """
    keys = reader.keys()
    boards = {key: board for key, board in known.items() if key in keys}
    for key, number in keys.items():
        if ids.get(key) != number:
            board = reader.board(key)
            if board is not None:
                boards[key] = board
    return boards


def programme(boards: Mapping[str, Board], only_series: str | None = None) -> list[Item]:
    """The scenes that are shown in turn: each series's newest table, rankings and flags, then stars, then the rest.

    The rest are boards of no single contest, of every kind that says how the hall shows it.
    """
    competition = boards["competition"].payload
    items = [Item("competition", _title(competition))]
    for series in competition["series"]:
        if only_series in (None, series["id"]):
            items += _series(boards, competition, series)
    items += _stars(boards, competition)
    items += _derived(boards, only_series)
    return items


def table_scene(board: Mapping[str, Any]) -> Scene:
    """The overall table without the units that nobody has scored, unless that would leave nothing."""
    rows = [row for row in board["rows"] if row["scored_in"] or row["flags"] or row["status"] == "vetoed"]
    return {"scene": "table", "board": {**board, "rows": rows or board["rows"]}}


def ranking_scene(board: Mapping[str, Any], flags: Board | None) -> Scene:
    """An area's ranking without empty cells, with the flag's row where it is public."""
    rows = [row for row in board["rows"] if row["status"] in ("ranked", "vetoed")]
    row = None if flags is None else next((r for r in flags.payload["rows"] if r["area"] == board["area"]), None)
    return {"scene": "ranking", "board": {**board, "rows": rows}, "row": row}


def _title(competition: Mapping[str, Any]) -> Scene:
    return {
        "scene": "title",
        "title": competition["name"],
        "title_en": competition["name_en"] or competition["name"],
        "host": competition["host_name"],
        "host_en": competition["host_name_en"],
        "venue": "",
        "date": None,
        "slogans": [],
    }


def _series(boards: Mapping[str, Board], competition: Mapping[str, Any], series: Mapping[str, Any]) -> Iterator[Item]:
    periods = [period["id"] for period in competition["periods"]]
    overall = _newest(boards, periods, f"ranking/{series['id']}/", "")
    if overall is not None:
        yield Item(overall.key, table_scene(overall.payload))
    flags = _newest(boards, periods, f"flags/{series['id']}/", "")
    if flags is not None:
        yield Item(flags.key, {"scene": "wall", "board": flags.payload})
    for area in series["areas"]:
        ranking = _newest(boards, periods, f"ranking/{series['id']}/", f"/{area['id']}")
        if ranking is not None and any(row["status"] == "ranked" for row in ranking.payload["rows"]):
            same_period = flags if flags and flags.payload["period"] == ranking.payload["period"] else None
            yield Item(ranking.key, ranking_scene(ranking.payload, same_period))
    if flags is not None:
        for row in flags.payload["rows"]:
            if row["outcome"] in ("captured", "defended", "joint"):
                yield Item(flags.key, _transfer(flags.payload, row))


def _transfer(board: Mapping[str, Any], row: Mapping[str, Any]) -> Scene:
    """How a flag changed hands, shown again."""
    return {
        "scene": "flag",
        "moment": "transfer",
        **{name: row[name] for name in ("area", "area_name", "area_name_en", "flag", "pool", "previous")},
        "row": row,
        "top": [],
        "decimals": board["decimals"],
    }


def _stars(boards: Mapping[str, Board], competition: Mapping[str, Any]) -> Iterator[Item]:
    board = _newest(boards, [period["id"] for period in competition["periods"]], "stars/", "")
    if board is None:
        return
    confirmed = [row for row in board.payload["rows"] if row["status"] == "confirmed"]
    if confirmed:
        yield Item(board.key, {"scene": "roll", "board": {**board.payload, "rows": confirmed}})


def _derived(boards: Mapping[str, Board], only_series: str | None) -> Iterator[Item]:
    """Only scenes that there are: a kind may come before its scene."""
    for key, board in boards.items():
        name = key.partition("/")[0]
        make = kind_of(name).scene if name in kind_names() else None
        if make is None or only_series not in (None, board.payload["series"]):
            continue
        scene = make(board.payload)
        if scene is not None and scene["scene"] in scene_names():
            yield Item(key, scene)


def _newest(boards: Mapping[str, Board], periods: list[str], prefix: str, suffix: str) -> Board | None:
    return next((boards[key] for p in reversed(periods) if (key := f"{prefix}{p}{suffix}") in boards), None)
