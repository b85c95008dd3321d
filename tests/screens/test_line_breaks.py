"""Where a line of a large text may end."""

import itertools

import pytest

from screens.widgets.line_breaks import character_ends, phrase_ends


def cut(text: str, ends: frozenset[int]) -> str:
    marks = [0, *sorted(ends), len(text)]
    return "|".join(text[start:end] for start, end in itertools.pairwise(marks))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("市公共资源交易监督管理委员会", "市公共|资源|交易|监督|管理|委员会"),
        ("2010年度重点项目建设先锋旗", "2010年度|重点|项目|建设|先锋旗"),
        ("古尔邦·买买提江", "古尔邦·|买买提江"),
        ("第3中学", "第3中学"),
        ("永年县", "永年县"),
        ("孟家洼满族乡", "孟家洼|满族乡"),
        ("围场满族蒙古族自治县", "围场|满族|蒙古族|自治县"),
        ("云岭县争先创优夺旗竞赛", "云岭县|争先创优|夺旗竞赛"),
        ("云岭县2026年度授旗仪式", "云岭县|2026年度|授旗仪式"),
        ("行政审批服务局", "行政审批|服务局"),
        ("Handan Economic Zone", "Handan| |Economic| |Zone"),
        ("歌舞 走向复兴", "歌舞| |走向复兴"),
        ("代表于十点整回到座位", "代表于|十点整|回到|座位"),
        ("完成率达到100%以上", "完成率|达到|100%|以上"),
    ],
)
def test_lines_end_between_phrases(text: str, pieces: str) -> None:
    assert cut(text, phrase_ends(text)) == pieces


def test_where_nothing_else_helps_lines_end_between_hanzi_and_never_in_a_number_or_a_name() -> None:
    assert cut("2010年重点项目", character_ends("2010年重点项目")) == "2010年|重|点|项目"
    assert cut("古尔邦·买买提江", character_ends("古尔邦·买买提江")) == "古尔邦·|买买提江"


def test_no_wide_character_stands_alone_at_either_end() -> None:
    text = "市人力资源和社会保障局"
    assert not {1, len(text) - 1} & (phrase_ends(text) | character_ends(text))
