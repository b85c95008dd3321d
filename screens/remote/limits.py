"""How much one address, and all together, may take."""

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
    keepalive_seconds: float = 15.0
    keepalive_count: int = 3
    environment: int = 16
    private_screens: int = 200
    private_idle_seconds: float = 120.0


@dataclass
class Door:
    """Counts who is in."""

    limits: Limits
    inside: Counter[str] = field(default_factory=Counter)

    def enter(self, address: str) -> bool:
        """Whether one more connection of this address may come in; counts it if so."""
        if self.inside.total() >= self.limits.connections or self.inside[address] >= self.limits.per_address:
            return False
        self.inside[address] += 1
        return True

    def leave(self, address: str) -> None:
        self.inside[address] -= 1
        if self.inside[address] <= 0:
            del self.inside[address]
