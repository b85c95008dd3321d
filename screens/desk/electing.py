"""Electing the nominees of a star by its rule, once it has been seen who becomes what."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from scoreboard.desk.decision_choices import DecisionChoices
from scoreboard.desk.nominating import Nomination, StarCategory
from scoreboard.errors import ContestError
from scoreboard.locale import in_both, say
from screens.desk.asking_form import AskingForm, Question
from screens.desk.choosing import choose_sure
from screens.desk.decision_fields import DecisionFields, Start, several
from screens.desk.form import Typed, with_note
from screens.desk.outlook import Outlook, OutlookDialog
from screens.desk.star_desk import NEEDS_APPROVAL, ElectionPreview, ElectionTerms
from screens.desk.star_fields import fields_of_election
from screens.desk.star_page import StarPage
from screens.widgets.columns import ListColumn
from screens.widgets.rows import ListRow

OTHERWISE = "otherwise"


class Electing:
    """Elects as of today at once, or on a day and with the approval of others who are asked for in a form."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("w", "elect", show=False, id="stars.elect")]

    def __init__(self, page: StarPage) -> None:
        self._page, self._lang = page, page.lang

    def _say(self, key: str, **gaps: object) -> str:
        return say(f"desk.stars.{key}", self._lang, **gaps)

    def action_elect(self) -> None:
        """Elect those of the current star whom the rule elects."""
        found = self._page.current()
        if found is None:
            return
        star, nominee = found

        def ask(preview: ElectionPreview) -> None:
            lines = self._lines(preview)
            if not lines:
                self._page.tell(self._say("nobody_to_elect", star=star.called(self._lang)), "warn")
                return
            question = self._say("ask_elect", star=star.called(self._lang), became="  ".join(lines))
            question = with_note(question, preview.closed_year, self._lang)
            self._page.screen.app.push_screen(choose_sure(self._lang, question, "stars", OTHERWISE), answered)

        def answered(answer: str | None) -> None:
            if answer == "sure":
                self._page.thread.do(lambda: self._page.desk.elect(star.id), elected, self._page.refuse)
            elif answer == OTHERWISE:
                self._ask_terms(star, nominee)

        def elected(count: int) -> None:
            self._page.done(nominee, self._elected(star, count))

        def refused(error: ContestError) -> None:
            if error.key in NEEDS_APPROVAL:
                self._ask_terms(star, nominee)
            else:
                self._page.refuse(error)

        self._page.thread.do(lambda: self._page.desk.would_elect(star.id), ask, refused)

    def _elected(self, star: StarCategory, count: int) -> str:
        return self._say("elected", star=star.called(self._lang), count=count)

    def _lines(self, preview: ElectionPreview) -> list[str]:
        """Who would become what, a sentence each."""
        between = say("desk.and", self._lang)
        return [
            self._say(f"would_be_{part}", names=between.join(names))
            for part in ("elected", "beaten", "held", "tied", "uncounted")
            if (names := getattr(preview, part))
        ]

    def _ask_terms(self, star: StarCategory, nominee: Nomination) -> None:
        """Ask on which day they are elected, and who else approves that."""

        def ask(choices: DecisionChoices) -> None:
            fields = fields_of_election(DecisionFields(self._lang, choices, Start()))
            heading = in_both("desk.stars.elect_title", star=star.called)
            fact = with_note(self._say("elect_fact"), choices.closed_year, self._lang)
            done = say("desk.key.foresee", self._lang)
            form = AskingForm(self._lang, heading, fact, fields, look, done=done)
            self._page.screen.app.push_screen(form, said)

        def look(typed: Typed) -> Question:
            terms = ElectionTerms(typed["on"], several(typed["approved_by"]))
            rows = [ListRow(line, (line,)) for line in self._lines(self._page.desk.would_elect(star.id, terms))]
            heading, fact = (
                self._say("elect_title", star=star.called(self._lang)),
                self._say("elect_on", day=typed["on"]),
            )
            outlook = Outlook(
                heading, fact, (ListColumn(),), rows, say("desk.key.star_elect", self._lang) if rows else ""
            )
            return lambda: OutlookDialog(
                self._lang, outlook, lambda _: self._elected(star, self._page.desk.elect(star.id, terms))
            )

        def said(sentence: str | None) -> None:
            if sentence is not None:
                self._page.done(nominee, sentence)

        self._page.thread.do(self._page.desk.begin_election, ask, self._page.refuse)
