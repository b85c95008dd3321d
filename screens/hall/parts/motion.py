"""Time as movement: shares of a stretch of time, eased."""


def span(elapsed: float, start: float, length: float) -> float:
    """How much (0 to 1) of the stretch that begins at `start` and takes `length` seconds has passed."""
    return min(1.0, max(0.0, (elapsed - start) / length))


def ease(share: float) -> float:
    """`share` with a soft start and a soft end."""
    return share * share * (3 - 2 * share)


def land(share: float) -> float:
    """`share` that starts fast and comes to rest."""
    return 1 - (1 - share) ** 3
