"""The door to what is printed of what is public: bulletins, certificates, notices."""

from pathlib import Path
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from scoreboard.exchange.paper.files import write_document
from scoreboard.locale import in_both, say
from screens.desk.asking_form import AskingForm, Question
from screens.desk.choice import ChoiceDialog
from screens.desk.choosing import choose_contest, choose_unit, contest_key, contest_names
from screens.desk.contest_forms import path_in
from screens.desk.form import FormField, Typed
from screens.desk.open_sheet import OpenSheet
from screens.desk.paper_desk import FORMS, OF_CONTEST, OF_UNIT, PAPERS, PaperChoices, PaperDesk, PaperWish
from screens.desk.paper_file import into_file


class Papers:
    """Asks in one form what is printed, of what, in which form and into which folder."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("P", "papers", show=False, id="desk.papers")]

    def __init__(self, screen: Screen[Any], opened: OpenSheet) -> None:
        self._screen, self._opened = screen, opened

    def action_papers(self) -> None:
        """Print something that is public."""
        opened = self._opened
        if opened.sheet is None:
            return
        desk = PaperDesk(opened.workplace)

        def ask(choices: PaperChoices) -> None:
            current = contest_key(opened.workplace.series, opened.workplace.period)
            self._screen.app.push_screen(PaperForms(desk, opened.lang).form(choices, current), said)

        def said(sentence: str | None) -> None:
            if sentence is not None:
                opened.line.tell(sentence, "good")

        opened.thread.do(desk.choices, ask, opened.refuse)


class PaperForms:
    """Makes the form for a desk with a printer."""

    def __init__(self, desk: PaperDesk, lang: str) -> None:
        self._desk, self._lang = desk, lang

    def _say(self, key: str, **gaps: object) -> str:
        return say(f"desk.papers.{key}", self._lang, **gaps)

    def form(self, choices: PaperChoices, current: str) -> AskingForm:
        """What is printed, of which period or unit, and where it goes."""
        contests, units = contest_names(self._lang, choices.contests), {one.id: one for one in choices.units}

        def pick_contest(typed: Typed) -> ChoiceDialog:
            return choose_contest(self._lang, choices.contests, typed["contest"])

        def pick_unit(_: Typed) -> ChoiceDialog:
            return choose_unit(self._lang, choices.units, choices.keys)

        fields = (
            self._one_of("paper", *PAPERS),
            FormField(
                "contest",
                say("desk.decision.label.contest", self._lang),
                current,
                needed_when=lambda typed: typed["paper"] in OF_CONTEST,
                about=self._say("about.contest"),
                pick=pick_contest,
                called=lambda key: contests.get(key, key),
            ),
            FormField(
                "unit",
                say("desk.decision.label.unit", self._lang),
                needed_when=lambda typed: typed["paper"] in OF_UNIT,
                about=self._say("about.unit"),
                pick=pick_unit,
                called=lambda key: units[key].called(self._lang) if key in units else key,
            ),
            self._one_of("form", *FORMS),
            *(self._of_bulletin(name) for name in ("number", "issuer", "addressed_to")),
            self._of_bulletin("revision"),
            FormField(
                "folder",
                self._say("label.folder"),
                str(Path.cwd()),
                needed=True,
                about=self._say("about.folder"),
                suggested=True,
            ),
        )
        heading, done = in_both("desk.papers.title"), say("desk.key.write", self._lang)
        return AskingForm(self._lang, heading, self._say("fact"), fields, self._look, done=done)

    def _of_bulletin(self, name: str) -> FormField:
        return FormField(name, self._say(f"label.{name}"), about=self._say(f"about.{name}"))

    def _one_of(self, name: str, *values: str) -> FormField:
        words = tuple((value, self._say(f"{name}.{value.replace('-', '_')}")) for value in values)
        return FormField(name, self._say(f"label.{name}"), choices=words, about=self._say(f"about.{name}"))

    def _look(self, typed: Typed) -> Question | str:
        """Draw it first, so that nothing is asked about a paper that there is not."""
        series, _, period = typed["contest"].partition("/")
        about = {name: typed[name].strip() for name in ("revision", "number", "issuer", "addressed_to")}
        wish = PaperWish(typed["paper"], typed["form"], series, period, typed["unit"], **about)
        content = self._desk.draw(wish)
        path = path_in(typed["folder"]) / wish.file
        return into_file(self._lang, self._say("title"), path, lambda file: write_document(content, file))
