"""One twin of a year under a walk: its databases in memory, and the deeds that are done in it."""

import contextlib
import re
import sqlite3
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import event
from sqlmodel import Session

from scoreboard.ceremony import correcting, covering, interventions, preflight, run_sheet, seal, stage_control
from scoreboard.ceremony.blocking import blockers
from scoreboard.ceremony.cues import cue_formats
from scoreboard.desk.abolishing import abolish
from scoreboard.desk.award_day import move_award_day
from scoreboard.desk.awards import decide_awards
from scoreboard.desk.closing import close
from scoreboard.desk.confirming import confirm, unconfirm
from scoreboard.desk.deciding import correct, decide_tie, decide_vacancy
from scoreboard.desk.electing import elect_stars
from scoreboard.desk.entering import enter
from scoreboard.desk.honouring import honour
from scoreboard.desk.loading import load
from scoreboard.desk.nominees import find_nominee, star_of, stars_of
from scoreboard.desk.objecting import dismiss_objections, object_to
from scoreboard.desk.people import add_person
from scoreboard.desk.placing import decide_place, places_left
from scoreboard.desk.putting_on_notice import put_on_notice
from scoreboard.desk.reopening import reopen
from scoreboard.desk.vetoing import veto
from scoreboard.desk.withdrawing import withdraw_nominee
from scoreboard.errors import ContestError
from scoreboard.exchange.folder import read_folder
from scoreboard.models import Unit
from scoreboard.settings import Settings, database_paths
from scoreboard.store.contest import Contest, contest_of
from scoreboard.store.engine import Store
from scoreboard.store.ledger import read_ledger
from scoreboard.store.standings import View, read_scores
from scoreboard.store.writing import Actor, Writing
from tests.secrecy.years import Year, write_year

BEGIN = datetime.fromisoformat("2030-10-08T09:00:00+08:00")
CHIEF, SECOND, WHY = Actor("chief", "admin"), "second", "复核"
HASH = re.compile(r"\b[0-9a-f]{64}\b")
MASK = "0" * 64

Deed = tuple[Any, ...]
"""The name of a deed and what it is told."""
Rows = dict[str, list[tuple[Any, ...]]]


class Twin:
    """A database in a folder, opened, and how many deeds have been done in it: each takes a second.

    It is brought to one saved state after the other: opening it anew would cost as much as many deeds.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.clock = folder, 0
        (folder / "contest.db").write_bytes(_empty())
        self.store = Store(database_paths(str(folder / "contest.db")))
        event.listen(self.store.engine, "connect", _careless)

    def revive(self, files: Mapping[str, bytes], clock: int) -> None:
        """Go on from saved databases."""
        self.store.close()
        for old in self.folder.glob("*.db*"):
            old.unlink()
        for name, content in files.items():
            (self.folder / name).write_bytes(content)
        self.clock = clock

    def begin(self, year: Year) -> Mapping[str, bytes]:
        """The databases of a year of which nothing has been closed."""
        self.revive({"contest.db": _empty()}, 0)
        with TemporaryDirectory(dir=self.folder) as place, self.store.transaction() as session:
            writing = Writing(session, CHIEF, BEGIN)
            load(writing, read_folder(write_year(Path(place), year), cue_formats()))
            for name in (CHIEF.name, SECOND):
                add_person(writing, name, "admin")
        return self.save()

    @property
    def public(self) -> Path:
        return self.store.paths.public

    @property
    def now(self) -> datetime:
        return BEGIN + timedelta(seconds=self.clock)

    def do(self, deed: Deed) -> str:
        """Do a deed a second after the last one; returns the refusal's key, or nothing."""
        self.clock += 1
        name, *details = deed
        try:
            with self.store.transaction() as session:
                DEEDS[name](Writing(session, CHIEF, self.now), *details)
        except ContestError as refusal:
            return refusal.key
        return ""

    def states(self) -> Mapping[str, str]:
        """Each quarter's state, which is public."""
        with contextlib.closing(sqlite3.connect(self.store.paths.main)) as connection:
            return dict(connection.execute("SELECT period_id, state FROM series_period ORDER BY period_id"))

    def locked(self, quarter: str) -> bool:
        """Whether something that is sealed keeps a ceremony from being begun or sealed."""
        with self.store.read() as session:
            here = stage_control.standpoint(session, f"main-{quarter}")
            return bool(blockers(session, here.contest, here.sheet, self.now))

    def stage(self, quarter: str) -> stage_control.Standpoint:
        with self.store.read() as session:
            return stage_control.standpoint(session, f"main-{quarter}")

    def rows(self) -> Rows:
        """Every table of the public file with its layout and all its rows."""
        with contextlib.closing(sqlite3.connect(self.public)) as connection:
            layout = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
            names = [name for name, sql in layout if sql and sql.upper().startswith("CREATE TABLE")]
            tables = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
        return {"": layout, **tables}

    def save(self) -> Mapping[str, bytes]:
        """The databases as they are, to go on from again."""
        with contextlib.closing(sqlite3.connect(self.store.paths.main)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return {path.name: path.read_bytes() for path in self.folder.glob("*.db*") if not path.name.endswith("-shm")}

    def close(self) -> None:
        self.store.close()


def _careless(connection: Any, _record: Any) -> None:
    """What a walk writes need not outlive the machine."""
    connection.execute("PRAGMA synchronous=OFF")


_EMPTY: list[bytes] = []


def _empty() -> bytes:
    """A database without a competition, made once: its tables take longer than a walk."""
    if not _EMPTY:
        with TemporaryDirectory() as place:
            settings = Settings(f"{place}/contest.db", "en", BEGIN.isoformat(), None)
            Store(settings.paths, create=True).close()
            _EMPTY.append(settings.paths.main.read_bytes())
    return _EMPTY[0]


def alike(one: Rows, other: Rows) -> str:
    """Where two public files tell different things, commitments aside; empty where they do not."""
    if one == other:
        return ""
    for name in one.keys() | other.keys():
        these, those = ([tuple(map(_masked, row)) for row in rows.get(name, [])] for rows in (one, other))
        if these != those:
            differing = [pair for pair in zip(these, those, strict=False) if pair[0] != pair[1]]
            return f"{name}: {len(these)} and {len(those)} rows; {_shortened(differing[:1])}"
    return ""


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return HASH.sub(MASK, value)
    return b"\0" * 32 if isinstance(value, bytes) and len(value) == 32 else value


def _shortened(pairs: list[tuple[Any, Any]]) -> str:
    for left, right in pairs:
        for one, other in zip(left, right, strict=False):
            if one != other:
                one, other = str(one), str(other)
                at = next((n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0)
                near = slice(max(0, at - 150), at + 150)
                return f"\n  {left[:3]}\n  {one[near]}\n  {other[near]}"
    return str(pairs)


def _contest(session: Session, quarter: str) -> Contest:
    return contest_of(session, "main", quarter)


def _units(writing: Writing, units: tuple[str, ...]) -> list[Unit]:
    return [writing.session.get_one(Unit, unit) for unit in units]


def _step(writing: Writing, quarter: str, move: stage_control.Move, yes: bool) -> None:
    """Move the stage; what stands in the way of its beginning is signed off first, as a director would."""
    here = stage_control.standpoint(writing.session, f"main-{quarter}")
    if here.last is None and here.contest.closed and blockers(writing.session, here.contest, here.sheet, writing.now):
        preflight.sign(writing, here.ceremony.id, WHY)
    stage_control.step(writing, here.ceremony.id, move, yes=yes)


def _close(writing: Writing, quarter: str, on: str | None = None) -> None:
    day = None if on is None else date.fromisoformat(on)
    close(writing, _contest(writing.session, quarter), on=day, empty=True)


def _settle(writing: Writing, quarter: str) -> None:
    """Decide what keeps a quarter from being closed: the first of those who tie has the flag, as a jury would say."""
    session, contest = writing.session, _contest(writing.session, quarter)
    scores = read_scores(session, contest, View.CONFIRMED)
    for award in decide_awards(session, contest, scores, read_ledger(session, "main")):
        if award.undecided:
            winner = session.get_one(Unit, min(award.leaders))
            decide_tie(writing, contest, award.area, [winner], WHY, pool=award.pool, approved_by=SECOND)
    for place in places_left(session, contest):
        decide_place(
            writing, contest, place.area or None, _units(writing, tuple(sorted(place.units))), WHY, approved_by=SECOND
        )


def _correct(writing: Writing, quarter: str, area: str, unit: str, score: str, holders: tuple[str, ...] | None) -> None:
    contest, (found,) = _contest(writing.session, quarter), _units(writing, (unit,))
    chosen = None if holders is None else _units(writing, holders)
    correct(writing, contest, area, found, score, WHY, SECOND, holders=chosen)


def _veto(writing: Writing, unit: str, quarter: str, lift: bool) -> None:
    (found,) = _units(writing, (unit,))
    veto(writing, found, "safety", quarter, WHY, lift=lift, approved_by=SECOND)


def _enter(writing: Writing, quarter: str, area: str, unit: str, score: str) -> None:
    contest, (found,) = _contest(writing.session, quarter), _units(writing, (unit,))
    unconfirm(writing, contest, area=area, unit=unit)
    enter(writing, contest, area, found, score)
    confirm(writing, contest, area=area, unit=unit)


def _decide(decide: Callable[..., None]) -> Callable[..., None]:
    def deed(writing: Writing, quarter: str, area: str, pool: str, units: tuple[str, ...]) -> None:
        contest = _contest(writing.session, quarter)
        decide(writing, contest, area, _units(writing, units), WHY, pool=pool, approved_by=SECOND)

    return deed


def _abolish(writing: Writing, unit: str, day: str) -> None:
    (found,) = _units(writing, (unit,))
    abolish(writing, found, date.fromisoformat(day), WHY, approved_by=SECOND)


def _move_day(writing: Writing, quarter: str, day: str) -> None:
    ceremony = stage_control.ceremony_of(writing.session, f"main-{quarter}")
    ceremony.held_on = date.fromisoformat(day)
    writing.session.add(ceremony)
    move_award_day(writing, ceremony)


def _seal(writing: Writing, quarter: str, salt: int) -> None:
    seal.seal(writing, f"main-{quarter}", reason=WHY, draw=Random(salt).randbytes)


def _honour(writing: Writing, unit: str, number: int) -> None:
    (found,) = _units(writing, (unit,))
    honour(writing, found, "national", f"先进{number}", f"文件{number}", date(2030, 6, 1))


def _told(writing: Writing, quarter: str, text: str) -> None:
    interventions.message(writing, f"main-{quarter}", text)


def _notice(writing: Writing, quarter: str) -> None:
    put_on_notice(writing, _contest(writing.session, quarter), stars_of(writing.session, None), date(2030, 9, 20))


def _elect(writing: Writing, quarter: str) -> None:
    """Elect whom the rule elects. Who that is, and whether somebody waits, is sealed, and so is a refusal for it."""
    with contextlib.suppress(ContestError), writing.session.begin_nested():
        elect_stars(writing, _contest(writing.session, quarter), stars_of(writing.session, None), None)


def _about(deed: Callable[..., None]) -> Callable[..., None]:
    def about(writing: Writing, quarter: str, star: str, unit: str, person: str) -> None:
        contest, (found,) = _contest(writing.session, quarter), _units(writing, (unit,))
        nominee = find_nominee(writing.session, contest, star_of(writing.session, star), found, person)
        deed(writing, nominee, None, f"关于{person}的来信", approved_by=SECOND)

    return about


DEEDS: dict[str, Callable[..., Any]] = {
    "notice": _notice,
    "elect": _elect,
    "object": _about(object_to),
    "dismiss": _about(dismiss_objections),
    "withdraw": _about(withdraw_nominee),
    "close": _close,
    "settle": _settle,
    "reopen": lambda writing, quarter: reopen(writing, _contest(writing.session, quarter)),
    "next": lambda writing, quarter, yes: _step(writing, quarter, run_sheet.after, yes),
    "back": lambda writing, quarter: _step(writing, quarter, run_sheet.before, False),
    "goto": lambda writing, quarter, cue, yes: _step(writing, quarter, stage_control.goto(cue), yes),
    "cover": lambda writing, quarter, down: covering.cover(writing, f"main-{quarter}", down),
    "message": _told,
    "publish": lambda writing, quarter: interventions.publish_rest(writing, f"main-{quarter}", WHY),
    "seal": _seal,
    "tell": lambda writing, quarter, area, pool: correcting.show_correction(writing, f"main-{quarter}", area, pool),
    "day": _move_day,
    "correct": _correct,
    "tie": _decide(decide_tie),
    "vacancy": _decide(decide_vacancy),
    "veto": lambda writing, unit, quarter: _veto(writing, unit, quarter, False),
    "lift": lambda writing, unit, quarter: _veto(writing, unit, quarter, True),
    "abolish": _abolish,
    "enter": _enter,
    "honour": _honour,
}
"""What a deed does, by its name."""
