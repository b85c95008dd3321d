"""The forms about ceremonies: planning one, and printing what it has on paper."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from scoreboard.ceremony.cues import planned
from scoreboard.ceremony.overview import CueLine
from scoreboard.desk.contest_choices import ContestChoice
from scoreboard.locale import in_both, say
from screens.desk.asking_form import AskingForm, Question
from screens.desk.ceremony_desk import CeremonyDesk, PlanWish
from screens.desk.choice import ChoiceDialog
from screens.desk.choosing import choose_contest, contest_names
from screens.desk.contest_forms import path_in
from screens.desk.form import FormField, Typed
from screens.desk.outlook import Outlook, OutlookDialog
from screens.desk.paper_file import into_file
from screens.director.drawing import kind_of, lasting, name_of
from screens.widgets.columns import ListColumn
from screens.widgets.rows import ListRow

HOLD_BACK, TELL = "hold_back", "tell"
"""What a script says of results that are sealed."""


class CeremonyForms:
    """Makes the forms for a desk with ceremonies on it."""

    def __init__(self, desk: CeremonyDesk) -> None:
        self._desk, self._lang = desk, desk.lang

    def _say(self, key: str, **gaps: object) -> str:
        return say(f"desk.ceremonies.{key}", self._lang, **gaps)

    def plan(self, contests: Sequence[ContestChoice], current: str) -> AskingForm:
        """Plan a new ceremony of a contest, once its sheet has been seen."""
        names = contest_names(self._lang, contests)

        def pick(typed: Typed) -> ChoiceDialog:
            return choose_contest(self._lang, contests, typed["contest"])

        fields = (
            FormField(
                "contest",
                say("desk.decision.label.contest", self._lang),
                current,
                needed=True,
                about=self._say("about_contest"),
                pick=pick,
                called=lambda key: names.get(key, key),
            ),
            FormField("ceremony", say("desk.form.id", self._lang), about=self._say("about_id")),
        )
        heading, done = in_both("desk.ceremonies.planning"), say("desk.key.foresee", self._lang)
        return AskingForm(self._lang, heading, self._say("plan_fact"), fields, self._look, done=done)

    def _look(self, typed: Typed) -> Question:
        series, _, period = typed["contest"].partition("/")
        return self.ask_plan(PlanWish(typed["ceremony"].strip() or f"{series}-{period}", series, period))

    def ask_plan(self, wish: PlanWish) -> Question:
        """Shows the sheet that a ceremony would get. To be called in a thread; raises ContestError as planning does."""
        outlook = self.sheet(wish.ceremony, self._desk.would_plan(wish), self._say("key.plan"))

        def do(_: object) -> str:
            self._desk.plan(wish)
            return self._say("planned", ceremony=wish.ceremony)

        return lambda: OutlookDialog(self._lang, outlook, do)

    def sheet(self, ceremony: str, lines: Sequence[CueLine], key: str = "") -> Outlook:
        """A run sheet, cue by cue."""
        columns = (
            ListColumn("", 3, right=True),
            ListColumn(self._say("column.kind"), 20),
            ListColumn(self._say("column.what")),
            ListColumn(self._say("column.steps"), 6, right=True),
            ListColumn(self._say("column.time"), 8, right=True),
        )
        rows = [ListRow(line.number, self._cells(line)) for line in lines]
        whole = lasting_seconds(sum(planned(line.cue) for line in lines))
        fact = self._say("sheet_fact", count=len(lines), time=whole)
        return Outlook(self._say("sheet", ceremony=ceremony), fact, columns, rows, key)

    def _cells(self, line: CueLine) -> tuple[str, ...]:
        kind, name = kind_of(line, self._lang), name_of(line, self._lang)
        return str(line.number), kind, name, str(line.steps), lasting_seconds(planned(line.cue))

    def script(self, ceremony: str) -> AskingForm:
        """Print the announcer's script."""
        words = tuple((one, self._say(f"results_{one}")) for one in (HOLD_BACK, TELL))
        results = FormField("results", self._say("label_results"), choices=words, about=self._say("about_results"))

        def write(typed: Typed, file: Path) -> None:
            self._desk.print_script(ceremony, file, hold_back=typed["results"] == HOLD_BACK)

        return self._paper("script", ceremony, (results,), write)

    def envelope(self, ceremony: str) -> AskingForm:
        """Print the sealed envelope."""
        return self._paper("envelope", ceremony, (), lambda _, file: self._desk.print_envelope(ceremony, file))

    def _paper(
        self, name: str, ceremony: str, fields: tuple[FormField, ...], write: Callable[[Typed, Path], None]
    ) -> AskingForm:
        called = str(Path.cwd() / f"{ceremony}-{name}.pdf")
        file = FormField("file", self._say("label_file"), called, needed=True, about=self._say("about_file"))

        def look(typed: Typed) -> Question | str:
            return into_file(self._lang, self._say(name), path_in(typed["file"]), partial(write, typed))

        heading = in_both(f"desk.ceremonies.{name}_of", ceremony=ceremony)
        return AskingForm(
            self._lang,
            heading,
            self._say(f"{name}_fact"),
            (file, *fields),
            look,
            done=say("desk.key.write", self._lang),
        )


def lasting_seconds(seconds: int) -> str:
    """A length of time as ``0:02:30``."""
    return lasting(timedelta(seconds=seconds))
