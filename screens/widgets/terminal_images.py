"""Images that the terminal draws itself, by kitty's graphics protocol, in step with everything else.

An image is sent once, without a place. Where it stands are cells with a character that the terminal replaces by a part
of it: their ink tells which image, their diacritics which row and column of it. So it comes and goes with the text of
its cells, and nothing has to be placed or cleared.
"""

import hashlib
from base64 import standard_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from screens.widgets.runs import Run, text_run

PLACEHOLDER = "\U0010eeee"
_NUMBERS = (
    "\u0305\u030d\u030e\u0310\u0312\u033d\u033e\u033f\u0346\u034a\u034b\u034c\u0350\u0351\u0352\u0357\u035b\u0363\u0364"
    "\u0365\u0366\u0367\u0368\u0369\u036a\u036b\u036c\u036d\u036e\u036f\u0483\u0484\u0485\u0486\u0487\u0592\u0593\u0594"
    "\u0595\u0597\u0598\u0599\u059c\u059d\u059e\u059f\u05a0\u05a1\u05a8\u05a9\u05ab\u05ac\u05af\u05c4\u0610\u0611\u0612"
    "\u0613\u0614\u0615\u0616\u0617\u0657\u0658\u0659\u065a\u065b\u065d\u065e\u06d6\u06d7\u06d8\u06d9\u06da\u06db\u06dc"
    "\u06df\u06e0\u06e1\u06e2\u06e4\u06e7\u06e8\u06eb\u06ec\u0730\u0732\u0733\u0735\u0736\u073a\u073d\u073f\u0740\u0741"
    "\u0743\u0745\u0747\u0749\u074a\u07eb\u07ec\u07ed\u07ee\u07ef\u07f0\u07f1\u07f3\u0816\u0817\u0818\u0819\u081b\u081c"
    "\u081d\u081e\u081f\u0820\u0821\u0822\u0823\u0825\u0826\u0827\u0829\u082a\u082b\u082c\u082d\u0951\u0953\u0954"
)
"""The diacritics that stand for 0, 1, 2 and so on, as kitty's rowcolumn-diacritics.txt lists them."""
MOST_CELLS = len(_NUMBERS)
"""Rows and columns of an image at most."""
_CHUNK = 4096
"""Characters of an image that a terminal takes at once."""


@dataclass(frozen=True)
class TerminalImage:
    """An image of so many columns and rows; `number` tells it from all others, in the terminal too."""

    number: int
    columns: int
    rows: int
    content: bytes
    """PNG."""

    def sent(self) -> str:
        """What makes the terminal know it. The terminal answers nothing."""
        encoded = standard_b64encode(self.content).decode()
        parts = [encoded[at : at + _CHUNK] for at in range(0, len(encoded), _CHUNK)]
        head = f"a=T,U=1,i={self.number},c={self.columns},r={self.rows},f=100,t=d,q=2,"
        commands = (
            f"\x1b_G{head if at == 0 else ''}m={int(at < len(parts) - 1)};{part}\x1b\\" for at, part in enumerate(parts)
        )
        return "".join(commands)

    @property
    def forgotten(self) -> str:
        """What makes the terminal forget it."""
        return f"\x1b_Ga=d,d=I,i={self.number},q=2\x1b\\"

    def runs(self) -> Iterator[Run]:
        """The cells in which it is drawn, row by row."""
        for row in range(self.rows):
            cells = tuple(f"{PLACEHOLDER}{_NUMBERS[row]}{_NUMBERS[column]}" for column in range(self.columns))
            yield text_run(cells, self.number, None, 0)


@lru_cache(maxsize=32)
def terminal_image(key: str, columns: int, rows: int, content: bytes) -> TerminalImage:
    """An image by what it is known by elsewhere, in so many cells: at most `MOST_CELLS` each way."""
    told = hashlib.sha256(f"{key} {columns} {rows}".encode()).digest()
    return TerminalImage(int.from_bytes(told[:3]) or 1, columns, rows, content)
