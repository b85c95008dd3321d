"""Whether this account may read and write a database's file, told as what it is: not as one that is not there."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from scoreboard.errors import Unreachable
from scoreboard.file_owner import forbidden, name_of
from scoreboard.lacking import NO_LINK, account_number
from scoreboard.settings import DatabasePaths
from scoreboard.store.replacing import beside

OTHERS = stat.S_IRWXO


def is_file(path: Path) -> bool:
    """Whether a database's file is there. Raises Unreachable where this account may not look, or may not read it."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except PermissionError:
        raise forbidden(path, "read") from None
    except OSError as error:
        raise Unreachable("database.unreadable", path=path, detail=error.strerror or error) from None
    if stat.S_ISREG(found.st_mode) and not may(path, os.R_OK):
        raise forbidden(path, "read")
    return stat.S_ISREG(found.st_mode)


def may(path: Path, what: int) -> bool:
    """Whether this process may do something with a file, `what` being one of os.R_OK and its like."""
    return os.access(path, what, effective_ids=os.access in os.supports_effective_ids)


def guard(paths: DatabasePaths, *, create: bool) -> None:
    """See that nobody else has made the files of a database, and that nobody else may read them; `create` makes them.

    Raises Unreachable for a file that another account has put where everybody may write: it could forge what it holds.
    Raises OSError where they cannot be made.
    """
    for database in (paths.main, paths.public):
        for path in (database, *beside(database)):
            _refuse_planted(path)
            if create and path == database:
                shut_out_others(path)
            elif path.is_file():
                with suppress(FileNotFoundError):  # what lies beside goes with the last who has it open
                    _keep_to_account(path)


def _refuse_planted(path: Path) -> None:
    try:
        found, around = path.lstat(), path.parent.stat()
    except FileNotFoundError:
        return
    if around.st_mode & stat.S_IWOTH and found.st_uid not in (0, account_number()):
        raise Unreachable("database.planted", path=path, owner=name_of(found.st_uid), folder=path.parent)


def shut_out_others(path: Path) -> None:
    """See that a database can be read by its account alone, and by a group that it has been opened to by hand.

    One that is not there yet is made empty. Raises OSError.
    """
    with suppress(FileExistsError):  # somebody else may make it at this very moment
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | NO_LINK, 0o600))
    _keep_to_account(path)


def _keep_to_account(path: Path) -> None:
    found = path.stat()
    if found.st_mode & OTHERS and found.st_uid == account_number():
        path.chmod(stat.S_IMODE(found.st_mode) & ~OTHERS)
