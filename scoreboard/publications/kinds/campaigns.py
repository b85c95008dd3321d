"""Days on which units pledge: who has, and who has not yet (承诺日)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from scoreboard.facts import FactKind
from scoreboard.publications.board_words import NamedUnit, unit_words
from scoreboard.publications.kind import Column, Key, Kind, fields_of, names_in_line, same, value
from scoreboard.publications.names import InBothLanguages
from scoreboard.publications.promise_rows import NAMED, PromisesBoard, promises_words, told
from scoreboard.publications.questions import Question
from scoreboard.store.public.facts import Document


@dataclass(frozen=True, kw_only=True, slots=True)
class CampaignRow(InBothLanguages):
    """A campaign: its days, how many units are to pledge, and which of them have."""

    name: str
    name_en: str
    start: str
    end: str
    units: int
    pledged: int
    missing: tuple[NamedUnit, ...]
    """Those that have not, in the order of units.csv."""
    done: tuple[NamedUnit, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CampaignsBoard(PromisesBoard):
    """All campaigns, in the order in which they were loaded."""

    board: Literal["campaigns"] = "campaigns"
    rows: tuple[CampaignRow, ...]


def ask(question: Question) -> tuple[CampaignsBoard, int]:
    """All campaigns; a unit has pledged in one with a pledge made on one of its days."""
    found = list(question.documents(FactKind.CAMPAIGN).values())
    units = question.documents(FactKind.UNIT)
    made: dict[str, set[str]] = {}
    for pledge in question.documents(FactKind.PLEDGE).values():
        if pledge["made_on"] is not None:
            made.setdefault(pledge["unit"], set()).add(pledge["made_on"])
    rows = tuple(_row(question, one, units, made) for one in question.window.of(found))
    return CampaignsBoard(**promises_words(question), rows=rows), len(found)


def _row(
    question: Question, campaign: Document, units: Mapping[str, Document], made: Mapping[str, set[str]]
) -> CampaignRow:
    start, end = campaign["start"], campaign["end"]
    wanted = [unit for unit in campaign["units"] if unit in units] or _taking_part(units, start, end)
    names = unit_words(question.facts, wanted, question.day, question.upto)
    done = {unit for unit in wanted if any(start <= day <= end for day in made.get(unit, ()))}
    return CampaignRow(
        name=campaign["name"],
        name_en=campaign["name_en"],
        start=start,
        end=end,
        units=len(wanted),
        pledged=len(done),
        missing=tuple(names[unit] for unit in wanted if unit not in done),
        done=tuple(names[unit] for unit in wanted if unit in done),
    )


def _taking_part(units: Mapping[str, Document], start: str, end: str) -> list[str]:
    """All units that take part in a series and exist in these days, in the order of units.csv."""
    there = [
        (words["position"], unit)
        for unit, words in units.items()
        if words["series"] and (words["first"] or start) <= end and (words["last"] or end) >= start
    ]
    return [unit for _, unit in sorted(there)]


FIELDS = fields_of(CampaignRow, "name", "start", "end", "units", "pledged", "missing", "done")


def _columns(_board: CampaignsBoard, _lang: str) -> Sequence[Column[CampaignRow]]:
    return [
        Column("year.column.campaign", lambda row, lang: row.called(lang)),
        value("year.column.from", lambda row: row.start),
        value("year.column.until", lambda row: row.end),
        value("year.column.pledged", lambda row: f"{row.pledged}/{row.units}", "right"),
        Column("year.column.missing", lambda row, lang: names_in_line(row.missing, lang) or "-"),
    ]


KIND = Kind(
    Key.NOTHING,
    CampaignsBoard,
    same(*FIELDS),
    _columns,
    ask,
    follows=(FactKind.CAMPAIGN, FactKind.PLEDGE, *NAMED),
    keys=told(FactKind.CAMPAIGN, "campaigns"),
    title="year.board.campaigns",
    shown=lambda board: board if board.rows else None,
)
