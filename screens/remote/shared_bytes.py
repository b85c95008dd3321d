"""A frame that goes to many viewers, made once for all of them into what is sent."""

import os

CHUNK = 16 * 1024
"""Bytes of a frame in one SSH packet; every client takes packets as large as this."""

_DATA = 94
_BLOCK = 16


class SharedBytes:
    """Bytes for many viewers: made into SSH packets once for all whose channel bears the same number, and for browsers
    into a chunk of HTTP."""

    __slots__ = ("_chunk", "_packets", "data")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._packets: dict[int, list[tuple[bytes, bytes]]] = {}
        self._chunk = b""

    def chunk(self) -> bytes:
        """The bytes with their length before them (RFC 9112, 7.1)."""
        if not self._chunk:
            self._chunk = b"%x\r\n%s\r\n" % (len(self.data), self.data)
        return self._chunk

    def packets(self, channel: int) -> list[tuple[bytes, bytes]]:
        """Each packet's length field, which is authenticated, and its rest, which is encrypted (RFC 4253, 6; 5647)."""
        found = self._packets.get(channel)
        if found is None:
            chunks = [self.data[start : start + CHUNK] for start in range(0, len(self.data), CHUNK)]
            found = [_packet(channel, chunk) for chunk in chunks]
            if len(self._packets) < 8:
                self._packets[channel] = found
        return found


def _packet(channel: int, data: bytes) -> tuple[bytes, bytes]:
    payload = b"%c%s%s%s" % (_DATA, channel.to_bytes(4, "big"), len(data).to_bytes(4, "big"), data)
    padding = -(1 + len(payload)) % _BLOCK
    if padding < 4:
        padding += _BLOCK
    rest = bytes((padding,)) + payload + os.urandom(padding)
    return len(rest).to_bytes(4, "big"), rest
