"""Sheets whose results were taken in, and which of their cells each score came from."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlmodel import Field

from scoreboard.models.base import Moment, Table


class ScoreSheet(Table, table=True):
    """A file that was imported."""

    __tablename__ = "score_sheet"
    __table_args__ = (Index("ix_score_sheet_contest", "series_id", "period_id"),)

    id: int | None = Field(default=None, primary_key=True)
    series_id: str = Field(foreign_key="series.id")
    period_id: str = Field(foreign_key="period.id")
    file: str
    """Its name, without the folders; empty where the cells were pasted."""
    sha256: str
    """Of the bytes that were read, or of what was pasted in UTF-8, in hexadecimal digits."""
    sheet: str = ""
    """The sheet's name; empty where a file has none."""
    imported_by: str
    imported_at: datetime = Field(sa_type=Moment)


class ScoreSource(Table, table=True):
    """From which cell of a sheet a version of a score came; a newer version has its own source, or was typed."""

    __tablename__ = "score_source"
    __table_args__ = (ForeignKeyConstraint(["series_id", "area_id"], ["area.series_id", "area.id"]),)

    series_id: str = Field(primary_key=True, foreign_key="series.id")
    period_id: str = Field(primary_key=True, foreign_key="period.id")
    area_id: str = Field(primary_key=True)
    unit_id: str = Field(primary_key=True, foreign_key="unit.id")
    judge: str = Field(default="", primary_key=True)
    version: int = Field(primary_key=True)
    sheet_id: int = Field(foreign_key="score_sheet.id")
    cell: str
    """Such as C7."""


class SheetMeaning(Table, table=True):
    """What somebody has said that a heading or a word means in sheets of one layout; the form goes by it again."""

    __tablename__ = "sheet_meaning"
    __table_args__ = (CheckConstraint("kind IN ('column', 'area', 'name')", name="kind"),)

    series_id: str = Field(primary_key=True, foreign_key="series.id")
    layout: str = Field(primary_key=True)
    """A digest of the headings, which sheets of one layout have in common."""
    kind: str = Field(primary_key=True)
    """`column`: a heading, by its place among all; `area`: what a long sheet calls an area; `name`: a unit's name."""
    text: str = Field(primary_key=True)
    """The folded word; of a column its place, from 0."""
    meaning: str
    """The id of an area or of a unit; empty for what is left out."""
    chosen_by: str
    chosen_at: datetime = Field(sa_type=Moment)
