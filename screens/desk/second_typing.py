"""Typing a draft a second time in the review, without seeing what was typed first (复录)."""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from scoreboard.desk.reentering import TypedTwice
from scoreboard.desk.reviewing import ReviewDraft
from scoreboard.desk.worksheet import Worksheet
from scoreboard.locale import in_both, say
from screens.desk.form import FormDialog, FormField, Typed
from screens.desk.open_sheet import OpenSheet
from screens.desk.review_lines import place_of_draft
from screens.desk.signing import ask_signer
from screens.desk.workplace import Workplace


class SecondTyping:
    """Asks once who types, as signing asks who signs; `alike` and `otherwise` are told what came of each draft."""

    def __init__(
        self,
        screen: Screen[Any],
        opened: OpenSheet,
        alike: Callable[[ReviewDraft, str], None],
        otherwise: Callable[[str], None],
    ) -> None:
        self._screen, self._opened, self._alike, self._otherwise = screen, opened, alike, otherwise
        self._by: Workplace | None = None

    def ask(self, draft: ReviewDraft, sheet: Worksheet, begun: str = "") -> None:
        """Ask for the figure of a draft; `begun` is the key with which it was begun."""
        opened, workplace, lang = self._opened, self._opened.workplace, self._opened.lang
        if self._by is not None:
            self._type(self._by, draft, sheet, begun)
            return

        def known(by: Workplace) -> None:
            self._by = by
            self._type(by, draft, sheet, begun)

        own = draft.entered_by == opened.acting_name
        fact = say("desk.pin.retyping", lang)
        opened.thread.do(
            workplace.signers,
            lambda signers: ask_signer(self._screen, workplace, signers, fact, own, known),
            opened.refuse,
        )

    def _type(self, by: Workplace, draft: ReviewDraft, sheet: Worksheet, begun: str) -> None:
        lang, place = self._opened.lang, place_of_draft(draft, sheet, self._opened.lang)
        came: list[TypedTwice] = []

        def send(typed: Typed) -> str:
            came.append(by.reenter(draft.seen, typed["score"]))
            words = "typed_alike" if came[-1].equal else "typed_otherwise"
            return say(f"desk.review.{words}", lang, place=place, both=came[-1].difference, score=came[-1].first)

        def done(said: str | None) -> None:
            if said is None:
                return
            if came[-1].equal:
                self._alike(draft, said)
            else:
                self._otherwise(said)

        title = in_both("desk.review.type_again")
        about = say("desk.form.help_of.score", lang)
        field = FormField("score", say("desk.review.score", lang), value=begun, needed=True, help=about)
        form = FormDialog(lang, title, place, (field,), send, done=say("desk.review.compare", lang))
        self._screen.app.push_screen(form, done)
