"""F803: a flag has an English name of its own, and is called by it wherever English names a flag."""

from pathlib import Path

import pytest

from tests.acceptance.competition import Competition, Series, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

CELLS = scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 80}, "water": {"t1": 70, "t2": 75}})
TARGETS = [{"unit": "t2", "series": "main", "area": "roads", "period": "2031Q2"}]


def contest(publication: str = "live", **flags_en: str) -> Competition:
    settings = {"publication": publication, "confirm": "self"}
    series = Series(areas=("roads", "water"), settings=settings, flags_en=flags_en)
    return Competition(series=[series], units=towns(2), scores=CELLS, records={"targets": TARGETS})


def named(opened: Opened) -> Program:
    """A public contest in which one of two flags has an English name."""
    program = opened(contest(roads="Smooth Roads Cup"))
    program.ok("close", "main", "2031Q1")
    return program


def test_f803_every_board_has_the_flags_in_english(opened: Opened) -> None:
    program = named(opened)
    assert [(row["flag"], row["flag_en"]) for row in program.rows("flags")] == [
        ("roads先锋旗", "Smooth Roads Cup"),
        ("water先锋旗", "Water"),
    ]
    assert [pole["flag_en"] for pole in program.show("flags")["areas"]] == ["Smooth Roads Cup", "Water"]
    assert program.show("ranking", "--area", "roads")["flag_en"] == "Smooth Roads Cup"
    unit = program.show("unit", "t1")
    assert [flag["flag_en"] for flag in unit["flags"]] == ["Smooth Roads Cup"]
    assert [target["flag_en"] for target in program.show("unit", "t2")["targets"]] == ["Smooth Roads Cup"]
    inside = program.show("flags", "--private")["rows"]
    assert [row["flag_en"] for row in inside] == ["Smooth Roads Cup", "Water"]


def test_f803_csv_has_it_behind_all_that_there_was(opened: Opened) -> None:
    head, roads, *_ = named(opened).ok("show", "flags", "--format", "csv").out.splitlines()
    assert head.rsplit(",", 1)[1] == "flag_en"
    assert roads.rsplit(",", 1)[1] == "Smooth Roads Cup"


def test_f803_paper_names_the_flag(opened: Opened, tmp_path: Path) -> None:
    english = named(opened).speaking("en")
    assert "Smooth Roads Cup" in english.ok("bulletin", "main", "2031Q1").out
    for words in (
        ("notice", "unit", "t1", "--format", "html"),
        ("notice", "unit", "t2", "--format", "html"),
    ):
        page = tmp_path / "page.html"
        english.ok(*words, "--output", page)
        assert "Smooth Roads Cup" in page.read_text(encoding="utf-8"), words


def test_f803_the_announcer_names_the_flag_and_of_one_without_a_name_its_area(opened: Opened) -> None:
    program = opened(contest("ceremony", roads="Smooth Roads Cup"))
    program.ok("close", "main", "2031Q1")
    script = program.speaking("en").ok("ceremony", "plan", "main-2031Q1", "--script").out
    assert "We come to the Smooth Roads Cup." in script
    assert "The Smooth Roads Cup goes to" in script
    assert "We come to the flag for Water." in script
    assert "flag · Smooth Roads Cup" in script


def test_f803_proof_and_envelope_name_the_flag(opened: Opened) -> None:
    program = opened(contest("ceremony", roads="Smooth Roads Cup"))
    program.ok("close", "main", "2031Q1")
    english = program.speaking("en")
    english.ok("ceremony", "seal", "main-2031Q1")
    assert "Smooth Roads Cup" in english.ok("ceremony", "envelope", "main-2031Q1").out
    assert "Smooth Roads Cup" in english("ceremony", "verify", "main-2031Q1").out


def test_f803_a_name_that_is_given_later_reaches_the_boards_of_open_periods(opened: Opened) -> None:
    program = opened(contest(roads="Smooth Roads Cup"))
    board = ("ranking", "--area", "water", "--period", "2031Q1")
    before = program.show(*board)
    assert before["flag_en"] == "Water"
    opened(contest(roads="Smooth Roads Cup", water="Clear Water Cup"))
    after = program.show(*board)
    assert (after["flag_en"], after["revision"]) == ("Clear Water Cup", before["revision"] + 1)


@pytest.mark.parametrize(("name_en", "told"), [("", "Best Roads"), ("Roads", "Best Roads"), ("Streets", "Streets")])
def test_f803_without_an_english_name_it_is_its_areas_unless_that_has_none(
    opened: Opened, tmp_path: Path, name_en: str, told: str
) -> None:
    program = opened(Competition(units=towns(2), scores=scores("main", "2031Q1", {"roads": {"t1": 90}})))
    file = tmp_path / "folder" / "competition.toml"
    text = file.read_text(encoding="utf-8")
    for old, new in (
        ("roads工作", "Roads"),
        ("roads先锋旗", "Best Roads"),
        ('name_en = "Roads"', f'name_en = "{name_en}"'),
    ):
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    program.ok("load", tmp_path / "folder")
    assert program.show("ranking", "--area", "roads", "--period", "2031Q1")["flag_en"] == told
