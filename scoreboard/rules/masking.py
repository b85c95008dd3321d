"""Names of people as the public may read them where a contest masks them: without their middle."""

import unicodedata

MASK = "*"


def masked(name: str) -> str:
    """A name with a sign for each character but the first and the last: 王*明; of two the last is masked: 王*.

    White space stays where it is, and what is written above or below a character goes with it.
    """
    letters: list[str] = []
    for character in name:
        if letters and unicodedata.combining(character):
            letters[-1] += character
        else:
            letters.append(character)
    last = len(letters) - 1 if len(letters) > 2 else len(letters)
    return "".join(letter if at in (0, last) or letter.isspace() else MASK for at, letter in enumerate(letters))
