"""The ceremonies at the desk: planned, printed and verified by those who may; the stage itself is the director's."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from scoreboard.ceremony.overview import CeremonyChoice, CueLine
from scoreboard.desk.contest_choices import ContestChoice
from scoreboard.locale import say
from screens.desk.asking_form import Question
from screens.desk.ceremony_desk import OPEN, PLAN, CeremonyDesk, PlanWish, SealOpened
from screens.desk.ceremony_forms import CeremonyForms
from screens.desk.choosing import contest_key
from screens.desk.contest_files import refuse_from_afar
from screens.desk.dialog import DeskDialog
from screens.desk.form import FormDialog
from screens.desk.outlook import Outlook, OutlookDialog
from screens.desk.rights import offered
from screens.desk.workplace import Worker, Workplace
from screens.widgets.columns import ListColumn
from screens.widgets.dialog import BESIDE, Foot, Heading
from screens.widgets.plain_text import PlainText
from screens.widgets.rows import ListRow, RowList


class RunSheetDialog(OutlookDialog):
    """A run sheet, to be read."""

    ABOUT: ClassVar[str] = "run_sheet"


class SealOpenedDialog(OutlookDialog):
    """What a seal was found to say, to be read."""

    ABOUT: ClassVar[str] = "seal_opened"


class CeremoniesDialog(DeskDialog[None]):
    """Every ceremony with how far it has come. Who may not do a thing is told so before anything is asked."""

    ABOUT: ClassVar[str] = "ceremonies"
    DOOR: ClassVar[str] = "ceremonies"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "plan", show=False, id="ceremonies.plan"),
        Binding("n", "plan_anew", show=False, id="ceremonies.plan_anew"),
        Binding("p", "script", show=False, id="ceremonies.script"),
        Binding("e", "envelope", show=False, id="ceremonies.envelope"),
        Binding("v", "verify", show=False, id="ceremonies.verify"),
    ]

    def __init__(self, lang: str, workplace: Workplace, worker: Worker | None) -> None:
        super().__init__(lang)
        self.workplace, self.desk, self.worker = workplace, CeremonyDesk(workplace), worker
        self.forms = CeremonyForms(self.desk)
        self.add_class("-wide")

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.say("ceremonies.title"))
            columns = (
                ListColumn(self.say("form.id"), spare=True),
                ListColumn(self.say("form.title"), 0),
                ListColumn(self.say("form.on"), 10),
                ListColumn(self.say("form.state"), 0),
            )
            yield RowList(columns, id="ceremonies", gap=1, beside=BESIDE)
            yield PlainText("", id="whole", classes="fact")
            yield Foot()

    def on_mount(self) -> None:
        self.query_one("#ceremonies").focus()
        keys = [("Enter", self.say("ceremonies.key.sheet")), ("ceremonies.plan", self.say("ceremonies.key.new"))]
        keys += [(f"ceremonies.{name}", self.say(f"ceremonies.key.{name}")) for name in KEYS]
        self.show_keys(*offered([*keys, ("dialog.leave", self.say("key.leave"))], self.worker))
        self._read()

    def _read(self, said: str = "") -> None:
        self.thread.do(self.desk.read, lambda found: self._show(found, said), self.refuse)

    def _show(self, found: Sequence[CeremonyChoice], said: str) -> None:
        self.query_one("#ceremonies", RowList).show([self._row(one) for one in found])
        self.tell(said or ("" if found else self.say("ceremonies.none")))

    def _row(self, one: CeremonyChoice) -> ListRow:
        title = one.title_en if self.lang == "en" else one.title
        state = say(f"director.state.{one.state}", self.lang, cue=one.cue, cues=one.cues)
        day = one.held_on.isoformat() if one.held_on else ""
        return ListRow(one.id, (one.id, title, day, state), "bad" if one.state == "wrong" else "")

    @property
    def current(self) -> str | None:
        """The ceremony under the cursor."""
        found = self.query_one("#ceremonies", RowList).current
        return found if isinstance(found, str) else None

    def on_row_list_moved(self) -> None:
        """What the columns may have cut stands in full below them."""
        row = next((row for row in self.query_one("#ceremonies", RowList).rows if row.key == self.current), None)
        self.query_one("#whole", Static).update("" if row is None else "  ".join(filter(None, row.cells)))

    def on_row_list_chosen(self, _: RowList.Chosen) -> None:
        """Read the run sheet."""
        ceremony = self.current
        if ceremony is None:
            return

        def show(lines: tuple[CueLine, ...]) -> None:
            self._show_only(RunSheetDialog, self.forms.sheet(ceremony, lines))

        self.thread.do(lambda: self.desk.sheet(ceremony), show, self.refuse)

    def _show_only(self, dialog: type[OutlookDialog], outlook: Outlook) -> None:
        self.app.push_screen(dialog(self.lang, outlook, lambda _: ""))

    def action_plan(self) -> None:
        """Plan a new ceremony."""

        def contests() -> tuple[ContestChoice, ...]:
            self.desk.permit(PLAN)
            return self.workplace.choices()

        def ask(found: tuple[ContestChoice, ...]) -> None:
            self._ask(self.forms.plan(found, contest_key(self.workplace.series, self.workplace.period)))

        self.thread.do(contests, ask, self.refuse)

    def action_plan_anew(self) -> None:
        """Make the run sheet of the current ceremony again, once it has been seen."""
        ceremony = self.current
        if ceremony is None:
            return

        def ask(question: Question) -> None:
            self.app.push_screen(question(), self._done)

        self.thread.do(lambda: self.forms.ask_plan(PlanWish(ceremony)), ask, self.refuse)

    def action_script(self) -> None:
        """Print what is said on the stage."""
        self._paper(PLAN, self.forms.script)

    def action_envelope(self) -> None:
        """Print the sealed envelope."""
        self._paper(OPEN, self.forms.envelope)

    def _paper(self, deed: str, form: Callable[[str], FormDialog]) -> None:
        ceremony = self.current
        if ceremony is None:
            return

        def permit() -> None:
            refuse_from_afar(self.workplace)
            self.desk.permit(deed, ceremony)

        self.thread.do(permit, lambda _: self._ask(form(ceremony)), self.refuse)

    def action_verify(self) -> None:
        """Open the seal of the current ceremony, and say whether all agrees."""
        ceremony = self.current
        if ceremony is None:
            return

        def show(found: SealOpened) -> None:
            rows = [ListRow(line, (line,), "" if found.good else "warn") for line in found.lines]
            heading = self.say("ceremonies.verifying", ceremony=ceremony)
            fact = found.verdict or self.say("ceremonies.unsound")
            self._show_only(SealOpenedDialog, Outlook(heading, fact, (ListColumn(),), rows))

        self.thread.do(lambda: self.desk.verify(ceremony), show, self.refuse)

    def _ask(self, form: FormDialog) -> None:
        self.tell("")
        self.app.push_screen(form, self._done)

    def _done(self, said: str | None) -> None:
        if said is not None:
            self._read(said)


KEYS = ("plan_anew", "script", "envelope", "verify")
"""The bindings that the last line names after the first two."""
