"""A piece of what was told, held against versions of a sealed result."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from scoreboard.ceremony.told_results import (
    Piece,
    ToldAt,
    flag_pieces,
    ranking_pieces,
    shown_places,
    star_pieces,
    table_piece,
)
from scoreboard.desk.sealed_results import TABLE, flag_result, star_result, table_result
from scoreboard.enums import NomineeStatus, Status
from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.publications.kinds.stars import StarRow
from scoreboard.store.contest import Contest
from tests.publications.test_flag_row import ROW

PLACE = ToldAt("flags/main/q", 3)
STAGE = ToldAt("", 7)


def placed(unit: str, rank: int, score: str, pool: str = "town", **more: Any) -> RankingRow:
    given = {"name": unit, "short_name": unit, "name_en": unit, "tied": False, "status": Status.RANKED, "change": None}
    return RankingRow(rank=rank, pool=pool, unit=unit, score=score, score_exact=score, **{**given, **more})


E = NamedUnit(unit="e", name="e", short_name="e", name_en="e")
FLAG = replace(ROW, holders=(E,))
RANKING = (placed("e", 1, "90.00"), placed("w", 2, "80.00"), placed("n", 2, "80.00"))


def contest(*pools: str) -> Contest:
    return cast(Contest, SimpleNamespace(flag_pools=pools or ("",)))


def agrees(piece: Piece, result: dict[str, Any]) -> bool:
    return piece.agrees(result)


def test_who_held_a_flag_when_the_records_began_was_told_by_no_ceremony() -> None:
    wall = [replace(FLAG, opening=True), FLAG]
    assert [piece.key for piece in flag_pieces(wall, PLACE)] == [("flag", "roads", "")]


def test_a_flags_row_is_held_against_holders_margin_and_names() -> None:
    result = flag_result("roads", "", FLAG, RANKING)
    (piece,) = flag_pieces([FLAG], PLACE)
    assert (piece.key, piece.place) == (("flag", "roads", ""), PLACE)
    assert agrees(piece, result)
    older = {name: value for name, value in result.items() if name not in ("shown", "names")}
    assert agrees(piece, older)
    changes: list[dict[str, Any]] = [
        {"holders": ["w"]},
        {"holders": []},
        {"margin": "2"},
        {"margin": None},
        {"shown": {**result["shown"], "margin": "1.5"}},
        {"names": {"e": ["东区", "e", "e"]}},
    ]
    for changed in changes:
        assert not agrees(piece, {**result, **changed}), changed
    assert agrees(piece, {**result, "names": {"w": ["西", "西", "West"]}}), "of those alone whom it names"


def test_a_flag_of_the_table_and_one_of_a_pool_have_keys_of_their_own() -> None:
    (table, pooled) = flag_pieces([replace(FLAG, area=None), replace(FLAG, pool="town")], PLACE)
    assert (table.key, pooled.key) == (("flag", "", ""), ("flag", "roads", "town"))


def test_a_whole_ranking_is_held_against_all_rows_in_whatever_order_equals_come() -> None:
    result = flag_result("roads", "", FLAG, RANKING)
    (piece,) = ranking_pieces("roads", RANKING, PLACE, contest(), whole=[""])
    assert (piece.key, piece.place) == (("flag", "roads", ""), PLACE)
    assert agrees(piece, result)
    assert agrees(piece, {**result, "ranking": [result["ranking"][at] for at in (0, 2, 1)]})
    assert not agrees(piece, {**result, "ranking": result["ranking"][:2]})
    (fewer,) = ranking_pieces("roads", RANKING[:2], PLACE, contest(), whole=[""])
    assert not agrees(fewer, result)
    assert not agrees(piece, {**result, "ranking": [["e", 1, "91.00", "ranked"], *result["ranking"][1:]]})
    assert not agrees(piece, {**result, "shown": {"margin": None, "scores": {"e": "90.0"}}})
    assert not agrees(piece, {**result, "names": {"w": ["西县", "w", "w"]}})


def test_some_rows_of_a_ranking_are_held_against_those() -> None:
    result = flag_result("roads", "", FLAG, RANKING)
    (some,) = ranking_pieces("roads", RANKING[1:], STAGE, contest())
    assert agrees(some, result)
    assert not agrees(some, {**result, "ranking": result["ranking"][:2]})
    shown = shown_places(("flag", "roads", ""), RANKING[:1], STAGE)
    assert (shown.key, shown.place) == (("flag", "roads", ""), STAGE)
    assert agrees(shown, result)
    assert not agrees(shown, {**result, "ranking": result["ranking"][1:]})


def test_pools_have_a_piece_each_where_anything_was_told_of_them() -> None:
    office = placed("o", 1, "70.00", "office")
    found = list(
        ranking_pieces(
            "roads", (*RANKING, office), PLACE, contest("town", "office", "village"), whole=["town", "office"]
        )
    )
    assert [piece.key[2] for piece in found] == ["town", "office"]
    assert agrees(found[0], flag_result("roads", "town", FLAG, (*RANKING, office)))
    assert agrees(found[1], flag_result("roads", "office", None, (*RANKING, office)))
    assert not agrees(found[1], flag_result("roads", "town", FLAG, RANKING))


def test_the_table_is_held_against_every_row_in_its_order() -> None:
    rows = [placed("e", 1, "9.0", flags=2), placed("w", 2, "8.0", flags=0)]
    result, piece = table_result(rows), table_piece(rows, PLACE)
    assert (piece.key, piece.place) == (TABLE, PLACE)
    assert agrees(piece, result)
    assert not agrees(piece, {**result, "rows": result["rows"][::-1]})
    assert not agrees(piece, {**result, "shown": {"scores": {"e": "9"}}})
    assert not agrees(piece, {**result, "names": {"e": ["东", "东", "东"]}})


def nominee(person: str = "王", result: str | None = "68.00", **more: Any) -> StarRow:
    usual = {
        "star": "service",
        "star_name": "星",
        "star_name_en": "Star",
        "unit": "e",
        "name": "东",
        "short_name": "东",
    }
    rest = {"name_en": "East", "post": "", "status": NomineeStatus.CONFIRMED, "notice_until": None}
    return StarRow(**{**usual, **rest, "person": person, "result": result, **more})


@pytest.mark.parametrize(
    ("row", "same"),
    [
        (nominee(), True),
        (nominee(status=NomineeStatus.ON_NOTICE), True),
        (nominee(result="67.00"), False),
        (nominee(result=None), False),
        (nominee(result="67.99", result_exact="67.995"), True),
        (nominee(result="67.98", result_exact="67.995"), False),
        (nominee(result="67.99"), False),
        (nominee(name="东区"), False),
        (nominee(person="李"), True),
        (nominee(unit="w", name="西"), True),
    ],
)
def test_a_star_is_held_against_its_result_whatever_becomes_of_its_notice(row: StarRow, same: bool) -> None:
    result = star_result("service", [nominee()], {("e", "王")})
    (piece,) = star_pieces([row], PLACE)
    assert (piece.key, piece.place) == (("star", "service", ""), PLACE)
    assert agrees(piece, result) is same
    assert agrees(piece, {name: value for name, value in result.items() if name != "names"}) is (
        same or row.name == "东区"
    )
