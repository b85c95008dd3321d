"""The widgets in a real Textual app: rows that differ are repainted, and nothing ticks once a scene is settled."""

import pytest
from textual.app import App, ComposeResult

from screens.looks import Look, look_from, textual_theme
from screens.palettes import RED_GOLD
from screens.scene_view import FRAMES_A_SECOND, SceneView
from screens.widgets.bigtext import coverage, lettered
from screens.widgets.canvas import OLD_MARK, Canvas
from screens.widgets.frameview import FrameView, stretches
from tests.screens.played import draw, typed, warm

from .samples import scenes

LOOK = Look()


class Hall(App[None]):
    """One scene on the whole screen, by a clock that the test turns."""

    now = 0.0

    def compose(self) -> ComposeResult:
        yield SceneView(LOOK, clock=lambda: self.now)

    @property
    def view(self) -> SceneView:
        return self.query_one(SceneView)


def screen_text(app: App[None]) -> str:
    """What the terminal would show."""
    width, height = app.size
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips[:height]) if width else ""


async def test_the_screen_shows_the_frame() -> None:
    app = Hall()
    async with app.run_test(size=(80, 24)) as pilot:
        scene = scenes()["table"]
        app.view.play(typed(scene), already=99)
        await pilot.pause()
        assert screen_text(app) == draw(scene, 99, (80, 24), LOOK).text


async def test_what_may_be_old_bears_a_mark_in_the_corner_and_is_the_same_picture() -> None:
    app = Hall()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.play(typed(scenes()["table"]), already=99)
        await pilot.pause()
        before, shown = app.view.frame, screen_text(app)
        app.view.age(is_old=True)
        await pilot.pause()
        assert app.view.frame == before
        assert screen_text(app) == f"{shown[:-1]}{OLD_MARK}"
        app.view.age(is_old=False)
        await pilot.pause()
        assert screen_text(app) == shown


async def test_ticks_stop_when_the_scene_is_settled() -> None:
    app = Hall()
    async with app.run_test(size=(80, 24)) as pilot:
        view = app.view
        view.play(typed(scenes()["table-moving"]))
        timer = view._timer
        assert timer is not None
        assert timer._active.is_set()
        before = view.frame
        app.now = 0.4
        view.tick()
        assert view.frame != before
        assert timer._active.is_set()
        app.now = 1.0
        view.tick()
        assert not timer._active.is_set()
        await pilot.pause()
        assert screen_text(app) == draw(scenes()["table-moving"], 99, (80, 24), LOOK).text


async def test_a_scene_that_goes_round_ticks_on_at_a_bounded_rate() -> None:
    app = Hall()
    async with app.run_test(size=(80, 24)):
        app.view.play(typed(scenes()["flag-roll"]))
        for app.now in (1.0, 100.0, 86400.0):
            app.view.tick()
            assert not app.view.settled
            assert app.view._timer is not None
            assert app.view._timer._active.is_set()
        assert app.view._timer._interval == pytest.approx(1 / FRAMES_A_SECOND)


def test_warming_letters_what_a_scene_will_need() -> None:
    lettered.cache_clear()
    coverage.cache_clear()
    scene = scenes()["flag-rolled"]
    warm(scene, (200, 56), LOOK)
    known = coverage.cache_info().misses
    assert known > 10
    for tenth in range(120):
        draw(scene, tenth / 10, (200, 56), LOOK)
    assert coverage.cache_info().misses == known
    warm(None, (0, 0), LOOK)


async def test_reduced_motion_never_starts_the_timer() -> None:
    app = Hall()
    async with app.run_test(size=(80, 24)):
        app.view.look = LOOK.but(still=True)
        app.view.play(typed(scenes()["flag-captured"]))
        assert app.view.settled
        assert app.view._timer is not None
        assert not app.view._timer._active.is_set()


async def test_another_size_draws_the_scene_anew() -> None:
    app = Hall()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.play(typed(scenes()["wall"]), already=99)
        await pilot.resize_terminal(120, 34)
        await pilot.pause()
        assert screen_text(app) == draw(scenes()["wall"], 99, (120, 34), LOOK).text


class Still(App[None]):
    """A bare frame view."""

    def compose(self) -> ComposeResult:
        yield FrameView()


async def test_only_changed_rows_are_repainted() -> None:
    def frame(second: str) -> Canvas:
        canvas = Canvas((20, 3), LOOK)
        canvas.text(0, 0, "永年县")
        canvas.text(0, 1, second)
        return canvas

    app = Still()
    async with app.run_test(size=(20, 3)) as pilot:
        view = app.query_one(FrameView)
        assert view.show(frame("92.00").frame()) == 3
        await pilot.pause()
        assert view.show(frame("92.50").frame()) == 1
        assert view.show(frame("92.50").frame()) == 0
        await pilot.pause()
        assert screen_text(app).split("\n")[1].startswith("92.50")


def test_neighbouring_rows_are_repainted_together() -> None:
    assert stretches([0, 1, 2, 5, 7, 8]) == [(0, 3), (5, 1), (7, 2)]
    assert stretches([]) == []


@pytest.mark.parametrize(
    ("environment", "still", "colour"),
    [
        ({}, False, True),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": ""}, False, True),
        ({"TEXTUAL_ANIMATIONS": "none"}, True, True),
    ],
)
def test_the_environment_is_honoured(environment: dict[str, str], still: bool, colour: bool) -> None:
    look = look_from(environment, "en")
    assert (look.lang, look.still, look.colour) == ("en", still, colour)


def test_widgets_can_wear_the_hall_s_colours() -> None:
    assert textual_theme(RED_GOLD).name == "red-gold"
    assert textual_theme(RED_GOLD).primary == "#f0be4a"
