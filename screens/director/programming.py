"""What the hall plays between ceremonies, arranged by the director: held, left out, moved; the next day told."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from scoreboard.ceremony.arranging_programme import Arrangement
from scoreboard.errors import ContestError
from scoreboard.locale import catalogue
from scoreboard.publications.programme import Programme
from screens.director.drawing import Say, word
from screens.director.explaining import Explaining
from screens.director.overlay import Hall, HallKeys, Tidings
from screens.director.questions import Questions
from screens.director.rotation import Rotation
from screens.director.stage import ConsoleStage
from screens.director.stage_wishes import arrange
from screens.hall import caption
from screens.next_in_round import in_order
from screens.playlist import Item
from screens.widgets.columns import ListColumn
from screens.widgets.controllers import attach
from screens.widgets.dialog import Dialog, Heading
from screens.widgets.rows import ListRow, RowList
from screens.widgets.thread_worker import ThreadWorker

BESIDE = 9
"""Lines of the box and around it that are not the parts, at most."""
CUES = {"wall": "flags", "roll": "stars"}
"""The scenes that are called as a cue of another name."""

Wish = Callable[[Arrangement, str, tuple[str, ...]], None]


class ProgrammeParts(Dialog[None]):
    """The parts of the programme in their order; keys hold, leave out and move the one at the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *HallKeys.BINDINGS,
        *Explaining.BINDINGS,
        Binding("enter", "arrange('hold')", show=False, priority=True, id="director.programme.hold"),
        Binding("x", "arrange('leave_out')", show=False, id="director.programme.leave_out"),
        Binding("e", "arrange('sooner')", show=False, id="director.programme.sooner"),
        Binding("l", "arrange('later')", show=False, id="director.programme.later"),
        Binding("t", "arrange('tell')", show=False, id="director.programme.tell"),
        Binding("z", "arrange('usual')", show=False, id="director.programme.usual"),
        Binding("escape,q,p", "leave", show=False, id="director.programme.leave"),
    ]

    def __init__(self, hall: Hall, items: Sequence[Item], programme: Programme, wish: Wish, lang: str) -> None:
        super().__init__()
        attach(self, HallKeys(hall), Explaining(self, hall, "programme", lang))
        self._hall, self._items, self._wish, self._lang = hall, tuple(items), wish, lang
        self.programme = programme
        self.add_class("-wide")

    def compose(self) -> ComposeResult:
        """The parts, what the hall is told of ceremonies, and the keys."""
        with Vertical(id="box"):
            yield Heading(word("programme.title", self._lang))
            yield RowList((ListColumn(width=12), ListColumn()), id="parts", beside=BESIDE)
            yield Static(id="told")
            yield Static(Text(word("programme.hint", self._lang)), id="hint")
            yield Tidings(self._hall)

    def on_mount(self) -> None:
        """Show them as they are now."""
        self.renew(self.programme)

    def renew(self, programme: Programme) -> None:
        """Show another arrangement; the cursor stays at its part."""
        self.programme = programme
        rows = [self._row(self._items[at]) for at in in_order(self._items, programme)]
        self.query_one(RowList).show(rows)
        told = "; ".join(f"{one.called(self._lang)} {one.day}" for one in programme.ceremonies)
        name = "programme.told" if told else "programme.untold"
        self.query_one("#told", Static).update(Text(word(name, self._lang, told=told)))

    def refuse(self, sentence: str) -> None:
        """Say why nothing has changed."""
        self.query_one("#told", Static).update(Text(sentence))

    def _row(self, item: Item) -> ListRow:
        held, out = item.slot == self.programme.held, item.slot in self.programme.left_out
        mark = word("programme.held" if held else "programme.out" if out else "programme.played", self._lang)
        told = f"{part_name(item, self._lang)}  {caption(item.scene, self._lang)}"
        return ListRow(item.slot, (mark, told), "strong" if held else "quiet" if out else "")

    def action_arrange(self, what: Arrangement) -> None:
        """Change the part at the cursor, or the whole."""
        slot = self.query_one(RowList).current
        order = tuple(dict.fromkeys(self._items[at].slot for at in in_order(self._items, self.programme)))
        if isinstance(slot, str) and slot in order:
            self._wish(what, slot, order)


def part_name(item: Item, lang: str) -> str:
    """What a part of the programme is called."""
    cue = CUES.get(item.scene_name, item.scene_name)
    return catalogue("cli", lang).get(f"cue.{cue}", "") or word("programme.today", lang)


class Programming:
    """The key that opens the programme. Nobody needs the baton for it: the stage stays as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("p", "programme", show=False, id="director.programme")]

    def __init__(
        self, stage: ConsoleStage, rotation: Rotation, questions: Questions, thread: ThreadWorker, say: Say
    ) -> None:
        self._stage, self._rotation, self._questions, self._thread, self._say = stage, rotation, questions, thread, say

    def action_programme(self) -> None:
        """Show the programme, and let the director change it."""
        stage, lang = self._stage, self._stage.lang
        if stage.ceremony is None or stage.refuses():
            return
        if not self._rotation.items:
            self._say(word("programme.none", lang), "warning")
            return
        parts = ProgrammeParts(self._questions.hall, self._rotation.items, self._rotation.programme, self._wish, lang)
        self._parts = parts
        self._questions.show(parts)

    def _wish(self, what: Arrangement, slot: str, order: tuple[str, ...]) -> None:
        stage, parts, ceremony = self._stage, self._parts, self._stage.ceremony
        if ceremony is not None:
            deed = partial(arrange, stage.store, stage.settings, ceremony, what, slot, order)
            self._thread.do(deed, parts.renew, partial(self._refused, parts))

    def _refused(self, parts: ProgrammeParts, error: ContestError) -> None:
        parts.refuse(error.sentence(self._stage.lang))
