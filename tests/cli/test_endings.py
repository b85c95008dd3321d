"""How commands end: 0 done, 1 refused, 2 wrong usage or input, 3 no database; and what the last line says."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from scoreboard.cli.program import run
from tests.acceptance.competition import Competition, Series, held, live, scores, towns
from tests.acceptance.conftest import Opened, copied
from tests.acceptance.driver import NOTHING_MEANT, Program, assert_complaint, environment

Q1, Q2, Q3 = "2031Q1", "2031Q2", "2031Q3"


@pytest.fixture(scope="module")
def settled(database_with_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """One closed and public quarter, one with drafts; for tests that change nothing."""
    folder = tmp_path_factory.mktemp("settled")
    program = Program(folder / "contest.db")
    shutil.copy(database_with_root, program.database)
    competition = Competition(
        series=[live("roads")],
        units=towns(3),
        custody=held("main", {"roads": "t1"}),
        scores=[
            *scores("main", Q1, {"roads": {"t1": 60, "t2": 50}}),
            *scores("main", Q2, {"roads": {"t1": 60, "t2": 50}}, state="draft"),
        ],
    )
    program.ok("load", competition.write(folder / "folder"), "--with-clock")
    program.ok("close", "main", Q1)
    return program


@pytest.fixture
def small(settled: Program, tmp_path: Path) -> Program:
    """A copy of that for oneself."""
    return copied(settled, tmp_path)


WRONG_USAGE = [
    (),
    ("bogus",),
    ("show",),
    ("show", "weather"),
    ("show", "ranking", "--format", "xml"),
    ("show", "ranking", "--colour"),
    ("enter",),
    ("enter", "main", Q2, "roads", "t1"),
    ("enter", "main", Q2, "roads", "t1", "5", "extra"),
    ("enter", "main", Q2, "roads", "t1", "5", "--version", "two"),
    ("close", "main"),
    ("close", "main", Q2, "--on", "tomorrow"),
    ("close", "main", Q2, "--on", "2031-02-30"),
    ("decide",),
    ("decide", "fate"),
    ("cue",),
    ("cue", "goto", "x", "main-2031Q1"),
    ("cue", "next", "main-2031Q1", "--expect", "many"),
    ("user", "add", "x"),
    ("bulletin", "main"),
    ("bulletin", "main", Q1, "--revision", "first"),
    ("load",),
    ("load", "/nowhere/at/all"),
    ("journal", "--number", "all"),
    ("db",),
    ("display",),
    ("operate",),
    ("direct",),
]


@pytest.mark.parametrize("words", WRONG_USAGE, ids=" ".join)
def test_wrong_usage(settled: Program, words: tuple[str, ...]) -> None:
    settled.refuses(2, *words)


UNKNOWN = [
    ("show", "ranking", "--series", "x"),
    ("show", "ranking", "--period", "x"),
    ("show", "ranking", "--area", "x"),
    ("show", "flags", "--series", "x"),
    ("show", "flags", "--period", "x"),
    ("show", "stars", "--period", "x"),
    ("show", "stars", "--series", "x"),
    ("show", "ceremony", "--series", "x"),
    ("show", "ceremony", "--period", "x"),
    ("show", "ranking", "--private", "--series", "x"),
    ("show", "ranking", "--private", "--period", "x"),
    ("show", "ranking", "--private", "--area", "x"),
    ("show", "flags", "--as-of", "yesterday"),
    ("bulletin", "x", Q1),
    ("bulletin", "main", "x"),
    ("bulletin", "main", Q1, "--revision", "7"),
    ("bulletin", "main", Q1, "--revision", "0"),
    ("enter", "x", Q2, "roads", "t1", "5"),
    ("enter", "main", "x", "roads", "t1", "5"),
    ("enter", "main", Q2, "x", "t1", "5"),
    ("enter", "main", Q2, "roads", "x", "5"),
    ("enter", "main", Q2, "roads", "lake", "5"),
    ("enter", "main", Q2, "roads", "t1", "5", "--judge", "j"),
    ("confirm", "x", Q2),
    ("confirm", "main", "x"),
    ("confirm", "main", Q2, "--area", "x"),
    ("confirm", "main", Q2, "--unit", "x"),
    ("unconfirm", "main", Q2, "--area", "x"),
    ("close", "x", Q2),
    ("close", "main", "x"),
    ("reopen", "x", Q2),
    ("decide", "tie", "x", Q2, "roads", "--none", "--reason", "why"),
    ("decide", "tie", "main", Q2, "x", "--none", "--reason", "why"),
    ("decide", "vacancy", "main", Q1, "x", "--none", "--reason", "why"),
    ("decide", "vacancy", "main", Q1, "roads", "--holder", "x", "--reason", "why"),
    ("decide", "abolition", "x", "--on", "2031-05-05", "--reason", "why"),
    ("veto", "x", "safety", "--period", Q2, "--reason", "why"),
    ("veto", "t1", "safety", "--period", "x", "--reason", "why"),
    ("cue", "status", "x"),
    ("cue", "next", "x"),
    ("cue", "goto", "1", "x"),
    ("user", "disable", "x"),
]


@pytest.mark.parametrize("words", UNKNOWN, ids=" ".join)
def test_unknown_ids(settled: Program, words: tuple[str, ...]) -> None:
    settled.refuses(2, *words)


@pytest.mark.parametrize(
    "score",
    [
        *(
            "101",
            "100.0001",
            "-1",
            "-0",
            "1e2",
            "0x10",
            "1_000",
            "1.00001",
            "50.",
            ".5",
            "5,5",
            "NaN",
            "Infinity",
            "五",
        ),
        *("--5", "5 5", "N/A!", "९९", "1" * 400, "[/x]", "'; DROP TABLE score; --"),
    ],
)
def test_bad_scores(settled: Program, score: str) -> None:
    settled.refuses(2, "enter", "main", Q2, "roads", "t3", "--", score)


@pytest.mark.parametrize(
    ("score", "kept"),
    [
        *(("0", "0.00"), ("100", "100.00"), ("99.9999", "99.9999"), ("007.5", "7.50"), (" 88 ", "88.00")),
        *(("８８．５", "88.50"), ("n/a", None), ("N/A", None)),
    ],
)
def test_good_scores(small: Program, score: str, kept: str | None) -> None:
    small.ok("enter", "main", Q2, "roads", "t3", score)
    rows = small.ok("show", "ranking", "--area", "roads", "--period", Q2, "--private", "--format", "json").json()[
        "rows"
    ]
    (row,) = [row for row in rows if row["unit"] == "t3"]
    assert (row["score_exact"], row["status"]) == (kept, "n/a" if kept is None else "ranked")


def test_refusals_of_the_contest(small: Program) -> None:
    small.refuses(1, "close", "main", Q1)
    small.refuses(1, "close", "main", Q2)
    small.refuses(2, "reopen", "main", Q1)
    small.refuses(1, "reopen", "main", Q3)
    small.refuses(1, "enter", "main", Q1, "roads", "t1", "5")
    small.refuses(1, "confirm", "main", Q1)
    small.refuses(1, "unconfirm", "main", Q1)
    small.refuses(1, "bulletin", "main", Q2)
    small.ok("confirm", "main", Q2)
    small.refuses(1, "enter", "main", Q2, "roads", "t1", "5")


@pytest.mark.parametrize("option", [("--lang", "fr"), ("--now", "noonish"), ("--database", "oracle://host/x")])
@pytest.mark.parametrize("command", [("show", "ranking"), ("enter", "main", Q2, "roads", "t1", "5")])
def test_bad_common_options(small: Program, option: tuple[str, str], command: tuple[str, ...]) -> None:
    result = small.at(None)(*command, *option)
    assert result.code == 2, result
    assert_complaint(result, "en")


def test_common_options_stand_anywhere(small: Program) -> None:
    before = small.at(None).by(None)("--as", "root", "--now", "2031-05-05", "enter", "main", Q2, "roads", "t1", "5")
    assert (before.code, before.out) == (0, "2\n")
    after = small.at(None).by(None)("enter", "--as", "root", "main", Q2, "roads", "t1", "6")
    assert (after.code, after.out) == (0, "3\n")


@pytest.mark.parametrize("group", ["decide", "user", "cue", "ceremony", "db"])
def test_common_options_stand_on_a_group_too(settled: Program, group: str) -> None:
    for words in (
        (group, "--help", "--lang", "en"),
        ("--lang", "en", group, "--help"),
        (group, "--lang", "en", "--help"),
    ):
        assert settled.speaking("zh").at(None).by(None).ok(*words).out.startswith("Usage: ")
    assert settled.at(None).by(None)(group).complaint == f"COMMAND is missing; see scoreboard {group} --help"


def test_a_password_is_not_repeated(settled: Program) -> None:
    result = settled("show", "ranking", "--database", "postgresql://ann:hush@127.0.0.1/x")
    assert result.code == 3
    assert "hush" not in result.err
    assert "ann@127.0.0.1" in result.complaint


def test_language(small: Program) -> None:
    chinese, english = (small.speaking("en")("close", "main", Q1, "--lang", lang).complaint for lang in ("zh", "en"))
    assert any("\u4e00" <= c <= "\u9fff" for c in chinese)
    assert not any("\u4e00" <= c <= "\u9fff" for c in english)


class TestDatabases:
    """Exit code 3, and which file is meant."""

    def test_missing(self, tmp_path: Path) -> None:
        program = Program(tmp_path / "none.db")
        for words in (
            ("enter", "main", Q1, "roads", "t1", "5"), ("confirm", "main", Q1), ("close", "main", Q1), ("journal",),
            ("show", "ranking"), ("show", "flags", "--private"), ("bulletin", "main", Q1), ("cue", "status", "x"),
            ("user", "list"), ("user", "disable", "x"), ("veto", "t1", "x", "--period", Q1, "--reason", "why"),
        ):  # fmt: skip
            program.refuses(3, *words)
        assert list(tmp_path.iterdir()) == [], "nothing was created"

    def test_missing_folder(self, tmp_path: Path) -> None:
        Program(tmp_path / "no" / "folder" / "none.db").refuses(3, "show", "ranking")

    @pytest.mark.parametrize("revision", ["9999", "zzzz", ""])
    def test_newer(self, small: Program, revision: str) -> None:
        with closing(sqlite3.connect(small.database)) as main:
            main.execute("UPDATE alembic_version SET version_num = ?", (revision,))
            main.commit()
        for words in (("enter", "main", Q2, "roads", "t1", "5"), ("journal",), ("show", "ranking", "--private")):
            assert "upgrade" in small.refuses(3, *words).complaint
        small.refuses(3, "db", "upgrade")

    def test_newer_public_file(self, small: Program) -> None:
        with closing(sqlite3.connect(small.public)) as public:
            public.execute("PRAGMA user_version = 99")
        small.refuses(3, "show", "ranking")
        small.refuses(3, "bulletin", "main", Q1)

    @pytest.mark.parametrize("how", ["text", "torn", "zeros", "short"])
    @pytest.mark.parametrize("which", ["main", "public"])
    def test_corrupted(self, small: Program, how: str, which: str) -> None:
        path = small.database if which == "main" else small.public
        spoil(path, how)
        commands = [("show", "ranking"), ("bulletin", "main", Q1), ("show", "flags", "--as-of", "2031-12-01")]
        if which == "main":
            commands = [("enter", "main", Q2, "roads", "t1", "5"), ("journal",), ("show", "flags", "--private")]
        for words in commands:
            small.refuses(3, *words)

    @pytest.mark.parametrize("how", ["text", "torn", "zeros", "short"])
    def test_corrupted_public_file_stops_writers_with_a_sentence(self, small: Program, how: str) -> None:
        spoil(small.public, how)
        result = small("enter", "main", Q2, "roads", "t1", "5")
        assert result.code in (0, 3), result
        assert "Traceback" not in result.err
        if result.code:
            assert_complaint(result, "en")

    def test_a_folder_for_a_file(self, tmp_path: Path) -> None:
        Program(tmp_path).refuses(2, "show", "ranking")

    def test_path_of_the_main_file_finds_the_public_one(self, small: Program, tmp_path: Path) -> None:
        (tmp_path / "away").mkdir()
        shutil.copy(small.public, tmp_path / "away" / small.public.name)
        viewer = Program(tmp_path / "away" / small.database.name, acting=None)
        assert viewer.show("ranking") == small.show("ranking")
        viewer.refuses(3, "enter", "main", Q2, "roads", "t1", "5")
        assert not viewer.database.exists()

    def test_folder_in_which_only_the_public_file_lies(self, small: Program, tmp_path: Path) -> None:
        (tmp_path / "away").mkdir()
        shutil.copy(small.public, tmp_path / "away" / small.public.name)
        viewer = Program(tmp_path / "away", acting=None)
        assert viewer.show("ranking") == small.show("ranking")
        assert viewer.ok("bulletin", "main", Q1).out == small.ok("bulletin", "main", Q1).out
        viewer.refuses(3, "show", "ranking", "--private")
        viewer.refuses(3, "enter", "main", Q2, "roads", "t1", "5")

    def test_the_public_file_itself(self, small: Program) -> None:
        assert Program(small.public, acting=None).show("ranking") == small.show("ranking")
        assert Program(small.public).ok("enter", "main", Q2, "roads", "t1", "5").out == "2\n"

    def test_url(self, small: Program) -> None:
        words = ("show", "ranking", "--format", "json", "--database", f"sqlite:///{small.database}")
        with environment(SCOREBOARD_LANG="en"):
            assert Program(small.database.parent / "elsewhere.db")(*words).json() == small.show("ranking")

    def test_option_comes_before_the_environment(self, small: Program) -> None:
        other = Program(small.database.parent / "other.db")
        assert other("show", "ranking").code == 3
        assert other("show", "ranking", "--database", small.database).code == 0

    def test_environment_is_asked(self) -> None:
        assert set(NOTHING_MEANT) == {"SCOREBOARD_DATABASE", "SCOREBOARD_LANG", "SCOREBOARD_NOW"}

    def test_lost_public_file_is_made_again(self, small: Program) -> None:
        before, flags = small.show("ranking", "--period", Q1), small.show("flags")
        small.public.unlink()
        small.ok("journal")
        assert small.show("ranking", "--period", Q1) == before
        assert small.show("flags") == flags

    def test_older_public_file_catches_up(self, small: Program) -> None:
        old = small.public.read_bytes()
        small.ok("veto", "t1", "safety", "--period", Q1, "--reason", "事故")
        flags = small.show("flags")
        small.public.write_bytes(old)
        assert small.show("flags") != flags
        small.ok("journal")
        assert small.show("flags") == flags

    def test_viewers_open_only_the_public_file(self, small: Program) -> None:
        """They read it with the main file away, and never write."""
        small.database.unlink()
        before = small.public.read_bytes()
        for words in (("show", "ranking"), ("show", "flags"), ("show", "stars"), ("bulletin", "main", Q1)):
            small.by(None).ok(*words)
        assert small.public.read_bytes() == before
        assert not small.database.exists()

    def test_status_and_upgrade(self, small: Program, tmp_path: Path) -> None:
        assert str(small.database) in small.ok("db", "status").out
        fresh = Program(tmp_path / "new" / "fresh.db")
        assert fresh("db", "status").code == 0
        assert not fresh.database.exists()
        assert fresh("db", "upgrade").code == 0
        fresh.by(None).refuses(1, "enter", "main", Q1, "roads", "t1", "5")
        fresh.refuses(3, "show", "ranking")


def spoil(path: Path, how: str) -> None:
    data = path.read_bytes()
    match how:
        case "text":
            path.write_text("this is no database\n" * 400)
        case "zeros":
            path.write_bytes(bytes(len(data)))
        case "short":
            path.write_bytes(data[: len(data) // 2 // 4096 * 4096 + 100])
        case "torn":
            path.write_bytes(data[:4096] + b"\xa5" * (len(data) - 4096))


def test_two_series(opened: Opened) -> None:
    """Without --series the only one; of several one must be named, but for the stage, of which there is one."""
    settings = {"publication": "live", "confirm": "self"}
    program = opened(
        Competition(
            series=[Series("main", settings=settings), Series("second", ("schools",), settings=settings)],
            units=towns(2),
            scores=scores("main", Q1, {"roads": {"t1": 5, "t2": 6}}),
        )
    )
    for board in ("ranking", "flags"):
        complaint = program.refuses(2, "show", board).complaint
        assert "main" in complaint
        assert "second" in complaint
    program.ok("show", "ceremony")
    assert len(program.rows("ranking", "--series", "main")) == 2
    assert program.show("ranking", "--series", "second") == {
        **{"board": "ranking", "competition": "lake-2031", "series": "second", "period": None, "area": None},
        **{"revision": 0, "published_at": None, "rows": []},
    }
    program.refuses(2, "show", "ranking", "--series", "second", "--area", "roads")
    assert program.rows("ranking", "--series", "main级", "--area", "roads工作", "--period", "第一季度")


def test_the_time_of_the_environment(settled: Program) -> None:
    """SCOREBOARD_NOW is the time where --now is not given; a wrong one is wrong."""
    words = ["show", "ranking", "--database", str(settled.database)]
    for now, code in (("2031-05-05T10:00:00", 0), ("soon", 2), ("", 0)):
        with environment(SCOREBOARD_NOW=now, SCOREBOARD_LANG="en"):
            assert run(words) == code
            assert run([*words, "--now", "2031-05-05"]) == 0


@pytest.mark.parametrize(
    ("variables", "lang"),
    [
        ({"SCOREBOARD_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, "en"),
        ({"SCOREBOARD_LANG": "zh", "LC_ALL": "en_GB.UTF-8"}, "zh"),
        ({"LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "en_US.UTF-8"}, "en"),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LC_ALL": "C.UTF-8"}, "zh"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}, "zh"),
        ({"LC_ALL": "de_DE.UTF-8"}, "zh"),
    ],
)
def test_the_language_of_the_environment(
    variables: dict[str, str], lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The program's own variable, else the system's locale, else Chinese."""
    monkeypatch.delenv("SCOREBOARD_LANG", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert run(["bogus"]) == 2
    assert any("\u4e00" <= c <= "\u9fff" for c in capsys.readouterr().err) == (lang == "zh")
