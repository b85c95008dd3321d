"""The scenes of the two cues that have winners: a flag, and a category of stars."""

from decimal import Decimal
from typing import Any

from scoreboard.ceremony.run_sheet import Cue
from scoreboard.ceremony.sight import Sight
from scoreboard.models import Star
from scoreboard.publications.boards import area_words, flag_row, ranking_board, ranking_row, ranks_before
from scoreboard.publications.pools import contest_pool
from scoreboard.publications.questions import Payload
from scoreboard.rules.stars import turns

TOP = 5
"""How many places of an area's ranking are shown beside its flag."""
PLACE = {"third": 3, "second": 2}


def flag_scene(sight: Sight, cue: Cue, step: int, number: int) -> Payload:
    """A flag's step: who holds it, the candidates' names, third place, second place, the winner."""
    picture, contest = sight.public, sight.contest
    area = contest.area(cue.area)
    flag = (area.id, cue.pool)
    moment = cue.moments[step - 1]
    payload: dict[str, Any] = {
        "scene": "flag",
        "moment": moment,
        **area_words(area),
        "pool": cue.pool or None,
        **contest_pool(contest, cue.pool),
        "previous": [picture.unit(unit) for unit in picture.ledger.holders_before(flag, contest.period.id)],
        "number": number,
        **({"open": True} if picture.ledger.opens(contest.period.id) else {}),
    }
    if moment == "roll":
        return {**payload, "candidates": sight.candidates(cue.pool)}
    if moment in PLACE:
        place = PLACE[moment]
        rows = _rows_at(sight, cue, place)
        if not rows:  # that nobody has it would tell that a place above is shared: the names go on rolling
            return {**payload, "moment": "roll", "candidates": sight.candidates(cue.pool)}
        return {**payload, "moment": "place", "place": place, "rows": rows, "decimals": contest.rules.decimals}
    term = picture.ledger.term(flag, contest.period.id)
    if moment == "contest" or term is None:
        return {**payload, "moment": "contest"}
    rows = ranking_board(sight.session, picture, area)["rows"]
    ranked = [row for row in rows if cue.pool in ("", row["pool"]) and row["rank"] is not None]
    top = ranked[:TOP]
    return {
        **payload,
        "row": flag_row(picture, area, cue.pool, term),
        "top": top,
        "more": sum(row["rank"] == top[-1]["rank"] for row in ranked[TOP:]),
        "decimals": contest.rules.decimals,
        "candidates": sight.candidates(cue.pool),
    }


def _rows_at(sight: Sight, cue: Cue, place: int) -> list[Payload]:
    """The ranking's rows at one place of a sealed flag: none after a tie above, several in a tie."""
    picture = sight.sealed()
    pools = {unit.id: unit.pool for unit in picture.scores.units}
    before = ranks_before(sight.session, picture, cue.area)
    standings = picture.scores.standings(cue.area, cue.pool)
    return [ranking_row(picture, one, pools[one.unit], before) for one in standings if one.rank == place]


def star_scene(sight: Sight, cue: Cue, step: int) -> Payload:
    """A star's step: the category, then its winners at once or one at a time.

    At a place that nobody takes the stage stays as it is: the category before the first winner, all after the last.
    """
    star = sight.session.get_one(Star, cue.star)
    moment = cue.moments[step - 1]
    payload: dict[str, Any] = {
        "scene": "star",
        "moment": moment,
        "star": star.id,
        "star_name": star.name,
        "star_name_en": star.name_en or star.name,
    }
    if moment == "category":
        return payload
    if moment == "winners":
        return {**payload, "rows": _winners(sight.stars(), star.id)}
    winners = _winners(sight.sealed_stars(star.id), star.id)
    from_bottom = cue.reveal == "from-bottom"
    turn = turns([_votes(row) for row in winners], cue.places, from_bottom=from_bottom)[step - 2]
    if not turn.winners:
        still = {"moment": "category"} if from_bottom and step < cue.steps else {"moment": "winners", "rows": winners}
        return {**payload, **still}
    return {**payload, "place": turn.place, "rows": [winners[at] for at in turn.winners]}


def winners_in_turn(board: Payload, cue: Cue) -> list[Payload]:
    """A star's winners in the order in which its cue shows them."""
    winners = _winners(board, cue.star)
    if "winner" not in cue.moments:
        return winners
    found = turns([_votes(row) for row in winners], cue.places, from_bottom=cue.reveal == "from-bottom")
    return [winners[at] for turn in found for at in turn.winners]


def at_once(shown: Payload) -> int:
    """How many winners of a star a step shows of which each should have had a step of their own; 0 for a tie."""
    together = shown.get("moment") == "winner" and shown["place"] is None
    return len(shown["rows"]) if together and len(shown["rows"]) > 1 else 0


def _votes(row: Payload) -> Decimal | None:
    return None if row["result"] is None else Decimal(row["result"])


def _winners(board: Payload, star: str) -> list[Payload]:
    return [row for row in elected(board)["rows"] if row["star"] == star]


def elected(board: Payload) -> Payload:
    """A board of stars with nobody on it but those who have been elected and confirmed."""
    return {**board, "rows": [row for row in board["rows"] if row["status"] == "confirmed"]}
