"""How much a process of its own may take that reads what somebody else has made."""

from pathlib import Path

MEGABYTE = 1024 * 1024


def confine(memory_megabytes: int, cpu_seconds: int) -> None:
    """Let this process take no more, where the system can; on Windows whoever waits ends it."""
    try:
        import resource
    except ImportError:
        return
    pages = int(Path("/proc/self/statm").read_text().split()[0]) if Path("/proc/self/statm").exists() else 0
    memory = pages * resource.getpagesize() + memory_megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
