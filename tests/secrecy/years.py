"""Years of several quarters, drawn twice: the same in all that is public, with different results under one seal.

One quarter keeps the secret: its ceremony is never held to the end. The others hold ceremonies or are live, and often
tie where the rule asks who has held the flag till then, which the secret quarter may say otherwise in each twin.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

Flag = tuple[str, str]
"""An area and the pool whose flag it is; the pool is empty where all are ranked together."""
Cells = dict[tuple[str, str, str], str]
"""Scores by quarter, area and unit: a number or "n/a"."""

QUARTERS = (
    ("2030Q1", "2030-01-01", "2030-03-31"),
    ("2030Q2", "2030-04-01", "2030-06-30"),
    ("2030Q3", "2030-07-01", "2030-09-30"),
)
STARS = ("service", "craft")
VETO_OF_THE_YEAR = "party"
"""A veto item that takes the place in the year and leaves the periods as they are."""
HONOURS = {"national": 2, "provincial": 1}
HONOUR_CAP = 3
SYLLABLES = "永成肥魏曲鸡泽丘广平磁涉临漳大名馆陶"
PERSONS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
HEADER = "period,star,unit,person,post,series,status," + ",".join(
    f"{group}_{count}" for group in ("members", "masses") for count in ("issued", "returned", "valid", "for")
)


@dataclass(frozen=True)
class Nominee:
    """Somebody put up for a star of the secret quarter, of which all but that there is a star is sealed."""

    star: str
    unit: str
    person: str
    votes: int
    status: str


@dataclass(frozen=True)
class Year:
    """A competition with the results of one of its twins."""

    seed: int
    units: tuple[str, ...]
    names: Mapping[str, str]
    pools: Mapping[str, str]
    areas: tuple[str, ...]
    by_pool: bool
    tie: str
    minimum: int
    no_winner: str
    publication: Mapping[str, str]
    """By quarter: "live", "ceremony", or "frozen" (live, but for a freeze that has begun)."""
    secret: str
    """The quarter whose results differ between twins."""
    differing: frozenset[Flag]
    """Its flags whose results differ."""
    cells: Cells
    nominees: tuple[Nominee, ...]
    star_secret: str
    """What of the nominees stays sealed once they are on notice; nominees for whom that is not all begin as such."""
    held: tuple[tuple[str, str, str], ...]
    """Area, quarter (empty for before the first) and unit of what is held when the records begin."""
    spare: tuple[str, ...]
    """Scores for corrections, each unlike all others."""
    guest: str = ""
    """A unit that is ranked out of competition."""
    not_held: frozenset[tuple[str, str]] = frozenset()
    """By quarter, areas that are not contested in it."""
    honours: tuple[tuple[str, str, str, str, str], ...] = ()
    """Honours when the records begin: unit, level, title, day, and from which competition it has rolled over."""
    orders: bool = False
    """Whether places that are equal by everything else are decided by a person."""

    @property
    def countback(self) -> tuple[str, ...]:
        """The second criteria for equal places."""
        return (*self._criteria, *(("decide",) if self.orders else ()))

    @property
    def _criteria(self) -> tuple[str, ...]:
        """Drawn apart, so that all else of a seed is what it was."""
        return Random(f"countback {self.seed}").choice(((), (), ("place:a1",), ("firsts", "place:a1")))

    @property
    def table(self) -> tuple[str, str]:
        """What the overall table goes by, and the name of its flag, which may have none; drawn apart likewise."""
        chance = Random(f"table {self.seed}")
        return chance.choice(("flags", "flags", "total")), chance.choice(("", "流动红旗", "流动红旗"))

    @property
    def flags(self) -> tuple[Flag, ...]:
        pools = tuple(dict.fromkeys(self.pools.values())) if self.by_pool else ("",)
        return tuple((area, pool) for area in self.areas for pool in pools)

    @property
    def quarters(self) -> tuple[str, ...]:
        return tuple(quarter for quarter, _, _ in QUARTERS)

    def members(self, pool: str) -> tuple[str, ...]:
        return tuple(unit for unit in self.units if pool in ("", self.pools[unit]))


def draw_year(seed: int) -> tuple[Year, Year]:
    """Two twins of a year."""
    chance = Random(f"year {seed}")
    by_pool = chance.random() < 0.25
    units = tuple(f"u{number}" for number in range(1, chance.randint(4 if by_pool else 3, 5) + 1))
    pools = {unit: ("county", "town")[at % 2 if by_pool else 0] for at, unit in enumerate(units)}
    areas = tuple(f"a{number}" for number in range(1, chance.randint(1, 2) + 1))
    secret, publication = _publication(chance)
    numbers = iter(_numbers(chance, 900))
    minimum = chance.choice((0, 0, 75, 90))
    star_secret = chance.choice(("nominees", "results"))
    year = Year(
        seed,
        units,
        {unit: "".join(chance.sample(SYLLABLES, chance.randint(2, 4))) + f"{unit[1:]}县" for unit in units},
        pools,
        areas,
        by_pool,
        chance.choice(("holder-retains", "holder-retains", "holder-stays", "joint", "decide", "earlier-place:a1")),
        minimum,
        chance.choice(("vacant", "retain")),
        publication,
        secret,
        frozenset(),
        {},
        tuple(_nominees(chance, units, star_secret))
        if publication[secret] == "ceremony" and chance.random() < 0.4
        else (),
        star_secret,
        tuple(_held(chance, areas, units, by_pool)),
        tuple(next(numbers) for _ in range(30)),
    )
    cells = {(quarter, area, unit): next(numbers) for quarter in year.quarters for area in areas for unit in units}
    _make_awkward(chance, year, cells)
    one = replace(year, cells=cells)
    return _twins(chance, one, numbers)


def _publication(chance: Random) -> tuple[str, dict[str, str]]:
    """Which quarter keeps the secret (more often one with others after it), and how each is published."""
    secret = chance.choice(("2030Q1", "2030Q2", "2030Q2", "2030Q3"))
    kinds = {quarter: chance.choice(("live", "live", "ceremony", "frozen")) for quarter, _, _ in QUARTERS}
    return secret, {**kinds, secret: chance.choice(("ceremony", "ceremony", "frozen"))}


def _numbers(chance: Random, count: int) -> list[str]:
    """Numbers of two digits and four decimals; no two are alike, rounded to hundredths or not."""
    return [f"{cents / 100:.2f}{chance.randint(1, 49):02}" for cents in chance.sample(range(6000, 9990), count)]


def _make_awkward(chance: Random, year: Year, cells: Cells) -> None:
    """Gaps, n/a, and in the quarters without a secret many ties for first place, or nobody who is good enough."""
    for place in list(cells):
        luck = chance.random()
        if luck < 0.05:
            cells[place] = "n/a"
        elif luck < 0.1:
            del cells[place]
    for quarter in year.quarters:
        for area, pool in year.flags if quarter != year.secret else ():
            places = [(quarter, area, unit) for unit in year.members(pool)]
            scored = [place for place in places if cells.get(place, "n/a") != "n/a"]
            if len(scored) > 1 and chance.random() < 0.65:
                best = max(scored, key=lambda place: float(cells[place]))
                others = [place for place in scored if place != best]
                for place in chance.sample(others, chance.randint(1, min(2, len(others)))):
                    cells[place] = cells[best]
            elif year.minimum and chance.random() < 0.4:
                for place in scored:
                    cells[place] = f"{float(cells[place]) - 30:.4f}"


def _held(
    chance: Random, areas: tuple[str, ...], units: tuple[str, ...], by_pool: bool
) -> Iterator[tuple[str, str, str]]:
    for area in areas if not by_pool else ():
        if chance.random() < 0.5:
            yield area, chance.choice(("", "", "2030Q1", "2030Q2")), chance.choice(units)


def _nominees(chance: Random, units: tuple[str, ...], star_secret: str) -> Iterator[Nominee]:
    names = iter(PERSONS)
    statuses = ("confirmed", "nominated") if star_secret == "nominees" else ("nominated",)
    for star in STARS[: chance.randint(1, 2)]:
        for _ in range(chance.randint(2, 3)):
            person = f"赵{next(names)}{next(names)}"
            yield Nominee(star, chance.choice(units), person, chance.randint(1, 9), chance.choice(statuses))


def _twins(chance: Random, one: Year, numbers: Iterator[str]) -> tuple[Year, Year]:
    """The other twin has other results for some flags of the secret quarter, and other votes for its stars."""
    differing = frozenset(chance.sample(one.flags, chance.randint(1, len(one.flags))))
    if one.tie.startswith("earlier-place"):
        differing = frozenset(one.flags)
    cells = dict(one.cells)
    for area, pool in differing:
        places = [(one.secret, area, unit) for unit in one.members(pool)]
        for place in places:
            cells.pop(place, None)
        if chance.random() < 0.5:
            given = [one.cells[place] for place in places if place in one.cells]
            cells.update(zip(chance.sample(places, len(given)), given, strict=True))
        else:
            cells.update({place: next(numbers) for place in places if chance.random() < 0.9})
    votes = [nominee.votes for nominee in one.nominees]
    nominees = tuple(
        replace(nominee, votes=vote)
        for nominee, vote in zip(one.nominees, chance.sample(votes, len(votes)), strict=True)
    )
    one = replace(one, differing=differing)
    return one, replace(one, cells=cells, nominees=nominees)


def write_year(place: Path, year: Year) -> Path:
    """The competition's folder with all scores confirmed."""
    place.mkdir(parents=True, exist_ok=True)
    (place / "competition.toml").write_text("\n".join(_toml(year)), encoding="utf-8")
    standing = {year.guest: "guest"}
    units = [
        f"{unit},{year.names[unit]},county,lake,{year.pools[unit]},{standing.get(unit, '')}" for unit in year.units
    ]
    _write(place / "units.csv", "id,name,kind,parent,pool,standing", ["lake,湖市,city,,,", *units])
    rows = [f"main,{quarter},{area},{unit},{score},confirmed" for (quarter, area, unit), score in year.cells.items()]
    _write(place / "scores.csv", "series,period,area,unit,score,state", sorted(rows))
    if year.held:
        _write(
            place / "custody.csv",
            "series,area,period,unit,awarded_on",
            [f"main,{area},{quarter},{unit},2029-12-20" for area, quarter, unit in year.held],
        )
    if year.honours:
        rows = [f"{unit},{level},{title},文,{day},{rolled}" for unit, level, title, day, rolled in year.honours]
        _write(place / "honours.csv", "unit,level,title,document,awarded_on,rolled_from", rows)
    if year.nominees:
        _write(place / "nominees.csv", HEADER, [_nominee_row(year, one) for one in year.nominees])
    return place


def _toml(year: Year) -> Iterator[str]:
    yield '[competition]\nid = "lake-2030"\nname = "湖区竞赛"\nhost = "lake"\n'
    for quarter, start, end in QUARTERS:
        yield f'[[period]]\nid = "{quarter}"\nname = "{quarter[-1]}季度"\nstart = {start}\nend = {end}\n'
    settings: dict[str, Any] = {
        "id": "main", "name": "县级", "host": "lake", "tie": year.tie, "no_winner": year.no_winner,
        "ranking": "by-pool" if year.by_pool else "together", "confirm": "self",
        "order": year.table[0], "overall_flag": year.table[1],
    }  # fmt: skip
    yield "[[series]]\n" + "\n".join(f'{name} = "{value}"' for name, value in settings.items())
    pools = ", ".join(f'"{pool}"' for pool in dict.fromkeys(year.pools.values()))
    criteria = ", ".join(f'"{one}"' for one in year.countback)
    yield f"pools = [{pools}]\nminimum = {year.minimum}\ncountback = [{criteria}]\n"
    for area in year.areas:
        yield f'[[series.area]]\nid = "{area}"\nname = "工作{area[1:]}"\nflag = "工作{area[1:]}先锋旗"\n'
    for quarter, kind in year.publication.items():
        absent = [f'"{area}"' for at, area in sorted(year.not_held) if at == quarter]
        if kind != "ceremony" or absent:
            freeze = "freeze = 2030-01-02T00:00:00\n" if kind == "frozen" else ""
            published = "" if kind == "ceremony" else 'publication = "live"\n'
            yield f'[[series.period]]\nperiod = "{quarter}"\n{published}{freeze}not_held = [{", ".join(absent)}]\n'
    for star in dict.fromkeys(one.star for one in year.nominees):
        yield f'[[star]]\nid = "{star}"\nname = "{star}星"\nvoters = {{ members = 50, masses = 50 }}\n'
        yield f'sealed = "{year.star_secret}"\nplaces = {1 + year.seed % 3}\n'
    levels = ", ".join(f"{level} = {worth}" for level, worth in HONOURS.items())
    yield f'[annual]\nseries = "main"\nhonours = {{ {levels} }}\nhonour_cap = {HONOUR_CAP}\n'
    of_year = f'{{ id = "{VETO_OF_THE_YEAR}", name = "党建", scope = "year" }}'
    yield f'vetoes = [{{ id = "safety", name = "安全生产" }}, {of_year}]\n'


def _nominee_row(year: Year, one: Nominee) -> str:
    votes = f"9,9,9,{one.votes}"
    return f"{year.secret},{one.star},{one.unit},{one.person},,main,{one.status},{votes},{votes}"


def _write(path: Path, header: str, rows: list[str]) -> None:
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
