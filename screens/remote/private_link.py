"""An edge's side of the private process: viewers' own screens, relayed, and boards as text."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from screens.remote import wire
from screens.remote.picture_key import StageKey

RETRY_SECONDS = 0.2
ANSWER_SECONDS = 20.0
MOST_QUESTIONS = 50
"""Boards as text that one edge asks for at a time; they are made one after the other."""
MOST_OF_ONE = 20
"""Of these, for one address."""
MOST_WAITING = 256 * 1024
"""Bytes that may wait for the private process to read them."""


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
        self._questions: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._askers: Counter[str] = Counter()
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
            for waiting in self._questions.values():
                waiting.cancel()

    def open(self, key: StageKey, write: Callable[[bytes], None], closed: Callable[[], None]) -> int | None:
        """Open a screen; returns its number, None where there are as many as there may be, or nobody to draw it."""
        if self._writer is None or len(self._relays) >= self._most:
            return None
        self._last += 1
        self._relays[self._last] = Relay(write, closed)
        wire.tell(self._writer, wire.worded(wire.OPEN, self._last, wire.key_words(key)))
        return self._last

    async def ask(self, command: str, board: str, lang: str, asker: str) -> dict[str, Any] | None:
        """What a command prints, as `answering.Answer` has it; None where nobody can say now.

        `asker` is the address that the question comes from.
        """
        if self._writer is None or len(self._questions) >= MOST_QUESTIONS or self._askers[asker] >= MOST_OF_ONE:
            return None
        self._last += 1
        number = self._last
        waiting = self._questions[number] = asyncio.get_running_loop().create_future()
        self._askers[asker] += 1
        wire.tell(self._writer, wire.worded(wire.ASK, number, {"command": command, "board": board, "lang": lang}))
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await asyncio.wait([waiting])
                return None if waiting.cancelled() else waiting.result()
        except TimeoutError:
            return None
        finally:
            del self._questions[number]
            self._askers -= Counter((asker,))
            if not waiting.done():
                wire.tell(self._writer, wire.Message(wire.CLOSE, number))

    def input(self, number: int, data: bytes) -> None:
        """Keys of the viewer; those that nobody takes in time are dropped."""
        if self._writer is not None and self._writer.transport.get_write_buffer_size() < MOST_WAITING:
            wire.tell(self._writer, wire.Message(wire.INPUT, number, data))

    def resize(self, number: int, columns: int, rows: int) -> None:
        """The viewer's terminal has another size."""
        wire.tell(self._writer, wire.worded(wire.RESIZE, number, {"columns": columns, "rows": rows}))

    def close(self, number: int) -> None:
        """The viewer is gone."""
        if self._relays.pop(number, None) is not None:
            wire.tell(self._writer, wire.Message(wire.CLOSE, number))

    def _relay(self, message: wire.Message) -> None:
        if message.kind == wire.ANSWER:
            waiting = self._questions.get(message.number)
            if waiting is not None and not waiting.done():
                waiting.set_result(message.words)
            return
        relay = self._relays.get(message.number)
        if relay is None:
            return
        if message.kind == wire.OUTPUT:
            relay.write(message.body)
        elif message.kind == wire.CLOSE:
            del self._relays[message.number]
            relay.closed()
