"""What no parameter may exceed, whatever command it belongs to: numbers that fit, paths that the system can take."""

import errno
import os
from typing import Any

import click

from scoreboard.cli.wording import cli

LARGEST = 2**31 - 1
"""The largest number that is taken anywhere; a database holds larger ones, but nothing that is counted here."""
TELLS_LATER = (errno.ENOENT, errno.ENOTDIR, errno.EACCES)
"""What keeps nobody from naming a path: the command itself says what it makes of that."""


class FilePath(click.Path):
    """A path that the system can look up."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = super().convert(value, param, ctx)
        try:
            os.lstat(path)
        except (OSError, ValueError) as error:
            number = getattr(error, "errno", None)
            if number not in TELLS_LATER:
                self.fail(cli("usage.path", detail=getattr(error, "strerror", None) or error), param, ctx)
        return path


def bounded(kind: click.ParamType[Any]) -> click.ParamType[Any]:
    """The kind of a parameter, with its bounds where it has none of its own."""
    match kind:
        case click.IntRange(max=None, min=low):
            return click.IntRange(low or 0, LARGEST)
        case click.IntRange():
            return kind
        case click.types.IntParamType():
            return click.IntRange(0, LARGEST)
        case click.Path():
            return FilePath(kind.exists, kind.file_okay, kind.dir_okay, readable=False, path_type=kind.type)
        case _:
            return kind
