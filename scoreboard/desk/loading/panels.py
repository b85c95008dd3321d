"""Loading the judges whom a folder names (judges.csv)."""

from collections import defaultdict
from collections.abc import Sequence

from sqlmodel import select

from scoreboard.desk.loading.closed import Closed, beyond_english
from scoreboard.desk.loading.memory import LoadedItem, Memory, place_rows
from scoreboard.exchange.folder import CompetitionFolder
from scoreboard.exchange.formats.judges import Judge
from scoreboard.models import PanelJudge

FILE = "judges.csv"


def load_panels(memory: Memory, folder: CompetitionFolder, closed: Closed) -> None:
    """The judges of each contest in the folder's order. Raises Refused where those of a closed one would change."""
    there: dict[tuple[str, str], dict[str, PanelJudge]] = defaultdict(dict)
    for row in memory.writing.session.exec(select(PanelJudge)):
        there[row.series_id, row.period_id][row.id] = row
    panels: dict[tuple[str, str], list[Judge]] = defaultdict(list)
    for judge in folder.judges:
        panels[judge.series, judge.period].append(judge)
    for contest in dict.fromkeys((*panels, *there)):
        _load_panel(memory, contest, panels[contest], there[contest], closed)


def _load_panel(
    memory: Memory, contest: tuple[str, str], panel: Sequence[Judge], there: dict[str, PanelJudge], closed: Closed
) -> None:
    """Bring one panel level with the file; `there` are its judges by name, of whom those who are gone are left."""
    series, period = contest
    rows = []
    for given in panel:
        item = LoadedItem(FILE, f"{series}/{period}/{given.judge}", _names(given), given.line)
        row = there.pop(given.judge, None)
        differing = memory.differing(item, row)
        if row is None or differing:
            if row is None or beyond_english(differing):
                closed.refuse_row(item, series, period)
            place = {"series_id": series, "period_id": period, "id": given.judge}
            row = memory.put(item, differing, row, PanelJudge, **place, position=-1)
        rows.append(row)
    for judge, gone in there.items():
        key = f"{series}/{period}/{judge}"
        closed.refuse_gone(FILE, key, series, period)
        memory.forget(FILE, key)
        memory.removed(FILE, key, {"name": gone.name, "name_en": gone.name_en})
        memory.writing.session.delete(gone)
    place_rows(memory, FILE, f"{series}/{period}", rows, [given.judge for given in panel])
    memory.writing.session.flush()


def _names(given: Judge) -> dict[str, str]:
    return {"name": given.name, "name_en": given.name_en}
