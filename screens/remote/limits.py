"""How much one address, and all together, may take."""

import ipaddress
import random
from collections.abc import Callable, Mapping
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
    """A viewer that turned to a page and has not pressed a key for so long follows the playlist again."""
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


MOST_LET_GO = 3
"""How many are let go for one newcomer at most."""
LetGo = Callable[[], None]
"""Ends one connection at once, and has it leave by the door before it returns."""


@dataclass
class Door:
    """Counts who is in, and who stands in the doorway: connected, but without a session."""

    limits: Limits
    counted: Headcount = field(default_factory=Headcount.alone)
    _waiting: dict[str, list[LetGo]] = field(default_factory=dict)
    """Those in this process's doorway, by their neighbourhoods."""

    def enter(self, address: str, let_go: LetGo | None = None) -> bool:
        """Whether one more connection of this address may come in; counts it if so.

        It is counted first and looked at then, so that two edges never let in more than there may be. Where only the
        doorway is full, somebody of the neighbourhood that crowds it is let go, if that one has more there.
        """
        limits, place = self.limits, neighbourhood(address)
        inside, strangers = self.counted.cells_of(place)
        bounds = {
            TOTAL: limits.connections,
            DOORWAY: limits.strangers,
            inside: limits.per_address,
            strangers: limits.strangers_per_address,
        }
        self._count(1, *bounds)
        full = self._full(bounds)
        for _ in range(MOST_LET_GO):  # another edge may count somebody at this moment whom it refuses
            if full != [DOORWAY] or not self._make_room(place):
                break
            full = self._full(bounds)
        if full:
            self._count(-1, *bounds)
        elif let_go is not None:
            self._waiting.setdefault(place, []).append(let_go)
        return not full

    def opened(self, address: str, let_go: LetGo | None = None) -> None:
        """A connection has its session."""
        place = neighbourhood(address)
        self._count(-1, DOORWAY, self.counted.cells_of(place)[1])
        if let_go is not None and let_go in self._waiting.get(place, ()):
            self._waiting[place].remove(let_go)
            if not self._waiting[place]:
                del self._waiting[place]

    def leave(self, address: str, *, opened: bool, let_go: LetGo | None = None) -> None:
        """A connection is gone, which had a session or had not."""
        if not opened:
            self.opened(address, let_go)
        self._count(-1, TOTAL, self.counted.cells_of(neighbourhood(address))[0])

    def _full(self, bounds: Mapping[int, int]) -> list[int]:
        return [cell for cell, most in bounds.items() if self.counted.of(cell) > most]

    def _make_room(self, place: str) -> bool:
        """Let go of one, by chance, of the most crowded neighbourhood, unless this one would be as crowded then."""
        crowd = max(self._waiting.values(), key=len, default=[])
        if len(crowd) <= len(self._waiting.get(place, ())) + 1:
            return False
        random.choice(crowd)()
        return True

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
