"""The announcer's script as a document: what is said, when, and who comes up."""

from collections.abc import Iterator
from datetime import timedelta

from scoreboard.ceremony.script import Announced, Script, ScriptCue, Spoken
from scoreboard.exchange.pages import literal, page
from scoreboard.locale import listed, say
from scoreboard.publications.flag_words import told_margin, told_note
from scoreboard.store.chain import Head

FROM_ZERO = timedelta()


def script_markdown(script: Script, lang: str, *, begins: timedelta = FROM_ZERO, head: Head | None = None) -> str:
    """The script in Markdown.

    `begins` is the time of day at which it begins; without it times count from the beginning. `head`, the journal's
    when it is printed, stands at its foot.
    """
    ceremony = script.here.ceremony
    place = " · ".join(
        part for part in (ceremony.held_on.isoformat() if ceremony.held_on else "", ceremony.venue) if part
    )
    lines = [f"# {literal(_title(script, lang))}", ""]
    if place:
        lines += [literal(place), ""]
    lines += [_say("lasts", lang, time=_span(script.lasts)), ""]
    for cue in script.cues:
        lines += _cue(cue, lang, begins)
    if head is not None:
        lines += ["---", "", say("ceremony.envelope.journal", lang, count=head.count, hash=head.hash), ""]
    return "\n".join(lines)


def script_html(script: Script, lang: str, *, begins: timedelta = FROM_ZERO, head: Head | None = None) -> str:
    """The same as a page of HTML, which word processors open."""
    return page(_title(script, lang), script_markdown(script, lang, begins=begins, head=head), lang)


def _title(script: Script, lang: str) -> str:
    ceremony = script.here.ceremony
    return _say("heading", lang, title=ceremony.title_en if lang == "en" and ceremony.title_en else ceremony.title)


def _cue(entry: ScriptCue, lang: str, begins: timedelta) -> Iterator[str]:
    cue = entry.cue
    if entry.opens_call:
        yield from (f"## {_say('call', lang, call=literal(cue.call))}", "")
    at = _span(begins + entry.begins)
    name = entry.name.said_of_flag(lang)
    kind = say(f"cli.cue.{cue.kind}", lang)
    yield f"### {entry.number}. {at}  {kind}{' · ' if name else ''}{literal(name)}"
    yield ""
    if cue.words:
        yield from (f"> {literal(line)}" for line in cue.words.splitlines() if line.strip())
    else:
        yield from (f"> {line}  " for line in _usual_words(entry, lang))
    yield ""
    people = list(_people(entry, lang))
    yield from (f"- {line}" for line in people)
    if people:
        yield ""


def _usual_words(entry: ScriptCue, lang: str) -> Iterator[str]:
    """What is said where the sheet says nothing: a sentence a step."""
    name = literal(entry.name.said_of_flag(lang))
    for at, moment in enumerate(entry.cue.moments):
        if moment == "winner" and at > 1:
            continue
        key = {"winner": "winners"}.get(moment, moment)
        if entry.cue.kind in ("flag", "star") and key not in ("roll", "category"):
            yield from _revealing(entry, key, name, lang)
        elif entry.cue.kind in ("speech", "interlude", "message", "photo", "countdown"):
            yield literal(entry.cue.text or entry.cue.title or say(f"cli.cue.{entry.cue.kind}", lang))
        else:
            yield _say(f"{entry.cue.kind}.{key}", lang, name=name)


def _revealing(entry: ScriptCue, moment: str, name: str, lang: str) -> Iterator[str]:
    if moment == "contest":
        if entry.waits:
            yield _say("flag.waits", lang, name=name)
            return
        if not entry.previous:
            yield _say("flag.unheld", lang, name=name)
            return
        yield _say("flag.contest", lang, name=name, previous=_joined(entry.previous, lang))
        return
    told = entry.announced
    who = _say("blank", lang) if told is None else _joined(_of(told, moment), lang)
    if moment == "winners":
        yield _say("star.winners", lang, name=name, who=who or _say("nobody", lang))
    elif told is not None and not who:
        left_open = moment == "transfer" and told.row is not None and told.row["outcome"] == "open"
        key = "open_transfer" if left_open else "no_transfer" if moment == "transfer" else "roll"
        yield _say(f"flag.{key}", lang, name=name)
    elif moment == "transfer" and told is not None and told.row is not None and (margin := told_margin(told.row)):
        yield _say("flag.by_margin", lang, name=name, who=who, margin=margin)
    elif moment == "transfer" and told is not None and told.row is not None and (note := told_note(told.row, lang)):
        yield _say("flag.by_tie", lang, name=name, who=who, reason=literal(note))
    else:
        yield _say(f"flag.{moment}", lang, name=name, who=who)


def _of(told: Announced, moment: str) -> tuple[Spoken, ...]:
    return {"third": told.third, "second": told.second}.get(moment, told.winners)


def _people(entry: ScriptCue, lang: str) -> Iterator[str]:
    """Who comes up."""
    cue = entry.cue
    if cue.presents:
        yield _say("presents", lang, who=literal(cue.presents))
    receives = literal(cue.receives)
    if not receives and cue.kind in ("flag", "star"):
        told = entry.announced
        receives = _say("blank", lang) if told is None else _joined(told.winners, lang)
    if cue.no_show:
        yield _say("no_show", lang, who=receives or _say("nobody", lang))
    elif receives and cue.proxy:
        yield _say("proxy", lang, who=receives, proxy=literal(cue.proxy))
    elif receives:
        yield _say("receives", lang, who=receives)


def _joined(names: tuple[Spoken, ...], lang: str) -> str:
    return listed((_spoken(one, lang) for one in names), lang)


def _spoken(one: Spoken, lang: str) -> str:
    name = f"**{literal(one.name if lang == 'zh' else one.name_en)}**"
    pinyin = f"（{literal(one.pinyin)}）" if one.pinyin and lang == "zh" else ""
    pinyin = f" ({literal(one.pinyin)})" if one.pinyin and lang == "en" and one.name_en == one.name else pinyin
    about = literal(one.about if lang == "zh" else one.about_en)
    return f"{about} {name}{pinyin}" if about else f"{name}{pinyin}"


def _span(span: timedelta) -> str:
    seconds = round(span.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _say(key: str, lang: str, **values: object) -> str:
    return say(f"ceremony.script.{key}", lang, **values)
