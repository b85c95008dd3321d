"""Steps a ceremony as a director without a screen does."""

from collections.abc import Iterator
from typing import Any

from tests.acceptance.driver import Program


def status(program: Program, ceremony: str) -> dict[str, Any]:
    found: dict[str, Any] = program.ok("cue", "status", ceremony, "--format", "json").json()
    return found


def steps(program: Program, ceremony: str) -> Iterator[dict[str, Any]]:
    """Press the clicker until the ceremony is at its end; gives the status after each press."""
    while program("cue", "next", ceremony).code == 0:
        yield status(program, ceremony)


def play(program: Program, ceremony: str) -> int:
    """Run a ceremony from where it stands to its end; returns how many steps that took."""
    taken = sum(1 for _ in steps(program, ceremony))
    assert "last step" in program.refuses(1, "cue", "next", ceremony).complaint
    return taken
