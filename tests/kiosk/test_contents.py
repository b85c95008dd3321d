"""What the files of a machine say that starts into the hall display."""

import re
import shlex
import struct
from configparser import ConfigParser

from scoreboard.kiosk.contents import FOOT_PATH, LOGIN_PATH, UNIT_PATH, files, quoted
from scoreboard.kiosk.plan import KioskPlan, placed

PLAN = KioskPlan("kiosk", "/var/lib/scoreboard/contest.db", "zh", ("/opt/scoreboard/bin/scoreboard",))


def text(path: str, plan: KioskPlan = PLAN) -> str:
    return files(plan)[path].decode()


def command(plan: KioskPlan = PLAN) -> str:
    (found,) = re.findall(r"^ExecStart=(.*)$", text(UNIT_PATH, plan), re.MULTILINE)
    assert isinstance(found, str)
    return found


def test_the_unit_runs_the_display_for_ever_on_the_first_console_with_no_login_behind_it() -> None:
    lines = text(UNIT_PATH).splitlines()
    for line in (
        "User=kiosk", "PAMName=login", "TTYPath=/dev/tty1", "Conflicts=getty@tty1.service", "Restart=always",
        "StartLimitIntervalSec=0", "Environment=WLR_LIBINPUT_NO_DEVICES=1", "WantedBy=multi-user.target",
    ):  # fmt: skip
        assert line in lines
    assert lines.index("StartLimitIntervalSec=0") < lines.index("[Service]") < lines.index("Restart=always")
    assert "NAutoVTs=0" in text(LOGIN_PATH).splitlines()


def test_the_command_names_its_programs_whole_and_the_database_and_the_language() -> None:
    shown = "--unattended --database /var/lib/scoreboard/contest.db --lang zh"
    assert command(placed(PLAN, None)) == (
        f"/usr/bin/cage -d -- /usr/bin/foot --config={FOOT_PATH} /opt/scoreboard/bin/scoreboard display {shown}"
    )
    other = KioskPlan("kiosk", "/a b/100%.db", "en", PLAN.display, ("sway", "-c", "/x"), ("ghostty", "--hold"))
    assert command(placed(other, {"sway": "/opt/sway", "ghostty": "/opt/ghostty"}.get)) == (
        "/opt/sway -c /x /opt/ghostty --hold /opt/scoreboard/bin/scoreboard display --unattended"
        ' --database "/a b/100%%.db" --lang en'
    )
    assert FOOT_PATH not in files(other)


def test_a_word_reaches_the_program_as_it_is() -> None:
    for word in ("", "a b", 'say "x"', "it's", "back\\slash", "50%", "$HOME", "a;b"):
        read = quoted(word).replace("%%", "%").replace("$$", "$")
        assert shlex.split(read) == [word]


def test_foot_has_no_key_that_leaves_and_its_letters_their_size() -> None:
    settings = ConfigParser(interpolation=None, delimiters=("=",))
    settings.read_string("[main]\n" + text(FOOT_PATH))
    assert "spawn-terminal" in settings["key-bindings"]
    assert {*settings["key-bindings"].values(), *settings["mouse-bindings"].values()} == {"none"}
    assert settings["csd"]["preferred"] == "none"
    assert settings["main"]["font"].count("pixelsize=26") == 2


def test_the_pointer_is_one_clear_pixel() -> None:
    (pointer,) = {content for path, content in files(PLAN).items() if "/cursors/" in path}
    magic, head, version, count, kind, _size, at = struct.unpack("<4s6I", pointer[:28])
    assert (magic, head, version, count, kind) == (b"Xcur", 16, 0x10000, 1, 0xFFFD0002)
    assert struct.unpack("<10I", pointer[at:]) == (36, 0xFFFD0002, 24, 1, 1, 1, 0, 0, 0, 0)
