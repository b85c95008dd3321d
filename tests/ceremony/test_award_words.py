"""What the announcer says as a flag is handed over: word by word, in both languages."""

from dataclasses import replace
from typing import Any

import pytest

from scoreboard.ceremony.award_words import award_sentence
from scoreboard.ceremony.read_out import Announced, Spoken
from scoreboard.enums import Outcome
from tests.publications.test_flag_row import ROW, lost

WHO = Spoken("东县", "East")
VACANT: dict[str, Any] = {"holders": (), "outcome": Outcome.VACANT, "margin": None, "margin_exact": None}
RETAINED: dict[str, Any] = {"outcome": Outcome.RETAINED, "margin": None, "margin_exact": None}


def said(section: str = "flag", *, waits: bool = False, **changes: Any) -> tuple[str, str]:
    row = replace(ROW, **changes)
    told = Announced((WHO,) if row.holders else (), row=row)
    zh, en = (award_sentence(section, name, told, lang, waits=waits) for lang, name in (("zh", "旗"), ("en", "it")))
    return zh, en


@pytest.mark.parametrize(
    ("changes", "zh", "en"),
    [
        ({}, "旗，由 **东县** 持有，领先 1.50 分。请登台领旗。", "to **East**, by 1.50 points"),
        (
            {"margin": None, "margin_exact": None},
            "旗，由 **东县** 持有。请登台领旗。",
            "to **East**. Please",
        ),
        (
            {"margin": None, "margin_exact": None, "reason": "抽*签"},
            "旗，由 **东县** 持有（抽\\*签）。请登台领旗。",
            "抽\\*签",
        ),
        (
            {"margin": None, "margin_exact": None, "reason": "tie"},
            "旗，由 **东县** 持有（同分，仍归当时得旗单位）。请登台领旗。",
            "(a tie; it stays with whom it was awarded to)",
        ),
        (RETAINED, "旗，仍由 **东县** 持有。", "stays with **East**."),
        (
            {**RETAINED, "reason": "tie"},
            "旗，仍由 **东县** 持有（挑战单位同分，原持旗单位留旗）。",
            "others tie; it stays with its holder",
        ),
        (VACANT, "旗本期空缺（无单位符合得旗条件）。", "nobody could win it"),
        ({**VACANT, "lost": (lost("revoked", "事故"),)}, "旗本期空缺（西县因一票否决失旗：事故）。", "to a veto"),
        ({**VACANT, "outcome": Outcome.REVOKED}, "旗本期空缺。", "is vacant this time."),
        ({**VACANT, "outcome": Outcome.OPEN}, "旗归谁持有，尚待裁定。", "still to be decided"),
    ],
)  # fmt: skip
def test_who_gets_a_flag_is_said_with_by_how_much_or_why(changes: dict[str, Any], zh: str, en: str) -> None:
    told = said(**changes)
    assert told[0] == zh
    assert en in told[1]


def test_what_an_earlier_period_keeps_secret_is_announced_with_it() -> None:
    open_flag = {**VACANT, "outcome": Outcome.OPEN}
    assert said(waits=True, **open_flag)[0] == "旗归谁持有，待前期揭晓时公布。"
    assert said("table_flag", waits=True, **open_flag)[0] == "旗归谁持有，待前期揭晓时公布。"


def test_a_flag_of_the_table_has_sentences_of_its_own() -> None:
    assert said("table_flag")[0] == "旗，由 **东县** 持有，总分领先 1.50 分。请登台领旗。"


def test_a_flag_of_which_there_is_no_row_is_with_whom_it_is_given_to() -> None:
    assert award_sentence("flag", "旗", Announced((WHO,)), "zh", waits=False) == "旗，由 **东县** 持有。请登台领旗。"
    assert award_sentence("flag", "旗", Announced(), "zh", waits=False) == "旗本期空缺。"


def test_several_hold_it_together() -> None:
    told = Announced((WHO, Spoken("西县", "West")), row=replace(ROW, outcome=Outcome.JOINT, margin="0.00"))
    assert award_sentence("flag", "旗", told, "zh", waits=False) == "旗，由 **东县**、**西县** 持有。请登台领旗。"
