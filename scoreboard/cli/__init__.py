"""The command line. Nothing heavy is imported until a command needs it."""

import os
import sys


def main() -> None:
    """Run the command of `sys.argv` and leave with its exit code; no traceback reaches a person."""
    from scoreboard.cli.program import run

    _open_what_is_closed()
    sys.exit(run(sys.argv[1:]))


def _open_what_is_closed() -> None:
    """Whoever starts a program with a stream closed wants nothing of it: it is there, and leads nowhere."""
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115 - as long as the process
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
