"""A flag's row, and what is said of it beside its holder, alike on every board, wall, script and bulletin.

A margin is told with the digits that it needs; where a tie was decided, the rule or the decision is told instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from scoreboard.enums import Outcome
from scoreboard.locale import listed, listed_texts, say
from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.names import CarriesFlag, named
from scoreboard.publications.told_margins import margin_with_digits
from scoreboard.rules.ranking import displayed
from scoreboard.rules.ties import TIE
from scoreboard.store.public.facts import Document
from scoreboard.wire import UNSET, UnsetType, given

EARLIER_PLACE = "earlier-place:"
"""How the reason begins of a flag that the better place in another area decided; that area's id follows."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LostFlag(NamedUnit):
    """A unit that has lost a flag in its term: how, and why."""

    outcome: Literal["revoked", "abolished", "moved"]
    reason: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class LiftedVeto(NamedUnit):
    """A unit that is first and does not hold a flag, because its veto was lifted after the award; and why it was."""

    reason: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class FlagRow(CarriesFlag):
    """One flag in a period: who holds it, whose it was, how it went over."""

    area: str | None
    """None for the flag of the overall table, which is called by its own name."""
    area_name: str
    area_name_en: str
    flag: str
    flag_en: str | UnsetType = UNSET
    holders: tuple[NamedUnit, ...]
    previous: tuple[NamedUnit, ...]
    outcome: Outcome
    defences: Mapping[str, int]
    """By unit, of those who hold it."""
    margin: str | None
    """Points before the second, with the series' decimals; None where there was none to be before."""
    margin_exact: str | None
    pool: str | None
    """None where all are ranked together."""
    awarded_on: str | None
    reason: str | None
    reason_area_name: str | UnsetType = UNSET
    """The area by whose places a tie was decided."""
    reason_area_name_en: str | UnsetType = UNSET
    approved_by: tuple[str, ...] = ()
    """Who signed the decision by which it is held."""
    lost: tuple[LostFlag, ...] = ()
    """Who has lost it in the period."""
    lifted: tuple[LiftedVeto, ...] | UnsetType = UNSET
    """Who is first and does not hold it, because its veto was lifted after the award."""
    overtaken_by: tuple[NamedUnit, ...] | UnsetType = UNSET
    """Who is first since a correction, of the overall table since whatever moved it, where that is not just who holds
    it. Of a flag that the place in another area decided: who is no longer behind its holder there."""
    first_of_remaining: bool | UnsetType = UNSET
    """Whether they, or without them the holder, are first but for a unit that has ended since, and that keeps its place
    in the ranking."""
    most_flags: int | UnsetType = UNSET
    """How many flags of areas its holder has, of that of the overall table: that, and no points, puts it first."""
    opening: bool | UnsetType = UNSET
    """Whether its holders had it when the records began, however they had come to it."""
    unreached: str | UnsetType = UNSET
    """The series' minimum, where nobody won the flag because no unit that could win it has reached that."""
    unreached_best: str | UnsetType = UNSET
    """The best score of those, unrounded, where it is shown as if it had reached the minimum."""
    prize: str | UnsetType = UNSET
    """What its holders are given with it."""
    prize_en: str | UnsetType = UNSET
    margin_told: str | UnsetType = UNSET
    """The margin unrounded, where the rounded one is not what lies between the two scores as they are shown."""

    def prize_called(self, lang: str) -> str:
        """What its holders are given with it, in a language; empty for nothing."""
        return named(given(self.prize) or "", given(self.prize_en), lang)

    @property
    def told_outcome(self) -> str:
        """The outcome as it is called: of what was held when the records began nobody says how it was won."""
        return "opening" if self.opening and self.outcome in (Outcome.FIRST, Outcome.JOINT) else str(self.outcome)

    @property
    def is_open(self) -> bool:
        """Whether it takes an earlier period or a decision to say how the flag was won, and perhaps by whom."""
        return self.outcome == Outcome.OPEN

    @property
    def tells_nobody(self) -> bool:
        """Whether the outcome itself says that nobody has it, or that it is not known who."""
        return self.outcome in (Outcome.OPEN, Outcome.VACANT)

    @property
    def written_reason(self) -> str:
        """What somebody wrote as the reason; empty where a rule says why, or nothing does."""
        reason = self.reason or ""
        return "" if reason == TIE or reason.startswith(EARLIER_PLACE) else reason

    @property
    def was_placed_first(self) -> bool:
        """Whether the place in another area decided a tie, as places were then; since a correction they are others."""
        return bool(given(self.overtaken_by)) and (self.reason or "").startswith(EARLIER_PLACE)

    def is_held_by(self, unit: str) -> bool:
        """Whether a unit is among those who hold it."""
        return any(holder.unit == unit for holder in self.holders)


def lost_in(term: Document) -> list[str]:
    """The units that have lost a flag in a term of it, which is given as the public fact has it."""
    return [one["unit"] for one in term.get("lost", ())]


def units_in(term: Document) -> list[str]:
    """All units that a term names."""
    first = [*(one["unit"] for one in term.get("lifted", ())), *term.get("overtaken_by", ())]
    return [*term["holders"], *term["previous"], *lost_in(term), *first]


def told_margin(row: FlagRow) -> str:
    """By how much a flag was won, in points; empty where there is no margin, or it is nought."""
    if row.outcome == Outcome.JOINT:
        return ""
    return given(row.margin_told) or margin_with_digits(row.margin, row.margin_exact)


def told_reasons(row: FlagRow, lang: str, *, formerly: bool = False) -> list[str]:
    """Why a flag is where it is, a sentence for each thing to say: how a tie was decided, the reason, who lost it.

    `formerly` says of a tie what bulletins before the seventh wording said.
    """
    said, lifted = list[str](), given(row.lifted) or ()
    if most := given(row.most_flags):
        said.append(say("cli.table.most_flags", lang, count=most))
    tie = _tie(row, lang, formerly=formerly)
    if tie:
        said.append(tie)
    elif row.outcome == Outcome.RETAINED and row.unreached:
        said.append(_unreached(row, lang))
    elif row.reason and row.reason not in [*(one.reason for one in row.lost), *(one.reason for one in lifted)]:
        said.append(row.reason)
    for key, whom, why in (
        *((f"cli.lost.{one.outcome}", one, one.reason) for one in row.lost),
        *(("cli.lost.lifted", one, one.reason) for one in lifted),
    ):
        about = f": {why}" if lang == "en" else f"：{why}"
        said.append(say(key, lang, name=whom.called(lang)) + (about if why else ""))
    if first := given(row.overtaken_by):
        names = listed((unit.called(lang) for unit in first), lang)
        said.append(say(f"cli.{_overtaking(row)}", lang, names=names, count=len(first)))
    elif given(row.first_of_remaining):
        said.append(say("cli.overtaken_remaining.holder", lang))
    if row.approved_by:
        said.append(say("cli.signed.approved", lang, names=listed(row.approved_by, lang)))
    return said


def _overtaking(row: FlagRow) -> str:
    """How a holder stands who is behind others now, or level with them; or that nobody holds it.

    In an area a correction did that. In the overall table other deeds do it, too, such as a decision on an area's flag.
    """
    if row.was_placed_first:
        return "overtaken.placed"
    how = "vacant" if not row.holders else "ahead" if row.margin is None else "level"
    if given(row.first_of_remaining) and row.area is not None:
        return f"overtaken_remaining.{how}"
    return f"overtaken_in_table.{how}" if row.area is None else f"overtaken.{how}"


def told_vacancy(row: FlagRow, lang: str) -> list[str]:
    """Why nobody holds a flag of which nothing else is said: nobody was good enough to win it."""
    unsaid = row.outcome == Outcome.VACANT and not told_reasons(row, lang)
    if not unsaid:
        return []
    return [_unreached(row, lang) if row.unreached else say("cli.vacancy.nobody", lang)]


def _unreached(row: FlagRow, lang: str) -> str:
    if best := given(row.unreached_best):
        return say("cli.vacancy.hardly_unreached", lang, minimum=row.unreached, best=best)
    return say("cli.vacancy.unreached", lang, minimum=row.unreached)


def may_be_unreached(term: Document) -> bool:
    """Whether nobody has won a flag in a term, and nothing is said of why; the term is as the public fact has it."""
    unwon = term["outcome"] in (Outcome.VACANT, Outcome.RETAINED)
    return unwon and term["reason"] is None and not term.get("lost")


class First(NamedTuple):
    """The first in a ranking, with the exact score."""

    unit: str
    score: Decimal


class Unreached(NamedTuple):
    """What a row says of a minimum that nobody has reached who could win a flag; nothing where that is not so."""

    minimum: str | UnsetType = UNSET
    best: str | UnsetType = UNSET
    """The best score, where it is shown as if it had reached it."""


def unreached(minimum: Decimal, best: Decimal | None, decimals: int) -> Unreached:
    """What a row says of the minimum where the `best` of those who are ranked has not reached it."""
    if best is None or best >= minimum:
        return Unreached()
    hardly = Decimal(displayed(best, decimals)) >= minimum
    return Unreached(f"{minimum.normalize():f}", f"{best.normalize():f}" if hardly else UNSET)


def told_open(row: FlagRow, lang: str) -> str:
    """What an earlier period or a decision still has to say of a flag; empty where all is known.

    Where the scores alone settle who holds it, that is how it came to its holders, and from whom.
    """
    if not row.is_open:
        return ""
    return say("cli.outcome.came" if row.holders else "cli.outcome.settles", lang)


def told_note(row: FlagRow, lang: str, *, formerly: bool = False) -> str:
    """All reasons in one cell."""
    return listed_texts(told_reasons(row, lang, formerly=formerly), lang)


def told_note_or_vacancy(row: FlagRow, lang: str, *, formerly: bool = False) -> str:
    """The same, and of a vacant flag why it is."""
    return listed_texts([*told_reasons(row, lang, formerly=formerly), *told_vacancy(row, lang)], lang)


def _tie(row: FlagRow, lang: str, *, formerly: bool) -> str:
    """How a tie for first place was decided; empty where there was none, or it is left open or shared.

    Without a reason the flag of the overall table went by what sets those apart in it who are level; any other stays
    with whom it was awarded to, whoever turns out to have held it before.
    """
    reason, words = row.reason or "", "cli.tie.formerly" if formerly else "cli.tie"
    if reason == TIE and row.outcome == Outcome.RETAINED:
        return say("cli.tie.challengers", lang)
    if reason == TIE and {one.unit for one in row.holders} <= {one.unit for one in row.previous}:
        return say("cli.tie.together" if len(row.holders) > 1 else "cli.tie.holder", lang)
    if reason == TIE:
        return say("cli.tie.stands", lang)
    if reason.startswith(EARLIER_PLACE):
        area = named(given(row.reason_area_name) or "", given(row.reason_area_name_en), lang)
        how = "cli.tie.earlier_then" if row.was_placed_first else f"{words}.earlier"
        return say(how, lang, area=area or reason.removeprefix(EARLIER_PLACE))
    if reason and row.outcome == Outcome.JOINT and not formerly and not row.lost and not given(row.lifted):
        return say("cli.tie.jointly", lang, reason=reason)
    moved = given(row.lifted) or given(row.overtaken_by)
    tied = row.margin is not None and not Decimal(row.margin_exact or row.margin)
    others = [*(one.reason for one in row.lost), *(one.reason for one in given(row.lifted) or ())]
    if (
        not tied
        or not row.holders
        or reason in others
        or row.outcome in (Outcome.JOINT, Outcome.OPEN, Outcome.RETAINED)
    ):
        return ""
    if moved:
        return say("cli.tie.held", lang, reason=reason) if reason and not formerly else ""
    if reason:
        return say(f"{words}.decided", lang, reason=reason)
    return say(f"{words}.apart" if row.area is None else "cli.tie.stands", lang)
