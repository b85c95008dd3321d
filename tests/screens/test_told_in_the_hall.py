"""F104, F909: the hall names all whom a sentence is about, nobody else, and says where it leaves some out."""

from typing import Any

from screens.hall.closing import holding_most
from screens.looks import Look
from tests.screens.played import draw

from .samples import placed, ranking_of, scenes

SIZE = (80, 24)


def row(number: int, **more: Any) -> dict[str, Any]:
    name = f"单位{number:02}"
    return {"unit": f"u{number}", "name": name, "short_name": name, "name_en": f"Unit {number}", **more}


def closing(flags: list[int]) -> str:
    rows = [placed(at, row(at), "9.00") | {"flags": count} for at, count in enumerate(flags, 1)]
    scene = scenes()["closing"] | {"slogans": [], "board": ranking_of(rows)}
    return draw(scene, 99, SIZE, Look()).text.replace(" ", "")


def test_f104_all_who_share_most_flags_are_named_and_nobody_at_nought() -> None:
    text = closing([2, 2, 2, 1])
    assert [f"单位{number:02}" in text for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert "持旗最多" not in closing([0, 0, 0])
    assert holding_most([]) == []


def test_f909_where_some_are_left_out_their_number_is_told() -> None:
    text = closing([1] * 9)
    named = sum(f"单位{number:02}" in text for number in range(1, 10))
    assert f"另有{9 - named}个" in text


def flag_scene(count: int, more: int, lang: str, size: tuple[int, int] = SIZE) -> str:
    top = [placed(1, row(number), "91.50", tied=True) for number in range(1, count + 1)]
    holders = [row(number) for number in range(1, count + more + 1)]
    told = {
        "area": "a", "area_name": "工作", "area_name_en": "Work", "flag": "先锋旗", "pool": None, "holders": holders,
        "previous": [], "outcome": "joint", "defences": {}, "margin": "0.00", "margin_exact": "0.00", "reason": None,
        "awarded_on": None,
    }  # fmt: skip
    shown = {"row": told, "top": top, "more": more, "number": 1, "decimals": 2}
    scene = {"scene": "flag", "moment": "transfer", **told, **shown}
    return draw(scene, 99, size, Look(lang=lang)).text


def test_f909_the_foot_line_of_a_flag_says_how_many_it_leaves_out() -> None:
    for size, barred in ((SIZE, False), ((100, 30), True), ((120, 34), True)):
        text = flag_scene(5, 1, "en", size)
        bars = sum(f"1 Unit {number} " in text for number in range(1, 7))
        assert bool(bars) is barred, "a small wall has room for the six names alone"
        assert not bars or f"{6 - bars} more in 1st place" in " ".join(text.split()), "of which place they are is said"
    assert "more" not in flag_scene(2, 0, "en")
