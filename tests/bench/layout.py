"""How long a scene's layout takes at 200x56 with names that were never seen: ``python -m tests.bench.layout``.

Each line: what is laid out, the median and the longest of its times in milliseconds of the processor. A layout should
take less than 5 ms. Cards are the hardest that there are: every text of them is long, and none was seen before. Python
does not look for garbage meanwhile, which would be counted as a layout's.
"""

import gc
import random
import statistics
import time
from collections.abc import Callable
from functools import partial

from screens.glyphs import Glyphs
from screens.hall import pages
from screens.hall.parts.card import Card, Titled
from screens.hall.parts.hall_card import least_rows, set_card
from screens.hall.parts.layout import Saying, stack
from screens.hall.parts.least_sizes import Rank
from screens.hall.parts.page import Box
from screens.hall.parts.walls import Wall
from screens.looks import Look
from tests.screens.played import typed
from tests.screens.test_winner_first import names, wins

TIMES, CARDS = 200, 40
SHAPES = {"one winner": 1, "a joint flag of four": 4, "a joint flag of eight": 8}
WALL, BOX, CARD = Wall(56, Glyphs.HALF_BLOCKS), Box(4, 9, 192, 47), Box(0, 0, 184, 20)


def main() -> None:
    """Lay out walls and cards and print how long that took."""
    gc.disable()
    chance = random.Random(7)
    stack(WALL, BOX, (Saying.of("永年县", Rank.HERO),))  # the font and the parser are read once
    print(f"{'laid out':<24}{'median':>8}{'longest':>9}")
    for shape, count in SHAPES.items():
        walls = [_said(chance, count) for _ in range(TIMES)]
        _tell(shape, [_taken(partial(stack, WALL, BOX, said)) for said in walls])
    pages(typed(wins(["永年县"])), (200, 56), Look())  # the scene's module is imported once
    joint = [typed(wins(names(chance, 8))) for _ in range(CARDS)]
    _tell("how eight come to stand", [_taken(partial(pages, scene, (200, 56), Look())) for scene in joint])
    cards = [_card(chance) for _ in range(CARDS)]
    _tell("a hard card", [_taken(partial(_set, card)) for card in cards])


def _said(chance: random.Random, count: int) -> tuple[Saying, ...]:
    return (
        Saying(tuple(names(chance, count)), Rank.HERO, 6, kept=True),
        Saying.of("夺旗  +0.50", Rank.SECOND, 3),
        Saying.of("上届 武安市", Rank.NOTE),
    )


def _card(chance: random.Random) -> Card:
    who, figure = names(chance, 2)
    beside, text, figures = (" ".join(names(chance, count))[:60] for count in (2, 3, 2))
    return Card(Titled(who, who), beside, text, figures, "逾期未报", percent="60", figure=figure[:8])


def _set(card: Card) -> None:
    """All that a page asks of it: its rows, its place, and its place beside smaller ones."""
    least_rows(WALL, (CARD.width, BOX.height), card, "zh")
    for largest in (999, 20):
        set_card(WALL, CARD, card, "zh", largest)


def _taken(deed: Callable[[], object]) -> float:
    began = time.process_time()
    deed()
    return 1000 * (time.process_time() - began)


def _tell(what: str, taken: list[float]) -> None:
    print(f"{what:<24}{statistics.median(taken):>8.2f}{max(taken):>9.2f}")


if __name__ == "__main__":
    main()
