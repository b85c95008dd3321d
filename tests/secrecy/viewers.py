"""Every byte that a viewer can get hold of after a move, recorded under names; commitments are masked.

What is read of one program is planned by chance beforehand, so that the same is read of its twin.
"""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from scoreboard.publications.asking import ask_touched
from scoreboard.publications.board_pages import PROOF
from scoreboard.publications.kinds import kind_names
from scoreboard.publications.reader import PublicReader, Stage
from scoreboard.publications.scene import Scene
from scoreboard.publications.scenes import scene_of
from scoreboard.store.public.asking import asking_file
from scoreboard.store.public.facts import Facts
from scoreboard.wire import to_json
from screens.hall import COVER
from screens.held_boards import HeldBoards
from screens.looks import Look
from screens.player import Player
from screens.playlist import playlist
from screens.remote.boards import viewer_items
from screens.remote.painting import changes, whole
from screens.remote.stage import PAGE_SECONDS
from screens.widgets.strips import CellStrip
from tests.acceptance.driver import Program as CommandLine
from tests.screens.played import draw, duration
from tests.secrecy.competitions import Drawn
from tests.secrecy.program import CEREMONY

HASH = re.compile(r"\b[0-9a-f]{64}\b")
MASK = "0" * 64
SEALED_WORDS = ("commitment", "封定值")
"""What stands where a commitment does."""
LONGEST_LOOK = 20.0
"""Seconds within which a scene is looked at on its way."""
FORMATS = ("json", "csv", "table")
BOARDS = (*kind_names(), "ceremony")
SIZE = (80, 24)

MOVING = "moving"
"""Ends the names of pictures in which numbers run up to a public score, past whatever lies before it."""

BYTES = "bytes"
"""The name under which the public file is recorded byte by byte, each as one character."""

Recorded = dict[str, str]
"""What was read, by the viewer that read it."""


@dataclass(frozen=True)
class Plan:
    """What is read after one move."""

    commands: tuple[tuple[str, ...], ...]
    lang: str
    paint: bool
    elapsed: float
    """The share of a scene's length after which its picture is taken, beside its settled one."""
    item: float
    """Which scene of the programme is drawn, as a share of them all."""


def plan(chance: Random, drawn: Drawn, *, commands: int, paint: float) -> Plan:
    """Some commands, and with a likelihood of `paint` the pictures of the hall and of a far terminal."""
    return Plan(
        tuple(_command(chance, drawn) for _ in range(commands)),
        chance.choice(("zh", "en")),
        chance.random() < paint,
        chance.random(),
        chance.random(),
    )


def _command(chance: Random, drawn: Drawn) -> tuple[str, ...]:
    period = chance.choice(((), ("--period", "2030Q2"), ("--period", "2030Q1")))
    if chance.random() < 0.15:
        return ("bulletin", "main", "2030Q2", "--format", chance.choice(("md", "html")))
    board = chance.choice((*BOARDS, PROOF))
    if board == PROOF:
        return ("show", PROOF, CEREMONY, "--format", chance.choice(FORMATS))
    area = ("--area", chance.choice(drawn.areas)) if board == "ranking" and chance.random() < 0.7 else ()
    as_of = ("--as-of", "2031-12-31") if chance.random() < 0.1 else ()
    return ("show", board, *area, *period, *as_of, "--format", chance.choice(FORMATS))


def every_command(drawn: Drawn) -> Iterator[tuple[str, ...]]:
    """Every board in every format, and the bulletin."""
    boards = [(board,) for board in BOARDS] + [("ranking", "--area", area) for area in drawn.areas]
    for board in boards:
        for form in FORMATS:
            yield ("show", *board, "--period", "2030Q2", "--format", form)
    for form in FORMATS:
        yield ("show", PROOF, CEREMONY, "--format", form)
    for form in ("md", "html"):
        yield ("bulletin", "main", "2030Q2", "--format", form)


@dataclass
class Viewers:
    """A hall display and a far terminal that follow one program, and whoever types a command beside them."""

    public: Path
    now: float = 0.0
    _held: HeldBoards = field(default_factory=HeldBoards)
    _rows: tuple[CellStrip, ...] = ()

    def __post_init__(self) -> None:
        self._player = Player(partial(viewer_items, "board"), lambda: self.now, PAGE_SECONDS)

    def record(self, drawn: Drawn, wanted: Plan) -> Recorded:
        """Read what is planned."""
        recorded = read_file(self.public)
        line = CommandLine(self.public.with_stem("contest"), "2031-01-01T09:00:00+08:00", wanted.lang, None)
        for words in wanted.commands:
            result = line(*words)
            said = f"{result.code}\n{result.out}\n{result.err}".replace(str(self.public.parent), "")
            recorded[" ".join(words)] = masked(said)
        if wanted.paint:
            recorded |= self._paint(wanted)
        return recorded

    def _paint(self, wanted: Plan) -> Recorded:
        with closing(PublicReader(self.public)) as reader:
            news = self._held.follow(reader)
            items = playlist(self._held)
            stage = _masked_stage(reader.stage())
            self.now += 1.0
            self._player.load(self._held, news)
        look = Look(lang=wanted.lang)
        scene = None if stage is None else COVER if stage.covered else scene_of(stage.scene)
        recorded = _pictures("hall", scene, wanted.elapsed, look)
        item = items[int(wanted.item * len(items))]
        recorded |= _pictures(f"programme {item.key}", item.scene, wanted.elapsed, look)
        recorded["programme"] = str(len(items))
        recorded[f"terminal {MOVING}"] = self._terminal(stage, look)
        return recorded

    def _terminal(self, stage: Stage | None, look: Look) -> str:
        """What a terminal far away is sent: its picture whole at first, then what changes."""
        self._player.follow(stage)
        shown = self._player.shown(None, SIZE, look)
        rows = draw(shown.scene, shown.elapsed, SIZE, look).strips
        sent = changes(self._rows, rows, "truecolor") if self._rows else whole(rows, "truecolor")
        self._rows = rows
        return sent.decode()


def read_file(public: Path) -> Recorded:
    """The public file: its rows and layout, its size, what lies beside it, and its bytes."""
    with closing(sqlite3.connect(f"file:{public}?mode=ro", uri=True)) as connection:
        dump = "\n".join(connection.iterdump())
    raw = public.read_bytes()
    beside = sorted((path.name, path.stat().st_size) for path in public.parent.glob(f"{public.name}-*"))
    return {"rows": masked(dump), "file": f"{len(raw)} {beside}", BYTES: raw.decode("latin-1")}


def masked(text: str) -> str:
    """Text with its commitments, digests and salts masked: their length is fixed and they say nothing."""
    return HASH.sub(MASK, text) if any(word in text for word in SEALED_WORDS) else text


def public_payloads(public: Path, after: tuple[int, int] = (0, 0)) -> tuple[list[tuple[str, Any]], tuple[int, int]]:
    """Boards and scenes after those numbers, with what they are called, and the numbers that they go up to."""
    with closing(sqlite3.connect(f"file:{public}?mode=ro", uri=True)) as connection:
        facts = Facts(asking_file(connection))
        boards = [
            ask_touched(facts, board, newest=False)
            for key in facts.touched_since(after[0])
            for board in facts.revisions(key)
            if board.change > after[0]
        ]
        scenes = connection.execute(
            "SELECT sequence, rehearsal, scene FROM stage WHERE sequence > ?", after[1:]
        ).fetchall()
    found = [(board.key, to_json(board.words)) for board in boards]
    found += [("rehearsal" if rehearsal else "stage", json.loads(scene)) for _, rehearsal, scene in scenes]
    last = (
        max((board.change for board in boards), default=after[0]),
        max((row[0] for row in scenes), default=after[1]),
    )
    return found, last


def proof_of(public: Path) -> Any:
    """What `show proof` prints of the ceremony; None where it has not been sealed."""
    with closing(PublicReader(public)) as reader:
        board = reader.proof(CEREMONY)
    return None if board is None else to_json(board.words)


def cues_shown(public: Path) -> set[int]:
    """The cues that have been on the stage uncovered, by their numbers; a rehearsal shows none."""
    with closing(sqlite3.connect(f"file:{public}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT DISTINCT cue FROM stage WHERE NOT covered AND NOT rehearsal")
        return {number for (number,) in rows}


def scenes_shown(public: Path) -> list[dict[str, Any]]:
    """The scenes that have been on the stage."""
    with closing(sqlite3.connect(f"file:{public}?mode=ro", uri=True)) as connection:
        return [json.loads(scene) for (scene,) in connection.execute("SELECT scene FROM stage")]


def all_bytes(public: Path) -> bytes:
    """Every byte of the public file and of what lies beside it."""
    return b"".join(path.read_bytes() for path in public.parent.glob(f"{public.name}*") if path.suffix != ".db-shm")


def _masked_stage(stage: Stage | None) -> Stage | None:
    if stage is None or not (stage.scene.get("commitment") or stage.scene.get("amended")):
        return stage
    scene = {**stage.scene, **({"commitment": MASK} if stage.scene.get("commitment") else {})}
    if scene.get("amended"):
        scene["amended"] = {**scene["amended"], "commitment": MASK}
    return Stage(**{**stage.__dict__, "scene": scene})


def _pictures(name: str, scene: Scene | None, share: float, look: Look) -> Recorded:
    """A scene on its way and settled: characters, and a digest of the colours."""
    length = duration(scene, look)
    moving = draw(scene, share * min(length, LONGEST_LOOK), SIZE, look)
    settled = draw(scene, min(length, LONGEST_LOOK * 5), SIZE, look)
    return {
        name: f"{settled.text}\n{settled.digest}\n{length}",
        f"{name} {MOVING}": f"{moving.text}\n{moving.digest}",
    }
