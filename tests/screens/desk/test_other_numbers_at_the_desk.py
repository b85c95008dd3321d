"""S01, S02, S04 to S09, S11, S16 and S20 in one contest that is worked at the desk alone, with other numbers; S13 and
S14 in another one.

What must follow is said once for this and for the same by commands (`tests/acceptance/hospital.py`).
"""

from collections.abc import Mapping

from textual.pilot import Pilot
from textual.widgets import Input

from screens.desk.closing import ClosingDialog
from screens.desk.decision_form import DecisionForm
from screens.desk.foreseen import ForeseenDialog
from screens.desk.form import PREFIX, FormDialog
from screens.widgets.picked import Picked
from tests.acceptance import hospital
from tests.acceptance.ceremonies import finish_cue, play
from tests.acceptance.competition import Competition, Series, live, sealed
from tests.acceptance.conftest import Opened, database_with_root, loaded, opened, program
from tests.acceptance.driver import Program
from tests.acceptance.hospital import AREAS, JUNE, MAY, WARDS
from tests.screens.desk.conftest import DeskApp, desk_of, press, settle

__all__ = ["database_with_root", "loaded", "opened", "program"]
KINDS = ("correction", "vacancy", "veto", "honour", "abolition")


async def choose(pilot: Pilot[None], month: str) -> None:
    """Go to a month's sheet, at its first cell."""
    await press(pilot, "s", *month, "enter", "ctrl+home", "home")


async def type_scores(pilot: Pilot[None], scores: Mapping[str, Mapping[str, str]]) -> None:
    """Type a sheet, column by column, and confirm it."""
    for area in AREAS:
        for ward in WARDS:
            await pilot.press(*("full_stop" if sign == "." else sign for sign in scores[area][ward]))
            await pilot.press("enter" if ward != "ob" else "tab")
            await pilot.pause()
        await settle(pilot)
        await press(pilot, "ctrl+home" if area == AREAS[-1] else "ctrl+up")
    await press(pilot, "c", "end", "enter")


async def decide(pilot: Pilot[None], kind: str, typed: Mapping[str, str]) -> None:
    """Fill in the form of a decision, see what it changes, and do it."""
    await press(pilot, "d", *["down"] * KINDS.index(kind), "enter")
    assert isinstance(pilot.app.screen, DecisionForm)
    await fill(pilot, typed)
    assert isinstance(pilot.app.screen, ForeseenDialog), kind
    await press(pilot, "y")


async def fill(pilot: Pilot[None], typed: Mapping[str, str]) -> None:
    for name, text in typed.items():
        pilot.app.screen.query_one(f"#{PREFIX}{name}", Input | Picked).value = text
    await settle(pilot)
    await press(pilot, "f9")


async def close(app: DeskApp, pilot: Pilot[None]) -> None:
    await press(pilot, "k")
    assert isinstance(app.screen, ClosingDialog)
    await press(pilot, "y", "escape")
    assert app.screen is app.desk


async def test_two_months_of_a_hospital_at_the_desk(opened: Opened) -> None:
    program: Program = opened(hospital.contest())
    app = desk_of(program, "root", series=None)
    async with app.run_test(size=(120, 34)) as pilot:
        await settle(pilot)
        await decide(pilot, "veto", hospital.VETOED)
        for month in (MAY, JUNE):
            await choose(pilot, month)
            await type_scores(pilot, hospital.TYPED[month])
            await close(app, pilot)
        hospital.may_is_told(program)
        hospital.june_is_told(program)

        await choose(pilot, MAY)
        await decide(pilot, "correction", {"contest": f"main/{MAY}", **hospital.CORRECTED})
        hospital.correction_is_told(program)
        await decide(pilot, "veto", hospital.VETOED_LATER)
        hospital.later_veto_is_told(program)
        for ward, level, title in hospital.HONOURS:
            honour = {"unit": ward, "level": level, "title": title, "document": "文件", "on": "2031-06-02"}
            await decide(pilot, "honour", honour)
        hospital.year_is_told(program)

        await press(pilot, "p")
        for actual in ("34", "35"):
            await press(pilot, "e")
            assert isinstance(app.screen, FormDialog)
            await fill(pilot, {"actual": actual, "on": "2031-06-30"})
            await press(pilot, "down")
        await press(pilot, "q")
        hospital.promises_are_told(program)
        await decide(pilot, "abolition", hospital.ENDED)
        hospital.end_is_told(program)
    program.ok("journal", "--verify")


async def test_sealed_pools_and_the_level_below_them_at_the_desk(opened: Opened) -> None:
    """S13 and S14: wards and offices are ranked apart and sealed; a ward's teams have flags of their own."""
    of = {"kind": "ward", "parent": "lake", "pool": "ward"}
    units = [
        *({**of, "id": one, "name": one, "pool": pool} for one, pool in (("icu", "ward"), ("card", "ward"))),
        *({**of, "id": one, "name": one, "pool": "office"} for one in ("desk", "store")),
        *({"id": f"team{n}", "name": f"{n}组", "kind": "team", "parent": "icu", "pool": "team"} for n in (1, 2)),
    ]
    wards = Series(areas=("care",), pools=("ward", "office"), settings=sealed(ranking="by-pool").settings)
    teams = Series(id="teams", areas=("shift", "round"), pools=("team",), host="icu", settings=live().settings)
    program: Program = opened(Competition(series=[wards, teams], units=units))
    typed = {"main": (("81.75", "79.5", "93.25", "90"),), "teams": (("66", "65.5"), ("71.25", "70"))}
    for series, columns in typed.items():
        app = desk_of(program, "root", series=series)
        async with app.run_test(size=(120, 34)) as pilot:
            await settle(pilot)
            for scores in columns:
                for score in scores:
                    await press(pilot, *("full_stop" if sign == "." else sign for sign in score))
                    await press(pilot, "enter" if score != scores[-1] else "tab")
                await press(pilot, "ctrl+up")
            await press(pilot, "c", "end", "enter")
            await close(app, pilot)
    nobody = program.by(None)
    for board in ("flags", "ranking"):
        assert nobody.rows(board, "--series", "main", "--period", "2031Q1") == [], "S13"
    assert nobody.show("unit", "icu")["flags"] == [], "S13"
    assert b"81.75" not in program.public.read_bytes(), "S13"
    assert "81.75" not in nobody.ok("journal").out, "S13"
    finish_cue(program, "main-2031Q1", 2)
    (first,) = nobody.rows("flags", "--series", "main")
    assert [one["unit"] for one in first["holders"]] == ["icu"], "S13: what has been shown, and no more"
    play(program, "main-2031Q1")
    told = {row["pool"]: (row["holders"][0]["unit"], row["margin"]) for row in nobody.rows("flags", "--series", "main")}
    assert told == {"ward": ("icu", "2.25"), "office": ("desk", "3.25")}, "S14"
    table = program.ranking("--series", "main")
    assert {unit: (row["rank"], row["flags"]) for unit, row in table.items()} == {
        **{"icu": (1, 1), "card": (2, 0)},
        **{"desk": (1, 1), "store": (2, 0)},
    }, "S14: two flags of a team add nothing to its ward's"
    assert program.ranking("--series", "teams")["team1"]["flags"] == 2
