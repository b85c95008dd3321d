"""How the hall looks: what a scene is drawn in, and what a person and their terminal ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scoreboard.locale import LANGUAGES
from screens.colours import Colour, as_hex, readable
from screens.glyphs import Glyphs as Glyphs
from screens.glyphs import glyphs_from
from screens.palettes import LEAST_CONTRAST, RED_GOLD, SIXTEEN, theme_called
from screens.palettes import Theme as Theme

if TYPE_CHECKING:
    import textual.theme


@dataclass(frozen=True)
class Look:
    """All that a scene's picture depends on besides payload, time and size.

    `lang` is "zh" or "en"; `still` shows every scene settled (reduced motion); without `colour` a scene
    tells everything by shape, weight and words; `theme` and `glyphs` say what it is drawn with. With `native`
    names stay the terminal's own text: for those who read at a desk, search and copy. With `unpaged` no page is
    numbered: for a picture that stands for one of another size, which has its own pages. `second` is a language
    in which a line at the foot says the same once the picture is settled. With `graphics` the terminal draws images
    itself: in the local hall alone.
    """

    lang: str = "zh"
    theme: Theme = RED_GOLD
    still: bool = False
    colour: bool = True
    glyphs: Glyphs = Glyphs.HALF_BLOCKS
    two_levels: bool = False
    native: bool = False
    unpaged: bool = False
    second: str | None = None
    graphics: bool = False

    @property
    def word(self) -> str:
        """All of it that tells in a settled picture, in one word: looks of one word draw the same."""
        parts = [self.lang, self.theme.name, self.glyphs.value, "colour" if self.colour else "plain"]
        parts += ["coarse"] * self.two_levels + ["native"] * self.native
        parts += ["both"] * (self.second is not None) + ["images"] * self.graphics
        return "_".join(parts)

    @classmethod
    def of_word(cls, word: str) -> "Look | None":
        """The look that draws what those of a word draw, images as blocks; None for a word that none has."""
        lang, theme, glyphs, colour, *more = [*word.split("_"), "", "", "", ""]
        palette = theme_called(theme)
        if lang not in LANGUAGES or palette is None or glyphs not in {one.value for one in Glyphs}:
            return None
        return cls(
            lang=lang,
            theme=palette,
            colour=colour == "colour",
            glyphs=Glyphs(glyphs),
            two_levels="coarse" in more,
            native="native" in more,
            second=next(one for one in LANGUAGES if one != lang) if "both" in more else None,
        )

    def but(self, **changes: object) -> "Look":
        """The same look with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


def look_from(environment: Mapping[str, str], lang: str, theme: Theme = RED_GOLD) -> Look:
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


def with_graphics(look: Look, environment: Mapping[str, str]) -> Look:
    """The same look, whose images a terminal draws that is known to (`SCOREBOARD_GRAPHICS=kitty`); never over SSH."""
    known = environment.get("SCOREBOARD_GRAPHICS") == "kitty" and environment.get("COLORTERM") == "truecolor"
    between = any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "TMUX", "STY"))
    return look.but(graphics=known and not between and look.colour and not look.two_levels)


def _sixteen_colours(environment: Mapping[str, str]) -> bool:
    """Whether the terminal has no more than sixteen colours, judged as Textual judges it."""
    forced = environment.get("TEXTUAL_COLOR_SYSTEM", "auto").strip().lower()
    if forced != "auto":
        return forced == "standard"
    term = environment.get("TERM", "").strip().lower()
    if not term or environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return False
    return term.rpartition("-")[2] not in ("kitty", "256color")


def textual_theme(theme: Theme = RED_GOLD) -> "textual.theme.Theme":
    """The same colours for ordinary Textual widgets, to register with an app."""
    from textual.theme import Theme as TextualTheme

    def ink(colour: Colour) -> str:
        """A colour of words, which stands out from the ground of a chosen line too."""
        return as_hex(readable(colour, theme.panel_high, LEAST_CONTRAST))

    return TextualTheme(
        name=theme.name,
        primary=as_hex(theme.gold),
        secondary=as_hex(theme.gold_low),
        accent=as_hex(theme.red_high),
        warning=as_hex(theme.gold),
        error=ink(theme.red_high),
        success=ink(theme.good),
        foreground=as_hex(theme.text),
        background=as_hex(theme.ground),
        surface=as_hex(theme.panel),
        panel=as_hex(theme.panel_high),
        dark=not theme.light,
        variables={
            "foreground-muted": ink(theme.quiet),
            "foreground-disabled": ink(theme.faint),
            "primary-muted": as_hex(theme.panel_high),
            "secondary-muted": as_hex(theme.panel_high),
            "error-muted": as_hex(theme.band),
            "text-error": as_hex(theme.band_ink),
        },
    )
