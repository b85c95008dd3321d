"""Fixtures of the director's console."""

from collections.abc import Iterator

import pytest

from screens import scene_view
from screens.director import hall_picture
from tests.handan import handan, prepared

__all__ = ["handan", "prepared"]

PICTURES_A_SECOND = 4


@pytest.fixture(scope="package", autouse=True)
def few_pictures() -> Iterator[None]:
    """The picture of the hall moves by itself beside all that is asked of a console here: a few pictures tell as much.

    How many there are is for `test_sceneview`.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(scene_view.SceneView.__init__.__kwdefaults__, "frames_a_second", PICTURES_A_SECOND)
        patch.setattr(scene_view, "FRAMES_A_SECOND", PICTURES_A_SECOND)
        patch.setattr(hall_picture, "MINIATURES_A_SECOND", PICTURES_A_SECOND)
        yield
