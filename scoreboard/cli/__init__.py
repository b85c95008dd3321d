"""The command line. Nothing heavy is imported until a command needs it."""

import sys


def main() -> None:
    """Run the command of `sys.argv` and leave with its exit code; no traceback reaches a person."""
    from scoreboard.cli.program import run

    sys.exit(run(sys.argv[1:]))
