"""Certificates (证书): a page for each holder of a flag and for each star of a period, as far as they are public."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scoreboard.enums import Outcome
from scoreboard.locale import say
from scoreboard.publications.competition import CompetitionBoard
from scoreboard.publications.flag_row import FlagRow
from scoreboard.publications.kinds.flags import FlagsBoard
from scoreboard.publications.kinds.stars import StarsBoard
from scoreboard.publications.names import named
from scoreboard.publications.pools import pool_label
from scoreboard.publications.promise_rows import day_in
from scoreboard.wire import given


@dataclass(frozen=True)
class Certificate:
    """What a certificate says."""

    to: str
    """Whom it is for; it stands alone, large."""
    of: str
    """What they are, below their name; empty for units."""
    before: str
    award: str
    """What they have won, larger still."""
    after: str
    day: date | None
    """The day on which it was won; None where nobody knows it, so that it can be written in."""


def certificates_of(
    flags: FlagsBoard | None, stars: StarsBoard | None, competition: CompetitionBoard, lang: str
) -> list[Certificate]:
    """Those of flags in the order of their areas, joint holders each with their own; then those of stars."""
    found: list[Certificate] = []
    if flags is not None:
        found += [one for row in flags.rows for one in _of_flag(row, flags, competition, lang)]
    if stars is not None:
        found += _of_stars(stars, competition, lang)
    return found


def _of_flag(row: FlagRow, board: FlagsBoard, competition: CompetitionBoard, lang: str) -> Iterator[Certificate]:
    if row.outcome == Outcome.OPEN:
        return
    values = {
        "competition": competition.called(lang),
        "series": named(board.series_name, board.series_name_en, lang),
        "period": named(board.period_name, board.period_name_en, lang),
    }
    pool = pool_label(board.pools, row.pool, lang)
    for holder in row.holders:
        yield Certificate(
            to=holder.called(lang),
            of=pool,
            before=_say(f"before.{_how(row)}", lang, **values),
            award=row.flag_called(lang),
            after=_after(row, holder.unit, lang),
            day=day_in(row.awarded_on),
        )


def _how(row: FlagRow) -> str:
    """How it was won. Where others have lost it since, its outcome is told as if these alone had won it: then, and of
    what was held when the records began, only that they were given it."""
    won = row.outcome in (Outcome.FIRST, Outcome.CAPTURED)
    return "given" if row.opening or (row.lost and won) else str(row.outcome)


def _after(row: FlagRow, unit: str, lang: str) -> str:
    """How often it has been defended, and what goes with it."""
    defences, prize = row.defences.get(unit, 0), row.prize_called(lang)
    said = [
        _say("defences", lang, count=defences) if defences else "",
        _prize(prize, lang) if prize else "",
    ]
    return ("" if lang == "zh" else " ").join(filter(None, said))


def _prize(prize: str, lang: str) -> str:
    """What goes with it; a text that begins with 奖励 is not told to be that once more."""
    label = _say("prize", lang, prize="").partition("：")[0]
    return f"{prize.rstrip('。')}。" if lang == "zh" and prize.startswith(label) else _say("prize", lang, prize=prize)


def _of_stars(board: StarsBoard, competition: CompetitionBoard, lang: str) -> Iterator[Certificate]:
    period = named(board.period_name, board.period_name_en, lang)
    for row in board.rows:
        yield Certificate(
            to=_say("person", lang, person=row.person_called(lang)),
            of=("  " if lang == "zh" else ", ").join(filter(None, (row.called(lang), row.post_called(lang)))),
            before=_say("before.star", lang, competition=competition.called(lang), period=period),
            award=row.star_called(lang),
            after="",
            day=day_in(given(row.awarded_on)),
        )


def _say(key: str, lang: str, **values: object) -> str:
    return say(f"bulletin.certificate.{key}", lang, **values)
