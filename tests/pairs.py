"""Pairs of two lists for tests: each of both once, and all with all in the long form."""

from collections.abc import Sequence

import pytest
from _pytest.mark.structures import ParameterSet


def each_with_some(first: Sequence[object], second: Sequence[object]) -> list[ParameterSet]:
    """All pairs, of which those are long forms that are not needed to have each of both lists once."""
    count = max(len(first), len(second))
    short = {(at % len(first), at % len(second)) for at in range(count)}
    return [
        pytest.param(one, other, marks=() if (here, there) in short else pytest.mark.long)
        for here, one in enumerate(first)
        for there, other in enumerate(second)
    ]
