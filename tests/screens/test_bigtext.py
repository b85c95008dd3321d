"""Heroes are as large as their box lets them be, and ordinary text where that is not legible."""

from itertools import groupby
from pathlib import Path

import pytest

from screens.widgets import bigtext
from screens.widgets.bigtext import LEGIBLE, Lettering, can_letter, coverage, ems_of, in_letters, lettered
from screens.widgets.fitted import Setting, fit

from .samples import TITLE


def test_a_name_fills_the_width_of_its_box() -> None:
    lettering = fit("永年县", 60, 60, Setting())
    assert lettering is not None
    assert (lettering.lines, lettering.em) == (("永年县",), 20)


def test_a_long_title_is_split_between_words() -> None:
    lettering = fit(TITLE, 120, 60, Setting())
    assert lettering is not None
    assert lettering.lines == ("全市创先争优夺标", "竞赛第三季度", "重点工作授旗仪式")
    assert lettering.em == 15


def test_two_lines_where_one_would_be_smaller() -> None:
    one, two = fit("重点项目建设", 240, 40, Setting()), fit("重点项目建设", 100, 80, Setting())
    assert one is not None
    assert two is not None
    assert (one.lines, two.lines) == (("重点项目建设",), ("重点项目", "建设"))


def gaps(text: str, em: int) -> list[int]:
    """How many columns of pixels stand free between letters, from the left."""
    cover = coverage(Lettering((text,), em, "sans"))
    pixels = cover.tobytes()
    columns = [max(pixels[x :: cover.width]) > 0x50 for x in range(cover.width)]
    runs = [(inked, len(list(run))) for inked, run in groupby(columns)]
    return [length for inked, length in runs[1:-1] if not inked]


@pytest.mark.parametrize("text", ["Upper Wensleydale Volunteer", "Home fire-safety visits", "in the night of"])
@pytest.mark.parametrize("em", [7, 8, 9, 10, 12, 15, 20, 28])
def test_words_stand_wider_apart_than_letters(text: str, em: int) -> None:
    found, words = sorted(gaps(text, em)), text.count(" ")
    between, inside = found[-words:], found[:-words]
    assert min(between) >= max(2, em // 5), found
    assert max(inside, default=0) <= max(2, em // 6), found
    assert min(between) > max(inside, default=0), found


def test_strokes_that_would_run_together_are_left_to_the_terminal() -> None:
    long = "Llanfairpwllgwyngyll"
    assert fit(long, 76, 44, Setting()) is None
    found = fit(long, 80, 44, Setting())
    assert found is not None
    assert found.em * found.percent >= 800


@pytest.mark.parametrize(("width", "height"), [(35, 40), (100, 11), (0, 0), (3, 900)])
def test_nothing_is_lettered_below_the_legible_size(width: int, height: int) -> None:
    assert fit("永年县", width, height, Setting()) is None
    assert fit("永年县", 36, 12, Setting()) is not None
    assert LEGIBLE == 12


def test_a_character_that_the_font_lacks_leaves_it_to_the_terminal() -> None:
    assert can_letter("界河店乡 0.50 Yongnian")
    assert not can_letter("永\U00031350县")
    assert fit("永\U00031350县", 200, 60, Setting()) is None


@pytest.mark.parametrize("text", ["永年县", "+0.50", "Yongnian", "武", "g", "—"])
def test_pictures_have_the_size_they_say_in_whole_cells(text: str) -> None:
    lettering = fit(text, 90, 40, Setting())
    assert lettering is not None
    picture = coverage(lettering)
    assert picture.size == lettering.size
    assert picture.height % 2 == 0
    assert picture.width <= 90
    assert picture.height <= 40
    assert picture.getbbox() is not None


def test_uncovering_goes_from_the_left_and_ends_complete() -> None:
    lettering = fit("永年县", 90, 40, Setting())
    assert lettering is not None
    inks = (0xFFFFFF, 0xFFFFFF)
    none, half, whole = (lettered(lettering, inks, shown=share).getchannel("A") for share in (0.0, 0.5, 1.0))
    assert none.getbbox() is None
    middle = half.crop((half.width * 2 // 3, 0, half.width, half.height))
    assert half.getbbox() is not None
    assert middle.getbbox() is None
    assert whole.tobytes() == coverage(lettering).tobytes()


def test_the_environment_names_another_font(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import pylopdf_fonts_zh_cn as fonts

    other = tmp_path / "other.otf"
    other.write_bytes(Path(fonts.serif_path()).read_bytes())
    monkeypatch.setenv("SCOREBOARD_FONT", str(other))
    assert bigtext._font_file("sans") == other
    monkeypatch.setenv("SCOREBOARD_FONT", str(tmp_path / "missing.otf"))
    assert bigtext._font_file("sans") == fonts.sans_path()


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("The year’s results", "The year's results"),
        ("“Award” of the ‘flags’", "\"Award\" of the 'flags'"),
        ("北坡 O’Brien 队", "北坡 O'Brien 队"),
        ("“先锋”旗", "“先锋”旗"),
    ],
)
def test_quotation_marks_between_letters_are_as_narrow_as_letters(text: str, drawn: str) -> None:
    """The font has them as wide as hanzi: a gap as of two words stood behind an apostrophe."""
    assert in_letters(text) == drawn
    found = fit(text, 400, 60, Setting(most_lines=1))
    assert found
    assert found.lines == (drawn,)
    assert ems_of(text) == ems_of(drawn)


@pytest.mark.parametrize("mark", ["'", "’", "‘"])
def test_f310_an_apostrophe_between_letters_is_as_narrow_as_they_are(mark: str) -> None:
    name, without = f"Seán O{mark}Brien", "Seán OBrien"
    assert ems_of(name) - ems_of(without) < 0.3
    found = fit(name, 120, 34, Setting())
    assert found
    assert found.em >= 15


def test_f310_quotation_marks_of_letters_are_narrow_and_those_of_hanzi_stay() -> None:
    assert ems_of("“Flag 1” won") < ems_of("Flag 1 won") + 1
    assert ems_of("“创先争优”") == 6
