"""Every scene, at every size, moment and look: exact, pure, settled in time, and its words as they were approved."""

import copy
from math import inf
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from scoreboard.publications.scenes import moments_of_scene, scene_of
from scoreboard.publications.scenes import scene_names as typed_scene_names
from scoreboard.wire import Misfit
from screens.hall import scene_names
from screens.looks import Look
from screens.palettes import NIGHT
from screens.widgets.canvas import Frame
from tests.screens.played import draw, duration

from .samples import MOMENTS, SIZES, scenes
from .test_cells import HOSTILE

SCENES = scenes()
TINY = ((0, 0), (0, 5), (5, 0), (1, 1), (2, 2), (7, 3), (20, 5), (33, 9), (41, 100), (250, 8))


def exact(frame: Frame, size: tuple[int, int]) -> bool:
    return frame.size == size and all(cell_len(strip.text) == strip.cell_length == size[0] for strip in frame.strips)


def words(frame: Frame) -> str:
    """The frame's ordinary text: pixels are left out, for they may differ a little between font engines."""
    return "\n".join(line.replace("▀", " ").rstrip() for line in frame.text.split("\n"))


def test_every_scene_module_has_a_sample() -> None:
    assert {scene["scene"] for scene in SCENES.values()} == scene_names()


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_frames_are_exact_at_every_size(name: str, lang: str) -> None:
    for size in (*SIZES, *TINY):
        for moment in (0.0, *MOMENTS.get(name, ()), 99.0):
            assert exact(draw(SCENES[name], moment, size, Look(lang=lang)), size)


@pytest.mark.parametrize("name", SCENES)
def test_a_scene_is_pure_and_leaves_its_payload_alone(name: str) -> None:
    scene = copy.deepcopy(SCENES[name])
    first = draw(scene, 0.7, (90, 30), Look())
    assert scene == SCENES[name]
    assert draw(scene, 0.7, (90, 30), Look()).digest == first.digest


@pytest.mark.parametrize("name", [name for name in SCENES if duration(SCENES[name], Look()) != inf])
def test_a_scene_settles_when_it_says(name: str) -> None:
    ends = duration(SCENES[name], Look())
    assert 0 <= ends <= 17
    settled = draw(SCENES[name], ends, (120, 34), Look()).digest
    assert draw(SCENES[name], ends + 1000, (120, 34), Look()).digest == settled
    if ends:
        assert draw(SCENES[name], 0.0, (120, 34), Look()).digest != settled


@pytest.mark.parametrize("name", sorted(SCENES.keys() - {"countdown"}))
def test_reduced_motion_is_complete_from_the_start(name: str) -> None:
    still = Look(still=True)
    assert duration(SCENES[name], still) == 0
    assert draw(SCENES[name], 3.3, (120, 34), still).digest == draw(SCENES[name], 0.0, (120, 34), still).digest
    if duration(SCENES[name], Look()) == inf:
        return
    complete = draw(SCENES[name], 99.0, (120, 34), Look()).digest
    assert draw(SCENES[name], 0.0, (120, 34), still).digest == complete


@pytest.mark.parametrize("name", SCENES)
def test_without_colour_nothing_is_coloured_and_every_word_is_there(name: str) -> None:
    plain = draw(SCENES[name], 99.0, (80, 24), Look(colour=False))
    styles = [segment.style for strip in plain.strips for segment in strip if segment.style]
    assert all(style.color is None and style.bgcolor is None for style in styles)
    coloured = words(draw(SCENES[name], 99.0, (80, 24), Look()))
    assert set(coloured.split()) <= set(words(plain).split()) | {"▌", "▐"}


def test_another_theme_changes_colours_and_no_words() -> None:
    for scene in SCENES.values():
        usual, other = draw(scene, 99, (80, 24), Look()), draw(scene, 99, (80, 24), Look(theme=NIGHT))
        assert usual.digest != other.digest
        assert words(usual) == words(other)


@pytest.mark.parametrize("scene", [None, {}, {"scene": "nothing of the kind"}, {"scene": "parts"}, {"scene": None}])
def test_what_is_unknown_shows_the_cover(scene: dict[str, Any] | None) -> None:
    assert draw(scene, 99, (80, 24), Look()).digest == draw({"scene": "cover"}, 99, (80, 24), Look()).digest


@pytest.mark.parametrize("name", sorted(scene_names() - {"cover"}))
def test_a_bare_payload_is_refused(name: str) -> None:
    for moment in moments_of_scene(name) if name in typed_scene_names() else [""]:
        with pytest.raises(Misfit):
            scene_of({"scene": name, "moment": moment})


def renamed(value: Any, name: str) -> Any:
    """The payload with every text that people wrote replaced by `name`."""
    if isinstance(value, dict):
        return {
            key: name
            if key in {"name", "short_name", "name_en", "title", "person", "post", "flag", "area_name", "star_name"}
            and isinstance(inner, str)
            else renamed(inner, name)
            for key, inner in value.items()
        }
    return [renamed(inner, name) for inner in value] if isinstance(value, list) else value


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    HOSTILE,
    st.sampled_from(sorted(SCENES)),
    st.sampled_from([(80, 24), (33, 9), (121, 34)]),
    st.sampled_from(["zh", "en"]),
    st.floats(0, 9),
)
@example("", "goals", (121, 34), "zh", 0.0)
@example("\u200b", "roll", (121, 34), "zh", 0.0)
def test_hostile_names_stay_aligned(name: str, scene: str, size: tuple[int, int], lang: str, moment: float) -> None:
    assert exact(draw(renamed(SCENES[scene], name), moment, size, Look(lang=lang)), size)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SCENES)
def test_words_are_as_approved(name: str, lang: str, snapshot: SnapshotAssertion) -> None:
    for moment in (*MOMENTS.get(name, ()), 99.0):
        assert words(draw(SCENES[name], moment, (80, 24), Look(lang=lang))) == snapshot(name=f"{lang} at {moment}")
