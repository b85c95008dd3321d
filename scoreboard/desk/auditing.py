"""The whole journal as an auditor reads it: every deed with its proof, found by any word that it holds."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import String, cast
from sqlmodel import Session, col, func, or_, select

from scoreboard.desk.first_figures import figures_kept_from, without_figures
from scoreboard.desk.nominees import subject_of
from scoreboard.enums import PeriodState
from scoreboard.facts import FactKind
from scoreboard.models import Competition, Honour, JournalEntry, Nominee, Pledge, SeriesPeriod
from scoreboard.rules.masking import masked
from scoreboard.store.public.asking_main import facts_of


@dataclass(frozen=True)
class Audited:
    """One row of the journal."""

    sequence: int
    at: datetime
    who: str
    proof: str
    """``key:FINGERPRINT@ADDRESS``, ``os:LOGIN``, ``unproved`` or ``-``."""
    action: str
    subject: str
    before: Any
    after: Any
    reason: str | None
    hash: str


@dataclass(frozen=True)
class Unseen:
    """What of the journal somebody may not see: who has not said who they are, or is bound to a series."""

    places: Mapping[str, str]
    """How rows begin to name what is sealed or a draft, and of no series of theirs; each with its contest."""
    own: frozenset[str]
    """The nominees of their series, as the journal names them: of nobody else do they learn what is private."""
    vetoed_in: Mapping[str, str]
    """The periods whose vetoes are not theirs to see before they are public, each with a contest of it."""
    told_vetoes: frozenset[str]
    """The vetoes that have been public, by their facts' keys: the period and the unit."""
    masked_names: re.Pattern[str] | None
    """The people whose names are masked in everything public; None where nobody's is."""
    figures: frozenset[str] = frozenset()
    """The drafts, as the journal names them, that they may be the one to type a second time without seeing them."""
    figures_alone: bool = False
    """Whether there is nothing else that they may not see."""


def read_journal(
    session: Session,
    words: str = "",
    *,
    limit: int = 1000,
    unseen: Unseen | None = None,
    meant: Callable[[str], Sequence[str]] = lambda _: (),
) -> tuple[Audited, ...]:
    """The newest rows that hold each of `words` somewhere, the newest first; as far as they are not `unseen`.

    A row holds a word, too, that holds one of the ids which are `meant` by it.
    """
    question, sought = select(JournalEntry).order_by(col(JournalEntry.sequence).desc()), list[Sought]()
    for word in words.split():
        sought.append((word, tuple(pattern for one in meant(word) for pattern in _patterns(one))))
        columns = (JournalEntry.who, JournalEntry.proof, JournalEntry.action, JournalEntry.subject, JournalEntry.reason)
        said = [col(column).icontains(word, autoescape=True) for column in columns]
        said += [_written(column).icontains(json.dumps(word)[1:-1], autoescape=True) for column in ("before", "after")]
        subject = '"' + col(JournalEntry.subject) + '"'
        ways = (subject, _written("before"), _written("after"))
        said += [way.contains(pattern, autoescape=True) for pattern in sought[-1][1] for way in ways]
        question = question.where(or_(*said))
    question = question.limit(limit) if unseen is None else question.execution_options(yield_per=limit)
    rows = (without_unseen(row.model_dump(), unseen) for row in session.exec(question))
    found = (_audited(row) for row in rows if unseen is None or _holds(row, sought))
    return tuple(islice(found, limit))


Sought = tuple[str, tuple[str, ...]]
"""A word, and how what is meant by it may stand in what is told."""


def _patterns(id_: str) -> tuple[str, ...]:
    """How an id stands in a path or alone, between quotation marks."""
    return tuple(f"{before}{id_}{after}" for before in '"/' for after in '"/')


def _holds(row: dict[str, Any], sought: Sequence[Sought]) -> bool:
    """Whether what is left of a row still holds each word: a search must not tell what is not shown."""
    told = json.dumps([row[name] for name in _TOLD], ensure_ascii=False)
    folded = told.casefold()
    return all(
        json.dumps(word, ensure_ascii=False)[1:-1].casefold() in folded or any(one in told for one in patterns)
        for word, patterns in sought
    )


_TOLD = ("who", "proof", "action", "subject", "before", "after", "reason")


def _audited(row: dict[str, Any]) -> Audited:
    return Audited(row["sequence"], row["at"], hash=row["hash"], **{name: row[name] for name in _TOLD})


def count_journal(session: Session) -> int:
    """How many rows the journal has."""
    return session.exec(select(func.count()).select_from(JournalEntry)).one()


def _written(column: str) -> Any:
    """A JSON column as the text that it is stored as."""
    return cast(getattr(JournalEntry, column), String)


def unseen_by(session: Session, seen: frozenset[str] | None, name: str | None = None) -> Unseen | None:
    """What somebody of this name may not see who sees these series; nothing where they see all (None).

    That is what is not public yet: contests that are open or sealed, and the stars that go with them. A draft is
    nobody's business before it is confirmed, and what a live contest has confirmed is on its boards. Who sees no
    series is the public, which reads people's names masked where the contest masks them.
    """
    figures = figures_kept_from(session, name)
    if seen is None:
        return Unseen({}, frozenset(), {}, frozenset(), None, figures, figures_alone=True) if figures else None
    contests = session.exec(select(SeriesPeriod).where(SeriesPeriod.state != PeriodState.PUBLISHED)).all()
    sealed = {(one.series_id, one.period_id) for one in contests if one.series_id not in seen}
    places, own = {f"{series}/{period}/": f"{series}/{period}" for series, period in sorted(sealed)}, set[str]()
    for nominee in session.exec(select(Nominee)):
        if nominee.series_id in seen:
            own.add(subject_of(nominee))
        elif (nominee.series_id, nominee.period_id) in sealed:
            star, contest = f"{nominee.period_id}/{nominee.star_id}", f"{nominee.series_id}/{nominee.period_id}"
            places[f"{star}/{nominee.unit_id}/{nominee.person}" if seen else f"{star}/"] = contest
            places[f"{star}/{nominee.series_id}/"] = contest
    theirs = set(session.exec(select(SeriesPeriod.period_id).where(col(SeriesPeriod.series_id).in_(sorted(seen)))))
    vetoed_in = {period: f"{series}/{period}" for series, period in sorted(sealed) if period not in theirs}
    told = frozenset(facts_of(session).keys_told(FactKind.VETO) if vetoed_in else ())
    return Unseen(places, frozenset(own), vetoed_in, told, None if seen else _masked_names(session), figures)


def _masked_names(session: Session) -> re.Pattern[str] | None:
    """The names of people, the longest first, where the contest masks them."""
    competition = session.exec(select(Competition)).first()
    if competition is None or not competition.publicity_mask:
        return None
    people = {
        name
        for column in (Nominee.person, Nominee.person_en, Pledge.person, Honour.person, Honour.person_en)
        for name in session.exec(select(column).distinct())
        if name
    }
    people |= {english["person"] for english in session.exec(select(Pledge.english)) if english.get("person")}
    return re.compile("|".join(map(re.escape, sorted(people, key=len, reverse=True)))) if people else None


DECISIONS = ("decide.", "veto")
"""How deeds are called that decide something: which of them was needed tells of the result."""
STAR_DECIDED, STAR_ELECTED = "stars.decide", "stars.elect"
"""A star whose last place was tied is elected by deciding that: that it was tied tells of the result."""
PRIVATE_DEEDS = frozenset({"stars.object", "stars.dismiss", "stars.withdraw"})
"""Deeds of which the public learns that they were done, and never why."""
VETO_DEEDS = frozenset({"veto", "veto.lift"})
STAR_DEPTH = 3
"""How many parts of a nominee's subject name the star: what follows names the person."""


def without_unseen(row: dict[str, Any], unseen: Unseen | None) -> dict[str, Any]:
    """A row as somebody may see it (S13): a deed on a sealed result keeps its name, not its values.

    That of a decision would tell that it was needed, be it a tie or a veto: it is called a decision, and is about the
    period, for a veto is of all of its series and of units that are in none. One on a nominee is about the star, and
    who decides a tie among them has elected. No row keeps its marks: of a sealed result there are so few that its
    digest would tell which it is.
    """
    row = {**row, "marks": None}
    if unseen is None:
        return row
    row = without_figures(row, unseen.figures)
    if unseen.figures_alone:
        return row
    if row["action"] in PRIVATE_DEEDS and row["subject"] not in unseen.own:
        row["reason"] = None
    contest = _unseen_contest(row, unseen)
    if contest is None:
        return row if unseen.masked_names is None else _with_masks(row, unseen.masked_names)
    kept = {**row, "before": None, "after": {"sealed": True}, "reason": None}
    if row["action"].startswith(DECISIONS):
        return {**kept, "action": "decide", "subject": contest.partition("/")[2]}
    if row["action"].startswith("stars."):
        deed = STAR_ELECTED if row["action"] == STAR_DECIDED else row["action"]
        return {**kept, "action": deed, "subject": "/".join(row["subject"].split("/")[:STAR_DEPTH])}
    return kept


def _unseen_contest(row: Mapping[str, Any], unseen: Unseen) -> str | None:
    """The contest whose secret a row would tell; None where it tells none."""
    action, subject = row["action"], row["subject"]
    if action in VETO_DEEDS:
        unit, period, *_ = subject.split("/")
        return None if f"{period}/{unit}" in unseen.told_vetoes else unseen.vetoed_in.get(period)
    inside = isinstance(row["after"], dict) and ("cells" in row["after"] or "people" in row["after"])
    within = inside or action.startswith((*DECISIONS, STAR_DECIDED))  # it tells of what is inside
    told = json.dumps([subject + "/" * within, row["before"], row["after"]], ensure_ascii=False)
    return next((contest for place, contest in unseen.places.items() if place in told), None)


def _with_masks(row: dict[str, Any], names: re.Pattern[str]) -> dict[str, Any]:
    """A row with people's names masked, wherever they stand."""
    said = {name: json.dumps(row[name], ensure_ascii=False) for name in ("subject", "before", "after", "reason")}
    told = {name: names.sub(lambda found: masked(found[0]), text) for name, text in said.items()}
    return {**row, **{name: json.loads(text) for name, text in told.items()}}
