"""How long a new size of a terminal waits until it is followed."""

AT_ONCE_SECONDS, AT_ONCE_TIMES, LONGEST_SECONDS = 0.25, 8, 8.0
"""A window that is being drawn larger sends its size many times a second; each costs a picture. Who goes on and on is
followed ever more slowly, until they have been calm for the longest time."""


class Resizing:
    """The sizes of one terminal."""

    def __init__(self) -> None:
        self._times, self._at = 0, 0.0

    def wait(self, now: float) -> float:
        """Seconds until a size that comes `now` is followed, by a clock that only goes forward."""
        calm = now - self._at > 2 * LONGEST_SECONDS
        self._times, self._at = 0 if calm else self._times + 1, now
        return min(LONGEST_SECONDS, AT_ONCE_SECONDS * 2.0 ** min(10, max(0, self._times - AT_ONCE_TIMES)))
