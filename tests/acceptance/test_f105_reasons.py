"""F105: a reason belongs to the unit that it is about, and who lost a flag is named."""

from contextlib import closing

from scoreboard.publications.reader import PublicReader
from screens.hall.parts.hall_words import facts_of
from tests.acceptance.competition import Competition, Series, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units


def joint(opened: Opened) -> Program:
    """A flag that two units have won together."""
    program = opened(
        Competition(
            series=[Series(settings={"publication": "live", "confirm": "self", "tie": "joint"})],
            units=towns(3),
            scores=scores("main", "2031Q1", {"roads": {"t1": 90, "t2": 90, "t3": 80}}),
            veto_items=(("party", "党建"),),
        )
    )
    program.ok("close", "main", "2031Q1")
    return program


def said_in_the_hall(program: Program, lang: str) -> list[str]:
    with closing(PublicReader(program.public)) as reader:
        board = reader.board("flags/main/2031Q1")
    assert board is not None
    return facts_of(board.words.rows[0], lang)


def test_f105_a_veto_of_one_joint_holder_is_about_that_one(opened: Opened) -> None:
    program = joint(opened)
    program.ok("veto", "t1", "party", "--period", "2031Q1", "--reason", "late books")
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["outcome"], row["reason"]) == (["t2"], "first", "late books")
    assert [(one["unit"], one["outcome"], one["reason"]) for one in row["lost"]] == [("t1", "revoked", "late books")]
    sentence = "Town t1 lost it to a veto: late books"
    assert sentence in program.ok("show", "flags").out
    assert sentence in program.ok("bulletin", "main", "2031Q1").out
    assert sentence in said_in_the_hall(program, "en")
    assert "青槐乡因一票否决失旗：late books" in said_in_the_hall(program, "zh")


def test_f105_who_loses_it_last_is_named_as_well_and_each_reason_once(opened: Opened) -> None:
    program = joint(opened)
    program.ok("veto", "t1", "party", "--period", "2031Q1", "--reason", "late books")
    program.ok("veto", "t2", "party", "--period", "2031Q1", "--reason", "no books")
    row = program.flags()["roads"]
    assert (row["holders"], row["outcome"], row["reason"]) == ([], "revoked", "no books")
    assert said_in_the_hall(program, "en") == [
        "Town t1 lost it to a veto: late books",
        "Town t2 lost it to a veto: no books",
    ]


def test_f105_an_abolished_joint_holder_leaves_the_other_without_its_reason(opened: Opened) -> None:
    program = joint(opened)
    program.ok("decide", "abolition", "t2", "--on", "2031-07-01", "--reason", "merged")
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["reason"]) == (["t1"], "merged")
    sentences = ["10.00 ahead", "Town t2 was abolished: merged"]
    assert said_in_the_hall(program, "en") == sentences
    program.ok("veto", "t1", "party", "--period", "2031Q1", "--reason", "late")
    program.ok("veto", "t1", "party", "--period", "2031Q1", "--reason", "wrong unit", "--lift")
    assert said_in_the_hall(program, "en") == sentences, "a veto that is lifted is told no more"
