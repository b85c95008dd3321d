"""Plain text of several lines in a dialog: all of it is seen, and lines break where people break them."""

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from screens.widgets.dialog import Dialog, Foot
from screens.widgets.plain_text import PlainText, broken

LONG = "The notice runs until 2010-11-26: 5 working days by the country’s public holidays."


def test_paragraphs_and_free_lines_stay_and_no_line_begins_with_a_stop() -> None:
    assert broken("缺的格不妨碍结账，按未报计。\n\n可以结账。", 26) == [
        "缺的格不妨碍结账，按未",
        "报计。",
        "",
        "可以结账。",
    ]
    assert broken("", 20) == [""]


class Telling(Dialog[None]):
    """Says something as soon as its field is there, which is before what it is said in has been laid out."""

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            with Horizontal(classes="field"):
                yield Input("2010-11-20")
            yield PlainText(id="told", classes="fact")
            yield Foot()

    def on_input_changed(self) -> None:
        self.query_one("#told", PlainText).update(LONG)


async def test_what_is_said_at_once_is_seen_whole() -> None:
    app = App[None]()
    async with app.run_test(size=(60, 12)) as pilot:
        await app.push_screen(Telling())
        await pilot.pause()
        words = app.screen.query_one("#told", PlainText)
        assert words.size.height == len(broken(LONG, words.size.width)) == 2
