"""doctor's look at the terminal: what it is, what it draws, how large it is, and from how far it can be read."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from math import hypot

from scoreboard.cli.glyphs import measured_widths
from scoreboard.cli.health_finding import HealthFinding
from scoreboard.cli.known_terminals import GLYPHS, KnownTerminal, remember, remembered
from scoreboard.cli.terminal_answers import TerminalAnswers, ask_terminal
from scoreboard.cli.wording import cli

SMALLEST = (80, 24)
HEIGHTS_OF_A_HANZI = 165
"""From how many times its height a hanzi can be read."""
SEXTANT, OCTANT = "🬀", "𜴀"
"""One of each; a terminal that does not know them may take any width for them, and is not asked to draw them then."""
SCREENS = (43, 55, 65, 75, 86)
"""Diagonals in inches, of screens of 16:9."""
_METRES_AN_INCH = 0.0254


def look_at_terminal(forced: str | None = None) -> Iterator[HealthFinding]:
    """Look at the terminal of this process, and remember it; `forced` says what it is to draw with, or "auto"."""
    encoding = (sys.stdout.encoding or "").lower()
    utf8 = encoding.replace("-", "") == "utf8"
    advice = "" if utf8 else cli("doctor.advice.encoding")
    yield HealthFinding("encoding", "good" if utf8 else "bad", encoding or "?", advice)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield HealthFinding("terminal", "note", cli("doctor.no_terminal"))
        return
    asked = ask_terminal()
    answers = asked or TerminalAnswers()
    size = shutil.get_terminal_size()
    yield _name(answers, answered=asked is not None)
    yield _size((size.columns, size.lines), answers)
    yield HealthFinding("reach", "good", reach(size.lines))
    yield _colours(answers)
    widths = measured_widths()
    yield _widths(widths)
    yield _glyphs(answers, widths, forced)
    for name, has in (("graphics", answers.graphics), ("synchronized", "DEC 2026" if answers.synchronized else "")):
        advice = "" if has else cli(f"doctor.advice.{name}")
        if name == "graphics" and answers.draws_images:
            advice = cli("doctor.advice.images")
        yield HealthFinding(name, "good" if has else "note", has or "-", advice)
    yield from _fonts()


def reach(rows: int) -> str:
    """From how far one row of text can be read on screens of each size, as the terminal fills them."""
    metres = {inch: inch * _METRES_AN_INCH * 9 / hypot(16, 9) / rows * HEIGHTS_OF_A_HANZI for inch in SCREENS}
    return ", ".join(f"{inch}″ {far:.1f} m" for inch, far in metres.items())


def _name(answers: TerminalAnswers, *, answered: bool) -> HealthFinding:
    told = " ".join(filter(None, (answers.name, answers.version, f"TERM={os.environ.get('TERM', '?')}")))
    if not answered:
        return HealthFinding("terminal", "note", told, cli("doctor.advice.silent"))
    return HealthFinding("terminal", "good", told)


def _size(size: tuple[int, int], answers: TerminalAnswers) -> HealthFinding:
    small = size[0] < SMALLEST[0] or size[1] < SMALLEST[1]
    cell = f", {answers.cell[0]}x{answers.cell[1]} px" if answers.cell else ""
    advice = cli("doctor.advice.small") if small else ""
    return HealthFinding("window", "note" if small else "good", f"{size[0]}x{size[1]}{cell}", advice)


def _colours(answers: TerminalAnswers) -> HealthFinding:
    told = os.environ.get("COLORTERM", "")
    if os.environ.get("NO_COLOR"):
        return HealthFinding("colours", "note", "NO_COLOR", cli("doctor.advice.no_color"))
    if answers.truecolor or told in ("truecolor", "24bit"):
        return HealthFinding("colours", "good", "truecolor" if answers.truecolor else f"COLORTERM={told}")
    return HealthFinding("colours", "note", told or "-", cli("doctor.advice.colours"))


def _widths(widths: dict[str, int] | None) -> HealthFinding:
    if widths is None:
        return HealthFinding("glyphs", "note", cli("doctor.glyphs_unknown"))
    wide = [glyph for glyph, width in widths.items() if width != 1 and glyph not in ("永", SEXTANT, OCTANT)]
    fit = widths.get("永") == 2 and not wide
    told = " ".join(f"{glyph}{width}" for glyph, width in widths.items())
    return HealthFinding("glyphs", "good" if fit else "bad", told, "" if fit else cli("doctor.advice.glyphs"))


def _glyphs(answers: TerminalAnswers, widths: dict[str, int] | None, forced: str | None) -> HealthFinding:
    """With what pictures are drawn here: what is forced, else what a terminal of that name and version has."""
    from screens.glyphs import Glyphs, glyphs_from

    before = remembered(os.environ)
    kept = before if before is not None and before.forced and forced is None else None
    named = {"TERM_PROGRAM": answers.name, "TERM_PROGRAM_VERSION": answers.version} if answers.name else {}
    found = glyphs_from({**os.environ, **named, GLYPHS: ""})
    if widths is not None and widths.get("▀") != 1:
        found = Glyphs.SPACES
    elif widths is not None and widths[OCTANT if found is Glyphs.OCTANTS else SEXTANT] != 1:
        found = Glyphs.HALF_BLOCKS
    chosen = kept.glyphs if kept else found.value if forced in (None, "auto") else str(forced)
    insisted = bool(kept) or forced not in (None, "auto")
    here = KnownTerminal(answers.name, answers.version, chosen, answers.truecolor, insisted, answers.draws_images)
    is_kept = remember(os.environ, here)
    by_environment = os.environ.get(GLYPHS, "")
    value = f"{by_environment} ({GLYPHS})" if by_environment else chosen
    how = "environment" if by_environment else "forced" if insisted else "remembered" if is_kept else "pixels"
    return HealthFinding("pixels", "good", value, cli(f"doctor.advice.{how}"))


def _fonts() -> Iterator[HealthFinding]:
    """Whether this machine has a font with hanzi, where somebody sits at it: over a line the terminal's own has to."""
    program = shutil.which("fc-list")
    if program is None or os.environ.get("SSH_CONNECTION"):
        return
    words = [program, ":lang=zh-cn", "family"]
    try:
        asked = subprocess.run(words, capture_output=True, encoding="utf-8", errors="replace", check=False, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return
    names = sorted({line.split(",")[0] for line in asked.stdout.splitlines() if line})
    told = ", ".join(names[:3]) or "-"
    yield HealthFinding("fonts", "good" if names else "note", told, "" if names else cli("doctor.advice.fonts"))
