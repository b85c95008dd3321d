"""What the headings of a sheet mean: words that offices use for units, areas, scores, places and sums."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from scoreboard.name_search import folded


class ColumnRole(StrEnum):
    """What stands in a column."""

    UNIT = "unit"
    AREA = "area"
    """The scores of one area, or, in a sheet with a row for each score, which area that is."""
    SCORE = "score"
    JUDGE = "judge"
    RANK = "rank"
    TOTAL = "total"
    IGNORED = "ignored"


_UNIT = (
    "单位|单位名称|参评单位|参赛单位|被考核单位|考核单位|受评单位|名称|县|区|县区|市县|县市区|区县|市|镇|乡|乡镇|镇乡|乡镇街道|"
    "街道|街道乡镇|村|村名|行政村|社区|部门|科室|处室|企业|学校|班级|队|队伍|队名|小组|组别|代表队|拆迁队|unit|units|name|"
    "district|county|township|town|village|department|team|teams|house|group|school|class|organisation|organization"
)
_AREA = (
    "重点工作|工作|工作项目|项目|考核项目|评比项目|领域|工作领域|旗|先锋旗|流动红旗|流动旗|指标|考核指标|科目|类别|单项|"
    "area|workarea|flag|category|criterion|subject|discipline|event"
)
_SCORE = (
    "得分|分数|成绩|评分|分值|考核得分|考核分|考核成绩|打分|分|实得分|实际得分|最后得分|最终得分|本期得分|本季得分|本季度得分|"
    "score|scores|points|point|pts|mark|marks|result"
)
_JUDGE = "评委|评委姓名|裁判|裁判员|打分人|judge|judges|juror|referee"
_RANK = "排名|名次|位次|排位|位置|rank|ranking|place|position"
_TOTAL = (
    "合计|总计|总分|小计|共计|累计|总得分|得分合计|总成绩|综合得分|综合成绩|加权得分|加权总分|平均|平均分|均分|平均值|"
    "平均得分|最高分|最低分|最高|最低|total|totals|sum|subtotal|grandtotal|average|avg|mean|overall|maximum|minimum|max|min"
)
_NUMBER = "序号|编号|号|no|no.|#|nr|nr.|number"
WORDS: Mapping[str, ColumnRole] = {
    **dict.fromkeys(_NUMBER.split("|"), ColumnRole.IGNORED),
    **dict.fromkeys(_UNIT.split("|"), ColumnRole.UNIT),
    **dict.fromkeys(_AREA.split("|"), ColumnRole.AREA),
    **dict.fromkeys(_SCORE.split("|"), ColumnRole.SCORE),
    **dict.fromkeys(_JUDGE.split("|"), ColumnRole.JUDGE),
    **dict.fromkeys(_RANK.split("|"), ColumnRole.RANK),
    **dict.fromkeys(_TOTAL.split("|"), ColumnRole.TOTAL),
}
"""Folded headings, whole."""
_ENDINGS = sorted({*_SCORE.split("|"), *_RANK.split("|")}, key=len, reverse=True)
_BRACKETED = re.compile(r"[(\[【〔<《].*?[)\]】〕>》]")

_NOTES = (
    "制表|填表|填报|审核|复核|审批|签字|签名|签章|盖章|负责人|经办|联系人|联系电话|电话|日期|备注|说明|注|附注|"
    "preparedby|checkedby|approvedby|signed|signature|date|note|notes|remarks"
)
_FIGURE = re.compile(r"\d+([.,]\d+)?分?")
_A_NOTE = re.compile(rf"(单位)?({_NOTES})[^:]{{0,6}}(:.*)?")

_REMEMBERED = 4096
"""Headings, and what may be one, of which is remembered what they say: every row is looked at as a header."""


@lru_cache(maxsize=_REMEMBERED)
def bare(heading: str) -> str:
    """A heading as it is compared: folded, without what stands in brackets, such as a weight or a maximum."""
    plain = folded(heading)
    return _BRACKETED.sub("", plain).strip(":：*") or plain


def role_of(heading: str) -> ColumnRole | None:
    """What a heading says by itself; None where it is no word that is known."""
    return WORDS.get(bare(heading))


@lru_cache(maxsize=_REMEMBERED)
def ends_as(heading: str) -> tuple[str, ColumnRole | None]:
    """A heading such as “重点项目建设得分” in two: what it is of, and what it gives; None where it does not say."""
    plain = bare(heading)
    for ending in _ENDINGS:
        rest = plain.removesuffix(ending).rstrip("-_:/·的")
        if rest != plain and rest:
            return rest, WORDS[ending]
    return plain, None


def is_figure(heading: str) -> bool:
    """Whether it is a plain number, which heads no column of names."""
    return _FIGURE.fullmatch(folded(heading)) is not None


def is_total(text: str) -> bool:
    """Whether the name of a row is a word for a sum."""
    return role_of(text) is ColumnRole.TOTAL


def sums_up(text: str) -> bool:
    """Whether a row that names nobody sums up, as “全县合计” and “Total (9 units)” do."""
    plain = folded(text)
    return plain.endswith(("合计", "总计", "小计", "平均", "平均分")) or plain.startswith(("total", "average", "sum"))


def is_note(text: str) -> bool:
    """Whether a text belongs under a table: “制表人：王芳”, “填表日期”, “注：…”."""
    return _A_NOTE.fullmatch(folded(text)) is not None
