"""The page that a ceremony begins and ends with."""

from scoreboard.ceremony.amendment import amended
from scoreboard.ceremony.visibility import Sight
from scoreboard.publications.boards import latest_board
from scoreboard.publications.commitments import SealBoard, seal_key
from scoreboard.publications.scenes.title import TitleScene
from scoreboard.store.contest import names_on
from scoreboard.wire import UNSET


def title_page(sight: Sight) -> TitleScene:
    """What a ceremony is called, who holds it, where and when, and what it commits to."""
    ceremony, picture = sight.ceremony, sight.public
    host = picture.contest.series.host
    name = names_on(sight.session, picture.contest.naming_day(picture.now), [host]).get(host)
    sealed: SealBoard | None = latest_board(sight.session, seal_key(ceremony.id))
    return TitleScene(
        title=ceremony.title,
        title_en=ceremony.title_en or ceremony.title,
        host=name.name if name else host,
        host_en=name.name_en if name else host,
        venue=ceremony.venue,
        venue_en=ceremony.venue_en or UNSET,
        date=None if ceremony.held_on is None else ceremony.held_on.isoformat(),
        slogans=tuple(ceremony.slogans),
        slogans_en=tuple(ceremony.slogans_en) or UNSET,
        commitment=None if sealed is None else sealed.commitment,
        amended=amended(sight.session, picture.contest, ceremony.id) or UNSET,
    )
