"""Every rule of the format, broken once: the sentence names the file, the line, the column and what is allowed."""

from pathlib import Path

import pytest

from scoreboard.ceremony.cues import cue_formats
from scoreboard.exchange.folder import read_folder
from scoreboard.exchange.problems import FolderInvalid
from tests.exchange.folders import FILES, changed, problems, write

TOML, UNITS, SCORES = "competition.toml", "units.csv", "scores.csv"
RUN_SHEET = "ceremonies/main-2030Q1.toml"
ONE = [
    (TOML, 'host = "lake"\n\n[[period]]', 'hots = "lake"\n\n[[period]]', "line 1, key competition: the key host"),
    (TOML, 'name = "湖区竞赛"', "name = “湖区竞赛”", "line 3: this begins with the curly quote “"),
    (TOML, 'name = "湖区竞赛"', "name = 3", "line 3, key competition.name: this must be a text"),
    (TOML, 'name = "湖区竞赛"', 'name = ""', "line 3, key competition.name: is empty"),
    (TOML, 'name = "湖区竞赛"', 'name = "a\\u001b[2J"', "line 3, key competition.name: “a�[2J” has a line break"),
    (TOML, 'id = "lake-2030"', 'id = "lake/2030"', "line 2, key competition.id: “lake/2030” is not an id"),
    (TOML, 'host = "lake"\n\n[[period]]', 'host = "sea"\n\n[[period]]', "no unit has the id “sea”"),
    (TOML, 'name = "湖区竞赛"', 'name = "湖"\ntimezone = "Mars/Base"', "line 4, key competition.timezone"),
    (TOML, 'name = "湖区竞赛"', 'name = "湖"\ntimezone = "../etc"', "“../etc” is not a time zone"),
    (TOML, 'id = "2030Q2"', 'id = "2030Q1"', "line 13, key period.id: “2030Q1” is there already"),
    (TOML, "end = 2030-03-31", "end = 2029-03-31", "line 10, key period.end: the period ends on 2029-03-31, before"),
    (TOML, "end = 2030-03-31", "", "line 6, key period: the key end is missing"),
    (TOML, "end = 2030-03-31", "end = 2030-03-31T00:00:00", "line 10, key period.end: “2030-03-31 00:00:00” is not"),
    (TOML, "end = 2030-03-31", "end = 2030-03-32", "line 10"),
    (TOML, 'pools = ["county", "bureau"]', "pools = []", "line 22, key series.pools: the list of pools is empty"),
    (TOML, 'pools = ["county", "bureau"]', "", "line 18, key series: the key pools is missing"),
    (TOML, 'pools = ["county", "bureau"]', 'pools = ["county", "county"]', "“county” is listed twice"),
    (TOML, 'pools = ["county", "bureau"]', 'pools = ["county", "team"]', "line 22, key series.pools: no unit of the"),
    (TOML, 'pools = ["village"]', 'pools = ["bureau"]\nhost = "x"', "stands there before"),
    (TOML, 'pools = ["village"]', 'pools = "village"', "this must be a list of texts"),
    (TOML, 'ranking = "by-pool"', 'ranking = "apart"', "“apart” is not allowed here; write together or by-pool"),
    (TOML, "earlier-place:looks", "earlier-place:smell", "“smell” is not an area of this series"),
    (
        TOML,
        "earlier-place:looks",
        "coin",
        "“coin” is not allowed here; write decide, joint, holder-retains, holder-stays or",
    ),
    (TOML, "weight = 1.5", "weight = -1", "“-1” is not a number that can stand here; write one from 0 to"),
    (TOML, "weight = 1.5", "weight = nan", "“NaN” is not a number"),
    (TOML, "weight = 1.5", "weight = inf", "“Infinity” is not a number"),
    (TOML, "weight = 1.5", "weight = 1e999999999", "is not a number that can stand here"),
    (TOML, "weight = 1.5", "weight = 1.00001", "with at most four decimals"),
    (TOML, "weight = 1.5", "weight = true", "this must be a number"),
    (TOML, "minimum = 89.5", "minimum = 121", "line 39, key series.period.minimum: the minimum 121 is above"),
    (TOML, "maximum = 120", "maximum = 0", "line 38, key series.period.maximum"),
    (TOML, "maximum = 120", "decimals = 5", "“5” is not a whole number that can stand here; write one from 0 to 4"),
    (TOML, "maximum = 120", "weight = 120", "“weight” is not a key here; allowed are period, maximum"),
    (TOML, 'period = "2030Q2"', 'period = "2031Q1"', "“2031Q1” is not a period; defined are 2030Q1 or 2030Q2"),
    (TOML, 'publication = "live"', 'publication = "live"\n[[series.period]]\nperiod = "2030Q2"', "“2030Q2” is there"),
    (TOML, "freeze = 2030-06-20T00:00:00", "freeze = 2030-06-20", "is not a date with a time"),
    (TOML, 'name = "服务星"', 'name = "服务星"\nvoters = { members = 60 }', "the weights of both groups"),
    (TOML, 'name = "服务星"', 'name = "服务星"\nvoters = { members = 0, masses = 0 }', "add up to 0"),
    (TOML, 'name = "服务星"', 'name = "服务星"\nvoters = { members = -1, masses = 1 }', "key star.voters.members"),
    (TOML, '[annual]\nseries = "main"', '[annual]\nseries = "sub"', "“sub” is not a series; defined are main or"),
    (TOML, "honour_cap = 5", 'honour_cap = "5"', "key annual.honour_cap: this must be a number"),
    (TOML, 'id = "honesty"', 'id = "safety"', "line 65, key annual.vetoes.id: “safety” is there already"),
    (TOML, "[annual]", "[publicity]\nworking_days = 0.5\n[annual]", "key publicity.working_days: “0.5” is not a whole"),
    (TOML, "[annual]", '[publicity]\ncalendar = "China"\n[annual]', "“China” is not a holiday calendar"),
    (TOML, "[annual]", '[publicity]\ncalendar = "XX"\n[annual]', "the holidays of “XX” are not known"),
    (TOML, 'id = "main"', 'id = "Board"', "“Board” cannot be the id of a series or a unit"),
    (UNITS, "west,西县", "stars,西县", "line 5, column id: “stars” cannot be the id of a series or a unit"),
    (
        UNITS,
        "2030-03-01,",
        "3030-03-01,",
        "“3030-03-01” is of a year that cannot be meant; write one from 1900 to 2199",
    ),
    (TOML, "freeze = 2030-06-20T00:00:00", "freeze = 3030-06-20T00:00:00", "write one from 1901 to 2198"),
    (TOML, "[annual]", "[anual]\n[annual]", "“anual” is not a key here; allowed are competition, period, series"),
    (TOML, "[annual]", "[annual", "line 59, character 8"),
    (UNITS, "west,西县", "west ,", "line 5, column name: is empty"),
    (UNITS, "west,西县", "we st,西县", "line 5, column id: “we st” is not an id"),
    (UNITS, "county,lake,county,,,\n", "county,sea,county,,,\n", "line 5, column parent: no unit is called “sea”"),
    (UNITS, "lake,湖市,,city,,,", "lake,湖市,,city,stone,,", "column parent: the unit “lake” would stand under"),
    (UNITS, "2030-03-01,", "2030-02-27,", "line 4, column valid_from: the unit's row on line 3 holds until"),
    (UNITS, "2030-03-01,", ",", "line 4, column valid_from: line 3 says"),
    (UNITS, "2030-03-01,", "2030-03-01,2030-02-01", "line 4, column valid_to: the row ends on 2030-02-01, before"),
    (UNITS, "2030-03-01,", "1.3.2030,", "“1.3.2030” is not a date; write it like 2010-11-05"),
    (UNITS, "2030-03-01,", "2030-02-30,", "“2030-02-30” is not a date"),
    (UNITS, "valid_from,valid_to", "valid_from,until", "line 1, column until: “until” is not a column of this file"),
    (UNITS, "valid_from,valid_to", "valid_from,name", "line 1, column name: the column name is there twice"),
    (UNITS, "id,name,short", "name_en,name,short", "line 1: the column id is missing"),
    (SCORES, ",90.5,", ",9O.5,", "line 2, column score: “9O.5” is not a score; write a number from 0 to 100 with"),
    (SCORES, ",90.5,", ",100.0001,", "“100.0001” is not a score; write a number from 0 to 100"),
    (SCORES, ",119.5,", ",120.5,", "line 5, column score: “120.5” is not a score; write a number from 0 to 120"),
    (SCORES, ",90.5,", ",90.12345,", "with at most four decimals"),
    (SCORES, ",90.5,", ",-1,", "“-1” is not a score"),
    (SCORES, ",90.5,", ",九十,", "“九十” is not a score"),
    (SCORES, ",90.5,", ",NaN,", "“NaN” is not a score"),
    (SCORES, ",90.5,", ",1e1,", "“1e1” is not a score"),
    (SCORES, ",90.5,", ",,", "line 2, column score: the score is empty; write one, or leave the row out"),
    (SCORES, ",90.5,confirmed", ",90.5,final", "“final” is not allowed here; write draft or confirmed"),
    (SCORES, ",90.5,confirmed", ",90.5", "line 2: the row has 6 cells where the header has 7"),
    (SCORES, ",90.5,confirmed", ',90.5,"confirmed', "line 2: the quotation marks of this row do not close"),
    (SCORES, "main,2030Q1,roads,east", "main,2030Q9,roads,east", "column period: “2030Q9” is not a period"),
    (SCORES, "main,2030Q1,roads,east", "sub,2030Q1,roads,east", "line 2, column series: “sub” is not a series"),
    (SCORES, "main,2030Q1,roads,east", "main,2030Q1,looks,east", "column area: “looks” is not an area of this series"),
    (SCORES, "main,2030Q1,roads,east", "main,2030Q1,roads,南县", "column unit: no unit is called “南县”"),
    (
        SCORES,
        "main,2030Q1,roads,east",
        "main,2030Q1,roads,stone",
        "“stone” does not take part in main; write a unit of",
    ),
    (SCORES, "main,2030Q1,roads,西县", "main,2030Q1,roads,东边县", "line 3: the row says again what line 2 says"),
    (SCORES, "roads,east,,90.5", "roads,east,丙,90.5", "column judge: the series has no judges"),
    (SCORES, "stone,甲,95", "stone,,95", "column judge: the series scores by judges (trimmed-mean); name the judge"),
    (SCORES, "stone,乙,90", "stone,甲,90", "line 7: the row says again what line 6 says"),
    ("custody.csv", "main,roads,,east", "main,roads,2031Q1,east", "column period: “2031Q1” is not a period"),
    ("custody.csv", "main,roads,,east", "main,roads,,stone", "“stone” does not take part in main"),
    ("nominees.csv", "12,13,10,8", "12,13,,8", "column members_valid: is empty"),
    ("nominees.csv", "12,13,10,8", "12,13,10,-8", "column members_for: “-8” is not a whole number"),
    (
        "nominees.csv",
        "2030Q1,service,east",
        "2030Q1,beauty,east",
        "column star: “beauty” is not a star; defined are service",
    ),
    ("nominees.csv", "on-notice", "famous", "“famous” is not allowed here; write nominated"),
    ("honours.csv", "national", "world", "line 2, column level: “world” is not allowed here; write national or"),
    ("vetoes.csv", "safety", "roads", "column veto: “roads” is not allowed here; write safety or honesty"),
    ("pledges.csv", ">=,140", ">=,", "column target: the pledge is measured by “>=” but has no target"),
    ("pledges.csv", ">=,140", "over,140", "column comparator: “over” is not allowed here"),
    ("goals.csv", "city", "world", "column scope: “world” is not allowed here; write city, province or nation"),
    ("livelihood.csv", "860.5", "some", "column spent: “some” is not a number"),
    ("rectifications.csv", "main,water", "main,looks", "column area: “looks” is not an area of this series"),
    (RUN_SHEET, 'period = "2030Q1"', "", "line 1: the key period is missing"),
    (RUN_SHEET, 'kind = "title"', 'kind = "song"', "line 8, key cue.kind: “song” is not allowed here; write annual"),
    (RUN_SHEET, 'area = "water"', "", "line 10, key cue: a cue of the kind flag needs the key area"),
    (RUN_SHEET, 'area = "water"', 'area = "looks"', "line 12, key cue.area: “looks” is not an area of this series"),
    (RUN_SHEET, "duration = 90", "duration = -5", "line 16, key cue.duration: “-5” is not a number"),
    (RUN_SHEET, "duration = 90", "durations = 90", "line 16, key cue.durations: “durations” is not a key here"),
    (
        RUN_SHEET,
        'star = "service"',
        'star = "service"\nreveal = "climb"',
        "key cue.reveal: a cue of the kind star can’t be a climb; kinds that can: flag",
    ),
    (RUN_SHEET, 'star = "service"', "", "a cue of the kind star needs the key star"),
    (RUN_SHEET, 'area = "water"', 'area = "water"\npool = "county"', "ranks its pools together"),
    (RUN_SHEET, '["一", "二"]', '["一", 2]', "line 3, key slogans: this must be a text"),
]


@pytest.mark.parametrize(("file", "old", "new", "expected"), ONE, ids=lambda value: str(value)[:24])
def test_a_broken_rule_is_told_at_its_place(tmp_path: Path, file: str, old: str, new: str, expected: str) -> None:
    told = problems(write(tmp_path, changed(file, old, new)))
    assert any(line.startswith(f"{file}") and expected in line for line in told), told


def test_the_sentence_of_the_contract(tmp_path: Path) -> None:
    folder = write(tmp_path, changed(SCORES, ",90.5,", ",9O.5,"))
    assert problems(folder) == [
        "scores.csv, line 2, column score: “9O.5” is not a score; "
        "write a number from 0 to 100 with at most four decimals, or n/a"
    ]
    assert problems(folder, "zh") == [
        "scores.csv，第 2 行，score 列：“9O.5”不是分数；请写 0 至 100 之间、最多四位小数的数，或 n/a"
    ]


def test_all_problems_are_told_at_once_in_the_order_of_the_files(tmp_path: Path) -> None:
    files = changed(SCORES, ",90.5,", ",x,")
    files[SCORES] = files[SCORES].replace("88.1234", "y")
    files[TOML] = FILES[TOML].replace("honour_cap = 5", "cap = 5").replace('id = "water"', 'id = "wa ter"')
    write(tmp_path, files)
    with pytest.raises(FolderInvalid) as raised:
        read_folder(tmp_path, cue_formats())
    places = [(problem.place.file, problem.place.line, problem.place.number) for problem in raised.value.problems]
    assert [place for place in places if place[0] in (TOML, SCORES)] == [
        (TOML, 29, None),
        (TOML, 62, None),
        (SCORES, 2, 6),
        (SCORES, 3, 6),
    ]
    assert raised.value.exit_code == 2
    assert raised.value.sentence("en").endswith(f"(one of {len(places)} problems)")


def test_an_ambiguous_name_is_told_with_the_ids_that_it_may_mean(tmp_path: Path) -> None:
    files = changed(UNITS, "reed,苇村", "reed,石村")
    files[SCORES] = FILES[SCORES].replace("stone,甲", "石村,甲")
    assert problems(write(tmp_path, files)) == [
        "scores.csv, line 6, column unit: “石村” is the name of several units; "
        "write the id that is meant, stone or reed"
    ]


def test_bytes_that_are_not_utf8_are_told_with_their_line(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        **FILES,
        SCORES: FILES[SCORES].encode() + "main,2030Q1,water,西县,,90,\n".encode("gb18030"),
    }
    assert problems(write(tmp_path, files)) == [
        "scores.csv, line 8, character 19: these bytes are not UTF-8; save the file as “CSV UTF-8” in Excel or WPS, "
        "or with the encoding UTF-8 in a text editor"
    ]


@pytest.mark.parametrize("text", ["", "\n", "\n\nid,name\n", ",,\n"])
def test_a_header_line_is_required(tmp_path: Path, text: str) -> None:
    assert problems(write(tmp_path, {**FILES, "goals.csv": text})) == [
        "goals.csv, line 1: the header line is missing; begin with the names of the columns, "
        "at least unit, scope or title"
    ]


@pytest.mark.parametrize("missing", [TOML, UNITS])
def test_the_files_that_every_competition_needs(tmp_path: Path, missing: str) -> None:
    told = problems(write(tmp_path, {name: text for name, text in FILES.items() if name != missing}))
    assert told == [f"{missing}: the file is missing; every competition needs one"]


def test_what_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "is not a folder; name one that holds a competition.toml" in problems(tmp_path / "file")[0]
    assert "is not a folder; name one that holds a competition.toml" in problems(tmp_path / "nothing")[0]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("score.csv", "score.csv: is not a file of a competition folder; allowed are competition.toml"),
        ("ceremonies/notes.txt", "ceremonies/notes.txt: is not a run sheet"),
        ("ceremonies/a b.toml", "ceremonies/a b.toml: “a b” is not an id"),
        ("scores.csv/inside", "scores.csv: cannot be read; check that it is a file"),
    ],
)
def test_files_that_would_be_passed_over_unseen(tmp_path: Path, name: str, expected: str) -> None:
    files = {known: text for known, text in FILES.items() if not name.startswith(f"{known}/")}
    assert [line for line in problems(write(tmp_path, {**files, name: ""})) if line.startswith(expected)]


def test_other_files_and_hidden_ones_are_let_lie(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {**FILES, "README.md": "", ".scores.csv": "", "ceremonies/.DS_Store": b"\0\1"}
    assert problems(write(tmp_path, files)) == []


def test_a_wrong_value_is_quoted_short_and_on_one_line(tmp_path: Path) -> None:
    (line,) = problems(write(tmp_path, changed(SCORES, ",90.5,", f',"a\nb\x1b[2J{"x" * 500}",')))
    assert "“a�b�[2J" in line
    assert "…”" in line
    assert len(line) < 200


def test_f916_a_moment_that_the_clocks_skip_is_told(tmp_path: Path) -> None:
    def frozen(moment: str) -> list[str]:
        files = changed(TOML, "freeze = 2030-06-20T00:00:00", f"freeze = {moment}")
        zoned = files[TOML].replace('host = "lake"', 'host = "lake"\ntimezone = "Europe/Berlin"', 1)
        return [line for line in problems(write(tmp_path / moment[:13], {**files, TOML: zoned})) if "freeze" in line]

    (told,) = frozen("2030-03-31T02:30:00")
    assert "the clocks skip that hour" in told
    assert frozen("2030-03-31T03:30:00") == []


def test_f916_a_moment_that_comes_twice_is_asked_about(tmp_path: Path) -> None:
    def read(number: int, moment: str) -> list[str]:
        files = changed(TOML, "freeze = 2030-06-20T00:00:00", f"freeze = {moment}")
        zoned = files[TOML].replace('host = "lake"', 'host = "lake"\ntimezone = "Europe/Berlin"', 1)
        return problems(write(tmp_path / str(number), {**files, TOML: zoned}))

    (told,) = [line for line in read(0, "2030-10-27T02:30:00") if "freeze" in line]
    assert "comes twice" in told
    assert "+02:00 for the first time or +01:00 for the second" in told
    for number, moment in enumerate(
        ("2030-10-27T02:30:00+02:00", "2030-10-27T02:30:00+01:00", "2030-10-27T03:00:00"), 1
    ):
        assert not [line for line in read(number, moment) if "freeze" in line]


def test_f912_one_person_twice_by_a_space_is_one_person(tmp_path: Path) -> None:
    rows = FILES["nominees.csv"]
    again = {**FILES, "nominees.csv": rows + rows.splitlines()[1].replace("赵甲", "赵　甲") + "\n"}
    (told,) = problems(write(tmp_path, again))
    assert told.startswith("nominees.csv, line 4")


def test_f912_one_person_twice_by_a_middle_dot_is_one_person(tmp_path: Path) -> None:
    rows = FILES["nominees.csv"].replace("赵甲", "阿依古丽·买买提")
    again = {**FILES, "nominees.csv": rows + rows.splitlines()[1].replace("·", "•") + "\n"}
    (told,) = problems(write(tmp_path, again))
    assert told.startswith("nominees.csv, line 4")


@pytest.mark.parametrize(
    ("name", "other", "what"),
    [
        ("石頭•营", "石頭·营", "shared_name"),
        ("石頭営e\u0301", "石頭営é", "shared_name"),
        ("石頭営Ａ", "石頭営A", "shared_name"),
        ("土家村", "士家村", "look_alike"),
        ("Расе", "Pace", "look_alike"),
    ],
)
def test_f912_units_whose_names_nobody_tells_apart_are_doubted(
    tmp_path: Path, name: str, other: str, what: str
) -> None:
    rows = [f"{unit},{called},,,,,,,\n" for unit, called in (("x1", name), ("x2", other))]
    found = read_folder(write(tmp_path, {**FILES, UNITS: FILES[UNITS] + "".join(rows)}), cue_formats())
    (doubt,) = [one for one in found.doubts if one.place.file == UNITS]
    assert doubt.what == what
    for lang in ("zh", "en"):
        assert "x1" in doubt.sentence(lang)
