"""What pools are called: by the names that their series gives them; the usual ids have words of their own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from scoreboard.enums import Ranking
from scoreboard.locale import catalogue
from scoreboard.publications.names import InBothLanguages
from scoreboard.wire import UNSET, UnsetType, given

if TYPE_CHECKING:
    from scoreboard.store.contest import Contest


@dataclass(frozen=True, kw_only=True, slots=True)
class PoolWords(InBothLanguages):
    """A pool as a board names it."""

    id: str
    name: str
    name_en: str


Names = Mapping[str, Mapping[str, str]]
"""Of the pools that have names: `name` and `name_en` by id."""


def pool_words(pool: str, names: Names) -> PoolWords:
    """A pool by id with its names in both languages, each falling back on the other's and on the id."""
    given = names.get(pool, {})
    name = given.get("name") or catalogue("cli", "zh").get(f"pool.{pool}", pool)
    name_en = given.get("name_en") or given.get("name") or catalogue("cli", "en").get(f"pool.{pool}", pool)
    return PoolWords(id=pool, name=name, name_en=name_en)


def pools_apart(series: Mapping[str, Any], ranking: str) -> tuple[PoolWords, ...] | UnsetType:
    """The pools that a board of a series ranks apart, as it names them; nothing where all are ranked together."""
    if ranking != Ranking.BY_POOL:
        return UNSET
    return tuple(pool_words(pool, series.get("pool_names", {})) for pool in series["pools"])


def pools_of(contest: "Contest") -> tuple[PoolWords, ...] | UnsetType:
    """The same of a contest in the main database."""
    series = {"pools": contest.series.pool_ids, "pool_names": contest.series.pool_names}
    return pools_apart(series, contest.rules.ranking)


def contest_pool(contest: "Contest", pool: str) -> PoolWords | None:
    """How a scene or a script names the pool of a flag; None for none."""
    return pool_words(pool, contest.series.pool_names) if pool else None


def pool_label(pools: Iterable[PoolWords] | UnsetType, pool: str | None, lang: str) -> str:
    """What a board calls a pool, in a language; empty for none."""
    if not pool:
        return ""
    words = next((one for one in given(pools) or () if one.id == pool), None)
    return (words or pool_words(pool, {})).called(lang)


def with_pool(name: str, pool: str, lang: str) -> str:
    """A flag's or an area's name with its pool's behind it, where it has one."""
    if not pool:
        return name
    return f"{name} ({pool})" if lang == "en" else f"{name}（{pool}）"


class Pooled(Protocol):
    """A board that may rank pools apart."""

    @property
    def pools(self) -> tuple[PoolWords, ...] | UnsetType:
        """Those that it ranks apart."""


def are_apart(board: Pooled) -> bool:
    """Whether rows of several pools stand on a board, so that each has to say of which it is."""
    return len(given(board.pools) or ()) > 1
