"""What a sheet for a notice board says, whatever it is printed as: a name, parts in their order, words at its foot."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class WordedCell:
    """A cell of a table."""

    text: str
    bold: bool = False
    mark: Literal["", "plain", "good", "late"] = ""
    """The field on which it stands, where it says how something stands."""
    whole: bool = False
    """Whether it stays on one line."""


@dataclass(frozen=True)
class SheetTitle:
    """The title of what follows; smaller words at its end."""

    text: str
    aside: str = ""
    kind: Literal["title"] = "title"


@dataclass(frozen=True)
class SheetLetter:
    """A paragraph of a letter; a `plain` one is not indented."""

    text: str
    plain: bool = False
    kind: Literal["letter"] = "letter"


@dataclass(frozen=True)
class SheetTable:
    """A table; columns of `numbers` stand at the right."""

    heads: tuple[str, ...]
    rows: tuple[tuple[WordedCell, ...], ...]
    numbers: tuple[int, ...] = ()
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class SheetFlags:
    """Flags as they would hang, each with its name and what there is to say of it."""

    flags: tuple[tuple[str, str], ...]
    kind: Literal["flags"] = "flags"


@dataclass(frozen=True)
class SheetPeople:
    """People under a star each: name, what they are, what else there is to say."""

    people: tuple[tuple[str, str, str], ...]
    kind: Literal["people"] = "people"


@dataclass(frozen=True)
class SheetList:
    """A list with numbers, each entry with less important words under it."""

    entries: tuple[tuple[str, str], ...]
    kind: Literal["list"] = "list"


@dataclass(frozen=True)
class SheetSignature:
    """Lines at the end of a letter, each with words before it; a blank to write on where there is nothing to print."""

    lines: tuple[tuple[str, str], ...]
    kind: Literal["signature"] = "signature"


@dataclass(frozen=True)
class SheetNothing:
    """A field that waits for something."""

    text: str
    kind: Literal["nothing"] = "nothing"


SheetPart = SheetTitle | SheetLetter | SheetTable | SheetFlags | SheetPeople | SheetList | SheetSignature | SheetNothing


@dataclass(frozen=True)
class PostedSheet:
    """A sheet: what it is of, large; a line under that; what it says; words at its foot."""

    name: str
    under: str
    parts: tuple[SheetPart, ...]
    feet: tuple[str, ...]


@dataclass(frozen=True)
class Sheets:
    """One or more sheets that are printed together."""

    title: str
    sheets: tuple[PostedSheet, ...]
