"""Where the contests are that come with the program."""

from pathlib import Path

_INSIDE_THE_WHEEL = Path(__file__).parent / "data"
_BESIDE_THE_CHECKOUT = Path(__file__).parent.parent / "data"


def contests_folder() -> Path:
    """The folder that holds handan-2010 and the template: inside the wheel, or beside the package in a checkout."""
    return _INSIDE_THE_WHEEL if _INSIDE_THE_WHEEL.is_dir() else _BESIDE_THE_CHECKOUT
