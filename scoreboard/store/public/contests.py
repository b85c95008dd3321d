"""The rankings of a contest as the public facts describe it: its boards by number, who takes part, who is vetoed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from scoreboard.enums import Ranking, TableOrder
from scoreboard.facts import FactKind, Mark
from scoreboard.store.public.asking import in_portions
from scoreboard.store.public.facts import Document, Facts
from scoreboard.store.public.places import AreaBoard, ContestBoards, Member, PlaceState, PublicCell, PublicPlace, Roll
from scoreboard.store.public.rows import memberships


def ranking_key(series: str, period: str, area: str | None = None) -> str:
    """The key of an area's ranking, or without an area of the overall table."""
    key = f"ranking/{series}/{period}"
    return key if area is None else f"{key}/{area}"


def areas_of(facts: Facts, series: str, upto: int | None = None) -> dict[str, Document]:
    """The areas of a series by id, in their order."""
    found = facts.documents(FactKind.AREA, f"{series}/", upto)
    areas = {key.partition("/")[2]: words for key, words in found.items()}
    return dict(sorted(areas.items(), key=lambda item: int(item[1]["position"])))


def areas_held(facts: Facts, series: str, contest: Document, upto: int | None = None) -> dict[str, Document]:
    """Of the areas of a series those that are contested in a period, as the contest's fact says."""
    left_out = contest.get("not_held", ())
    return {area: words for area, words in areas_of(facts, series, upto).items() if area not in left_out}


def contest_boards(facts: Facts, series: str, period: str, upto: int | None = None) -> ContestBoards | None:
    """A contest's rankings; None where it has none yet."""
    words = facts.document(FactKind.CONTEST, f"{series}/{period}", upto)
    days = facts.document(FactKind.PERIOD, period, upto)
    if words is None or days is None:
        return None
    areas = areas_held(facts, series, words, upto)
    keys = {ranking_key(series, period): "", **{ranking_key(series, period, area): area for area in areas}}
    numbers = facts.board_numbers(keys)
    if len(numbers) < len(keys):
        return None
    return ContestBoards(
        series,
        period,
        days["end"],
        _remaining(facts, words),
        words["ranking"] == Ranking.BY_POOL,
        words["closed"],
        words.get("order", TableOrder.FLAGS) == TableOrder.FLAGS,
        {
            area: AreaBoard(numbers[ranking_key(series, period, area)], Decimal(found["weight"]))
            for area, found in areas.items()
        },
        numbers[ranking_key(series, period)],
        {area: frozenset(facts.unit_numbers(units).values()) for area, units in words.get("decided", {}).items()},
        words.get("countback", ()),
        {area: [_numbers(facts, one["units"]) for one in found] for area, found in words.get("placed", {}).items()},
        frozenset(facts.unit_numbers(words.get("guests", ())).values()),
    )


def roll_of(facts: Facts, series: str, period: str, upto: int | None = None) -> Roll | None:
    """Whom a contest ranks; None where nothing is known of it."""
    words = facts.document(FactKind.CONTEST, f"{series}/{period}", upto)
    days = facts.document(FactKind.PERIOD, period, upto)
    return None if words is None or days is None else Roll(series, period, days["end"], _remaining(facts, words))


def rolls(facts: Facts) -> list[Roll]:
    """Whom each contest ranks."""
    days = facts.documents(FactKind.PERIOD)
    return [
        Roll(series, period, days[period]["end"], _remaining(facts, words))
        for (series, _, period), words in (
            (key.partition("/"), words) for key, words in facts.documents(FactKind.CONTEST).items()
        )
        if period in days
    ]


def _numbers(facts: Facts, units: Sequence[str]) -> list[int]:
    """The numbers of units, in the same order."""
    numbers = facts.unit_numbers(units)
    return [numbers[unit] for unit in units]


def _remaining(facts: Facts, contest: Document) -> frozenset[int]:
    """The numbers of the units that remain in a contest, as its fact says."""
    return frozenset(facts.unit_numbers(contest.get("remaining", ())).values())


def members_of(facts: Facts, series: str, units: Iterable[int]) -> dict[int, Member]:
    """Those of these units that take part in a series, or did."""
    found: dict[int, Member] = {}
    for portion in in_portions(units):
        rows = facts.ask(
            "SELECT unit, pool, position, first, last, taking_part FROM public_member"
            " WHERE series = :series AND unit IN :units",
            series=series,
            units=portion,
        )
        found.update((row[0], Member(row[0], row[1], row[2], row[3], row[4], bool(row[5]))) for row in rows)
    return found


def members_called(facts: Facts, series: str, ids: Iterable[str]) -> dict[str, Member]:
    """The same of units that are called by their ids."""
    found: dict[str, Member] = {}
    for portion in in_portions(ids):
        rows = facts.ask(
            "SELECT u.id, m.unit, m.pool, m.position, m.first, m.last, m.taking_part FROM public_unit u"
            " JOIN public_member m ON m.unit = u.number WHERE m.series = :series AND u.id IN :ids",
            series=series,
            ids=portion,
        )
        found.update((row[0], Member(row[1], row[2], row[3], row[4], row[5], bool(row[6]))) for row in rows)
    return found


def members_told(facts: Facts, series: str, upto: int | None = None) -> Iterator[tuple[str, Member, Document]]:
    """Whoever takes part in a series as the facts of units say, up to a change: by id, with the fact."""
    rows = facts.ask(
        "SELECT u.id, u.number FROM public_member m JOIN public_unit u ON u.number = m.unit WHERE m.series = :series",
        series=series,
    )
    numbers: dict[str, int] = dict(rows)
    for unit, words in facts.documents_of(FactKind.UNIT, numbers, upto).items():
        member = memberships(numbers[unit], words).get(series)
        if member is not None:
            yield unit, member, words


def stored_places(facts: Facts, boards: Iterable[int], units: Iterable[int]) -> dict[tuple[int, int], PublicPlace]:
    """The rows of these units in these boards, by board and unit."""
    rows = facts.ask(
        "SELECT board, unit, pool, state, flags, value, position, mark, scored, excused FROM public_standing"
        " WHERE board IN :boards AND unit IN :units",
        boards=list(boards),
        units=list(units),
    )
    return {(row[0], row[1]): place_from(row) for row in rows}


def place_from(row: tuple[int, int, str, int, int, int | None, int, str, int, int]) -> PublicPlace:
    """A place from its columns, in their order."""
    return PublicPlace(*row[:3], PlaceState(row[3]), *row[4:7], Mark(row[7]), row[8], row[9])


def cells_of(
    facts: Facts, board: int, upto: int | None = None, units: Iterable[int] | None = None
) -> dict[int, PublicCell]:
    """What is public of the scores in an area's ranking, or was up to a change, by unit."""
    newest = (
        "SELECT s.unit, s.mark, s.value FROM public_score s WHERE s.board = :board AND s.change ="
        " (SELECT MAX(o.change) FROM public_score o WHERE o.board = s.board AND o.unit = s.unit"
        " AND (:upto IS NULL OR o.change <= :upto))"
    )
    if units is None:
        return {unit: PublicCell(Mark(mark), value) for unit, mark, value in facts.ask(newest, board=board, upto=upto)}
    found: dict[int, PublicCell] = {}
    for portion in in_portions(units):
        rows = facts.ask(f"{newest} AND s.unit IN :units", board=board, upto=upto, units=portion)
        found.update((unit, PublicCell(Mark(mark), value)) for unit, mark, value in rows)
    return found


def vetoed_in(facts: Facts, period: str, upto: int | None = None) -> frozenset[str]:
    """The ids of the units whose veto in a period is public."""
    return frozenset(key.partition("/")[2] for key in facts.documents(FactKind.VETO, f"{period}/", upto))


def flags_held(facts: Facts, series: str, period: str, upto: int | None = None) -> Mapping[str, int]:
    """How many flags each unit holds in a period as far as is public, or held until it was abolished (S11)."""
    counts: Counter[str] = Counter()
    for term in facts.documents(FactKind.FLAG, f"{series}/{period}/", upto).values():
        counts.update([*term["holders"], *term["ended"]])
    return counts


def open_flags(facts: Facts, series: str, period: str, upto: int | None = None) -> Mapping[str, int]:
    """How many flags of a period nobody may say yet who holds, be it nobody, by pool; empty for all pools together."""
    found = facts.documents(FactKind.FLAG, f"{series}/{period}/", upto)
    return Counter(key.rpartition("/")[2] for key, term in found.items() if not term["settled"])


def is_shown(facts: Facts, series: str, period: str, upto: int | None) -> bool:
    """Whether a score of a contest is public."""
    prefix = f"ranking/{series}/{period}/"
    return bool(
        facts.ask(
            "SELECT 1 FROM public_score s JOIN public_board b ON b.number = s.board"
            " WHERE b.key >= :prefix AND b.key < :last AND s.mark <> '' AND s.change ="
            " (SELECT MAX(o.change) FROM public_score o WHERE o.board = s.board AND o.unit = s.unit"
            " AND (:upto IS NULL OR o.change <= :upto)) LIMIT 1",
            prefix=prefix,
            last=prefix + "\U0010ffff",
            upto=upto,
        )
    )
