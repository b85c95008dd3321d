"""Which public boards there are, what they are called, and which one an address means."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from scoreboard.locale import say
from scoreboard.publications.board_pages import BoardWish, Page
from scoreboard.publications.commitments import seal_key
from scoreboard.publications.competition import CompetitionBoard
from scoreboard.publications.kind import Key
from scoreboard.publications.kinds import kind_names, kind_of
from scoreboard.publications.names import named
from scoreboard.publications.reader import PublicReader
from scoreboard.spelling import BOARD_NAMES

CEREMONY = "ceremony"
ROWS = 100
"""Rows of a board on one page."""
MOST_OFFSET = 1_000_000_000


class NoSuchBoard(Exception):
    """An address that is no board's."""


def public_boards(reader: PublicReader) -> Iterator[str]:
    """The keys of all boards that have a page, in their order."""
    kinds = kind_names()
    yield from (key for key in dict(reader.keys()) if key.partition("/")[0] in kinds)
    yield CEREMONY


def is_watched(reader: PublicReader, board: str) -> bool:
    """Whether the hall can show a board alone: one of every competition, a series or a unit."""
    series = [one.id for one in reader.competition().series]
    return board in (*BOARD_NAMES, *series) or reader.is_unit(board) is not None


def sealed_ceremonies(reader: PublicReader) -> list[str]:
    """The ceremonies that have a proof."""
    return [key.partition("/")[2] for key in reader.keys(seal_key(""))]


def board_wish(key: str, offset: str | None, around: str | None) -> BoardWish:
    """The board that an address means, and the page of it. Raises NoSuchBoard where there can be none such."""
    name, *parts = key.split("/")
    if name == CEREMONY and not parts:
        return BoardWish(CEREMONY)
    if name not in kind_names():
        raise NoSuchBoard(key)
    places = {
        Key.NOTHING: (),
        Key.SERIES: ("series",),
        Key.PERIOD: ("period",),
        Key.CONTEST: ("series", "period", "area"),
    }[kind_of(name).key]
    if len(parts) > len(places) or not all(parts):
        raise NoSuchBoard(key)
    begin = 0
    if around is None and offset is not None:
        if not (offset.isascii() and offset.isdigit() and int(offset[:11]) <= MOST_OFFSET):
            raise NoSuchBoard(key)
        begin = int(offset) // ROWS * ROWS
    page = Page(ROWS, begin, around)
    said = dict(zip(places, parts, strict=False))
    return BoardWish(name, said.get("series"), said.get("period"), said.get("area"), page=page)


class NamedPart(Protocol):
    """What has a name, and an English one."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def name_en(self) -> str: ...


@dataclass(frozen=True)
class BoardNames:
    """What the parts of a competition are called in a language."""

    competition: CompetitionBoard
    lang: str

    def said(self, key: str) -> str:
        """What a board is called."""
        kind, *parts = key.split("/")
        words = [*(self._part(kind, at, part, parts) for at, part in enumerate(parts)), self._kind(kind, parts)]
        return " · ".join(filter(None, words))

    def contest(self, series: str, period: str) -> str:
        """A series and a period."""
        return " · ".join(self._part("ranking", at, part, [series, period]) for at, part in enumerate((series, period)))

    def groups(self, keys: Iterable[str]) -> list[tuple[str, list[tuple[str, str]]]]:
        """The addresses and names of boards, those of the whole contest first, then by series, newest period first."""
        periods = {period.id: at for at, period in enumerate(self.competition.periods)}
        found: dict[str, list[tuple[int, str]]] = {"": []}
        for key in keys:
            kind, *parts = key.split("/")
            of_series = kind != CEREMONY and kind_of(kind).key in (Key.SERIES, Key.CONTEST)
            newest = max((periods.get(part, -1) for part in parts), default=-1)
            found.setdefault(parts[0] if of_series else "", []).append((-newest, key))
        order = {"": -1, **{series.id: at for at, series in enumerate(self.competition.series)}}
        titles = {"": say("web.whole", self.lang), **{one.id: self._named(one) for one in self.competition.series}}
        return [
            (titles.get(group, group), [(f"/boards/{key}", self.said(key)) for _, key in sorted(found[group])])
            for group in sorted(found, key=lambda group: order.get(group, len(order)))
        ]

    def _kind(self, kind: str, parts: list[str]) -> str:
        if kind == "ranking":
            return "" if len(parts) == 3 else say("web.overall", self.lang)
        return say("web.ceremony" if kind == CEREMONY else kind_of(kind).title or f"web.board.{kind}", self.lang)

    def _part(self, kind: str, at: int, part: str, parts: list[str]) -> str:
        of_period = kind_of(kind).key is Key.PERIOD
        if at == 1 or of_period:
            found = (one for one in self.competition.periods if one.id == part)
            return next((named(one.name, one.name_en, self.lang) for one in found), part)
        series = next((one for one in self.competition.series if one.id == parts[0]), None)
        if at == 0 or series is None:
            return part if series is None else self._named(series)
        return next((self._named(area) for area in series.areas if area.id == part), part)

    def _named(self, one: NamedPart) -> str:
        return named(one.name, one.name_en or one.name, self.lang)
