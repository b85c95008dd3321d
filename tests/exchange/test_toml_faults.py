"""What is no TOML is told in the reader's language, without the words of `tomllib`."""

import re
from pathlib import Path

import pytest

from scoreboard.exchange.problems import Problems
from scoreboard.exchange.toml_tables import read_toml


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[competition", "表名后缺少 ]，"),
        ("[[area]", "表名后缺少 ]]"),
        ("id 1", "键后缺少 ="),
        ("id = 1 2", "值后面还有别的内容"),
        ("名 = 1", "这里应当是键"),
        ("id = x", "这个值读不懂"),
        ("id = [1 2]", "列表没有用 ] 结束"),
        ("id = {a = 1", "花括号没有成对"),
        ("id = 1\nid = 2", "前面已经写过"),
        ("[a]\n[a]", "前面已经写过"),
        ('id = "x', "引号没有成对"),
        ('id = "\\q"', "反斜杠"),
        ('id = "\x01"', "不能用的字符"),
        ("id = 2031-02-30", "没有这个日期"),
    ],
)
def test_what_is_no_toml_is_told_in_the_reader_s_words(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "competition.toml").write_text(text, encoding="utf-8")
    problems = Problems()
    assert read_toml(tmp_path / "competition.toml", "competition.toml", problems) is None
    (told,) = [one.sentence("zh") for one in problems.in_order()]
    assert said in told
    assert told.startswith("competition.toml，第 ")
    assert re.findall(r"[A-Za-z]{3,}", told.removeprefix("competition.toml").replace("true 或 false", "")) == ["TOML"]
