"""Small competitions, drawn: units whose names differ in width, areas, pools, tie rules, stars, and a run sheet.

An `Outcome` is what is sealed of one: the scores of the second quarter and the stars' votes. The first quarter is
public; who holds its flags is known.
"""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from tests.lake import LAKE
from tests.screens.image_samples import crest

Pool = str
Flag = tuple[str, Pool]
"""An area and its pool; the pool is empty where all units are ranked together."""
Secret = tuple[str, str, Pool]
""""flag", area and pool, or "star", the star and an empty word."""
Cells = dict[tuple[str, str], str | None]
"""Scores by area and unit: a number, "n/a", or None for a cell that nobody filled."""

SYLLABLES = "永成肥魏曲鸡泽丘广平磁涉临漳大名馆陶"
PERSONS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
TIE_RULES = ("decide", "joint", "joint", "holder-retains", "holder-stays", "earlier-place:a1")
STARS = ("service", "craft")


@dataclass(frozen=True)
class Nominee:
    """Somebody put up for a star; their name is as sealed as their votes, unless they are on notice."""

    star: str
    unit: str
    person: str
    votes: int
    status: str


@dataclass(frozen=True)
class Outcome:
    """All that is sealed."""

    cells: Cells
    nominees: tuple[Nominee, ...]


@dataclass(frozen=True)
class Drawn:
    """A competition without its results."""

    seed: int
    units: tuple[str, ...]
    names: dict[str, str]
    pools: dict[str, Pool]
    areas: tuple[str, ...]
    by_pool: bool
    tie: str
    minimum: int
    no_winner: str
    stars: tuple[str, ...]
    before: Cells
    """The scores of the first quarter."""
    cues: tuple[dict[str, Any], ...]
    spare: tuple[str, ...]
    """Scores for corrections, each unlike all others."""
    tied: bool
    """Whether places are shared."""
    noticed: bool
    """Whether the nominees are on notice, so that of them only the numbers and who is elected are sealed."""
    annual: bool = field(default=True)

    @property
    def flag_pools(self) -> tuple[Pool, ...]:
        return tuple(dict.fromkeys(self.pools.values())) if self.by_pool else ("",)

    @property
    def flags(self) -> tuple[Flag, ...]:
        return tuple((area, pool) for area in self.areas for pool in self.flag_pools)

    @property
    def secrets(self) -> tuple[Secret, ...]:
        return (*(("flag", *flag) for flag in self.flags), *(("star", star, "") for star in self.stars))

    def members(self, pool: Pool) -> tuple[str, ...]:
        return tuple(unit for unit in self.units if pool in ("", self.pools[unit]))

    @property
    def deeds_may_tie(self) -> bool:
        """Whether a veto or a correction could leave a tie that somebody must decide."""
        return self.tied and self.tie != "joint"


def draw(seed: int) -> tuple[Drawn, Outcome]:
    """A competition and its sealed outcome."""
    chance = Random(seed)
    by_pool = chance.random() < 0.4
    units = tuple(f"u{number}" for number in range(1, chance.randint(4 if by_pool else 3, 5) + 1))
    pools = {unit: ("county", "town")[at % 2 if by_pool else 0] for at, unit in enumerate(units)}
    areas = tuple(f"a{number}" for number in range(1, 2 + (1 if by_pool else chance.randint(1, 3))))
    scores = iter(_scores(chance, 2 * len(units) * len(areas) + 20))
    stars = STARS[: chance.choice((0, 1, 1, 2))]
    tied = chance.random() < 0.4
    noticed = chance.random() < 0.5
    before: Cells = {(area, unit): next(scores) for area in areas for unit in units}
    cells: Cells = {(area, unit): next(scores) for area in areas for unit in units}
    _make_awkward(chance, cells, areas, units, tied)
    drawn = Drawn(
        seed,
        units,
        _names(chance, units),
        pools,
        areas,
        by_pool,
        chance.choice(TIE_RULES),
        chance.choice((0, 0, 75)),
        chance.choice(("vacant", "retain")),
        stars,
        before,
        tuple(_sheet(chance, areas, stars)),
        tuple(scores),
        tied,
        noticed,
    )
    return drawn, Outcome(cells, _nominees(chance, units, stars, noticed))


def _scores(chance: Random, count: int) -> list[str]:
    """Numbers of two digits and four decimals; no two are alike, rounded to hundredths or not."""
    return [f"{cents / 100:.2f}{chance.randint(1, 49):02}" for cents in chance.sample(range(5000, 9990), count)]


def _make_awkward(chance: Random, cells: Cells, areas: tuple[str, ...], units: tuple[str, ...], tied: bool) -> None:
    for place in cells:
        luck = chance.random()
        if luck < 0.08:
            cells[place] = "n/a"
        elif luck < 0.16:
            cells[place] = None
    for area in areas if tied else ():
        one, other = chance.sample(units, 2)
        cells[area, one] = cells[area, other]


def _names(chance: Random, units: tuple[str, ...]) -> dict[str, str]:
    return {unit: "".join(chance.sample(SYLLABLES, chance.randint(2, 6))) + f"{unit[1:]}县" for unit in units}


def _nominees(chance: Random, units: tuple[str, ...], stars: tuple[str, ...], noticed: bool) -> tuple[Nominee, ...]:
    names, left = iter(PERSONS), "not-elected" if noticed else "nominated"
    found = []
    for star in stars:
        for _ in range(chance.randint(2, 4)):
            status = chance.choice(("confirmed", "confirmed", left))
            person = f"赵{next(names)}{next(names)}"
            found.append(Nominee(star, chance.choice(units), person, chance.randint(1, 9), status))
    return tuple(found)


def _sheet(chance: Random, areas: tuple[str, ...], stars: tuple[str, ...]) -> list[dict[str, Any]]:
    between = [
        {"kind": "speech", "title": "讲话", "text": "各位来宾"},
        {"kind": "flags"},
        {"kind": "table"},
        {"kind": "annual"},
        {"kind": "range"},
        {"kind": "countdown", "seconds": "9"},
    ]
    sheet: list[dict[str, Any]] = [{"kind": "title"}]
    for area in chance.sample(areas, len(areas)):
        sheet.append(
            {"kind": "flag", "area": area, **chance.choice(({}, {}, {}, {"reveal": "all"}, {"reveal": "all"}, *CLIMBS))}
        )
        if chance.random() < 0.2:
            sheet.append({"kind": "ranking", "area": chance.choice(areas), "reveal": "from-bottom"})
        if chance.random() < 0.3:
            sheet.append(dict(chance.choice(between)))
    sheet += [{"kind": "star", "star": star, **chance.choice(({}, *GRADUAL))} for star in stars]
    if stars:
        sheet.append({"kind": "stars"})
    return [_pictured(number, cue) for number, cue in enumerate([*sheet, {"kind": "closing"}])]


def _pictured(number: int, cue: dict[str, Any]) -> dict[str, Any]:
    """A cue with an image of its own, where its kind shows one."""
    if cue["kind"] not in PICTURED:
        return cue
    return {**cue, "image": f"{number}.png", "image_digest": list(IMAGES)[number]}


PICTURED = ("title", "flag", "star", "speech", "countdown")
IMAGES = {sha256(content).hexdigest(): content for content in (crest(16 + number) for number in range(40))}
"""Images of cues by their digests, each small enough to lie in one piece in a file."""
PORTRAITS = {sha256(content).hexdigest(): content for content in (crest(60 + number) for number in range(12))}
"""The same of people: the nominees have them in their order."""


CLIMBS: tuple[dict[str, Any], ...] = (
    {"reveal": "climb"},
    {"reveal": "climb", "by": "2", "singly_from": "1"},
    {"reveal": "climb", "by": "1"},
)
GRADUAL = ({"reveal": "one-by-one", "places": "2"}, {"reveal": "from-bottom"})


def other_outcome(chance: Random, drawn: Drawn, outcome: Outcome, secrets: tuple[Secret, ...]) -> Outcome:
    """The same entries, but in these secrets other units have them: every score and every vote changes hands."""
    cells = dict(outcome.cells)
    nominees = list(outcome.nominees)
    for kind, subject, pool in secrets:
        if kind == "flag":
            places = [(subject, unit) for unit in drawn.members(pool)]
            cells.update(zip(places, _moved(chance, [cells[place] for place in places]), strict=True))
        else:
            at = [number for number, one in enumerate(nominees) if one.star == subject]
            votes = _moved(chance, [(nominees[number].votes, nominees[number].status) for number in at])
            for number, (count, status) in zip(at, votes, strict=True):
                one = nominees[number]
                nominees[number] = Nominee(one.star, one.unit, one.person, count, status)
    return Outcome(cells, tuple(nominees))


def _moved(chance: Random, values: list[Any]) -> list[Any]:
    """Half the time the best two change places, else any order that is another one."""
    best = sorted((value for value in values if isinstance(value, str) and value != "n/a"), reverse=True)[:2]
    if len(set(best)) == 2 and chance.random() < 0.5:
        return [best[1 - best.index(value)] if value in best else value for value in values]
    if len(set(values)) < 2:
        return values
    for _ in range(20):
        moved = chance.sample(values, len(values))
        if moved != values:
            return moved
    return values


def write_folder(place: Path, drawn: Drawn, outcome: Outcome) -> Path:
    """The competition folder with both quarters' scores, confirmed."""
    place.mkdir(parents=True, exist_ok=True)
    areas = "".join(
        f'[[series.area]]\nid = "{area}"\nname = "工作{area[1:]}"\nflag = "工作{area[1:]}先锋旗"\n'
        for area in drawn.areas
    )
    stars = "".join(
        f'[[star]]\nid = "{star}"\nname = "{star}星"\nvoters = {{ members = 50, masses = 50 }}\n'
        f'sealed = "{"results" if drawn.noticed else "nominees"}"\n'
        for star in drawn.stars
    )
    pools = ", ".join(f'"{pool}"' for pool in dict.fromkeys(drawn.pools.values()))
    (place / "competition.toml").write_text(
        f"""\
{LAKE}pools = [{pools}]
ranking = "{"by-pool" if drawn.by_pool else "together"}"
tie = "{drawn.tie}"
minimum = {drawn.minimum}
no_winner = "{drawn.no_winner}"
confirm = "self"

{areas}
[[series.period]]
period = "2030Q1"
publication = "live"

{stars}
[annual]
series = "main"
honours = {{ national = 0, provincial = 0 }}
vetoes = [{{ id = "safety", name = "安全生产" }}]
""",
        encoding="utf-8",
    )
    units = [f"{unit},{drawn.names[unit]},county,lake,{drawn.pools[unit]}" for unit in drawn.units]
    _write(place / "units.csv", "id,name,kind,parent,pool", ["lake,湖市,city,,", *units])
    quarters = (("2030Q1", drawn.before), ("2030Q2", outcome.cells))
    rows = [
        f"main,{quarter},{area},{unit},{score},confirmed"
        for quarter, cells in quarters
        for (area, unit), score in cells.items()
        if score is not None
    ]
    _write(place / "scores.csv", "series,period,area,unit,score,state", rows)
    if outcome.nominees:
        _write(place / "nominees.csv", NOMINEES, [_nominee_row(drawn, one) for one in outcome.nominees])
    return place


NOMINEES = "period,star,unit,person,post,series,status,notice_from," + ",".join(
    f"{group}_{count}" for group in ("members", "masses") for count in ("issued", "returned", "valid", "for")
)


def _nominee_row(drawn: Drawn, one: Nominee) -> str:
    votes = f"9,9,9,{one.votes}"
    begins = "2030-04-01" if drawn.noticed else ""
    return f"2030Q2,{one.star},{one.unit},{one.person},,main,{one.status},{begins},{votes},{votes}"


def _write(path: Path, header: str, rows: list[str]) -> None:
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
