"""What the public and the hall were told of results, piece by piece, to be held against a seal.

A piece is a flag's row, rows of a ranking, of a table or of a star, in one revision of a board or one step of the
stage. What a seal of an earlier version does not fix is not compared.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from scoreboard.desk.sealed import Key, names_of, ranked, scores_shown, tabled
from scoreboard.models import StageStep
from scoreboard.publications.bulletin import bulletin_key
from scoreboard.publications.publishing import flags_key
from scoreboard.publications.questions import Payload, ask_revisions
from scoreboard.publications.stars import stars_key
from scoreboard.store.contest import Contest
from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.public.contests import ranking_key

Result = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where something was told: a board's revision, or a step of the stage by its sequence."""

    board: str
    """The board's key; empty for the stage."""
    number: int


@dataclass(frozen=True)
class Told:
    """One piece: of which result, where, and whether a version of the result says the same."""

    key: Key
    place: Place
    agrees: Callable[[Result], bool]


def told_of(session: Session, contest: Contest, ceremony: str) -> Iterator[Told]:
    """Every piece that the boards of a contest and the stage of a ceremony told, the oldest first."""
    for place, payload in payloads(session, contest):
        yield from _on_board(payload, place, contest)
    for row in steps_of(session, ceremony):
        yield from _on_stage(row.scene, Place("", row.sequence or 0), contest)


def payloads(session: Session, contest: Contest) -> list[tuple[Place, Payload]]:
    """Every revision of a contest's boards that tell final results."""
    series, period = contest.series.id, contest.period.id
    keys = [
        flags_key(series, period),
        ranking_key(series, period),
        bulletin_key(contest),
        stars_key(period),
        *(ranking_key(series, period, area.id) for area in contest.areas),
    ]
    facts = facts_of(session)
    boards = [board for key in keys for board in ask_revisions(facts, key)]
    boards.sort(key=lambda board: board.change)
    return [(Place(board.key, board.revision), board.payload) for board in boards if not board.payload.get("live")]


def steps_of(session: Session, ceremony: str) -> list[StageStep]:
    """All steps of the stage that were none of a rehearsal."""
    return list(
        session.exec(
            select(StageStep)
            .where(StageStep.ceremony_id == ceremony, col(StageStep.rehearsal).is_(False))
            .order_by(col(StageStep.sequence))
        )
    )


def units_in(payload: Any) -> Iterator[Payload]:
    """Every unit with its names, wherever in a payload it stands."""
    if isinstance(payload, dict):
        if {"unit", "name", "short_name", "name_en"} <= payload.keys():
            yield payload
        for inner in payload.values():
            yield from units_in(inner)
    elif isinstance(payload, list):
        for inner in payload:
            yield from units_in(inner)


def _on_board(board: Payload, place: Place, contest: Contest) -> Iterator[Told]:
    match board["board"]:
        case "flags":
            yield from _flag_rows(board["rows"], place)
        case "ranking" if board["area"] is None:
            yield Told(("table", "", ""), place, _table(board["rows"]))
        case "ranking":
            yield from _ranking(board["area"], board["rows"], place, contest, whole=True)
        case "stars":
            yield from _stars(board["rows"], place)
        case "bulletin":
            yield from _flag_rows(board["flags"], place)
            yield Told(("table", "", ""), place, _table(board["overall"]["rows"]))
            for ranking in board["rankings"]:
                yield from _ranking(ranking["area"], ranking["rows"], place, contest, whole=True)
            yield from _stars(board["stars"], place)


def _on_stage(scene: Payload, place: Place, contest: Contest) -> Iterator[Told]:
    match scene["scene"]:
        case "flag":
            rows = [row for name in ("before", "row") if (row := scene.get(name))]
            yield from _flag_rows(rows, place)
            places = [*scene.get("top", ()), *scene.get("rows", ())]
            key = ("flag", scene["area"], scene["pool"] or "")
            if places:
                yield Told(key, place, _ranking_rows(places, None))
        case "ranking":
            yield from _ranking(scene["board"]["area"], scene["board"]["rows"], place, contest, whole=False)
        case "wall":
            yield from _flag_rows(scene["board"]["rows"], place)
        case "star":
            yield from _stars(scene.get("rows", ()), place)
        case "roll":
            yield from _stars(scene["board"]["rows"], place)
        case "closing":
            yield Told(("table", "", ""), place, _table(scene["board"]["rows"]))


def _flag_rows(rows: Iterable[Payload], place: Place) -> Iterator[Told]:
    for row in rows:
        yield Told(("flag", row["area"], row["pool"] or ""), place, _flag_row(row))


def _flag_row(row: Payload) -> Callable[[Result], bool]:
    holders = names_of(row["holders"])

    def agrees(result: Result) -> bool:
        if (result["holders"], result["margin"]) != (list(holders), row["margin_exact"]):
            return False
        shown = result.get("shown")
        return (shown is None or shown["margin"] == row["margin"]) and _within(holders, result.get("names"))

    return agrees


def _ranking(area: str, rows: list[Payload], place: Place, contest: Contest, *, whole: bool) -> Iterator[Told]:
    for pool in contest.flag_pools:
        own = [row for row in rows if pool in ("", row["pool"])]
        if own:
            yield Told(("flag", area, pool), place, _ranking_rows(own, pool if whole else None))


def _ranking_rows(rows: list[Payload], whole: str | None) -> Callable[[Result], bool]:
    """Whether rows are in a result's ranking; all of it, in its order, where they are the `whole` of a pool."""
    told = [ranked(row) for row in rows]

    def agrees(result: Result) -> bool:
        kept = result["ranking"]
        same = told == kept if whole is not None else all(row in kept for row in told)
        return same and _figures(rows, result)

    return agrees


def _table(rows: list[Payload]) -> Callable[[Result], bool]:
    return lambda result: [tabled(row) for row in rows] == result["rows"] and _figures(rows, result)


def _stars(rows: Iterable[Payload], place: Place) -> Iterator[Told]:
    """Winners and their results. How a nominee stands changes with the days of the notice, and is not compared."""
    for row in rows:
        yield Told(("star", row["star"], ""), place, _star_row(row))


def _star_row(row: Payload) -> Callable[[Result], bool]:
    def agrees(result: Result) -> bool:
        kept = [one[2] for one in result["nominees"] if one[:2] == [row["unit"], row["person"]]]
        return kept in ([], [row["result"]]) and _within(names_of([row]), result.get("names"))

    return agrees


def _figures(rows: list[Payload], result: Result) -> bool:
    shown = result.get("shown")
    return (shown is None or _within(scores_shown(rows), shown["scores"])) and _within(
        names_of(rows), result.get("names")
    )


def _within(told: dict[str, Any], kept: dict[str, Any] | None) -> bool:
    return kept is None or all(unit not in kept or kept[unit] == words for unit, words in told.items())
