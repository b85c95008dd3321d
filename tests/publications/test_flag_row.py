"""What is said of a flag beside its holder: word by word, in both languages."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from scoreboard.enums import Outcome
from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.flag_row import (
    FlagRow,
    LiftedVeto,
    LostFlag,
    lost_in,
    may_be_unreached,
    told_margin,
    told_note,
    told_note_or_vacancy,
    told_open,
    told_reasons,
    told_vacancy,
    units_in,
    unreached,
)
from scoreboard.publications.told_margins import margin_with_digits
from scoreboard.wire import UNSET

EAST = NamedUnit(unit="e", name="东县", short_name="东", name_en="East")
WEST = NamedUnit(unit="w", name="西县", short_name="西", name_en="West")
ROW = FlagRow(
    area="roads", area_name="道路", area_name_en="Roads", flag="道路先锋旗", holders=(EAST,), previous=(),
    outcome=Outcome.CAPTURED, defences={"e": 0}, margin="1.50", margin_exact="1.5", pool=None, awarded_on=None,
    reason=None,
)  # fmt: skip


def row(**changes: Any) -> FlagRow:
    return replace(ROW, **changes)


def lost(outcome: Any, reason: str | None) -> LostFlag:
    return LostFlag(unit="w", name="西县", short_name="西", name_en="West", outcome=outcome, reason=reason)


def both(flag: FlagRow) -> tuple[list[str], list[str]]:
    return told_reasons(flag, "zh"), told_reasons(flag, "en")


@pytest.mark.parametrize(
    ("margin", "exact", "told"),
    [
        (None, None, ""), (None, "1.5", ""), ("0.00", "0", ""), ("0.00", None, ""), ("1.50", "1.5", "1.50"),
        ("0.00", "0.0001", "0.0001"), ("0.01", "0.0099", "0.0099"), ("0.01", "0.01", "0.01"), ("1", "0.6", "0.6"),
        ("0", "0.1", "0.1"), ("1", "1.2", "1"), ("-1.50", "-1.5", "-1.50"), ("2.50", None, "2.50"),
        ("0.0010", "0.001", "0.0010"),
    ],
)  # fmt: skip
def test_a_margin_has_the_digits_that_it_needs(margin: str | None, exact: str | None, told: str) -> None:
    assert margin_with_digits(margin, exact) == told
    assert told_margin(row(margin=margin, margin_exact=exact)) == told
    assert told_margin(row(margin=margin, margin_exact=exact, outcome=Outcome.JOINT)) == ""


def test_what_was_won_by_a_margin_needs_no_reason() -> None:
    assert both(ROW) == ([], [])
    assert both(row(reason="好")) == (["好"], ["好"])


@pytest.mark.parametrize(
    ("changes", "zh", "en"),
    [
        ({"reason": "tie", "previous": (EAST,)}, "同分，原持旗单位保旗", "a tie; the holder keeps it"),
        ({"reason": "tie"}, "同分，仍归当时得旗单位", "a tie; it stays with whom it was awarded to"),
        (
            {"reason": "tie", "holders": (EAST, WEST), "previous": (WEST, EAST)},
            "同分，原持旗单位共同保旗",
            "a tie; they keep it together",
        ),
        (
            {"reason": "tie", "outcome": Outcome.RETAINED},
            "挑战单位同分，原持旗单位留旗",
            "others tie; it stays with its holder",
        ),
        ({"reason": "earlier-place:mud"}, "同分，“mud”名次在前的得旗", "a tie, settled by the better place in mud"),
        (
            {"reason": "earlier-place:mud", "reason_area_name": "泥", "reason_area_name_en": "Mud"},
            "同分，“泥”名次在前的得旗",
            "a tie, settled by the better place in Mud",
        ),
        (
            {"reason": "earlier-place:mud", "overtaken_by": ()},
            "同分，“mud”名次在前的得旗",
            "a tie, settled by the better place in mud",
        ),
        (
            {"reason": "抽签", "margin": "0.00", "margin_exact": "0"},
            "同分，经裁定持旗：抽签",
            "a tie, broken by decision: 抽签",
        ),
        (
            {"margin": "0.00", "margin_exact": "0"},
            "同分，仍归当时得旗单位",
            "a tie; it stays with whom it was awarded to",
        ),
        (
            {"margin": "0.00", "margin_exact": None, "area": None},
            "总排名并列，先后以总排名的注为准",
            "a tie in the overall table, which says what sets them apart",
        ),
        (
            {"margin": "0.00", "margin_exact": "0", "reason": "抽签", "outcome": Outcome.JOINT},
            "经裁定共同持旗：抽签",
            "held jointly by decision: 抽签",
        ),
        ({"margin": "0.00", "margin_exact": "0", "reason": "抽签", "outcome": Outcome.OPEN}, "抽签", "抽签"),
        ({"margin": "0.00", "margin_exact": "0", "reason": "抽签", "outcome": Outcome.RETAINED}, "抽签", "抽签"),
        ({"margin": "0.00", "margin_exact": "0", "reason": "抽签", "holders": ()}, "抽签", "抽签"),
        ({"margin": "0.00", "margin_exact": "0.0001", "reason": "复核"}, "复核", "复核"),
        ({"margin": None, "reason": "复核"}, "复核", "复核"),
    ],
)  # fmt: skip
def test_how_a_tie_was_settled_is_told_and_nothing_else_is_called_one(changes: Any, zh: str, en: str) -> None:
    assert both(row(**changes)) == ([zh], [en])


@pytest.mark.parametrize("outcome", [Outcome.JOINT, Outcome.OPEN, Outcome.RETAINED])
def test_what_is_shared_open_or_kept_was_not_settled_by_the_rules(outcome: Outcome) -> None:
    assert both(row(margin="0.00", margin_exact="0", outcome=outcome)) == ([], [])


def test_why_others_have_lost_it_decided_no_tie() -> None:
    flag = row(margin="0.00", margin_exact="0", lost=(lost("revoked", "失火"),), reason="失火")
    assert both(flag) == (["西县因一票否决失旗：失火"], ["West lost it to a veto: 失火"])


@pytest.mark.parametrize(
    ("outcome", "zh", "en"),
    [
        ("moved", "西县失旗", "West no longer holds it"),
        ("revoked", "西县因一票否决失旗", "West lost it to a veto"),
        ("abolished", "西县已撤销", "West was abolished"),
    ],
)
def test_who_has_lost_it_is_told_with_the_reason_once(outcome: str, zh: str, en: str) -> None:
    assert both(row(lost=(lost(outcome, "失火"),), reason="失火")) == ([f"{zh}：失火"], [f"{en}: 失火"])
    assert both(row(lost=(lost(outcome, None),), reason="复核")) == (["复核", zh], ["复核", en])
    assert both(row(lost=(lost(outcome, ""),))) == ([zh], [en])


def test_a_veto_that_was_lifted_is_told_and_is_no_tie() -> None:
    lifted = LiftedVeto(unit="w", name="西县", short_name="西", name_en="West", reason="查无此事")
    flag = row(lifted=(lifted,), reason="查无此事", margin="0.00", margin_exact="0")
    zh, en = "授旗后撤销了对西县的一票否决：查无此事", "the veto on West was lifted after the award: 查无此事"
    assert both(flag) == ([zh], [en])
    assert both(replace(flag, reason="复核")) == (["经裁定持旗：复核", zh], ["held by decision: 复核", en])


@pytest.mark.parametrize(
    ("changes", "zh", "en"),
    [
        (
            {"margin": None},
            "更正后西县列第一；未另行裁定，旗不易手",
            "West is first since a correction; it stays until somebody decides otherwise",
        ),
        (
            {"margin": "0.00", "margin_exact": "0"},
            "更正后西县并列第一；未另行裁定，旗不易手",
            "West is first as well since a correction; it stays until somebody decides otherwise",
        ),
        (
            {"holders": (), "outcome": Outcome.VACANT, "margin": None},
            "更正后西县列第一；未另行裁定，旗仍空缺",
            "West is first since a correction; it stays vacant until somebody decides otherwise",
        ),
    ],
)  # fmt: skip
def test_who_is_first_since_a_correction_is_told(changes: Any, zh: str, en: str) -> None:
    flag = row(overtaken_by=(WEST,), **changes)
    assert both(flag) == ([zh], [en])
    assert told_vacancy(flag, "en") == []
    several = replace(flag, overtaken_by=(WEST, EAST))
    assert told_reasons(several, "en")[0].startswith("West, East are first")
    assert "西县、东县" in told_reasons(several, "zh")[0]
    remaining = replace(flag, first_of_remaining=True)
    assert both(remaining) == (
        [zh.replace("西县", "西县在存续单位中")], [en.replace(" since", " of those that remain since")],
    )  # fmt: skip
    assert both(
        replace(
            remaining, overtaken_by=UNSET, margin=None, margin_exact=None, holders=(EAST,), outcome=Outcome.CAPTURED
        )
    ) == (
        ["更正后列第一的单位已撤销，持旗单位在存续单位中列第一"],
        ["the unit that is first since a correction was abolished; of those that remain the holder is first"],
    )
    table = replace(flag, area=None)
    assert both(replace(table, first_of_remaining=True)) == both(table), "of no ranking anybody leads"


@pytest.mark.parametrize("area", ["roads", None])
def test_who_is_no_longer_behind_where_a_place_decided_is_told_as_of_then(area: str | None) -> None:
    named = {"reason_area_name": "泥", "reason_area_name_en": "Mud"}
    flag = row(area=area, reason="earlier-place:mud", margin="0.00", margin_exact="0", overtaken_by=(WEST,), **named)
    zh = ["同分，当时“泥”名次在前的得旗", "更正后西县该项名次不再靠后；未另行裁定，旗不易手"]
    en = [
        "a tie, settled by the better place in Mud at the time",
        "since a correction West is no longer behind there; it stays until somebody decides otherwise",
    ]
    assert both(flag) == (zh, en)
    assert told_reasons(replace(flag, overtaken_by=(WEST, EAST)), "en")[1].startswith(
        "since a correction West, East are"
    )


def test_a_reason_that_somebody_wrote_is_told_apart_from_what_a_rule_says() -> None:
    wrote = {"抽签": "抽签", "tie": "", "earlier-place:mud": "", None: ""}
    assert {reason: row(reason=reason).written_reason for reason in wrote} == wrote


@pytest.mark.parametrize(
    ("changes", "zh", "en"),
    [
        (
            {"margin": None, "margin_exact": None},
            "西县现居总排名首位；未另行裁定，旗不易手",
            "West is first in the overall table now; it stays until somebody decides otherwise",
        ),
        (
            {"margin": "0.00", "margin_exact": "0"},
            "西县现同居总排名首位；未另行裁定，旗不易手",
            "West is first as well in the overall table now; it stays until somebody decides otherwise",
        ),
        (
            {"holders": (), "outcome": Outcome.VACANT, "margin": None},
            "西县现居总排名首位；未另行裁定，旗仍空缺",
            "West is first in the overall table now; it stays vacant until somebody decides otherwise",
        ),
    ],
)
def test_of_the_overall_table_no_correction_is_told_for_other_deeds_move_it_too(changes: Any, zh: str, en: str) -> None:
    assert both(row(area=None, overtaken_by=(WEST,), **changes)) == ([zh], [en])


def test_how_many_flags_put_the_holder_first_in_the_table_is_told_first() -> None:
    flag = row(area=None, margin=None, margin_exact=None, most_flags=3, approved_by=("王",))
    assert both(flag) == (["持旗 3 面，为数最多", "王批准"], ["most flags: 3", "approved by 王"])


def test_who_approved_is_told_last() -> None:
    flag = row(reason="复核", approved_by=("王", "Li"))
    assert both(flag) == (["复核", "王、Li批准"], ["复核", "approved by 王, Li"])
    assert (told_note(flag, "zh"), told_note(flag, "en")) == ("复核；王、Li批准", "复核; approved by 王, Li")


def test_of_a_vacant_flag_it_is_told_why_where_nothing_else_is() -> None:
    vacant = row(holders=(), outcome=Outcome.VACANT, margin=None, defences={})
    assert (told_vacancy(vacant, "zh"), told_vacancy(vacant, "en")) == (["无单位符合得旗条件"], ["nobody could win it"])
    assert (told_note(vacant, "en"), told_note_or_vacancy(vacant, "en")) == ("", "nobody could win it")
    assert told_note_or_vacancy(vacant, "zh") == "无单位符合得旗条件"
    assert told_vacancy(replace(vacant, reason="不授"), "zh") == []
    assert told_note_or_vacancy(replace(vacant, reason="不授", approved_by=("王",)), "en") == "不授; approved by 王"
    assert told_vacancy(replace(vacant, outcome=Outcome.REVOKED), "en") == []
    assert told_vacancy(ROW, "en") == []


def test_the_minimum_that_nobody_reached_is_told_where_it_kept_everybody_from_the_flag() -> None:
    zh, en = "能夺旗的都未达 60 分", "no eligible unit reached 60"
    vacant = row(holders=(), outcome=Outcome.VACANT, margin=None, defences={}, unreached="60")
    assert (told_vacancy(vacant, "zh"), told_vacancy(vacant, "en")) == ([zh], [en])
    retained = row(outcome=Outcome.RETAINED, margin=None, margin_exact=None, unreached="60")
    assert (both(retained), told_vacancy(retained, "en")) == (([zh], [en]), [])
    assert both(replace(retained, unreached=UNSET)) == ([], [])
    assert both(replace(retained, unreached=UNSET, reason="不授")) == (["不授"], ["不授"])
    assert both(row(unreached="60")) == ([], []), "it has been won"
    hardly = replace(vacant, unreached_best="59.995")
    assert (told_vacancy(hardly, "zh"), told_vacancy(hardly, "en")) == (
        [f"{zh}，最高 59.995 分"], [f"{en}; the best had 59.995"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("outcome", "reason", "lost", "may"),
    [
        (Outcome.VACANT, None, [], True),
        (Outcome.RETAINED, None, None, True),
        (Outcome.OPEN, None, [], False),
        (Outcome.CAPTURED, None, [], False),
        (Outcome.VACANT, "不授", [], False),
        (Outcome.RETAINED, "", [], False),
        (Outcome.VACANT, None, [{"unit": "w"}], False),
    ],
)
def test_nobody_may_have_reached_the_minimum_where_nothing_is_said_of_why_nobody_won(
    outcome: Outcome, reason: str | None, lost: Any, may: bool
) -> None:
    term = {"outcome": str(outcome), "reason": reason, **({} if lost is None else {"lost": lost})}
    assert may_be_unreached(term) is may


@pytest.mark.parametrize(
    ("minimum", "best", "told"),
    [
        ("60", "59.9950", ("60", "59.995")), ("60", "59.9949", ("60", UNSET)), ("60", "60", (UNSET, UNSET)),
        ("60", "61", (UNSET, UNSET)), ("60", None, (UNSET, UNSET)), ("60.50", "0", ("60.5", UNSET)),
    ],
)  # fmt: skip
def test_a_minimum_is_unreached_where_the_best_is_below_it(minimum: str, best: str | None, told: Any) -> None:
    assert unreached(Decimal(minimum), None if best is None else Decimal(best), 2) == told


def test_what_is_held_jointly_by_decision_is_told_so_unless_somebody_has_lost_or_regained_it() -> None:
    joint = row(outcome=Outcome.JOINT, holders=(EAST, WEST), reason="常委会决定")
    assert both(joint) == (["经裁定共同持旗：常委会决定"], ["held jointly by decision: 常委会决定"])
    assert both(replace(joint, reason=None)) == both(replace(joint, reason="")) == ([], [])
    left = replace(joint, lost=(lost("moved", "并入"),))
    assert both(left)[1] == ["常委会决定", "West no longer holds it: 并入"]
    lifted = LiftedVeto(unit="w", name="西县", short_name="西", name_en="West", reason="误判")
    assert both(replace(joint, lifted=(lifted,)))[0] == ["常委会决定", "授旗后撤销了对西县的一票否决：误判"]


def test_of_an_open_flag_it_is_told_whether_its_holder_is_open_too() -> None:
    settled = row(outcome=Outcome.OPEN, margin=None, margin_exact=None, defences={})
    came = (
        "夺旗还是保旗、原归谁持有，待前期揭晓",
        "captured or defended, and from whom: known once an earlier period is public",
    )
    assert (told_open(settled, "zh"), told_open(settled, "en")) == came
    nobody = replace(settled, holders=())
    assert (told_open(nobody, "zh"), told_open(nobody, "en")) == (
        "待前期揭晓或裁定", "depends on an earlier period or a decision",
    )  # fmt: skip
    assert told_open(ROW, "zh") == ""


def test_a_prize_is_called_in_both_languages_and_may_be_none() -> None:
    assert [ROW.prize_called(lang) for lang in ("zh", "en")] == ["", ""]
    prize = row(prize="奖金", prize_en="Money")
    assert [prize.prize_called(lang) for lang in ("zh", "en")] == ["奖金", "Money"]
    assert [row(prize="奖金").prize_called(lang) for lang in ("zh", "en")] == ["奖金", "奖金"]
    assert [ROW.area_called(lang) for lang in ("zh", "en")] == ["道路", "Roads"]


def test_what_a_row_says_of_itself() -> None:
    assert [row(outcome=outcome).is_open for outcome in (Outcome.OPEN, Outcome.VACANT)] == [True, False]
    told = {outcome: row(outcome=outcome).tells_nobody for outcome in Outcome}
    assert {outcome for outcome, nobody in told.items() if nobody} == {Outcome.OPEN, Outcome.VACANT}
    assert (ROW.is_held_by("e"), ROW.is_held_by("w")) == (True, False)


def test_the_units_of_a_term_are_all_that_it_names() -> None:
    term: dict[str, Any] = {"holders": ["a", "b"], "previous": ["c"]}
    assert (units_in(term), lost_in(term)) == (["a", "b", "c"], [])
    term |= {"lost": [{"unit": "d"}], "lifted": [{"unit": "e"}], "overtaken_by": ["f"]}
    assert (units_in(term), lost_in(term)) == (["a", "b", "c", "d", "e", "f"], ["d"])


def test_a_tie_is_told_as_it_was_when_a_bulletin_was_printed() -> None:
    decided = row(reason="抽签", margin="0.00", margin_exact="0")
    for told in (told_note, told_note_or_vacancy):
        assert told(decided, "en") == "a tie, broken by decision: 抽签"
        assert [told(decided, lang, formerly=True) for lang in ("zh", "en")] == [
            "同分，裁定：抽签", "a tie, decided: 抽签",
        ]  # fmt: skip


def test_a_margin_that_rounded_scores_would_belie_is_told_unrounded() -> None:
    assert told_margin(row(margin="0.02", margin_exact="0.012", margin_told="0.012")) == "0.012"


@pytest.mark.parametrize("outcome", list(Outcome))
def test_of_what_was_held_when_the_records_began_nobody_says_how_it_was_won(outcome: Outcome) -> None:
    won = outcome in (Outcome.FIRST, Outcome.JOINT)
    assert row(opening=True, outcome=outcome).told_outcome == ("opening" if won else str(outcome))
    assert row(outcome=outcome).told_outcome == str(outcome)
