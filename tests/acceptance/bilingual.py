"""A contest in which all is said in both languages, each text another one, by the formats of folders themselves."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scoreboard.exchange.csv_rows import RowFormat
from scoreboard.exchange.formats.benchmarks import DeclaredBenchmark
from scoreboard.exchange.formats.competition import (
    DeclaredCampaign,
    DeclaredCompetition,
    DeclaredPeriod,
    DeclaredStar,
    VetoItem,
)
from scoreboard.exchange.formats.goals import DeclaredGoal
from scoreboard.exchange.formats.honours import DeclaredHonour
from scoreboard.exchange.formats.judges import Judge
from scoreboard.exchange.formats.livelihood import DeclaredLivelihoodItem
from scoreboard.exchange.formats.nominees import DeclaredNominee
from scoreboard.exchange.formats.pledges import DeclaredPledge
from scoreboard.exchange.formats.rectifications import DeclaredRectification
from scoreboard.exchange.formats.run_sheets import DeclaredCue, DeclaredRunSheet
from scoreboard.exchange.formats.scores import WrittenScore
from scoreboard.exchange.formats.series import DeclaredArea, DeclaredSeries, Pool
from scoreboard.exchange.formats.targets import DeclaredTarget
from scoreboard.exchange.formats.units import UnitRow
from scoreboard.exchange.formats.vetoes import DeclaredVeto
from scoreboard.exchange.formats.visits import DeclaredVisit
from scoreboard.exchange.validation import Format
from tests.acceptance.competition import Date, table, write_csv
from tests.exchange.translatable import ENGLISH, said, texts_of

CEREMONY = "gala"
QUARTER = "2031Q1"
UNITS = ("t1", "t2", "t3")
AREAS = ("roads", "water")
COUNTED = {
    f"{group}_{count}": number
    for group in ("members", "masses")
    for count, number in (("issued", 10), ("returned", 10), ("valid", 10), ("for", 9))
}
SCORES = {"roads": {"t1": 90, "t2": 80, "t3": 70}, "water": {"t1": 70, "t2": 85, "t3": 60}}


class Bilingual:
    """Its folder, and all words that it says in English."""

    def __init__(self) -> None:
        self.english: list[str] = []
        self._number = 0

    def said(self, model: type[Format], **plain: Any) -> dict[str, Any]:
        """What is said of something, in both languages."""
        self._number += 1
        words = said(model, f"{self._number:02}", **plain)
        for name in texts_of(model):
            given = words[name + ENGLISH]
            self.english += given if isinstance(given, list) else [given]
        return words

    def write(self, folder: Path) -> Path:
        """Write the folder's files and return it."""
        (folder / "ceremonies").mkdir(parents=True)
        (folder / "competition.toml").write_text("\n".join(self._competition()), encoding="utf-8")
        sheet = [*self._table("", DeclaredRunSheet, date=Date("2031-07-02"), series="main", period=QUARTER)]
        sheet += self._cues()
        (folder / "ceremonies" / f"{CEREMONY}.toml").write_text("\n".join(sheet), encoding="utf-8")
        for model, rows in self._rows():
            written = [self.said(model, **row) for row in rows]
            write_csv(folder / model.file, list(dict.fromkeys(key for row in written for key in row)), written)
        return folder

    def _table(self, head: str, model: type[Format], **plain: Any) -> Iterable[str]:
        yield table(head, self.said(model, **plain)).strip("\n") + "\n"

    def _competition(self) -> Iterable[str]:
        yield from self._table("[competition]", DeclaredCompetition, id="both", host="lake")
        yield from self._table(
            "[[period]]", DeclaredPeriod, id=QUARTER, start=Date("2031-01-01"), end=Date("2031-03-31")
        )
        pools = [self.said(Pool, id="town")]
        settings = {"confirm": "self", "rectifications": "public", "countback": ["firsts"]}
        yield from self._table("[[series]]", DeclaredSeries, id="main", host="lake", pools=pools, **settings)
        for area in AREAS:
            yield from self._table("[[series.area]]", DeclaredArea, id=area)
        judged = {"confirm": "self", "judges": "mean", "publication": "live"}
        yield from self._table("[[series]]", DeclaredSeries, id="judged", host="lake", pools=["town"], **judged)
        yield from self._table("[[series.area]]", DeclaredArea, id="looks")
        yield from self._table("[[star]]", DeclaredStar, id="service")
        yield from self._table("[[campaign]]", DeclaredCampaign, start=Date("2031-01-05"), end=Date("2031-01-15"))
        yield table(
            "[annual]", {"series": "main", "honours": {"national": 2}, "vetoes": [self.said(VetoItem, id="safe")]}
        )

    def _cues(self) -> Iterable[str]:
        for kind, plain in (
            *(("title", {}), ("speech", {}), ("interlude", {}), ("message", {}), ("countdown", {"seconds": 60})),
            *(("flag", {"area": area}) for area in AREAS),
            *(("ranking", {"area": "roads"}), ("flags", {}), ("star", {"star": "service"}), ("stars", {})),
            *((board, {}) for board in ("captures", "pledges", "goals", "livelihood", "rectifications", "campaigns")),
            *((board, {}) for board in ("benchmarks", "visits", "notice", "table", "annual", "range")),
            *(("settlement", {"units": ["t1"]}), ("photo", {}), ("closing", {})),
        ):
            yield from self._table("[[cue]]", DeclaredCue, kind=kind, **plain)

    def _rows(self) -> Iterable[tuple[type[RowFormat], list[dict[str, Any]]]]:
        town = {"parent": "lake", "pool": "town"}
        place = {"series": "main", "area": "roads", "period": QUARTER}
        yield UnitRow, [{"id": "lake"}, *({"id": unit, **town} for unit in UNITS)]
        cells = [
            {"series": "main", "period": QUARTER, "area": area, "unit": unit, "judge": "", "score": score}
            for area, found in SCORES.items()
            for unit, score in found.items()
        ]
        judge = {"series": "judged", "period": QUARTER, "judge": "j1"}
        cells += [{**judge, "area": "looks", "unit": unit, "score": 80 + at} for at, unit in enumerate(UNITS)]
        yield WrittenScore, [{**cell, "state": "confirmed"} for cell in cells]
        yield Judge, [judge]
        elected = {"notice_from": "2031-04-01", "status": "confirmed"}
        nominee = {"period": QUARTER, "star": "service", "series": "main", **COUNTED}
        yield (
            DeclaredNominee,
            [
                {**nominee, "unit": "t1", **elected},
                {**nominee, "unit": "t2", "notice_from": "2031-06-29", "status": "on-notice"},
            ],
        )
        yield (
            DeclaredHonour,
            [
                {"unit": "t1", "level": "national", "awarded_on": "2031-02-03"},
                {"unit": "t2", "level": "national", "awarded_on": "2030-02-03"},
            ],
        )
        yield DeclaredVeto, [{"unit": "t3", "veto": "safe", "period": QUARTER, "decided_on": "2031-03-01"}]
        measured = {"unit": "t1", "comparator": ">=", "target": 140, "due": "2031-12-31", "made_on": "2031-01-06"}
        yield (
            DeclaredPledge,
            [
                {**measured, "actual": 120, "settled_on": ""},
                {**measured, "actual": 150, "settled_on": "2031-06-01"},
            ],
        )
        yield DeclaredGoal, [{"unit": "t2", "scope": "city", "due": "2031-12-31"}]
        yield DeclaredLivelihoodItem, [{"id": "wells", "planned": 150, "spent": 126, "due": "2031-12-31"}]
        yield DeclaredRectification, [{"unit": "t2", **place, "due": "2031-05-01", "done_on": ""}]
        yield DeclaredTarget, [{"unit": "t2", **place}]
        yield DeclaredBenchmark, [{"unit": "t1", "theirs": 12, "ours": 9, "as_of": "2031-06-30"}]
        yield DeclaredVisit, [{"unit": "t1", "start": "2031-02-01", "end": "2031-02-03", "people": 105}]
