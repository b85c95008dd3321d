"""star nominate, count, confirm, unconfirm, notice, object, dismiss, withdraw, substitute, elect, unelect, status."""

import re
from collections.abc import Sequence

import click

from scoreboard.cli.command import command
from scoreboard.cli.documents import put_json
from scoreboard.cli.main_database import main_database, main_database_to_read
from scoreboard.cli.nominee_deeds import dismiss, object_, substitute, withdraw
from scoreboard.cli.nominee_words import (
    ANY_STAR,
    CONTEST,
    NOMINEE,
    POST_AND_ENGLISH,
    SECOND,
    day_given,
    found_nominee,
    people_named,
    star_called,
)
from scoreboard.cli.pin_input import proved
from scoreboard.cli.pin_option import PinOption
from scoreboard.cli.program import CommandGroup
from scoreboard.cli.star_status import star_status
from scoreboard.cli.tables import table_text
from scoreboard.cli.wording import LANGUAGE, Option, cli
from scoreboard.desk import counting, electing, putting_on_notice, unelecting
from scoreboard.desk import nominating as nominations
from scoreboard.desk.closed_year import told_of_star
from scoreboard.desk.nominees import day_of, star_of, stars_of
from scoreboard.desk.unbound import why_unbound
from scoreboard.desk.unit_of_work import acting, known, zone_of
from scoreboard.enums import NomineeStatus
from scoreboard.errors import BadInput
from scoreboard.publications.kinds.stars import StarsBoard
from scoreboard.publications.names import named
from scoreboard.publications.questions import Edition
from scoreboard.publications.shown import ShownBoard
from scoreboard.publications.told_nominees import COUNTS, person_called
from scoreboard.rules.scores import plain_figures
from scoreboard.settings import Settings, parse_day
from scoreboard.store.contest import contest_of
from scoreboard.store.finding import find_unit
from scoreboard.wire import from_json

FOUR_NUMBERS = re.compile(r"\s*[0-9]{1,9}\s*([,，]\s*[0-9]{1,9}\s*){3}", re.ASCII)


@command(*NOMINEE, *POST_AND_ENGLISH, SECOND, PinOption(), deed="nominate")
def nominate(
    settings: Settings,
    series: str,
    period: str,
    star_id: str,
    unit: str,
    person: str,
    post: str,
    person_en: str,
    post_en: str,
    approved_by: Sequence[str],
    pin: str | None,
) -> None:
    with (
        main_database(settings) as store,
        acting(store, proved(store, settings, pin), "nominate", series=series) as writing,
    ):
        contest = contest_of(writing.session, series, period)
        found = find_unit(writing.session, unit)
        about = (contest.period.id, star_id, found, person, post)
        nominations.nominate(
            writing,
            *about,
            person_en=person_en,
            post_en=post_en,
            series=contest.series.id,
            approved_by=approved_by,
        )
        star = star_called(star_of(writing.session, star_id))
        note = told_of_star(writing.session, contest.series.id, settings.lang)
    click.echo(cli("said.nominated", person=person, star=star))
    if note:
        click.echo(note, err=True)


@command(
    *NOMINEE,
    Option(["--members"], metavar="I,R,V,F"),
    Option(["--masses"], metavar="I,R,V,F"),
    SECOND,
    PinOption(),
    deed="nominate",
)
def count(
    settings: Settings,
    series: str,
    period: str,
    star_id: str,
    unit: str,
    person: str,
    members: str | None,
    masses: str | None,
    approved_by: Sequence[str],
    pin: str | None,
) -> None:
    with (
        main_database(settings) as store,
        acting(store, proved(store, settings, pin), "nominate", series=series) as writing,
    ):
        contest, nominee = found_nominee(writing, series, period, star_id, unit, person)
        assert nominee.id is not None
        counts = {**_counts("members", members), **_counts("masses", masses)}
        if not counts:
            raise BadInput("nominating.no_counts")
        counting.count_ballots(writing, nominee.id, counts, nominee.version, approved_by=approved_by)
        told = star_status(writing.session, contest, None, writing.now)
        row = next(row for row in told["rows"] if row["id"] == nominee.id)
        note = told_of_star(writing.session, contest.series.id, settings.lang)
        unbound = None if row["confirmed"] else why_unbound(contest, writing.by)
    result = row["result"] or cli(f"star_status.{row['status']}")
    click.echo(cli("said.counted" if row["confirmed"] else "said.counted_draft", person=row["person"], result=result))
    if note:
        click.echo(note, err=True)
    if unbound is not None:
        click.echo(unbound.sentence(LANGUAGE.get()), err=True)


def _counts(group: str, given: str | None) -> dict[str, int | None]:
    """The counts of a group by their fields. Raises BadInput for what are not four whole numbers."""
    if given is None:
        return {}
    plain = plain_figures(given).replace("、", ",")
    if not FOUR_NUMBERS.fullmatch(plain):
        raise BadInput("nominating.four", group=group, given=given)
    numbers = [int(number) for number in plain.split(",")]
    return {f"{group}_{name}": number for name, number in zip(COUNTS, numbers, strict=True)}


@command(*CONTEST, ANY_STAR, Option(["--on"], metavar="DATE"), SECOND, PinOption(), deed="confirm")
def confirm(
    settings: Settings,
    series: str,
    period: str,
    star_id: str | None,
    on: str | None,
    approved_by: Sequence[str],
    pin: str | None,
) -> None:
    with (
        main_database(settings) as store,
        acting(store, proved(store, settings, pin), "confirm", series=series) as writing,
    ):
        contest = contest_of(writing.session, series, period)
        day_of(writing, day_given(on))
        people = counting.confirm_counts(writing, contest, stars_of(writing.session, star_id), approved_by=approved_by)
        named = people_named(people)
    click.echo(cli("said.counts_confirmed", count=len(people), people=named))


FROM = Option(["--from", "begins"], required=True, metavar="DATE")


@command(*CONTEST, ANY_STAR, FROM, SECOND, PinOption(), deed="notice")
def notice(
    settings: Settings,
    series: str,
    period: str,
    star_id: str | None,
    begins: str,
    approved_by: Sequence[str],
    pin: str | None,
) -> None:
    with (
        main_database(settings) as store,
        acting(store, proved(store, settings, pin), "notice", series=series) as writing,
    ):
        contest = contest_of(writing.session, series, period)
        stars, day = stars_of(writing.session, star_id), parse_day(begins)
        people = putting_on_notice.put_on_notice(writing, contest, stars, day, approved_by=approved_by)
        until = putting_on_notice.ends_on(contest, day).isoformat()
        named = people_named(people)
    said = "said.on_notice" if people else "said.on_notice_already"
    click.echo(cli(said, count=len(people), people=named, until=until))


@command(*NOMINEE, SECOND, PinOption(), deed="unconfirm")
def unconfirm(
    settings: Settings,
    series: str,
    period: str,
    star_id: str,
    unit: str,
    person: str,
    approved_by: Sequence[str],
    pin: str | None,
) -> None:
    with (
        main_database(settings) as store,
        acting(store, proved(store, settings, pin), "unconfirm", series=series) as writing,
    ):
        _, nominee = found_nominee(writing, series, period, star_id, unit, person)
        assert nominee.id is not None
        counting.unconfirm_count(writing, nominee.id, nominee.version, approved_by=approved_by)
        name = nominee.person
    click.echo(cli("said.count_unconfirmed", person=name))


@command(*CONTEST, ANY_STAR, Option(["--on"], metavar="DATE"), SECOND, PinOption(), deed="elect")
def elect(
    settings: Settings,
    series: str,
    period: str,
    star_id: str | None,
    on: str | None,
    approved_by: Sequence[str],
    pin: str | None,
) -> None:
    with (
        main_database(settings) as store,
        acting(store, proved(store, settings, pin), "elect", series=series) as writing,
    ):
        contest, session = contest_of(writing.session, series, period), writing.session
        elections = electing.elect_stars(
            writing, contest, stars_of(session, star_id), day_given(on), approved_by=approved_by
        )
        lines = [line for election in elections for line in _told(election)]
    for line in lines:
        click.echo(line)


@command(
    *NOMINEE,
    Option(["--on"], metavar="DATE"),
    Option(["--reason"], required=True, metavar="TEXT"),
    PinOption(),
    deed="elect",
)
def unelect(
    settings: Settings,
    series: str,
    period: str,
    star_id: str,
    unit: str,
    person: str,
    on: str | None,
    reason: str,
    pin: str | None,
) -> None:
    with (
        main_database(settings) as store,
        acting(store, proved(store, settings, pin), "elect", series=series) as writing,
    ):
        _, nominee = found_nominee(writing, series, period, star_id, unit, person)
        unelecting.take_back_election(writing, nominee, day_given(on), reason)
        name = person_called(nominee).said(LANGUAGE.get())
    click.echo(cli("said.unelected", person=name))


def _told(election: electing.StarElection) -> list[str]:
    """What became of a star: who is elected, who waits, how many places are left."""
    star, outcome = star_called(election.star), election.outcome
    elected = [one for one in election.nominees.values() if one.status == NomineeStatus.CONFIRMED]
    waiting = election.people((*outcome.held, *outcome.tied))
    told = [cli("said.elected", star=star, people=people_named(elected))]
    told += [cli("said.waiting", star=star, people=people_named(waiting))] if waiting else []
    told += [cli("said.vacant_places", star=star, count=outcome.vacant)] if outcome.vacant else []
    uncounted = election.uncounted
    told += [cli("said.uncounted", star=star, people=people_named(uncounted))] if uncounted else []
    return told


@command(*CONTEST, ANY_STAR, Option(["--format", "form"], type=click.Choice(["table", "json"]), default="table"))
def status(settings: Settings, series: str, period: str, star_id: str | None, form: str) -> None:
    with main_database_to_read(settings) as session:
        inside = settings.acting is not None
        if inside:
            known(session, settings, "read all", series=series)
        contest = contest_of(session, series, period)
        star = None if star_id is None else star_of(session, star_id)
        told = star_status(session, contest, star, settings.moment(zone_of(session)), inside=inside)
        series_name = named(contest.series.name, contest.series.name_en, settings.lang)
    if form == "json":
        put_json(told)
        return
    shown = ShownBoard(from_json(StarsBoard, {**told, "series": series_name}), Edition(None, None))
    click.echo(table_text(shown, settings.lang), nl=False)
    if not inside:
        click.echo(cli("said.public_only"), err=True)


star = CommandGroup(
    "star",
    commands={
        one.name or "": one
        for one in (
            *(nominate, count, confirm, unconfirm, notice, object_, dismiss, withdraw, substitute),
            *(elect, unelect, status),
        )
    },
)
