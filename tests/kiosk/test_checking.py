"""What a machine lacks that is to start into the hall display, on machines that are made up."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from scoreboard.errors import ContestError
from scoreboard.kiosk.checking import examine, refuse_unfit
from scoreboard.kiosk.machine import Account, Machine, ProgramAnswer
from scoreboard.kiosk.plan import KioskPlan
from scoreboard.kiosk.tree import Installed, Tree

ALL = frozenset(("cage", "foot", "Xwayland", "fc-list", "systemd-analyze", "systemctl"))
HALL = Account("hall", 990, 990, "/home/hall")


class Live(Tree):
    """A folder that is looked at as if the machine had started from it."""

    live = True  # type: ignore[assignment]


@dataclass
class MadeUp(Machine):
    """A machine that has what it is given, and answers well but for what it is told to."""

    programs: frozenset[str] = ALL
    accounts: tuple[Account, ...] = (HALL,)
    number: int = 0
    says: dict[str, ProgramAnswer] = field(default_factory=dict)
    asked_as: list[str] = field(default_factory=list)

    @property
    def account_number(self) -> int:
        return self.number

    def account(self, name: str) -> Account | None:
        return next((one for one in self.accounts if one.name == name), None)

    def program(self, name: str) -> str | None:
        return f"/usr/bin/{name}" if name in self.programs else None

    def ask(self, words: Sequence[str], account: Account | None = None) -> ProgramAnswer:
        self.asked_as.append(f"{words[1]} {account.name if account else '-'}")
        usual = ProgramAnswer(0, "Noto Sans CJK SC" if words[0] == "fc-list" else "")
        return next((answer for word, answer in self.says.items() if word in words), usual)


@pytest.fixture
def plan(tmp_path: Path) -> KioskPlan:
    (tmp_path / "contest-public.db").touch()
    return KioskPlan("hall", str(tmp_path / "contest.db"), "en", ("/opt/scoreboard",))


def found(plan: KioskPlan, machine: Machine, tmp_path: Path) -> list[str]:
    return [finding.key for finding in examine(Live(tmp_path), Installed(plan, {}), machine, "en")]


def test_each_lack_is_found_and_nothing_else(plan: KioskPlan, tmp_path: Path) -> None:
    fit = MadeUp()
    assert found(plan, fit, tmp_path) == []
    assert {"--version hall", "show hall"} <= set(fit.asked_as), "it is tried as the account that will run it"
    assert found(plan, MadeUp(programs=ALL - {"Xwayland", "fc-list", "systemctl"}), tmp_path) == ["no_program"]
    assert found(plan, MadeUp(accounts=()), tmp_path) == ["no_user"]
    assert found(plan, MadeUp(number=1000), tmp_path) == ["not_tried"]
    assert found(plan, MadeUp(number=HALL.number), tmp_path) == []
    for word, answer, key in (
        ("--check-config", ProgramAnswer(230, "x"), "terminal"),
        ("fc-list", ProgramAnswer(0, ""), "no_hanzi"),
        ("--version", ProgramAnswer(126, ""), "display"),
        ("show", ProgramAnswer(3, "it can't be read"), "database"),
        ("verify", ProgramAnswer(1, "other.service: x\nscoreboard-kiosk.service: y"), "unit"),
        ("is-enabled", ProgramAnswer(1, "disabled"), "not_enabled"),
    ):
        assert found(plan, MadeUp(says={word: answer}), tmp_path) == [key]
    assert found(plan, MadeUp(says={"show": ProgramAnswer(2, "which series?")}), tmp_path) == []
    (tmp_path / "contest-public.db").unlink()
    (note,) = examine(Live(tmp_path), Installed(plan, {}), MadeUp(), "en")
    assert (note.key, note.mere_note) == ("no_contest", True)


def test_installing_where_it_could_not_start_is_refused(plan: KioskPlan, tmp_path: Path) -> None:
    live = Live(tmp_path)
    refuse_unfit(plan, live, MadeUp())
    refuse_unfit(plan, Tree(tmp_path), MadeUp(programs=frozenset(), accounts=(), number=1000))
    for machine, words in (
        (MadeUp(number=1000), "--root"),
        (MadeUp(accounts=()), "useradd"),
        (MadeUp(programs=frozenset({"foot"})), "apt install cage xwayland"),
    ):
        with pytest.raises(ContestError, match=words):
            refuse_unfit(plan, live, machine)


def test_a_program_is_asked_without_input_and_its_end_told() -> None:
    machine = Machine()
    assert machine.ask(["sh", "-c", "cat; echo $LANG; exit 4"]) == ProgramAnswer(4, "C.UTF-8")
    assert machine.ask(["/nowhere/at/all"]).code == 126
    assert machine.account("nobody-of-that-name") is None
    assert (machine.account("root") or HALL).number == 0
