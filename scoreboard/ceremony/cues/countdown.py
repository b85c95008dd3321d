"""A clock that counts down to the beginning or the end of a break (倒计时)."""

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cue_kind import CueKind
from scoreboard.ceremony.visibility import Sight
from scoreboard.ceremony.words_cue import say_words
from scoreboard.publications.scenes.countdown import CountdownScene
from scoreboard.wire import UNSET


def _scene(_sight: Sight, cue: Cue, _step: int, _number: int) -> CountdownScene:
    return CountdownScene(title=cue.title, title_en=cue.title_en or UNSET, seconds=cue.seconds)


KIND = CueKind(_scene, lambda cue: cue.seconds, uses=("seconds", "image"), says=say_words, preliminary=True)
