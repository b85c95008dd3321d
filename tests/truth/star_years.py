"""Contests of one quarter about stars, drawn: how each is elected, who stands for it, and a run sheet with calls."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

QUARTER = "2030Q3"
GROUPS = ("members", "masses")
PERSONS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
UNITS = {"u1": "永年县", "u2": "成安县", "u3": "曲周县"}
AREA, FLAG = "工作一", "工作一先锋旗"
Counts = tuple[int, int, int, int]
"""Of a group of voters: ballots issued, returned, valid and in favour."""
Who = tuple[str, str, str]
"""A nominee: star, unit, person."""
VOTES: tuple[Counts, ...] = (
    (10, 10, 10, 9), (10, 10, 10, 8), (10, 9, 8, 6), (300, 300, 300, 200), (9000, 9000, 9000, 6000), (12, 9, 6, 4),
    (20_000, 20_000, 20_000, 13_333), (10, 5, 5, 5), (10, 10, 0, 0), (10, 11, 10, 9),
)  # fmt: skip
"""Some of them are equal, some only look equal, some have no quorum, no valid ballot, or more returned than issued."""


@dataclass(frozen=True)
class StarRules:
    """A category, and how it is elected."""

    id: str
    voters: tuple[int, int]
    places: int
    threshold: int
    quorum: int
    sealed: str


@dataclass(frozen=True)
class StarYear:
    """A contest of one quarter with one flag, whose categories have nominees without a count yet."""

    seed: int
    live: bool
    masked: bool
    retains: bool
    """Whether the flag stays with its holder where nobody is good enough."""
    minimum: int
    held: str
    """Who holds the flag when the records begin; empty for nobody."""
    scores: tuple[tuple[str, int], ...]
    stars: tuple[StarRules, ...]
    nominees: tuple[tuple[Who, str], ...]
    """With the series that they stand in; empty for all."""
    cues: tuple[dict[str, Any], ...]

    def rules(self, star: str) -> StarRules:
        return next(one for one in self.stars if one.id == star)


def draw_star_year(seed: int) -> StarYear:
    chance = Random(f"stars {seed}")
    stars = tuple(
        StarRules(
            star,
            chance.choice(((50, 50), (60, 40), (100, 0))),
            chance.randint(1, 3),
            chance.choice((0, 0, 70)),
            chance.choice((0, 0, 80)),
            chance.choice(("winners", "results", "nominees")),
        )
        for star in ("service", "craft")[: chance.randint(1, 2)]
    )
    names = iter(PERSONS)
    nominees = tuple(
        ((rules.id, chance.choice(tuple(UNITS)), f"赵{next(names)}{next(names)}"), chance.choice(("main",) * 5 + ("",)))
        for rules in stars
        for _ in range(chance.randint(2, 4))
    )
    return StarYear(
        seed,
        chance.random() < 0.3,
        chance.random() < 0.2,
        chance.random() < 0.5,
        chance.choice((0, 90)),
        chance.choice(("", "u1", "u2")),
        tuple((unit, chance.choice((80, 85, 91, 95))) for unit in UNITS),
        stars,
        nominees,
        tuple(_sheet(chance, [one.id for one in stars])),
    )


def _sheet(chance: Random, stars: list[str]) -> Iterator[dict[str, Any]]:
    """A sheet in which some cues share a call to the stage, and some say who comes up."""
    cues: list[dict[str, Any]] = [{"kind": "flag", "area": "a1", **chance.choice(({}, {"reveal": "all"}))}]
    cues += [
        {
            "kind": "star",
            "star": star,
            **chance.choice(({}, *({"reveal": way, "places": count} for way, count in WAYS))),
        }
        for star in stars
    ]
    chance.shuffle(cues)
    for kind in ("notice", "stars", "stars"):
        cues.insert(chance.randint(0, len(cues)), {"kind": kind})
    yield {"kind": "title"}
    for number, cue in enumerate(cues):
        yield {**cue, **_people(chance, number)}
    yield {"kind": "closing", **_people(chance, len(cues))}


WAYS = (("one-by-one", 2), ("one-by-one", 3), ("from-bottom", 2), ("from-bottom", 3), ("from-bottom", 1))


def _people(chance: Random, number: int) -> dict[str, Any]:
    """Perhaps a call to the stage, and who comes up."""
    told: dict[str, Any] = {}
    if chance.random() < 0.6:
        told["call"] = chance.choice(("第一组", "第二组"))
    for text in ("presents", "receives", "proxy"):
        if chance.random() < 0.3:
            told[text] = f"{text}{number}"
    if chance.random() < 0.15:
        told["no_show"] = True
    return told


def write_star_year(place: Path, year: StarYear) -> Path:
    """The contest's folder with its scores confirmed."""
    (place / "ceremonies").mkdir(parents=True)
    (place / "competition.toml").write_text("\n".join(_toml(year)), encoding="utf-8")
    units = [f"{unit},{name},county,lake,county" for unit, name in UNITS.items()]
    _write(place / "units.csv", "id,name,kind,parent,pool", ["lake,湖市,city,,", *units])
    rows = [f"main,{QUARTER},a1,{unit},{score},confirmed" for unit, score in year.scores]
    _write(place / "scores.csv", "series,period,area,unit,score,state", rows)
    if year.held:
        _write(place / "custody.csv", "series,area,period,unit,awarded_on", [f"main,a1,,{year.held},2029-12-20"])
    nominees = [f"{QUARTER},{star},{unit},{person},{series}" for (star, unit, person), series in year.nominees]
    _write(place / "nominees.csv", "period,star,unit,person,series", nominees)
    sheet = [f'title = "大会"\nseries = "main"\nperiod = "{QUARTER}"', *map(_cue, year.cues)]
    (place / "ceremonies" / f"main-{QUARTER}.toml").write_text("\n".join(sheet), encoding="utf-8")
    return place


def _toml(year: StarYear) -> Iterator[str]:
    yield '[competition]\nid = "lake-2030"\nname = "湖区竞赛"\nhost = "lake"'
    yield f'[[period]]\nid = "{QUARTER}"\nname = "三季度"\nstart = 2030-07-01\nend = 2030-09-30'
    yield '[[series]]\nid = "main"\nname = "县级"\nhost = "lake"\npools = ["county"]\nconfirm = "self"\ntie = "joint"'
    yield f'minimum = {year.minimum}\nno_winner = "{"retain" if year.retains else "vacant"}"'
    yield f'publication = "{"live" if year.live else "ceremony"}"'
    yield f'[[series.area]]\nid = "a1"\nname = "{AREA}"\nflag = "{FLAG}"'
    for one in year.stars:
        members, masses = one.voters
        yield f'[[star]]\nid = "{one.id}"\nname = "{one.id}星"\nvoters = {{ members = {members}, masses = {masses} }}'
        yield f'places = {one.places}\nthreshold = {one.threshold}\nquorum = {one.quorum}\nsealed = "{one.sealed}"'
    yield f'[publicity]\nworking_days = 5\ncalendar = "CN"\nmask = {"true" if year.masked else "false"}'


def _cue(cue: dict[str, Any]) -> str:
    return "[[cue]]\n" + "\n".join(f"{name} = {_value(value)}" for name, value in cue.items())


def _value(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool | int) else f'"{value}"'


def _write(path: Path, header: str, rows: list[str]) -> None:
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
