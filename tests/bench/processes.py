"""What processes have used of the machine, as Linux counts it."""

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(processes: Iterable[int]) -> float:
    """Processor time so far of all that are still there."""
    return sum((int(fields[11]) + int(fields[12])) / _TICKS for fields in map(_stat, processes) if fields)


def memory_kb(processes: Iterable[int]) -> float:
    """Resident memory in KB of all that are still there, shared pages divided among those who share them.

    Programs and libraries, which are pages of files, do not count: what is left of them to one process changes with
    the others on the machine that use them.
    """
    found = 0.0
    for process in processes:
        with contextlib.suppress(OSError), open(f"/proc/{process}/smaps_rollup", encoding="ascii") as rollup:
            found += next(int(row.split()[1]) for row in rollup if row.startswith("Pss_Anon:"))
    return found


def machine_seconds() -> float:
    """Processor time that the whole machine has spent on anything but waiting."""
    with open("/proc/stat", encoding="ascii") as stat:
        user, nice, system, _idle, _waiting, *interrupts = map(int, stat.readline().split()[1:8])
    return (user + nice + system + sum(interrupts)) / _TICKS


def descendants(process: int) -> list[int]:
    """A process and all that it and its children have started, as far as they are still there."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found = [process]
    for one in found:
        found += children.get(one, [])
    return found


def hurry(processes: Iterable[int]) -> None:
    """Put processes before those of others on a shared machine, where we may (Linux groups them by session)."""
    for process in processes:
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process, -15)
            with open(f"/proc/{process}/autogroup", "w", encoding="ascii") as group:
                group.write("-15")


def _stat(process: int) -> list[str]:
    """What Linux says of a process from its state on; nothing of one that is gone."""
    with contextlib.suppress(OSError), open(f"/proc/{process}/stat", encoding="ascii", errors="replace") as stat:
        return stat.read().rpartition(")")[2].split()
    return []
