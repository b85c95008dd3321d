"""Every contest that comes with the program plays as ``scoreboard demo NAME``, from its folder alone."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from scoreboard.ceremony.cues import cue_formats
from scoreboard.cli.demo import narrate, prepare
from scoreboard.cli.demo.plot import shipped_contests, shipped_plot
from scoreboard.errors import BadInput
from scoreboard.exchange.folder import read_folder
from scoreboard.shipped_contests import contests_folder
from tests.acceptance.driver import Program

SAID = {
    "school-houses": {"en": ["Rowan House 147", "Tom Osei", "from place 4 to 1", "House Shield"]},
    "safety-flags": {
        "zh": ["并列持旗", "空缺", "现场安全红旗（两百人以上）", "领先 0.1 分"],
        "en": ["Hull workshop, Welding workshop", "Vacant", "Safe sites (200 people and more)", "0.1 ahead"],
    },
    "hackathon": {
        "en": [
            "a tie, settled by the better place in Build",
            "First award: Quayside Nine",
            "Grand Prize  First award: The Lamplighters",
        ]
    },
}
"""What a telling of each holds, in the languages of its names."""


def test_all_that_have_a_ceremony_can_be_played() -> None:
    assert {"handan-2010", *SAID} == set(shipped_contests())
    with pytest.raises(BadInput, match="hackathon"):
        shipped_plot("template")


@pytest.mark.parametrize("name", [*SAID, "template"])
def test_it_is_valid(name: str) -> None:
    read_folder(contests_folder() / name, cue_formats())


@pytest.mark.parametrize(
    ("name", "lang"),
    [
        pytest.param(name, lang, marks=pytest.mark.long if len(langs) > 1 and lang != "zh" else ())
        for name, langs in SAID.items()
        for lang in langs
    ],
)
def test_it_is_told_to_its_end(tmp_path: Path, name: str, lang: str) -> None:
    plot, told = shipped_plot(name), list[str]()
    settings = prepare(tmp_path, lang, plot)
    narrate(settings, plot, told.append)
    text = "\n".join(told)
    for each in SAID[name][lang]:
        assert each in text
    assert "None" not in text
    assert max(cell_len(line) for line in told) < 200


def test_the_hackathons_marks_are_trimmed(tmp_path: Path) -> None:
    plot = shipped_plot("hackathon")
    settings = prepare(tmp_path, "en", plot)
    narrate(settings, plot, lambda line: None)
    program = Program(Path(settings.database), "2031-05-18T09:00:00+01:00", "en", None)
    rows = program.rows("ranking", "--area", "build")
    for row in rows:
        marks = sorted(
            score.score
            for score in plot.folder.scores
            if (score.area, score.unit) == ("build", row["unit"]) and score.score is not None
        )
        assert row["score"] == f"{sum(marks[1:-1]) / 3:.2f}"
