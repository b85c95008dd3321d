"""Closing and reopening, periods in any order, what is shown by default, as-of, the revisions of bulletins."""

from decimal import Decimal

import pytest

from tests.acceptance.ceremonies import finish_cue, play
from tests.acceptance.competition import Competition, Date, Series, held, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

Q1, Q2, Q3 = "2031Q1", "2031Q2", "2031Q3"
CELLS = {"roads": {"t1": "60", "t2": "50", "t3": "40"}}
BETTER = {"roads": {"t1": "60", "t2": "70", "t3": "40"}}


def ceremonial(opened: Opened) -> Program:
    return opened(
        Competition(
            series=[sealed("roads")],
            units=towns(3),
            custody=held("main", {"roads": "t3"}),
            scores=[*scores("main", Q1, CELLS), *scores("main", Q2, BETTER)],
        )
    )


def test_reopen_while_sealed(opened: Opened) -> None:
    program = ceremonial(opened)
    program.refuses(1, "reopen", "main", Q1)
    assert f"main-{Q1}" in program.ok("close", "main", Q1).out
    program.refuses(1, "enter", "main", Q1, "roads", "t1", "1")
    before = program.public.read_bytes()
    program.ok("reopen", "main", Q1)
    program.ok("unconfirm", "main", Q1, "--unit", "t3")
    program.ok("enter", "main", Q1, "roads", "t3", "99")
    program.refuses(1, "close", "main", Q1)
    program.ok("confirm", "main", Q1)
    program.ok("close", "main", Q1)
    assert program.public.read_bytes() == before, "nobody outside has seen any of this"
    play(program, f"main-{Q1}")
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["outcome"], row["margin"], row["defences"]) == (
        ["t3"],
        "defended",
        "39.00",
        {"t3": 1},
    )


def test_reopen_not_once_the_ceremony_has_gone_on_from_its_title(opened: Opened) -> None:
    program = ceremonial(opened)
    program.ok("close", "main", Q1)
    program.ok("cue", "next", f"main-{Q1}")
    program.ok("cue", "next", f"main-{Q1}")
    program.refuses(1, "reopen", "main", Q1)
    play(program, f"main-{Q1}")
    program.refuses(1, "reopen", "main", Q1)


def test_reopen_what_is_public_wants_a_reason(opened: Opened) -> None:
    program = opened(Competition(series=[live("roads")], units=towns(3), scores=scores("main", Q1, CELLS)))
    program.ok("close", "main", Q1)
    program.refuses(2, "reopen", "main", Q1)
    program.refuses(2, "reopen", "main", Q1, "--reason", " ")


def test_reopening_many_times_leaves_one_award(opened: Opened) -> None:
    program = ceremonial(opened)
    for _ in range(3):
        program.ok("close", "main", Q1)
        program.ok("reopen", "main", Q1)
    program.ok("close", "main", Q1)
    program.ok("close", "main", Q2)
    play(program, f"main-{Q1}")
    play(program, f"main-{Q2}")
    row = program.flags("--period", Q2)["roads"]
    assert (units(row["previous"]), units(row["holders"]), row["outcome"]) == (["t1"], ["t2"], "captured")


def test_later_period_first(opened: Opened) -> None:
    """Q2 is awarded before Q1 is closed; then Q1 changes what Q2 says, in a new revision."""
    program = ceremonial(opened)
    program.ok("close", "main", Q2)
    play(program, f"main-{Q2}")
    first = program.show("flags", "--period", Q2)
    assert (units(first["rows"][0]["previous"]), first["revision"]) == (["t3"], 1)
    bulletin = program.ok("bulletin", "main", Q2).out
    program.ok("close", "main", Q1)
    waiting = program.show("flags", "--period", Q2)["rows"][0]
    assert (waiting["outcome"], waiting["previous"], waiting["defences"]) == ("open", [], {}), "Q1 is sealed still"
    assert units(waiting["holders"]) == units(first["rows"][0]["holders"]), "which the scores alone settle"
    finish_cue(program, f"main-{Q1}", 2)
    assert program.show("flags", "--period", Q2)["rows"][0]["outcome"] == "open", "Q1 is not wholly public"
    play(program, f"main-{Q1}")
    second = program.show("flags", "--period", Q2)
    assert (units(second["rows"][0]["previous"]), second["revision"]) == (["t1"], 3)
    assert program.ok("bulletin", "main", Q2, "--revision", "1").out == bulletin


def test_what_is_shown_by_default(opened: Opened) -> None:
    """The latest period that is public, board by board."""
    program = ceremonial(opened)
    assert program.show("ranking")["period"] is None
    assert program.show("ranking", "--area", "roads")["rows"] == []
    program.ok("close", "main", Q1)
    finish_cue(program, f"main-{Q1}", 2)
    assert program.show("ranking", "--area", "roads")["period"] == Q1
    assert program.show("ranking")["period"] is None, "the overall table is not public yet"
    play(program, f"main-{Q1}")
    program.ok("close", "main", Q2)
    assert [program.show(board)["period"] for board in ("ranking", "flags", "ceremony")] == [Q1] * 3
    program.ok("cue", "next", f"main-{Q2}")
    assert program.show("ceremony")["ceremony"] == f"main-{Q2}"
    assert program.show("ceremony", "--period", Q1)["ceremony"] == f"main-{Q1}"
    finish_cue(program, f"main-{Q2}", 2)
    assert [program.show(board)["period"] for board in ("ranking", "flags")] == [Q1, Q2]


def test_as_of(opened: Opened) -> None:
    """By an instant, a day (its end), a day and hour of the competition's zone, with and without offset."""
    program = opened(Competition(series=[live("roads")], units=towns(3)))
    day = "2031-05-05"
    for hour, score in (("09", "10"), ("12", "20"), ("15", "30")):
        now = program.at(f"{day}T{hour}:00:00+08:00")
        now.ok("unconfirm", "main", Q2)
        now.ok("enter", "main", Q2, "roads", "t1", score)
        now.ok("confirm", "main", Q2)

    def seen(moment: str) -> str | None:
        rows = program.rows("ranking", "--period", Q2, "--area", "roads", "--as-of", moment)
        return next((row["score"] for row in rows if row["unit"] == "t1"), None)

    assert seen("2031-05-04") is None
    assert seen(f"{day}T08:59:59") is None
    assert seen(f"{day}T09:00:00") == "10.00"
    assert seen(f"{day} 11:59:59") == "10.00"
    assert seen(f"{day}T04:00:00Z") == "20.00"
    assert seen(f"{day}T13:00:00+09:00") == "20.00"
    assert seen(day) == "30.00"
    assert seen("2099-01-01") == "30.00"
    board = program.show("ranking", "--period", Q2, "--area", "roads", "--as-of", f"{day}T12:30:00")
    assert board["published_at"] == f"{day}T12:00:00+08:00"


def test_live_scores_are_public_when_they_are_confirmed(opened: Opened) -> None:
    program = opened(Competition(series=[live("roads")], units=towns(3)))
    program.ok("enter", "main", Q1, "roads", "t1", "80")
    assert program.rows("ranking", "--period", Q1, "--area", "roads") == []
    program.ok("confirm", "main", Q1)
    assert program.ranking("--area", "roads")["t1"]["score"] == "80.00"
    assert program.ranking()["t1"]["score"] == "80.00"
    revision = program.show("ranking", "--area", "roads")["revision"]
    program.ok("confirm", "main", Q1)
    assert program.show("ranking", "--area", "roads")["revision"] == revision, "nothing new is no revision"
    program.ok("unconfirm", "main", Q1)
    assert program.ranking("--area", "roads")["t1"]["score"] is None


def test_freeze(opened: Opened) -> None:
    """The freeze is an instant of the competition's zone."""
    freeze = {Q2: {"publication": "live", "freeze": Date("2031-06-20T00:00:00")}}
    program = opened(Competition(series=[Series(settings={"confirm": "self"}, overrides=freeze)], units=towns(3)))
    before, after = program.at("2031-06-19T15:59:59Z"), program.at("2031-06-19T16:00:00Z")
    before.ok("enter", "main", Q2, "roads", "t1", "80")
    before.ok("confirm", "main", Q2)
    after.ok("enter", "main", Q2, "roads", "t2", "90")
    after.ok("confirm", "main", Q2)
    board = program.ranking("--area", "roads")
    assert (board["t1"]["rank"], board["t2"]["score"]) == (1, None)
    assert "ceremony" in after.ok("close", "main", Q2).out
    assert program.rows("flags") == []
    play(after, f"main-{Q2}")
    assert units(program.flags()["roads"]["holders"]) == ["t2"]


def test_awarded_on(opened: Opened) -> None:
    program = ceremonial(opened)
    program.ok("close", "main", Q1, "--on", "2031-04-30")
    play(program, f"main-{Q1}")
    assert program.flags()["roads"]["awarded_on"] == "2031-04-30"


def test_closing_waits_for_drafts_of_those_who_take_part(opened: Opened) -> None:
    program = ceremonial(opened)
    program.ok("unconfirm", "main", Q1, "--unit", "t2")
    assert "t2" in program.refuses(1, "close", "main", Q1).complaint
    program.ok("enter", "main", Q1, "roads", "t2", "")
    program.ok("close", "main", Q1)
    play(program, f"main-{Q1}")
    ranking = program.ranking("--period", Q1, "--area", "roads")
    assert (ranking["t2"]["status"], ranking["t2"]["rank"]) == ("missing", None)


@pytest.mark.parametrize(
    ("changed", "places"), [({}, {"t1": 0, "t2": 0, "t3": 0}), (BETTER, {"t1": -1, "t2": 1, "t3": 0})]
)
def test_change_counts_places_since_the_last_period(
    opened: Opened, changed: dict[str, dict[str, str]], places: dict[str, int]
) -> None:
    program = opened(
        Competition(
            series=[live("roads")],
            units=towns(4),
            scores=[*scores("main", Q1, CELLS), *scores("main", Q2, changed or CELLS)],
        )
    )
    program.ok("close", "main", Q1)
    program.ok("close", "main", Q2)
    first, second = (program.ranking("--period", period, "--area", "roads") for period in (Q1, Q2))
    assert {row["change"] for row in first.values()} == {None}
    assert {unit: row["change"] for unit, row in second.items()} == {**places, "t4": None}


def test_a_bulletin_tells_the_whole_story(opened: Opened) -> None:
    program = ceremonial(opened)
    program.ok("close", "main", Q1)
    program.refuses(1, "bulletin", "main", Q1)
    play(program, f"main-{Q1}")
    for lang, words in (("zh", ("青槐乡", "roads先锋旗", "60.00")), ("en", ("Town t1", "Roads", "60.00"))):
        for form in ("md", "html"):
            text = program.speaking(lang).ok("bulletin", "main", Q1, "--format", form).out
            assert all(word in text for word in words), text
    assert program.ok("bulletin", "main级", "第一季度").out == program.ok("bulletin", "main", Q1).out


def test_private_boards_show_drafts_with_versions_and_states(opened: Opened) -> None:
    program = ceremonial(opened)
    program.ok("enter", "main", Q3, "roads", "t1", "50")
    program.ok("enter", "main", Q3, "roads", "t1", "55.5")
    board = program.ok("show", "ranking", "--private", "--area", "roads", "--period", Q3, "--format", "json").json()
    row = next(row for row in board["rows"] if row["unit"] == "t1")
    assert (row["version"], row["state"], row["score"]) == (2, "draft", "55.50")
    program.ok("close", "main", Q1)
    flags = program.ok("show", "flags", "--private", "--period", Q1, "--format", "json").json()["rows"]
    assert [units(row["holders"]) for row in flags] == [["t1"]]
    assert program.rows("flags", "--period", Q1) == []


@pytest.mark.parametrize("method", ["mean", "trimmed-mean"])
def test_judges(opened: Opened, method: str) -> None:
    """S18 at the desk: each judge's own cell, and none who comes too late."""
    program = opened(Competition(series=[live("roads", judges=method)], units=towns(2)))
    given = {"a": "95", "b": "95", "c": "90", "d": "88", "e": "70"}
    program.refuses(2, "enter", "main", Q1, "roads", "t1", "90")
    for judge, score in given.items():
        assert program.ok("enter", "main", Q1, "roads", "t1", score, "--judge", judge).out == "1\n"
    program.ok("confirm", "main", Q1)
    expected = {"mean": Decimal("87.60"), "trimmed-mean": Decimal("91.00")}[method]
    assert program.ranking("--area", "roads")["t1"]["score"] == str(expected)
    program.refuses(1, "enter", "main", Q1, "roads", "t2", "90", "--judge", "f")
    program.ok("enter", "main", Q1, "roads", "t2", "90", "--judge", "a")


def test_the_stage_is_shown_without_naming_one_of_several_series(opened: Opened) -> None:
    """The last ceremony on the stage, whose ever it is; a ceremony's status is about no board of a series."""
    competition = Competition(
        series=[sealed("roads"), Series("other", ("roads",), settings={"confirm": "self"})],
        units=towns(2),
        scores=[*scores("main", Q1, {"roads": {"t1": 50}}), *scores("other", Q1, {"roads": {"t2": 50}})],
    )
    program = opened(competition)
    nothing = program.show("ceremony")
    assert (nothing["series"], nothing["ceremony"], nothing["sequence"]) == (None, None, 0)
    for series in ("main", "other"):
        program.ok("close", series, Q1)
        program.ok("cue", "next", f"{series}-{Q1}")
        stage = program.show("ceremony")
        assert (stage["series"], stage["period"], stage["ceremony"]) == (series, Q1, f"{series}-{Q1}")
    assert program.show("ceremony", "--series", "main")["ceremony"] == f"main-{Q1}"
