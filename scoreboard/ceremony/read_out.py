"""What an announcer reads out: names, how they are read, and the sentences around them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from scoreboard.ceremony.cue import Cue, CueName
from scoreboard.enums import Outcome
from scoreboard.exchange.printed_pages import literal
from scoreboard.locale import enumerated, say
from scoreboard.publications.boards import Picture
from scoreboard.publications.flag_row import FlagRow

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
class CalledUp:
    """Somebody who is called up, with what is said of them, in Chinese and in English."""

    who: Spoken
    words: str
    words_en: str

    def said(self, lang: str) -> str:
        """What is said of them in a language."""
        return self.words_en if lang == "en" else self.words


@dataclass(frozen=True)
class Climbed:
    """Whom a step of a climb shows, from the bottom, in which places; with its first one also who is under a veto."""

    who: tuple[Spoken, ...] = ()
    places: tuple[int, ...] = ()
    vetoed: tuple[Spoken, ...] = ()


@dataclass(frozen=True)
class Announced:
    """What a cue announces; empty places stay empty."""

    winners: tuple[Spoken, ...] = ()
    second: tuple[Spoken, ...] = ()
    third: tuple[Spoken, ...] = ()
    row: FlagRow | None = None
    """Of a flag, its row as boards have it."""
    climbed: tuple[Climbed, ...] = ()
    """Of a climb, what each of its steps shows, from the bottom."""

    @property
    def called_up(self) -> tuple[Spoken, ...]:
        """Who comes to the stage: the winners, but nobody for a flag that merely stays where it is."""
        return () if self.row is not None and self.row.outcome == Outcome.RETAINED else self.winners


@dataclass(frozen=True)
class TableFlag:
    """The flag of the overall table as it is announced, of a pool where pools rank apart."""

    name: str
    name_en: str
    announced: Announced | None
    """None where the names are held back."""


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
    called: tuple[CalledUp, ...] = ()
    """Who is called up for what is public already."""
    table_flags: tuple[TableFlag, ...] = ()
    """The flags of the overall table, where it is this cue that hands them over."""


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


def spoken_units(picture: Picture, units: Iterable[str]) -> tuple[Spoken, ...]:
    """Units by the names that they bear in a picture."""
    names = [picture.names[unit] for unit in units]
    return tuple(Spoken(one.name, one.name_en, pinyin_of(one.name)) for one in names)


def joined(names: tuple[Spoken, ...], lang: str) -> str:
    """Names to be read out, as Markdown."""
    return enumerated((_read_out(one, lang) for one in names), lang)


def _read_out(one: Spoken, lang: str) -> str:
    name = f"**{literal(one.name if lang == 'zh' else one.name_en)}**"
    pinyin = f"（{literal(one.pinyin)}）" if one.pinyin and lang == "zh" else ""
    pinyin = f" ({literal(one.pinyin)})" if one.pinyin and lang == "en" and one.name_en == one.name else pinyin
    about = literal(one.about if lang == "zh" else one.about_en)
    return f"{about} {name}{pinyin}" if about else f"{name}{pinyin}"


def sentence(key: str, lang: str, **values: object) -> str:
    """A sentence of the catalogue's script."""
    return say(f"ceremony.script.{key}", lang, **values)
