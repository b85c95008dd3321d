"""Units as papers call them: meant where one alone fits, and said so."""

import pytest

from scoreboard.desk.importing.official_names import core, cores_of, spellings, unmatched
from scoreboard.name_search import keys_of

HOSTS = {"清沅县", "清沅"}
UNITS = {
    "城关镇": "城关",
    "王庄镇": "王庄",
    "大王庄乡": "大王庄",
    "南关街道": "南关",
    "李庄乡": "李庄",
    "白杨镇": "白杨",
    "县城镇": "",
    "石门村": "",
    "县委组织部": "组织部",
    "县发展和改革局": "发改局",
    "县住房和城乡建设局": "住建局",
    "县行政审批局": "审批局",
    "县公安局": "公安局",
}
KEYS = [(key, name) for name, short in UNITS.items() for key in keys_of((name, short))]


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("城关镇人民政府", "城关镇"),
        ("王庄镇政府", "王庄镇"),
        ("大王庄乡人民政府", "大王庄乡"),
        ("南关街道办事处", "南关街道"),
        ("南关办事处", "南关街道"),
        ("王庄镇办事处", "王庄镇"),
        ("李庄乡党委、政府", "李庄乡"),
        ("李庄乡党委政府", "李庄乡"),
        ("白杨镇（含开发区）", "白杨镇"),
        ("清沅县白杨镇", "白杨镇"),
        ("县发改局", "县发展和改革局"),
        ("清沅县公安局", "县公安局"),
        ("中共清沅县委组织部", "县委组织部"),
        ("住房城乡建设局", "县住房和城乡建设局"),
        ("行政审批局（政务服务局）", "县行政审批局"),
        ("石门村村委会", "石门村"),
        ("石门村委会", "石门村"),
    ],
)
def test_what_papers_add_to_a_name_is_taken_away(written: str, unit: str) -> None:
    assert cores_of(KEYS, HOSTS)[core(written, HOSTS)] == {unit}


@pytest.mark.parametrize("written", ["市公安局", "城镇", "平县", "政府", "县政府", "西王庄镇", "王庄镇中学"])
def test_what_is_another_name_stays_one(written: str) -> None:
    assert core(written, HOSTS) not in cores_of(KEYS, HOSTS)


@pytest.mark.parametrize("written", ["王庄办事处", "城关街道办事处"])
def test_what_acts_for_another_kind_of_place_is_not_meant(written: str) -> None:
    assert core(written, HOSTS) not in cores_of(KEYS, HOSTS)


def test_only_words_that_may_be_names_are_looked_at() -> None:
    words = ["单位", "合计", "制表人：王芳", "考核得分", "Town 1", "12", "城关镇政府", "城关镇", "“城关”镇"]
    assert set(unmatched(words, {"城关镇": ()}, HOSTS)) == {"城关镇政府"}
    assert list(spellings("李庄乡党委、政府（盖章）", HOSTS)) == [
        "李庄乡党委、政府(盖章)",
        "李庄乡党委、政府",
        "李庄乡党委",
        "李庄乡",
    ]
