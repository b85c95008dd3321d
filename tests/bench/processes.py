"""What processes have used of the machine, as Linux counts it."""

import contextlib
import os
from collections.abc import Iterable

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(processes: Iterable[int]) -> float:
    """Processor time of all of them so far."""
    found = 0.0
    for process in processes:
        with open(f"/proc/{process}/stat", encoding="ascii") as stat:
            fields = stat.read().rpartition(")")[2].split()
        found += (int(fields[11]) + int(fields[12])) / _TICKS
    return found


def memory_kb(processes: Iterable[int]) -> float:
    """Resident memory of all of them in KB, shared pages divided among those who share them."""
    found = 0.0
    for process in processes:
        with open(f"/proc/{process}/smaps_rollup", encoding="ascii") as rollup:
            found += next(int(row.split()[1]) for row in rollup if row.startswith("Pss:"))
    return found


def hurry(processes: Iterable[int]) -> None:
    """Put processes before those of others on a shared machine, where we may (Linux groups them by session)."""
    for process in processes:
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process, -15)
            with open(f"/proc/{process}/autogroup", "w", encoding="ascii") as group:
                group.write("-15")
