"""How much one address, and all together, may take."""

import ipaddress
from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Limits:
    """What an edge allows."""

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
    strangers: int = 400
    strangers_per_address: int = 50
    """Connections that have not opened a session yet."""
    page_seconds: float = 120.0
    """A viewer that turned to a page and has not pressed a key for so long follows the programme again."""
    private_screens: int = 200
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
    inside: Counter[str] = field(default_factory=Counter)
    strangers: Counter[str] = field(default_factory=Counter)
    total: int = 0
    doorway: int = 0

    def enter(self, address: str) -> bool:
        """Whether one more connection of this address may come in; counts it if so."""
        limits, address = self.limits, neighbourhood(address)
        if self.total >= limits.connections or self.inside[address] >= limits.per_address:
            return False
        if self.doorway >= limits.strangers or self.strangers[address] >= limits.strangers_per_address:
            return False
        self.inside[address] += 1
        self.strangers[address] += 1
        self.total += 1
        self.doorway += 1
        return True

    def opened(self, address: str) -> None:
        """A connection has its session."""
        self.doorway -= 1
        _less(self.strangers, neighbourhood(address))

    def leave(self, address: str, *, opened: bool) -> None:
        """A connection is gone, which had a session or had not."""
        if not opened:
            self.opened(address)
        self.total -= 1
        _less(self.inside, neighbourhood(address))


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


def _less(counter: Counter[str], address: str) -> None:
    counter[address] -= 1
    if counter[address] <= 0:
        del counter[address]
