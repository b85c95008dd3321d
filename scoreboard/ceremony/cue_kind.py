"""What a kind of cue is: all that the program must know of it to write, show, announce, publish and prove it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Literal, TypeVar

from sqlmodel import Session

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.read_out import Announced, CalledUp, ScriptCue
from scoreboard.ceremony.told_results import Piece, ToldAt
from scoreboard.ceremony.visibility import Sight
from scoreboard.desk.sealed_results import Key
from scoreboard.publications.boards import Picture
from scoreboard.publications.scene import Scene
from scoreboard.store.contest import Contest
from scoreboard.store.writing import Writing

AnyScene = TypeVar("AnyScene", bound=Scene)


@dataclass(frozen=True)
class Revealing(Generic[AnyScene]):
    """How a kind's last step makes a sealed result public, and steps before it perhaps a part of it."""

    key: Callable[[Cue], Key]
    """Which result a cue reveals."""
    publish: Callable[[Writing, Contest, Cue, bool], None]
    """Make it public. Raises Refused where it waits for a decision or, without the last value's yes, where several
    results that have had no step of their own would become public with it."""
    winners: Callable[[Session, Contest, Picture, Cue], Announced] | None = None
    """Whom the announcer calls up, from a picture that may hold what is sealed."""
    together: Callable[[AnyScene], int] = lambda _shown: 0
    """How many winners a step shows at once of which each should have had a step of its own."""
    publish_step: Callable[[Writing, Contest, Cue, int], None] | None = None
    """Make public what a step before the last shows; None where that is nothing."""


@dataclass(frozen=True)
class CueKind(Generic[AnyScene]):
    """One kind of cue."""

    scene: Callable[[Sight, Cue, int, int], AnyScene]
    """What a step shows: from the sight, the cue, its step from 1, and how many cues of its kind have come with it."""
    seconds: Callable[[Cue], int]
    """Seconds that it takes where the sheet does not say."""
    wants: tuple[str, ...] = ()
    """The keys without which it shows nothing."""
    uses: tuple[str, ...] = ()
    """The keys that say something of it, beside those that any cue may have; what it wants is among them."""
    moments: Callable[[Cue], tuple[str, ...]] | None = None
    """What each of its steps is; None for a single one that is called as the kind."""
    says: Callable[[ScriptCue, str], Iterator[str]] | None = None
    """What the announcer says of it in a language; None for the catalogue's sentence for each step."""
    calls: Callable[[Session, Cue, datetime], tuple[CalledUp, ...]] | None = None
    """Who is called up for what is public already, from public facts of a moment; None for nobody."""
    reveals: Revealing[AnyScene] | None = None
    """What it makes public; None for nothing."""
    shows: Callable[[Cue], Key] | None = None
    """The result that must be public before it: else it could only say that nothing is revealed yet."""
    pieces: Callable[[AnyScene, ToldAt, Contest], Iterable[Piece]] | None = None
    """The results that a scene of it tells, to be held against a seal; None for none."""
    scene_name: str = ""
    """The scene that it is drawn as, where that is not called as the kind."""
    stands: Literal["anywhere", "first", "last"] = "anywhere"
    """Where in a sheet it has its place."""
    each_pool: bool = False
    """Whether it shows one pool's result, so that of pools ranked apart each has a cue of its own."""
    preliminary: bool = False
    """Whether it comes before anything of a result: a ceremony that has shown nothing else can be taken back."""
    only_words: bool = False
    """Whether it shows nothing but the words that the sheet gives it."""
    tells_first: bool = False
    """Whether it tells who is first of the overall table, as soon as every flag that counts in it is public."""
    names_of_the_day: bool = False
    """Whether it names units as they are called on the day, not in the contest's period."""


def usually(seconds: int) -> Callable[[Cue], int]:
    """The length of a kind whose cues are all alike."""
    return lambda _cue: seconds
