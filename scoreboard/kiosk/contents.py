"""What the files of a machine say that starts into the hall display, each by its path."""

from collections.abc import Mapping

from scoreboard.kiosk.plan import KioskPlan
from scoreboard.kiosk.pointer import NAMES, unseen_pointer

UNIT = "scoreboard-kiosk.service"
UNIT_PATH = f"/etc/systemd/system/{UNIT}"
FOLDER = "/etc/scoreboard-kiosk"
FOOT_PATH = f"{FOLDER}/foot.ini"
LOGIN_PATH = "/etc/systemd/logind.conf.d/scoreboard-kiosk.conf"
WRITTEN = "# Written by `scoreboard kiosk install`, which makes it anew; `scoreboard kiosk remove` takes it away.\n"

_KEYS = (
    "scrollback-up-page", "scrollback-down-page", "clipboard-copy", "clipboard-paste", "primary-paste", "search-start",
    "font-increase", "font-decrease", "font-reset", "spawn-terminal", "show-urls-launch", "prompt-prev", "prompt-next",
)  # fmt: skip
"""What foot does at keys unless it is told otherwise; one of these opens another terminal."""
_MOUSE = (
    "primary-paste", "select-begin", "select-begin-block", "select-extend", "select-extend-character-wise",
    "select-word", "select-word-whitespace", "select-row",
)  # fmt: skip


def files(plan: KioskPlan) -> Mapping[str, bytes]:
    """Every file of a machine, by its path from the root."""
    made = {UNIT_PATH: _unit(plan), LOGIN_PATH: _no_login()}
    if plan.with_foot:
        made[FOOT_PATH] = _foot(plan)
    pointers = dict.fromkeys((f"{FOLDER}/icons/default/cursors/{name}" for name in NAMES), unseen_pointer())
    return {path: text.encode() for path, text in made.items()} | pointers


def _unit(plan: KioskPlan) -> str:
    """cage, the terminal and the display on tty1, for ever; the session by PAM gives them the screen and the keys."""
    terminal = (*plan.terminal, f"--config={FOOT_PATH}") if plan.with_foot else plan.terminal
    display = (*plan.display, "display", "--unattended", "--database", plan.database, "--lang", plan.lang)
    command = " ".join(map(quoted, (*plan.compositor, *terminal, *display)))
    return f"""{WRITTEN}[Unit]
Description=Scoreboard: the hall display
Wants=dbus.socket systemd-logind.service
After=dbus.socket systemd-logind.service systemd-user-sessions.service plymouth-quit-wait.service getty@tty1.service
# No login stands behind the picture.
Conflicts=getty@tty1.service
ConditionPathExists=/dev/tty0
# However often it ends, it is started again.
StartLimitIntervalSec=0

[Service]
User={plan.user}
PAMName=login
TTYPath=/dev/tty1
TTYReset=yes
TTYVHangup=yes
TTYVTDisallocate=yes
StandardInput=tty-fail
StandardOutput=journal
StandardError=journal
UtmpIdentifier=tty1
UtmpMode=user
WorkingDirectory=/
Environment=LANG=C.UTF-8
# It starts without a keyboard, too, and the mouse has a pointer that is not seen.
Environment=WLR_LIBINPUT_NO_DEVICES=1
# cage 0.1.4 may let the picture stand still where it shows the terminal's own instead of painting it.
Environment=WLR_NO_HARDWARE_CURSORS=1
Environment=XCURSOR_PATH={FOLDER}/icons XCURSOR_THEME=default
ExecStart={command}
Restart=always
RestartSec=1
TimeoutStopSec=5

[Install]
WantedBy=multi-user.target
"""


def _foot(plan: KioskPlan) -> str:
    """Letters that line up, hanzi from another font, and nothing that keys or a mouse could do to the terminal."""
    size = plan.font_size
    return f"""{WRITTEN}
font=DejaVu Sans Mono:pixelsize={size},Noto Sans Mono CJK SC:pixelsize={size}
dpi-aware=no
term=foot
# Where anything asks for a shell, there is none.
shell=/bin/false
login-shell=no
pad=0x0 center
initial-window-mode=fullscreen
selection-target=none

[bell]
urgent=no
notify=no

[scrollback]
lines=0

[cursor]
blink=no

[mouse]
hide-when-typing=yes

[colors]
background=000000

[csd]
preferred=none

[key-bindings]
{_unbound(_KEYS)}
[mouse-bindings]
{_unbound(_MOUSE)}"""


def _unbound(names: tuple[str, ...]) -> str:
    return "".join(f"{name}=none\n" for name in names)


def _no_login() -> str:
    """No login prompt on other consoles either, and nothing that darkens the screen or lets the machine sleep."""
    return f"""{WRITTEN}[Login]
NAutoVTs=0
ReserveVT=0
IdleAction=ignore
HandleLidSwitch=ignore
HandleSuspendKey=ignore
HandleHibernateKey=ignore
"""


def quoted(word: str) -> str:
    """A word of a command as systemd reads it: whole, and with nothing that it would fill in."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return plain if plain and not any(sign in plain for sign in " \t'\";\\") else f'"{plain}"'
