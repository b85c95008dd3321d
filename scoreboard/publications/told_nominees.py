"""A nominee in words: as whoever may see what is sealed reads of them, and as much of it as is public."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NotRequired, TypedDict

from scoreboard.enums import NomineeStatus, StarSecret
from scoreboard.locale import Both
from scoreboard.models import Competition, Honour, Nominee, Star
from scoreboard.rules.masking import masked
from scoreboard.rules.ranking import displayed
from scoreboard.rules.star_votes import RESULT_DECIMALS, Ballots, CountStatus, StarResult, exact_words, tally
from scoreboard.rules.workdays import notice_ends

GROUPS = ("members", "masses")
"""Who votes: party members, and ordinary people."""
COUNTS = ("issued", "returned", "valid", "for")
"""What is counted of each group's ballots, as the columns of nominees.csv end."""


def fields_of(group: str) -> tuple[str, ...]:
    """The fields of a group's counts."""
    return tuple(f"{group}_{count}" for count in COUNTS)


FIELDS = tuple(field for group in GROUPS for field in fields_of(group))

Counts = Mapping[str, int | None]
"""A count, or None where it is not known yet, by field ("members_issued", … "masses_for")."""


class NomineeWords(TypedDict):
    """What is told of a nominee, as the fields of a `StarRow`, and of the fact that is made of it."""

    person: str
    person_en: NotRequired[str]
    """Those in English are left out where nobody has written them."""
    post: str
    post_en: NotRequired[str]
    result: str | None
    result_exact: NotRequired[str]
    """Left out where two decimals hold it."""
    status: str
    notice_until: str | None
    sealed: NotRequired[bool]
    awarded_on: NotRequired[str]
    unelected_on: NotRequired[str]
    unelected_because: NotRequired[str]
    decision: NotRequired[str]
    substitute_for: NotRequired[str]
    substitute_for_en: NotRequired[str]


def entered_counts(nominee: Nominee) -> dict[str, int | None]:
    """The counts as somebody has entered them, confirmed or not."""
    return {field: getattr(nominee, field) for field in FIELDS}


def confirmed_counts(nominee: Nominee) -> dict[str, int | None]:
    """The counts as they were confirmed last; None each where they never were."""
    return {**dict.fromkeys(FIELDS), **(nominee.confirmed_counts or {})}


def awaits_confirmation(nominee: Nominee) -> bool:
    """Whether counts have been entered that nobody has confirmed."""
    return entered_counts(nominee) != confirmed_counts(nominee)


def result_of(star: Star, counts: Counts) -> StarResult:
    """The weighted result of a nominee's ballots (S17); a count that is not known yet counts as none."""
    ballots = {group: Ballots(*(counts[f"{group}_{count}"] or 0 for count in COUNTS)) for group in GROUPS}
    return tally(
        {group: Decimal(weight) for group, weight in star.voters.items()},
        ballots,
        star.quorum,
        threshold=star.threshold,
    )


def standing_in(nominee: Nominee) -> NomineeStatus:
    """How far a nominee has come, whatever the ballots say; who has a notice is on notice."""
    status = NomineeStatus(nominee.status or NomineeStatus.NOMINATED)
    noticed = status is NomineeStatus.NOMINATED and nominee.notice_from is not None
    return NomineeStatus.ON_NOTICE if noticed else status


def standing_among(star: Star, nominee: Nominee, *, settled: bool) -> NomineeStatus:
    """How far a nominee has come; who is on notice without a vote that counts is not elected once all is `settled`."""
    status = standing_in(nominee)
    if settled and status is NomineeStatus.ON_NOTICE and not has_counted_vote(star, nominee):
        return NomineeStatus.NOT_ELECTED
    return status


def has_counted_vote(star: Star, nominee: Nominee) -> bool:
    """Whether there is a confirmed count of a nominee's ballots, neither void nor incomplete."""
    return result_of(star, confirmed_counts(nominee)).status is CountStatus.COUNTED


def status_of(star: Star, nominee: Nominee, counts: Counts, result: StarResult, *, settled: bool) -> str:
    """How far a nominee has come, unless the ballots make the vote void or incomplete while it is open.

    Before any ballot has been counted there has been no vote that could be either.
    """
    status = standing_in(nominee)
    counted = any(counts[f"{group}_issued"] is not None for group in GROUPS)
    if counted and status in OPEN and result.status is not CountStatus.COUNTED:
        return str(result.status)
    return str(standing_among(star, nominee, settled=settled))


OPEN = (NomineeStatus.NOMINATED, NomineeStatus.ON_NOTICE)
"""While nothing more is decided, what the ballots say comes first."""
TOLD_OF_A_NOTICE = (NomineeStatus.OBJECTED, NomineeStatus.WITHDRAWN, NomineeStatus.VOID, NomineeStatus.INCOMPLETE)
"""What the public learns of those who are on notice, before it learns who is elected."""


def notice_until(competition: Competition, nominee: Nominee) -> date | None:
    """The last day of a nominee's notice by the competition's calendar (S15); None where there is no notice."""
    if nominee.notice_from is None:
        return None
    return notice_ends(nominee.notice_from, competition.publicity_working_days, competition.publicity_calendar)


def public_person(competition: Competition, person: str) -> str:
    """A person's name as the public may read it."""
    return masked(person) if competition.publicity_mask else person


def honour_english(competition: Competition, honour: Honour) -> dict[str, str]:
    """Title, document and person of an honour in English as the public may read them, as far as they are written."""
    person = public_person(competition, honour.person_en)
    texts = {"title": honour.title_en, "document": honour.document_en, "person": person}
    return {name: text for name, text in texts.items() if text}


def told_in_full(competition: Competition, star: Star, nominee: Nominee, *, settled: bool = False) -> NomineeWords:
    """A nominee of whom nothing is sealed, as the public reads of them: by counts that are confirmed.

    With `settled` nobody more is elected of their category.
    """
    words = _words(competition, star, nominee, confirmed_counts(nominee), settled=settled)
    return named_as(words, nominee, lambda name: public_person(competition, name))


def named_as(words: NomineeWords, nominee: Nominee, told: Callable[[str], str] = str) -> NomineeWords:
    """What is told of a nominee with their names as they are `told`: whole where nothing else is said."""
    words = {**words, "person": told(nominee.person)}
    if nominee.person_en:
        words["person_en"] = told(nominee.person_en)
    return words


def person_called(nominee: Nominee) -> Both:
    """What those who may know a nominee's whole name call them."""
    return Both(nominee.person, nominee.person_en or nominee.person)


def told_by_notice(competition: Competition, star: Star, nominee: Nominee) -> NomineeWords | None:
    """What a notice tells of a nominee whose election is still sealed, which it says; None where it tells nothing."""
    if star.sealed == StarSecret.NOMINEES or nominee.notice_from is None:
        return None
    words = told_in_full(competition, star, nominee)
    words["sealed"] = True
    if words["status"] not in TOLD_OF_A_NOTICE:
        words["status"] = str(NomineeStatus.ON_NOTICE)
    if star.sealed == StarSecret.RESULTS:
        words["result"] = None
        words.pop("result_exact", None)
        if words["status"] in (NomineeStatus.VOID, NomineeStatus.INCOMPLETE):
            words["status"] = str(NomineeStatus.ON_NOTICE)
    return words


def told_inside(competition: Competition, star: Star, nominee: Nominee, *, settled: bool = False) -> NomineeWords:
    """A nominee as the desk knows them: by counts as they are entered, and by their whole name."""
    return _words(competition, star, nominee, entered_counts(nominee), settled=settled)


def _words(competition: Competition, star: Star, nominee: Nominee, counts: Counts, *, settled: bool) -> NomineeWords:
    result = result_of(star, counts)
    until = notice_until(competition, nominee)
    words: NomineeWords = {
        "person": nominee.person,
        "post": nominee.post,
        "result": None if result.value is None else displayed(result.value, RESULT_DECIMALS),
        "status": status_of(star, nominee, counts, result, settled=settled),
        "notice_until": None if until is None else until.isoformat(),
    }
    if result.value is not None and result.exact is not None and result.exact != Fraction(result.value):
        words["result_exact"] = exact_words(result.exact)
    if nominee.post_en:
        words["post_en"] = nominee.post_en
    return named_as(words, nominee)
