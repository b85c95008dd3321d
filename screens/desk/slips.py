"""The ballots of one group typed in one by one from paper: a key a slip, then once more, until two counts agree."""

import unicodedata
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from scoreboard.desk.kept_ballots import KeptSlips
from scoreboard.desk.slips import Slip, SlipCount, SlipTally, tally_of
from scoreboard.locale import Both
from screens.desk.dialog import TypedDialog
from screens.widgets.cells import width_of
from screens.widgets.dialog import Foot, Heading
from screens.widgets.plain_text import PlainText
from screens.widgets.typed_text import Values

KEYS = {"1": Slip.IN_FAVOUR, "2": Slip.AGAINST, "3": Slip.INVALID}
NAMES = {Slip.IN_FAVOUR: "in_favour", Slip.AGAINST: "against", Slip.INVALID: "invalid"}


class SlipsDialog(TypedDialog[SlipTally]):
    """Ends with what two counts agree on. What has been counted is kept at every slip, whatever ends the program."""

    ABOUT: ClassVar[str] = "slips"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"slip('{slip}')", show=False, id=f"slips.{NAMES[slip]}") for key, slip in KEYS.items()),
        Binding("backspace", "undo", show=False, id="slips.undo"),
        Binding("delete", "begin_anew", show=False, id="slips.anew"),
        Binding("enter", "finish", show=False, id="slips.finish"),
    ]

    def __init__(self, lang: str, heading: Both, kept: KeptSlips) -> None:
        super().__init__(lang, heading)
        self.kept = kept
        self.count = SlipCount()
        self._is_kept, self._asked_anew = True, False

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.heading)
            yield PlainText("", id="which", classes="fact")
            yield PlainText("", id="tally", classes="fact")
            yield PlainText("", id="last", classes="fact")
            yield Foot()

    def on_mount(self) -> None:
        self.count = self.kept.read()
        self._kept_fields.announce(self.titled, waits=self.count.begun)
        self._show()
        if self.count.begun:
            self.tell(self.say("slips.going_on"))
        self.show_keys(
            *((f"slips.{name}", self.say(f"slips.{name}")) for name in NAMES.values()),
            ("Enter", self.say("slips.key.finish")),
            ("Backspace", self.say("slips.key.undo")),
            ("dialog.leave", self.say("slips.key.later")),
        )

    def typed_values(self) -> Values:
        """What could be lost: nothing of what is kept."""
        return () if self._is_kept else self.count.counts

    def _show(self) -> None:
        count, agreed = self.count, self.count.agreed
        which = self.say("slips.agreed" if agreed else "slips.which", number=count.number)
        self.query_one("#which", Static).update(which)
        self.query_one("#tally", Static).update(self._told(agreed or tally_of(count.signs)))
        self.query_one("#last", Static).update(self._last())

    def _told(self, tally: SlipTally) -> str:
        numbers = {"in_favour": tally.in_favour, "against": tally.against, "invalid": tally.invalid}
        return self.say("slips.tally", **numbers, all=tally.returned)

    def _last(self) -> str:
        """The last slips, as many as there is room for: so that one that was typed wrongly is seen."""
        room, words = 68, list[str]()
        for at in range(len(self.count.signs), 0, -1):
            word = f"{at} {self.say(f'slips.short.{NAMES[Slip(self.count.signs[at - 1])]}')}"
            room -= width_of(word) + 2
            if room < 0:
                break
            words.insert(0, word)
        return "  ".join(words)

    def on_key(self, event: events.Key) -> None:
        """A digit of an input method that is on is a digit."""
        digit = unicodedata.normalize("NFKC", event.character or "")
        if digit in KEYS and event.key not in KEYS:
            event.stop()
            self.action_slip(KEYS[digit])

    def action_slip(self, sign: str) -> None:
        """Count a slip, unless two counts agree: a digit too many must not let go of that."""
        if self.count.agreed is not None:
            self.tell(self.say("slips.agreed_already"))
            return
        self._become(self.count.add(Slip(sign)))

    def action_undo(self) -> None:
        """Take the last slip back."""
        self._become(self.count.undo())

    def action_begin_anew(self) -> None:
        """Count from the very first slip, once that is asked for twice."""
        if not self.count.begun:
            return
        if not self._asked_anew:
            self.tell(self.say("slips.ask_anew"))
            self._asked_anew = True
            return
        self._become(SlipCount())
        self.kept.forget()

    def action_finish(self) -> None:
        """The pile is through: count it once more, or take what two counts agree on."""
        agreed = self.count.agreed
        if agreed is not None:
            self.dismiss(agreed)
            return
        if not self.count.signs:
            self.tell(self.say("slips.nothing"))
            return
        self._become(self.count.finish())
        self.tell(self._compared())

    def _compared(self) -> str:
        """How the counts compare that are whole."""
        *_, newest, _under_way = self.count.counts
        if self.count.agreed is not None:
            return self.say("slips.take")
        if self.count.number == 2:
            return self.say("slips.again", tally=self._told(tally_of(newest)))
        before, number = self.count.counts[-3], self.count.number
        told = {"before": self._told(tally_of(before)), "newest": self._told(tally_of(newest))}
        places = {"first": number - 2, "second": number - 1, "slip": self.count.first_difference}
        return self.say("slips.differ", **told, **places)

    def _become(self, count: SlipCount) -> None:
        """Show another state of the count, and keep it."""
        self.count, self._asked_anew = count, False
        self.tell("")
        self._show()
        try:
            self.kept.keep(count)
            self._is_kept = True
            self._kept_fields.announce(self.titled, waits=count.begun)
        except OSError as error:
            self._is_kept = False
            self.tell(self.say("slips.not_kept", detail=error.strerror or error))
