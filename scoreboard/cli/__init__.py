"""The command line. Nothing heavy is imported until a command needs it."""

import gc
import io
import os
import sys

COLLECTED = (10_000, 10, 10)
"""How seldom garbage is looked for: what a start makes lives as long as the program, and so do a folder's rows while it
is loaded; looking through them again and again took an eighth of the time."""


def main() -> None:
    """Run the command of `sys.argv` and leave with its exit code; no traceback reaches a person."""
    gc.set_threshold(*COLLECTED)
    from scoreboard.cli.program import run

    _open_what_is_closed()
    _write_what_can_be()
    sys.exit(run(sys.argv[1:]))


def _open_what_is_closed() -> None:
    """Whoever starts a program with a stream closed wants nothing of it: it is there, and leads nowhere."""
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115 - as long as the process
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def _write_what_can_be() -> None:
    """What a terminal or a pipe has no characters for becomes a question mark: nothing is broken off for that."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
