"""kitty itself reads what the hall sends it, and draws the image in its cells beside the letters."""

import base64
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PIL import Image, ImageChops, ImageGrab
from rich.color import ColorSystem

from screens.looks import Look
from screens.widgets.canvas import Frame
from screens.widgets.strips import sequences
from tests.programs import program
from tests.screens.image_samples import crest, with_image
from tests.screens.played import draw
from tests.screens.samples import scenes

SIZE = (100, 30)
FIELDS = ((180, 30, 40), (30, 90, 170), (30, 130, 80), (230, 190, 70))
"""The colours of the crest's quarters: lower right, lower left, upper left, upper right."""
PLACEHOLDERS_SINCE = (0, 28)
DRAWN_SECONDS = 60.0


def written(frame: Frame) -> str:
    """What a terminal is sent of a frame: its images, then its cells."""
    rows = (f"\x1b[{y};1H{sequences(row, ColorSystem.TRUECOLOR)}\x1b[0m" for y, row in enumerate(frame.strips, 1))
    return "".join((*(image.sent() for image in frame.images), "\x1b[2J\x1b[?25l", *rows))


@contextmanager
def display() -> Iterator[str]:
    """An X server of our own without a screen."""
    read, write = os.pipe()
    server = [program("Xvfb"), "-displayfd", str(write), "-screen", "0", "1400x900x24"]
    process = subprocess.Popen(server, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        yield f":{os.read(read, 16).decode().strip()}"
    finally:
        process.terminate()
        process.wait(10)
        os.close(read)


def middle(picture: Image.Image, colour: tuple[int, int, int]) -> tuple[float, float] | None:
    """The middle of where a colour is; None where there is little of it."""
    red, green, blue = ImageChops.difference(picture, Image.new("RGB", picture.size, colour)).split()
    alike = ImageChops.lighter(ImageChops.lighter(red, green), blue).point(lambda far: 255 * (far <= 3))
    where = alike.getbbox()
    if where is None or alike.histogram()[255] < 500:
        return None
    left, top, right, bottom = where
    return (left + right) / 2, (top + bottom) / 2


@pytest.mark.long
@pytest.mark.parametrize("name", ["speech", "star-one"])
def test_kitty_draws_the_four_quarters_of_a_crest_where_they_belong(name: str) -> None:
    kitty = program("kitty", since=PLACEHOLDERS_SINCE)
    frame = draw(with_image(scenes()[name], crest(400)), 99.0, SIZE, Look(graphics=True))
    sent = base64.b64encode(written(frame).encode()).decode()
    options = ["confirm_os_window_close=0", "font_size=9", "remember_window_size=no", "initial_window_width=1300",
               "initial_window_height=800"]  # fmt: skip
    shown = ["sh", "-c", f"echo {sent} | base64 -d; sleep {2 * DRAWN_SECONDS}"]
    with display() as screen:
        told = {**os.environ, "DISPLAY": screen, "LIBGL_ALWAYS_SOFTWARE": "1"}
        words = [kitty, "--config", "NONE", *(word for option in options for word in ("-o", option)), *shown]
        terminal = subprocess.Popen(words, env=told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            quarters = _quarters(screen)
        finally:
            terminal.terminate()
            terminal.wait(10)
    lower_right, lower_left, upper_left, upper_right = quarters
    assert upper_left[0] < upper_right[0]
    assert lower_left[0] < lower_right[0]
    assert upper_left[1] < lower_left[1]
    assert upper_right[1] < lower_right[1]


def _quarters(screen: str) -> list[tuple[float, float]]:
    """Where the quarters of the crest are, as soon as all are drawn."""
    until = time.monotonic() + DRAWN_SECONDS
    while time.monotonic() < until:
        found = [middle(ImageGrab.grab(xdisplay=screen).convert("RGB"), colour) for colour in FIELDS]
        if None not in found:
            return [one for one in found if one]
        time.sleep(0.5)
    raise AssertionError("the image was not drawn")
