"""A viewer in a browser turns the hall's pages for themselves, chooses colours, and is told of a ceremony in words."""

import json
from pathlib import Path

import pytest

from scoreboard.settings import Settings
from screens.palettes import CHOICES, PALETTES
from tests.bench.ssh_contest import live_contest
from tests.contests import Shape, prepare, seal
from tests.remote.stepping import directing
from tests.web.serving import Page, Stream, WebServed, web_serving


def test_a_viewer_turns_to_another_page_and_the_hall_stays_where_it_is(tmp_path: Path) -> None:
    settings = live_contest(tmp_path)
    with web_serving(str(settings.database), tmp_path) as served:
        hall = Stream(served, lang="en", size="80x24", still="1")
        hall.until(lambda stream: stream.text.strip())
        here = json.loads(served.get("/page?lang=en&size=80x24&still=1").text)["page"]
        pages = []
        for page in (here, here + 1):
            turned = Stream(served, lang="en", size="80x24", still="1", page=str(page))
            turned.until(lambda stream: stream.text.strip())
            pages.append(turned.lines[:-1])
            turned.close()
        assert pages[0] == hall.lines[:-1] != pages[1]
        hall.close()
        assert served.get("/stream?page=-1").status == served.get("/stream?page=1234567").status == 400


@pytest.mark.parametrize("theme", CHOICES)
def test_a_page_and_its_picture_are_in_the_colours_that_are_asked_for(served: WebServed, theme: str) -> None:
    page = served.get(f"/boards?lang=en&theme={theme}").text
    assert f'data-theme="{theme}"' in page
    assert all(f"theme={theme}" in link for link in Page.of(page).links if link.startswith("/boards/"))
    stream = Stream(served, lang="en", size="48x40", theme=theme)
    stream.until(lambda found: found.text.strip())
    (_, said), *_ = stream.events
    assert said["colours"] == [] if theme == "no-colour" else PALETTES[theme].ground in said["colours"]
    stream.close()


def test_a_theme_that_there_is_not_is_the_servers_own(served: WebServed) -> None:
    assert 'data-theme=""' in served.get("/boards?theme=pink").text


def test_an_address_that_is_not_encoded_is_told_what_to_do_in_both_languages(served: WebServed) -> None:
    answered = served.raw("GET /unit/永年县 HTTP/1.1\r\nHost: a\r\n\r\n".encode()).decode()
    assert answered.startswith("HTTP/1.1 400")
    assert "percent-encoded" in answered
    assert "百分号" in answered


def test_a_ceremony_is_told_as_the_hall_sees_it_and_several_processes_answer(tmp_path: Path) -> None:
    settings: Settings = prepare(tmp_path, Shape())
    ceremony = seal(settings, Shape())
    with (
        directing(settings, ceremony, "chief") as director,
        web_serving(str(settings.database), tmp_path, "--workers", "2", "--theme", "daylight") as served,
    ):
        assert len(served.children("web")) == 2
        for _ in range(2):
            director.next()
        page = served.get("/boards/ceremony?lang=en").text
        assert 'data-theme="daylight"' in page
        (rows,) = Page.of(page).tables
        assert rows
        assert "sequence" not in page
        assert ceremony not in page
