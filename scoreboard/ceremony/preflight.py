"""The check before a ceremony: what would make it impossible or wrong, and what would merely be a pity.

Blockers lock the start until somebody signs them off; warnings are only said.
"""

import os
import shutil
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, func, select

from scoreboard.ceremony.blocker_words import called, in_one
from scoreboard.ceremony.blocking import Blocker, blockers, signed_off
from scoreboard.ceremony.cue import CueText
from scoreboard.ceremony.cues import key_of, kind_of, reveals_flag
from scoreboard.ceremony.doubts import doubts
from scoreboard.ceremony.english_given import given_in_english, shown_in_english
from scoreboard.ceremony.events import note
from scoreboard.ceremony.findings import Finding, first_few
from scoreboard.ceremony.images_left_out import ShowsImage, left_out
from scoreboard.ceremony.naming import period_name
from scoreboard.ceremony.other_ceremonies import held_beside
from scoreboard.ceremony.sheet_oddities import oddities
from scoreboard.ceremony.small_names import ReadsOn, small_names
from scoreboard.ceremony.stage_control import Standpoint, standpoint
from scoreboard.ceremony.unfit_images import image_findings
from scoreboard.desk.sealed_results import TABLE, Key, announced
from scoreboard.errors import BadInput, Refused
from scoreboard.locale import LANGUAGES, Both
from scoreboard.models import JournalEntry, Nominee, Seal, StageStep, Star
from scoreboard.publications.display_reports import Report
from scoreboard.publications.odd_displays import unlike
from scoreboard.publications.revealing import unrevealed_flags
from scoreboard.store.contest import Name, names_on, participants
from scoreboard.store.ledger import read_ledger
from scoreboard.store.writing import Writing

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

HALL = 80, 24
"""Cells of a hall of which nobody says how large it is."""
LEAST_FREE = 200 * 2**20
"""Bytes that a disk should have free, as for `doctor`."""
OLD_BACKUP = timedelta(hours=24)
LATE_MILLISECONDS = 2000
"""A display that takes longer to show a step is in trouble."""
NO_CHARACTER = "\uffff"
"""A code point that no font has, so that it is drawn as the sign for a missing one."""


@dataclass(frozen=True)
class Surroundings:
    """What the check looks at beside the database."""

    now: datetime
    folder: Path
    """Where the database lies."""
    reports: tuple[Report, ...] = ()
    halls: tuple[tuple[int, int], ...] = (HALL,)
    """The cells of each display of the hall, across and down."""
    reads: Callable[[str, tuple[int, int]], bool] | None = None
    """Whether the last row can read a winner's name on a display of so many cells; None where nobody can tell."""
    reads_on: ReadsOn | None = None
    """The same of a name on a scene that shows it large; None where nobody can tell."""
    shows: ShowsImage | None = None
    """Whether a scene's image is seen on a display of so many cells; None where nobody can tell."""
    unheard: str = ""
    """Why displays on this machine cannot report nor be woken, where that is so."""
    draws: Callable[[str], bool] | None = None
    """Whether the hall's font has a character; None asks the font itself."""
    backed_up: datetime | None = None
    """When the newest backup was made by itself."""
    free: int | None = None
    """Free bytes where the database lies; None asks the system."""


def halls_of(reports: Iterable[Report]) -> tuple[tuple[int, int], ...]:
    """The sizes of the displays that report, each once; one that nobody names where none does."""
    sizes = {(one.columns, one.rows) for one in reports if not one.board and not one.waits}
    return tuple(sorted(sizes)) or (HALL,)


def preflight(session: Session, ceremony_id: str, around: Surroundings, *, inside: bool = False) -> tuple[Finding, ...]:
    """Everything that was looked at, blockers first. With `inside` it names what is sealed, such as a tied area."""
    here = standpoint(session, ceremony_id)
    names = _Names.read(session, here, around.now, inside=inside)
    return (
        *_blocking(session, here, around.now, inside=inside),
        *(doubts(session, here, around.now) if inside else ()),
        *_sealed(session, here),
        *_beside(session, here),
        _sheet(session, here),
        _early(session, here),
        *_foretold(session, here),
        *oddities(session, here),
        *image_findings(session, here),
        *(left_out(session, here, around.now, around.halls, around.shows) if around.shows else ()),
        *(
            [_examples("english", names.without_english())]
            if names.in_english or shown_in_english(around.reports)
            else []
        ),
        _examples("glyphs", _undrawn(names.shown(), around.draws or font_draws)),
        _too_long(names.winners(), around),
        *(
            [small_names(session, here, around.now, around.halls, around.reads_on, inside=inside)]
            if around.reads_on and here.contest.closed
            else []
        ),
        _displays(session, around.reports),
        *([Finding("unheard", "warning", {"why": around.unheard})] if around.unheard else []),
        _clock(session, around.now),
        _disk(around),
        _backup(session, around.now, around.backed_up),
    )


def green(findings: Iterable[Finding], *, strict: bool = False) -> bool:
    """Whether a ceremony may begin; with `strict`, whether there is nothing to complain about either."""
    return not any(one.state == "blocker" or (strict and one.state == "warning") for one in findings)


def sign(writing: Writing, ceremony_id: str, reason: str) -> tuple[Blocker, ...]:
    """Sign that a ceremony may begin in spite of what stands in its way; returns what was signed off.

    Raises BadInput without a reason, Refused for an open period: there is nothing to show.
    """
    if not reason.strip():
        raise BadInput("cue.sign_reason", ceremony=ceremony_id)
    here = standpoint(writing.session, ceremony_id)
    found = blockers(writing.session, here.contest, here.sheet, writing.now)
    if any(one.name == "open" for one in found):
        raise Refused("cue.open", series=here.contest.series.id, period=here.contest.period.id)
    units = {"units": {one.key: list(one.about) for one in found}}
    note(writing, ceremony_id, "sign", reason=reason, sealed=units, blockers=[one.key for one in found])
    return found


PUBLIC_BLOCKERS = {"open": ("open",), "sealed": ("tie", "vetoed", "star")}
"""What stands in the way as everybody may know it: how many ties a sealed result has is part of it."""


def _blocking(session: Session, here: Standpoint, now: datetime, *, inside: bool) -> list[Finding]:
    found = blockers(session, here.contest, here.sheet, now)
    signed = signed_off(session, here.ceremony.id, found)
    findings = []
    names = (
        {"open": ("open",), "tie": ("tie",), "vetoed": ("vetoed",), "star": ("star",)} if inside else PUBLIC_BLOCKERS
    )
    for name, kinds in names.items():
        these = [one for one in found if one.name in kinds]
        state = "good" if not these else "signed" if signed.issuperset(these) else "blocker"
        places = [called(session, here.contest, one, now) for one in these if one.area or one.star] if inside else []
        findings.append(Finding(name, state, {"count": len(these), "where": _where(places)}))
    return findings


def _where(places: Sequence[Both]) -> Both:
    """Places in brackets; nothing for none."""
    if not places:
        return Both("", "")
    found = in_one(places)
    return Both(f"（{found.zh}）", f" ({found.en})")


def _sealed(session: Session, here: Standpoint) -> list[Finding]:
    """Whether the results are committed to, so that it can be proved afterwards that nobody has changed them.

    Where they can't be yet, what they wait for; once the ceremony has begun, that it is too late.
    """
    contest, ceremony = here.contest, here.ceremony.id
    if not contest.closed:
        return []
    if session.exec(select(Seal.id).where(Seal.ceremony_id == ceremony).limit(1)).first() is not None:
        return [Finding("seal", "good", {"ceremony": ceremony})]
    if here.last is not None:
        return [Finding("unsealed", "warning", {"ceremony": ceremony})]
    earlier = read_ledger(session, contest.series.id).waits_for(contest.period.id)
    if earlier:
        names = tuple(period_name(session, one) for one in earlier)
        return [Finding("waits", "warning", {"ceremony": ceremony, "period": names, "count": len(names)})]
    return [Finding("seal", "warning", {"ceremony": ceremony})]


def _beside(session: Session, here: Standpoint) -> list[Finding]:
    """Other ceremonies that are being held: the hall would leave them for this one."""
    others = held_beside(session, here.ceremony.id) if here.last is None else ()
    return [Finding("beside", "warning", {"names": others, "count": len(others)})] if others else []


def _sheet(session: Session, here: Standpoint) -> Finding:
    """Flags that no cue shows before the closing, which would publish them all at once."""
    if not here.contest.closed:
        return Finding("sheet", "good", {"count": 0})
    opening = takewhile(lambda cue: key_of(cue) != TABLE, here.sheet)
    shown = {(cue.area, cue.pool) for cue in opening if reveals_flag(cue)}
    left = [flag for flag in unrevealed_flags(session, here.contest) if flag not in shown]
    return Finding("sheet", "warning" if left else "good", {"count": len(left)})


def _early(session: Session, here: Standpoint) -> Finding:
    """Rankings that the sheet shows before their flag: the hall would only read that they are not revealed yet."""
    flags = unrevealed_flags(session, here.contest) if here.contest.closed else []
    sealed: set[Key | None] = {("flag", *flag) for flag in flags}
    early = []
    for number, cue in enumerate(here.sheet, 1):
        shows = kind_of(cue).shows
        sealed.discard(key_of(cue))
        if shows is not None and shows(cue) in sealed:
            early.append(str(number))
    return Finding("early", "warning" if early else "good", {"cues": ", ".join(early)})


def _foretold(session: Session, here: Standpoint) -> Iterator[Finding]:
    """Tables that the sheet shows once every flag of theirs is public, but before their own is handed over."""
    contest = here.contest
    if not contest.closed or not contest.series.overall_flag or announced(session, contest, TABLE):
        return
    sealed, found = set(unrevealed_flags(session, contest)), []
    for number, cue in enumerate(here.sheet, 1):
        if key_of(cue) == TABLE:
            break
        if reveals_flag(cue):
            sealed.discard((cue.area, cue.pool))
        if kind_of(cue).tells_first and not sealed:
            found.append(str(number))
    if found:
        flag = Both(contest.series.overall_flag, contest.series.overall_flag_en or contest.series.overall_flag)
        yield Finding("foretold", "warning", {"cues": ", ".join(found), "flag": flag})


@dataclass(frozen=True)
class _Names:
    """Every name that the hall may be shown, whoever wins."""

    units: tuple[Name, ...]
    others: tuple[tuple[str, str], ...]
    """Of areas and stars, in Chinese and in English, empty where there is none."""
    flags: tuple[str, ...]
    people: tuple[str, ...]
    said: tuple[tuple[str, str], ...]
    """What is said beside them, in both languages: flags, prizes, and who is named by the sheet."""
    texts: tuple[str, ...]
    """Titles, words of the sheet and people's posts, which run over several lines."""
    in_english: bool
    """Whether anything of the contest has been given in English."""

    @classmethod
    def read(cls, session: Session, here: Standpoint, now: datetime, *, inside: bool) -> "_Names":
        """Those of nominees, which a star may keep back until it is announced, only with `inside`."""
        contest, ceremony = here.contest, here.ceremony
        borne = names_on(session, contest.naming_day(now))
        units = tuple(borne[unit.id] for unit in participants(session, contest))
        stars = session.exec(select(Star).order_by(col(Star.position))).all()
        people = session.exec(
            select(Nominee.person, Nominee.person_en, Nominee.post, Nominee.post_en).where(
                inside, Nominee.period_id == contest.period.id, Nominee.series_id == contest.series.id
            )
        ).all()
        others = [(area.name, area.name_en) for area in contest.areas] + [(star.name, star.name_en) for star in stars]
        flags = [name for area in contest.areas for name in (area.flag, area.flag_en)]
        texts = [ceremony.title, ceremony.title_en, ceremony.venue, ceremony.venue_en]
        texts += [*ceremony.slogans, *ceremony.slogans_en]
        texts += [cue.said(text, lang) for cue in here.sheet for text in ("title", "text") for lang in LANGUAGES]
        texts += [text for *_names, post, post_en in people for text in (post, post_en)]
        said = [(area.flag, area.flag_en or area.name_en) for area in contest.areas]
        said += [(area.prize, area.prize_en) for area in contest.areas]
        said += [(contest.series.overall_flag, contest.series.overall_flag_en)]
        people_of_cues: tuple[CueText, ...] = ("presents", "receives", "proxy")
        said += [(getattr(cue, one), getattr(cue, f"{one}_en")) for cue in here.sheet for one in people_of_cues]
        named = [name for person, person_en, *_posts in people for name in (person, person_en)]
        in_english = given_in_english(session, here, units, (*others, *said))
        return cls(units, tuple(others), tuple(flags), tuple(named), tuple(said), tuple(texts), in_english)

    def borne(self) -> list[str]:
        """The names in both languages, long and short, each once."""
        units = [text for name in self.units for text in (name.name, name.short_name, name.name_en)]
        names = (*units, *(text for pair in self.others for text in pair), *self.flags, *self.people)
        return list(dict.fromkeys(text for text in names if text))

    def winners(self) -> list[str]:
        """What whoever wins is called, in both languages, each once."""
        names = (*(text for name in self.units for text in (name.name, name.name_en)), *self.people)
        return list(dict.fromkeys(text for text in names if text))

    def shown(self) -> list[str]:
        """All that the hall may show in either language, each once."""
        return list(dict.fromkeys(text for text in (*self.borne(), *self.texts) if text))

    def without_english(self) -> list[str]:
        units = [name.name for name in self.units if name.name_en == name.name and not _is_latin(name.name)]
        others = (name for name, english in (*self.others, *self.said) if not english and not _is_latin(name))
        return list(dict.fromkeys((*units, *others)))


def _is_latin(name: str) -> bool:
    """Whether whoever reads English can read a name: its letters are Latin ones, with whatever marks and signs."""
    return all(unicodedata.name(one, "").startswith("LATIN") for one in name if one.isalpha())


def _examples(name: str, found: list[str], **values: Any) -> Finding:
    """A finding about names, with the first few of them."""
    return Finding(name, "warning" if found else "good", {"count": len(found), "names": first_few(found), **values})


def _too_long(names: Sequence[str], around: Surroundings) -> Finding:
    """Names that would be smaller than what the last row reads, had they won, and the displays on which they would."""
    reads = around.reads or (lambda _name, _hall: True)
    small = {hall: found for hall in around.halls if (found := [name for name in names if not reads(name, hall)])}
    named = list(dict.fromkeys(name for found in small.values() for name in found))
    halls = ", ".join(f"{columns}x{rows}" for columns, rows in small or dict.fromkeys(around.halls))
    return Finding(
        "width", "warning" if named else "good", {"count": len(named), "names": tuple(named), "halls": halls}
    )


def _undrawn(names: Iterable[str], draws: Callable[[str], bool]) -> list[str]:
    return [name for name in names if not all(draws(character) for character in name if not character.isspace())]


@cache
def font_draws(character: str) -> bool:
    """Whether the font of the hall's large letters has a character.

    It is the one that the environment variable SCOREBOARD_FONT names, else the one that comes with the program.
    """
    named = os.environ.get("SCOREBOARD_FONT")
    if named and Path(named).is_file():
        font = _font(Path(named))
    else:
        import pylopdf_fonts_zh_cn as fonts

        font = _font(fonts.sans_path())
    return bytes(font.getmask(character)) != bytes(font.getmask(NO_CHARACTER))


@cache
def _font(file: Path) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(str(file), 32)


def _displays(session: Session, reports: tuple[Report, ...]) -> Finding:
    """Displays that lag behind the stage, or that draw the same step at one size and look otherwise than others."""
    stage = session.exec(select(func.max(StageStep.sequence)).where(col(StageStep.cue) > 0)).one() or 0
    if not reports:
        return Finding("displays", "note", {"count": 0})
    last = max(report.sequence for report in reports)
    late = [one for one in reports if one.sequence < min(last, stage) or one.lag > LATE_MILLISECONDS]
    values = {"count": len(reports), "late": len(late)}
    return Finding("displays", "warning" if late or unlike(reports) else "good", values)


def _clock(session: Session, now: datetime) -> Finding:
    last = session.exec(select(func.max(StageStep.at))).one()
    wrong = last is not None and last > now
    return Finding("clock", "warning" if wrong else "good", {"now": now.isoformat(timespec="seconds")})


def _disk(around: Surroundings) -> Finding:
    free = around.free
    if free is None:
        folder = next((place for place in (around.folder, *around.folder.parents) if place.is_dir()), Path("/"))
        free = shutil.disk_usage(folder).free
    return Finding("disk", "good" if free >= LEAST_FREE else "warning", {"free": free // 2**20})


def _backup(session: Session, now: datetime, by_itself: datetime | None) -> Finding:
    """How old the last backup is, by the journal or one that was made by itself."""
    by_hand = session.exec(
        select(JournalEntry.at)
        .where(JournalEntry.action == "backup")
        .order_by(col(JournalEntry.sequence).desc())
        .limit(1)
    ).first()
    made = [one for one in (by_hand, by_itself) if one is not None]
    if not made:
        return Finding("backup", "note")
    last = max(made)
    age = now - last
    hours = max(0, int(age.total_seconds() // 3600))
    if not hours:
        return Finding("fresh_backup", "good")
    return Finding("backup", "warning" if age > OLD_BACKUP else "good", {"hours": hours})
