"""What is said of an opened seal, line by line."""

from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from scoreboard.ceremony.seal import Opened, Verification
from scoreboard.ceremony.stage_control import standpoint
from scoreboard.ceremony.told_results import ToldAt
from scoreboard.facts import OVERALL
from scoreboard.locale import listed, say
from scoreboard.models import Star
from scoreboard.publications.boards import area_words
from scoreboard.publications.pools import pools_of, with_pool
from scoreboard.wire import given

Subjects = Mapping[tuple[str, str], str]
"""The names of flags, stars and the table by the kinds and ids that a seal keeps, and of pools."""


def verification_lines(found: Verification, names: Subjects, zone: ZoneInfo, lang: str) -> Iterator[str]:
    """The commitment and its amendments, every result, and all that does not agree."""
    first, *amendments = found.seals
    at = first.at.astimezone(zone).isoformat(timespec="seconds")
    yield _say("commitment", lang, commitment=first.commitment, by=first.sealed_by, at=at)
    for number, one in enumerate(amendments, 1):
        reason = one.reason or _say("follows", lang)
        words = {"number": number, "commitment": one.commitment, "by": one.sealed_by, "reason": reason}
        signed = found.approvers[number - 1]
        second = listed(
            (_say("named", lang, name=one.name) if one.approver == "named" else one.name for one in signed), lang
        )
        yield _say("amendment" if signed else "single", lang, **words, second=second)
    for result in found.results:
        anew = _say(f"since.{result.anew}", lang) if result.anew else ""
        yield _say(result.state, lang, name=result_called(result, names, lang)) + anew
        if result.public:
            yield _say("salt", lang, salt=result.sealed.salt.hex(), digest=result.sealed.digest)
    if not found.commitments_hold:
        yield _say("commitments_broken", lang)
    if not found.stage_holds:
        yield _say("stage_broken", lang)
    if not found.sheet_holds:
        yield _say("sheet_broken", lang)
    if not found.proof_holds:
        yield _say("proof_broken", lang)
    for place in found.deviations:
        yield _say("deviation", lang, place=place_called(place, lang))
    for place in found.unlike:
        yield _say("unlike", lang, place=place_called(place, lang))


def verdict(found: Verification, lang: str) -> str:
    """That all agrees, and how much of it has changed since the first seal, or was sealed anew without that."""
    again = [one.anew for one in found.results if one.anew]
    if "changed" in again and "anew" in again:
        return _say("good_partly", lang, count=again.count("changed"), again=again.count("anew"))
    for said in ("changed", "anew"):
        if said in again:
            return _say(f"good_{said}", lang, count=again.count(said))
    return _say("good_unchanged", lang, count=len(again)) if again else _say("good", lang)


def what_is_wrong(found: Verification, names: Subjects, lang: str) -> list[str]:
    """The results that were not kept, and the places where something else was told."""
    wrong = [result_called(one, names, lang) for one in found.results if not one.good]
    return wrong + [place_called(one, lang) for one in found.deviations + found.unlike]


def place_called(place: ToldAt, lang: str) -> str:
    """Where something was told."""
    return _say(f"on_{'board' if place.board else 'stage'}", lang, board=place.board, number=place.number)


def result_called(one: Opened, names: Subjects, lang: str) -> str:
    """What a result is about."""
    kind, subject, pool = one.sealed.key
    name = names.get((kind, subject), subject)
    return _say(kind, lang, subject=with_pool(name, names.get(("pool", pool), pool), lang))


def subjects_of(session: Session, ceremony: str, lang: str) -> Subjects:
    """The names of all that a ceremony's seal may keep."""
    english = lang == "en"
    stars = {("star", one.id): (one.name_en if english else "") or one.name for one in session.exec(select(Star))}
    contest = standpoint(session, ceremony).contest
    pools = {("pool", one.id): one.called(lang) for one in given(pools_of(contest)) or ()}
    areas = {("flag", area.id): area_words(area).flag_called(lang) for area in contest.areas}
    series = contest.series
    whole = {
        ("flag", OVERALL): (series.overall_flag_en if english else "") or series.overall_flag,
        ("table", ""): _say("year" if contest.is_year else "overall", lang),
    }
    return {**stars, **areas, **pools, **whole}


def _say(key: str, lang: str, **values: Any) -> str:
    return say(f"ceremony.verify.{key}", lang, **values)
