"""What pools are called: by the names that their series gives them; the usual ids have words of their own."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from scoreboard.enums import Ranking
from scoreboard.locale import catalogue

if TYPE_CHECKING:
    from scoreboard.store.contest import Contest

Payload = dict[str, Any]

Names = Mapping[str, Mapping[str, str]]
"""Of the pools that have names: `name` and `name_en` by id."""


def pool_words(pool: str, names: Names) -> Payload:
    """A pool by id with its names in both languages, each falling back on the other's and on the id."""
    given = names.get(pool, {})
    name = given.get("name") or catalogue("cli", "zh").get(f"pool.{pool}", pool)
    name_en = given.get("name_en") or given.get("name") or catalogue("cli", "en").get(f"pool.{pool}", pool)
    return {"id": pool, "name": name, "name_en": name_en}


def pools_apart(series: Mapping[str, Any], ranking: str) -> Payload:
    """The pools that a board of a series ranks apart, as it names them; nothing where all are ranked together."""
    if ranking != Ranking.BY_POOL:
        return {}
    return {"pools": [pool_words(pool, series.get("pool_names", {})) for pool in series["pools"]]}


def pools_of(contest: "Contest") -> Payload:
    """The same of a contest in the main database."""
    series = {"pools": contest.series.pool_ids, "pool_names": contest.series.pool_names}
    return pools_apart(series, contest.rules.ranking)


def contest_pool(contest: "Contest", pool: str) -> Payload:
    """How a scene or a script names the pool of a flag: `pool_name` and `pool_name_en`; nothing for none."""
    if not pool:
        return {}
    words = pool_words(pool, contest.series.pool_names)
    return {"pool_name": words["name"], "pool_name_en": words["name_en"]}


def pool_named(pools: Sequence[Mapping[str, str]], pool: str | None) -> Payload:
    """How a row that stands apart from its board names its pool, of the several that are ranked apart there."""
    words = next((one for one in pools if one["id"] == pool), None) if len(pools) > 1 else None
    return {} if words is None else {"pool_name": words["name"], "pool_name_en": words["name_en"]}


def pool_label(pools: Iterable[Mapping[str, str]], pool: str | None, lang: str) -> str:
    """What a board calls a pool, in a language; empty for none."""
    if not pool:
        return ""
    words = next((one for one in pools if one["id"] == pool), None) or pool_words(pool, {})
    return str(words["name_en" if lang == "en" else "name"])


def with_pool(name: str, pool: str, lang: str) -> str:
    """A flag's or an area's name with its pool's behind it, where it has one."""
    if not pool:
        return name
    return f"{name} ({pool})" if lang == "en" else f"{name}（{pool}）"


def are_apart(payload: Mapping[str, Any]) -> bool:
    """Whether rows of several pools stand on a board, so that each has to say of which it is."""
    pools: Sequence[Any] = payload.get("pools", ())
    return len(pools) > 1
