"""How large a year of a city grows: both files after four quarters of live scores, each changed once, and ceremonies.

    python -m tests.bench.year [UNITS] [QUARTERS]

137 units and 9 areas as in Handan: 1,233 scores a quarter, entered and confirmed one by one, then each taken back,
changed and confirmed again; each quarter is closed, and its ceremony is stepped to its end.
"""

import random
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from scoreboard.ceremony import run_sheet, stage_control
from scoreboard.ceremony.cues import cue_formats
from scoreboard.desk.closing import close
from scoreboard.desk.confirming import confirm, unconfirm
from scoreboard.desk.entering import enter
from scoreboard.desk.loading import load
from scoreboard.desk.people import add_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import Refused
from scoreboard.exchange.folder import read_folder
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from scoreboard.store.finding import find_unit
from tests.bench.growth import CHIEF, size_of

UNITS, AREAS = 137, 9
GOAL_MB = 30
ENDS = (date(2030, 3, 31), date(2030, 6, 30), date(2030, 9, 30), date(2030, 12, 31))


def write_folder(place: Path, units: int, quarters: int) -> Path:
    """A live series of four quarters."""
    place.mkdir(parents=True)
    periods, begins = "", date(2030, 1, 1)
    for number, end in enumerate(ENDS[:quarters], start=1):
        periods += f'[[period]]\nid = "2030Q{number}"\nname = "{number}季度"\nstart = {begins}\nend = {end}\n\n'
        begins = date.fromordinal(end.toordinal() + 1)
    areas = "".join(
        f'[[series.area]]\nid = "a{number}"\nname = "工作{number}"\nflag = "工作{number}先锋旗"\n'
        for number in range(1, AREAS + 1)
    )
    (place / "competition.toml").write_text(
        f'[competition]\nid = "city-2030"\nname = "全市竞赛"\nhost = "city"\n\n{periods}'
        '[[series]]\nid = "main"\nname = "市级"\nhost = "city"\npools = ["unit"]\npublication = "live"\n'
        f'confirm = "self"\ntie = "joint"\n\n{areas}',
        encoding="utf-8",
    )
    rows = "".join(f"u{number:03},第{number}单位,department,city,unit\n" for number in range(units))
    (place / "units.csv").write_text(f"id,name,kind,parent,pool\ncity,全市,city,,\n{rows}", encoding="utf-8")
    return place


def a_quarter(settings: Settings, store: Store, period: str, units: int, chance: random.Random) -> None:
    """All scores of a quarter, twice, and its ceremony."""
    cells = [(f"a{area}", f"u{unit:03}") for area in range(1, AREAS + 1) for unit in range(units)]
    for again in (False, True):
        chance.shuffle(cells)
        for area, unit in cells:
            if again:
                with acting(store, settings, "unconfirm") as writing:
                    unconfirm(writing, contest_of(writing.session, "main", period), area=area, unit=unit)
            with acting(store, settings, "enter") as writing:
                contest, found = contest_of(writing.session, "main", period), find_unit(writing.session, unit)
                enter(writing, contest, area, found, f"{chance.randrange(5000, 10000) / 100}")
            with acting(store, settings, "confirm") as writing:
                confirm(writing, contest_of(writing.session, "main", period), area=area, unit=unit)
    with acting(store, settings, "close") as writing:
        ceremony = close(writing, contest_of(writing.session, "main", period))
    while ceremony is not None:
        try:
            with acting(store, settings, "direct") as writing:
                stage_control.step(writing, ceremony, run_sheet.after, yes=True)
        except Refused as refusal:
            if refusal.key != "cue.last":
                raise
            return


def main(words: Sequence[str]) -> None:
    units, quarters = int(words[0]) if words else UNITS, int(words[1]) if len(words) > 1 else len(ENDS)
    chance = random.Random(2030)
    with tempfile.TemporaryDirectory() as place:
        made = Settings(f"{place}/contest.db", "zh", "2030-01-02T09:00:00+08:00")
        store = Store(made.paths, create=True)
        with acting(store, made, "load", zone="Asia/Shanghai", with_clock=True) as writing:
            load(writing, read_folder(write_folder(Path(place) / "folder", units, quarters), cue_formats()))
            add_person(writing, CHIEF, "admin")
        for number, end in enumerate(ENDS[:quarters], start=1):
            settings = Settings(made.database, "zh", f"{end}T18:00:00+08:00", CHIEF)
            a_quarter(settings, store, f"2030Q{number}", units, chance)
            megabytes = size_of(settings) / 1024**2
            print(f"{number} quarters of {units} x {AREAS}: both files have {megabytes:.1f} MiB", flush=True)
        store.close()
    print(f"goal {GOAL_MB} MB for a year: {megabytes / GOAL_MB:.2f} of it")


if __name__ == "__main__":
    main(sys.argv[1:])
