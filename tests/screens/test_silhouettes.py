"""Pixels are where they were approved, in every scene at its chosen times; `test_scenes` does the same for words."""

from itertools import pairwise

import pytest

from .samples import MOMENTS
from .silhouettes import drawn, moments, names, stored

MAY_DIFFER = 10
"""Fields of a page that font engines may round to the next digit."""
STORED = stored()
SHIFTED = ("flag-captured", "flag-defended", "flag-rolled", "star-winners", "wall", "countdown", "ranking-five")


def alike(one: list[str], other: list[str]) -> bool:
    """Whether two silhouettes are those of one picture."""
    differences = [abs(int(a) - int(b)) for a, b in zip("".join(one), "".join(other), strict=True)]
    return max(differences) <= 1 and sum(differences) <= MAY_DIFFER


def test_every_scene_is_stored_at_its_moments() -> None:
    assert {name: {str(moment) for moment in moments(name.partition("@")[0])} for name in names()} == {
        name: set(found) for name, found in STORED.items()
    }


@pytest.mark.parametrize("name", sorted(STORED))
def test_pixels_are_where_they_were_approved(name: str) -> None:
    for moment, found in drawn(name).items():
        assert alike(found, STORED[name][moment]), f"{name} at {moment}"


@pytest.mark.parametrize("name", SHIFTED)
def test_a_picture_of_another_moment_would_be_noticed(name: str) -> None:
    times = [f"{moment}" for moment in (*MOMENTS[name][:3], 99.0)]
    found = [alike(STORED[name][one], STORED[name][other]) for one, other in pairwise(times)]
    assert not all(found)
