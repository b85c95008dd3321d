"""A frame that goes to many viewers, made once for all of them into what is sent."""

import os
import zlib

CHUNK = 16 * 1024
"""Bytes of a frame in one SSH packet; every client takes packets as large as this."""
PACKING = 1
"""How hard a frame is packed (zlib's level): the next levels take twice as long for a tenth less."""

GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
"""What a gzip stream begins with (RFC 1952, 2.3); packed chunks follow it in any order."""

_DATA = 94
_BLOCK = 16


class SharedBytes:
    """Bytes for many viewers: made into SSH packets once for all whose channel bears the same number, and for browsers
    into a chunk of HTTP, plain or packed."""

    __slots__ = ("_chunk", "_packed", "_packets", "data")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._packets: dict[int, list[tuple[bytes, bytes]]] = {}
        self._chunk = self._packed = b""

    def chunk(self) -> bytes:
        """The bytes with their length before them (RFC 9112, 7.1)."""
        if not self._chunk:
            self._chunk = _sized(self.data)
        return self._chunk

    def packed_chunk(self) -> bytes:
        """The same as whole blocks of a gzip stream, which refer to nothing before them: whoever comes in between reads
        them as well as who was there from the beginning (RFC 1951)."""
        if not self._packed:
            packer = zlib.compressobj(PACKING, zlib.DEFLATED, -zlib.MAX_WBITS)
            self._packed = _sized(packer.compress(self.data) + packer.flush(zlib.Z_SYNC_FLUSH))
        return self._packed

    def packets(self, channel: int) -> list[tuple[bytes, bytes]]:
        """Each packet's length field, which is authenticated, and its rest, which is encrypted (RFC 4253, 6; 5647)."""
        found = self._packets.get(channel)
        if found is None:
            chunks = [self.data[start : start + CHUNK] for start in range(0, len(self.data), CHUNK)]
            found = [_packet(channel, chunk) for chunk in chunks]
            if len(self._packets) < 8:
                self._packets[channel] = found
        return found


def _sized(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def _packet(channel: int, data: bytes) -> tuple[bytes, bytes]:
    payload = b"%c%s%s%s" % (_DATA, channel.to_bytes(4, "big"), len(data).to_bytes(4, "big"), data)
    padding = -(1 + len(payload)) % _BLOCK
    if padding < 4:
        padding += _BLOCK
    rest = bytes((padding,)) + payload + os.urandom(padding)
    return len(rest).to_bytes(4, "big"), rest
