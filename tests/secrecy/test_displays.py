"""The real hall screen: what it shows, entitles and notifies depends on nothing sealed, and displays agree."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random

from textual.pilot import Pilot

from scoreboard.ceremony.cues import steps_of
from scoreboard.publications.reader import PublicReader
from scoreboard.publications.scene import Scene
from scoreboard.publications.scenes import scene_of
from scoreboard.settings import Settings
from scoreboard.wire import UNSET
from screens.app import KioskApp
from screens.scene_view import SceneView
from tests.secrecy.competitions import Drawn, Outcome, draw, other_outcome
from tests.secrecy.program import BEGIN, Move, Program, opened, prepare

SIZE = (100, 30)
PATIENCE = 20.0
SETTLED = 1000.0
"""Seconds on a display's clock after which nothing but a roll moves."""

FORWARD: Move = ("next", True)
BEFORE_THE_PLACES: tuple[Move, ...] = (
    ("rehearse", 3),
    ("rehearse", 3),
    ("end_rehearsal",),
    FORWARD,
    FORWARD,
    ("cover",),
    ("uncover",),
    FORWARD,
    ("goto", 3, False),
    ("back",),
    ("cover",),
    ("uncover",),
    ("message", "请稍候"),
    ("message", ""),
    ("back",),
    ("goto", 2, False),
    FORWARD,
)
"""A walk that tells no place of a flag."""


@dataclass(frozen=True)
class Seen:
    """What a display shows at a step: its settled picture, and its words outside the picture."""

    text: str
    digest: str
    titles: tuple[str, str]
    notices: tuple[str, ...]


class Display:
    """A kiosk in its display room with a clock of its own."""

    def __init__(self, program: Program, after: timedelta = timedelta()) -> None:
        """A display whose clock is so much later than the program's last move."""
        now = BEGIN + timedelta(seconds=program.clock) + after
        self.app = KioskApp(Settings(str(program.folder / "contest.db"), "zh", now.isoformat()), "display")
        self.program = program
        self.now = 0.0
        self.pilot: Pilot[str] | None = None

    async def open(self, stack: AsyncExitStack) -> None:
        self.pilot = await stack.enter_async_context(self.app.run_test(size=SIZE))
        await self.until(lambda: bool(self.app.screen.query(SceneView)))
        self.view.clock = lambda: self.now

    @property
    def view(self) -> SceneView:
        return self.app.screen.query_one(SceneView)

    async def until(self, condition: Callable[[], bool]) -> None:
        assert self.pilot is not None
        async with asyncio.timeout(PATIENCE):
            while not condition():
                await self.pilot.pause()
                await asyncio.sleep(0.005)

    async def settled(self) -> Seen:
        """What is shown once the display has come to the stage's last step and the scene has settled."""
        reader = PublicReader(self.program.public)
        stage, cover = reader.stage(), reader.cover()
        reader.close()
        if stage is not None:
            scene = cover if stage.covered else scene_of(stage.scene)
            await self.until(lambda: self._shows(scene))
        self.view.play(self.view.scene)
        self.now += SETTLED
        self.view.tick()
        frame = self.view.frame
        assert frame is not None
        assert frame.size == SIZE
        notices = tuple(notice.message for notice in self.app._notifications)
        return Seen(frame.text, frame.digest, (self.app.title, self.app.sub_title), notices)

    @property
    def scene(self) -> str:
        """The name of what is shown."""
        return self.view.scene.scene if self.view.scene else ""

    def _shows(self, scene: Scene) -> bool:
        """Whether it shows a scene, at whatever page."""
        shown = self.view.scene
        return shown is not None and replace(shown, page=UNSET) == scene


def competition() -> tuple[Drawn, tuple[Outcome, Outcome]]:
    """One whose flags all have five steps, and two outcomes that differ in every flag."""
    for seed in range(1000):
        drawn, outcome = draw(seed)
        kinds = [(cue["kind"], cue.get("reveal")) for cue in drawn.cues[1:3]]
        if kinds == [("flag", None), ("flag", None)] and not drawn.by_pool and not drawn.tied:
            return drawn, (outcome, other_outcome(Random(1), drawn, outcome, drawn.secrets))
    raise AssertionError("no such competition")


async def watch(folder: Path, drawn: Drawn, outcome: Outcome) -> list[Seen]:
    """What a display shows after each move of the walk, restarted twice in its course."""
    program = opened(folder, prepare(drawn, outcome))
    seen: list[Seen] = []
    moves = list(BEFORE_THE_PLACES)
    while moves:
        async with AsyncExitStack() as stack:
            display = Display(program)
            await display.open(stack)
            for move in moves[:6]:
                assert program.make(move) == ""
                seen.append(await display.settled())
        del moves[:6]
    program.close()
    return seen


async def test_the_hall_shows_the_same_whatever_is_sealed(tmp_path: Path) -> None:
    drawn, outcomes = competition()
    one, other = [await watch(tmp_path / str(at), drawn, outcome) for at, outcome in enumerate(outcomes)]
    assert one == other
    assert len({seen.digest for seen in one}) > 5
    scores = [score for outcome in outcomes for score in outcome.cells.values() if score not in (None, "n/a")]
    assert not [score for score in scores for seen in one if str(score)[:5] in seen.text]


async def test_two_displays_show_the_same_settled_picture_at_every_step(tmp_path: Path) -> None:
    """One has been there from the start, one has just been started again; long after the end it shows the programme."""
    drawn, (outcome, _) = competition()
    program = opened(tmp_path, prepare(drawn, outcome))
    async with AsyncExitStack() as stack:
        faithful = Display(program)
        await faithful.open(stack)
        for _ in range(sum(steps_of(cue) for cue in program.sheet())):
            assert program.make(FORWARD) == ""
            seen = await faithful.settled()
            async with AsyncExitStack() as inner:
                restarted = Display(program)
                await restarted.open(inner)
                assert await restarted.settled() == seen
        async with AsyncExitStack() as inner:
            later = Display(program, timedelta(hours=1))
            await later.open(inner)
            await later.until(lambda: later.view.scene is not None)
            assert later.scene != "closing"
        assert program.make(("cover",)) == ""
        async with AsyncExitStack() as inner:
            later = Display(program, timedelta(hours=1))
            await later.open(inner)
            assert await later.settled() == await faithful.settled()
            assert later.scene == "cover"
    program.close()
