"""What a valid folder means: defaults, references by any name, settings of a period, units over time."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from scoreboard.ceremony.cues import cue_formats
from scoreboard.exchange.folder import CompetitionFolder, read_folder
from scoreboard.exchange.formats.competition import Publicity
from scoreboard.exchange.formats.nominees import DeclaredBallots
from scoreboard.exchange.formats.series import DeclaredSettings
from tests.exchange.folders import COMPETITION, FILES, changed, problems, write

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def lake(tmp_path: Path) -> CompetitionFolder:
    return read_folder(write(tmp_path, dict(FILES)), cue_formats())


def test_what_is_left_out_has_the_contracts_defaults(lake: CompetitionFolder) -> None:
    assert lake.competition.timezone == "Asia/Shanghai"
    assert lake.competition.name_en == ""
    assert lake.publicity == Publicity(working_days=5, calendar="CN")
    assert lake.stars[0].voters == {"members": Decimal(50), "masses": Decimal(50)}
    assert lake.series[0].settings == DeclaredSettings(
        ranking="together",
        publication="ceremony",
        decimals=2,
        maximum=Decimal(100),
        minimum=Decimal(0),
        tie="decide",
        no_winner="vacant",
        confirm="second-person",
        judges="single",
    )


def test_a_flag_is_called_like_its_area_unless_it_has_a_name(lake: CompetitionFolder) -> None:
    roads, water = lake.series[0].areas
    assert (roads.flag, roads.weight) == ("道路", Decimal(1))
    assert (water.flag, water.weight) == ("水利先锋旗", Decimal("1.5"))


def test_a_period_of_a_series_has_its_own_settings_and_the_others_keep_the_series(
    lake: CompetitionFolder,
) -> None:
    main = lake.series[0]
    assert main.settings_in("2030Q1") == main.settings
    changes = {"publication": "live", "maximum": Decimal(120), "minimum": Decimal("89.5")}
    assert main.settings_in("2030Q2") == main.settings.model_copy(update=changes)
    assert [one.freeze for one in main.overrides] == [datetime(2030, 6, 19, 16, tzinfo=UTC)]


def test_a_freeze_with_an_offset_keeps_it(tmp_path: Path) -> None:
    files = changed("competition.toml", "2030-06-20T00:00:00", "2030-06-20T00:00:00+02:00")
    main = read_folder(write(tmp_path, files), cue_formats()).series[0]
    assert main.overrides[0].freeze == datetime(2030, 6, 19, 22, tzinfo=UTC)


def test_who_takes_part_stands_under_the_host_at_any_depth_or_under_nobody(lake: CompetitionFolder) -> None:
    assert dict(lake.participants) == {"main": ("east", "west", "roads-bureau"), "judged": ("stone", "reed")}


def test_s10_a_renamed_unit_is_one_unit_with_rows_in_time(lake: CompetitionFolder) -> None:
    east = next(unit for unit in lake.units if unit.id == "east")
    assert [row.name for row in east.rows] == ["东县", "东区"]
    assert (east.latest.kind, east.latest.parent, east.latest.pool) == ("district", "lake", "county")
    before, after = east.on(date(2030, 2, 28)), east.on(date(2030, 3, 1))
    assert before is not None
    assert after is not None
    assert (before.name, after.name, after.short_name) == ("东县", "东区", "东区")


@pytest.mark.parametrize("name", ["east", "东县", "东", "东区", "老东县", "东边县", "东　 县", " 东 区 "])
def test_s10_every_name_of_any_time_finds_the_unit(tmp_path: Path, name: str) -> None:
    files = changed("scores.csv", "main,2030Q1,roads,east,,", f"main,2030Q1,roads,{name},,")
    assert read_folder(write(tmp_path, files), cue_formats()).scores[0].unit == "east"


def test_an_id_comes_before_a_name(tmp_path: Path) -> None:
    files = changed("units.csv", "west,西县,西,", "west,西县,east,")
    assert read_folder(write(tmp_path, files), cue_formats()).scores[0].unit == "east"


def test_scores_are_exact_and_a_mark_of_not_applicable_is_no_number(lake: CompetitionFolder) -> None:
    first, second, third, *_ = lake.scores
    assert (first.score, first.state) == (Decimal("90.5"), "confirmed")
    assert (second.unit, second.score, second.state) == ("west", Decimal("88.1234"), "draft")
    assert third.score is None


def test_more_ballots_returned_than_issued_are_let_pass_for_they_void_the_round(
    lake: CompetitionFolder,
) -> None:
    assert lake.nominees[0].members == DeclaredBallots(12, 13, 10, 8)
    assert lake.nominees[0].masses is None
    assert lake.nominees[1].members is None


def test_a_run_sheet(lake: CompetitionFolder) -> None:
    (ceremony,) = lake.ceremonies
    assert (ceremony.id, ceremony.sheet.series, ceremony.sheet.period) == ("main-2030Q1", "main", "2030Q1")
    assert (ceremony.sheet.held_on, ceremony.sheet.slogans) == (date(2030, 4, 10), ("一", "二"))
    assert [cue.kind for cue in ceremony.sheet.cues] == ["title", "flag", "star"]
    assert (ceremony.sheet.cues[1].words, ceremony.sheet.cues[1].duration) == ("请\n上台", Decimal(90))


def test_a_period_of_custody_may_be_empty_for_before_the_first(lake: CompetitionFolder) -> None:
    assert [(one.period, one.unit, one.awarded_on) for one in lake.custody] == [
        (None, "east", date(2029, 12, 20)),
        (None, "west", None),
    ]


def test_byte_order_marks_line_ends_and_empty_lines_make_no_difference(tmp_path: Path) -> None:
    plain = read_folder(write(tmp_path / "plain", dict(FILES)), cue_formats())
    dressed = {
        name: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode() + (b",,,,\r\n\r\n" if "custody" in name else b"")
        for name, text in FILES.items()
    }
    assert read_folder(write(tmp_path / "dressed", dict(dressed)), cue_formats()) == plain


def test_tables_in_gbk_as_excel_saves_them_make_no_difference(tmp_path: Path) -> None:
    plain = read_folder(write(tmp_path / "plain", dict(FILES)), cue_formats())
    saved: dict[str, str | bytes] = {
        name: text.encode("gbk") if name.endswith(".csv") else text for name, text in FILES.items()
    }
    assert saved["units.csv"] != FILES["units.csv"].encode()
    assert read_folder(write(tmp_path / "saved", saved), cue_formats()) == plain


def test_files_that_a_competition_does_not_need_may_be_left_out(tmp_path: Path) -> None:
    folder = read_folder(
        write(tmp_path, {name: FILES[name] for name in ("competition.toml", "units.csv")}), cue_formats()
    )
    assert not any((folder.scores, folder.custody, folder.nominees, folder.ceremonies))


def test_without_parents_the_host_may_be_any_word(tmp_path: Path) -> None:
    files = {
        "competition.toml": COMPETITION[: COMPETITION.index("[[series.period]]")].replace("lake", "三泉 学校"),
        "units.csv": "id,name,pool\na,甲队,county\nb,乙队,bureau\n",
    }
    files["competition.toml"] = files["competition.toml"].replace("三泉 学校-2030", "springs")
    folder = read_folder(write(tmp_path, dict(files)), cue_formats())
    assert folder.series[0].host == "三泉 学校"
    assert dict(folder.participants) == {"main": ("a", "b")}


@pytest.mark.parametrize("folder", sorted(path.name for path in DATA.iterdir() if path.is_dir()))
def test_our_own_competitions_are_valid(folder: str) -> None:
    assert problems(DATA / folder) == []


def test_f914_scores_are_read_as_a_desk_reads_them(tmp_path: Path) -> None:
    typed = ("９０．５", "90.50000", " 90.5 ")
    for number, text in enumerate(typed):
        files = changed("scores.csv", ",90.5,", f",{text},")
        (score, *_) = read_folder(write(tmp_path / str(number), files), cue_formats()).scores
        assert score.score == Decimal("90.5")
    (score, *_) = read_folder(
        write(tmp_path / "excused", changed("scores.csv", ",90.5,", ",N/A,")), cue_formats()
    ).scores
    assert score.score is None
