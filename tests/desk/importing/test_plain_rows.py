"""Rows in which nothing is odd are taken in at once: it must be what reading them cell by cell gives."""

import random
from dataclasses import replace

import pytest

from scoreboard.desk.importing.choices import SheetChoices
from scoreboard.desk.importing.comparing import compared
from scoreboard.desk.importing.names import read_names, texts_of
from scoreboard.desk.importing.plain_rows import PlainRows
from scoreboard.desk.importing.preview import Preview
from scoreboard.desk.importing.previewing import preview_chosen
from scoreboard.exchange.workbooks.raw_sheet import Flaw, FlawedCell, RawSheet
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from tests.desk.importing.test_previews import Q1, store

__all__ = ["store"]

HEADINGS = ["单位", "roads工作", "water工作", "合计", "名次"]
NAMES = ["青槐乡", "白鹭镇", "石桥乡", "槐乡", "t2", "t4", "青槐乡人民政府", "合计", "陌生镇", "备注：无", ""]
SCORES = ["88.5", "90", "57.7", "", "不参评", "甲", "250", "90分", "0"]


def a_sheet(chance: random.Random) -> tuple[RawSheet, SheetChoices]:
    """Names of whatever kind beside scores of whatever kind; here and there something has been said of them."""
    rows = [HEADINGS]
    for _ in range(chance.randrange(1, 9)):
        rows.append([chance.choice(NAMES), *chance.choices(SCORES, (5, 5, 5, 1, 1, 1, 1, 1, 1), k=2), "178.5", "1"])
        if chance.random() < 0.1:
            rows.append(HEADINGS)
        if chance.random() < 0.1:
            rows[-1] = rows[-1][:2]
    places = [(row, column) for row in range(1, len(rows)) for column in (1, 2)]
    flaws = {chance.choice(places): FlawedCell(Flaw.DATE, "3月10日")} if chance.random() < 0.2 else {}
    choices = SheetChoices()
    if chance.random() < 0.2:
        choices = choices.without([chance.choice(places)])
    if chance.random() < 0.2:
        choices = choices.scored(chance.choice(places), "66")
    if chance.random() < 0.2:
        choices = SheetChoices(rows={chance.choice(places)[0]: chance.choice(("", "t3"))}).over(choices)
    if chance.random() < 0.2:
        choices = SheetChoices(names={chance.choice(NAMES[:-1]): chance.choice(("", "t2"))}).over(choices)
    return RawSheet("Sheet1", rows, flaws), choices


def look(store: Store, sheet: RawSheet, choices: SheetChoices) -> object:
    """All that the preview of a sheet says."""
    with store.read() as session:
        contest = contest_of(session, "main", Q1)
        return told(compared(session, contest, sheet, preview_chosen(session, contest, sheet, choices)))


def told(preview: Preview) -> object:
    """A preview's words, to be compared."""
    notes = [(one.row, one.text, one.state, str(one.message)) for one in preview.rows]
    problems = [(one.row, one.column, str(one.message), one.mending, one.text, one.unit) for one in preview.problems]
    return preview.cells, notes, problems, preview.official, preview.counts, preview.ranks, preview.totals


@pytest.mark.parametrize("seed", range(60))
def test_a_row_says_the_same_at_once_as_cell_by_cell(store: Store, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    sheet, choices = a_sheet(random.Random(seed))

    at_once = look(store, sheet, choices)
    monkeypatch.setattr(PlainRows, "cells_of", lambda _self, _row: None)
    assert look(store, sheet, choices) == at_once


@pytest.mark.parametrize("names", [{"青槐乡": ""}, {"t2": "t1"}, {"青槐乡": "t2"}])
def test_what_was_said_of_a_name_goes_before_whom_it_means_by_itself(
    store: Store, monkeypatch: pytest.MonkeyPatch, names: dict[str, str]
) -> None:
    sheet, choices = (
        RawSheet("Sheet1", [HEADINGS, *([name, "1", "2", "3", "1"] for name in names)]),
        SheetChoices(names=names),
    )
    at_once = look(store, sheet, choices)
    monkeypatch.setattr(PlainRows, "cells_of", lambda _self, _row: None)
    assert look(store, sheet, choices) == at_once


def test_a_row_is_a_sum_even_where_somebody_answers_to_the_word(store: Store) -> None:
    sheet = RawSheet("Sheet1", [HEADINGS, ["合计", "1", "2", "3", "1"], ["青槐乡", "1", "2", "3", "1"]])
    with store.read() as session:
        names = read_names(session, contest_of(session, "main", Q1), texts_of(sheet))
    names = replace(names, meant={**names.meant, "合计": ("t2",)})
    rows = PlainRows(sheet, names, 0, [(1, "roads"), (2, "water")], odd=(), known=set(), chosen=(), figure=str)
    assert rows.cells_of(1) is None
    assert rows.cells_of(2) is not None


def test_most_rows_are_taken_in_at_once(store: Store) -> None:
    sheet = RawSheet("Sheet1", [HEADINGS, ["青槐乡", "1", "2", "3", "1"], ["白鹭镇", "1", "", "1", "2"]])
    with store.read() as session:
        contest = contest_of(session, "main", Q1)
        preview = preview_chosen(session, contest, sheet, SheetChoices())
        assert [(one.unit, one.area, one.new, str(one.state)) for one in preview.cells] == [
            ("t1", "roads", "1", "new"),
            ("t1", "water", "2", "new"),
            ("t2", "roads", "1", "new"),
            ("t2", "water", None, "blank"),
        ]
