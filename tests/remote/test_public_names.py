"""Which user names are let in on the public port: each unit is looked up, whatever their number."""

from pathlib import Path

from scoreboard.settings import Settings
from scoreboard.spelling import BOARD_NAMES
from screens.remote.picture_key import lang_of
from screens.remote.public_names import MOST_NAMES, PublicNames
from screens.remote.viewer_keys import PendingWish, Wishes
from tests.acceptance.competition import Competition, live, towns
from tests.acceptance.driver import Program
from tests.remote.test_gone import take_out


def test_names_mean_boards_series_and_units_in_any_case(handan: Settings) -> None:
    names = PublicNames(handan.paths.public)
    assert [names.board(user) for user in (*BOARD_NAMES, "city", "City", "yongnian", "YongNian")] == [
        *BOARD_NAMES, "city", "city", "yongnian", "yongnian",
    ]  # fmt: skip
    assert names.board("atlantis") is None
    assert names.all()[:4] == (*BOARD_NAMES, "city")
    assert len(names.all()) <= MOST_NAMES + 20


def test_a_unit_that_is_taken_out_is_let_in_no_more(handan: Settings) -> None:
    names = PublicNames(handan.paths.public)
    assert names.board("yongnian") == "yongnian"
    take_out(handan, "yongnian")
    assert names.board("yongnian") is None


def test_while_nothing_is_public_the_reserved_names_are_let_in(tmp_path: Path) -> None:
    names = PublicNames(tmp_path / "none-public.db")
    assert names.board("board") == "board"
    assert names.board("city") is None


def test_a_viewer_whose_terminal_asks_for_no_language_has_the_contests_own(tmp_path: Path) -> None:
    program = Program(tmp_path / "contest.db", acting=None)
    folder = Competition(series=[live()], units=towns(2)).write(tmp_path / "folder")
    program.ok("load", folder, "--with-clock")
    assert PublicNames(program.public).own_language == "zh"
    for file in folder.iterdir():
        file.write_text("".join(sign if sign.isascii() else "x" for sign in file.read_text("utf-8")), "utf-8")
    english = Program(tmp_path / "english.db", acting=None)
    english.ok("load", folder, "--with-clock")
    names = PublicNames(english.public)
    assert names.board("main") == "main"
    assert names.own_language == "en"
    for environment, lang in (
        ({}, "en"), ({"LANG": "C"}, "en"), ({"LANG": "C.UTF-8"}, "en"), ({"LC_ALL": "POSIX"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"), ({"LANG": "de_DE"}, "zh"), ({"LC_ALL": "en_GB", "LANG": "zh_CN"}, "en"),
    ):  # fmt: skip
        assert lang_of(environment, names.own_language) == lang
    assert lang_of({}) == "zh"


async def test_a_key_changes_the_language(tmp_path: Path) -> None:
    done: list[PendingWish] = []
    keys = Wishes(done.append, lambda: None)
    keys.press(b"l")
    assert done == [PendingWish(other_language=True)]
    keys.stop()
