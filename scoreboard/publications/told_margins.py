"""By how much somebody leads, with the digits that it needs where those of the series would show nothing of it."""

from decimal import Decimal


def margin_with_digits(margin: str | None, exact: str | None) -> str:
    """A margin as it is shown, or unrounded where that shows nothing of it; empty for none and for nought."""
    if margin is None:
        return ""
    points = Decimal(exact or margin)
    if not points:
        return ""
    least = Decimal(1).scaleb(-len(margin.partition(".")[2]))
    return margin if abs(points) >= least else f"{points.normalize():f}"
