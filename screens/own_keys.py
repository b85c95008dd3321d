"""Keys that somebody has given to what a screen does, by the ids of its bindings: a file of the account's own."""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from platformdirs import user_config_path

from scoreboard.errors import BadInput

FILE = "SCOREBOARD_KEYS"
"""The variable that names the file; without it, it is `keys.toml` in the account's folder for settings."""
_ID = re.compile(r"[a-z_]+\.[a-z0-9_]+")
_KEY = re.compile(r"((ctrl|shift|alt)\+)*([a-z0-9_]+|[A-Z])")


def keys_file() -> Path:
    """Where the file would be."""
    given = os.environ.get(FILE)
    return Path(given) if given else user_config_path("scoreboard", appauthor=False) / "keys.toml"


def read_keys() -> Mapping[str, str]:
    """The keys of bindings, by their ids; none where there is no such file. Raises BadInput for one that says else."""
    file = keys_file()
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if os.environ.get(FILE):
            raise BadInput("keys.unreadable", file=file, detail=os.strerror(2)) from None
        return {}
    except OSError as error:
        raise BadInput("keys.unreadable", file=file, detail=error.strerror or error) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput("keys.unreadable", file=file, detail=error) from None
    for name, keys in found.items():
        if not _ID.fullmatch(name) or not isinstance(keys, str) or not all(map(_KEY.fullmatch, keys.split(","))):
            raise BadInput("keys.line", file=file, name=name, keys=keys)
    return found
