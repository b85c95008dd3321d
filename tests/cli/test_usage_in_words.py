"""What click and `tomllib` say of mistakes is said in the reader's language."""

from pathlib import Path

import pytest

from scoreboard.locale import LANGUAGES
from tests.acceptance.driver import Program


@pytest.fixture
def nowhere(tmp_path: Path) -> Program:
    return Program(tmp_path / "none.db", now=None, acting=None)


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (("show", "ranking", "x", "y", "z"), "多出了 y z：", "y z is more than"),
        (("show", "ranking", "--database"), "--database 后面缺少它的值", "--database lacks its value"),
        (("show", "--help=3"), "--help 不带值", "--help takes no value"),
        (("show", "ranking", "--langg", "zh"), "没有选项 --langg（是不是 --lang？）", "did you mean --lang?"),
        (("shwo",), "没有命令 shwo（是不是 show？）", "no command shwo (did you mean show?)"),
        (("serve", "--log", "/tmp"), "--log 的值不对：这是文件夹，不是文件", "this is a folder, not a file"),
        (("ceremony", "rehearse", "x", "--pace", "11"), "--pace 的值不对：须为 0 到 10 的数", "a number from 0 to 10"),
        (("ceremony", "rehearse", "x", "--pace", "x"), "--pace 的值不对：须为 0 到 10 的数", "a number from 0 to 10"),
    ],
    ids=[
        *("too many", "no value", "a flag with a value", "no such option", "no such command"),
        *("a folder", "too large a number", "no number"),
    ],
)
def test_a_wrong_command_is_told_in_the_reader_s_language(
    nowhere: Program, arguments: tuple[str, ...], zh: str, en: str
) -> None:
    for lang, said in zip(LANGUAGES, (zh, en), strict=True):
        result = nowhere.speaking(lang)(*arguments)
        assert result.code == 2
        assert said in result.err
