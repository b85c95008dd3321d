"""doctor: whether this machine is fit for a ceremony."""

import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from scoreboard.cli.glyphs import measured_widths
from scoreboard.cli.wording import cli
from scoreboard.errors import ContestError, Refused
from scoreboard.own_folder import hindrance, open_first
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from scoreboard.store.access import is_there
from scoreboard.store.public.state import FileReader, how_far_behind, long_readers, sizes
from scoreboard.store.schema import REVISIONS, stored_revision
from scoreboard.version import full_version

PACKAGES = ("textual", "rich", "sqlmodel", "sqlalchemy", "alembic", "pillow", "pylopdf-fonts-zh-cn")
LARGE_LOG = 64 * 2**20
"""A write-ahead log of more bytes than these waits for a reader that does not end."""
WAL_RACE = ((3, 7, 0), (3, 51, 2))
"""SQLite versions with a documented race between two connections that write and checkpoint (sqlite.org/wal.html)."""


@dataclass(frozen=True)
class HealthFinding:
    """One thing that was looked at: `state` is "good", "note" or "bad"."""

    name: str
    state: str
    value: str
    advice: str = ""


def print_report(settings: Settings, as_json: bool) -> None:
    """Print what was found. Raises Refused where something is bad, Unreachable where a database may not be read."""
    findings = list(examine(settings))
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            mark = cli(f"doctor.{finding.state}")
            advice = f"  → {finding.advice}" if finding.advice else ""
            click.echo(f"{mark} {cli(f'doctor.name.{finding.name}')}: {finding.value}{advice}")
    for path in (settings.paths.main, settings.paths.public):
        is_there(path)
    bad = [finding.name for finding in findings if finding.state == "bad"]
    if bad:
        raise Refused("doctor.bad", what=", ".join(cli(f"doctor.name.{name}") for name in bad))


def examine(settings: Settings) -> Iterator[HealthFinding]:
    """Look at the terminal, the glyphs, the clock, the databases and the versions."""
    yield from _terminal()
    yield from _clock(settings)
    yield from _databases(settings)
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


def _terminal() -> Iterator[HealthFinding]:
    size = shutil.get_terminal_size()
    encoding = (sys.stdout.encoding or "").lower()
    yield HealthFinding(
        "encoding",
        "good" if encoding.replace("-", "") == "utf8" else "bad",
        encoding or "?",
        "" if encoding.replace("-", "") == "utf8" else cli("doctor.advice.encoding"),
    )
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield HealthFinding("terminal", "note", cli("doctor.no_terminal"))
        return
    small = size.columns < 80 or size.lines < 24
    place = f"{os.environ.get('TERM', '?')} {size.columns}x{size.lines}"
    yield HealthFinding("terminal", "note" if small else "good", place, cli("doctor.advice.small") if small else "")
    truecolor = os.environ.get("COLORTERM", "") in ("truecolor", "24bit")
    yield HealthFinding(
        "colours",
        "good" if truecolor else "note",
        os.environ.get("COLORTERM") or "-",
        "" if truecolor else cli("doctor.advice.colours"),
    )
    widths = measured_widths()
    if widths is None:
        yield HealthFinding("glyphs", "note", cli("doctor.glyphs_unknown"))
        return
    wide = [glyph for glyph, width in widths.items() if width != 1 and glyph != "永"]
    hanzi = widths.get("永") == 2
    fit = hanzi and not wide
    yield HealthFinding(
        "glyphs",
        "good" if fit else "bad",
        " ".join(f"{glyph}{width}" for glyph, width in widths.items()),
        "" if fit else cli("doctor.advice.glyphs"),
    )


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
    folder = next((parent for parent in main.parents if os.path.isdir(parent)), None)
    if folder is not None:
        free = shutil.disk_usage(folder).free // 2**20
        yield HealthFinding(
            "disk", "good" if free > 200 else "bad", f"{free} MiB", "" if free > 200 else cli("doctor.advice.disk")
        )


def _main(path: Path) -> HealthFinding:
    """A main database by its version. Raises Unreachable for one that cannot be read."""
    found = stored_revision(path)
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
    """Whether places, totals and counts are what follows from the public facts."""
    from scoreboard.store.follow_check import what_does_not_follow

    wrong = what_does_not_follow(settings.paths)
    if wrong is not None:
        named = ", ".join(wrong[:3])
        yield HealthFinding(
            "facts",
            "bad" if wrong else "good",
            cli("doctor.facts_wrong", count=len(wrong), first=named) if wrong else cli("doctor.facts_follow"),
            cli("doctor.advice.facts") if wrong else "",
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
