"""One copy of the program under a walk: its databases in a folder, and the moves that are made on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from sqlmodel import Session, select

from scoreboard.ceremony import (
    correcting,
    covering,
    interventions,
    preflight,
    rehearsal,
    run_sheet,
    seal,
    stage_control,
)
from scoreboard.ceremony.cues import cue_formats
from scoreboard.ceremony.events import rehearsal_of
from scoreboard.desk.awards import decide_awards
from scoreboard.desk.closing import close
from scoreboard.desk.deciding import correct, decide_tie
from scoreboard.desk.loading import load
from scoreboard.desk.people import add_person
from scoreboard.desk.reopening import reopen
from scoreboard.desk.unit_of_work import acting
from scoreboard.desk.vetoing import veto
from scoreboard.errors import ContestError
from scoreboard.exchange.folder import read_folder
from scoreboard.models import Ceremony, CueImage, NamedImage, Seal, Unit
from scoreboard.settings import Settings
from scoreboard.store.contest import Contest, contest_of
from scoreboard.store.engine import Store
from scoreboard.store.ledger import read_ledger
from scoreboard.store.standings import View, read_scores
from scoreboard.store.writing import Writing
from tests.secrecy.competitions import IMAGES, PORTRAITS, Drawn, Outcome, write_folder

CEREMONY = "main-2030Q2"
CHIEF, SECOND = "chief", "second"
BEGIN = datetime.fromisoformat("2030-07-05T09:00:00+08:00")
WHY = "复核"

Move = tuple[Any, ...]
"""The name of a move and what it is told."""


@dataclass
class Program:
    """Databases in a folder of their own, opened."""

    folder: Path
    store: Store
    settings: Settings
    clock: int = 0
    """How many moves have been made: each takes a second."""

    @property
    def public(self) -> Path:
        return self.settings.paths.public

    def make(self, move: Move) -> str:
        """Make a move a second after the last one; returns the refusal's key, or nothing."""
        self.clock += 1
        now = (BEGIN + timedelta(seconds=self.clock)).isoformat()
        name, *details = move
        try:
            with acting(self.store, replace(self.settings, now=now), "direct") as writing:
                MOVES[name](writing, *details)
        except ContestError as refusal:
            return refusal.key
        return ""

    def salts(self) -> set[str]:
        """What opens the digests of all seals, in hexadecimal."""
        with self.store.read() as session:
            return {one["salt"] for seal in session.exec(select(Seal)) for one in seal.results}

    def sheet(self) -> tuple[run_sheet.Cue, ...]:
        with self.store.read() as session:
            return stage_control.standpoint(session, CEREMONY).sheet

    def save(self) -> Mapping[str, bytes]:
        """The databases as they are, to go on from again."""
        return {path.name: path.read_bytes() for path in self.folder.glob("*.db*") if not path.name.endswith("-shm")}

    def close(self) -> None:
        self.store.close()


def prepare(drawn: Drawn, outcome: Outcome) -> Mapping[str, bytes]:
    """The databases of a competition whose second quarter is closed and waits for its ceremony."""
    with TemporaryDirectory() as place:
        settings = Settings(f"{place}/contest.db", "en", BEGIN.isoformat(), CHIEF)
        Path(settings.paths.main).write_bytes(_empty())
        store = Store(settings.paths, create=True)
        with acting(store, replace(settings, acting=None), "load", zone="Asia/Shanghai", with_clock=True) as writing:
            load(writing, read_folder(write_folder(Path(place) / "folder", drawn, outcome), cue_formats()))
            add_person(writing, CHIEF, "admin")
        with acting(store, settings, "close") as writing:
            add_person(writing, SECOND, "admin")
            for quarter in ("2030Q1", "2030Q2"):
                _close(writing, quarter)
            ceremony = writing.session.get_one(Ceremony, CEREMONY)
            ceremony.cues = list(drawn.cues)
            named = (cue["image_digest"] for cue in drawn.cues if "image_digest" in cue)
            writing.session.add_all(CueImage(digest=digest, content=IMAGES[digest]) for digest in named)
            for nominee, (digest, content) in zip(outcome.nominees, PORTRAITS.items(), strict=False):
                subject = f"{nominee.unit}/{nominee.person}"
                writing.session.add(NamedImage(kind="portrait", subject=subject, file="a.png", digest=digest))
                writing.session.add(CueImage(digest=digest, content=content))
            writing.session.add(ceremony)
        store.close()
        return {path.name: path.read_bytes() for path in Path(place).glob("*.db")}


_EMPTY: list[bytes] = []


def _empty() -> bytes:
    """A database without a competition, made once: its tables take longer than a walk."""
    if not _EMPTY:
        with TemporaryDirectory() as place:
            settings = Settings(f"{place}/contest.db", "en", BEGIN.isoformat(), None)
            Store(settings.paths, create=True).close()
            _EMPTY.append(settings.paths.main.read_bytes())
    return _EMPTY[0]


def opened(folder: Path, files: Mapping[str, bytes], clock: int = 0) -> Program:
    """A program that goes on from saved databases."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.db*"):
        old.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    settings = Settings(str(folder / "contest.db"), "en", BEGIN.isoformat(), CHIEF)
    return Program(folder, Store(settings.paths), settings, clock)


def _contest(session: Session, quarter: str = "2030Q2") -> Contest:
    return contest_of(session, "main", quarter)


def _close(writing: Writing, quarter: str = "2030Q2") -> None:
    contest = _contest(writing.session, quarter)
    _decide_ties(writing, contest)
    close(writing, contest, empty=True)


def _decide_ties(writing: Writing, contest: Contest) -> None:
    """Let the first of those who tie have the flag, as a jury would."""
    session = writing.session
    scores = read_scores(session, contest, View.CONFIRMED)
    for award in decide_awards(session, contest, scores, read_ledger(session, contest.series.id)):
        if award.winners is None:
            winner = session.get_one(Unit, min(award.leaders))
            decide_tie(writing, contest, award.area, [winner], WHY, pool=award.pool, approved_by=SECOND)


def _step(move: stage_control.Move) -> Callable[..., object]:
    def go(writing: Writing, yes: bool = False) -> object:
        return stage_control.step(writing, CEREMONY, move, yes=yes)

    return go


def _correct(writing: Writing, area: str, unit: str, score: str, holders: bool = False) -> None:
    found = writing.session.get_one(Unit, unit)
    contest = _contest(writing.session)
    correct(writing, contest, area, found, score, WHY, SECOND, holders=[found] if holders else None)


def _veto(writing: Writing, unit: str, lift: bool) -> None:
    found = writing.session.get_one(Unit, unit)
    veto(writing, found, "safety", "2030Q2", WHY, lift=lift, approved_by=SECOND)


def _reopen(writing: Writing) -> None:
    reopen(writing, _contest(writing.session))
    _close(writing)


def _seal(writing: Writing, seed: int) -> None:
    seal.seal(writing, CEREMONY, reason=WHY, draw=Random(seed).randbytes)


def _rehearse(writing: Writing, seed: int, cue: int | None = None) -> None:
    running = rehearsal_of(writing.session, CEREMONY) is not None
    move = run_sheet.after if cue is None else stage_control.goto(cue)
    rehearsal.rehearse(writing, CEREMONY, move, seed=None if running else seed)


MOVES: dict[str, Callable[..., object]] = {
    "next": _step(run_sheet.after),
    "back": _step(run_sheet.before),
    "goto": lambda writing, cue, yes=False: stage_control.step(writing, CEREMONY, stage_control.goto(cue), yes=yes),
    "cover": lambda writing: covering.cover(writing, CEREMONY, True),
    "uncover": lambda writing: covering.cover(writing, CEREMONY, False),
    "hold": lambda writing: interventions.hold(writing, CEREMONY),
    "resume": lambda writing: interventions.resume(writing, CEREMONY, WHY),
    "postpone": lambda writing: interventions.postpone(writing, CEREMONY, WHY),
    "message": lambda writing, text: interventions.message(writing, CEREMONY, text),
    "publish_rest": lambda writing: interventions.publish_rest(writing, CEREMONY, WHY),
    "correct": _correct,
    "show_correction": lambda writing, area, pool: correcting.show_correction(writing, CEREMONY, area, pool),
    "veto": lambda writing, unit: _veto(writing, unit, False),
    "lift": lambda writing, unit: _veto(writing, unit, True),
    "reopen": _reopen,
    "sign": lambda writing: preflight.sign(writing, CEREMONY, WHY),
    "seal": _seal,
    "rehearse": _rehearse,
    "end_rehearsal": lambda writing: rehearsal.end_rehearsal(writing, CEREMONY),
}
"""What a move does, by its name."""
