"""F103: the shipped contest of 2010 from its first day to its last: at every moment the year's boards are true."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from scoreboard.ceremony import run_sheet, stage_control
from scoreboard.ceremony.cues import cue_formats
from scoreboard.cli.demo.plot import CONTEST
from scoreboard.cli.demo.preparing import as_known
from scoreboard.desk.closing import close
from scoreboard.desk.confirming import confirm
from scoreboard.desk.identity import account
from scoreboard.desk.loading import load
from scoreboard.desk.people import add_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import Refused
from scoreboard.exchange.folder import read_folder
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from scoreboard.shipped_contests import contests_folder
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from scoreboard.store.writing import Writing
from scoreboard.wire import to_json

Q1, Q2, Q3, Q4 = "2010Q1", "2010Q2", "2010Q3", "2010Q4"
WORTH, CAP = {"national": Decimal(3), "provincial": Decimal(2)}, Decimal(5)
Payload = dict[str, Any]


@dataclass(frozen=True)
class Moment:
    """The year's boards after a deed, and what follows from the public walls and honours by this test's own sums."""

    name: str
    states: dict[str, str]
    annual: list[Payload]
    bounds: dict[str, tuple[int, int]]
    flags: dict[str, Counter[str]]


class Year:
    """The contest, and what is done in it."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(str(folder / "contest.db"), "zh")
        self.folder = read_folder(contests_folder() / CONTEST, cue_formats())
        self.store = Store(self.settings.paths, create=True)
        self._seen: tuple[tuple[int | None, ...], Moment] | None = None

    def do(self, deed: str, now: str, work: Callable[[Any], object], who: str = "admin") -> None:
        settings = replace(self.settings, acting=who if deed != "people" else None, now=now)
        with acting(
            self.store,
            settings,
            deed if deed != "people" else "add people",
            zone=self.folder.competition.timezone,
            with_clock=True,
        ) as w:
            work(w)

    def load(self, day: str, *periods: str) -> None:
        results = {(series.id, period) for series in self.folder.series for period in periods}
        known = as_known(self.folder, date.fromisoformat(day), results)
        self.do("load", f"{day}T09:00:00", lambda writing: load(writing, known))

    def close(self, period: str, now: str) -> None:
        self.do("close", now, lambda writing: close(writing, contest_of(writing.session, "city", period)))

    def confirm(self, period: str, now: str) -> None:
        """The drafts that arrive live while the demo plays, too."""
        self.do("confirm", now, lambda w: confirm(w, contest_of(w.session, "city", period)), who="reviewer")

    def steps(self, period: str, now: str) -> Iterator[None]:
        """A ceremony, step by step."""
        while True:
            try:
                self.do("direct", now, lambda w: stage_control.step(w, f"city-{period}", run_sheet.after, yes=True))
            except Refused as refused:
                if refused.key != "cue.last":
                    raise
                return
            yield

    def look(self, name: str) -> Moment:
        """What is public now; where no change has touched any of it, what was read before."""
        with closing(PublicReader(self.settings.paths.public)) as reader:
            touched = reader.keys()
            keys = ("annual", "range/city", *(f"flags/city/{period}" for period in (Q1, Q2, Q3, Q4)))
            changes = tuple(touched.get(key) for key in keys)
            if self._seen is None or self._seen[0] != changes:
                self._seen = changes, self._read(name, reader)
        return replace(self._seen[1], name=name)

    def _read(self, name: str, reader: PublicReader) -> Moment:
        annual, bounds = reader.board("annual"), reader.board("range/city")
        flags = {}
        for period in (Q1, Q2, Q3, Q4):
            wall = reader.board(f"flags/city/{period}")
            rows = [] if wall is None else to_json(wall.words)["rows"]
            flags[period] = Counter(unit["unit"] for row in rows for unit in row["holders"])
        if annual is None:
            return Moment(name, {}, [], {}, flags)
        return Moment(
            name,
            {period["id"]: period["state"] for period in to_json(annual.words)["periods"]},
            to_json(annual.words)["rows"],
            {row["unit"]: (row["best"], row["worst"]) for row in (to_json(bounds.words)["rows"] if bounds else ())},
            flags,
        )


def add_people(writing: Writing) -> None:
    add_person(writing, "admin", role="admin")
    add_person(writing, "reviewer", role="reviewer", os_user=account())


def honours_of(year: Year, day: str) -> dict[str, Decimal]:
    """What honours until a day are worth by unit: each title once, at its highest level, and no more than the cap."""
    best: dict[tuple[str, str], Decimal] = {}
    for row in year.folder.honours:
        if row.awarded_on is None or row.awarded_on <= date.fromisoformat(day):
            key = row.unit, row.title
            best[key] = max(best.get(key, Decimal(0)), WORTH[row.level])
    sums: dict[str, Decimal] = {}
    for (unit, _title), worth in best.items():
        sums[unit] = min(CAP, sums.get(unit, Decimal(0)) + worth)
    return sums


def check(year: Year, moment: Moment, loaded: str, expected: dict[str, str]) -> None:
    """The boards of the year against the walls, the honours and the record's own calendar."""
    assert moment.states == expected, moment.name
    told = [period for period, state in expected.items() if state in ("part", "done")]
    honours, totals = honours_of(year, loaded), {}
    for row in moment.annual:
        unit = row["unit"]
        counts = {period: moment.flags[period][unit] if period in told else None for period in expected}
        assert row["flags"] == counts, (moment.name, unit)
        assert row["flags_total"] == sum(count or 0 for count in counts.values()), (moment.name, unit)
        assert Decimal(row["honours"]) == honours.get(unit, 0), (moment.name, unit)
        totals[unit] = row["flags_total"] + Decimal(row["honours"])
    ranked = [row for row in moment.annual if row["rank"] is not None]
    for row in ranked:
        above = sum(totals[other["unit"]] > totals[row["unit"]] for other in ranked)
        assert row["rank"] == 1 + above, (moment.name, row["unit"])
        if moment.bounds:
            best, worst = moment.bounds[row["unit"]]
            assert best <= row["rank"] <= worst or "open" in expected.values() or "part" in expected.values()
            assert best <= worst


def test_f103_the_year_of_the_record_is_true_at_every_moment(tmp_path: Path) -> None:
    year = Year(tmp_path)
    year.do("people", "2010-08-13T09:00:00", add_people)
    year.load("2010-08-14", Q2)
    loaded = "2010-08-14"
    assert year.look("before anything").annual == [] or honours_of(year, loaded)
    year.close(Q2, "2010-08-15T17:00:00")
    assert not year.look("sealed").annual

    moments: list[tuple[str, Moment]] = []

    def seen(name: str, expected: dict[str, str]) -> None:
        moment = year.look(name)
        check(year, moment, loaded, expected)
        if moment.bounds:
            moments.append((loaded, moment))

    for _ in year.steps(Q2, "2010-08-16T09:00:00"):
        moment = year.look("the second quarter's ceremony")
        if moment.annual:
            whole = sum(moment.flags[Q2].values()) == 9
            state = "done" if whole else "part"
            seen("in the second quarter's ceremony", {Q1: "none", Q2: state, Q3: "open", Q4: "open"})
    done = {Q1: "none", Q2: "done", Q3: "open", Q4: "open"}
    seen("after it", done)
    loaded = "2010-10-26"
    year.load(loaded, Q2, Q3)
    seen("the third quarter's scores are in", done)
    year.close(Q3, "2010-11-01T17:00:00")
    seen("the third quarter is sealed", done)
    loaded = "2010-11-04"
    year.load(loaded, Q2, Q3, Q4)
    seen("the fourth quarter's come in live", done)
    for _ in year.steps(Q3, "2010-11-05T09:00:00"):
        flags = sum(year.look("").flags[Q3].values())
        state = "open" if not flags else "part" if flags < 9 else "done"
        seen("in the third quarter's ceremony", {**done, Q3: state})
    seen("after it", {**done, Q3: "done"})
    year.confirm(Q4, "2010-12-30T09:00:00")
    seen("the fourth quarter is in", {**done, Q3: "done"})
    year.close(Q4, "2011-01-05T09:00:00")
    seen("the fourth quarter is sealed", {**done, Q3: "done"})
    for _ in year.steps(Q4, "2011-01-08T09:00:00"):
        flags = sum(year.look("").flags[Q4].values())
        state = "open" if not flags else "part" if flags < 9 else "done"
        seen("in the fourth quarter's ceremony", {**done, Q3: "done", Q4: state})
    last = year.look("the end")
    assert last.states == {Q1: "none", Q2: "done", Q3: "done", Q4: "done"}
    final = {row["unit"]: row["rank"] for row in last.annual if row["rank"] is not None}
    assert {unit: bounds for unit, bounds in last.bounds.items() if unit in final} == {
        unit: (rank, rank) for unit, rank in final.items()
    }, "nothing is open any more"
    for day, moment in moments:
        if day != "2010-11-04":
            continue  # honours and vetoes that were loaded later move bounds, with their reason told
        for unit, rank in final.items():
            best, worst = moment.bounds[unit]
            assert best <= rank <= worst, (moment.name, unit)
    year.store.close()
