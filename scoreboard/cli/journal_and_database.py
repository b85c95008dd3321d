"""journal, doctor, db."""

import json
import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import click
from sqlmodel import Session, col, func, select

from scoreboard.cli.command import argument, command
from scoreboard.cli.documents import put_json
from scoreboard.cli.main_database import main_database, main_database_to_read
from scoreboard.cli.program import CommandGroup
from scoreboard.cli.wording import Option, cli
from scoreboard.desk.auditing import unseen_by, without_unseen
from scoreboard.desk.deed_words import JournalNames, deed_called, journal_names
from scoreboard.desk.levels import seen_by
from scoreboard.desk.unit_of_work import known, zone_of
from scoreboard.errors import BadInput, Refused
from scoreboard.models import JournalEntry
from scoreboard.settings import DatabasePaths, Settings, database_sides
from scoreboard.store.chain import GENESIS, head_of

SHORTEST_HEAD = 16
"""How many digits of a head must be given at least."""
A_MOMENT = timedelta(seconds=2)
"""How far a deed's time may be from the machine's before the journal is printed with both."""


@command(
    Option(["--verify"], is_flag=True),
    Option(["--head"], metavar="HASH"),
    Option(["--number"], type=int, metavar="N"),
    Option(["--format", "form"], type=click.Choice(["table", "json"]), default="table"),
)
def journal(settings: Settings, verify: bool, head: str | None, number: int | None, form: str) -> None:
    noted = None if head is None else _noted(head, verify=verify)
    with main_database_to_read(settings) as session:
        seen: frozenset[str] | None = frozenset()
        if settings.acting is not None:
            seen = seen_by(session, known(session, settings, "read all", anywhere=True))
        if verify:
            _verify(session, noted, settings, openly=seen is None)
            return
        count, last = session.exec(select(func.count()).select_from(JournalEntry)).one(), head_of(session)
        query = select(JournalEntry).order_by(col(JournalEntry.sequence))
        entries = session.exec(query if number is None else query.offset(max(0, count - number)))
        unseen = unseen_by(session, seen, settings.acting)
        rows = [without_unseen(row.model_dump(), unseen) for row in entries]
        zone = zone_of(session)
        names = journal_names(session, settings.lang, settings.moment(zone))
    if form == "json":
        _print_json(rows, zone)
    else:
        _print_table(rows, zone, names)
    if form == "table":
        click.echo(cli("said.head", hash=last.hash, count=count))


def _noted(head: str, *, verify: bool) -> str:
    """A head as somebody has noted it, whole or how it begins. Raises BadInput for none, and without `verify`."""
    if not verify:
        raise BadInput("journal.head_alone")
    noted = "".join(head.split()).casefold()
    if not re.fullmatch(f"[0-9a-f]{{{SHORTEST_HEAD},{len(GENESIS)}}}", noted):
        raise BadInput("journal.head", head=head, least=SHORTEST_HEAD)
    return noted


def _verify(session: Session, head: str | None, settings: Settings, *, openly: bool) -> None:
    """Say that all is whole; else name what is not, on stderr, the first of it last and with what to do.

    Scores that may be sealed are told `openly` to who may see all of them (S13).
    """
    from scoreboard.store.verification import verify

    verdict = verify(session, head)
    if not verdict.wrong:
        click.echo(cli("said.sound"))
        click.echo(cli("said.head", hash=verdict.head, count=verdict.count))
        return
    first, *others = (finding.sentence(settings.lang, openly=openly) for finding in verdict.findings)
    for sentence in others:
        click.echo(sentence, err=True)
    if verdict.wrong > len(verdict.findings):
        click.echo(cli("said.more_findings", count=verdict.wrong - len(verdict.findings)), err=True)
    raise Refused("journal.unsound", count=verdict.wrong, first=first)


def _print_json(rows: list[dict[str, Any]], zone: str) -> None:
    entries = [{**row, **{name: _iso(row[name], zone) for name in ("at", "machine_at")}} for row in rows]
    put_json(entries)


def _print_table(rows: list[dict[str, Any]], zone: str, names: JournalNames) -> None:
    for row in rows:
        at = _clock(row["at"], zone)
        if row["machine_at"] is not None and abs(row["machine_at"] - row["at"]) >= A_MOMENT:
            at = cli("said.journal_clock", at=at, machine=_clock(row["machine_at"], zone))
        before, after = (_words(names.said(row[name])) for name in ("before", "after"))
        change = after if row["before"] is None else f"{before} -> {after}"
        deed, subject = deed_called(row["action"], names.lang), names.subject(row["action"], row["subject"])
        parts = [str(row["sequence"]), at, f"{row['who']} ({row['proof']})", deed, subject, change]
        click.echo("\t".join(parts + ([row["reason"]] if row["reason"] else [])))


def _iso(moment: datetime | None, zone: str) -> str | None:
    return None if moment is None else moment.astimezone(ZoneInfo(zone)).isoformat()


def _clock(moment: datetime, zone: str) -> str:
    return moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M:%S")


def _words(value: object) -> str:
    return "-" if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@command(
    Option(["--json", "as_json"], is_flag=True),
    Option(["--glyphs"], type=click.Choice(["auto", "half-blocks", "sextants", "octants", "spaces"])),
)
def doctor(settings: Settings, as_json: bool, glyphs: str | None) -> None:
    from scoreboard.cli.health import print_report

    print_report(settings, as_json, glyphs)


@command()
def upgrade(settings: Settings) -> None:
    from scoreboard.store.follow_check import made_level, reckon_anew

    machine = replace(settings, now=None)  # nothing is dated by making tables
    with main_database(machine, create=True) as store:
        path = store.paths.main
        wrong, altered = reckon_anew(store), made_level(store.paths)
    if wrong:
        click.echo(cli("said.reckoned_anew", count=wrong))
    if altered:
        click.echo(cli("said.made_level", path=settings.paths.public, count=len(altered), first=", ".join(altered[:3])))
    _print_version(settings, str(path))


@command()
def status(settings: Settings) -> None:
    from scoreboard.store.follow_check import what_does_not_follow, what_viewers_read_otherwise

    _print_version(settings, str(settings.paths.main))
    _print_files(settings)
    wrong = what_does_not_follow(settings.paths)
    if wrong:
        raise Refused(
            "database.does_not_follow", path=settings.paths.main, count=len(wrong), first=", ".join(wrong[:3])
        )
    altered = what_viewers_read_otherwise(settings.paths)
    if altered:
        first = ", ".join(altered[:3])
        raise Refused("database.public_otherwise", path=settings.paths.public, count=len(altered), first=first)


def _print_files(settings: Settings) -> None:
    """How far viewers are behind, how large the files are, and who has been reading them for long."""
    from scoreboard.cli.health import mebibytes, reading
    from scoreboard.store.public.state import how_far_behind, long_readers, sizes

    for size in sizes(settings.paths):
        click.echo(cli("doctor.size", path=size.path, file=mebibytes(size.file), log=mebibytes(size.log)))
    behind = how_far_behind(settings.paths)
    if behind is not None:
        click.echo(cli("doctor.level", count=behind))
    for reader in long_readers(settings.paths):
        click.echo(reading(reader))


def _print_version(settings: Settings, path: str) -> None:
    from scoreboard.store.database_sides import is_there, revision_at
    from scoreboard.store.schema import REVISIONS

    found = revision_at(settings.paths.main) if is_there(settings.paths.main) else None
    click.echo(cli("said.database_at", path=path, found=found or cli("said.database_none"), wanted=REVISIONS[-1]))


@command(Option(["--apply", "really"], is_flag=True))
def roles(settings: Settings, really: bool) -> None:
    if isinstance(settings.paths, DatabasePaths):
        raise BadInput("database.no_roles", path=settings.paths.main)
    from scoreboard.store.server.roles import apply_roles  # its driver takes long to import

    for statement in apply_roles(settings.paths.main, really=really):
        click.echo(f"{statement};")
    if really:
        click.echo(cli("said.roles_applied"), err=True)


@command(argument("source"), argument("target"))
def copy(settings: Settings, source: str, target: str) -> None:
    from scoreboard.store.copying import copy_database

    done = copy_database(database_sides(source), database_sides(target))
    head = {"count": done.head.count, "head": done.head.hash}
    click.echo(cli("said.database_copied", rows=done.rows, tables=done.tables, **head))


db = CommandGroup("db", commands={c.name or "": c for c in (upgrade, status, roles, copy)})
