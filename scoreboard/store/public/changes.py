"""The one writer of public facts: a change, all that it makes public, and what follows from that."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session

from scoreboard.facts import FactKind
from scoreboard.store.public.asking import in_portions
from scoreboard.store.public.asking_main import facts_of, write_rows
from scoreboard.store.public.change_so_far import CHANGE, Made, change_of
from scoreboard.store.public.contests import (
    contest_boards,
    flags_held,
    members_called,
    members_of,
    ranking_key,
    roll_of,
    rolls,
    stored_places,
)
from scoreboard.store.public.facts import Document, Facts
from scoreboard.store.public.places import (
    ContestBoards,
    Member,
    PublicCell,
    PublicPlace,
    Roll,
    cell_in,
    cells_in,
    places_of,
)
from scoreboard.store.public.rows import (
    PUT_LEVEL,
    PUT_MEMBER,
    PUT_PLACE,
    PUT_ROLL,
    left,
    levels_of,
    member_row,
    memberships,
    packed,
    place_row,
    roll_row,
    rolls_of,
)

_LATER = (
    "SELECT MAX(p.at) FROM public_change p WHERE p.number = :number - 1 AND p.at > :at"
    " AND NOT EXISTS (SELECT 1 FROM competition c WHERE c.settable_clock)"
)
_CHANGED = f"INSERT INTO public_change (number, at, reason) VALUES (:number, COALESCE(({_LATER}), :at), :reason)"
"""A machine's clock may step back; what became public does not become so earlier than what was public before it."""


class PublicChanges:
    """Appends public facts in an open transaction; all that one transaction makes public is one change.

    The change gets its number with the first thing that really is new.
    """

    def __init__(self, session: Session, now: datetime, reason: str = "") -> None:
        self.session, self._now, self.reason = session, now, reason
        self.facts: Facts = facts_of(session)

    def number(self) -> int:
        """The number of this transaction's change."""
        known = change_of(self.session)
        if known is None:
            known = self.session.info[CHANGE] = self.facts.head() + 1
            at = self._now.astimezone(UTC).isoformat(timespec="microseconds")
            self._write(_CHANGED, [{"number": known, "at": at, "reason": self.reason}])
            self._write(
                "INSERT INTO public_reckoning (number, change) VALUES (1, :change)"
                " ON CONFLICT (number) DO UPDATE SET change = excluded.change",
                [{"change": known}],
            )
        elif self.reason:
            self._write(
                "UPDATE public_change SET reason = :reason WHERE number = :number AND reason = ''",
                [{"number": known, "reason": self.reason}],
            )
        return known

    def _write(self, statement: str, rows: Sequence[Mapping[str, Any]]) -> None:
        write_rows(self.session, statement, rows)

    def put(self, kind: FactKind, documents: Mapping[str, Document | None]) -> dict[str, Document | None]:
        """Say what holds of a kind, by key; None for what no longer does. Returns what was news."""
        known = self.facts.documents_of(kind, documents)
        news = {key: words for key, words in documents.items() if known.get(key) != words}
        if news:
            change = self.number()
            self._write(
                "INSERT INTO public_fact (kind, key, change, value) VALUES (:kind, :key, :change, :value)"
                " ON CONFLICT (kind, key, change) DO UPDATE SET value = excluded.value",
                [
                    {"kind": str(kind), "key": key, "change": change, "value": packed(words)}
                    for key, words in news.items()
                ],
            )
            if kind is FactKind.CONTEST:
                self._follow_contests(known, news)
            if kind is FactKind.UNIT:
                self._number_units(news)
                self._enrol(known, news)
        return news

    def touch(self, *keys: str) -> None:
        """A new revision of boards, one at most in a change; and of rankings that are compared with one of them."""
        change = self.number()
        wanted = dict.fromkeys([*keys, *self._compared(keys)])
        known = self.facts.board_numbers(wanted)
        boards = [known.get(key) or self.board(key) for key in wanted]
        self._write(
            "UPDATE public_board SET revision = revision + 1, change = :change"
            " WHERE number = :board AND change < :change",
            [{"board": board, "change": change} for board in boards],
        )
        self._write(
            "INSERT INTO public_touch (board, revision, change) SELECT number, revision, change FROM public_board"
            " WHERE number = :board ON CONFLICT (board, revision) DO NOTHING",
            [{"board": board} for board in boards],
        )

    def _compared(self, keys: Iterable[str]) -> Iterator[str]:
        """The rankings that tell places gained or lost since one of these: of each, that of the next public period."""
        for key in keys:
            name, _, place = key.partition("/")
            if name != "ranking":
                continue
            series, period, *area = place.split("/")
            periods = (self.facts.document(FactKind.SERIES, series) or {}).get("periods", [])
            for later in periods[periods.index(period) + 1 :] if period in periods else []:
                next_key = ranking_key(series, later, *area)
                if self.facts.touched(next_key) is not None:
                    yield next_key
                    break

    def print(self, key: str, document: Document) -> bool:
        """Print a board as a whole, unless its last print says the same; True if it was printed."""
        last = self.facts.touched(key)
        if last is not None and self.facts.print_of(last) == document:
            return False
        self.touch(key)
        made = self.facts.touched(key)
        assert made is not None
        self._write(
            "INSERT INTO public_print (board, revision, change, value) VALUES (:board, :revision, :change, :value)"
            " ON CONFLICT (board, revision) DO UPDATE SET value = excluded.value",
            [
                {
                    "board": made.number,
                    "revision": made.revision,
                    "change": made.change,
                    "value": packed(document),
                }
            ],
        )
        return True

    def board(self, key: str) -> int:
        """The number of a board, which is made where there is none yet."""
        found = self.facts.ask("SELECT number FROM public_board WHERE key = :key", key=key)
        if found:
            number: int = found[0][0]
            return number
        number = self.facts.ask("SELECT COALESCE(MAX(number), 0) + 1 FROM public_board")[0][0]
        self._write(
            "INSERT INTO public_board (number, key, revision, change, placed) VALUES (:number, :key, 0, 0, :change)",
            [{"number": number, "key": key, "change": self.number()}],
        )
        return number

    def show(self, contest: ContestBoards, cells: Mapping[str, Mapping[str, PublicCell]]) -> list[str]:
        """Make scores public, by area and unit; of units that take part, and at the contest's end still do.

        Returns the areas in which any score was news.
        """
        told: dict[str, None] = {}
        for portion in in_portions(dict.fromkeys(unit for given in cells.values() for unit in given)):
            members = {
                unit: member
                for unit, member in members_called(self.facts, contest.series, portion).items()
                if contest.ranks(member)
            }
            old = stored_places(self.facts, contest.numbers, (member.unit for member in members.values()))
            news: dict[str, dict[int, PublicCell]] = {}
            for area, given in cells.items():
                board = contest.areas[area].board
                for unit, member in members.items():
                    if unit in given and given[unit] != cell_in(old, board, member.unit):
                        news.setdefault(area, {})[member.unit] = given[unit]
            if news:
                self._put_scores(contest, news)
                scored = {unit for found in news.values() for unit in found}
                moved = {unit: member for unit, member in members.items() if member.unit in scored}
                self._settle(contest, moved, old, news)
                told |= dict.fromkeys(news)
        return list(told)

    def _put_scores(self, contest: ContestBoards, news: Mapping[str, Mapping[int, PublicCell]]) -> None:
        change = self.number()
        self._write(
            "INSERT INTO public_score (board, unit, change, mark, value)"
            " VALUES (:board, :unit, :change, :mark, :value)"
            " ON CONFLICT (board, unit, change) DO UPDATE SET mark = excluded.mark, value = excluded.value",
            [
                {
                    "board": contest.areas[area].board,
                    "unit": unit,
                    "change": change,
                    "mark": str(cell.mark),
                    "value": cell.value,
                }
                for area, found in news.items()
                for unit, cell in found.items()
            ],
        )

    def settle(self, contest: ContestBoards, units: Iterable[int]) -> None:
        """Bring the places of units up to date, after vetoes, flags, decisions or their pools have changed."""
        ids = self.facts.unit_ids(units)
        for portion in in_portions(ids):
            members = members_of(self.facts, contest.series, portion)
            old = stored_places(self.facts, contest.numbers, portion)
            self._settle(contest, {ids[unit]: member for unit, member in members.items()}, old, {})

    def _settle(
        self,
        contest: ContestBoards,
        members: Mapping[str, Member],
        old: Mapping[tuple[int, int], PublicPlace],
        cells: Mapping[str, Mapping[int, PublicCell]],
    ) -> None:
        """Bring the places of members, by id, up to date; `cells` are scores that are newer than the `old` places."""
        flags = flags_held(self.facts, contest.series, contest.period) if contest.closed else {}
        vetoed = self.facts.documents_of(FactKind.VETO, (f"{contest.period}/{unit}" for unit in members))
        fresh = [
            place
            for unit, member in members.items()
            for place in places_of(
                contest,
                member,
                cells_in(contest, member.unit, cells, old),
                (board for board in contest.numbers if (board, member.unit) in old),
                vetoed=f"{contest.period}/{unit}" in vetoed,
                flags=flags.get(unit, 0),
            )
        ]
        self._put_places(contest, [place for place in fresh if old.get((place.board, place.unit)) != place], old)

    def _put_places(
        self, contest: ContestBoards, fresh: Sequence[PublicPlace], old: Mapping[tuple[int, int], PublicPlace]
    ) -> None:
        if not fresh:
            return
        change = self.number()
        self._write(PUT_PLACE, [place_row(place, change) for place in fresh])
        self._write(
            "UPDATE public_board SET placed = :change WHERE number = :board AND placed < :change",
            [{"board": board, "change": change} for board in {place.board for place in fresh}],
        )
        levels: Counter[tuple[int, str, int, int]] = Counter()
        for place in fresh:
            levels.update(levels_of([place], contest))
            before = old.get((place.board, place.unit))
            if before is not None:
                levels.subtract(levels_of([before], contest))
        self._write(
            PUT_LEVEL,
            [
                {"board": board, "pool": pool, "flags": flags, "level": level, "units": units, "change": change}
                for (board, pool, flags, level), units in levels.items()
                if units
            ],
        )

    def resettle(self, contest: ContestBoards) -> None:
        """Settle all places of a contest anew, after what it is ranked by has changed: its days, pools or weights."""
        units = self.facts.ask(
            "SELECT DISTINCT unit FROM public_standing WHERE board IN :boards", boards=contest.numbers
        )
        self.call_the_roll(contest.series, contest.period)
        self.settle(contest, [row[0] for row in units])

    @property
    def made(self) -> Made:
        """What this change has made public so far."""
        return Made(self.facts, change_of(self.session))

    def _number_units(self, ids: Iterable[str]) -> None:
        known = self.facts.unit_numbers(ids)
        first = self.facts.ask("SELECT COALESCE(MAX(number), 0) + 1 FROM public_unit")[0][0]
        change = self.number()
        fresh = [unit for unit in ids if unit not in known]
        self._write(
            "INSERT INTO public_unit (number, id, change) VALUES (:number, :id, :change)",
            [{"number": first + place, "id": unit, "change": change} for place, unit in enumerate(fresh)],
        )

    def _enrol(self, before: Mapping[str, Document], after: Mapping[str, Document | None]) -> None:
        """Bring the members of series level with the facts of units, and their places where they have any."""
        numbers = self.facts.unit_numbers(after)
        contests: dict[str, list[Roll]] = {}
        for roll in rolls(self.facts):
            contests.setdefault(roll.series, []).append(roll)
        change, rows, counts = self.number(), [], Counter[tuple[str, str, str]]()
        moved: dict[str, list[int]] = {}
        for unit, words in after.items():
            was, now = memberships(numbers[unit], before.get(unit)), memberships(numbers[unit], words)
            for series in dict.fromkeys([*was, *now]):
                old, new = was.get(series), now.get(series)
                if old == new:
                    continue
                kept = new or left(old)
                rows.append(member_row(series, kept, change))
                if old is not None or (words or {}).get("guest"):  # a guest has a row to say that it has no place
                    moved.setdefault(series, []).append(kept.unit)
                for roll in contests.get(series, ()):
                    counts.update(rolls_of(roll, new))
                    counts.subtract(rolls_of(roll, old))
        for portion in in_portions(rows):
            self._write(PUT_MEMBER, portion)
        self._write(PUT_ROLL, [roll_row(*key, units, change) for key, units in counts.items() if units])
        for series, units in moved.items():
            for contest in self._contests(series):
                self.settle(contest, units)

    def _follow_contests(self, before: Mapping[str, Document], after: Mapping[str, Document | None]) -> None:
        """Rank those anew who remain in a contest now, whom a decision has put first, who is a guest; or is no more."""
        for key, words in after.items():
            series, _, period = key.partition("/")
            old, new = before.get(key) or {}, words or {}
            stays = set(old.get("remaining", ())) ^ set(new.get("remaining", ()))
            placed = {unit for _area, unit in _placed_first(old) ^ _placed_first(new)}
            placed |= set(old.get("guests", ())) ^ set(new.get("guests", ()))
            if words is None:
                self._forget_roll(series, period)
            elif stays:
                self.call_the_roll(series, period)
            contest = contest_boards(self.facts, series, period) if stays or placed else None
            if contest is not None:
                self.settle(contest, self.facts.unit_numbers({*stays, *placed}).values())

    def _forget_roll(self, series: str, period: str) -> None:
        """A series is not contested in a period any more: nobody is counted there."""
        known = self.facts.ask(
            "SELECT pool, units FROM public_roll WHERE series = :series AND period = :period",
            series=series,
            period=period,
        )
        change = self.number()
        self._write(PUT_ROLL, [roll_row(series, period, pool, -units, change) for pool, units in known if units])

    def call_the_roll(self, series: str, period: str) -> None:
        """Count who takes part in a contest that is new, ends on another day now, or whose members may remain."""
        roll = roll_of(self.facts, series, period)
        if roll is None:
            return
        counts: Counter[str] = Counter()
        rows = self.facts.ask(
            "SELECT pool, COUNT(*) FROM public_member WHERE series = :series AND taking_part"
            " AND ((first IS NULL OR first <= :day) AND (last IS NULL OR last >= :day) OR unit IN :remaining)"
            " GROUP BY pool",
            series=series,
            day=roll.end,
            remaining=sorted(roll.remaining) or [0],
        )
        for pool, units in rows:
            counts[pool] += units
            counts[""] += units if pool else 0
        known = dict(
            self.facts.ask(
                "SELECT pool, units FROM public_roll WHERE series = :series AND period = :period",
                series=series,
                period=period,
            )
        )
        counts.subtract(known)
        change = self.number()
        self._write(
            PUT_ROLL, [roll_row(series, period, pool, units, change) for pool, units in counts.items() if units]
        )

    def _contests(self, series: str) -> Iterator[ContestBoards]:
        for key in self.facts.documents(FactKind.CONTEST, f"{series}/"):
            contest = contest_boards(self.facts, series, key.partition("/")[2])
            if contest is not None:
                yield contest


def _placed_first(contest: Document) -> set[tuple[str, str]]:
    """Whom decisions put first in which area, as the fact of a contest says."""
    return {(area, unit) for area, units in contest.get("decided", {}).items() for unit in units}
