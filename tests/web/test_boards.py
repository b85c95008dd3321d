"""Every public board in a browser, without script: its table says what `show --format json` says."""

import json
import shutil
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import pytest

from scoreboard.cli.board_over_ssh import answer
from scoreboard.cli.demo.preparing import prepare
from scoreboard.settings import Settings
from tests.handan import PLOT
from tests.made_once import made_once
from tests.web.serving import Answer, Page, WebServed, web_serving

NAMES = ("name", "score", "total", "rank", "person", "title", "flags_total", "best", "worst", "result", "margin", "due")
"""Fields of rows that stand on a page as they are."""
PLACES = {"ranking": ("series", "period", "area"), "flags": ("series", "period"), "stars": ("period",)}


@pytest.fixture(scope="module")
def handan(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The contest of 2010 on the morning of the third quarter's ceremony."""
    made = made_once(tmp_path_factory, "handan", lambda place: prepare(place, "zh", PLOT))
    folder = shutil.copytree(made, tmp_path_factory.mktemp("year") / "handan")
    return Settings(str(folder / "handan-2010.db"), "zh")


@pytest.fixture(scope="module")
def year(handan: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebServed]:
    """A server of it."""
    with web_serving(str(handan.database), tmp_path_factory.mktemp("year")) as server:
        yield server


def wished(path: str) -> list[str]:
    """The words of `show` that ask for the board of a page."""
    board, *parts = path.removeprefix("/boards/").split("/")
    places = PLACES.get(board, ("series",))
    return [board, *(word for name, part in zip(places, parts, strict=False) for word in (f"--{name}", part))]


def shown(handan: Settings, words: list[str]) -> Any:
    said = answer(f"show {' '.join(words)} --format json", handan.paths.public, "board", "zh")
    assert said.code == 0, said.err
    return json.loads(said.out)


def whole(served: WebServed, link: str) -> Page:
    """A board with all its pages, one after the other."""
    page = Page.of(served.get(link).text)
    turned = [one for one in page.links if "offset=" in one]
    while turned:
        more = Page.of(served.get(turned[-1]).text)
        page.tables[0] += more.tables[0]
        now = int(turned[-1].rpartition("=")[2])
        turned = [one for one in more.links if "offset=" in one and int(one.rpartition("=")[2]) > now]
    return page


def told(row: dict[str, Any]) -> Iterator[str]:
    if "margin_told" in row:  # with the digits that it needs beside the scores
        row = row | {"margin": row["margin_told"]}
    for name in NAMES:
        if isinstance(row.get(name), str | int) and str(row[name]):
            yield str(row[name])


def test_every_board_has_a_link_and_its_table_equals_what_show_prints(year: WebServed, handan: Settings) -> None:
    links = [link for link in Page.of(year.get("/?lang=zh").text).links if link.startswith("/boards/")]
    paths = {unquote(urlsplit(link).path) for link in links}
    every = answer("show ranking --series city --period 2010Q2 --format json", handan.paths.public, "board", "zh")
    assert every.code == 0
    assert {"/boards/ranking/city/2010Q2", "/boards/annual", "/boards/flags/city/2010Q2", "/boards/pledges"} <= paths
    assert "/boards/ranking/city/2010Q3" not in paths
    for link in links:
        path = unquote(urlsplit(link).path)
        if path == "/boards/ceremony":
            continue
        rows, page = shown(handan, wished(path))["rows"], whole(year, link)
        cells = page.tables[0] if rows else []
        assert len(cells) == len(rows), path
        assert page.scopes <= {"col", "row"}
        assert len(page.captions) == len(page.tables)
        for row, line in zip(rows, cells, strict=True):
            assert len(line) == len(page.columns[0])
            missing = [value for value in told(row) if not any(value in cell for cell in line)]
            assert missing == [], (path, row, line)


def test_a_unit_has_a_page_by_its_id_and_by_its_name(year: WebServed) -> None:
    page = year.get("/unit/yongnian?lang=zh")
    assert "<h1>永年县</h1>" in page.text
    by_name = year.get(f"/unit?lang=zh&name={quote('永年县')}")
    assert by_name.text.count("<table>") == page.text.count("<table>") > 1
    assert year.get("/unit/nobody").status == 404
    linked = Page.of(year.get("/boards/ranking/city/2010Q2?lang=en").text)
    assert "/unit/yongnian?lang=en" in linked.links


def test_a_page_is_in_the_language_that_is_asked_for_or_preferred(year: WebServed) -> None:
    def heading(target: str, accepted: str = "") -> str:
        return year.get(target, accept_language=accepted).text.partition("<html lang=")[2][:4]

    assert heading("/boards") == '"zh-'
    assert heading("/boards", "en-GB,en;q=0.9,zh;q=0.8").startswith('"en"')
    assert heading("/boards", "fr,zh;q=0.3,en;q=0.2") == '"zh-'
    assert heading("/boards?lang=zh", "en") == '"zh-'
    assert heading("/boards?lang=xx", "en").startswith('"en"')


def test_a_long_board_is_turned_page_by_page_and_finds_a_unit(year: WebServed) -> None:
    first = Page.of(year.get("/boards/ranking/city/2010Q4?lang=en").text)
    assert 0 < len(first.tables[0]) <= 100
    beyond = year.get("/boards/ranking/city/2010Q4?lang=en&offset=100000")
    assert beyond.status == 200
    assert year.get("/boards/ranking/city/2010Q4?around=yongnian").status == 200
    assert year.get("/boards/ranking/city/2010Q4?around=nobody").status == 404
    assert year.get("/boards/ranking/city/2010Q4?offset=-5").status == 404


@pytest.mark.parametrize("target", ["/boards/nothing", "/boards/ranking/nowhere", "/boards/annual/a", "/x", "/proof/x"])
def test_what_is_not_there_is_told_in_one_sentence_in_both_languages(served: WebServed, target: str) -> None:
    answered: Answer = served.get(target)
    assert answered.status == 404
    assert '<p lang="zh">' in answered.text
    assert '<p lang="en">' in answered.text
    assert "--" not in answered.text


def test_a_proof_is_what_show_proof_gives(served: WebServed, small: Settings) -> None:
    (link,) = [one for one in Page.of(served.get("/proof?lang=en").text).links if one.startswith("/proof/")]
    ceremony = urlsplit(link).path.removeprefix("/proof/")
    said = json.loads(served.get(f"/proof/{ceremony}?format=json").text)
    assert said == shown(small, ["proof", ceremony])
    assert said["commitment"] in served.get(link).text
