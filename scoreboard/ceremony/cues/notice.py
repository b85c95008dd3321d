"""The notice of stars: who is on notice, for what, and until which day (公示)."""

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cue_kind import CueKind, usually
from scoreboard.ceremony.visibility import Sight
from scoreboard.publications.kinds.stars import of_series, on_notice
from scoreboard.publications.scenes.notice import NoticeScene


def _scene(sight: Sight, _cue: Cue, _step: int, _number: int) -> NoticeScene:
    contest = sight.contest
    board = on_notice(of_series(sight.stars(), contest.series.id))
    return NoticeScene(board=board, timezone=contest.competition.timezone).on(sight.public.now)


KIND = CueKind(_scene, usually(60))
