"""Units as papers call them: 城关镇人民政府 for 城关镇, 县发改局 for 发改局. Only what fits one unit alone is meant.

A paper may leave out of which kind a place is (南关人民政府). Then who acts for it says so: a town has a government, a
sub-district has none, so that 南关街道 is not meant, whatever else it answers to.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from scoreboard.exchange.workbooks.headings import is_note, role_of
from scoreboard.name_search import folded

LONGEST = 40
"""Characters of a name with all that papers add to it."""
SHORTEST = 2
"""Characters that must be left of one."""
_BRACKETED = re.compile(r"[(\[【〔<《].*?[)\]】〕>》]")
KINDS = ("街道", "社区", *"镇乡村县市区旗州省")
"""What names of places end with."""
_GOVERNED = frozenset("镇乡县市区旗州省")
_IN_THE_PARTY = _GOVERNED | {"村", "社区"}
_BODIES: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("党委政府", "党委人民政府", "人民政府", "政府"), _GOVERNED),
    **dict.fromkeys(("党工委办事处", "街道办事处", "街道办", "办事处"), frozenset({"街道"})),
    **dict.fromkeys(("村民委员会", "村委会"), frozenset({"村"})),
    **dict.fromkeys(("居民委员会", "居委会"), frozenset({"社区"})),
    **dict.fromkeys(("党支部", "党总支"), frozenset({"村", "社区"})),
    "党委": _IN_THE_PARTY,
    "党工委": frozenset({"街道", "区"}),
    "党组": frozenset(),
}
"""Who acts for a place, and is written for it, with the kinds of places that have one.

What is left when they go must be the place's name.
"""
_AT_THE_END = tuple(_BODIES)
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
    while name.endswith(_AT_THE_END):
        body = max((one for one in _BODIES if name.endswith(one)), key=len)
        left = name[: len(name) - len(body)].rstrip(_BETWEEN_BODIES)
        kinds = _BODIES.get(body, frozenset())
        kept = min(kinds) if len(kinds) == 1 else ""
        of_a_place = body == "办事处" and left.endswith((*_PLACES, "街道"))
        left = left if left.endswith(kept) or of_a_place else left + kept
        if len(left) < SHORTEST or left == name:
            return
        name = left
        yield name


def _without_host(name: str, hosts: Collection[str]) -> str:
    """清沅县公安局 and 县公安局 of a county's own contest: 公安局. The name of a place stays whole."""
    for host, is_kind in _beginnings(frozenset(hosts)):
        if not name.startswith(host):
            continue
        left = name.removeprefix(host)
        if left == name or len(left) < SHORTEST or (is_kind and left.endswith((*_PLACES, "街道"))):
            continue
        return left
    return name


@lru_cache(maxsize=8)
def _beginnings(hosts: frozenset[str]) -> list[tuple[str, bool]]:
    """What names of a host's own units may begin with, the longest first, and whether it is no more than a kind."""
    kinds = {host[-1] for host in hosts if host.endswith(_PLACES)}
    return [(host, host in kinds) for host in sorted((*hosts, *kinds), key=len, reverse=True)]


def core(name: str, hosts: Collection[str]) -> str:
    """What two names have in common that differ in what papers add alone."""
    *_, last = spellings(name, hosts)
    return last


@dataclass(frozen=True)
class PaperName:
    """A folded text that nobody answers to: how else it may be spelled, and of which kinds of places it may be."""

    spelled: tuple[str, ...]
    acting: frozenset[str]
    """The kinds of places that have whoever the text says acts for it; all kinds where it says nothing."""
    noted: frozenset[str]
    """The kinds that stand in its brackets: 南关（街道）."""

    @classmethod
    def read(cls, text: str, hosts: Collection[str]) -> "PaperName":
        """The name that stands in a sheet."""
        return cls(tuple(dict.fromkeys(spellings(text, hosts))), _acting(folded(text)), _noted(folded(text)))

    @property
    def core(self) -> str:
        """What is left of it."""
        return self.spelled[-1]

    def may_mean(self, kind: str) -> bool:
        """Whether a unit that is a place of this kind, of none where it is empty, may be meant by it."""
        if self.noted and {kind} != self.noted:
            return False
        return not kind or self.core.endswith(kind) or kind in self.acting

    def others(self, kind: str) -> Iterator[str]:
        """What other units are called that may be meant as well as one of this kind."""
        if not (kind and self.core.endswith(kind)):
            yield from (self.core + one for one in KINDS if one in self.acting and self.may_mean(one))


def _acting(name: str) -> frozenset[str]:
    """The kinds of places that have all the bodies at a name's end."""
    kinds, bare = frozenset(KINDS), _BRACKETED.sub("", name)
    while body := max((one for one in _BODIES if bare.endswith(one)), key=len, default=""):
        kinds, bare = kinds & _BODIES[body], bare.removesuffix(body).rstrip(_BETWEEN_BODIES)
    return kinds


def _noted(name: str) -> frozenset[str]:
    """The kinds of places that the brackets of a name consist of."""
    words = [word for note in _BRACKETED.findall(name) for word in re.split(f"[{_BETWEEN_BODIES}]", note[1:-1])]
    return frozenset(kind for word in words for kind in ({word} if word in KINDS else _BODIES.get(word, ())))


def unmatched(texts: Iterable[str], meant: Mapping[str, object], hosts: Collection[str]) -> dict[str, PaperName]:
    """The folded texts that nobody answers to and that may be names in hanzi."""
    found: dict[str, PaperName] = {}
    for text in texts:
        plain = folded(text)
        if plain in meant or not SHORTEST < len(plain) <= LONGEST or not "㐀" <= plain[0] <= "鿿":
            continue
        if role_of(text) is None and not is_note(text):
            found[plain] = PaperName.read(text, hosts)
    return found


def kinds_of(keys: Iterable[tuple[str, str]], hosts: Collection[str]) -> dict[str, str]:
    """Of which kind of place each unit is, by the longest of its names; of none those that are no places."""
    longest: dict[str, str] = {}
    for key, unit in keys:
        if not key.isascii():
            longest[unit] = max(longest.get(unit, ""), core(key, hosts), key=len)
    return {unit: next((kind for kind in KINDS if name.endswith(kind)), "") for unit, name in longest.items()}


def cores_of(keys: Iterable[tuple[str, str]], hosts: Collection[str]) -> dict[str, set[str]]:
    """The units of each core, from what they answer to."""
    found: dict[str, set[str]] = defaultdict(set)
    for key, unit in keys:
        if not key.isascii():
            found[core(key, hosts)].add(unit)
    return found
