"""How long a sheet of many units takes: reading the file with the library alone, its preview, and saving it.

    python -m tests.bench.importing [UNITS] [AREAS] [--wrong] [--profile]

5,400 units and 9 areas unless said otherwise, with places, sums and a title; `--wrong` says that nearly all places are
wrong. The goal: a preview within 3 s, saving within 3 s, in less than 250 MB.
"""

import cProfile
import io
import pstats
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import openpyxl
import python_calamine

from scoreboard.desk.importing.previewing import preview_file
from scoreboard.desk.importing.saving import save_sheet
from scoreboard.desk.unit_of_work import acting, looking
from scoreboard.exchange.workbooks.reading import read_file
from scoreboard.store.contest import contest_of
from tests.bench.large import large_contest
from tests.contests import Shape, opened

Answer = TypeVar("Answer")


def write_sheet(path: Path, shape: Shape, *, wrong: bool = False) -> None:
    """A sheet as an office would send it: a title, a number, the name, the areas, their sum and the place."""
    chance = random.Random(2030)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("得分")
    sheet.append(["2030年第二季度得分表"])
    sheet.append(["序号", "单位", *(f"工作{area[1:]}" for area in shape.area_ids), "合计", "名次"])
    given = {unit: [chance.randrange(5000, 9900) for _ in shape.area_ids] for unit in shape.units}
    totals = sorted(map(sum, given.values()), reverse=True)
    place = {total: at for at, total in reversed([*enumerate(totals, start=1)])}
    for number, (unit, scores) in enumerate(given.items(), start=1):
        total = sum(scores)
        typed = number if wrong else place[total]
        sheet.append([number, f"县{unit[1:]}", *(score / 100 for score in scores), total / 100, typed])
    book.save(path)


def timed(what: str, do: Callable[[], Answer]) -> Answer:
    """Do something and print how long it took."""
    began, worked = time.perf_counter(), time.process_time()
    answer = do()
    took, work = time.perf_counter() - began, time.process_time() - worked
    print(f"{what:<12} {took:6.2f} s, of which this process worked {work:.2f} s")
    return answer


def main() -> None:
    """Print the times, and the memory of this process at its highest."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    counties, areas = (*numbers, *(5400, 9)[len(numbers) :])
    shape = Shape(counties=counties, areas=areas)
    profile = cProfile.Profile() if "--profile" in sys.argv else None
    with tempfile.TemporaryDirectory() as place:
        settings = large_contest(Path(place), shape, periods=("2030Q1",))
        path = Path(place) / "得分.xlsx"
        write_sheet(path, shape, wrong="--wrong" in sys.argv)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        timed("the library", lambda: python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python())
        file = timed("the file", lambda: read_file(path))
        with opened(settings) as store:
            if profile:
                profile.enable()
            with looking(store, settings, "import", series="main") as here:
                contest = contest_of(here.session, "main", "2030Q2")
                sheet, preview = timed("the preview", lambda: preview_file(here.session, contest, file))

            def save() -> int:
                with acting(store, settings, "import", series="main") as writing:
                    return save_sheet(writing, contest_of(writing.session, "main", "2030Q2"), file, sheet.name, preview)

            saved = timed("saving", save)
            if profile:
                profile.disable()
        print(f"{saved} scores saved, {len(preview.ranks)} places differ")
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        print(
            f"memory: {before // 1024} MB before, {after // 1024} MB at most; the reader's process {child // 1024} MB"
        )
    if profile:
        told = io.StringIO()
        pstats.Stats(profile, stream=told).sort_stats("cumulative").print_stats(45)
        print(told.getvalue())


if __name__ == "__main__":
    main()
