"""Sending drafts back, and what a reviewer reads beside each: on real databases, by the verbs themselves."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from scoreboard.desk.confirming import CONFIRM, Scope, Seen, turn_in_portions
from scoreboard.desk.importing.choices import SheetChoices
from scoreboard.desk.reviewing import DraftSource, Review, read_review
from scoreboard.desk.sending_back import send_back, sent_back
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import BadInput, ContestError, Refused
from scoreboard.models import Series
from scoreboard.store.contest import contest_of
from scoreboard.store.finding import find_unit
from scoreboard.store.verification import verify
from screens.desk.import_desk import ImportDesk
from screens.desk.workplace import Workplace
from tests.screens.desk.conftest import Competition2010, contest, filled

__all__ = ["contest", "filled"]


def back(contest: Competition2010, unit: str, note: str, *, who: str = "丙", version: int | None = None) -> None:
    with acting(contest.store, contest.settings(who), "return", series="city") as writing:
        found = find_unit(writing.session, unit)
        send_back(writing, contest_of(writing.session, "city", "2010Q3"), "key-projects", found, note, version=version)


def standing(contest: Competition2010) -> dict[tuple[str, str, str], str]:
    with contest.store.read() as session:
        return {key: one.note for key, one in sent_back(session, ("city", "2010Q3")).items()}


def review(contest: Competition2010) -> Review:
    with contest.store.read() as session:
        return read_review(session, "city", "2010Q3")


def differing(contest: Competition2010) -> list[str]:
    """What does not follow from the journal, but the contest itself and its names, which nobody has loaded."""
    with contest.store.read() as session:
        found = verify(session, most=1000).findings
    return [one.what for one in found if one.what not in ("row_unknown", "key")]


YONGNIAN = ("key-projects", "yongnian", "")


def test_the_note_stands_until_the_score_is_entered_anew_and_in_the_journal_for_good(contest: Competition2010) -> None:
    contest.enter("甲", "key-projects", "yongnian", "92.11")
    back(contest, "yongnian", "  少了一位小数？ ")
    assert standing(contest) == {YONGNIAN: "少了一位小数？"}
    back(contest, "yongnian", "请附文件")
    assert standing(contest) == {YONGNIAN: "请附文件"}, "one note a version"
    contest.enter("甲", "key-projects", "yongnian", "92.11")
    assert standing(contest) == {}
    assert [(deed.who, deed.reason, deed.after["version"]) for deed in contest.journal("return")] == [
        ("丙", "少了一位小数？", 1),
        ("丙", "请附文件", 1),
    ]
    assert differing(contest) == []


@pytest.mark.parametrize(
    ("note", "version", "who", "why"),
    [
        ("", None, "丙", BadInput),
        (" \n", None, "丙", BadInput),
        ("x" * 201, None, "丙", BadInput),
        ("看", 2, "丙", Refused),
        ("看", None, "甲", Refused),
    ],
)
def test_what_is_not_sent_back(
    contest: Competition2010, note: str, version: int | None, who: str, why: type[ContestError]
) -> None:
    contest.enter("甲", "key-projects", "yongnian", "92.11")
    with pytest.raises(why):
        back(contest, "yongnian", note, version=version, who=who)
    assert standing(contest) == {}


def test_only_a_draft_is_sent_back(contest: Competition2010) -> None:
    with pytest.raises(Refused):
        back(contest, "yongnian", "看")
    contest.enter("甲", "key-projects", "yongnian", "92.11")
    turn_in_portions(contest.store, contest.settings("丙"), CONFIRM, "city", "2010Q3")
    with pytest.raises(Refused):
        back(contest, "yongnian", "看")


def test_what_was_sent_back_is_confirmed_only_where_it_is_meant(contest: Competition2010) -> None:
    contest.enter("甲", "key-projects", "yongnian", "92.11")
    contest.enter("甲", "key-projects", "wuan", "80")
    back(contest, "yongnian", "看")
    reviewer = contest.settings("丙")
    turned = turn_in_portions(contest.store, reviewer, CONFIRM, "city", "2010Q3", scope=Scope("key-projects"))
    seen = Seen("key-projects", "yongnian", "", 1)
    assert (turned.count, turned.sent_back) == (1, [seen])
    assert contest.value("yongnian") == (Decimal("92.11"), "draft", 1)
    with contest.store.read() as session:
        notes = {seen: sent_back(session, ("city", "2010Q3"))[YONGNIAN]}
    turned = turn_in_portions(contest.store, reviewer, CONFIRM, "city", "2010Q3", seen=[seen], notes=notes)
    assert (turned.count, turned.sent_back) == (1, [])
    assert contest.value("yongnian") == (Decimal("92.11"), "confirmed", 1)
    turn_in_portions(contest.store, reviewer, CONFIRM, "city", "2010Q3")
    assert standing(contest) == {}, "it is settled, also once it is made a draft again"
    assert differing(contest) == []


def test_what_is_sent_back_after_it_was_accepted_is_not_signed(
    contest: Competition2010, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also between the check of the whole and the writing: what the transaction finds is what counts."""
    for unit in ("yongnian", "wuan"):
        contest.enter("甲", "key-projects", unit, "90")
    seen = [Seen("key-projects", unit, "", 1) for unit in ("yongnian", "wuan")]
    reviewer = contest.settings("丙")
    back(contest, "wuan", "第一次")
    with contest.store.read() as session:
        notes = {seen[1]: sent_back(session, ("city", "2010Q3"))["key-projects", "wuan", ""]}
    back(contest, "wuan", "第二次")
    turned = turn_in_portions(contest.store, reviewer, CONFIRM, "city", "2010Q3", seen=seen[1:], notes=notes)
    assert (turned.count, turned.left, turned.sent_back) == (0, [], seen[1:]), "another note than the one that was read"
    contest.enter("甲", "key-projects", "wuan", "91")
    seen[1] = seen[1]._replace(version=2)

    def late(cells: Sequence[Seen], _: object) -> Iterator[Sequence[Seen]]:
        back(contest, "wuan", "晚到")
        yield cells

    monkeypatch.setattr("scoreboard.desk.confirming.in_portions", late)
    turned = turn_in_portions(contest.store, reviewer, CONFIRM, "city", "2010Q3", seen=seen)
    assert (turned.count, turned.left, turned.sent_back) == (1, [], seen[1:])
    assert contest.value("yongnian") == (Decimal(90), "confirmed", 1)
    assert contest.value("wuan") == (Decimal(91), "draft", 2)


def test_each_draft_stands_beside_its_source_and_the_last_period(contest: Competition2010, tmp_path: Path) -> None:
    with contest.store.transaction() as session:
        session.get_one(Series, "city").confirm = "second-person"
    contest.period_before({"yongnian": "90", "wuan": "n/a"})
    contest.enter("甲", "key-projects", "wuan", "80")
    sheet = tmp_path / "三季度.csv"
    sheet.write_text("单位,重点项目建设\n永年县,92.5\n", encoding="utf-8")
    desk = ImportDesk(Workplace(contest.store, contest.settings("甲"), "city", "2010Q3"))
    (table,) = desk.tables(sheet)
    desk.save(table, desk.preview(table, SheetChoices()), SheetChoices())
    back(contest, "wuan", "看")
    found = review(contest)
    assert found.before is not None
    assert found.before.name == "第二季度"
    yongnian, wuan = found.drafts
    assert (yongnian.text, yongnian.before, yongnian.difference) == ("92.50", "90.00", Decimal("2.5"))
    assert yongnian.source == DraftSource("三季度.csv", "", "B2")
    assert (yongnian.entered_by, yongnian.unproved, yongnian.back) == ("甲", True, None)
    assert (wuan.text, wuan.before, wuan.difference, wuan.source) == ("80.00", "n/a", None, None)
    assert wuan.back is not None
    assert wuan.back[:3] == (1, "看", "丙")
    contest.enter("甲", "key-projects", "yongnian", "93")
    (yongnian, _) = review(contest).drafts
    assert (yongnian.version, yongnian.source) == (2, None), "the sheet did not say that"
    with contest.store.read() as session:
        only = read_review(session, "city", "2010Q3", [("key-projects", "wuan")])
    assert [one.unit for one in only.drafts] == ["wuan"]


def test_of_judges_the_last_period_is_what_their_marks_came_to(contest: Competition2010) -> None:
    with contest.store.transaction() as session:
        session.get_one(Series, "city").judges = "mean"
    contest.period_before({"yongnian": "90"}, judge="评一")
    contest.period_before({"yongnian": "80"}, judge="评二")
    contest.enter("甲", "key-projects", "yongnian", "85", judge="评二")
    (draft,) = review(contest).drafts
    assert (draft.judge, draft.before) == ("评二", "85.00")
