"""That a file is another account's, said with the accounts that it is about."""

from pathlib import Path

from scoreboard.errors import Unreachable
from scoreboard.lacking import account_number


def forbidden(path: Path, deed: str) -> Unreachable:
    """That this account may not `deed` ("read", "write") a file, with the accounts that it is about."""
    return Unreachable(f"database.forbidden_{deed}", path=path, login=name_of(account_number()), owner=_owner(path))


def _owner(path: Path) -> str:
    """Whose a file is, or the nearest folder around it that can be seen."""
    for place in (path, *path.absolute().parents):
        try:
            return name_of(place.stat().st_uid)
        except OSError:
            continue
    return "?"


def name_of(number: int) -> str:
    """The login of an account, or its number where it has none."""
    try:
        import pwd

        return pwd.getpwuid(number).pw_name
    except (ImportError, KeyError):
        return str(number)
