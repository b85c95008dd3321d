"""What is done with stars at the desk, one call of the store each. All of it runs in workers and knows no widget."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from scoreboard.desk import objecting, withdrawing
from scoreboard.desk.closed_year import before_star
from scoreboard.desk.counting import confirm_seen_counts, count_ballots, refuse_to_count, unconfirm_count
from scoreboard.desk.decision_choices import DecisionChoices, read_decision_choices
from scoreboard.desk.electing import StarElection, decide_star, elect_stars, undecided
from scoreboard.desk.lookup import read_unit_keys, units_on
from scoreboard.desk.nominating import StarCategory, nominate, read_stars
from scoreboard.desk.nominee_history import NomineeHistory, history_of
from scoreboard.desk.nominees import day_of, refuse_unless, seen_nominee, star_of
from scoreboard.desk.putting_on_notice import NoticeTerms, ends_on, notice_as_seen, notice_terms
from scoreboard.desk.reopening import seal_on
from scoreboard.desk.unelecting import refuse_to_unelect, take_back_election
from scoreboard.desk.unit_of_work import acting, known, looking, trying, zone_of
from scoreboard.desk.worksheet import Named
from scoreboard.enums import NomineeStatus
from scoreboard.locale import Both, in_language
from scoreboard.models import Nominee
from scoreboard.name_search import UnitKeys
from scoreboard.publications.told_nominees import notice_until, person_called
from scoreboard.settings import parse_day
from scoreboard.store.contest import Contest, contest_of
from scoreboard.store.finding import find_unit
from scoreboard.store.writing import Writing
from screens.desk.decision_fields import several
from screens.desk.form import Typed
from screens.desk.workplace import Workplace

Answer = TypeVar("Answer")
Names = tuple[str, ...]

NEEDS_APPROVAL = ("seal.second", "seal.approval")
"""The refusals of a deed that a seal wants a second signature for."""
OBJECT, DISMISS, WITHDRAW, SUBSTITUTE = "object", "dismiss", "withdraw", "substitute"
RIGHTS = {OBJECT: "object", DISMISS: "object", WITHDRAW: "withdraw", SUBSTITUTE: "withdraw"}
"""The right that a deed about a nominee asks for."""
OPEN_TO: Mapping[str, tuple[NomineeStatus, ...]] = {
    OBJECT: objecting.OPEN_TO_OBJECTION,
    DISMISS: (NomineeStatus.OBJECTED,),
    WITHDRAW: withdrawing.STILL_IN,
    SUBSTITUTE: (*withdrawing.STILL_IN, NomineeStatus.WITHDRAWN),
}
"""How far a nominee may have come for such a deed."""


@dataclass(frozen=True)
class ElectionTerms:
    """On which day nominees are elected, as it is typed, and who else approves that."""

    on: str
    approved_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class ElectionPreview:
    """Who would become what, by name."""

    elected: tuple[str, ...]
    beaten: tuple[str, ...]
    held: tuple[str, ...]
    tied: tuple[str, ...]
    uncounted: tuple[str, ...]
    closed_year: Both | None = None
    """What comes of it after the year has been closed."""


@dataclass(frozen=True)
class NominationTerms:
    """Every unit that exists in the period, for a nominee may come from any, with what they answer to; who may approve
    it, and what comes of it after the year has been closed; and whether a seal may want that."""

    units: tuple[Named, ...]
    keys: tuple[UnitKeys, ...]
    choices: DecisionChoices
    sealed: bool


@dataclass(frozen=True)
class StarDesk:
    """The desk with the stars of the contest on it."""

    workplace: Workplace

    def read(self) -> tuple[StarCategory, ...]:
        """Every star with its nominees."""
        workplace = self.workplace
        with workplace.seeing() as session:
            now = workplace.settings.moment(zone_of(session))
            return read_stars(session, workplace.period, now, series=workplace.series)

    def history(self, nominee: int) -> NomineeHistory:
        """What was done about a nominee."""
        with self.workplace.seeing() as session:
            return history_of(session, session.get_one(Nominee, nominee))

    @property
    def _contest(self) -> tuple[str, str]:
        return self.workplace.series, self.workplace.period

    # Before anything is typed

    # Each says what comes of it after the year has been closed

    def may_count(self, nominee: int) -> Both | None:
        """Raises Refused where whoever acts may count no ballots, or those of a nominee are counted no more."""
        with self._looking("nominate") as here:
            refuse_to_count(here, seen_nominee(here, nominee, None))
            return self._closed_year(here)

    def may_unelect(self, nominee: int, version: int) -> Both | None:
        """Raises Refused where whoever acts may not take an election back, or nobody can."""
        with self._looking("elect") as here:
            refuse_to_unelect(here.session, seen_nominee(here, nominee, version))
            return self._closed_year(here)

    def begin(self, deed: str, nominee: int, version: int) -> DecisionChoices:
        """What there is to choose from in a deed about a nominee.

        Raises Refused where whoever acts may not do it, or the nominee has come too far, or not far enough.
        """
        with self._looking(RIGHTS[deed]) as here:
            refuse_unless(seen_nominee(here, nominee, version), *OPEN_TO[deed])
            return self._choices(here)

    def approvers(self) -> DecisionChoices:
        """Who may approve what a seal wants a second signature for."""
        with self.workplace.store.read() as session:
            by = known(session, self.workplace.settings, "nominate", series=self.workplace.series)
            return read_decision_choices(session, self.workplace.settings.moment(zone_of(session)), by)

    def begin_election(self) -> DecisionChoices:
        """Who may approve an election, and what day it is. Raises Refused where whoever acts may not elect."""
        with self._looking("elect") as here:
            return self._choices(here)

    def would_elect(self, star: str, terms: ElectionTerms | None = None) -> ElectionPreview:
        """What electing would make of the nominees of a star, today unless `terms` say otherwise. Raises Refused as
        electing does."""
        workplace = self.workplace
        with trying(workplace.store, workplace.settings, "elect", series=workplace.series) as writing:
            contest = contest_of(writing.session, *self._contest)
            found = self._elect(writing, contest, star, terms)

            def named(people: Iterable[Nominee]) -> tuple[str, ...]:
                return tuple(str(in_language(person_called(one), workplace.settings.lang)) for one in people)

            parts = ("elected", "beaten", "held", "tied")
            became = {
                part: [one for each in found for one in each.people(getattr(each.outcome, part))] for part in parts
            }
            became["uncounted"] = [one for each in found for one in each.uncounted]
            names = {part: named(people) for part, people in became.items()}
            return ElectionPreview(**names, closed_year=self._closed_year(writing))

    def begin_notice(self, star: str) -> tuple[NoticeTerms, Both | None]:
        """Who would be put on notice, and for how long. Raises Refused where nobody can be, or not by whoever acts."""
        with self._looking("notice") as here:
            terms = notice_terms(here, contest_of(here.session, *self._contest), star_of(here.session, star))
            return terms, self._closed_year(here)

    def begin_decision(self, star: str) -> tuple[DecisionChoices, tuple[int, ...], int]:
        """What there is to choose from, who ties at the last place of a star, and for how many places.

        Raises Refused where nobody ties, or whoever acts may not decide.
        """
        with self._looking("decide") as here:
            contest, session = contest_of(here.session, *self._contest), here.session
            outcome = undecided(session, contest, star_of(session, star), day_of(here, None)).outcome
            return self._choices(here), outcome.tied, outcome.contested

    def _choices(self, here: Writing) -> DecisionChoices:
        return replace(read_decision_choices(here.session, here.now, here.by), closed_year=self._closed_year(here))

    def _closed_year(self, here: Writing) -> Both | None:
        return before_star(here.session, self.workplace.series)

    def begin_nomination(self) -> NominationTerms:
        """Raises Refused where whoever acts may not nominate."""
        with self._looking("nominate") as here:
            session, contest = here.session, contest_of(here.session, *self._contest)
            units = units_on(session, contest.period.end)
            keys = read_unit_keys(session, [unit.id for unit in units])
            sealed = seal_on(session, contest) is not None
            return NominationTerms(units, keys, self._choices(here), sealed)

    # What is done

    def nominate(self, star: str, unit: str, typed: Typed, request: str) -> int:
        """Nominate somebody; returns the nominee's id."""

        def do(writing: Writing, contest: Contest) -> int:
            found, series = find_unit(writing.session, unit), contest.series.id
            who = {name: typed[name] for name in ("person", "post", "person_en", "post_en")}
            approved = several(typed.get("approved_by", ""))
            return nominate(
                writing, contest.period.id, star, found, **who, series=series, request=request, approved_by=approved
            )

        return self._write("nominate", do)

    def count_ballots(
        self, nominee: int, counts: Mapping[str, int | None], version: int, request: str, approved_by: Names = ()
    ) -> int:
        """Record the ballots counted for a nominee; returns the new version."""

        def do(writing: Writing, _: Contest) -> int:
            return count_ballots(writing, nominee, counts, version, request=request, approved_by=approved_by)

        return self._write("nominate", do)

    def confirm_counts(self, seen: Mapping[int, int], approved_by: Names = ()) -> None:
        """Confirm the counts of nominees in the versions that were seen, all or nothing."""
        self._write("confirm", lambda writing, _: confirm_seen_counts(writing, seen, approved_by=approved_by))

    def unconfirm_count(self, nominee: int, version: int, approved_by: Names = ()) -> int:
        """Take back that a count is confirmed."""
        return self._write(
            "unconfirm", lambda writing, _: unconfirm_count(writing, nominee, version, approved_by=approved_by)
        )

    def unelect(self, nominee: int, version: int, reason: str) -> None:
        """Take an election back, for a reason."""
        self._write(
            "elect",
            lambda writing, _: take_back_election(writing, seen_nominee(writing, nominee, version), None, reason),
        )

    def notice(self, star: str, begins: date, seen: NoticeTerms, approved_by: Names = ()) -> int:
        """Put on notice from a day on those who were seen to have a count that stands; returns how many."""

        def do(writing: Writing, contest: Contest) -> int:
            found = star_of(writing.session, star)
            return len(notice_as_seen(writing, contest, found, begins, seen, approved_by=approved_by))

        return self._write("notice", do)

    def elect(self, star: str, terms: ElectionTerms | None = None) -> int:
        """Elect whoever the rule says, today unless `terms` say otherwise; returns how many are elected now."""

        def do(writing: Writing, contest: Contest) -> int:
            return sum(len(one.outcome.elected) for one in self._elect(writing, contest, star, terms))

        return self._write("elect", do)

    @staticmethod
    def _elect(writing: Writing, contest: Contest, star: str, terms: ElectionTerms | None) -> list[StarElection]:
        day, approved = (None, ()) if terms is None else (parse_day(terms.on), terms.approved_by)
        return elect_stars(writing, contest, [star_of(writing.session, star)], day, approved_by=approved)

    def decide(self, star: str, typed: Typed) -> str:
        """Decide who of those who tie at the last place of a star has it, and elect whom the rule elects with that."""

        approved = several(typed["approved_by"])

        def do(writing: Writing, contest: Contest) -> str:
            chosen = [writing.session.get_one(Nominee, int(one)) for one in several(typed["people"])]
            found = star_of(writing.session, star)
            decide_star(writing, contest, found, chosen, typed["reason"], approved_by=approved)
            return ""

        return self._write("decide", do)

    def do(self, deed: str, nominee: int, version: int, typed: Typed) -> str:
        """Carry out a deed about a nominee as it is typed; returns the last day of a substitute's notice, else nothing.

        Raises BadInput for a day that is none.
        """
        day, approved = parse_day(typed["on"]), several(typed["approved_by"])

        def carry_out(writing: Writing, contest: Contest) -> str:
            found = seen_nominee(writing, nominee, version)
            document = typed["document"]
            if deed == SUBSTITUTE:
                unit, person = find_unit(writing.session, typed["unit"]), typed["substitute"]
                withdrawing.substitute(
                    writing,
                    found,
                    unit,
                    person,
                    day,
                    post=typed["post"],
                    person_en=typed["substitute_en"],
                    post_en=typed["post_en"],
                    reason=typed["reason"],
                    document=document,
                    approved_by=approved,
                )
                return ends_on(contest, day).isoformat()
            deeds = {
                OBJECT: objecting.object_to,
                DISMISS: objecting.dismiss_objections,
                WITHDRAW: withdrawing.withdraw_nominee,
            }
            ended = notice_until(contest.competition, found)
            late = deed == OBJECT and ended is not None and day_of(writing, day) > ended
            deeds[deed](writing, found, day, typed["reason"], document=document, approved_by=approved)
            return ended.isoformat() if late and ended is not None else ""

        return self._write(RIGHTS[deed], carry_out)

    def _looking(self, deed: str) -> AbstractContextManager[Writing]:
        return looking(self.workplace.store, self.workplace.settings, deed, series=self.workplace.series)

    def _write(self, deed: str, do: Callable[[Writing, Contest], Answer]) -> Answer:
        with acting(self.workplace.store, self.workplace.settings, deed, series=self.workplace.series) as writing:
            return do(writing, contest_of(writing.session, *self._contest))
