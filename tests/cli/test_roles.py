"""Who may do what: every verb that writes in every role; and who is who."""

import contextlib
import getpass
import re
import shutil
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest

from scoreboard.desk.identity import account
from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, Series, held, scores, towns
from tests.acceptance.driver import Program, contents

ROLES = ("viewer", "operator", "reviewer", "director", "auditor", "admin")
Q1, Q2, Q3 = "2031Q1", "2031Q2", "2031Q3"
SEALED = f"main-{Q2}"

WHY = ("--reason", "why")
VERBS: Mapping[str, tuple[tuple[object, ...], set[str]]] = {
    "enter": (("enter", "main", Q3, "roads", "t1", "77"), {"operator", "admin"}),
    "confirm": (("confirm", "main", Q3), {"operator", "reviewer", "admin"}),
    "unconfirm": (("unconfirm", "main", Q3), {"reviewer", "admin"}),
    "close": (("close", "other", Q1, "--empty"), {"reviewer", "admin"}),
    "reopen": (("reopen", "main", Q2), {"reviewer", "admin"}),
    "decide tie": (("decide", "tie", "main", Q3, "water", "--holder", "t1", *WHY), {"admin"}),
    "decide vacancy": (("decide", "vacancy", "main", Q1, "water", "--holder", "t1", *WHY), {"admin"}),
    "decide correction": (
        ("decide", "correction", "main", Q1, "roads", "t1", "50", *WHY, "--approved-by", "wang"),
        {"admin"},
    ),
    "decide abolition": (("decide", "abolition", "t3", "--on", "2031-12-01", *WHY), {"admin"}),
    "veto": (("veto", "t3", "safety", "--period", Q3, *WHY), {"admin"}),
    "veto --lift": (("veto", "t3", "safety", "--period", Q1, *WHY, "--lift"), {"admin"}),
    "cue next": (("cue", "next", SEALED), {"director", "admin"}),
    "cue back": (("cue", "back", SEALED), {"director", "admin"}),
    "cue goto": (("cue", "goto", "2", SEALED), {"director", "admin"}),
    "cue cover": (("cue", "cover", SEALED), {"director", "admin"}),
    "cue uncover": (("cue", "uncover", SEALED), {"director", "admin"}),
    "user add": (("user", "add", "newcomer", "--role", "viewer"), {"admin"}),
    "user disable": (("user", "disable", "vera"), {"admin"}),
    "show --private": (("show", "ranking", "--private", "--series", "main", "--period", Q3), set(ROLES) - {"viewer"}),
    "journal": (("journal",), set(ROLES) - {"viewer"}),
    "cue status": (("cue", "status", SEALED), set(ROLES) - {"viewer"}),
}


@pytest.fixture(scope="module")
def staffed(database_with_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A contest in which every verb has something to do, and a person of each role."""
    folder = tmp_path_factory.mktemp("staffed")
    program = Program(folder / "contest.db", now="2031-10-05T09:00:00+08:00")
    shutil.copy(database_with_root, program.database)
    tied = {"roads": {"t1": 60, "t2": 50}, "water": {"t1": 40, "t2": 40}}
    series = [
        Series("main", ("roads", "water"), settings={"confirm": "self", "minimum": 45}, overrides={Q3: {"minimum": 0}}),
        Series("other", ("schools",), settings={"confirm": "self", "publication": "live"}),
    ]
    competition = Competition(
        series=series,
        units=towns(3),
        custody=held("main", {"roads": "t1"}),
        scores=[
            *scores("main", Q1, tied),
            *scores("main", Q2, tied),
            *scores("main", Q3, {"water": tied["water"]}),
            *scores("main", Q3, {"roads": {"t2": 44}}, state="draft"),
        ],
        vetoes=[{"unit": "t3", "veto": "safety", "period": Q1, "reason": "事故", "decided_on": "2031-01-01"}],
    )
    program.ok("load", competition.write(folder / "folder"), "--with-clock")
    for role in ROLES:
        program.ok("user", "add", role, "--role", role)
    program.ok("user", "add", "vera", "--role", "viewer")
    for period in (Q1, Q2):
        program.ok("close", "main", period)
    play(program, f"main-{Q1}")
    return program


@pytest.fixture
def copy(staffed: Program, tmp_path: Path) -> Program:
    shutil.copy(staffed.database, tmp_path / "copy.db")
    return Program(tmp_path / "copy.db", now=staffed.now)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.long, id="every role")])
def test_each_verb_in_each_role(staffed: Program, copy: Program, verb: str, every: bool) -> None:
    """In the short form two of the roles that may not, others for the next verb."""
    words, allowed = VERBS[verb]
    turn = list(VERBS).index(verb)
    refused = [role for role in ROLES if role not in allowed]
    if verb in ("cue back", "cue cover", "cue uncover"):
        copy.ok("cue", "goto", "2", SEALED)
    for role in refused if every else {refused[turn % len(refused)], refused[(turn + 1) % len(refused)]}:
        complaint = copy.by(role).refuses(1, *words).complaint
        assert role in complaint
    for role in sorted(allowed):
        if words[0] == "cue" and words[1] == "back":
            copy.ok("cue", "goto", "2", SEALED)
        if role != min(allowed) and verb.split()[0] not in ("cue", "show", "journal", "enter"):
            shutil.copy(staffed.database, copy.database)
        copy.by(role).ok(*words)


@pytest.mark.parametrize("verb", [verb for verb, (words, _) in VERBS.items() if verb not in ("journal", "cue status")])
def test_each_verb_wants_a_name_that_is_known_and_enabled(copy: Program, verb: str) -> None:
    words, _ = VERBS[verb]
    copy.by(None).refuses(1, *words)
    copy.by("nobody").refuses(1, *words)
    copy.ok("user", "add", "second", "--role", "admin")
    copy.ok("user", "disable", "second")
    assert "second" in copy.by("second").refuses(1, *words).complaint


def test_loading_is_for_admins(copy: Program, tmp_path: Path) -> None:
    folder = Competition(id="lake-2031", units=towns(3)).write(tmp_path / "again")
    for role in set(ROLES) - {"admin"}:
        copy.by(role).refuses(1, "load", folder)
    copy.by(None).refuses(1, "load", folder)


def test_operators_do_not_confirm_where_two_persons_must(program: Program, tmp_path: Path) -> None:
    competition = Competition(
        series=[Series(settings={"publication": "live"})],
        units=towns(2),
        scores=scores("main", Q1, {"roads": {"t1": 5}}, state="draft"),
    )
    program.ok("load", competition.write(tmp_path / "folder"), "--with-clock")
    program.ok("user", "add", "op", "--role", "operator", "--os-user", getpass.getuser())
    program.by("op").refuses(1, "confirm", "main", Q1)


class TestTwoPersons:
    """`confirm = "second-person"` wants two different people, both bound."""

    @pytest.fixture
    def program(self, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
        """The accounts are those of whoever says so here; the program itself asks the system."""
        monkeypatch.setattr("scoreboard.desk.identity.account", lambda: self.account)
        competition = Competition(series=[Series(settings={"publication": "live"})], units=towns(2))
        program.ok("load", competition.write(tmp_path / "folder"), "--with-clock")
        for name, role in (("ann", "operator"), ("rae", "reviewer"), ("bob", "admin")):
            program.ok("user", "add", name, "--role", role, "--os-user", f"os-{name}")
        for name, role in (("una", "operator"), ("ulf", "reviewer")):
            program.ok("user", "add", name, "--role", role)
        return program

    account = "somebody"

    def by(self, program: Program, name: str) -> Program:
        self.account = f"os-{name}"
        return program.by(name)

    def test_two_bound_people(self, program: Program) -> None:
        self.by(program, "ann").ok("enter", "main", Q1, "roads", "t1", "80")
        self.by(program, "rae").ok("confirm", "main", Q1)
        assert program.by(None).ranking("--area", "roads")["t1"]["score"] == "80.00"

    def test_nobody_confirms_their_own(self, program: Program) -> None:
        self.by(program, "bob").ok("enter", "main", Q1, "roads", "t1", "80")
        self.by(program, "bob").refuses(1, "confirm", "main", Q1)
        self.by(program, "rae").ok("confirm", "main", Q1)

    def test_one_own_among_many_refuses_all(self, program: Program) -> None:
        self.by(program, "ann").ok("enter", "main", Q1, "roads", "t1", "80")
        self.by(program, "bob").ok("enter", "main", Q1, "roads", "t2", "81")
        self.by(program, "bob").refuses(1, "confirm", "main", Q1)
        self.by(program, "bob").ok("confirm", "main", Q1, "--unit", "t1")

    def test_unbound_people_do_not_count(self, program: Program) -> None:
        program.by("una").ok("enter", "main", Q1, "roads", "t1", "80")
        self.by(program, "rae").refuses(1, "confirm", "main", Q1)
        self.by(program, "ann").ok("enter", "main", Q1, "roads", "t1", "80")
        program.by("ulf").refuses(1, "confirm", "main", Q1)
        self.by(program, "rae").ok("confirm", "main", Q1)

    def test_bound_people_from_another_account(self, program: Program) -> None:
        self.account = "os-rae"
        assert "ann" in program.by("ann").refuses(1, "enter", "main", Q1, "roads", "t1", "80").complaint

    def test_bound_to_a_key_alone_is_nobody_locally(self, program: Program, tmp_path: Path) -> None:
        key = tmp_path / "kay.pub"
        key.write_text(KEY + " kay@desk\n")
        program.ok("user", "add", "kay", "--role", "operator", "--key", key)
        program.by("kay").refuses(1, "enter", "main", Q1, "roads", "t1", "80")

    def test_the_journal_says_how_each_was_proved(self, program: Program) -> None:
        self.by(program, "ann").ok("enter", "main", Q1, "roads", "t1", "80")
        program.by("una").ok("enter", "main", Q1, "roads", "t2", "80")
        proofs = {row["who"]: row["proof"] for row in program.journal() if row["action"] == "enter"}
        assert proofs == {"ann": "os:os-ann", "una": "unproved"}


KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHUbHAZOuXsOIDXFKq+MEfWPkqVkQR9nUZBxKQZ5lCLC"


@pytest.fixture
def unloaded(program: Program) -> Program:
    """The program on a database with people and no contest, at the machine's time."""
    return program.at(None)


def test_an_account_is_the_systems_word_not_the_environments(
    unloaded: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who can set an environment variable is not who they say there."""
    unloaded.ok("user", "add", "ann", "--role", "admin", "--os-user", "ann")
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "ann")
    unloaded.by("ann").refuses(1, "user", "add", "mallory", "--role", "admin")


def test_keys(unloaded: Program, tmp_path: Path) -> None:
    key, broken = tmp_path / "kay.pub", tmp_path / "broken.pub"
    key.write_text(KEY + " kay@desk\n")
    broken.write_text("ssh-ed25519 AAAA\n")
    unloaded.ok("user", "add", "kay", "--role", "operator", "--key", key)
    unloaded.refuses(1, "user", "add", "lee", "--role", "operator", "--key", key)
    unloaded.refuses(2, "user", "add", "lee", "--role", "operator", "--key", broken)
    unloaded.refuses(2, "user", "add", "lee", "--role", "operator", "--key", tmp_path / "none.pub")
    listed = unloaded.ok("user", "list").out
    assert "kay\toperator\tkey:SHA256:" in listed


@pytest.mark.parametrize("name", ["", " ", " ann", "ann ", "a\nb", "a\x1b[31m"])
def test_names_that_cannot_be(unloaded: Program, name: str) -> None:
    unloaded.refuses(2, "user", "add", name, "--role", "viewer")


def test_unknown_role(unloaded: Program) -> None:
    unloaded.refuses(2, "user", "add", "ann", "--role", "king")
    unloaded.refuses(2, "user", "add", "ann")


def test_last_admin_stays(unloaded: Program) -> None:
    unloaded.refuses(1, "user", "disable", "root")
    unloaded.ok("user", "add", "ann", "--role", "admin")
    unloaded.ok("user", "disable", "root")
    unloaded.by("ann").refuses(1, "user", "disable", "ann")
    unloaded.by("ann").refuses(2, "user", "disable", "nobody")
    unloaded.by("root").refuses(1, "user", "add", "eve", "--role", "viewer")


def test_last_admin_cannot_be_made_something_else(unloaded: Program) -> None:
    unloaded.refuses(1, "user", "add", "root", "--role", "viewer")


def test_no_people_yet(tmp_path: Path) -> None:
    """`load` and the first `user add` need no name; after that every write does."""
    program = Program(tmp_path / "fresh.db", acting=None)
    folder = Competition(units=towns(2)).write(tmp_path / "folder")
    program.ok("load", folder, "--with-clock")
    program.refuses(1, "enter", "main", Q1, "roads", "t1", "5")
    program.refuses(1, "close", "main", Q1)
    program.ok("load", folder)
    program.ok("user", "add", "ann", "--role", "admin")
    program.refuses(1, "load", folder)
    program.refuses(1, "user", "add", "bob", "--role", "viewer")
    program.by("ann").ok("user", "add", "bob", "--role", "viewer")
    assert contents(program.database) is not None


OTHER_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMBzWZ3dfrVlqwSTDgnsgc3YDgCKKOjlEqLFyTsYXYbC"


def test_admins_by_key_alone_would_shut_everybody_out(unloaded: Program, tmp_path: Path) -> None:
    """Nobody adds people over SSH, so an admin must be able to act on the machine itself."""
    key, other = tmp_path / "adm.pub", tmp_path / "other.pub"
    key.write_text(KEY + "\n")
    other.write_text(OTHER_KEY + "\n")
    refused = unloaded.refuses(1, "user", "add", "root", "--role", "admin", "--key", key)
    assert f"--os-user {account()}" in refused.complaint
    unloaded.ok("user", "add", "root", "--role", "admin", "--key", key, "--os-user", account())
    unloaded.ok("user", "add", "far", "--role", "admin", "--key", other)
    unloaded.refuses(1, "user", "disable", "root")
    unloaded.refuses(1, "user", "add", "root", "--role", "operator")
    unloaded.ok("user", "add", "near", "--role", "admin")
    unloaded.ok("user", "disable", "root")


def test_a_first_admin_by_key_alone_is_told_what_that_means(tmp_path: Path) -> None:
    program = Program(tmp_path / "new.db", now=None, acting=None)
    key = tmp_path / "adm.pub"
    key.write_text(KEY + "\n")
    added = program.ok("user", "add", "root", "--role", "admin", "--key", key)
    assert added.out.startswith("root added (admin)\n")
    assert f"--os-user {account()}" in added.out
    program.by("root").refuses(1, "user", "add", "ann", "--role", "admin")


def test_what_was_there_before_is_said(unloaded: Program, tmp_path: Path) -> None:
    unloaded.ok("user", "add", "ann", "--role", "admin")
    key, other, both = tmp_path / "kay.pub", tmp_path / "other.pub", tmp_path / "both.pub"
    key.write_text(f"# of the desk\n\n{KEY} kay@desk\n")
    other.write_text(OTHER_KEY + "\n")
    both.write_text(f"{KEY} one\n{OTHER_KEY} two\n")
    ann = unloaded.by("ann")
    assert ann.ok("user", "add", "kay", "--role", "operator", "--key", key).out == "kay added (operator)\n"
    assert ann.ok("user", "add", "kay", "--role", "reviewer").out == "kay changed (reviewer, was operator)\n"
    assert ann.ok("user", "add", "kay", "--role", "reviewer", "--key", key).out == "kay (reviewer) is unchanged\n"
    said = ann.ok("user", "add", "kay", "--role", "reviewer", "--key", other).out
    assert said.startswith("kay changed (reviewer)\n")
    assert len(re.findall(r"SHA256:\S+", said)) == 2
    ann.ok("user", "disable", "kay")
    assert "kay enabled again (reviewer)" in ann.ok("user", "add", "kay", "--role", "reviewer").out
    refused = ann.refuses(2, "user", "add", "lee", "--role", "operator", "--key", both)
    assert "one key" in refused.complaint


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--port", "0"), "from 1 to 65535"),
        (("--port", "70000"), "from 1 to 65535"),
        (("--workers", "0"), "from 1 to 64"),
        (("--per-address", "0"), "from 1 to"),
        (("--port", "x"), "from 1 to 65535"),
    ],
)
def test_the_numbers_that_are_allowed_are_said(unloaded: Program, words: tuple[str, ...], said: str) -> None:
    assert said in unloaded.refuses(2, "serve", *words).complaint


class TestOneLoginIsOnePerson:
    """F503: whoever logs in as somebody is one human being, and must not confirm what they entered as another."""

    def test_a_login_that_another_person_has_is_refused(self, unloaded: Program) -> None:
        unloaded.ok("user", "add", "ann", "--role", "operator", "--os-user", "x")
        assert "ann" in unloaded.refuses(1, "user", "add", "bob", "--role", "reviewer", "--os-user", "x").complaint
        unloaded.ok("user", "add", "bob", "--role", "reviewer", "--os-user", "y")
        unloaded.refuses(1, "user", "add", "bob", "--role", "reviewer", "--os-user", "x")
        unloaded.ok("user", "add", "ann", "--role", "reviewer", "--os-user", "x")

    def test_also_where_that_person_is_disabled_till_they_have_another(self, unloaded: Program) -> None:
        unloaded.ok("user", "add", "ann", "--role", "operator", "--os-user", "x")
        unloaded.ok("user", "disable", "ann")
        unloaded.refuses(1, "user", "add", "bob", "--role", "reviewer", "--os-user", "x")
        unloaded.ok("user", "add", "ann", "--role", "operator", "--os-user", "gone")
        unloaded.ok("user", "add", "bob", "--role", "reviewer", "--os-user", "x")

    def test_two_names_of_one_login_in_an_older_database_are_one(self, program: Program, tmp_path: Path) -> None:
        competition = Competition(series=[Series(settings={"publication": "live"})], units=towns(2))
        program.ok("load", competition.write(tmp_path / "folder"), "--with-clock")
        program.ok("user", "add", "op", "--role", "operator", "--os-user", account())
        program.ok("user", "add", "rae", "--role", "reviewer", "--os-user", "other")
        with contextlib.closing(sqlite3.connect(program.database)) as connection, connection:
            connection.execute("UPDATE person SET os_user = ? WHERE name = 'rae'", (account(),))
        program.by("op").ok("enter", "main", Q1, "roads", "t1", "80")
        assert "Town t1 in Roads" in program.by("rae").refuses(1, "confirm", "main", Q1).complaint
