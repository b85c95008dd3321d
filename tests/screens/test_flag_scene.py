"""A flag in a ceremony: nothing of the winner before its step, and each outcome told in words and pixels."""

from typing import Any

import pytest

from scoreboard.publications.scenes.flag import FlagCorrection
from screens.hall.parts.correcting import _told
from screens.looks import Look
from screens.palettes import SIXTEEN
from screens.widgets.canvas import Frame
from screens.widgets.cells import wrap
from tests.screens.hostile_samples import hostile_scenes
from tests.screens.played import draw, typed

from .samples import OFFICE, TOWNS, flag, flag_row, scenes, unit

LOOK = Look()
SIZE = (80, 24)


def said(scene: dict[str, Any], elapsed: float, size: tuple[int, int] = SIZE) -> str:
    return draw(scene, elapsed, size, LOOK).text


def native(scene: dict[str, Any], size: tuple[int, int] = SIZE) -> str:
    """What it says in the end where all of it is ordinary text, without spaces."""
    return draw(scene, 99, size, Look(native=True)).text.replace(" ", "")


def flag_columns(frame: Frame) -> list[int]:
    """Columns with a pixel of bright red cloth."""
    columns = set()
    for strip in frame.strips[:14]:
        x = 0
        for text, style, _ in strip:
            for colour in (style.color, style.bgcolor) if style else ():
                if colour and colour.triplet and colour.triplet[0] > 190 and colour.triplet[1] < 80:
                    columns.update(range(x, x + len(text)))
            x += len(text)
    return sorted(columns)


def test_the_contest_names_area_flag_number_and_holder() -> None:
    text = said(flag(None), 99)
    for part in ("重 点 项 目 建 设 先 锋 旗", "第 5 面旗", "现 持 旗 单 位"):
        assert part in text
    assert "洺 关 镇" in said(flag(None), 99, (40, 12))
    assert "尚无持旗单位" in said(flag(None) | {"previous": []}, 99, (40, 12)).replace(" ", "")


def test_the_flag_travels_from_the_old_name_to_the_new_one() -> None:
    scene = scenes()["flag-captured"]
    middles = []
    for moment in (0.0, 1.0, 1.5, 2.0, 2.49):
        columns = flag_columns(draw(scene, moment, SIZE, LOOK))
        middles.append(sum(columns) / len(columns))
    assert middles == sorted(middles)
    assert middles[0] < 25
    assert middles[-1] > 45


def test_the_new_name_appears_only_when_the_flag_arrives() -> None:
    scene = flag(flag_row(4, [OFFICE], [unit("永年县")], "captured", margin="0.05"))
    name = OFFICE["name"]
    assert name not in said(scene, 2.4).replace(" ", "")
    assert "夺旗" not in said(scene, 2.4)
    for moment in (3.4, 99):
        assert name in draw(scene, moment, SIZE, Look(native=True)).text.replace(" ", "").replace("\n", "")
    assert "永年县" in draw(scene, 0, SIZE, Look(native=True)).text.replace(" ", "")


@pytest.mark.parametrize(
    ("row", "parts"),
    [
        (flag_row(4, [TOWNS[0]], [TOWNS[1]], "captured"), ["夺旗  +0.50", "上届 洺关镇", "1 界河店乡"]),
        (
            flag_row(4, [TOWNS[1]], [TOWNS[1]], "defended", defences={"mingguan": 2}, margin="1.20"),
            ["保旗 2 次  +1.20"],
        ),
        (flag_row(4, [TOWNS[0]], [], "first"), ["首次夺旗"]),
        (flag_row(4, TOWNS, [TOWNS[1]], "joint", margin="0.00"), ["并列持旗", "2 洺关镇"]),
        (flag_row(4, [TOWNS[1]], [TOWNS[1]], "retained", margin=None), ["2 洺关镇"]),
        (flag_row(4, [], [TOWNS[1]], "revoked", margin=None, reason="一票否决"), ["撤旗", "一票否决"]),
        (
            flag_row(4, [TOWNS[1]], [TOWNS[1]], "defended", defences={"mingguan": 1}, margin="0.00", reason="tie"),
            ["保旗 1 次", "同分，原持旗单位保旗"],
        ),
    ],
)
def test_each_outcome_is_said(row: dict[str, Any], parts: list[str]) -> None:
    text = said(flag(row), 99) + said(flag(row), 99, (200, 24))
    for part in parts:
        assert part in text


def test_a_vacant_flag_leaves_an_empty_pole() -> None:
    scene = flag(flag_row(4, [], [TOWNS[1]], "vacant", margin=None))
    assert flag_columns(draw(scene, 0, SIZE, LOOK))
    assert not flag_columns(draw(scene, 99, SIZE, LOOK))
    assert "空缺" in native(scene, (30, 10))


def test_f210_an_open_flag_says_whom_it_goes_to_as_far_as_that_is_known_and_what_it_waits_for() -> None:
    known = flag(flag_row(4, [OFFICE], [], "open", margin="3.00")) | {"previous": []}
    unknown = flag(flag_row(4, [], [], "open", margin=None)) | {"previous": []}
    for scene, word, waits in ((known, "得旗", "从谁手里，待前期揭晓"), (unknown, "待定", "待前期揭晓或裁定")):
        assert word in native(scene, (30, 10)) + said(scene, 99)
        text = said(scene, 99).replace(" ", "")
        assert waits in text
        assert "空缺" not in text
        assert "夺旗" not in text.replace("夺旗榜", "")
    contest = said(flag(None) | {"previous": [], "open": True}, 99, (40, 12)).replace(" ", "")
    assert "待前期揭晓" in contest
    assert "尚无持旗单位" not in contest


def test_a_defended_flag_stands_deeper_than_before() -> None:
    scene = scenes()["flag-defended"]
    arrived = 2.49

    def top(elapsed: float) -> int:
        frame = draw(scene, elapsed, SIZE, Look(colour=False))
        return next(y for y, line in enumerate(frame.text.split("\n")) if y > 1 and set(line) & set("▀▄█"))

    assert top(arrived) > top(0)


def test_a_scene_of_the_contest_is_the_same_whoever_wins() -> None:
    first, second = flag(None), flag(None)
    assert draw(first, 3, SIZE, LOOK).digest == draw(second, 3, SIZE, LOOK).digest
    assert "row" not in first


@pytest.mark.parametrize("look", [Look(colour=False), Look(two_levels=True, theme=SIXTEEN)])
def test_a_name_that_gave_its_flag_away_keeps_all_its_strokes_where_nothing_is_shaded(look: Look) -> None:
    """Half-covered letters would lose strokes, and be another name."""
    size = (120, 34)

    def strokes(moment: float) -> list[str]:
        lines = draw(scenes()["flag-captured"], moment, size, look).text.split("\n")
        return [line[:42].rstrip() for line in lines[size[1] * 2 // 3 : size[1] - 4]]

    assert any("▀" in line for line in strokes(0.0))
    assert strokes(2.3) == strokes(0.0)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 34)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_correction_says_who_has_signed_it_however_little_room_there_is(size: tuple[int, int], lang: str) -> None:
    """What was announced gives way before who answers for what holds now, of the longest correction there may be."""
    for name, scene in {**scenes(), **hostile_scenes()}.items():
        if not name.startswith("flag-correction"):
            continue
        shown = typed(scene)
        assert isinstance(shown, FlagCorrection)
        last = _told(shown, lang)[-1][0]
        words = "".join(wrap(last, size[0] - 8, 1)[0].split())[:12]
        assert words in "".join(draw(scene, 99, size, Look(lang)).text.split()), (name, last)
