"""What the announcer reads: the run sheet with its times, its people, and the names, in so far as they may be known."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session

from scoreboard.ceremony.direction import Standpoint
from scoreboard.ceremony.naming import CueName, name_of_cue
from scoreboard.ceremony.run_sheet import Cue
from scoreboard.ceremony.winners import winners_in_turn
from scoreboard.publications.boards import Picture, flag_row, public_picture, sealed_picture
from scoreboard.publications.questions import Payload
from scoreboard.publications.stars import stars_with

COMMON_HANZI = range(0xB0, 0xD8)
"""First bytes in GB 2312 of its level 1, the 3,755 hanzi that everybody reads (GB/T 2312-1980)."""


@dataclass(frozen=True)
class Spoken:
    """A name to be read out; `pinyin` where it has a hanzi that not everybody can read."""

    name: str
    name_en: str
    pinyin: str = ""
    about: str = ""
    """A person's unit and post."""
    about_en: str = ""


@dataclass(frozen=True)
class Announced:
    """What a cue announces; empty places stay empty."""

    winners: tuple[Spoken, ...] = ()
    second: tuple[Spoken, ...] = ()
    third: tuple[Spoken, ...] = ()
    row: Payload | None = None
    """Of a flag, its row as boards have it."""


@dataclass(frozen=True)
class ScriptCue:
    """A cue as the announcer has it. `announced` is None where the names are held back until the cue."""

    number: int
    cue: Cue
    name: CueName
    begins: timedelta
    """How long after the ceremony's beginning it is planned for."""
    previous: tuple[Spoken, ...] = ()
    waits: bool = False
    """Whether an earlier period that is not public keeps secret who they are."""
    announced: Announced | None = None
    opens_call: bool = False
    """Whether a new call to the stage begins with it."""


@dataclass(frozen=True)
class Script:
    """A whole ceremony for its announcer."""

    here: Standpoint
    cues: tuple[ScriptCue, ...]
    lasts: timedelta = field(default=timedelta())


def write_script(session: Session, here: Standpoint, now: datetime, *, hold_back: bool) -> Script:
    """The script of a ceremony. With `hold_back`, and while the period is open, nothing sealed is in it."""
    contest = here.contest
    public = public_picture(session, contest, now)
    sealed = sealed_picture(session, contest, now) if contest.closed and not hold_back else None
    cues, begins, call = [], timedelta(), ""
    for number, cue in enumerate(here.sheet, 1):
        name = name_of_cue(session, contest, cue)
        previous: tuple[Spoken, ...] = ()
        if cue.kind == "flag":
            previous = _spoken(public, public.ledger.holders_before((cue.area, cue.pool), contest.period.id))
        announced = None if sealed is None else _announced(session, here, sealed, cue)
        opens = bool(cue.call) and cue.call != call
        waits = public.ledger.opens(contest.period.id)
        cues.append(ScriptCue(number, cue, name, begins, previous, waits, announced, opens))
        begins += timedelta(seconds=cue.planned)
        call = cue.call
    return Script(here, tuple(cues), begins)


def pinyin_of(name: str) -> str:
    """How a name is read, if it has a hanzi that not everybody knows; else empty."""
    if not any(map(_rare, name)):
        return ""
    from pypinyin import Style, lazy_pinyin

    return " ".join(lazy_pinyin(name, style=Style.TONE))


def _rare(character: str) -> bool:
    if not "\u3400" <= character <= "\U0003ffff" or "\uac00" <= character <= "\uffff":
        return False
    try:
        return character.encode("gb2312")[0] not in COMMON_HANZI
    except UnicodeEncodeError:
        return True


def _announced(session: Session, here: Standpoint, picture: Picture, cue: Cue) -> Announced | None:
    if cue.kind == "flag":
        return _flag(picture, cue)
    if cue.kind == "star":
        contest = here.contest
        board = stars_with(session, contest.period.id, picture.now, series=contest.series.id, star=cue.star)
        rows = winners_in_turn(board, cue)
        return Announced(
            tuple(
                Spoken(
                    row["person"],
                    row["person"],
                    pinyin_of(row["person"]),
                    f"{row['name']} {row['post']}".strip(),
                    f"{row['name_en']} {row['post']}".strip(),
                )
                for row in rows
            )
        )
    return None


def _flag(picture: Picture, cue: Cue) -> Announced:
    term = picture.ledger.term((cue.area, cue.pool), picture.contest.period.id)
    standings = picture.scores.standings(cue.area, cue.pool)
    places = {
        place: _spoken(picture, [standing.unit for standing in standings if standing.rank == place]) for place in (2, 3)
    }
    if term is None:
        return Announced((), places[2], places[3])
    row = flag_row(picture, picture.contest.area(cue.area), cue.pool, term)
    return Announced(_spoken(picture, term.holders), places[2], places[3], row)


def _spoken(picture: Picture, units: Iterable[str]) -> tuple[Spoken, ...]:
    names = [picture.names[unit] for unit in units]
    return tuple(Spoken(one.name, one.name_en, pinyin_of(one.name)) for one in names)
