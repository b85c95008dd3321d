"""doctor: whether this machine is fit for a ceremony."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from zoneinfo import ZoneInfo

import click

from scoreboard.cli.documents import put_json
from scoreboard.cli.health_finding import HealthFinding
from scoreboard.cli.terminal_card import lines
from scoreboard.cli.terminal_health import look_at_terminal
from scoreboard.cli.wording import cli
from scoreboard.errors import ContestError, Refused
from scoreboard.own_folder import hindrance, open_first
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import DatabasePaths, DatabaseSide, ServerSides, Settings
from scoreboard.store.automatic_backup import folder_for, newest_backup
from scoreboard.store.database_sides import is_there, revision_at
from scoreboard.store.public.state import FileReader, how_far_behind, long_readers, sizes
from scoreboard.store.schema import REVISIONS
from scoreboard.version import full_version

PACKAGES = ("textual", "rich", "sqlmodel", "sqlalchemy", "alembic", "pillow", "pylopdf-fonts-zh-cn")
LARGE_LOG = 64 * 2**20
"""A write-ahead log of more bytes than these waits for a reader that does not end."""
WAL_RACE = ((3, 7, 0), (3, 51, 2))
"""SQLite versions with a documented race between two connections that write and checkpoint (sqlite.org/wal.html)."""


def print_report(settings: Settings, as_json: bool, glyphs: str | None = None) -> None:
    """Print what was found. Raises Refused where something is bad, Unreachable where a database may not be read.

    `glyphs` says what pictures are to be drawn with in this terminal from now on.
    """
    findings = list(examine(settings, glyphs))
    if as_json:
        put_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            mark = cli(f"doctor.{finding.state}")
            advice = f"  → {finding.advice}" if finding.advice else ""
            click.echo(f"{mark} {cli(f'doctor.name.{finding.name}')}: {finding.value}{advice}")
        if sys.stdin.isatty() and sys.stdout.isatty():
            click.echo("\n" + "\n".join(lines()))
    for path in (settings.paths.main, settings.paths.public):
        is_there(path)
    bad = [finding.name for finding in findings if finding.state == "bad"]
    if bad:
        raise Refused("doctor.bad", what=", ".join(cli(f"doctor.name.{name}") for name in bad))


def examine(settings: Settings, glyphs: str | None = None) -> Iterator[HealthFinding]:
    """Look at the terminal, the clock, the databases and the versions."""
    yield from look_at_terminal(glyphs)
    yield from _clock(settings)
    yield from _databases(settings)
    yield _backup(settings)
    yield from _files(settings)
    yield from _facts(settings)
    yield _own_folder(settings.lang)
    yield _sqlite()
    yield HealthFinding("version", "good", f"scoreboard {full_version()}")
    for package in PACKAGES:
        try:
            yield HealthFinding("version", "good", f"{package} {version(package)}")
        except PackageNotFoundError:
            yield HealthFinding("version", "bad", package, cli("doctor.advice.package"))
    yield HealthFinding("version", "good", f"python {sys.version.split()[0]}")


def _clock(settings: Settings) -> Iterator[HealthFinding]:
    zone = "UTC"
    try:
        reader = PublicReader(settings.paths.public)
        zone = reader.competition().timezone
        reader.close()
    except ContestError:
        pass
    now = datetime.now(UTC).astimezone(ZoneInfo(zone))
    yield HealthFinding(
        "clock",
        "note" if settings.now else "good",
        f"{now.isoformat(timespec='seconds')} {zone}",
        cli("doctor.advice.now", now=settings.now) if settings.now else "",
    )


def _databases(settings: Settings) -> Iterator[HealthFinding]:
    main, public = settings.paths.main, settings.paths.public
    try:
        none_yet = HealthFinding("database", "note", str(main), cli("doctor.advice.no_database"))
        yield _main(main) if is_there(main) else none_yet
    except ContestError as error:
        yield HealthFinding("database", "bad", str(main), error.sentence(settings.lang))
    try:
        reader = PublicReader(public)
        boards = len(reader.keys())
        reader.close()
        yield HealthFinding("public", "good", cli("doctor.boards", path=public, count=boards))
    except ContestError as error:
        missing = error.key == "database.no_public"
        yield HealthFinding("public", "note" if missing else "bad", str(public), error.sentence(settings.lang))
    folder = next((parent for parent in (settings.folder, *settings.folder.parents) if os.path.isdir(parent)), None)
    if folder is not None:
        free = shutil.disk_usage(folder).free // 2**20
        yield HealthFinding(
            "disk", "good" if free > 200 else "bad", f"{free} MiB", "" if free > 200 else cli("doctor.advice.disk")
        )


def _main(path: DatabaseSide) -> HealthFinding:
    """A main database by its version. Raises Unreachable for one that cannot be read."""
    found = revision_at(path)
    if found in REVISIONS:
        return HealthFinding("database", "good", f"{path} ({found})")
    advice = cli("doctor.advice.none_of_ours" if found is None else "doctor.advice.newer")
    return HealthFinding("database", "bad", f"{path} ({found or '-'})", advice)


def _files(settings: Settings) -> Iterator[HealthFinding]:
    """Whether viewers see all that is public, how large the files are, and who holds back their logs."""
    behind = how_far_behind(settings.paths)
    if behind is not None:
        advice = cli("doctor.advice.level", path=settings.paths.public) if behind else ""
        yield HealthFinding("level", "bad" if behind else "good", cli("doctor.level", count=behind), advice)
    for size in sizes(settings.paths):
        large = size.log > LARGE_LOG
        value = cli("doctor.size", path=size.path, file=mebibytes(size.file), log=mebibytes(size.log))
        yield HealthFinding("size", "note" if large else "good", value, cli("doctor.advice.log") if large else "")
    for reader in long_readers(settings.paths):
        yield HealthFinding("reader", "note", reading(reader), cli("doctor.advice.reader"))


def _backup(settings: Settings) -> HealthFinding:
    """When the database was last backed up by itself, and where to."""
    folder, newest = folder_for(settings.paths), newest_backup(settings.paths)
    if folder is None:
        on_server = isinstance(settings.paths, ServerSides)
        return HealthFinding(
            "backup", "note", "-", cli(f"doctor.advice.{'server_backups' if on_server else 'no_backups'}")
        )
    if newest is None:
        return HealthFinding("backup", "note", str(folder), cli("doctor.advice.no_backup_yet"))
    return HealthFinding("backup", "good", f"{newest.astimezone().isoformat(timespec='minutes')} {folder}")


def mebibytes(count: int) -> str:
    """A size in MiB: "0.4 MiB"."""
    return f"{count / 2**20:.1f} MiB"


def reading(reader: FileReader) -> str:
    """Who has been reading a file for long."""
    if reader.started is None:
        return cli("doctor.reader", process=reader.process, path=reader.path)
    since = datetime.fromtimestamp(reader.started).astimezone().isoformat(timespec="seconds")
    return cli("doctor.reader_since", process=reader.process, path=reader.path, since=since)


def _facts(settings: Settings) -> Iterator[HealthFinding]:
    """Whether places, totals and counts are what follows from the public facts, and the public file's are the same."""
    from scoreboard.store.follow_check import what_does_not_follow, what_viewers_read_otherwise

    wrong = what_does_not_follow(settings.paths)
    if wrong is not None:
        named = ", ".join(wrong[:3])
        yield HealthFinding(
            "facts",
            "bad" if wrong else "good",
            cli("doctor.facts_wrong", count=len(wrong), first=named) if wrong else cli("doctor.facts_follow"),
            cli("doctor.advice.facts") if wrong else "",
        )
    if wrong is not None and isinstance(settings.paths, DatabasePaths):
        altered = what_viewers_read_otherwise(settings.paths)
        told = cli("doctor.copy_wrong", count=len(altered), first=", ".join(altered[:3]))
        yield HealthFinding(
            "copy",
            "bad" if altered else "good",
            told if altered else cli("doctor.copy_same"),
            cli("doctor.advice.copy") if altered else "",
        )


def _own_folder(lang: str) -> HealthFinding:
    """Whether displays on this machine can be woken and heard; without, they only look by themselves."""
    why = hindrance(lang)
    if why:
        return HealthFinding("own_folder", "note", why, cli("doctor.advice.own_folder"))
    with open_first() as folder:
        return HealthFinding("own_folder", "good", str(folder.path))


def _sqlite() -> HealthFinding:
    racy = WAL_RACE[0] <= sqlite3.sqlite_version_info <= WAL_RACE[1]
    return HealthFinding(
        "sqlite", "note" if racy else "good", sqlite3.sqlite_version, cli("doctor.advice.sqlite") if racy else ""
    )
