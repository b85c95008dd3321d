"""star object, dismiss, withdraw, substitute: what is done about a nominee, with its day, reason and document."""

from collections.abc import Callable, Sequence
from typing import Any

import click

from scoreboard.cli.command import command
from scoreboard.cli.main_database import main_database
from scoreboard.cli.nominee_words import DOCUMENT, NOMINEE, ON, POST_AND_ENGLISH, SECOND, day_given, found_nominee
from scoreboard.cli.wording import LANGUAGE, Option, cli
from scoreboard.desk import objecting, putting_on_notice, withdrawing
from scoreboard.desk.nominees import day_of
from scoreboard.desk.unit_of_work import acting
from scoreboard.publications.told_nominees import notice_until, person_called
from scoreboard.settings import Settings
from scoreboard.store.finding import find_unit

Deed = Callable[..., None]
REASONED = (ON, Option(["--reason"], required=True, metavar="TEXT"), DOCUMENT, SECOND)


def _about(
    settings: Settings,
    deed: str,
    do: Deed,
    said: str,
    *,
    series: str,
    period: str,
    star_id: str,
    unit: str,
    person: str,
    on: str,
    reason: str,
    document: str,
    approved_by: Sequence[str],
) -> None:
    """Have `do` write what was done about a nominee."""
    with main_database(settings) as store, acting(store, settings, deed, series=series) as writing:
        contest, nominee = found_nominee(writing, series, period, star_id, unit, person)
        ended = notice_until(contest.competition, nominee)
        late = do is objecting.object_to and ended is not None and day_of(writing, day_given(on)) > ended
        do(writing, nominee, day_given(on), reason, document=document, approved_by=approved_by)
        name = person_called(nominee).said(LANGUAGE.get())
    click.echo(cli(said, person=name))
    if late:
        click.echo(cli("said.objected_late", person=name, ended=ended))


@command(*NOMINEE, *REASONED, deed="object", with_pin=True)
def object_(settings: Settings, **words: Any) -> None:
    _about(settings, "object", objecting.object_to, "said.objected", **words)


@command(*NOMINEE, *REASONED, deed="object", with_pin=True)
def dismiss(settings: Settings, **words: Any) -> None:
    _about(settings, "object", objecting.dismiss_objections, "said.dismissed", **words)


@command(*NOMINEE, *REASONED, deed="withdraw", with_pin=True)
def withdraw(settings: Settings, **words: Any) -> None:
    _about(settings, "withdraw", withdrawing.withdraw_nominee, "said.withdrawn", **words)


@command(
    *NOMINEE,
    Option(["--unit", "new_unit"], required=True, metavar="U"),
    Option(["--person", "new_person"], required=True, metavar="NEW"),
    *POST_AND_ENGLISH,
    ON,
    Option(["--reason"], default="", metavar="TEXT"),
    DOCUMENT,
    SECOND,
    deed="withdraw",
    with_pin=True,
)
def substitute(
    settings: Settings,
    series: str,
    period: str,
    star_id: str,
    unit: str,
    person: str,
    new_unit: str,
    new_person: str,
    post: str,
    person_en: str,
    post_en: str,
    on: str,
    reason: str,
    document: str,
    approved_by: Sequence[str],
) -> None:
    with main_database(settings) as store, acting(store, settings, "withdraw", series=series) as writing:
        contest, nominee = found_nominee(writing, series, period, star_id, unit, person)
        found = find_unit(writing.session, new_unit)
        new = withdrawing.substitute(
            writing,
            nominee,
            found,
            new_person,
            day_given(on),
            post=post,
            person_en=person_en,
            post_en=post_en,
            reason=reason,
            document=document,
            approved_by=approved_by,
        )
        assert new.notice_from is not None
        words = {name: person_called(one).said(LANGUAGE.get()) for name, one in (("person", nominee), ("new", new))}
        until = putting_on_notice.ends_on(contest, new.notice_from).isoformat()
    click.echo(cli("said.substituted", **words, until=until))
    click.echo(cli("said.substitute_uncounted", new=words["new"]))
