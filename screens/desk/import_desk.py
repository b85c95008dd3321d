"""What is done with sheets at the desk, one call of the store each. All of it runs in workers and knows no widget."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scoreboard.desk.entering import refuse_closed
from scoreboard.desk.importing.blocks import BlockPlace
from scoreboard.desk.importing.choices import SheetChoices
from scoreboard.desk.importing.comparing import compared
from scoreboard.desk.importing.preview import Preview
from scoreboard.desk.importing.previewing import preview_block, preview_chosen, results_in
from scoreboard.desk.importing.saving import save_sheet
from scoreboard.desk.named_errors import naming
from scoreboard.desk.unit_of_work import acting, looking
from scoreboard.errors import Refused
from scoreboard.exchange.workbooks.raw_sheet import RawSheet
from scoreboard.exchange.workbooks.reading import ReadFile, read_file
from scoreboard.store.contest import Contest, contest_of
from scoreboard.store.writing import Writing
from screens.desk.workplace import Workplace


@dataclass(frozen=True)
class ScoreTable:
    """What is to be taken in: a sheet of a file, or a block that was pasted, and where."""

    file: ReadFile
    """Without a name where it was pasted."""
    sheet: RawSheet
    place: BlockPlace | None = None

    @property
    def pasted(self) -> bool:
        return self.place is not None


def pasted_table(text: str, block: RawSheet, place: BlockPlace) -> ScoreTable:
    """A pasted block as something that can be taken in."""
    return ScoreTable(ReadFile("", hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(), (block,)), block, place)


@dataclass(frozen=True)
class ImportDesk:
    """The desk with a sheet on it."""

    workplace: Workplace

    def permit(self) -> None:
        """Raises Refused where whoever acts may not take sheets in, works from afar, or comes too late."""
        if self.workplace.settings.proof is not None:
            raise Refused("import.from_afar")
        with self._seeing() as (_, contest):
            refuse_closed(contest)

    def tables(self, path: Path) -> tuple[ScoreTable, ...]:
        """The sheets of a file that have results; one, where it is plain which. Raises BadInput as `read_file` does."""
        file = read_file(path)
        with self._seeing() as (here, contest):
            return tuple(ScoreTable(file, sheet) for sheet in results_in(here.session, contest, file))

    def preview(self, table: ScoreTable, choices: SheetChoices) -> Preview:
        """What a table would change."""
        with self._seeing() as (here, contest):
            session, judge, bound = here.session, self.workplace.judge, here.by.bound
            if table.place is not None:
                found = preview_block(session, contest, table.sheet, table.place, choices, judge=judge, bound=bound)
            else:
                found = preview_chosen(session, contest, table.sheet, choices, judge=judge, bound=bound)
            found.name(naming(session, here.now))
            return found

    def compared(self, table: ScoreTable, preview: Preview) -> Preview:
        """The same with what was typed as places and sums, where the scores make something else."""
        with self._seeing() as (here, contest):
            return compared(here.session, contest, table.sheet, preview)

    def save(self, table: ScoreTable, preview: Preview, choices: SheetChoices) -> int:
        """Take it in, all or nothing; returns how many scores were new or changed."""
        workplace = self.workplace
        with acting(workplace.store, workplace.settings, "import", series=workplace.series) as writing:
            contest = contest_of(writing.session, workplace.series, workplace.period)
            return save_sheet(writing, contest, table.file, table.sheet.name, preview, choices)

    @contextmanager
    def _seeing(self) -> Iterator[tuple[Writing, Contest]]:
        workplace = self.workplace
        with looking(workplace.store, workplace.settings, "import", series=workplace.series) as here:
            yield here, contest_of(here.session, workplace.series, workplace.period)
