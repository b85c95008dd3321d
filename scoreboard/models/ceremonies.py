"""Ceremonies and their images, the stage (the journal of what the hall sees), what directors did beside, the seals."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, LargeBinary, false, text
from sqlmodel import Field

from scoreboard.enums import YEAR
from scoreboard.models.base import Moment, Table


class Ceremony(Table, table=True):
    """A run sheet for the closed results of one period of one series, or of its year."""

    id: str = Field(primary_key=True)
    series_id: str = Field(foreign_key="series.id")
    period_id: str = Field(foreign_key="period.id")
    """The period; of a ceremony of the year its last one."""
    of_year: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    title: str
    title_en: str = ""
    held_on: date | None = None
    venue: str = ""
    venue_en: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    slogans: list[str] = Field(default_factory=list, sa_type=JSON)
    slogans_en: list[str] = Field(default_factory=list, sa_type=JSON, sa_column_kwargs={"server_default": "[]"})
    cues: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    """The run sheet as written by hand; empty means the usual one, made from the closed results."""

    @property
    def about(self) -> str:
        """The period that it is about, or `YEAR`."""
        return YEAR if self.of_year else self.period_id


class CueImage(Table, table=True):
    """An image that a cue or a `NamedImage` names, as large as a hall shows it; kept once however often it is named."""

    __tablename__ = "cue_image"

    digest: str = Field(primary_key=True)
    """SHA-256 of the file as it was given, by which cues and steps name it."""
    content: bytes = Field(sa_type=LargeBinary)
    """PNG or JPEG."""


class NamedImage(Table, table=True):
    """Whose image it is: the contest's or a flag's emblem, which are public, or a person's portrait, which is not."""

    __tablename__ = "named_image"
    __table_args__ = (CheckConstraint("kind IN ('contest', 'flag', 'portrait')", name="kind"),)

    kind: str = Field(primary_key=True)
    """One of `ImageOf`."""
    subject: str = Field(primary_key=True)
    """Empty, ``SERIES/AREA``, or ``UNIT/PERSON``."""
    file: str
    """Its path in the contest's folder."""
    digest: str
    """That of its `CueImage`."""


class StageStep(Table, table=True):
    """One step on the stage; the highest sequence of a ceremony is where it stands."""

    __tablename__ = "stage"

    sequence: int | None = Field(default=None, primary_key=True)
    ceremony_id: str = Field(foreign_key="ceremony.id", index=True)
    cue: int
    """The place of the cue in the run sheet, from 1; 0 where a rehearsal ends, and for the cover before the first."""
    step: int
    """The step within the cue, from 1."""
    covered: bool = False
    rehearsal: bool = False
    preliminary: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether it comes before anything of a result, as the title does: a ceremony that has shown nothing else can be
    taken back. Of steps of before this was kept nobody says so."""
    scene: dict[str, Any] = Field(sa_type=JSON)
    """What this step shows, and nothing of later steps."""
    image: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    """The digests of the images that this step shows and makes public, a space between two; empty for none."""
    at: datetime = Field(sa_type=Moment)


class CeremonyEvent(Table, table=True):
    """What somebody did to a ceremony without a step on the stage: appended, never edited."""

    __tablename__ = "ceremony_event"

    id: int | None = Field(default=None, primary_key=True)
    ceremony_id: str = Field(foreign_key="ceremony.id", index=True)
    kind: str
    """One of `scoreboard.ceremony.events`."""
    who: str
    reason: str = ""
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    at: datetime = Field(sa_type=Moment)


class Seal(Table, table=True):
    """A commitment to results before they are announced: a whole seal, or an amendment to the one before it.

    Each of `results` has kind, subject, pool, the result itself, its salt and the digest of both; the
    commitment covers all digests in order. Appended, never edited.
    """

    __table_args__ = (CheckConstraint("kind IN ('seal', 'amendment')", name="kind"),)

    id: int | None = Field(default=None, primary_key=True)
    ceremony_id: str = Field(foreign_key="ceremony.id", index=True)
    kind: str
    results: list[dict[str, Any]] = Field(sa_type=JSON)
    commitment: str
    sheet: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    """The run sheet that it fixes."""
    reason: str = ""
    sealed_by: str
    approved_by: str = ""
    at: datetime = Field(sa_type=Moment)
