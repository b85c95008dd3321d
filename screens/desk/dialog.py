"""The dialogs of the desk: they speak its words, leave by Escape, and say in place why something was refused."""

from collections.abc import Callable, Iterator
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input

from scoreboard.errors import ContestError
from scoreboard.locale import Both, catalogue, say
from screens.desk.kept_fields import KeptFields
from screens.desk.naming import named_by_desk
from screens.desk.sentences import sentence_of
from screens.widgets.bars import KeyBar, Part
from screens.widgets.dialog import BESIDE, Dialog, Foot, Heading
from screens.widgets.one_of import OneOf
from screens.widgets.picked import Picked
from screens.widgets.plain_text import PlainText
from screens.widgets.thread_worker import ThreadWorker
from screens.widgets.typed_text import TypedText, Values

Result = TypeVar("Result")


class DeskDialog(Dialog[Result]):
    """Escape leaves it without a result and changes nothing."""

    ABOUT: ClassVar[str] = ""
    """How the catalogue calls what F1 tells of it; empty of what is an explanation itself."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, id="dialog.leave"),
        Binding("f1", "explain", show=False, id="dialog.explain"),
    ]

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.lang = lang
        self.thread = ThreadWorker(self, "desk.failed", named_by_desk(self), keys_wait=True)

    def say(self, key: str, **gaps: object) -> str:
        """A message of the desk in the chosen language."""
        return say(f"desk.{key}", self.lang, **gaps)

    def show_keys(self, *keys: Part) -> None:
        """Show keys with what they do; the last of them leaves, and before it stands the one that explains."""
        explains = [("dialog.explain", self.say("key.explain_dialog"))] if self.ABOUT else []
        self.query_one(Foot).show_keys(*keys[:-1], *explains, *keys[-1:])

    def action_explain(self) -> None:
        """Tell what the dialog is for, the field in which one is, and every key."""
        if self.ABOUT:
            heading = str(self.query_one(Heading).content)
            self.app.push_screen(ExplanationDialog(self.lang, heading, self._explanation()))

    def _explanation(self) -> Iterator[str]:
        field = "" if self.focused is None else str(self.focused.id)
        if f"{self.ABOUT}.{field}" in catalogue("dialogs", self.lang):
            yield say(f"dialogs.{self.ABOUT}.{field}", self.lang)
        yield say(f"dialogs.{self.ABOUT}.dialog", self.lang)
        told = self.query_one(KeyBar).told()
        yield from (f"{key}  {meaning}" for key, meaning in told if meaning != self.say("key.explain_dialog"))

    def refuse(self, error: ContestError) -> None:
        """Say in place why something was refused."""
        self.tell(sentence_of(error, self.lang))

    def tell(self, sentence: str) -> None:
        """Say a sentence above the keys; an empty one takes it away."""
        self.query_one(Foot).tell(sentence)


class ExplanationDialog(DeskDialog[None]):
    """A few sentences; any way back leads to where it was asked for."""

    def __init__(self, lang: str, heading: str, sentences: Iterator[str]) -> None:
        super().__init__(lang)
        self.heading, self.sentences = heading, tuple(sentences)

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.heading)
            with VerticalScroll(id="explained"):
                yield PlainText("\n".join(self.sentences), id="help", classes="fact")
            yield Foot()

    def on_mount(self) -> None:
        self.query_one("#explained").focus()
        self._fit()
        self.show_keys(("dialog.leave", self.say("key.back")))

    def on_resize(self) -> None:
        super().on_resize()
        self._fit()

    def _fit(self) -> None:
        """As tall as what is told, where there is room; the arrows lead through the rest."""
        styles = self.query_one("#explained").styles
        styles.height, styles.max_height = "auto", max(3, self.app.size.height - BESIDE + 3)


class TypedDialog(DeskDialog[Result]):
    """What has been typed in it is dropped only when that is asked for twice, by Escape or by the program's end.

    Where `KEEPS` says so, what ends the desk otherwise leaves it for the next time that the dialog is opened.
    """

    KEEPS: ClassVar[bool] = False
    DOOR: ClassVar[str] = ""
    """What of the desk leads to it, where no other screen does, as the catalogue calls it."""
    heading: str
    """Says what it is about."""

    def __init__(self, lang: str, titled: Both | None = None, *, typed_already: bool = False) -> None:
        """`titled` says what it is about; what has a heading of its own may be kept under none.

        `typed_already`: what stands in it at first has been typed elsewhere, and is no less worth.
        """
        super().__init__(lang)
        if titled is not None:
            self.titled, self.heading = titled, titled.said(lang)
        self._text, self._typed_already = TypedText(self.typed_values), typed_already
        self._kept_fields = KeptFields(self)

    def on_mount(self) -> None:
        if not self._typed_already:
            self._text.begin()
        if self.KEEPS and self._kept_fields.begin(self.titled):
            self.call_after_refresh(self.tell, self.say("form.going_on"))

    def on_unmount(self) -> None:
        self._kept_fields.end(wanted=True)

    @on(Input.Changed)
    @on(Picked.Filled)
    @on(OneOf.Turned)
    def _keep_fields(self) -> None:
        had_trouble = bool(self._kept_fields.trouble)
        self._kept_fields.look()
        if self._kept_fields.trouble and not had_trouble:
            self.tell(self.say("ballots.not_kept", detail=self._kept_fields.trouble))

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Its end: what was typed has been sent, or is meant to be dropped."""
        self._kept_fields.end(wanted=False)
        return super().dismiss(result)

    def typed_values(self) -> Values:
        """What stands in its fields."""
        return tuple(field.value for field in self.query("*") if isinstance(field, Input | Picked))

    def action_leave(self) -> None:
        """Leave it, once it is plain that what has been typed is meant to be dropped."""
        if not self._warns("form.typed"):
            self.dismiss(None)

    def holds_back(self, _end: Callable[[], object]) -> bool:
        """The same where the program is to end."""
        held = self._warns("form.typed_at_the_end")
        if not held:
            self._kept_fields.end(wanted=False)
        return held

    def _warns(self, words: str) -> bool:
        if not self._text.warns():
            return False
        self.tell(self.say(words))
        if self.app.screen is not self:  # another dialog lies over what it has just said
            self.app.notify(self.say(words), severity="warning", markup=False)
        return True
