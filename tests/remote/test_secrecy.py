"""Nothing sealed reaches a viewer before its step: real clients are recorded through whole ceremonies.

The same walk is run over two contests that differ only in sealed results of their last flag; what the clients receive
before that flag's result is shown must be the same, byte for byte, but for the clock.
"""

import json
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scoreboard.desk.closing import close
from scoreboard.desk.confirming import confirm
from scoreboard.desk.unit_of_work import acting
from scoreboard.publications.reader import Stage
from scoreboard.publications.scenes import scene_of
from scoreboard.publications.scenes.cover import CoverScene
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from screens.hall import COVER
from screens.looks import Look
from screens.remote.painting import whole
from screens.remote.picture_key import PALETTE_256
from tests.contests import Shape, opened, prepare, put
from tests.remote.emulator import Emulator
from tests.remote.masking import Record
from tests.remote.openssh import OpenSSH, ssh, ssh_once
from tests.remote.serving import Served, serving
from tests.remote.stepping import Director, directing
from tests.screens.played import draw

SHAPE = Shape(counties=5, areas=3)
PERIOD = "2030Q1"
LAST = SHAPE.area_ids[-1]
STILL = {"TEXTUAL_ANIMATIONS": "none", "LANG": "en_GB.UTF-8"}
SIZES = {"board": (100, 30), "main": (80, 24), "c01": (120, 40)}


def sealed_contest(folder: Path, last_scores: dict[str, str]) -> Settings:
    """A contest whose first quarter is closed and sealed; the last area's scores are given."""
    folder.mkdir()
    settings = prepare(folder, SHAPE)
    with opened(settings) as store, acting(store, settings, "close") as writing:
        for at, area in enumerate(SHAPE.area_ids):
            for row, unit in enumerate(SHAPE.units):
                score = last_scores[unit] if area == LAST else f"{61 + (row - at) % SHAPE.counties}.37"
                put(writing, area, unit, score, PERIOD)
        contest = contest_of(writing.session, "main", PERIOD)
        confirm(writing, contest)
        close(writing, contest_of(writing.session, "main", PERIOD))
    return settings


@dataclass
class Audience:
    """Clients of several boards and sizes; one of them comes late, resizes, leaves and comes again."""

    served: Served
    stack: ExitStack
    clients: dict[str, OpenSSH] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)

    def settle(self, stage: Stage | None) -> None:
        """Wait until every client shows just what the stage says, settled."""
        scene = COVER if stage is None else scene_of(stage.scene)
        scene = CoverScene(contest=scene.contest) if stage is not None and stage.covered else scene
        for name, client in self.clients.items():
            size = client.screen.columns, client.screen.rows
            if stage is not None:
                look = Look(lang="en", still=True)
                settled = Emulator(*size)
                settled.feed(whole(draw(scene, 0.0, (size[0], size[1] - 1), look).strips, PALETTE_256))
                lines = settled.lines[:-1]
                client.until(lambda screen, lines=lines: screen.drawn and screen.lines[:-1] == lines)  # type: ignore[misc]
            self.records[name].take(bytes(client.raw), size)

    def join(self, board: str, name: str, size: tuple[int, int]) -> None:
        words = self.served.as_(board, "-o", "SendEnv=TEXTUAL_ANIMATIONS", "-o", "SendEnv=LANG")
        client = self.clients[name] = self.stack.enter_context(ssh(*words, size=size, extra=STILL))
        self.records[name] = Record()
        client.until(lambda screen: screen.drawn)

    def leave(self, name: str) -> None:
        client = self.clients.pop(name)
        client.send("q")
        client.ended()

    def seen(self) -> dict[str, list[bytes]]:
        """All frames so far, by client."""
        return {name: list(record.frames) for name, record in self.records.items()}

    def asked(self) -> list[bytes]:
        """What the public commands say, in all formats."""
        said = []
        for number, board in enumerate(("ranking", "flags", "stars", "ceremony")):
            form = ("json", "csv", "table")[number % 3]
            done = ssh_once(*self.served.as_("board"), "show", board, "--period", PERIOD, "--format", form)
            said.append(done.stdout + done.stderr)
        return said


@dataclass(frozen=True)
class Step:
    """All that has been sent by a step, what the commands then said, and the stage's own scene."""

    seen: dict[str, list[bytes]]
    said: list[bytes]
    scene: dict[str, Any]


@contextmanager
def audience(settings: Settings, folder: Path) -> Iterator[tuple[Audience, Director]]:
    with ExitStack() as stack:
        served = stack.enter_context(
            serving(str(settings.database), folder, events=settings.paths.main.with_suffix(".log"))
        )
        director = stack.enter_context(directing(settings, f"main-{PERIOD}", "chief"))
        people = Audience(served, stack)
        for board, size in SIZES.items():
            people.join(board, board, size)
        yield people, director


def walk(settings: Settings, folder: Path) -> tuple[list[Step], list[Step]]:
    """All that is sent and said step by step, before the last flag's result is shown, and from then on."""
    before: list[Step] = []
    after: list[Step] = []
    with audience(settings, folder) as (people, director):
        number, revealed = 0, False
        while director.next():
            number += 1
            people.settle(director.stage())
            scene = director.stage().scene
            revealed = revealed or (scene.get("area") == LAST and scene.get("moment") in ("place", "transfer"))
            if number == 3:
                people.join("main", "c01*", (90, 26))
            if number == 5:
                people.clients["board"].resize(110, 32)
            if number == 6:
                people.leave("c01*")
                director.cover(True)
            if number == 7:
                people.join("c01", "c01*", (60, 20))
            if number == 8:
                director.back()
                people.settle(director.stage())
                director.next()
            people.settle(director.stage())
            said = people.asked() if number % 5 == 0 else []
            (after if revealed else before).append(Step(people.seen(), said, scene))
            if revealed and scene.get("moment") == "transfer":
                break
    return before, after


def test_two_outcomes_look_alike_until_they_are_shown(tmp_path: Path) -> None:
    one = sealed_contest(
        tmp_path / "one", dict(zip(SHAPE.units, ("91.11", "82.22", "73.33", "64.44", "55.55"), strict=True))
    )
    two = sealed_contest(
        tmp_path / "two", dict(zip(SHAPE.units, ("50.05", "94.94", "94.93", "12.5", "70.7"), strict=True))
    )
    first_before, first_after = walk(one, tmp_path)
    second_before, second_after = walk(two, tmp_path)
    assert len(first_before) == len(second_before) > 8
    for number, (first, second) in enumerate(zip(first_before, second_before, strict=True), start=1):
        assert first == second, f"step {number}: {difference(first, second)}"
    assert first_after != second_after
    everything = json.dumps([str(step) for step in first_before])
    for score in ("91.11", "82.22", "73.33", "64.44", "55.55"):
        assert score not in everything
    assert "91.11" in str(first_after[-1])
    for settings in (one, two):
        assert_tells_no_score(settings.paths.main.with_suffix(".log"))


def assert_tells_no_score(log: Path) -> None:
    """What a server has logged of a whole ceremony: that it was watched, and no figure."""
    told = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert {"open", "process started"} <= {one["event"] for one in told}
    values = [str(value) for one in told for name, value in one.items() if name != "at"]
    assert [value for value in values if re.search(r"\d\d\.\d(?!\d*\.)", value)] == []


def difference(first: Step, second: Step) -> str:
    """Where two runs part, in a line."""
    for name in first.seen:
        for at, (one, two) in enumerate(zip(first.seen[name], second.seen[name], strict=False)):
            if one != two:
                return f"{name}, frame {at}: {one[:400]!r} / {two[:400]!r}"
        if len(first.seen[name]) != len(second.seen[name]):
            longer = max(first.seen[name], second.seen[name], key=len)
            return f"{name}: {len(first.seen[name])} / {len(second.seen[name])} frames, {longer[-1][:400]!r}"
    return f"{first.said} / {second.said}"
