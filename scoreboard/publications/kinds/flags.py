"""The wall of flags of a period: who holds which flag, as far as is public."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Literal

from scoreboard.enums import Outcome, TableOrder
from scoreboard.facts import OVERALL, FactKind, flag_of
from scoreboard.locale import say
from scoreboard.publications.board_words import ContestBoard, NamedUnit, area_words, contest_words, unit_words
from scoreboard.publications.flag_row import (
    EARLIER_PLACE,
    First,
    FlagRow,
    LiftedVeto,
    LostFlag,
    Unreached,
    may_be_unreached,
    told_margin,
    told_note_or_vacancy,
    told_open,
    units_in,
    unreached,
)
from scoreboard.publications.kind import Column, Key, Kind, fields_of, names_in_line, pool_column, same, value
from scoreboard.publications.kinds.ranking import first_of
from scoreboard.publications.names import InBothLanguages
from scoreboard.publications.questions import Question, cut_rows
from scoreboard.rules.ranking import displayed, exact, margin_unrounded
from scoreboard.store.public.contests import areas_held, areas_of, ranking_key
from scoreboard.store.public.facts import Document
from scoreboard.wire import UNSET, UnsetType, given


@dataclass(frozen=True, kw_only=True, slots=True)
class Pole(InBothLanguages):
    """An area of the wall, whether its flag is public or not."""

    id: str
    name: str
    name_en: str
    flag: str
    flag_en: str | UnsetType = UNSET


@dataclass(frozen=True, kw_only=True, slots=True)
class FlagsBoard(ContestBoard):
    """A row for every flag that is public, and a pole for every area."""

    board: Literal["flags"] = "flags"
    areas: tuple[Pole, ...]
    rows: tuple[FlagRow, ...]


def ask(question: Question) -> tuple[FlagsBoard, int]:
    """A row for every flag of the period that is public, and a pole for every other."""
    series, period = question.parts
    areas = areas_of(question.facts, series, question.upto)
    terms = question.documents(FactKind.FLAG, f"{series}/{period}/")
    contest = question.document(FactKind.CONTEST, f"{series}/{period}")
    decimals, held = contest["decimals"], areas_held(question.facts, series, contest, question.upto)
    overall = question.documents(FactKind.OVERALL_FLAG, f"{series}/{period}/")
    named = {unit for term in (*terms.values(), *overall.values()) for unit in units_in(term)}
    day = question.naming_day(question.document(FactKind.PERIOD, period), running=not contest["closed"])
    units = unit_words(question.facts, sorted(named), day, question.upto)
    rows = [
        flag_row(
            area,
            areas,
            pool,
            term,
            units,
            decimals,
            _unreached(question, contest, term, area, pool),
            partial(_first, question, ranking_key(series, period, area), pool),
            won_from=_least(contest),
        )
        for area in held
        for (of, pool), term in sorted((flag_of(key), term) for key, term in terms.items())
        if of == area
    ]
    table = overall_words(question.document(FactKind.SERIES, series))
    tops = [
        flag_row(
            OVERALL,
            {**areas, **table},
            pool := key.split("/")[2],
            term,
            units,
            decimals,
            first=partial(_first, question, ranking_key(series, period), pool),
            won_from=_least(contest),
        )
        for key, term in sorted(overall.items())
        if table
    ]
    by_flags = contest.get("order", TableOrder.FLAGS) == TableOrder.FLAGS
    rows += [_with_most_flags(top, rows) if by_flags else top for top in tops]
    shown, total = cut_rows(rows, question.window)
    return FlagsBoard(**contest_words(question, series, period), areas=poles(held), rows=shown), total


def _unreached(question: Question, contest: Document, term: Document, area: str, pool: str) -> Unreached:
    """The series' minimum, where the best of an area's ranking has not reached it and nobody has won its flag."""
    if "minimum" not in contest or not may_be_unreached(term):
        return Unreached()
    series, period = question.parts
    first = _first(question, ranking_key(series, period, area), pool)
    return unreached(Decimal(contest["minimum"]), first and first.score, contest["decimals"])


def _first(question: Question, key: str, pool: str) -> First | None:
    """The first in a ranking; None where nobody is."""
    first = first_of(question, key, pool)
    if first is None or first.rank is None or first.score_exact is None:
        return None
    return First(first.unit, Decimal(first.score_exact))


def _with_most_flags(row: FlagRow, areas: Sequence[FlagRow]) -> FlagRow:
    """The row of the overall table's flag with the flags that have put its holder first, where they have.

    It has no margin then. A decision may have given it to somebody, and tells its reason.
    """
    won = row.outcome in (Outcome.FIRST, Outcome.CAPTURED, Outcome.DEFENDED) and row.reason is None
    overtaken = given(row.overtaken_by) or ()
    if row.margin is not None or not won or len(row.holders) != 1 or row.lost or overtaken:
        return row
    flags = Counter(holder.unit for one in areas if one.pool == row.pool for holder in one.holders)
    own = flags.pop(row.holders[0].unit, 0)
    return replace(row, most_flags=own) if own > max(flags.values(), default=0) else row


def overall_words(series: Document) -> Mapping[str, Document]:
    """The flag of a series' overall table in the place of an area, under no id; nothing where there is none."""
    flag, flag_en = series.get("overall_flag"), series.get("overall_flag_en")
    return {OVERALL: {"name": flag, "name_en": flag_en, "flag": flag, "flag_en": flag_en}} if flag else {}


def poles(areas: Mapping[str, Document]) -> tuple[Pole, ...]:
    """The areas of a wall."""
    return tuple(
        Pole(id=about.area, name=about.area_name, name_en=about.area_name_en, flag=about.flag, flag_en=about.flag_en)
        for about in (area_words(area, words) for area, words in areas.items())
    )


def flag_row(
    area: str,
    areas: Mapping[str, Document],
    pool: str,
    term: Document,
    units: Mapping[str, NamedUnit],
    decimals: int,
    minimum: Unreached | None = None,
    first: Callable[[], First | None] = lambda: None,
    *,
    won_from: Decimal | None,
) -> FlagRow:
    """One flag's custody as `show flags` prints it; `areas` are those of its series, `minimum` what nobody reached.

    `first` finds who is first in the ranking; it is asked where rounding may hide what a margin is, and where others
    than the holders are told as first, or a holder who won leads nobody. `won_from` is the
    score from which on a flag is won, None while the period is open.
    """
    margin = None if term["margin"] is None else Decimal(term["margin"])
    about, decided = area_words(area, areas[area]), _area_of_reason(term["reason"], areas)
    prize = areas[area] if term["holders"] else {}
    return FlagRow(
        area=about.area or None,
        area_name=about.area_name,
        area_name_en=about.area_name_en,
        flag=about.flag,
        flag_en=about.flag_en,
        holders=tuple(units[unit] for unit in term["holders"]),
        previous=tuple(units[unit] for unit in term["previous"]),
        outcome=Outcome(term["outcome"]),
        defences=term["defences"],
        margin=None if margin is None else displayed(margin, decimals),
        margin_exact=None if margin is None else exact(margin, decimals),
        pool=pool or None,
        awarded_on=term["awarded_on"],
        reason=term["reason"],
        reason_area_name=decided["name"] if decided else UNSET,
        reason_area_name_en=decided["name_en"] if decided else UNSET,
        approved_by=tuple(term.get("approved_by", ())),
        lost=tuple(_lost(units[one["unit"]], one) for one in term.get("lost", ())),
        lifted=tuple(_lifted(units[one["unit"]], one) for one in term.get("lifted", ())) or UNSET,
        overtaken_by=tuple(units[unit] for unit in term.get("overtaken_by", ())) or UNSET,
        first_of_remaining=True if area != OVERALL and _ended_one_leads(term, first, won_from) else UNSET,
        opening=term.get("opening", True if _was_defended_before(term) else UNSET),
        unreached=minimum.minimum if minimum else UNSET,
        unreached_best=minimum.best if minimum else UNSET,
        prize=prize.get("prize", UNSET),
        prize_en=prize.get("prize_en", UNSET),
        margin_told=_margin_told(margin, decimals, first),
    )


def _least(contest: Document) -> Decimal | None:
    """The score from which on a flag of a closed contest is won; None of one that is open."""
    return Decimal(contest.get("minimum", 0)) if contest["closed"] else None


def _ended_one_leads(term: Document, first: Callable[[], First | None], won_from: Decimal | None) -> bool:
    """Whether a unit that has ended since stands in the ranking before those who are told as first, or before a holder
    who has won and of whom nothing else says why it is not first."""
    told = term.get("overtaken_by", ())
    won = term["outcome"] in (Outcome.FIRST, Outcome.CAPTURED, Outcome.DEFENDED) and term["margin"] is None
    explained = term["reason"] is not None or bool(term.get("lost")) or bool(term.get("lifted"))
    asks = not (term["reason"] or "").startswith(EARLIER_PLACE) if told else won and not explained
    leader = first() if asks and won_from is not None else None
    if leader is None or won_from is None or leader.score < won_from:
        return False
    return leader.unit not in {*told, *term["holders"], *(one["unit"] for one in term.get("lifted", ()))}


def _margin_told(margin: Decimal | None, decimals: int, first: Callable[[], First | None]) -> str | UnsetType:
    if not margin or Decimal(displayed(margin, decimals)) == margin:
        return UNSET
    best = first()
    return (margin_unrounded(best.score, margin, decimals) if best is not None else None) or UNSET


def _was_defended_before(term: Document) -> bool:
    """Whether a first award counts defences, as none does: facts of early databases do not say of an opening that it
    is one."""
    return bool(term["outcome"] == Outcome.FIRST and any(term["defences"].values()))


def _lost(unit: NamedUnit, words: Document) -> LostFlag:
    return LostFlag(
        unit=unit.unit,
        name=unit.name,
        short_name=unit.short_name,
        short_name_en=unit.short_name_en,
        name_en=unit.name_en,
        outcome=words["kind"],
        reason=words["reason"],
    )


def _lifted(unit: NamedUnit, words: Document) -> LiftedVeto:
    return LiftedVeto(
        unit=unit.unit,
        name=unit.name,
        short_name=unit.short_name,
        short_name_en=unit.short_name_en,
        name_en=unit.name_en,
        reason=words["reason"],
    )


def _area_of_reason(reason: str | None, areas: Mapping[str, Document]) -> Document | None:
    """The area by whose places a tie was decided, as the reason's words name it."""
    if reason is None or not reason.startswith(EARLIER_PLACE):
        return None
    return areas.get(reason.removeprefix(EARLIER_PLACE))


FIELDS = fields_of(
    FlagRow,
    *("area", "flag", "holders", "previous", "outcome", "defences", "margin", "margin_exact", "pool"),
    *("awarded_on", "reason", "flag_en"),
)


def _columns(board: FlagsBoard, _lang: str) -> Sequence[Column[FlagRow]]:
    return [
        Column("cli.table.area", lambda row, lang: row.area_called(lang)),
        *pool_column(board),
        Column("cli.table.holder", _held),
        Column("cli.table.outcome", lambda row, lang: say(f"cli.outcome.{row.told_outcome}", lang)),
        Column("cli.table.defences", lambda row, _lang: str(max(row.defences.values(), default="")), "right"),
        Column("cli.table.margin", lambda row, _lang: told_margin(row) or "-", "right"),
        Column("cli.table.previous", lambda row, lang: names_in_line(row.previous, lang) or "-"),
        value("cli.table.awarded_on", lambda row: row.awarded_on),
        Column("cli.table.reason", lambda row, lang: told_note_or_vacancy(row, lang) or told_open(row, lang)),
    ]


def _held(row: FlagRow, lang: str) -> str:
    return names_in_line(row.holders, lang) or ("-" if row.tells_nobody else say("cli.table.vacant", lang))


KIND = Kind(Key.CONTEST, FlagsBoard, same(*FIELDS), _columns, ask)
