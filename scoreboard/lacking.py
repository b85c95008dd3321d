"""What some systems lack (Windows): there a flag of `os` is 0, every file is this account's, and nothing is locked."""

import os
import socket

NO_LINK: int = getattr(os, "O_NOFOLLOW", 0)
NO_WAIT: int = getattr(os, "O_NONBLOCK", 0)
AS_IT_IS: int = getattr(os, "O_BINARY", 0)
"""Windows would change the ends of lines."""
SOCKETS_OF_FILES: int = getattr(socket, "AF_UNIX", socket.AF_INET)
"""Where there are none one still is a socket, on which nothing is heard."""
FOLDERS_BY_DESCRIPTOR = os.open in os.supports_dir_fd and hasattr(os, "O_DIRECTORY")
"""Whether what lies in an open folder can be reached by that folder alone."""


def account_number() -> int:
    """The number of this account, as the owner of files has it."""
    return os.geteuid() if hasattr(os, "geteuid") else 0


def lock(descriptor: int, *, wait: bool = True) -> bool:
    """Lock an open file; False where another process has and nobody is to `wait`. Raises OSError where none can be."""
    try:
        import fcntl
    except ImportError:
        raise OSError("no locks") from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def unlock(descriptor: int) -> None:
    """Let others lock an open file. Raises OSError where no file can be locked."""
    try:
        import fcntl
    except ImportError:
        raise OSError("no locks") from None
    fcntl.flock(descriptor, fcntl.LOCK_UN)
