"""The stars of a period; `publications.stars` says who stands on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from scoreboard.enums import NomineeStatus
from scoreboard.facts import FactKind
from scoreboard.locale import enumerated, listed_texts, say
from scoreboard.publications.board_words import unit_words
from scoreboard.publications.kind import THE_UNIT, Column, Key, Kind, fields_of, same, value
from scoreboard.publications.names import InBothLanguages, named
from scoreboard.publications.questions import Question
from scoreboard.rules.rounding import down, half_up
from scoreboard.rules.star_votes import RESULT_DECIMALS, rounding_of, told_apart
from scoreboard.wire import UNSET, UnsetType, given


@dataclass(frozen=True, kw_only=True, slots=True)
class StarRow(InBothLanguages):
    """A nominee for a star, and how they stand."""

    star: str
    star_name: str
    star_name_en: str
    series: str | None = None
    """Whose star it is; None for one of all series, and in boards from before they said it."""
    sealed: bool = False
    """Whether this is what a notice tells, and the election is still to be told."""
    unit: str
    name: str
    short_name: str
    short_name_en: str | UnsetType = UNSET
    name_en: str
    person: str
    person_en: str | UnsetType = UNSET
    """Those in English are not set where nobody has written them."""
    post: str
    post_en: str | UnsetType = UNSET
    result: str | None
    """Percent with two decimals, down where it would look as much as the threshold; None while nothing is counted."""
    result_exact: str | UnsetType = UNSET
    """The same unrounded, a decimal or a quotient, where two decimals do not hold it: by it places are won."""
    status: str
    notice_until: str | None
    """The last day of the notice."""
    awarded_on: str | UnsetType = UNSET
    """The day on which who is elected has been given the star, as far as it is known."""
    unelected_on: str | UnsetType = UNSET
    """The day on which an election that was public was taken back, of who has not been elected again."""
    unelected_because: str | UnsetType = UNSET
    decision: str | UnsetType = UNSET
    """Why it was decided that the place is theirs, of who is elected and had as many votes as others."""
    substitute_for: str | UnsetType = UNSET
    """Whose place they have taken, where the public knows of that one."""
    substitute_for_en: str | UnsetType = UNSET

    def person_called(self, lang: str) -> str:
        """What the nominee is called in a language."""
        return named(self.person, given(self.person_en), lang)

    def post_called(self, lang: str) -> str:
        """Their post in a language."""
        return named(self.post, given(self.post_en), lang)

    @property
    def exact(self) -> Fraction | None:
        """The unrounded result, as far as the row has it."""
        return None if self.result is None else Fraction(given(self.result_exact) or self.result)

    @property
    def rounded(self) -> str | None:
        """The result as seals have it, which round half up whatever the threshold is; one that was altered stays so."""
        if self.result is None or self.exact is None:
            return None
        halved = f"{half_up(self.exact, RESULT_DECIMALS):f}"
        return halved if self.result == f"{down(self.exact, RESULT_DECIMALS):f}" else self.result

    def star_called(self, lang: str) -> str:
        """What the star is called in a language."""
        return named(self.star_name, self.star_name_en, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class StarWords:
    """A category of stars."""

    id: str
    name: str
    name_en: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StarsBoard:
    """The nominees of a period who are public, category by category."""

    board: Literal["stars"] = "stars"
    competition: str
    series: str | None = None
    period: str
    period_name: str
    period_name_en: str
    stars: tuple[StarWords, ...]
    rows: tuple[StarRow, ...]


def ask(question: Question) -> tuple[StarsBoard, int]:
    """The nominees of a period who are public, category by category."""
    (period,) = question.parts
    words = question.document(FactKind.PERIOD, period)
    stars = sorted(question.documents(FactKind.STAR).values(), key=lambda star: int(star["position"]))
    nominees = question.documents(FactKind.NOMINEE, f"{period}/").values()
    units = unit_words(question.facts, (one["unit"] for one in nominees), question.naming_day(words), question.upto)
    rows = [
        StarRow(
            star=star["id"],
            star_name=star["name"],
            star_name_en=star["name_en"],
            series=one.get("series"),
            sealed=one.get("sealed", False),
            unit=one["unit"],
            name=units[one["unit"]].name,
            short_name=units[one["unit"]].short_name,
            short_name_en=units[one["unit"]].short_name_en,
            name_en=units[one["unit"]].name_en,
            person=one["person"],
            person_en=one.get("person_en", UNSET),
            post=one["post"],
            post_en=one.get("post_en", UNSET),
            result=one["result"],
            result_exact=one.get("result_exact", UNSET),
            status=one["status"],
            notice_until=one["notice_until"],
            awarded_on=one.get("awarded_on", UNSET),
            unelected_on=one.get("unelected_on", UNSET),
            unelected_because=one.get("unelected_because", UNSET),
            decision=one.get("decision", UNSET),
            substitute_for=one.get("substitute_for", UNSET),
            substitute_for_en=one.get("substitute_for_en", UNSET),
        )
        for star in stars
        for one in nominees
        if one["star"] == star["id"]
    ]
    board = StarsBoard(
        competition=question.document(FactKind.COMPETITION)["id"],
        period=period,
        period_name=words["name"],
        period_name_en=words["name_en"],
        stars=tuple(StarWords(id=star["id"], name=star["name"], name_en=star["name_en"]) for star in stars),
        rows=question.window.of(rows),
    )
    return board, len(rows)


def of_series(board: StarsBoard, series: str) -> StarsBoard:
    """A board with the nominees of one series and those that are of all, as in old boards all were."""
    return replace(board, series=series, rows=tuple(row for row in board.rows if row.series in (None, series)))


def by_result(rows: Iterable[StarRow]) -> tuple[StarRow, ...]:
    """Rows category by category, of each the highest result first, and who has none last."""
    found = list(rows)
    place = {star: at for at, star in enumerate(dict.fromkeys(row.star for row in found))}
    return tuple(sorted(found, key=lambda row: (place[row.star], row.result is None, -(row.exact or 0))))


def elected(board: StarsBoard) -> StarsBoard:
    """A board of stars with nobody on it but those who have been elected and confirmed."""
    return replace(board, rows=tuple(row for row in board.rows if row.status == NomineeStatus.CONFIRMED))


def on_notice(board: StarsBoard) -> StarsBoard:
    """A board of stars with those alone who are on notice, or under an objection that came of it."""
    open_ones = (NomineeStatus.ON_NOTICE, NomineeStatus.OBJECTED)
    rows = (row for row in board.rows if row.status in open_ones and row.notice_until is not None)
    return replace(board, rows=tuple(rows))


def told_results(rows: Iterable[StarRow]) -> dict[StarRow, str]:
    """The results of those who have one: with more digits where others of the same star would look alike by two."""
    alike: dict[tuple[str | None, str, str], dict[StarRow, Fraction]] = {}
    for row in rows:
        if row.result is not None and row.exact is not None:
            alike.setdefault((row.series, row.star, row.result), {})[row] = row.exact
    found: dict[StarRow, str] = {}
    for (_, _, result), group in alike.items():
        told = Decimal(result)
        decimals = told_apart(told, group.values())
        found.update({row: f"{rounding_of(told, exact)(exact, decimals):f}" for row, exact in group.items()})
    return found


def _alone(row: StarRow) -> str | None:
    """The result of somebody on their unit's page, where nobody stands beside them."""
    return told_results([row]).get(row)


FIELDS = fields_of(StarRow, "star", "unit", "name", "person", "post", "result", "status", "notice_until")


def _status(row: StarRow, lang: str) -> str:
    """How a nominee stands, whose place they have taken, and why they are not elected any more."""
    return with_aside(say(f"cli.star_status.{row.status}", lang), (substitute(row, lang), unelected(row, lang)), lang)


def with_aside(status: str, asides: Iterable[str], lang: str) -> str:
    """How somebody stands, with what is to be said beside it in brackets."""
    aside = listed_texts([one for one in asides if one], lang)
    return status if not aside else f"{status} ({aside})" if lang == "en" else f"{status}（{aside}）"


def substitute(row: StarRow, lang: str) -> str:
    """Whose place somebody has taken; empty where nobody's."""
    if not row.substitute_for:
        return ""
    return say("cli.star_status.substitute", lang, person=named(row.substitute_for, given(row.substitute_for_en), lang))


def unelected(row: StarRow, lang: str) -> str:
    """That somebody's election was taken back, when and why; empty where none was."""
    if not row.unelected_on:
        return ""
    return say("cli.star_status.unelected", lang, day=row.unelected_on, reason=given(row.unelected_because) or "")


def told_decisions(rows: Iterable[StarRow], lang: str) -> str:
    """Why places are theirs who tied for them, star by star; empty where nothing was decided."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if row.decision:
            found.setdefault((row.star_called(lang), row.decision), []).append(row.person_called(lang))
    said = [
        say("cli.star_status.decided", lang, star=star, who=enumerated(who, lang), reason=reason.rstrip("。."))
        for (star, reason), who in found.items()
    ]
    return say("cli.star_status.decisions", lang, told=listed_texts(said, lang)) if said else ""


def _columns(board: StarsBoard | None, _lang: str) -> Sequence[Column[StarRow]]:
    results = _alone if board is None else told_results(board.rows).get
    return [
        Column("cli.table.star", lambda row, lang: row.star_called(lang)),
        Column("cli.table.person", lambda row, lang: row.person_called(lang)),
        THE_UNIT,
        value("cli.table.result", results, "right"),
        Column("cli.table.status", _status),
        value("year.column.notice_until", lambda row: row.notice_until),
    ]


def stars_key(period: str) -> str:
    """The key of the board of a period's stars."""
    return f"stars/{period}"


KIND = Kind(Key.PERIOD, StarsBoard, same(*FIELDS), _columns, ask)
