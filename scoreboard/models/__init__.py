"""The tables of the contest. Importing this package registers every table on `metadata`."""

from scoreboard.models.base import Table
from scoreboard.models.campaigns import Benchmark, Campaign, StudyVisit
from scoreboard.models.ceremonies import Ceremony, CeremonyEvent, CueImage, NamedImage, Seal, StageStep
from scoreboard.models.contests import (
    Area,
    Competition,
    PanelJudge,
    Period,
    RemainingUnit,
    Series,
    SeriesPeriod,
    SeriesUnit,
    Star,
)
from scoreboard.models.custody import Correction, CustodyEntry, PlaceDecision, Reveal, TieDecision
from scoreboard.models.honours import Honour, Veto
from scoreboard.models.imports import ScoreSheet, ScoreSource, SheetMeaning
from scoreboard.models.journal import JournalEntry
from scoreboard.models.loading import LoadedRow
from scoreboard.models.people import Person, PersonPin
from scoreboard.models.promises import Goal, LivelihoodItem, Pledge, ProgressReport, Rectification
from scoreboard.models.public import (
    PublicBoard,
    PublicChange,
    PublicFact,
    PublicLevel,
    PublicMember,
    PublicPrint,
    PublicReckoning,
    PublicRoll,
    PublicScore,
    PublicStanding,
    PublicTouch,
    PublicUnit,
)
from scoreboard.models.results import ReenteredScore, ReturnedScore, Score
from scoreboard.models.stars import Nominee, NomineeEvent, StarDecision
from scoreboard.models.targets import Target
from scoreboard.models.units import Unit, UnitKey, UnitName
from scoreboard.models.years import YearEnd

metadata = Table.metadata

__all__ = [
    "Area",
    "Benchmark",
    "Campaign",
    "Ceremony",
    "CeremonyEvent",
    "Competition",
    "Correction",
    "CueImage",
    "CustodyEntry",
    "Goal",
    "Honour",
    "JournalEntry",
    "LivelihoodItem",
    "LoadedRow",
    "NamedImage",
    "Nominee",
    "NomineeEvent",
    "PanelJudge",
    "Period",
    "Person",
    "PersonPin",
    "PlaceDecision",
    "Pledge",
    "ProgressReport",
    "PublicBoard",
    "PublicChange",
    "PublicFact",
    "PublicLevel",
    "PublicMember",
    "PublicPrint",
    "PublicReckoning",
    "PublicRoll",
    "PublicScore",
    "PublicStanding",
    "PublicTouch",
    "PublicUnit",
    "Rectification",
    "ReenteredScore",
    "RemainingUnit",
    "ReturnedScore",
    "Reveal",
    "Score",
    "ScoreSheet",
    "ScoreSource",
    "Seal",
    "Series",
    "SeriesPeriod",
    "SeriesUnit",
    "SheetMeaning",
    "StageStep",
    "Star",
    "StarDecision",
    "StudyVisit",
    "Table",
    "Target",
    "TieDecision",
    "Unit",
    "UnitKey",
    "UnitName",
    "Veto",
    "YearEnd",
    "metadata",
]
