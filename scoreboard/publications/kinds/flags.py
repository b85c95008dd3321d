"""The wall of flags of a period; `publications.walls` asks for it."""

from collections.abc import Sequence

from scoreboard.enums import Outcome
from scoreboard.locale import say
from scoreboard.publications.flag_words import told_margin, told_note
from scoreboard.publications.kind import Column, Key, Kind, Row, pool_columns, same, text, unit_names
from scoreboard.publications.questions import Payload
from scoreboard.publications.walls import ask_flags

FIELDS = (
    *("area", "flag", "holders", "previous", "outcome", "defences", "margin", "margin_exact", "pool"),
    *("awarded_on", "reason"),
)


def is_open(row: Row) -> bool:
    """Whether it takes an earlier period or a decision to say how the flag was won, and perhaps by whom."""
    return bool(row["outcome"] == Outcome.OPEN)


def tells_nobody(row: Row) -> bool:
    """Whether the outcome itself says that nobody has it, or that it is not known who."""
    return row["outcome"] in ("open", "vacant")


def _columns(payload: Payload, _lang: str) -> Sequence[Column]:
    return [
        Column("cli.table.area", lambda row, lang: str(row["area_name_en" if lang == "en" else "area_name"])),
        *pool_columns(payload),
        Column(
            "cli.table.holder",
            lambda row, lang: (
                unit_names(row["holders"], lang) or ("-" if tells_nobody(row) else say("cli.table.vacant", lang))
            ),
        ),
        Column("cli.table.outcome", lambda row, lang: say(f"cli.outcome.{row['outcome']}", lang)),
        Column("cli.table.defences", lambda row, _lang: str(max(row["defences"].values(), default=0)), "right"),
        Column("cli.table.margin", lambda row, _lang: told_margin(row) or "-", "right"),
        Column("cli.table.previous", lambda row, lang: unit_names(row["previous"], lang) or "-"),
        text("awarded_on", "cli.table.awarded_on"),
        Column(
            "cli.table.reason",
            lambda row, lang: told_note(row, lang) or (say("cli.outcome.settles", lang) if is_open(row) else ""),
        ),
    ]


KIND = Kind(Key.CONTEST, same(*FIELDS), _columns, ask_flags)
