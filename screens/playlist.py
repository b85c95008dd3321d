"""What the hall shows between ceremonies: the public boards as scenes, one after the other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scoreboard.enums import NomineeStatus, Status
from scoreboard.publications.freezing import frozen_by
from scoreboard.publications.kinds import kind_names, kind_of
from scoreboard.publications.reader import Board
from scoreboard.wire import from_json, to_json
from screens.hall import scene_names
from screens.held_boards import HeldBoards, News

Scene = dict[str, Any]


@dataclass(frozen=True)
class Item:
    """A scene of the playlist and the key of the board that it draws; empty for a scene of its own."""

    key: str
    scene: Scene

    @property
    def name(self) -> tuple[str, str, str | None]:
        """What tells it from the others of a playlist, whatever it shows now."""
        return self.key, self.scene["scene"], self.scene.get("area")


def playlist(held: HeldBoards, only_series: str | None = None) -> list[Item]:
    """The scenes that are shown in turn: each series's newest table, rankings and flags, then stars, then the rest.

    The rest are boards of no single contest, of every kind that says how the hall shows it.
    """
    competition = held.competition
    items = [Item("competition", _title(competition))]
    for series in competition["series"]:
        if only_series in (None, series["id"]):
            items += _series(held, competition, series)
    items += _stars(held, competition)
    items += _derived(held, only_series)
    return items


def as_it_stands(scene: Mapping[str, Any], now: datetime) -> Mapping[str, Any]:
    """A scene at a moment: a board whose freeze has begun since it was read is live no more, and says since when."""
    board = scene.get("board")
    frozen = board if board is None else frozen_by(board, now)
    return scene if frozen is board else {**scene, "board": frozen}


def table_scene(board: Mapping[str, Any]) -> Scene:
    """The overall table, of everybody who is on the board."""
    return {"scene": "table", "board": board}


def ranking_scene(board: Mapping[str, Any], flags: Board | None) -> Scene:
    """An area's ranking, of everybody who is on the board, with the flag's row where it is public."""
    row = None if flags is None else next((r for r in flags.payload["rows"] if r["area"] == board["area"]), None)
    return {"scene": "ranking", "board": board, "row": row}


def telling(scene: Mapping[str, Any]) -> list[str]:
    """The units on a ranking's scene of whom it has anything to tell: a score, a flag, a veto. Empty for others."""
    board = scene.get("board") or {}
    if board.get("board") != "ranking":
        return []
    rows = board["rows"]
    if board.get("area") is not None:
        return [row["unit"] for row in rows if row["status"] in (Status.RANKED, Status.VETOED)]
    return [row["unit"] for row in rows if row.get("scored_in", 1) or row["flags"] or row["status"] == Status.VETOED]


def renewed(held: HeldBoards, item: Item) -> Item:
    """A ranking's scene as its board is now, beside the same flag."""
    board = held.board(item.key)
    return item if board is None else Item(item.key, {**item.scene, "board": board.payload})


def changed_scene(held: HeldBoards, item: Item, news: News) -> Scene:
    """A ranking's scene after a change: its changed rows are marked and come from their old places.

    Of a long board it is the part in which the first of them stands, without old places; that is said by "around".
    """
    old, new = held.before(item.key), held.board(item.key)
    if old is None or new is None:
        return item.scene
    was = {row["unit"]: row["rank"] for row in old.payload["rows"]}
    scores = {row["unit"]: row["score"] for row in old.payload["rows"]}
    if "parts" not in new.payload:
        moved = [row["unit"] for row in new.payload["rows"] if row["score"] != scores.get(row["unit"])]
        return {**item.scene, "was": was, "changed": moved}
    units = held.changed_units(item.key, news)
    shown = [row["unit"] for row in item.scene["board"]["rows"]]
    if units is None:
        rows = item.scene["board"]["rows"]
        moved = [row["unit"] for row in rows if row["score"] != scores.get(row["unit"], row["score"])]
        return {**item.scene, "was": was, "changed": moved}
    if set(units) & set(shown):
        return {**item.scene, "was": was, "changed": [unit for unit in shown if unit in units]}
    for _place, unit in held.places_of(item.key, units):
        part = held.around(item.key, unit)
        board = None if part is None else part.payload
        moved = [] if board is None else [row["unit"] for row in board["rows"] if row["unit"] in units]
        if moved:
            return {**item.scene, "board": board, "changed": moved, "around": True}
    return {**item.scene, "changed": []}


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


def _series(held: HeldBoards, competition: Mapping[str, Any], series: Mapping[str, Any]) -> Iterator[Item]:
    periods = [period["id"] for period in competition["periods"]]
    overall = _newest(held, periods, f"ranking/{series['id']}/", "")
    if overall is not None:
        yield Item(overall.key, table_scene(overall.payload))
    flags = _newest(held, periods, f"flags/{series['id']}/", "")
    if flags is not None:
        yield Item(flags.key, {"scene": "wall", "board": flags.payload})
    for area in series["areas"]:
        ranking = _newest(held, periods, f"ranking/{series['id']}/", f"/{area['id']}")
        if ranking is not None and any(row["status"] == Status.RANKED for row in ranking.payload["rows"]):
            same_period = flags if flags and flags.payload["period"] == ranking.payload["period"] else None
            yield Item(ranking.key, ranking_scene(ranking.payload, same_period))
    if flags is not None:
        for row in flags.payload["rows"]:
            if row["outcome"] in ("captured", "defended", "joint"):
                yield Item(flags.key, transfer_scene(flags.payload, row))


def transfer_scene(board: Mapping[str, Any], row: Mapping[str, Any]) -> Scene:
    """How a flag changed hands, shown again."""
    return {
        "scene": "flag",
        "moment": "transfer",
        **{name: row[name] for name in ("area", "area_name", "area_name_en", "flag", "pool", "previous")},
        **({"pools": board["pools"]} if "pools" in board else {}),
        "row": row,
        "top": [],
        "decimals": board["decimals"],
    }


def _stars(held: HeldBoards, competition: Mapping[str, Any]) -> Iterator[Item]:
    board = _newest(held, [period["id"] for period in competition["periods"]], "stars/", "")
    if board is None:
        return
    confirmed = [row for row in board.payload["rows"] if row["status"] == NomineeStatus.CONFIRMED]
    if confirmed:
        yield Item(board.key, {"scene": "roll", "board": {**board.payload, "rows": confirmed}})


def _derived(held: HeldBoards, only_series: str | None) -> Iterator[Item]:
    """Only scenes that there are: a kind may come before its scene."""
    for key in sorted(held.keys):
        name = key.partition("/")[0]
        kind = kind_of(name) if name in kind_names() else None
        board = None if kind is None or kind.shown is None else held.board(key)
        if kind is None or kind.shown is None or board is None or only_series not in (None, board.payload["series"]):
            continue
        shown = kind.shown(from_json(kind.board, board.payload))
        if shown is not None and name in scene_names():
            yield Item(key, {"scene": name, "board": to_json(shown)})


def _newest(held: HeldBoards, periods: list[str], prefix: str, suffix: str) -> Board | None:
    key = next((key for p in reversed(periods) if (key := f"{prefix}{p}{suffix}") in held.keys), None)
    return None if key is None else held.board(key)
