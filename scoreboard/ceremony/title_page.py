"""The page that a ceremony begins and ends with."""

from scoreboard.ceremony.amendment import amended
from scoreboard.ceremony.visibility import Sight
from scoreboard.publications.boards import latest_payload
from scoreboard.publications.questions import Payload
from scoreboard.publications.sealed import seal_key
from scoreboard.store.contest import names_on


def title_page(sight: Sight) -> Payload:
    """What a ceremony is called, who holds it, where and when, and what it commits to."""
    ceremony, picture = sight.ceremony, sight.public
    host = picture.contest.series.host
    name = names_on(sight.session, picture.contest.naming_day(picture.now), [host]).get(host)
    sealed = latest_payload(sight.session, seal_key(ceremony.id))
    change = amended(sight.session, picture.contest, ceremony.id)
    return {
        "title": ceremony.title,
        "title_en": ceremony.title_en or ceremony.title,
        "host": name.name if name else host,
        "host_en": name.name_en if name else host,
        "venue": ceremony.venue,
        "date": None if ceremony.held_on is None else ceremony.held_on.isoformat(),
        "slogans": list(ceremony.slogans),
        "commitment": None if sealed is None else sealed["commitment"],
        **({"amended": change} if change else {}),
    }
