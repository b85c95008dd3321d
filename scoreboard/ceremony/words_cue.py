"""Cues that show words of the sheet: a speech, an interlude, a message, a photo."""

from collections.abc import Iterator

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cue_kind import CueKind, usually
from scoreboard.ceremony.read_out import ScriptCue
from scoreboard.ceremony.visibility import Sight
from scoreboard.exchange.printed_pages import literal
from scoreboard.locale import say
from scoreboard.publications.scene import WordsScene
from scoreboard.wire import UNSET


def words_cue(
    drawn: type[WordsScene], seconds: int, *, only_words: bool = False, preliminary: bool = False
) -> CueKind[WordsScene]:
    """A kind of cue that shows its title and text, `drawn` as a scene of such words."""

    def scene(_sight: Sight, cue: Cue, _step: int, _number: int) -> WordsScene:
        title_en, text_en = cue.title_en or UNSET, cue.text_en or UNSET
        return drawn(title=cue.title, title_en=title_en, text=cue.text, text_en=text_en)

    return CueKind(
        scene, usually(seconds), uses=("image",), says=say_words, only_words=only_words, preliminary=preliminary
    )


def say_words(entry: ScriptCue, lang: str) -> Iterator[str]:
    """What the sheet says, else what the cue is."""
    cue = entry.cue
    yield literal(cue.said("text", lang) or cue.said("title", lang) or say(f"cli.cue.{cue.kind}", lang))
