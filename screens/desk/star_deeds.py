"""What is done about a nominee after the count: the notice, objections, withdrawals, substitutes, ties."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from scoreboard.desk.decision_choices import DecisionChoices
from scoreboard.desk.nominating import Nomination, StarCategory
from scoreboard.desk.putting_on_notice import NoticeTerms
from scoreboard.locale import Both, in_both, say
from screens.desk.decision_fields import DecisionFields, Start
from screens.desk.form import FormDialog, FormField, Typed, with_note
from screens.desk.notice import NoticeDialog
from screens.desk.star_desk import DISMISS, OBJECT, SUBSTITUTE, WITHDRAW
from screens.desk.star_fields import fields_about, fields_of_tie
from screens.desk.star_page import StarPage


class StarDeeds:
    """Who may not, and what cannot be, is told before anything is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "notice", show=False, id="stars.notice"),
        Binding("o", "object", show=False, id="stars.object"),
        Binding("i", "dismiss_objections", show=False, id="stars.dismiss"),
        Binding("x", "withdraw", show=False, id="stars.withdraw"),
        Binding("s", "substitute", show=False, id="stars.substitute"),
        Binding("d", "decide", show=False, id="stars.decide"),
    ]

    def __init__(self, page: StarPage) -> None:
        self._page, self._lang = page, page.lang

    def _say(self, key: str, **gaps: object) -> str:
        return say(f"desk.stars.{key}", self._lang, **gaps)

    def action_notice(self) -> None:
        """Put on notice everybody of the current star whose confirmed count stands, from a day that is asked for."""
        found = self._page.current()
        if found is None:
            return
        star, nominee = found

        def ask(begun: tuple[NoticeTerms, Both | None]) -> None:
            terms, closed_year = begun

            def put_on_notice(begins: date, seen: NoticeTerms, approved_by: tuple[str, ...]) -> str:
                words = {"begins": begins.isoformat(), "until": seen.ends(begins).isoformat()}
                count = self._page.desk.notice(star.id, begins, seen, approved_by)
                return self._say("noticed", star=star.called(self._lang), count=count, **words)

            def said(sentence: str | None) -> None:
                if sentence is not None:
                    self._page.done(nominee, sentence)

            def look() -> NoticeTerms:
                return self._page.desk.begin_notice(star.id)[0]

            dialog = NoticeDialog(self._lang, star.called, terms, look, put_on_notice, self._page.desk, closed_year)
            self._page.screen.app.push_screen(dialog, said)

        self._page.thread.do(lambda: self._page.desk.begin_notice(star.id), ask, self._page.refuse)

    def action_object(self) -> None:
        """Record an objection against the current nominee."""
        self._about(OBJECT)

    def action_dismiss_objections(self) -> None:
        """Dismiss what was objected."""
        self._about(DISMISS)

    def action_withdraw(self) -> None:
        """Record that the current nominee withdraws."""
        self._about(WITHDRAW)

    def action_substitute(self) -> None:
        """Nominate somebody in the place of the current nominee."""
        self._about(SUBSTITUTE)

    def _about(self, deed: str) -> None:
        found = self._page.current()
        if found is None:
            return
        star, nominee = found

        def ask(choices: DecisionChoices) -> None:
            fields = fields_about(deed, DecisionFields(self._lang, choices, Start()))

            def said(until: str) -> str:
                if deed == OBJECT and until:
                    return self._say("object_late", person=nominee.person_called(self._lang), ended=until)
                return self._say(f"{deed}_done", person=nominee.person_called(self._lang), until=until)

            self._form(star, nominee, deed, choices, fields, lambda typed: self._do(deed, nominee, typed), said)

        self._page.thread.do(lambda: self._page.desk.begin(deed, nominee.id, nominee.version), ask, self._page.refuse)

    def _do(self, deed: str, nominee: Nomination, typed: Typed) -> str:
        return self._page.desk.do(deed, nominee.id, nominee.version, typed)

    def action_decide(self) -> None:
        """Decide who of those who tie at the last place of the current star has it."""
        found = self._page.current()
        if found is None:
            return
        star, nominee = found

        def ask(tie: tuple[DecisionChoices, tuple[int, ...], int]) -> None:
            choices, ids, places = tie
            tied = [one for one in star.nominations if one.id in ids]
            fields = fields_of_tie(tied, places, DecisionFields(self._lang, choices, Start()))
            said = self._say("decide_done", star=star.called(self._lang))
            decide = partial(self._page.desk.decide, star.id)
            self._form(star, nominee, "decide", choices, fields, decide, lambda _: said)

        self._page.thread.do(lambda: self._page.desk.begin_decision(star.id), ask, self._page.refuse)

    def _form(
        self,
        star: StarCategory,
        nominee: Nomination,
        deed: str,
        choices: DecisionChoices,
        fields: tuple[FormField, ...],
        send: Callable[[Typed], str],
        said: Callable[[str], str],
    ) -> None:
        """Ask in a form, and say afterwards what was done, by what sending it has answered."""
        heading = in_both(
            f"desk.stars.{deed}_title", star=star.called, person=nominee.person_called, unit=nominee.unit_called
        )

        def sent(answer: str | None) -> None:
            if answer is not None:
                self._page.done(nominee, said(answer))

        fact = with_note(self._say(f"{deed}_fact"), choices.closed_year, self._lang)
        self._page.screen.app.push_screen(FormDialog(self._lang, heading, fact, fields, send), sent)
