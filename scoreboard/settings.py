"""What a command is told by its options and its environment, and what follows from that."""

import os
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from scoreboard.errors import BadInput
from scoreboard.file_owner import forbidden

PUBLIC_SUFFIX = "-public"
LONGEST_BESIDE = "-journal"
"""The longest that SQLite adds to a database's name for what it keeps beside it."""
_PASSWORD = re.compile(r"(://[^/?@:]*):([^/?@]*)(?=@)")
_PASSWORD_ASKED = re.compile(r"([?&])password=([^&]*)(&|$)")
"""A password among what a URL asks for; what follows it goes on where it stood."""
_USER = re.compile(r"://[^/?@]*@")
SERVER_URLS = ("postgresql+psycopg://", "postgresql://")
YEARS = range(1900, 2200)
"""The years that a date or a time may be of, here as in a competition folder."""


@dataclass(frozen=True)
class DatabasePaths:
    """The main file, which only staff open, and the public one beside it, which is all that viewers open."""

    main: Path
    public: Path


@dataclass(frozen=True)
class ServerSide:
    """One side of a database on a PostgreSQL server, by its URL without a password."""

    url: str

    def __str__(self) -> str:
        return self.url


@dataclass(frozen=True)
class ServerSides:
    """A database on a PostgreSQL server: all of it for staff, and its public schema for viewers."""

    main: ServerSide
    public: ServerSide


DatabaseSide = Path | ServerSide
"""Where one side of a database is: a file, or on a server."""
DatabaseSides = DatabasePaths | ServerSides


@dataclass(frozen=True)
class Settings:
    """The options that every command has."""

    database: str | None = None
    lang: str = "zh"
    now: str | None = None
    acting: str | None = None
    """The name given by ``--as``."""
    proof: str | None = None
    """A key's fingerprint where a server has proved one; None for a local command."""
    origin: str | None = None
    """The network address that a proved key came from."""
    second: str | None = None
    """The language that a hall shows beside the first, as a note."""
    theme: str | None = None
    """The colours that a screen is asked to be shown in, by name; None for the usual ones."""
    by_pin: bool = False
    """Whether whoever acts has proved themselves by their PIN, and by nothing else, for what is done with these."""
    paths: DatabaseSides = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "paths", database_sides(self.database))

    @property
    def files(self) -> DatabasePaths:
        """The database's files. Raises BadInput for one on a server, which has none here."""
        if isinstance(self.paths, ServerSides):
            raise BadInput("database.no_files", path=self.paths.main)
        return self.paths

    @property
    def folder(self) -> Path:
        """The folder on this machine for what lies beside the database."""
        return folder_of(self.paths.main)

    @property
    def names_database(self) -> bool:
        """Whether an option or the environment says which database is meant."""
        return bool(self.database or os.environ.get("SCOREBOARD_DATABASE"))

    @property
    def sets_clock(self) -> bool:
        """Whether they say what time it is, rather than the machine."""
        return self.now is not None

    @property
    def is_sample(self) -> bool:
        """Whether what they name is there to be tried, and nothing done to it counts."""
        return False

    def moment(self, zone: str) -> datetime:
        """Now, or the time that ``--now`` says, on the clock of `zone`; without an offset that is meant there."""
        moment = datetime.now(UTC) if self.now is None else parse_moment(self.now, zone)
        return moment.astimezone(ZoneInfo(zone))


def database_sides(database: str | None) -> DatabaseSides:
    """What a ``--database`` value means: a database on a PostgreSQL server, or files as `database_paths` finds them.

    Raises BadInput for another kind of URL and for a folder that holds no database or several.
    """
    given = _given(database)
    if given.startswith(SERVER_URLS):
        return ServerSides(server_side(given), server_side(given))
    return database_paths(given)


def server_side(url: str) -> ServerSide:
    """A server's database; a password in its URL goes where the driver looks for it and is written down nowhere."""
    named = _PASSWORD.search(url) or _PASSWORD_ASKED.search(url)
    if named is not None:
        os.environ["PGPASSWORD"] = unquote(named[2])
    return ServerSide(_PASSWORD_ASKED.sub(lambda asked: asked[1] if asked[3] else "", _PASSWORD.sub(r"\1", url)))


def database_side(word: str) -> DatabaseSide:
    """A side of a database by the word for it that a process was told."""
    return server_side(word) if word.startswith(SERVER_URLS) else Path(word)


def folder_of(side: DatabaseSide) -> Path:
    """The folder on this machine for what lies beside a database: its own, or for one on a server the user's."""
    return side.parent if isinstance(side, Path) else default_database().parent


def stem_of(side: DatabaseSide) -> str:
    """What a database is called, as backups of it are named."""
    return side.stem if isinstance(side, Path) else unquote(urlsplit(side.url).path.strip("/")) or "scoreboard"


def word_for(side: DatabaseSide) -> str:
    """What stands for one database, whichever way leads to it, whoever logs in and which of its servers they want."""
    if not isinstance(side, ServerSide):
        return str(side.resolve())
    address, _, asked = _USER.sub("://", side.url).partition("?")
    kept = "&".join(word for word in asked.split("&") if not word.startswith("target_session_attrs="))
    return f"{address}?{kept}" if kept else address


def _given(database: str | None) -> str:
    return database or os.environ.get("SCOREBOARD_DATABASE") or str(default_database())


def database_paths(database: str | None) -> DatabasePaths:
    """The two files that a ``--database`` value means: a path, a ``sqlite:///`` URL, or a folder with one in it.

    Raises BadInput for another kind of URL and for a folder that holds no database or several.
    """
    given = _given(database)
    if "://" in given and not given.startswith("sqlite:///"):
        raise BadInput("database.kind", url=without_password(given))
    try:
        path = Path(given.removeprefix("sqlite:///")).expanduser()
        path = _only_database(path) if os.path.isdir(path) and not _in_the_way(path) else path
        paths = _both(path)
        for one in (paths.main, paths.public):
            one.with_name(one.name + LONGEST_BESIDE).exists()
    except PermissionError:  # whoever opens the file says so
        return _both(path)
    except (OSError, RuntimeError, ValueError):  # too long for a path, no name, or ~ of somebody who is not known
        raise BadInput("database.kind", url=given) from None
    return paths


def _both(path: Path) -> DatabasePaths:
    """The two files, of which the path is one."""
    if path.stem.endswith(PUBLIC_SUFFIX):
        return DatabasePaths(path.with_stem(path.stem.removesuffix(PUBLIC_SUFFIX)), path)
    return DatabasePaths(path, path.with_stem(path.stem + PUBLIC_SUFFIX))


def without_password(url: str) -> str:
    """A URL as it may be shown: what stands between the user and the host is masked, and a password that it names."""
    return re.sub(r"([?&]password=)[^&]*", r"\1***", re.sub(r"(://[^/@:]*):[^/@]*@", r"\1:***@", url))


def _only_database(folder: Path) -> Path:
    try:
        names = [Path(name) for name in os.listdir(folder) if name.endswith(".db")]
    except PermissionError:
        raise forbidden(folder, "read") from None
    found = sorted({folder / name.with_stem(name.stem.removesuffix(PUBLIC_SUFFIX)) for name in names})
    if len(found) != 1:
        raise BadInput("database.folder", folder=folder, count=len(found))
    return found[0]


def _in_the_way(folder: Path) -> bool:
    """Whether a folder bears a database's own name and holds none, so that it is no folder with one in it."""
    return folder.suffix == ".db" and next(folder.glob("*.db"), None) is None


def default_database() -> Path:
    """Where the database is when nobody says: the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("scoreboard") / "scoreboard.db"


BOTH = "both"
"""What ``--lang`` says for a hall that shows two languages."""


def both_languages() -> tuple[str, str]:
    """The language of the environment or the locale first, then the other one."""
    named = os.environ.get("SCOREBOARD_LANG")
    first = _of_the_locale() if named in (None, "", BOTH) else chosen_language(named)
    return first, "en" if first == "zh" else "zh"


def chosen_language(given: str | None) -> str:
    """``--lang``, else SCOREBOARD_LANG, else the locale, else Chinese. Raises BadInput for another language."""
    chosen = given or os.environ.get("SCOREBOARD_LANG")
    if chosen:
        if chosen not in ("zh", "en"):
            raise BadInput("lang", language=chosen)
        return chosen
    return _of_the_locale()


def _of_the_locale() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "en" if value.startswith("en") else "zh"
    return "zh"  # not what Python takes the locale for: it calls one that is not set English


def parse_moment(text: str, zone: str, *, end_of_day: bool = False) -> datetime:
    """An ISO 8601 time as an instant; without an offset it is meant in `zone`.

    A mere date means its first moment, or with `end_of_day` its last. Raises BadInput where it is neither, and for a
    time that the clocks skip or show twice.
    """
    text = text.strip()
    is_day = "T" not in text and " " not in text
    try:
        if is_day:
            moment = datetime.combine(date.fromisoformat(text), time.max if end_of_day else time.min)
        else:
            moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadInput("time", text=text) from None
    _refuse_other_years(moment.year, text)
    if moment.tzinfo is not None:
        return moment
    offsets = offsets_of(moment, ZoneInfo(zone))
    if not offsets and not is_day:
        raise BadInput("time_skipped", text=text, zone=zone)
    if len(offsets) > 1 and not is_day:
        raise BadInput("time_twice", text=text, zone=zone, first=offsets[0], second=offsets[1])
    return moment.replace(tzinfo=ZoneInfo(zone))


def offsets_of(written: datetime, zone: ZoneInfo) -> tuple[str, ...]:
    """The offsets from UTC that a time may have by the clocks of a zone, the earlier moment's first: none where they
    are put forward over it, two where they are put back to it."""
    meant = (written.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    shown = (at for at in meant if at.astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0) == written)
    return tuple(dict.fromkeys(at.isoformat(timespec="seconds")[19:] for at in shown))


_DAY = re.compile(r"(\d{4})(?:-|\.|/|年)(\d{1,2})(?:-|\.|/|月)(\d{1,2})日?", re.ASCII)


def parse_day(text: str) -> date:
    """A date, as ISO 8601 or the Chinese calendar writes it, with any digits. Raises BadInput where it is none."""
    try:
        found = _DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
        day = date(*map(int, found.groups())) if found else date.fromisoformat(text.strip())
    except ValueError:
        raise BadInput("date", text=text) from None
    _refuse_other_years(day.year, text)
    return day


def _refuse_other_years(year: int, text: str) -> None:
    if year not in YEARS:
        raise BadInput("other_year", text=text, low=YEARS[0], high=YEARS[-1])
