"""Cues that show words of the sheet: a speech, an interlude, a message, a photo."""

from collections.abc import Iterator

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cue_kind import CueKind, usually
from scoreboard.ceremony.spoken import ScriptCue
from scoreboard.ceremony.visibility import Sight
from scoreboard.exchange.pages import literal
from scoreboard.locale import say
from scoreboard.publications.scene import WordsScene


def words_cue(
    drawn: type[WordsScene], seconds: int, *, only_words: bool = False, preliminary: bool = False
) -> CueKind[WordsScene]:
    """A kind of cue that shows its title and text, `drawn` as a scene of such words."""

    def scene(_sight: Sight, cue: Cue, _step: int, _number: int) -> WordsScene:
        return drawn(title=cue.title, text=cue.text)

    return CueKind(scene, usually(seconds), says=say_words, only_words=only_words, preliminary=preliminary)


def say_words(entry: ScriptCue, lang: str) -> Iterator[str]:
    """What the sheet says, else what the cue is."""
    yield literal(entry.cue.text or entry.cue.title or say(f"cli.cue.{entry.cue.kind}", lang))
