"""Cards in a hall: whose each is and how it stands are read from the last row, and nothing of the rest is lost."""

from typing import Any

import pytest

from scoreboard.publications.scene import BoardScene
from screens.glyphs import Glyphs
from screens.hall import goals
from screens.hall.parts.card import Card, Titled
from screens.hall.parts.cards import arranged
from screens.hall.parts.hall_card import SetCard, is_held, set_card
from screens.hall.parts.page import Box, head_rows
from screens.hall.parts.walls import Wall
from screens.looks import Look
from tests.screens.played import draw, pages, typed

from .hostile_samples import hostile_scenes
from .samples import scenes

HALLS = (100, 30), (120, 34), (160, 45), (200, 56), (320, 90)
BOARDS = (
    "pledges",
    "goals",
    "benchmarks",
    "visits",
    "campaigns",
    "livelihood",
    "notice",
    "rectifications",
    "noticeboard",
)
NAMES = {
    "魏": "W",
    "永年县": "Yongnian",
    "市人力资源和社会保障局": "Bureau of Human Resources",
    "全市农村公路建设养护与运输管理协调领导小组办公室": "Leading Group for the Building and Upkeep of Country Roads",
}  # fmt: skip
VERDICTS = "兑现", "未兑现", "差 54亿元"


def cards_of(lang: str) -> list[Card]:
    """Cards with names of every length, every verdict, and one without any."""
    found = [
        Card(
            Titled(name, english),
            "许癸  市长",
            "单位产值能耗下降率不低于5%",
            "目标 ≥5%  实际 5.2%",
            verdict,
            None,
            "90",
        )
        for name, english in NAMES.items()
        for verdict in (VERDICTS if lang == "zh" else ("kept", "not kept", "54.2 to go"))
    ]
    return [*found, Card(Titled("涉县", "Shexian"), "", "旅游人次", "", "")]


def told(at: SetCard) -> str:
    """All that is said of a card, without white space."""
    large = [word.text for part in (at.name, at.verdict, at.figure, at.about) if part for word in part.words]
    lines = [at.lines.name, at.lines.beside, *(f"{line.left}{line.right}" for line in at.lines.below)]
    notes = [f"{line.left}{line.right}" for line in at.notes.lines] if at.notes else []
    return "".join("".join([*large, *lines, *notes]).split())


@pytest.mark.parametrize("glyphs", [Glyphs.HALF_BLOCKS, Glyphs.OCTANTS])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", HALLS)
def test_a_name_on_a_card_holds_its_floor_and_its_verdict_is_large(
    size: tuple[int, int], lang: str, glyphs: Glyphs
) -> None:
    cards, look, wall = cards_of(lang), Look(lang, glyphs=glyphs), Wall(size[1], glyphs)
    found = arranged(cards, size, look)
    assert found.large
    room = size[1] - head_rows(size[1]) - 1
    assert sorted(at for page in found.pages for at in page) == list(range(len(cards)))
    for page in found.pages:
        assert sum(found.heights[at] + 1 for at in page) <= room
    for card, rows in zip(cards, found.heights, strict=True):
        at = set_card(wall, Box(0, 0, size[0] - 2 * (size[0] // 25), rows), card, lang)
        assert is_held(wall, card.who.called(lang), at.name.em), card.who
        assert at.verdict or not card.verdict or len(card.who.called("en")) > 50
        for part in (at.verdict, at.about, at.figure):
            assert part is None or part.em <= max(at.name.em, 12 * glyphs.across)
        for text in (card.who.called(lang), card.beside, card.text, card.figures, card.verdict):
            assert all("".join(word.split()) in told(at) for word in text.split("  ")), text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_wall_of_ninety_rows_no_word_of_a_card_is_a_line_of_text(lang: str) -> None:
    """A ninetieth of a wall is read by nobody: what is not the name or the verdict is in letters there, too."""
    size, look = (320, 90), Look(lang)
    cards = [card for card in cards_of(lang) if len(card.who.called("en")) < 50]
    found, wall = arranged(cards, size, look), Wall(size[1], look.glyphs)
    for card, rows in zip(cards, found.heights, strict=True):
        at = set_card(wall, Box(0, 0, size[0] - 2 * (size[0] // 25), rows), card, lang)
        assert at.lines.rows == 0, card.who
        assert at.notes
        assert at.notes.em >= 9
        assert at.notes.rows <= at.lines_at.height


@pytest.mark.parametrize("name", ["pledges-forty", "goals-forty", "visits-forty", "benchmarks-forty"])
def test_hard_cards_have_no_line_of_text_on_such_a_wall(name: str) -> None:
    scene: dict[str, Any] = hostile_scenes()[name]
    lines = draw(scene, 99, (320, 90), Look()).text.split("\n")
    told = [line for line in lines if line.strip() and "▀" not in line and "▄" not in line and "页" not in line]
    assert not [line for line in told if any("一" <= sign <= "鿿" for sign in line)]


@pytest.mark.parametrize("size", HALLS[:3])
@pytest.mark.parametrize("name", BOARDS)
def test_no_board_of_cards_is_all_text_in_a_hall(name: str, size: tuple[int, int]) -> None:
    for lang in ("zh", "en"):
        lines = draw(scenes()[name], 99, size, Look(lang)).text.split("\n")
        drawn = sum("▀" in line or "▄" in line for line in lines)
        assert drawn >= size[1] // 5, f"{name} {lang}"


@pytest.mark.parametrize("name", [name for name in hostile_scenes() if name.startswith(BOARDS)])
def test_the_hardest_boards_have_a_page_for_each_of_their_cards(name: str) -> None:
    scene: dict[str, Any] = hostile_scenes()[name]
    for size in HALLS[:1]:
        count = pages(scene, size, Look("en"))
        assert draw(scene | {"page": count - 1}, 99, size, Look("en")).digest


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", HALLS[1:])
def test_what_a_goal_says_is_read_from_the_last_row_and_no_larger_than_whose_it_is(
    size: tuple[int, int], lang: str
) -> None:
    look, wall, scene = Look(lang), Wall(size[1], Glyphs.HALF_BLOCKS), typed(scenes()["goals"])
    assert isinstance(scene, BoardScene)
    cards = [goals.card(row, lang) for row in scene.board.rows]
    found = arranged(cards, size, look)
    for card, rows in zip(cards, found.heights, strict=True):
        at = set_card(wall, Box(0, 0, size[0] - 2 * (size[0] // 25), rows), card, lang)
        large = at.about or at.notes
        assert large, card.text
        assert 12 <= large.em < at.name.em
