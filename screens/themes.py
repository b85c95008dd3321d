"""How the hall looks: the colours of a theme, and the look that a scene is drawn in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scoreboard.locale import LANGUAGES
from screens.colours import Colour, as_hex
from screens.glyphs import Glyphs as Glyphs
from screens.glyphs import glyphs_from

if TYPE_CHECKING:
    import textual.theme


@dataclass(frozen=True)
class Theme:
    """The colours of the hall as 0xRRGGBB; each is named by what it says, not by its hue."""

    name: str
    ground: Colour
    ground_low: Colour
    panel: Colour
    panel_high: Colour
    text: Colour
    quiet: Colour
    faint: Colour
    gold: Colour
    gold_high: Colour
    gold_low: Colour
    red: Colour
    red_high: Colour
    red_low: Colour
    rise: Colour
    fall: Colour


CEREMONY = Theme(
    name="ceremony",
    ground=0x0B0405,
    ground_low=0x1C070A,
    panel=0x1C090C,
    panel_high=0x4A0D12,
    text=0xF7EDE0,
    quiet=0xBCA68D,
    faint=0x6E5A4C,
    gold=0xF0BE4A,
    gold_high=0xFFEDB3,
    gold_low=0xC1821A,
    red=0xC8161D,
    red_high=0xF0413A,
    red_low=0x6B080D,
    rise=0xFFD75E,
    fall=0x86B4D8,
)

PROJECTOR = Theme(
    name="projector",
    ground=0x000000,
    ground_low=0x000000,
    panel=0x101010,
    panel_high=0x4A0D12,
    text=0xFFFFFF,
    quiet=0xD8D8D8,
    faint=0x909090,
    gold=0xFFE27A,
    gold_high=0xFFFFFF,
    gold_low=0xFFD24A,
    red=0xE01B22,
    red_high=0xFF4D44,
    red_low=0x7A0A10,
    rise=0xFFE27A,
    fall=0xA8D4FF,
)

SIXTEEN = Theme(
    name="sixteen",
    ground=0x000000,
    ground_low=0x000000,
    panel=0x000000,
    panel_high=0xAA0000,
    text=0xFFFFFF,
    quiet=0xAAAAAA,
    faint=0x555555,
    gold=0xFFFF55,
    gold_high=0xFFFF55,
    gold_low=0xFFFF55,
    red=0xAA0000,
    red_high=0xAA0000,
    red_low=0xAA0000,
    rise=0xFFFF55,
    fall=0x55FFFF,
)
"""The same by the colours that a terminal of sixteen has: nothing is shaded."""

THEMES = {theme.name: theme for theme in (CEREMONY, PROJECTOR, SIXTEEN)}


@dataclass(frozen=True)
class Look:
    """All that a scene's picture depends on besides payload, time and size.

    `lang` is "zh" or "en"; `still` shows every scene settled (reduced motion); without `colour` a scene
    tells everything by shape, weight and words; `theme` and `glyphs` say what it is drawn with. With `native`
    names stay the terminal's own text: for those who read at a desk, search and copy. With `unpaged` no page is
    numbered: for a picture that stands for one of another size, which has its own pages. `second` is a language
    in which a line at the foot says the same once the picture is settled.
    """

    lang: str = "zh"
    theme: Theme = CEREMONY
    still: bool = False
    colour: bool = True
    glyphs: Glyphs = Glyphs.HALF_BLOCKS
    two_levels: bool = False
    native: bool = False
    unpaged: bool = False
    second: str | None = None

    @property
    def word(self) -> str:
        """All of it that tells in a settled picture, in one word: looks of one word draw the same."""
        parts = [self.lang, self.theme.name, self.glyphs.value, "colour" if self.colour else "plain"]
        parts += ["coarse"] * self.two_levels + ["native"] * self.native
        parts += ["both"] * (self.second is not None)
        return "_".join(parts)

    @classmethod
    def of_word(cls, word: str) -> "Look | None":
        """The look that draws what those of a word draw; None for a word that none has."""
        lang, theme, glyphs, colour, *more = [*word.split("_"), "", "", "", ""]
        if lang not in LANGUAGES or theme not in THEMES or glyphs not in {one.value for one in Glyphs}:
            return None
        return cls(
            lang=lang,
            theme=THEMES[theme],
            colour=colour == "colour",
            glyphs=Glyphs(glyphs),
            two_levels="coarse" in more,
            native="native" in more,
            second=next(one for one in LANGUAGES if one != lang) if "both" in more else None,
        )

    def but(self, **changes: object) -> "Look":
        """The same look with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


def look_from(environment: Mapping[str, str], lang: str, theme: Theme = CEREMONY) -> Look:
    """The look that a person's environment asks for and that the terminal named in it can show.

    NO_COLOR (set to anything) and TEXTUAL_ANIMATIONS=none are honoured; SCOREBOARD_GLYPHS forces the glyphs.
    """
    sixteen = _sixteen_colours(environment)
    return Look(
        lang=lang,
        theme=SIXTEEN if sixteen else theme,
        still=environment.get("TEXTUAL_ANIMATIONS") == "none",
        colour=not environment.get("NO_COLOR"),
        glyphs=glyphs_from(environment),
        two_levels=sixteen,
    )


def _sixteen_colours(environment: Mapping[str, str]) -> bool:
    """Whether the terminal has no more than sixteen colours, judged as Textual judges it."""
    forced = environment.get("TEXTUAL_COLOR_SYSTEM", "auto").strip().lower()
    if forced != "auto":
        return forced == "standard"
    term = environment.get("TERM", "").strip().lower()
    if not term or environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return False
    return term.rpartition("-")[2] not in ("kitty", "256color")


def textual_theme(theme: Theme = CEREMONY) -> "textual.theme.Theme":
    """The same colours for ordinary Textual widgets, to register with an app."""
    from textual.theme import Theme as TextualTheme

    return TextualTheme(
        name=theme.name,
        primary=as_hex(theme.gold),
        secondary=as_hex(theme.gold_low),
        accent=as_hex(theme.red_high),
        warning=as_hex(theme.rise),
        error=as_hex(theme.red_high),
        success=as_hex(theme.gold),
        foreground=as_hex(theme.text),
        background=as_hex(theme.ground),
        surface=as_hex(theme.panel),
        panel=as_hex(theme.panel_high),
        dark=True,
    )
