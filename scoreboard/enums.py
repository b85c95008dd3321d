"""Every setting, state and status of the contest, once: what folders, tables, boards and scripts write of them."""

from enum import StrEnum


class Ranking(StrEnum):
    """Whether the pools of a series are ranked against each other."""

    TOGETHER = "together"
    BY_POOL = "by-pool"


class TableOrder(StrEnum):
    """What the overall table goes by: flags held and then the total, or the total alone."""

    FLAGS = "flags"
    TOTAL = "total"


class Publication(StrEnum):
    """When results become public: at a ceremony, or each as soon as it is confirmed."""

    CEREMONY = "ceremony"
    LIVE = "live"


class TieRule(StrEnum):
    """How a tie for first place is resolved; the setting of the last one also names an area."""

    DECIDE = "decide"
    JOINT = "joint"
    HOLDER_RETAINS = "holder-retains"
    HOLDER_STAYS = "holder-stays"
    EARLIER_PLACE = "earlier-place"


class Countback(StrEnum):
    """A second criterion for equal places; the setting of place also names an area."""

    FIRSTS = "firsts"
    PLACE = "place"
    DECIDE = "decide"


class NoWinner(StrEnum):
    """What becomes of a flag that nobody may win."""

    VACANT = "vacant"
    RETAIN = "retain"


class ConfirmedBy(StrEnum):
    """Who may confirm what somebody has entered."""

    SECOND_PERSON = "second-person"
    SELF = "self"


class Panel(StrEnum):
    """How the judges' scores become one."""

    SINGLE = "single"
    MEAN = "mean"
    TRIMMED_MEAN = "trimmed-mean"


class Role(StrEnum):
    """What a person may do."""

    VIEWER = "viewer"
    OPERATOR = "operator"
    REVIEWER = "reviewer"
    DIRECTOR = "director"
    AUDITOR = "auditor"
    ADMIN = "admin"


class PeriodState(StrEnum):
    """How far one period of a series has come: results come in, wait for a ceremony, or are public."""

    OPEN = "open"
    SEALED = "sealed"
    PUBLISHED = "published"


class ScoreState(StrEnum):
    """Whether a score counts yet, or does no more."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


class UnitStanding(StrEnum):
    """How a unit takes part: for places and flags, which needs no word, or out of competition."""

    COMPETING = "competing"
    GUEST = "guest"


class Status(StrEnum):
    """Why a unit has a place or none. Boards list the statuses in this order."""

    RANKED = "ranked"
    VETOED = "vetoed"
    MISSING = "missing"
    NOT_APPLICABLE = "n/a"


class Outcome(StrEnum):
    """How a term came about, or, if nobody is left in it, how it ended."""

    CAPTURED = "captured"
    DEFENDED = "defended"
    JOINT = "joint"
    RETAINED = "retained"
    VACANT = "vacant"
    REVOKED = "revoked"
    FIRST = "first"
    OPEN = "open"
    """It takes an earlier period that is not public, or a decision that nobody has taken yet, to say."""


class NomineeStatus(StrEnum):
    """How far a nominee for a star has come."""

    NOMINATED = "nominated"
    INCOMPLETE = "incomplete"
    VOID = "void"
    ON_NOTICE = "on-notice"
    OBJECTED = "objected"
    WITHDRAWN = "withdrawn"
    CONFIRMED = "confirmed"
    """Elected."""
    NOT_ELECTED = "not-elected"
    VACANT = "vacant"


class StarSecret(StrEnum):
    """What of a star's nominees a ceremony keeps back once their notice has begun."""

    WINNERS = "winners"
    RESULTS = "results"
    """And the numbers."""
    NOMINEES = "nominees"
    """Everything: nobody is on notice in public."""


class NomineeDeed(StrEnum):
    """What was done about a nominee that the public may ask after: a row of its own with its day and its reason."""

    NOTICE = "notice"
    OBJECTION = "objection"
    DISMISSAL = "dismissal"
    WITHDRAWAL = "withdrawal"
    SUBSTITUTION = "substitution"
    ELECTION = "election"
    RETURN = "return"
    """An election is taken back."""


YEAR = "year"
"""What stands for the year where else a period's id does; no period may be called so."""


class YearState(StrEnum):
    """How far a period of the year has come: never contested (未开展), no flag known yet, some, all."""

    NOT_CONTESTED = "none"
    OPEN = "open"
    PART = "part"
    DONE = "done"


class PledgeState(StrEnum):
    """How a pledge stands on a day."""

    OPEN = "open"
    OVERDUE = "overdue"
    """Past its day and not settled."""
    KEPT = "kept"
    BROKEN = "broken"


class GoalState(StrEnum):
    """How a goal to be first stands on a day."""

    OPEN = "open"
    OVERDUE = "overdue"
    """Past its day and not settled."""
    MET = "met"
    UNMET = "unmet"


class RectificationState(StrEnum):
    """How far a unit has put right by a day what it was told to."""

    OPEN = "open"
    OVERDUE = "overdue"
    """Past its day and not done."""
    DONE = "done"
    DONE_LATE = "done-late"


class Rectifications(StrEnum):
    """Whether everybody learns what units of a series have to put right, or only those who work the contest."""

    PRIVATE = "private"
    PUBLIC = "public"


class GoalScope(StrEnum):
    """In what a unit wants to be first."""

    CITY = "city"
    PROVINCE = "province"
    NATION = "nation"


class Better(StrEnum):
    """Which of two figures is the better one: of output the higher, of days to a permit the lower."""

    HIGHER = "higher"
    LOWER = "lower"


class HonourState(StrEnum):
    """Whether an honour counts in the year's result, and if not, why."""

    COUNTED = "counted"
    LOWER = "lower"
    """It is there already at a level that is worth no less, which counts."""
    EARLY = "early"
    """Awarded before the year."""
    LATE = "late"
    """Awarded after the year, so that it rolls over to the next one."""


class VetoScope(StrEnum):
    """What a veto takes from a unit: its places in a period and in the year, or in the year alone."""

    PERIOD = "period"
    YEAR = "year"


class ImageOf(StrEnum):
    """Whose an image is."""

    CONTEST = "contest"
    FLAG = "flag"
    PORTRAIT = "portrait"
