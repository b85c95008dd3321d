"""Which rankings follow others: where equal places go by places in another area, that one's results move them too."""

from collections.abc import Collection, Iterable

from scoreboard.rules.countback import criteria_of
from scoreboard.store.public.asking import in_portions
from scoreboard.store.public.contests import ranking_key
from scoreboard.store.public.facts import Facts
from scoreboard.store.public.places import ContestBoards

_SHARING = (
    "SELECT 1 FROM public_standing s JOIN public_standing o ON o.board = s.board AND o.pool = s.pool AND o.state = 0"
    " AND o.flags = s.flags AND o.value = s.value AND o.unit <> s.unit"
    " WHERE s.board = :board AND s.state = 0{these} LIMIT 1"
)


def rankings_moved(
    facts: Facts, contest: ContestBoards, areas: Collection[str], units: Iterable[int] | None
) -> list[str]:
    """The public rankings of other areas in which someone may stand elsewhere after news of these.

    `units` are whom the news is about, None for all; of whoever shares no score there nothing can move.
    """
    named = {one.area for one in criteria_of(contest.countback, overall=False)}
    if not named & set(areas):
        return []
    portions = None if units is None else list(in_portions(units))
    others = [area for area in contest.areas if area not in areas]
    public = facts.public_among([ranking_key(contest.series, contest.period, area) for area in others])
    return [
        key
        for area in others
        if (key := ranking_key(contest.series, contest.period, area)) in public
        and _shares(facts, contest.areas[area].board, portions)
    ]


def _shares(facts: Facts, board: int, portions: list[list[int]] | None) -> bool:
    """Whether one of some units, or any, has the same score as another one."""
    if portions is None:
        return bool(facts.ask(_SHARING.format(these=""), board=board))
    question = _SHARING.format(these=" AND s.unit IN :units")
    return any(facts.ask(question, board=board, units=portion) for portion in portions)
