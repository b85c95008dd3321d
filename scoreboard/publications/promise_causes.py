"""What a change has done to promises, as the cause of a new version of the year's bulletin."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scoreboard.facts import FactKind
from scoreboard.locale import listed, say
from scoreboard.publications.board_words import unit_words
from scoreboard.publications.bulletin_board import RevisionCause
from scoreboard.publications.names import named
from scoreboard.publications.promise_rows import english
from scoreboard.store.public.changes import PublicChanges
from scoreboard.store.public.facts import Document
from scoreboard.wire import UNSET, UnsetType

PROMISED = {
    "pledge": FactKind.PLEDGE,
    "goal": FactKind.GOAL,
    "livelihood": FactKind.LIVELIHOOD,
    "rectification": FactKind.RECTIFICATION,
}
MOST_NAMED = 5
"""How many promises a cause names."""
_TEXT = {"pledge": "text", "goal": "title", "livelihood": "title"}
"""What a promise of each kind says; of a rectification its area is named."""


@dataclass(frozen=True)
class _Touched:
    """A promise that a change has told of, and what it did: "added", "reported", "settled", "reopened", "changed"."""

    kind: str
    deed: str
    words: Document


def cause_of_promises(changes: PublicChanges, day: date) -> RevisionCause | UnsetType:
    """What a change has done to promises, the first few by what they are called on a day; nothing where to none."""
    touched = list(_touched(changes))
    if not touched:
        return UNSET
    deeds = {(one.kind, one.deed) for one in touched}
    kind, deed = deeds.pop() if len(deeds) == 1 else ("promise", "changed")
    told = {lang: _called(changes, touched, day, lang) for lang in ("zh", "en")}
    return RevisionCause(deed=f"{kind}.{deed}", name=told["zh"], name_en=told["en"])


def _touched(changes: PublicChanges) -> Iterator[_Touched]:
    facts, change = changes.facts, changes.made.change
    reported = {tuple(key.split("/")[:2]) for key in changes.made.keys(FactKind.REPORT)}
    told = {(name, key) for name, kind in PROMISED.items() for key in changes.made.keys(kind)} | reported
    for name, key in sorted(told):
        words = facts.document(PROMISED[name], key)
        if words is None or change is None:
            continue
        before = facts.document(PROMISED[name], key, change - 1)
        yield _Touched(name, _deed(before, words, reported=(name, key) in reported), words)


def _deed(before: Document | None, now: Document, *, reported: bool) -> str:
    if before is None:
        return "added"
    was, is_now = _settled_on(before), _settled_on(now)
    if was != is_now:
        return "reopened" if is_now is None else "settled"
    return "reported" if reported else "changed"


def _settled_on(words: Document) -> str | None:
    found: str | None = words.get("settled_on") or words.get("done_on")
    return found


def _called(changes: PublicChanges, touched: list[_Touched], day: date, lang: str) -> str:
    shown = touched[:MOST_NAMED]
    units = unit_words(changes.facts, {one.words["unit"] for one in shown if "unit" in one.words}, day, None)
    found = []
    for one in shown:
        unit = units[one.words["unit"]].called(lang) if "unit" in one.words else ""
        if one.kind == "rectification":
            area = changes.facts.document(FactKind.AREA, f"{one.words['series']}/{one.words['area']}") or one.words
            what = named(area.get("name", ""), area.get("name_en"), lang)
        else:
            text = one.words[_TEXT[one.kind]]
            what = named(text, english(one.words, _TEXT[one.kind]), lang)
        found.append(say(f"bulletin.cause.named.{one.kind}", lang, unit=unit, what=what))
    return listed(found, lang) + (" …" if len(touched) > MOST_NAMED else "")
