"""Counters for Prometheus. Each process of a server writes its own into a folder; whoever asks is told their sums.

Nobody is asked to: without `metrics` the library is not even imported.
"""

import contextlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from scoreboard.errors import Refused

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
"""Where the library has the processes of one server write what they count."""
ADDRESS = "127.0.0.1"
"""What is counted is nobody's business but this machine's."""


class Counters:
    """What one process counts."""

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Gauge

        own = CollectorRegistry()
        self.arrivals = Counter(
            "scoreboard_arrivals", "Connections, by entrance and whether they were let in.", ("entrance", "let_in"),
            registry=own,
        )  # fmt: skip
        self.inside = Gauge(
            "scoreboard_inside", "Who is in now, by entrance.", ("entrance",),
            registry=own, multiprocess_mode="livesum",
        )  # fmt: skip
        self.pictures = Counter("scoreboard_pictures", "Pictures drawn for viewers.", registry=own)
        self.answers = Counter("scoreboard_answers", "Answers over HTTP, by status.", ("status",), registry=own)
        self.restarts = Counter(
            "scoreboard_restarts", "Processes that ended by themselves and were started again.", ("process",),
            registry=own,
        )  # fmt: skip


@cache
def _counters() -> Counters | None:
    return Counters() if VARIABLE in os.environ else None


def arrived(entrance: str, *, let_in: bool) -> None:
    """Somebody has come to an entrance: "ssh", "staff" or "web"."""
    if (known := _counters()) is not None:
        known.arrivals.labels(entrance, "yes" if let_in else "no").inc()
        if let_in:
            known.inside.labels(entrance).inc()


def left(entrance: str) -> None:
    """Somebody who was let in has gone."""
    if (known := _counters()) is not None:
        known.inside.labels(entrance).dec()


def drew() -> None:
    """A picture has been drawn."""
    if (known := _counters()) is not None:
        known.pictures.inc()


def answered(status: int) -> None:
    """A request has its answer."""
    if (known := _counters()) is not None:
        known.answers.labels(str(status)).inc()


def restarted(process: str, number: int) -> None:
    """A process has ended by itself: who was in with it is in no more."""
    if (known := _counters()) is not None:
        from prometheus_client.multiprocess import mark_process_dead

        known.restarts.labels(process).inc()
        mark_process_dead(number)  # type: ignore[no-untyped-call]


@contextlib.contextmanager
def metrics(folder: Path, port: int | None) -> Iterator[None]:
    """Tell whoever asks on a port of this machine what is counted, while the block lasts; nothing without a port.

    Raises Refused where the port cannot be had.
    """
    if port is None:
        yield
        return
    kept = folder / "counters"
    kept.mkdir(mode=0o700)
    os.environ[VARIABLE] = str(kept)
    _counters.cache_clear()
    from prometheus_client import CollectorRegistry, start_http_server
    from prometheus_client.multiprocess import MultiProcessCollector

    sums = CollectorRegistry()
    MultiProcessCollector(sums)  # type: ignore[no-untyped-call]
    try:
        server, thread = start_http_server(port, ADDRESS, registry=sums)
    except OSError as error:
        raise Refused("remote.port", bind=ADDRESS, port=port, detail=error.strerror or error) from None
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        del os.environ[VARIABLE]
        _counters.cache_clear()
