"""The steps of a ceremony: nothing of a result before its step, and all of it in the end."""

import re
from math import inf
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screens.hall.parts.reel import NAMES_A_SECOND, SLOWING, running, stopping
from screens.looks import Look
from screens.widgets.canvas import Frame
from screens.widgets.cells import STRIKE
from tests.screens.played import draw, duration, pages

from .ceremony_samples import CANDIDATES, COMMITMENT, annual, block, correction, five, moment, place, possible, rolled
from .samples import TOWNS, flag, flag_row, scenes, unit

LOOK = Look()
SIZE = (80, 24)
SMALL = (60, 12)
"""So small that every name is ordinary text."""


def said(scene: dict[str, Any], elapsed: float = 99, size: tuple[int, int] = SIZE, look: Look = LOOK) -> str:
    return draw(scene, elapsed, size, look).text


def close(text: str) -> str:
    """The text without the spaces that set Chinese headings apart."""
    return text.replace(" ", "")


def struck(frame: Frame) -> str:
    """What is struck through."""
    return "".join(
        glyph
        for row in frame.strips
        for glyph, attributes in zip(row.glyphs, row.attributes, strict=True)
        if attributes & STRIKE
    )


def test_the_roll_goes_round_and_never_settles() -> None:
    scene = moment("roll", candidates=CANDIDATES)
    assert duration(scene, LOOK) == inf
    once = len(CANDIDATES) / NAMES_A_SECOND
    assert draw(scene, 1.2, SIZE, LOOK).digest == draw(scene, 1.2 + 7 * once, SIZE, LOOK).digest
    assert draw(scene, 1.2, SIZE, LOOK).digest != draw(scene, 1.5, SIZE, LOOK).digest
    assert draw(scene, 1e9, SIZE, LOOK).size == SIZE


def test_every_candidate_passes_in_the_roll() -> None:
    scene = moment("roll", candidates=CANDIDATES)
    passed = "".join(close(said(scene, at / NAMES_A_SECOND, SMALL)) for at in range(len(CANDIDATES)))
    assert all(unit["name"] in passed for unit in CANDIDATES)


def test_a_roll_without_movement_names_them_all_at_once() -> None:
    text = said(moment("roll", candidates=CANDIDATES), 0, (120, 34), Look(still=True))
    assert all(unit["name"] in text for unit in CANDIDATES)


def test_the_roll_has_no_room_for_a_result() -> None:
    """Two contests that will end differently have the same payload, so only what is drawn of it could differ."""
    one, other = (moment("roll", candidates=CANDIDATES, winner=winner) for winner in ("a", "b"))
    assert draw(one, 2.2, SIZE, LOOK).digest == draw(other, 2.2, SIZE, LOOK).digest


@settings(max_examples=30)
@given(st.integers(0, 200), st.floats(0, 20))
def test_a_reel_slows_down_and_stands_on_its_target(target: int, elapsed: float) -> None:
    assert stopping(SLOWING, target) == stopping(SLOWING + 9, target) == target
    assert stopping(elapsed, target) <= stopping(elapsed + 0.1, target)
    assert running(elapsed + 1) - running(elapsed) == pytest.approx(NAMES_A_SECOND)


OUTCOMES = {
    "captured": (flag_row(4, [TOWNS[0]], [TOWNS[1]], "captured"), ["界河店乡", "夺旗"]),
    "defended": (flag_row(4, [TOWNS[1]], [TOWNS[1]], "defended", defences={"mingguan": 2}), ["洺关镇", "保旗2次"]),
    "joint": (flag_row(4, TOWNS, [TOWNS[1]], "joint", margin="0.00"), ["界河店乡", "洺关镇", "并列持旗"]),
    "first": (flag_row(4, [TOWNS[0]], [], "first"), ["界河店乡", "首次夺旗"]),
    "vacant": (flag_row(4, [], [TOWNS[1]], "vacant", margin=None), ["空缺"]),
}


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_the_names_stop_on_the_winner_before_the_flag_moves(outcome: str) -> None:
    row, words = OUTCOMES[outcome]
    scene = rolled(row) | {"previous": row["previous"]}
    stands = close(said(scene, SLOWING + 0.1, SMALL))
    settled = close(said(scene, 99, SMALL, Look(native=True))) + close(said(scene, 99, SMALL))
    for holder in row["holders"] or [{"name": "空缺"}]:
        assert holder["name"] in stands
    assert words[-1] not in stands or outcome == "vacant"
    assert all(word in settled for word in words)


def test_the_bars_race_and_call_out_the_margin() -> None:
    scene = five()
    start, end = said(scene, 0.0), said(scene, 99)
    assert "96.40" not in start
    assert "96.40" in end
    assert "+0.50" in end
    assert "+0.50" not in said(scene, 1.5)
    lanes = [next(line for line in said(scene, at).split("\n") if "1 永年县" in line) for at in (0, 0.6, 1.2, 1.8, 99)]
    assert [lane.count("▄") + lane.count("▀") for lane in lanes] == sorted(
        lane.count("▄") + lane.count("▀") for lane in lanes
    )
    figures = {word for at in (0.3, 0.9, 1.5) for word in said(scene, at).split() if "." in word}
    assert figures <= {"0.50", *(row["score"] for row in scene["board"]["rows"])}, "none that nobody has"


def test_a_countdown_tells_the_time_where_nothing_may_move() -> None:
    scene, still = {"scene": "countdown", "title": "", "seconds": 9}, Look(still=True)
    assert duration(scene, still) == 9
    frames = {moment: draw(scene, moment, SIZE, still).digest for moment in (0.0, 0.9, 1.0, 8.9, 9.0)}
    assert frames[0.0] == frames[0.9]
    assert len(set(frames.values())) == 4
    assert frames[9.0] == draw(scene, 9.0, SIZE, Look()).digest


@pytest.mark.parametrize(
    ("scene", "parts"),
    [
        (place(3, ["峰峰矿区"]), ["第3名", "峰峰矿区", "89.50分"]),
        (place(2, ["武安市", "涉县"]), ["第2名", "武安市", "涉县", "90.50分"]),
        (place(3, []), ["第3名", "本名次空缺"]),
    ],
)
def test_a_place_shows_who_has_it(scene: dict[str, Any], parts: list[str]) -> None:
    text = close(said(scene, 99, (44, 10)))
    assert all(part in text for part in parts)


def test_a_correction_says_what_was_announced_what_holds_why_and_who_signed() -> None:
    text = said(correction())
    for part in ("更正", "更正为：永年县", "原因：复核发现永年县漏计 0.75 分", "批准：王建国、李秀英。"):
        assert part in text
    assert "武安市" in struck(draw(correction(), 99, SIZE, LOOK))


def test_a_correction_says_each_reason_once() -> None:
    """A veto's is why the flag was lost; a decision's is why somebody has it: both stand below already."""
    for why, row in (
        ("发生较大安全事故", {"holders": [], "outcome": "revoked", "margin": None}),
        ("经研究授予第二名", {"approved_by": ["李强"]}),
    ):
        lost = [{**unit("武安市"), "outcome": "revoked", "reason": "发生较大安全事故"}]
        base = correction()
        signed = [{"reason": why, "approved_by": ["李强"]}]
        scene = {
            **base,
            "row": {**base["row"], **row, "reason": why, "lost": lost},
            "corrections": [],
            "signed": signed,
        }
        text = said(scene)
        assert text.count(why) == 1
        assert text.count("李强") == 1
        assert "武安市因一票否决失旗" in text


def test_a_block_names_its_places_and_uncovers_the_last_first() -> None:
    scene = block(4, 19)
    assert "第 4 至 16 名" in said(scene), "three of the nineteen have no place"
    rows = scene["board"]["rows"]
    middle = said(scene, 1.5)
    assert rows[-1]["name"] in middle
    assert rows[0]["name"] not in middle
    assert all(row["name"] in said(scene) for row in rows)
    second = block(2, 3)
    assert "第 2、3 名" in said(second)
    assert pages(second, SIZE, LOOK) == 1
    assert "本名次空缺" in close(said({**second, "board": {**second["board"], "rows": []}}, 99, (40, 10)))


@pytest.mark.parametrize("places", [{}, {"from": 4, "to": 4}, {"from": 2, "to": 3}, {"from": 1, "to": 1}])
def test_a_ranking_before_its_flag_is_not_called_vacant(places: dict[str, int]) -> None:
    scene = {"scene": "ranking", "board": block(1, 1)["board"] | {"rows": []}, **places, "unrevealed": True}
    words = close(said(scene, 99, (40, 10)))
    assert "尚未揭晓" in words
    assert "空缺" not in words
    assert "第 4" not in words


def test_the_year_adds_up_part_by_part_and_vetoes_strike_out() -> None:
    scene = {"scene": "annual", "board": annual()}
    ends = duration(scene, LOOK)
    totals = []
    for at in (0.5, 1.9, 3.3, 4.7, ends):
        line = next(line for line in said(scene, at).split("\n") if "丛台区" in line)
        totals.append(int(line.split()[-1]))
    assert totals == [3, 6, 7, 12, 12]
    assert "峰峰矿区" not in struck(draw(scene, 4.7, SIZE, LOOK))
    assert "峰峰矿区" in struck(draw(scene, ends, SIZE, LOOK))
    first = next(line for line in said(scene).split("\n") if "丛台区" in line)
    assert first.split()[:2] == ["1", "丛台区"]


def test_the_year_does_not_show_its_end_in_the_order_at_the_start() -> None:
    """Before the first flags are added rows stand by id, whatever the final order is."""
    board = annual()
    other = {**board, "rows": board["rows"][::-1]}
    frames = [draw({"scene": "annual", "board": each}, 0.0, SIZE, LOOK) for each in (board, other)]
    order = [re.findall(r"[一-鿿]+[区县市]", frame.text.split("单位")[1]) for frame in frames]
    assert order[0][:19] == order[1][:19]


def test_the_range_tells_best_and_worst_place_and_who_is_out() -> None:
    text = said({"scene": "range", "board": possible()})
    for part in ("第 1 名 已定", "第 2-3 名", "第 5-18 名", "一票否决", "还有 4 面旗未揭晓"):
        assert part in text


def test_a_countdown_counts_to_nothing() -> None:
    scene = {"scene": "countdown", "title": "", "seconds": 65}
    assert duration(scene, LOOK) == 65
    for at, told in ((0, "1:05"), (4.2, "1:01"), (64.5, "0:01"), (65, "0:00"), (999, "0:00")):
        assert told in close(said(scene, at, (20, 3)))


def test_the_commitment_stands_in_groups_of_four_and_loses_no_digit() -> None:
    for size in ((80, 24), (120, 34), (200, 56), (44, 20)):
        text = said(scenes()["title-sealed"], 99, size)
        groups = re.findall(r"(?<![0-9a-f])[0-9a-f]{4}(?![0-9a-f])", text.split("SHA-256")[1])
        assert "".join(groups) == COMMITMENT
    assert "SHA" not in said({**scenes()["title-sealed"], "commitment": None})


@pytest.mark.parametrize("name", sorted(scenes()))
def test_every_frame_of_a_rehearsal_is_marked(name: str) -> None:
    scene = {**scenes()[name], "rehearsal": True}
    for size in ((80, 24), (200, 56), (33, 9), (16, 1)):
        for elapsed in (0.0, 0.7, 99.0):
            assert "彩排" in said(scene, elapsed, size)
    assert "彩排" in said(scene, 0, (9, 3))
    assert "彩排" in said({"scene": "cover", "rehearsal": True})
    assert "彩排" in said({"scene": "of another version", "rehearsal": True})


def test_the_neutral_picture_is_the_contests_own() -> None:
    contest = {"name": "夺标竞赛", "name_en": "The Cup", "host": "魏县", "host_en": "Wei County"}
    look = Look("zh", native=True)
    assert "夺旗榜" not in said({"scene": "cover", "contest": contest}, 99, (80, 24))
    for size in ((80, 24), (33, 9)):
        text = draw({"scene": "cover", "contest": contest}, 99, size, look).text
        assert "夺标竞赛" in text
        assert "魏县" in text
        assert "The Cup" in draw({"scene": "cover", "contest": contest}, 99, size, look.but(lang="en")).text
    alike = {**contest, "name": "魏县夺标竞赛"}
    assert draw({"scene": "cover", "contest": alike}, 99, (80, 24), look).text.count("魏县") == 1


def test_the_ceremony_itself_is_not_marked() -> None:
    assert "彩排" not in "".join(said(scene) for scene in scenes().values() if not scene.get("rehearsal"))


@pytest.mark.parametrize(
    ("winner", "parts"),
    [({"rows": scenes()["star-one"]["rows"]}, ["第1位", "欧阳志远", "涉县", "得票率88.50%"]), ({"rows": []}, ["空缺"])],
)
def test_a_star_s_winners_come_one_by_one(winner: dict[str, Any], parts: list[str]) -> None:
    text = close(said(scenes()["star-one"] | winner, 99, (44, 8)))
    assert all(part in text for part in parts)


def test_words_of_a_speech_keep_their_lines() -> None:
    text = said({"scene": "speech", "title": "讲话", "text": "第一行\n第二行"}, 99, (40, 20))
    assert [line.strip() for line in text.split("\n") if "行" in line] == ["第一行", "第二行"]
    assert "通知" in said({"scene": "message", "title": "", "text": "请就座"})


def test_a_flag_of_another_holder_is_drawn_for_the_first_time_only() -> None:
    """A replay without candidates begins with the flag, not with a roll."""
    scene = flag(flag_row(4, [unit("永年县")], [unit("武安市")], "captured"))
    assert duration(scene, LOOK) < duration({**scene, "candidates": CANDIDATES}, LOOK)
