"""What `ceremony verify` says of an opened seal: as lines to read, and as JSON."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

import click
from sqlmodel import Session, select

from scoreboard.ceremony.pieces import ToldAt
from scoreboard.ceremony.seal import Opened, Verification
from scoreboard.ceremony.stage_control import standpoint
from scoreboard.cli.wording import LANGUAGE
from scoreboard.facts import OVERALL
from scoreboard.locale import say
from scoreboard.models import Star
from scoreboard.publications.boards import area_words
from scoreboard.publications.pools import pools_of, with_pool
from scoreboard.rules.sealing import canonical
from scoreboard.wire import given

Subjects = Mapping[tuple[str, str], str]
"""The names of flags, stars and the table by the kinds and ids that a seal keeps, and of pools."""


def print_verification(found: Verification, names: Subjects, zone: ZoneInfo) -> None:
    first, *amendments = found.seals
    at = first.at.astimezone(zone).isoformat(timespec="seconds")
    click.echo(_say("verify.commitment", commitment=first.commitment, by=first.sealed_by, at=at))
    for number, one in enumerate(amendments, 1):
        reason = one.reason or _say("verify.follows")
        words = {"number": number, "commitment": one.commitment, "by": one.sealed_by, "reason": reason}
        key = "verify.amendment" if one.approved_by else "verify.single"
        second = one.approved_by
        if found.approvers[number - 1] == "named":
            second = _say("verify.named", name=second)
        click.echo(_say(key, **words, second=second))
    for result in found.results:
        amended = _say("verify.amended") if result.amended else ""
        click.echo(_say(f"verify.{result.state}", name=result_called(result, names)) + amended)
        if result.public:
            click.echo(_say("verify.salt", salt=result.sealed.salt.hex(), digest=result.sealed.digest))
    if not found.commitments_hold:
        click.echo(_say("verify.commitments_broken"))
    if not found.stage_holds:
        click.echo(_say("verify.stage_broken"))
    if not found.sheet_holds:
        click.echo(_say("verify.sheet_broken"))
    for place in found.deviations:
        click.echo(_say("verify.deviation", place=place_called(place)))
    for place in found.unlike:
        click.echo(_say("verify.unlike", place=place_called(place)))


def place_called(place: ToldAt) -> str:
    key = "board" if place.board else "stage"
    return _say(f"verify.on_{key}", board=place.board, number=place.number)


def verification_words(found: Verification, same: bool) -> dict[str, Any]:
    return {
        "ceremony": found.ceremony,
        "commitment": found.commitment,
        "good": found.good and same,
        "commitments_hold": found.commitments_hold,
        "stage_holds": found.stage_holds,
        "sheet_holds": found.sheet_holds,
        "deviations": [_place_words(one) for one in found.deviations],
        "public_file": [_place_words(one) for one in found.unlike],
        "amendments": [
            {
                "commitment": one.commitment,
                "reason": one.reason,
                "sealed_by": one.sealed_by,
                "approved_by": one.approved_by,
                "approver": approver,
                "at": one.at.isoformat(),
            }
            for one, approver in zip(found.seals[1:], found.approvers, strict=True)
        ],
        "results": [_result(one) for one in found.results],
    }


def _place_words(place: ToldAt) -> dict[str, Any]:
    return {"board": place.board, "revision": place.number} if place.board else {"sequence": place.number}


def _result(one: Opened) -> dict[str, Any]:
    kind, subject, pool = one.sealed.key
    words = {
        "kind": kind,
        "subject": subject,
        "pool": pool or None,
        "state": one.state,
        "amended": one.amended,
        "digest": one.sealed.digest,
    }
    if not one.public:
        return words
    return {**words, "salt": one.sealed.salt.hex(), "result": canonical(one.sealed.result).decode()}


def result_called(one: Opened, names: Subjects) -> str:
    kind, subject, pool = one.sealed.key
    name = names.get((kind, subject), subject)
    return _say(f"verify.{kind}", subject=with_pool(name, names.get(("pool", pool), pool), LANGUAGE.get()))


def subjects_of(session: Session, ceremony: str) -> Subjects:
    english = LANGUAGE.get() == "en"
    stars = {("star", one.id): (one.name_en if english else "") or one.name for one in session.exec(select(Star))}
    contest = standpoint(session, ceremony).contest
    pools = {("pool", one.id): one.called(LANGUAGE.get()) for one in given(pools_of(contest)) or ()}
    areas = {("flag", area.id): area_words(area).flag_called(LANGUAGE.get()) for area in contest.areas}
    series = contest.series
    whole = {
        ("flag", OVERALL): (series.overall_flag_en if english else "") or series.overall_flag,
        ("table", ""): _say("verify.year" if contest.is_year else "verify.overall"),
    }
    return {**stars, **areas, **pools, **whole}


def _say(key: str, **values: Any) -> str:
    return say(f"ceremony.{key}", LANGUAGE.get(), **values)
