"""How the processes behind one port speak to each other: framed messages over a unix socket."""

import asyncio
import json
import struct
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from typing import Any

from screens.remote.picture_key import StageKey

_HEAD = struct.Struct("!BII")
MOST_BYTES = 16 << 20
"""A longer message is a mistake; the connection is dropped."""

JOIN, PART, VIEWERS, WHOLE, CHANGE, DONE, OPEN, INPUT, RESIZE, CLOSE, OUTPUT, ASK, ANSWER, AT = range(1, 15)
"""Kinds of message. To the stage process: JOIN a picture, PART from it, how many VIEWERS it has, ask for it WHOLE, and
up to which version its changes have reached all viewers (DONE). From it: WHOLE, CHANGE, and which page of the playlist
it is AT. To the private process: OPEN a screen, its INPUT, RESIZE and CLOSE it, ASK for a board as text. From it:
OUTPUT, CLOSE and the ANSWER."""


@dataclass(frozen=True)
class Message:
    """A message: its kind, what it is about (a key's or a screen's number), and its bytes."""

    kind: int
    number: int
    body: bytes = b""

    def packed(self) -> bytes:
        return _HEAD.pack(self.kind, self.number, len(self.body)) + self.body

    @property
    def words(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found


def tell(writer: asyncio.StreamWriter | None, message: Message) -> None:
    """Send a message, where there is a connection now."""
    if writer is not None:
        writer.write(message.packed())


def worded(kind: int, number: int, words: dict[str, Any]) -> Message:
    """A message whose body is JSON."""
    return Message(kind, number, json.dumps(words, ensure_ascii=False).encode())


def key_words(key: StageKey) -> dict[str, Any]:
    return asdict(key)


async def messages(reader: asyncio.StreamReader) -> AsyncIterator[Message]:
    """The messages of a stream until it ends."""
    while True:
        try:
            kind, number, length = _HEAD.unpack(await reader.readexactly(_HEAD.size))
            if length > MOST_BYTES:
                return
            body = await reader.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        yield Message(kind, number, body)
