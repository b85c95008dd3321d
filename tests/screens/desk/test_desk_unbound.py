"""A series that wants two bound people, and somebody at the desk who is bound to nothing (F513, F514)."""

import getpass

import pytest
from sqlmodel import col, select
from textual import events

from scoreboard.desk.people import add_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.models import Score
from screens.widgets.bars import Bar, MessageBar
from tests.pins import cheap_pins, give_pin
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, press, settle, until
from tests.screens.desk.test_desk_importing import counts, preview_screen

__all__ = ["cheap_pins"]


@pytest.fixture
def contest(tmp_path_factory: pytest.TempPathFactory) -> Competition2010:
    competition = Competition2010(tmp_path_factory.mktemp("unbound"))
    competition.fill(confirm="second-person")
    with acting(competition.store, competition.settings("管"), "add people") as writing:
        add_person(writing, "绑", "reviewer", os_user="nobody-else")  # the test's own account is free again
    return competition


def bind(contest: Competition2010, name: str) -> None:
    with acting(contest.store, contest.settings("管"), "add people") as writing:
        add_person(writing, name, "operator", os_user=getpass.getuser())


def said(app: DeskApp) -> str:
    return app.desk.query_one("#message", MessageBar).text


def entered(contest: Competition2010) -> list[tuple[str | None, bool, int]]:
    with contest.store.read() as session:
        rows = session.exec(select(Score).order_by(col(Score.area_id), col(Score.unit_id)))
        return [(row.entered_by, row.entered_bound, row.version) for row in rows]


async def test_f514_it_is_said_at_the_start_and_with_each_score_that_nobody_could_confirm_it(
    contest: Competition2010,
) -> None:
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "未绑定身份" in app.desk.query_one("#contest", Bar).text
        await until(pilot, lambda: "不能确认" in said(app))
        for key in "8", "4", "full_stop", "3":
            await press(pilot, key)
            assert "不能确认" in said(app)
            assert "scoreboard user add 甲 --role operator --os-user" in said(app)
        await press(pilot, "enter", "8")
        assert "不能确认" in said(app)
        bind(contest, "甲")
        await press(pilot, "escape")
        await press(pilot, "7", "escape")
    assert len(entered(contest)) == 1


async def test_a_pin_that_was_set_meanwhile_is_noticed_and_asked_for(
    contest: Competition2010, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.desk.desk.UNBOUND_SECONDS", 0.1)
    app = app_of(contest)
    async with app.run_test(size=(120, 34)) as pilot:
        await until(pilot, lambda: "没有绑定身份" in said(app))
        with acting(contest.store, contest.settings("管"), "add people") as writing:
            give_pin(writing, "甲", "246813")
        await until(pilot, lambda: "请按 w 选 甲，输入个人密码" in said(app))


async def test_a_sheet_that_nobody_could_confirm_says_so_once_it_is_saved(contest: Competition2010) -> None:
    app = app_of(contest)
    async with app.run_test(size=(200, 34)) as pilot:
        await settle(pilot)
        app.desk.grid.post_message(events.Paste("84.3\n80"))
        await settle(pilot)
        await press(pilot, "s")
        await until(pilot, lambda: "2" in said(app) and "不能确认" in said(app))
    assert len(entered(contest)) == 2


async def test_nothing_of_the_kind_is_said_of_a_bound_person_or_where_one_person_is_enough(
    contest: Competition2010, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bind(contest, "甲")
    other = Competition2010(tmp_path_factory.mktemp("self"))
    other.fill()
    for app in app_of(contest), app_of(other):
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await press(pilot, "8")
            assert "未绑定" not in app.desk.query_one("#contest", Bar).text
            assert "不能确认" not in said(app)


async def test_f513_the_same_score_by_somebody_who_is_bound_now_is_a_new_version_of_theirs(
    contest: Competition2010,
) -> None:
    contest.enter("甲", "key-projects", "yongnian", "84.3")
    bind(contest, "甲")
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *"84.30", "enter")
        assert entered(contest) == [("甲", True, 2)]
        await press(pilot, "up", *"84.30", "enter")
        assert entered(contest) == [("甲", True, 2)], "once is enough"


async def test_f513_a_pasted_block_enters_the_same_scores_again(contest: Competition2010) -> None:
    contest.enter("甲", "key-projects", "yongnian", "84.3")
    contest.enter("甲", "key-projects", "wuan", "80")
    bind(contest, "甲")
    app = app_of(contest)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.desk.grid.post_message(events.Paste("84.3\n80"))
        await settle(pilot)
        assert "改动 0" in counts(app)
        assert "重录 2" in counts(app)
        assert any("重录" in row.cells for row in preview_screen(app).rows.rows)
        await press(pilot, "s")
    assert entered(contest) == [("甲", True, 2), ("甲", True, 2)]


async def test_who_enters_nothing_is_told_of_signing_and_not_of_scores_of_theirs(contest: Competition2010) -> None:
    app = app_of(contest, "丙")
    async with app.run_test(size=(120, 34)) as pilot:
        await until(pilot, lambda: "没有绑定身份" in said(app))
        assert "所录" not in said(app)
        assert "须由两名能证明身份的人确认" in said(app)
