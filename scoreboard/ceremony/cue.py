"""A cue: one part of a ceremony as its run sheet has it, and its form in the database."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from scoreboard.locale import say
from scoreboard.publications.names import named
from scoreboard.publications.pools import with_pool

CueText = Literal["title", "text", "notes", "words", "presents", "receives", "proxy", "call"]
"""What a sheet may say of a cue in both languages."""
PLACES = 3
"""How many winners of a star are shown one by one in a sheet that was fixed before its category's places counted."""
CLIMB_BY, CLIMB_SINGLY_FROM = 5, 3
"""How many places a step of a climb shows, and from which on they come one by one, where the sheet does not say."""
COUNTDOWN = 60
"""Seconds of a countdown where the sheet does not say."""


@dataclass(frozen=True)
class Cue:
    """One part of a ceremony; `area`, `pool` and `star` say what it shows, where its kind wants that.

    `notes` are for the director, `words` for the announcer; who presents and who receives (`proxy` in whose stead,
    `no_show` nobody) is for both. None of these reaches the hall. Neighbouring cues of one `call` share one call to
    the stage.
    """

    kind: str
    area: str = ""
    pool: str = ""
    star: str = ""
    title: str = ""
    title_en: str = ""
    text: str = ""
    text_en: str = ""
    notes: str = ""
    notes_en: str = ""
    words: str = ""
    words_en: str = ""
    presents: str = ""
    presents_en: str = ""
    receives: str = ""
    receives_en: str = ""
    proxy: str = ""
    proxy_en: str = ""
    no_show: bool = False
    reveal: str = ""
    """How it reveals: "all", "one-by-one", "from-bottom", "climb", or empty for the usual way of its kind."""
    places: int = PLACES
    """How many winners of a star are shown one by one; of a flag from which place its ranking is climbed."""
    by: int = CLIMB_BY
    """How many places a step of a climb shows."""
    singly_from: int = CLIMB_SINGLY_FROM
    """From which place on a climb shows them one by one."""
    call: str = ""
    call_en: str = ""
    duration: int | None = None
    """Seconds planned; None for what its kind usually takes."""
    seconds: int = COUNTDOWN
    """The length of a countdown."""
    units: tuple[str, ...] = ()
    """The units that settle, each with a step of its own."""
    image: str = ""
    """The file of the image that it shows, in the contest's folder."""
    image_digest: str = ""
    """The digest by which that image is kept."""

    @property
    def gradual(self) -> bool:
        """Whether the sheet wants its rows one after the other."""
        return self.reveal in ("one-by-one", "from-bottom")

    @property
    def climbs(self) -> bool:
        """Whether the sheet wants a ranking from the bottom up to the winner."""
        return self.reveal == "climb"

    def said(self, text: CueText, lang: str) -> str:
        """One of its texts in a language."""
        return named(getattr(self, text), getattr(self, f"{text}_en"), lang)

    @property
    def subject(self) -> str:
        """What it shows, as a person reads it in the sheet."""
        return "/".join(part for part in (self.area or self.star or self.title, self.pool) if part)


@dataclass(frozen=True)
class CueName:
    """The area, star or title of a cue and the pool, in Chinese and in English; empty where there is none."""

    name: str
    name_en: str
    flag: str = ""
    """The flag's own name, where it hands one over."""
    flag_en: str = ""
    pool: str = ""
    pool_en: str = ""
    prize: str = ""
    """What goes with that flag."""
    prize_en: str = ""

    def said(self, lang: str) -> str:
        """All of it in one language."""
        return with_pool(self.name_en if lang == "en" else self.name, self.pool_in(lang), lang)

    def said_of_flag(self, lang: str) -> str:
        """The flag with its pool; what hands none over as `said`."""
        return with_pool(self.flag_in(lang) or self.said_name(lang), self.pool_in(lang), lang)

    def flag_phrase(self, lang: str) -> str:
        """The same as a sentence has it: in English "flag for Roads" where the flag has no name of its own."""
        own = self.flag_in(lang) not in ("", self.said_name(lang))
        return (
            self.said_of_flag(lang) if own else say("ceremony.script.flag_of_area", lang, name=self.said_of_flag(lang))
        )

    def flag_in(self, lang: str) -> str:
        """The flag without its pool, in one language."""
        return self.flag_en if lang == "en" else self.flag

    def said_name(self, lang: str) -> str:
        """Without the pool."""
        return self.name_en if lang == "en" else self.name

    def prize_in(self, lang: str) -> str:
        """What goes with the flag, in one language."""
        return named(self.prize, self.prize_en, lang)

    def pool_in(self, lang: str) -> str:
        """The pool in one language."""
        return self.pool_en if lang == "en" else self.pool


@dataclass(frozen=True)
class Position:
    """A place in the run sheet: the cue and its step, both from 1."""

    cue: int
    step: int


def cue_from(written: Mapping[str, Any]) -> Cue:
    """A cue as a ceremony keeps it; numbers may be text there."""
    values: dict[str, Any] = {}
    for field in fields(Cue):
        value = written.get(field.name)
        if value is None:
            continue
        values[field.name] = _as_kept(field.name, value)
    return Cue(**values)


def _as_kept(name: str, value: Any) -> Any:
    if name in ("places", "by", "singly_from", "duration", "seconds"):
        return round(float(value))
    if name == "units":
        return tuple(map(str, value))
    return value if name == "no_show" else str(value)


def cue_words(cue: Cue) -> dict[str, Any]:
    """A cue as a ceremony keeps it: only what differs from the usual, and what its number of steps follows from."""
    kept = ("places",) if (cue.star and cue.gradual) or cue.climbs else ()
    found = {
        field.name: value
        for field in fields(Cue)
        if (value := getattr(cue, field.name)) != field.default or field.name in kept
    }
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}
