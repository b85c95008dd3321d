"""Whoever wins is read from the last row: the largest text of the moment, a hero's size, whole, well broken."""

import random
from itertools import accumulate, pairwise
from typing import Any

import pytest

from screens.hall.parts import page, placed_words, reel
from screens.hall.parts.least_sizes import Rank, floor_of
from screens.hall.parts.legibility import reads
from screens.hall.parts.together_or_alone import moment_of
from screens.looks import Look
from screens.widgets import bigtext
from screens.widgets.bigtext import Lettering, is_narrow
from screens.widgets.line_breaks import character_ends, phrase_ends
from tests.screens.played import draw, pages
from tests.screens.samples import TOWNS, flag, flag_row, placed, scenes

SIZES = ((80, 24), (100, 30), (120, 34), (160, 45), (200, 56), (320, 90))
SMALL = (80, 24)
ARRIVED = 2.5
HANZI = (
    "市县区乡镇村公共资源交易监督管理委员会农路建设养护运输协调领导小组人力社保障局教育卫生环境交通水利林业财政审计统计"
)
LETTERS = "etaoinshrdlucmfwypvbgkjqxz"
LONGEST_RUN = {True: 30, False: 8}


def hanzi(chance: random.Random) -> str:
    return "".join(chance.choice(HANZI) for _ in range(chance.randint(1, 24)))


def latin(chance: random.Random) -> str:
    words, room = list[str](), chance.randint(3, 60)
    while room > 2:
        words.append("".join(chance.choices(LETTERS, range(26, 0, -1), k=min(room, chance.randint(3, 14)))).title())
        room -= len(words[-1]) + 1
    return " ".join(words)


def mixed(chance: random.Random) -> str:
    return f"{hanzi(chance)[:8]}{chance.choice(['No. 3', '第2', ' A ', '·'])}{hanzi(chance)[:6]}"


def runs(name: str) -> list[str]:
    marks = [0, *sorted(phrase_ends(name)), len(name)]
    return [name[start:end].strip() for start, end in pairwise(marks)]


def names(chance: random.Random, count: int) -> list[str]:
    """Names of which no piece without a break is too long for anybody to set."""
    found = list[str]()
    while len(found) < count:
        name = chance.choice((hanzi, hanzi, latin, latin, mixed))(chance)
        if name not in found and all(len(run) <= LONGEST_RUN[is_narrow(run)] for run in runs(name)):
            found.append(name)
    return found


def unit(name: str) -> dict[str, Any]:
    return {"unit": name, "name": name, "name_en": name, "short_name": name}


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Lettering]:
    """All large letters that a frame is made of."""
    seen = list[Lettering]()

    def record(lettering: Lettering, *how: Any, **also: Any) -> Any:
        seen.append(lettering)
        return bigtext.lettered(lettering, *how, **also)

    for module in (page, placed_words, reel):
        monkeypatch.setattr(module, "lettered", record)
    return seen


def is_whole(lettering: Lettering, name: str) -> bool:
    """Whether the lines are the name, each of them ended where one may end."""
    pieces = [*accumulate(line.replace(" ", "") for line in lettering.lines)]
    ends = character_ends(name) if lettering.hurt else phrase_ends(name)
    marks = {len(name[:end].replace(" ", "")) for end in ends} | {len(name.replace(" ", ""))}
    return pieces[-1] == name.replace(" ", "") and all(len(piece) in marks for piece in pieces)


def holds(seen: list[Lettering], name: str, size: tuple[int, int], look: Look) -> bool:
    floor = floor_of(Rank.HERO, is_narrow(name), size[1], look.glyphs)
    mine = [one for one in seen if is_whole(one, name)]
    broken = any(one.hurt for one in mine) and has_room_for_phrases(name, size, floor or 0)
    return bool(mine) and all(one.em >= (floor or 0) for one in mine) and not broken


def has_room_for_phrases(name: str, size: tuple[int, int], floor: int) -> bool:
    """Whether lines that are filled phrase by phrase at a hero's floor fit the wall with some air."""
    lines, across = [0], size[0] * 9 // 10 // floor
    for run in runs(name):
        if len(run) > across:
            return False
        lines = [*lines[:-1], lines[-1] + len(run)] if lines[-1] + len(run) <= across else [*lines, len(run)]
    return len(lines) * floor * 6 // 5 <= size[1] * 2 * 3 // 4


def is_largest(seen: list[Lettering], winners: list[str]) -> bool:
    mine = [one for one in seen if any(is_whole(one, name) for name in winners)]
    return max(one.em for one in seen) <= min(one.em for one in mine)


def wins(holders: list[str]) -> dict[str, Any]:
    outcome = "captured" if len(holders) == 1 else "joint"
    return flag(flag_row(4, [unit(name) for name in holders], [TOWNS[1]], outcome))


def suits(name: str, size: tuple[int, int]) -> bool:
    return size != SMALL or len(name) <= (30 if is_narrow(name) else 12)


@pytest.mark.parametrize("count", [6, pytest.param(300, marks=pytest.mark.long)])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_a_winner_alone_is_a_hero(size: tuple[int, int], lang: str, count: int, drawn: list[Lettering]) -> None:
    chance, look = random.Random(f"{size} {lang} {count}"), Look(lang)
    for name in names(chance, count):
        if not suits(name, size):
            continue
        for moment in (ARRIVED + 1.5, 99.0):
            drawn.clear()
            draw(wins([name]), moment, size, look)
            assert holds(drawn, name, size, look), (name, moment, drawn)
            assert is_largest(drawn, [name]), (name, moment, drawn)


@pytest.mark.parametrize(
    ("size", "name", "least"),
    [
        ((80, 24), "Rindfleischetikettierung", 7),
        ((80, 24), "Itltkekatmrmhltuhkeeub", 7),
        ((80, 24), "Cceeukosdinindinmedcio", 8),
        ((100, 30), "Verwaltungsgemeinschaftsamt", 8),
    ],
)
def test_a_name_of_one_long_word_is_large_before_it_is_ordinary_text(
    size: tuple[int, int], name: str, least: int, drawn: list[Lettering]
) -> None:
    for moment in (ARRIVED + 1.5, 99.0):
        drawn.clear()
        draw(wins([name]), moment, size, Look("en"))
        assert [one.em for one in drawn if is_whole(one, name)] == [pytest.approx(least, abs=1)], (moment, drawn)
        assert min(one.em for one in drawn if is_whole(one, name)) >= least
        assert is_largest(drawn, [name])
    assert reads(name, size)


@pytest.mark.parametrize("count", [1, pytest.param(40, marks=pytest.mark.long)])
@pytest.mark.parametrize("size", SIZES)
def test_several_winners_are_heroes_together_or_one_after_another(
    size: tuple[int, int], count: int, drawn: list[Lettering]
) -> None:
    chance, look = random.Random(f"{size} {count}"), Look()
    for holders in (names(chance, among) for _ in range(count) for among in (2, 3, 4, 8)):
        scene, seen = wins(holders), set[str]()
        turn = moment_of(scene["row"]["holders"]) / len(holders)
        for number in range(len(holders)):
            drawn.clear()
            draw(scene, ARRIVED + turn * (number + 0.5), size, look)
            seen |= {name for name in holders if holds(drawn, name, size, look)}
            shown = [name for name in holders if any(is_whole(one, name) for one in drawn)]
            assert is_largest(drawn, shown) if shown else size == SMALL, drawn
        assert seen == {name for name in holders if suits(name, size)} | seen, set(holders) - seen


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("rolls", [False, True])
def test_who_loses_a_flag_is_never_larger_than_who_wins_it(
    size: tuple[int, int], rolls: bool, drawn: list[Lettering]
) -> None:
    loser = unit("Ash")
    for name in ("Saint-Barthélemy & Upper Wensleydale Volunteer Fire Brigade", "圣巴泰勒米与上文斯利代尔志愿队", "Ng"):
        scene = flag(flag_row(4, [unit(name)], [loser], "captured"))
        scene["candidates"] = [unit(one) for one in ("Ash", name, "Quay Street")] if rolls else []
        began = 3.4 if rolls else 0.0
        for moment in (began + 0.3, began + 1.5, began + 2.55, began + 4.0):
            drawn.clear()
            draw(scene, moment, size, Look("en"))
            lost = [one.em for one in drawn if one.lines == ("Ash",)]
            won = [one.em for one in drawn if is_whole(one, name)]
            if won or rolls:
                assert max(lost, default=0) <= min(won, default=0), (name, moment, drawn)


@pytest.mark.parametrize("size", SIZES)
def test_names_of_one_block_of_places_are_of_one_size(size: tuple[int, int], drawn: list[Lettering]) -> None:
    shown = ("Harbour Fireboats", "Oak Ridge", "Longgang Pingdi Street Volunteers")
    rows = [placed(place, unit(name), "79.00") for place, name in enumerate(shown, 4)]
    board = scenes()["ranking"]["board"] | {"rows": rows}
    scene = {"scene": "ranking", "board": board, "from": 4, "to": 6}
    for number in range(pages(scene, size, Look("en"))):
        draw(scene | {"page": number}, 99.0, size, Look("en"))
    ems = {name: [one.em for one in drawn if is_whole(one, name)] for name in shown}
    assert len({tuple(each) for each in ems.values()}) == 1, ems
    assert all(ems.values()), ems
