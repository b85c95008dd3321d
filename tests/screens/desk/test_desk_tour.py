"""The first walk through the desk, on a sample alone."""

import dataclasses

from scoreboard.settings import Settings
from tests.screens.desk.conftest import Competition2010, DeskApp, app_of, press, settle, until


class SampleSettings(Settings):
    @property
    def is_sample(self) -> bool:
        return True


def sample_of(app: DeskApp) -> DeskApp:
    """The same desk on a contest that is only a sample."""
    workplace = app.desk.opened.workplace
    given = {
        field.name: getattr(workplace.settings, field.name) for field in dataclasses.fields(Settings) if field.init
    }
    return DeskApp(type(app.desk)(workplace.store, SampleSettings(**given)))


async def test_each_thing_that_is_tried_leads_on_to_the_next(contest: Competition2010) -> None:
    app = app_of(contest, lang="en")
    tour = app.desk.tour
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "h")
        assert not tour.bar.display, "a contest that counts has none"
    app = sample_of(app)
    tour = app.desk.tour
    told = []
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await until(pilot, lambda: tour.bar.display)
        for keys in ((*"88", "enter"), ("z",), ("ctrl+y",), ("slash",), ("escape", "f1")):
            told.append(tour.bar.text)
            before = tour.bar.text
            await press(pilot, *keys)
            await until(pilot, lambda before=before: tour.bar.text != before)  # type: ignore[misc]
        assert "that is all" in tour.bar.text
        await press(pilot, "escape", "h")
        assert not tour.bar.display
        await press(pilot, "h")
        assert tour.bar.display
    assert [text.split("  ")[0].strip() for text in told] == [f"Try it {number}/5" for number in range(1, 6)]
    assert all(len(text) < 80 for text in told)


async def test_a_reviewer_tries_what_a_reviewer_does(contest: Competition2010) -> None:
    contest.enter("甲", "key-projects", "yongnian", "88")
    app = sample_of(app_of(contest, "丙"))
    tour = app.desk.tour
    told = []
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await until(pilot, lambda: tour.bar.display)
        for keys in (("slash",), ("escape", "v"), ("q", "f1")):
            told.append(tour.bar.text)
            before = tour.bar.text
            await press(pilot, *keys)
            await until(pilot, lambda before=before: tour.bar.text != before)  # type: ignore[misc]
        assert "试完了" in tour.bar.text
    assert ["试一试 1/3" in told[0], "按 v" in told[1], "试一试 3/3" in told[2]] == [True] * 3
