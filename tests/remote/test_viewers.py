"""What a viewer sees with the real OpenSSH client, and who is let in on the public port."""

import json
from pathlib import Path

import asyncssh
import pytest

from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from scoreboard.spelling import BOARD_NAMES
from tests.remote.emulator import Emulator
from tests.remote.openssh import ssh, ssh_once
from tests.remote.serving import Served
from tests.warm_programs import run_warm

TRUE_COLOURS = {"COLORTERM": "truecolor"}


def names_of(settings: Settings) -> list[str]:
    """The full names of all units of the contest."""
    reader = PublicReader(settings.paths.public)
    found = [unit.name for unit in reader.units()]
    reader.close()
    return found


def counted(screen: Emulator, names: list[str]) -> int:
    return sum(name in screen.text for name in names)


@pytest.mark.parametrize("size", [(0, 0), (80, 24), (120, 40)])
def test_the_first_frame_holds_native_text_with_full_names(
    served: Served, quiet: Settings, size: tuple[int, int]
) -> None:
    names = names_of(quiet)
    with ssh(*served.as_("city"), size=size) as client:
        screen = client.until(lambda screen: screen.drawn)
        assert counted(screen, names) >= 3, screen.text
        assert {1049} <= screen.modes
        assert 25 not in screen.modes


def test_a_terminal_without_a_size_counts_as_80x24(served: Served) -> None:
    with ssh(*served.as_("board"), size=(0, 0)) as client:
        screen = client.until(lambda screen: screen.drawn and bool(screen.lines[23].strip()))
        assert "q 离开" in screen.lines[23]


def test_a_key_changes_the_language(served: Served) -> None:
    with ssh(*served.as_("board"), size=(80, 24)) as client:
        client.until(lambda screen: screen.drawn and "l English" in screen.lines[23])
        client.send("l")
        client.until(lambda screen: screen.drawn and "q leave" in screen.lines[23])
        client.send("l")
        client.until(lambda screen: screen.drawn and "q 离开" in screen.lines[23])


async def test_every_boards_name_is_let_in_without_a_key(served: Served, quiet: Settings) -> None:
    reader = PublicReader(quiet.paths.public)
    competition, units = reader.competition(), reader.units()
    reader.close()
    ids = [*BOARD_NAMES, *(series.id for series in competition.series), "yongnian", "YongNian"]
    ids += [unit.id for unit in units][:60:10]
    for name in ids:
        async with asyncssh.connect(
            "127.0.0.1", served.port, username=name, known_hosts=None, client_keys=None, agent_path=None
        ) as link:
            done = await link.run("plain", encoding="utf-8")
            assert done.exit_status == 0, (name, done.stderr)
            assert done.stdout


@pytest.mark.parametrize(
    "name", ["root", "admin", "operator", "director", "boards", "..", "board/../x", "$(id)", "板", "a" * 900, "bo ard"]
)
def test_other_names_are_shown_nothing_but_which_there_are(served: Served, name: str) -> None:
    done = ssh_once("-p", str(served.port), "-o", f"User={name}", "127.0.0.1", "show", "flags", "--series", "city")
    refused_by_the_client = b"command-line" in done.stderr or b"invalid characters" in done.stderr
    assert done.returncode == (255 if refused_by_the_client else 2)
    assert not done.stdout
    assert refused_by_the_client or b"yongnian" in done.stderr


def test_a_unit_has_a_page_of_its_own(served: Served) -> None:
    with ssh(*served.as_("yongnian")) as client:
        screen = client.shows("永年县", "重点项目建设")
        assert "武安市" not in screen.text
        client.send("q")
        assert client.ended() == 0


def test_it_follows_the_size_of_the_terminal(served: Served) -> None:
    with ssh(*served.as_("city"), size=(90, 26)) as client:
        client.until(lambda screen: screen.drawn and "离开" in screen.lines[25])
        client.resize(120, 40)
        client.until(lambda screen: "离开" in screen.lines[39])
        client.resize(60, 20)
        client.until(lambda screen: "离开" in screen.lines[19])


def test_pages_are_turned_and_rotation_taken_up_again(served: Served) -> None:
    with ssh(*served.as_("city")) as client:
        client.until(lambda screen: screen.drawn and "离开" in screen.text)
        seen = [client.screen.text.splitlines()[:-1]]
        for key in ("\x1b[C", "\x1b[6~", "\x1b[C", "\x1b[D"):
            frames = client.screen.frames
            client.send(key)
            client.until(lambda screen, frames=frames: screen.frames > frames and screen.drawn)  # type: ignore[misc]
            seen.append(client.screen.text.splitlines()[:-1])
        assert seen[1] != seen[2] != seen[3]
        assert seen[4] == seen[2]


def test_keys_are_exchanged_anew_on_the_way(served: Served, tmp_path: Path) -> None:
    log = tmp_path / "log"
    words = served.as_("city", "-v", "-E", str(log), "-o", "RekeyLimit=16K")
    with ssh(*words, size=(160, 50)) as client:
        for _ in range(8):
            frames = client.screen.frames
            client.until(lambda screen, frames=frames: screen.frames > frames and screen.drawn)  # type: ignore[misc]
            client.send("\x1b[C")
        client.until(lambda _: log.read_text().count("SSH2_MSG_NEWKEYS received") > 2)
        frames = client.screen.frames
        client.send("r")
        client.until(lambda screen: screen.frames > frames and screen.drawn)


def test_keys_that_come_together_all_count(served: Served) -> None:
    """On a slow line several keys arrive at once."""
    with ssh(*served.as_("city")) as client:
        client.until(lambda screen: screen.drawn and "离开" in screen.text)
        seen = []
        for keys in ("r\x1b[C", "\x1b[C", "r\x1b[C\x1b[C"):
            frames = client.screen.frames
            client.send(keys)
            client.until(lambda screen, frames=frames: screen.frames > frames and screen.drawn)  # type: ignore[misc]
            client.listen(0.3)
            seen.append(client.screen.lines[:-1])
        assert seen[0] != seen[1] == seen[2]
        client.send("\x1b[C/")
        client.shows("查找")
        client.send("武安")
        client.until(lambda screen: "武安" in screen.lines[0] and "查找" in screen.lines[0])
        client.send("\x1b")
        client.shows("q 离开")
        client.send("rq")
        assert client.ended() == 0


def test_a_unit_is_found_by_pinyin_and_the_shared_picture_comes_back(served: Served) -> None:
    with ssh(*served.as_("board")) as client:
        client.until(lambda screen: screen.drawn)
        client.send("/")
        client.shows("查找：")
        client.send("ynx")
        screen = client.until(lambda screen: "永年县" in screen.text and "武安市" not in screen.text)
        assert "ynx" in screen.lines[0]
        client.send("\x7f\x7f\x7f")
        client.shows("武安市")
        client.resize(70, 20)
        client.until(lambda screen: "Esc" in screen.lines[19])
        client.send("\x1b")
        client.until(lambda screen: "q 离开" in screen.lines[19])


def test_a_search_takes_chinese_and_hostile_keys(served: Served) -> None:
    with ssh(*served.as_("board")) as client:
        client.until(lambda screen: screen.drawn)
        client.send("\r")
        client.shows("查找：")
        client.send("永年\x1b[999;1x\x1b]0;hacked\x07\x00\x01[/b]")
        client.until(lambda screen: "永年" in screen.lines[0])
        client.send("\x03")
        client.until(lambda screen: "q 离开" in screen.text)


@pytest.mark.parametrize(
    "words",
    [
        ["ranking", "--series", "city"],
        ["ranking", "--series", "city", "--period", "2010Q2", "--area", "key-projects"],
        ["flags", "--series", "city", "--period", "2010Q2"],
        ["stars", "--period", "2010Q2"],
        ["ceremony", "--series", "city"],
        ["ranking", "--series", "atlantis"],
        ["ranking", "--colour", "red"],
        ["nothing"],
    ],
)
@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_show_on_a_pipe_says_what_the_command_line_says(
    served: Served, quiet: Settings, words: list[str], form: str
) -> None:
    environment = {"PATH": "/usr/bin:/bin", "SCOREBOARD_LANG": "zh"}
    here = run_warm("show", *words, "--format", form, "--database", str(quiet.database), environment=environment)
    there = ssh_once(*served.as_("board"), "show", *words, "--format", form)
    assert there.returncode == here.returncode
    assert there.stdout == here.stdout
    assert there.stderr.splitlines()[-1:] == here.stderr.splitlines()[-1:]
    if form == "json" and here.returncode == 0:
        assert json.loads(there.stdout)["board"]


@pytest.mark.parametrize("option", ["--private", "--database=/etc/passwd", "--as=admin", "--now=2012-01-01"])
def test_options_for_the_machine_itself_are_refused(served: Served, option: str) -> None:
    done = ssh_once(*served.as_("board"), "show", "ranking", "--series", "city", option)
    assert done.returncode == 2
    assert not done.stdout


@pytest.mark.parametrize("board", ["board", "flags", "stars", "city", "yongnian"])
def test_plain_is_the_board_as_text(served: Served, quiet: Settings, board: str) -> None:
    names = names_of(quiet)
    for words in (("-t",), ("-T",)):
        done = ssh_once(*served.as_(board, *words), "plain")
        text = done.stdout.decode()
        assert done.returncode == 0, done.stderr
        assert board == "stars" or any(name in text for name in names)
        assert "\x1b" not in text


def test_a_terminal_that_can_do_nothing_is_told_the_board_as_text(served: Served) -> None:
    with ssh(*served.as_("city"), extra={"TERM": "dumb"}) as client:
        assert client.ended() == 0
        assert "永年县".encode() in client.raw
        assert b"\x1b" not in client.raw


def test_the_language_follows_the_viewers_locale(served: Served) -> None:
    with ssh(*served.as_("city", "-o", "SendEnv=LANG"), extra={"LANG": "en_GB.UTF-8"}) as client:
        client.shows("q leave", "Yongnian")


def test_a_terminal_that_has_them_gets_24_bit_colours(served: Served) -> None:
    with ssh(*served.as_("city", "-o", "SendEnv=COLORTERM"), extra=TRUE_COLOURS) as client:
        client.until(lambda screen: screen.drawn)
        assert b"\x1b[38;2;" in client.raw
    with ssh(*served.as_("city"), extra={"TERM": "vt100"}) as client:
        client.until(lambda screen: screen.drawn)
        assert b"38;" not in client.raw


def test_a_terminal_is_asked_for_its_colours(served: Served) -> None:
    with ssh(*served.as_("city")) as client:
        client.until(lambda screen: screen.drawn)
        assert b"\x1bP$qm" in client.raw
        assert b"\x1b[38;2;" not in client.raw
        client.send("\x1bP1$r0;48:2::1:2:3m\x1b\\")
        client.until(lambda screen: b"\x1b[38;2;" in client.raw)
