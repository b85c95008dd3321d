"""Whom a revision of a bulletin says that something was done about, as far as two bulletins tell it."""

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.bulletin_board import BulletinBoard, CorrectionLine, RevisionCause, VetoLine
from scoreboard.publications.bulletin_causes import cause_between
from scoreboard.publications.flag_row import FlagRow
from scoreboard.wire import UNSET
from tests.publications.test_flag_row import ROW

EAST = NamedUnit(unit="e", name="东县", short_name="东", name_en="East")
WEST = NamedUnit(unit="w", name="西县", short_name="西", name_en="West")
FLAG = replace(ROW, holders=(EAST,), flag_en="Roads pennant")
WATER = replace(FLAG, area="water", flag="水利旗", flag_en="Water pennant")


def veto(unit: NamedUnit, item: str = "safety", name: str = "安全事故", name_en: str = "Safety") -> VetoLine:
    return VetoLine(
        unit=unit.unit, name=unit.name, short_name=unit.short_name, name_en=unit.name_en, veto=item, veto_name=name,
        veto_name_en=name_en, reason="塌方", decided_on="2031-03-05",
    )  # fmt: skip


def corrected(unit: NamedUnit, area: str = "roads", at: str = "2031-07-02T01:00:00+00:00") -> CorrectionLine:
    name, name_en = {"roads": ("道路", "Roads"), "water": ("水利", "Water")}[area]
    return CorrectionLine(
        area=area, area_name=name, area_name_en=name_en, unit=unit.unit, name=unit.name, short_name=unit.short_name,
        name_en=unit.name_en, old="90", new="91", reason="漏计", approved_by="王", at=at,
    )  # fmt: skip


def bulletin(*told: VetoLine | CorrectionLine | FlagRow) -> BulletinBoard:
    """One that tells these and nothing else."""
    kinds = {"vetoes": VetoLine, "corrections": CorrectionLine, "flags": FlagRow}
    rows = {name: tuple(one for one in told if isinstance(one, kind)) for name, kind in kinds.items()}
    return cast(BulletinBoard, SimpleNamespace(**rows))


def cause(deed: str, name: str, name_en: str) -> RevisionCause:
    return RevisionCause(deed=deed, name=name, name_en=name_en)


def test_where_nothing_is_told_otherwise_it_is_about_nobody() -> None:
    told = (veto(EAST), corrected(WEST), FLAG)
    assert cause_between(bulletin(*told), bulletin(*told)) is UNSET


def test_it_is_about_who_is_under_a_new_veto_or_no_more() -> None:
    none, one = bulletin(), bulletin(veto(EAST))
    two = bulletin(veto(EAST), veto(EAST, "fraud", "弄虚作假", ""), veto(WEST))
    assert cause_between(none, one) == cause("vetoed", "东县（安全事故）", "East (Safety)")
    assert cause_between(one, none) == cause("veto_lifted", "东县（安全事故）", "East (Safety)")
    assert cause_between(one, two) == cause(
        "vetoed", "东县（弄虚作假）、西县（安全事故）", "East (弄虚作假), West (Safety)"
    ), "an item that nobody has named in English is called as it is"
    assert cause_between(two, one) == cause(
        "veto_lifted", "东县（弄虚作假）、西县（安全事故）", "East (弄虚作假), West (Safety)"
    )  # fmt: skip


def test_it_is_about_who_was_corrected_once_for_each_area() -> None:
    before, later = corrected(EAST), "2031-07-03T01:00:00+00:00"
    known = bulletin(before)
    assert cause_between(bulletin(), known) == cause("corrected", "东县（道路）", "East (Roads)")
    for again in (corrected(EAST, at=later), corrected(WEST), corrected(EAST, "water")):
        found = cause_between(known, bulletin(before, again))
        assert isinstance(found, RevisionCause)
        assert found.name == f"{again.name}（{again.area_name}）"
    twice = bulletin(corrected(WEST), corrected(WEST, at=later), corrected(EAST, "water"))
    assert cause_between(known, twice) == cause(
        "corrected", "西县（道路）、东县（水利）", "West (Roads), East (Water)"
    )  # fmt: skip


@pytest.mark.parametrize("holders", [(WEST,), (EAST, WEST), ()])
def test_it_is_about_flags_that_others_hold_now(holders: tuple[NamedUnit, ...]) -> None:
    moved = replace(FLAG, holders=holders)
    assert cause_between(bulletin(FLAG, WATER), bulletin(moved, WATER)) == cause(
        "flag_moved", "道路先锋旗", "Roads pennant"
    )  # fmt: skip


def test_a_flag_has_not_moved_that_was_not_told_or_whose_holders_come_in_another_order() -> None:
    joint = replace(FLAG, holders=(EAST, WEST))
    assert cause_between(bulletin(joint), bulletin(replace(joint, holders=(WEST, EAST)))) is UNSET
    town, office = replace(FLAG, pool="town"), replace(FLAG, pool="office", holders=(WEST,))
    assert cause_between(bulletin(town), bulletin(town, office, replace(WATER, holders=(WEST,)))) is UNSET
    assert cause_between(bulletin(town, office), bulletin(town, replace(office, holders=(EAST,)))) == cause(
        "flag_moved", FLAG.flag, "Roads pennant"
    )  # fmt: skip


def test_a_veto_comes_before_its_lifting_that_before_a_correction_and_that_before_a_flag() -> None:
    taken = replace(FLAG, holders=(WEST,))
    before, now = bulletin(veto(WEST), FLAG), bulletin(veto(EAST), corrected(EAST), taken)
    deeds = []
    for one in (
        now,
        bulletin(corrected(EAST), taken),
        bulletin(veto(WEST), corrected(EAST), taken),
        bulletin(veto(WEST), taken),
    ):
        found = cause_between(before, one)
        assert isinstance(found, RevisionCause)
        deeds.append(found.deed)
    assert deeds == ["vetoed", "veto_lifted", "corrected", "flag_moved"]
