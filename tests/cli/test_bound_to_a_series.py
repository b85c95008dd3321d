"""People bound to a series: every verb that writes, in every role, inside of it and outside."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.acceptance.competition import Competition, Series, held, scores, towns
from tests.acceptance.driver import Program

ROLES = ("viewer", "operator", "reviewer", "director", "auditor", "admin")
Q1, Q2, Q3 = "2031Q1", "2031Q2", "2031Q3"
WHY = ("--reason", "why")
SECOND = ("--approved-by", "wang")
BALLOTS = ("--members", "9,9,9,8", "--masses", "9,9,9,7")
TODAY = "2031-10-05"

Words = tuple[object, ...]
OPERATORS, REVIEWERS = {"operator", "admin"}, {"reviewer", "admin"}
DIRECTORS, ADMIN = {"director", "admin"}, {"admin"}
READERS = set(ROLES) - {"viewer"}


def verbs(series: str, unit: str, other: str) -> Mapping[str, tuple[Words, set[str]]]:
    """Each verb about a series, with two units of it, and the roles that may."""
    sealed, rest = f"{series}-{Q2}", ("service", unit, "王五")
    late = ("--area", "water", "--period", Q1, "--due", "2031-12-01")
    return {
        "enter": (("enter", series, Q3, "roads", unit, "77"), OPERATORS),
        "confirm": (("confirm", series, Q3), OPERATORS | REVIEWERS),
        "unconfirm": (("unconfirm", series, Q3), REVIEWERS),
        "close": (("close", series, "2032Q1", "--empty"), REVIEWERS),
        "reopen": (("reopen", series, Q2), REVIEWERS),
        "decide tie": (("decide", "tie", series, Q3, "water", "--holder", unit, *WHY), ADMIN),
        "decide vacancy": (("decide", "vacancy", series, Q1, "water", "--holder", unit, *WHY), ADMIN),
        "decide correction": (("decide", "correction", series, Q1, "roads", unit, "50", *WHY, *SECOND), ADMIN),
        "decide place": (("decide", "place", series, "2031Q4", "roads", f"{unit[0]}3", other, *WHY), ADMIN),
        "star nominate": (("star", "nominate", series, Q3, "service", unit, "赵六"), OPERATORS),
        "star count": (("star", "count", series, Q3, "service", unit, "孙七", *BALLOTS), OPERATORS),
        "star notice": (("star", "notice", series, Q3, "--from", TODAY), OPERATORS),
        "star confirm": (("star", "confirm", series, Q3), OPERATORS | REVIEWERS),
        "star elect": (("star", "elect", series, Q3), REVIEWERS),
        "star object": (("star", "object", series, Q3, *rest, "--on", TODAY, *WHY), ADMIN),
        "star withdraw": (("star", "withdraw", series, Q3, *rest, "--on", TODAY, *WHY), ADMIN),
        "ceremony plan": (("ceremony", "plan", f"{series}-again", "--series", series, "--period", Q2), DIRECTORS),
        "ceremony seal": (("ceremony", "seal", sealed), DIRECTORS),
        "ceremony rehearse": (("ceremony", "rehearse", sealed, "--steps", "1"), DIRECTORS),
        "ceremony postpone": (("ceremony", "postpone", sealed, *WHY), DIRECTORS),
        "ceremony abort": (("ceremony", "abort", sealed, *WHY), DIRECTORS),
        "ceremony publish": (("ceremony", "publish", sealed, *WHY), DIRECTORS),
        "rectification add": (("rectification", "add", "--unit", other, "--series", series, *late), ADMIN),
        "rectification last": (("rectification", "last", series, Q1, "roads", "--due", "2031-12-01"), ADMIN),
        "rectification settle": (("rectification", "settle", f"{unit}-1", "--on", TODAY), OPERATORS),
        "rectification reopen": (("rectification", "reopen", f"{other}-1", *WHY), ADMIN),
        "cue next": (("cue", "next", sealed), DIRECTORS),
        "cue goto": (("cue", "goto", "2", sealed), DIRECTORS),
        "cue cover": (("cue", "cover", sealed), DIRECTORS),
        "cue message": (("cue", "message", sealed, "稍等"), DIRECTORS),
        "cue hold": (("cue", "hold", sealed), DIRECTORS),
        "cue status": (("cue", "status", sealed), READERS),
        "star status": (("star", "status", series, Q3), READERS),
        "ceremony check": (("ceremony", "check", sealed), READERS),
        "show --private": (("show", "ranking", "--private", "--series", series, "--period", Q3), READERS),
        "show flags --private": (("show", "flags", "--private", "--series", series, "--period", Q2), READERS),
        "show stars --private": (("show", "stars", "--private", "--series", series, "--period", Q3), READERS),
        "show ceremony --private": (("show", "ceremony", "--private", "--series", series, "--period", Q2), READERS),
    }


WHOLE: Mapping[str, Words] = {
    "veto": ("veto", "v1", "safety", "--period", Q3, *WHY),
    "honour": ("honour", "v1", "national", "奖", "--document", "文", "--on", "2031-02-01"),
    "decide abolition": ("decide", "abolition", "v1", "--on", "2031-12-01", *WHY),
    "user add": ("user", "add", "newcomer", "--role", "viewer"),
    "user disable": ("user", "disable", "viewer"),
}
"""What is about the whole contest."""
LEVELS: Mapping[str, tuple[str, str]] = {
    "city": ("c1", "c2"),
    "county": ("x1", "x2"),
    "sibling": ("y1", "y2"),
    "village": ("v1", "v2"),
}
"""Each series with two of its units; village is below county, and both below city, as sibling is."""


def pledge(unit: str) -> dict[str, object]:
    words = {"aspect": "roads", "text": "修路", "comparator": ">=", "target": 40, "due": "2031-12-20"}
    return {"id": f"{unit}-p", "unit": unit, **words, "made_on": "2031-01-05"}


def promising(unit: str) -> Mapping[str, tuple[Words, set[str]]]:
    """Each verb about a unit's promises, and the roles that may."""
    on = ("--on", TODAY)
    return {
        "pledge report": (("pledge", "report", f"{unit}-p", "--actual", "7", *on), OPERATORS),
        "pledge settle": (("pledge", "settle", f"{unit}-p", "--actual", "41", *on), ADMIN),
        "pledge add": (("pledge", "add", "--unit", unit, "--aspect", "roads", "--text", "植树"), ADMIN),
        "goal add": (("goal", "add", "--unit", unit, "--scope", "city", "--title", "第一"), ADMIN),
    }


def rectification(series: str, unit: str, done_on: str = "") -> dict[str, str]:
    about = {"unit": unit, "series": series, "area": "roads", "period": Q1, "reason": "路面破损"}
    return {**about, "due": "2031-11-01", "status": "", "done_on": done_on}


def levels() -> Competition:
    """Four levels, each with a period played, one sealed and one coming in."""
    units = [
        *towns(3, pool="county", prefix="c"),
        *towns(3, pool="township", prefix="x", start=3, parent="c1"),
        *towns(3, pool="township", prefix="y", start=6, parent="c2"),
        *towns(3, pool="village", prefix="v", start=9, parent="x1"),
    ]
    hosts = {"city": "lake", "county": "c1", "sibling": "c2", "village": "x1"}
    pools = {"city": "county", "county": "township", "sibling": "township", "village": "village"}
    settings = {"confirm": "self", "minimum": 45, "countback": ["decide"]}
    later = {Q3: {"minimum": 0}}
    series = [
        Series(one, ("roads", "water"), pools=(pools[one],), host=hosts[one], settings=settings, overrides=later)
        for one in hosts
    ]
    cells = []
    for one, (unit, other) in LEVELS.items():
        for period in (Q1, Q2):
            cells += scores(one, period, {"roads": {unit: 60, other: 50}, "water": {unit: 40, other: 41}})
        cells += scores(one, Q3, {"water": {unit: 40, other: 40}})
        cells += scores(one, Q3, {"roads": {other: 44}}, state="draft")
        cells += scores(one, "2031Q4", {"roads": {unit: 60, other: 50, f"{unit[0]}3": 50}})
    return Competition(
        series=series,
        units=units,
        custody=[row for one, (unit, _) in LEVELS.items() for row in held(one, {"roads": unit})],
        scores=cells,
        stars=[{"id": "service", "name": "服务群众星"}],
        nominees=[
            {"period": Q3, "star": "service", "unit": unit, "person": "王五", "series": one, "status": "nominated"}
            for one, (unit, _) in LEVELS.items()
        ],
        records={
            "pledges": [pledge(unit) for unit, _ in LEVELS.values()],
            "rectifications": [
                rectification(one, *row) for one, (unit, other) in LEVELS.items() for row in ((unit,), (other, TODAY))
            ],
        },
        periods=(*PERIODS, *LATER),
    )


PERIODS = (
    (Q1, "第一季度", "2031-01-01", "2031-03-31"),
    (Q2, "第二季度", "2031-04-01", "2031-06-30"),
    (Q3, "第三季度", "2031-07-01", "2031-09-30"),
)
LATER = (("2031Q4", "第四季度", "2031-10-01", "2031-12-31"), ("2032Q1", "下年一季度", "2032-01-01", "2032-03-31"))
NOW = f"{TODAY}T09:00:00+08:00"


@pytest.fixture(scope="module")
def staffed(database_with_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Each role twice: bound to the county's series, and to none."""
    folder = tmp_path_factory.mktemp("levels")
    program = Program(folder / "contest.db", now=NOW)
    shutil.copy(database_with_root, program.database)
    program.ok("load", levels().write(folder / "folder"), "--with-clock")
    for role in ROLES:
        program.ok("user", "add", role, "--role", role)
        program.ok("user", "add", f"county-{role}", "--role", role, "--series", "county")
    for series in LEVELS:
        unit, _ = LEVELS[series]
        program.ok("star", "count", series, Q3, "service", unit, "王五", *BALLOTS)
        program.ok("star", "notice", series, Q3, "--from", "2031-09-01")
        program.ok("star", "nominate", series, Q3, "service", unit, "孙七")
        program.ok("star", "count", series, Q3, "service", unit, "孙七", *BALLOTS)
        for period in (Q1, Q2):
            program.ok("close", series, period)
        program.ok("ceremony", "publish", f"{series}-{Q1}", *WHY)
    return program


@pytest.fixture
def copy(staffed: Program, tmp_path: Path) -> Program:
    shutil.copy(staffed.database, tmp_path / "copy.db")
    return Program(tmp_path / "copy.db", now=NOW)


VERBS = tuple(verbs("city", "c1", "c2"))


def some_roles(verb: str, allowed: set[str]) -> tuple[str, ...]:
    """One role that may and one that may not, others for the next verb, so that each has its turn in the short form."""
    turn, refused = VERBS.index(verb), [role for role in ROLES if role not in allowed]
    may = [role for role in ROLES if role in allowed]
    return tuple(group[turn % len(group)] for group in (may, refused) if group)


LONG_FORM = [False, pytest.param(True, marks=pytest.mark.long, id="every role")]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("series", ["village", pytest.param("county", marks=pytest.mark.long)])
@pytest.mark.parametrize("every", LONG_FORM)
def test_inside_everybody_may_what_their_role_may(
    staffed: Program, copy: Program, series: str, verb: str, every: bool
) -> None:
    words, allowed = verbs(series, *LEVELS[series])[verb]
    for role in ROLES if every else some_roles(verb, allowed):
        ended = []
        for name in (role, f"county-{role}"):
            shutil.copy(staffed.database, copy.database)
            if verb == "cue message":
                copy.ok("cue", "next", f"{series}-{Q2}")
            ended.append(copy.by(name)(*words))
        free, bound = ended
        assert (free.code != 1 or "does not allow this" not in free.complaint) == (role in allowed), free
        assert bound.code == free.code, bound
        assert free.code == 0 or role not in allowed, free


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("series", ["sibling", pytest.param("city", marks=pytest.mark.long)])
@pytest.mark.parametrize("every", LONG_FORM)
def test_outside_nobody_may(copy: Program, series: str, verb: str, every: bool) -> None:
    """And no standard input is waited for."""
    words, allowed = verbs(series, *LEVELS[series])[verb]
    for role in ROLES if every else some_roles(verb, allowed):
        complaint = copy.by(f"county-{role}").refuses(1, *words).complaint
        assert f"county-{role}" in complaint
        assert (series in complaint.split("series county")[-1]) == (role in allowed)


@pytest.mark.parametrize("verb", promising("c1"))
def test_promises_are_those_of_units_under_the_host_of_the_series(staffed: Program, copy: Program, verb: str) -> None:
    for unit, inside in (("x1", True), ("v1", True), ("c1", True), ("c2", False), ("y1", False)):
        words, allowed = promising(unit if unit != "c2" else "y2")[verb]
        if verb in ("pledge report", "pledge settle"):
            words, allowed = promising("y1" if unit == "c2" else unit)[verb]
        for role in ROLES:
            shutil.copy(staffed.database, copy.database)
            ended = copy.by(f"county-{role}")(*words)
            assert (ended.code == 0) == (role in allowed and inside), ended
            if not inside and role in allowed:
                assert (ended.code, "under its host" in ended.complaint) == (1, True)


@pytest.mark.parametrize("deed", WHOLE)
def test_what_is_about_the_whole_contest_is_for_those_who_are_bound_to_no_series(copy: Program, deed: str) -> None:
    assert "whole contest" in copy.by("county-admin").refuses(1, *WHOLE[deed]).complaint


def test_loading_and_keeping_are_about_the_whole_contest(copy: Program, tmp_path: Path) -> None:
    folder, bound = levels().write(tmp_path / "folder"), copy.by("county-admin")
    assert "whole contest" in bound.refuses(1, "load", folder).complaint
    assert "whole contest" in bound.at(None).refuses(1, "backup", tmp_path / "backup.db").complaint
    assert not (tmp_path / "backup.db").exists()
    copy.at(None).ok("backup", tmp_path / "backup.db")
    bound.at(None).refuses(1, "restore", tmp_path / "backup.db")


def test_unknown_series_are_unknown(copy: Program) -> None:
    copy.by("county-operator").refuses(2, "enter", "nowhere", Q3, "roads", "x1", "5")
    copy.refuses(2, "user", "add", "ann", "--role", "operator", "--series", "nowhere")


def test_a_nominee_of_no_series_is_of_the_whole_contest(program: Program, tmp_path: Path) -> None:
    one = {"period": Q1, "star": "service", "unit": "t1", "person": "王五", "status": "nominated"}
    competition = Competition(units=towns(2), stars=[{"id": "service", "name": "服务群众星"}], nominees=[one])
    program = program.at(NOW)
    program.ok("load", competition.write(tmp_path / "folder"), "--with-clock")
    program.ok("user", "add", "ann", "--role", "operator", "--series", "main")
    count = ("star", "count", "main", Q1, "service", "t1", "王五", *BALLOTS)
    notice = ("star", "notice", "main", Q1, "--from", TODAY)
    assert "whole contest" in program.by("ann").refuses(1, *count).complaint
    program.ok(*count)
    assert "whole contest" in program.by("ann").refuses(1, *notice).complaint
    program.ok(*notice)


def test_series_of_one_host_are_not_below_each_other(program: Program, tmp_path: Path) -> None:
    units = [*towns(2), *towns(2, prefix="b", pool="team", start=3)]
    series = [Series("main"), Series("teams", pools=("team",))]
    program.ok("load", Competition(series=series, units=units).write(tmp_path / "folder"), "--with-clock")
    program.ok("user", "add", "ann", "--role", "operator", "--series", "main")
    program.by("ann").ok("enter", "main", Q1, "roads", "t1", "5")
    program.by("ann").refuses(1, "enter", "teams", Q1, "roads", "b1", "5")


def test_private_boards_without_a_series_are_those_that_one_may_see(copy: Program) -> None:
    village = copy.by("viewer")
    copy.ok("user", "add", "vic", "--role", "auditor", "--series", "village")
    village = copy.by("vic")
    shown = village.ok("show", "ranking", "--private", "--period", Q3, "--area", "water", "--format", "json").json()
    assert (shown["series"], {row["unit"] for row in shown["rows"]}) == ("village", {"v1", "v2", "v3"})
    stars = village.ok("show", "stars", "--private", "--period", Q3, "--format", "json").json()
    assert {row["unit"] for row in stars["rows"]} == {"v1"}
    assert len(copy.ok("show", "stars", "--private", "--period", Q3, "--format", "json").json()["rows"]) == 8
    village.refuses(1, "show", "annual", "--private")
    village.refuses(1, "show", "stars", "--private", "--series", "county", "--period", Q3)
    village.ok("show", "pledges", "--private")


def test_the_journal_keeps_what_is_not_public_of_other_series(copy: Program) -> None:
    for series, (unit, _) in LEVELS.items():
        copy.ok("enter", series, Q3, "roads", unit, "71.5")
        copy.ok("star", "object", series, Q3, "service", unit, "王五", "--on", TODAY, "--reason", f"举报-{series}")
    rows = copy.by("county-auditor").journal()
    own = next(row for row in reversed(rows) if row["subject"] == f"county/{Q3}/roads/x1")
    assert own["after"]["score"] == "71.5"
    hidden = next(row for row in rows if row["subject"] == f"city/{Q3}/roads/c1" and row["action"] == "enter")
    assert (hidden["before"], hidden["after"]) == (None, {"sealed": True})
    reasons = {row["reason"] for row in rows if row["action"] == "stars.object"}
    assert reasons == {None, "举报-county", "举报-village"}
    assert json.dumps(rows, ensure_ascii=False).count("71.5") == 2
    public = next(row for row in rows if row["subject"] == "city" or row["action"] == "close")
    assert public["after"] is not None
    every = copy.by("auditor").journal()
    assert json.dumps(every, ensure_ascii=False).count("71.5") == 4


class TestBinding:
    """What `user` says of it, and who must remain."""

    def test_it_is_listed_kept_changed_and_lifted(self, copy: Program) -> None:
        assert "county-operator\toperator\tseries:county" in copy.ok("user", "list").out
        copy.ok("user", "add", "county-operator", "--role", "reviewer")
        assert "county-operator\treviewer\tseries:county" in copy.ok("user", "list").out
        copy.ok("user", "add", "county-operator", "--role", "reviewer", "--series", "village级")
        assert "county-operator\treviewer\tseries:village" in copy.ok("user", "list").out
        copy.ok("user", "add", "county-operator", "--role", "reviewer", "--series", "")
        assert "county-operator\treviewer\t-" in copy.ok("user", "list").out
        added = [row["after"] for row in copy.journal() if row["subject"] == "county-operator"]
        assert [words["series_id"] for words in added] == ["county", "county", "village", None]

    def test_the_last_admin_of_all_series_stays(self, program: Program, tmp_path: Path) -> None:
        folder = Competition(units=towns(2)).write(tmp_path / "folder")
        program.ok("load", folder, "--with-clock")
        program.refuses(1, "user", "add", "root", "--role", "admin", "--series", "main")
        program.ok("user", "add", "ann", "--role", "admin", "--series", "main")
        program.refuses(1, "user", "disable", "root")
        program.by("ann").refuses(1, "user", "add", "ann", "--role", "admin", "--series", "")

    def test_a_series_that_people_are_bound_to_is_not_taken_away(self, program: Program, tmp_path: Path) -> None:
        """They would see all then."""
        both, one = [Series("main"), Series("teams", pools=("team",))], [Series("main")]
        units = [*towns(2), *towns(2, prefix="b", pool="team", start=3)]
        program.ok("load", Competition(series=both, units=units).write(tmp_path / "both"), "--with-clock")
        program.ok("user", "add", "tina", "--role", "operator", "--series", "teams")
        program.refuses(1, "load", Competition(series=one, units=units).write(tmp_path / "one"))
        program.ok("user", "add", "tina", "--role", "operator", "--series", "main")
        program.ok("load", Competition(series=one, units=units).write(tmp_path / "one"))
