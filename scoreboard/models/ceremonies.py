"""Ceremonies and the stage, the journal of what the hall sees."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from scoreboard.models.base import Moment, Table


class Ceremony(Table, table=True):
    """A run sheet for the closed results of one period of one series."""

    id: str = Field(primary_key=True)
    series_id: str = Field(foreign_key="series.id")
    period_id: str = Field(foreign_key="period.id")
    title: str
    title_en: str = ""
    held_on: date | None = None
    venue: str = ""
    slogans: list[str] = Field(default_factory=list, sa_type=JSON)
    cues: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    """The run sheet as written by hand; empty means the usual one, made from the closed results."""


class StageStep(Table, table=True):
    """One step on the stage; the highest sequence of a ceremony is where it stands."""

    __tablename__ = "stage"

    sequence: int | None = Field(default=None, primary_key=True)
    ceremony_id: str = Field(foreign_key="ceremony.id", index=True)
    cue: int
    """The place of the cue in the run sheet, from 1."""
    step: int
    """The step within the cue, from 1."""
    covered: bool = False
    rehearsal: bool = False
    scene: dict[str, Any] = Field(sa_type=JSON)
    """What this step shows, and nothing of later steps."""
    at: datetime = Field(sa_type=Moment)
