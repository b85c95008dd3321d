"""Another account of the same machine, for tests that run as root."""

import os
import sys
from collections.abc import Callable

import pytest

STRANGER = 65534
"""The account that nobody's files belong to."""

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as another account")


def as_stranger(deed: Callable[[], object]) -> None:
    """Do something in a child process of the stranger's; an AssertionError where it fails there."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.setgroups([])
            os.setgid(STRANGER)
            os.setuid(STRANGER)
            deed()
            code = 0
        except BaseException as error:
            print(repr(error), file=sys.stderr)
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0
