"""The announcer's script: the run sheet with its times, its people, and the names, in so far as they may be known."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cues import kind_of, moments_of, planned, reveals_flag
from scoreboard.ceremony.naming import flag_name, name_of_cue
from scoreboard.ceremony.read_out import Announced, ScriptCue, Spoken, TableFlag, joined, sentence, spoken_units
from scoreboard.ceremony.stage_control import Standpoint
from scoreboard.desk.sealed_results import TABLE
from scoreboard.exchange.printed_pages import literal
from scoreboard.locale import say
from scoreboard.publications.boards import Picture, overall_rows, public_picture, sealed_picture
from scoreboard.publications.names import named
from scoreboard.store.chain import Head
from scoreboard.store.contest import Contest

FROM_ZERO = timedelta()
DAY = timedelta(days=1)


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
        if reveals_flag(cue):
            previous = spoken_units(public, public.ledger.holders_before((cue.area, cue.pool), contest.period.id))
        announced = None if sealed is None else _announced(session, here, sealed, cue)
        opens = bool(cue.call) and cue.call != call
        calls = kind_of(cue).calls
        called = () if calls is None else calls(session, cue, now)
        waits = public.ledger.opens(contest.period.id)
        flags = _table_flags(contest, sealed) if _hands_over_table_flag(cue) else ()
        cues.append(ScriptCue(number, cue, name, begins, previous, waits, announced, opens, called, flags))
        begins += timedelta(seconds=planned(cue))
        call = cue.call
    return Script(here, tuple(cues), begins)


def _announced(session: Session, here: Standpoint, picture: Picture, cue: Cue) -> Announced | None:
    reveals = kind_of(cue).reveals
    if reveals is None or reveals.winners is None:
        return None
    return reveals.winners(session, here.contest, picture, cue)


def _hands_over_table_flag(cue: Cue) -> bool:
    reveals = kind_of(cue).reveals
    return reveals is not None and reveals.key(cue) == TABLE


def _table_flags(contest: Contest, sealed: Picture | None) -> tuple[TableFlag, ...]:
    """The flags of a contest's overall table, with whoever has them, where that may be told."""
    flag = contest.series.overall_flag
    rows = {} if sealed is None else {row.pool or "": row for row in overall_rows(sealed)}
    found = []
    for pool in contest.flag_pools if flag else ():
        name, row, told = flag_name(contest, flag, pool), rows.get(pool), None
        if sealed is not None:
            holders = () if row is None else [one.unit for one in row.holders]
            told = Announced(spoken_units(sealed, holders), row=row)
        found.append(TableFlag(name.zh, name.en, told))
    return tuple(found)


def script_markdown(script: Script, lang: str, *, begins: timedelta = FROM_ZERO, head: Head | None = None) -> str:
    """The script in Markdown.

    `begins` is the time of day at which it begins; without it times count from the beginning. `head`, the journal's
    when it is printed, stands at its foot.
    """
    ceremony = script.here.ceremony
    day, venue = ceremony.held_on, named(ceremony.venue, ceremony.venue_en, lang)
    place = " · ".join(part for part in (day.isoformat() if day else "", venue) if part)
    lines = [f"# {literal(script_title(script, lang))}", ""]
    if place:
        lines += [literal(place), ""]
    lines += [sentence("lasts", lang, time=_span(script.lasts)), ""]
    for cue in script.cues:
        lines += _cue(cue, lang, begins)
    if head is not None:
        lines += ["---", "", say("ceremony.envelope.journal", lang, count=head.count, hash=head.hash), ""]
    return "\n".join(lines)


def script_title(script: Script, lang: str) -> str:
    """What stands above it."""
    ceremony = script.here.ceremony
    return sentence("heading", lang, title=named(ceremony.title, ceremony.title_en, lang))


def _cue(entry: ScriptCue, lang: str, begins: timedelta) -> Iterator[str]:
    cue = entry.cue
    if entry.opens_call:
        yield from (f"## {sentence('call', lang, call=literal(cue.said('call', lang)))}", "")
    at = _time(begins, entry.begins, lang)
    name = entry.name.said_of_flag(lang)
    kind = say(f"cli.cue.{cue.kind}", lang)
    yield f"### {entry.number}. {at}  {kind}{' · ' if name else ''}{literal(name)}"
    yield ""
    if words := cue.said("words", lang):
        yield from (f"> {literal(line)}" for line in words.splitlines() if line.strip())
    else:
        yield from (f"> {line}  " for line in _usual_words(entry, lang))
    yield ""
    people = list(_people(entry, lang))
    yield from (f"- {line}" for line in people)
    if people:
        yield ""


def _usual_words(entry: ScriptCue, lang: str) -> Iterator[str]:
    """What is said where the sheet says nothing: a sentence a step."""
    says = kind_of(entry.cue).says
    if says is not None:
        yield from says(entry, lang)
        return
    name = literal(entry.name.said_of_flag(lang))
    for moment in moments_of(entry.cue):
        yield sentence(f"{entry.cue.kind}.{moment}", lang, name=name)


def _people(entry: ScriptCue, lang: str) -> Iterator[str]:
    """Who comes up."""
    cue = entry.cue
    if presents := cue.said("presents", lang):
        yield sentence("presents", lang, who=literal(presents))
    receives, proxy = literal(cue.said("receives", lang)), cue.said("proxy", lang)
    if not receives and (reveals := kind_of(cue).reveals) is not None and reveals.winners is not None:
        told = entry.announced
        receives = sentence("blank", lang) if told is None else joined(told.called_up, lang)
    elif not receives and entry.table_flags:
        known = [flag.announced for flag in entry.table_flags if flag.announced is not None]
        winners = tuple(dict.fromkeys(one for told in known for one in told.called_up))
        receives = joined(winners, lang) if known else sentence("blank", lang)
    if cue.no_show:
        yield sentence("no_show", lang, who=receives or sentence("nobody", lang))
    elif receives and proxy:
        yield sentence("proxy", lang, who=receives, proxy=literal(proxy))
    elif receives:
        yield sentence("receives", lang, who=receives)


def _time(begins: timedelta, after: timedelta, lang: str) -> str:
    """The time of day, also of the next one; without one at which it begins, how long after its beginning."""
    if not begins:
        return _span(after)
    days, time = divmod(begins + after, DAY)
    return sentence("next_day", lang, time=_span(time)) if days else _span(time)


def _span(span: timedelta) -> str:
    seconds = round(span.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
