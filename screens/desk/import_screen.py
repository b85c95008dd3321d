"""A sheet before it is taken in: what it would change, what is in the way mended in place, then all or nothing."""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.screen import Screen

from scoreboard.desk.importing.choices import SheetChoices
from scoreboard.desk.importing.kept_choices import KeptChoices, SheetAbout
from scoreboard.desk.importing.preview import Preview, PreviewCell
from scoreboard.desk.kept_scores import Typist
from scoreboard.desk.worksheet import Worksheet
from scoreboard.errors import ContestError
from scoreboard.locale import LANGUAGES, Both, say
from scoreboard.name_search import UnitKeys
from screens.desk.help import KeysDialog
from screens.desk.import_desk import ImportDesk, ScoreTable
from screens.desk.mending import Mender, answer_of
from screens.desk.naming import named_by_desk
from screens.desk.preview_lines import (
    CellLine,
    ColumnLine,
    DifferLine,
    LineKey,
    PreviewLines,
    ProblemLine,
    RowLine,
    ToldLine,
    WordLine,
)
from screens.desk.sentences import sentence_of
from screens.widgets.bars import Bar, KeyBar, MessageBar, Part
from screens.widgets.cells import clip, width_of
from screens.widgets.columns import ListColumn
from screens.widgets.key_help import keys_told
from screens.widgets.rows import ListRow, RowList
from screens.widgets.thread_worker import ThreadWorker

CHANGED_MEANWHILE = ("score.stale", "score.stale_new", "score.stale_empty", "score.confirmed")
COUNTED = ("problems", "differ", "left_out", "new", "changed", "anew", "same", "blank", "skipped")
"""What is counted, as it is shown; what differs, columns of scores that are left out and what is proved anew only where
there is some, and where all has no room, only of what there is some, the weightiest first."""
LINES = (ProblemLine, ColumnLine, WordLine, RowLine, CellLine)


class LaidPreview(NamedTuple):
    """A preview with the lines that it is shown in."""

    preview: Preview
    columns: Sequence[ListColumn]
    rows: Sequence[ListRow]


class ImportScreen(Screen[Collection[PreviewCell]]):
    """Ends with the scores that were saved, or without a result; until then every choice stays on the screen."""

    CSS_PATH = "import.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,s", "save", show=False, id="import.save"),
        Binding("n", "next_problem", show=False, id="import.next"),
        Binding("z,ctrl+z", "undo", show=False, id="import.undo"),
        Binding("v", "show_everything", show=False, id="import.everything"),
        Binding("question_mark,f1", "help", show=False, id="import.help"),
        Binding("q,escape", "leave", show=False, id="import.leave"),
    ]

    def __init__(self, desk: ImportDesk, table: ScoreTable, sheet: Worksheet, keys: tuple[UnitKeys, ...]) -> None:
        super().__init__()
        self.lang = desk.workplace.settings.lang
        self.desk, self.table, self.sheet, self.keys = desk, table, sheet, keys
        self.thread = ThreadWorker(self, "desk.failed", named_by_desk(self), keys_wait=True)
        self.choices = SheetChoices()
        self._earlier: list[SheetChoices] = []
        """What was chosen before each answer, the last one last."""
        self.preview: Preview | None = None
        self.everything = self.saving = self._warned = False
        self._asked = 0
        """How often a preview has been asked for: only the last one is shown."""
        self._mended: tuple[LineKey, int | None, int | None] | None = None
        """The trouble about which something was answered last, with its row and column, until that is shown."""
        self._kept = self._keeper()

    def _keeper(self) -> KeptChoices | None:
        """Keeps what is chosen here; None while nobody acts."""
        settings, sheet, table = self.desk.workplace.settings, self.sheet, self.table
        if settings.acting is None:
            return None
        about = SheetAbout(
            sheet.series.id, sheet.period.id, sheet.judge, table.file.sha256, str(table.sheet.name or "")
        )
        heading = Both(*(self._called(lang) for lang in LANGUAGES))
        typist, door = Typist(settings.paths.main, settings.acting), "" if table.pasted else "import"
        return KeptChoices(typist, about, heading, door)

    def _say(self, key: str, **gaps: object) -> str:
        return say(f"desk.import.{key}", self.lang, **gaps)

    def compose(self) -> ComposeResult:
        yield Bar(id="contest")
        yield Bar(id="state")
        yield RowList((ListColumn(),), id="lines", gap=1)
        yield MessageBar(id="message")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.query_one("#keys", KeyBar).show_keys(
            [
                ("Enter", say("desk.key.mend", self.lang)),
                ("import.save", say("desk.key.save", self.lang)),
                ("import.next", say("desk.key.next_problem", self.lang)),
                ("import.everything", say("desk.key.everything", self.lang)),
                ("import.leave", say("desk.key.leave", self.lang)),
                ("import.help", say("desk.key.help", self.lang)),
            ]
        )
        self.rows.focus()
        with suppress(OSError):
            self.choices = self._kept.take_back() if self._kept is not None else self.choices
        if self.choices.made:
            self._keep()
            self.read(self._say("going_on", count=self.choices.made), "good")
        else:
            self.read()

    def on_unmount(self) -> None:
        if self._kept is not None:
            self._kept.leave(wanted=True)

    def dismiss(self, result: Collection[PreviewCell] | None = None) -> AwaitComplete:
        """Its end: what was chosen has been saved with the sheet, or is meant to be dropped."""
        self._drop()
        return super().dismiss(result)

    def _drop(self) -> None:
        if self._kept is not None:
            self._kept.leave(wanted=False)
        self._kept = None

    def _keep(self) -> None:
        """Keep what is chosen; where that can't be, say so once."""
        if self._kept is None:
            return
        try:
            self._kept.keep(self.choices)
        except OSError as error:
            self._kept = None
            self.notify(say("desk.ballots.not_kept", self.lang, detail=error.strerror or error), markup=False)

    def on_resize(self) -> None:
        width = self.size.width
        target = target_words(self.sheet, self.lang, max(width // 2, width - width_of(self._called(self.lang)) - 4))
        self.query_one("#contest", Bar).show(self._title(), [(f"{target} ", "quiet")])
        self._show()

    @property
    def rows(self) -> RowList:
        return self.query_one("#lines", RowList)

    def _title(self) -> list[Part]:
        return [(f" {self._called(self.lang)}", "strong")]

    def _called(self, lang: str) -> str:
        if self.table.pasted:
            return say("desk.import.pasted", lang)
        sheet = f" · {self.table.sheet.name}" if self.table.sheet.name else ""
        return say("desk.import.file", lang, file=self.table.file.name) + sheet

    def tell(self, sentence: str, tone: str = "") -> None:
        self.query_one("#message", MessageBar).tell(sentence, tone)

    def action_help(self) -> None:
        """Read what every key means."""
        told = keys_told(self, lambda key: say(f"desk.keys_of.{key}", self.lang))
        mend = ("Enter", say("desk.keys_of.import.mend", self.lang))
        self.app.push_screen(KeysDialog(self.lang, self._say("about"), [mend, *told]))

    # The preview

    def read(self, told: str = "", tone: str = "") -> None:
        """Make the preview anew, from what is chosen now, and say something with it."""
        self._asked += 1
        asked, choices = self._asked, self.choices
        self.tell(self._say("reading"))

        def show(laid: LaidPreview) -> None:
            if asked == self._asked:
                self._put(laid)
                self.tell(told or self._advice(laid.preview), tone)
                self._compare(laid.preview)

        lay_out = self._layer()
        self.thread.do(lambda: lay_out(self.desk.preview(self.table, choices)), show, self._refuse)

    def _compare(self, preview: Preview) -> None:
        """Show with it, once that is known, what was typed as places and sums and does not follow from the scores."""
        asked, table = self._asked, self.table

        def show(found: Preview) -> None:
            if asked == self._asked and not self.saving:
                self.preview = found
                self._show()

        self.thread.do(lambda: self.desk.compared(table, preview), show, self._refuse, aside=True)

    def _layer(self) -> Callable[[Preview], LaidPreview]:
        """What lays a preview out as it is to be shown now; for a large one that is done beside the screen's turn."""
        choices, width, everything = self.choices, self.app.size.width, self.everything

        def lay_out(preview: Preview) -> LaidPreview:
            lines = PreviewLines(preview, choices, self.sheet, self.lang, width)
            return LaidPreview(preview, lines.columns(), lines.lines(everything=everything))

        return lay_out

    def _advice(self, preview: Preview) -> str:
        if preview.problems:
            return self._say("advice.mend", count=len(preview.problems))
        return self._say("advice.save" if preview.to_save else "advice.nothing", count=len(preview.to_save))

    def _show(self) -> None:
        """Lay the same preview out anew."""
        preview, asked, lay_out = self.preview, self._asked, self._layer()

        def show(laid: LaidPreview) -> None:
            if asked == self._asked:
                self._put(laid)

        if preview is not None:
            self.thread.do(lambda: lay_out(preview), show, self._refuse)

    def _put(self, laid: LaidPreview) -> None:
        self.preview = laid.preview
        self.rows.give_columns(laid.columns)
        self.rows.show(laid.rows, current=self._after_answer(laid.rows) or self.rows.current)
        self.query_one("#state", Bar).show(self._counts(laid.preview))

    def _after_answer(self, rows: Sequence[ListRow]) -> LineKey | None:
        """The next trouble after an answer about one, or without any the row that was mended."""
        if self._mended is None:
            return None
        (line, row, column), self._mended = self._mended, None
        there = [one.key for one in rows if isinstance(one.key, LINES)]
        if line not in there:
            line = next((key for key in there if isinstance(key, ProblemLine)), line)
        if line in there or row is None:
            return line
        if column is not None and CellLine(row, column) in there:
            return CellLine(row, column)
        return next((key for key in there if isinstance(key, RowLine | CellLine) and key.row == row), None)

    def _counts(self, preview: Preview) -> list[Part]:
        tones = {"problems": "bad", "differ": "warn", "left_out": "warn", "changed": "warn", "new": "good"}
        anew = sum(cell.proved_anew for cell in preview.cells)
        counts = {**preview.counts, "changed": preview.counts["changed"] - anew, "anew": anew}
        counts |= {"differ": preview.differing, "left_out": len(preview.left_out)}
        told = {name: f" {self._say(f'count.{name}', count=counts[name])} " for name in COUNTED}
        order = [name for name in COUNTED if counts[name] or name not in ("anew", "differ", "left_out")]
        room = self.app.size.width
        if sum(width_of(told[name]) for name in order) > room:
            order = [name for name in order if counts[name] or name == "problems"]
        while sum(width_of(told[name]) for name in order) > room and len(order) > 1:
            order.pop()
        return [(told[name], tones.get(name, "quiet") if counts[name] else "quiet") for name in order]

    def _refuse(self, error: ContestError) -> None:
        self.saving = False
        self.tell(sentence_of(error, self.lang, self.sheet), "bad")

    # Keys

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Ask what is to be done at the line."""
        if isinstance(event.key, DifferLine | ToldLine):
            self.tell(self._say("only_told"))
        if self.preview is None or self.saving or not isinstance(event.key, LINES):
            return
        key: LineKey = event.key
        question = Mender(self.preview, self.choices, self.sheet, self.keys, self.lang, self.table.sheet).question(key)
        if question is None:
            return
        problem = self.preview.problems[key.number] if isinstance(key, ProblemLine) else None
        mended = None if problem is None else (key, problem.row, problem.column)

        def answered(answer: str | None) -> None:
            if answer is not None:
                self._mended = mended
                self._earlier.append(self.choices)
                self._choose(question.choose(answer_of(answer)))

        self.app.push_screen(question.dialog, answered)

    def _choose(self, choices: SheetChoices, told: str = "") -> None:
        self.choices = choices
        self._warned = False
        self._keep()
        self.read(told)

    def action_undo(self) -> None:
        """Take the last answer back."""
        if self.saving:
            return
        if not self._earlier:
            self.tell(self._say("nothing_to_undo"))
            return
        self._choose(self._earlier.pop(), self._say("undone"))

    def action_next_problem(self) -> None:
        """Go to the next thing that is in the way; where nothing is, to the next place or sum that differs."""
        rows, at = self.rows.rows, self.rows.at
        kind = ProblemLine if self.preview is not None and self.preview.problems else DifferLine
        order = [*range(at + 1, len(rows)), *range(at + 1)]
        found = next((one for one in order if isinstance(rows[one].key, kind)), None) if rows else None
        if found is not None:
            self.rows.action_move(found - at)

    def action_show_everything(self) -> None:
        """Show what stays as it is, too, or not."""
        self.everything = not self.everything
        self._show()

    def action_save(self) -> None:
        """Take all of it in, or nothing."""
        preview, choices = self.preview, self.choices
        if preview is None or self.saving:
            return
        if preview.problems or not preview.to_save:
            self.tell(self._advice(preview), "bad" if preview.problems else "warn")
            self.action_next_problem()
            return
        self.saving = True
        self.tell(self._say("saving"))
        self.thread.do(
            lambda: self.desk.save(self.table, preview, choices),
            lambda _: self._saved(preview.to_save),
            self._not_saved,
        )

    def _saved(self, cells: Collection[PreviewCell]) -> None:
        self.saving = False
        self.dismiss(cells)

    def _not_saved(self, error: ContestError) -> None:
        """Nothing is lost: what others have changed meanwhile is shown, and asked about."""
        if error.key not in CHANGED_MEANWHILE or self.preview is None:
            self._refuse(error)
            return
        self.saving = False
        seen = {(cell.area, cell.unit, cell.judge): cell.version for cell in self.preview.cells}
        self.choices = replace(self.choices, seen={**seen, **self.choices.seen})
        self.read(self._say("moved"), "bad")

    def action_leave(self) -> None:
        """Leave without saving; asked for twice where something would be lost."""
        if not self._warns("unsaved") and not self.saving:
            self.dismiss(None)

    def holds_back(self, _end: Callable[[], object]) -> bool:
        """The same where the program is to end."""
        held = self.saving or self._warns("unsaved_at_the_end")
        if not held:
            self._drop()
        return held

    def _warns(self, words: str) -> bool:
        """Warn, the first time, that nothing of a sheet on which somebody has worked is saved."""
        worth = self.table.pasted or self.choices.made
        if self.preview is None or not worth or self._warned:
            return False
        self._warned = True
        self.tell(self._say(words), "warn")
        return True


def target_words(sheet: Worksheet, lang: str, room: int) -> str:
    """Where scores would go, in so many cells: the series' name gives way, never the period's."""
    series, *others = (name for name in (sheet.series.called(lang), sheet.period.called(lang), sheet.judge) if name)
    end = "".join(f" · {name}" for name in others)
    return f"→ {clip(series, max(0, room - width_of(end) - 2))}{end}"
