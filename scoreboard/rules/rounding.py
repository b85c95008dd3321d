"""Rounding of quotients, which a decimal cannot always hold."""

import math
from decimal import Decimal
from fractions import Fraction


def half_up(value: Fraction, decimals: int) -> Decimal:
    """A quotient that is not negative, rounded once from its exact value; a half goes up (S02)."""
    return Decimal(math.floor(value * 10**decimals + Fraction(1, 2))).scaleb(-decimals)


def down(value: Fraction, decimals: int) -> Decimal:
    """A quotient that is not negative, cut off after so many decimals."""
    return Decimal(math.floor(value * 10**decimals)).scaleb(-decimals)
