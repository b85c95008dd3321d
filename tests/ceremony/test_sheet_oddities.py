"""What a run sheet says or leaves out that nobody can have meant: of a contest whose pools rank apart."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.findings import Finding
from scoreboard.ceremony.sheet_oddities import oddities
from scoreboard.ceremony.stage_control import Standpoint, standpoint
from scoreboard.desk.unit_of_work import acting
from scoreboard.enums import Publication
from scoreboard.locale import Both
from tests.ceremony.pooled import CEREMONY, NOW, closed_contest, settings_of
from tests.contests import opened

TITLE, CLOSING, STAR = Cue("title"), Cue("closing"), Cue("star", star="service")
ROADS, WATER = Cue("flag", area="roads", pool="town"), Cue("flag", area="water", pool="town")
SERVICE = Both("服务星", "Service star")


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[tuple[Session, Standpoint]]:
    settings = settings_of(closed_contest(tmp_path))
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        yield writing.session, standpoint(writing.session, CEREMONY)


def found(asked: tuple[Session, Standpoint], *sheet: Cue, whole: bool = True) -> dict[str, Any]:
    """What is odd of these cues, between a title and a closing and with the star where the sheet is to be `whole`."""
    session, here = asked
    cues = (TITLE, *sheet, *(() if STAR in sheet else (STAR,)), CLOSING) if whole else sheet
    findings = list(oddities(session, replace(here, sheet=cues)))
    assert findings == [Finding(one.name, "warning", one.values) for one in findings]
    return {one.name: one.values.get("cues", one.values.get("what")) for one in findings}


def test_of_an_ordinary_sheet_nothing_is_odd(asked: tuple[Session, Standpoint]) -> None:
    assert found(asked, ROADS, replace(ROADS, pool="office"), WATER, Cue("flags"), STAR, Cue("stars")) == {}
    assert found(asked, Cue("flag", area="roads", pool="town", reveal="climb", places=6, by=2, singly_from=4)) == {}
    assert found(asked, Cue("speech", title="讲话"), Cue("message", text="请就座"), Cue("interlude")) == {}


def test_what_every_sheet_is_expected_to_have_is_named_where_it_lacks(asked: tuple[Session, Standpoint]) -> None:
    assert found(asked, ROADS, whole=False) == {"parts": ("title", "closing", SERVICE)}
    assert found(asked, TITLE, ROADS, CLOSING, whole=False) == {"parts": (SERVICE,)}
    assert found(asked, STAR, CLOSING, whole=False) == {"parts": ("title",)}


def test_a_title_comes_first_and_a_closing_last(asked: tuple[Session, Standpoint]) -> None:
    arriving = (Cue("message", text="请就座"), Cue("countdown"))
    assert found(asked, *arriving, TITLE, STAR, CLOSING, whole=False) == {}
    assert found(asked, TITLE, *arriving, STAR, CLOSING, whole=False) == {}
    assert found(asked, arriving[0], STAR, TITLE, CLOSING, whole=False) == {"order": "3"}
    assert found(asked, TITLE, TITLE, CLOSING, STAR, CLOSING, whole=False) == {"order": "2, 3"}
    assert found(asked, CLOSING, STAR, TITLE, whole=False) == {"order": "1, 3"}


def test_what_has_been_announced_is_not_announced_again(asked: tuple[Session, Standpoint]) -> None:
    assert found(asked, ROADS, STAR, ROADS, replace(STAR, reveal="one-by-one"), WATER, ROADS) == {"twice": "4, 5, 7"}
    assert found(asked, Cue("flags"), Cue("flags"), Cue("ranking", area="roads"), Cue("ranking", area="roads")) == {}
    assert found(asked, TITLE, STAR, CLOSING, CLOSING, whole=False) == {"order": "3"}, "a closing is no announcement"


def test_a_speech_or_message_without_words_is_named(asked: tuple[Session, Standpoint]) -> None:
    silent = (Cue("speech"), Cue("speech", title="讲话"), Cue("message"), Cue("message", text="请就座"))
    assert found(asked, *silent, Cue("interlude"), ROADS) == {"empty": "2, 4"}


def test_cues_that_share_a_call_to_the_stage_follow_each_other(asked: tuple[Session, Standpoint]) -> None:
    first, second = replace(ROADS, call="上台"), replace(WATER, call="上台")
    offices = replace(ROADS, pool="office")
    assert found(asked, first, second) == {}
    assert found(asked, first, offices, second) == {"split": "4"}
    assert found(asked, first, replace(offices, call="再上"), second, STAR) == {"split": "4"}
    assert found(asked, first, offices, second, replace(WATER, pool="office", call="上台")) == {"split": "4"}


def test_a_key_that_a_kind_has_no_use_for_is_named(asked: tuple[Session, Standpoint]) -> None:
    assert found(asked, Cue("interlude", area="roads", seconds=5, image="a.png"), replace(ROADS, star="service")) == {
        "useless": "2 (area, seconds), 3 (star)",
    }  # fmt: skip
    assert found(asked, replace(ROADS, places=6, by=2, singly_from=2, reveal="all")) == {
        "useless": "2 (places, by, singly_from)",
    }, "of what is not climbed"  # fmt: skip
    star = replace(STAR, by=2, reveal="one-by-one", places=2)
    assert found(asked, STAR, star, Cue("flags", pool="town", units=("t1",)))["useless"] == "3 (by), 4 (pool, units)"


def test_a_climb_is_named_of_a_ranking_that_a_freeze_has_left_public(asked: tuple[Session, Standpoint]) -> None:
    session, here = asked
    here.ceremony.cues = [
        {"kind": "flag", "area": "roads工作", "reveal": "climb"}, {"kind": "flag", "area": "water"},
        {"kind": "speech", "title": "讲话", "reveal": "climb"},
    ]  # fmt: skip
    sheet = (ROADS, WATER, Cue("ranking", area="roads"), replace(ROADS, pool="office"))
    assert found(asked, *sheet) == {}
    here.contest.progress.freeze = datetime.fromisoformat(NOW)
    rules = replace(here.contest.rules, publication=Publication.LIVE)
    frozen = session, replace(here, contest=replace(here.contest, rules=rules))
    assert found(frozen, *sheet) == {"not_climbed": "2, 5"}
