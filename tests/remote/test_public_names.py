"""Which user names are let in on the public port: each unit is looked up, whatever their number."""

from pathlib import Path

from scoreboard.settings import Settings
from screens.remote.keys import RESERVED
from screens.remote.public_names import MOST_NAMES, PublicNames
from tests.remote.test_gone import take_out


def test_names_mean_boards_series_and_units_in_any_case(handan: Settings) -> None:
    names = PublicNames(handan.paths.public)
    assert [names.board(user) for user in (*RESERVED, "city", "City", "yongnian", "YongNian")] == [
        *RESERVED, "city", "city", "yongnian", "yongnian",
    ]  # fmt: skip
    assert names.board("atlantis") is None
    assert names.all()[:4] == (*RESERVED, "city")
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
