"""A seal that was amended: how often, when last, by whom and why. What has changed in the results is not in it."""

from scoreboard.publications.days import told_moment
from scoreboard.publications.scene import Amendment
from screens.hall.parts.hall_words import word
from screens.widgets.canvas import Canvas
from screens.widgets.cells import clip, width_of


def amendment(canvas: Canvas, change: Amendment) -> None:
    """Say at the foot of a page that the seal was amended, where the page is too narrow no more than why; else cut."""
    theme, room = canvas.look.theme, canvas.width - 2
    if room < 8 or canvas.height < 4:
        return
    lang = canvas.look.lang
    text = in_words(change, lang)
    if width_of(text) > room - 2:
        text = clip(word("amended.brief", lang, count=change.count, reason=_reason(change, lang)), room - 2)
    canvas.chip((canvas.width - width_of(text) - 2) // 2, canvas.height - 1, text, theme.band_ink, theme.band)


def in_words(change: Amendment, lang: str) -> str:
    """The line of an amendment."""
    second = (
        word("amended.named", lang, name=one.name) if one.approver == "named" else one.name
        for one in change.signed_second
    )
    names = word("and", lang).join(name for name in second if name)
    at = told_moment(change.at, lang, year=False)
    told = {"at": at, "by": change.sealed_by, "second": names, "reason": _reason(change, lang)}
    return word("amended.line" if names else "amended.line_alone", lang, count=change.count, **told)


def _reason(change: Amendment, lang: str) -> str:
    return change.reason or word("amended.follows", lang)
