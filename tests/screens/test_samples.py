"""Samples of scenes are written by hand; each fits its type, and nothing in it is passed over."""

import pytest

from scoreboard.publications.scenes import scene_of, written
from tests.publications.test_scenes import says

from .hostile_samples import hostile_scenes
from .samples import scenes

SAMPLES = {**scenes(), **hostile_scenes()}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_fits_its_type_to_the_key(name: str) -> None:
    assert says(written(scene_of(SAMPLES[name])), SAMPLES[name])
