"""What a viewer's line carries, by the bytes that its other end has acknowledged, and what fits it."""

from screens.remote.picture_key import PALETTE_16, PALETTE_256, TRUECOLOR

LATE_SECONDS = 1.25
"""A whole picture that takes longer is too much for a line: a next one may come meanwhile, and then waits."""
SHARES = {TRUECOLOR: 1.0, PALETTE_256: 0.62, PALETTE_16: 0.3}
"""The bytes of a picture in these colours, as shares of those in 24 bits: what all scenes take in the mean."""
TELLING_BYTES = 4096
"""So many bytes must have been acknowledged for the time that they took to say something."""


class Line:
    """Measures one line. Times are seconds of a clock that only goes forward."""

    def __init__(self) -> None:
        self.rate = 0.0
        """Bytes a second that were acknowledged when last something waited; 0 while that is not known."""
        self._since, self._owed = 0.0, 0

    def waits(self, now: float, owed: int) -> None:
        """Something has been written that does not leave at once; `owed` bytes in all are not acknowledged yet."""
        self._since, self._owed = now, owed

    def cleared(self, now: float, owed: int) -> float:
        """All that waited has left; returns the seconds that it took, 0 if nothing waited."""
        if not self._since:
            return 0.0
        took, acknowledged = now - self._since, self._owed - owed
        self._since = 0.0
        if acknowledged >= TELLING_BYTES and took > 0:
            self.rate = acknowledged / took
        return took

    def forget(self) -> None:
        """What was measured is long ago."""
        self.rate = 0.0

    def carries(self, size: float, seconds: float = LATE_SECONDS) -> bool:
        """Whether so many bytes come in time, as far as is known."""
        return not self.rate or size <= seconds * self.rate

    def richest(self, depth: str, size: int, shown: str) -> str:
        """The most colours, but no more than `depth`, in which a picture comes in time; it has `size` bytes in those
        that are `shown`. The fewest where none does."""
        fewer = [each for each in SHARES if SHARES[each] <= SHARES.get(depth, 0.0)]
        fitting = (each for each in fewer if self.carries(resized(size, shown, each)))
        return next(fitting, fewer[-1] if fewer else depth)


def resized(size: int, shown: str, wanted: str) -> float:
    """About how many bytes a picture of `size` bytes in some colours has in others."""
    return size * SHARES.get(wanted, 1.0) / SHARES.get(shown, 1.0)
