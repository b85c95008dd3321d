"""Packets that no client would send: random ones, and good ones that were cut, changed or lied about."""

import random
from collections.abc import Iterator

from tests.bench.ssh_client import (
    AUTH_REQUEST,
    CHANNEL_CLOSE,
    CHANNEL_DATA,
    CHANNEL_EOF,
    CHANNEL_OPEN,
    CHANNEL_REQUEST,
    DISCONNECT,
    GLOBAL_REQUEST,
    IGNORE,
    KEX_INIT,
    KEXINIT,
    NEWKEYS,
    SERVICE_REQUEST,
    VERSION,
    WINDOW_ADJUST,
    number,
    proposal,
    string,
)

REQUESTS = (
    b"pty-req",
    b"shell",
    b"exec",
    b"subsystem",
    b"env",
    b"window-change",
    b"signal",
    b"break",
    b"x11-req",
    b"eow",
)
NUMBERS = (0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


def good(chance: random.Random) -> bytes:
    """A packet that could be meant well."""
    any_number = number(chance.choice(NUMBERS))
    words = string(chance.randbytes(chance.choice((0, 1, 20, 3000))))
    request = bytes((CHANNEL_REQUEST,)) + any_number + string(chance.choice(REQUESTS)) + b"\1"
    return chance.choice(
        (
            request + words + any_number * 4 + words,
            request + any_number * 4,
            request,
            bytes((CHANNEL_OPEN,)) + string(b"session") + any_number + any_number + any_number,
            bytes((CHANNEL_DATA,)) + any_number + words,
            bytes((CHANNEL_EOF,)) + any_number,
            bytes((CHANNEL_CLOSE,)) + any_number,
            bytes((WINDOW_ADJUST,)) + any_number + any_number,
            bytes((GLOBAL_REQUEST,)) + string(b"tcpip-forward") + b"\1" + words + any_number,
            bytes((GLOBAL_REQUEST,)) + words + b"\1",
            bytes((AUTH_REQUEST,)) + words + string(b"ssh-connection") + string(b"none"),
            bytes((SERVICE_REQUEST,)) + words,
            bytes((KEX_INIT,)) + words,
            bytes((NEWKEYS,)),
            bytes((IGNORE,)) + words,
            bytes((DISCONNECT,)) + any_number + words + words,
            proposal(),
            bytes((KEXINIT,)) + chance.randbytes(200),
        )
    )


def bad(chance: random.Random) -> bytes:
    """One that is not, in one way or another."""
    packet = bytearray(good(chance))
    match chance.randrange(4):
        case 0:
            return bytes(packet)
        case 1:
            return bytes(packet[: chance.randrange(1, len(packet) + 1)])
        case 2:
            for _ in range(chance.randrange(1, 8)):
                packet[chance.randrange(len(packet))] = chance.randrange(256)
            return bytes(packet)
    return chance.randbytes(chance.randrange(1, 300))


def bad_beginning(chance: random.Random) -> bytes:
    """Bytes for a connection that has only just begun."""
    packet = bad(chance)
    padded = bytes((4,)) + packet + bytes(4)
    length = chance.choice((len(padded), len(padded) + 1, 0, 1, 5, 0xFFFF, 0xFFFFFFFF))
    greeting = chance.choice((VERSION + b"\r\n", b"", b"SSH-1.0-x\r\n", chance.randbytes(40), b"A" * 9000, b"\n" * 300))
    return greeting + number(length) + padded[: chance.randrange(len(padded) + 1)]


def any_name(chance: random.Random) -> str:
    """What somebody may call themselves: a board's name for the most part, and something odd in it."""
    known = ("board", "flags", "stars", "city", "yongnian", "永年县", "handan", "BOARD", "")
    odd = ("\0", "\n", "/", "..", "%s", "'", "\u200b", "\u202e", "\x1b[31m", "ß", "İ", "ﬃ", "永", "a" * 3000, "*", "_")
    words = [chance.choice(known), *(chance.choice(odd) for _ in range(chance.randrange(4)))]
    chance.shuffle(words)
    return "".join(words)


def bad_names() -> Iterator[str]:
    """User names that are no board's."""
    yield from ("", " ", "board\0", "board\n", "boardx", "../../etc/passwd", "[/b]", "' OR 1=1 --", "-oProxyCommand=id")
    yield from ("\u202eboard", "\x1b]0;x\x07", "$(id)", "%s%n", "邯郸", "root", "admin", "a" * 30_000)
