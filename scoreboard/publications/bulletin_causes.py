"""What a revision of a bulletin says was done about whom, beside its reason: read off what has changed."""

from collections.abc import Iterable

from scoreboard.locale import listed
from scoreboard.publications.bulletin_board import BulletinBoard, DeedOnUnit, RevisionCause
from scoreboard.publications.names import InBothLanguages
from scoreboard.wire import UNSET, UnsetType

Named = tuple[str, str]
"""What somebody is called, and in English."""


def cause_between(before: BulletinBoard, now: BulletinBoard) -> RevisionCause | UnsetType:
    """Whom a revision is about: those under a new veto or no more, else those corrected, else flags that have moved."""
    old, new = ({(row.unit, row.veto): row for row in board.vetoes} for board in (before, now))
    known = {(row.unit, row.area, row.at) for row in before.corrections}
    held = {(row.area, row.pool): row.holders for row in before.flags}
    vetoed = [_about(row, row.veto_name, row.veto_called("en")) for key, row in new.items() if key not in old]
    lifted = [_about(row, row.veto_name, row.veto_called("en")) for key, row in old.items() if key not in new]
    corrected = [
        _about(row, row.area_name, row.area_name_en)
        for row in now.corrections
        if (row.unit, row.area, row.at) not in known
    ]
    moved = [
        (row.flag_called("zh"), row.flag_called("en"))
        for row in now.flags
        if {one.unit for one in held.get((row.area, row.pool), row.holders)} != {one.unit for one in row.holders}
    ]
    deeds: tuple[tuple[DeedOnUnit, list[Named]], ...] = (
        ("vetoed", vetoed),
        ("veto_lifted", lifted),
        ("corrected", corrected),
        ("flag_moved", moved),
    )
    return next((_cause(deed, named) for deed, named in deeds if named), UNSET)


def _about(unit: InBothLanguages, what: str, what_en: str) -> Named:
    return f"{unit.called('zh')}（{what}）", f"{unit.called('en')} ({what_en})"


def _cause(deed: DeedOnUnit, named: Iterable[Named]) -> RevisionCause:
    names = list(dict.fromkeys(named))
    return RevisionCause(
        deed=deed, name=listed((zh for zh, _ in names), "zh"), name_en=listed((en for _, en in names), "en")
    )
