"""What the console shows, at every size and in both languages, and what it must not show."""

from dataclasses import replace

import pytest
from rich.cells import cell_len

from scoreboard.models import Ceremony
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from screens.widgets.drawn import Drawn
from tests.handan import CEREMONY
from tests.screens.director.console import console

SIZES = [
    (80, 24),
    (200, 56),
    (40, 12),
    *(pytest.param(size, marks=pytest.mark.long) for size in ((120, 34), (320, 90))),
]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_every_part_fits_every_size(handan: Settings, size: tuple[int, int], lang: str) -> None:
    async with console(replace(handan, lang=lang), size=size) as desk:
        await desk.press("space", "space", "c", "1", "8")
        for part in desk.screen.query(Drawn):
            if not part.display:
                continue
            assert part.frame is not None
            assert part.frame.size == part.size
            assert {cell_len(line) for line in part.frame.text.splitlines()} == {part.size.width}


async def test_the_next_step_is_told_without_its_result(handan: Settings) -> None:
    """At every flag's first step, the winners of the flags to come are nowhere on the screen."""
    sealed = {5: "馆陶县", 6: "永年县", 8: "临漳县", 9: "市发改委"}
    async with console(handan, size=(200, 56)) as desk:
        await desk.press("space")
        for cue, winner in sealed.items():
            await desk.press(*str(cue), "enter")
            assert desk.place == (cue, 1)
            assert winner not in desk.text


async def test_the_last_step_of_a_flag_says_what_it_will_reveal(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", "6", "enter")
        while desk.view.next is not None and not desk.view.next.reveals:
            await desk.press("space")
        assert "将揭晓：重点项目建设先锋旗的得主" in desk.part("next")
        await desk.press("space")
        assert desk.view.line is not None
        assert desk.view.line.revealed


async def test_the_clock_is_the_competitions_and_elapsed_counts_from_the_first_step(handan: Settings) -> None:
    async with console(handan) as desk:
        assert "09:12:31" in desk.part("head")
        assert "未开始" in desk.part("head")
        await desk.press("space")
        assert "已进行 0:00:00" in desk.part("head")
    async with console(replace(handan, now="2010-11-05T10:14:35")) as desk:
        assert "已进行 1:02:04" in desk.part("head")


@pytest.mark.parametrize("title", ["[/x] [bold]旗[/bold]", "授旗\u202e仪式\u200b", "a\nb\tc", "é́" * 40])
async def test_a_hostile_title_is_drawn_literally(handan: Settings, title: str) -> None:
    store = Store(handan.paths)
    with store.transaction() as session:
        session.get_one(Ceremony, CEREMONY).title = title
    store.close()
    async with console(handan, None) as desk:
        await desk.press("enter", "space")
        assert desk.place == (1, 1)
        assert "\u202e" not in desk.text
        assert {cell_len(line) for line in desk.part("head").splitlines()} == {120}
        if title.startswith("["):
            assert title in desk.part("head")


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_at_80x24_nothing_is_cut_without_a_sign(handan: Settings, lang: str) -> None:
    """The count of the cues below lies over no name; the keys' line ends with the last key, before and on stage."""
    async with console(replace(handan, lang=lang), size=(80, 24)) as desk:
        assert "…" not in desk.part("now")
        for _ in range(2):
            assert desk.part("keys").rstrip().endswith(("离开", "quit"))
            await desk.press("space")
    async with console(replace(handan, lang=lang), size=(80, 20)) as desk:
        name, plus, count = desk.part("sheet").splitlines()[-1].rstrip().rpartition("+")
        assert (plus, count.isdigit()) == ("+", True)
        assert name.endswith(" ")
