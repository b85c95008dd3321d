"""The hall in a real Chromium: it is there within a second, follows a ceremony, and stays when all breaks."""

import io
import time
from pathlib import Path

import pytest
from PIL import Image

from tests.contests import Shape, prepare, seal
from tests.programs import program
from tests.remote.stepping import directing
from tests.web.chromium import chromium
from tests.web.serving import web_serving

PAINTED = "document.getElementById('told') && document.getElementById('hall').width > 400"
TOLD = "document.getElementById('told').textContent"
FIRST_SECONDS = 1.0


def colours(picture: bytes) -> int:
    """How many colours a picture has."""
    return len(Image.open(io.BytesIO(picture)).convert("RGB").getcolors(1 << 20) or ())


@pytest.mark.long
def test_the_hall_is_painted_follows_a_ceremony_and_stays(tmp_path: Path) -> None:
    settings = prepare(tmp_path, Shape())
    ceremony = seal(settings, Shape())
    with (
        chromium(program("chromium")) as browser,
        directing(settings, ceremony, "chief") as director,
        web_serving(str(settings.database), tmp_path, cold=True) as served,
    ):
        address = f"http://127.0.0.1:{served.port}"
        browser.open(f"{address}/boards")
        browser.until("document.querySelector('h1') !== null")
        began = time.monotonic()
        browser.open(f"{address}/?lang=zh")
        browser.until(PAINTED)
        assert time.monotonic() - began < FIRST_SECONDS
        for _ in range(3):
            director.next()
        browser.until(f"{TOLD}.includes('工作')")
        picture = browser.picture()
        assert colours(picture) > 30
        assert served.stop() == 0
        browser.until("!document.getElementById('broken').hidden")
        assert colours(browser.picture()) > 30
        assert browser.asked(f"{TOLD}.includes('工作')")


@pytest.mark.long
def test_a_board_needs_no_script_and_fits_a_phone(tmp_path: Path) -> None:
    settings = prepare(tmp_path, Shape())
    with chromium(program("chromium")) as browser, web_serving(str(settings.database), tmp_path) as served:
        browser.do("Emulation.setScriptExecutionDisabled", value=True)
        for page in ("/", "/boards", "/boards/ceremony", "/unit/c01", "/proof"):
            browser.open(f"http://127.0.0.1:{served.port}{page}?lang=en", (390, 844))
            browser.until(f"location.pathname == '{page}' && document.readyState == 'complete'")
            assert browser.asked("document.documentElement.scrollWidth") <= 390
            assert browser.asked("document.querySelectorAll('a[href^=\"/boards\"]').length") > 0
