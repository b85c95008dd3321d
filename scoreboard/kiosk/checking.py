"""Whether a machine will start into the hall display: its files, its account, its programs, and what it may read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from scoreboard.errors import BadInput, Refused
from scoreboard.kiosk.contents import FOOT_PATH, UNIT
from scoreboard.kiosk.machine import Account, Machine
from scoreboard.kiosk.plan import LOGIN, KioskPlan, package_of
from scoreboard.kiosk.tree import Installed, Tree, digest
from scoreboard.settings import DatabaseSide, database_sides

UNREACHABLE = 3
"""The exit code of our own commands where the database can't be read."""


@dataclass(frozen=True)
class KioskFinding:
    """Something to mend, or to know: the key of its sentence in the catalogue (`cli.kiosk.finding`), and its gaps."""

    key: str
    values: dict[str, object] = field(default_factory=dict)
    mere_note: bool = False


def refuse_unfit(plan: KioskPlan, tree: Tree, machine: Machine) -> None:
    """Raises BadInput or Refused where what would be written could never start on this machine; a tree takes all."""
    if not LOGIN.fullmatch(plan.user):
        raise BadInput("kiosk.login", user=plan.user)
    if plan.user == "root":
        raise BadInput("kiosk.root", user=plan.user)
    if not tree.live:
        return
    if machine.account_number != 0:
        raise Refused("kiosk.not_root")
    if machine.account(plan.user) is None:
        raise BadInput("kiosk.no_user", user=plan.user)
    missing = [name for name in plan.programs if machine.program(name) is None]
    if missing:
        packages = " ".join(map(package_of, missing))
        raise Refused("kiosk.no_programs", programs=", ".join(missing), packages=packages)


def examine(tree: Tree, installed: Installed, machine: Machine, lang: str) -> Iterator[KioskFinding]:
    """What there is to mend, said in a language. Of a tree to look at only the files are looked at."""
    for path, written in installed.files.items():
        found = tree.read(path)
        if found is None or digest(found) != written:
            yield KioskFinding("changed" if found else "missing", {"path": tree.place(path)})
    if tree.live:
        yield from _programs(installed.plan, machine)
        yield from _account(installed.plan, machine, lang)
        yield from _systemd(machine)


def _programs(plan: KioskPlan, machine: Machine) -> Iterator[KioskFinding]:
    for name in plan.programs:
        if machine.program(name) is None:
            yield KioskFinding("no_program", {"program": name, "package": package_of(name)})
    if plan.with_foot and machine.program(plan.terminal[0]):
        answer = machine.ask([plan.terminal[0], "--check-config", f"--config={FOOT_PATH}"])
        if answer.code:
            yield KioskFinding("terminal", {"path": FOOT_PATH, "detail": _last_line(answer.text)})
    if machine.program("fc-list") and not machine.ask(["fc-list", ":lang=zh-cn", "family"]).text:
        yield KioskFinding("no_hanzi")


def _account(plan: KioskPlan, machine: Machine, lang: str) -> Iterator[KioskFinding]:
    """Whether the account is there, may run the display, and may read what it shows: it is tried as that account."""
    account = machine.account(plan.user)
    if account is None:
        yield KioskFinding("no_user", {"user": plan.user})
        return
    if machine.account_number not in (0, account.number):
        yield KioskFinding("not_tried", {"user": plan.user})
        return
    tried: Account | None = account if machine.account_number == 0 else None
    answer = machine.ask([*plan.display, "--version"], tried)
    if answer.code:
        detail = _last_line(answer.text)
        yield KioskFinding("display", {"user": plan.user, "program": plan.display[0], "detail": detail})
    elif not _is_there(public := database_sides(plan.database).public):
        yield KioskFinding("no_contest", {"path": public}, mere_note=True)
    else:
        show = ("show", "flags", "--database", plan.database, "--lang", lang)
        answer = machine.ask([*plan.display, *show], tried)
        if answer.code == UNREACHABLE:
            yield KioskFinding("database", {"sentence": _last_line(answer.text)})


def _systemd(machine: Machine) -> Iterator[KioskFinding]:
    """What systemd says of the unit, where it is there."""
    if machine.program("systemd-analyze"):
        said = machine.ask(["systemd-analyze", "verify", UNIT]).text
        for line in said.splitlines():
            if UNIT in line:
                yield KioskFinding("unit", {"detail": line})
    if machine.program("systemctl") and machine.ask(["systemctl", "is-enabled", UNIT]).code:
        yield KioskFinding("not_enabled", {"unit": UNIT})


def _is_there(side: DatabaseSide) -> bool:
    """Whether there is something for displays to read; of a server they find that out themselves."""
    try:
        return not isinstance(side, Path) or side.exists()
    except PermissionError:  # whoever is to read it says so
        return True


def _last_line(text: str) -> str:
    return text.splitlines()[-1] if text else "?"
