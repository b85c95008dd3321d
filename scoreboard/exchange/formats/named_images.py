"""Whose images a folder names: the contest's emblem, those of its flags, and portraits of people (`portraits.csv`)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from scoreboard.enums import ImageOf
from scoreboard.exchange.csv_rows import RowFormat, each_row
from scoreboard.exchange.field_types import FilledName, FilledText, Reference
from scoreboard.exchange.formats.known import Known, Once
from scoreboard.exchange.images import GivenImage, ImageFiles
from scoreboard.exchange.problems import Problems, Wrong
from scoreboard.exchange.toml_tables import TomlTable

EMBLEM = "emblem"
"""The key of the contest and of an area that names one."""


class DeclaredPortrait(RowFormat):
    """What somebody of a unit looks like."""

    file: ClassVar[str] = "portraits.csv"

    unit: Reference
    person: FilledName
    image: FilledText


@dataclass(frozen=True, slots=True)
class DeclaredImage:
    """An image, and whose it is."""

    of: ImageOf
    subject: str
    """As `NamedImage` keeps it."""
    file: str
    image: GivenImage
    line: int
    """Of the file that names it."""


def read_named_images(
    folder: Path, document: TomlTable, known: Known, files: ImageFiles, problems: Problems
) -> tuple[DeclaredImage, ...]:
    """Every image that is somebody's; what is wrong with one is noted where it is named."""
    return (*_emblems(document, files), *_portraits(folder, known, files, problems))


def _emblems(document: TomlTable, files: ImageFiles) -> Iterator[DeclaredImage]:
    competition = document.table("competition")
    named = [] if competition is None else [(competition, ImageOf.CONTEST, "")]
    for series in document.tables("series"):
        prefix = f"{series.text('id')}/"
        named.extend((area, ImageOf.FLAG, f"{prefix}{area.text('id')}") for area in series.tables("area"))
    for table, of, subject in named:
        name = (table.text(EMBLEM) or "").strip()
        try:
            if name:
                yield DeclaredImage(of, subject, name, files.read(name), table.line)
        except Wrong as wrong:
            table.wrong(EMBLEM, wrong.what, **wrong.values)


def _portraits(folder: Path, known: Known, files: ImageFiles, problems: Problems) -> Iterator[DeclaredImage]:
    once = Once()
    for row in each_row(folder, DeclaredPortrait, problems):
        unit, given = known.unit(row), row.written
        if not unit or not given.person or not given.image or not once.is_new(row, unit, given.person):
            continue
        if image := row.meant("image", files.read):
            subject = f"{unit}/{given.person}"
            yield DeclaredImage(ImageOf.PORTRAIT, subject, given.image, image, row.line)
