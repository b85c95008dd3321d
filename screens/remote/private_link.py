"""An edge's side of the private process: viewers' own screens, relayed."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from screens.remote import wire
from screens.remote.keys import StageKey

RETRY_SECONDS = 0.2


@dataclass(frozen=True)
class Relay:
    """Where a screen's output goes, and who wants to know that it has ended."""

    write: Callable[[bytes], None]
    closed: Callable[[], None]


class PrivateLink:
    """One connection to the private process; when it breaks, its viewers go back to the shared picture."""

    def __init__(self, socket: Path, most: int) -> None:
        self._socket, self._most = socket, most
        self._relays: dict[int, Relay] = {}
        self._last = 0
        self._writer: asyncio.StreamWriter | None = None

    async def run(self) -> None:
        """Keep the connection and relay what comes over it."""
        while True:
            try:
                reader, self._writer = await asyncio.open_unix_connection(self._socket, limit=wire.MOST_BYTES)
            except (ConnectionError, FileNotFoundError):
                await asyncio.sleep(RETRY_SECONDS)
                continue
            async for message in wire.messages(reader):
                self._relay(message)
            self._writer.close()
            self._writer = None
            relays, self._relays = self._relays, {}
            for relay in relays.values():
                relay.closed()

    def open(self, key: StageKey, write: Callable[[bytes], None], closed: Callable[[], None]) -> int | None:
        """Open a screen; returns its number, None where there are as many as there may be, or nobody to draw it."""
        if self._writer is None or len(self._relays) >= self._most:
            return None
        self._last += 1
        self._relays[self._last] = Relay(write, closed)
        self._tell(wire.worded(wire.OPEN, self._last, wire.key_words(key)))
        return self._last

    def input(self, number: int, data: bytes) -> None:
        """Keys of the viewer."""
        self._tell(wire.Message(wire.INPUT, number, data))

    def resize(self, number: int, columns: int, rows: int) -> None:
        """The viewer's terminal has another size."""
        self._tell(wire.worded(wire.RESIZE, number, {"columns": columns, "rows": rows}))

    def close(self, number: int) -> None:
        """The viewer is gone."""
        if self._relays.pop(number, None) is not None:
            self._tell(wire.Message(wire.CLOSE, number))

    def _relay(self, message: wire.Message) -> None:
        relay = self._relays.get(message.number)
        if relay is None:
            return
        if message.kind == wire.OUTPUT:
            relay.write(message.body)
        elif message.kind == wire.CLOSE:
            del self._relays[message.number]
            relay.closed()

    def _tell(self, message: wire.Message) -> None:
        if self._writer is not None:
            self._writer.write(message.packed())
