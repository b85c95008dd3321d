"""How much one address, and all together, may take."""

import ipaddress
from dataclasses import dataclass, field

from screens.remote.headcount import DOORWAY, TOTAL, Headcount


@dataclass(frozen=True)
class Limits:
    """What is allowed, over all edges."""

    connections: int = 12_000
    per_address: int = 200
    login_seconds: float = 20.0
    idle_seconds: float = 12 * 3600.0
    """A viewer that has not pressed a key for so long is let go."""
    unopened_seconds: float = 15.0
    """A connection that opens no session for so long is dropped."""
    keepalive_seconds: float = 10.0
    keepalive_count: int = 2
    """A viewer that has left so many questions unanswered, one in so many seconds, is gone."""
    strangers: int = 800
    strangers_per_address: int = 50
    """Connections that have not opened a session yet."""
    page_seconds: float = 120.0
    """A viewer that turned to a page and has not pressed a key for so long follows the programme again."""
    private_screens: int = 200
    """Searches at a time, in each edge."""
    private_idle_seconds: float = 120.0


@dataclass(frozen=True)
class Pace:
    """How fast pictures move."""

    frames_a_second: int = 10
    viewer_bytes: float = 150_000
    """Bytes a second that one viewer's line is taken to carry in comfort."""
    total_bytes: float = 40_000_000
    """Bytes a second that all viewers of a picture may be sent: many of them see fewer frames of a waving flag."""


@dataclass
class Door:
    """Counts who is in, and who stands in the doorway: connected, but without a session."""

    limits: Limits
    counted: Headcount = field(default_factory=Headcount.alone)

    def enter(self, address: str) -> bool:
        """Whether one more connection of this address may come in; counts it if so.

        It is counted first and looked at then, so that two edges never let in more than there may be.
        """
        limits, (inside, strangers) = self.limits, self.counted.cells_of(neighbourhood(address))
        bounds = {
            TOTAL: limits.connections,
            DOORWAY: limits.strangers,
            inside: limits.per_address,
            strangers: limits.strangers_per_address,
        }
        self._count(1, *bounds)
        if all(self.counted.of(cell) <= most for cell, most in bounds.items()):
            return True
        self._count(-1, *bounds)
        return False

    def opened(self, address: str) -> None:
        """A connection has its session."""
        self._count(-1, DOORWAY, self.counted.cells_of(neighbourhood(address))[1])

    def leave(self, address: str, *, opened: bool) -> None:
        """A connection is gone, which had a session or had not."""
        if not opened:
            self.opened(address)
        self._count(-1, TOTAL, self.counted.cells_of(neighbourhood(address))[0])

    def _count(self, by: int, *cells: int) -> None:
        for cell in cells:
            self.counted.add(cell, by)


def neighbourhood(address: str) -> str:
    """What is counted as one address: of the sixth version the whole network of 64 bits, for one host has all of it."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv4Address):
        return address
    if known.ipv4_mapped is not None:
        return str(known.ipv4_mapped)
    return str(ipaddress.ip_network((int(known), 64), strict=False))
