"""What pools are called."""

from types import SimpleNamespace
from typing import cast

from scoreboard.publications.pools import (
    PoolWords,
    are_apart,
    contest_pool,
    pool_label,
    pool_words,
    pools_apart,
    pools_of,
    with_pool,
)
from scoreboard.store.contest import Contest
from scoreboard.wire import UNSET, UnsetType

NAMES = {"red": {"name": "红组", "name_en": "Reds"}, "blue": {"name": "蓝组", "name_en": ""}, "bare": {}}
RED = PoolWords(id="red", name="红组", name_en="Reds")


class Board:
    def __init__(self, pools: tuple[PoolWords, ...] | UnsetType) -> None:
        self.pools = pools


def test_names_fall_back_on_each_other_the_usual_words_and_the_id() -> None:
    assert pool_words("red", NAMES) == RED
    assert pool_words("blue", NAMES) == PoolWords(id="blue", name="蓝组", name_en="蓝组")
    assert pool_words("bare", NAMES) == PoolWords(id="bare", name="bare", name_en="bare")
    assert pool_words("none", {}) == PoolWords(id="none", name="none", name_en="none")
    assert pool_words("county", {}) == PoolWords(id="county", name="县区", name_en="Counties")
    assert pool_words("x", {"x": {"name_en": "Ex"}}) == PoolWords(id="x", name="x", name_en="Ex")


def test_a_board_names_the_pools_that_it_ranks_apart() -> None:
    series = {"pools": ["red", "green"], "pool_names": NAMES}
    assert pools_apart(series, "by-pool") == (RED, PoolWords(id="green", name="green", name_en="green"))
    assert pools_apart({"pools": ["red"]}, "by-pool") == (PoolWords(id="red", name="red", name_en="red"),)
    assert pools_apart(series, "together") is UNSET


def test_a_contest_names_its_pools_as_its_boards_do() -> None:
    series = SimpleNamespace(pool_ids=("red", "green"), pool_names=NAMES)
    rules = [SimpleNamespace(ranking=ranking) for ranking in ("by-pool", "together")]
    apart, together = (cast(Contest, SimpleNamespace(series=series, rules=one)) for one in rules)
    assert pools_of(apart) == (RED, PoolWords(id="green", name="green", name_en="green"))
    assert pools_of(together) is UNSET
    assert (contest_pool(apart, "red"), contest_pool(apart, "")) == (RED, None)


def test_a_pool_is_called_as_its_board_calls_it() -> None:
    assert [pool_label((RED,), "red", lang) for lang in ("zh", "en")] == ["红组", "Reds"]
    assert pool_label((RED,), "green", "en") == "green"
    assert pool_label(UNSET, "county", "zh") == "县区"
    assert (pool_label((RED,), None, "zh"), pool_label((RED,), "", "zh")) == ("", "")


def test_a_name_has_its_pool_behind_it() -> None:
    assert [with_pool("道路", "红组", lang) for lang in ("zh", "en")] == ["道路（红组）", "道路 (红组)"]
    assert [with_pool("道路", "", lang) for lang in ("zh", "en")] == ["道路", "道路"]


def test_pools_can_be_confused_where_there_are_several() -> None:
    assert [are_apart(Board(pools)) for pools in (UNSET, (), (RED,), (RED, RED))] == [False, False, False, True]
