"""Questions about units: what they are called, and all that is public of one."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from scoreboard.enums import Outcome
from scoreboard.errors import BadInput
from scoreboard.facts import FactKind
from scoreboard.name_search import UnitKeys, folded, keys_of
from scoreboard.publications.asking import ask_board
from scoreboard.publications.competition import periods_in_order
from scoreboard.publications.kinds.ranking import ask_rows
from scoreboard.publications.pools import pool_named, pools_apart
from scoreboard.publications.questions import Board, Payload, Question
from scoreboard.publications.words import name_on
from scoreboard.store.public.asking import in_portions
from scoreboard.store.public.facts import Document, Facts, Touched
from scoreboard.wire import given, to_json


def units_of(facts: Facts, ids: Iterable[str] | None = None, upto: int | None = None) -> list[Payload]:
    """Units with the names that they bear now; all of them, in their order, where none are named."""
    board = facts.touched("competition", upto)
    if board is None:
        return []
    printed = facts.print_of(board)
    if printed is not None:
        wanted = None if ids is None else set(ids)
        return [unit for unit in printed["units"] if wanted is None or unit["id"] in wanted]
    kind, day = FactKind.UNIT, Question(facts, board, newest=upto is None).day
    documents = facts.documents(kind, upto=upto) if ids is None else facts.documents_of(kind, ids, upto)
    return [
        {
            "id": unit,
            **name_on(words, day),
            **{name: words[name] for name in ("kind", "parent", "pool")},
            "active": words["last"] is None or day.isoformat() <= words["last"],
        }
        for unit, words in sorted(documents.items(), key=lambda item: int(item[1]["position"]))
    ]


def names_of(words: Document) -> Iterator[str]:
    """All that a unit is called or ever was (S10)."""
    for one in words["names"]:
        yield from (one["name"], one["short_name"], one["name_en"], *one["aliases"])


def keys_since(facts: Facts, change: int) -> Iterator[tuple[int, UnitKeys]]:
    """The place among all units, and all that it answers to, of each unit that a later change than this one has told
    of; one without keys is there no more."""
    board = facts.touched("competition")
    printed = None if board is None else facts.print_of(board)
    if printed is not None:
        for place, unit in enumerate(printed["units"]):
            yield place, UnitKeys(unit["id"], keys_of([unit["id"], *(unit[name] for name in _NAMES)]))
        return
    rows = facts.ask("SELECT DISTINCT key FROM public_fact WHERE kind = :kind AND change > :change",
                     kind=str(FactKind.UNIT), change=change)  # fmt: skip
    for portion in in_portions(row[0] for row in rows):
        known = facts.documents_of(FactKind.UNIT, portion)
        for unit in portion:
            words = known.get(unit)
            keys = () if words is None else keys_of([unit, *names_of(words)])
            yield 0 if words is None else int(words["position"]), UnitKeys(unit, keys)


_NAMES = ("name", "short_name", "name_en")


def id_of(facts: Facts, name: str) -> str | None:
    """The id of the unit that a name is the id of, as it stands or without case; None where it is none."""
    for wanted in dict.fromkeys((name, name.casefold())):
        if facts.document(FactKind.UNIT, wanted) is not None:
            return wanted
    board = facts.touched("competition")
    printed = None if board is None else facts.print_of(board)
    ids = () if printed is None else (unit["id"] for unit in printed["units"])
    return next((unit for unit in ids if unit.casefold() == name.casefold()), None)


def find_unit(facts: Facts, wanted: str) -> str:
    """The id of the unit that is called so, by its id or a name that it bears or ever bore (S10).

    Raises BadInput where nothing or more than one unit is so called.
    """
    if (known := id_of(facts, wanted.strip())) is not None:
        return known
    sought = folded(wanted)
    found = _called(facts, sought, _written_so(facts, wanted.strip())) or _called(facts, sought, _every_unit(facts))
    if not found or not sought:
        raise BadInput("unknown.unit", unit=wanted)
    if len(found) > 1:
        raise BadInput("unknown.ambiguous_unit", unit=wanted, found=", ".join(sorted(found)))
    return found[0]


def _called(facts: Facts, sought: str, units: Iterable[str]) -> list[str]:
    """Those of some units that bear or bore a name, which is given folded."""
    return [
        unit
        for portion in in_portions(units)
        for unit, words in facts.documents_of(FactKind.UNIT, portion).items()
        if any(folded(name) == sought for name in names_of(words))
    ]


def _written_so(facts: Facts, name: str) -> list[str]:
    """The units whose facts hold a name as it stands: of hundreds of thousands the database finds them soonest."""
    text = json.dumps(name, ensure_ascii=False).replace("!", "!!").replace("%", "!%").replace("_", "!_")
    question = "SELECT DISTINCT key FROM public_fact WHERE kind = :kind AND value LIKE :text ESCAPE '!'"
    return [row[0] for row in facts.ask(question, kind=str(FactKind.UNIT), text=f"%{text}%")]


def _every_unit(facts: Facts) -> list[str]:
    return [
        row[0] for row in facts.ask("SELECT DISTINCT key FROM public_fact WHERE kind = :kind", kind=str(FactKind.UNIT))
    ]


def series_of(facts: Facts, unit: str, upto: int | None = None) -> list[str]:
    """The series in whose rankings a unit may stand, or may have stood."""
    every = list(facts.documents(FactKind.SERIES, upto=upto))
    numbers = facts.unit_numbers([unit])
    if not every:  # a file of before there were facts
        return list(dict.fromkeys(key.split("/")[1] for key in facts.boards("ranking/", upto)))
    if unit not in numbers:
        return []
    found: list[str] = []
    for portion in in_portions(every):
        rows = facts.ask(
            "SELECT series FROM public_member WHERE unit = :unit AND series IN :series",
            unit=numbers[unit],
            series=portion,
        )
        found += [row[0] for row in rows]
    return found


class UnitBoards:
    """What `show unit` draws on: the boards that a unit may stand on, as of a change; `told` are those that name it."""

    def __init__(self, facts: Facts, unit: str, upto: int | None) -> None:
        self._facts, self._unit, self._upto = facts, unit, upto
        self._series = series_of(facts, unit, upto)
        self._periods = _periods(facts, upto)
        self.told: list[Touched] = []

    def _newest_first(self, name: str) -> list[Touched]:
        """The boards of a kind of the unit's series, those of the newest period first."""
        boards = [
            board for series in self._series for board in self._facts.boards(f"{name}/{series}/", self._upto).values()
        ]
        return sorted(boards, key=lambda board: place_of(board.key, self._periods))

    def _asked(self, board: Touched) -> Question:
        return Question(self._facts, board, newest=self._upto is None)

    @cached_property
    def _walls(self) -> list[tuple[Touched, list[Payload]]]:
        """The walls of flags and their rows, newest period first."""
        asked = ((board, ask_board(self._facts, board.key, upto=self._upto)) for board in self._newest_first("flags"))
        return [(board, [] if wall is None else wall.payload["rows"]) for board, wall in asked]

    def _holds(self, row: Payload) -> bool:
        return self._unit in (holder["unit"] for holder in row["holders"])

    def places(self) -> list[Payload]:
        """The unit's places, newest period first, each with whether it holds that flag of that period."""
        held = {
            (*board.key.split("/")[1:], row["area"]) for board, wall in self._walls for row in wall if self._holds(row)
        }
        rows = []
        for board in self._newest_first("ranking"):
            question = self._asked(board)
            row = _as_json(ask_rows(question, [self._unit]).get(self._unit))
            if row is not None:
                about = ranking_words(question)
                holds = (about["series"], about["period"], about["area"]) in held
                told = {name: row.get(name) for name in PLACE_FIELDS}
                rows.append({**_about_pool(about, row["pool"]), **told, "holds": holds})
                self.told.append(board)
        return rows

    def flags(self) -> list[Payload]:
        """The flags that the unit holds by the last that is public of each."""
        held, seen = [], set()
        for board, wall in self._walls:
            for row in wall:
                flag = board.key.split("/")[1], row["area"], row["pool"]
                if flag in seen or (row["outcome"] == Outcome.OPEN and not row["holders"]):
                    continue
                seen.add(flag)
                if self._holds(row):
                    held.append(_flag_row(ranking_words(self._asked(board)), row, self._unit))
                    self.told.append(board)
        return held

    def former_flags(self) -> list[Payload]:
        """The flags that the unit held and holds no more, each with the last period in which it did and who has it now.

        One that was taken back for that period (a veto, a correction) was not held in it.
        """
        newest: dict[tuple[str, str, str | None], Payload] = {}
        found: dict[tuple[str, str, str | None], Payload | None] = {}
        for board, wall in self._walls:
            for row in wall:
                flag = board.key.split("/")[1], row["area"], row["pool"]
                if row["outcome"] == Outcome.OPEN and not row["holders"]:
                    continue
                now = newest.setdefault(flag, row)
                ended = any(
                    one["unit"] == self._unit and one["outcome"] == "abolished" for one in row.get("lost") or ()
                )
                if flag in found or not (ended or self._holds(row)):
                    continue
                found[flag] = None
                if now is not row or ended:
                    words = _flag_row(ranking_words(self._asked(board)), row, self._unit)
                    if ended and row["holders"]:
                        words |= {"outcome": "vacant", "awarded_on": None}
                    found[flag] = {**words, "now": now["holders"]}
                    self.told.append(board)
        return [row for row in found.values() if row is not None]

    def others(self, prefix: str) -> list[Payload]:
        """The unit's rows on other boards, such as stars and pledges, each with the board's period."""
        rows = []
        for key, board in self._facts.boards(prefix, self._upto).items():
            whole = ask_board(self._facts, key, upto=self._upto)
            found = [row for row in ([] if whole is None else whole.payload["rows"]) if row.get("unit") == self._unit]
            period = {"period": key.split("/")[1]} if "/" in key else {}
            rows += [{**period, **row} for row in found]
            self.told += [board] if found else []
        return rows


def _as_json(row: object) -> Payload | None:
    return None if row is None else to_json(row)


def _periods(facts: Facts, upto: int | None) -> dict[str, int]:
    """The places of periods among all."""
    documents = facts.documents(FactKind.PERIOD, upto=upto)
    if documents:
        return {words["id"]: place for place, words in enumerate(periods_in_order(documents))}
    board = facts.touched("competition", upto)
    printed = None if board is None else facts.print_of(board)
    return {} if printed is None else {period["id"]: place for place, period in enumerate(printed["periods"])}


PLACE_FIELDS = ("rank", "pool", "score", "score_exact", "tied", "status", "change", "flags")
"""What is told of a unit's row in a ranking."""


ABOUT = (
    *("series", "series_name", "series_name_en", "period", "period_name", "period_name_en"),
    *("area", "area_name", "area_name_en"),
)


def place_of(key: str, periods: Mapping[str, int]) -> tuple[int, str, bool, str]:
    """Where a board of a contest stands among others: the newest period first, the overall table before its areas."""
    _name, series, period, *rest = key.split("/")
    return -periods.get(period, -1), series, bool(rest), key


def ranking_words(question: Question) -> Payload:
    """What a board of a contest is about: its series, period and area with their names, and the pools ranked apart."""
    printed = question.facts.print_of(question.board)
    if printed is not None:
        return about_of(printed)
    series, period, *rest = question.parts
    found = question.document(FactKind.SERIES, series), question.document(FactKind.PERIOD, period)
    area = question.document(FactKind.AREA, f"{series}/{rest[0]}") if rest else {}
    values = (series, found[0]["name"], found[0]["name_en"], period, found[1]["name"], found[1]["name_en"],
              rest[0] if rest else None, area.get("name"), area.get("name_en"))  # fmt: skip
    contest = question.document(FactKind.CONTEST, f"{series}/{period}")
    pools = to_json(given(pools_apart(found[0], contest.get("ranking", ""))) or ())
    return {**dict(zip(ABOUT, values, strict=True)), "pools": pools}


def about_of(payload: Payload) -> Payload:
    """The same of a board that has been read."""
    return {**{name: payload.get(name) for name in ABOUT}, "pools": payload.get("pools", [])}


def _flag_row(words: Payload, row: Payload, unit: str) -> Payload:
    names = ("area", "area_name", "area_name_en", "flag", "pool", "outcome", "awarded_on")
    told = {name: row[name] for name in names}
    return {**_about_pool(words, row["pool"]), **told, "defences": row["defences"].get(unit, 0)}


def _about_pool(words: Payload, pool: str | None) -> Payload:
    """What a unit's row is about, with the name of its pool where it could be taken for another's."""
    about = {name: value for name, value in words.items() if name != "pools"}
    return {**about, **pool_named(words["pools"], pool)}


def ask_unit(facts: Facts, unit: str, upto: int | None = None) -> Board | None:
    """All that is public of a unit: its places as rows, the flags that it holds, its stars and pledges.

    It is as new as the newest of the boards that tell of it; its revision counts the changes that touched them.
    """
    known = units_of(facts, [unit], upto)
    competition = facts.touched("competition", upto)
    if not known or competition is None:
        return None
    boards = UnitBoards(facts, unit, upto)
    payload = {
        "board": "unit",
        "competition": (facts.document(FactKind.COMPETITION, upto=upto) or {}).get("id"),
        "series": None,
        "period": None,
        "unit": unit,
        **{name: value for name, value in known[0].items() if name != "id"},
        "flags": boards.flags(),
        "former_flags": boards.former_flags(),
        "stars": boards.others("stars/"),
        "pledges": boards.others("pledges"),
        "rows": boards.places(),
    }
    newest = max((competition, *boards.told), key=lambda board: board.change)
    revision = _changes_of(facts, {board.number for board in boards.told}, upto)
    return Board(f"unit/{unit}", revision, newest.at, newest.reason, payload, newest.change, len(payload["rows"]))


def _changes_of(facts: Facts, boards: Iterable[int], upto: int | None) -> int:
    """How many changes have touched these boards."""
    changes: set[int] = set()
    for portion in in_portions(boards):
        rows = facts.ask(
            "SELECT DISTINCT change FROM public_touch WHERE board IN :boards AND (:upto IS NULL OR change <= :upto)",
            boards=portion,
            upto=upto,
        )
        changes.update(row[0] for row in rows)
    return len(changes)
