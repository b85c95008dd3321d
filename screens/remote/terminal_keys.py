"""Bytes from a terminal as keys."""

import codecs

_SEQUENCES = {
    b"\x1b[A": "up",
    b"\x1bOA": "up",
    b"\x1b[B": "down",
    b"\x1bOB": "down",
    b"\x1b[5~": "pageup",
    b"\x1b[6~": "pagedown",
}
_CONTROLS = {
    "\x7f": "backspace",
    "\x08": "backspace",
    "\x15": "clear",
    "\r": "enter",
    "\n": "enter",
    "\x03": "interrupt",
    "\x04": "interrupt",
}


class Keyboard:
    """Turns the bytes of one terminal into keys, also where they come in pieces; unknown sequences are dropped."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("ignore")

    def keys(self, data: bytes) -> list[str]:
        """The keys in `data`; a lone Escape is a key, an unknown sequence is none."""
        found: list[str] = []
        while data:
            if data[:1] == b"\x1b":
                key, length = _sequence(data)
                if key:
                    found.append(key)
                data = data[length:]
                continue
            end = data.find(b"\x1b")
            text, data = (data, b"") if end < 0 else (data[:end], data[end:])
            for character in self._decoder.decode(text):
                key = _CONTROLS.get(character, character)
                if len(key) > 1 or key.isprintable():
                    found.append(key)
        return found


def _sequence(data: bytes) -> tuple[str, int]:
    for sequence, key in _SEQUENCES.items():
        if data.startswith(sequence):
            return key, len(sequence)
    if len(data) == 1 or data[1:2] == b"\x1b":
        return "escape", 1
    if data[1:2] not in (b"[", b"O"):
        return "", 2
    for place in range(2, len(data)):
        if 0x40 <= data[place] <= 0x7E:
            return "", place + 1
    return "", len(data)
