"""The stars of a period; `publications.stars` says who stands on it."""

from collections.abc import Sequence

from scoreboard.facts import FactKind
from scoreboard.locale import say
from scoreboard.publications.kind import UNIT, Column, Key, Kind, Row, same, text
from scoreboard.publications.questions import Payload, Question, cut
from scoreboard.publications.words import unit_words
from scoreboard.wire import to_json

FIELDS = ("star", "unit", "name", "person", "post", "result", "status", "notice_until")


def _columns(_payload: Payload, _lang: str) -> Sequence[Column[Row]]:
    return [
        Column("cli.table.star", lambda row, lang: str(row["star_name_en" if lang == "en" else "star_name"])),
        text("person", "cli.table.person"),
        UNIT,
        text("result", "cli.table.result", "right"),
        Column("cli.table.status", lambda row, lang: say(f"cli.star_status.{row['status']}", lang)),
        text("notice_until", "year.column.notice_until"),
    ]


def ask(question: Question) -> tuple[Payload, int]:
    """The nominees of a period who are public, category by category."""
    (period,) = question.parts
    words = question.document(FactKind.PERIOD, period)
    stars = sorted(question.documents(FactKind.STAR).values(), key=lambda star: int(star["position"]))
    nominees = question.documents(FactKind.NOMINEE, f"{period}/").values()
    units = unit_words(question.facts, (one["unit"] for one in nominees), question.naming_day(words), question.upto)
    rows = [
        {
            "star": star["id"],
            "star_name": star["name"],
            "star_name_en": star["name_en"],
            **to_json(units[one["unit"]]),
            **{name: one[name] for name in ("person", "post", "result", "status", "notice_until")},
        }
        for star in stars
        for one in nominees
        if one["star"] == star["id"]
    ]
    payload = {
        "board": "stars",
        "competition": question.document(FactKind.COMPETITION)["id"],
        "series": None,
        "period": period,
        "period_name": words["name"],
        "period_name_en": words["name_en"],
        "stars": [{name: star[name] for name in ("id", "name", "name_en")} for star in stars],
        "rows": rows,
    }
    return cut(payload, question.window)


KIND = Kind(Key.PERIOD, same(*FIELDS), _columns, ask)
