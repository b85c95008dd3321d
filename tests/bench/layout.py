"""How long a scene's layout takes at 200x56 with names that were never seen: ``python -m tests.bench.layout``.

Each line: the sayings, the median and the longest of 200 layouts, in milliseconds of the processor. A layout should
take less than 5 ms.
"""

import random
import statistics
import time

from screens.glyphs import Glyphs
from screens.hall.parts.layout import Saying, Wall, stack
from screens.hall.parts.page import Box
from screens.hall.parts.ranks import Rank
from tests.screens.test_winner_first import names

TIMES = 200
SHAPES = {"one winner": 1, "a joint flag of four": 4, "a joint flag of eight": 8}


def main() -> None:
    """Lay out walls and print how long that took."""
    chance = random.Random(7)
    wall, box = Wall(56, Glyphs.HALF_BLOCKS), Box(4, 9, 192, 47)
    stack(wall, box, (Saying.of("永年县", Rank.HERO),))  # the font and the parser are read once
    print(f"{'sayings':<24}{'median':>8}{'longest':>9}")
    for shape, count in SHAPES.items():
        taken = []
        for _ in range(TIMES):
            said = (
                Saying(tuple(names(chance, count)), Rank.HERO, 6, kept=True),
                Saying.of("夺旗  +0.50", Rank.SECOND, 3),
                Saying.of("上届 武安市", Rank.NOTE),
            )
            began = time.process_time()
            stack(wall, box, said)
            taken.append(1000 * (time.process_time() - began))
        print(f"{shape:<24}{statistics.median(taken):>8.2f}{max(taken):>9.2f}")


if __name__ == "__main__":
    main()
