"""The kinds of boards, a module each with its KIND, named as people ask for it: ``show annual`` is `annual.py`.

Nothing else lists them: `show` and its formats, the private view, publishing and the hall's playlist all ask here.
Viewers import these modules too, so what opens the store is imported inside `build` alone.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from scoreboard.publications.kind import Kind


@cache
def kind_names() -> tuple[str, ...]:
    """The kinds that there are."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


@cache
def kind_of(name: str) -> Kind[Any]:
    """The kind of that name. Raises KeyError where there is none."""
    if name not in kind_names():
        raise KeyError(name)
    found: Kind[Any] = import_module(f"{__name__}.{name}").KIND
    return found
