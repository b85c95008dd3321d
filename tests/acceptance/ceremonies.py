"""Steps a ceremony as a director without a screen does."""

from collections.abc import Callable, Iterator
from itertools import groupby, pairwise
from typing import Any, TypeVar

from tests.acceptance.driver import Program

Seen = TypeVar("Seen")


def status(program: Program, ceremony: str) -> dict[str, Any]:
    found: dict[str, Any] = program.ok("cue", "status", ceremony, "--format", "json").json()
    return found


def steps(program: Program, ceremony: str) -> Iterator[dict[str, Any]]:
    """Press the clicker until the ceremony is at its end; gives the status after each press."""
    while program("cue", "next", ceremony).code == 0:
        yield status(program, ceremony)


def play(program: Program, ceremony: str) -> int:
    """Run a ceremony from where it stands to its end; returns how many steps that took."""
    taken = 0
    while program("cue", "next", ceremony).code == 0:
        taken += 1
    assert "last step" in program.refuses(1, "cue", "next", ceremony).complaint
    return taken


def watched(program: Program, ceremony: str, look: Callable[[], Seen]) -> list[list[Seen]]:
    """Run a ceremony from its beginning to its end; what `look` saw at each step, cue by cue.

    How many steps a cue has is the run sheet's affair, so tests ask about a cue's steps before the last, and the last.
    """
    seen = [(step["cue"], look()) for step in steps(program, ceremony)]
    return [[sight for _, sight in cue] for _, cue in groupby(seen, key=lambda pair: pair[0])]


def shown_at_last_steps(cues: list[list[Seen]]) -> list[Seen]:
    """What was seen at each cue's last step, where nothing had changed at any step before it."""
    for before, cue in pairwise(cues):
        for sight in cue[:-1]:
            assert sight == before[-1], f"{sight} before the last step"
    return [cue[-1] for cue in cues]


def finish_cue(program: Program, ceremony: str, number: int) -> None:
    """Press the clicker until cue `number` is over and the next one has begun."""
    for step in steps(program, ceremony):
        if step["cue"] > number:
            return
