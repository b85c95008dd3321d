"""A hospital's contest with other numbers than the scenarios have: what is typed, and what must follow from it.

Wards go for five flags in May and June. It is worked by commands and at the desk, and both must say the same.
"""

from tests.acceptance.competition import Competition, held, live
from tests.acceptance.driver import Program, units

MAY, JUNE = "2031M5", "2031M6"
PERIODS = ((MAY, "五月", "2031-05-01", "2031-05-31"), (JUNE, "六月", "2031-06-01", "2031-06-30"))
WARDS = {"icu": "重症医学科", "card": "心血管内科", "ped": "儿科", "ob": "妇产科"}
AREAS = ("half", "digits", "tied", "low", "free")
TYPED = {
    MAY: {
        "half": {"icu": "88.30", "card": "88.80", "ped": "86", "ob": "99"},
        "digits": {"icu": "91.0041", "card": "91.0012", "ped": "88.125", "ob": "99"},
        "tied": {"icu": "90.5", "card": "87", "ped": "90.5", "ob": "99"},
        "low": {"icu": "84.9", "card": "84", "ped": "80", "ob": "99"},
        "free": {"icu": "86", "card": "87", "ped": "89.75", "ob": "99"},
    },
    JUNE: {
        "half": {"icu": "90", "card": "92", "ped": "86", "ob": "85.5"},
        "digits": {"icu": "93", "card": "91", "ped": "88", "ob": "87"},
        "tied": {"icu": "85", "card": "86", "ped": "90", "ob": "87"},
        "low": {"icu": "86.5", "card": "86", "ped": "85", "ob": "85.1"},
        "free": {"icu": "86", "card": "87", "ped": "89", "ob": "88"},
    },
}
VETOED = {"unit": "ob", "item": "safety", "period": MAY, "reason": "严重差错"}
CORRECTED = {"area": "half", "unit": "icu", "score": "89.25", "holders": "icu", "approved_by": "院长", "reason": "漏计"}
VETOED_LATER = {"unit": "icu", "item": "honesty", "period": JUNE, "reason": "查实"}
ENDED = {"unit": "ped", "on": "2031-07-01", "reason": "并入妇产科"}
HONOURS = (("icu", "national", "全国先进"), ("icu", "provincial", "省级先进"), ("icu", "provincial", "全国先进"))


def contest() -> Competition:
    """Nothing is entered yet; three flags are held, and a ward has promised two things."""
    ward = {"kind": "ward", "parent": "lake", "pool": "town"}
    promised = {"unit": "icu", "comparator": ">=", "measure": "次", "due": "2031-06-30", "made_on": "2031-05-01"}
    return Competition(
        periods=PERIODS,
        series=[live(*AREAS, tie="holder-retains", minimum=85)],
        units=[{"id": ward_id, "name": name, "name_en": ward_id, **ward} for ward_id, name in WARDS.items()],
        custody=held("main", {"half": "icu", "tied": "ped", "low": "card"}),
        annual={"honours": {"national": 3, "provincial": 2}, "honour_cap": 4},
        records={"pledges": [{"id": f"icu-{n}", **promised, "text": f"查房{n}", "target": 35} for n in (1, 2)]},
    )


def flag(program: Program, period: str, area: str) -> tuple[list[str], str, str | None, dict[str, int]]:
    """Who holds a flag, how they came to it, by how much, and how often it has been defended."""
    row = program.flags("--period", period)[area]
    return units(row["holders"]), row["outcome"], row["margin"], row["defences"]


def may_is_told(program: Program) -> None:
    """S01, S02, S04, S05, S06 after May has been closed."""
    told = {area: flag(program, MAY, area)[:3] for area in AREAS}
    assert told["half"] == (["card"], "captured", "0.50"), "S01"
    assert (told["digits"][0], told["digits"][1]) == (["icu"], "first"), "S02"
    digits = program.ranking("--period", MAY, "--area", "digits")
    assert [digits[ward]["rank"] for ward in ("icu", "card")] == [1, 2], "S02"
    assert digits["ped"]["score"] == "88.13", "S02, half up"
    assert (told["tied"][:2], flag(program, MAY, "tied")[3]) == ((["ped"], "defended"), {"ped": 1}), "S04"
    assert told["low"][:2] == ([], "vacant"), "S05"
    assert told["free"][:2] == (["ped"], "first")
    vetoed = program.ranking("--period", MAY, "--area", "half")["ob"]
    assert (vetoed["rank"], vetoed["status"]) == (None, "vetoed"), "S06: listed, and marked"


def june_is_told(program: Program) -> None:
    """June goes on from May."""
    assert flag(program, JUNE, "half") == (["card"], "defended", "2.00", {"card": 1})
    assert flag(program, JUNE, "digits")[:2] == (["icu"], "defended")
    assert program.ranking("--period", JUNE)["icu"]["flags"] == 2


def correction_is_told(program: Program) -> None:
    """S08, S09: May's flag goes back to its holder of before, so June's is captured, and the old words stay."""
    assert flag(program, MAY, "half")[:3] == (["icu"], "defended", "0.45"), "S08"
    assert flag(program, JUNE, "half")[1:] == ("captured", "2.00", {"card": 0}), "S09"
    first, second = (program.ok("bulletin", "main", MAY, "--revision", number).out for number in (1, 2))
    assert "漏计" not in first, "S08: what was printed stays"
    assert all(word in second for word in ("88.30", "89.25", "院长", "漏计")), "S08"


def later_veto_is_told(program: Program) -> None:
    """S07: taken, vacant, nobody moves up."""
    assert flag(program, JUNE, "digits")[:2] == ([], "revoked"), "S07"
    assert flag(program, JUNE, "low")[0] == []
    assert program.ranking("--period", JUNE)["icu"]["flags"] == 0
    assert "查实" in program.ok("bulletin", "main", JUNE).out


def end_is_told(program: Program) -> None:
    """S11: history stays with the ward that has ended, and its flags are vacant till somebody decides."""
    assert flag(program, MAY, "free")[0] == ["ped"], "S11"
    assert flag(program, JUNE, "free")[:2] == ([], "vacant"), "S11"
    assert "ped" in program.ranking("--period", JUNE, "--area", "free")


def year_is_told(program: Program) -> None:
    """S20: an honour at two levels counts once, at the higher; no more than the cap."""
    rows = {row["unit"]: row for row in program.rows("annual")}
    assert rows["icu"]["honours"] == "4", "S20: 3 and 2, at most 4"
    assert rows["card"]["flags"] == {MAY: 0, JUNE: 1}


def promises_are_told(program: Program) -> None:
    """S16: one less than promised is broken, as much is kept."""
    rows = {row["id"]: row for row in program.rows("pledges")}
    assert [(rows[f"icu-{n}"]["state"], rows[f"icu-{n}"]["percent"]) for n in (1, 2)] == [
        ("broken", "97.14"),
        ("kept", "100"),
    ]
