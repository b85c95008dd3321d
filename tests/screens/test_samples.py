"""Samples of scenes are written by hand; each fits its type, to the key, or has the form of scenes of real contests."""

from collections.abc import Callable
from typing import Any

import pytest

from scoreboard.publications.kinds import kind_names
from scoreboard.publications.scenes import scene_names, scene_of, written
from tests.publications.test_scenes import says

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


TYPED = [name for name, scene in SAMPLES.items() if scene["scene"] in {*scene_names(), *kind_names()}]
UNTYPED = [name for name in SAMPLES if name not in TYPED]


@pytest.mark.parametrize("name", TYPED)
def test_nothing_of_a_sample_is_passed_over_by_its_type(name: str) -> None:
    assert says(written(scene_of(SAMPLES[name])), SAMPLES[name])


@pytest.mark.parametrize("name", UNTYPED)
def test_a_sample_has_exactly_the_keys_that_a_real_scene_has(name: str) -> None:
    real = _in_real_ones(SAMPLES[name], mappings_in)
    for path, keys in mappings_in(SAMPLES[name]):
        nearest = min((known for at, known in real if at == path), key=lambda known: len(known ^ keys), default=None)
        assert nearest is not None, f"no real scene has anything at {path}"
        assert keys == nearest, f"{path}: {sorted(keys - nearest)} too many, {sorted(nearest - keys)} missing"


@pytest.mark.parametrize("name", UNTYPED)
def test_a_value_of_a_sample_is_of_a_kind_that_a_real_scene_has_there(name: str) -> None:
    assert set(paths_of(SAMPLES[name])) - _in_real_ones(SAMPLES[name], paths_of) == set()
