"""A viewer's side of SSH with nothing in it that a viewer of ours does not need: it costs microseconds a frame.

`Connection` takes bytes and gives bytes (RFC 4253, 4252, 4254); it speaks mlkem768x25519 and aes128-gcm, believes any
host key, and once it watches it only decrypts and counts. A client made of AsyncSSH took 20 times the time and the
memory for each frame, so that the load generator ran out long before the server.
"""

import hashlib
import os
from collections.abc import Callable
from enum import Enum

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

VERSION = b"SSH-2.0-load"
OPEN_WINDOW = 0x7FFFFFFF
BLOCK, TAG = 16, 16
WRAPPED = 1088
"""Bytes of a secret that ML-KEM has wrapped."""

(
    DISCONNECT, IGNORE, UNIMPLEMENTED, DEBUG, SERVICE_REQUEST, SERVICE_ACCEPT, EXT_INFO,
) = (1, 2, 3, 4, 5, 6, 7)  # fmt: skip
KEXINIT, NEWKEYS, KEX_INIT, KEX_REPLY = 20, 21, 30, 31
AUTH_REQUEST, AUTH_FAILURE, AUTH_SUCCESS = 50, 51, 52
GLOBAL_REQUEST, REQUEST_FAILURE = 80, 82
CHANNEL_OPEN, CHANNEL_CONFIRMED, CHANNEL_REFUSED, WINDOW_ADJUST = 90, 91, 92, 93
CHANNEL_DATA, CHANNEL_EOF, CHANNEL_CLOSE, CHANNEL_REQUEST, CHANNEL_SUCCESS, CHANNEL_FAILURE = 94, 96, 97, 98, 99, 100


class State(Enum):
    """How far a connection has come."""

    GREETING, SHAKING_HANDS, WATCHING, CLOSED = range(4)


def string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def number(value: int) -> bytes:
    return value.to_bytes(4, "big")


_OPEN = bytes((CHANNEL_OPEN,)) + string(b"session") + number(0) + number(OPEN_WINDOW) + number(32768)


def proposal() -> bytes:
    """A KEXINIT with the one algorithm of each kind that this client speaks."""
    lists = (
        b"mlkem768x25519-sha256", b"ssh-ed25519", b"aes128-gcm@openssh.com", b"aes128-gcm@openssh.com",
        b"hmac-sha2-256-etm@openssh.com", b"hmac-sha2-256-etm@openssh.com", b"none", b"none", b"", b"",
    )  # fmt: skip
    return bytes((KEXINIT,)) + os.urandom(16) + b"".join(map(string, lists)) + b"\0" + number(0)


class Connection:
    """One viewer: `begin` and `receive` return what is to be sent; what the terminal is sent goes to `on_data`."""

    def __init__(
        self,
        user: str,
        size: tuple[int, int],
        terminal: str,
        on_data: Callable[[bytes], None],
        colours: str = "",
        key: Ed25519PrivateKey | None = None,
    ) -> None:
        self.state = State.GREETING
        self.user, self._size, self._terminal, self._colours = user, size, terminal, colours
        self.on_data = on_data
        self._key, self._session = key, b""
        self._buffer = b""
        self._theirs = b""
        self._own_kexinit = proposal()
        self._their_kexinit = b""
        self._secret: tuple[MLKEM768PrivateKey, X25519PrivateKey] | None = (
            MLKEM768PrivateKey.generate(),
            X25519PrivateKey.generate(),
        )
        self._decrypt: Callable[[bytes, bytes, bytes], bytes] | None = None
        self._encrypt: Callable[[bytes, bytes, bytes], bytes] | None = None
        self._next_decrypt: Callable[[bytes, bytes, bytes], bytes] | None = None
        self._read_fixed = self._write_fixed = b""
        self._read_count = self._write_count = 0

    def begin(self) -> bytes:
        """The first bytes: the whole of what can be said before the server has said anything."""
        public = bytes((KEX_INIT,)) + string(self._public())
        return VERSION + b"\r\n" + self._packet(self._own_kexinit) + self._packet(public)

    def receive(self, data: bytes) -> bytes:
        """Take in bytes; returns the answer to them, mostly nothing."""
        data = self._buffer + data if self._buffer else data
        answer = b""
        if self.state is State.GREETING:
            line, found, rest = data.partition(b"\r\n")
            if not found:
                self._buffer = data
                return b""
            self._theirs, data, self.state = line, rest, State.SHAKING_HANDS
        at = 0
        while len(data) - at >= 4:
            size = int.from_bytes(data[at : at + 4], "big")
            end = at + 4 + size + (TAG if self._decrypt else 0)
            if len(data) < end:
                break
            plain = data[at + 4 : end]
            if self._decrypt is not None:
                vector = self._read_fixed + self._read_count.to_bytes(8, "big")
                plain = self._decrypt(vector, plain, data[at : at + 4])
                self._read_count += 1
            if plain[1] == CHANNEL_DATA:
                self.on_data(plain[10 : len(plain) - plain[0]])
            elif plain[1] != IGNORE:
                answer += self._answer(plain[1 : len(plain) - plain[0]])
            at = end
        self._buffer = data[at:]
        return answer

    def say(self, keys: bytes) -> bytes:
        """Keys that the viewer presses."""
        return self._packet(bytes((CHANNEL_DATA,)) + number(0) + string(keys))

    def resize(self, size: tuple[int, int]) -> bytes:
        """The viewer's terminal has another size."""
        words = string(b"window-change") + b"\0" + b"".join(map(number, (*size, 0, 0)))
        return self._packet(bytes((CHANNEL_REQUEST,)) + number(0) + words)

    def raw_packet(self, payload: bytes) -> bytes:
        """Any packet, as this connection would send it now."""
        return self._packet(payload)

    def _answer(self, payload: bytes) -> bytes:
        kind = payload[0]
        if kind == KEXINIT:
            self._their_kexinit = payload
        elif kind == KEX_REPLY:
            return self._keys(payload)
        elif kind == NEWKEYS:
            self._decrypt = self._next_decrypt
            return self._log_in()
        elif kind == AUTH_SUCCESS and self._key is not None:
            return self._packet(_OPEN)
        elif kind == CHANNEL_CONFIRMED:
            return self._ask_for_terminal()
        elif kind == CHANNEL_SUCCESS:
            self.state = State.WATCHING
        elif kind == GLOBAL_REQUEST:
            length = int.from_bytes(payload[1:5], "big")
            return self._packet(bytes((REQUEST_FAILURE,))) if payload[5 + length] else b""
        elif kind in (DISCONNECT, AUTH_FAILURE, CHANNEL_REFUSED, CHANNEL_CLOSE):
            self.state = State.CLOSED
        return b""

    def _public(self) -> bytes:
        assert self._secret is not None
        wrapping, secret = self._secret
        own = secret.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return wrapping.public_key().public_bytes_raw() + own

    def _keys(self, reply: bytes) -> bytes:
        assert self._secret is not None
        wrapping, secret = self._secret
        host_key, at = _string(reply, 1)
        public, at = _string(reply, at)
        both = wrapping.decapsulate(public[:WRAPPED]) + secret.exchange(
            X25519PublicKey.from_public_bytes(public[WRAPPED:])
        )
        shared = string(hashlib.sha256(both).digest())
        said = (VERSION, self._theirs, self._own_kexinit, self._their_kexinit, host_key, self._public(), public)
        exchange = hashlib.sha256(b"".join(map(string, said)) + shared).digest()
        if self._key is not None:
            self._session = exchange

        def derived(letter: bytes, size: int) -> bytes:
            return hashlib.sha256(shared + exchange + letter + exchange).digest()[:size]

        answer = self._packet(bytes((NEWKEYS,)))
        write, read = derived(b"A", 12), derived(b"B", 12)
        self._write_fixed, self._write_count = write[:4], int.from_bytes(write[4:], "big")
        self._read_fixed, self._read_count = read[:4], int.from_bytes(read[4:], "big")
        self._encrypt = AESGCM(derived(b"C", 16)).encrypt
        self._next_decrypt = AESGCM(derived(b"D", 16)).decrypt
        self._secret, self._own_kexinit, self._their_kexinit = None, b"", b""
        return answer

    def _log_in(self) -> bytes:
        """The service, the name and a channel at once; where a key has to prove the name, the channel comes later."""
        service = bytes((SERVICE_REQUEST,)) + string(b"ssh-userauth")
        request = bytes((AUTH_REQUEST,)) + string(self.user.encode()) + string(b"ssh-connection")
        if self._key is None:
            return b"".join(map(self._packet, (service, request + string(b"none"), _OPEN)))
        kind = b"ssh-ed25519"
        public = string(kind) + string(self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))
        request += string(b"publickey") + b"\1" + string(kind) + string(public)
        signature = string(kind) + string(self._key.sign(string(self._session) + request))
        return self._packet(service) + self._packet(request + string(signature))

    def _ask_for_terminal(self) -> bytes:
        request = bytes((CHANNEL_REQUEST,)) + number(0)
        terminal = string(self._terminal.encode()) + b"".join(map(number, (*self._size, 0, 0))) + string(b"\0")
        payloads = [request + string(b"pty-req") + b"\0" + terminal]
        if self._colours:
            payloads.append(request + string(b"env") + b"\0" + string(b"COLORTERM") + string(self._colours.encode()))
        payloads.append(request + string(b"shell") + b"\1")
        return b"".join(map(self._packet, payloads))

    def _packet(self, payload: bytes) -> bytes:
        head = 4 if self._encrypt is None else 0
        padding = -(head + 1 + len(payload)) % BLOCK
        if padding < 4:
            padding += BLOCK
        plain = bytes((padding,)) + payload + bytes(padding)
        length = number(len(plain))
        if self._encrypt is None:
            return length + plain
        vector = self._write_fixed + self._write_count.to_bytes(8, "big")
        self._write_count += 1
        return length + self._encrypt(vector, plain, length)


def _string(data: bytes, at: int) -> tuple[bytes, int]:
    size = int.from_bytes(data[at : at + 4], "big")
    return data[at + 4 : at + 4 + size], at + 4 + size
