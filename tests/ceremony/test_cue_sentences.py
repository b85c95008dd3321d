"""What the announcer says at each step of a cue, in both languages, with names and while they are held back."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest

from scoreboard.ceremony.cue import Cue, CueName
from scoreboard.ceremony.cues import kind_of, moments_of, planned
from scoreboard.ceremony.read_out import Announced, CalledUp, Climbed, ScriptCue, Spoken, TableFlag
from scoreboard.ceremony.visibility import Sight
from scoreboard.ceremony.words_cue import say_words, words_cue
from scoreboard.enums import Outcome
from scoreboard.publications.scenes.speech import SpeechScene
from scoreboard.wire import UNSET
from tests.publications.test_flag_row import ROW

EAST, WEST, RARE = Spoken("东县", "East"), Spoken("西*县", "West"), Spoken("洺关镇", "Mingguan", "míng guān zhèn")
FLAG = CueName("道路", "Roads", "道路*旗", "", "乡镇", "Towns", "奖*金", "Money")
STAR = CueName("服务*星", "Service star", pool="", pool_en="")
VACANT: dict[str, Any] = {
    "holders": (),
    "outcome": Outcome.VACANT,
    "margin": None,
    "margin_exact": None,
    "defences": {},
}


def says(cue: Cue, lang: str = "zh", name: CueName = FLAG, **more: Any) -> list[str]:
    entry = ScriptCue(1, cue, name, timedelta(), **more)
    said = kind_of(cue).says
    assert said is not None
    return list(said(entry, lang))


def test_a_flags_steps_are_announced_without_names_while_they_are_held_back() -> None:
    assert says(Cue("flag", area="roads"), previous=(WEST, RARE)) == [
        "下面揭晓道路\\*旗（乡镇）的归属。此前持旗：**西\\*县**、**洺关镇**（míng guān zhèn）。",
        "请看大屏幕。",
        "第三名：＿＿＿＿（看大屏）。",
        "第二名：＿＿＿＿（看大屏）。",
        "道路\\*旗（乡镇），由 ＿＿＿＿（看大屏） 持有。请登台领旗。随旗奖励：奖\\*金。"
        "（大屏显示空缺的，改读：道路\\*旗（乡镇）本期空缺。）",
    ]
    english = says(Cue("flag", area="roads"), "en")
    assert english[0] == "We come to the flag for Roads (Towns). Nobody holds it now."
    assert " Money. (Where the screen shows it vacant, instead: The flag" in english[-1]
    assert len(says(Cue("flag", area="roads", reveal="all"))) == 2


def test_where_an_earlier_period_is_secret_nobody_is_told_to_have_held_it() -> None:
    for previous in ((), (EAST,)):
        assert says(Cue("flag"), waits=True, previous=previous)[0] == (
            "下面揭晓道路\\*旗（乡镇）的归属。此前由谁持旗，待前期揭晓时公布。"
        )


def test_a_flags_winner_and_the_next_places_are_announced_by_name() -> None:
    told = Announced((EAST,), (WEST,), (RARE,), replace(ROW, prize="锦*旗"))
    third, second, transfer = says(Cue("flag"), announced=told)[2:]
    assert (third, second) == ("第三名：**洺关镇**（míng guān zhèn）。", "第二名：**西\\*县**。")
    assert transfer == "道路\\*旗（乡镇），由 **东县** 持有，领先 1.50 分。请登台领旗。随旗奖励：锦\\*旗。"
    english = says(Cue("flag"), "en", announced=replace(told, row=replace(ROW, prize="锦*旗", prize_en="Banner")))
    assert "Banner" in english[-1]
    kept = replace(told, row=replace(ROW, outcome=Outcome.DEFENDED))
    assert "仍由 **东县** 持有，领先 1.50 分。请登台领旗。" in says(Cue("flag"), announced=kept)[-1]
    assert "stays with **East**, ahead by 1.50 points. Please" in says(Cue("flag"), "en", announced=kept)[-1]
    assert says(Cue("flag"), announced=replace(told, row=ROW))[-1].endswith("请登台领旗。"), "no prize goes with it"


def test_a_place_that_nobody_has_is_passed_over_and_a_vacant_flag_brings_no_prize() -> None:
    third, second, transfer = says(Cue("flag"), announced=Announced(row=replace(ROW, **VACANT)))[2:]
    assert (third, second) == ("名字还在滚动。", "结果马上揭晓。"), "neither tells that a place above is shared"
    assert transfer == "道路\\*旗（乡镇）本期空缺（无单位符合得旗条件）。"
    open_flag = Announced(row=replace(ROW, **{**VACANT, "outcome": Outcome.OPEN}))
    assert says(Cue("flag"), announced=open_flag)[-1] == "道路\\*旗（乡镇）归谁持有，尚待裁定。"
    assert says(Cue("flag"), announced=open_flag, waits=True)[-1] == "道路\\*旗（乡镇）归谁持有，待前期揭晓时公布。"
    assert says(Cue("flag"), announced=Announced())[-1] == "道路\\*旗（乡镇）本期空缺。"


def test_whom_a_climb_shows_is_announced_step_by_step_and_nobody_where_nobody_is_shown() -> None:
    climb = Cue("flag", area="roads", reveal="climb", places=5, by=2, singly_from=3)
    assert says(climb)[1:4] == [
        "第 5 名到第 4 名：＿＿＿＿（看大屏）。", "第 3 名：＿＿＿＿（看大屏）。", "第 2 名：＿＿＿＿（看大屏）。",
    ]  # fmt: skip
    told = Announced((EAST,), row=ROW, climbed=(Climbed((WEST, RARE), (5, 4)), Climbed(), Climbed((EAST,), (2,))))
    assert says(climb, announced=told)[:4] == [
        "下面揭晓道路\\*旗（乡镇）的归属。目前无人持旗。",
        "第 5 名到第 4 名：**西\\*县**、**洺关镇**（míng guān zhèn）。",
        "名字还在滚动。", "第 2 名：**东县**。",
    ]  # fmt: skip
    assert says(climb, "en", announced=told)[1] == "From 5th up to 4th place: **West** and **Mingguan**."
    four = replace(told, climbed=(Climbed((WEST,), (4,), (RARE,)), *told.climbed[1:]))
    assert says(climb, "en", announced=four)[1] == "Out of the ranking by a veto: **Mingguan**. In 4th place: **West**."
    assert says(climb, announced=four)[1] == "因一票否决不列名次：**洺关镇**（míng guān zhèn）。第 4 名：**西\\*县**。"
    assert len(says(climb, announced=told)) == 5
    assert planned(climb) == 105


def test_a_star_is_announced_with_its_winners_and_nobody_is_called_up_where_there_are_none() -> None:
    assert says(Cue("star", star="s"), name=STAR) == [
        "下面揭晓服务\\*星。",
        "当选服务\\*星的是：＿＿＿＿（看大屏）。请登台。",
    ]
    assert says(Cue("star"), name=STAR, announced=Announced((EAST, RARE)))[1] == (
        "当选服务\\*星的是：**东县**、**洺关镇**（míng guān zhèn）。请登台。"
    )
    assert says(Cue("star"), name=STAR, announced=Announced())[1] == "服务\\*星本期空缺。"
    assert says(Cue("star"), "en", STAR) == [
        "We come to the Service star.",
        "The Service star goes to ________ (see the screen). Please come up.",
    ]
    assert says(Cue("star"), "en", STAR, announced=Announced())[1] == "The Service star is vacant this time."


def test_the_end_hands_over_the_flags_of_the_table() -> None:
    first = TableFlag("总*旗", "Overall pennant", None)
    second = TableFlag("总旗", "", Announced((EAST,), row=ROW))
    third = TableFlag("总旗", "", Announced(row=replace(ROW, **{**VACANT, "outcome": Outcome.OPEN})))
    assert says(Cue("closing"), table_flags=(first, second, third)) == [
        "总\\*旗，由 ＿＿＿＿（看大屏） 持有。请登台领旗。",
        "总旗，由 **东县** 持有，总分领先 1.50 分。请登台领旗。",
        "总旗归谁持有，尚待裁定。",
        "仪式到此结束。",
    ]
    assert says(Cue("closing"), table_flags=(third,), waits=True)[0] == "总旗归谁持有，待前期揭晓时公布。"
    assert says(Cue("closing"), "en", table_flags=(first,))[0].startswith("Overall pennant")
    assert says(Cue("closing")) == ["仪式到此结束。"]


def test_who_settles_is_called_up_with_how_the_promises_ended() -> None:
    called = (CalledUp(EAST, "已兑现 1 项", "1 kept"), CalledUp(RARE, "逾期_1", "1 overdue"))
    assert says(Cue("settlement", units=("e", "m")), called=called) == [
        "**东县**：已兑现 1 项。", "**洺关镇**（míng guān zhèn）：逾期\\_1。",
    ]  # fmt: skip
    assert says(Cue("settlement"), "en", called=called)[0] == "**East**: 1 kept."
    assert says(Cue("settlement")) == ["还没有单位交账。"]


@pytest.mark.parametrize(
    ("cue", "zh", "en"),
    [
        (Cue("speech", title="讲话", text="欢*迎", text_en="Welcome"), "欢\\*迎", "Welcome"),
        (Cue("message", title="讲*话", title_en="Speech"), "讲\\*话", "Speech"),
        (Cue("countdown"), "倒计时", "countdown"),
    ],
)
def test_words_are_read_out_as_the_sheet_has_them_else_what_the_cue_is(cue: Cue, zh: str, en: str) -> None:
    assert (says(cue), says(cue, "en")) == ([zh], [en])


@pytest.mark.parametrize(
    ("cue", "moments"),
    [
        (Cue("flag"), ("contest", "roll", "third", "second", "transfer")),
        (Cue("flag", reveal="all"), ("contest", "transfer")),
        (Cue("flag", reveal="climb", places=7, by=3, singly_from=2), ("contest", *["climb"] * 2, "place", "transfer")),
        (Cue("star"), ("category", "winners")),
        (Cue("star", reveal="one-by-one", places=2), ("category", "winner", "winner")),
        (Cue("ranking"), ("ranking",)),
        (Cue("ranking", reveal="from-bottom"), ("rest", "second", "first")),
        (Cue("settlement", units=("a", "b")), ("unit", "unit")),
        (Cue("settlement"), ("nobody",)),
        (Cue("goals"), ("goals",)),
    ],
)
def test_a_cue_has_a_step_for_each_of_its_moments(cue: Cue, moments: tuple[str, ...]) -> None:
    assert moments_of(cue) == moments


def test_a_cue_of_words_shows_them_as_its_scene_and_says_no_more_of_itself_than_it_is_told() -> None:
    cue = Cue("speech", title="讲话", title_en="Speech", text="欢迎", text_en="Welcome")
    kind = words_cue(SpeechScene, 7)
    shown = kind.scene(cast(Sight, None), cue, 1, 1)
    assert shown == SpeechScene(title="讲话", title_en="Speech", text="欢迎", text_en="Welcome")
    bare = kind.scene(cast(Sight, None), replace(cue, title_en="", text_en=""), 1, 1)
    assert (bare.title_en, bare.text_en) == (UNSET, UNSET)
    assert (kind.seconds(cue), kind.only_words, kind.preliminary, kind.says) == (7, False, False, say_words)
    assert kind.uses == ("image",), "beside its words it may show an image"
    marked = words_cue(SpeechScene, 7, only_words=True, preliminary=True)
    assert (marked.only_words, marked.preliminary) == (True, True)
