"""`--check` of the five decisions: what they would change is said, nothing is changed, and who may not is refused."""

from tests.acceptance.competition import Competition, live, scores, sealed, towns
from tests.acceptance.conftest import Opened, database_with_root, loaded, opened, program
from tests.acceptance.driver import Program, contents

__all__ = ["database_with_root", "loaded", "opened", "program"]

NOW = "2031-04-05T09:00:00+08:00"
SIGNED = ("--reason", "counted anew", "--approved-by", "bo")
CORRECTION = ("decide", "correction", "main", "2031Q1", "roads", "t2", "95", "--holder", "t2", *SIGNED)
EVERY = (
    CORRECTION,
    ("decide", "vacancy", "main", "2031Q1", "water", "--holder", "t1", *SIGNED),
    ("decide", "abolition", "t1", "--on", "2031-04-02", "--reason", "merged"),
    ("veto", "t1", "safety", "--period", "2031Q1", "--reason", "an accident"),
    ("honour", "t1", "national", "Road", "--document", "no. 1", "--on", "2031-02-02"),
)


def town_contest(opened: Opened, *, secret: bool = False) -> Program:
    """Two towns, of which the first is first; nobody was good enough for the flag of water."""
    cells = scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 80}, "water": {"t1": 20, "t2": 10}})
    kind = sealed if secret else live
    series = kind("roads", "water", minimum=30)
    found = opened(Competition(series=[series], units=towns(2), scores=cells, annual={"honours": {"national": 3}})).at(
        NOW
    )
    found.ok("close", "main", "2031Q1")
    return found


def test_all_five_say_what_they_would_change_and_change_nothing(opened: Opened) -> None:
    program = town_contest(opened)
    kept = contents(program.database), contents(program.public), program.public.read_bytes()
    told = {" ".join(words[:2]): program.ok(*words, "--check").out for words in EVERY}
    chinese = program.speaking("zh").ok(*CORRECTION, "--check").out
    seen = program.ok(*CORRECTION, "--check", "--format", "json").json()
    assert (contents(program.database), contents(program.public), program.public.read_bytes()) == kept

    lines = [line.split() for line in told["decide correction"].splitlines()]
    assert ["Town", "t2", "score", "80.00", "95.00"] in lines
    assert ["Roads", "holder", "Town", "t1", "Town", "t2"] in lines
    assert ["newest", "revision", "revision", "1", "revision", "2"] in lines
    assert told["decide correction"].endswith("nothing has been changed.\n")
    assert "白鹭镇" in chinese
    assert "什么也没有改变" in chinese
    assert "nobody  Town t1" in told["decide vacancy"]
    assert "2031-04-01" in told["decide abolition"]
    assert "安全生产" in told["veto t1"]
    assert "honours bonus" in told["honour t1"]
    assert seen["deed"] == "decide"
    assert seen["units"]["t2"]["name"] == "白鹭镇"
    (flags,) = [one for one in seen["sections"] if one["board"] == "flags"]
    assert (flags["series"], flags["period"], flags["sealed"], flags["more"]) == ("main", "2031Q1", False, 0)
    (holders,) = [one for one in flags["differences"] if one["what"] == "holders"]
    assert (holders["of"], holders["before"], holders["after"]) == ("roads", ["t1"], ["t2"])


def test_what_is_sealed_is_told_to_staff_as_such(opened: Opened) -> None:
    program = town_contest(opened, secret=True)
    public = program.public.read_bytes()
    seen = program.ok(*CORRECTION[:7], *SIGNED, "--check", "--format", "json").json()
    assert {one["sealed"] for one in seen["sections"]} == {True}
    (flags,) = [one for one in seen["sections"] if one["board"] == "flags"]
    assert (["t1"], ["t2"]) in [(one["before"], one["after"]) for one in flags["differences"]]
    assert "staff only" in program.ok(*CORRECTION[:7], *SIGNED, "--check").out
    assert program.public.read_bytes() == public


def test_who_may_not_do_it_may_not_look_either(opened: Opened) -> None:
    program = town_contest(opened)
    program.ok("user", "add", "ann", "--role", "reviewer")
    for words in EVERY:
        program.by("ann").refuses(1, *words, "--check")
        program.refuses(2, *words, "--format", "json")
    program.refuses(1, *CORRECTION[:-1], "root", "--check")
    program.refuses(2, "decide", "correction", "main", "2031Q1", "roads", "t2", "ten", *SIGNED, "--check")
    program.refuses(1, "veto", "t1", "safety", "--period", "2031Q1", "--reason", "x", "--lift", "--check")


def test_what_changes_nothing_says_so(opened: Opened) -> None:
    program = town_contest(opened)
    honour = ("honour", "lake", "national", "Road", "--document", "no. 1", "--on", "2031-02-02")
    assert program.ok(*honour, "--check").out.startswith("No published or sealed result would change.")


def grand_flag(opened: Opened, *, secret: bool) -> Program:
    """Two towns of which the first leads the table, whose flag goes by the total; the second can overtake it."""
    cells = scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 80}, "water": {"t1": 50, "t2": 55}})
    kind = sealed if secret else live
    series = kind("roads", "water", order="total", overall_flag="总旗", overall_flag_en="Grand flag")
    found = opened(Competition(series=[series], units=towns(2), scores=cells)).at(NOW)
    found.ok("close", "main", "2031Q1")
    return found


WATER = ("decide", "correction", "main", "2031Q1", "water", "t2", "95", *SIGNED)


def test_a_correction_tells_what_becomes_of_the_tables_flag_too(opened: Opened) -> None:
    told = grand_flag(opened, secret=True).ok(*WATER).out.splitlines()
    assert [line.partition(":")[0] for line in told[1:3]] == ["Water", "Grand flag"]
    assert all("follows the corrected ranking" in line for line in told[1:3])
    assert "Town t1" not in "".join(told[1:]), "a screen that others see tells no sealed winner"
    assert "Town t2" not in "".join(told[1:])


def test_of_a_flag_that_has_been_shown_it_tells_who_is_first_now_and_does_not_have_it(opened: Opened) -> None:
    program = grand_flag(opened, secret=False)
    assert ["Overall", "table", "first", "without", "the", "flag", "nobody", "Town", "t2"] in [
        line.split() for line in program.ok(*WATER, "--check").out.splitlines()
    ]
    told = program.ok(*WATER).out.splitlines()
    assert (
        told[1]
        == "Grand flag: Town t2 is first now, and the flag stays with Town t1 until it is decided (--table-holder)"
    )
    roads = program.ok("decide", "correction", "main", "2031Q1", "roads", "t2", "99", *SIGNED).out.splitlines()
    assert "Town t2 is first now, and the flag stays with Town t1 until it is decided (--holder)" in roads[1]
    assert len(roads) == 3, "nothing new of the table's flag"
