"""docs/architecture.md is a map: everything on it is there, and everything that is there is on it."""

import re
import tomllib

from tests.docs.pages import HOUSE, blocks, page, paths, rows, section

TEXT = page("docs/architecture.md")
PACKAGES = ("scoreboard", "screens")
WITHIN = ("scoreboard/cli/demo/", "scoreboard/store/migrations/versions/")
"""Rooms that are a part of the one that they lie in."""
SIGNPOSTS = {"__init__.py"}


def rooms() -> set[str]:
    folders = {
        f"{path.parent.relative_to(HOUSE).as_posix()}/" for name in PACKAGES for path in (HOUSE / name).rglob("*.py")
    }
    return folders - {f"{name}/" for name in PACKAGES} - set(WITHIN)


def test_every_path_on_the_page_exists() -> None:
    named = paths(TEXT)
    assert len(named) > 60
    assert [path for path in sorted(named) if not (HOUSE / path).exists()] == []


def test_every_room_is_on_the_page_and_none_that_is_gone() -> None:
    told = {cells[0].strip("`") for cells in rows(section(TEXT, "The rooms"))}
    assert told - {"data/", "tests/"} == rooms()


def test_every_single_file_beside_the_rooms_is_on_the_page_and_none_that_is_gone() -> None:
    told = set(re.findall(r"`(\w+\.py)`", section(TEXT, "The rooms")))
    single = {path.name for name in PACKAGES for path in (HOUSE / name).glob("*.py")} - SIGNPOSTS
    assert told - {"program.py"} == single


def test_the_layers_are_those_of_the_import_contract() -> None:
    (told,) = blocks(TEXT, "layers")
    contracts = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (checked,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    assert told.splitlines() == checked


def test_the_walks_name_a_file_at_each_station() -> None:
    for heading in ("A score, from the key to the wall", "A step, from the clicker to the wall"):
        stations = re.findall(r"^\d+\. (.*?)(?=^\d+\. |\n\n|\Z)", section(TEXT, heading), re.DOTALL | re.MULTILINE)
        assert len(stations) >= 8
        assert [station for station in stations if not paths(station)] == []


def test_the_page_is_a_page() -> None:
    assert len(TEXT.splitlines()) < 160
