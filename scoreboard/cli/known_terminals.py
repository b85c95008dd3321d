"""What `doctor` has found out about terminals, remembered by the names that each gives itself, and what is forced.

A file for each lies in the account's own folder. Whoever opens a screen in such a terminal again draws with what it is
known to draw; the environment still decides where it says anything.
"""

import contextlib
import hashlib
import json
from collections.abc import Mapping, MutableMapping
from dataclasses import asdict, dataclass

from scoreboard.own_folder import lasting_folder
from scoreboard.wire import Misfit, from_json

FOLDER = "terminals"
MOST_BYTES = 2000
NAMED_BY = (
    *("TERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "VTE_VERSION", "KONSOLE_VERSION", "WT_SESSION", "LC_TERMINAL"),
    *("TMUX", "STY", "SSH_CONNECTION"),
)
"""The variables that tell terminals apart; of the last ones and of WT_SESSION only whether there are any."""
ONLY_WHETHER = ("WT_SESSION", "TMUX", "STY", "SSH_CONNECTION")
GLYPHS, COLOURS, GRAPHICS = "SCOREBOARD_GLYPHS", "COLORTERM", "SCOREBOARD_GRAPHICS"


@dataclass(frozen=True)
class KnownTerminal:
    """What is known of a terminal."""

    name: str
    version: str
    glyphs: str
    """What pictures are drawn with there."""
    truecolor: bool
    forced: bool = False
    """Whether somebody has said which glyphs they are to be, whatever the terminal answers."""
    draws_images: bool = False
    """Whether it draws images itself, in the place of characters."""


def remember(environment: Mapping[str, str], found: KnownTerminal) -> bool:
    """Keep what is known; False where it cannot be kept."""
    with contextlib.suppress(OSError), lasting_folder(FOLDER) as folder:
        folder.write(_file(environment), json.dumps(asdict(found)).encode())
        return True
    return False


def remembered(environment: Mapping[str, str]) -> KnownTerminal | None:
    """What is known of the terminal of an environment."""
    try:
        with lasting_folder(FOLDER) as folder:
            return from_json(KnownTerminal, json.loads(folder.read(_file(environment), MOST_BYTES)))
    except (OSError, Misfit, ValueError):
        return None


def forget(environment: Mapping[str, str]) -> None:
    """Know nothing of it any more."""
    with contextlib.suppress(OSError), lasting_folder(FOLDER) as folder:
        folder.remove(_file(environment))


def take_up(environment: MutableMapping[str, str]) -> bool:
    """Let an environment say what is remembered of its terminal, where it says nothing.

    Returns whether it is known now what to draw with.
    """
    known = remembered(environment)
    if known is not None:
        if known.truecolor and not environment.get(COLOURS):
            environment[COLOURS] = "truecolor"
        if not environment.get(GLYPHS):
            environment[GLYPHS] = known.glyphs
        if known.draws_images and not environment.get(GRAPHICS):
            environment[GRAPHICS] = "kitty"
    return bool(environment.get(GLYPHS))


def _file(environment: Mapping[str, str]) -> str:
    words = [bool(environment.get(name)) if name in ONLY_WHETHER else environment.get(name, "") for name in NAMED_BY]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()[:16]
