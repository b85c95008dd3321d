"""One score out of several judges' scores: the series' setting `judges` (S18)."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from scoreboard.enums import Panel
from scoreboard.rules.rounding import half_up

FINEST_DECIMALS = 4
"""No score has more decimals."""


def left_out(judged: Mapping[str, Collection[str]]) -> dict[str, set[str]]:
    """The units that not all have judged who judged any of them, each with those judges.

    A trim or a mean over fewer judges is no measure beside one over more. Units that nobody has judged are not asked.
    """
    panel = {judge for judges in judged.values() for judge in judges}
    return {unit: missing for unit, judges in judged.items() if judges and (missing := panel - set(judges))}


def dropped(scores: Sequence[Decimal], method: str) -> tuple[int, ...]:
    """Which of some scores, by their places, a trimmed mean drops: one highest and one lowest, from three judges on.

    Of several that are alike it is the first.
    """
    if Panel(method) is not Panel.TRIMMED_MEAN or len(scores) < 3:
        return ()
    highest = max(range(len(scores)), key=lambda place: scores[place])
    lowest = min((place for place in range(len(scores)) if place != highest), key=lambda place: scores[place])
    return highest, lowest


def combined(scores: Sequence[Decimal], method: str) -> Decimal | None:
    """The score of a cell, in points; None while no judge has scored.

    A trimmed mean drops one highest and one lowest, from three judges on (S18). A mean that has no end is
    rounded half up to a ten-thousandth, the finest score there is.

    Raises ValueError for an unknown method, and for several scores where a single judge scores.
    """
    panel = Panel(method)
    if not scores:
        return None
    if panel is Panel.SINGLE:
        if len(scores) > 1:
            raise ValueError("several scores for a single judge")
        return scores[0]
    left_out = dropped(scores, method)
    counted = [score for place, score in enumerate(scores) if place not in left_out]
    return half_up(sum(map(Fraction, counted), Fraction(0)) / len(counted), FINEST_DECIMALS)
