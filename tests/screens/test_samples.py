"""Samples of scenes are written by hand; each has the form of scenes that real contests give, to the key."""

from collections.abc import Callable
from typing import Any

import pytest

from .hostile_samples import hostile_scenes
from .real_scenes import real_scenes
from .samples import scenes
from .watched import mappings_in, paths_of

Scene = dict[str, Any]

SAMPLES = {**scenes(), **hostile_scenes()}
OF_EVERY_STEP = ("kind", "revealed", "amended")
"""What the stage adds to any scene."""


def _alone(scene: Scene) -> Scene:
    return {name: value for name, value in scene.items() if name not in OF_EVERY_STEP}


def _in_real_ones(sample: Scene, of: Callable[[Scene], Any]) -> set[Any]:
    """What is in real scenes of a sample's kind and moment."""
    kind = sample["scene"], sample.get("moment")
    real = [one.scene for one in real_scenes() if (one.scene["scene"], one.scene.get("moment")) == kind]
    assert real, f"no contest gives {kind}"
    return {found for scene in real for found in of(_alone(scene))}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_exactly_the_keys_that_a_real_scene_has(name: str) -> None:
    real = _in_real_ones(SAMPLES[name], mappings_in)
    for path, keys in mappings_in(SAMPLES[name]):
        nearest = min((known for at, known in real if at == path), key=lambda known: len(known ^ keys), default=None)
        assert nearest is not None, f"no real scene has anything at {path}"
        assert keys == nearest, f"{path}: {sorted(keys - nearest)} too many, {sorted(nearest - keys)} missing"


@pytest.mark.parametrize("name", SAMPLES)
def test_a_value_of_a_sample_is_of_a_kind_that_a_real_scene_has_there(name: str) -> None:
    assert set(paths_of(SAMPLES[name])) - _in_real_ones(SAMPLES[name], paths_of) == set()
