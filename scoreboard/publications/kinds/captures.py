"""Who has captured the most flags of a series so far (夺旗榜), from public facts alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scoreboard.enums import Ranking
from scoreboard.facts import FactKind
from scoreboard.locale import listed
from scoreboard.publications.flag_words import lost_in
from scoreboard.publications.kind import UNIT, Column, Key, Kind, Row, pool_columns, same, text
from scoreboard.publications.names import name_in
from scoreboard.publications.pools import pools_apart
from scoreboard.publications.questions import Payload, Question, cut
from scoreboard.publications.words import area_words, unit_words
from scoreboard.rules.captures import KnownTerm, capturers
from scoreboard.store.public.contests import areas_of, members_of
from scoreboard.store.public.facts import Document
from scoreboard.wire import to_json

FIELDS = ("rank", "pool", "unit", "name", "captures")


@dataclass(frozen=True)
class Capture:
    """One flag that a unit took in a period."""

    unit: str
    period: str
    area: str
    pool: str


def ask(question: Question) -> tuple[Payload, int]:
    """Every unit that has captured a flag, who took most first; those who took as many share a place."""
    (series,) = question.parts
    words = question.document(FactKind.SERIES, series)
    areas = areas_of(question.facts, series, question.upto)
    flags = _flags(question.documents(FactKind.FLAG, f"{series}/"), words["periods"])
    taken: dict[str, list[Capture]] = {}
    for (area, pool), terms in sorted(flags.items(), key=lambda flag: (list(areas).index(flag[0][0]), flag[0][1])):
        for period, unit in capturers(terms):
            taken.setdefault(unit, []).append(Capture(unit, period, area, pool))
    payload = {
        "board": "captures",
        "competition": question.document(FactKind.COMPETITION)["id"],
        "series": series,
        "series_name": words["name"],
        "series_name_en": words["name_en"],
        "period": None,
        "ranking": words["ranking"],
        **({"pools": to_json(apart)} if (apart := pools_apart(words, words["ranking"])) else {}),
        "open": sum(not term.settled for terms in flags.values() for term in terms),
        "rows": _rows(question, series, words, areas, taken),
    }
    return cut(payload, question.window)


def _flags(terms: Mapping[str, Document], periods: Sequence[str]) -> dict[tuple[str, str], list[KnownTerm]]:
    """The known terms of each flag, by area and pool, in contest order."""
    found: dict[tuple[str, str], list[KnownTerm]] = {}
    keys = [(key.split("/"), term) for key, term in terms.items()]
    for (_series, period, area, pool), term in sorted(keys, key=lambda one: periods.index(one[0][1])):
        held, lost = [*term["holders"], *term["ended"]], lost_in(term)
        margin = None if term["margin"] is None else Decimal(term["margin"])
        known = KnownTerm(period, held, term["previous"], term["outcome"], term["settled"], margin, lost)
        found.setdefault((area, pool), []).append(known)
    return found


def _rows(
    question: Question,
    series: str,
    words: Document,
    areas: Mapping[str, Document],
    taken: Mapping[str, Sequence[Capture]],
) -> list[Payload]:
    last = question.document(FactKind.PERIOD, words["periods"][-1])
    units = unit_words(question.facts, sorted(taken), min(question.day, date.fromisoformat(last["end"])), question.upto)
    numbers = question.facts.unit_numbers(taken)
    members = members_of(question.facts, series, numbers.values())
    apart = words["ranking"] == Ranking.BY_POOL
    known = [(members[numbers[unit]], units[unit], found) for unit, found in taken.items()]
    rows = []
    for member, unit, found in sorted(known, key=lambda one: (-len(one[2]), one[0].position, one[1].unit)):
        better = sum(len(other) > len(found) for of, _, other in known if not apart or of.pool == member.pool)
        captures = {"captures": len(found), "taken": [_taken(question, one, areas) for one in found]}
        rows.append({"rank": better + 1, "pool": member.pool, **to_json(unit), **captures})
    if apart:
        rows.sort(key=lambda row: list(words["pools"]).index(row["pool"]))
    return rows


def _taken(question: Question, capture: Capture, areas: Mapping[str, Document]) -> Payload:
    period = question.document(FactKind.PERIOD, capture.period)
    return {
        "period": capture.period,
        "period_name": period["name"],
        "period_name_en": period["name_en"],
        **to_json(area_words(capture.area, areas[capture.area])),
        "flag_pool": capture.pool or None,
    }


def _columns(payload: Payload, _lang: str) -> Sequence[Column[Row]]:
    return [
        *pool_columns(payload),
        text("rank", "cli.table.rank", "right"),
        UNIT,
        text("captures", "year.column.captures", "right"),
        Column("year.column.captured", _captured),
    ]


def _captured(row: Row, lang: str) -> str:
    return listed(_names(row["taken"], lang), lang)


def _names(taken: Sequence[Row], lang: str) -> Iterator[str]:
    return (f"{name_in(one, lang, 'period_name')} {name_in(one, lang, 'area_name')}" for one in taken)


def _scene(payload: Payload) -> Payload | None:
    return {"scene": "captures", "board": payload} if payload["rows"] else None


KIND = Kind(
    Key.SERIES,
    same(*FIELDS),
    _columns,
    ask,
    follows=(FactKind.UNIT,),
    keys=lambda facts: list(facts.boards("captures/")),
    follows_in_series=(FactKind.FLAG, FactKind.SERIES, FactKind.AREA),
    title="year.board.captures",
    scene=_scene,
    note="year.captures.note",
)
