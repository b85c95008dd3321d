"""Units as papers call them: 城关镇人民政府 for 城关镇, 县发改局 for 发改局. Only what fits one unit alone is meant."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from scoreboard.exchange.workbooks.headings import is_note, role_of
from scoreboard.name_search import folded

LONGEST = 40
"""Characters of a name with all that papers add to it."""
SHORTEST = 2
"""Characters that must be left of one."""
_BRACKETED = re.compile(r"[(\[【〔<《].*?[)\]】〕>》]")
_BODIES = (
    *("党委政府", "党委人民政府", "党工委办事处", "人民政府", "政府", "街道办事处", "办事处"),
    *("党委", "党工委", "党组", "党支部", "党总支", "村民委员会", "村委会", "居民委员会", "居委会"),
)
"""Who acts for a place, and is written for it; what is left when they go must be its name."""
_KEPT_OF_BODY = {
    **{"街道办事处": "街道", "办事处": "街道", "党工委办事处": "街道", "村民委员会": "村", "村委会": "村"},
    **{"居民委员会": "社区", "居委会": "社区"},
}
_PLACES = tuple("镇乡村县市区旗州省")
_JOINERS = re.compile(r"(?<=..)[和与及、](?=..)")
_BETWEEN_BODIES = "、,;/和与及"


def spellings(name: str, hosts: Collection[str]) -> Iterator[str]:
    """A folded name and, one after the other, what is left of it as less of what papers add stands there.

    `hosts` is what the contest's host is called, folded.
    """
    plain = folded(name)
    yield plain
    bare = _BRACKETED.sub("", plain).removeprefix("中共")
    if len(bare) < SHORTEST:
        return
    yield bare
    for body in _without_bodies(bare):
        yield body
        bare = body
    own = _without_host(bare, hosts)
    if own != bare:
        yield own
    if (joined := _JOINERS.sub("", own)) != own:
        yield joined


def _without_bodies(name: str) -> Iterator[str]:
    """What is left as the bodies at its end go: 李庄乡党委、政府, 李庄乡党委, 李庄乡."""
    while True:
        body = max((one for one in _BODIES if name.endswith(one)), key=len, default="")
        left = name[: len(name) - len(body)].rstrip(_BETWEEN_BODIES)
        kept = _KEPT_OF_BODY.get(body, "")
        of_a_place = left.endswith((*_PLACES, "街道"))
        left = left if left.endswith(kept) or (kept == "街道" and of_a_place) else left + kept
        if not body or len(left) < SHORTEST or left == name:
            return
        name = left
        yield name


def _without_host(name: str, hosts: Collection[str]) -> str:
    """清沅县公安局 and 县公安局 of a county's own contest: 公安局. The name of a place stays whole."""
    kinds = {host[-1] for host in hosts if host.endswith(_PLACES)}
    for host in sorted((*hosts, *kinds), key=len, reverse=True):
        left = name.removeprefix(host)
        if left == name or len(left) < SHORTEST:
            continue
        if host in kinds and left.endswith((*_PLACES, "街道")):
            continue
        return left
    return name


def core(name: str, hosts: Collection[str]) -> str:
    """What two names have in common that differ in what papers add alone."""
    *_, last = spellings(name, hosts)
    return last


def unmatched(texts: Iterable[str], meant: Mapping[str, object], hosts: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The folded texts that nobody answers to and that may be names in hanzi, with how else they may be spelled."""
    found: dict[str, tuple[str, ...]] = {}
    for text in texts:
        plain = folded(text)
        if plain in meant or not SHORTEST < len(plain) <= LONGEST or not "㐀" <= plain[0] <= "鿿":
            continue
        if role_of(text) is None and not is_note(text):
            found[plain] = tuple(dict.fromkeys(spellings(text, hosts)))
    return found


def cores_of(keys: Iterable[tuple[str, str]], hosts: Collection[str]) -> dict[str, set[str]]:
    """The units of each core, from what they answer to."""
    found: dict[str, set[str]] = defaultdict(set)
    for key, unit in keys:
        if not key.isascii():
            found[core(key, hosts)].add(unit)
    return found
